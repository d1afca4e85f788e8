//! Files of the programs that desks use: made by these programs, read at their places.

use serde_json::Value;

use crate::support::{crosscheck, crosscheck_in, desk, stderr, stdout};

/// What is read of a file: where each figure stands, the figure, and its sentence.
fn told(path: &str) -> Vec<String> {
    let row = |line: &str| {
        let it: Value = serde_json::from_str(line).unwrap();
        let of = |key: &str| it[key].as_str().unwrap_or_default().to_owned();
        format!("{}: {}, {}", of("at"), of("text"), of("sentence"))
    };
    stdout(&crosscheck(&["claims", path, "--format", "jsonl"])).lines().map(row).collect()
}

const STORM: &str = "The storm in May 2031 sank 19 boats in Ilo and cost €4.2 million.";

/// The figures of that sentence at a place.
fn of_storm(at: &str) -> Vec<String> {
    ["May 2031", "19", "€4.2 million"].map(|it| format!("{at}: {it}, {STORM}")).to_vec()
}

fn with_table(storm: &str, places: [&str; 2]) -> Vec<String> {
    let [first, second] = places;
    let rows = [
        format!("{first}: 12, 12 boats sunk in Callao"),
        format!("{second}: 7, 7 boats sunk, Ilo"),
    ];
    [of_storm(storm), rows.to_vec()].concat()
}

#[test]
fn texts_of_other_programs_are_read_at_their_paragraphs_and_pages() {
    let rtf = with_table("paragraph 2", ["paragraph 6", "paragraph 8"]);
    assert_eq!(told("tests/formats/port.rtf"), rtf);
    assert_eq!(told("tests/formats/port.epub"), with_table("page 1", ["page 1", "page 1"]));
    let page = with_table("paragraph 2", ["paragraph 3", "paragraph 3"]);
    assert_eq!(told("tests/formats/port.mhtml"), page);
}

#[test]
fn slides_are_read_in_their_order_with_their_notes() {
    assert_eq!(
        told("tests/formats/port.pptx"),
        [
            "slide 1: May 2031, The storm in May 2031 sank 19 boats in Ilo.",
            "slide 1: 19, The storm in May 2031 sank 19 boats in Ilo.",
            "slide 1: €4.2 million, It cost €4.2 million.",
            "slide 1, notes: 21, The port counted 21 boats in June.",
            "slide 1, notes: June, The port counted 21 boats in June.",
            "slide 2: 12, 12 boats sunk in Callao",
            "slide 2: 7, 7 boats sunk, Ilo",
        ]
    );
}

#[test]
fn a_mail_is_what_was_written_last() {
    assert_eq!(
        told("tests/formats/port.eml"),
        [
            "paragraph 1: Monday, The storm on Monday sank 19 boats in Ilo – not more.",
            "paragraph 1: 19, The storm on Monday sank 19 boats in Ilo – not more.",
            "paragraph 2: €4.2 million, It cost €4.2 million.",
        ]
    );
    let output = crosscheck(&["check", "tests/formats/port.eml"]);
    let problems = stderr(&output) + &stdout(&output);
    assert!(problems.contains("carries toll.pdf, which is not read"), "{problems}");
    assert!(problems.contains("quotes an older mail, which was left out"), "{problems}");
    // It was sent late on a Tuesday of another zone, and its Monday is the day before that.
    let claims = stdout(&crosscheck(&["claims", "tests/formats/port.eml", "--format", "jsonl"]));
    assert!(
        claims.contains("\"period\":{\"start\":\"2031-05-05\",\"end\":\"2031-05-06\""),
        "{claims}"
    );
}

#[test]
fn a_notebook_is_its_text_and_what_it_printed() {
    assert_eq!(
        told("tests/formats/port.ipynb"),
        [
            "cell 1: 19, The storm sank 19 boats in Ilo.",
            "cell 2, output: 19, 19 boats sank",
            "cell 2, output: 12, 12 boats sunk in Callao",
            "cell 2, output: 7, 7 boats sunk, Ilo",
        ]
    );
}

#[test]
fn older_workbooks_are_read_by_their_cells() {
    assert_eq!(
        told("tests/formats/port.xls"),
        [
            "a!B2: 12, 12 boats sunk in Callao",
            "a!C2: 40, 40 nets in Callao",
            "a!B3: 7, 7 boats sunk, Ilo",
            "a!C3: 31, 31 nets, Ilo",
        ]
    );
    // What it is called makes no difference.
    let folder = desk(&[]);
    std::fs::copy("tests/formats/port.xls", folder.path().join("port.xlsx")).unwrap();
    let output = crosscheck_in(folder.path(), &["claims", "port.xlsx", "--format", "jsonl"]);
    assert_eq!(stdout(&output).lines().count(), 4);
    assert_eq!(
        told("tests/formats/port.xlsb"),
        ["Boats!B2: 12, 12 boats sunk in Callao", "Boats!B3: 7, 7 boats sunk, Ilo"]
    );
}

