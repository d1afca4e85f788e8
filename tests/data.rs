//! Data files: what their columns mean, cells that fail, figures bound to cells.

use serde_json::Value;

use crate::support::{crosscheck, crosscheck_in, desk, shared_data, stderr, stdout};

/// `text status place` for each figure of `coverage`.
fn coverage(report: &str) -> Vec<String> {
    let report: Value = serde_json::from_str(report).unwrap();
    let row = |it: &Value| {
        let place = it["locations"].as_array().unwrap().first();
        let place = place.map_or("-", |it| it["source"].as_str().unwrap());
        format!("{} {} {place}", it["text"].as_str().unwrap(), it["status"].as_str().unwrap())
    };
    report["coverage"].as_array().unwrap().iter().map(row).collect()
}

#[test]
fn a_changed_cell_of_a_data_file_fails_at_that_cell() {
    let args = ["check", "--data", "sources/figures.csv", "--against", "sources"];
    let output = crosscheck(&args);
    let text = stdout(&output);
    let sheet = text.split("contradicted-figure").next().unwrap().trim_end();
    assert_eq!(
        sheet,
        "sources/figures.csv:4, row 4, column value\n  \
         ✗2,114 arrests in Cambodia in 2025\n  \
         ✗ 2,114: contradicted by sources/kunming-meeting.md:10 \"2,141\""
    );
    assert_eq!(output.status.code(), Some(1));
    let output = crosscheck(&[&args[..], &["--format", "json"]].concat());
    let report: Value = serde_json::from_str(&stdout(&output)).unwrap();
    let cell = &report["coverage"][2];
    let file = std::fs::read_to_string("sources/figures.csv").unwrap();
    let at = |key: &str| usize::try_from(cell[key].as_u64().unwrap()).unwrap();
    assert_eq!(&file[at("start")..at("end")], "2,114");
    assert_eq!(cell["status"], "contradicted");
    assert_eq!(cell["at"], "row 4, column value");
}

const NORTH: &str = "---\npublisher: Morning Paper\ndate: 2025-12-01\n---\n\
                     In 2025 police in Cambodia arrested 2,114 suspects.\n";
const SOUTH: &str = "---\npublisher: Evening Paper\ndate: 2025-12-01\n---\n\
                     In 2025 police in Vietnam arrested 149 suspects. They seized 3 cars.\n";

#[test]
fn columns_mean_what_the_settings_say_and_rows_are_held_against_the_source_they_name() {
    let folder = desk(&[
        (
            "crosscheck.yaml",
            "data:\n  - file: figures.csv\n    value: n\n    unit: what\n    place: country\n    period: yr\n    \
             source: src\n    constants: {action: arrested}\n    filter: {status: [final]}\n",
        ),
        (
            "figures.csv",
            "country,what,n,yr,src,status\n\
             Cambodia,suspects,\"2,114\",2025,Morning Paper,final\n\
             Vietnam,suspects,149,2025,south,final\n\
             Vietnam,suspects,149,2025,north.md,final\n\
             Laos,suspects,77,2025,south,draft\n",
        ),
        ("north.md", NORTH),
        ("south.md", SOUTH),
    ]);
    let args = ["check", "--data", "figures.csv", "--against", "north.md", "south.md"];
    let output = crosscheck_in(folder.path(), &args);
    let text = stdout(&output);
    assert!(
        text.starts_with(
            "figures.csv:4, row 4, column n\n  \
             ?149 suspects arrested in Vietnam in 2025\n  \
             ? 149: not found in north.md, which its row names [66e6dd]\n\nconfirmed\n"
        ),
        "{text}"
    );
    assert_eq!(output.status.code(), Some(0));
    let strict = crosscheck_in(folder.path(), &[&args[..], &["--fail-on", "warning"]].concat());
    assert_eq!(strict.status.code(), Some(1));
    let json = crosscheck_in(folder.path(), &[&args[..], &["--format", "json"]].concat());
    assert_eq!(
        coverage(&stdout(&json)),
        ["2,114 supported north.md", "149 supported south.md", "149 unsupported -"]
    );
}

