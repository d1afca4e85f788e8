//! What no tree of the treebanks has, but a parser that names its arcs one by one makes now and then.

use super::model::Model;
use super::state::State;
use super::verb::Finite;

/// Heads and relations of words; the root stands behind the last word.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Arcs {
    /// Of each word its head.
    pub heads: Vec<u16>,
    /// Of each word the number of its relation.
    pub relations: Vec<u8>,
}

impl Arcs {
    /// The arcs of a finished state, with what no tree has set right.
    pub(super) fn of(model: &Model<'_>, tags: &[u8], state: &State) -> Self {
        let (heads, relations) = state.arcs();
        let mut arcs = Self {
            heads: heads[..tags.len()].to_vec(),
            relations: relations[..tags.len()].to_vec(),
        };
        arcs.mark_whole_phrases(model);
        arcs.free_verbs(model, tags);
        arcs.find_subjects(model, tags);
        arcs
    }

    /// The words above a word, the nearest first.
    fn ancestors(&self, at: usize) -> impl Iterator<Item = usize> {
        let head = |it: &usize| {
            self.heads.get(*it).map(|it| usize::from(*it)).filter(|it| *it < self.heads.len())
        };
        std::iter::successors(head(&at), move |it| head(it)).take(self.heads.len())
    }

    /// "From 4 percent": a preposition marks the phrase and not its number; what it marks is no object.
    fn mark_whole_phrases(&mut self, model: &Model<'_>) {
        let is = |relation: u8, names: &[&str]| names.contains(&model.relation(relation));
        for at in 0..self.heads.len() {
            if !is(self.relations[at], &["case"]) {
                continue;
            }
            let mut head = usize::from(self.heads[at]);
            while head > at
                && head < self.heads.len()
                && is(self.relations[head], &["nummod", "compound", "amod"])
                && usize::from(self.heads[head]) > head
                && usize::from(self.heads[head]) < self.heads.len()
            {
                head = usize::from(self.heads[head]);
            }
            self.heads[at] = u16::try_from(head).unwrap_or(self.heads[at]);
            if head < self.heads.len()
                && is(self.relations[head], &["obj"])
                && let Some(oblique) = model.relation_number("obl")
            {
                self.relations[head] = oblique;
            }
        }
    }

    /// "The three villages sent letters": a participle that describes a noun has no object of its own, so it is the verb of
    /// which the noun is the subject.
    fn free_verbs(&mut self, model: &Model<'_>, tags: &[u8]) {
        let Some(subject) = model.relation_number("nsubj") else { return };
        let length = self.heads.len();
        for (verb, tag) in tags.iter().enumerate() {
            let is_participle = model.tags().get(usize::from(*tag)) == Some(&"VERB|VBN");
            let noun = usize::from(self.heads[verb]);
            let describes =
                is_participle && noun < verb && model.relation(self.relations[verb]) == "acl";
            let has_object = || {
                (verb + 1..length).any(|it| {
                    usize::from(self.heads[it]) == verb
                        && model.relation(self.relations[it]) == "obj"
                })
            };
            if !describes || !has_object() {
                continue;
            }
            self.heads[verb] = self.heads[noun];
            self.relations[verb] = self.relations[noun];
            self.heads[noun] = u16::try_from(verb).unwrap_or(0);
            self.relations[noun] = subject;
        }
    }

    /// "According to the report, the police came": what a preposition marks is no subject; the noun right before the verb is.
    fn find_subjects(&mut self, model: &Model<'_>, tags: &[u8]) {
        let (Some(subject), Some(oblique)) =
            (model.relation_number("nsubj"), model.relation_number("obl"))
        else {
            return;
        };
        let length = self.heads.len();
        let name = |at: usize| model.tags().get(usize::from(tags[at])).copied().unwrap_or("");
        let is = |arcs: &Self, at: usize, names: &[&str]| {
            let relation = model.relation(arcs.relations[at]);
            let base = model.base(arcs.relations[at]);
            names.iter().any(|it| relation == *it || base == *it)
        };
        let hangs = |arcs: &Self, at: usize, on: usize| usize::from(arcs.heads[at]) == on;
        for at in 0..length {
            let is_marked =
                |arcs: &Self| (0..at).any(|it| hangs(arcs, it, at) && is(arcs, it, &["case"]));
            if is(self, at, &["nsubj"]) && is_marked(self) {
                self.relations[at] = oblique;
            }
        }
        for verb in 1..length {
            let is_helper =
                |arcs: &Self, it: usize| hangs(arcs, it, verb) && is(arcs, it, &["aux", "cop"]);
            let finite = |it: usize| {
                model.finite.get(usize::from(tags[it])).is_some_and(|it| *it != Finite::No)
            };
            let is_finite = finite(verb) || (0..verb).any(|it| is_helper(self, it) && finite(it));
            let has_subject = (0..length)
                .any(|it| hangs(self, it, verb) && is(self, it, &["nsubj", "csubj", "expl"]));
            let can_have = is(self, verb, &["root", "ccomp", "advcl", "parataxis"]);
            if !is_finite || has_subject || !can_have || !name(verb).starts_with("VERB") {
                continue;
            }
            let skips =
                |arcs: &Self, it: usize| hangs(arcs, it, verb) && is(arcs, it, &["aux", "advmod"]);
            let Some(noun) = (0..verb).rev().find(|it| !skips(self, *it)) else { continue };
            let is_noun = ["NOUN|", "PROPN|", "PRON|"].iter().any(|it| name(noun).starts_with(it));
            let is_marked = (0..noun).any(|it| hangs(self, it, noun) && is(self, it, &["case"]));
            let is_free = is(self, noun, &["conj", "appos", "nmod", "obl", "dep", "list", "obj"])
                && usize::from(self.heads[noun]) < noun;
            let is_below = self.ancestors(verb).any(|it| it == noun);
            if is_noun && !is_marked && is_free && !is_below {
                self.heads[noun] = u16::try_from(verb).unwrap_or(0);
                self.relations[noun] = subject;
            }
        }
    }
}
