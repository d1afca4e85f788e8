//! The words the program knows, loaded from `lexicons/`: knowledge is data.
//!
//! Adding a word is a line of YAML. Adding a language is a folder `lexicons/<tag>/`.

mod actions;
mod chinese;
mod clock;
mod entry;
mod filter;
mod hash;
mod headings;
mod hedges;
mod inflect;
mod nouns;
mod one_unit;
mod own;
mod phrases;
mod places;
mod running;
mod slots;
mod statements;
mod table;
#[expect(clippy::unreadable_literal, reason = "the build script writes them")]
mod tables;
mod units;

use std::collections::BTreeMap;
use std::sync::OnceLock;

use serde::Deserialize;

pub use actions::{Families, Family, FamilyId, LemmaId, Object, Role};
pub use chinese::{Chinese, ChineseTimes};
pub(crate) use clock::is_clock;
pub use entry::{Entry, Number, Tag, Tags, VerbForm};
pub(crate) use hash::Hash;
pub use headings::{HeadingRole, Headings};
pub use inflect::plural;
pub use nouns::{NounId, Nouns};
pub use phrases::Phrases;
pub use places::{Gazetteer, PlaceForm, PlaceId, PlaceKind};
pub use slots::{SlotFile, SlotPattern};
pub use statements::{Side, Statements};
pub use units::{Measure, Units};

use self::hedges::Hedges;
use self::own::Own;
pub(crate) use self::tables::{COORDINATORS, OF_FIGURES, TIME_OPENERS, TIME_SECONDS};
use self::tables::{ENTRIES, GIVEN_NAMES, WORDS};
use crate::claim::Hedge;
use crate::claim::time::{Holiday, TimeUnit};
use crate::error::Error;

/// Everything the program knows about the words of English.
#[derive(Debug)]
pub struct Lexicon {
    /// Hedges that stand before a figure.
    pub hedges_before: Phrases<Hedge>,
    /// Hedges that stand after a figure.
    pub hedges_after: Phrases<Hedge>,
    /// exactly: a figure after it was not rounded
    pub precise: Phrases<()>,
    /// Stretches of time without limits.
    pub vague_times: Phrases<()>,
    /// The words around Chinese numbers.
    pub chinese: Chinese,
    /// Days with a name of their own.
    pub holidays: Phrases<Holiday>,
    /// Decades by name: the year of the century they start with.
    decades: BTreeMap<String, i16>,
    /// Words of page furniture.
    pub furniture: Phrases<()>,
    /// Lines that head a list of other stories.
    pub teasers: Phrases<()>,
    /// Words after which a number is an identifier.
    pub labels: Phrases<()>,
    /// Words after a number that make it a time of day.
    pub clock: Phrases<()>,
    /// Words above columns and beside rows.
    pub headings: Headings,
    /// Currencies and measures.
    pub units: Units,
    /// Nouns with what they are.
    pub nouns: Nouns,
    /// Action families.
    pub families: Families,
    /// Places.
    pub places: Gazetteer,
    /// Words that turn what is said of a figure.
    pub statements: Statements,
    /// What a figure stands for, by the grammar of its sentence.
    pub slots: SlotFile,
}

