//! A sentence as the readers of slots see it: its tree with lemmas, and which words are the figure that is asked about.

use std::borrow::Cow;
use std::ops::{Range, RangeInclusive};

use super::lemma::{lemma, lower};
use super::words::Patterns;
use crate::claim::{Kind, Span, visible};
use crate::extract::Found;
use crate::lexicon::{Lexicon, Tag};
use crate::parse::{Node, Tree};

/// The tree of a sentence with what is known of its words.
pub(super) struct Parsed<'s> {
    pub(super) text: &'s str,
    /// Where the sentence starts in the document.
    pub(super) start: usize,
    pub(super) tree: Tree,
    pub(super) lemmas: Vec<Cow<'s, str>>,
    /// The forms in lower case.
    lower: Vec<Cow<'s, str>>,
    /// The lists of the lexicon that have each word, or its lemma.
    listed: Vec<u64>,
    pub(super) has_verb: bool,
    /// For each word the expression it belongs to.
    owners: Vec<Option<usize>>,
    found: &'s [Found],
    pub(super) lexicon: &'s Lexicon,
    pub(super) patterns: &'static Patterns,
}

impl<'s> Parsed<'s> {
    pub(super) fn new(
        text: &'s str,
        start: usize,
        tree: Tree,
        found: &'s [Found],
        lexicon: &'s Lexicon,
        patterns: &'static Patterns,
    ) -> Self {
        let form = |node: &Node| &text[node.span.clone()];
        let lemmas: Vec<Cow<'s, str>> =
            tree.nodes().iter().map(|it| lemma(form(it), it, lexicon)).collect();
        let lower: Vec<Cow<'s, str>> = tree.nodes().iter().map(|it| lower(form(it))).collect();
        let words = &patterns.words;
        let both = lemmas.iter().zip(&lower);
        let listed = both.map(|(lemma, form)| words.of(lemma) | words.of(form)).collect();
        let has_verb = has_verb(&tree);
        let owner = |node: &Node| {
            let span = Span::new(start + node.span.start, start + node.span.end);
            found.iter().position(|it| it.kind != Kind::List && it.span.meets(span))
        };
        let mut owners: Vec<Option<usize>> = tree.nodes().iter().map(owner).collect();
        for (at, node) in tree.nodes().iter().enumerate() {
            if node.class == "VERB" && owners.get(at + 1) == Some(&owners[at]) {
                owners[at] = None;
            }
        }
        Self {
            text,
            start,
            tree,
            lemmas,
            lower,
            listed,
            has_verb,
            owners,
            found,
            lexicon,
            patterns,
        }
    }

    /// The sentence with one of its expressions as the figure that is asked about.
    pub(super) fn view(&self, index: usize) -> Option<View<'_>> {
        let found = self.found.get(index)?;
        let inside = self.inside(found.span);
        // "Exceeded 40": the verb is a hedge, and the verb of the clause as well.
        let is_verb = |at: usize| self.tree.node(at).is_some_and(|it| it.class == "VERB");
        let verbs = inside.clone().take_while(|it| is_verb(*it)).count();
        let inside = if verbs < inside.len() { inside.start + verbs..inside.end } else { inside };
        let first = inside.clone().next()?;
        let last = inside.clone().next_back()?;
        // The word of the figure that hangs on a word outside: of several the one nearest to the end that is a number or
        // its unit.
        let is_top =
            |at: &usize| self.tree.head(*at).is_none_or(|head| !(first..=last).contains(&head));
        let weight = |at: &usize| match self.tree.node(*at).map_or("", |it| it.class) {
            "NUM" | "SYM" => 2,
            "NOUN" | "PROPN" | "ADJ" => 1,
            _ => 0,
        };
        let top = inside.filter(is_top).max_by_key(|it| (weight(it), *it))?;
        Some(View { parsed: self, index, kind: found.kind, first, last, top })
    }

    /// Whether a sentence has words of another language and none of the English ones that hardly a sentence does without.
    pub(super) fn is_foreign(&self) -> bool {
        let has = |word: &str| self.patterns.words.has("foreign", word);
        let tags = [Tag::Determiner, Tag::Preposition, Tag::Auxiliary, Tag::Be, Tag::Pronoun];
        let is_english = |word: &str| {
            self.lexicon.word(word).is_some_and(|it| it.tags.has_any(&tags)) && !has(word)
        };
        self.lower.iter().any(|it| has(it)) && !self.lower.iter().any(|it| is_english(it))
    }

    /// The words that a span of the document covers.
    pub(super) fn inside(&self, span: Span) -> Range<usize> {
        let nodes = self.tree.nodes();
        let first = nodes.partition_point(|it| self.start + it.span.end <= span.start);
        let last = nodes.partition_point(|it| self.start + it.span.start < span.end);
        first..last.max(first)
    }
}

/// Whether a sentence has a verb that says something: one in the present, a helping verb, or a past tense with a subject; in
/// a headline a participle looks like a past tense.
fn has_verb(tree: &Tree) -> bool {
    let has_subject = |at: usize| {
        let mut children = tree.children(at);
        children.any(|it| tree.node(it).is_some_and(|it| it.is(&["nsubj", "expl"])))
    };
    tree.nodes().iter().enumerate().any(|(at, node)| match node.tag {
        "VBZ" | "VBP" | "MD" => matches!(node.class, "VERB" | "AUX"),
        "VBD" => node.class == "AUX" || node.class == "VERB" && has_subject(at),
        _ => false,
    })
}

