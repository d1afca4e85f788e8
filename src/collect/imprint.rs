//! Publication date and publisher, read off a page that states them.
//!
//! Only a line that looks like an imprint counts: a cue word before a full date ("Updated:
//! 2026-02-10"), a time of day beside it, or a short line that is little else than the date.

use jiff::civil::Date;
use nom::branch::alt;
use nom::bytes::complete::{tag, take_while_m_n, take_while1};
use nom::character::complete::{char, space0, space1};
use nom::combinator::{map_opt, opt};
use nom::sequence::{preceded, terminated};
use nom::{IResult, Parser};

use crate::claim::{Block, BlockKind, Origin, Source, one_line};
use crate::lexicon::Lexicon;

/// How far into a page an imprint is looked for, in lines and paragraphs that hold text.
const IMPRINT_LINES: usize = 12;

/// Context that say that the date after them is the page's own.
const CUES: &[&str] = &["date", "updated", "published", "posted", "modified", "issued", "released"];

/// Fills in the date and the publisher that the text states, where nothing else gave them.
pub(super) fn complete(
    source: &mut Source,
    text: &str,
    (blocks, origin): (&[Block], &Origin),
    lexicon: &Lexicon,
) {
    // A paragraph is one line, however it was wrapped; a cell of a table is no line of a page, a line in columns is one.
    let own = |it: &Block| {
        let line = text.get(it.span.range())?;
        let is_cell = it.kind == BlockKind::Row && !line.contains(" | ") && !line.contains('\t');
        (!is_cell && !origin.adds_within(it.span)).then_some(line)
    };
    let lines: Vec<String> =
        blocks.iter().filter_map(own).take(IMPRINT_LINES).map(one_line).collect();
    if source.published.is_none() {
        let stated = lines.iter().filter_map(|it| imprint_date(it, lexicon));
        source.published = stated.min_by_key(|(rank, _)| *rank).map(|(_, date)| date);
    }
    if source.publisher.is_none() {
        source.publisher = lines.iter().find_map(|it| publisher(it, lexicon));
    }
}

/// The date a line states as the page's own, best rank (0) first.
fn imprint_date(line: &str, lexicon: &Lexicon) -> Option<(u8, Date)> {
    let (offset, length, date) = first_date(line, lexicon)?;
    let before = line[..offset].trim_end_matches([' ', ':', ',', '|', '-', '·']);
    let cue = before.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or("").to_lowercase();
    // A weekday may stand between the cue and the date.
    let before_weekday = before.rsplit([' ', ':']).nth(1).unwrap_or("").to_lowercase();
    let has_cue = CUES.contains(&&*cue)
        || (lexicon.word(&cue).is_some_and(|it| it.weekday.is_some())
            && CUES.contains(&before_weekday.trim_end_matches([':', ','])));
    if has_cue {
        return Some((0, date));
    }
    if is_clock_beside(&line[..offset], &line[offset + length..]) && line.len() <= 160 {
        return Some((1, date));
    }
    if is_dateline(&line[..offset], &line[offset + length..]) {
        return Some((1, date));
    }
    (line.len() <= 90 && !line.ends_with(['.', '。'])).then_some((2, date))
}

/// `HALDEN, ` or `Tuesday, ` before the date, a dash after it, perhaps with the agency in brackets between.
fn is_dateline(before: &str, after: &str) -> bool {
    let is_name = |it: &str| it.is_empty() || it.starts_with(char::is_uppercase);
    let words = || before.split([' ', ',', ':']);
    let opens = before.len() <= 40 && words().count() <= 6 && words().all(is_name);
    let after = after.trim_start();
    let bracketed = after.strip_prefix('(').and_then(|it| it.split_once(')'));
    let rest = bracketed.map_or(after, |it| it.1.trim_start());
    let dashes = ["— ", "– ", "- ", "-- "];
    opens && dashes.iter().any(|it| rest.starts_with(it))
}

