//! `table`: what documents say of each thing, side by side.

use std::fmt::Write as _;
use std::fs;
use std::io::{Cursor, Read as _};
use std::path::Path;

use calamine::Reader as _;
use crosscheck::claim::{Band, Claim, Figure, Matched, Source};
use crosscheck::config::Config;
use crosscheck::lexicon::Lexicon;
use crosscheck::matching::collection;
use crosscheck::matching::collection::card::StoryModel;
use crosscheck::matching::story::Stories;
use crosscheck::{collect, run};
use proptest::prelude::*;
use serde_json::Value;

use crate::support::{crosscheck_in, desk, shared_data, stderr, stdout};

/// Three reports on one fire: two figures differ, two are told alike, one is told by one alone.
fn fire() -> tempfile::TempDir {
    desk(&[
        (
            "ada.md",
            "# Fire in Vardal mill\n\nThe fire in the Vardal mill killed 14 workers on Tuesday and hurt 37 others, the \
             Vardal fire brigade said. It took 61 firefighters to put it out.\n",
        ),
        (
            "bo.md",
            "The fire at the mill in Vardal killed 17 workers, the owner said, and hurt 37 others. The mill, built for $23 \
             million, is insured.\n",
        ),
        (
            "cy.md",
            "Sixty-one firefighters fought the fire in Vardal. It killed 14 workers at the mill, and 37 were hurt.\n",
        ),
    ])
}

/// Every format, whole; of the page without its style.
#[test]
fn every_format_of_the_table_is_told_whole() {
    let desk = fire();
    for format in ["text", "json", "html", "csv"] {
        let told = crosscheck_in(desk.path(), &["table", ".", "--format", format]);
        assert_eq!(told.status.code(), Some(0), "{}", stderr(&told));
        let mut text = stdout(&told).replace(env!("CARGO_PKG_VERSION"), "VERSION");
        if let Some((before, rest)) = text.split_once("<style>") {
            text = before.to_owned() + rest.split_once("</style>").unwrap().1;
        }
        insta::assert_snapshot!(format!("table_{format}"), text);
    }
    insta::assert_snapshot!(
        "table_all",
        stdout(&crosscheck_in(desk.path(), &["table", ".", "-v"]))
    );
}

/// As a spreadsheet program reads it: the cells of the table as comma-separated values have it, and of rows to look at the
/// passages as notes.
#[test]
fn a_spreadsheet_has_the_cells_of_the_table() {
    let desk = fire();
    let told = crosscheck_in(desk.path(), &["table", ".", "--format", "xlsx"]);
    assert_eq!(told.status.code(), Some(0), "{}", stderr(&told));
    let mut book: calamine::Xlsx<_> =
        calamine::open_workbook_from_rs(Cursor::new(told.stdout.clone())).unwrap();
    let sheet = book.worksheet_range("table").unwrap();
    let rows: Vec<Vec<String>> =
        sheet.rows().map(|row| row.iter().map(ToString::to_string).collect()).collect();
    let csv = crosscheck_in(desk.path(), &["table", ".", "--format", "csv"]);
    let mut expected = csv::ReaderBuilder::new().has_headers(false).from_reader(&csv.stdout[..]);
    let expected: Vec<Vec<String>> =
        expected.records().map(|it| it.unwrap().iter().map(ToOwned::to_owned).collect()).collect();
    assert_eq!(rows, expected);
    assert_eq!(rows[1][3..], ["14", "17", "14"]);
    let mut zip = zip::ZipArchive::new(Cursor::new(told.stdout.clone())).unwrap();
    let mut notes = String::new();
    zip.by_name("xl/comments1.xml").unwrap().read_to_string(&mut notes).unwrap();
    assert!(notes.contains("bo.md:1 The fire at the mill in Vardal killed 17 workers"), "{notes}");
    let again = crosscheck_in(desk.path(), &["table", ".", "--format", "xlsx"]);
    assert_eq!(told.stdout, again.stdout, "one table is one file");
}

