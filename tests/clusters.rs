//! Annotated collections: which disagreements are found, which agreeing passages are flagged, and the floors.
//!
//! `cargo test clusters -- --nocapture` prints the table.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use crosscheck::claim::{Fact, Severity};
use crosscheck::run::{Corpus, Judgement};
use serde_json::Value;

use crate::support::{checked, shared_data};

/// What must at least be found, and at most be flagged, in retellings of real news.
const CLUSTERS: Score = Score {
    major: (5, 7),
    minor: (5, 8),
    query: (4, 7),
    internal: (5, 10),
    linked: (66, 100),
    verdicts: (56, 100),
    false_alarms: 0,
    traps: 0,
};

/// The same in twenty invented stories, written and annotated without a look at the program.
///
/// Two of the false alarms are slips in the texts that their annotation does not list: a weekday of 1 August 2024, and
/// euros converted the wrong way round, which is listed under other words.
const COLLECTIONS: Score = Score {
    major: (22, 47),
    minor: (9, 24),
    query: (3, 21),
    internal: (25, 41),
    linked: (140, 237),
    verdicts: (95, 237),
    false_alarms: 3,
    traps: 0,
};

/// Counts with their totals.
#[derive(Debug, Default)]
struct Score {
    major: (usize, usize),
    minor: (usize, usize),
    query: (usize, usize),
    internal: (usize, usize),
    linked: (usize, usize),
    verdicts: (usize, usize),
    false_alarms: usize,
    traps: usize,
}

/// A quotation with every place it stands at.
struct Quote {
    file: String,
    places: Vec<(usize, usize)>,
}

/// A passage of a finding or fact.
struct Spot<'s> {
    file: &'s str,
    start: usize,
    end: usize,
}

impl Quote {
    fn new(folder: &Path, file: &str, quote: &str) -> Option<Self> {
        let text = fs::read_to_string(folder.join(file)).ok()?;
        let places = text.match_indices(quote).map(|(at, it)| (at, at + it.len())).collect();
        Some(Self { file: file.to_owned(), places })
    }

    fn is_touched_by(&self, spots: &[Spot<'_>]) -> bool {
        let meets = |it: &Spot<'_>| {
            it.file == self.file
                && self.places.iter().any(|(start, end)| it.start < *end && *start < it.end)
        };
        spots.iter().any(meets)
    }
}

fn touched(quotes: &[Quote], spots: &[Spot<'_>]) -> usize {
    quotes.iter().filter(|it| it.is_touched_by(spots)).count()
}

fn file(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

fn spots_of<'s>(fact: &Fact, corpus: &'s Corpus) -> Vec<Spot<'s>> {
    let of = fact.supporting.iter().chain(&fact.against).map(|it| &corpus.claims[*it]);
    of.map(|it| Spot { file: file(&it.source.path), start: it.span.start, end: it.span.end })
        .collect()
}

fn text<'v>(value: &'v Value, key: &str) -> &'v str {
    value[key].as_str().unwrap_or("")
}

fn quotes(folder: &Path, of: &Value) -> Vec<Quote> {
    let mentions = of["mentions"].as_array().unwrap();
    mentions
        .iter()
        .filter_map(|it| Quote::new(folder, text(it, "doc"), text(it, "quote")))
        .collect()
}

