//! Rows for an editor: what the texts say of one thing side by side, those first that most likely disagree.

use std::collections::BTreeSet;

use rustc_hash::FxHashSet;

use super::super::sets::Sets;
use super::card::StoryModel;
use crate::claim::{Band, Claim, Excuse, Matched, Row};

/// No row takes more figures than that: a longer one is of several things.
const MOST: usize = 24;

/// The rows of a collection: figures that agree become one, and those that clash by at least so much are set against each
/// other, the surest first; each figure stands in one row.
pub fn rows(claims: &[Claim], matches: &[Matched], least: i32, model: &StoryModel) -> Vec<Row> {
    let mut groups = Groups::new(claims, matches);
    let surest = |of: &dyn Fn(&Matched) -> bool| {
        let mut chosen: Vec<usize> = (0..matches.len()).filter(|it| of(&matches[*it])).collect();
        chosen.sort_by_key(|it| (std::cmp::Reverse(matches[*it].weight), *it));
        chosen
    };
    for it in surest(&|it| it.agrees && it.weight > 0) {
        groups.join(matches[it].left, matches[it].right);
    }
    let may_be_one = |it: &Matched| it.excuse.is_none_or(Excuse::is_of_one_thing);
    for at in surest(&|it| !it.agrees && it.weight >= least && may_be_one(it)) {
        let it = &matches[at];
        let (a, b) = (groups.root(it.left), groups.root(it.right));
        let clashes = [a, b].map(|it| groups.clash[it]);
        // What has found its rival takes another one only beside it: the same figure against a third text's.
        if a == b || clashes.iter().all(Option::is_some) {
            continue;
        }
        let clash = clashes.into_iter().flatten().next().unwrap_or(at);
        if groups.join(a, b) {
            let root = groups.root(a);
            groups.clash[root] = Some(clash);
        }
    }
    // What is likelier one thing than not has found its place; what an editor would still take for one comes last.
    for it in surest(&|it| it.agrees && (model.cuts.agree..=0).contains(&it.weight)) {
        groups.join(matches[it].left, matches[it].right);
    }
    let of = |(clash, cells)| row(clash, cells, (claims, matches), model);
    let mut rows: Vec<Row> = groups.members().map(of).collect();
    rows.sort_by_key(|it| (it.band, std::cmp::Reverse(it.weight), it.cells.first().copied()));
    rows
}

fn row(
    clash: Option<usize>,
    cells: Vec<usize>,
    (claims, matches): (&[Claim], &[Matched]),
    model: &StoryModel,
) -> Row {
    let documents: BTreeSet<usize> =
        cells.iter().filter_map(|it| claims.get(*it)).map(|it| it.document).collect();
    let decided = clash.and_then(|it| matches.get(it));
    let weight = decided.map(|it| it.weight);
    let excuse = decided.and_then(|it| it.excuse);
    let band = match weight {
        Some(it) if it >= model.cuts.warning && excuse.is_none() => Band::Disagree,
        Some(_) => Band::Look,
        None if documents.len() > 1 => Band::Agree,
        None => Band::Single,
    };
    // Of what agrees, what most texts say comes first.
    let sources = i32::try_from(documents.len()).unwrap_or(i32::MAX);
    Row { band, weight: weight.unwrap_or(sources), cells, clash, excuse }
}

/// Figures that are joined to one another.
struct Groups<'c> {
    claims: &'c [Claim],
    /// The pairs that are anything to look at.
    known: FxHashSet<(usize, usize)>,
    sets: Sets,
    /// For each root its members.
    members: Vec<Vec<usize>>,
    /// For each root its surest clash, as an index of the matches.
    clash: Vec<Option<usize>>,
}

impl<'c> Groups<'c> {
    fn new(claims: &'c [Claim], matches: &[Matched]) -> Self {
        let known = matches.iter().map(|it| (it.left, it.right)).collect();
        let count = claims.len();
        let members = (0..count).map(|it| vec![it]).collect();
        Self { claims, known, sets: Sets::new(count), members, clash: vec![None; count] }
    }

    fn root(&mut self, of: usize) -> usize {
        self.sets.first(of)
    }

    /// Joins two groups, unless a text would then say two things in one row.
    fn join(&mut self, a: usize, b: usize) -> bool {
        let (a, b) = (self.root(a), self.root(b));
        if a == b || !self.may_join(a, b) {
            return false;
        }
        let (root, other) = self.sets.join(a, b);
        let moved = std::mem::take(&mut self.members[other]);
        self.members[root].extend(moved);
        self.clash[root] = self.clash[root].or(self.clash[other]);
        true
    }

