//! What is no claim: page furniture, identifiers, times of day, codes.

use nom::Parser;
use nom::branch::alt;
use nom::bytes::complete::{take_while_m_n, take_while1};
use nom::character::complete::{char, satisfy};
use nom::combinator::{not, opt, recognize};
use nom::multi::{many_m_n, many1_count};
use nom::sequence::{preceded, terminated};

use super::{Here, Reading, quantity, time};
use crate::claim::{Block, BlockKind};
use crate::lexicon::{Lexicon, Tag, is_clock};

/// For each block of the document, why its numbers are no claims, if they are none.
pub(super) fn blocks(text: &str, all: &[Block], lexicon: &Lexicon) -> Vec<Option<&'static str>> {
    let mut is_after_teaser = false;
    let mut reasons = Vec::with_capacity(all.len());
    for block in all {
        let text = text[block.span.range()].trim();
        let is_teaser_head = text.len() < 60 && lexicon.teasers.at(text).is_some();
        if is_teaser_head {
            is_after_teaser = true;
        } else if block.kind == BlockKind::Paragraph {
            is_after_teaser = false;
        }
        reasons.push(if is_furniture(text, lexicon) {
            Some("page furniture")
        } else if is_teaser_head || is_after_teaser {
            Some("teaser of another story")
        } else {
            None
        });
    }
    reasons
}

/// `1. `, `2.3) ` before a capital, where a block starts: how far the number of a section or an entry reaches.
pub(super) fn label(text: &str, lexicon: &Lexicon) -> Option<usize> {
    const LONGEST: usize = 8;
    let end = text.find(|c: char| !c.is_ascii_digit() && c != '.').filter(|it| *it <= LONGEST)?;
    let number = &text[..end];
    let rest = match text[end..].strip_prefix(')') {
        Some(rest) => rest,
        None if number.ends_with('.') => &text[end..],
        None => return None,
    };
    let body = rest.trim_start_matches(' ');
    let word = &body[..body.find(|c: char| !c.is_alphabetic()).unwrap_or(body.len())];
    // "16. Nov. 2031" is a day.
    let is_month = lexicon.word(word).is_some_and(|it| it.month.is_some());
    let opens = body.starts_with(char::is_uppercase) && !is_month;
    let is_number = number.starts_with(|c: char| c.is_ascii_digit()) && !number.contains("..");
    (is_number && opens && rest.starts_with(' ')).then_some(text.len() - rest.len())
}

/// Whether a line is navigation, a notice or a contact rather than text.
fn is_furniture(text: &str, lexicon: &Lexicon) -> bool {
    if lexicon.furniture.at(text).is_some() || is_page_links(text) {
        return true;
    }
    let ends_sentence = text.ends_with(['.', '!', '?', '"', '”', '。']);
    text.len() < 160 && !ends_sentence && lexicon.furniture.is_in(text)
}

/// `Previous 1 2 3 4 Next`: three or more small numbers in a row with nothing between.
fn is_page_links(text: &str) -> bool {
    // Most blocks have no digit.
    if !text.as_bytes().iter().any(u8::is_ascii_digit) {
        return false;
    }
    let mut run = 0;
    text.split_whitespace().any(|word| {
        let digits = word.trim_end_matches(['.', ',']);
        let is_small =
            (1..=3).contains(&digits.len()) && digits.bytes().all(|it| it.is_ascii_digit());
        // `1 414 021 100` is a number in groups of three.
        let is_group = digits.len() == 3 && run > 0;
        run = match (is_small, is_group) {
            (true, false) => run + 1,
            (true, true) => run,
            (false, _) => 0,
        };
        run >= 3
    })
}

