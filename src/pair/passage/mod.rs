//! Two texts that are given as retellings of one another: where do their figures differ?
//!
//! Nothing else is known here, no dates, no sources. What ties two figures together is where they
//! stand; what keeps two texts about different things apart is that all their figures differ.

mod aligned;
mod counterpart;
mod lists;
mod words;

use rust_decimal::Decimal;
use similar::DiffOp;

use crate::claim::mention::Kind;
use crate::claim::{Answer, Claim, Comparison, Difference, Figure, Span};
use crate::lexicon::Lexicon;

pub(super) use aligned::aligned;
use counterpart::{Counterpart, Outcome};
pub(super) use words::stems;
use words::{Alignment, Side};

/// From here on the surroundings of two figures are one place, in per cent.
const SAME_PLACE: i32 = 50;
/// A figure that stands in a text like this is found there, in per cent.
const FOUND: i32 = 15;
/// The same for a figure that is not the counterpart.
const FOUND_ELSEWHERE: i32 = 30;
/// From here on two texts are copies of one another, in per cent of common words.
const COPY: i32 = 90;
/// From here on nothing around a figure was changed, in per cent.
const UNTOUCHED: i32 = 90;
/// From here on digits in the same place can be compared whatever they mean.
const RETELLING: i32 = 60;

/// Below this share of words in common a single difference says nothing, in per cent.
const LITTLE_IN_COMMON: i32 = 45;

/// Holds two texts with their claims against each other.
pub(super) fn compare(
    (a, of_a): (&str, &[Claim]),
    (b, of_b): (&str, &[Claim]),
    lexicon: &Lexicon,
) -> Comparison {
    let (a, b) = (Side::new(a, of_a, lexicon), Side::new(b, of_b, lexicon));
    let alignment = Alignment::new(&a, &b);
    let candidates = counterpart::candidates(&a, &b, &alignment);
    let chosen = counterpart::chosen(&a, &b, &candidates);
    let mut differences = Vec::new();
    let (mut supported, mut alike, mut all) = (0, 0, 0);
    for (right, claim) in b.claims.iter().enumerate().filter(|it| it.1.kind != Kind::List) {
        all += 1;
        let counterpart = chosen.iter().find(|it| it.right == right);
        if let Some(it) =
            counterpart.filter(|it| it.outcome == Outcome::Agrees && it.likeness >= FOUND)
        {
            supported += 1;
            alike += usize::from(it.likeness >= SAME_PLACE);
            continue;
        }
        let stands_elsewhere = candidates.iter().any(|it| {
            it.right == right && it.outcome == Outcome::Agrees && it.likeness > FOUND_ELSEWHERE
        });
        // In a copy, what was changed in its place was changed, whatever stands elsewhere.
        let is_edited = alignment.ratio >= COPY
            && counterpart
                .is_some_and(|it| it.outcome == Outcome::Clashes && it.likeness >= UNTOUCHED);
        if stands_elsewhere && !is_edited {
            supported += 1;
            continue;
        }
        if let Some(it) = counterpart.filter(|it| it.likeness >= SAME_PLACE)
            && !is_sum(&a, claim)
        {
            differences.push(difference(&a, &b, it));
        }
    }
    if alignment.ratio >= RETELLING {
        differences.extend(changed_digits(&a, &b, &alignment));
    }
    if !differences.is_empty() {
        let apart = counterpart::apart(&a, &b, &alignment, SAME_PLACE);
        if are_about_different_things(&alignment, differences.len() + apart, alike) {
            differences.clear();
        }
    }
    differences.extend(lists::overlong(&a, &b, lexicon));
    differences.sort_by_key(|it| it.right);
    let answer = match differences.is_empty() {
        false => Answer::Conflict,
        true if all > 0 && supported == all => Answer::Agree,
        true => Answer::Unrelated,
    };
    Comparison { answer, differences }
}

/// A retelling gets one figure wrong, or two; a text about something else has all of them different.
fn are_about_different_things(alignment: &Alignment, differences: usize, alike: usize) -> bool {
    let more_differ = differences > alike;
    alignment.ratio < COPY
        && (differences >= 3 && differences >= alike
            || differences == 2 && more_differ && alignment.ratio < RETELLING
            || more_differ && alignment.contained < LITTLE_IN_COMMON)
}

fn difference(a: &Side<'_>, b: &Side<'_>, it: &Counterpart) -> Difference {
    let (left, right) = (&a.claims[it.left], &b.claims[it.right]);
    let what = if right.kind.is_time() { "time" } else { "figure" };
    Difference { what, left: left.span, right: right.span, likeness: it.likeness }
}

/// Whether two figures of the first text add up to the claim.
fn is_sum(a: &Side<'_>, claim: &Claim) -> bool {
    let stated = |it: &Claim| it.quantity?.stated().map(Figure::value);
    let Some(sum) = stated(claim) else { return false };
    let parts: Vec<Decimal> =
        a.claims.iter().filter(|it| it.kind == claim.kind).filter_map(stated).collect();
    parts.iter().enumerate().any(|(index, it)| {
        parts[index + 1..].iter().any(|other| it.checked_add(*other) == Some(sum))
    })
}

/// Codes, scores and times of day that no grammar reads as a claim, changed between the same words.
fn changed_digits(a: &Side<'_>, b: &Side<'_>, alignment: &Alignment) -> Vec<Difference> {
    const LONGEST: usize = 3;
    let mut found = Vec::new();
    for operation in &alignment.operations {
        let DiffOp::Replace { old_index, old_len, new_index, new_len } = *operation else {
            continue;
        };
        if old_len > LONGEST || new_len > LONGEST {
            continue;
        }
        let with_digits = |side: &Side<'_>, first: usize, length: usize| -> Vec<usize> {
            let has = |it: &usize| side.words[*it].text.contains(|c: char| c.is_ascii_digit());
            (first..first + length).filter(has).collect()
        };
        let left = with_digits(a, old_index, old_len);
        let right = with_digits(b, new_index, new_len);
        if left.len() != right.len() {
            continue;
        }
        for (x, y) in left.into_iter().zip(right) {
            let (x, y) = (&a.words[x], &b.words[y]);
            let digits = |it: &str| it.chars().filter(char::is_ascii_digit).collect::<String>();
            // What both sides read as a claim was judged as one.
            let is_judged = x.owner.is_some() && y.owner.is_some();
            if !is_judged && digits(&x.text) != digits(&y.text) {
                found.push(at("digits", x.span, y.span, 100));
            }
        }
    }
    found
}

fn at(what: &'static str, left: Span, right: Span, likeness: i32) -> Difference {
    Difference { what, left, right, likeness }
}
