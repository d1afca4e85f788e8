//! Comments that are meant for this program: `<!-- crosscheck: … -->`, `<!-- crosscheck-ignore … -->`.

/// What every comment starts with.
const STARTS: &str = "<!--";
/// What every comment ends with.
const ENDS: &str = "-->";

/// A comment in a file's text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Comment<'t> {
    /// Where it starts.
    pub(super) at: usize,
    /// Its line, from 1.
    pub(super) line: usize,
    /// What it says after what opens it; where it has no end, the rest of the text.
    pub(super) says: &'t str,
    /// Whether it has an end.
    pub(super) is_ended: bool,
    /// Whether nothing else stands in its line before it.
    pub(super) is_alone: bool,
}

/// The comments of a text whose first word starts with `opens`; what they say follows that.
pub(super) fn comments<'t>(text: &'t str, opens: &'t str) -> impl Iterator<Item = Comment<'t>> {
    // Lines are counted from one comment to the next.
    let (mut counted, mut line, mut next, mut line_start) = (0, 1, 0, 0);
    text.match_indices(STARTS).filter_map(move |(at, _)| {
        if at < next {
            return None;
        }
        let inside = text.get(at + STARTS.len()..)?.trim_start().strip_prefix(opens)?;
        let end = inside.find(ENDS);
        // One without an end holds all the rest.
        next = end.map_or(text.len(), |it| text.len() - inside.len() + it);
        let passed = text.get(counted..at).unwrap_or_default();
        line += passed.matches('\n').count();
        line_start = passed.rfind('\n').map_or(line_start, |it| counted + it + 1);
        counted = at;
        let before = text.get(line_start..at).unwrap_or_default();
        let is_alone = before.trim_start().is_empty();
        let says = inside[..end.unwrap_or(inside.len())].trim_end();
        Some(Comment { at, line, says, is_ended: end.is_some(), is_alone })
    })
}
