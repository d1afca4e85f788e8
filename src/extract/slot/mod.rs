//! What a figure stands for, read off the tree of its sentence.

mod age;
mod carried;
mod derived;
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

use rust_decimal::Decimal;

use super::Found;
use crate::claim::{self, Action, Counted, Kind, Meaning, Modality, Role, Span, Statistic};
use crate::lexicon::Lexicon;
pub(super) use carried::Carried;
use carried::Given;
pub(super) use derived::of_names;
use predicate::Predicate;
use thing::Thing;
use view::{Parsed, View};
use words::Patterns;

/// What was read of a figure.
#[derive(Clone, Debug, Default)]
pub(super) struct Slots {
    pub(super) meaning: Option<Meaning>,
    pub(super) counted: Option<Counted>,
    pub(super) actions: Vec<Action>,
    pub(super) statistic: Statistic,
    /// Where the expression ends where that is farther than the number's own end: "61-year-old".
    pub(super) end: Option<usize>,
    /// Whether a bare number is an amount in the currency that stands earlier in the text.
    pub(super) means_money: bool,
    /// Whether metres are millions of what is counted.
    pub(super) means_millions: bool,
    /// Whether "over" says how long, not how much longer.
    pub(super) means_during: bool,
}

/// What a letter behind a number of people stands for, and from where on a bare number may be an amount.
pub(super) const MILLION: Decimal = Decimal::from_parts(1_000_000, 0, 0, false, 0);

/// What was read of a figure, or why it is no figure.
pub(super) type Read = Result<Slots, &'static str>;

