//! `list-count`: a list has as many names as the text, or another source, says.
//!
//! A closed list must have exactly the stated number; a list after "including" at most that many.
//! "A, B and other 8" is read as eight and as ten; where another source names exactly eight, A and B
//! among them, the two readings cannot be told apart and both are said.

use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::Deserialize;

use super::{Check, Outcome, Table, Violation, counted_names, passage};
use crate::claim::mention::{Kind, Rest};
use crate::claim::{
    Claim, Confirmation, Interval, Likeness, Pair, Severity, Slot, Standing, Statistic,
};

/// Parameters of `list-count`: none.
#[derive(Debug, Deserialize, JsonSchema)]
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
        let across = table.pairs.iter().filter(|it| !it.is_same_document && it.veto.is_none());
        let mut ambiguous = Vec::new();
        for pair in across {
            let (Some(a), Some(b)) = (table.claims.get(pair.left), table.claims.get(pair.right))
            else {
                continue;
            };
            match (a.kind, b.kind) {
                (Kind::List, Kind::List) if is_ambiguous(a, b) || is_ambiguous(b, a) => {
                    ambiguous.push(pair);
                }
                (Kind::Count, Kind::List) if is_same_fact(pair, a) => {
                    judge(a, b, true, &mut outcome);
                }
                (Kind::List, Kind::Count) if is_same_fact(pair, b) => {
                    judge(b, a, true, &mut outcome);
                }
                _ => {}
            }
        }
        let groups = super::group::connected(&ambiguous);
        outcome.violations.extend(groups.iter().filter_map(|it| ambiguity(it, table)));
        outcome
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

fn is_same_fact(pair: &Pair, count: &Claim) -> bool {
    count.statistic == Statistic::Amount
        && pair.likeness == Likeness::Same
        && pair.standing(Slot::Unit) == Standing::Same
        && pair.standing(Slot::Action) == Standing::Same
        && ![Slot::Place, Slot::Period, Slot::Event]
            .iter()
            .any(|it| pair.standing(*it) == Standing::Different)
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

fn ambiguity(pairs: &[&Pair], table: &Table<'_>) -> Option<Violation> {
    let members = super::group::members(pairs);
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
        evidence: super::evidence(pairs.first()?, table.claims),
        severity: Some(Severity::Warning),
        help: Some(format!(
            "\"and other {more}\" can mean {more} in all or {n} + {more} = {total}; the {n} names are among the {more} that another source lists"
        )),
        hint: None,
    })
}
