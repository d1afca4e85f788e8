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
        "thing" | "of-unit" | "through" | "of-old" | "of-copula" => {
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
