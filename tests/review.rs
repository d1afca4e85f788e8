//! The review screen, driven by keys in a terminal of its own, read off as a terminal shows it.

use std::fs;
use std::path::Path;

use crate::support::terminal::Terminal;
use crate::support::{crosscheck_in, desk, stderr, stdout};

const NORTH: &str = "In Norway police sent home 68,000 migrants, the ministry in Oslo said.\n";
const SOUTH: &str = "In Norway police arrested 68,000 migrants, the ministry in Oslo said.\n";
const EARLY: &str = "The fire in Lyon killed 12 people on 3 May 2024, the mayor said.\n";
const LATE: &str = "The fire in Lyon killed 15 people on 3 May 2024, the mayor said.\n";

fn decisions(folder: &Path) -> String {
    fs::read_to_string(folder.join("crosscheck.decisions.yaml")).unwrap_or_default()
}

fn outcomes(folder: &Path) -> Vec<String> {
    let text = decisions(folder);
    let found = text.lines().filter_map(|it| it.trim().strip_prefix("outcome: "));
    found.map(str::to_owned).collect()
}

#[test]
fn two_findings_are_decided_taken_back_and_decided_again() {
    let desk = desk(&[("a.md", NORTH), ("b.md", SOUTH), ("c.md", EARLY), ("d.md", LATE)]);
    let folder = desk.path();
    let mut terminal = Terminal::open(folder, &["review", "--in", "."], (24, 80));
    let screen = terminal.shows("1 of 2");
    insta::assert_snapshot!("review_first", screen);
    // Why it was linked.
    let screen = terminal.press("w").shows("bits in all");
    insta::assert_snapshot!("review_why", screen);
    // A note, with a letter taken back, becomes the reason.
    terminal.press("w").press("n").shows("Enter keep");
    terminal.press("the ministryy").shows("ministryy");
    terminal.press("\x7f\r").shows("note: the ministry");
    terminal.press("2").shows("2 of 2");
    assert_eq!(outcomes(folder), ["prefer-2"]);
    assert!(decisions(folder).contains("  reason: the ministry\n"), "{}", decisions(folder));
    // Both right, but it has to be said why.
    let screen = terminal.press("b").shows("m method");
    insta::assert_snapshot!("review_both", screen);
    let screen = terminal.press("d").shows("All are decided.");
    insta::assert_snapshot!("review_done", screen);
    assert_eq!(outcomes(folder), ["prefer-2", "date"]);
    terminal.press("u").shows("taken back");
    assert_eq!(outcomes(folder), ["prefer-2"]);
    terminal.press("b").shows("m method");
    terminal.press("r").shows("All are decided.");
    assert_eq!(outcomes(folder), ["prefer-2", "rounding"]);
    terminal.press("q").shows("2 decided, 0 left, written to crosscheck.decisions.yaml");
    assert_eq!(terminal.ends(), 0);
    // The next run honours both.
    let output = crosscheck_in(folder, &["check", "."]);
    assert!(stdout(&output).contains("0 findings (0 errors, 0 warnings, 0 notes) · 2 dismissed"));
    assert_eq!(output.status.code(), Some(0));
    let output = crosscheck_in(folder, &["review", "--in", "."]);
    assert_eq!(stdout(&output), "nothing to decide\n");
}

