//! The word tables: every form of every word with what is known of it.

use std::collections::{BTreeMap, HashMap};
use std::fmt::{Display, Write};

use serde::Deserialize;

use crate::forms::Irregular;
use crate::tables::Source;

type Id = usize;

/// The files the tables are made of.
#[derive(Debug)]
pub(crate) struct Files {
    pub(crate) grammar: BTreeMap<String, Vec<String>>,
    pub(crate) numbers: Numbers,
    pub(crate) dates: Dates,
    pub(crate) hedges: Hedges,
    pub(crate) irregular: Irregular,
    pub(crate) nouns: Vec<NounLine>,
    pub(crate) actions: Vec<ActionLine>,
}

/// `numbers.yaml`: kinds of number words.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Numbers {
    cardinals: BTreeMap<String, u64>,
    scales: BTreeMap<String, i32>,
    continental_scales: BTreeMap<String, i32>,
    abbreviations: BTreeMap<String, i32>,
    money_abbreviations: BTreeMap<String, i32>,
    dozens: BTreeMap<String, u64>,
    ordinals: BTreeMap<String, u64>,
    parts: BTreeMap<String, (u64, String)>,
    signs: Vec<String>,
    magnitudes: BTreeMap<String, (u64, u64)>,
    magnitudes_of: BTreeMap<String, (u64, u64)>,
    multiples: BTreeMap<String, u64>,
    times: BTreeMap<String, u64>,
}

/// What of `dates.yaml` are single words.
#[derive(Debug, Deserialize)]
pub(crate) struct Dates {
    months: BTreeMap<String, i8>,
    weekdays: BTreeMap<String, i8>,
    early: Vec<String>,
    mid: Vec<String>,
    late: Vec<String>,
    units: BTreeMap<String, String>,
    offsets: BTreeMap<String, i8>,
    days: BTreeMap<String, i8>,
    decades: BTreeMap<String, i16>,
    vague: Vec<String>,
    holidays: BTreeMap<String, (i8, i8)>,
    easter: BTreeMap<String, i16>,
}

/// What of `hedges.yaml` stands before a figure.
#[derive(Debug, Deserialize)]
pub(crate) struct Hedges {
    before: BTreeMap<String, Vec<String>>,
}

/// A line of `nouns.yaml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct NounLine {
    noun: String,
    is: Option<String>,
    #[serde(default)]
    same: Vec<String>,
    plural: Option<String>,
}

/// A line of `actions.yaml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ActionLine {
    family: String,
    #[serde(default)]
    verbs: Vec<String>,
    #[serde(default)]
    nouns: Vec<String>,
    #[serde(default = "either")]
    role: String,
    /// Whether its figures grow from report to report while the story runs: deaths, arrests.
    #[serde(default)]
    running: bool,
    /// Whether it takes a figure from an old value to a new one: rise, fall.
    #[serde(default)]
    change: bool,
    /// What it is done to where no noun says so: `money`, `people`.
    of: Option<String>,
    #[serde(default)]
    related: Vec<String>,
    #[serde(default)]
    outcome_of: Vec<String>,
}

fn either() -> String {
    "either".to_owned()
}

/// What is known of a word form.
#[derive(Debug, Default)]
struct Entry {
    tags: Vec<String>,
    number: Option<String>,
    noun: Option<(Id, bool)>,
    verb: Option<(Id, &'static str)>,
    verb_family: Option<Id>,
    nominal: Option<Id>,
    month: Option<i8>,
    weekday: Option<i8>,
    time_unit: Option<String>,
    offset: Option<i8>,
    day_offset: Option<i8>,
}

impl Entry {
    /// Whether an amount or a time cannot do without such a word, where it has no digits.
    fn is_of_figures(&self) -> bool {
        // What multiplies digits that stand right before it.
        let needs_digits = |it: &String| it.contains("Abbreviation");
        self.number.as_ref().is_some_and(|it| !needs_digits(it))
            || self.month.is_some()
            || self.weekday.is_some()
            || self.time_unit.is_some()
            || self.day_offset.is_some()
            || self.tags.iter().any(|it| it == "nothing")
    }

