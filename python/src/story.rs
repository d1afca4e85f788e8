//! Stories told apart where their texts are spread over many machines: traits as a table, and labels of them.

use std::sync::Arc;

use arrow_array::builder::{Int32Builder, ListBuilder, StringBuilder};
use arrow_array::cast::AsArray as _;
use arrow_array::types::Int32Type;
use arrow_array::{Array, ArrayRef, Int64Array, RecordBatch, StringArray};
use crosscheck::matching::story::{Stories, Told};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3_arrow::PyTable;

/// A row a text: what it is called, when it was published, its traits and what they weigh.
pub(crate) fn table(names: &[&str], told: &[Told]) -> PyResult<PyTable> {
    let (mut traits, mut weights) =
        (ListBuilder::new(StringBuilder::new()), ListBuilder::new(Int32Builder::new()));
    for it in told {
        for (name, weight) in &it.traits {
            traits.values().append_value(name);
            weights.values().append_value(i32::try_from(*weight).unwrap_or(i32::MAX));
        }
        traits.append(true);
        weights.append(true);
    }
    let published = told.iter().map(|it| it.published.map(|it| it.to_string()));
    let columns: [(&str, ArrayRef); 4] = [
        ("name", Arc::new(StringArray::from_iter_values(names))),
        ("published", Arc::new(published.collect::<StringArray>())),
        ("traits", Arc::new(traits.finish())),
        ("weights", Arc::new(weights.finish())),
    ];
    whole(RecordBatch::try_from_iter(columns).map_err(wrong)?)
}

/// Of such rows, put together from wherever they were made, the story of each text: a number that texts which stories connect have in
/// common, and the names of the later texts with which it tells one story directly.
pub(crate) fn labels(py: Python<'_>, traits: PyTable) -> PyResult<PyTable> {
    let (batches, _) = traits.into_inner();
    let (mut names, mut told) = (Vec::<String>::new(), Vec::<Told>::new());
    for batch in &batches {
        read(batch, &mut names, &mut told)?;
    }
    let stories = py.detach(|| Stories::of(&told));
    let mut same = ListBuilder::new(StringBuilder::new());
    let mut pairs = stories.pairs().into_iter().peekable();
    for at in 0..names.len() {
        while let Some((_, other)) = pairs.next_if(|it| it.0 == at) {
            same.values().append_value(&names[other]);
        }
        same.append(true);
    }
    let labels = (0..names.len()).map(|it| i64::try_from(stories.label(it)).unwrap_or(i64::MAX));
    let columns: [(&str, ArrayRef); 3] = [
        ("name", Arc::new(StringArray::from_iter_values(&names))),
        ("story", Arc::new(Int64Array::from_iter_values(labels))),
        ("same", Arc::new(same.finish())),
    ];
    whole(RecordBatch::try_from_iter(columns).map_err(wrong)?)
}

fn whole(batch: RecordBatch) -> PyResult<PyTable> {
    let schema = batch.schema();
    PyTable::try_new(vec![batch], schema)
}

fn wrong(error: impl std::fmt::Display) -> PyErr {
    PyValueError::new_err(format!("traits: {error}"))
}

fn read(batch: &RecordBatch, names: &mut Vec<String>, told: &mut Vec<Told>) -> PyResult<()> {
    let column = |name: &str| {
        batch.column_by_name(name).ok_or_else(|| wrong(format!("there is no column `{name}`")))
    };
    let of_kind = || wrong("the columns are not those that `Checker.traits` gives");
    let name = column("name")?.as_string_opt::<i32>().ok_or_else(of_kind)?;
    let published = column("published")?.as_string_opt::<i32>().ok_or_else(of_kind)?;
    let traits = column("traits")?.as_list_opt::<i32>().ok_or_else(of_kind)?;
    let weights = column("weights")?.as_list_opt::<i32>().ok_or_else(of_kind)?;
    for row in 0..batch.num_rows() {
        let (traits, weights) = (traits.value(row), weights.value(row));
        let texts = traits.as_string_opt::<i32>().ok_or_else(of_kind)?;
        let numbers = weights.as_primitive_opt::<Int32Type>().ok_or_else(of_kind)?;
        if texts.len() != numbers.len() {
            return Err(wrong(format!("`{}` has not one weight for each trait", name.value(row))));
        }
        let weight = |it: Option<i32>| u32::try_from(it.unwrap_or(0)).unwrap_or(0);
        let mut of_text: Vec<(String, u32)> = texts
            .iter()
            .zip(numbers)
            .filter_map(|(text, it)| Some((text?.to_owned(), weight(it))))
            .collect();
        of_text.sort_unstable();
        of_text.dedup_by(|a, b| a.0 == b.0);
        let day = (!published.is_null(row)).then(|| published.value(row));
        let published = day.map(str::parse).transpose().map_err(wrong)?;
        names.push(name.value(row).to_owned());
        told.push(Told { traits: of_text, published });
    }
    Ok(())
}
