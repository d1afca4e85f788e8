//! Tables read aloud: a cell's figure with what its header, its row and its caption say.
//!
//! "68,000" under "Suspects repatriated" in the row of "Myanmar" becomes "68,000 suspects repatriated in Myanmar", which is
//! read like any other sentence; only the figure stands in the file, at its cell. The table is kept beside the text for
//! the checks that look at rows and columns.

mod account;
mod aloud;
mod between;
mod heading;
mod mapped;
mod pipes;
mod shape;

use rustc_hash::FxHashMap;

pub(super) use self::between::read_between;
use self::heading::Heading;
use self::mapped::Mapped;
pub(super) use self::pipes::tables;
pub(super) use self::shape::is_figure;
use self::shape::{is_time, is_value_column};
use super::Context;
use super::builder::Builder;
use crate::claim::{BlockKind, Grid, GridCell, GridColumn, Span, spoken_key};

/// A longer heading, label or caption is a text, of which the start is said beside a figure.
const LONGEST_SAID: usize = 200;
/// So many labels of a row are said beside each of its figures.
const MOST_LABELS: usize = 12;
/// Titles above a table are few.
pub(super) const MOST_TITLES: usize = 3;
/// A row is of one time or of a stretch of it.
const MOST_TIMES: usize = 2;

/// A cell.
#[derive(Clone, Debug, Default)]
pub(super) struct Cell {
    /// Its text.
    pub(super) text: String,
    /// The pieces of its text with the bytes of the file they stand for, where the file is a text.
    pub(super) runs: Vec<(Span, Span)>,
    /// Its name: `Sheet1!B7`.
    pub(super) at: Option<String>,
    /// Its row and column from 1, where the file has no lines.
    pub(super) place: Option<(usize, usize)>,
    /// Whether the file marks it as a heading.
    pub(super) is_header: bool,
    /// Whether the file stores it as a text, where files tell texts and numbers apart.
    pub(super) is_text: Option<bool>,
}

/// Rows of cells under one caption.
#[derive(Clone, Debug, Default)]
pub(super) struct Table {
    /// What its file calls it: a sheet's name, a JSON pointer.
    pub(super) name: String,
    pub(super) caption: String,
    pub(super) rows: Vec<Vec<Cell>>,
}

/// What is told of mappings that do nothing.
const NO_ROW: &str = "has no row that the filter of its mapping lets through";
const NO_FIGURE: &str = "holds no figure in the columns that its mapping names as `value`";

/// What is known of the columns.
struct Columns<'m> {
    /// Rows of titles, then of headings, at the top.
    titles: usize,
    header: usize,
    caption: Heading,
    names: Vec<String>,
    headings: Vec<Heading>,
    is_value: Vec<bool>,
    /// Whether it is an account, in which brackets are a sign.
    is_account: Vec<bool>,
    mapped: Option<Mapped<'m>>,
}

impl Table {
    /// Adds each figure of the table as a sentence of its own.
    pub(super) fn read_aloud(&self, out: &mut Builder, context: Context<'_>) {
        let columns = match self.columns(context) {
            Ok(Some(columns)) => columns,
            Ok(None) => return,
            Err(missing) => return out.misses(missing),
        };
        let (mut is_taken, mut has_figures) = (false, false);
        let name = self.name.as_str().into();
        let mut grid = Grid { name, columns: columns.shown(), ..Grid::default() };
        for row in self.rows.iter().take(columns.titles) {
            write_as_text(row, out);
        }
        for row in self.rows.iter().skip(columns.titles + columns.header) {
            let spans = match &columns.mapped {
                Some(mapped) if !mapped.takes(row) => continue,
                Some(mapped) => mapped.read_aloud(row, &columns.headings, out, context),
                None => columns.read_row(row, out, context),
            };
            is_taken = true;
            has_figures |= !spans.is_empty();
            // A row may have thousands of columns.
            let spans: FxHashMap<usize, Span> = spans.into_iter().rev().collect();
            let cell = |(column, cell): (usize, &Cell)| GridCell {
                text: cell.text.trim().into(),
                span: spans.get(&column).copied(),
                is_text: cell.is_text,
            };
            grid.rows.push(row.iter().enumerate().map(cell).collect());
        }
        out.close();
        if columns.mapped.is_some() {
            // A mapping that does nothing was meant to do something.
            match (is_taken, has_figures) {
                (false, _) => out.misses(NO_ROW.to_owned()),
                (true, false) => out.misses(NO_FIGURE.to_owned()),
                (true, true) => out.is_mapped(),
            }
        }
        if grid.columns.iter().any(|it| it.is_value) {
            out.grid(grid);
        }
    }

