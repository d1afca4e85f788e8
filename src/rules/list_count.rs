//! `list-count`: a list has as many names as the text, or another source, says.
//!
//! A closed list must have exactly the stated number; a list after "including" at most that many.
//! "A, B and other 8" is read as eight and as ten; where another source names exactly eight, A and B
//! among them, the two readings cannot be told apart and both are said.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
#[cfg(feature = "schema")]
use schemars::JsonSchema;
use serde::Deserialize;

use super::{Check, Outcome, Table, Violation, counted_names, passage};
use crate::claim::{Claim, Confirmation, Interval, Kind, Rest, Severity, Statistic};

/// Parameters of `list-count`: none.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub(super) struct ListCount {}

impl Check for ListCount {
    fn outcome(&self, table: &Table<'_>) -> Outcome {
        let mut outcome = Outcome::default();
        for (index, list) in table.claims.iter().enumerate().filter(|it| it.1.kind == Kind::List) {
            if let Some(count) = announced(table.claims, index) {
                judge(count, list, false, &mut outcome);
            }
        }
        let across = Across::new(table);
        let mut ambiguous: Vec<(usize, usize)> = Vec::new();
        for (list, other) in across.pairs() {
            let (a, b) = (&table.claims[list], &table.claims[other]);
            match b.kind {
                Kind::List if list < other && (is_ambiguous(a, b) || is_ambiguous(b, a)) => {
                    ambiguous.push((list, other));
                }
                Kind::Count if is_same_fact(a, b) => judge(b, a, true, &mut outcome),
                _ => {}
            }
        }
        let groups = super::group::touching(&ambiguous);
        outcome.violations.extend(groups.iter().filter_map(|it| ambiguity(it, table)));
        outcome
    }
}

/// Lists and what other documents of their stories count or name.
struct Across<'t> {
    claims: &'t [Claim],
    /// For each document that has a list those of its stories.
    stories: BTreeMap<usize, Vec<usize>>,
}

impl<'t> Across<'t> {
    fn new(table: &Table<'t>) -> Self {
        let lists = table.claims.iter().filter(|it| it.kind == Kind::List);
        let mut stories: BTreeMap<usize, Vec<usize>> =
            lists.map(|it| (it.document, Vec::new())).collect();
        for &(a, b) in table.one_story {
            for (own, other) in [(a, b), (b, a)] {
                if let Some(of) = stories.get_mut(&own) {
                    of.push(other);
                }
            }
        }
        Self { claims: table.claims, stories }
    }

    /// Each list with each claim of another document of its story.
    fn pairs(&self) -> impl Iterator<Item = (usize, usize)> + '_ {
        let lists = self.claims.iter().enumerate().filter(|it| it.1.kind == Kind::List);
        lists.flat_map(move |(at, list)| {
            let others = self.stories.get(&list.document).into_iter().flatten();
            others.flat_map(move |it| self.of(*it).map(move |other| (at, other)))
        })
    }

    /// The claims of a document, as indices.
    fn of(&self, document: usize) -> std::ops::Range<usize> {
        let start = self.claims.partition_point(|it| it.document < document);
        start..start + self.claims[start..].partition_point(|it| it.document == document)
    }
}

/// The count right before a list that announces it: "four suggestions …: a, b, c and d".
fn announced(claims: &[Claim], list: usize) -> Option<&Claim> {
    let of = claims.get(list)?;
    let before = claims.get(..list)?;
    let of_sentence = before
        .iter()
        .rev()
        .take_while(|it| it.document == of.document && it.sentence == of.sentence);
    let mut counts = of_sentence.filter(|it| it.kind == Kind::Count);
    let count = counts.find(|it| it.span.end <= of.span.start)?;
    let start = count.span.end.checked_sub(of.sentence.start)?;
    let end = of.span.start.checked_sub(of.sentence.start)?;
    let between = of.sentence_text.get(start..end)?;
    let announces =
        between.contains([':', '—', '–', '(']) || between.trim_end().ends_with("namely");
    let is_next = !before
        .iter()
        .rev()
        .take_while(|it| it.document == of.document && it.span.start > count.span.end)
        .any(|it| it.kind == Kind::Count);
    let is_one = count.statistic == Statistic::Amount && count.counted.is_some();
    (announces && is_next && is_one && between.len() < 120).then_some(count)
}

