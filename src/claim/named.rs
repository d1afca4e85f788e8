//! What figures stand for, in the words of their texts.

use super::Claim;

impl Claim {
    /// What it stands for in a few words of its text: the thing, and what happened to it.
    pub fn stands_for(&self) -> String {
        let of_time = || if self.kind.is_time() { "time" } else { "amount" }.to_owned();
        let counted = || self.counted.as_ref().map(|it| it.text.clone());
        let unit = || self.unit_name().map(str::to_owned);
        let told = self.meaning.as_ref().and_then(|it| it.thing.as_ref()).map(|it| it.text.clone());
        let named = || match &self.meaning {
            Some(_) => unit(),
            None => counted().or_else(unit),
        };
        let thing = told.or_else(|| named().filter(|_| self.currency.is_none()));
        let thing = thing.filter(|it| !it.is_empty()).unwrap_or_else(of_time);
        let acts = || self.actions.iter();
        let act = acts().find(|it| it.is_direct).or(acts().next()).map(|it| it.word.to_lowercase());
        act.filter(|it| !thing.to_lowercase().contains(&**it))
            .map_or_else(|| thing.clone(), |it| format!("{thing} ({it})"))
    }
}

/// What most of several figures stand for; of as many the first.
pub fn common_name<'c>(claims: impl Iterator<Item = &'c Claim>) -> String {
    let mut names: Vec<(usize, usize, String)> = Vec::new();
    for (at, claim) in claims.enumerate() {
        let name = claim.stands_for();
        match names.iter_mut().find(|it| it.2 == name) {
            _ if name.is_empty() => {}
            Some(it) => it.0 += 1,
            None => names.push((1, usize::MAX - at, name)),
        }
    }
    names.into_iter().max().map(|it| it.2).unwrap_or_default()
}