/// A sentence with the figure that is asked about.
#[derive(Clone, Copy)]
pub(super) struct View<'p> {
    pub(super) parsed: &'p Parsed<'p>,
    index: usize,
    pub(super) kind: Kind,
    first: usize,
    last: usize,
    /// The word of the figure that hangs on what is outside.
    pub(super) top: usize,
}

impl<'p> View<'p> {
    pub(super) fn first(&self) -> usize {
        self.first
    }

    pub(super) fn last(&self) -> usize {
        self.last
    }

    /// Whether the figure hangs on a word, or is it.
    pub(super) fn holds_figure(&self, at: usize) -> bool {
        at == self.top || self.parsed.tree.ancestors(self.top).any(|it| it == at)
    }

    /// How many words the sentence has.
    pub(super) fn length(&self) -> usize {
        self.parsed.tree.nodes().len()
    }

    /// The figure itself.
    pub(super) fn found(&self) -> &'p Found {
        &self.parsed.found[self.index]
    }

    /// Whether a word is written in letters or digits: no stray mark.
    pub(super) fn is_written(&self, at: usize) -> bool {
        self.form(at).chars().any(char::is_alphanumeric)
    }

    /// Whether a word is the name of a place.
    pub(super) fn is_place(&self, at: usize) -> bool {
        self.is_place_name(at..=at)
    }

    /// Whether words are, all together, the name of a place.
    pub(super) fn is_place_name(&self, words: RangeInclusive<usize>) -> bool {
        let name = self.slice(words);
        self.parsed.lexicon.places.at(name).is_some_and(|it| it.0 == name.len())
    }

    pub(super) fn node(&self, at: usize) -> Option<&'p Node> {
        self.parsed.tree.node(at)
    }

    pub(super) fn head(&self, at: usize) -> Option<usize> {
        self.parsed.tree.head(at)
    }

    pub(super) fn children(&self, at: usize) -> impl Iterator<Item = usize> + 'p {
        self.parsed.tree.children(at)
    }

    /// Children of these relations.
    pub(super) fn kids<'r>(
        &self,
        at: usize,
        relations: &'r [&'r str],
    ) -> impl Iterator<Item = usize> + use<'p, 'r> {
        let tree = &self.parsed.tree;
        tree.children(at).filter(move |it| tree.node(*it).is_some_and(|it| it.is(relations)))
    }

    pub(super) fn form(&self, at: usize) -> &'p str {
        self.node(at).and_then(|it| self.parsed.text.get(it.span.clone())).unwrap_or_default()
    }

    /// The sentence from one word to another, with nothing in it that moves a cursor.
    pub(super) fn text(&self, words: RangeInclusive<usize>) -> String {
        visible(self.slice(words)).into_owned()
    }

    fn slice(&self, words: RangeInclusive<usize>) -> &'p str {
        let start = self.node(*words.start()).map_or(0, |it| it.span.start);
        let end = self.node(*words.end()).map_or(start, |it| it.span.end);
        self.parsed.text.get(start..end).unwrap_or_default()
    }

    pub(super) fn lemma(&self, at: usize) -> &'p str {
        self.parsed.lemmas.get(at).map_or("", |it| &**it)
    }

    pub(super) fn class(&self, at: usize) -> &'static str {
        self.node(at).map_or("", |it| it.class)
    }

    pub(super) fn tag(&self, at: usize) -> &'static str {
        self.node(at).map_or("", |it| it.tag)
    }

    pub(super) fn is(&self, at: usize, relations: &[&str]) -> bool {
        self.node(at).is_some_and(|it| it.is(relations))
    }

    /// Whether a word, or its lemma, is that one.
    pub(super) fn is_word(&self, at: usize, word: &str) -> bool {
        self.form(at).eq_ignore_ascii_case(word) || self.lemma(at) == word
    }

    /// Whether a word is in a list of the lexicon.
    pub(super) fn is_listed(&self, at: usize, list: &str) -> bool {
        let listed = self.parsed.listed.get(at).copied().unwrap_or(0);
        listed & self.parsed.patterns.words.bits(list) != 0
    }

    /// Whether a word belongs to the figure.
    pub(super) fn is_figure(&self, at: usize) -> bool {
        (self.first..=self.last).contains(&at)
    }

    /// Whether a word belongs to a figure, whichever.
    pub(super) fn is_number(&self, at: usize) -> bool {
        self.owner(at)
            .is_some_and(|it| self.parsed.found.get(it).is_some_and(|it| !it.kind.is_time()))
    }

    /// The expression a word belongs to.
    pub(super) fn owner(&self, at: usize) -> Option<usize> {
        self.parsed.owners.get(at).copied().flatten()
    }

    pub(super) fn is_time(&self, at: usize) -> bool {
        self.owner(at)
            .is_some_and(|it| self.parsed.found.get(it).is_some_and(|it| it.kind.is_time()))
    }

    /// Whether what a verb says is done to its subject.
    pub(super) fn is_passive(&self, at: usize) -> bool {
        let marks = ["nsubj:pass", "aux:pass", "csubj:pass"];
        self.kids(at, &marks).next().is_some()
            || self.tag(at) == "VBN"
                && self.is(at, &["acl"])
                && self.kids(at, &["nsubj", "aux"]).next().is_none()
    }
}