fn score(folder: &Path, score: &mut Score) {
    let gold: Value =
        serde_json::from_str(&fs::read_to_string(folder.join("gold.json")).unwrap()).unwrap();
    let (corpus, Judgement { findings, facts, .. }) = checked(folder);
    let spots: Vec<Vec<Spot<'_>>> = findings
        .iter()
        .map(|it| {
            let of = it.passages.iter();
            of.map(|it| Spot {
                file: file(&it.source.path),
                start: it.span.start,
                end: it.span.end,
            })
            .collect()
        })
        .collect();
    let is_loud = |it: usize| findings[it].severity >= Severity::Warning;
    let mut excused = BTreeSet::new();
    let hits = |quotes: &[Quote], least: usize| -> Vec<usize> {
        (0..spots.len()).filter(|it| touched(quotes, &spots[*it]) >= least).collect()
    };
    for fact in gold["facts"].as_array().unwrap() {
        let quotes = quotes(folder, fact);
        let hits = hits(&quotes, 2);
        let verdict = text(fact, "verdict");
        let is_bad = matches!(verdict, "conflict" | "same-figure-different-predicate");
        let is_query = is_bad && fact["severity"] == "query";
        let is_meant = |it: &usize| {
            is_bad && !is_query
                || verdict == "superseded"
                || is_query && findings[*it].severity < Severity::Error
        };
        excused.extend(hits.iter().copied().filter(is_meant));
        if is_bad {
            let (count, found) = match text(fact, "severity") {
                "minor" => (&mut score.minor, !hits.is_empty()),
                "query" => (&mut score.query, !hits.is_empty()),
                _ => (&mut score.major, hits.iter().any(|it| is_loud(*it))),
            };
            count.0 += usize::from(found);
            count.1 += 1;
        }
        let best = facts.iter().max_by_key(|it| touched(&quotes, &spots_of(it, &corpus)));
        let best = best.filter(|it| touched(&quotes, &spots_of(it, &corpus)) >= 2);
        let plain = |it: &str| match it {
            "same-figure-different-predicate" => "same-figure-different-action".to_owned(),
            "compatible" => "corroborated".to_owned(),
            other => other.to_owned(),
        };
        score.linked.0 += usize::from(best.is_some());
        score.linked.1 += 1;
        let is_right = best.is_some_and(|it| plain(it.verdict.name()) == plain(verdict));
        score.verdicts.0 += usize::from(is_right);
        score.verdicts.1 += 1;
    }
    for check in gold["internal"].as_array().unwrap() {
        let quotes: Vec<Quote> = check["quotes"]
            .as_array()
            .unwrap()
            .iter()
            .filter_map(|it| Quote::new(folder, text(check, "doc"), it.as_str().unwrap_or("")))
            .collect();
        let hits = hits(&quotes, quotes.len().min(2));
        if text(check, "verdict") == "inconsistent" {
            score.internal.0 += usize::from(!hits.is_empty());
            score.internal.1 += 1;
            excused.extend(hits);
        }
    }
    for trap in gold["must_not_flag"].as_array().unwrap_or(&Vec::new()) {
        let docs = trap["docs"].as_array().unwrap().iter();
        let pairs = docs.zip(trap["quotes"].as_array().unwrap());
        let string = |it: &Value| it.as_str().unwrap_or("").to_owned();
        let quotes: Vec<Quote> =
            pairs.filter_map(|(doc, it)| Quote::new(folder, &string(doc), &string(it))).collect();
        let is_sprung = hits(&quotes, 2).iter().any(|it| is_loud(*it) && !excused.contains(it));
        score.traps += usize::from(is_sprung);
    }
    score.false_alarms +=
        (0..findings.len()).filter(|it| is_loud(*it) && !excused.contains(it)).count();
}

/// Scores every collection of a folder, prints the table and holds it against its floor.
fn hold(folder: &Path, floor: &Score) {
    let mut total = Score::default();
    let mut folders: Vec<_> = fs::read_dir(folder).unwrap().map(|it| it.unwrap().path()).collect();
    folders.sort();
    for folder in folders.iter().filter(|it| it.join("gold.json").exists()) {
        score(folder, &mut total);
    }
    println!("{}\n{total:#?}", folder.display());
    for (name, is, least) in [
        ("major", total.major, floor.major),
        ("minor", total.minor, floor.minor),
        ("query", total.query, floor.query),
        ("internal", total.internal, floor.internal),
        ("linked", total.linked, floor.linked),
        ("verdicts", total.verdicts, floor.verdicts),
    ] {
        assert_eq!(is.1, least.1, "{name}: the collections changed");
        assert!(is.0 >= least.0, "{name}: {} of {}, was {}", is.0, is.1, least.0);
    }
    let alarms = total.false_alarms;
    assert!(alarms <= floor.false_alarms, "{alarms} false alarms, were {}", floor.false_alarms);
    assert!(total.traps <= floor.traps, "{} traps sprung, were {}", total.traps, floor.traps);
}

#[test]
fn the_clusters_keep_their_floors() {
    let Some(folder) = shared_data("clusters") else { return };
    hold(&folder, &CLUSTERS);
}

#[test]
fn the_collections_keep_their_floors() {
    hold(Path::new("tests/collections"), &COLLECTIONS);
}