/// `15:33, ` before the date or ` 09:04`, ` / 9:14 PM` after it.
fn is_clock_beside(before: &str, after: &str) -> bool {
    let last = before.trim_end_matches([' ', ',']).rsplit(' ').next().unwrap_or("");
    let next = after.trim_start_matches([' ', ',', '/', '·']).split(' ').next().unwrap_or("");
    [last, next].iter().any(|it| {
        let it = it.trim_end_matches(|c: char| !c.is_ascii_digit());
        it.split_once(':').is_some_and(|(hour, minute)| {
            let digits = |part: &str| part.bytes().all(|it| it.is_ascii_digit() || it == b':');
            (1..=2).contains(&hour.len()) && digits(hour) && minute.len() >= 2 && digits(minute)
        })
    })
}

/// The first full date of a line: where, how long, which.
fn first_date(line: &str, lexicon: &Lexicon) -> Option<(usize, usize, Date)> {
    let mut continues = false;
    for (offset, c) in line.char_indices() {
        // Chinese has no spaces: a date follows its cue at once.
        let starts = !continues;
        continues = c.is_alphanumeric() && c < '\u{2e80}';
        if !starts || !c.is_alphanumeric() {
            continue;
        }
        let here = &line[offset..];
        if let Ok((rest, date)) =
            alt((iso_date, chinese, month_first(lexicon), day_first(lexicon))).parse(here)
        {
            return Some((offset, here.len() - rest.len(), date));
        }
    }
    None
}

/// `2025-09-18` or `2025/09/18`; not the first half of a longer number.
fn iso_date(input: &str) -> IResult<&str, Date> {
    let separator = || alt((char('-'), char('/'), char('.')));
    map_opt(
        (
            terminated(digits(4, 4), separator()),
            terminated(digits(1, 2), separator()),
            digits(1, 2),
        ),
        |(year, month, day)| date(year, month.try_into().ok()?, day),
    )
    .parse(input)
}

/// `2025年9月18日`
fn chinese(input: &str) -> IResult<&str, Date> {
    map_opt(
        (
            terminated(digits(4, 4), char('年')),
            terminated(digits(1, 2), char('月')),
            terminated(digits(1, 2), char('日')),
        ),
        |(year, month, day)| date(year, month.try_into().ok()?, day),
    )
    .parse(input)
}

/// `September 18, 2025`, `Sept. 18 2025`.
fn month_first<'i>(
    lexicon: &Lexicon,
) -> impl Parser<&'i str, Output = Date, Error = nom::error::Error<&'i str>> {
    let day = terminated(digits(1, 2), opt(alt((tag("st"), tag("nd"), tag("rd"), tag("th")))));
    let comma = (opt(preceded(space0, char(','))), space1);
    map_opt((terminated(month(lexicon), space1), terminated(day, comma), digits(4, 4)), |it| {
        date(it.2, it.0, it.1)
    })
}

/// `18 September 2025`.
fn day_first<'i>(
    lexicon: &Lexicon,
) -> impl Parser<&'i str, Output = Date, Error = nom::error::Error<&'i str>> {
    let day = terminated(digits(1, 2), opt(alt((tag("st"), tag("nd"), tag("rd"), tag("th")))));
    let year = preceded((opt(char(',')), space1), digits(4, 4));
    map_opt((terminated(day, space1), month(lexicon), year), |it| date(it.2, it.1, it.0))
}

fn month<'i>(
    lexicon: &Lexicon,
) -> impl Parser<&'i str, Output = i8, Error = nom::error::Error<&'i str>> {
    // A line of Han characters is one long word: no month starts with one.
    let letters = take_while1(|it: char| it.is_alphabetic() && it < '\u{2e80}');
    let word = map_opt(letters, |it: &str| lexicon.word(it)?.month);
    terminated(word, opt(char('.')))
}

fn digits<'i>(
    least: usize,
    most: usize,
) -> impl Parser<&'i str, Output = i16, Error = nom::error::Error<&'i str>> {
    map_opt(take_while_m_n(least, most, |c: char| c.is_ascii_digit()), |it: &str| it.parse().ok())
}

fn date(year: i16, month: i8, day: i16) -> Option<Date> {
    Date::new(year, month, i8::try_from(day).ok()?).ok()
}

