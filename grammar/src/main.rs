//! Trains the grammar that `crosscheck` reads sentences with, and measures it.
//!
//! ```text
//! cargo run --profile fit -p crosscheck-grammar -- train TREEBANKS models/en.bin
//! cargo run --profile fit -p crosscheck-grammar -- report TREEBANKS
//! cargo run --profile fit -p crosscheck-grammar -- measure TREEBANKS models/en.bin pud-news
//! cargo run --profile fit -p crosscheck-grammar -- tree < SENTENCES
//! ```
//!
//! `train` learns from all English treebanks but PUD, writes the model and, beside it, what it learnt from. `report` trains
//! a model of each language on its training part alone and prints how right it is on the rest. Both take one thread, and
//! give the same bytes whenever they run on the same files.

mod dice;
mod evaluate;
mod lessons;
mod perceptron;
mod sure;
mod treebank;
mod unlabelled;

use std::collections::BTreeSet;
use std::path::Path;
use std::{env, fs, io};

use crosscheck::parse::lesson::{self, write_model, write_steps, write_table};
use crosscheck::parse::{Grammar, Model};

use crate::evaluate::Measured;
use crate::lessons::Parser;
use crate::treebank::{File, Scheme, Sentence};
use crate::unlabelled::Tables;

/// Bytes of the table of relations.
const LABEL_BYTES: usize = 3_000_000;
/// The logarithm of the number of buckets of the table of steps.
const STEP_BITS: u32 = 17;

/// Which files of a language train a model, and which measure it.
struct Plan {
    language: &'static str,
    train: &'static [&'static str],
    test: &'static [&'static str],
}

/// What ships: all that PUD does not measure.
const SHIPPED: Plan = Plan {
    language: "en",
    train: &[
        "ewt-train",
        "gum-train-open",
        "ewt-dev",
        "ewt-test",
        "gum-dev-open",
        "gum-test-open",
        "gum-news-heldout",
    ],
    test: &["pud-news", "pud-wiki"],
};

/// What the report trains, each on its own part alone. Of other languages only the small parts are at hand.
const REPORTED: [Plan; 4] = [
    Plan {
        language: "en",
        train: &["ewt-train", "gum-train-open"],
        test: &["ewt-test", "gum-test-open", "gum-news-heldout", "pud-news", "pud-wiki"],
    },
    Plan { language: "de", train: &["de-dev"], test: &["de-test"] },
    Plan { language: "es", train: &["es-dev"], test: &["es-test"] },
    Plan { language: "fr", train: &["fr-dev"], test: &["fr-test"] },
];

/// A trained model with how right it is on the files it did not see.
struct Trained {
    bytes: Vec<u8>,
    /// What it learnt from: a line a file.
    inputs: Vec<String>,
    rows: Vec<String>,
    relations: Vec<String>,
}

fn main() -> io::Result<()> {
    let args: Vec<String> = env::args().skip(1).collect();
    match args.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["train", folder, out, ref texts @ ..] => {
            let trained = train(Path::new(folder), &SHIPPED, texts)?;
            fs::write(out, &trained.bytes)?;
            let note = note(&trained);
            fs::write(Path::new(out).with_extension("txt"), &note)?;
            println!("{note}");
        }
        ["report", folder] => {
            println!("| set | words | UPOS | UAS | LAS |\n|---|---|---|---|---|");
            for plan in REPORTED {
                let trained = train(Path::new(folder), &plan, &[])?;
                println!("{}", trained.rows.join("\n"));
                eprintln!("{}: {}", plan.language, trained.relations.join("\n"));
            }
        }
        ["measure", folder, model, ref names @ ..] => {
            let bytes = fs::read(model)?;
            let Some(model) = Model::open(&bytes) else {
                return Err(io::Error::other(format!("{model}: no model of this version")));
            };
            let mut scheme = Scheme::of(&model);
            for name in names {
                let file = File::read(Path::new(folder), name, &mut scheme, false)?;
                let measured = Measured::of(&file.sentences, &scheme, &model);
                println!("{}\n{}", measured.row(name), measured.relations(100));
            }
        }
        ["tree"] => {
            for line in io::stdin().lines() {
                let line = line?;
                println!("{}", Grammar::english().parse(&line).outline(&line));
            }
        }
        _ => eprintln!(
            "train TREEBANKS MODEL | report TREEBANKS | measure TREEBANKS MODEL NAME... | tree"
        ),
    }
    Ok(())
}