fn patterns(lexicon: &'static Lexicon) -> &'static Patterns {
    static PATTERNS: OnceLock<Patterns> = OnceLock::new();
    PATTERNS.get_or_init(|| Patterns::new(&lexicon.slots))
}

/// What each expression of a sentence stands for; `None` for times, and where there is no tree.
pub(super) fn read(
    text: &str,
    span: Span,
    found: &[Found],
    carried: &mut Carried,
    lexicon: &Lexicon,
) -> Vec<Option<Read>> {
    carried.new_sentence();
    let mut out = vec![None; found.len()];
    let is_figure = |it: &Found| !it.kind.is_time();
    let sentence = &text[span.range()];
    let has_tree = found.iter().any(is_figure) && !super::zh::is_chinese(sentence);
    let (true, Ok(english)) = (has_tree, Lexicon::english()) else { return out };
    let tree = fold::tree(sentence, span.start, found, lexicon);
    let parsed = Parsed::new(sentence, span.start, tree, found, lexicon, patterns(english));
    if parsed.is_foreign() {
        return out;
    }
    let mut before: Option<Before<'_>> = None;
    for (index, out) in out.iter_mut().enumerate().filter(|it| is_figure(&found[it.0])) {
        let Some(view) = parsed.view(index) else { continue };
        *out =
            Some(if let Some(reason) = none::reason(&view, before.as_ref().map(|it| &it.view)) {
                Err(reason)
            } else {
                Ok(if view.kind == Kind::List {
                    list(&view)
                } else {
                    let (slots, read) = figure(&view, before.as_ref(), carried);
                    before = Some(read);
                    slots
                })
            });
    }
    out
}

/// The tree of a sentence, a word a line.
pub(super) fn outline(text: &str, span: Span, found: &[Found], lexicon: &Lexicon) -> String {
    let sentence = &text[span.range()];
    fold::tree(sentence, span.start, found, lexicon).outline(sentence)
}

/// The words of a sentence as the grammar gets them, apart where a semicolon parts them.
pub(super) fn forms(
    text: &str,
    span: Span,
    found: &[Found],
    lexicon: &Lexicon,
) -> Vec<Vec<String>> {
    let sentence = &text[span.range()];
    let words = fold::Words::new(sentence, span.start, found, lexicon);
    words.parts().map(|it| it.0.iter().map(ToString::to_string).collect()).collect()
}

/// The figure before, with what was read of it.
struct Before<'p> {
    view: View<'p>,
    syntax: Syntax,
    /// Whose age it is.
    bearer: Option<usize>,
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
fn figure<'p>(
    view: &View<'p>,
    before: Option<&Before<'p>>,
    carried: &mut Carried,
) -> (Slots, Before<'p>) {
    let bearer = age::bearer(view).or_else(|| age::joined(view, before?));
    let aside = speaker::aside(view);
    let is_aside = |at: usize| aside.as_ref().is_some_and(|it| it.contains(&at));
    let gapped = before.filter(|_| bearer.is_none());
    let gapped = gapped.and_then(|it| Some((gapped::subject(view, &it.view)?, it)));
    let syntax = if let Some((subject, before)) = gapped {
        parallel(view, subject, before)
    } else {
        let verbless = || if view.parsed.has_verb { None } else { verbless::thing(view) };
        let thing = verbless::row(view).or_else(|| thing::of(view)).or_else(verbless);
        let predicate = predicate::of(view, thing);
        let role = bearer.map_or_else(|| role::of(view, &predicate), |_| Role::Age);
        let speaker = speaker::of(view, &predicate, aside.as_ref());
        coordinated(view, Syntax { thing, predicate, role, speaker }, before)
    };
    let (mut syntax, whose) = measured(view, syntax);
    let remark = before.filter(|_| role::is_remark(view));
    let is_remark = remark.is_some();
    syntax.speaker = syntax.speaker.or(remark.and_then(|it| it.syntax.speaker));
    syntax.thing = syntax.thing.filter(|it| view.is_written(it.head) && !is_remark);
    let who = match (bearer, gapped, syntax.thing) {
        (Some(bearer), ..) => {
            std::iter::once(bearer).chain(view.kids(bearer, &["appos"])).collect()
        }
        (None, Some((subject, before)), Some(thing))
            if before.syntax.thing.is_some_and(|it| it.head == thing.head) =>
        {
            vec![subject]
        }
        // The subject of the verb that is left out is the clause's own.
        (None, Some(_), Some(thing)) => who::owners(view, thing),
        (None, Some((subject, _)), None) => vec![subject],
        (None, None, thing) => who::of(view, thing, &syntax.predicate),
    };
    let mut of = syntax
        .thing
        .map(|it| of::of(view, it, syntax.predicate.governor, is_aside))
        .unwrap_or_default();
    let who: Vec<usize> = whose.into_iter().chain(who).collect();
    let mut who = who::lemmas(view, &who);
    who.retain(|it| bearer.is_none() || it != "old");
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
    // "It lies 40 km off", "he ran for 40 yards": what is left unsaid is the distance; of other units they themselves.
    let is_bare = named.is_none() && view.kind == Kind::Measure;
    let named = named.or_else(|| is_bare.then(|| unit(view, syntax.role)));
    if let Some(thing) =
        named.clone().filter(|_| !is_bare && !matches!(syntax.role, Role::Age | Role::Duration))
    {
        carried.note(view.kind, Given { thing, of: of.clone(), who: who.clone() });
    }
    let said_by = syntax.speaker.map(|it| view.parsed.tree.subtree(it)).unwrap_or_default();
    let places = place::of(view, syntax.thing, &syntax.predicate).into_iter();
    // "The ministry in Oslo said": where those are who say it, not where it happened.
    let places =
        places.filter(|it| place::opens(view, *it) || !said_by.contains(it) && !is_aside(*it));
    let meaning = Meaning {
        thing: named,
        of,
        who,
        predicate: match syntax.role {
            Role::Age => vec!["be".to_owned()],
            _ => predicate_of(view, &syntax),
        },
        role: syntax.role,
        per: per::of(view),
        speaker: syntax.speaker.map(|it| phrase::name(view, it)),
        // Whatever its bearer does or will do, so old they are.
        modality: match syntax.role {
            Role::Age => Modality::Actual,
            // "It has not rained for 20 days": the days have passed.
            Role::Duration => match modality::of(view, syntax.thing, &syntax.predicate) {
                Modality::Denied => Modality::Actual,
                it => it,
            },
            _ => modality::of(view, syntax.thing, &syntax.predicate),
        },
        places: place::named(view, places),
    };
    let counted = match bearer {
        Some(bearer) => derived::age(view, bearer),
        None if is_bare => None,
        None => derived::counted(&meaning, view.parsed.lexicon),
    };
    // Whatever its bearer did, it was not done to the years.
    let is_age = bearer.is_some();
    let actions = if is_age { Vec::new() } else { derived::actions(view, &syntax) };
    let slots = Slots {
        means_money: derived::means_money(view, counted.as_ref(), &actions),
        means_millions: derived::means_millions(view, syntax.thing.as_ref(), counted.as_ref()),
        means_during: derived::means_during(view),
        statistic: derived::statistic(view, &syntax, meaning.role),
        end: bearer.and_then(|_| age::end(view)).map(|it| it + view.parsed.start),
        counted,
        actions,
        meaning: Some(meaning),
    };
    (slots, Before { view: *view, syntax, bearer })
}

