//! Tables inside of texts: where their figures stand, and which unit and sign they have.

use serde_json::Value;

use crate::support::{crosscheck_in, desk, stdout};

/// What is read of a text, a line a figure: its line, its bytes in the file, the figure, the sentence it was said in.
fn told(name: &str, text: &str) -> Vec<String> {
    let desk = desk(&[(name, text)]);
    let output = crosscheck_in(desk.path(), &["claims", name, "--format", "jsonl"]);
    let row = |line: &str| {
        let it: Value = serde_json::from_str(line).unwrap();
        let at = |key: &str| usize::try_from(it[key].as_u64().unwrap()).unwrap();
        format!(
            "{}:{} {:?} {}",
            at("line"),
            at("column"),
            &text[at("start")..at("end")],
            it["sentence"].as_str().unwrap()
        )
    };
    stdout(&output).lines().map(row).collect()
}

#[test]
fn lines_with_bars_or_tabs_are_a_table() {
    let bars = "Boats of the coast\n\nPort | Boats sunk | Nets\nCallao | 12 | 40\nIlo | 7 | 31\n\nThe port lost 9 men.\n";
    let expected = [
        "4:10 \"12\" 12 boats sunk in Callao, Boats of the coast",
        "4:15 \"40\" 40 nets in Callao, Boats of the coast",
        "5:7 \"7\" 7 boats sunk, Ilo, Boats of the coast",
        "5:11 \"31\" 31 nets, Ilo, Boats of the coast",
        "7:15 \"9\" The port lost 9 men.",
    ];
    assert_eq!(told("a.txt", bars), expected);
    let tabs = bars.replace(" | ", "\t");
    let places = |rows: Vec<String>| {
        let said = |it: &String| it.split_once(' ').unwrap().1.to_owned();
        rows.iter().map(said).collect::<Vec<_>>()
    };
    assert_eq!(places(told("a.txt", &tabs)), places(expected.map(str::to_owned).to_vec()));
}

#[test]
fn a_unit_above_a_table_is_that_of_the_columns_it_fits() {
    let text = "Accounts (million dollars)\n\n| Port | Schools | Budget |\n|---|---|---|\n| Ilo | 34 | 12.4 |\n";
    assert_eq!(
        told("a.md", text),
        [
            "5:9 \"34\" 34 schools, Ilo, Accounts",
            "5:14 \"12.4\" 12.4 million dollars budget, Ilo, Accounts",
        ]
    );
}

#[test]
fn figures_in_brackets_are_below_zero_in_a_table_only() {
    let csv = "Item,Amount\nHire,(450) €\nFees,\"$(1,200)\"\nBus,(12)\nNote,(see 4)\nTrips,31\n";
    assert_eq!(
        told("a.csv", csv),
        [
            "2:6 \"(450) €\" -450 € hire",
            "3:7 \"$(1,200)\" -$1,200 fees",
            "4:5 \"(12)\" -12 bus",
            "5:11 \"4\" (see 4) note",
            "6:7 \"31\" 31 trips",
        ]
    );
    // Where all stand in brackets, or shares do, they are no sign.
    for csv in ["Item,Amount\nHire,(450)\nFees,(12)\n", "Item,Share\nHire,(45%)\nFees,55%\n"] {
        assert!(told("a.csv", csv).iter().all(|it| !it.contains(" -")), "{csv}");
    }
    assert_eq!(told("b.txt", "The port hired 12 men (40).\n").len(), 2);
}