    /// The entry as Rust source.
    fn source(&self) -> String {
        let tags: Vec<String> = self.tags.iter().map(|it| format!("Tag::{}", camel(it))).collect();
        let mut fields = String::new();
        let mut field = |name: &str, value: Option<String>| {
            if let Some(value) = value {
                let _ = write!(fields, "{name}: Some({value}), ");
            }
        };
        field("number", self.number.clone().map(|it| format!("Number::{it}")));
        field("noun", self.noun.map(|it| format!("{it:?}")));
        field("verb", self.verb.map(|(id, form)| format!("({id}, VerbForm::{form})")));
        field("verb_family", self.verb_family.map(|it| it.to_string()));
        field("nominal", self.nominal.map(|it| it.to_string()));
        field("month", self.month.map(|it| it.to_string()));
        field("weekday", self.weekday.map(|it| it.to_string()));
        field("time_unit", self.time_unit.as_ref().map(|it| format!("TimeUnit::{}", camel(it))));
        field("offset", self.offset.map(|it| it.to_string()));
        field("day_offset", self.day_offset.map(|it| it.to_string()));
        format!("Entry {{ tags: Tags::of(&[{}]), {fields}..Entry::UNKNOWN }}", tags.join(", "))
    }
}

/// `head_of_number` → `HeadOfNumber`
pub(crate) fn camel(name: &str) -> String {
    let mut upper = true;
    let letters = name.chars().filter_map(|c| {
        let is_break = c == '_' || c == '-';
        let letter = (!is_break).then(|| if upper { c.to_ascii_uppercase() } else { c });
        upper = is_break;
        letter
    });
    letters.collect()
}

fn first_word(phrase: &str) -> &str {
    phrase.split(' ').next().unwrap_or(phrase)
}

struct Builder<'f> {
    irregular: &'f Irregular,
    words: HashMap<String, Entry>,
    lemmas: Vec<String>,
    lemma_ids: HashMap<String, Id>,
}

/// Writes the tables of these files.
pub(crate) fn write(files: &Files, source: &mut Source) {
    let mut builder = Builder {
        irregular: &files.irregular,
        words: HashMap::new(),
        lemmas: Vec::new(),
        lemma_ids: HashMap::new(),
    };
    for (tag, members) in &files.grammar {
        for member in members {
            builder.tag(member, tag);
        }
    }
    builder.numbers(&files.numbers);
    builder.dates(&files.dates);
    // Phrases are looked for where their first word stands.
    let dates = &files.dates;
    let named = dates.vague.iter().chain(dates.holidays.keys()).chain(dates.easter.keys());
    for phrase in named {
        builder.tag(first_word(phrase), "time_start");
    }
    for phrase in files.hedges.before.values().flatten() {
        builder.tag(first_word(phrase), "hedge_start");
    }
    builder.nouns(&files.nouns, source);
    builder.actions(&files.actions, source);
    let words: BTreeMap<&String, &Entry> = builder.words.iter().collect();
    let last = |it: &String| it.rsplit(' ').next().map(str::to_owned);
    let tagged = |tags: &[&str]| -> Vec<String> {
        let has = |it: &Entry| it.tags.iter().any(|it| tags.contains(&it.as_str()));
        words.iter().filter(|it| has(it.1)).map(|it| (*it.0).clone()).collect()
    };
    let of_figures = words.iter().filter(|it| it.1.is_of_figures()).map(|it| (*it.0).clone());
    let holidays = dates.holidays.keys().chain(dates.easter.keys()).filter_map(last);
    let of_figures = of_figures.chain(holidays).chain(dates.decades.keys().cloned());
    source.filter("OF_FIGURES", of_figures);
    source.filter("TIME_OPENERS", tagged(&["span_start", "time_start"]));
    let second = tagged(&["time_second"]).into_iter().chain(dates.vague.iter().filter_map(last));
    source.filter("TIME_SECONDS", second);
    source.filter("COORDINATORS", tagged(&["coordinator"]));
    source.table("WORDS", words.keys().map(|it| it.as_str()));
    source.array("ENTRIES", "Entry", words.values().map(|it| it.source()));
    source.array("LEMMAS", "&str", builder.lemmas.iter().map(|it| format!("{it:?}")));
}