/// Whether a count is of what a list names: the same things, of which the same is said, at no other time or place.
fn is_same_fact(list: &Claim, count: &Claim) -> bool {
    let entity = |it: &Claim| it.counted.as_ref().map(|it| it.entity.clone());
    let shares_act =
        list.actions.iter().any(|x| count.actions.iter().any(|y| x.family == y.family));
    let are_apart = list.period.zip(count.period).is_some_and(|(x, y)| !x.meets(&y));
    let is_elsewhere = !list.places.is_empty()
        && !count.places.is_empty()
        && !list.places.iter().any(|x| count.places.iter().any(|y| x.name == y.name));
    count.statistic == Statistic::Amount
        && entity(list).is_some_and(|it| Some(it) == entity(count))
        && shares_act
        && !are_apart
        && !is_elsewhere
}

/// A stated count against a list: confirmed, or a violation.
fn judge(count: &Claim, list: &Claim, is_across: bool, outcome: &mut Outcome) {
    let Some(stated) = count.quantity.filter(|it| it.stated().is_some()).map(|it| it.strict())
    else {
        return;
    };
    let listed = Decimal::from(list.names.len());
    let allows = |n: Decimal| stated.meets(&Interval::point(n));
    let (is_right, is_open) = match list.rest {
        Rest::Nothing => (allows(listed), false),
        Rest::Open => (stated.high.is_none_or(|it| it >= listed), true),
        Rest::Exactly(more) => {
            let more = Decimal::from(more);
            (allows(listed + more) || allows(more), false)
        }
    };
    let mut passages = vec![passage(count), passage(list)];
    passages.sort_by_key(|it| (it.document, it.span.start));
    let unit = count.counted.as_ref().map_or("", |it| &it.text);
    if is_right && is_open {
        return;
    }
    if is_right {
        let label = format!("{} {unit} = {} named", count.text, list.names.len());
        outcome.confirmed.push(Confirmation { fact: "list-count".to_owned(), label, passages });
        return;
    }
    // Across documents a count may speak of more than a list does that names some of them.
    let is_short = stated.low.is_some_and(|it| listed < it);
    if is_across && (is_short || is_open || list.rest != Rest::Nothing) {
        return;
    }
    let mut values = super::template::Values::new();
    values.insert("count", format!("{} {unit}", count.text));
    values.insert("listed", counted_names(list));
    outcome.violations.push(Violation {
        key: vec![
            count.source.key.clone(),
            count.text.clone(),
            list.source.key.clone(),
            list.names.join("|"),
        ],
        passages,
        values,
        evidence: Vec::new(),
        severity: is_across.then_some(Severity::Warning),
        help: None,
        hint: None,
    });
}

/// `with_rest` says "A, B and other N"; `full` names exactly N, with A and B among them.
fn is_ambiguous(with_rest: &Claim, full: &Claim) -> bool {
    let Rest::Exactly(more) = with_rest.rest else { return false };
    let is_counted_so = u64::try_from(full.names.len()) == Ok(more);
    let holds_all = with_rest.names.iter().all(|it| full.names.contains(it));
    is_counted_so && holds_all && !matches!(full.rest, Rest::Exactly(_))
}

fn ambiguity(members: &[usize], table: &Table<'_>) -> Option<Violation> {
    let claims: Vec<&Claim> = members.iter().filter_map(|it| table.claims.get(*it)).collect();
    let (with_rest, more) = claims.iter().find_map(|it| match it.rest {
        Rest::Exactly(more) => Some((*it, more)),
        _ => None,
    })?;
    let n = with_rest.names.len();
    let unit = with_rest
        .counted
        .as_ref()
        .map_or_else(|| "names".to_owned(), |it| crate::lexicon::plural(&it.entity));
    let total = more.saturating_add(u64::try_from(n).ok()?);
    let mut values = super::template::Values::new();
    values.insert(
        "count",
        format!("{more} {unit} named in one source, \"{n} named and other {more}\" in another"),
    );
    values.insert("listed", counted_names(with_rest));
    let first = claims
        .iter()
        .find(|it| matches!(it.rest, Rest::Nothing | Rest::Open))
        .map_or("", |it| &it.source.key);
    Some(Violation {
        key: vec![
            "ambiguous".to_owned(),
            first.to_owned(),
            with_rest.source.key.clone(),
            with_rest.names.join("|"),
        ],
        passages: claims.iter().map(|it| passage(it)).collect(),
        values,
        evidence: Vec::new(),
        severity: Some(Severity::Warning),
        help: Some(format!(
            "\"and other {more}\" can mean {more} in all or {n} + {more} = {total}; the {n} names are among the {more} that another source lists"
        )),
        hint: None,
    })
}
