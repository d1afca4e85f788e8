//! The vocabulary of the program: what a document, a mention, a claim, a fact and a finding are.
//!
//! This module imports no stage. A mention is a numeric expression in a text, a claim is a mention
//! with its slots filled, a fact is a cluster of claims about the same thing, and a finding is what
//! a rule says about one claim, a pair or a group.

mod binding;
mod comparison;
mod coverage;
mod document;
mod excuse;
mod fact;
mod few;
mod figure;
mod finding;
mod grid;
mod id;
mod interval;
pub mod lineage;
mod matched;
mod meaning;
mod mention;
mod named;
mod numeral;
mod origin;
mod period;
mod quantity;
mod record;
mod shown;
pub mod slip;
mod slot;
mod source;
mod span;
mod status;
mod suppression;
pub mod time;
mod unread;
mod visible;

pub use binding::{Binding, CellName};
pub use comparison::{Aligned, Answer, Change, Comparison, Difference, Sentence};
pub use coverage::{CardLine, Counterpart, Covered, Differs, Support};
pub use document::{Block, BlockKind, Citation, Document, LineStarts, Oddity};
pub use excuse::Excuse;
pub use fact::{Fact, Verdict};
pub use few::Few;
pub use figure::{Figure, grouped};
pub use finding::{Confirmation, Finding, Makes, Passage, RuleLine, Severity, one_line};
pub use grid::{Grid, GridCell, GridColumn, plain as plain_name, spoken as spoken_key};
pub use id::{short_id, stable_id};
pub use interval::Interval;
pub use matched::{Band, Evidence, LEVELS, Matched, Question, Reading, Row};
pub use meaning::{Meaning, Role, Thing};
pub use mention::{Kind, Mention, Rejected, Rest, Value};
pub use named::common_name;
pub use numeral::{Dimension, Numeral};
pub use origin::{Encoded, Origin, Position};
pub use period::Period;
pub use quantity::{Hedge, Quantity, Relation};
pub use record::{Claim, Name};
pub use slot::{Action, Counted, Event, Modality, Place, Statistic};
pub use source::{Source, Tier};
pub use span::Span;
pub use status::{Outcome, Status};
pub use suppression::Suppression;
pub use unread::{UNREAD, is_lost};
pub(crate) use visible::is_control;
pub use visible::{visible, visible_lines};
