//! What training sees of the parser: its features, its steps and the parts of a model.

use super::grammar::is_several;
use super::steps::Steps;
use super::table::Table;

pub use super::decode::{Scorer, Scores, best, best_step, tags, tree};
pub use super::feature::{Sights, cases_of_relation, of_relation, of_step};
pub use super::mend::Arcs;
pub use super::model::{MOST_CLASSES, Model, classes, write as write_model};
pub use super::state::{State, Step};
pub use super::steps::{LARGEST_WEIGHT, write as write_steps};
pub use super::table::{Row, write as write_table};
pub use super::tagger::{Before, case as case_of_tag, features as of_tag};
pub use super::word::Word;

/// A table of rows in its bytes; `None` where they are none.
pub fn table(bytes: &[u8]) -> Option<impl Scorer> {
    Table::new(bytes)
}

/// A table of steps in its bytes; `None` where they are none.
pub fn steps(bytes: &[u8]) -> Option<impl Scorer> {
    Steps::new(bytes)
}

/// The tags of words, and their tree.
pub fn parse(model: &Model<'_>, forms: &[String], words: &[Word]) -> (Vec<u8>, Arcs) {
    model.parse(words, |at| model.can_be_verb(&forms[at]), |at| is_several(forms, at), |_| false)
}