/// What a model learnt from, and how right it is: the text beside it.
fn note(trained: &Trained) -> String {
    format!(
        "Learnt from (SHA-256 of the file, sentences):\n{}\n\n{}\n\n| set | words | UPOS | UAS | LAS |\n|---|---|---|---|---|\n\
         {}\n\nF1 by relation, on the first of these: {}\n",
        trained.inputs.join("\n"),
        lessons::parameters(),
        trained.rows.join("\n"),
        trained.relations.first().map_or("", String::as_str),
    )
}

fn train(folder: &Path, plan: &Plan, texts: &[&str]) -> io::Result<Trained> {
    let mut scheme = Scheme::default();
    let mut sentences: Vec<Sentence> = Vec::new();
    let mut inputs = Vec::new();
    for name in plan.train {
        let file = File::read(folder, name, &mut scheme, true)?;
        inputs.push(format!("{}  {name} {}", file.hash, file.sentences.len()));
        sentences.extend(file.sentences);
    }
    let (tags, relations) = (scheme.tags.list.len(), scheme.relations.list.len());
    lessons::jackknife(&mut sentences, tags);
    let all: Vec<&Sentence> = sentences.iter().collect();
    let tagger = write_table(&lessons::tagger(&all, tags).rows(lessons::TAGGER_BYTES));
    let (class_of, verb) = lesson::classes(&scheme.tags.list);
    let classes = (&*class_of, verb);
    let mut parser = lessons::parser(&all, classes, relations);
    if !texts.is_empty() {
        let backwards: Vec<Sentence> = sentences.iter().map(unlabelled::reversed).collect();
        let backwards: Vec<&Sentence> = backwards.iter().collect();
        let backwards = lessons::parser(&backwards, classes, relations);
        let found = alike(texts, (&tagger, tags), [&parser, &backwards], classes, relations)?;
        inputs.push(format!("{} sentences of texts without annotation", found.len()));
        drop(backwards);
        let all: Vec<&Sentence> = sentences.iter().chain(&found).collect();
        parser = lessons::parser(&all, classes, relations);
    }
    let (steps, _) = write_steps(&parser.steps.steps(), STEP_BITS);
    let bytes = write_model(&[
        scheme.tags.list.join("\n").into_bytes(),
        scheme.relations.list.join("\n").into_bytes(),
        verbs(&sentences, &scheme).join("\n").into_bytes(),
        tagger,
        steps,
        write_table(&parser.labels.rows(LABEL_BYTES)),
        write_table(&sure::tags(&sentences, &scheme.tags.list)),
        write_table(&sure::relations(&sentences, &class_of, verb)),
    ]);
    let (mut rows, mut by_relation) = (Vec::new(), Vec::new());
    if let Some(model) = Model::open(&bytes) {
        for name in plan.test {
            let file = File::read(folder, name, &mut scheme, false)?;
            let measured = Measured::of(&file.sentences, &scheme, &model);
            rows.push(measured.row(name));
            by_relation.push(measured.relations(100));
        }
    }
    Ok(Trained { bytes, inputs, rows, relations: by_relation })
}

/// The sentences of texts that two parsers read alike.
fn alike(
    texts: &[&str],
    (tagger, tags): (&[u8], usize),
    parsers: [&Parser; 2],
    (class_of, verb): (&[u8], u8),
    relations: usize,
) -> io::Result<Vec<Sentence>> {
    let broken = || io::Error::other("a table that was just written is none");
    let tables = parsers.map(|it| {
        let steps = write_steps(&it.steps.steps(), STEP_BITS + 2).0;
        (steps, write_table(&it.labels.rows(3 * LABEL_BYTES)))
    });
    let steps = [lesson::steps(&tables[0].0), lesson::steps(&tables[1].0)];
    let labels = [lesson::table(&tables[0].1), lesson::table(&tables[1].1)];
    let ([Some(a), Some(b)], [Some(x), Some(y)]) = (steps, labels) else { return Err(broken()) };
    let tagger = lesson::table(tagger).ok_or_else(broken)?;
    let of = |steps, labels| Tables { steps, labels: (labels, relations), class_of, verb };
    let sentences = unlabelled::read(texts)?;
    Ok(unlabelled::agreed(sentences, (&tagger, tags), &of(&a, &x), &of(&b, &y)))
}

/// The verbs that stand in their base form, sorted.
fn verbs(sentences: &[Sentence], scheme: &Scheme) -> Vec<String> {
    let mut verbs = BTreeSet::new();
    for sentence in sentences {
        for (form, &tag) in sentence.forms.iter().zip(&sentence.tags) {
            let is_base = matches!(scheme.tags.name(tag), "VERB|VB" | "VERB|VBP");
            if is_base && form.chars().all(|it| it.is_ascii_lowercase()) && form.len() > 1 {
                verbs.insert(form.clone());
            }
        }
    }
    verbs.into_iter().collect()
}
