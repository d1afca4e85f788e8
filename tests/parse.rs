use crosscheck::parse::lesson::{self, Word};
use crosscheck::parse::{Grammar, MOST_WORDS, Model, Tree, tokens};
use proptest::prelude::*;

fn words(text: &str) -> Vec<&str> {
    tokens(text).into_iter().map(|it| &text[it]).collect()
}

/// What a token of this kind becomes.
#[test]
fn awkward_tokens_are_cut_as_treebanks_cut_them() {
    let cases = [
        ("a five-storey block", "a|five|-|storey|block"),
        ("co-operate, anti-fraud", "co-operate|,|anti-fraud"),
        ("Don't! It can't; I cannot", "Do|n't|!|It|ca|n't|;|I|can|not"),
        ("the bank's and the banks'", "the|bank|'s|and|the|banks|'"),
        ("they’ve we'll", "they|’ve|we|'ll"),
        ("US$31.4m, €20bn", "US|$|31.4|m|,|€|20|bn"),
        ("5% of 1,250.5 at 8:35am", "5|%|of|1,250.5|at|8:35|am"),
        ("the 3rd, the 1990s", "the|3rd|,|the|1990s"),
        ("-7.5 but 3-4", "-7.5|but|3|-|4"),
        ("Mr. Lund of the U.S. left.", "Mr.|Lund|of|the|U.S.|left|."),
        ("at 5 p.m. on Feb. 20", "at|5|p.m.|on|Feb.|20"),
        ("J. Ruiz (b. 1970)", "J.|Ruiz|(|b|.|1970|)"),
        ("wait... -- no", "wait|...|--|no"),
        ("an F-16 and a 5G mast", "an|F-16|and|a|5G|mast"),
        ("see https://example.org/a?b now", "see|https://example.org/a?b|now"),
        ("O'Neill said \"so\"", "O'Neill|said|\"|so|\""),
        ("the 40’s", "the|40|’s"),
    ];
    for (text, expected) in cases {
        assert_eq!(words(text).join("|"), expected, "{text}");
    }
}

/// The tree of a sentence is part of what a reader can rely on: a change of the model shows here.
#[test]
fn sentences_have_these_trees() {
    let texts = [
        "The ferry carried 40 lorries and 12 vans across the strait.",
        "Exports fell by 17 percent in May, the customs office said.",
        "At least 12 people were hurt when a crane collapsed near Porto.",
    ];
    let trees = texts.map(|it| format!("{it}\n{}", Grammar::english().parse(it).outline(it)));
    insta::assert_snapshot!(trees.join("\n"));
}

/// The word as the grammar reads it in a sentence: its class, and its relation to which word.
fn read_as(text: &str, word: &str) -> String {
    let tree = Grammar::english().parse(text);
    let form = |at: usize| tree.node(at).map_or("", |it| &text[it.span.clone()]);
    let at = (0..tree.nodes().len()).find(|it| form(*it) == word).unwrap();
    let node = tree.node(at).unwrap();
    format!("{} {} {}", node.class, node.relation, node.head.map_or("-", form))
}

#[test]
fn what_the_tagger_has_not_met_is_looked_at_twice() {
    for (text, word, expected) in [
        // No word was a verb.
        ("Storm kills 40", "kills", "VERB root -"),
        ("Harbour plans 40 berths", "plans", "VERB root -"),
        // No word was a plural.
        ("40 parade marshals detained in May", "marshals", "NOUN root -"),
        // A title has none.
        ("Table of tides", "tides", "NOUN nmod Table"),
    ] {
        assert_eq!(read_as(text, word), expected, "{text}");
    }
}

#[test]
fn arcs_that_no_tree_has_are_set_right() {
    for (text, word, expected) in [
        ("The rate rose from 4 percent to 6 percent in May.", "from", "ADP case percent"),
        ("The three villages sent letters.", "villages", "NOUN nsubj sent"),
        (
            "According to the paper shown at the fair, Swedish bakers have traded with Chile.",
            "bakers",
            "NOUN nsubj traded",
        ),
    ] {
        assert_eq!(read_as(text, word), expected, "{text}");
    }
}

