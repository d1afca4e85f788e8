//! The fields that hold a figure against others, derived from its slots: the entity of the thing, the families of acts.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::Syntax;
use super::thing::Thing;
use super::view::View;
use crate::claim::{Action, Counted, Few, Kind, Meaning, Rest, Role, Statistic, Value};
use crate::lexicon::{FamilyId, Lexicon, PlaceForm, Tag, VerbForm};

/// What is counted, with the entity that its noun stands for.
pub(super) fn counted(meaning: &Meaning, lexicon: &Lexicon) -> Option<Counted> {
    let thing = meaning.thing.as_ref().filter(|it| it.head != super::DURATION)?;
    let qualifier = |it: &String| narrowed(it, lexicon);
    let mut words: Vec<&str> = thing.text.split_whitespace().collect();
    // "The death toll": the noun whose number it is.
    let tallied = tallied(&thing.head, &words, lexicon);
    let mut head = thing.head.as_str();
    // Those who stand for people by an adjective are told apart by it: the dead, the injured.
    let stands = words.last().map(|it| it.to_lowercase()).filter(|_| head == "people");
    if let Some(adjective) = stands.as_deref().filter(|it| is_noun(it, lexicon)) {
        head = adjective;
    }
    if let Some(noun) = &tallied {
        head = noun;
        words.pop();
    }
    let compound = words.last_chunk::<2>().and_then(|it| {
        let phrase = it.join(" ").to_lowercase();
        let entity = lexicon.nouns.entity(lexicon.nouns.compound(&phrase)?.0)?;
        Some((it[0].to_lowercase(), entity))
    });
    // Where it was and what happened to it have fields of their own.
    let narrows = |it: &&String| {
        !meaning.places.iter().any(|place| place.name.eq_ignore_ascii_case(it))
            && !meaning.predicate.contains(it)
    };
    let mut qualifiers: BTreeSet<String> =
        meaning.of.iter().filter(narrows).map(qualifier).collect();
    if let Some((first, _)) = &compound {
        qualifiers.remove(first);
    }
    if tallied.is_some() {
        qualifiers.remove(head);
    }
    let entity = match compound {
        Some((_, entity)) => Arc::from(entity),
        None => entity(head, words.last().copied(), lexicon),
    };
    Some(Counted {
        text: thing.text.clone(),
        head: head.to_owned(),
        entity,
        qualifiers: qualifiers.into_iter().collect(),
    })
}

fn is_noun(word: &str, lexicon: &Lexicon) -> bool {
    lexicon.word(word).is_some_and(|it| it.noun.is_some())
}

/// The age of somebody; of nobody in particular nothing that could be held against another.
pub(super) fn age(view: &View<'_>, bearer: usize) -> Option<Counted> {
    let whose = super::age::whose(view, bearer)?;
    let words = whose.split_whitespace().filter(|it| *it != "the");
    Some(Counted {
        text: format!("{} of {whose}", Counted::AGE),
        head: Counted::AGE.to_owned(),
        entity: Arc::from(Counted::AGE),
        qualifiers: words.map(str::to_lowercase).collect(),
    })
}

/// The noun before a word like "toll" that only says that it was counted.
fn tallied(head: &str, words: &[&str], lexicon: &Lexicon) -> Option<String> {
    lexicon.word(head).filter(|it| it.is(Tag::Tally))?;
    let [.., noun, _] = words else { return None };
    Some(noun.to_lowercase())
}

/// The entity of a head noun: the people of a place are persons.
fn entity(lemma: &str, form: Option<&str>, lexicon: &Lexicon) -> Arc<str> {
    let place = form.and_then(|it| lexicon.places.at(it).filter(|at| at.0 == it.len()));
    if lemma == "people" || place.is_some_and(|it| it.2 == PlaceForm::People) {
        return Arc::from("person");
    }
    let noun = lexicon.word(lemma).and_then(|it| it.noun);
    let known = noun.and_then(|it| lexicon.nouns.entity(it.0));
    Arc::from(known.unwrap_or(lemma))
}

/// What a word narrows a noun to: of people the kind, so that "male" and "men" are one.
fn narrowed(lemma: &str, lexicon: &Lexicon) -> String {
    let noun = lexicon.word(lemma).and_then(|it| it.noun);
    let entity = noun.and_then(|it| lexicon.nouns.entity(it.0));
    let person = entity.filter(|it| lexicon.nouns.is_a(it, "person"));
    person.unwrap_or(lemma).to_owned()
}

