//! What elements say of themselves: that they are never content, or that they look like what surrounds it.

/// Elements whose text is never content.
const NEVER: &[&str] = &[
    "head", "script", "style", "noscript", "template", "svg", "math", "iframe", "object", "button",
    "select", "textarea",
];
/// Elements that most often surround the content.
const AROUND: &[&str] = &["nav", "aside", "footer", "form", "dialog", "menu"];
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
    /// It is most likely not content, unless it holds most of the text.
    Around,
    /// The same, and such things are often longer than the content.
    Talkative,
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
        "article" if names().any(|it| is_named(it, COMMENTS)) => return Standing::Talkative,
        "html" | "body" | "main" | "article" => return Standing::Open,
        _ if is_hidden => return Standing::Never,
        _ => {}
    }
    let role = attribute("role");
    if name == "dialog"
        || role.as_deref() == Some("dialog")
        || names().any(|it| is_named(it, LONG_WORDS))
    {
        return Standing::Talkative;
    }
    let is_around = AROUND.contains(&name)
        || name == "header" && is_outside
        || role.is_some_and(|it| ROLES.contains(&&*it))
        || attribute("aria-hidden").is_some_and(|it| it == "true")
        || names().any(|it| is_named(it, WORDS));
    if is_around { Standing::Around } else { Standing::Open }
}

/// Whether a name is made of one of the words: `share-bar`, but not `share-enabled`.
fn is_named(name: &str, words: &[&str]) -> bool {
    let parts = || name.split(|it: char| !it.is_alphanumeric());
    let is_in = |part: &str, of: &[&str]| of.iter().any(|it| part.eq_ignore_ascii_case(it));
    parts().any(|it| is_in(it, words)) && !parts().any(|it| is_in(it, STATES))
}
