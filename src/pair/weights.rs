//! The weights of identity, read from `rules/weights.yaml`.

use serde::Deserialize;

use crate::error::Error;

/// What a slot weighs, in half bits, for each way two claims can stand on it.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SlotWeights {
    pub(super) same: i8,
    #[serde(default)]
    pub(super) wider: i8,
    #[serde(default)]
    pub(super) different: i8,
}

/// All weights and thresholds, in half bits.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Weights {
    pub(super) unit: SlotWeights,
    pub(super) action: SlotWeights,
    pub(super) place: SlotWeights,
    pub(super) period: SlotWeights,
    pub(super) event: SlotWeights,
    pub(super) actors: SlotWeights,
    pub(super) qualifiers: SlotWeights,
    pub(super) statistic: SlotWeights,
    pub(super) modality: SlotWeights,
    pub(super) wording: SlotWeights,
    pub(super) story: SlotWeights,
    /// From here on two claims speak of the same fact.
    pub(super) same_fact: i32,
    /// From here on a pair is worth a look.
    pub(super) look: i32,
    /// How many claims under one blocking key are compared with each other.
    pub(super) longest_block: usize,
}

impl Weights {
    /// The weights that are compiled into the program.
    ///
    /// # Errors
    ///
    /// Only where the shipped file does not have its documented shape.
    pub fn shipped() -> Result<Self, Error> {
        let text = include_str!("../../rules/weights.yaml");
        serde_yaml::from_str(text).map_err(|it| Error::yaml("rules/weights.yaml", text, &it))
    }
}
