//! What elements say of themselves: that they are never content, or that they look like what surrounds it.

use super::suspect::Rank;

/// Elements whose text is never content.
const NEVER: &[&str] = &[
    "head", "script", "style", "noscript", "template", "svg", "math", "iframe", "object", "button",
    "select", "textarea",
];
/// Elements that surround the content.
const AROUND: &[&str] = &["nav", "footer"];
/// Elements that most often do; some pages stand in a form as a whole.
const OFTEN_AROUND: &[&str] = &["aside", "form", "menu"];
/// Words in class names and ids of what surrounds the content.
const WORDS: &[&str] = &[
    "nav",
    "navbar",
    "navigation",
    "menu",
    "sidebar",
    "footer",
    "breadcrumb",
    "breadcrumbs",
    "related",
    "recommended",
    "recirculation",
    "share",
    "sharing",
    "social",
    "newsletter",
    "subscribe",
    "promo",
    "advert",
    "advertisement",
    "ad",
    "ads",
    "banner",
    "teaser",
    "teasers",
    "trending",
    "paywall",
    "toolbar",
    "skip",
];
/// Words of what is often longer than the content.
const LONG_WORDS: &[&str] =
    &["comment", "comments", "cookie", "cookies", "consent", "popup", "modal"];
/// Words of what readers say.
const COMMENTS: &[&str] = &["comment", "comments"];
/// Beside one of these a word says that a page has such a thing, or how it stands, not that this is one.
const STATES: &[&str] = &[
    "has", "have", "no", "not", "non", "with", "without", "open", "opened", "closed", "enabled",
    "disabled", "on", "off", "hide", "hides", "hidden", "show", "shows", "shown", "visible",
    "active", "inactive", "ready", "loaded", "layout", "supports",
];
/// ARIA roles of what surrounds the content.
const ROLES: &[&str] =
    &["navigation", "banner", "contentinfo", "complementary", "search", "dialog", "menu"];

/// What an element says of its text.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Standing {
    /// Nothing.
    Open,
    /// It looks like what surrounds the content.
    Around(Rank),
    /// It is nothing that a reader sees as text.
    Never,
}

/// What an element says of the text in it; `is_outside` where no article and no `main` is open.
pub(super) fn standing(
    name: &str,
    is_outside: bool,
    attribute: &impl Fn(&str) -> Option<String>,
) -> Standing {
    let is_hidden = attribute("hidden").is_some()
        || attribute("style").is_some_and(|it| it.replace(' ', "").contains("display:none"));
    if NEVER.contains(&name) {
        return Standing::Never;
    }
    let names: Vec<String> = ["class", "id"].iter().filter_map(|it| attribute(it)).collect();
    let names = || names.iter().flat_map(|it| it.split_ascii_whitespace());
    match name {
        // What a reader says below a story is marked up as an article as well.
        "article" if names().any(|it| is_named(it, COMMENTS)) => {
            return Standing::Around(Rank::Talkative);
        }
        "html" | "body" | "main" | "article" => return Standing::Open,
        _ if is_hidden => return Standing::Never,
        _ => {}
    }
    let role = attribute("role");
    if name == "dialog"
        || role.as_deref() == Some("dialog")
        || names().any(|it| is_named(it, LONG_WORDS))
    {
        return Standing::Around(Rank::Talkative);
    }
    let is_element = AROUND.contains(&name) || role.is_some_and(|it| ROLES.contains(&&*it));
    let is_often = OFTEN_AROUND.contains(&name)
        || name == "header" && is_outside
        || attribute("aria-hidden").is_some_and(|it| it == "true");
    match () {
        () if is_element => Standing::Around(Rank::Element),
        () if is_often || names().any(|it| is_named(it, WORDS)) => Standing::Around(Rank::Named),
        () => Standing::Open,
    }
}

/// Whether a name is made of one of the words: `share-bar`, but not `share-enabled`.
fn is_named(name: &str, words: &[&str]) -> bool {
    let parts = || name.split(|it: char| !it.is_alphanumeric());
    let is_in = |part: &str, of: &[&str]| of.iter().any(|it| part.eq_ignore_ascii_case(it));
    parts().any(|it| is_in(it, words)) && !parts().any(|it| is_in(it, STATES))
}