    fn may_join(&self, a: usize, b: usize) -> bool {
        if self.members[a].len() + self.members[b].len() > MOST {
            return false;
        }
        let (mut met, mut all) = (0, 0);
        for x in &self.members[a] {
            for y in &self.members[b] {
                let (of_x, of_y) = (&self.claims[*x], &self.claims[*y]);
                if of_x.document != of_y.document {
                    all += 1;
                    met += usize::from(self.known.contains(&(*x.min(y), *x.max(y))));
                } else if !say_one(of_x, of_y) {
                    return false;
                }
            }
        }
        // One pair does not make two groups one: a quarter of all must be of one thing, for all that is known.
        met * 4 >= all
    }

    /// The groups of figures, each with its clash and its members in order.
    fn members(self) -> impl Iterator<Item = (Option<usize>, Vec<usize>)> {
        self.members.into_iter().zip(self.clash).filter(|it| !it.0.is_empty()).map(|it| {
            let (mut members, clash) = it;
            members.sort_unstable();
            (clash, members)
        })
    }
}

/// Whether two figures of one text say the same.
fn say_one(a: &Claim, b: &Claim) -> bool {
    if a.kind.is_time() {
        return a.period == b.period && a.weekday == b.weekday;
    }
    let stated = a.stated().zip(b.stated());
    stated.is_some_and(|(x, y)| x.value() == y.value())
        || a.quantity.zip(b.quantity).is_some_and(|(x, y)| x.relation(&y).agrees())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::claim::{LEVELS, Source};
    use crate::collect;
    use crate::lexicon::Lexicon;
    use crate::matching::collection::card::{StoryCard, StoryCuts};
    use crate::run;

    /// The rows of texts, as the figures of each, for pairs by their places in the claims table: whether they agree, and
    /// their weight.
    fn told(texts: &[&str], pairs: &[(usize, usize, bool, i32)]) -> Vec<(Band, Vec<String>)> {
        let lexicon = Lexicon::english().unwrap();
        let documents = texts.iter().enumerate().map(|(at, it)| {
            collect::from_text(Source::at(format!("{at}.txt")), it, lexicon).unwrap()
        });
        let claims = run::corpus(documents.collect(), Vec::new(), lexicon).claims;
        let matched = |&(left, right, agrees, weight): &(usize, usize, bool, i32)| Matched {
            left,
            right,
            agrees,
            score: 0,
            weight,
            excuse: None,
            levels: [0; LEVELS],
        };
        let all: Vec<Matched> = pairs.iter().map(matched).collect();
        let cuts = StoryCuts { warning: 20, ..StoryCuts::default() };
        let model = StoryModel::new(&StoryCard { cuts, ..StoryCard::default() });
        let text = |it: &usize| claims[*it].text.clone();
        let rows = rows(&claims, &all, -50, &model).into_iter();
        rows.map(|it| (it.band, it.cells.iter().map(text).collect())).collect()
    }

    fn expected(rows: &[(Band, &[&str])]) -> Vec<(Band, Vec<String>)> {
        let own = |it: &(Band, &[&str])| (it.0, it.1.iter().map(ToString::to_string).collect());
        rows.iter().map(own).collect()
    }

    #[test]
    fn a_text_says_one_thing_in_a_row() {
        // The surer of two counterparts is it; the other stays alone.
        let texts = ["Vardal sold 14 lamps. It had 20 lamps.", "Vardal sold 9 lamps."];
        let rows = told(&texts, &[(0, 2, false, 30), (1, 2, false, 25)]);
        let wanted: [(Band, &[&str]); 2] =
            [(Band::Disagree, &["14", "9"]), (Band::Single, &["20"])];
        assert_eq!(rows, expected(&wanted));
    }

    #[test]
    fn figures_that_agree_are_one_side_of_a_row() {
        let texts = ["It sold 14 lamps. 14 lamps went.", "It sold 14 lamps.", "It sold 9 lamps."];
        let agree = [(0, 2, true, 40), (1, 2, true, 30)];
        let rows = told(&texts, &agree);
        let wanted: [(Band, &[&str]); 2] =
            [(Band::Agree, &["14", "14", "14"]), (Band::Single, &["9"])];
        assert_eq!(rows, expected(&wanted));
        let rows = told(&texts, &[&agree[..], &[(2, 3, false, -10)]].concat());
        assert_eq!(rows, expected(&[(Band::Look, &["14", "14", "14", "9"])]));
    }

    #[test]
    fn one_pair_of_many_makes_no_row() {
        let texts = ["14 lamps. 14 lamps. 14 lamps. 14 lamps. 14 lamps.", "9 lamps.", "14 lamps."];
        let agree: Vec<_> = (0..5).map(|it| (it, 6, true, 40)).collect();
        let rows = told(&texts, &[&agree[..], &[(0, 5, false, 30)]].concat());
        let all: [&str; 6] = ["14"; 6];
        assert_eq!(rows, expected(&[(Band::Agree, &all[..]), (Band::Single, &["9"])]));
    }
}
