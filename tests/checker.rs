use std::sync::Arc;

use crosscheck::Error;
use crosscheck::checker::{Checker, Text, Unit};
use crosscheck::watch::Watch;
use jiff::civil::date;
use serde_json::{Value, json};

fn storm() -> [Text; 2] {
    [
        Text::new("coast", "🌊 The storm sank 19 boats in Ilo, the coast guard said on Monday.")
            .published(date(2031, 5, 13)),
        Text::new(
            "daily",
            "<p>The storm sank 23 boats in Ilo, the <b>coast guard</b> said on Monday.</p>",
        )
        .in_format("html")
        .published(date(2031, 5, 13)),
    ]
}

/// What a location of JSON says, from the text that it names.
fn quoted<'t>(at: &Value, texts: &'t [(&str, &str)]) -> &'t str {
    let text = texts.iter().find(|it| it.0 == at["source"]).unwrap().1;
    let place = |key: &str| usize::try_from(at[key].as_u64().unwrap()).unwrap();
    &text[place("start")..place("end")]
}

#[test]
fn findings_say_what_the_program_says_and_where_in_the_texts_given() {
    let checker = Checker::english().unwrap();
    let report = serde_json::to_value(checker.check(&storm()).unwrap()).unwrap();
    let texts = [
        ("coast", "🌊 The storm sank 19 boats in Ilo, the coast guard said on Monday."),
        ("daily", "<p>The storm sank 23 boats in Ilo, the <b>coast guard</b> said on Monday.</p>"),
    ];
    let finding = &report["findings"][0];
    assert_eq!(finding["rule"], "conflicting-figures");
    let quotes = finding["locations"].as_array().unwrap().iter().map(|it| quoted(it, &texts));
    assert_eq!(quotes.collect::<Vec<_>>(), ["19", "23"]);
    assert_eq!(report["summary"]["sources"], 2);
    let rows = serde_json::to_value(checker.table(&storm()).unwrap()).unwrap();
    assert_eq!(quoted(&rows["rows"][0]["cells"][1], &texts), "23");
}

#[test]
fn places_are_counted_in_the_unit_that_was_asked_for() {
    let starts = |unit| {
        let checker = Checker::english().unwrap().with_unit(unit);
        let report = serde_json::to_value(checker.check(&storm()).unwrap()).unwrap();
        let of = |index: usize| report["findings"][0]["locations"][index]["start"].clone();
        let claims = serde_json::to_value(checker.claims(&storm()).unwrap()).unwrap();
        [of(0), of(1), claims["claims"][0]["start"].clone()]
    };
    assert_eq!(starts(Unit::Utf8), [json!(20), json!(18), json!(20)]);
    assert_eq!(starts(Unit::Utf16), [json!(18), json!(18), json!(18)]);
    assert_eq!(starts(Unit::Character), [json!(17), json!(18), json!(17)]);
}

#[test]
fn what_nobody_could_tell_apart_is_refused() {
    let checker = Checker::english().unwrap();
    let twice = [Text::new("a", "Two ships sank."), Text::new("a", "Three ships sank.")];
    let refused = checker.claims(&twice).unwrap_err();
    assert!(matches!(&refused, Error::NameTwice { name } if name == "a"), "{refused}");
    let alone = checker.check_draft(&[Text::new("a", "Two ships sank.")], &[]).unwrap_err();
    assert_eq!(alone.to_string(), "there is no document to read in a source of the draft");
}

#[test]
fn a_job_that_was_stopped_gives_nothing_and_its_checker_goes_on() {
    let checker = Checker::english().unwrap();
    let watch = Arc::new(Watch::default());
    let job = checker.clone().with_watch(Arc::clone(&watch));
    assert_eq!(job.claims(&storm()).unwrap().claims.len(), 4);
    watch.stop();
    assert!(matches!(job.table(&storm()), Err(Error::Stopped)));
    assert_eq!(checker.table(&storm()).unwrap().rows.len(), 3);
}

#[test]
fn two_versions_are_told_passage_by_passage() {
    let checker = Checker::on_threads(1).unwrap();
    let [before, _] = storm();
    let after =
        Text::new("later", "Late: The storm sank 20 boats in Ilo, the coast guard said on Monday.");
    let compared = serde_json::to_value(checker.compare(&before, &after).unwrap()).unwrap();
    let passage = &compared["passages"][0];
    assert_eq!((&passage["differs"], &passage["right"]["source"]), (&json!(true), &json!("later")));
    let diff: Vec<&Value> =
        passage["diff"].as_array().unwrap().iter().filter(|it| it["change"] != "same").collect();
    assert!(diff.iter().any(|it| it["text"].as_str().unwrap().contains("20")), "{diff:?}");
}
