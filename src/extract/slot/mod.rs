//! What a figure stands for, read off the tree of its sentence.

mod age;
mod carried;
mod fold;
mod gapped;
mod lemma;
mod modality;
mod none;
mod of;
mod path;
mod per;
mod place;
mod phrase;
mod predicate;
mod role;
mod speaker;
mod thing;
mod verbless;
mod view;
mod who;
mod words;

use std::sync::OnceLock;

use super::Found;
use crate::claim::mention::Kind;
use crate::claim::{self, Meaning, Modality, Role, Span};
use crate::lexicon::Lexicon;
pub(super) use carried::Carried;
use carried::Given;
use predicate::Predicate;
use thing::Thing;
use view::{Parsed, View};
use words::Patterns;

/// The slots of a figure.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Slots {
    pub(super) meaning: Meaning,
    /// Why it is no figure, where it is none.
    pub(super) none: Option<&'static str>,
}

fn patterns(lexicon: &'static Lexicon) -> &'static Patterns {
    static PATTERNS: OnceLock<Patterns> = OnceLock::new();
    PATTERNS.get_or_init(|| Patterns::new(&lexicon.slots))
}

/// The slots of each expression of a sentence; of times none.
pub(super) fn read(
    text: &str,
    span: Span,
    found: &[Found],
    carried: &mut Carried,
    lexicon: &Lexicon,
) -> Vec<Option<Slots>> {
    if super::zh::is_chinese(&text[span.range()]) {
        return vec![None; found.len()];
    }
    let Ok(english) = Lexicon::english() else { return Vec::new() };
    let sentence = &text[span.range()];
    let tree = fold::tree(sentence, span.start, found);
    let parsed = Parsed::new(sentence, span.start, tree, found, lexicon, patterns(english));
    carried.new_sentence();
    let has_verb = parsed.has_verb();
    let mut before: Option<Before<'_>> = None;
    let mut slots = Vec::with_capacity(found.len());
    for (index, it) in found.iter().enumerate() {
        let is_figure = !it.kind.is_time() && it.kind != Kind::List;
        let view = parsed.view(index).filter(|_| is_figure);
        slots.push(view.map(|view| {
            if let Some(reason) = none::reason(&view) {
                return Slots { none: Some(reason), ..Slots::default() };
            }
            let read = figure(&view, has_verb, before.as_ref(), carried);
            before = Some(Before { view, syntax: read.1 });
            read.0
        }));
    }
    slots
}

/// The tree of a sentence, a word a line.
pub(super) fn outline(text: &str, span: Span, found: &[Found]) -> String {
    let sentence = &text[span.range()];
    fold::tree(sentence, span.start, found).outline(sentence)
}

/// The words of a sentence as the grammar gets them, apart where a semicolon parts them.
pub(super) fn forms(text: &str, span: Span, found: &[Found]) -> Vec<Vec<String>> {
    let sentence = &text[span.range()];
    let words = fold::Words::new(sentence, span.start, found);
    words.parts().map(|it| it.0.iter().map(ToString::to_string).collect()).collect()
}

/// The figure before, with what was read of it.
struct Before<'p> {
    view: View<'p>,
    syntax: Syntax,
}

/// Where the tree has the slots of a figure.
#[derive(Clone, Debug)]
struct Syntax {
    thing: Option<Thing>,
    predicate: Predicate,
    role: Role,
    speaker: Option<usize>,
}

/// Reads one figure.
fn figure(
    view: &View<'_>,
    has_verb: bool,
    before: Option<&Before<'_>>,
    carried: &mut Carried,
) -> (Slots, Syntax) {
    let bearer = age::bearer(view);
    let aside = speaker::aside(view);
    let is_aside = |at: usize| aside.as_ref().is_some_and(|it| it.contains(&at));
    let gapped = before.and_then(|it| Some((gapped::subject(view, &it.view)?, it)));
    let syntax = if let Some((subject, before)) = gapped.filter(|_| bearer.is_none()) {
        parallel(view, subject, before)
    } else {
        let verbless = || if has_verb { None } else { verbless::thing(view) };
        let thing = thing::of(view).or_else(verbless);
        let predicate = predicate::of(view, thing);
        let role = bearer.map_or_else(|| role::of(view, &predicate), |_| Role::Age);
        let speaker = speaker::of(view, &predicate, aside.as_ref());
        coordinated(view, Syntax { thing, predicate, role, speaker }, before)
    };
    let (syntax, whose) = measured(view, syntax);
    let who = match bearer {
        Some(bearer) => vec![bearer],
        None => who::of(view, syntax.thing, &syntax.predicate),
    };
    let mut of = syntax
        .thing
        .map(|it| of::of(view, it, syntax.predicate.governor, is_aside))
        .unwrap_or_default();
    let who: Vec<usize> = whose.into_iter().chain(who).collect();
    let mut who = who::lemmas(view, &who);
    let named = match (syntax.role, syntax.thing) {
        (Role::Age, _) => Some(age::thing()),
        (Role::Duration, it) => Some(duration(view, it)),
        (_, Some(it)) => Some(named(view, it)),
        (_, None) => carried.given(view, &syntax.predicate, syntax.role).map(|given| {
            of.extend(given.of);
            who = if who.is_empty() { given.who } else { std::mem::take(&mut who) };
            given.thing
        }),
    };
    if let Some(thing) =
        named.clone().filter(|_| !matches!(syntax.role, Role::Age | Role::Duration))
    {
        carried.note(view.kind, Given { thing, of: of.clone(), who: who.clone() });
    }
    let said_by = syntax.speaker.map(|it| view.parsed.tree.subtree(it)).unwrap_or_default();
    let places = place::of(view, syntax.thing, &syntax.predicate).into_iter();
    // "The ministry in Oslo said": where those are who say it, not where it happened.
    let places = places.filter(|it| !said_by.contains(it) && !is_aside(*it));
    let meaning = Meaning {
        thing: named,
        of,
        who,
        predicate: predicate_of(view, &syntax),
        role: syntax.role,
        per: per::of(view),
        speaker: syntax.speaker.map(|it| phrase::name(view, it)),
        // Whatever its bearer does or will do, so old they are.
        modality: match syntax.role {
            Role::Age => Modality::Actual,
            _ => modality::of(view, syntax.thing, &syntax.predicate),
        },
        places: place::named(view, places),
    };
    (Slots { meaning, none: None }, syntax)
}

