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
    /// The path by which the source is known from run to run, however it is spelled and wherever one stands: seen from
    /// the folder of the settings, else from the one that holds all documents of the run.
    pub key: String,
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

/// So many characters of a title are shown.
const LONGEST_NAME: usize = 60;

impl Source {
    /// A source of which only the path is known.
    pub fn at(path: impl Into<String>) -> Self {
        let path = path.into();
        Self { key: path.clone(), path, ..Self::default() }
    }

    /// Whether somebody who writes `name` may mean this source: its path, file name, title, publisher or address,
    /// whatever the case; several names are separated by `;`.
    ///
    /// ```
    /// use crosscheck::claim::Source;
    /// let source = Source { publisher: Some("Morning Paper".into()), ..Source::at("news/a.md") };
    /// assert!(source.is_called("morning paper") && source.is_called("b.md; a.md"));
    /// assert!(!source.is_called("Paper"));
    /// ```
    pub fn is_called(&self, name: &str) -> bool {
        let file = self.path.rsplit('/').next().unwrap_or(&self.path);
        let stem = file.rsplit_once('.').map_or(file, |it| it.0);
        let own = [Some(self.path.as_str()), Some(file), Some(stem)];
        let told = [self.title.as_deref(), self.publisher.as_deref(), self.url.as_deref()];
        let is = |name: &str| {
            let mut all = own.iter().chain(&told).flatten();
            !name.is_empty() && all.any(|it| it.to_lowercase() == name.to_lowercase())
        };
        is(name.trim()) || name.split(';').any(|it| is(it.trim()))
    }

    /// Whether a link or a note names this source: by its address, its file, or in a text with its publisher or title.
    ///
    /// ```
    /// use crosscheck::claim::Source;
    /// let source = Source {
    ///     publisher: Some("Morning Paper".into()),
    ///     url: Some("https://www.paper.example/a/".into()),
    ///     ..Source::at("news/a.md")
    /// };
    /// assert!(source.is_cited_as("http://paper.example/a#top") && source.is_cited_as("../news/a.md"));
    /// assert!(source.is_cited_as("Morning Paper, 3 May") && !source.is_cited_as("Evening Paper, 3 May"));
    /// ```
    pub fn is_cited_as(&self, name: &str) -> bool {
        let file = self.path.rsplit('/').next().unwrap_or_default();
        let url = self.url.as_deref().map(address).filter(|it| !it.is_empty());
        let is_named = |word: &str| {
            let last = word.split('#').next().unwrap_or_default().rsplit('/').next();
            // The last word of an address elsewhere may be that of any file.
            let is_here = !word.contains("://") && last == Some(file);
            url.as_deref().is_some_and(|it| it == address(word)) || is_here
        };
        let told = [self.title.as_deref(), self.publisher.as_deref()];
        let is_told = |it: &str| {
            let lower = name.to_lowercase();
            lower.match_indices(&it.to_lowercase()).any(|(at, it)| {
                let is_word = |it: Option<char>| it.is_some_and(char::is_alphanumeric);
                !is_word(lower[..at].chars().next_back())
                    && !is_word(lower[at + it.len()..].chars().next())
            })
        };
        name.split_whitespace().any(is_named)
            || told.into_iter().flatten().filter(|it| it.len() > 2).any(is_told)
    }

    /// Who says it and when, as a reader wants to see it: `Morning Paper, 18 Sep 2025`. Where no publisher is known, it is the title,
    /// else the name of the file.
    pub fn label(&self) -> String {
        let date = self.published.map(|it| it.strftime("%-d %b %Y").to_string());
        format!("{}, {}", self.name(), date.as_deref().unwrap_or("undated"))
    }

    /// Who says it: the publisher, else the title, else the name of the file.
    pub fn name(&self) -> String {
        let file = self.path.rsplit('/').next().unwrap_or_default();
        let name = self.publisher.as_deref().or(self.title.as_deref()).unwrap_or(file);
        let end = name.char_indices().nth(LONGEST_NAME).map_or(name.len(), |it| it.0);
        let more = if end < name.len() { "…" } else { "" };
        format!("{}{more}", &name[..end])
    }
}

/// An address as two of them are compared: without scheme, `www.`, what stands behind `#`, and a last slash.
fn address(url: &str) -> String {
    let url = url.trim_matches(['<', '>', '(', ')', ',', ';']).to_lowercase();
    let rest = url.split_once("://").map_or(&*url, |it| it.1);
    let rest = rest.strip_prefix("www.").unwrap_or(rest);
    rest.split('#').next().unwrap_or_default().trim_end_matches(['/', '.']).to_owned()
}
