//! What the reviewer sees, and what each key does.

use crosscheck::Error;
use crosscheck::claim::{Covered, Document, Finding, Outcome, short_id};
use crosscheck::settle::{Decision, Decisions};
use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use crate::check::Checked;
use crate::journal::Journal;

/// What is asked of the reviewer.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) enum Asking {
    /// What the finding comes to.
    Decision,
    /// Why both passages are right.
    WhyBoth,
    /// A note; what was there before it was edited.
    Note(String),
}

/// What a key asks for beyond the screen.
#[derive(Clone, Debug)]
pub(super) enum Wish {
    /// Nothing.
    Nothing,
    /// A change of the file.
    Write(Change),
    /// To leave.
    Leave,
}

/// A change of the file of decisions.
#[derive(Clone, Copy, Debug)]
pub(super) enum Change {
    /// The finding shown is decided.
    Decide(Outcome),
    /// The reason of the decision on the finding shown is its note.
    Reword,
    /// The last decision is taken back.
    Undo,
}

/// A finding under review.
#[derive(Debug)]
pub(super) struct Item<'r> {
    pub(super) finding: &'r Finding,
    /// What holds of it now.
    pub(super) decision: Option<Decision>,
    /// The reviewer's words, which become the decision's reason.
    pub(super) note: String,
    /// Whether it was decided in this session.
    pub(super) is_done: bool,
}

impl Item<'_> {
    /// Whether it is a figure of a draft that is not plainly supported.
    pub(super) fn is_figure(&self) -> bool {
        let names = [Covered::UNSUPPORTED, Covered::UNCONFIRMED, Covered::ROUNDED];
        names.contains(&&*self.finding.rule)
    }
}

/// The review of some findings.
#[derive(Debug)]
pub(super) struct Session<'r> {
    pub(super) items: Vec<Item<'r>>,
    pub(super) documents: &'r [Document],
    /// Which item is shown; their number once all are done.
    pub(super) at: usize,
    pub(super) asking: Asking,
    /// Whether the comparison line by line is shown.
    pub(super) is_explained: bool,
    /// The first line of the finding that is shown.
    pub(super) scroll: u16,
    /// What was done last.
    pub(super) told: String,
    /// What can be taken back: an item, with what held of it before.
    undo: Vec<(usize, Option<Decision>)>,
    /// The file that was written.
    path: Option<String>,
}

impl<'r> Session<'r> {
    pub(super) fn new(findings: Vec<&'r Finding>, checked: &'r Checked) -> Self {
        Self::of(findings, &checked.corpus.documents, &checked.records.decisions)
    }

    pub(super) fn of(
        findings: Vec<&'r Finding>,
        documents: &'r [Document],
        decisions: &Decisions,
    ) -> Self {
        let item = |finding| Item {
            finding,
            decision: decisions.of(finding).cloned(),
            note: String::new(),
            is_done: false,
        };
        Self {
            items: findings.into_iter().map(item).collect(),
            documents,
            at: 0,
            asking: Asking::Decision,
            is_explained: false,
            scroll: 0,
            told: String::new(),
            undo: Vec::new(),
            path: None,
        }
    }

