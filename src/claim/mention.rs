//! A numeric expression in a text with what its sentence says about it: the output of extraction.

use super::time::When;
use super::{Action, Counted, Event, Meaning, Modality, Place, Quantity, Span, Statistic};

/// What sort of numeric expression a claim is.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Kind {
    /// A number of things.
    Count,
    /// An amount of money.
    Money,
    /// A percentage.
    Percent,
    /// A bare ratio, score or multiple.
    Ratio,
    /// A number with a physical unit.
    Measure,
    /// A rank: "the third".
    Ordinal,
    /// A single day.
    Date,
    /// A stretch of time.
    Period,
    /// Names in a row, counted.
    List,
}

impl Kind {
    /// The name used in machine formats.
    pub fn name(self) -> &'static str {
        match self {
            Self::Count => "count",
            Self::Money => "money",
            Self::Percent => "percent",
            Self::Ratio => "ratio",
            Self::Measure => "measure",
            Self::Ordinal => "ordinal",
            Self::Date => "date",
            Self::Period => "period",
            Self::List => "list",
        }
    }

    /// Whether the claim is a point or stretch of time.
    pub fn is_time(self) -> bool {
        matches!(self, Self::Date | Self::Period)
    }
}

/// What an expression denotes, before anything is resolved.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// A number, amount, share, measure or rank.
    Quantity(Quantity),
    /// A time expression.
    When(When),
    /// Names in a row.
    List {
        /// The names as written.
        names: Vec<String>,
        /// How many more the text announces: `other 8` is `Exactly(8)`.
        rest: Rest,
    },
}

/// What follows the names of a list.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Rest {
    /// Nothing: the list is complete.
    Nothing,
    /// "including …", "… and others": more, uncounted.
    Open,
    /// "… and other 8 countries": both N in all and N more are readings.
    Exactly(u64),
}

/// A numeric expression with the slots its sentence fills.
#[derive(Clone, Debug, PartialEq)]
pub struct Mention {
    /// The expression with its hedge.
    pub span: Span,
    /// The sentence around it.
    pub sentence: Span,
    /// Which block of the document it stands in.
    pub block: usize,
    /// What sort of expression it is.
    pub kind: Kind,
    /// What it denotes.
    pub value: Value,
    /// ISO currency code of an amount, unit name of a measure.
    pub unit: Option<String>,
    /// What the grammar of the sentence says it stands for.
    pub meaning: Option<Meaning>,
    /// What is counted.
    pub counted: Option<Counted>,
    /// What happened to it.
    pub actions: Vec<Action>,
    /// Who did it.
    pub actors: Vec<String>,
    /// Where.
    pub places: Vec<Place>,
    /// When, as written, with its place in the text.
    pub when: Option<(When, Span)>,
    /// At which named event.
    pub event: Option<Event>,
    /// Who says so.
    pub attribution: Option<String>,
    /// Whether the text says that it happened.
    pub modality: Modality,
    /// Which number of its things it is.
    pub statistic: Statistic,
    /// Whether its clause looks ahead ("will", "before", "effective").
    pub looks_ahead: bool,
    /// The amount that stands beside this one in another currency or unit.
    pub apposition: Option<Span>,
}

/// A numeric expression that is no claim, and why.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Rejected {
    /// Where it stands.
    pub span: Span,
    /// The reason, as a short noun phrase: `page navigation`.
    pub reason: &'static str,
}
