//! The Python module `crosscheck._crosscheck`: what `python/crosscheck/__init__.py` makes a library of.
//!
//! Reports cross the border as JSON, claims as Arrow record batches through the C stream interface.

mod job;
mod story;
mod text;

use crosscheck::Error;
use crosscheck::checker::{Checker as Inner, Unit};
use crosscheck::error::Problem;
use crosscheck::write::columns;
use pyo3::create_exception;
use pyo3::exceptions::{PyException, PyValueError};
use pyo3::prelude::*;
use pyo3_arrow::PyTable;

use job::run;
use text::Given;

create_exception!(
    crosscheck,
    CrosscheckError,
    PyException,
    "What stops a call: its message says what, and what to do."
);

/// Texts whose claims are held as such at once; those before them are columns already.
const AT_ONCE: usize = 2_000;

/// Reads texts, and holds their figures against each other.
#[pyclass(frozen, module = "crosscheck._crosscheck")]
struct Checker(Inner);

#[pymethods]
impl Checker {
    #[new]
    fn new(threads: usize, positions: &str) -> PyResult<Self> {
        let unit = match positions {
            "characters" => Unit::Character,
            "bytes" => Unit::Utf8,
            "utf-16" => Unit::Utf16,
            other => {
                let message = format!("positions: `{other}` is none of characters, bytes, utf-16");
                return Err(PyValueError::new_err(message));
            }
        };
        let checker = Inner::on_threads(threads).map_err(|it| raised(&it))?;
        Ok(Self(checker.with_unit(unit)))
    }

    /// Every figure of the texts, and what was odd about these, as pairs of source and message.
    fn claims(
        &self,
        py: Python<'_>,
        texts: Vec<Given>,
    ) -> PyResult<(PyTable, Vec<(String, String)>)> {
        let texts = text::texts(texts)?;
        let (batches, problems) = run(py, &self.0, |checker| {
            text::distinct(&texts)?;
            let (mut batches, mut problems) = (Vec::new(), Vec::new());
            // One round of none gives the columns.
            let rounds =
                if texts.is_empty() { vec![&texts[..]] } else { texts.chunks(AT_ONCE).collect() };
            for some in rounds {
                let found = checker.claims(some)?;
                let mut parts: Vec<_> = found.claims.chunks(columns::AT_ONCE).collect();
                // None at all give the columns.
                parts.extend(found.claims.is_empty().then_some(&[][..]));
                for part in parts {
                    batches.push(columns::claims(part).map_err(std::io::Error::other)?);
                }
                problems.extend(found.problems);
            }
            Ok((batches, problems))
        })?;
        let schema = batches.first().map(arrow_array::RecordBatch::schema);
        let schema = schema.ok_or_else(|| CrosscheckError::new_err("no columns"))?;
        let told = |it: Problem| (it.source, it.message);
        Ok((PyTable::try_new(batches, schema)?, problems.into_iter().map(told).collect()))
    }

    /// A report, as JSON.
    fn check(&self, py: Python<'_>, texts: Vec<Given>) -> PyResult<String> {
        let texts = text::texts(texts)?;
        run(py, &self.0, |it| json(&it.check(&texts)?))
    }

    /// A report on drafts, as JSON.
    fn check_draft(
        &self,
        py: Python<'_>,
        drafts: Vec<Given>,
        sources: Vec<Given>,
    ) -> PyResult<String> {
        let (drafts, sources) = (text::texts(drafts)?, text::texts(sources)?);
        run(py, &self.0, |it| json(&it.check_draft(&drafts, &sources)?))
    }

    /// What tells the story of each text from others.
    fn traits(&self, py: Python<'_>, texts: Vec<Given>) -> PyResult<PyTable> {
        let texts = text::texts(texts)?;
        let told = run(py, &self.0, |checker| checker.traits(&texts))?;
        let names: Vec<&str> = texts.iter().map(crosscheck::checker::Text::name).collect();
        story::table(&names, &told)
    }

    /// A report on texts of one story, as JSON; pairs are indices of the texts.
    fn check_story(
        &self,
        py: Python<'_>,
        texts: Vec<Given>,
        pairs: Vec<(usize, usize)>,
    ) -> PyResult<String> {
        let texts = text::texts(texts)?;
        run(py, &self.0, move |it| json(&it.check_story(&texts, &pairs)?))
    }

    /// Rows, as JSON.
    fn table(&self, py: Python<'_>, texts: Vec<Given>) -> PyResult<String> {
        let texts = text::texts(texts)?;
        run(py, &self.0, |it| json(&it.table(&texts)?))
    }

    /// A report on two versions with their passages, as JSON.
    fn compare(&self, py: Python<'_>, before: Given, after: Given) -> PyResult<String> {
        let (before, after) = (before.text()?, after.text()?);
        run(py, &self.0, |it| json(&it.compare(&before, &after)?))
    }
}

fn json<R: serde::Serialize>(result: &R) -> Result<String, Error> {
    Ok(serde_json::to_string(result).map_err(std::io::Error::from)?)
}

/// An error as Python raises it, with what to do about it.
fn raised(error: &Error) -> PyErr {
    use miette::Diagnostic as _;
    let help = error.help().map(|it| it.to_string());
    let message = match help {
        Some(help) => format!("{error}: {help}"),
        None => error.to_string(),
    };
    CrosscheckError::new_err(message)
}

/// The stories of texts, by their traits.
#[pyfunction]
fn stories(py: Python<'_>, traits: PyTable) -> PyResult<PyTable> {
    story::labels(py, traits)
}

#[pymodule]
fn _crosscheck(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add("__version__", env!("CARGO_PKG_VERSION"))?;
    module.add("CrosscheckError", module.py().get_type::<CrosscheckError>())?;
    module.add_function(wrap_pyfunction!(stories, module)?)?;
    module.add_class::<Checker>()
}
