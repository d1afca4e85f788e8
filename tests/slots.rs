use std::collections::BTreeMap;

use crosscheck::claim::{Claim, Document, Meaning, Source};
use crosscheck::lexicon::Lexicon;
use crosscheck::{collect, extract, normalise};

/// The claims of a text.
fn claims(text: &str) -> Vec<Claim> {
    let lexicon = Lexicon::english().unwrap();
    let document: Document = collect::from_text(Source::at("a.txt"), text, lexicon).unwrap();
    let read = extract::extract(&document, lexicon);
    normalise::claims(&document, 0, &read.mentions, lexicon)
}

/// The meaning of the figure in brackets.
fn marked(text: &str) -> Meaning {
    let (before, rest) = text.split_once('[').unwrap();
    let (figure, after) = rest.split_once(']').unwrap();
    let at = before.len()..before.len() + figure.len();
    let claims = claims(&format!("{before}{figure}{after}"));
    let is_it =
        |it: &&Claim| it.span.start < at.end && it.span.end > at.start && !it.kind.is_time();
    claims.iter().find(is_it).and_then(|it| it.meaning.clone()).unwrap_or_default()
}

/// What a slot's patterns find, as the examples say it.
fn told(slot: &str, meaning: &Meaning) -> String {
    match slot {
        "counted" | "thing" | "of-unit" | "through" | "of-old" | "of-copula" => {
            meaning.thing.as_ref().map_or("none", |it| &it.head).to_owned()
        }
        "said-beside" | "said-above" | "stated" => meaning.speaker.clone().unwrap_or_default(),
        "located" => meaning.places.iter().map(|it| &*it.name).collect::<Vec<_>>().join(" "),
        "per" => meaning.per.clone().unwrap_or_default(),
        "owner" | "agent" => meaning.who.join(" "),
        "circumstance" => meaning.of.join(" "),
        _ => meaning.role.name().to_owned(),
    }
}

/// Each pattern of `lexicons/en/slots.yaml` leads where its example says, and not where its counter-example says.
#[test]
fn patterns_lead_where_their_examples_say() {
    let lexicon = Lexicon::english().unwrap();
    let mut wrong = BTreeMap::new();
    for (slot, patterns) in &lexicon.slots.patterns {
        for pattern in patterns {
            for example in std::iter::once(&pattern.example).chain(&pattern.counter) {
                let (text, expected) = example.split_once(" => ").unwrap();
                let found = told(slot, &marked(text));
                if found != expected {
                    wrong.insert(format!("{slot}: {example}"), found);
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// What no single way through a tree says: the figure in brackets, then thing, role, who and speaker.
#[test]
fn mechanisms_say_what_the_clause_leaves_out() {
    let cases = [
        // The plural that ends the phrase.
        ("The school took [40] overseas and local students.", "student level school -"),
        ("The blast hurt [12] staff and patients.", "staff level blast -"),
        // A verb that is left out.
        ("Rents rose by 4 percent and wages by [2] percent.", "wage change_by - -"),
        ("The board counted 40,000 walkers and the club [65,000].", "walker level club club"),
        // A noun that is left out.
        ("The shop made $3 million in sales, up [5] percent.", "sale change_by shop -"),
        ("Two trams collided and [17] were injured.", "people level - -"),
        ("The clinic reported 7 dead and [21] wounded.", "people level clinic clinic"),
        // Remarks on the figure before.
        ("The board expects 340 jobs to be created, up from [290].", "job change_from board board"),
        // Ages.
        ("Mara Lund, [36], runs the shop.", "age age mara+lund -"),
        ("Her brother is [41].", "age age her+brother -"),
        // Rates.
        ("The fee is [15] dollars an hour.", "fee rate - -"),
        // Who says it, and not where they are.
        ("[68] herons died, the wardens in Porto said.", "heron level - wardens in porto"),
        // Rows and headlines.
        ("Net margin: [35] percent", "margin level - -"),
    ];
    let or_none = |it: String| if it.is_empty() { "-".to_owned() } else { it };
    for (text, expected) in cases {
        let it = marked(text);
        let thing = it.thing.as_ref().map_or("-", |it| &it.head);
        let (who, speaker) = (or_none(it.who.join("+")), it.speaker.clone().unwrap_or_default());
        let told = format!("{thing} {} {who} {}", it.role.name(), or_none(speaker));
        assert_eq!(told, expected, "{text}");
    }
}

/// More than one of a thing stand in the plural, which leaves these what they are.
#[test]
fn counts_of_several_things_are_kept() {
    let cases = [
        ("They sold [1986] lamps.", "lamp"),
        ("They hired [10-12] cooks.", "cook"),
        ("They saw [12] sheep.", "sheep"),
        ("They ran [12] barn dancing lessons.", "lesson"),
        ("It has [12] tower forts.", "fort"),
        ("He read an [84]-page report.", "page"),
        ("The potter, who was [31] in May, swam.", "age"),
        ("Nearly [60 percent] of them wept.", "none"),
    ];
    for (text, thing) in cases {
        let found = marked(text).thing.map_or("none".to_owned(), |it| it.head);
        assert_eq!(found, thing, "{text}");
    }
}

/// A cell without words is of what its row is called; "of them" is of what was counted last.
#[test]
fn rows_and_remarks_have_what_they_are_of() {
    let cases = [
        ("| Lamps | 31 | [28] | -9% |", "lamp"),
        ("| Lamps | 31 | 28 | [-9%] |", "lamp"),
        ("They met 40 cooks. Nearly [60 percent] of them wept.", "cook"),
    ];
    for (text, thing) in cases {
        assert_eq!(marked(text).thing.map_or("none".to_owned(), |it| it.head), thing, "{text}");
    }
}

/// What is no figure is told as such.
#[test]
fn numbers_in_names_count_nothing() {
    let lexicon = Lexicon::english().unwrap();
    let cases = [
        ("She took Tram 3 to Oslo.", "3", "number in a name"),
        ("They met at 4 Harbour Road.", "4", "number in a name"),
        ("He is a third-string goalkeeper.", "a third", "part of a word"),
        ("He drove a 12-seater.", "12", "kind called by a number"),
        ("It is one of the tallest towers.", "one", "pronoun"),
        ("The 1986 mayoral race was close.", "1986", "year"),
        ("Nobody opposed her likely 1986 candidacy.", "1986", "year"),
        ("Sales rose again on 1986.", "1986", "year"),
        ("The club (12-19) lost again.", "12-19", "score or vote"),
        ("They ended with a 31-40 record.", "31-40", "score or vote"),
        ("She told Studio Seven all about it.", "Seven", "number in a name"),
        ("The 12 bus was late.", "12", "number in a name"),
        ("They met at 14 Harbour.", "14", "number in a name"),
        ("She filed form 12-B on Monday.", "12", "number in a name"),
        ("Delegates left PEN90 early.", "PEN90", "number in a name"),
        ("It closed at about 1530 GMT on Monday.", "about 1530 GMT", "time of day"),
        ("Profit (million dollars) was flat.", "million dollars", "unit alone"),
        ("Call 0300 123 4567 for help.", "0300 123 4567", "telephone number"),
        ("It closed at about 9.40 p.m. on Monday.", "about 9.40 p.m.", "time of day"),
    ];
    for (text, figure, reason) in cases {
        let document = collect::from_text(Source::at("a.txt"), text, lexicon).unwrap();
        let rejected = extract::extract(&document, lexicon).rejected;
        let told: Vec<_> = rejected.iter().map(|it| (it.span.of(text), it.reason)).collect();
        assert_eq!(told, [(figure, reason)], "{text}");
    }
}
