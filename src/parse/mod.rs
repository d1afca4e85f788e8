//! Which word of a sentence hangs on which: tokens, word classes and a dependency tree.
//!
//! ```text
//! text ── token ──> words ── tagger ──> tags ── state, feature, steps, table ──> tree
//! ```
//!
//! A tagger and a greedy transition parser, both averaged perceptrons (Collins 2002) over hashed features, trained on the
//! treebanks of Universal Dependencies (Nivre et al. 2020) by the workspace member `grammar`. The parser takes two steps a
//! word (the arc-hybrid system of Kuhlmann, Gómez-Rodríguez and Satta 2011, trained with the dynamic oracle of Goldberg and
//! Nivre 2013), chosen among three by one table, and names each arc as it is made by another. Everything is whole numbers
//! read in place from `models/en.bin`: nothing is decoded at the start, and a sentence has the same tree on every machine.
//!
//! This module sees a sentence and nothing else of the program; what is made of its trees stands in `extract::slot`.

mod decode;
mod feature;
mod grammar;
mod hash;
mod mend;
mod model;
mod state;
mod steps;
mod table;
mod tagger;
mod token;
mod tree;
mod verb;
mod word;

pub mod lesson;

pub use grammar::{Grammar, MOST_WORDS, Verbs};
pub use model::Model;
pub use token::tokens;
pub use tree::{Node, PART, Tree};
