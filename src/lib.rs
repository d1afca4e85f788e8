//! Finds where source documents disagree about a figure, and shows both passages.
//!
//! Modules stand in the order in which a claim travels: `collect` loads documents, `extract` reads
//! figures and their context, `normalise` resolves them into claims, `matching` finds which claims speak
//! of the same fact, `rules` judge them, `reconcile` states the facts, `write` prints. `config` is what holds for
//! every run of a desk. Programs that embed the library begin with [`checker`].

pub mod claim;
pub mod config;
pub mod disk;
pub mod error;
pub mod guard;
pub mod lexicon;
pub mod yaml;

pub mod collect;
pub mod extract;
pub mod matching;
pub mod normalise;
pub mod parse;
pub mod reconcile;
pub mod rules;
pub mod settle;
pub mod write;

#[cfg(feature = "parquet")]
pub mod archive;
pub mod checker;
pub mod run;
pub mod watch;

pub use error::{Error, Problem};
