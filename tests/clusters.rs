//! Annotated collections: which disagreements are found and which agreeing passages are flagged, case by case.
//!
//! The tables in `tests/snapshots` are what is expected: a row that moves is read before it is accepted.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use crosscheck::claim::{Fact, Severity};
use crosscheck::run::{Corpus, Judgement};
use serde_json::Value;

use crate::support::{checked, shared_data};

/// Counts with their totals.
#[derive(Clone, Debug, Default)]
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

impl Score {
    fn parts(&mut self) -> [&mut (usize, usize); 6] {
        [
            &mut self.major,
            &mut self.minor,
            &mut self.query,
            &mut self.internal,
            &mut self.linked,
            &mut self.verdicts,
        ]
    }

    fn add(&mut self, other: &Self) {
        let mut other = other.clone();
        for (own, other) in self.parts().into_iter().zip(other.parts()) {
            *own = (own.0 + other.0, own.1 + other.1);
        }
        self.false_alarms += other.false_alarms;
        self.traps += other.traps;
    }

    /// What was found of what there is, and what was flagged wrongly.
    fn row(&self, name: &str) -> String {
        let of = |(found, all): (usize, usize)| format!("{found}/{all}");
        let [major, minor, query] = [self.major, self.minor, self.query].map(of);
        let [internal, linked, verdicts] = [self.internal, self.linked, self.verdicts].map(of);
        format!(
            "{name:<24} major {major:<6} minor {minor:<6} query {query:<6} internal {internal:<6} linked {linked:<8} \
             verdicts {verdicts:<8} false {} traps {}\n",
            self.false_alarms, self.traps
        )
    }
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
    of.map(|it| Spot { file: file(&it.source.path), start: it.bytes.start, end: it.bytes.end })
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
                start: it.bytes.start,
                end: it.bytes.end,
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
/// A row a collection, and one for all of them.
fn table(folder: &Path) -> String {
    let mut folders: Vec<_> = fs::read_dir(folder).unwrap().map(|it| it.unwrap().path()).collect();
    folders.sort();
    let mut total = Score::default();
    let mut out = String::new();
    for folder in folders.iter().filter(|it| it.join("gold.json").exists()) {
        let mut own = Score::default();
        score(folder, &mut own);
        out += &own.row(file(&folder.to_string_lossy()));
        total.add(&own);
    }
    out + &total.row("all")
}

#[test]
fn retellings_of_real_news_are_judged_as_expected() {
    let Some(folder) = shared_data("clusters") else { return };
    insta::assert_snapshot!("clusters", table(&folder));
}

/// Twenty invented stories, written and annotated without a look at the program.
///
/// Two of the alarms that count as false are slips in the texts that their annotation does not list: a weekday of
/// 1 August 2024, and euros converted the wrong way round, which is listed under other words.
#[test]
fn invented_collections_are_judged_as_expected() {
    insta::assert_snapshot!("collections", table(Path::new("tests/collections")));
}