/// Where as many columns do not fit each figure has a line.
#[test]
fn a_narrow_terminal_gets_a_line_a_figure() {
    let desk = fire();
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_crosscheck"));
    let told = command.current_dir(desk.path()).args(["table", "."]).env("COLUMNS", "60").output();
    let text = String::from_utf8(told.unwrap().stdout).unwrap();
    assert!(text.lines().all(|it| it.chars().count() <= 60), "{text}");
    insta::assert_snapshot!("table_narrow", text);
}

#[test]
fn nothing_to_compare_is_told() {
    let desk = desk(&[("a.md", "It rained in Vardal.\n")]);
    let told = stdout(&crosscheck_in(desk.path(), &["table", "."]));
    assert_eq!(
        told,
        "nothing that the documents may disagree on was found\n\
         not shown: 0 things that several say alike, 0 things that one alone says; -v\nshows them\n"
    );
}

fn claims_at(claims: &[Claim], text: &str, file: &str, quote: &str) -> Vec<usize> {
    let places: Vec<(usize, usize)> =
        text.match_indices(quote).map(|it| (it.0, it.0 + quote.len())).collect();
    let is_there = |it: &Claim| {
        let is_met = |place: &(usize, usize)| it.span.start < place.1 && place.0 < it.span.end;
        it.source.path.ends_with(&format!("/{file}")) && places.iter().any(is_met)
    };
    (0..claims.len()).filter(|it| is_there(&claims[*it])).collect()
}

/// For each collection the rows in which an editor meets its disagreements, from 1; `-` where none shows both sides.
fn rows_of(folder: &Path) -> String {
    let lexicon = Lexicon::english().unwrap();
    let mut folders: Vec<_> = fs::read_dir(folder).unwrap().map(|it| it.unwrap().path()).collect();
    folders.sort();
    let mut out = String::new();
    for folder in folders.iter().filter(|it| it.join("gold.json").exists()) {
        let paths = [folder.display().to_string()];
        let (documents, problems) = run::documents(&paths, &Config::default(), lexicon).unwrap();
        let corpus = run::corpus(documents, problems, lexicon);
        let rows = run::table(&corpus, lexicon);
        let gold: Value =
            serde_json::from_str(&fs::read_to_string(folder.join("gold.json")).unwrap()).unwrap();
        let name = folder.file_name().unwrap().to_string_lossy();
        let shown = rows.iter().filter(|it| it.band <= Band::Look).count();
        write!(out, "{name:<24} {shown:>3} rows:").unwrap();
        for fact in gold["facts"].as_array().unwrap() {
            let is_bad = ["conflict", "same-figure-different-predicate"]
                .contains(&fact["verdict"].as_str().unwrap_or_default());
            if !is_bad {
                continue;
            }
            let mentions: Vec<Vec<usize>> = fact["mentions"]
                .as_array()
                .unwrap()
                .iter()
                .map(|it| {
                    let (file, quote) =
                        (it["doc"].as_str().unwrap(), it["quote"].as_str().unwrap());
                    let text = fs::read_to_string(folder.join(file)).unwrap();
                    claims_at(&corpus.claims, &text, file, quote)
                })
                .collect();
            let meets = |cells: &[usize]| {
                mentions.iter().filter(|it| it.iter().any(|it| cells.contains(it))).count() >= 2
            };
            let row = rows.iter().position(|it| meets(&it.cells));
            write!(out, " {}", row.map_or("-".to_owned(), |it| (it + 1).to_string())).unwrap();
        }
        out.push('\n');
    }
    out
}

