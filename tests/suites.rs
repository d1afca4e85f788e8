//! The conformance suites: other people's cases for numbers, amounts and times.
//!
//! `cargo test suites -- --nocapture` prints the table.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use crosscheck::claim::{Claim, Figure, Kind};
use rust_decimal::Decimal;
use serde_json::Value;

use crate::support::{claims_of, shared_data};

/// The least that must be right of each kind, out of all cases; they only rise.
const FLOORS: &[(&str, &[(&str, usize)])] = &[
    (
        "recognizers-en",
        &[
            ("date", 91),
            ("money", 173),
            ("number", 190),
            ("ordinal", 21),
            ("percent", 15),
            ("period", 186),
            ("quantity", 120),
            ("range", 51),
        ],
    ),
    (
        "quantulum3-en",
        // Five of 28 numbers were parts of names, which are no claims: `expectations.yaml` lists them.
        &[("money", 13), ("number", 23), ("percent", 2), ("quantity", 85), ("range", 1)],
    ),
    (
        "recognizers-zh",
        &[
            ("date", 73),
            ("money", 28),
            ("number", 271),
            ("ordinal", 10),
            ("percent", 144),
            ("period", 134),
            ("quantity", 40),
            ("range", 66),
        ],
    ),
];

/// The most false claims on cases that hold none of their kind, listed ones aside.
const MOST_FALSE: &[(&str, usize)] =
    &[("recognizers-en", 3), ("quantulum3-en", 0), ("recognizers-zh", 1)];

#[derive(Default)]
struct Tally {
    all: usize,
    right: usize,
    /// Wrong, and listed as a case that contradicts the use of newsrooms.
    excused: usize,
}

#[test]
fn the_suites_keep_their_floors() {
    let Some(folder) = shared_data("conformance") else { return };
    let excused = expectations();
    for (suite, floors) in FLOORS {
        let text = fs::read_to_string(folder.join(suite).with_extension("jsonl")).unwrap();
        let rows = text.lines().map(|it| serde_json::from_str(it).unwrap());
        let (tallies, none, false_claims) = score(rows, &excused);
        for (kind, it) in &tallies {
            let share =
                |right: usize, all: usize| Decimal::from(right * 100) / Decimal::from(all.max(1));
            println!(
                "{suite:<16} {kind:<9} {:>4}/{:<4} {:>5.1} %   without contradicting cases {:>5.1} %",
                it.right,
                it.all,
                share(it.right, it.all),
                share(it.right, it.all - it.excused),
            );
        }
        println!("{suite:<16} none      {false_claims:>4}/{none:<4} false");
        for (kind, floor) in *floors {
            let right = tallies.get(*kind).map_or(0, |it| it.right);
            assert!(right >= *floor, "{suite} {kind}: {right} right, the floor is {floor}");
        }
        let most = MOST_FALSE.iter().find(|it| it.0 == *suite).unwrap().1;
        assert!(false_claims <= most, "{suite}: {false_claims} false claims, {most} allowed");
    }
}

/// The ids of `expectations.yaml`.
fn expectations() -> BTreeSet<String> {
    let groups: Vec<Value> =
        serde_yaml::from_str(&fs::read_to_string("tests/expectations.yaml").unwrap()).unwrap();
    let cases = |it: &Value| it["cases"].as_array().unwrap().clone();
    groups.iter().flat_map(cases).map(|it| it.as_str().unwrap().to_owned()).collect()
}