    /// What the columns mean; `None` for a table that the mapping is not about.
    fn columns<'m>(&self, context: Context<'m>) -> Result<Option<Columns<'m>>, String> {
        let width = self.rows.iter().map(Vec::len).max().unwrap_or(0);
        let titles = self.titles(width);
        let rows = self.rows.get(titles..).unwrap_or_default();
        let header = header_rows(rows);
        let above: Vec<String> = (0..width).map(|it| heading(rows, it, header)).collect();
        let mapped = match context.mapping {
            Some(mapping) if !self.is_meant_by(mapping) => return Ok(None),
            // A table without headings has no columns to name.
            Some(mapping) => Some(Mapped::of(mapping, &above)?),
            None => None,
        };
        // `votes_cast` is a key and said as words.
        let said = |it: &String| {
            let it = brief(it);
            if it.contains(' ') { it.to_owned() } else { spoken_key(it) }
        };
        let mut headings: Vec<Heading> = above.iter().map(|it| Heading::of(&said(it))).collect();
        let body = rows.get(header..).unwrap_or_default();
        let is_value = |it| match &mapped {
            // What a mapping leaves out still tells what a total is of.
            Some(mapped) if mapped.is_value(it) => true,
            Some(mapped) if mapped.is_named(it) => false,
            _ => is_value_column(body, it, &headings),
        };
        let is_value: Vec<bool> = (0..width).map(is_value).collect();
        let is_account = (0..width).map(|it| account::is_account(body, it, &headings)).collect();
        let shown = self.rows.iter().take(titles).flatten().map(|it| it.text.trim());
        let words: Vec<&str> = std::iter::once(&*self.caption)
            .chain(shown)
            .filter(|it| !it.is_empty())
            .map(brief)
            .collect();
        let caption = Heading::of(&words.join(", "));
        for it in headings.iter_mut().filter(|it| it.takes(&caption.unit, context)) {
            it.unit.clone_from(&caption.unit);
        }
        Ok(Some(Columns {
            titles,
            header,
            caption,
            names: above,
            headings,
            is_value,
            is_account,
            mapped,
        }))
    }

    /// How many rows at the top are titles: a single cell with text and no figure, above more than one column.
    fn titles(&self, width: usize) -> usize {
        let is_title = |row: &&Vec<Cell>| {
            let mut texts = row.iter().filter(|it| !it.text.trim().is_empty());
            match (texts.next(), texts.next()) {
                (None, _) => true,
                (Some(only), None) => !only.is_header && !is_figure(&only.text),
                _ => false,
            }
        };
        let count = self.rows.iter().take_while(is_title).count();
        if width > 1 && count <= MOST_TITLES && count < self.rows.len() { count } else { 0 }
    }
}

/// How many rows at the top are headings: those that say so, or the first one where it holds no figure and another
/// one does.
fn header_rows(rows: &[Vec<Cell>]) -> usize {
    let is_marked = |row: &&Vec<Cell>| !row.is_empty() && row.iter().all(|it| it.is_header);
    let marked = rows.iter().take_while(is_marked).count();
    if marked > 0 && marked < rows.len() {
        return marked;
    }
    // "X1" is a name.
    let is_number = |it: &str| {
        is_figure(it) && !is_time(it) && !it.trim().starts_with(|it: char| it.is_ascii_alphabetic())
    };
    let has_figure = |row: &Vec<Cell>| row.iter().any(|it| is_number(&it.text));
    let first = rows.iter().position(has_figure).unwrap_or(0);
    if first <= MOST_TITLES { first } else { 0 }
}

/// What stands above a column, from the top.
fn heading(rows: &[Vec<Cell>], column: usize, header: usize) -> String {
    let mut words: Vec<&str> = Vec::new();
    for row in rows.iter().take(header) {
        let own = row.get(column).map(|it| it.text.trim()).filter(|it| !it.is_empty());
        if let Some(text) = own.filter(|it| words.last() != Some(it)) {
            words.push(text);
        }
    }
    words.join(" ")
}

