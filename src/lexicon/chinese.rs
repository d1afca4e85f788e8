//! The words around Chinese numbers and times.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::Phrases;
use super::hedges::HedgeWords;
use crate::claim::Hedge;
use crate::claim::time::{Holiday, Third, TimeUnit};

/// `quantities.yaml`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct QuantityFile {
    before: HedgeWords,
    after: HedgeWords,
    fillers: Vec<String>,
    joints: Vec<String>,
    currencies: Vec<CurrencyLine>,
    symbols: BTreeMap<String, String>,
    parts: BTreeMap<String, u32>,
    measures: BTreeMap<String, Vec<String>>,
    classifiers: Vec<String>,
    not_numbers: Vec<String>,
    dozens: BTreeMap<String, u32>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct CurrencyLine {
    code: String,
    words: Vec<String>,
}

/// `words.yaml`: phrases by the name of the English lexicon that they stand for.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct WordFile {
    nouns: BTreeMap<String, Vec<String>>,
    actions: BTreeMap<String, Vec<String>>,
    places: BTreeMap<String, Vec<String>>,
    locatives: Vec<String>,
}

/// Phrases by name: a table of indices into the names.
fn named(lists: &BTreeMap<String, Vec<String>>) -> (Phrases<usize>, Vec<String>) {
    let phrases = lists
        .values()
        .enumerate()
        .flat_map(|(index, words)| words.iter().map(move |it| (&**it, index)));
    (Phrases::new(phrases), lists.keys().cloned().collect())
}

/// `times.yaml`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TimeFile {
    weekdays: BTreeMap<String, i8>,
    weeks: Vec<String>,
    days: BTreeMap<String, i32>,
    years: BTreeMap<String, i16>,
    eras: BTreeMap<String, i16>,
    centuries: BTreeMap<String, i16>,
    offsets: BTreeMap<String, i32>,
    units: BTreeMap<String, TimeUnit>,
    early: Vec<String>,
    mid: Vec<String>,
    late: Vec<String>,
    vague: Vec<String>,
    past: Vec<String>,
    next: Vec<String>,
    ago: Vec<String>,
    later: Vec<String>,
    since: Vec<String>,
    before: Vec<String>,
    after: Vec<String>,
    from: Vec<String>,
    until: Vec<String>,
    to: Vec<String>,
    between: Vec<String>,
    holidays: BTreeMap<String, (i8, i8)>,
}

/// Everything known of the words around Chinese numbers.
#[derive(Debug)]
pub struct Chinese {
    /// Hedges before a number.
    pub hedges_before: Phrases<Hedge>,
    /// Hedges after a number or its unit.
    pub hedges_after: Phrases<Hedge>,
    /// Fillers between a hedge and its number.
    pub fillers: Phrases<()>,
    /// What joins the ends of a range.
    pub joints: Phrases<()>,
    /// Currency words after a number, as indices into the codes.
    currencies: Phrases<usize>,
    /// Currency symbols before a number, as indices into the codes.
    symbols: Phrases<usize>,
    codes: Vec<String>,
    /// Parts of a currency, in hundredths.
    pub parts: Phrases<u32>,
    /// Units, as indices into the names.
    measures: Phrases<usize>,
    names: Vec<String>,
    /// Words between a number and what it counts.
    pub classifiers: Phrases<()>,
    /// Words with a numeral that are no numbers.
    pub not_numbers: Phrases<()>,
    /// Words that stand for a number of things.
    pub dozens: Phrases<u32>,
    /// Words of time.
    pub times: ChineseTimes,
    /// What is counted, as indices for [`Chinese::noun`].
    pub nouns: Phrases<usize>,
    noun_names: Vec<String>,
    /// What is done, as indices for [`Chinese::family`].
    pub verbs: Phrases<usize>,
    family_names: Vec<String>,
    /// Places, as indices for [`Chinese::place`].
    pub places: Phrases<usize>,
    place_names: Vec<String>,
    /// Words after which a place is where it happened.
    pub locatives: Phrases<()>,
}

/// Chinese words of time.
#[derive(Debug)]
pub struct ChineseTimes {
    /// 一 to 日 after 周, Monday = 1.
    pub weekdays: Phrases<i8>,
    /// 星期, 周
    pub weeks: Phrases<()>,
    /// 昨天: days from publication.
    pub days: Phrases<i32>,
    /// 去年: years from that of publication.
    pub years: Phrases<i16>,
    /// 民国: the year before the first of the era.
    pub eras: Phrases<i16>,
    /// 上世纪: the first year of the century.
    pub centuries: Phrases<i16>,
    /// 上个: units from publication.
    pub offsets: Phrases<i32>,
    /// 个月
    pub units: Phrases<TimeUnit>,
    /// 年初, 中旬
    pub thirds: Phrases<Third>,
    /// 近年来
    pub vague: Phrases<()>,
    /// 过去
    pub past: Phrases<()>,
    /// 未来
    pub next: Phrases<()>,
    /// 前
    pub ago: Phrases<()>,
    /// 后
    pub later: Phrases<()>,
    /// 以来
    pub since: Phrases<()>,
    /// 之前
    pub before: Phrases<()>,
    /// 之后
    pub after: Phrases<()>,
    /// 从
    pub from: Phrases<()>,
    /// 截至
    pub until: Phrases<()>,
    /// 到
    pub to: Phrases<()>,
    /// 之间
    pub between: Phrases<()>,
    /// 国庆节
    pub holidays: Phrases<Holiday>,
}

