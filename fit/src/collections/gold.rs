//! Collections of reports on one story, with what an editor says of them.

use std::collections::BTreeMap;
use std::path::Path;

use crosscheck::claim::{Claim, Span};
use crosscheck::config::Config;
use crosscheck::lexicon::Lexicon;
use crosscheck::run::{self, Corpus};
use serde_json::Value;

use crate::Failure;

/// A collection as it is read.
pub struct Gold {
    /// The set and the folder.
    pub name: String,
    /// The set that it belongs to.
    pub set: &'static str,
    pub corpus: Corpus,
    pub facts: Vec<Fact>,
    /// Pairs of claims that are of two things.
    pub apart: Vec<(usize, usize)>,
    /// Whether an editor went through it: otherwise its equal figures must do.
    pub is_annotated: bool,
}

/// What the reports say of one thing.
pub struct Fact {
    pub verdict: Verdict,
    /// For each of its passages the claims that stand there.
    pub mentions: Vec<Vec<usize>>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Verdict {
    Agrees,
    Conflict,
    /// One takes the place of the other.
    Superseded,
    PartOfWhole,
}

/// The collections of a folder, one folder each.
pub fn read(folder: &Path, set: &'static str, lexicon: &Lexicon) -> Result<Vec<Gold>, Failure> {
    let mut paths: Vec<_> = std::fs::read_dir(folder)?.collect::<Result<Vec<_>, _>>()?;
    paths.sort_by_key(std::fs::DirEntry::path);
    let folders = paths.iter().map(std::fs::DirEntry::path).filter(|it| it.is_dir());
    folders.map(|it| collection(&it, set, lexicon)).collect()
}

fn collection(folder: &Path, set: &'static str, lexicon: &Lexicon) -> Result<Gold, Failure> {
    let config = Config::default();
    let (documents, problems) = run::documents(&[folder.display().to_string()], &config, lexicon)
        .map_err(|it| it.to_string())?;
    let corpus = run::corpus(documents, problems, lexicon);
    let path = folder.join("gold.json");
    let gold: Value = match std::fs::read_to_string(&path) {
        Ok(text) => serde_json::from_str(&text)?,
        Err(_) => Value::Null,
    };
    let places = Places::new(folder, &corpus)?;
    let name = folder.file_name().map_or_else(String::new, |it| it.to_string_lossy().into_owned());
    let none = Vec::new();
    let list = |key: &str| gold[key].as_array().unwrap_or(&none);
    let mut facts: Vec<Fact> = list("facts").iter().map(|it| fact(it, &places)).collect();
    let conflict = gold["conflict"]["passages"].as_array().map(|passages| {
        let mentions = passages.iter().map(|it| places.claims(&it["file"], it));
        Fact { verdict: Verdict::Conflict, mentions: mentions.collect() }
    });
    facts.extend(conflict);
    let mut apart = Vec::new();
    for trap in list("must_not_flag") {
        let docs = trap["docs"].as_array().unwrap_or(&none);
        let of = |at: usize| {
            let place = match &trap["spans"][at] {
                Value::Array(it) => serde_json::json!({"start": it[0], "end": it[1]}),
                _ => serde_json::json!({"quote": trap["quotes"][at]}),
            };
            docs.get(at).map_or_else(Vec::new, |doc| places.claims(doc, &place))
        };
        let sides: Vec<Vec<usize>> = (0..docs.len()).map(of).collect();
        for (at, own) in sides.iter().enumerate() {
            for other in &sides[at + 1..] {
                apart.extend(own.iter().flat_map(|a| other.iter().map(|b| ordered(*a, *b))));
            }
        }
    }
    apart.sort_unstable();
    let is_annotated = gold["facts"].is_array();
    Ok(Gold { name: format!("{set}/{name}"), set, corpus, facts, apart, is_annotated })
}

pub fn ordered(a: usize, b: usize) -> (usize, usize) {
    (a.min(b), a.max(b))
}

fn fact(it: &Value, places: &Places<'_>) -> Fact {
    let verdict = match it["verdict"].as_str().unwrap_or_default() {
        "conflict" | "same-figure-different-predicate" => Verdict::Conflict,
        "superseded" => Verdict::Superseded,
        "part-of-whole" => Verdict::PartOfWhole,
        _ => Verdict::Agrees,
    };
    let mentions = it["mentions"].as_array().into_iter().flatten();
    Fact { verdict, mentions: mentions.map(|it| places.claims(&it["doc"], it)).collect() }
}

/// A text with its claims, each with its place in the table.
type Told<'c> = (String, Vec<(usize, &'c Claim)>);

/// Where the claims of each document stand, by its file's name.
struct Places<'c> {
    texts: BTreeMap<String, Told<'c>>,
}

impl<'c> Places<'c> {
    fn new(folder: &Path, corpus: &'c Corpus) -> Result<Self, Failure> {
        let mut texts = BTreeMap::new();
        for (index, claim) in corpus.claims.iter().enumerate() {
            let path = Path::new(&*claim.source.path);
            let name =
                path.file_name().map_or_else(String::new, |it| it.to_string_lossy().into_owned());
            if !texts.contains_key(&name) {
                let text = std::fs::read_to_string(folder.join(&name))?;
                texts.insert(name.clone(), (text, Vec::new()));
            }
            if let Some(it) = texts.get_mut(&name) {
                it.1.push((index, claim));
            }
        }
        Ok(Self { texts })
    }

    /// The claims at a passage: of its value, where it has one and any is; else all.
    fn claims(&self, document: &Value, place: &Value) -> Vec<usize> {
        let Some((text, claims)) = document.as_str().and_then(|it| self.texts.get(it)) else {
            return Vec::new();
        };
        let number = |key: &str| place[key].as_u64().and_then(|it| usize::try_from(it).ok());
        let spans: Vec<Span> = match (number("start"), number("end"), place["quote"].as_str()) {
            (Some(start), Some(end), _) => vec![Span::new(start, end)],
            (_, _, Some(quote)) => {
                text.match_indices(quote).map(|it| Span::new(it.0, it.0 + quote.len())).collect()
            }
            _ => Vec::new(),
        };
        let meets = |it: &&(usize, &Claim)| {
            spans.iter().any(|span| it.1.bytes.start < span.end && it.1.bytes.end > span.start)
        };
        let found: Vec<&(usize, &Claim)> = claims.iter().filter(meets).collect();
        let value = match &place["value"] {
            Value::String(it) => it.trim_start_matches(['<', '>', '=']).replace(',', ""),
            Value::Number(it) => it.to_string(),
            _ => String::new(),
        };
        let is_it = |it: &Claim| {
            let figures = it.quantity.map(|it| [it.stated(), it.low(), it.high()]);
            let mut values = figures.into_iter().flatten().flatten();
            values.any(|it| value.parse().is_ok_and(|value| it.value() == value))
        };
        let right: Vec<usize> = found.iter().filter(|it| is_it(it.1)).map(|it| it.0).collect();
        if right.is_empty() { found.iter().map(|it| it.0).collect() } else { right }
    }
}
