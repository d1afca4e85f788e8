//! Sentences of a treebank with their tags and trees.

use std::collections::HashMap;
use std::fs;
use std::io::{self, Read};
use std::path::Path;

use crosscheck::parse::Model;
use crosscheck::parse::lesson::Word;
use flate2::read::GzDecoder;
use sha2::{Digest, Sha256};

/// A sentence as it was annotated.
#[derive(Clone, Default)]
pub(crate) struct Sentence {
    pub(crate) text: String,
    pub(crate) forms: Vec<String>,
    pub(crate) words: Vec<Word>,
    /// The numbers of the joint tags; 255 where training saw none of that name.
    pub(crate) tags: Vec<u8>,
    /// The tags that a tagger gave.
    pub(crate) given: Vec<u8>,
    /// Of each word its head, the number of words for the root.
    pub(crate) heads: Vec<u16>,
    pub(crate) relations: Vec<u8>,
}

/// Names with their numbers in the order in which they were met.
#[derive(Clone, Default)]
pub(crate) struct Names {
    pub(crate) list: Vec<String>,
    numbers: HashMap<String, u8>,
}

impl Names {
    /// In the order of a model.
    fn of(names: &[&str]) -> Self {
        let mut out = Self::default();
        names.iter().for_each(|name| {
            out.number(name, true);
        });
        out
    }

    /// The number of a name; 255 where it is new and none may be, or there are too many.
    fn number(&mut self, name: &str, grow: bool) -> u8 {
        if let Some(&number) = self.numbers.get(name) {
            return number;
        }
        let number = u8::try_from(self.list.len()).unwrap_or(u8::MAX);
        if !grow || number >= 127 {
            return u8::MAX;
        }
        self.list.push(name.to_owned());
        self.numbers.insert(name.to_owned(), number);
        number
    }

    pub(crate) fn name(&self, number: u8) -> &str {
        self.list.get(usize::from(number)).map_or("?", String::as_str)
    }
}

/// What the tags and relations of a language are called.
#[derive(Clone, Default)]
pub(crate) struct Scheme {
    pub(crate) tags: Names,
    pub(crate) relations: Names,
}

impl Scheme {
    /// The names of a model.
    pub(crate) fn of(model: &Model<'_>) -> Self {
        Self { tags: Names::of(model.tags()), relations: Names::of(model.relations()) }
    }
}

/// A file of a treebank.
pub(crate) struct File {
    pub(crate) sentences: Vec<Sentence>,
    /// The SHA-256 of its bytes.
    pub(crate) hash: String,
}

impl File {
    /// `FOLDER/NAME.tsv.gz`; `grow` where new names may be met.
    pub(crate) fn read(
        folder: &Path,
        name: &str,
        scheme: &mut Scheme,
        grow: bool,
    ) -> io::Result<Self> {
        let path = folder.join(format!("{name}.tsv.gz"));
        let told =
            |error: io::Error| io::Error::new(error.kind(), format!("{}: {error}", path.display()));
        let bytes = fs::read(&path).map_err(told)?;
        let mut text = String::new();
        GzDecoder::new(&*bytes).read_to_string(&mut text).map_err(told)?;
        let sentences = text.split("\n\n").filter_map(|block| sentence(block, scheme, grow));
        let digest = Sha256::digest(&bytes);
        let hash = digest.iter().map(|byte| format!("{byte:02x}")).collect();
        Ok(Self { sentences: sentences.collect(), hash })
    }
}

/// The sentence of some lines; `None` where there is no word.
fn sentence(block: &str, scheme: &mut Scheme, grow: bool) -> Option<Sentence> {
    let mut sentence = Sentence::default();
    for line in block.lines() {
        if let Some(head) = line.strip_prefix("# ") {
            sentence.text = head.split_once('\t').map_or("", |it| it.1).to_owned();
            continue;
        }
        let fields: Vec<&str> = line.split('\t').collect();
        let [_, form, class, own, head, relation, ..] = *fields else { continue };
        sentence.forms.push(form.to_owned());
        sentence.words.push(Word::of(form));
        sentence.tags.push(scheme.tags.number(&format!("{class}|{own}"), grow));
        sentence.heads.push(head.parse().ok()?);
        sentence.relations.push(scheme.relations.number(relation, grow));
    }
    let root = u16::try_from(sentence.forms.len()).ok()?;
    for head in &mut sentence.heads {
        *head = head.checked_sub(1).unwrap_or(root);
    }
    sentence.given.clone_from(&sentence.tags);
    (root > 0).then_some(sentence)
}
