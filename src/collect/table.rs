//! Tables read aloud: a cell's figure with what its header, its row and its caption say.
//!
//! "68,000" under "Suspects repatriated" in the row of "Myanmar" becomes "68,000 suspects repatriated in Myanmar", which is
//! read like any other sentence; only the figure stands in the file, at its cell.

use super::Words;
use super::builder::Builder;
use crate::claim::{BlockKind, Span};

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
}

/// Rows of cells under one caption.
#[derive(Clone, Debug, Default)]
pub(super) struct Table {
    pub(super) caption: String,
    pub(super) rows: Vec<Vec<Cell>>,
}

/// What a heading or a caption says of the figures under it.
#[derive(Debug, Default)]
struct Heading {
    /// The words without what stands in brackets.
    words: String,
    /// What follows each figure: `million dollars`, `%`.
    unit: String,
}

impl Table {
    /// Adds each figure of the table as a sentence of its own.
    pub(super) fn read_aloud(&self, out: &mut Builder, words: Words<'_>) {
        let header = self.header_rows();
        let columns = self.rows.iter().map(Vec::len).max().unwrap_or(0);
        let body = self.rows.get(header..).unwrap_or_default();
        let caption = Heading::of(&self.caption);
        let headings: Vec<Heading> =
            (0..columns).map(|it| Heading::of(&self.heading(it, header))).collect();
        let is_value: Vec<bool> =
            (0..columns).map(|it| is_value_column(body, it, &headings)).collect();
        for row in body {
            let label: Vec<&str> = row
                .iter()
                .zip(&is_value)
                .filter(|(cell, is_value)| !**is_value && !cell.text.trim().is_empty())
                .map(|(cell, _)| cell.text.trim())
                .collect();
            for ((cell, heading), _) in row
                .iter()
                .zip(&headings)
                .zip(&is_value)
                .filter(|it| *it.1 && is_figure(&it.0.0.text))
            {
                cell.read_aloud(heading, (&label, &caption), out, words);
            }
            // A row without figures is text.
            if !row.iter().zip(&is_value).any(|(cell, is_value)| *is_value && is_figure(&cell.text))
            {
                for cell in row.iter().filter(|it| !it.text.trim().is_empty()) {
                    out.block(BlockKind::Row);
                    cell.write(out);
                }
            }
        }
    }

    /// How many rows at the top are headings: those that say so, or the first one where it holds no figure and another
    /// one does.
    fn header_rows(&self) -> usize {
        let is_marked = |row: &&Vec<Cell>| !row.is_empty() && row.iter().all(|it| it.is_header);
        let marked = self.rows.iter().take_while(is_marked).count();
        if marked > 0 && marked < self.rows.len() {
            return marked;
        }
        let has_figure =
            |row: &Vec<Cell>| row.iter().any(|it| is_figure(&it.text) && !is_time(&it.text));
        let first = self.rows.iter().position(has_figure).unwrap_or(0);
        // Titles above a table are few and short.
        if first <= 3 { first } else { 0 }
    }

    /// What stands above a column, from the top.
    fn heading(&self, column: usize, rows: usize) -> String {
        let mut words: Vec<&str> = Vec::new();
        for row in self.rows.iter().take(rows) {
            let own = row.get(column).map(|it| it.text.trim()).filter(|it| !it.is_empty());
            if let Some(text) = own.filter(|it| words.last() != Some(it)) {
                words.push(text);
            }
        }
        words.join(" ")
    }
}