/// Reads names in a row: what they are says the list, the rest its clause.
fn list(view: &View<'_>) -> Slots {
    let predicate = predicate::of(view, None);
    let aside = speaker::aside(view);
    let speaker = speaker::of(view, &predicate, aside.as_ref());
    let syntax = Syntax { thing: None, predicate, role: Role::Level, speaker };
    let counted = derived::listed(view);
    let meaning = Meaning {
        thing: counted
            .as_ref()
            .map(|it| claim::Thing { head: it.head.clone(), text: it.text.clone() }),
        who: who::lemmas(view, &who::of(view, None, &syntax.predicate)),
        predicate: predicate::lemmas(view, &syntax.predicate),
        speaker: syntax.speaker.map(|it| phrase::name(view, it)),
        modality: modality::of(view, None, &syntax.predicate),
        places: place::named(view, place::of(view, None, &syntax.predicate).into_iter()),
        ..Meaning::default()
    };
    Slots {
        counted,
        actions: derived::actions(view, &syntax),
        meaning: Some(meaning),
        ..Slots::default()
    }
}

/// `up 5 percent on May and 8 percent on June`: a figure of the same kind after "and" takes what the first leaves to it.
fn coordinated(view: &View<'_>, mut own: Syntax, before: Option<&Before<'_>>) -> Syntax {
    let opens = view
        .first()
        .checked_sub(1)
        .is_some_and(|it| view.class(it) == "CCONJ" || view.form(it) == ",");
    let Some(before) = before.filter(|it| opens && it.view.kind == view.kind) else { return own };
    let first = &before.syntax;
    // "The clinic reported 7 dead and 21 wounded": who says the one says the other.
    own.speaker = own.speaker.or(first.speaker);
    let is_change = matches!(first.role, Role::ChangeBy | Role::ChangeTo | Role::ChangeFrom);
    if own.thing.is_some() || !is_change || own.role != Role::Level {
        return own;
    }
    let predicate =
        if own.predicate.governor.is_some() { own.predicate } else { first.predicate.clone() };
    Syntax { role: first.role, predicate, ..own }
}

/// `Oslo reached 84 percent`, `Harrow played for 11 seasons`: no name is so many percent or seasons; it is whose share or
/// time that is.
fn measured(view: &View<'_>, syntax: Syntax) -> (Syntax, Option<usize>) {
    let is_measure = view.kind == Kind::Percent || syntax.role == Role::Duration;
    let name = syntax.thing.filter(|it| is_measure && view.class(it.head) == "PROPN");
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
    let of_thing = first.thing.zip(first.predicate.governor).is_some_and(|(thing, governor)| {
        let mut subjects = before.view.kids(governor, &["nsubj"]);
        subjects.any(|it| it == thing.head || it == thing.carrier)
    });
    let own = thing::within(view, subject);
    let states = first.speaker.is_some() && !of_thing;
    // "Harrow had 12 crates and Barton 9": of the same, had by another.
    let is_other_bearer = !of_thing && view.class(subject) == "PROPN";
    let shared = first.thing.filter(|_| is_other_bearer);
    Syntax {
        thing: if states { None } else { shared.or(Some(own)) },
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

/// What is measured where nothing is said to last.
const DURATION: &str = "duration";

/// What lasts: a noun, or nothing but the time itself.
fn duration(view: &View<'_>, thing: Option<Thing>) -> claim::Thing {
    let noun = thing.filter(|it| !phrase::is_unit(view, it.head));
    noun.map_or_else(
        || claim::Thing { head: DURATION.to_owned(), text: DURATION.to_owned() },
        |it| named(view, it),
    )
}

/// What is measured where nothing but the unit says it.
fn unit(view: &View<'_>, role: Role) -> claim::Thing {
    let head = match role {
        Role::Distance => "distance",
        _ if view.is_listed(view.last(), "time-unit") => DURATION,
        _ => view.found().unit.as_deref().unwrap_or(DURATION),
    };
    claim::Thing { head: head.to_owned(), text: head.to_owned() }
}

/// "40 dead", "40 wounded": an adjective that stands for people.
fn is_adjective(view: &View<'_>, at: usize) -> bool {
    matches!(view.class(at), "ADJ" | "VERB" | "NOUN")
        && view.is_listed(at, "of-people")
        && view.tag(at) != "NNS"
}
