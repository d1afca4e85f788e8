//! Ways through a tree, written as data: from a word up to its head, down to a child, each with what must hold there.
//!
//! ```text
//! path  = step *(" " step)
//! step  = axis [relation *("|" relation)] *("[" test "]")
//! axis  = "^" (to the head, where the word's own relation is one of these)
//!       | ">" (to a child of one of these relations)  |  "." (stay)
//! test  = ["!"] ( CLASS *("|" CLASS)      universal class: NOUN|PROPN
//!               | "tag:" TAG *("|" TAG)   the treebank's own tag: tag:VBN
//!               | "@" name                its lemma is a word of that list
//!               | "=" word *("|" word)    it is that word, or its lemma is
//!               | "case:" word *("|" word) | "case:@" name   a preposition that marks it; "mark:" the same of clauses, "det:" of articles
//!               | "has:" relation *("|" relation)            it has such a child
//!               | "is:" relation *("|" relation)             its own relation
//!               | "figure" | "number" | "before" | "after" | "passive" | "next" | "adjacent" | "time" | "count" | "money" | "percent" | "measure" )
//! ```
//!
//! `nsubj` stands for `nsubj:pass` too. Of several children the first with which the rest of the path can be gone is taken.

use nom::branch::alt;
use nom::bytes::complete::{tag, take_while1};
use nom::character::complete::{char, one_of};
use nom::combinator::{all_consuming, map, opt};
use nom::multi::{many0, separated_list0, separated_list1};
use nom::sequence::{delimited, preceded};
use nom::{IResult, Parser};

use super::view::View;
use crate::claim::Kind;

/// A way from a word to another.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct Path {
    steps: Vec<Step>,
}

#[derive(Clone, Debug, Eq, PartialEq)]
struct Step {
    axis: Axis,
    /// Of these relations; any where there are none.
    relations: Vec<String>,
    tests: Vec<(bool, Test)>,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Axis {
    Up,
    Down,
    Stay,
}

#[derive(Clone, Debug, Eq, PartialEq)]
enum Test {
    Class(Vec<String>),
    Tag(Vec<String>),
    Listed(String),
    Word(Vec<String>),
    Marked(&'static str, Words),
    Has(Vec<String>),
    Is(Vec<String>),
    State(State),
}

#[derive(Clone, Debug, Eq, PartialEq)]
enum Words {
    These(Vec<String>),
    Listed(String),
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum State {
    Figure,
    Number,
    Before,
    After,
    Passive,
    Next,
    Money,
    Percent,
    Measure,
    Count,
    Time,
    Adjacent,
}

const STATES: [(&str, State); 12] = [
    ("figure", State::Figure),
    ("number", State::Number),
    ("before", State::Before),
    ("after", State::After),
    ("passive", State::Passive),
    ("next", State::Next),
    ("money", State::Money),
    ("percent", State::Percent),
    ("measure", State::Measure),
    ("count", State::Count),
    ("time", State::Time),
    ("adjacent", State::Adjacent),
];

impl Path {
    /// Reads a path as it is written in data.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let (_, steps) = all_consuming(separated_list1(char(' '), step)).parse(text).ok()?;
        Some(Self { steps })
    }

