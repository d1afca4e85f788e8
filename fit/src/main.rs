//! Fits the cards of the matcher, `rules/match.yaml`, and measures them.
//!
//! `cargo run --profile fit -p crosscheck-fit` fits and writes the card; with `check` it only says whether the card is the
//! one that would be written; with `report` it prints how often answers are right on texts that the fit did not see; with
//! `exam FILE` it prints the same for a file of drafts under the shipped card. `collections` fits and writes only the cards
//! of collections, `collections report` measures them on collections that they were not fitted on.

mod alter;
mod cases;
mod collections;
mod cuts;
mod data;
mod logit;
mod measure;
mod pairs;
mod train;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use crosscheck::lexicon::Lexicon;
use crosscheck::matching::model::{Card, Cuts, Model};

use data::Data;
use measure::Tally;
use train::Weights;

/// What can go wrong here is told and ends the run.
type Failure = Box<dyn std::error::Error + Send + Sync>;

/// What the card starts with.
const HEADER: &str = "\
# What each kind of evidence weighs, in tenths of a bit. Fitted; written by `cargo run --profile fit -p crosscheck-fit`.
# same: two numbers speak of one thing. sure: the best counterpart is the right one. statement: a statement is another
# one although its number agrees. Levels that are not listed weigh nothing.
";

fn main() -> ExitCode {
    match run() {
        Ok(code) => code,
        Err(it) => {
            eprintln!("{it}");
            ExitCode::from(2)
        }
    }
}

fn run() -> Result<ExitCode, Failure> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let lexicon = Lexicon::english()?;
    let folder = std::env::var("CROSSCHECK_DATA").unwrap_or_else(|_| "../shared/data".to_owned());
    let card = Path::new(env!("CARGO_MANIFEST_DIR")).join("../rules/match.yaml");
    match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        [] => {
            std::fs::write(card, written(&fitted(&folder, lexicon)?)?)?;
            Ok(ExitCode::SUCCESS)
        }
        ["check"] => {
            let is_same = std::fs::read_to_string(card)? == written(&fitted(&folder, lexicon)?)?;
            println!(
                "the card is {}",
                if is_same { "the fitted one" } else { "not the fitted one" }
            );
            Ok(ExitCode::from(u8::from(!is_same)))
        }
        ["report"] => {
            let shipped: Card = serde_yaml::from_str(&std::fs::read_to_string(card)?)?;
            report(&Data::read(&PathBuf::from(folder), lexicon)?, shipped.draft, lexicon);
            Ok(ExitCode::SUCCESS)
        }
        ["pairs"] => {
            let shipped: Card = serde_yaml::from_str(&std::fs::read_to_string(&card)?)?;
            let pairs = pairs::read(&Path::new(&folder).join("pairs"), lexicon)?;
            std::fs::write(card, written(&pairs::fitted(shipped, &pairs, lexicon))?)?;
            Ok(ExitCode::SUCCESS)
        }
        ["collections"] => {
            let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
            let shipped: Card = serde_yaml::from_str(&std::fs::read_to_string(&card)?)?;
            let story = collections::fitted(Path::new(&folder), &own, lexicon)?;
            std::fs::write(card, written(&Card { story, ..shipped })?)?;
            Ok(ExitCode::SUCCESS)
        }
        ["collections", "report"] => {
            let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
            collections::measured(Path::new(&folder), &own, lexicon)?;
            Ok(ExitCode::SUCCESS)
        }
        ["exam", file] => {
            let cases = cases::read(Path::new(file), lexicon)?;
            let model = Model::new(&serde_yaml::from_str(&std::fs::read_to_string(card)?)?);
            let swapped = alter::swapped(&cases, lexicon);
            let mut tally = Tally::default();
            cases.iter().chain(&swapped).for_each(|it| tally.add(it, &model, 1.0, lexicon));
            println!("{tally}");
            Ok(ExitCode::SUCCESS)
        }
        _ => {
            Err("usage: crosscheck-fit [check | report | pairs | collections [report] | exam FILE]"
                .into())
        }
    }
}

fn fitted(folder: &str, lexicon: &Lexicon) -> Result<Card, Failure> {
    let data = Data::read(Path::new(folder), lexicon)?;
    let folds = train::folds(&data, &data::Case::domain, lexicon);
    let cuts = cuts::chosen(&data, &folds, lexicon);
    let all: Vec<&data::Case> = data.all().collect();
    let card = Card { draft: cuts, ..train::card(&all, lexicon) };
    let pairs = pairs::read(&Path::new(folder).join("pairs"), lexicon)?;
    let card = pairs::fitted(card, &pairs, lexicon);
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    Ok(Card { story: collections::fitted(Path::new(folder), &own, lexicon)?, ..card })
}

fn written(card: &Card) -> Result<String, Failure> {
    Ok(format!("{HEADER}{}", serde_yaml::to_string(card)?))
}

/// Each source, and each sort of text, told apart by cards that were fitted on the others.
fn report(data: &Data, cuts: Cuts, lexicon: &Lexicon) {
    let by: [(&str, train::Key); 2] =
        [("another source", data::Case::source), ("another sort of text", data::Case::domain)];
    for (name, key) in by {
        let folds = train::folds(data, &key, lexicon);
        println!("{name}: {}", measure::folded(data, &folds, cuts, &Weights::alike(), lexicon));
    }
}