/// What happened to the counted things, by families of acts.
pub(super) fn actions(view: &View<'_>, syntax: &Syntax) -> Vec<Action> {
    let mut out = Vec::new();
    // "41 arrests", "17 injured": the noun is the act.
    let thing = syntax.thing.map(|it| it.head);
    let is_tally =
        |it: usize| view.parsed.lexicon.word(view.form(it)).is_some_and(|it| it.is(Tag::Tally));
    let tallied = thing.filter(|it| is_tally(*it)).and_then(|it| it.checked_sub(1));
    let noun = tallied.or(thing);
    out.extend(noun.and_then(|it| Some(known(act(view, it)?, view.form(it), view))).flatten());
    // "14 children are among the survivors": what happened to those they belong to.
    let bases = [Some(view.top), thing, syntax.predicate.governor];
    let group = bases.into_iter().flatten().flat_map(|it| view.kids(it, &["nmod", "obl"]));
    let among = group.chain(thing).find(|it| {
        view.kids(*it, &["case"])
            .any(|it| ["among", "amongst"].iter().any(|word| view.is_word(it, word)))
    });
    out.extend(among.and_then(|it| known(act(view, it)?, view.form(it), view)));
    let is_direct = is_direct(view, syntax);
    let lexicon = view.parsed.lexicon;
    // "40 millimetres of rain fell": what comes down is the rain, not its amount.
    let is_subject = |verb: usize| view.kids(verb, &["nsubj"]).any(|it| view.holds_figure(it));
    let is_change = |it: usize| {
        let family = lexicon.word(view.form(it)).and_then(|it| it.verb_family);
        family.and_then(|it| lexicon.families.family(it)).is_some_and(|it| it.is_change)
    };
    let words = syntax.predicate.words.iter();
    let words = words.filter(|it| Some(**it) != thing && !(is_change(**it) && is_subject(**it)));
    out.extend(words.filter_map(|it| action(view, *it)).map(|it| Action { is_direct, ..it }));
    // "Forty met in Rome, signing a pact": what a subject does besides.
    let governor = syntax.predicate.governor.filter(|it| is_subject(*it));
    let besides = governor.into_iter().flat_map(|it| view.kids(it, &["advcl", "conj"]));
    let shares = |it: &usize| {
        view.class(*it) == "VERB" && view.kids(*it, &["nsubj", "mark"]).next().is_none()
    };
    let besides = besides.filter(shares).filter_map(|it| action(view, it));
    out.extend(besides.filter(|it| it.is_known));
    // "Led the repatriation of 40": beside a known act a verb that nobody knows says nothing of them.
    let has_known = out.iter().any(|it| it.is_known);
    let mut seen = BTreeSet::new();
    out.retain(|it| (it.is_known || !has_known) && seen.insert(Arc::clone(&it.family)));
    out
}

/// The family of a noun that names an act, or of a participle that stands for those it was done to.
fn act(view: &View<'_>, at: usize) -> Option<FamilyId> {
    let entry = view.parsed.lexicon.word(view.form(at))?;
    let is_participle = entry.verb.as_ref().is_some_and(|it| it.1 == VerbForm::Past)
        || view.is_listed(at, "of-people");
    entry.nominal.or(entry.verb_family.filter(|_| is_participle))
}

fn known(family: FamilyId, word: &str, view: &View<'_>) -> Option<Action> {
    let family = view.parsed.lexicon.families.family(family)?;
    let (family, word) = (Arc::from(family.name), word.to_owned());
    Some(Action { family, word, is_known: true, is_direct: true })
}

/// The act that a word of the predicate is.
fn action(view: &View<'_>, at: usize) -> Option<Action> {
    let lexicon = view.parsed.lexicon;
    let form = view.form(at);
    if view.class(at) != "VERB" {
        return act(view, at).and_then(|it| known(it, form, view));
    }
    // Who tells or gives a number did nothing to what it counts.
    let is = |tag| lexicon.word(form).is_some_and(|it| it.is(tag));
    // "People suspected of fraud" are no more than that.
    let narrows = is(Tag::Alleged) && view.is(at, &["acl", "amod"]);
    if narrows || is(Tag::Say) || view.is_listed(at, "stating") && !view.is_passive(at) {
        return None;
    }
    let lemma = view.lemma(at);
    for (rest, family) in lexicon.families.phrases(lemma) {
        if follows(view, at, rest) {
            return known(*family, &format!("{form} {}", rest.join(" ")), view);
        }
    }
    let family = lexicon.word(form).and_then(|it| it.verb_family);
    let own = family.and_then(|it| known(it, form, view));
    let is_empty = view.is_listed(at, "saying|measuring") || matches!(lemma, "have" | "do");
    own.or_else(|| {
        (!is_empty).then(|| Action {
            family: Arc::from(lemma),
            word: form.to_owned(),
            is_known: false,
            is_direct: true,
        })
    })
}

