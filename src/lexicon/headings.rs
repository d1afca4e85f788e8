//! What the words above columns and beside rows say.

use std::collections::BTreeMap;

use serde::Deserialize;

/// What a heading says of the cells under it, or a label of the cells beside it.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Ord, PartialEq, PartialOrd)]
#[serde(rename_all = "lowercase")]
pub enum HeadingRole {
    /// No more than that they are figures.
    General,
    /// What is counted.
    Unit,
    /// What was done.
    Action,
    /// Where.
    Place,
    /// When.
    Period,
    /// Who says so.
    Source,
    /// Which row it is.
    Label,
    /// The whole of what stands beside it.
    Total,
    /// The label of a total begins so.
    Subtotal,
    /// It lies within another row.
    Part,
    /// A part of a whole, in per cent.
    Share,
    /// That a figure is missing.
    Missing,
}

/// The words by what they say.
#[derive(Debug)]
pub struct Headings(BTreeMap<String, Vec<HeadingRole>>);

/// A file of headings.
pub(super) type Roles = BTreeMap<HeadingRole, Vec<String>>;

impl Headings {
    pub(super) fn new(files: [Roles; 2]) -> Self {
        let mut words = BTreeMap::<String, Vec<HeadingRole>>::new();
        for (role, names) in files.into_iter().flatten() {
            for name in names {
                words.entry(name).or_default().push(role);
            }
        }
        Self(words)
    }

    /// Whether a text is a word that says so, whatever its case.
    ///
    /// ```
    /// use crosscheck::lexicon::{HeadingRole, Lexicon};
    /// let headings = &Lexicon::english()?.headings;
    /// assert!(headings.is(HeadingRole::Period, " Year") && headings.is(HeadingRole::Total, "合计"));
    /// assert!(!headings.is(HeadingRole::Total, "Total arrests"));
    /// # Ok::<(), crosscheck::Error>(())
    /// ```
    pub fn is(&self, role: HeadingRole, text: &str) -> bool {
        let name = text.trim().trim_end_matches(':').to_lowercase();
        self.0.get(&name).is_some_and(|it| it.contains(&role))
    }

    /// Whether a text is such a word or starts with one: "Total arrests".
    pub fn opens(&self, role: HeadingRole, text: &str) -> bool {
        let name = text.trim().to_lowercase();
        let ends = name.char_indices().filter(|it| matches!(it.1, ' ' | ',' | ':')).map(|it| it.0);
        self.is(role, &name) || ends.into_iter().any(|it| self.is(role, &name[..it]))
    }
}