impl Cell {
    /// The cell's own text, at its place.
    fn write(&self, out: &mut Builder) {
        if let Some(at) = &self.at {
            out.part(at, self.place);
        }
        self.pieces(out);
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

    fn read_aloud(
        &self,
        heading: &Heading,
        (label, caption): (&[&str], &Heading),
        out: &mut Builder,
        words: Words<'_>,
    ) {
        out.block(BlockKind::Paragraph);
        self.write(out);
        let has_unit =
            self.text.contains(['%', '％']) || self.text.chars().any(char::is_alphabetic);
        let unit = if heading.unit.is_empty() { &caption.unit } else { &heading.unit };
        if !unit.is_empty() && !has_unit {
            out.say(&format!(" {unit}"));
        }
        // A year above the column says when; what is counted stands at the row.
        let is_noun = |it: &&&str| {
            !is_time(it)
                && !is_figure(it)
                && !is_general(it)
                && !words.is_place(it)
                && !words.is_deed(it)
        };
        let of_heading = Some(heading.words.as_str()).filter(|it| is_noun(&it) && !it.is_empty());
        let noun = of_heading.or_else(|| label.iter().find(is_noun).copied());
        let rest = [heading.words.as_str()]
            .into_iter()
            .chain(label.iter().copied())
            .chain([caption.words.as_str()])
            .filter(|it| !it.is_empty() && Some(*it) != noun && !is_general(it));
        // What was done stands right behind what it was done to.
        let (deeds, rest): (Vec<&str>, Vec<&str>) = rest.partition(|it| words.is_deed(it));
        if let Some(noun) = noun {
            out.say(&format!(" {}", lowered(noun)));
        }
        for it in deeds {
            out.say(&format!(" {}", lowered(it)));
        }
        for it in rest {
            let join = if is_time(it) || words.is_place(it) { " in " } else { ", " };
            out.say(&format!("{join}{it}"));
        }
    }
}

impl Heading {
    /// Takes the unit out of its brackets: "Revenue (in millions of dollars)", "Share, %".
    fn of(text: &str) -> Self {
        let mut words = text.trim().to_owned();
        let mut unit = String::new();
        while let Some((start, end)) = bracket(&words) {
            let inner = words[start + 1..end].trim().to_owned();
            words.replace_range(start..=end, " ");
            if unit.is_empty() && is_unit(&inner) {
                unit = spoken(&inner);
            }
        }
        for ending in ["%", "percent", "per cent"] {
            if let Some(rest) = words.trim_end().strip_suffix(ending).filter(|_| unit.is_empty()) {
                unit.push('%');
                words = rest.trim_end_matches([' ', ',', ':']).to_owned();
            }
        }
        // "in millions of dollars" may stand without brackets.
        let lower = words.to_lowercase();
        if let Some(at) = lower.find(" in ").filter(|_| unit.is_empty())
            && words.is_char_boundary(at)
            && is_unit(words[at..].trim())
        {
            unit = spoken(words[at..].trim());
            words.truncate(at);
        }
        Self { words: words.split_whitespace().collect::<Vec<_>>().join(" "), unit }
    }
}

/// The first pair of brackets.
fn bracket(text: &str) -> Option<(usize, usize)> {
    let start = text.find(['(', '['])?;
    let end = text[start..].find([')', ']'])? + start;
    Some((start, end))
}

const SCALES: &[&str] = &["thousand", "million", "billion", "trillion", "crore", "lakh"];

/// A scale, a currency sign or a unit that is short enough to be one.
fn is_unit(text: &str) -> bool {
    let lower = text.to_lowercase();
    SCALES.iter().any(|it| lower.contains(it))
        || lower.contains(['$', '€', '£', '¥', '%', '₹'])
        || lower.starts_with("in ")
        || (text.len() <= 6 && !text.contains(' ') && !is_figure(text))
}

/// A unit as it is said behind a figure: "in millions of dollars" is "million dollars".
fn spoken(unit: &str) -> String {
    let words = unit
        .split_whitespace()
        .filter(|it| !matches!(it.to_lowercase().as_str(), "in" | "of" | "the"));
    let one = |it: &str| {
        let lower = it.to_lowercase();
        let scale =
            SCALES.iter().find(|scale| lower.strip_suffix('s').unwrap_or(&lower) == **scale);
        scale.map_or_else(|| it.to_owned(), |it| (*it).to_owned())
    };
    let mut words: Vec<String> = words.map(one).collect();
    // "$ million" is said with the dollars behind.
    if words.len() == 2 && SCALES.contains(&words[1].as_str()) {
        words.swap(0, 1);
    }
    words.join(" ")
}

/// Whether most cells of a column that are not empty hold a figure that is no time; under a heading that counts things
/// 1840 is no year.
fn is_value_column(rows: &[Vec<Cell>], column: usize, headings: &[Heading]) -> bool {
    let cells = || {
        rows.iter()
            .filter_map(|it| it.get(column))
            .map(|it| it.text.trim())
            .filter(|it| !it.is_empty())
    };
    let figures = cells().filter(|it| is_figure(it)).count();
    let times = cells().filter(|it| is_time(it)).count();
    let is_counted = headings.get(column).is_some_and(|it| counts(&it.words));
    (figures > times || is_counted) && figures * 2 > cells().count()
}

/// Whether a heading only says that there are figures under it.
fn is_general(heading: &str) -> bool {
    const GENERAL: &[&str] =
        &["value", "values", "figure", "figures", "number", "count", "amount", "total", "n"];
    GENERAL.iter().any(|it| heading.trim().eq_ignore_ascii_case(it))
}

/// Whether a heading names things that are counted: "suspects arrested", but not "year" or "founded".
fn counts(heading: &str) -> bool {
    heading
        .split(' ')
        .any(|it| it.len() > 3 && it.ends_with('s') && !it.eq_ignore_ascii_case("years"))
}

/// Whether a cell is a number: digits, with little but marks and a short unit.
fn is_figure(text: &str) -> bool {
    let text = text.trim();
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let letters = text.chars().filter(|it| it.is_alphabetic()).count();
    digits > 0 && letters <= digits.max(3) + 4 && text.split_whitespace().count() <= 3
}

/// Whether a cell is a year or a date.
fn is_time(text: &str) -> bool {
    let text = text.trim();
    let is_year =
        |it: &str| it.len() == 4 && it.parse().is_ok_and(|it: u16| (1800..=2100).contains(&it));
    let is_date = text.len() == 10
        && text.as_bytes().get(4) == Some(&b'-')
        && text.get(..4).is_some_and(is_year);
    let parts: Vec<&str> = text.split(['-', '/', '–', ' ']).collect();
    is_year(text)
        || is_date
        || parts.len() <= 3 && parts.iter().any(|it| is_year(it)) && !text.contains([',', '.', '%'])
}

/// A heading in the middle of a sentence: "Suspects repatriated" begins small, "EU members" and "New York" do not.
fn lowered(text: &str) -> String {
    let mut words = text.splitn(2, ' ');
    let first = words.next().unwrap_or_default();
    let is_word = first.chars().skip(1).all(char::is_lowercase) && first.len() > 1;
    let others_small = words.clone().next().is_none_or(|it| it.starts_with(char::is_lowercase));
    if is_word && others_small {
        return text.to_lowercase();
    }
    text.to_owned()
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
        Table { caption: caption.to_owned(), rows }
            .read_aloud(&mut out, Words(Lexicon::english().unwrap()));
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