/// Whether the words of a verb of several words hang on it, in order: "sent 64 people home".
fn follows(view: &View<'_>, verb: usize, words: &[&str]) -> bool {
    const REACH: usize = 12;
    let mut wanted = words.iter().peekable();
    let last = view.length().min(verb + REACH);
    let hangs = |at: &usize| view.parsed.tree.ancestors(*at).any(|it| it == verb);
    for at in (verb + 1..last).filter(hangs) {
        wanted.next_if(|it| view.is_word(at, it));
    }
    wanted.peek().is_none()
}

/// Whether what is said is said of the counted things themselves, and not of those they describe: "chiefs from 30 states".
fn is_direct(view: &View<'_>, syntax: &Syntax) -> bool {
    let (Some(thing), Some(governor)) = (syntax.thing, syntax.predicate.governor) else {
        return true;
    };
    let chain = std::iter::once(thing.carrier).chain(view.parsed.tree.ancestors(thing.carrier));
    let mut below = chain.take_while(|it| view.head(*it).is_some_and(|head| head != governor));
    !below.any(|it| view.is(it, &["nmod", "obl"]))
}

/// Which number of its things a figure is.
pub(super) fn statistic(view: &View<'_>, syntax: &Syntax, role: Role) -> Statistic {
    let own = view.found().statistic;
    if own != Statistic::Amount {
        return own;
    }
    let nouns = || syntax.thing.into_iter().flat_map(|it| [it.head, it.carrier]);
    let is_mean = |it: usize| view.is_listed(it, "mean");
    let narrows =
        |at: usize| view.kids(at, &["amod", "compound", "obl", "advmod", "nmod"]).any(is_mean);
    // "An average of 40 boats", "averaging 40", "on average 40 a week"; of "600, more than the average" nothing is said of the 600.
    let is_of_mean = || {
        let of = view.first().checked_sub(1).filter(|it| view.is_word(*it, "of"));
        of.and_then(|it| it.checked_sub(1)).is_some_and(is_mean)
    };
    let is_beside = |it: usize| {
        const NEAR: usize = 3;
        let is_on = it.checked_sub(1).is_some_and(|it| view.is_word(it, "on"));
        let is_before = it < view.first() && it + NEAR >= view.first();
        is_on && is_mean(it) && (is_before || it > view.last() && it <= view.last() + NEAR)
    };
    let averages = |at: usize| {
        is_mean(at) && at < view.first() || view.kids(at, &["obl", "nmod", "advmod"]).any(is_beside)
    };
    let is_narrowed = || {
        is_of_mean()
            || nouns().chain([view.top]).any(narrows)
            || syntax.predicate.governor.is_some_and(averages)
    };
    let has_tag =
        |at: usize, tag| view.parsed.lexicon.word(view.form(at)).is_some_and(|it| it.is(tag));
    let is_rest = |at: usize| {
        has_tag(at, Tag::Remainder)
            || view
                .kids(at, &["amod", "det"])
                .any(|it| has_tag(it, Tag::Remainder) && !view.is_word(it, "more"))
    };
    // "Lost 40 members": by how many there are fewer.
    let changes =
        |it: usize| view.is_listed(it, "losing") && view.tag(it) == "VBD" && !view.is_passive(it);
    let is_object = || syntax.thing.is_some_and(|it| view.is(it.carrier, &["obj"]));
    match role {
        Role::Level if syntax.predicate.governor.is_some_and(changes) && is_object() => {
            Statistic::Change
        }
        Role::Rate => Statistic::Rate,
        _ if nouns().any(is_rest) => Statistic::Remainder,
        Role::Additional => Statistic::Additional,
        _ if nouns().any(is_mean) || is_narrowed() => Statistic::Mean,
        Role::ChangeFrom => Statistic::Former,
        Role::ChangeBy => Statistic::Change,
        // "Four of them" are so many, "four of the dead" are a part of those that were counted.
        Role::Part if of_pronoun(view) => Statistic::Amount,
        Role::Share | Role::Part => Statistic::Share,
        _ => Statistic::Amount,
    }
}

/// `40 of them`, `40 of whom`
fn of_pronoun(view: &View<'_>) -> bool {
    let next = view.last() + 1;
    view.is_word(next, "of")
        && super::phrase::is_pronoun(view, next + 1)
        && view.class(next + 1) == "PRON"
}

