//! Subtitles (`SubRip` .srt, `WebVTT` .vtt): what is said, without the numbers and times of cues; sentences go on from cue to cue.
//!
//! `WebVTT` is that of the W3C (<https://www.w3.org/TR/webvtt1/>); `SubRip` has no standard, and is read as programs write it.

use std::sync::Arc;

use super::builder::Builder;
use super::{Context, Reading, Refused};
use crate::claim::{BlockKind, Origin, Source, Span};

/// A pause of so many milliseconds ends what was said.
const PAUSE: u64 = 4000;
/// No tag is longer, in bytes.
const LONGEST_TAG: usize = 200;
/// What an editor can do about a file that is none of subtitles.
const NOTHING: &str =
    "holds no cue; a line such as `00:00:01,000 --> 00:00:04,000` stands above each";

/// Reads subtitles; a position is the time at which a cue begins.
pub(super) fn read(text: &Arc<str>, _: &mut Source, _: Context<'_>) -> Result<Reading, Refused> {
    let mut out = Builder::new(Origin::of_text(Arc::clone(text)));
    let mut last: Option<Last> = None;
    let mut lines = Lines { text, at: 0 };
    while let Some(line) = lines.next() {
        let Some((start, end)) = timing(line.of(text)) else { continue };
        let goes_on = last.as_ref().is_some_and(|it| !it.is_whole && start < it.end + PAUSE);
        if !goes_on {
            out.block(BlockKind::Paragraph);
        }
        out.part(&shown(start), None);
        let mut is_whole = false;
        for line in lines.by_ref().take_while(|it| !it.of(text).trim().is_empty()) {
            // Somebody else speaks.
            if line.of(text).starts_with(['-', '–', '—']) {
                out.block(BlockKind::Paragraph);
                out.part(&shown(start), None);
            }
            push(&mut out, line, text);
            out.say(" ");
            let said = line.of(text).trim_end().trim_end_matches(['"', '”', '\'', ')', '>']);
            is_whole = said.ends_with(['.', '!', '?', '。', '！', '？']);
        }
        last = Some(Last { end, is_whole });
    }
    if last.is_none() && !text.trim().is_empty() {
        return Err(Refused::from(NOTHING.to_owned()));
    }
    Ok(out.finish())
}

/// How the cue before ended.
struct Last {
    end: u64,
    /// Whether a sentence ended with it.
    is_whole: bool,
}

/// The lines of a text as spans, without what ends them.
struct Lines<'t> {
    text: &'t str,
    at: usize,
}

impl Iterator for Lines<'_> {
    type Item = Span;

    fn next(&mut self) -> Option<Span> {
        let rest = self.text.get(self.at..).filter(|it| !it.is_empty())?;
        let end = rest.find('\n').map_or(rest.len(), |it| it + 1);
        let line = Span::new(self.at, self.at + rest[..end].trim_end_matches(['\n', '\r']).len());
        self.at += end;
        Some(line)
    }
}

/// `00:00:01,000 --> 00:00:04,000 align:start`: from when to when, in milliseconds.
fn timing(line: &str) -> Option<(u64, u64)> {
    let (start, rest) = line.split_once("-->")?;
    let end = rest.split_whitespace().next()?;
    Some((millis(start.trim())?, millis(end)?))
}

/// `01:02:03,004`, `02:03.004`
fn millis(time: &str) -> Option<u64> {
    let (whole, part) = time.split_once([',', '.']).unwrap_or((time, "0"));
    let number = |it: &str| it.parse::<u32>().ok().map(u64::from);
    // Half a second is written `.5` or `,500`.
    let part = format!("{part:0<3}");
    let part = part.get(..3)?;
    let parts: Vec<u64> = whole.split(':').map(number).collect::<Option<_>>()?;
    let seconds = match parts.as_slice() {
        [hours, minutes, seconds] => hours * 3600 + minutes * 60 + seconds,
        [minutes, seconds] => minutes * 60 + seconds,
        _ => return None,
    };
    Some(seconds * 1000 + number(part)?)
}

/// `0:01:23`
fn shown(millis: u64) -> String {
    let seconds = millis / 1000;
    format!("{}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60)
}

/// What a line shows: no tags, and characters in place of their names.
fn push(out: &mut Builder, line: Span, text: &str) {
    const NAMED: [(&str, &str); 5] =
        [("&amp;", "&"), ("&lt;", "<"), ("&gt;", ">"), ("&nbsp;", "\u{a0}"), ("&quot;", "\"")];
    let mut at = line.start;
    let mut from = at;
    let said = |out: &mut Builder, from: usize, to: usize| {
        out.push(text.get(from..to).unwrap_or_default(), Span::new(from, to));
    };
    while at < line.end {
        let rest = &text[at..line.end];
        let near = &rest[..rest.floor_char_boundary(LONGEST_TAG)];
        let tag = [('<', '>'), ('{', '}')].into_iter().find_map(|(open, close)| {
            near.starts_with(open).then(|| near.find(close)).flatten().map(|it| it + 1)
        });
        // "Fell <5 percent, rose >10": what no letter or slash opens is no tag, but for times.
        let tag = tag.filter(|_| !rest[1..].starts_with([' ', '=']) && !is_amount(&rest[1..]));
        let name = NAMED.iter().find(|it| rest.starts_with(it.0));
        let (length, shown) = match (tag, name) {
            (Some(length), _) => (length, ""),
            (None, Some((name, shown))) => (name.len(), *shown),
            (None, None) => {
                at += rest.chars().next().map_or(1, char::len_utf8);
                continue;
            }
        };
        said(out, from, at);
        if !shown.is_empty() {
            out.push(shown, Span::new(at, at + length));
        }
        at += length;
        from = at;
    }
    said(out, from, line.end);
}

/// Whether a figure stands behind a sign, and no time as tags have it: `<00:01.000>`.
fn is_amount(text: &str) -> bool {
    let end =
        text.find(|it: char| !it.is_ascii_digit() && it != '.' && it != ',').unwrap_or(text.len());
    end > 0 && !text[end..].starts_with(':')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_have_hours_or_none() {
        assert_eq!(timing("00:01:02,500 --> 00:01:04,000"), Some((62_500, 64_000)));
        assert_eq!(timing("01:02.5 --> 01:04.000 align:start"), Some((62_500, 64_000)));
        assert_eq!(timing("12 --> 13"), None);
        assert_eq!(timing("It rose --> it fell"), None);
        assert_eq!(shown(3_723_000), "1:02:03");
    }
}
