//! Time expressions: single times, stretches of time, and those the text leaves vague.

mod calendar;
mod part_of;
mod parts;
mod relative;
mod span;

use crate::claim::time::When;
use crate::claim::{Kind, Value};
use crate::lexicon::Lexicon;

use super::{Here, Reading};

/// So many bytes are read of a time: "3 days after 3 days after …" is a time of a time, and each is read by another call.
const LONGEST: usize = 240;

/// A place with no more text than one time can have.
fn near(here: Here<'_>) -> Here<'_> {
    let end = here.rest.floor_char_boundary(LONGEST);
    Here { rest: here.rest.get(..end).unwrap_or(here.rest), ..here }
}

/// Reads a time expression of any sort.
pub(super) fn read(lexicon: &Lexicon, here: Here<'_>) -> Option<Reading> {
    let here = near(here);
    let found = vague(lexicon, here).or_else(|| span::read(lexicon, here));
    let Some((length, when)) = found else {
        let length = year_in_name(here)?;
        return Some(Reading::noise(length, "year in a name"));
    };
    let kind = if when.is_day() { Kind::Date } else { Kind::Period };
    Some(Reading::new(length, kind, Value::When(when)))
}

/// Whether the figure at `here` belongs to a time rather than counting something.
pub(super) fn starts(lexicon: &Lexicon, here: Here<'_>) -> bool {
    let here = near(here);
    here.rest.starts_with(char::is_alphanumeric)
        && (part_of::read(lexicon, here).is_some() || relative::read(lexicon, here).is_some())
}

/// Whether `text` starts with a date in digits: `05-Aug-2016`, `2015.5.13`.
pub(super) fn is_date_in_digits(lexicon: &Lexicon, here: Here<'_>) -> bool {
    calendar::in_digits(lexicon, here).is_some()
}

/// A single time: a named part, a date of the calendar, or one counted from another.
fn single(lexicon: &Lexicon, here: Here<'_>) -> Option<(usize, When)> {
    part_of::read(lexicon, here)
        .or_else(|| relative::read(lexicon, here))
        .or_else(|| calendar::read(lexicon, here))
}

/// `in recent years`: known phrases without limits.
fn vague(lexicon: &Lexicon, here: Here<'_>) -> Option<(usize, When)> {
    let body = parts::skip(here.rest, "in").trim_start();
    let (length, ()) = lexicon.vague_times.at(body)?;
    Some((here.rest.len() - body.len() + length, When::Vague))
}

/// `2025 Global Trade Forum`: four digits that open a name are no count and no claim of a time.
fn year_in_name(here: Here<'_>) -> Option<usize> {
    let (rest, year) = parts::year_digits(here.rest)?;
    let next = rest.strip_prefix(' ')?;
    let is_name = (1900..2100).contains(&year) && next.starts_with(char::is_uppercase);
    is_name.then(|| here.rest.len() - rest.len())
}