/// Markup is no text, and what is left stands where the file has it.
#[test]
fn markup_of_papers_and_manuals_is_masked() {
    let tex = "\\documentclass[12pt]{article}\n\\title{The storm}\n\\begin{document}\n\\section{Boats}\nIt sank \\textbf{1\\,900} \
               boats~\\cite[p.~7]{v2} in $12$ ports. % 44 more\n\n\\begin{tabular}{lr}\nPort & Nets \\\\\nIlo & 31 \\\\\nCallao & 40 \\\\\n\\end{tabular}\n\\end{document}\n";
    let adoc = "= The storm\n:revdate: 2031\n\nIt sank *1900* boats, see https://port.example/9[the list].\n\n----\nx = 44\n----\n\n|===\n| Port | Nets\n| Ilo | 31\n| Callao | 40\n|===\n";
    let desk = desk(&[("a.tex", tex), ("b.adoc", adoc)]);
    let figures = |name: &str, text: &str| {
        let output = crosscheck_in(desk.path(), &["claims", name, "--format", "jsonl"]);
        let row = |line: &str| {
            let it: Value = serde_json::from_str(line).unwrap();
            let at = |key: &str| usize::try_from(it[key].as_u64().unwrap()).unwrap();
            text[at("start")..at("end")].to_owned()
        };
        stdout(&output).lines().map(row).collect::<Vec<_>>()
    };
    assert_eq!(figures("a.tex", tex), ["1\\,900", "12", "31", "40"]);
    assert_eq!(figures("b.adoc", adoc), ["1900", "31", "40"]);
}

/// A file that is damaged, empty or none of its kind is told with what to do, and the rest is read.
#[test]
fn what_cannot_be_read_says_what_to_do() {
    let names = ["a.rtf", "a.pptx", "a.epub", "a.eml", "a.mhtml", "a.ipynb", "a.xls", "a.xlsb"];
    for content in ["", "12 boats", "{\\rtf1 {{{{", "{\"cells\": 7}", "From: a\n\n"] {
        let mut files: Vec<(&str, &str)> = names.iter().map(|it| (*it, content)).collect();
        files.push(("good.txt", "It sank 12 boats."));
        let desk = desk(&files);
        let output = crosscheck_in(desk.path(), &["claims", ".", "-v", "--format", "jsonl"]);
        assert!(stdout(&output).contains("\"source\":\"good.txt\""), "{content:?}");
        let told = stderr(&output);
        assert!(!told.contains("internal error"), "{content:?}: {told}");
        for name in names.iter().filter(|it| **it != "a.ipynb") {
            assert!(told.contains(&format!("{name} ")), "{content:?}: {name}: {told}");
        }
    }
}

#[cfg(feature = "parquet")]
#[test]
fn records_of_a_parquet_file_are_counted_and_columns_named() {
    assert_eq!(
        told("tests/formats/port.parquet"),
        [
            "row 1, column boats_sunk: 31, 31 boats sunk, Ilo in 2031-03-04",
            "row 1, column loss_million_dollars: 12.50, 12.50 loss million dollars, Ilo in 2031-03-04",
            "row 2, column boats_sunk: 40, 40 boats sunk in Callao in 2031-03-05",
            "row 2, column loss_million_dollars: 3.25, 3.25 loss million dollars in Callao in 2031-03-05",
        ]
    );
    let folder = desk(&[]);
    let whole = std::fs::read("tests/formats/port.parquet").unwrap();
    std::fs::write(folder.path().join("half.parquet"), &whole[..whole.len() / 2]).unwrap();
    let output = crosscheck_in(folder.path(), &["claims", "half.parquet"]);
    assert_eq!(
        stderr(&output),
        "not read: half.parquet is no whole Parquet file: Parquet error: Invalid Parquet file. Corrupt footer\n"
    );
}

#[cfg(feature = "sqlite")]
#[test]
fn tables_of_a_database_are_read_and_its_views_are_not() {
    assert_eq!(
        told("tests/formats/port.sqlite"),
        [
            "storms, row 1, column boats_sunk: 31, 31 boats sunk, Ilo, storms",
            "storms, row 1, column loss: 1.5, 1.5 loss, Ilo, storms",
            "storms, row 2, column boats_sunk: 40, 40 boats sunk in Callao, storms",
            "storms, row 2, column loss: 2.25, 2.25 loss in Callao, storms",
        ]
    );
    let folder = desk(&[]);
    let whole = std::fs::read("tests/formats/port.sqlite").unwrap();
    std::fs::write(folder.path().join("half.db"), &whole[..600]).unwrap();
    std::fs::write(folder.path().join("text.db"), "no database").unwrap();
    let output = crosscheck_in(folder.path(), &["claims", "half.db", "text.db"]);
    assert_eq!(
        stderr(&output),
        "not read: half.db is no whole SQLite database: it ends before its last page\n\
         not read: text.db is no SQLite database\n"
    );
}

#[cfg(feature = "parquet")]
#[test]
fn claims_written_as_parquet_are_read_again_as_they_were() {
    let folder = desk(&[("a.md", "Hail broke 1,250 panes in Lund in May 2031.\n")]);
    let packed = crosscheck_in(folder.path(), &["claims", "a.md", "--format", "parquet"]).stdout;
    std::fs::write(folder.path().join("claims.parquet"), packed).unwrap();
    let read = crosscheck_in(folder.path(), &["claims", "claims.parquet", "--format", "jsonl"]);
    let rows: Vec<Value> =
        stdout(&read).lines().map(|it| serde_json::from_str(it).unwrap()).collect();
    let stated = rows.iter().find(|it| it["at"] == "row 1, column stated").unwrap();
    assert_eq!(stated["value"]["stated"], "1250");
}
