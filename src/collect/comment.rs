//! Comments that are meant for this program: `<!-- crosscheck: … -->`, `<!-- crosscheck-ignore … -->`.

/// What every comment ends with.
const ENDS: &str = "-->";

/// A comment in a file's text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Comment<'t> {
    /// Where it starts.
    pub(super) at: usize,
    /// Its line, from 1.
    pub(super) line: usize,
    /// What it says; `None` where it has no end.
    pub(super) says: Option<&'t str>,
    /// Whether nothing else stands in its line before it.
    pub(super) is_alone: bool,
}

/// The comments of a text that open in one way.
pub(super) fn comments<'t>(text: &'t str, opens: &'t str) -> impl Iterator<Item = Comment<'t>> {
    // Lines are counted from one comment to the next.
    let (mut counted, mut line, mut next) = (0, 1, 0);
    std::iter::from_fn(move || {
        let at = text.get(next..)?.find(opens)? + next;
        let inside = &text[at + opens.len()..];
        let end = inside.find(ENDS);
        line += text.get(counted..at).map_or(0, |it| it.matches('\n').count());
        counted = at;
        next = at + opens.len() + end.unwrap_or(0);
        let before = text[..at].rsplit('\n').next().unwrap_or_default();
        let is_alone = before.trim().is_empty();
        Some(Comment { at, line, says: end.map(|it| inside[..it].trim()), is_alone })
    })
}
