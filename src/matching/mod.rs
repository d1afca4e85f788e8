//! Stage 4: which numbers of two texts speak of one thing, by fitted evidence.
//!
//! A task says what is asked: whether sources bear a draft out, or whether a text retells another rightly. Every number of
//! the one text is held against every number of the other that it can be compared with. Each feature tells how the two
//! stand by one kind of evidence, as one of a few levels; a card gives each level a weight, fitted on texts whose numbers
//! are known to be right, and the weights add up. No feature looks at the two numbers themselves: whether they speak of
//! one thing does not depend on whether they agree.

pub mod assign;
mod block;
pub mod collection;
mod draft;
pub mod feature;
pub mod model;
mod numerals;
mod aligned;
pub mod retelling;
pub mod statement;
mod second;
mod sets;
pub mod story;
mod text;
mod value;
mod words;

pub use aligned::aligned;
pub use draft::{Read, drafts};
pub use numerals::numerals;
pub use text::{Text, Vocabulary};
pub use value::{Agreement, agreement};
