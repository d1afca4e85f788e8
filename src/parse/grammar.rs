//! The grammar that is compiled in.

use std::ops::Range;
use std::sync::OnceLock;

use super::model::Model;
use super::token::tokens;
use super::tree::{Node, Tree};
use super::word::Word;

/// Longer sentences are none: what a program wrote, a table that lost its lines.
pub const MOST_WORDS: usize = 400;

/// A trained grammar of a language.
///
/// ```
/// let text = "The ferry carried 40 lorries.";
/// let tree = crosscheck::parse::Grammar::english().parse(text);
/// let node = &tree.nodes()[3];
/// assert_eq!((&text[node.span.clone()], node.class, node.relation), ("40", "NUM", "nummod"));
/// assert_eq!(&text[tree.nodes()[node.head.unwrap()].span.clone()], "lorries");
/// ```
#[derive(Debug)]
pub struct Grammar {
    model: Option<Model<'static>>,
}

/// What is known of verbs beside the treebanks.
pub trait Verbs {
    /// Whether a word is a form of one.
    fn is_verb(&self, form: &str) -> bool;
    /// Whether a word is the past of one that tells of a change, like "rose", and nothing else of a verb.
    fn is_past_change(&self, form: &str) -> bool;
}

/// Nothing is known.
impl Verbs for () {
    fn is_verb(&self, _: &str) -> bool {
        false
    }

    fn is_past_change(&self, _: &str) -> bool {
        false
    }
}

impl Grammar {
    /// The English grammar, opened once.
    pub fn english() -> &'static Self {
        static ENGLISH: OnceLock<Grammar> = OnceLock::new();
        ENGLISH.get_or_init(|| Self { model: Model::open(include_bytes!("../../models/en.bin")) })
    }

    /// The tree of a sentence; one without words where it has none, or more than [`MOST_WORDS`].
    pub fn parse(&self, sentence: &str) -> Tree {
        let spans = tokens(sentence);
        let forms: Vec<&str> = spans.iter().map(|it| &sentence[it.clone()]).collect();
        self.parse_forms(&forms, spans, &())
    }

    /// The tree of words in these forms, which stand at these places of a sentence: a form may differ from what stands
    /// there, as where a figure of many words is given as one. `verbs` may know forms, like "sank", that the grammar has no
    /// list of.
    pub fn parse_forms(
        &self,
        forms: &[&str],
        spans: Vec<Range<usize>>,
        verbs: &impl Verbs,
    ) -> Tree {
        let Some(model) = &self.model else { return Tree::default() };
        if spans.len() > MOST_WORDS || spans.len() != forms.len() {
            return Tree::default();
        }
        let words: Vec<Word> = forms.iter().map(|it| Word::of(it)).collect();
        let (tags, arcs) = model.parse(
            &words,
            |at| verbs.is_verb(forms[at]) || self.can_be_verb(forms[at]),
            |at| is_several(forms, at),
            |at| verbs.is_past_change(forms[at]) && is_before_amount(forms, at),
        );
        let nodes = spans.into_iter().enumerate().map(|(at, span)| {
            let tag = model.tags.get(usize::from(tags[at])).copied().unwrap_or_default();
            let (class, tag) = tag.split_once('|').unwrap_or((tag, ""));
            let head = Some(usize::from(arcs.heads[at])).filter(|it| *it < words.len());
            let (relation, base) =
                (model.relation(arcs.relations[at]), model.base(arcs.relations[at]));
            Node { span, class, tag, head, relation, base }
        });
        Tree::new(nodes.collect())
    }

    /// Whether a word looks like a finite verb that the treebanks know.
    pub fn can_be_verb(&self, form: &str) -> bool {
        self.model.as_ref().is_some_and(|it| it.can_be_verb(form))
    }

    /// Whether a word is a verb in its base form that the treebanks know.
    pub fn is_verb(&self, word: &str) -> bool {
        self.model.as_ref().is_some_and(|it| it.is_verb(word))
    }
}

/// Whether a cardinal number can count several things: it is not one, no year, no part of an amount or share, and not what
/// "a" makes a kind of, as in "a 12 mile walk".
pub(super) fn is_several<S: AsRef<str>>(forms: &[S], at: usize) -> bool {
    let form = |at: Option<usize>| at.and_then(|it| forms.get(it)).map_or("", AsRef::as_ref);
    let is_one_of =
        |it: &str, words: &[&str]| words.iter().any(|word| it.eq_ignore_ascii_case(word));
    let number = form(Some(at));
    let is_year = number.len() == 4 && (number.starts_with("19") || number.starts_with("20"));
    !is_year
        && !is_one_of(number, &["1", "one"])
        && !is_one_of(form(at.checked_sub(1)), &["$", "a", "an"])
        && !is_one_of(form(Some(at + 1)), &["percent", "%"])
}

/// Whether an amount follows a word as it follows a change: "3 percent", "by 3 percent", "from 30", "to $40".
fn is_before_amount(forms: &[&str], at: usize) -> bool {
    let mut after = forms.iter().skip(at + 1).peekable();
    after.next_if(|it| matches!(**it, "by" | "to" | "from"));
    after.next_if(|it| matches!(**it, "$" | "€" | "£" | "¥"));
    after.next().is_some_and(|it| it.starts_with(|it: char| it.is_ascii_digit()))
}