impl Columns<'_> {
    /// The columns as checks see them.
    fn shown(&self) -> Vec<GridColumn> {
        let column = |((heading, name), is_value): ((&Heading, &String), &bool)| GridColumn {
            name: name.as_str().into(),
            heading: heading.words.as_str().into(),
            unit: heading.unit.as_str().into(),
            is_value: *is_value,
        };
        self.headings.iter().zip(&self.names).zip(&self.is_value).map(column).collect()
    }

    /// Adds the figures of a row, and tells where each stands, by its column.
    fn read_row(
        &self,
        row: &[Cell],
        out: &mut Builder,
        context: Context<'_>,
    ) -> Vec<(usize, Span)> {
        let mut times = 0;
        let label: Vec<&str> = row
            .iter()
            .zip(&self.is_value)
            .filter(|(cell, is_value)| !**is_value && !cell.text.trim().is_empty())
            .map(|(cell, _)| brief(cell.text.trim()))
            .filter(|it| {
                times += usize::from(is_time(it));
                times <= MOST_TIMES || !is_time(it)
            })
            .take(MOST_LABELS)
            .collect();
        let figures = row
            .iter()
            .zip(&self.headings)
            .enumerate()
            .filter(|(column, (cell, _))| self.is_value[*column] && is_figure(&cell.text));
        let spans: Vec<(usize, Span)> = figures
            .map(|(column, (cell, heading))| {
                let signed = cell.in_brackets().filter(|_| self.is_account[column]);
                let cell = signed.as_ref().unwrap_or(cell);
                (column, cell.read_aloud(heading, (&label, &self.caption), out, context))
            })
            .collect();
        // A row without figures is text.
        if spans.is_empty() {
            write_as_text(row, out);
        }
        spans
    }
}

/// As much of a text as is said beside a figure.
fn brief(text: &str) -> &str {
    text.char_indices().nth(LONGEST_SAID).map_or(text, |it| &text[..it.0])
}

/// Adds cells as they are.
fn write_as_text(row: &[Cell], out: &mut Builder) {
    for cell in row.iter().filter(|it| !it.text.trim().is_empty()) {
        out.block(BlockKind::Row);
        cell.write(out);
    }
}

impl Cell {
    /// Whether it tells what figures are about: no figure itself, but perhaps a time.
    pub(super) fn is_label(&self) -> bool {
        !is_figure(&self.text) || is_time(&self.text)
    }

    /// Adds the cell's own text, at its place, and tells where it stands.
    fn write(&self, out: &mut Builder) -> Span {
        if let Some(at) = &self.at {
            out.part(at, self.place);
        }
        let start = out.len();
        self.pieces(out);
        Span::new(start, out.len())
    }

    /// The cell's own text with its bytes; what stands between its pieces stands in no file.
    pub(super) fn pieces(&self, out: &mut Builder) {
        let mut at = 0;
        let between = |from: usize, to: usize| self.text.get(from..to).unwrap_or_default();
        for (text, file) in &self.runs {
            out.add(between(at, text.start));
            out.push(between(text.start, text.end), *file);
            at = text.end;
        }
        out.add(between(at, self.text.len()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::claim::Origin;
    use crate::lexicon::Lexicon;

    fn aloud(caption: &str, rows: &[&str]) -> String {
        let cell = |it: &str| Cell { text: it.trim().to_owned(), ..Cell::default() };
        let rows = rows.iter().map(|it| it.split('|').map(cell).collect()).collect();
        let mut out = Builder::new(Origin::default());
        Table { caption: caption.to_owned(), rows, ..Table::default() }
            .read_aloud(&mut out, Context::of(Lexicon::english().unwrap()));
        out.finish().text.unwrap().trim_end().to_owned()
    }

    #[test]
    fn cells_take_unit_and_slots_from_heading_row_and_caption() {
        assert_eq!(
            aloud("", &["Country | Suspects repatriated | Year", "Myanmar | 68,000 | 2025"]),
            "68,000 suspects repatriated in Myanmar in 2025"
        );
        assert_eq!(
            aloud("Results (in millions of dollars)", &["| 2023 | 2024", "Revenue | 12.8 | 13.1"]),
            "12.8 million dollars revenue in 2023, Results\n13.1 million dollars revenue in 2024, Results"
        );
        assert_eq!(
            aloud("", &["Party | Votes | Share (%)", "Greens | 4,462 | 17.6"]),
            "4,462 votes, Greens\n17.6 % share, Greens"
        );
        assert_eq!(
            aloud("", &["Item | Cost ($ million)", "Bridge | 486"]),
            "486 million $ cost, Bridge"
        );
        assert_eq!(
            aloud(
                "",
                &[
                    "place | unit | action | value | year",
                    "Myanmar | fraud suspects | repatriated | 2,876 | 2025"
                ]
            ),
            "2,876 fraud suspects repatriated in Myanmar in 2025"
        );
        assert_eq!(aloud("", &["Name | Place", "Ada | Rome"]), "Name\nPlace\nAda\nRome");
    }
}
