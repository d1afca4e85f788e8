//! `review`: open findings one at a time, decided by single keys.
//!
//! Each decision is on disk before the next finding is shown, so that nothing is lost by a window that closes.

mod pending;
mod screen;
mod session;
mod taken;

use std::io::IsTerminal;
use std::sync::atomic::{AtomicBool, Ordering};

use crosscheck::Error;
use crosscheck::claim::Finding;
use crosscheck::lexicon::Lexicon;
use ratatui::crossterm::cursor::Show;
use ratatui::crossterm::event::{self, Event, KeyEventKind};
use ratatui::crossterm::execute;

use crate::args::{Review, Wanted};
use crate::check;
use crate::decide::no_finding;
use crate::journal::Journal;
use crate::{Outcome, incomplete, one, rules, tell};
use session::{Session, Wish};

pub(crate) fn run(args: &Review, wanted: &Wanted) -> Result<Outcome, Error> {
    let lexicon = Lexicon::english()?;
    let rules = rules::settled(wanted)?;
    let checked = check::judged(&args.documents, wanted, &rules, lexicon)?;
    let questions = checked.questions();
    let corpus = &checked.corpus;
    if let Some(file) = &args.take {
        let text = taken::over(file, &questions, corpus, &Journal::new(args.reviewer.as_deref()))?;
        tell(&corpus.problems, wanted);
        return Ok(Outcome::new(text.into_bytes(), incomplete(&corpus.problems)));
    }
    let findings: Vec<&Finding> = match &args.id {
        Some(id) => {
            vec![one(&questions, id, |it| &it.fingerprint).ok_or_else(|| no_finding(id))?]
        }
        None => questions.iter().filter(|it| it.status.is_open()).collect(),
    };
    let is_terminal = std::io::stdin().is_terminal() && std::io::stdout().is_terminal();
    let text = if !is_terminal || wanted.narrate || findings.is_empty() {
        pending::list(&findings, &checked)?
    } else {
        let mut session = Session::new(findings, &checked);
        in_terminal(&mut session, &Journal::new(args.reviewer.as_deref()))?;
        session.summary().into_bytes()
    };
    tell(&corpus.problems, wanted);
    Ok(Outcome::new(text, incomplete(&corpus.problems)))
}

/// Shows the findings until the reviewer leaves.
fn in_terminal(session: &mut Session<'_>, journal: &Journal) -> Result<(), Error> {
    let mut terminal = ratatui::try_init()?;
    IS_TAKEN.store(true, Ordering::SeqCst);
    let result = (|| {
        loop {
            terminal.draw(|frame| screen::draw(frame, session))?;
            let Event::Key(key) = event::read()? else { continue };
            if key.kind == KeyEventKind::Release {
                continue;
            }
            match session.press(key) {
                Wish::Nothing => {}
                Wish::Leave => return Ok(()),
                Wish::Write(change) => session.write(change, journal),
            }
        }
    })();
    give_back();
    result
}

/// Whether the terminal shows the screen of this module instead of lines.
static IS_TAKEN: AtomicBool = AtomicBool::new(false);

/// Gives the terminal back as it was, where it was taken.
pub(crate) fn give_back() {
    if IS_TAKEN.swap(false, Ordering::SeqCst) {
        ratatui::restore();
        // Else it stays hidden behind a signal.
        let _: std::io::Result<()> = execute!(std::io::stdout(), Show);
    }
}
