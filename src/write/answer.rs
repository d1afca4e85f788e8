//! What sources say of a draft's figure, in the words of an editor: a sign, a state, a sentence.

use crate::claim::{Covered, Differs, Support};

/// What may be said of a figure.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) struct State {
    /// Its name in the page.
    pub(super) name: &'static str,
    /// A sign before the figure, whose shape tells it apart without colours.
    pub(super) sign: &'static str,
    pub(super) words: &'static str,
}

/// All that may be said, what asks for most first.
pub(super) const STATES: [State; 6] = [
    State { name: "contradicted", sign: "✗", words: "contradicted" },
    State { name: "unsupported", sign: "?", words: "found nowhere" },
    State { name: "disputed", sign: "±", words: "disputed" },
    State { name: "unconfirmed", sign: "~", words: "unconfirmed" },
    State { name: "rounded", sign: "≈", words: "only by rounding" },
    State { name: "supported", sign: "✓", words: "supported" },
];

impl State {
    /// What is said of a figure.
    pub(super) fn of(covered: &Covered) -> Self {
        let [contradicted, unsupported, disputed, unconfirmed, rounded, supported] = STATES;
        match covered.support {
            Support::Supported if !covered.disputed.is_empty() => disputed,
            Support::Supported => supported,
            Support::Rounded => rounded,
            Support::Unconfirmed => unconfirmed,
            Support::Contradicted => contradicted,
            Support::Unsupported => unsupported,
        }
    }
}

/// Whether somebody has to look at a figure still.
pub(super) fn is_problem(covered: &Covered) -> bool {
    State::of(covered).name != "supported" && covered.status.is_open()
}

/// What the sources say, in one sentence.
pub(super) fn sentence(covered: &Covered) -> String {
    let sources = match covered.origins {
        0 | 1 => "A source says".to_owned(),
        n => format!("{n} independent sources say"),
    };
    let other = covered.differs.iter().filter(|it| **it != Differs::Value);
    let other: Vec<&str> = other.map(|it| it.phrase()).collect();
    match covered.support {
        Support::Supported if covered.is_superseded => {
            format!("{sources} so, but a later one says something else.")
        }
        Support::Supported if !covered.disputed.is_empty() => {
            format!("{sources} so, but another one says something else.")
        }
        Support::Supported => format!("{sources} so."),
        Support::Rounded => "The source’s figure rounds to it.".to_owned(),
        Support::Unconfirmed => {
            "The figure stands in a source, but not for certain for this.".to_owned()
        }
        Support::Contradicted if other.is_empty() => "The source says another value.".to_owned(),
        Support::Contradicted => format!("The source says it otherwise: {}.", other.join(", ")),
        Support::Unsupported => match (&covered.named, &covered.nearest) {
            (Some(name), _) => format!("Not found in {name}, which its row names."),
            (None, Some(_)) => "No source has it. The nearest thing that one says:".to_owned(),
            (None, None) => "No source has it.".to_owned(),
        },
    }
}
