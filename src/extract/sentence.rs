//! Sentences of a block: split at full stops that end a sentence, not at abbreviations or decimals.

use crate::claim::Span;
use crate::lexicon::{Lexicon, Tag};

/// Longer stretches without a full stop are cut: no sentence of prose is as long, and what is read of
/// one costs more than its length.
const LONGEST: usize = 4_096;
/// The same in words, marks and characters of writing without spaces.
const MOST: usize = 400;
/// Marks that end a sentence or stand behind its end, all of which are looked past.
const CLOSING: usize = 16;

/// The spans of the sentences of `text`, in order, white space trimmed.
pub(super) fn sentences(text: &str, lexicon: &Lexicon) -> Vec<Span> {
    let mut sentences = Vec::new();
    let mut start = 0;
    for offset in ends(text.as_bytes()) {
        let Some(mark) = text[offset..].chars().next().filter(|it| ".!?。！？".contains(*it))
        else {
            continue;
        };
        let after_mark = offset + mark.len_utf8();
        if after_mark <= start || !ends_sentence(text, offset, mark, lexicon) {
            continue;
        }
        let closing: usize = text[after_mark..]
            .chars()
            .take_while(|it| "\"”’')]».!?".contains(*it))
            .map(char::len_utf8)
            .sum();
        push(text, start, after_mark + closing, &mut sentences);
        start = after_mark + closing;
    }
    push(text, start, text.len(), &mut sentences);
    sentences
}

/// Where a mark may stand that ends a sentence.
fn ends(text: &[u8]) -> Box<dyn Iterator<Item = usize> + '_> {
    // Marks of Chinese begin with these bytes; most texts have none of them.
    if text.iter().any(|it| matches!(it, 0xe3 | 0xef)) {
        let may_end = |it: &u8| matches!(it, b'.' | b'!' | b'?' | 0xe3 | 0xef);
        Box::new((0..text.len()).filter(move |it| text.get(*it).is_some_and(may_end)))
    } else {
        Box::new(memchr::memchr3_iter(b'.', b'!', b'?', text))
    }
}

fn push(text: &str, start: usize, end: usize, sentences: &mut Vec<Span>) {
    let mut start = start;
    while let Some(cut) = cut(&text[start..end]) {
        push_part(text, start, start + cut, sentences);
        start += cut;
    }
    push_part(text, start, end, sentences);
}

/// Where a text is cut that is longer than any sentence: at its last space, else behind its last comma.
fn cut(text: &str) -> Option<usize> {
    // No piece is shorter than a byte.
    if text.len() <= MOST {
        return None;
    }
    let mut pieces = 0;
    let (mut is_word, mut is_number) = (false, false);
    let is_last = |c: char| {
        // Writing without spaces has no longer pieces than its characters; the "5km5km" of a code are two.
        let (letter, digit) = (c.is_alphabetic() && c < '\u{2e80}', c.is_ascii_digit());
        let goes_on = letter && (is_word || is_number) || digit && is_number;
        (is_word, is_number) = (letter, digit);
        pieces += usize::from(!goes_on && !c.is_whitespace());
        pieces > MOST
    };
    let most = text.find(is_last).filter(|it| *it <= LONGEST);
    let most =
        most.or_else(|| (text.len() > LONGEST).then(|| text.floor_char_boundary(LONGEST)))?;
    let part = &text[..most];
    let space = part.rfind(char::is_whitespace).filter(|it| *it > 0);
    let comma =
        || part.rmatch_indices(['，', '、', ',', '；']).next().map(|(at, it)| at + it.len());
    Some(space.or_else(comma).unwrap_or(most))
}

fn push_part(text: &str, start: usize, end: usize, sentences: &mut Vec<Span>) {
    let part = &text[start..end];
    let trimmed = part.trim_start();
    let first = end - trimmed.len();
    let last = first + trimmed.trim_end().len();
    if first < last {
        sentences.push(Span::new(first, last));
    }
}

fn ends_sentence(text: &str, offset: usize, mark: char, lexicon: &Lexicon) -> bool {
    if "。！？".contains(mark) {
        return true;
    }
    // A run of marks is looked past to its end, unless it is longer than anybody closes with.
    let mut marks = text[offset + 1..].chars();
    let mut after = marks.as_str();
    for _ in 0..CLOSING {
        let Some(_) = marks.next().filter(|it| "\"”’')]».!?".contains(*it)) else { break };
        after = marks.as_str();
    }
    let Some(next) = after.chars().next() else { return true };
    if !next.is_whitespace() {
        return false;
    }
    let following = after.trim_start().chars().next();
    let may_start = following
        .is_none_or(|it| it.is_uppercase() || it.is_ascii_digit() || "\"“‘«(£$€¥[".contains(it));
    if mark != '.' {
        return may_start || following.is_some_and(char::is_lowercase) && mark == '!';
    }
    may_start && !is_abbreviation(&text[..offset], after, following, lexicon)
}

