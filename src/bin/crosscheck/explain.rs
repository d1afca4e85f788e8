//! `explain`: a rule's page, a finding line by line, why two claims were or were not held to be of one thing, what other
//! documents have beside a claim, or what was said of a figure of a draft and why.

use std::io::Write as _;

use crosscheck::Error;
use crosscheck::claim::{Covered, Passage};
use crosscheck::error::nearest_name as nearest;
use crosscheck::lexicon::Lexicon;
use crosscheck::matching::collection::card::StoryModel;
use crosscheck::rules::Rule;
use crosscheck::run::{self, Corpus, Judgement};
use crosscheck::write::{self, Look};

use crate::args::{Explain, Wanted};
use crate::check::{self, Checked};
use crate::{Outcome, SHORTEST_ID, incomplete, one, rules, tell};

pub(crate) fn run(args: &Explain, wanted: &Wanted) -> Result<Outcome, Error> {
    let rules = rules::settled(wanted)?;
    let name = args.names.first().map_or("", String::as_str);
    if let Some(rule) = rules.iter().find(|it| it.id == name) {
        return page(rule).map(|it| rules::shown(&it));
    }
    let lexicon = Lexicon::english()?;
    let names = || rules.iter().map(|it| &*it.id);
    let judged = check::judged(&args.documents, wanted, &rules, lexicon);
    let Checked { corpus, judgement, covered, look, .. } = judged.map_err(|error| match error {
        // Without documents only a rule can have been meant.
        Error::NothingToRead { .. } if args.documents.inputs.is_empty() => {
            let help = match nearest(name, names()) {
                Some(it) => format!("did you mean `{it}`?"),
                None => "name the documents of a finding or of claims: --in FOLDER".to_owned(),
            };
            Error::UnknownName { what: "rule", name: name.to_owned(), help }
        }
        other => other,
    })?;
    tell(&corpus.problems, wanted);
    let mut text = Vec::new();
    let figure = covered.as_deref().and_then(|it| figure(it, name));
    if let (Some(figure), [_]) = (figure, args.names.as_slice()) {
        write::figure(&mut text, figure, &look)?;
    } else if let [left, right] = args.names.as_slice() {
        two_claims(&mut text, &corpus, (left, right), &look, lexicon)?;
    } else if let Some(claim) = claim(&corpus, &judgement, name) {
        write::counterparts(
            &mut text,
            claim,
            &corpus,
            (&judgement.matches, StoryModel::shipped()),
        )?;
    } else {
        let finding = one(&judgement.findings, name, |it| &it.fingerprint).ok_or_else(|| {
            let ids: Vec<&str> = names().collect();
            let help = format!(
                "give at least {SHORTEST_ID} characters of a fingerprint that `check` prints for these documents, or a rule: {}",
                ids.join(", ")
            );
            Error::UnknownName { what: "rule or finding", name: name.to_owned(), help }
        })?;
        // What speaks for a finding of a draft is what spoke for the answer to its figure.
        let place = |it: &Passage| (it.document, it.span);
        let told: Vec<_> = finding.passages.iter().take(2).map(place).collect();
        let is_of = |it: &&Covered| {
            let other = it.disputed.first().or(it.places.first());
            it.is_told_by_a_rule()
                && other.is_some_and(|other| told == [place(&it.passage), place(other)])
        };
        match covered.iter().flatten().find(is_of) {
            Some(figure) => write::figure(&mut text, figure, &look)?,
            None => write::explanation(&mut text, finding, &corpus, &judgement, &look)?,
        }
    }
    Ok(Outcome::new(text, incomplete(&corpus.problems)))
}

/// The figure of a draft at `FILE:LINE:COLUMN`, any column of it, at `FILE:LINE`, or of an id that `check` prints.
fn figure<'c>(covered: &'c [Covered], name: &str) -> Option<&'c Covered> {
    let place = name.rsplit_once(':').and_then(|(rest, column)| {
        let (path, line) = rest.rsplit_once(':')?;
        Some((path, line.parse::<usize>().ok()?, column.parse::<usize>().ok()?))
    });
    let is_meant = |it: &&Covered| {
        place.is_some_and(|(path, line, column)| {
            let passage = &it.passage;
            let columns = passage.column..passage.column + passage.text.chars().count();
            *passage.source.path == *path && passage.line == line && columns.contains(&column)
        })
    };
    // A line alone names its first figure that is not plainly supported, else its first.
    let of_line = name.rsplit_once(':').and_then(|(path, line)| {
        let line = line.parse::<usize>().ok()?;
        let is_of = |it: &&Covered| *it.passage.source.path == *path && it.passage.line == line;
        let is_asked = |it: &&Covered| it.question().is_some() || it.is_told_by_a_rule();
        let mut own = covered.iter().filter(is_of);
        own.clone().find(is_asked).or_else(|| own.next())
    });
    let ids: Vec<String> = covered
        .iter()
        .map(|it| it.question().map_or_else(String::new, |it| it.fingerprint))
        .collect();
    let by_id = || {
        let id = one(&ids, name, |it| it)?;
        covered.get(ids.iter().position(|it| it == id)?)
    };
    let by_claim = || one(covered, name, |it| it.passage.claim.as_deref().unwrap_or_default());
    covered.iter().find(is_meant).or(of_line).or_else(by_id).or_else(by_claim)
}

/// The claim of an id, where no finding has it.
fn claim(corpus: &Corpus, judgement: &Judgement, name: &str) -> Option<usize> {
    let is_finding = one(&judgement.findings, name, |it| &it.fingerprint).is_some();
    let claim = one(&corpus.claims, name, |it| &it.id).filter(|_| !is_finding)?;
    corpus.claims.iter().position(|it| it.id == claim.id)
}

fn two_claims(
    text: &mut Vec<u8>,
    corpus: &Corpus,
    (left, right): (&str, &str),
    look: &Look,
    lexicon: &Lexicon,
) -> Result<(), Error> {
    let index = |name: &str| {
        let claim = one(&corpus.claims, name, |it| &it.id).ok_or_else(|| Error::UnknownName {
            what: "claim",
            name: name.to_owned(),
            help:
                "`crosscheck claims` prints the ids; four characters that fit only one are enough"
                    .to_owned(),
        })?;
        Ok::<usize, Error>(corpus.claims.iter().position(|it| it.id == claim.id).unwrap_or(0))
    };
    let (a, b) = (index(left)?, index(right)?);
    let (a, b) = (a.min(b), a.max(b));
    let every = run::held(corpus, (a, b), lexicon);
    write::two_claims(text, (a, b), corpus, (every.as_deref(), StoryModel::shipped()), look)?;
    Ok(())
}

fn page(rule: &Rule) -> Result<Outcome, Error> {
    let mut text = Vec::new();
    writeln!(text, "{}  {}\n\n  {}\n", rule.id, rule.severity.name(), rule.why)?;
    for example in &rule.examples {
        for (sign, texts) in [("finds", &example.finds), ("allows", &example.allows)] {
            for (index, it) in texts.iter().enumerate() {
                let head = if index == 0 { sign } else { "" };
                writeln!(text, "  {head:7} | {it}")?;
            }
        }
        writeln!(text)?;
    }
    Ok(Outcome::new(text, 0))
}
