//! `man`: the manual page, as roff.

use std::io::Write as _;

use clap::CommandFactory as _;
use crosscheck::Error;

use crate::Outcome;
use crate::args::Args;

pub(crate) fn run() -> Result<Outcome, Error> {
    let mut text = Vec::new();
    let command = Args::command();
    clap_mangen::Man::new(command.clone()).render(&mut text)?;
    // A page of its own for each verb would need a folder; one page holds them all.
    for verb in command.get_subcommands().filter(|it| it.get_name() != "help") {
        let name = format!("crosscheck {}", verb.get_name());
        let man = clap_mangen::Man::new(verb.clone().bin_name(name.clone()));
        let mut roff = Vec::new();
        man.render_description_section(&mut roff)?;
        man.render_synopsis_section(&mut roff)?;
        man.render_options_section(&mut roff)?;
        // Inside the one page the verb's own sections are below its name.
        let below = String::from_utf8_lossy(&roff).replace(".SH", ".SS");
        writeln!(text, ".SH {}\n{below}", name.to_uppercase())?;
    }
    Ok(Outcome::new(text, 0))
}