/// The publisher a line names: beside the page's date, in a dateline, or in a copyright notice.
fn publisher(line: &str, lexicon: &Lexicon) -> Option<String> {
    if let Some((offset, ..)) = first_date(line, lexicon)
        && imprint_date(line, lexicon).is_some()
    {
        let before =
            line[..offset].trim_end_matches(|c: char| c.is_ascii_digit() || " ,:".contains(c));
        if let Some(name) = before.strip_suffix(')').map(|it| it.rsplit('(').next().unwrap_or(it))
            && let Some(name) = name_of_publisher(name, lexicon)
        {
            return Some(name);
        }
        let segments = line.split('|').filter(|it| first_date(it, lexicon).is_none());
        if line.contains('|')
            && let Some(name) = segments.rev().find_map(|it| name_of_publisher(it, lexicon))
        {
            return Some(name);
        }
    }
    // `BEIJING, July 6 (Agency) -- Text`, `(Agency) -- Text`
    let dateline = line
        .split_once(") --")
        .or_else(|| line.split_once(") -"))
        .or_else(|| line.split_once(") —"))?;
    let (place, agency) = dateline.0.rsplit_once('(')?;
    (place.len() <= 60).then(|| name_of_publisher(agency, lexicon))?
}

/// One to four capitalised words that are no byline.
fn name_of_publisher(text: &str, lexicon: &Lexicon) -> Option<String> {
    let text = text.trim();
    let words: Vec<&str> = text.split_whitespace().collect();
    let is_name = (1..=4).contains(&words.len())
        && words.iter().all(|it| it.starts_with(char::is_uppercase))
        && !matches!(words.first(), Some(&("By" | "Updated" | "Published" | "Posted")))
        && !lexicon.furniture.is_in(text);
    is_name.then(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Publisher and date that a page states.
    fn read(text: &str) -> String {
        let mut source = Source::at("page.txt");
        let lines = text.lines().map(|it| super::super::span_of(text, it));
        let blocks: Vec<Block> =
            lines.map(|span| Block { span, kind: BlockKind::Paragraph }).collect();
        let lexicon = Lexicon::english().unwrap();
        complete(&mut source, text, (&blocks, &Origin::default()), lexicon);
        let date = source.published.map(|it| it.to_string()).unwrap_or_default();
        format!("{} {date}", source.publisher.unwrap_or_default()).trim().to_owned()
    }

    #[test]
    fn reads_imprints() {
        let cases = [
            ("cue", "date 2024-03-04 The council met and talked at length.\n", "2024-03-04"),
            (
                "byline",
                "By A. Writer | Evening Star | Updated: 2024-03-04 09:04\n",
                "Evening Star 2024-03-04",
            ),
            ("clock before", "Evening Star) 15:33, March 4, 2024\n", "Evening Star 2024-03-04"),
            ("weekday", "Published Mon, Mar 4 2024 4:04 PM\n", "2024-03-04"),
            ("short line", "The council met\n4 March 2024\n", "2024-03-04"),
            (
                "dateline with its day",
                "HALDEN, 4 March 2025 (Reuters) - Two people met.\n",
                "Reuters 2025-03-04",
            ),
            ("weekday and dash", "Tuesday, 4 March 2025 — Two people met.\n", "2025-03-04"),
            ("Chinese", "某市开会\n2024年3月4日 09:04 来源：晨报\n", "2024-03-04"),
            ("after its cue", "发布时间：2024年3月4日\n", "2024-03-04"),
            ("dateline", "OSLO, March 4 (Reuters) -- The council met.\n", "Reuters"),
        ];
        for (name, text, expected) in cases {
            assert_eq!(read(text), expected, "{name}: {text:?}");
        }
    }

    #[test]
    fn leaves_dates_of_the_story() {
        let cases = [
            "The council, which had met on March 4, 2023 for the first time, will meet again in the autumn.\n",
            "It was founded on 4 March 2019.\n",
            "It was founded on 4 March 2019 - a Monday - by three men who had met in the summer of the year before.\n",
            "Call 2024-555-0142 now.\n",
            "该会2019年3月4日成立。\n",
        ];
        for text in cases {
            assert_eq!(read(text), "", "{text:?}");
        }
    }
}