impl Lexicon {
    /// The English lexicon that is compiled into the program, loaded once.
    ///
    /// # Errors
    ///
    /// Only where a lexicon file does not have its documented shape.
    pub fn english() -> Result<&'static Self, Error> {
        static ENGLISH: OnceLock<Lexicon> = OnceLock::new();
        if let Some(lexicon) = ENGLISH.get() {
            return Ok(lexicon);
        }
        let lexicon = Self::load(&Own::default())?;
        Ok(ENGLISH.get_or_init(|| lexicon))
    }

    /// The same with words of one's own beside the shipped ones: texts of the shape of `lexicons/en/NAME.yaml` for one or more of
    /// `units`, `hedges`, `noise` and `statements`, of which only what is added need be there. Lists become longer, and what has one name
    /// is one.
    ///
    /// ```
    /// use crosscheck::lexicon::Lexicon;
    ///
    /// let own = "measures: [{ name: cran, dimension: volume, factor: '0.17', words: [cran, crans] }]";
    /// let lexicon = Lexicon::english_with(&[("units", own), ("noise", "labels: [hull]")])?;
    /// assert_eq!(lexicon.units.measure("crans of herring").unwrap().1.name, "cran");
    /// assert!(Lexicon::english_with(&[("units", "measures: 12")]).is_err());
    /// # Ok::<(), crosscheck::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// A name of no such file, and a text that is no YAML or has another shape.
    pub fn english_with(files: &[(&str, &str)]) -> Result<Self, Error> {
        Self::load(&Own::read(files)?)
    }

    fn load(own: &Own) -> Result<Self, Error> {
        let hedges: Hedges = own.with("hedges")?;
        let noise: Noise = own.with("noise")?;
        let dates: Dates = file("dates")?;
        Ok(Self {
            hedges_before: hedges.before.phrases(),
            hedges_after: hedges.after.phrases(),
            precise: Phrases::plain(&hedges.before.precise),
            vague_times: Phrases::plain(&dates.vague),
            chinese: Chinese::new(&file("zh-quantities")?, &file("zh-times")?, &file("zh-words")?),
            holidays: dates.holidays(),
            decades: dates.decades,
            furniture: Phrases::plain(&noise.furniture),
            teasers: Phrases::plain(&noise.teasers),
            labels: Phrases::plain(&noise.labels),
            clock: Phrases::plain(&noise.clock),
            headings: Headings::new([file("headings")?, file("zh-headings")?]),
            units: Units::new(&own.with("units")?),
            places: Gazetteer,
            statements: Statements::new(&own.with("statements")?),
            slots: file("slots")?,
            nouns: Nouns,
            families: Families,
        })
    }

    /// What is known of a word in any case; words longer than 48 bytes are unknown.
    pub fn word(&self, word: &str) -> Option<&'static Entry> {
        let mut buffer = [0_u8; 48];
        let lower = buffer.get_mut(..word.len())?;
        let index = if word.is_ascii() {
            lower.copy_from_slice(word.as_bytes());
            lower.make_ascii_lowercase();
            WORDS.find_bytes(lower)
        } else {
            WORDS.find(&word.to_lowercase())
        };
        ENTRIES.get(index?)
    }

    /// The year of the century that the decade of that name starts with: 70 for "seventies".
    pub fn decade(&self, word: &str) -> Option<i16> {
        self.decades.get(&*word.to_lowercase()).copied()
    }

    /// Whether a word is a given name.
    pub fn is_given_name(&self, word: &str) -> bool {
        GIVEN_NAMES.find(&word.to_lowercase()).is_some()
    }

    /// Whether most of the names start with a given name: a list of people rather than of places.
    pub fn are_people(&self, names: &[String]) -> bool {
        let is_person =
            |name: &&String| self.is_given_name(name.split([' ', '-']).next().unwrap_or_default());
        names.iter().filter(is_person).count() * 10 >= names.len() * 6
    }

    /// Whether a word takes a figure from an old value to a new one: rise, fall.
    pub fn is_change(&self, entry: &Entry) -> bool {
        let family = entry.verb_family.or(entry.nominal);
        family.and_then(|it| self.families.family(it)).is_some_and(|it| it.is_change)
    }

    /// The unit of time a word names.
    pub fn time_unit(&self, word: &str) -> Option<TimeUnit> {
        self.word(word)?.time_unit
    }
}

/// What of `dates.yaml` the build leaves.
#[derive(Debug, Deserialize)]
struct Dates {
    vague: Vec<String>,
    decades: BTreeMap<String, i16>,
    holidays: BTreeMap<String, (i8, i8)>,
    easter: BTreeMap<String, i16>,
}

impl Dates {
    fn holidays(&self) -> Phrases<Holiday> {
        let fixed = self
            .holidays
            .iter()
            .map(|(name, (month, day))| (&**name, Holiday::Fixed { month: *month, day: *day }));
        let moving = self.easter.iter().map(|(name, days)| (&**name, Holiday::Easter(*days)));
        Phrases::new(fixed.chain(moving))
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Noise {
    labels: Vec<String>,
    furniture: Vec<String>,
    teasers: Vec<String>,
    clock: Vec<String>,
}

/// Every word form that something is known of.
#[cfg(test)]
pub(crate) fn words() -> Vec<&'static str> {
    (0..).map_while(|it| WORDS.at(it)).collect()
}

/// The lexicon file of that name, as the build script made it from its YAML.
fn file<T: Deserialize<'static>>(name: &'static str) -> Result<T, Error> {
    serde_json::from_str(text_of(name)).map_err(|source| Error::Lexicon { name, source })
}

fn text_of(name: &str) -> &'static str {
    match name {
        "dates" => include_str!(concat!(env!("OUT_DIR"), "/dates.json")),
        "headings" => include_str!(concat!(env!("OUT_DIR"), "/headings.json")),
        "zh-headings" => include_str!(concat!(env!("OUT_DIR"), "/zh-headings.json")),
        "hedges" => include_str!(concat!(env!("OUT_DIR"), "/hedges.json")),
        "noise" => include_str!(concat!(env!("OUT_DIR"), "/noise.json")),
        "slots" => include_str!(concat!(env!("OUT_DIR"), "/slots.json")),
        "statements" => include_str!(concat!(env!("OUT_DIR"), "/statements.json")),
        "zh-quantities" => include_str!(concat!(env!("OUT_DIR"), "/zh-quantities.json")),
        "zh-words" => include_str!(concat!(env!("OUT_DIR"), "/zh-words.json")),
        "zh-times" => include_str!(concat!(env!("OUT_DIR"), "/zh-times.json")),
        _ => include_str!(concat!(env!("OUT_DIR"), "/units.json")),
    }
}
