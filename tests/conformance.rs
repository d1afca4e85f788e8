use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use crosscheck::claim::{Claim, Severity, Span};
use rust_decimal::Decimal;
use serde_json::Value;

use crate::support::{checked, shared_data};

/// What was read of `seeds/numbers.jsonl`, counted as `score_seeds.py` counts it.
#[derive(Debug, Default, Eq, PartialEq)]
struct Score {
    values: usize,
    hedges: usize,
    nouns: usize,
    times: usize,
    vague: usize,
    false_numbers: usize,
    noise_read: usize,
}

#[test]
fn reads_every_figure_of_the_seeds() {
    let Some(folder) = shared_data("seeds") else { return };
    let (corpus, _) = checked(&folder);
    let score = score(&folder, &corpus.claims);
    println!("{score:?}");
    let marks = Score {
        values: 33,
        hedges: 10,
        nouns: 29,
        times: 26,
        vague: 5,
        false_numbers: 0,
        noise_read: 0,
    };
    assert_eq!(score, marks);
}

fn score(folder: &Path, claims: &[Claim]) -> Score {
    let gold: Vec<Value> = fs::read_to_string(folder.join("numbers.jsonl"))
        .unwrap()
        .lines()
        .map(|it| serde_json::from_str(it).unwrap())
        .collect();
    let mut score = Score::default();
    let mut texts = BTreeMap::<String, String>::new();
    let mut met = vec![false; claims.len()];
    for row in &gold {
        let file = row["file"].as_str().unwrap();
        let text = texts
            .entry(file.to_owned())
            .or_insert_with(|| fs::read_to_string(folder.join(file)).unwrap());
        let byte = |chars: &Value| {
            let n = usize::try_from(chars.as_u64().unwrap()).unwrap();
            text.char_indices().nth(n).map_or(text.len(), |it| it.0)
        };
        let span = Span::new(byte(&row["start"]), byte(&row["end"]));
        let near: Vec<(usize, &Claim)> = claims
            .iter()
            .enumerate()
            .filter(|(_, it)| it.source.path.ends_with(file) && it.span.meets(span))
            .collect();
        let numbers = near.iter().filter(|it| !it.1.kind.is_time());
        match row["kind"].as_str().unwrap() {
            kind @ ("number" | "money" | "percent") => {
                let value: Decimal = row["value"].to_string().parse().unwrap();
                let hit = numbers.clone().find(|it| {
                    it.1.quantity.and_then(|it| it.stated()).is_some_and(|it| it.value() == value)
                });
                for (index, _) in &near {
                    met[*index] = true;
                }
                score.values += usize::from(hit.is_some());
                let before = text[..span.end].chars().rev().take(30).collect::<String>();
                let before: String = before.chars().rev().collect::<String>().to_lowercase();
                let hedges = ["some ", "about ", "over ", "more than ", "around ", "nearly "];
                let tail: String = before
                    .chars()
                    .skip(before.chars().count().saturating_sub(12 + span.len()))
                    .collect();
                let is_hedged = hedges.iter().any(|it| tail.contains(it));
                let keeps = hit
                    .is_some_and(|it| it.1.quantity.is_some_and(|it| it.hedge().name().is_some()));
                score.hedges += usize::from(is_hedged && keeps);
                let counted = hit.is_some_and(|it| it.1.counted.is_some());
                score.nouns += usize::from(kind == "number" && counted);
            }
            "date" => {
                let day = row["value"].as_str().unwrap();
                score.times +=
                    usize::from(near.iter().any(|it| start(it.1).as_deref() == Some(day)));
            }
            "period" => {
                let (low, high) = (row["low"].as_str().unwrap(), row["high"].as_str());
                let is_right = near.iter().any(|(_, it)| {
                    let from = start(it).unwrap_or_default();
                    let until = it.period.and_then(|it| it.end()).map(|it| it.to_string());
                    fits(low, &from)
                        && high.is_none_or(|high| until.is_some_and(|it| fits(high, &it)))
                });
                score.times += usize::from(is_right);
            }
            "vague-period" => {
                score.vague +=
                    usize::from(near.iter().any(|it| it.1.period.is_some_and(|it| it.is_vague())));
            }
            "noise" | "year-in-name" => {
                let read = numbers.filter(|it| it.1.kind.name() != "ordinal").count();
                score.noise_read += usize::from(read > 0);
            }
            _ => {
                for (index, _) in &near {
                    met[*index] = true;
                }
            }
        }
    }
    score.false_numbers = claims
        .iter()
        .zip(&met)
        .filter(|(it, met)| {
            !**met && !it.kind.is_time() && !matches!(it.kind.name(), "ordinal" | "list")
        })
        .count();
    score
}

/// `2025-03-mid` and `2025-04-late` name a part of a month: ends on its 21st, or with it.
fn fits(gold: &str, day: &str) -> bool {
    match gold.split_at_checked(8) {
        Some((month, "mid")) => day == format!("{month}21") || day == format!("{month}11"),
        Some((month, "late")) => day == format!("{month}21") || day > month,
        _ => gold == day,
    }
}

fn start(claim: &Claim) -> Option<String> {
    claim.period.and_then(|it| it.start()).map(|it| it.to_string())
}

#[test]
fn finds_what_the_seeds_disagree_about_and_nothing_else() {
    let Some(folder) = shared_data("seeds") else { return };
    let (_, judgement) = checked(&folder);
    let shown: Vec<String> = judgement
        .findings
        .iter()
        .map(|it| {
            let places = it.passages.iter().map(|it| {
                let file = it.source.path.rsplit('/').next().unwrap();
                format!("{}:{}", file.get(..3).unwrap(), it.line)
            });
            format!("{} {} {}", it.severity.name(), it.rule, places.collect::<Vec<_>>().join(" "))
        })
        .collect();
    let expected = [
        "warning same-figure-different-action 000:1 001:1",
        "warning name-variant 000:5 001:1 002:32 003:4",
        "warning list-count 000:7 001:1",
        "note conflicting-figures 000:1 000:7 001:1 002:12",
        "note conflicting-figures 001:1 002:32",
        "note conflicting-figures 002:34 003:8",
    ];
    assert_eq!(shown, expected);
    let labels: Vec<&str> = judgement.confirmed.iter().map(|it| &*it.label).collect();
    let expected = [
        "18 September 2025 is a Thursday",
        "four cooperation suggestions = 4 named",
        "217.07 billion yuan = $31.3 billion (6.94 CNY per USD)",
        "six nations = 6 named",
    ];
    assert_eq!(labels, expected);
}

#[test]
fn stays_silent_where_sources_agree_or_have_nothing_in_common() {
    for name in ["mixed_a", "korea_cambodia_64"] {
        let Some(folder) = shared_data(&format!("clusters/{name}")) else { return };
        let (_, judgement) = checked(&folder);
        let loud: Vec<String> = judgement
            .findings
            .iter()
            .filter(|it| it.severity > Severity::Note)
            .map(|it| format!("{} {}", it.rule, it.message))
            .collect();
        assert_eq!(loud, Vec::<String>::new(), "{name}");
    }
}
