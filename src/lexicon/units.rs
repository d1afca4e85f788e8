//! Currencies and units of measure.

use rust_decimal::Decimal;
use serde::Deserialize;

use super::Phrases;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct File {
    currencies: Vec<CurrencyLine>,
    cents: Vec<String>,
    generic_currency: Vec<String>,
    measures: Vec<MeasureLine>,
    percent: Vec<String>,
    warmth: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct CurrencyLine {
    code: String,
    words: Vec<String>,
    symbols: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct MeasureLine {
    name: String,
    dimension: String,
    /// A string, so that it is read as an exact decimal.
    factor: String,
    words: Vec<String>,
    #[serde(default)]
    stands_before: bool,
}

/// A unit of measure.
#[derive(Debug)]
pub struct Measure {
    /// Its name: `kilometre`.
    pub name: String,
    /// What it measures; only units of one dimension can be compared.
    pub dimension: String,
    /// How many base units of its dimension it holds.
    pub factor: Decimal,
    /// Whether its name also stands before the figure: "magnitude 6.9".
    pub stands_before: bool,
}

/// All currencies and units.
#[derive(Debug)]
pub struct Units {
    codes: Vec<String>,
    measures: Vec<Measure>,
    /// Currency words that follow a figure, as indices into the codes.
    words: Phrases<usize>,
    /// Currency symbols, as indices into the codes.
    symbols: Phrases<usize>,
    measure_words: Phrases<usize>,
    /// Hundredths of an unnamed currency.
    pub cents: Phrases<()>,
    /// Currency words that do not tell which.
    pub generic: Phrases<()>,
    /// `%`, `percent`.
    pub percent: Phrases<()>,
    /// Words beside which a letter is a scale of temperature: `4C`.
    pub warmth: Phrases<()>,
}

impl Units {
    pub(super) fn new(file: &File) -> Self {
        let lines = || file.currencies.iter().enumerate();
        let words = Phrases::new(
            lines().flat_map(|(index, it)| it.words.iter().map(move |word| (&**word, index))),
        );
        let symbols = Phrases::new(
            lines().flat_map(|(index, it)| it.symbols.iter().map(move |word| (&**word, index))),
        );
        let measure_words = Phrases::new(
            file.measures
                .iter()
                .enumerate()
                .flat_map(|(index, it)| it.words.iter().map(move |word| (&**word, index))),
        );
        let measures = file
            .measures
            .iter()
            .map(|it| Measure {
                name: it.name.clone(),
                dimension: it.dimension.clone(),
                factor: Decimal::from_str_exact(&it.factor).unwrap_or(Decimal::ONE),
                stands_before: it.stands_before,
            })
            .collect();
        Self {
            codes: file.currencies.iter().map(|it| it.code.clone()).collect(),
            measures,
            words,
            symbols,
            measure_words,
            cents: Phrases::plain(&file.cents),
            generic: Phrases::plain(&file.generic_currency),
            percent: Phrases::plain(&file.percent),
            warmth: Phrases::plain(&file.warmth),
        }
    }

    /// The currency word `text` starts with: its length and ISO 4217 code.
    pub fn currency_word(&self, text: &str) -> Option<(usize, &str)> {
        self.words.at(text).and_then(|(length, it)| Some((length, self.codes.get(it)?.as_str())))
    }

    /// The currency symbol `text` starts with: its length and ISO 4217 code.
    ///
    /// Letters must be written as given: `Rs`, not `rs`.
    pub fn currency_symbol(&self, text: &str) -> Option<(usize, &str)> {
        let (length, index) = self.symbols.before_digits(text)?;
        let is_written_so = text.starts_with(|c: char| !c.is_ascii_lowercase());
        is_written_so.then_some((length, self.codes.get(index)?.as_str()))
    }

    /// The unit of measure `text` starts with: its length and the unit.
    pub fn measure(&self, text: &str) -> Option<(usize, &Measure)> {
        self.measure_words.at(text).and_then(|(length, it)| Some((length, self.measures.get(it)?)))
    }

    /// The units of a dimension.
    pub fn of_dimension<'u>(&'u self, dimension: &'u str) -> impl Iterator<Item = &'u Measure> {
        self.measures.iter().filter(move |it| it.dimension == dimension)
    }

    /// The unit of that name.
    pub fn by_name(&self, name: &str) -> Option<&Measure> {
        self.measures.iter().find(|it| it.name == name)
    }
}