#[test]
fn what_is_too_long_has_no_tree() {
    let text = "a ".repeat(MOST_WORDS + 1);
    assert_eq!(Grammar::english().parse(&text), Tree::default());
    assert_eq!(Grammar::english().parse("").root(), None);
}

#[test]
fn the_model_opens_and_others_do_not() {
    let bytes = include_bytes!("../models/en.bin");
    let model = Model::open(bytes).unwrap();
    assert!(model.tags().contains(&"VERB|VBN") && model.relations().contains(&"nsubj:pass"));
    assert!(bytes.len() <= 8_000_000, "{} bytes", bytes.len());
    assert!(Model::open(&bytes[..bytes.len() - 1]).is_none());
    assert!(Model::open(&bytes[1..]).is_none());
    assert!(Grammar::english().is_verb("reach") && !Grammar::english().is_verb("reaches"));
}

fn is_tree(tree: &Tree) -> bool {
    let roots = tree.nodes().iter().filter(|it| it.head.is_none()).count();
    let ends = |at: usize| tree.ancestors(at).take(tree.nodes().len()).count() < tree.nodes().len();
    let is_linked = |at: usize| tree.head(at).is_none_or(|it| tree.children(it).any(|it| it == at));
    roots == usize::from(!tree.nodes().is_empty())
        && (0..tree.nodes().len()).all(|it| ends(it) && is_linked(it))
}

/// Words that are often read amiss, in any order.
const HARD: [&str; 24] = [
    "from",
    "4",
    "percent",
    "to",
    "rose",
    "sent",
    "the",
    "three",
    "villages",
    "letters",
    "According",
    ",",
    "police",
    "have",
    "worked",
    "who",
    "were",
    "held",
    "and",
    "said",
    "that",
    ":",
    "of",
    "is",
];

proptest! {
    #[test]
    fn whatever_is_set_right_is_still_a_tree(
        words in prop::collection::vec(prop::sample::select(&HARD[..]), 1..24),
    ) {
        prop_assert!(is_tree(&Grammar::english().parse(&words.join(" "))));
    }

    #[test]
    fn tokens_are_all_that_is_no_blank(text in "\\PC{0,60}|[a-zA-Z0-9'’.,$€%:\\- ]{0,80}") {
        let mut at = 0;
        for token in tokens(&text) {
            prop_assert!(token.start < token.end);
            prop_assert_eq!(text[at..token.start].trim(), "");
            at = token.end;
        }
        prop_assert_eq!(text[at..].trim(), "");
    }

    #[test]
    fn every_text_has_one_tree_with_one_root(text in "\\PC{0,80}|([a-z]{1,9} |[0-9]{1,4} |, |\\. ){0,40}") {
        let tree = Grammar::english().parse(&text);
        prop_assert!(is_tree(&tree));
        prop_assert_eq!(&tree, &Grammar::english().parse(&text));
        let joined = Tree::joined(vec![tree.clone(), tree.clone(), tree]);
        prop_assert!(is_tree(&joined));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// A model whose tables were written over still gives each word a tag and a head, whatever these say.
    #[test]
    fn a_broken_model_is_refused_or_gives_trees(
        at in any::<prop::sample::Index>(),
        noise in prop::collection::vec(any::<u8>(), 1..4000),
    ) {
        let mut bytes = include_bytes!("../models/en.bin").to_vec();
        let start = at.index(bytes.len() - noise.len());
        bytes[start..start + noise.len()].copy_from_slice(&noise);
        if let Some(model) = Model::open(&bytes) {
            let forms: Vec<String> = "The ferry carried 40 lorries .".split(' ').map(str::to_owned).collect();
            let words: Vec<Word> = forms.iter().map(|it| Word::of(it)).collect();
            let (tags, arcs) = lesson::parse(&model, &forms, &words);
            prop_assert!(tags.iter().all(|it| usize::from(*it) < model.tags().len()));
            let heads = arcs.heads;
            prop_assert!(heads.iter().all(|it| usize::from(*it) <= words.len()));
            prop_assert_eq!(heads.iter().filter(|it| usize::from(**it) == words.len()).count(), 1);
        }
    }
}