/// A code, a time of day, a phone number, an address of a machine: read, and left out.
pub(super) fn read(lexicon: &Lexicon, here: Here<'_>) -> Option<Reading> {
    if !here.rest.starts_with(|c: char| c.is_ascii_digit() || "(+".contains(c)) {
        return None;
    }
    let rest = here.rest;
    if time::is_date_in_digits(lexicon, here) {
        return None;
    }
    let length = |parsed: nom::IResult<&str, &str>| parsed.ok().map(|(_, it)| it.len());
    if let Some(length) = reference(lexicon, here) {
        return Some(Reading::noise(length, "reference"));
    }
    if let Some((length, reason)) = in_digits(lexicon, rest) {
        return Some(Reading::noise(length, reason));
    }
    // `24703L202`
    let word = here.before.rsplit(|it: char| !it.is_ascii_alphanumeric()).next().unwrap_or("");
    let is_glued = word.ends_with(|it: char| it.is_ascii_alphabetic())
        && word.bytes().any(|it| it.is_ascii_digit());
    let own = rest.bytes().take_while(u8::is_ascii_digit).count();
    if is_glued && own > 0 {
        return Some(Reading::noise(own, "code"));
    }
    if let Some(length) = grouped_code(rest) {
        return Some(Reading::noise(length, "code"));
    }
    if let Some(length) =
        length(score.parse(rest)).filter(|it| is_score(&rest[..*it], &rest[*it..]))
    {
        return Some(Reading::noise(length, "score or vote"));
    }
    let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    // `5(2)`: the second paragraph of a fifth article.
    let is_inside = here.before.strip_suffix('(').is_some_and(|it| {
        it.ends_with(|it: char| it.is_ascii_digit()) && rest[digits..].starts_with(')')
    });
    if is_inside && digits > 0 {
        return Some(Reading::noise(digits, "identifier"));
    }
    if digits >= 2 && rest.starts_with('0') && !rest[digits..].starts_with('.') {
        return Some(Reading::noise(digits, "identifier"));
    }
    if here.before.ends_with(['#', '@', '/', '_', '=']) && digits > 0 {
        return Some(Reading::noise(digits, "identifier"));
    }
    let follows = rest[digits..].chars().next();
    let is_code = digits > 0
        && here.before.ends_with(['-', '.', '*'])
        && here.before.trim_end_matches(['-', '.', '*']).ends_with(char::is_alphabetic);
    // No code has decimals behind a word: "a magnitude-6.1 quake".
    let has_decimals = rest[digits..]
        .strip_prefix('.')
        .is_some_and(|it| it.starts_with(|it: char| it.is_ascii_digit()));
    if is_code && !(has_decimals && here.before.ends_with('-')) {
        return Some(Reading::noise(digits, "code"));
    }
    let is_plain =
        digits > 0 && follows.is_none_or(|c| !c.is_alphanumeric() && c != ',' && c != '%');
    let label = here.before.trim_end_matches([' ', ':', '#', '.']);
    // "Docket 23-1187"
    let code = rest.find(|c: char| !c.is_ascii_digit() && !"-/:".contains(c)).unwrap_or(rest.len());
    let code = rest[..code].trim_end_matches(['-', '/', ':']).len();
    if code > digits && digits > 0 && is_label(label, lexicon) {
        return Some(Reading::noise(code, "identifier"));
    }
    // "Code 90210 and page 37": nothing that it counts, scales or is a unit of goes on.
    let word = rest[digits..].trim_start();
    let word = &word[..word.find(|c: char| !c.is_alphabetic()).unwrap_or(word.len())];
    let joins = [Tag::Coordinator, Tag::Preposition];
    let ends = word.is_empty() || lexicon.word(word).is_some_and(|it| it.tags.has_any(&joins));
    if is_plain && is_label(label, lexicon) && ends {
        return Some(Reading::noise(digits, "identifier"));
    }
    None
}

/// What digits by themselves tell to be no claim, in any language: how far it reaches, and what it is.
pub(super) fn in_digits(lexicon: &Lexicon, rest: &str) -> Option<(usize, &'static str)> {
    let of = |parsed: nom::IResult<&str, &str>| parsed.ok().map(|(_, it)| it.len());
    let named = |length: Option<usize>, reason| length.map(|it| (it, reason));
    named(clock(lexicon, rest).or_else(|| clock_in_two_zones(lexicon, rest)), "time of day")
        .or_else(|| named(coordinate(rest), "coordinate"))
        .or_else(|| named(of(size.parse(rest)), "size of a screen or page"))
        .or_else(|| named(of(dotted.parse(rest)), "version or address"))
        .or_else(|| named(of(phone.parse(rest)), "telephone number"))
        .or_else(|| named(international(rest), "telephone number"))
        .or_else(|| named(national(rest), "telephone number"))
        .or_else(|| named(of(proportion.parse(rest)), "proportion of two numbers"))
}

