//! What happened to the counted things, or holds of them.

use super::thing::Thing;
use super::view::View;
use crate::parse::PART;

/// The words that say it.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(super) struct Predicate {
    /// The nouns of acts on the way up, the verb or adjective, and participles at the thing itself; the governing one first.
    pub(super) words: Vec<usize>,
    /// The verb or adjective that governs the figure.
    pub(super) governor: Option<usize>,
}

/// How many verbs may open one another: "are expected to try to leave".
const DEEPEST: usize = 3;

/// The predicate of a figure.
pub(super) fn of(view: &View<'_>, thing: Option<Thing>) -> Predicate {
    let mut out = Predicate::default();
    let start = view.top;
    // Participles and relative clauses at the thing: "the herons ringed last year".
    if let Some(thing) = thing {
        for clause in view.kids(thing.head, &["acl"]) {
            let is_done = view.class(clause) == "VERB" || view.class(clause) == "ADJ";
            if is_done && !view.holds_figure(clause) {
                out.words.push(clause);
            }
        }
    }
    // "Forty men were held in May who were freed in June": the clause hangs on the verb, and is of the men.
    let relative = |at: &usize| {
        let who = view.kids(*at, &["nsubj"]).next();
        who.is_some_and(|it| matches!(view.tag(it), "WP" | "WDT"))
            && thing.is_some_and(|it| it.head < *at)
            && !view.holds_figure(*at)
    };
    let verb = thing.and_then(|it| view.head(it.head));
    let late = verb
        .into_iter()
        .flat_map(|it| view.kids(it, &["ccomp", "advcl", "parataxis", "acl", "conj"]));
    out.words.extend(late.filter(relative));
    // "40 clerks laid off, more to come": in a headline the participle is the verb.
    if !view.parsed.has_verb {
        out.governor = out.words.pop();
    }
    let mut at = Some(start).filter(|_| out.governor.is_none());
    while let Some(here) = at {
        if governs(view, here, start) {
            out.governor = Some(here);
            break;
        }
        // "the sale of 40 boats": the noun is the act.
        let entry = view.parsed.lexicon.word(view.form(here));
        let is_thing = thing.is_some_and(|it| it.head == here || it.carrier == here);
        let is_act = view.class(here) == "NOUN"
            && here != start
            && !is_thing
            && entry.is_some_and(|it| it.nominal.is_some());
        if is_act {
            out.words.push(here);
        }
        // What another part of the sentence says is not said of this figure.
        at = view.head(here).filter(|_| !view.is(here, &[PART]));
    }
    if let Some(thing) = thing.filter(|it| view.is_listed(it.head, "of-people")) {
        out.words.push(thing.head);
    }
    // "Seven were killed and 40 hurt": the verb is that of the first.
    let is_other = |governor: usize| {
        let chain = std::iter::once(start).chain(view.parsed.tree.ancestors(start));
        let mut below = chain.take_while(|it| *it != governor);
        thing.is_some_and(|it| it.head != governor && view.is_listed(it.head, "of-people"))
            && below.any(|it| view.is(it, &["conj"]))
    };
    out.governor = out.governor.filter(|it| !is_other(*it));
    if let Some(governor) = out.governor {
        // "Held talks with 40 states": the object of the verb is the act.
        let is_act = |at: &usize| {
            let entry = view.parsed.lexicon.word(view.form(*at));
            let is_thing = thing.is_some_and(|it| it.head == *at || it.carrier == *at);
            !view.holds_figure(*at) && !is_thing && entry.is_some_and(|it| it.nominal.is_some())
        };
        out.words.extend(view.kids(governor, &["obj"]).filter(is_act));
        out.words.push(governor);
        // "40 are expected to be sold": what is expected of them is said of them as well.
        let mut verb = governor;
        for _ in 0..DEEPEST {
            let is_open = |it: &usize| view.class(*it) == "VERB" && !view.holds_figure(*it);
            let Some(next) = view.kids(verb, &["xcomp"]).find(is_open) else { break };
            let is_subject = view.kids(governor, &["nsubj"]).any(|it| view.holds_figure(it));
            if !is_subject {
                break;
            }
            out.words.push(next);
            verb = next;
        }
    }
    out
}

/// Whether a word is the verb, or the adjective or noun with a form of "be", above `from`.
fn governs(view: &View<'_>, at: usize, from: usize) -> bool {
    let is_verb = view.class(at) == "VERB" && !view.is(at, &["amod", "compound", "case", "mark"]);
    let is_copular = view.kids(at, &["cop"]).next().is_some();
    let is_adjective = view.class(at) == "ADJ"
        && at != from
        && (view.kids(at, &["nsubj"]).next().is_some()
            || view.node(at).is_some_and(|it| it.head.is_none()));
    is_verb && at != view.top || is_copular || is_adjective
}

/// The lemmas that say it: a verb with and without its particle, "be" with what it links.
pub(super) fn lemmas(view: &View<'_>, predicate: &Predicate) -> Vec<String> {
    let mut out = Vec::new();
    for &at in &predicate.words {
        let lemma = view.lemma(at).to_owned();
        if let Some(particle) = view.kids(at, &["compound:prt"]).next() {
            out.push(format!("{lemma} {}", view.lemma(particle)));
        }
        if view.kids(at, &["cop"]).next().is_some() {
            if matches!(view.class(at), "ADJ" | "ADV" | "VERB") {
                out.extend(adjective(view, at));
            }
            let moved = view.kids(at, &["advmod"]).filter(|it| view.is_listed(*it, "up-or-down"));
            out.extend(moved.map(|it| view.lemma(it).to_owned()));
            out.push("be".to_owned());
        } else if view.class(at) == "ADJ" {
            out.extend(adjective(view, at));
        } else {
            // "Still missing": of what is missing, the participle is the usual name.
            let form = view.form(at).to_lowercase();
            out.extend((view.is_listed(at, "of-people") && view.tag(at) == "VBG").then_some(form));
            out.push(lemma);
        }
    }
    let mut seen = Vec::new();
    out.retain(|it| {
        let is_new = !seen.contains(it);
        seen.push(it.clone());
        is_new
    });
    out
}

/// An adjective: of a participle its verb as well, of a comparative its plain form.
fn adjective(view: &View<'_>, at: usize) -> Vec<String> {
    let lemma = view.lemma(at).to_owned();
    let base = super::lemma::adjective(&lemma, view.tag(at), view.parsed.lexicon);
    let mut out = vec![lemma];
    out.extend(base.filter(|base| *base != out[0]));
    out
}
