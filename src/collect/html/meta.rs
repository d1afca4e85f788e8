//! What a page says of itself: `meta`, `time`, JSON-LD, `title` and `html lang`.

use jiff::civil::Date;
use serde_json::Value;

use crate::claim::Source;

/// Names of `meta` elements that give the day of publication, the most telling first.
const DATES: &[&str] = &[
    "article:published_time",
    "datepublished",
    "og:published_time",
    "parsely-pub-date",
    "sailthru.date",
    "dc.date.issued",
    "dcterms.issued",
    "dc.date",
    "pubdate",
    "date",
];
/// Names of `meta` elements that give the publisher.
const PUBLISHERS: &[&str] = &["og:site_name", "publisher", "dc.publisher", "application-name"];

/// The longest JSON-LD that is looked at, in bytes.
const LONGEST_DATA: usize = 1 << 20;

/// What is known so far, each value with its rank, 0 the best.
#[derive(Debug, Default)]
pub(super) struct Meta {
    published: Option<(usize, Date)>,
    publisher: Option<(usize, String)>,
    title: Option<(usize, String)>,
    url: Option<String>,
    language: Option<String>,
    /// What the text of the open element is for.
    open: Option<Open>,
    text: Vec<u8>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Open {
    Title,
    Data,
}

impl Meta {
    pub(super) fn start(&mut self, name: &str, attribute: impl Fn(&str) -> Option<String>) {
        match name {
            "html" => self.language = attribute("lang"),
            "title" if self.title.is_none() => self.open = Some(Open::Title),
            "script" if attribute("type").is_some_and(|it| it.contains("ld+json")) => {
                self.open = Some(Open::Data);
            }
            "link" if attribute("rel").is_some_and(|it| it == "canonical") => {
                self.url = attribute("href");
            }
            "time" => {
                let is_pub = attribute("pubdate").is_some()
                    || attribute("itemprop")
                        .is_some_and(|it| it.eq_ignore_ascii_case("datepublished"));
                let rank = DATES.len() + usize::from(!is_pub);
                self.date(rank, attribute("datetime").as_deref());
            }
            "meta" => {
                let name = ["property", "name", "itemprop"].iter().find_map(|it| attribute(it));
                let Some((name, content)) = name.zip(attribute("content")) else { return };
                let name = name.to_lowercase();
                if let Some(rank) = DATES.iter().position(|it| *it == name) {
                    self.date(rank + 1, Some(&content));
                }
                if let Some(rank) = PUBLISHERS.iter().position(|it| *it == name) {
                    keep(&mut self.publisher, rank + 1, content.clone());
                }
                match &*name {
                    "og:title" => keep(&mut self.title, 1, content),
                    "og:url" if self.url.is_none() => self.url = Some(content),
                    _ => {}
                }
            }
            _ => {}
        }
    }

    pub(super) fn text(&mut self, text: &[u8]) {
        if self.open.is_some() && self.text.len() + text.len() <= LONGEST_DATA {
            self.text.extend(text);
        }
    }

    pub(super) fn end(&mut self, name: &str) {
        let text = std::mem::take(&mut self.text);
        match (self.open.take(), name) {
            (Some(Open::Title), "title") => {
                keep(&mut self.title, 2, String::from_utf8_lossy(&text).trim().to_owned());
            }
            (Some(Open::Data), "script") => {
                if let Ok(data) = serde_json::from_slice(&text) {
                    self.data(&data, 0);
                }
            }
            (open, _) => {
                self.open = open;
                self.text = text;
            }
        }
    }

    /// JSON-LD: the article of the page, alone, in a list or in a graph.
    fn data(&mut self, data: &Value, depth: usize) {
        const DEEPEST: usize = 4;
        match data {
            Value::Array(all) if depth < DEEPEST => {
                for it in all {
                    self.data(it, depth + 1);
                }
            }
            Value::Object(of) => {
                if let Some(graph) = of.get("@graph").filter(|_| depth < DEEPEST) {
                    self.data(graph, depth + 1);
                }
                let text = |key: &str| of.get(key).and_then(Value::as_str);
                if let Some(date) = text("datePublished") {
                    self.date(0, Some(date));
                    let name =
                        of.get("publisher").and_then(|it| it.get("name")).and_then(Value::as_str);
                    if let Some(name) = name {
                        keep(&mut self.publisher, 0, name.to_owned());
                    }
                    if let Some(title) = text("headline") {
                        keep(&mut self.title, 0, title.to_owned());
                    }
                }
            }
            _ => {}
        }
    }

    fn date(&mut self, rank: usize, text: Option<&str>) {
        let day = text.and_then(|it| it.trim().get(..10)).and_then(|it| it.parse::<Date>().ok());
        if let Some(day) = day {
            keep(&mut self.published, rank, day);
        }
    }

    /// Fills what the manifest left open.
    pub(super) fn fill(self, source: &mut Source) {
        source.published = source.published.or(self.published.map(|it| it.1));
        source.publisher = source.publisher.take().or(self.publisher.map(|it| it.1));
        source.title = source.title.take().or(self.title.map(|it| it.1));
        source.url = source.url.take().or(self.url);
        source.language = source.language.take().or(self.language);
    }
}

/// Keeps the better of two values.
fn keep<T>(known: &mut Option<(usize, T)>, rank: usize, value: T) {
    if known.as_ref().is_none_or(|it| rank < it.0) {
        *known = Some((rank, value));
    }
}
