//! What is known of one word form.

use super::{FamilyId, LemmaId, NounId};
use crate::claim::time::TimeUnit;

/// A closed word class, as named in `grammar.yaml`.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
#[repr(u8)]
pub enum Tag {
    /// the, its, each
    Determiner,
    /// of, in, from
    Preposition,
    /// in, at, across: what follows is where it happened
    Locative,
    /// and, while, because
    Conjunction,
    /// and, or
    Coordinator,
    /// is, have, did
    Auxiliary,
    /// is, were: forms the passive
    Be,
    /// will, may
    Modal,
    /// he, they
    Pronoun,
    /// who, which
    Relative,
    /// also, nationwide
    Adverb,
    /// not, never
    Negation,
    /// said, according
    Say,
    /// will, expected: not done yet
    Planned,
    /// alleged, suspected
    Alleged,
    /// will, before, deadline: the clause looks ahead
    LooksAhead,
    /// from: the old value
    Former,
    /// by, up: the size of a change
    Change,
    /// average
    Mean,
    /// reached, to: the new value
    Reach,
    /// per
    Rate,
    /// number, total: its "of" names what is counted
    HeadOfNumber,
    /// highest, most: a record, where "since" follows
    Superlative,
    /// toll, count: the noun before it is what is counted
    Tally,
    /// want, ready: an act that follows with "to" lies ahead
    Prospective,
    /// put, estimated: "at" a figure
    Appraise,
    /// other, remaining
    Remainder,
    /// another, additional
    Additional,
    /// no, nobody: a count of none, where what is counted follows
    Nothing,
    /// Mr, Sept: a full stop after it ends no sentence
    Title,
    /// last, this, next before a unit of time
    Offset,
    /// early
    Early,
    /// mid
    Mid,
    /// late
    Late,
    /// since, from: a stretch of time may start here
    SpanStart,
    /// an irregular past tense or participle of a verb
    PastVerb,
    /// past: the latest one, where "last" may be the one before
    Past,
    /// about, more: an amount may start here with its hedge
    HedgeStart,
    /// earlier, before: a time may start here
    TimeStart,
    /// date, far: a time may go on with it after "to" or "so"
    TimeSecond,
    /// Milliarden: the digits before it are grouped by full stops
    Continental,
    /// in, since: four digits after it are a year
    SurelyDates,
    /// of, by: four digits after it are a year unless they count a noun
    Dates,
}

/// A set of word classes.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Tags(u64);

impl Tags {
    /// The set of these classes.
    pub(super) const fn of(tags: &[Tag]) -> Self {
        let mut set = 0;
        let mut next = 0;
        while next < tags.len() {
            set |= 1 << tags[next] as u8;
            next += 1;
        }
        Self(set)
    }

    /// Whether the class is in the set.
    pub fn has(self, tag: Tag) -> bool {
        self.0 & (1 << tag as u8) != 0
    }

    /// Whether any of the classes is in the set.
    pub fn has_any(self, tags: &[Tag]) -> bool {
        tags.iter().any(|it| self.has(*it))
    }
}

/// What a number word contributes.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Number {
    /// one, twenty, dozen
    Cardinal(u64),
    /// thousand, million: a power of ten
    Scale(i32),
    /// k, bn: a power of ten, written against the digits
    Abbreviation(i32),
    /// m, b: a power of ten of money
    MoneyAbbreviation(i32),
    /// dozen: multiplies what stands before it
    Dozen(u64),
    /// doubled, threefold: so many times as much
    Multiple(u64),
    /// twice, before what is multiplied: twice as much
    Times(u64),
    /// third
    Ordinal(u64),
    /// half, quarter: one of so many equal parts
    Part(u64),
    /// halves, quarters, thirds
    Parts(u64),
    /// minus
    Sign,
    /// dozens, thousands: at least, hardly above
    Magnitude(u64, u64),
    /// scores: the same, where "of" follows
    MagnitudeOf(u64, u64),
}

/// Which form of a verb a word is.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum VerbForm {
    /// arrest
    Base,
    /// arrests
    Third,
    /// arrested, took, taken
    Past,
    /// arresting
    Ing,
}

/// What is known of one word form, in lower case.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Closed word classes.
    pub tags: Tags,
    /// As a number word.
    pub number: Option<Number>,
    /// As a form of a noun: which, and whether it is the plural.
    pub noun: Option<(NounId, bool)>,
    /// As a form of a verb: its lemma, and which form.
    pub verb: Option<(LemmaId, VerbForm)>,
    /// The action family the verb belongs to by itself.
    pub verb_family: Option<FamilyId>,
    /// The action family the noun names.
    pub nominal: Option<FamilyId>,
    /// As the name of a month, 1 to 12.
    pub month: Option<i8>,
    /// As the name of a weekday, Monday = 1.
    pub weekday: Option<i8>,
    /// As a unit of time.
    pub time_unit: Option<TimeUnit>,
    /// As "last", "this", "next": −1, 0, 1.
    pub offset: Option<i8>,
    /// As "yesterday", "today", "tomorrow": days from publication.
    pub day_offset: Option<i8>,
}

impl Entry {
    /// A word of which nothing is known.
    pub(super) const UNKNOWN: Self = Self {
        tags: Tags::of(&[]),
        number: None,
        noun: None,
        verb: None,
        verb_family: None,
        nominal: None,
        month: None,
        weekday: None,
        time_unit: None,
        offset: None,
        day_offset: None,
    };

    /// Whether the word is in the class.
    pub fn is(&self, tag: Tag) -> bool {
        self.tags.has(tag)
    }

    /// Whether it says nothing of what is spoken of: articles, prepositions, pronouns and the like.
    pub fn is_function_word(&self) -> bool {
        const CLOSED: &[Tag] = &[
            Tag::Determiner,
            Tag::Preposition,
            Tag::Conjunction,
            Tag::Coordinator,
            Tag::Auxiliary,
            Tag::Modal,
            Tag::Pronoun,
            Tag::Relative,
            Tag::Adverb,
            Tag::Negation,
            Tag::Additional,
        ];
        self.tags.has_any(CLOSED)
    }

    /// Whether a mention may start with the word.
    pub fn may_start_number(&self) -> bool {
        matches!(
            self.number,
            Some(
                Number::Cardinal(_)
                    | Number::Scale(_)
                    | Number::Dozen(_)
                    | Number::Ordinal(_)
                    | Number::Part(_)
                    | Number::Sign
                    | Number::Magnitude(..)
                    | Number::MagnitudeOf(..)
                    | Number::Multiple(_)
                    | Number::Times(_)
            )
        )
    }

    /// Whether a time expression may start with the word.
    pub fn may_start_time(&self) -> bool {
        self.month.is_some()
            || self.weekday.is_some()
            || self.offset.is_some()
            || self.day_offset.is_some()
            || self.tags.has_any(&[Tag::Early, Tag::Mid, Tag::Late, Tag::SpanStart, Tag::TimeStart])
    }
}