#[test]
fn a_window_that_closes_loses_no_decision() {
    let desk = desk(&[("a.md", NORTH), ("b.md", SOUTH), ("c.md", EARLY), ("d.md", LATE)]);
    let folder = desk.path();
    let mut terminal = Terminal::open(folder, &["review", "--in", "."], (24, 80));
    terminal.shows("1 of 2");
    terminal.press("x").shows("2 of 2");
    terminal.child.kill().unwrap();
    assert_ne!(terminal.ends(), 0);
    assert_eq!(outcomes(folder), ["not-same"]);
    // The next window begins with what is left; what another window writes meanwhile stays.
    let mut terminal = Terminal::open(folder, &["review", "--in", "."], (24, 80));
    let screen = terminal.shows("1 of 1");
    let id = screen.lines().next().unwrap().trim().rsplit(' ').next().unwrap().to_owned();
    fs::write(folder.join("crosscheck.decisions.yaml"), "decisions: []\n").unwrap();
    terminal.press("d").shows("All are decided.");
    assert_eq!(outcomes(folder), ["later"]);
    terminal.press("\x03").shows("1 decided, 0 left");
    // Later is not settled.
    let output = crosscheck_in(folder, &["review", &id, "--in", "."]);
    assert!(stdout(&output).contains("to be decided later"), "{}", stdout(&output));
}

#[test]
fn wide_terminals_show_passages_side_by_side_and_narrow_ones_scroll() {
    let desk = desk(&[("a.md", NORTH), ("b.md", SOUTH)]);
    let folder = desk.path();
    let mut terminal = Terminal::open(folder, &["review", "--in", "."], (18, 120));
    insta::assert_snapshot!("review_wide", terminal.shows("1 of 1"));
    let mut terminal = Terminal::open(folder, &["review", "--in", "."], (12, 60));
    terminal.shows("1 of 1");
    // The down arrow moves the text, as far as there is some.
    let screen = terminal.press("\x1b[B\x1b[B\x1b[B\x1b[6~").shows(" 2 b.md, undated");
    insta::assert_snapshot!("review_narrow", screen);
}

#[test]
fn without_a_terminal_the_commands_are_printed() {
    let desk = desk(&[("a.md", NORTH), ("b.md", SOUTH)]);
    let folder = desk.path();
    let output = crosscheck_in(folder, &["review", "--in", "a.md", "b.md"]);
    insta::assert_snapshot!("review_pending", stdout(&output));
    assert_eq!(output.status.code(), Some(0));
    // The printed command, as it stands.
    let id = stdout(&output)[..4].to_owned();
    let args = ["accept", &id, "--outcome", "prefer-1", "--reason", "TEXT", "--in", "a.md", "b.md"];
    assert_eq!(crosscheck_in(folder, &args).status.code(), Some(0));
    let output = crosscheck_in(folder, &["review", "zzzz", "--in", "a.md", "b.md"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("there is no finding `zzzz`"), "{}", stderr(&output));
}

#[test]
fn places_are_links_where_the_terminal_opens_them() {
    let desk = desk(&[("a b.md", NORTH), ("c.md", SOUTH)]);
    let folder = desk.path().canonicalize().unwrap();
    let mut terminal = Terminal::open(&folder, &["check", "."], (40, 80));
    let screen = terminal.shows("1 finding (");
    assert!(screen.contains("╭─[a b.md:1:28]"), "{screen}");
    let sent = String::from_utf8_lossy(&terminal.sent).into_owned();
    let link = format!("\u{1b}]8;;file://{}/a%20b.md#1\u{1b}\\", folder.display());
    assert_eq!(sent.matches(&link).count(), 1, "{sent:?}");
    assert_eq!(sent.matches("\u{1b}]8;;\u{1b}\\").count(), 2, "{sent:?}");
    // What goes into a pipe has neither links nor colours.
    let output = crosscheck_in(&folder, &["check", "."]);
    assert!(!stdout(&output).contains('\u{1b}'));
}

#[test]
fn keys_that_are_held_with_others_decide_nothing() {
    let desk = desk(&[("a.md", NORTH), ("b.md", SOUTH)]);
    let folder = desk.path();
    let mut terminal = Terminal::open(folder, &["review", "--in", "."], (24, 80));
    terminal.shows("1 of 1");
    // The end of input, and Alt with a digit.
    terminal.press("\x04").press("\x1b1");
    terminal.press("\x03").shows("0 decided, 1 left");
    assert_eq!(outcomes(folder), Vec::<String>::new());
}