/// `4:3`, which no time of day is.
fn proportion(input: &str) -> nom::IResult<&str, &str> {
    let digits = || take_while_m_n(1, 3, |c: char| c.is_ascii_digit());
    let whole = (digits(), char(':'), digits());
    terminated(recognize(whole), not(satisfy(|it| it.is_alphanumeric() || it == ':'))).parse(input)
}

/// Whether the text ends with a word that makes the number after it an identifier.
fn is_label(before: &str, lexicon: &Lexicon) -> bool {
    let start = before
        .char_indices()
        .rev()
        .take_while(|(_, c)| c.is_alphabetic())
        .last()
        .map_or(before.len(), |it| it.0);
    let word = &before[start..];
    lexicon.labels.at(word).is_some_and(|(length, ())| length == word.len())
}

/// `15:33`, `8:35am`, `5 p.m.`, `11.30 p.m.`, `0600 hours GMT`: a time of day with its suffix.
pub(super) fn clock(lexicon: &Lexicon, text: &str) -> Option<usize> {
    let digits = |most| take_while_m_n(1, most, |c: char| c.is_ascii_digit());
    if let Some(length) = lexicon.clock_of_four_digits(text) {
        return Some(length);
    }
    let minutes = |mark| {
        many_m_n(0, 2, preceded(char(mark), take_while_m_n(2, 2, |c: char| c.is_ascii_digit())))
    };
    let parsed: nom::IResult<&str, (&str, Vec<&str>)> = (digits(2), minutes(':')).parse(text);
    let (mut rest, (hour, mut minutes_of)) = parsed.ok()?;
    // With a point only where a suffix says that it is a time.
    if minutes_of.is_empty()
        && let Ok((after, (_, dotted))) = (digits(2), minutes('.')).parse(text)
        && dotted.len() == 1
        && lexicon.clock.at(after.trim_start_matches(' ')).is_some()
    {
        (rest, minutes_of) = (after, dotted);
    }
    let minutes = minutes_of;
    if hour.parse::<u8>().ok()? > 24 || rest.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let spaces = rest.len() - rest.trim_start_matches(' ').len();
    let suffix = lexicon.clock.at(&rest[spaces..]).filter(|_| spaces <= 1);
    let mut length = text.len() - rest.len();
    match suffix {
        Some((taken, ())) => length += spaces + taken,
        None if minutes.is_empty() => return None,
        None => {}
    }
    Some(length)
}

/// `1530 (1430 GMT)`: a time of day in the zone of the place, and in a named one.
fn clock_in_two_zones(lexicon: &Lexicon, text: &str) -> Option<usize> {
    let (digits, rest) = text.split_at_checked(4)?;
    lexicon.clock_of_four_digits(rest.strip_prefix(" (")?)?;
    is_clock(digits).then_some(4)
}

/// `[5]`, `[12, 13]`, `[3–5]`: numbers alone between square brackets after a text, with nothing behind that they count.
fn reference(lexicon: &Lexicon, here: Here<'_>) -> Option<usize> {
    let is_inside = |it: char| it.is_ascii_digit() || ", -–;".contains(it);
    let (text, inside) = here.before.rsplit_once('[')?;
    let end = here.rest.find(']').filter(|it| here.rest[..*it].chars().all(is_inside))?;
    let is_reference = !text.trim().is_empty()
        && inside.chars().all(is_inside)
        && !quantity::counts(lexicon, &here.rest[end + 1..]);
    let digits = here.rest.bytes().take_while(u8::is_ascii_digit).count();
    is_reference.then_some(digits).filter(|it| *it > 0)
}

/// `51.5074° N`, `0°7′W`: a degree of latitude or longitude.
fn coordinate(text: &str) -> Option<usize> {
    let part = |text: &str, sign: &[char]| {
        let digits = text.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(text.len());
        let after = text[digits..].strip_prefix(sign)?;
        (digits > 0).then_some(text.len() - after.len())
    };
    let mut length = part(text, &['°'])?;
    for sign in [['\'', '′'], ['"', '″']] {
        let rest = text[length..].trim_start_matches(' ');
        length = part(rest, &sign).map_or(length, |it| text.len() - rest.len() + it);
    }
    let rest = text[length..].trim_start_matches(' ');
    let after = rest.strip_prefix(['N', 'S', 'E', 'W'])?;
    let ends = !after.starts_with(char::is_alphanumeric);
    ends.then_some(text.len() - after.len())
}