/// The rows at which annotated disagreements stand: a change of any is read before it is accepted.
#[test]
fn disagreements_stand_where_expected() {
    insta::assert_snapshot!("rows_invented", rows_of(Path::new("tests/collections")));
    for set in ["clusters", "collections"] {
        let Some(folder) = shared_data(set) else { return };
        insta::assert_snapshot!(format!("rows_{set}"), rows_of(&folder));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    /// Each figure stands in one row, rows of a band stand together, and no text says two things in one.
    #[test]
    fn every_figure_stands_in_one_row(figures in prop::collection::vec((0_usize..6, 1_u32..60), 2..24)) {
        const THINGS: [&str; 6] = ["lamps", "cooks", "percent of voters", "dollars", "barns", "metres of rope"];
        let lexicon = Lexicon::english().unwrap();
        let texts: Vec<String> = (0..3)
            .map(|part| {
                let own = figures.iter().skip(part).step_by(3);
                let told: Vec<String> =
                    own.map(|(thing, n)| format!("Vardal lost {n} {}.", THINGS[*thing])).collect();
                told.join(" ")
            })
            .collect();
        let documents = texts.iter().enumerate().map(|(at, it)| {
            collect::from_text(Source::at(format!("{at}.txt")), it, lexicon).unwrap()
        });
        let corpus = run::corpus(documents.collect(), Vec::new(), lexicon);
        let rows = run::table(&corpus, lexicon);
        let mut cells: Vec<usize> = rows.iter().flat_map(|it| it.cells.clone()).collect();
        cells.sort_unstable();
        prop_assert_eq!(cells, (0..corpus.claims.len()).collect::<Vec<_>>());
        prop_assert!(rows.is_sorted_by_key(|it| it.band));
        for row in &rows {
            for (at, a) in row.cells.iter().enumerate() {
                for b in &row.cells[at + 1..] {
                    let (a, b) = (&corpus.claims[*a], &corpus.claims[*b]);
                    if a.document == b.document && !a.kind.is_time() {
                        let (x, y) = (a.quantity.unwrap(), b.quantity.unwrap());
                        let is_one = a.stated().map(Figure::value) == b.stated().map(Figure::value);
                        prop_assert!(is_one || x.relation(&y).agrees());
                    }
                }
            }
        }
    }
}

/// What an engine does that deals stories out by their labels: each part knows its own documents alone.
#[test]
fn stories_judged_apart_give_the_same_answers() {
    let lexicon = Lexicon::english().unwrap();
    let inputs = [
        "tests/collections/flood_2024",
        "tests/collections/strike_2023",
        "tests/collections/summit_2025",
        "sources",
    ];
    let inputs = inputs.map(str::to_owned);
    let read = || run::documents(&inputs, &Config::default(), lexicon).unwrap().0;
    let whole = run::corpus(read(), Vec::new(), lexicon);
    let stories = Stories::new(&whole.documents, &whole.claims, &whole.names, lexicon);
    let model = StoryModel::shipped();
    let told = |corpus: &run::Corpus, pairs: &[(usize, usize)]| {
        let id = |it: usize| corpus.claims[it].id.clone();
        let of =
            |it: Matched| (id(it.left), id(it.right), it.weight, it.agrees, it.excuse, it.levels);
        let matches = collection::matches(corpus.read(), pairs, model, lexicon, &|| false);
        matches.into_iter().map(of).collect::<Vec<_>>()
    };
    let mut all = told(&whole, &stories.pairs());
    let mut apart = Vec::new();
    let mut sizes = Vec::new();
    for part in 0..3 {
        let own: Vec<usize> =
            (0..whole.documents.len()).filter(|it| stories.label(*it) / 6 % 3 == part).collect();
        let place = |it: usize| own.binary_search(&it).ok();
        let pairs: Vec<(usize, usize)> =
            stories.pairs().iter().filter_map(|(a, b)| Some((place(*a)?, place(*b)?))).collect();
        let documents = read().into_iter().enumerate().filter(|it| own.contains(&it.0));
        let documents = documents.map(|it| it.1).collect();
        let corpus = run::corpus(documents, Vec::new(), lexicon);
        let found = told(&corpus, &pairs);
        sizes.push((own.len(), found.len()));
        apart.extend(found);
    }
    assert!(sizes.iter().filter(|it| it.1 > 0).count() >= 2, "{sizes:?}");
    all.sort();
    apart.sort();
    assert_eq!(apart, all);
}
