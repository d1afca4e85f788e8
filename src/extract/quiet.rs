//! Sentences that hold no figure, no list and no named event: most of what an archive is made of. They are told by one look at
//! their bytes, before any token is made.

use super::name::is_event_noun;
use super::token::{Token, TokenKind};
use crate::claim::Span;
use crate::lexicon::{COORDINATORS, Hash, Lexicon, OF_FIGURES, TIME_OPENERS, TIME_SECONDS};

/// Whether nothing is to be read of a sentence; one of which that is not certain is read.
///
/// An amount or a time has digits or a word that it cannot do without ("Monday", "twelve"), or two words that make a time together ("since
/// then"). A list has two names with a comma between them, joins names twice or follows a colon, and has a word that joins its last item. A
/// named event has a capitalised noun of events.
pub(super) fn is_quiet(sentence: &str, lexicon: &Lexicon) -> bool {
    let bytes = sentence.as_bytes();
    let mut before = Before::default();
    let (mut opens_list, mut has_coordinator) = (false, false);
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' => {
                let (start, is_capital) = (at, byte.is_ascii_uppercase());
                let mut hash = Hash::START;
                while let Some(letter) = bytes.get(at).filter(|it| it.is_ascii_alphabetic()) {
                    hash = hash.with(letter.to_ascii_lowercase());
                    at += 1;
                }
                let makes_time = before.opens_time && TIME_SECONDS.may_have(hash);
                if makes_time || OF_FIGURES.may_have(hash) {
                    return false;
                }
                let word = &sentence[start..at];
                // A part of "Sa'ada" or "Éco-summit" is as capitalised as its first one.
                let is_name = is_capital || before.is_name && is_joined(&bytes[..start]);
                // Of hyphenated words the whole may be such a noun: "Sit-In".
                if is_name && (bytes.get(at) == Some(&b'-') || names_event(word, lexicon)) {
                    return false;
                }
                let is_coordinator = COORDINATORS.may_have(hash);
                // "Spain and Italy and others"
                opens_list |= is_coordinator && has_coordinator && before.is_name;
                has_coordinator |= is_coordinator;
                opens_list |= before.is_name_and_comma && is_capital;
                before = Before {
                    is_name,
                    // "Spain, the Hague", "Spain, and Peru"
                    is_name_and_comma: before.is_name_and_comma
                        && (word == "the" || is_coordinator),
                    opens_time: TIME_OPENERS.may_have(hash),
                };
            }
            b',' => {
                before.is_name_and_comma = before.is_name;
                at += 1;
            }
            b':' => {
                opens_list = true;
                at += 1;
            }
            b'0'..=b'9' | b'&' | b'$' => return false,
            0x00..=0x7f => at += 1,
            // Letters with accents: rare enough to ask for the whole word.
            0xc3..=0xc5 => {
                // What is written without spaces is no part of it.
                let is_mark = |it: char| !it.is_alphabetic() || it >= '\u{2e80}';
                let (here, rest) = sentence.split_at(at);
                let start = here.rfind(is_mark).map_or(0, |it| sentence.ceil_char_boundary(it + 1));
                let end = rest.find(is_mark).map_or(sentence.len(), |it| at + it);
                let word = &sentence[start..end];
                at = end.max(at + 2);
                if lexicon.word(word).is_some_and(|it| it.number.is_some()) {
                    return false;
                }
                opens_list |= before.is_name_and_comma;
                before = Before { is_name: true, ..Before::default() };
            }
            // Dashes and quotes.
            0xe2 if bytes.get(at + 1) == Some(&0x80) => at += 3,
            _ => return false,
        }
    }
    !(opens_list && has_coordinator)
}

/// Whether what follows belongs to the word before: an apostrophe or a hyphen stands between.
fn is_joined(before: &[u8]) -> bool {
    before.ends_with(b"-") || before.ends_with(b"'") || before.ends_with("’".as_bytes())
}

/// What the last word was.
#[derive(Default)]
struct Before {
    /// It may end a name.
    is_name: bool,
    /// The same, with a comma behind it.
    is_name_and_comma: bool,
    /// It may be the first word of a time that has no number.
    opens_time: bool,
}

