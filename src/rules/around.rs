//! The claims that stand around a claim: what one text says of one thing it says within a few paragraphs.

use crate::claim::Claim;

/// How many claims on either side are looked at. No paragraph that anybody writes has more figures of one statement.
const REACH: usize = 64;

/// The claims of a document in the block of one of them and in those beside it, at most [`REACH`] on either side.
///
/// `claims` are in the order of the claims table.
pub(super) fn around<'c>(claims: &'c [Claim], of: &Claim) -> &'c [Claim] {
    let is_before = |it: &Claim| (it.document, it.span.start) < (of.document, of.span.start);
    let at = claims.partition_point(is_before);
    let end = claims.len().min(at.saturating_add(REACH + 1));
    let near = claims.get(at.saturating_sub(REACH)..end).unwrap_or_default();
    let is_beside = |it: &&Claim| it.document == of.document && it.block.abs_diff(of.block) <= 1;
    let first = near.iter().take_while(|it| !is_beside(it)).count();
    let beside = near.get(first..).unwrap_or_default();
    let count = beside.iter().take_while(is_beside).count();
    beside.get(..count).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::claim::Source;
    use crate::lexicon::Lexicon;
    use crate::{collect, run};

    #[test]
    fn takes_the_blocks_beside() {
        let lexicon = Lexicon::english().unwrap();
        let texts =
            ["1 man\n\n20 men left.\n\n30 men left.\n\n40 men left.", &"7 men left. ".repeat(400)];
        let read = texts.map(|it| collect::from_text(Source::at("a.txt"), it, lexicon).unwrap());
        let claims = run::corpus(read.into(), Vec::new(), lexicon).claims;
        let near = |at: usize| {
            let near = around(&claims, &claims[at]);
            (near[0].span.start, near.len())
        };
        assert_eq!(claims.len(), 404);
        assert_eq!((near(0), near(2), near(3)), ((0, 2), (7, 3), (21, 2)));
        assert_eq!((near(4).1, near(204).1, near(403).1), (65, 129, 65));
    }
}
