//! Drafts of schema.org's `ClaimReview`.
#![expect(missing_docs, reason = "the names are those of https://schema.org/ClaimReview")]

use serde::Serialize;

use crate::claim::{Passage, Source};

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ClaimReviewRecord<'r> {
    #[serde(rename = "@context")]
    pub context: &'static str,
    #[serde(rename = "@type")]
    pub of_type: &'static str,
    pub date_published: &'r str,
    pub claim_reviewed: String,
    pub item_reviewed: ItemRecord<'r>,
    pub review_body: String,
    pub author: PartyRecord<'r>,
    pub review_rating: RatingRecord,
}

/// The claim, where it was made.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ItemRecord<'r> {
    #[serde(rename = "@type")]
    pub of_type: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub author: Option<PartyRecord<'r>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date_published: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub appearance: Option<&'r str>,
}

/// Who says it.
#[derive(Debug, Serialize)]
pub struct PartyRecord<'r> {
    #[serde(rename = "@type")]
    pub of_type: &'static str,
    pub name: &'r str,
}

/// In words only: no scale is the desk's own.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct RatingRecord {
    #[serde(rename = "@type")]
    pub of_type: &'static str,
    pub alternate_name: String,
}

impl<'r> ClaimReviewRecord<'r> {
    /// The review of one passage by another, both with their sentences.
    pub fn new(
        (wrong, right): (&'r Passage, &'r Passage),
        (said, is): (String, String),
        reviewer: &'r str,
        day: &'r str,
    ) -> Self {
        let source: &Source = &wrong.source;
        let organisation = |name| PartyRecord { of_type: "Organization", name };
        Self {
            context: "https://schema.org",
            of_type: "ClaimReview",
            date_published: day,
            claim_reviewed: said,
            item_reviewed: ItemRecord {
                of_type: "Claim",
                author: source.publisher.as_deref().map(organisation),
                date_published: source.published.map(|it| it.to_string()),
                appearance: source.url.as_deref(),
            },
            review_body: is,
            author: PartyRecord { of_type: "Person", name: reviewer },
            review_rating: RatingRecord {
                of_type: "Rating",
                alternate_name: format!("Not as in {}", right.source.label()),
            },
        }
    }
}
