//! What became of a finding: whether it is new, known, allowed or decided.

/// What a desk decided about a finding.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Outcome {
    /// The passage of that number, from 1, is the one to go by.
    Prefer(usize),
    /// Both are right: they speak of different groups, places or things.
    Scope,
    /// Both are right: they speak of different days.
    Date,
    /// Both are right: they were counted differently.
    Method,
    /// Both are right: one is the other rounded.
    Rounding,
    /// They are not the same fact.
    NotSame,
    /// A passage was read wrongly.
    Misread,
    /// A figure of a draft that needs no source.
    Unsourced,
    /// To be decided later.
    Later,
}

impl Outcome {
    /// All outcomes but those that prefer a passage.
    pub const OTHERS: [Self; 8] = [
        Self::Scope,
        Self::Date,
        Self::Method,
        Self::Rounding,
        Self::NotSame,
        Self::Misread,
        Self::Unsourced,
        Self::Later,
    ];

    /// The name used in files and on the command line.
    pub fn name(self) -> String {
        match self {
            Self::Prefer(passage) => format!("prefer-{passage}"),
            Self::Scope => "scope".to_owned(),
            Self::Date => "date".to_owned(),
            Self::Method => "method".to_owned(),
            Self::Rounding => "rounding".to_owned(),
            Self::NotSame => "not-same".to_owned(),
            Self::Misread => "misread".to_owned(),
            Self::Unsourced => "unsourced".to_owned(),
            Self::Later => "later".to_owned(),
        }
    }

    /// The outcome of a name.
    ///
    /// ```
    /// use crosscheck::claim::Outcome;
    /// assert_eq!(Outcome::named("prefer-2"), Some(Outcome::Prefer(2)));
    /// assert_eq!(Outcome::named("date"), Some(Outcome::Date));
    /// assert_eq!(Outcome::named("prefer-0"), None);
    /// ```
    pub fn named(name: &str) -> Option<Self> {
        let passage = name.strip_prefix("prefer-").and_then(|it| it.parse().ok());
        let preferred = passage.filter(|it| *it > 0).map(Self::Prefer);
        preferred.or_else(|| Self::OTHERS.into_iter().find(|it| it.name() == name))
    }

    /// What it says in words.
    pub fn words(self) -> String {
        match self {
            Self::Prefer(passage) => format!("passage {passage} is the one to go by"),
            Self::Scope => "both right, of different things".to_owned(),
            Self::Date => "both right, of different days".to_owned(),
            Self::Method => "both right, counted differently".to_owned(),
            Self::Rounding => "both right, one is rounded".to_owned(),
            Self::NotSame => "not the same fact".to_owned(),
            Self::Misread => "a passage was read wrongly".to_owned(),
            Self::Unsourced => "not to be sourced".to_owned(),
            Self::Later => "to be decided later".to_owned(),
        }
    }

    /// Whether the finding is settled by it.
    pub fn settles(self) -> bool {
        self != Self::Later
    }
}

/// Whether a finding is new, or what was said of it before.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub enum Status {
    /// Nobody said anything of it.
    #[default]
    New,
    /// It was there when the baseline was made.
    Baseline,
    /// A comment in the source allows it.
    Suppressed {
        /// Why, in the comment's words.
        reason: String,
    },
    /// Somebody decided it.
    Decided {
        /// What was decided.
        outcome: Outcome,
        /// Why, in their words.
        reason: String,
    },
}

impl Status {
    /// The name used in machine formats.
    pub fn name(&self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Baseline => "baseline",
            Self::Suppressed { .. } | Self::Decided { .. } => "dismissed",
        }
    }

    /// What it says in words; nothing of a new one.
    pub fn words(&self) -> String {
        match self {
            Self::New => String::new(),
            Self::Baseline => "known since the baseline".to_owned(),
            Self::Suppressed { .. } => "allowed in the source".to_owned(),
            Self::Decided { outcome, .. } => format!("decided: {}", outcome.words()),
        }
    }

    /// Why it is settled, in the words of who settled it; a decision may go without.
    pub fn reason(&self) -> Option<&str> {
        match self {
            Self::Suppressed { reason } | Self::Decided { reason, .. } => {
                Some(&**reason).filter(|it| !it.is_empty())
            }
            Self::New | Self::Baseline => None,
        }
    }

    /// Whether it is open: what is not can fail no run.
    pub fn is_open(&self) -> bool {
        matches!(self, Self::New)
    }
}
