//! A text to look at, with what is known of it.

use std::sync::Arc;

use jiff::civil::Date;

use crate::claim::{Document, Source};
use crate::collect;
use crate::error::Problem;
use crate::lexicon::Lexicon;

/// A text to look at.
///
/// ```
/// use crosscheck::checker::Text;
/// use jiff::civil::date;
///
/// let text = Text::new("story-17", "<p>Last year 40 mills closed.</p>")
///     .in_format("html")
///     .published(date(2031, 3, 9));
/// assert_eq!(text.name(), "story-17");
/// ```
#[derive(Clone, Debug)]
pub struct Text {
    source: Source,
    text: Arc<str>,
    /// How its format is called as the ending of a file.
    ending: String,
}

impl Text {
    /// Plain text; `name` is what results call it, and no other text of a call may be called so.
    pub fn new(name: impl Into<String>, text: impl Into<Arc<str>>) -> Self {
        Self { source: Source::at(name), text: text.into(), ending: "txt".to_owned() }
    }

    /// Written in a format, named as the ending of a file would: `md`, `html`, `csv`. What is no format of texts is read as plain
    /// text.
    #[must_use]
    pub fn in_format(self, ending: impl Into<String>) -> Self {
        Self { ending: ending.into(), ..self }
    }

    /// Published on this day: it says what "last year" means, and which report is the newer one.
    #[must_use]
    pub fn published(self, day: Date) -> Self {
        self.with(|it| it.published = Some(day))
    }

    /// By its title.
    #[must_use]
    pub fn titled(self, title: impl Into<String>) -> Self {
        self.with(|it| it.title = Some(title.into()))
    }

    /// By who published it.
    #[must_use]
    pub fn published_by(self, publisher: impl Into<String>) -> Self {
        self.with(|it| it.publisher = Some(publisher.into()))
    }

    /// By the address of the original.
    #[must_use]
    pub fn at_address(self, url: impl Into<String>) -> Self {
        self.with(|it| it.url = Some(url.into()))
    }

    /// Copied or rewritten from another text, by its name: both count as one source.
    #[must_use]
    pub fn derived_from(self, name: impl Into<String>) -> Self {
        self.with(|it| it.derived_from = Some(name.into()))
    }

    /// In a language, by its tag (BCP 47): in some "1.500" is a thousand and a half.
    #[must_use]
    pub fn in_language(self, tag: impl Into<String>) -> Self {
        self.with(|it| it.language = Some(tag.into()))
    }

    /// What results call it.
    pub fn name(&self) -> &str {
        &self.source.path
    }

    pub(super) fn text(&self) -> &Arc<str> {
        &self.text
    }

    pub(super) fn document(&self, lexicon: &Lexicon) -> Result<Document, Problem> {
        collect::from_text_as(&self.ending, self.source.clone(), &self.text, lexicon)
    }

    fn with(mut self, change: impl FnOnce(&mut Source)) -> Self {
        change(&mut self.source);
        self
    }
}
