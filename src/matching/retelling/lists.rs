//! A list in one text against a count in the other: eight names are more than "only seven people".
//!
//! A shorter list proves nothing, since it need not be complete. Where the sentence counts several
//! things ("five places and three people"), the list must be longer than all that it may list.

use crate::claim::{Claim, Difference, Hedge, Kind, Rest, Span, Statistic};
use crate::lexicon::Lexicon;
use crate::matching::text::Vocabulary;
use crate::matching::words::Stem;

/// Words that a list and a count must have in common before them, in per cent of the shorter lead.
const SAME_LEAD: usize = 50;

/// Lists that are longer than the other text allows.
pub(super) fn overlong(
    a: &Side<'_>,
    b: &Side<'_>,
    vocabulary: &mut Vocabulary,
    lexicon: &Lexicon,
) -> Vec<Difference> {
    let mut found = Vec::new();
    for (left, right, is_turned) in [(a, b, false), (b, a, true)] {
        for (index, list) in right.claims.iter().enumerate().filter(|it| it.1.kind == Kind::List) {
            let lead_of_list = right.lead(index, vocabulary, lexicon);
            let mut counts: Vec<usize> = (0..left.claims.len())
                .filter(|it| may_count(&left.claims[*it]))
                .filter(|it| are_alike(&left.lead(*it, vocabulary, lexicon), &lead_of_list))
                .collect();
            let has_rival = counts.len() > 1;
            counts.retain(|it| may_list(&left.claims[*it], list, has_rival, lexicon));
            let names = rust_decimal::Decimal::from(list.names.len());
            let allows = |it: &usize| {
                let stated = left.claims[*it].quantity.and_then(|it| it.stated());
                stated.is_none_or(|it| it.value() >= names)
            };
            if list.rest != Rest::Nothing || counts.is_empty() || counts.iter().any(allows) {
                continue;
            }
            let count = &left.claims[counts[0]];
            let (x, y) = if is_turned { (list.span, count.span) } else { (count.span, list.span) };
            found.push(Difference { what: "list", left: x, right: y });
        }
    }
    found
}

/// Whether the names can be the things counted: people are no places. Names of which nothing is known
/// are those of people only where nothing else is counted.
fn may_list(count: &Claim, list: &Claim, has_rival: bool, lexicon: &Lexicon) -> bool {
    let is_person =
        |it: &Claim| it.counted.as_ref().map(|it| lexicon.nouns.is_a(&it.entity, "person"));
    match is_person(list) {
        Some(of_list) => is_person(count) == Some(of_list),
        None => !has_rival || is_person(count) == Some(false),
    }
}

/// A plain count of things that can have names.
fn may_count(claim: &Claim) -> bool {
    claim.kind == Kind::Count
        && claim.statistic == Statistic::Amount
        && claim.counted.is_some()
        && claim.quantity.is_some_and(|it| matches!(it.hedge(), Hedge::Exact | Hedge::UpTo))
}

/// A text with its claims.
pub(super) struct Side<'s> {
    pub(super) text: &'s str,
    pub(super) claims: &'s [Claim],
}

impl Side<'_> {
    /// The stems of what leads up to a claim in its sentence: "She has visited …".
    fn lead(&self, index: usize, vocabulary: &mut Vocabulary, lexicon: &Lexicon) -> Vec<Stem> {
        let Some(claim) = self.claims.get(index) else { return Vec::new() };
        let mut words = Vec::new();
        let before = Span::new(claim.sentence.start, claim.span.start);
        vocabulary.words(self.text, before, lexicon, &mut words);
        let is_figure = |span: Span| self.claims.iter().any(|it| it.span.contains(span));
        let content = words.iter().filter(|it| it.is_content && !is_figure(it.span));
        content.map(|it| it.stem).collect()
    }
}

/// Whether what leads up to the count is what leads up to the list.
fn are_alike(x: &[Stem], y: &[Stem]) -> bool {
    let shared = y.iter().filter(|it| x.contains(it)).count();
    let shorter = x.len().min(y.len());
    shorter > 0 && shared * 100 >= shorter * SAME_LEAD
}
