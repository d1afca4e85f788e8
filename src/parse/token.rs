//! The tokens of a sentence as English treebanks cut them.
//!
//! "five", "-", "storey"; "do", "n't"; "bank", "'s"; "US", "$", "31.4", "m"; but "U.S.", "co-operate", "8:35" and "1990s"
//! stay whole (the guidelines of the English Web Treebank; Bies et al. 2012).

use std::ops::Range;

/// Prefixes that stay on their word, hyphen and all.
const PREFIXES: [&str; 30] = [
    "anti", "bi", "co", "counter", "e", "ex", "extra", "inter", "macro", "mega", "meta", "micro",
    "mid", "mini", "multi", "neo", "non", "over", "post", "pre", "pro", "re", "self", "semi",
    "sub", "super", "trans", "ultra", "un", "vice",
];

/// Words that keep the full stop of their abbreviation.
const ABBREVIATIONS: [&str; 48] = [
    "adm", "apr", "assn", "aug", "ave", "blvd", "bros", "capt", "cmdr", "co", "col", "corp", "ct",
    "dec", "dept", "det", "dr", "etc", "feb", "fig", "gen", "gov", "hon", "inc", "jan", "jr",
    "jul", "jun", "lt", "ltd", "maj", "mar", "mr", "mrs", "ms", "mt", "no", "nov", "oct", "prof",
    "rep", "rev", "sen", "sep", "sept", "sgt", "st", "vs",
];

/// What a contracted word ends in.
const CLITICS: [&str; 7] = ["s", "re", "ve", "ll", "d", "m", "em"];

/// The byte ranges of the tokens, in order; blanks belong to none.
///
/// ```
/// let text = "Don't pay US$31.4m.";
/// let tokens: Vec<&str> = crosscheck::parse::tokens(text).into_iter().map(|it| &text[it]).collect();
/// assert_eq!(tokens, ["Do", "n't", "pay", "US", "$", "31.4", "m", "."]);
/// ```
pub fn tokens(text: &str) -> Vec<Range<usize>> {
    let mut out = Vec::with_capacity(text.len() / 4 + 1);
    let mut at = 0;
    while let Some(first) = text[at..].chars().next() {
        let rest = &text[at..];
        if first.is_whitespace() {
            at += first.len_utf8();
            continue;
        }
        let end = at + length(&text[..at], rest, first);
        if first.is_alphabetic() {
            contracted(text, at..end, &mut out);
        } else {
            out.push(at..end);
        }
        at = end;
    }
    out
}

/// How long the token at the start of `rest` is.
fn length(before: &str, rest: &str, first: char) -> usize {
    if is_address(rest) {
        return rest.find(char::is_whitespace).unwrap_or(rest.len());
    }
    match first {
        _ if first.is_ascii_digit() => number(rest),
        '+' | '-' | '−' if signs(before, &rest[first.len_utf8()..]) => {
            first.len_utf8() + number(&rest[first.len_utf8()..])
        }
        '\'' | '’' if clitic(before, rest).is_some() => clitic(before, rest).unwrap_or(1),
        _ if first.is_alphabetic() => word(rest),
        // "...", "--": one token.
        '.' | '-' => run(rest, first),
        _ => first.len_utf8(),
    }
}

/// Whether a sign before `rest` belongs to a number: nothing stands before it.
fn signs(before: &str, rest: &str) -> bool {
    let is_open =
        before.chars().next_back().is_none_or(|it| it.is_whitespace() || "($€£".contains(it));
    is_open && rest.starts_with(|it: char| it.is_ascii_digit())
}

fn run(rest: &str, mark: char) -> usize {
    rest.chars().take_while(|it| *it == mark).map(char::len_utf8).sum()
}

fn is_address(rest: &str) -> bool {
    const SCHEMES: [&str; 3] = ["http://", "https://", "www."];
    SCHEMES
        .iter()
        .any(|it| rest.get(..it.len()).is_some_and(|start| start.eq_ignore_ascii_case(it)))
}

/// A number with what may stand inside it, and letters that belong to it: `1,250.5`, `8:35`, `3rd`, `1990s`, `5G`.
fn number(rest: &str) -> usize {
    let digits = |from: &str| from.bytes().take_while(u8::is_ascii_digit).count();
    let mut end = digits(rest);
    while let Some(mark) = rest[end..].chars().next().filter(|it| ".,:".contains(*it)) {
        let more = digits(&rest[end + mark.len_utf8()..]);
        if more == 0 {
            break;
        }
        end += mark.len_utf8() + more;
    }
    let letters: &str = &rest[end..];
    let length: usize =
        letters.chars().take_while(|it| it.is_alphanumeric()).map(char::len_utf8).sum();
    let letters = &letters[..length];
    let is_ending = matches!(&*letters.to_ascii_lowercase(), "st" | "nd" | "rd" | "th" | "s");
    // "31.4m", "85km", "8am": a number and its unit; "5G", "13B", "4x4": one name.
    let is_unit = !is_ending && letters.chars().all(char::is_lowercase) && !letters.is_empty();
    if is_unit { end } else { end + length }
}

