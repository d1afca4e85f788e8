//! Closed word classes, number words and the names of months and days.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;
use serde::Deserialize;

use super::entry::{Entry, Number, Tag};
use crate::claim::time::TimeUnit;

type Words = FxHashMap<Box<str>, Entry>;

/// `numbers.yaml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Numbers {
    cardinals: BTreeMap<String, u64>,
    scales: BTreeMap<String, i32>,
    abbreviations: BTreeMap<String, i32>,
    money_abbreviations: BTreeMap<String, i32>,
    ordinals: BTreeMap<String, u64>,
    magnitudes: BTreeMap<String, (u64, u64)>,
}

/// `dates.yaml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Dates {
    months: BTreeMap<String, i8>,
    weekdays: BTreeMap<String, i8>,
    early: Vec<String>,
    mid: Vec<String>,
    late: Vec<String>,
    units: BTreeMap<String, Unit>,
    offsets: BTreeMap<String, i8>,
    days: BTreeMap<String, i8>,
    pub(super) vague: Vec<String>,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Unit {
    Day,
    Week,
    Month,
    Quarter,
    Year,
    Decade,
}

pub(super) fn add(words: &mut Words, classes: &BTreeMap<Tag, Vec<String>>) {
    for (tag, members) in classes {
        for word in members {
            entry(words, word).tags.insert(*tag);
        }
    }
}

pub(super) fn add_numbers(words: &mut Words, file: &Numbers) {
    let cardinals = file.cardinals.iter().map(|(word, it)| (word, Number::Cardinal(*it)));
    let scales = file.scales.iter().map(|(word, it)| (word, Number::Scale(*it)));
    let short = file.abbreviations.iter().map(|(word, it)| (word, Number::Abbreviation(*it)));
    let money =
        file.money_abbreviations.iter().map(|(word, it)| (word, Number::MoneyAbbreviation(*it)));
    let ordinals = file.ordinals.iter().map(|(word, it)| (word, Number::Ordinal(*it)));
    let magnitudes =
        file.magnitudes.iter().map(|(word, (low, high))| (word, Number::Magnitude(*low, *high)));
    for (word, number) in
        cardinals.chain(scales).chain(short).chain(money).chain(ordinals).chain(magnitudes)
    {
        entry(words, word).number = Some(number);
    }
}

pub(super) fn add_dates(words: &mut Words, file: &Dates) {
    for (word, month) in &file.months {
        entry(words, word).month = Some(*month);
    }
    for (word, weekday) in &file.weekdays {
        entry(words, word).weekday = Some(*weekday);
    }
    for (list, tag) in [(&file.early, Tag::Early), (&file.mid, Tag::Mid), (&file.late, Tag::Late)] {
        for word in list.iter().filter(|it| !it.contains(' ')) {
            entry(words, word).tags.insert(tag);
        }
    }
    for (word, unit) in &file.units {
        entry(words, word).time_unit = Some(match unit {
            Unit::Day => TimeUnit::Day,
            Unit::Week => TimeUnit::Week,
            Unit::Month => TimeUnit::Month,
            Unit::Quarter => TimeUnit::Quarter,
            Unit::Year => TimeUnit::Year,
            Unit::Decade => TimeUnit::Decade,
        });
    }
    for (word, offset) in &file.offsets {
        let word = entry(words, word);
        word.offset = Some(*offset);
        word.tags.insert(Tag::Offset);
    }
    for (word, offset) in &file.days {
        entry(words, word).day_offset = Some(*offset);
    }
}

fn entry<'w>(words: &'w mut Words, word: &str) -> &'w mut Entry {
    words.entry(word.into()).or_default()
}
