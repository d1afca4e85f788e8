//! Noun phrases of a tree: their words, and what kind of words they are.

use super::view::View;

/// Relations of the words that narrow a noun from before it.
pub(super) const NARROWING: [&str; 8] =
    ["compound", "amod", "flat", "fixed", "nmod:poss", "nmod:desc", "nmod:unmarked", "goeswith"];

/// Whether a word is a unit of measure or of time, or a sign of money.
pub(super) fn is_unit(view: &View<'_>, at: usize) -> bool {
    let form = view.form(at);
    view.class(at) == "SYM"
        || view.parsed.lexicon.word(form).is_some_and(|it| it.time_unit.is_some())
            && view.class(at) == "NOUN"
        || view.is_listed(at, "unit")
}

/// Whether a noun is a person.
pub(super) fn is_person(view: &View<'_>, at: usize) -> bool {
    let nouns = &view.parsed.lexicon.nouns;
    let entry = view.parsed.lexicon.word(view.form(at)).and_then(|it| it.noun);
    let entity = entry.and_then(|it| nouns.entity(it.0));
    entity.is_some_and(|it| nouns.is_a(it, "person")) && view.class(at) != "VERB"
}

/// Whether a word stands for another.
pub(super) fn is_pronoun(view: &View<'_>, at: usize) -> bool {
    view.class(at) == "PRON"
        || matches!(view.tag(at), "WDT" | "WP" | "DT") && view.class(at) != "NOUN"
}

/// The words of a noun phrase from its first narrowing word to its head, the figure and articles left out.
pub(super) fn words(view: &View<'_>, head: usize) -> std::ops::RangeInclusive<usize> {
    let mut first = head;
    let mut last = head;
    let mut narrowing: Vec<usize> = view.kids(head, &NARROWING).collect();
    narrowing.sort_unstable();
    for &at in narrowing.iter().rev().filter(|it| **it < head) {
        let start = view.parsed.tree.subtree(at).into_iter().min().unwrap_or(at);
        let is_clean = (start..first)
            .all(|it| !view.is_figure(it) && !view.is_number(it) && view.class(it) != "DET");
        if !is_clean {
            break;
        }
        first = start;
    }
    for &at in narrowing.iter().filter(|it| view.is(**it, &["flat", "fixed"])) {
        if at == last + 1 {
            last = at;
        }
    }
    first..=last.max(head)
}

/// The lemmas of a phrase's own words that say something: of a name all, of a noun its narrowing words and itself.
pub(super) fn lemmas(view: &View<'_>, head: usize) -> Vec<String> {
    let narrowing = view.kids(head, &NARROWING).flat_map(|it| view.parsed.tree.subtree(it));
    let mut words: Vec<usize> = narrowing.chain([head]).collect();
    words.sort_unstable();
    let says = |at: &usize| {
        let is_word = matches!(view.class(*at), "NOUN" | "PROPN" | "ADJ" | "VERB" | "X" | "PRON");
        is_word && !view.is_figure(*at) && !view.is_number(*at)
    };
    words.into_iter().filter(says).map(|it| view.lemma(it).to_owned()).collect()
}

/// A phrase as a name: its words in lower case, with what "of" adds to them, or "in" with a name: "ministry of health".
pub(super) fn name(view: &View<'_>, head: usize) -> String {
    let own = words(view, head);
    let belongs = |it: &usize| {
        let is_name = view.class(*it) == "PROPN" && view.is_place(*it);
        let mut marks = view.kids(*it, &["case"]);
        *it > head
            && marks.any(|mark| view.is_word(mark, "of") || is_name && view.is_word(mark, "in"))
    };
    let complement = view.kids(head, &["nmod"]).find(belongs);
    let last = complement.map_or(*own.end(), |it| *words(view, it).end());
    let said = |it: &usize| view.class(*it) != "DET" && view.class(*it) != "PUNCT";
    let words = (*own.start()..=last).filter(said).map(|it| view.form(it).to_lowercase());
    words.collect::<Vec<_>>().join(" ").replace(" 's", "'s").replace(" ’s", "’s")
}