fn score(
    rows: impl Iterator<Item = Value>,
    excused: &BTreeSet<String>,
) -> (BTreeMap<String, Tally>, usize, usize) {
    let mut tallies = BTreeMap::<String, Tally>::new();
    let (mut none, mut false_claims) = (0, 0);
    let mut read = BTreeMap::<(String, String), Vec<Claim>>::new();
    let is_relevant = |it: &Value| it["relevant"] != false && it["latent"] != true;
    for row in rows.filter(is_relevant) {
        let text = row["text"].as_str().unwrap();
        let published = row["reference_date"].as_str().map(|it| &it[..10]);
        let key = (text.to_owned(), published.unwrap_or("").to_owned());
        let claims = read.entry(key).or_insert_with(|| claims_of(text, published));
        let kind = row["kind"].as_str().unwrap();
        if kind == "none" {
            none += 1;
            let not = row["not_kind"].as_str().unwrap_or("");
            let is_excused = excused.contains(row["id"].as_str().unwrap());
            let is_false = claims.iter().any(|it| is_of(not, it.kind));
            false_claims += usize::from(is_false && !is_excused);
            continue;
        }
        let touches = |it: &&Claim| {
            let start = row["start_byte"].as_u64().map(|it| usize::try_from(it).unwrap());
            let end = row["end_byte"].as_u64().map(|it| usize::try_from(it).unwrap());
            start.zip(end).is_none_or(|(start, end)| it.span.start < end && it.span.end > start)
        };
        let is_right = claims.iter().filter(touches).any(|it| is_right(&row, it));
        let tally = tallies.entry(kind.to_owned()).or_default();
        tally.all += 1;
        tally.right += usize::from(is_right);
        let is_excused = excused.contains(row["id"].as_str().unwrap());
        tally.excused += usize::from(!is_right && is_excused);
    }
    (tallies, none, false_claims)
}

/// Whether a claim of that kind is a false one where a case says "no such thing here".
fn is_of(not: &str, kind: Kind) -> bool {
    match not {
        "date" | "period" => kind.is_time(),
        "quantity" => kind == Kind::Measure,
        "number" => matches!(kind, Kind::Count | Kind::Ratio),
        "range" => !kind.is_time() && kind != Kind::Ordinal && kind != Kind::List,
        other => kind.name() == other,
    }
}

fn is_right(row: &Value, claim: &Claim) -> bool {
    if matches!(row["kind"].as_str(), Some("date" | "period")) {
        let alternatives = row["alternatives"].as_array();
        return claim.kind.is_time()
            && alternatives.map_or_else(
                || is_that_time(row, claim),
                |it| it.iter().any(|it| is_that_time(it, claim)),
            );
    }
    let Some(quantity) = claim.quantity else { return false };
    let written = quantity.written();
    let stated = quantity.stated().map(Figure::value);
    let low = written.low;
    let high = written.high;
    if row["value"].is_null() {
        same(&row["low"], low) && same(&row["high"], high)
    } else {
        same(&row["value"], stated) || same(&row["value"], low) && same(&row["value"], high)
    }
}

/// Equal within a millionth, as fractions are given with a few digits.
fn same(gold: &Value, value: Option<Decimal>) -> bool {
    let gold = match gold {
        Value::String(it) => it.parse::<Decimal>().ok(),
        Value::Number(it) => it.to_string().parse().ok(),
        _ => None,
    };
    match (gold, value) {
        (Some(gold), Some(value)) => {
            let size = gold.abs().max(value.abs()).max(Decimal::ONE);
            (gold - value).abs() <= size * Decimal::new(1, 6)
        }
        (None, None) => true,
        _ => false,
    }
}

fn is_that_time(gold: &Value, claim: &Claim) -> bool {
    let shown = |it: Option<jiff::civil::Date>| it.map(|it| it.to_string());
    let period = claim.period;
    let start = shown(period.and_then(|it| it.start()));
    let end = shown(period.and_then(|it| it.end()));
    let day = |it: &Value| it.as_str().map(|it| it[..10].to_owned());
    let after = |it: &str| shown(it.parse::<jiff::civil::Date>().unwrap().tomorrow().ok());
    if let Some(value) = day(&gold["value"]) {
        let ends = end.is_none() || end == after(&value) || end.as_ref() == Some(&value);
        return start.as_ref() == Some(&value) && ends;
    }
    let (low, high) = (day(&gold["low"]), day(&gold["high"]));
    let may_include = gold["high_open"].is_null();
    let includes = may_include && high.as_ref().is_some_and(|it| end == after(it));
    start == low && (end == high || includes)
}
