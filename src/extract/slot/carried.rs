//! What a figure counts where its own clause leaves it out.
//!
//! "Sales were 40 million, up 5 percent": of the sales. "Forty herons came; 12 stayed": herons. "Two buses collided and 17
//! were hurt": people, as only people are hurt.

use super::predicate::Predicate;
use super::view::View;
use crate::claim::{Kind, Role, Thing};

/// What a figure counted, and which of them.
#[derive(Clone, Debug)]
pub(super) struct Given {
    pub(super) thing: Thing,
    pub(super) of: Vec<String>,
    pub(super) who: Vec<String>,
}

/// What the figures before this one counted.
#[derive(Clone, Debug, Default)]
pub(in crate::extract) struct Carried {
    /// Of the last count, amount and share of this sentence.
    here: [Option<Given>; 3],
    /// The same of the sentences before, of the same block.
    before: [Option<Given>; 3],
    /// The same of the block before.
    above: [Option<Given>; 3],
    /// Of the last figure of this sentence, whatever its kind.
    last: Option<Given>,
}

impl Carried {
    /// Another sentence starts.
    pub(in crate::extract) fn new_sentence(&mut self) {
        let here = std::mem::take(&mut self.here);
        for (before, here) in self.before.iter_mut().zip(here) {
            *before = here.or_else(|| before.take());
        }
        self.last = None;
    }

    /// Another block starts.
    pub(in crate::extract) fn new_block(&mut self) {
        self.new_sentence();
        self.above = std::mem::take(&mut self.before);
    }

    pub(super) fn note(&mut self, kind: Kind, given: Given) {
        self.here[place(kind)] = Some(given.clone());
        self.last = Some(given);
    }

    /// What a figure without a noun counts.
    pub(super) fn given(
        &self,
        view: &View<'_>,
        predicate: &Predicate,
        role: Role,
    ) -> Option<Given> {
        let is_change = matches!(role, Role::ChangeBy | Role::ChangeTo | Role::ChangeFrom);
        let same = || self.here[place(view.kind)].clone();
        let earlier = || self.before[place(view.kind)].clone();
        if is_change {
            return self.last.clone().or_else(earlier);
        }
        // "40 percent of them": of what was counted last.
        if view.kind == Kind::Percent && is_of_them(view) {
            let counted = [&self.here, &self.before, &self.above];
            return counted.into_iter().find_map(|it| it[place(Kind::Count)].clone());
        }
        if view.kind != Kind::Count {
            return same().or_else(|| if view.kind == Kind::Percent { earlier() } else { None });
        }
        let is_of_people = predicate.words.iter().any(|it| is_of_people(view, *it));
        let counted = same().filter(|it| !is_of_people || is_person(view, &it.thing));
        // "7 dead and 21 wounded": people as well, but not the dead.
        let counted = counted.map(|it| {
            let is_other = is_of_people && it.thing.head == "people";
            if is_other { Given { thing: people().thing, ..it } } else { it }
        });
        counted.or_else(|| is_of_people.then(people)).or_else(|| {
            let states = |it: usize| view.is_listed(it, "stating") && !view.is_passive(it);
            let refers_back = matches!(role, Role::Additional | Role::Part)
                || predicate.governor.is_some_and(states);
            let above = || self.above[place(view.kind)].clone();
            earlier()
                .filter(|_| refers_back || is_subject(view))
                .or_else(|| refers_back.then(above).flatten())
        })
    }
}

fn place(kind: Kind) -> usize {
    match kind {
        Kind::Money | Kind::Measure => 1,
        Kind::Percent => 2,
        _ => 0,
    }
}

fn is_of_them(view: &View<'_>) -> bool {
    let mut parts = view.kids(view.top, &["nmod", "obl"]);
    parts.any(|it| view.class(it) == "PRON" && view.is_word(it - 1, "of"))
}

fn is_subject(view: &View<'_>) -> bool {
    view.is(view.top, &["nsubj"])
}

/// Whether what a word says happens to people only.
fn is_of_people(view: &View<'_>, at: usize) -> bool {
    let lexicon = view.parsed.lexicon;
    let entry = lexicon.word(view.form(at));
    let family = entry.and_then(|it| it.verb_family.or(it.nominal));
    let is_so = family.and_then(|it| lexicon.families.family(it));
    is_so.is_some_and(|it| lexicon.families.is_of_people(it.name))
        || view.is_listed(at, "of-people|people-act")
}

fn is_person(view: &View<'_>, thing: &Thing) -> bool {
    let nouns = &view.parsed.lexicon.nouns;
    let entity = nouns.by_lemma(&thing.head).and_then(|it| nouns.entity(it));
    thing.head == "people" || entity.is_some_and(|it| nouns.is_a(it, "person"))
}

/// Who is counted where only the act says so.
fn people() -> Given {
    let thing = Thing { head: "people".to_owned(), text: "people".to_owned() };
    Given { thing, of: Vec::new(), who: Vec::new() }
}