    /// Where the path leads from a word.
    pub(super) fn follow(&self, view: &View<'_>, from: usize) -> Option<usize> {
        follow(&self.steps, view, from)
    }
}

fn follow(steps: &[Step], view: &View<'_>, at: usize) -> Option<usize> {
    let Some((step, rest)) = steps.split_first() else { return Some(at) };
    let goes_on = |to: usize| {
        let holds = step.tests.iter().all(|(wanted, test)| test.holds(view, to) == *wanted);
        holds.then(|| follow(rest, view, to))?
    };
    match step.axis {
        Axis::Stay => goes_on(at),
        Axis::Up => view.head(at).filter(|_| step.fits(view, at)).and_then(goes_on),
        Axis::Down => view.children(at).filter(|it| step.fits(view, *it)).find_map(goes_on),
    }
}

impl Step {
    fn fits(&self, view: &View<'_>, at: usize) -> bool {
        self.relations.is_empty() || is_related(view, at, &self.relations)
    }
}

fn is_related(view: &View<'_>, at: usize, relations: &[String]) -> bool {
    let Some(node) = view.node(at) else { return false };
    relations.iter().any(|it| *it == node.relation || *it == node.base())
}

impl Test {
    fn holds(&self, view: &View<'_>, at: usize) -> bool {
        let Some(node) = view.node(at) else { return false };
        match self {
            Self::Class(classes) => classes.iter().any(|it| *it == node.class),
            Self::Tag(tags) => tags.iter().any(|it| *it == node.tag),
            Self::Listed(list) => view.is_listed(at, list),
            Self::Word(words) => words.iter().any(|it| view.is_word(at, it)),
            Self::Marked(relation, words) => {
                let mut marks = view
                    .children(at)
                    .filter(|it| view.node(*it).is_some_and(|it| it.base() == *relation));
                marks.any(|mark| match words {
                    Words::These(words) => words.iter().any(|it| view.is_word(mark, it)),
                    Words::Listed(list) => view.is_listed(mark, list),
                })
            }
            Self::Has(relations) => view.children(at).any(|it| is_related(view, it, relations)),
            Self::Is(relations) => is_related(view, at, relations),
            Self::State(state) => state.holds(view, at),
        }
    }
}

impl State {
    fn holds(self, view: &View<'_>, at: usize) -> bool {
        match self {
            Self::Figure => view.is_figure(at),
            Self::Number => view.is_number(at),
            Self::Time => view.is_time(at),
            Self::Before => at < view.first(),
            Self::After => at > view.last(),
            Self::Next => at == view.last() + 1,
            Self::Adjacent => {
                view.parsed.tree.subtree(at).into_iter().min() == Some(view.last() + 1)
            }
            Self::Passive => view.is_passive(at),
            Self::Money => view.kind == Kind::Money,
            Self::Percent => view.kind == Kind::Percent,
            Self::Measure => view.kind == Kind::Measure,
            Self::Count => matches!(view.kind, Kind::Count | Kind::Ordinal | Kind::Ratio),
        }
    }
}

fn step(text: &str) -> IResult<&str, Step> {
    let axis = map(one_of("^>."), |it| match it {
        '^' => Axis::Up,
        '>' => Axis::Down,
        _ => Axis::Stay,
    });
    let tests = many0(delimited(char('['), test, char(']')));
    let parts = (axis, separated_list0(char('|'), relation), tests);
    map(parts, |(axis, relations, tests)| Step { axis, relations, tests }).parse(text)
}

fn relation(text: &str) -> IResult<&str, String> {
    word_of(|it| it.is_ascii_lowercase() || it == ':', text)
}

fn word_of(is_inside: impl Fn(char) -> bool, text: &str) -> IResult<&str, String> {
    map(take_while1(is_inside), str::to_owned).parse(text)
}

fn words(text: &str) -> IResult<&str, Vec<String>> {
    let word = |text| word_of(|it| !"|[]@".contains(it), text);
    separated_list1(char('|'), word).parse(text)
}

fn classes(text: &str) -> IResult<&str, Vec<String>> {
    let class = |text| word_of(|it| it.is_ascii_uppercase(), text);
    separated_list1(char('|'), class).parse(text)
}

fn test(text: &str) -> IResult<&str, (bool, Test)> {
    let list = |text| preceded(char('@'), |text| word_of(|it| it != ']', text)).parse(text);
    let relations = |text| separated_list1(char('|'), relation).parse(text);
    let marked = |text| alt((map(list, Words::Listed), map(words, Words::These))).parse(text);
    let one = alt((
        map(preceded(tag("tag:"), words), Test::Tag),
        map(preceded(tag("case:"), marked), |it| Test::Marked("case", it)),
        map(preceded(tag("mark:"), marked), |it| Test::Marked("mark", it)),
        map(preceded(tag("det:"), marked), |it| Test::Marked("det", it)),
        map(preceded(tag("has:"), relations), Test::Has),
        map(preceded(tag("is:"), relations), Test::Is),
        map(preceded(char('='), words), Test::Word),
        map(list, Test::Listed),
        state,
        map(classes, Test::Class),
    ));
    map((opt(char('!')), one), |(not, test)| (not.is_none(), test)).parse(text)
}

fn state(text: &str) -> IResult<&str, Test> {
    let (rest, name) = word_of(|it| it.is_ascii_lowercase(), text)?;
    match STATES.iter().find(|it| it.0 == name) {
        Some(it) => Ok((rest, Test::State(it.1))),
        None => Err(nom::Err::Error(nom::error::Error::new(text, nom::error::ErrorKind::Tag))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::Lexicon;
    use proptest::prelude::*;

    #[test]
    fn a_path_is_read_step_by_step() {
        let path = Path::parse("^nummod|obl:unmarked[NOUN|PROPN][!figure] >nmod[case:of]").unwrap();
        let words = |it: &[&str]| it.iter().map(ToString::to_string).collect::<Vec<_>>();
        let up = Step {
            axis: Axis::Up,
            relations: words(&["nummod", "obl:unmarked"]),
            tests: vec![
                (true, Test::Class(words(&["NOUN", "PROPN"]))),
                (false, Test::State(State::Figure)),
            ],
        };
        let down = Step {
            axis: Axis::Down,
            relations: words(&["nmod"]),
            tests: vec![(true, Test::Marked("case", Words::These(words(&["of"]))))],
        };
        assert_eq!(path.steps, [up, down]);
        for wrong in ["", "nummod", "^nummod[", "^nummod[]", "^nummod[unknown]", "^a  >b", ">a[@]"]
        {
            assert_eq!(Path::parse(wrong), None, "{wrong}");
        }
    }

    /// One that cannot be read would be left out in silence.
    #[test]
    fn every_pattern_of_the_lexicon_is_a_path() {
        let patterns = Lexicon::english().unwrap().slots.patterns.values().flatten();
        for pattern in patterns {
            assert!(Path::parse(&pattern.path).is_some(), "{}", pattern.path);
        }
    }

    proptest! {
        #[test]
        fn any_text_is_a_path_or_none(text in "\\PC{0,40}|[\\^>.a-z|:!@=\\[\\] ]{0,40}") {
            let _ = Path::parse(&text);
        }
    }
}
