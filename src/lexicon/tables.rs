//! The tables that the build script makes of the lexicon files.

use super::actions::{Family, Object, Rest, Role};
use super::entry::{Entry, Number, Tag, Tags, VerbForm};
use super::filter::Filter;
use super::nouns::NounId;
use super::places::{PlaceForm, PlaceId, PlaceKind};
use super::table::Table;
use crate::claim::time::TimeUnit;

include!(concat!(env!("OUT_DIR"), "/tables.rs"));