/// A word up to its hyphen or mark; an abbreviation with its full stops; a word with one of the prefixes whole.
fn word(rest: &str) -> usize {
    let initials = initials(rest);
    if initials > 0 {
        return initials;
    }
    let mut end = letters(rest);
    let start = &rest[..end];
    if rest[end..].starts_with('-') {
        let after = letters(&rest[end + 1..]);
        let is_prefix = PREFIXES.iter().any(|it| start.eq_ignore_ascii_case(it));
        let is_model = rest[end + 1..].starts_with(|it: char| it.is_ascii_digit());
        let is_name = start.chars().all(char::is_uppercase) && start.len() < 4;
        if is_prefix && after > 0 && !rest[end + 1..].starts_with(|it: char| it.is_ascii_digit()) {
            return end + 1 + after;
        }
        if is_model && is_name {
            return end + 1 + letters(&rest[end + 1..]);
        }
    }
    let is_abbreviation = ABBREVIATIONS.iter().any(|it| start.eq_ignore_ascii_case(it));
    if is_abbreviation && rest[end..].starts_with('.') && start.starts_with(char::is_uppercase) {
        end += 1;
    }
    end
}

/// Letters, digits and apostrophes between letters.
fn letters(rest: &str) -> usize {
    let mut end = 0;
    let mut chars = rest.char_indices().peekable();
    while let Some((at, it)) = chars.next() {
        let joins = (it == '\'' || it == '’')
            && end > 0
            && chars.peek().is_some_and(|next| next.1.is_alphabetic());
        let is_mark = is_combining(it);
        if !it.is_alphanumeric() && !joins && !is_mark {
            break;
        }
        end = at + it.len_utf8();
    }
    end
}

/// Whether a character only marks the one before it.
fn is_combining(it: char) -> bool {
    matches!(it, '\u{300}'..='\u{36F}' | '\u{200D}')
}

/// `U.S.`, `a.m.`, `J.`: letters each with a full stop.
fn initials(rest: &str) -> usize {
    let mut end = 0;
    let mut count = 0;
    let mut chars = rest.chars();
    while let (Some(letter), Some('.')) = (chars.next(), chars.next()) {
        if !letter.is_alphabetic() {
            break;
        }
        end += letter.len_utf8() + 1;
        count += 1;
    }
    let is_one = count == 1 && rest.starts_with(char::is_uppercase);
    let goes_on = rest[end..].starts_with(|it: char| it.is_alphanumeric());
    if (count > 1 || is_one) && !goes_on { end } else { 0 }
}

/// `'s` after a word that ended before it, as after a figure or a quotation mark.
fn clitic(before: &str, rest: &str) -> Option<usize> {
    let mark = rest.chars().next()?.len_utf8();
    let length = letters(&rest[mark..]);
    let follows = before.chars().next_back().is_some_and(|it| !it.is_whitespace());
    let is_clitic = CLITICS.iter().any(|it| rest[mark..mark + length].eq_ignore_ascii_case(it));
    (follows && is_clitic).then_some(mark + length)
}

/// Cuts "n't", "'s" and the like off their word.
fn contracted(text: &str, span: Range<usize>, out: &mut Vec<Range<usize>>) {
    let word = &text[span.clone()];
    let cut = if word.eq_ignore_ascii_case("cannot") {
        3
    } else {
        let apostrophe = word.rfind(['\'', '’']).filter(|it| *it > 0);
        let Some(apostrophe) = apostrophe else { return out.push(span) };
        let tail = word[apostrophe..].trim_start_matches(['\'', '’']);
        let ends_in_n = word[..apostrophe].ends_with(['n', 'N']) && apostrophe > 1;
        match () {
            () if tail.eq_ignore_ascii_case("t") && ends_in_n => apostrophe - 1,
            () if CLITICS.iter().any(|it| tail.eq_ignore_ascii_case(it)) => apostrophe,
            () => return out.push(span),
        }
    };
    out.push(span.start..span.start + cut);
    out.push(span.start + cut..span.end);
}