    /// The item shown; `None` once all are done.
    pub(super) fn item(&self) -> Option<&Item<'r>> {
        self.items.get(self.at)
    }

    /// How many were decided in this session.
    pub(super) fn done(&self) -> usize {
        self.items.iter().filter(|it| it.is_done).count()
    }

    /// What a key does.
    pub(super) fn press(&mut self, key: KeyEvent) -> Wish {
        // Everything decided is written already, so that leaving abruptly costs nothing.
        if key.modifiers.contains(KeyModifiers::CONTROL) && key.code == KeyCode::Char('c') {
            return Wish::Leave;
        }
        // What is held with another key is no letter: the end of input must decide nothing.
        if key.modifiers.intersects(KeyModifiers::CONTROL | KeyModifiers::ALT) {
            return Wish::Nothing;
        }
        match self.asking {
            Asking::Decision => self.choose(key.code),
            Asking::WhyBoth => self.say_why_both(key.code),
            Asking::Note(_) => self.take_note(key.code),
        }
    }

    fn choose(&mut self, key: KeyCode) -> Wish {
        match key {
            KeyCode::Char('q') => return Wish::Leave,
            KeyCode::Char('u') => return Wish::Write(Change::Undo),
            KeyCode::Right | KeyCode::Tab => self.go(1),
            KeyCode::Left | KeyCode::BackTab => self.go(-1),
            KeyCode::Down => self.scroll = self.scroll.saturating_add(1),
            KeyCode::Up => self.scroll = self.scroll.saturating_sub(1),
            KeyCode::PageDown => self.scroll = self.scroll.saturating_add(10),
            KeyCode::PageUp => self.scroll = self.scroll.saturating_sub(10),
            _ => {}
        }
        let Some(item) = self.item() else { return Wish::Nothing };
        let passages = item.finding.passages.len();
        let is_figure = item.is_figure();
        let decide = |it| Wish::Write(Change::Decide(it));
        match key {
            KeyCode::Char(digit @ '1'..='9') => {
                let number = digit.to_digit(10).map_or(0, |it| it as usize);
                if number <= passages {
                    return decide(Outcome::Prefer(number));
                }
                self.told = format!("there are {passages} passages");
            }
            KeyCode::Char('x') => return decide(Outcome::NotSame),
            KeyCode::Char('e') => return decide(Outcome::Misread),
            KeyCode::Char('o') if is_figure => return decide(Outcome::Unsourced),
            KeyCode::Char('d') => return decide(Outcome::Later),
            KeyCode::Char('b') => self.asking = Asking::WhyBoth,
            KeyCode::Char('n') => self.asking = Asking::Note(item.note.clone()),
            KeyCode::Char('w') => {
                self.is_explained = !self.is_explained;
                // The comparison stands last: as far down as it goes.
                self.scroll = if self.is_explained { u16::MAX } else { 0 };
            }
            _ => {}
        }
        Wish::Nothing
    }

    fn say_why_both(&mut self, key: KeyCode) -> Wish {
        let outcome = match key {
            KeyCode::Char('s') => Outcome::Scope,
            KeyCode::Char('d') => Outcome::Date,
            KeyCode::Char('m') => Outcome::Method,
            KeyCode::Char('r') => Outcome::Rounding,
            KeyCode::Esc => {
                self.asking = Asking::Decision;
                return Wish::Nothing;
            }
            _ => return Wish::Nothing,
        };
        self.asking = Asking::Decision;
        Wish::Write(Change::Decide(outcome))
    }

    fn take_note(&mut self, key: KeyCode) -> Wish {
        let Asking::Note(before) = &self.asking else { return Wish::Nothing };
        let before = before.clone();
        let Some(item) = self.items.get_mut(self.at) else { return Wish::Nothing };
        match key {
            KeyCode::Char(c) if !c.is_control() => item.note.push(c),
            KeyCode::Backspace => {
                item.note.pop();
            }
            KeyCode::Esc => {
                item.note = before;
                self.asking = Asking::Decision;
            }
            KeyCode::Enter => {
                item.note = item.note.trim().to_owned();
                let is_worded = item.is_done && item.note != before;
                self.asking = Asking::Decision;
                if is_worded {
                    return Wish::Write(Change::Reword);
                }
            }
            _ => {}
        }
        Wish::Nothing
    }

    /// Shows another item.
    fn go(&mut self, by: isize) {
        let last = self.items.len().saturating_sub(1);
        self.at = self.at.saturating_add_signed(by).min(last);
        self.scroll = 0;
        self.told.clear();
    }

    /// Changes the file and shows what comes next; where it cannot be written, nothing is decided.
    pub(super) fn write(&mut self, change: Change, journal: &Journal) {
        let result = match change {
            Change::Decide(outcome) => self.decide(outcome, journal),
            Change::Reword => self.reword(journal),
            Change::Undo => self.take_back(journal),
        };
        if let Err(error) = result {
            self.told = format!("not written: {error}");
        }
    }

    fn decide(&mut self, outcome: Outcome, journal: &Journal) -> Result<(), Error> {
        let at = self.at;
        let Some(item) = self.items.get_mut(at) else { return Ok(()) };
        let decision = journal.decision(item.finding, outcome, &item.note, self.documents);
        self.path = Some(journal.put(decision.clone())?);
        let short = short_id(&decision.fingerprint);
        self.told = format!("{short}: {}", outcome.words());
        let before = item.decision.replace(decision);
        item.is_done = true;
        self.undo.push((at, before));
        // On to the next that is open, from here and then from the start.
        let count = self.items.len();
        let ahead = (1..=count).map(|it| (at + it) % count);
        self.at = ahead.into_iter().find(|it| !self.items[*it].is_done).unwrap_or(count);
        self.scroll = 0;
        Ok(())
    }

    fn reword(&mut self, journal: &Journal) -> Result<(), Error> {
        let Some(item) = self.items.get_mut(self.at) else { return Ok(()) };
        let Some(decision) = &mut item.decision else { return Ok(()) };
        decision.reason.clone_from(&item.note);
        self.path = Some(journal.put(decision.clone())?);
        "the note is written".clone_into(&mut self.told);
        Ok(())
    }

    fn take_back(&mut self, journal: &Journal) -> Result<(), Error> {
        let Some((at, before)) = self.undo.last().cloned() else {
            "nothing to take back".clone_into(&mut self.told);
            return Ok(());
        };
        let Some(item) = self.items.get_mut(at) else { return Ok(()) };
        self.path = Some(journal.take_back(&item.finding.fingerprint, before.clone())?);
        self.undo.pop();
        item.decision = before;
        // A finding that was decided twice is still decided.
        item.is_done = self.undo.iter().any(|(other, _)| *other == at);
        self.at = at;
        self.scroll = 0;
        self.told = format!("{}: taken back", short_id(&item.finding.fingerprint));
        Ok(())
    }

    /// What is said after leaving.
    pub(super) fn summary(&self) -> String {
        let done = self.done();
        let left = self.items.len() - done;
        let path = match &self.path {
            Some(path) if done > 0 => format!(", written to {path}"),
            _ => String::new(),
        };
        format!("{done} decided, {left} left{path}\n")
    }
}
