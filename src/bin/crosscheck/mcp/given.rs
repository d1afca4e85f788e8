//! What a client gives to be read: texts in the message, and paths under the folders that are open.

use std::sync::Arc;

use crosscheck::claim::{Document, Source};
use crosscheck::config::Config;
use crosscheck::error::Problem;
use crosscheck::lexicon::Lexicon;
use crosscheck::{collect, run};
use schemars::JsonSchema;
use serde::Deserialize;

use super::roots::Roots;

/// More texts and paths in one call are refused.
const MOST: usize = 500;

/// A text in the message.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Text {
    /// What answers call it; its ending says what it is: `report.md`, `page.html`, `table.csv`; plain text without one, and what was taken out of a PDF or an office file.
    name: String,
    /// The text itself, whole and as published: figures are told with the place where they stand in it.
    text: String,
    /// The title.
    title: Option<String>,
    /// Who published it.
    publisher: Option<String>,
    /// The day of publication, as 2025-06-30. It tells which reports are newer, and what "last year" means.
    published: Option<String>,
    /// The address of the original.
    url: Option<String>,
    /// Another text that it was copied or rewritten from, by name: both count as one source.
    derived_from: Option<String>,
}

/// Documents to be read.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Given {
    /// Texts in this message.
    #[serde(default)]
    pub(super) texts: Vec<Text>,
    /// Files and folders on the user's machine, only below the folders that the user opened to this server.
    #[serde(default)]
    pub(super) paths: Vec<String>,
}

/// What was read of it.
#[derive(Debug, Default)]
pub(super) struct Read {
    pub(super) documents: Vec<Document>,
    pub(super) problems: Vec<Problem>,
}

impl Given {
    /// Whether it names nothing.
    pub(super) fn is_empty(&self) -> bool {
        self.texts.is_empty() && self.paths.is_empty()
    }

    /// Reads all of it. No settings of a folder hold here, so that no command of theirs is run.
    ///
    /// # Errors
    ///
    /// What is wrong with what was asked for; what cannot be read of it is a problem of the run.
    pub(super) fn read(
        &self,
        roots: &dyn Fn() -> Roots,
        config: &Config,
        lexicon: &Lexicon,
    ) -> Result<Read, String> {
        if self.texts.len() + self.paths.len() > MOST {
            return Err(format!("more than {MOST} texts and paths in one call"));
        }
        let mut read = Read::default();
        for text in &self.texts {
            match collect::from_text(text.source()?, &text.text, lexicon) {
                Ok(document) => read.documents.push(document),
                Err(problem) => read.problems.push(problem),
            }
        }
        if self.paths.is_empty() {
            return Ok(read);
        }
        let roots = &roots();
        let paths: Result<Vec<String>, String> = self
            .paths
            .iter()
            .map(|it| roots.allowed(it).map_err(|why| format!("`{it}` {why}")))
            .collect();
        let config = Config { ceilings: roots.folders(), ..config.clone() };
        let (documents, problems) =
            run::documents(&paths?, &config, lexicon).map_err(|it| it.to_string())?;
        read.documents.extend(documents.into_iter().map(|it| shown(it, roots)));
        let named = |it: Problem| Problem { source: roots.shown(&it.source), ..it };
        read.problems.extend(problems.into_iter().map(named));
        Ok(read)
    }
}

impl Text {
    fn source(&self) -> Result<Source, String> {
        let name = self.name.trim();
        if name.is_empty() || name.len() > 200 || name.contains(char::is_control) {
            return Err("a text needs a `name` of one line, of up to 200 bytes".to_owned());
        }
        let day = |it: &String| {
            it.parse().map_err(|_| format!("`{it}` is no day; write it as 2025-06-30"))
        };
        Ok(Source {
            title: self.title.clone(),
            publisher: self.publisher.clone(),
            published: self.published.as_ref().map(day).transpose()?,
            url: self.url.clone(),
            derived_from: self.derived_from.clone(),
            ..Source::at(name)
        })
    }
}

/// A document by its path from the folder that is open.
fn shown(document: Document, roots: &Roots) -> Document {
    let path = roots.shown(&document.source.path);
    let source = Source { path, ..(*document.source).clone() };
    Document { source: Arc::new(source), ..document }
}