/// Whether the full stop after `before` belongs to an abbreviation.
fn is_abbreviation(before: &str, after: &str, following: Option<char>, lexicon: &Lexicon) -> bool {
    let start = before
        .char_indices()
        .rev()
        .take_while(|(_, it)| it.is_alphanumeric() || *it == '.')
        .last()
        .map_or(before.len(), |it| it.0);
    let word = &before[start..];
    let mut chars = word.chars();
    match (chars.next(), chars.next()) {
        (None, _) => return false,
        // An initial: `J. Smith`, but also the end of `plan B.`
        (Some(c), None) => return c.is_uppercase(),
        _ => {}
    }
    if word.contains('.') {
        // `U.S.` goes on; `5 p.m.` ends where a capital follows.
        return word.starts_with(char::is_uppercase) && !matches!(word, "A.M" | "P.M");
    }
    // `16. Nov. 2016`: a day before its month.
    let is_day = word.len() <= 2 && word.bytes().all(|it| it.is_ascii_digit());
    let next = after.trim_start();
    let name = &next[..next.find(|it: char| !it.is_alphabetic()).unwrap_or(next.len())];
    if is_day && lexicon.word(name).is_some_and(|it| it.month.is_some()) {
        return true;
    }
    let is_written_so = word.starts_with(char::is_uppercase)
        || matches!(word, "vs" | "no" | "nos" | "etc" | "approx" | "est" | "al" | "fig");
    let is_title = lexicon.word(word).is_some_and(|it| it.is(Tag::Title));
    // `in Sept. It`: a month before a new sentence is rare, a month before its day is not.
    is_written_so && is_title && following.is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn splits_at_sentence_ends_only() {
        let lexicon = Lexicon::english().unwrap();
        let cases = [
            ("He died. 28 lived.", "He died.|28 lived."),
            ("Mr. Smith paid 3.5 dollars. He left.", "Mr. Smith paid 3.5 dollars.|He left."),
            ("On Sept. 30 it ends. Fine", "On Sept. 30 it ends.|Fine"),
            ("The U.S. Army came. \"Go.\" It went!", "The U.S. Army came.|\"Go.\"|It went!"),
            ("By J. Doe for Co. Ltd. in Rome", "By J. Doe for Co. Ltd. in Rome"),
            ("一。二", "一。|二"),
            ("It fell on 16. Nov. 2016.", "It fell on 16. Nov. 2016."),
        ];
        for (text, expected) in cases {
            let shown: Vec<&str> =
                sentences(text, lexicon).iter().map(|it| &text[it.range()]).collect();
            assert_eq!(shown.join("|"), expected, "{text:?}");
        }
    }

    #[test]
    fn cuts_what_never_ends() {
        let lexicon = Lexicon::english().unwrap();
        let endless = "12 men and ".repeat(2_000);
        let spans = sentences(&endless, lexicon);
        assert!(spans.iter().all(|it| it.len() <= LONGEST));
        assert_eq!(spans.len(), 6_000 / MOST);
        let words: usize = spans.iter().map(|it| endless[it.range()].split(' ').count()).sum();
        assert_eq!(words, 6_000);
        let chinese = "他们来了，".repeat(200);
        let spans = sentences(&chinese, lexicon);
        let lengths: Vec<usize> =
            spans.iter().map(|it| chinese[it.range()].chars().count()).collect();
        assert_eq!(lengths, [400, 400, 200]);
        let word = "a".repeat(9_000);
        let lengths: Vec<usize> = sentences(&word, lexicon).iter().map(|it| it.len()).collect();
        assert_eq!(lengths, [4_096, 4_096, 808]);
    }

    #[test]
    fn looks_past_what_closes() {
        let lexicon = Lexicon::english().unwrap();
        let spans = |text: &str| sentences(text, lexicon).len();
        assert_eq!(spans("He said \"no!\"... He left."), 2);
        assert_eq!(spans(&format!("He left{} She came.", ".".repeat(90))), 2);
    }
}