/// Whether a capitalised word is a noun of events: "Forum", "Summit".
fn names_event(word: &str, lexicon: &Lexicon) -> bool {
    let (span, kind) = (Span::new(0, word.len()), TokenKind::Word);
    is_event_noun(&Token { text: word, span, kind, entry: lexicon.word(word) }, lexicon)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::extract::{list, name, scan, token};
    use crate::lexicon::Tag;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(1_000))]

        /// Of every sort of word some, with what joins them: where the look says that there is nothing the grammars find nothing.
        #[test]
        fn the_grammars_find_nothing_in_what_is_quiet(
            words in prop::collection::vec(
                (any::<prop::sample::Index>(), any::<bool>(), 0..6_u8, 0..20_u8), 1..12,
            ),
        ) {
            let lexicon = Lexicon::english().unwrap();
            let all = crate::lexicon::words();
            let opens = |it: &&str| {
                lexicon.word(it).is_some_and(|it| {
                    it.tags.has_any(&[Tag::TimeStart, Tag::SpanStart, Tag::TimeSecond, Tag::HedgeStart, Tag::Offset])
                })
            };
            let opening: Vec<&str> = all.iter().copied().filter(opens).collect();
            let mut sentence = String::new();
            for (index, is_opening, case, joint) in words {
                let word = index.get(if is_opening { &opening } else { &all });
                match case {
                    0 => sentence.push_str(&word.to_uppercase()),
                    1 | 2 => {
                        let (first, rest) = word.split_at(word.ceil_char_boundary(1));
                        sentence.extend([first.to_uppercase(), rest.to_owned()]);
                    }
                    _ => sentence.push_str(word),
                }
                let joints = [
                    " ", " ", " ", " ", ", ", " and ", ", and ", "-", "'s ", ": ", "; the ", " (“", "'", "’", " and other ",
                    " and others ", "é ", "é-", " É", ", É",
                ];
                sentence.push_str(joints[usize::from(joint)]);
            }
            let span = Span::new(0, sentence.len());
            if is_quiet(&sentence, lexicon) {
                let tokens = token::tokens(&sentence, span, lexicon);
                let (mut found, mut rejected) = (Vec::new(), Vec::new());
                scan(&sentence, span, &tokens, lexicon, &mut found, &mut rejected);
                list::add(&tokens, lexicon, &mut found);
                let found: Vec<&str> = found.iter().map(|it| it.span.of(&sentence)).collect();
                prop_assert_eq!(found, Vec::<&str>::new(), "{}", sentence);
                prop_assert!(rejected.is_empty(), "{sentence}");
                prop_assert_eq!(name::events(&tokens, lexicon), Vec::new(), "{}", sentence);
            }
        }
    }

    #[test]
    fn what_may_be_read_is_not_quiet() {
        let lexicon = Lexicon::english().unwrap();
        let quiet = [
            "The harbour was closed, the mayor said.",
            "Ships from Oslo, he said, were late — “too late”.",
            "Nets were mended and boats were painted.",
            "Nets are old now, then they go far: nobler nets.",
            "It was built in the last century.",
            "Divers from Málaga waited; the sea didn't calm.",
        ];
        let read = [
            "It was 5.",
            "It took a year.",
            "Twenty-one went.",
            "Nobody came.",
            "It closed on Monday.",
            "Ships of Oslo, Bergen and Hull lay there.",
            "It named them: the Mill Bridge and the High Bridge.",
            "The Harbour Forum met.",
            "It cost ½ of that.",
            "船只沉没。",
            "Álvaro获得三项奖",
            "Oslo and Bergen and other towns lay there.",
            "Boats of Xi’an, Oslo and Hull lay there.",
            "Élise-marie, Anna and Bob came.",
            "The Économie-summit met.",
            "At Easter it rained.",
            "In recent years it rained.",
            "So far it holds.",
            "It held till now.",
        ];
        for (texts, expected) in [(&quiet[..], true), (&read[..], false)] {
            for text in texts {
                assert_eq!(is_quiet(text, lexicon), expected, "{text}");
            }
        }
    }
}
