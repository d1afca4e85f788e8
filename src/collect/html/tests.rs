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

/// A page whose text stands in `holder`, with things around it that are named as such.
fn around(holder: &str) -> String {
    let text = "<h1>Ferry strikes a pier</h1><p>Twelve sailors were taken ashore by a tug at noon.</p>\
                <p>The ferry had left the harbour with 300 people on board, the harbour master said, and \
                struck the pier in thick fog.</p>";
    format!(
        "<body><nav><a href=/>Start</a> all 99 pages</nav><div class='share-bar'>Shared 120 times</div>{}\
         <div class='newsletter-box'>Join 5,000 readers of our letter</div><div id='comments'><article class='comment'>{}\
         </article></div><footer>Since 1901</footer></body>",
        holder.replace("TEXT", text),
        "I was there with 40 others and saw it all. ".repeat(20)
    )
}

#[test]
fn what_holds_the_text_is_content_however_it_is_called() {
    let holders = [
        "<div class=has-sidebar><article>TEXT</article></div>",
        "<div class='page modal-open'><article>TEXT</article></div>",
        "<div class=two-col-sidebar-right><article>TEXT</article></div>",
        "<div class=no-comments><article>TEXT</article></div>",
        "<div class=page-with-footer><article>TEXT</article></div>",
        "<div class=share-enabled><article>TEXT</article></div>",
        "<div class=related-on><div>TEXT</div></div>",
        "<div id=ad-portal><article>TEXT</article></div>",
        "<div id=ad-portal>TEXT</div>",
        "<div class=sidebar>TEXT</div>",
        "<div class=promo><div class=banner>TEXT</div></div>",
        "<div class=paywall>TEXT</div>",
        "<div class=menu><main>TEXT</main></div>",
        "<div class=modal><main>TEXT</main></div>",
        "<div class=comments><main>TEXT</main></div>",
        "<form id=page>TEXT</form>",
        "<div role=dialog><main>TEXT</main></div>",
        "<aside>TEXT</aside>",
        "<header>TEXT</header>",
        "<div aria-hidden=true><main>TEXT</main></div>",
        "<table><tr><td class=nav>Start<td class=ads><div>TEXT</div></table>",
        "<article>TEXT</article>",
        "<div>TEXT</div>",
    ];
    for holder in holders {
        let shown = page(&around(holder)).0;
        let lines: Vec<&str> =
            shown.lines().map(|it| it.split_once(": ").map_or(it, |it| it.1)).collect();
        let text = lines.join(" ");
        assert!(
            text.starts_with("Ferry strikes a pier")
                && text.ends_with("struck the pier in thick fog."),
            "{holder}: {shown}"
        );
    }
}

#[test]
fn a_short_text_is_content_as_well() {
    let talk = "<div id=comments>I was there with 40 others.</div>".repeat(30);
    for name in ["sidebar", "two-col-sidebar-right", "ad-portal", "has-comments", "banner"] {
        let html = format!(
            "<nav>Start</nav><div class={name}>Police held 64 men.</div>{talk}<footer>Printed since 1901 by the same 3 \
             families of the old town</footer>"
        );
        assert_eq!(page(&html).0, "Paragraph: Police held 64 men.", "{name}");
    }
}

#[test]
fn what_is_named_inside_the_article_stays_out() {
    let html = around(
        "<article>TEXT<div class=related>Ten more of 77</div><p>It <span class=ad>buy 3</span>sank.</p></article>",
    );
    let shown = page(&html).0;
    assert!(shown.ends_with("thick fog.\nParagraph: It sank."), "{shown}");
}

#[test]
fn a_page_without_text_says_so() {
    for html in [
        "<body><div hidden><p>Some 12 men</p></div></body>",
        "<div id=root></div><script>draw('12 men')</script>",
        "<html><head><title>12</title></head></html>",
        "<p><a href=/>All 12 stories</a></p>",
    ] {
        let context = Context::of(Lexicon::english().unwrap());
        let error = read(&Arc::from(html), &mut Source::at("x.html"), context).err();
        assert_eq!(
            error.map(|it| it.message).as_deref(),
            Some(
                "holds no text that a reader would see: it is hidden, drawn by a script, or only links; save the page \
                 as the browser shows it, or its text as .txt"
            ),
            "{html}"
        );
    }
    assert!(page("").2.blocks.is_empty());
}

#[test]
fn many_names_in_each_other_are_judged_in_time() {
    let html = format!(
        "{}{}",
        "<div class=sidebar>".repeat(900),
        "<p class=ad>Some 12 men.</p><p>Some 12 men came.</p>".repeat(20_000)
    );
    assert_eq!(page(&html).0.lines().count(), 20_000);
}

#[test]
fn what_is_raised_is_a_power_or_the_mark_of_a_note() {
    let html = "<p>Some 3,411<sup>2</sup> cooks and 7.5 million<sup>[3]</sup> guests, 10<sup>4</sup> cells in 90 \
                m<sup>2</sup>, 5<sup>1</sup>/<sub>2</sub> on the 9<sup>th</sup>.<sup>1,2</sup></p>\
                <table><tr><th>Cooks<sup>1</sup></th></tr><tr><td>81<sup>2</sup></td></tr></table>";
    let (shown, ..) = page(html);
    assert_eq!(
        shown,
        "Paragraph: Some 3,411 cooks and 7.5 million[3] guests, 10⁴ cells in 90 m², 5 1/2 on the 9th.\nParagraph: 81 cooks"
    );
}
