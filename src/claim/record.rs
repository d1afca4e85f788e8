//! A claim: a mention with every slot resolved.

use std::sync::Arc;

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::mention::{Kind, Rest};
use super::{
    Action, Counted, Event, Few, Figure, Hedge, Meaning, Modality, Period, Place, Quantity, Role,
    Source, Span, Statistic, Tier,
};

/// What one passage of one source says in figures.
#[derive(Clone, Debug)]
pub struct Claim {
    /// Stable for an unchanged text: hexadecimal, derived from source, sentence and expression.
    pub id: String,
    /// Position of the document in the run's input order.
    pub document: usize,
    /// Where the document comes from.
    pub source: Arc<Source>,
    /// The expression with its hedge.
    pub span: Span,
    /// The sentence around it.
    pub sentence: Span,
    /// Which block of the document it stands in.
    pub block: usize,
    /// Whether that block is a headline.
    pub is_heading: bool,
    /// Line of the expression, from 1.
    pub line: usize,
    /// Column of the expression in characters, from 1.
    pub column: usize,
    /// Its bytes in the file.
    pub bytes: Span,
    /// The page, paragraph or cell it stands in, where lines do not say it.
    pub at: Option<Arc<str>>,
    /// The expression as written, on one line.
    pub text: String,
    /// The sentence as written.
    pub sentence_text: Arc<str>,
    /// What sort of claim it is.
    pub kind: Kind,
    /// The quantity; `None` for times.
    pub quantity: Option<Quantity>,
    /// The names of a list, canonical where the lexicon knows them.
    pub names: Vec<String>,
    /// What follows the names of a list.
    pub rest: Rest,
    /// Unit of a measure.
    pub unit: Option<String>,
    /// ISO 4217 code of an amount.
    pub currency: Option<String>,
    /// What the grammar of the sentence says it stands for.
    pub meaning: Option<Meaning>,
    /// What is counted.
    pub counted: Option<Counted>,
    /// What happened to it.
    pub actions: Vec<Action>,
    /// Who did it.
    pub actors: Few<String>,
    /// Where.
    pub places: Few<Place>,
    /// When.
    pub period: Option<Period>,
    /// The words that say when.
    pub period_text: Option<String>,
    /// Whether the second end of a period lies before the first one: a slip.
    pub runs_backwards: bool,
    /// The weekday a time names, alone or beside its day, Monday = 1.
    pub weekday: Option<i8>,
    /// At which named event.
    pub event: Option<Event>,
    /// Who says so.
    pub attribution: Option<String>,
    /// Whether the text says that it happened.
    pub modality: Modality,
    /// Which number of its things it is.
    pub statistic: Statistic,
    /// The amount that stands beside this one in another currency or unit.
    pub apposition: Option<Span>,
}

/// A proper name of an event, where it stands.
#[derive(Clone, Debug)]
pub struct Name {
    /// The event; of a part of one, the whole.
    pub event: Event,
    /// Position of the document in the run's input order.
    pub document: usize,
    /// The bytes of the name.
    pub span: Span,
    /// The sentence around it.
    pub sentence: Span,
}

impl Claim {
    /// The canonical name of what is counted, of the currency or of the unit.
    pub fn unit_name(&self) -> Option<&str> {
        self.counted
            .as_ref()
            .map(|it| &*it.entity)
            .or(self.currency.as_deref())
            .or(self.unit.as_deref())
    }

    /// The figure itself; `None` for times, ranges and vague magnitudes.
    pub fn stated(&self) -> Option<Figure> {
        self.quantity.and_then(|it| it.stated())
    }

    /// Whether the figure is given without a hedge.
    pub fn is_exact(&self) -> bool {
        self.quantity.is_some_and(|it| it.hedge() == Hedge::Exact)
    }

    /// Whether it says how old somebody is.
    pub fn is_age(&self) -> bool {
        self.meaning.as_ref().is_some_and(|it| it.role == Role::Age)
            || self.counted.as_ref().is_some_and(Counted::is_age)
    }

    /// Whether the time it names had ended ten months before `day`: background there, no news.
    pub fn is_background_on(&self, day: Date) -> bool {
        const HOURS: i64 = 300 * 24;
        let end = self.period.and_then(|it| it.end());
        end.is_some_and(|it| day.duration_since(it).as_hours() > HOURS)
    }

    /// Whether it is a part of a whole given as a fraction: half, two thirds.
    pub fn is_part(&self) -> bool {
        let value = self.quantity.map(|it| it.leading());
        self.kind == Kind::Ratio
            && value.is_some_and(|it| it > Decimal::ZERO && it <= Decimal::ONE)
            && self.statistic != Statistic::Change
    }

    /// Whether it tells a change as a multiple: doubled, a threefold increase.
    pub fn is_multiple_of_change(&self) -> bool {
        self.kind == Kind::Ratio
            && self.statistic == Statistic::Change
            && self.quantity.is_some_and(|it| it.leading() > Decimal::ONE)
    }

    /// How close the source stands to the facts.
    pub fn tier(&self) -> Tier {
        self.source.tier
    }
}