impl Chinese {
    pub(super) fn new(file: &QuantityFile, times: &TimeFile, words: &WordFile) -> Self {
        let (nouns, noun_names) = named(&words.nouns);
        let (verbs, family_names) = named(&words.actions);
        let (places, place_names) = named(&words.places);
        let mut codes: Vec<String> = file.currencies.iter().map(|it| it.code.clone()).collect();
        let lines = file.currencies.iter().enumerate();
        let currencies = Phrases::new(
            lines.flat_map(|(index, it)| it.words.iter().map(move |word| (&**word, index))),
        );
        let first_symbol = codes.len();
        codes.extend(file.symbols.values().cloned());
        let symbols = file.symbols.keys().zip(first_symbol..).map(|(it, index)| (&**it, index));
        let (measures, names) = named(&file.measures);
        Self {
            hedges_before: file.before.phrases(),
            hedges_after: file.after.phrases(),
            fillers: Phrases::plain(&file.fillers),
            joints: Phrases::plain(&file.joints),
            currencies,
            symbols: Phrases::new(symbols),
            codes,
            parts: Phrases::of(&file.parts),
            measures,
            names,
            classifiers: Phrases::plain(&file.classifiers),
            not_numbers: Phrases::plain(&file.not_numbers),
            dozens: Phrases::of(&file.dozens),
            times: ChineseTimes::new(times),
            nouns,
            noun_names,
            verbs,
            family_names,
            places,
            place_names,
            locatives: Phrases::plain(&words.locatives),
        }
    }

    /// The English lemma of a noun.
    pub fn noun(&self, id: usize) -> Option<&str> {
        self.noun_names.get(id).map(String::as_str)
    }

    /// The action family of a verb.
    pub fn family(&self, id: usize) -> Option<&str> {
        self.family_names.get(id).map(String::as_str)
    }

    /// The English name of a place.
    pub fn place(&self, id: usize) -> Option<&str> {
        self.place_names.get(id).map(String::as_str)
    }

    /// The currency word `text` starts with: its length and ISO 4217 code.
    pub fn currency(&self, text: &str) -> Option<(usize, &str)> {
        let (length, index) = self.currencies.prefix(text)?;
        Some((length, self.codes.get(index)?))
    }

    /// The currency symbol `text` starts with: its length and ISO 4217 code.
    pub fn symbol(&self, text: &str) -> Option<(usize, &str)> {
        let (length, index) = self.symbols.prefix(text)?;
        Some((length, self.codes.get(index)?))
    }

    /// The unit of measure `text` starts with: its length and English name.
    pub fn measure(&self, text: &str) -> Option<(usize, &str)> {
        let (length, index) = self.measures.prefix(text)?;
        // `m` is no unit in `more`.
        let goes_on = text[..length].is_ascii()
            && text[length..].starts_with(|it: char| it.is_ascii_alphanumeric());
        (!goes_on).then_some((length, self.names.get(index)?))
    }
}

impl ChineseTimes {
    fn new(file: &TimeFile) -> Self {
        let thirds =
            [(&file.early, Third::Early), (&file.mid, Third::Mid), (&file.late, Third::Late)];
        let holidays = file
            .holidays
            .iter()
            .map(|(name, (month, day))| (&**name, Holiday::Fixed { month: *month, day: *day }));
        Self {
            weekdays: Phrases::of(&file.weekdays),
            weeks: Phrases::plain(&file.weeks),
            days: Phrases::of(&file.days),
            years: Phrases::of(&file.years),
            eras: Phrases::of(&file.eras),
            centuries: Phrases::of(&file.centuries),
            offsets: Phrases::of(&file.offsets),
            units: Phrases::of(&file.units),
            thirds: Phrases::new(
                thirds.into_iter().flat_map(|(words, it)| words.iter().map(move |w| (&**w, it))),
            ),
            vague: Phrases::plain(&file.vague),
            past: Phrases::plain(&file.past),
            next: Phrases::plain(&file.next),
            ago: Phrases::plain(&file.ago),
            later: Phrases::plain(&file.later),
            since: Phrases::plain(&file.since),
            before: Phrases::plain(&file.before),
            after: Phrases::plain(&file.after),
            from: Phrases::plain(&file.from),
            until: Phrases::plain(&file.until),
            to: Phrases::plain(&file.to),
            between: Phrases::plain(&file.between),
            holidays: Phrases::new(holidays),
        }
    }
}
