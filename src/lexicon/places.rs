//! Places: names, adjectives, nationals, and what lies within what.

use std::sync::Arc;

use super::tables::{FIRST_WORDS, FIRST_WORDS_VALUES, PLACE_TEXTS, PLACES, SURFACES};
use crate::claim::Place;

/// Index of a place.
pub type PlaceId = u16;

/// In which form a text names a place.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum PlaceForm {
    /// Spain
    Name,
    /// Spanish
    Adjective,
    /// Spaniards
    People,
}

/// What sort of place it is.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum PlaceKind {
    /// A continent or a part of one.
    WorldRegion,
    /// A country.
    Country,
    /// A state, province or territory.
    Division,
    /// A city or town.
    City,
    /// A part of a city or a rural district.
    District,
}

/// The gazetteer.
#[derive(Debug)]
pub struct Gazetteer;

impl Gazetteer {
    /// The longest place name `text` starts with: its length in bytes, the place and the form.
    pub fn at(&self, text: &str) -> Option<(usize, PlaceId, PlaceForm)> {
        let (start, count) = *FIRST_WORDS_VALUES.get(FIRST_WORDS.find(first_word(text))?)?;
        let list = SURFACES.get(usize::from(start)..)?.get(..usize::from(count))?;
        list.iter().find_map(|(surface, id, form)| {
            let surface = PLACE_TEXTS.at(usize::from(*surface))?;
            stands_at_start(text, surface).then_some((surface.len(), *id, *form))
        })
    }

    /// The canonical name of a place.
    pub fn name(&self, id: PlaceId) -> Option<&'static str> {
        PLACE_TEXTS.at(usize::from(PLACES.get(usize::from(id))?.0))
    }

    /// What sort of place it is.
    pub fn kind(&self, id: PlaceId) -> Option<PlaceKind> {
        PLACES.get(usize::from(id)).map(|it| it.1)
    }

    /// A place with everything that contains it.
    pub fn place(&self, id: PlaceId) -> Option<Place> {
        let name = self.name(id)?;
        let outer = |it: PlaceId| PLACES.get(usize::from(it))?.2;
        let containers = std::iter::successors(outer(id), |it| outer(*it));
        let within = containers.filter_map(|it| self.name(it)).map(Arc::from).take(8).collect();
        Some(Place { name: Arc::from(name), within })
    }

    /// The place of that canonical name or alias.
    pub fn find(&self, name: &str) -> Option<PlaceId> {
        self.at(name).filter(|it| it.0 == name.len()).map(|it| it.1)
    }
}

fn first_word(text: &str) -> &str {
    let end = text.find(|c: char| !c.is_alphabetic()).unwrap_or(text.len());
    &text[..end]
}

fn stands_at_start(text: &str, surface: &str) -> bool {
    text.starts_with(surface)
        && !text[surface.len()..].chars().next().is_some_and(char::is_alphanumeric)
}

impl PlaceKind {
    /// The noun that counts places of this kind.
    pub fn noun(self) -> &'static str {
        match self {
            Self::WorldRegion => "continent",
            Self::Country => "country",
            Self::Division => "region",
            Self::City => "city",
            Self::District => "district",
        }
    }
}
