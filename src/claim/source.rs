//! Where a document comes from.

use jiff::civil::Date;

/// How close a publisher stands to the facts; the order is the order of trust.
#[derive(Clone, Copy, Debug, Default, Eq, Ord, PartialEq, PartialOrd)]
pub enum Tier {
    /// The body that counted: a ministry's own release.
    Primary,
    /// An official body that passes figures on.
    Official,
    /// A news agency.
    Wire,
    /// Another publisher; also where nothing is said.
    #[default]
    Secondary,
    /// A collection of other publishers' texts.
    Aggregator,
}

/// What is known of a document's origin.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Source {
    /// The path as given on the command line or reached from it, with `/`; `-` is standard input.
    pub path: String,
    /// Title, where a manifest or the front matter gives one.
    pub title: Option<String>,
    /// Publisher, from the manifest, the front matter or the text itself.
    pub publisher: Option<String>,
    /// Publication date, from the manifest, the front matter or the text itself.
    pub published: Option<Date>,
    /// Address of the original.
    pub url: Option<String>,
    /// Language tag; English where nothing is said.
    pub language: Option<String>,
    /// How close the publisher stands to the facts.
    pub tier: Tier,
    /// The file this one was made from: both count as one source.
    pub derived_from: Option<String>,
}

impl Source {
    /// A source of which only the path is known.
    pub fn at(path: impl Into<String>) -> Self {
        Self { path: path.into(), ..Self::default() }
    }

    /// Publisher and date as a reader wants to see them: `Morning Paper, 18 Sep 2025`.
    pub fn label(&self) -> String {
        let date = self.published.map(|it| it.strftime("%-d %b %Y").to_string());
        match (&self.publisher, date) {
            (Some(publisher), Some(date)) => format!("{publisher}, {date}"),
            (Some(publisher), None) => format!("{publisher}, undated"),
            (None, Some(date)) => date,
            (None, None) => "undated".to_owned(),
        }
    }
}
