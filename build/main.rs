//! Turns the lexicons, which people write as YAML, into tables that cost nothing at the start.
//!
//! What can be known before the program runs is worked out here: every form of every noun and verb,
//! which word belongs to which table line, the order of the place names. The short files of phrases
//! become JSON, which loads many times faster than YAML.

mod forms;
#[path = "../src/lexicon/hash.rs"]
mod hash;
#[path = "../src/lexicon/inflect.rs"]
#[expect(unreachable_pub, reason = "public in the library, which shares the file")]
mod inflect;
mod places;
mod tables;
mod words;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

use serde::Deserialize;
use serde::de::DeserializeOwned;

/// Files that are taken over as they are.
const PHRASES: &[&str] = &["dates", "headings", "hedges", "noise", "slots", "statements", "units"];

/// `given-names.yaml`: a sorted set.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct GivenNames {
    names: BTreeSet<String>,
}

/// Those of the Chinese lexicon.
const CHINESE: &[&str] = &["headings", "quantities", "times", "words"];

#[expect(clippy::print_stdout, reason = "the way to speak to cargo")]
fn main() -> io::Result<()> {
    let lexicon = Path::new("lexicons/en");
    println!("cargo::rerun-if-changed=lexicons");
    println!("cargo::rerun-if-changed=build");
    let out = PathBuf::from(env::var_os("OUT_DIR").ok_or(io::ErrorKind::NotFound)?);
    for name in PHRASES {
        let json = serde_json::to_string(&read::<serde_yaml::Value>(lexicon, name)?)
            .map_err(|it| io::Error::other(format!("{name}: {it}")))?;
        fs::write(out.join(name).with_extension("json"), json)?;
    }
    let chinese = Path::new("lexicons/zh");
    for name in CHINESE {
        let json = serde_json::to_string(&read::<serde_yaml::Value>(chinese, name)?)
            .map_err(|it| io::Error::other(format!("{name}: {it}")))?;
        fs::write(out.join(format!("zh-{name}.json")), json)?;
    }
    let files = words::Files {
        grammar: read(lexicon, "grammar")?,
        numbers: read(lexicon, "numbers")?,
        dates: read(lexicon, "dates")?,
        hedges: read(lexicon, "hedges")?,
        irregular: read(lexicon, "irregular")?,
        nouns: read(lexicon, "nouns")?,
        actions: read(lexicon, "actions")?,
    };
    let mut source = tables::Source::default();
    words::write(&files, &mut source);
    let names: GivenNames = read(lexicon, "given-names")?;
    source.table("GIVEN_NAMES", names.names.iter().map(String::as_str));
    places::write(&read::<Vec<places::Line>>(lexicon, "places")?, &mut source);
    fs::write(out.join("tables.rs"), source.finish())
}

fn read<T: DeserializeOwned>(folder: &Path, name: &str) -> io::Result<T> {
    let path = folder.join(name).with_extension("yaml");
    let text = fs::read_to_string(&path)?;
    serde_yaml::from_str(&text).map_err(|it| io::Error::other(format!("{}: {it}", path.display())))
}
