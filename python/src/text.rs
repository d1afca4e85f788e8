//! Texts as Python gives them: `crosscheck.Text`.

use std::collections::BTreeSet;

use crosscheck::Error;
use crosscheck::checker::Text;
use jiff::civil::Date;
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;

/// The attributes of `crosscheck.Text`.
#[derive(FromPyObject)]
pub(crate) struct Given {
    name: String,
    text: String,
    format: String,
    /// As ISO 8601 writes a day.
    published: Option<String>,
    title: Option<String>,
    publisher: Option<String>,
    url: Option<String>,
    derived_from: Option<String>,
    language: Option<String>,
}

impl Given {
    pub(crate) fn text(self) -> PyResult<Text> {
        let wrong = |it: &str| {
            PyValueError::new_err(format!(
                "{}: published: `{it}` is no day; write it as 2031-06-30",
                self.name
            ))
        };
        let published = self.published.as_deref();
        let published =
            published.map(|it| it.parse::<Date>().map_err(|_| wrong(it))).transpose()?;
        let mut text = Text::new(self.name, self.text).in_format(self.format);
        if let Some(it) = published {
            text = text.published(it);
        }
        for (given, with) in [
            (self.title, Text::titled as fn(Text, String) -> Text),
            (self.publisher, Text::published_by),
            (self.url, Text::at_address),
            (self.derived_from, Text::derived_from),
            (self.language, Text::in_language),
        ] {
            if let Some(it) = given {
                text = with(text, it);
            }
        }
        Ok(text)
    }
}

pub(crate) fn texts(given: Vec<Given>) -> PyResult<Vec<Text>> {
    given.into_iter().map(Given::text).collect()
}

/// Refuses two texts of one name, also where they are read apart.
pub(crate) fn distinct(texts: &[Text]) -> Result<(), Error> {
    let mut names = BTreeSet::new();
    let twice = texts.iter().find(|it| !names.insert(it.name()));
    twice.map_or(Ok(()), |it| Err(Error::NameTwice { name: it.name().to_owned() }))
}
