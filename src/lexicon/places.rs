//! Places: names, adjectives, nationals, and what lies within what.

use std::sync::Arc;

use rustc_hash::{FxBuildHasher, FxHashMap};
use serde::Deserialize;

use crate::claim::Place;

/// Surface forms by their first word, longest first.
type Surfaces = FxHashMap<Box<str>, Vec<(Box<str>, PlaceId, PlaceForm)>>;

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
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq)]
#[serde(rename_all = "kebab-case")]
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

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Line {
    name: String,
    kind: PlaceKind,
    #[serde(rename = "in")]
    within: Option<String>,
    #[serde(default)]
    adjectives: Vec<String>,
    #[serde(default)]
    people: Vec<String>,
    #[serde(default)]
    aliases: Vec<String>,
}

#[derive(Debug)]
struct Known {
    name: Arc<str>,
    kind: PlaceKind,
    within: Option<PlaceId>,
}

/// The gazetteer.
#[derive(Debug)]
pub struct Gazetteer {
    places: Vec<Known>,
    by_name: FxHashMap<Arc<str>, PlaceId>,
    /// Surface forms by their first word, longest first.
    surfaces: Surfaces,
}

impl Gazetteer {
    pub(super) fn new(lines: &[Line]) -> Self {
        let mut surfaces = Surfaces::with_capacity_and_hasher(lines.len() * 2, FxBuildHasher);
        let mut by_name = FxHashMap::with_capacity_and_hasher(lines.len(), FxBuildHasher);
        let mut places = Vec::with_capacity(lines.len());
        for (id, line) in (0..).zip(lines) {
            let name = Arc::<str>::from(&*line.name);
            by_name.insert(Arc::clone(&name), id);
            places.push(Known { name, kind: line.kind, within: None });
            let names = std::iter::once(&line.name).chain(&line.aliases);
            let forms = names
                .map(|it| (it, PlaceForm::Name))
                .chain(line.adjectives.iter().map(|it| (it, PlaceForm::Adjective)))
                .chain(line.people.iter().map(|it| (it, PlaceForm::People)));
            for (surface, form) in forms {
                let first = first_word(surface);
                let list = surfaces.entry(first.into()).or_default();
                list.push((surface.as_str().into(), id, form));
                list.sort_by_key(|(it, ..)| std::cmp::Reverse(it.len()));
            }
        }
        for (index, line) in lines.iter().enumerate() {
            let within = line.within.as_ref().and_then(|it| by_name.get(it.as_str()).copied());
            if let Some(place) = places.get_mut(index) {
                place.within = within;
            }
        }
        Self { places, by_name, surfaces }
    }

    /// The longest place name `text` starts with: its length in bytes, the place and the form.
    pub fn at(&self, text: &str) -> Option<(usize, PlaceId, PlaceForm)> {
        let list = self.surfaces.get(first_word(text))?;
        list.iter()
            .find(|(surface, ..)| stands_at_start(text, surface))
            .map(|(it, id, form)| (it.len(), *id, *form))
    }

    /// The canonical name of a place.
    pub fn name(&self, id: PlaceId) -> Option<&Arc<str>> {
        self.places.get(usize::from(id)).map(|it| &it.name)
    }

    /// What sort of place it is.
    pub fn kind(&self, id: PlaceId) -> Option<PlaceKind> {
        self.places.get(usize::from(id)).map(|it| it.kind)
    }

    /// A place with everything that contains it.
    pub fn place(&self, id: PlaceId) -> Option<Place> {
        let known = self.places.get(usize::from(id))?;
        let mut within = Vec::new();
        let mut next = known.within;
        while let Some(container) = next.and_then(|it| self.places.get(usize::from(it)))
            && within.len() < 8
        {
            within.push(Arc::clone(&container.name));
            next = container.within;
        }
        Some(Place { name: Arc::clone(&known.name), within })
    }

    /// The place of that canonical name or alias.
    pub fn find(&self, name: &str) -> Option<PlaceId> {
        let exact = self.by_name.get(name).copied();
        exact.or_else(|| self.at(name).filter(|it| it.0 == name.len()).map(|it| it.1))
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