#[test]
fn records_of_json_are_mapped_by_their_pointer_and_keys() {
    let folder = desk(&[
        (
            "crosscheck.yaml",
            "data:\n  - file: '*.json'\n    records: /items\n    value: [suspects_arrested, cars]\n    \
             place: country\n    constants: {period: 2025}\n",
        ),
        (
            "records.json",
            r#"{"items": [{"country": "Cambodia", "suspects_arrested": 2114, "cars": 3},
                {"country": "Vietnam", "suspects_arrested": 194, "cars": 4}], "other": [{"suspects_arrested": 12}]}"#,
        ),
        ("north.md", NORTH),
        ("south.md", SOUTH),
    ]);
    let args = ["check", "--data", "records.json", "--against", "north.md", "south.md"];
    let json = stdout(&crosscheck_in(folder.path(), &[&args[..], &["--format", "json"]].concat()));
    assert_eq!(
        coverage(&json),
        [
            "2114 supported north.md",
            "3 supported south.md",
            "194 contradicted south.md",
            "4 contradicted south.md",
        ]
    );
    let report: Value = serde_json::from_str(&json).unwrap();
    assert_eq!(report["coverage"][2]["at"], "/items/1/suspects_arrested");
    assert_eq!(report["coverage"][2]["line"], 2);
}

#[test]
fn a_column_that_is_gone_is_told_with_those_there_are() {
    let folder = desk(&[
        ("crosscheck.yaml", "data:\n  - {file: figures.csv, value: n, place: country}\n"),
        ("figures.csv", "where,n\nCambodia,2114\nVietnam,149\n"),
        ("north.md", NORTH),
    ]);
    let output =
        crosscheck_in(folder.path(), &["check", "--data", "figures.csv", "--against", "north.md"]);
    let said = stdout(&output);
    let expected =
        "figures.csv has no column `country`, which its mapping names; its columns are: where, n";
    assert!(said.contains(expected), "{said}");
    assert_eq!(output.status.code(), Some(3));
}