/// `up 5 percent on May and 8 percent on June`: a figure of the same kind after "and" takes what the first leaves to it.
fn coordinated(view: &View<'_>, own: Syntax, before: Option<&Before<'_>>) -> Syntax {
    let opens = view
        .first()
        .checked_sub(1)
        .is_some_and(|it| view.class(it) == "CCONJ" || view.form(it) == ",");
    let Some(before) = before.filter(|it| opens && it.view.kind == view.kind) else { return own };
    let first = &before.syntax;
    let is_change = matches!(first.role, Role::ChangeBy | Role::ChangeTo | Role::ChangeFrom);
    if own.thing.is_some() || !is_change || own.role != Role::Level {
        return own;
    }
    let predicate =
        if own.predicate.governor.is_some() { own.predicate } else { first.predicate.clone() };
    Syntax { role: first.role, predicate, ..own }
}

/// `Oslo reached 84 percent`: no name is so many percent; it is whose share that is.
fn measured(view: &View<'_>, syntax: Syntax) -> (Syntax, Option<usize>) {
    let name =
        syntax.thing.filter(|it| view.kind == Kind::Percent && view.class(it.head) == "PROPN");
    match name {
        Some(name) => (Syntax { thing: None, ..syntax }, Some(name.head)),
        None => (syntax, None),
    }
}

/// The lemmas of what is said of the thing, the word of a change beside the figure among them.
fn predicate_of(view: &View<'_>, syntax: &Syntax) -> Vec<String> {
    let is_change = matches!(syntax.role, Role::ChangeBy | Role::ChangeTo | Role::ChangeFrom);
    let moved = role::moved(view).filter(|_| is_change).map(|it| view.lemma(it).to_owned());
    let mut out: Vec<String> = moved.into_iter().collect();
    out.extend(predicate::lemmas(view, &syntax.predicate));
    out.dedup();
    out
}

/// The slots of a clause whose verb stands in the one before.
fn parallel(view: &View<'_>, subject: usize, before: &Before<'_>) -> Syntax {
    let first = &before.syntax;
    let of_thing = first.thing.is_some_and(|thing| {
        let subjects = first
            .predicate
            .governor
            .into_iter()
            .flat_map(|it| before.view.kids(it, &["nsubj"]).collect::<Vec<_>>());
        subjects.into_iter().any(|it| it == thing.head || it == thing.carrier)
    });
    let own = Thing { head: subject, carrier: subject };
    let states = first.speaker.is_some() && !of_thing;
    Syntax {
        thing: if states { None } else { Some(own) },
        speaker: if states { Some(subject) } else { first.speaker },
        predicate: first.predicate.clone(),
        role: if first.role == Role::Age { role::of(view, &first.predicate) } else { first.role },
    }
}

fn named(view: &View<'_>, thing: Thing) -> claim::Thing {
    let words = phrase::words(view, thing.head);
    let lemma = view.lemma(thing.head);
    let head = if is_adjective(view, thing.head) { "people" } else { lemma }.to_owned();
    claim::Thing { head, text: view.text(words) }
}

/// What lasts: a noun, or nothing but the time itself.
fn duration(view: &View<'_>, thing: Option<Thing>) -> claim::Thing {
    let noun = thing.filter(|it| !phrase::is_unit(view, it.head));
    noun.map_or_else(
        || claim::Thing { head: "duration".to_owned(), text: "duration".to_owned() },
        |it| named(view, it),
    )
}

/// "40 dead", "40 wounded": an adjective that stands for people.
fn is_adjective(view: &View<'_>, at: usize) -> bool {
    matches!(view.class(at), "ADJ" | "VERB" | "NOUN")
        && view.is_listed(at, "of-people")
        && view.tag(at) != "NNS"
}
