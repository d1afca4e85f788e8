//! Who did it, or whose level it is.

use super::phrase;
use super::predicate::Predicate;
use super::thing::{Thing, antecedent};
use super::view::View;
use crate::claim::Kind;

/// The head words of who did it.
pub(super) fn of(view: &View<'_>, thing: Option<Thing>, predicate: &Predicate) -> Vec<usize> {
    let mut out = Vec::new();
    if let Some(governor) = predicate.governor
        && let Some(subject) = subject(view, governor)
    {
        let is_thing = thing.is_some_and(|it| it.head == subject || it.carrier == subject);
        let holds_figure = view.holds_figure(subject);
        let is_empty = view.is_listed(subject, "dummy");
        if !is_thing && !holds_figure && !is_empty {
            out.push(subject);
        }
    }
    match thing {
        Some(thing) if out.is_empty() => out = owners(view, thing),
        Some(thing) => out.extend(view.kids(thing.head, &["nmod:poss"])),
        None => {}
    }
    let heads: Vec<usize> = out.clone();
    for head in heads {
        out.extend(view.kids(head, &["conj", "appos"]).filter(|it| view.class(*it) != "VERB"));
    }
    out.dedup();
    out
}

/// "The bank's profit", "the profit of the bank": whose it is.
pub(super) fn owners(view: &View<'_>, thing: Thing) -> Vec<usize> {
    let mut out: Vec<usize> = view.kids(thing.head, &["nmod:poss"]).collect();
    if out.is_empty() {
        out.extend(view.parsed.patterns.first("owner", view, thing.head));
    }
    // "A 40-member board": of the board.
    if out.is_empty() && view.kind == Kind::Count && view.is(thing.head, &["compound", "amod"]) {
        out.extend(view.head(thing.head).filter(|it| matches!(view.class(*it), "NOUN" | "PROPN")));
    }
    out
}

/// Who does what a verb says: its agent, its subject, that of the verb it is joined to, or the noun it describes.
pub(super) fn subject(view: &View<'_>, governor: usize) -> Option<usize> {
    let mut at = governor;
    // A verb has few verbs above it.
    for _ in 0..6 {
        if let Some(agent) = view.kids(at, &["obl:agent"]).next() {
            return Some(agent);
        }
        if view.is_passive(at) {
            let agent = view.parsed.patterns.first("agent", view, at);
            // "He was fined 40 dollars": whose it is.
            return agent.or_else(|| view.kids(at, &["nsubj:pass"]).next());
        }
        if let Some(subject) = view.kids(at, &["nsubj"]).next() {
            return antecedent(view, subject).or(Some(subject));
        }
        let above = view.head(at)?;
        match view.node(at)?.base() {
            "conj" | "xcomp" | "advcl" | "parataxis" => at = above,
            "acl" if view.tag(at) != "VBN" => return Some(above),
            _ => return None,
        }
    }
    None
}

/// The lemmas of who did it, each name with all its words.
pub(super) fn lemmas(view: &View<'_>, heads: &[usize]) -> Vec<String> {
    let mut out = Vec::new();
    for word in heads.iter().flat_map(|it| phrase::lemmas(view, *it)) {
        if !out.contains(&word) {
            out.push(word);
        }
    }
    out
}