/// What the names of a list are: countries, cities, people, or what announces or ends them.
pub(super) fn listed(view: &View<'_>) -> Option<Counted> {
    let Value::List { names, rest } = &view.found().value else { return None };
    let lexicon = view.parsed.lexicon;
    let noun = |at: usize| {
        let text = view.text(super::phrase::words(view, at));
        let entity = entity(view.lemma(at), Some(view.form(at)), lexicon);
        let mut qualifiers: BTreeSet<String> =
            super::phrase::lemmas(view, at).into_iter().collect();
        qualifiers.remove(view.lemma(at));
        Counted {
            text,
            head: view.lemma(at).to_owned(),
            entity,
            qualifiers: qualifiers.into_iter().collect(),
        }
    };
    // "Laos, Peru and eight other countries"
    let last = view.last();
    if *rest != Rest::Nothing && view.class(last) == "NOUN" {
        return Some(noun(last));
    }
    if let Some(named) = of_names(names, lexicon) {
        return Some(named);
    }
    // "Six regions were hit: …", "countries including …"
    let is_plural = |it: &usize| view.tag(*it) == "NNS" && !view.is_number(*it);
    let above = view.parsed.tree.ancestors(view.top).find(|it| is_plural(it));
    let before = || (0..view.first()).rev().find(is_plural);
    above.filter(|it| *it < view.first()).or_else(before).map(noun)
}

/// What names are that are all of one kind. Known places come first: many a town is named after a person.
pub(in crate::extract) fn of_names(names: &[String], lexicon: &Lexicon) -> Option<Counted> {
    let kinds: BTreeSet<&str> = names.iter().map(|it| kind(it, lexicon).unwrap_or("")).collect();
    let one = kinds.first().filter(|it| kinds.len() == 1 && !it.is_empty()).copied();
    let kind = one.or_else(|| lexicon.are_people(names).then_some("person"))?;
    Some(Counted {
        text: crate::lexicon::plural(kind),
        head: kind.to_owned(),
        entity: Arc::from(kind),
        qualifiers: Few::default(),
    })
}

/// What kind of place a name is of.
fn kind(name: &str, lexicon: &Lexicon) -> Option<&'static str> {
    let known = lexicon.places.at(name);
    let (_, id, _) = known.filter(|it| it.0 == name.len() && it.2 == PlaceForm::Name)?;
    lexicon.places.kind(id).map(crate::lexicon::PlaceKind::noun)
}

/// "the number of visitors rose to 3.1m": a letter that stands for metres, and for millions where people or a number of things
/// are told.
pub(super) fn means_millions(
    view: &View<'_>,
    thing: Option<&Thing>,
    counted: Option<&Counted>,
) -> bool {
    let text = view.text(view.first()..=view.last());
    let number = text.strip_suffix('m').filter(|_| view.kind == Kind::Measure);
    let is_letter = number.is_some_and(|it| it.ends_with(|it: char| it.is_ascii_digit()));
    let lexicon = view.parsed.lexicon;
    let is_person = || counted.is_some_and(|it| lexicon.nouns.is_a(&it.entity, "person"));
    let is_number = || thing.is_some_and(|it| view.is_listed(it.carrier, "counting"));
    is_letter && (is_number() || is_person() && thing.is_some_and(|it| view.tag(it.head) == "NNS"))
}

/// "Paid over three years": that is how long, where nothing before it lasts or takes more than that.
pub(super) fn means_during(view: &View<'_>) -> bool {
    let text = view.text(view.first()..=view.last());
    let is_over = view.kind == Kind::Measure
        && text.split(' ').next().is_some_and(|it| it.eq_ignore_ascii_case("over"));
    let unit = view.found().unit.as_deref();
    let is_time = unit.is_some_and(|it| view.parsed.patterns.words.has("time-unit", it));
    let before = view.first().checked_sub(1);
    let lasts = before.is_none_or(|it| view.is_listed(it, "lasting") || view.class(it) == "ADP");
    is_over && is_time && !lasts
}

/// "842.7 million was spent": an amount whose currency stands earlier in the text.
pub(super) fn means_money(view: &View<'_>, counted: Option<&Counted>, actions: &[Action]) -> bool {
    let Value::Quantity(quantity) = &view.found().value else { return false };
    let lexicon = view.parsed.lexicon;
    let is_large = view.kind == Kind::Count && quantity.leading() >= super::MILLION;
    let is_amount = counted.is_some_and(|it| lexicon.nouns.is_a(&it.entity, "money-amount"));
    let is_paid = || {
        counted.is_none() && actions.first().is_some_and(|it| lexicon.families.is_paid(&it.family))
    };
    is_large && (is_amount || is_paid())
}