impl Builder<'_> {
    fn entry(&mut self, word: &str) -> &mut Entry {
        self.words.entry(word.to_owned()).or_default()
    }

    fn tag(&mut self, word: &str, tag: &str) {
        let tags = &mut self.entry(word).tags;
        if !tags.iter().any(|it| it == tag) {
            tags.push(tag.to_owned());
        }
    }

    /// Number words of one kind.
    fn each(&mut self, kind: &str, words: &BTreeMap<String, impl Display>) {
        for (word, it) in words {
            self.entry(word).number = Some(format!("{kind}({it})"));
        }
    }

    fn numbers(&mut self, file: &Numbers) {
        // "nineth" and "twelveth" are what the regular ending makes of the cardinals.
        for (word, it) in file.cardinals.iter().filter(|it| *it.1 > 3) {
            self.entry(&format!("{word}th")).number = Some(format!("Ordinal({it})"));
        }
        self.each("Cardinal", &file.cardinals);
        self.each("Scale", &file.scales);
        self.each("Scale", &file.continental_scales);
        for word in file.continental_scales.keys() {
            self.tag(word, "continental");
        }
        self.each("Abbreviation", &file.abbreviations);
        self.each("MoneyAbbreviation", &file.money_abbreviations);
        self.each("Dozen", &file.dozens);
        self.each("Multiple", &file.multiples);
        self.each("Times", &file.times);
        self.each("Ordinal", &file.ordinals);
        // "thirds"; two halves are no "seconds".
        for (word, it) in file.ordinals.iter().filter(|it| *it.1 != 2) {
            self.entry(&format!("{word}s")).number = Some(format!("Parts({it})"));
        }
        for (word, (it, plural)) in &file.parts {
            self.entry(word).number = Some(format!("Part({it})"));
            self.entry(plural).number = Some(format!("Parts({it})"));
        }
        for word in &file.signs {
            self.entry(word).number = Some("Sign".to_owned());
        }
        for (word, (low, high)) in &file.magnitudes_of {
            self.entry(word).number = Some(format!("MagnitudeOf({low}, {high})"));
        }
        for (word, (low, high)) in &file.magnitudes {
            self.entry(word).number = Some(format!("Magnitude({low}, {high})"));
        }
    }

    fn dates(&mut self, file: &Dates) {
        for (word, month) in &file.months {
            self.entry(word).month = Some(*month);
        }
        for (word, weekday) in &file.weekdays {
            self.entry(word).weekday = Some(*weekday);
        }
        for (list, tag) in [(&file.early, "early"), (&file.mid, "mid"), (&file.late, "late")] {
            for word in list.iter().filter(|it| !it.contains(' ')) {
                self.tag(word, tag);
            }
        }
        for name in file.decades.keys() {
            self.tag(name, "time_start");
        }
        for (word, unit) in &file.units {
            self.entry(word).time_unit = Some(unit.clone());
        }
        for (word, offset) in &file.offsets {
            self.entry(word).offset = Some(*offset);
            self.tag(word, "offset");
        }
        for (word, offset) in &file.days {
            self.entry(word).day_offset = Some(*offset);
        }
    }

    fn nouns(&mut self, lines: &[NounLine], source: &mut Source) {
        let mut lemmas = BTreeMap::new();
        let mut compounds = BTreeMap::new();
        for (id, line) in lines.iter().enumerate() {
            for lemma in std::iter::once(&line.noun).chain(&line.same) {
                lemmas.insert(lemma.as_str(), id);
                let given = line.plural.as_ref().filter(|_| *lemma == line.noun);
                let plural = given.cloned().unwrap_or_else(|| self.irregular.plural(lemma));
                let is_own_plural = *lemma == plural;
                for (form, is_plural) in [(&plural, true), (lemma, is_own_plural)] {
                    if form.contains(' ') {
                        compounds.insert(form.clone(), (id, is_plural));
                    } else {
                        self.entry(form).noun.get_or_insert((id, is_plural));
                    }
                }
            }
        }
        let classes = lines.iter().enumerate().map(|(id, line)| {
            let class = line.is.as_deref().and_then(|it| lemmas.get(it).copied());
            let name = lemmas.keys().position(|it| *it == line.noun).unwrap_or_default();
            format!("{:?}", (name, class.filter(|it| *it != id)))
        });
        source.array("NOUNS", "(u16, Option<NounId>)", classes);
        source.map("NOUN_LEMMAS", "NounId", &lemmas);
        let compounds = compounds.iter().map(|(form, it)| (form.as_str(), it)).collect();
        source.map("COMPOUNDS", "(NounId, bool)", &compounds);
    }

    fn actions(&mut self, lines: &[ActionLine], source: &mut Source) {
        let by_name: HashMap<&str, Id> =
            lines.iter().enumerate().map(|(id, it)| (it.family.as_str(), id)).collect();
        let mut phrases = BTreeMap::<&str, Vec<(Vec<&str>, Id)>>::new();
        for (id, line) in lines.iter().enumerate() {
            for verb in &line.verbs {
                let mut parts = verb.split(' ');
                let first = parts.next().unwrap_or(verb);
                let rest: Vec<&str> = parts.collect();
                self.verb(first, rest.is_empty().then_some(id));
                if !rest.is_empty() {
                    phrases.entry(first).or_default().push((rest, id));
                }
            }
            for noun in line.nouns.iter().filter(|it| !it.contains(' ')) {
                let plural = self.irregular.plural(noun);
                for form in [noun, &plural] {
                    self.entry(form).nominal.get_or_insert(id);
                }
            }
        }
        for lemma in self.irregular.verbs.keys() {
            self.verb(lemma, None);
        }
        let phrases = phrases.into_iter().map(|(first, mut list)| {
            list.sort_by_key(|(rest, _)| std::cmp::Reverse(rest.len()));
            let rests = list.iter().map(|(rest, id)| format!("(&{rest:?}, {id})"));
            format!("({first:?}, &[{}])", rests.collect::<Vec<_>>().join(", "))
        });
        source.array("PHRASES", "(&str, &[Rest])", phrases);
        let find = |names: &[String]| -> Vec<Id> {
            names.iter().filter_map(|it| by_name.get(it.as_str()).copied()).collect()
        };
        let families = lines.iter().map(|it| {
            format!(
                "Family {{ name: {:?}, role: Role::{}, is_running: {}, is_change: {}, of: {}, related: &{:?}, outcome_of: &{:?} }}",
                it.family,
                camel(&it.role),
                it.running,
                it.change,
                it.of.as_ref().map_or_else(
                    || "None".to_owned(),
                    |of| format!("Some(Object::{})", camel(of))
                ),
                find(&it.related),
                find(&it.outcome_of)
            )
        });
        source.array("FAMILIES", "Family", families);
    }

    fn verb(&mut self, lemma: &str, family: Option<Id>) {
        let next = self.lemmas.len();
        let id = *self.lemma_ids.entry(lemma.to_owned()).or_insert(next);
        if id == next {
            self.lemmas.push(lemma.to_owned());
        }
        for (form, which) in self.irregular.verb(lemma) {
            if which == "Past" {
                self.tag(&form, "past_verb");
            }
            let entry = self.entry(&form);
            if entry.verb.get_or_insert((id, which)).0 == id && family.is_some() {
                entry.verb_family = entry.verb_family.or(family);
            }
        }
    }
}