#[test]
fn a_mapping_is_guessed_and_printed_and_can_be_used() {
    let output =
        crosscheck(&["init", "--data", "sources/figures.csv", "tests/formats/shares.xlsx"]);
    assert_eq!(
        stdout(&output),
        "# Guessed from headings and cells: mend it, and put it into crosscheck.yaml.\n\
         data:\n  \
         - file: sources/figures.csv\n    \
           value: value\n    \
           place: place\n    \
           unit: unit\n    \
           action: action\n    \
           period: year\n    \
           # constants: { source: … }    # what no column says\n  \
         - file: tests/formats/shares.xlsx\n    \
           value: ['2021 Votes', '2021 Share', '2025 Votes', '2025 Share']\n    \
           label: Party\n    \
           # constants: { unit: …, action: …, place: …, period: …, source: … }    # what no column says\n"
    );
    let folder = desk(&[("crosscheck.yaml", &stdout(&output)), ("a.txt", "Police held 64 men.")]);
    let output = crosscheck_in(folder.path(), &["check", "a.txt"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let none = crosscheck(&["init", "--data", "sources/draft.md"]);
    assert_eq!(none.status.code(), Some(3));
    assert!(
        stderr(&none).contains("holds no table with headings and figures"),
        "{}",
        stderr(&none)
    );
}

#[test]
fn a_spreadsheet_shows_what_its_formats_show() {
    let output = crosscheck(&["claims", "tests/formats/shares.xlsx", "--format", "jsonl"]);
    let of = |line: &str| {
        let it: Value = serde_json::from_str(line).unwrap();
        format!("{} {}", it["at"].as_str().unwrap(), it["sentence"].as_str().unwrap())
    };
    let claims: Vec<String> = stdout(&output).lines().take(4).map(of).collect();
    assert_eq!(
        claims,
        [
            "Results!B4 4462 votes in 2021, Greens, Council elections",
            "Results!C4 17.6% share in 2021, Greens, Council elections",
            "Results!D4 5100 votes in 2025, Greens, Council elections",
            "Results!E4 20% share in 2025, Greens, Council elections",
        ]
    );
    let check = stdout(&crosscheck(&["check", "tests/formats/shares.xlsx"]));
    let found = "⚠ Blues, 2025 Votes: 8,160 has a number that is stored as text";
    assert!(check.contains(found), "{check}");
    assert!(check.contains("1 finding (0 errors, 1 warning, 0 notes)"), "{check}");
}

#[test]
fn two_data_files_are_held_against_each_other_cell_by_cell() {
    let folder = desk(&[
        (
            "one.csv",
            "Ward,Votes cast,Spoiled ballots\nAshby,2849,313\nCastle Green,3930,319\nFernhill,5861,16\n",
        ),
        (
            "two.csv",
            "ward;spoiled_ballots;votes_cast\nFernhill;16;5861\nAshby;331;2849\nCastle Green;319;3930\n",
        ),
    ]);
    let args = ["check", "--data", "one.csv", "--against", "two.csv"];
    let output = crosscheck_in(folder.path(), &args);
    let text = stdout(&output);
    assert!(
        text.starts_with(
            "one.csv:2, row 2, column Spoiled ballots\n  \
             ✗313 spoiled ballots, Ashby\n  \
             ✗ 313: contradicted by two.csv:3 row 3, column spoiled_ballots \"331\"\n"
        ),
        "{text}"
    );
    assert!(text.ends_with(
        "6 figures: 5 supported · 0 only by rounding · 1 contradicted · 0 found nowhere\n"
    ));
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn figures_of_the_seeds_with_one_changed_cell_fail_at_that_cell() {
    let Some(seeds) = shared_data("seeds") else { return };
    let folder = desk(&[
        (
            "crosscheck.yaml",
            "data:\n  - {file: figures.csv, value: value, unit: what, action: done, source: source}\n",
        ),
        (
            "figures.csv",
            "what,done,value,source\n\
             telecom fraud suspects,repatriated,\"57,000\",002_19c59c0a1d2189ff\n\
             fraud suspects,repatriated,\"2,876\",China Daily\n\
             arrests,,\"2,114\",China Daily\n\
             hideouts,discovered,\"1,770\",\n\
             kingpins,arrested,542,\n",
        ),
    ]);
    let seeds = std::path::absolute(seeds).unwrap();
    let seeds = seeds.to_str().unwrap();
    let args = ["check", "--data", "figures.csv", "--against", seeds];
    let output = crosscheck_in(folder.path(), &args);
    let text = stdout(&output);
    assert!(
        text.starts_with(&format!(
            "figures.csv:4, row 4, column value\n  \
             ✗2,114 arrests\n  \
             ✗ 2,114: contradicted by {seeds}/003_c6a164886406dc70.txt:8 \"2,141\"\n\n\
             contradicted-figure  error"
        )),
        "{text}"
    );
    assert_eq!(output.status.code(), Some(1));
    let json = stdout(&crosscheck_in(folder.path(), &[&args[..], &["--format", "json"]].concat()));
    let report: Value = serde_json::from_str(&json).unwrap();
    let failed: Vec<&Value> = report["coverage"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|it| it["status"] != "supported")
        .collect();
    assert_eq!(failed.len(), 1);
    assert_eq!((&failed[0]["text"], &failed[0]["line"]), (&"2,114".into(), &4.into()));
}

#[test]
fn a_figure_bound_to_a_cell_fails_when_the_cell_changes() {
    let story = "# Year in figures\n\n\
                 Last year 68,000 suspects were sent home, and 14 cars seized. \
                 <!-- crosscheck: data.csv#row=2025,col=Suspects sent home -->\n\n\
                 Some 53,000 suspects had been sent home in 2024.\n\
                 <!-- crosscheck: data.csv#row=2024,col=suspects_sent_home -->\n";
    let data =
        |figure: &str| format!("year,Suspects sent home\n2024,\"53,217\"\n2025,\"{figure}\"\n");
    let folder = desk(&[("story.md", story), ("data.csv", &data("68,000"))]);
    let output = crosscheck_in(folder.path(), &["check", "story.md"]);
    let text = stdout(&output);
    assert!(text.contains("✓ 68,000 as in data.csv  (story.md:3, data.csv:3)"), "{text}");
    assert!(text.contains("✓ Some 53,000 as in data.csv  (story.md:5, data.csv:2)"), "{text}");
    assert!(text.contains("1 source · 5 numbers"), "{text}");
    assert_eq!(output.status.code(), Some(0));
    std::fs::write(folder.path().join("data.csv"), data("67,000")).unwrap();
    let output = crosscheck_in(folder.path(), &["check", "story.md"]);
    let text = stdout(&output);
    assert_eq!(
        text.split("\n  next:").next().unwrap(),
        "bound-figure  error  ".to_owned()
            + &text[21..27]
            + "\n  \
             × 68,000 is bound to a cell that holds 67,000\n  \
             help: a comment beside the sentence binds its figure to this cell of a data\n        \
             file\n  \
             ├─▶   ☞ story.md, undated\n  \
             │      ╭─[story.md:3:11]\n  \
             │    3 │ Last year 68,000 suspects were sent home, and 14 cars …\n  \
             │      ·           ───┬──\n  \
             │      ·              ╰── 68,000 suspects, sent home\n  \
             │      ╰────\n  \
             ╰─▶   ☞ data.csv, undated, row 3, column Suspects sent home\n         \
             ╭─[data.csv:3:7]\n       \
             3 │ 67,000 suspects sent home in 2025\n         \
             · ───┬──\n         \
             ·    ╰── 67,000 suspects, sent home\n         \
             ╰────"
    );
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn a_binding_that_leads_to_no_cell_is_told_at_its_line() {
    let folder = desk(&[
        ("data.csv", "year,cars,town\n2024,12,Alba\n2025,14,Alba\n"),
        (
            "page.html",
            "<p>Police took 12 cars.</p>\n<!-- crosscheck: data.csv#row=2023,col=cars -->\n\
             <!-- crosscheck: data.csv#row=2024,col=boats -->\n<!-- crosscheck: data.csv#row=Alba,col=cars -->\n\
             <!-- crosscheck: none.csv#row=1,col=2 -->\n<!-- crosscheck: data.csv -->\n\
             <!-- crosscheck: data.csv#row=2024,row=Alba,col=cars -->\n",
        ),
    ]);
    let output = crosscheck_in(folder.path(), &["check", "page.html"]);
    let text = stdout(&output);
    for expected in [
        "page.html:2 binds a figure to `data.csv`, which has no row with `2023`",
        "page.html:3 binds a figure to `data.csv`, which has no column `boats`; its columns are: year, cars, town",
        "page.html:4 binds a figure to `data.csv`, which has more than one row with `Alba`",
        "page.html:5 binds a figure to `none.csv`, which cannot be read",
        "page.html:6 binds a sentence to no cell; write <!-- crosscheck: FILE#row=ROW,col=COLUMN -->",
        "✓ 12 as in data.csv  (page.html:1, data.csv:2)",
    ] {
        assert!(text.contains(expected), "{expected}\n{text}");
    }
    assert_eq!(output.status.code(), Some(3));
}

#[test]
fn a_key_that_stands_twice_is_told() {
    let folder = desk(&[
        ("a.json", "[{\"deaths\": 12},\n {\"deaths\": 13, \"deaths\": 14}]"),
        ("b.yaml", "- deaths: 12\n- deaths: 13\n  deaths: 14\n"),
    ]);
    let output = crosscheck_in(folder.path(), &["check", "a.json", "b.yaml"]);
    let text = stdout(&output);
    assert!(text.contains("a.json:2 has the key `deaths` twice in one record"), "{text}");
    assert!(text.contains("b.yaml:3 has the key `deaths` twice in one record"), "{text}");
    assert_eq!(output.status.code(), Some(3));
}

#[test]
fn settings_bound_files_and_commands_read_others() {
    let folder = desk(&[
        ("crosscheck.yaml", "largest_file: 1 KiB\n"),
        ("a.odd", "Police held HUNDRED men."),
        ("large.txt", &"x".repeat(2000)),
    ]);
    let command = ["--preprocess", "sed -e s/HUNDRED/100/"];
    let args = ["claims", "*.odd", "large.txt", "--format", "csv", command[0], command[1]];
    let output = crosscheck_in(folder.path(), &args);
    assert!(stdout(&output).contains("a.odd"), "{}", stdout(&output));
    assert!(stdout(&output).contains("100"), "{}", stdout(&output));
    assert!(
        stderr(&output).contains("large.txt is larger than 1 KiB and was not read"),
        "{}",
        stderr(&output)
    );
    assert_eq!(output.status.code(), Some(3));
    // A program that fails is told with what it said.
    let args = ["claims", "a.odd", "--preprocess", "sed -e nonsense"];
    let output = crosscheck_in(folder.path(), &args);
    assert!(stderr(&output).contains("a.odd `sed` failed"), "{}", stderr(&output));
    let output =
        crosscheck_in(folder.path(), &["claims", "a.odd", "--preprocess", "no-such-program"]);
    assert!(
        stderr(&output).contains("a.odd `no-such-program` could not be run"),
        "{}",
        stderr(&output)
    );
    // A slip in the settings is told with its place.
    std::fs::write(folder.path().join("crosscheck.yaml"), "# mine\nlargest_fil: 1\n").unwrap();
    let output = crosscheck_in(folder.path(), &["claims", "a.odd"]);
    let said = stderr(&output);
    assert!(
        said.contains("did you mean `largest_file`?") && said.contains("crosscheck.yaml:2:1"),
        "{said}"
    );
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn beside_a_column_of_units_another_is_none() {
    let folder = desk(&[("a.csv", "what,unit,value\nwheat,tonnes,\"1,200\"\nmaize,tonnes,340\n")]);
    let guess = stdout(&crosscheck_in(folder.path(), &["init", "--data", "a.csv"]));
    let lines: Vec<&str> = guess.lines().skip(2).take(4).collect();
    assert_eq!(lines, ["  - file: a.csv", "    value: value", "    label: what", "    unit: unit"]);
}
