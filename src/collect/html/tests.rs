use super::*;
use crate::lexicon::Lexicon;

fn page(html: &str) -> (String, Source, Reading) {
    let mut source = Source::at("page.html");
    let reading =
        read(&Arc::from(html), &mut source, Context::of(Lexicon::english().unwrap())).unwrap();
    let text = reading.text.clone().unwrap_or_default();
    let shown: Vec<String> = reading
        .blocks
        .iter()
        .map(|it| format!("{:?}: {}", it.kind, &text[it.span.range()]))
        .collect();
    (shown.join("\n"), source, reading)
}

#[test]
fn the_content_is_read_and_nothing_around_it() {
    let html = "<!doctype html><html lang=en><head><title>Raid &mdash; Post</title><style>p{width:12px}</style>\n\
        <meta property='article:published_time' content='2025-06-03T08:00:00Z'>\n\
        <meta property=og:site_name content='Morning Post'></head><body>\n\
        <header>99 new stories</header><nav><a href=/>Home 1</a></nav>\n\
        <article><h1>Police hold 64</h1><div class='share-bar'>Share 120</div>\n\
        <p>Some 1&nbsp;200 <b>men</b> &amp; women<br>came.<p>Two.</p>\n\
        <ul><li>one 7<li>two 8</ul></article>\n\
        <div class=related><p>Ten other stories</p></div><footer>&copy; 2025</footer></body></html>";
    let (shown, source, _) = page(html);
    assert_eq!(
        shown,
        "Heading: Police hold 64\nParagraph: Some 1\u{a0}200 men & women\nParagraph: came.\nParagraph: Two.\n\
         Item: one 7\nItem: two 8"
    );
    assert_eq!(source.label(), "Morning Post, 3 Jun 2025");
    assert_eq!(source.language.as_deref(), Some("en"));
    assert_eq!(source.title.as_deref(), Some("Raid — Post"));
}

#[test]
fn json_ld_says_who_published_when() {
    let html = r#"<script type="application/ld+json">{"@graph":[{"@type":"NewsArticle","headline":"H",
        "datePublished":"2024-02-01T10:00:00+01:00","publisher":{"name":"Agency"}}]}</script><p>Text</p>"#;
    let (_, source, _) = page(html);
    assert_eq!(
        (source.label(), source.title.as_deref()),
        ("Agency, 1 Feb 2024".to_owned(), Some("H"))
    );
}

#[test]
fn a_place_in_the_text_is_one_in_the_file() {
    let html = "<p>caf&eacute;\n&#49;2 <i>men</i></p>";
    let (shown, _, reading) = page(html);
    assert_eq!(shown, "Paragraph: café 12 men");
    let text = reading.text.unwrap();
    let lines = crate::claim::LineStarts::new(&text);
    let at = text.find("12").unwrap();
    let it = reading.origin.position(Span::new(at, at + 2), &text, &lines);
    assert_eq!((&html[it.bytes.range()], it.line, it.column), ("&#49;2", 2, 1));
}

#[test]
fn tables_are_read_aloud() {
    let html = "<table><caption>Arrests</caption><tr><th>Country<th>Suspects arrested</tr>\
        <tr><td>Peru<td>1,200</tr></table>";
    assert_eq!(page(html).0, "Paragraph: 1,200 suspects arrested in Peru, Arrests");
}

#[test]
fn wide_cells_are_bounded() {
    let html = format!("<table>{}</table>", "<tr><td colspan=100>17".repeat(3000));
    let (_, _, reading) = page(&html);
    assert_eq!(reading.blocks.len(), 3000);
}

#[test]
fn nesting_without_end_is_refused() {
    let html = "<div>".repeat(10_000);
    let error = read(
        &Arc::from(&*html),
        &mut Source::at("x.html"),
        Context::of(Lexicon::english().unwrap()),
    )
    .err();
    assert_eq!(
        error.map(|it| it.message).as_deref(),
        Some("nests elements deeper than 1000, which no page needs; it was not read")
    );
}