/// `1024*768`, `1024 × 768`, `4x4`
fn size(input: &str) -> nom::IResult<&str, &str> {
    let digits = || take_while1(|c: char| c.is_ascii_digit());
    let times = (opt(char(' ')), satisfy(|c| "*×".contains(c)), opt(char(' ')));
    let letter = terminated((digits(), char('x'), digits()), not(satisfy(char::is_alphanumeric)));
    alt((recognize((digits(), times, digits())), recognize(letter))).parse(input)
}

/// `203.0.113.7`, `2.1.4`: digits with two or more points.
fn dotted(input: &str) -> nom::IResult<&str, &str> {
    let digits = || take_while1(|c: char| c.is_ascii_digit());
    recognize((digits(), char('.'), digits(), many1_count((char('.'), digits())))).parse(input)
}

/// `213-555-0142`, `(213) 555-0142`, `1-800-555-0119`
fn phone(input: &str) -> nom::IResult<&str, &str> {
    let digits = |n| take_while_m_n(n, n, |c: char| c.is_ascii_digit());
    let separator = || alt((char('-'), char('.'), char(' ')));
    let area = alt((
        recognize((char('('), digits(3), char(')'), opt(char(' ')))),
        recognize((digits(3), separator())),
    ));
    recognize((opt((digits(1), separator())), area, digits(3), separator(), digits(4))).parse(input)
}

/// `0300 123 4567`: a group that starts with a zero, and groups of three digits or more after it.
fn national(text: &str) -> Option<usize> {
    let end = text.find(|c: char| !c.is_ascii_digit() && c != ' ').unwrap_or(text.len());
    let run = text[..end].trim_end();
    let mut groups = run.split(' ');
    let is_first = groups.next().is_some_and(|it| it.starts_with('0') && it.len() >= 3);
    let rest: Vec<&str> = groups.collect();
    let is_number = !rest.is_empty() && rest.iter().all(|it| it.len() >= 3);
    (is_first && is_number).then_some(run.len())
}

/// `+86 138-2010-2015`: a plus sign and groups of digits, nine digits or more in all.
fn international(text: &str) -> Option<usize> {
    let body = text.strip_prefix('+')?;
    let end = body.find(|c: char| !c.is_ascii_digit() && !" -./()".contains(c));
    let run = body[..end.unwrap_or(body.len())].trim_end_matches(|c: char| !c.is_ascii_digit());
    let digits = run.bytes().filter(u8::is_ascii_digit).count();
    let is_grouped = run.contains(['-', ' ', '.', '(']);
    (is_grouped && (9..=15).contains(&digits)).then_some(run.len() + 1)
}

/// `133-03-03-2020`, `2015-1-32`: three or more groups of digits, each after a hyphen.
pub(super) fn grouped_code(text: &str) -> Option<usize> {
    let end = text.find(|c: char| !c.is_ascii_digit() && c != '-').unwrap_or(text.len());
    let run = text[..end].trim_end_matches('-');
    let is_code = run.split('-').count() >= 3 && run.split('-').all(|it| !it.is_empty());
    is_code.then_some(run.len())
}

/// `12-3`: two small numbers joined by a hyphen.
fn score(input: &str) -> nom::IResult<&str, &str> {
    let digits = || take_while_m_n(1, 3, |c: char| c.is_ascii_digit());
    recognize((digits(), alt((char('-'), char('–'))), digits())).parse(input)
}

/// A pair that falls, or `50-50`, with nothing that makes it a range.
fn is_score(text: &str, after: &str) -> bool {
    let mut halves = text.split(['-', '–']).filter_map(|it| it.parse::<u16>().ok());
    let (Some(a), Some(b)) = (halves.next(), halves.next()) else { return false };
    let goes_on = after.starts_with(|c: char| {
        c.is_alphanumeric()
            || "-%.,/".contains(c) && !after[1..].starts_with([' ', '\n']) && after.len() > 1
    });
    a >= b && !goes_on
}
