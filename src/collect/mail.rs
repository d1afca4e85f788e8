//! Mail and saved pages (.eml, RFC 5322 and 2045; .mhtml, RFC 2557): what was written last, without what it quotes.

use jiff::Timestamp;
use jiff::tz::{Offset, TimeZone};
use mailparse::{DispositionType, MailHeaderMap as _, ParsedMail};

use super::builder::Builder;
use super::{Context, Reading, Refused, encoding, html};
use crate::claim::{BlockKind, Oddity, Origin, Source};

const NOTHING: &str =
    "holds no text; what it carries may be attached: save that as a file of its own";
/// No mail has parts inside of parts deeper than this.
const DEEPEST: usize = 50;
/// How an older mail begins that programs put below an answer.
const OLDER: [&str; 3] =
    ["-----Original Message-----", "----- Forwarded message", "---------- Forwarded message"];

/// Reads a mail; a position is a paragraph of its text, counted from 1.
pub(super) fn read(
    bytes: &[u8],
    source: &mut Source,
    context: Context<'_>,
) -> Result<Reading, Refused> {
    let mail = parsed(bytes, "mail")?;
    source.title = source.title.take().or_else(|| header(&mail, "Subject"));
    source.publisher =
        source.publisher.take().or_else(|| header(&mail, "From").map(|it| sender(&it)));
    source.published = source.published.or_else(|| header(&mail, "Date").and_then(|it| day(&it)));
    // What a page in it says of itself is none of the mail's, but for its language.
    let mut page = Source::default();
    let reading = letter(&mail, &mut page, context)?;
    source.language = source.language.take().or(page.language);
    Ok(reading)
}

/// Reads a page that a browser saved in one file; a position is a paragraph, counted from 1.
pub(super) fn read_page(
    bytes: &[u8],
    source: &mut Source,
    context: Context<'_>,
) -> Result<Reading, Refused> {
    let mail = parsed(bytes, "saved page")?;
    let place = ["Snapshot-Content-Location", "Content-Location"];
    let place = place.into_iter().find_map(|it| header(&mail, it));
    // A browser says from when and from whom the copy is, which the page knows better.
    let reading = letter(&mail, source, context)?;
    source.url = source.url.take().or(place.filter(|it| it.starts_with("http")));
    source.title = source.title.take().or_else(|| header(&mail, "Subject"));
    Ok(reading)
}

fn parsed<'b>(bytes: &'b [u8], what: &str) -> Result<ParsedMail<'b>, Refused> {
    depth(bytes)?;
    let mail =
        mailparse::parse_mail(bytes).map_err(|it| Refused::from(format!("is no {what}: {it}")))?;
    if ["From", "Subject", "MIME-Version"].iter().all(|it| header(&mail, it).is_none()) {
        return Err(Refused::from(format!("is no {what}: it begins with no header")));
    }
    Ok(mail)
}

/// A header in one line.
fn header(mail: &ParsedMail<'_>, name: &str) -> Option<String> {
    let value = mail.headers.get_first_value(name)?;
    Some(value.split_whitespace().collect::<Vec<_>>().join(" ")).filter(|it| !it.is_empty())
}

fn letter(
    mail: &ParsedMail<'_>,
    page: &mut Source,
    context: Context<'_>,
) -> Result<Reading, Refused> {
    let mut letter = Letter::new(page, context);
    letter.part(mail)?;
    let odd = letter.told();
    let reading = Reading { odd, ..letter.out.finish() };
    if reading.blocks.is_empty() {
        return Err(Refused::from(NOTHING.to_owned()));
    }
    Ok(reading)
}

/// Refuses parts that are nested deeper than any mail needs: the parser goes into each.
fn depth(bytes: &[u8]) -> Result<(), Refused> {
    const MULTIPART: &[u8] = b"multipart/";
    let is_one = |it: &&[u8]| it.eq_ignore_ascii_case(MULTIPART);
    let parts = bytes.windows(MULTIPART.len()).filter(is_one).count();
    if parts <= DEEPEST {
        return Ok(());
    }
    Err(Refused::from(format!(
        "has more than {DEEPEST} parts with parts of their own and was not read"
    )))
}

/// `"Ada Vale" <ada@paper.example>` is Ada Vale.
fn sender(from: &str) -> String {
    let name = from.split('<').next().unwrap_or_default().trim().trim_matches('"').trim();
    if name.is_empty() { from.trim_matches(['<', '>']).to_owned() } else { name.to_owned() }
}

/// The day on which it was sent, where it was sent from.
fn day(date: &str) -> Option<jiff::civil::Date> {
    let second = mailparse::dateparse(date).ok()?;
    let zone = date.split_whitespace().find_map(|it| {
        let hours: i32 = it.strip_prefix(['+', '-']).filter(|it| it.len() == 4)?.parse().ok()?;
        let seconds = (hours / 100 * 60 + hours % 100) * 60;
        Offset::from_seconds(if it.starts_with('-') { -seconds } else { seconds }).ok()
    });
    let zone = TimeZone::fixed(zone.unwrap_or(Offset::UTC));
    Some(Timestamp::from_second(second).ok()?.to_zoned(zone).date())
}

struct Letter<'l> {
    out: Builder,
    /// What a page says of itself.
    page: &'l mut Source,
    context: Context<'l>,
    paragraph: usize,
    /// Whether an older mail was left out.
    is_quoting: bool,
    attached: Vec<String>,
}

impl<'l> Letter<'l> {
    fn new(page: &'l mut Source, context: Context<'l>) -> Self {
        let out = Builder::new(Origin::default());
        Self { out, page, context, paragraph: 0, is_quoting: false, attached: Vec::new() }
    }

    fn part(&mut self, part: &ParsedMail<'_>) -> Result<(), Refused> {
        let kind = &*part.ctype.mimetype;
        let disposition = part.get_content_disposition();
        if disposition.disposition == DispositionType::Attachment {
            let name = disposition.params.get("filename").or(part.ctype.params.get("name"));
            self.attached.push(name.cloned().unwrap_or_else(|| kind.to_owned()));
            return Ok(());
        }
        match kind {
            "multipart/alternative" => {
                // The same twice: as text it is what was written.
                let is = |kind: &str| part.subparts.iter().find(|it| it.ctype.mimetype == kind);
                let has_text =
                    |it: &&ParsedMail<'_>| it.get_body().is_ok_and(|it| !it.trim().is_empty());
                let chosen = is("text/plain").filter(has_text).or_else(|| is("text/html"));
                match chosen.or(part.subparts.last()) {
                    Some(it) => self.part(it),
                    None => Ok(()),
                }
            }
            // A page with its pictures; the page comes first, or is named.
            "multipart/related" => {
                let is_page = |it: &&ParsedMail<'_>| {
                    it.ctype.mimetype.starts_with("multipart/") || it.ctype.mimetype == "text/html"
                };
                let page = part.subparts.iter().find(is_page).or(part.subparts.first());
                page.map_or(Ok(()), |it| self.part(it))
            }
            "text/html" => {
                let body = body(part)?;
                let own = unquoted(&body);
                self.is_quoting |= own.len() < body.len();
                let paragraph = &mut self.paragraph;
                let mut at = || {
                    *paragraph += 1;
                    format!("paragraph {paragraph}")
                };
                html::add(own, &mut at, self.page, &mut self.out, self.context)
            }
            "text/plain" => {
                let body = body(part)?;
                self.text(&body);
                Ok(())
            }
            "message/rfc822" => {
                self.attached.push("a mail".to_owned());
                Ok(())
            }
            _ if kind.starts_with("multipart/") => {
                part.subparts.iter().try_for_each(|it| self.part(it))
            }
            _ => Ok(()),
        }
    }

    /// Paragraphs without what they answer.
    fn text(&mut self, body: &str) {
        let mut paragraph: Vec<&str> = Vec::new();
        let mut lines = body.lines().peekable();
        while let Some(line) = lines.next() {
            let own = line.trim();
            let is_line = own.len() >= 20 && own.bytes().all(|it| it == b'_');
            let is_older = OLDER.iter().any(|it| own.starts_with(it))
                || is_line && lines.peek().is_some_and(|it| it.starts_with("From:"))
                || own.starts_with("From:")
                    && lines
                        .peek()
                        .is_some_and(|it| it.starts_with("Sent:") || it.starts_with("Date:"));
            if line == "-- " || is_older {
                // A signature, or the older mail, goes on to the end.
                self.is_quoting |= is_older;
                break;
            }
            if own.starts_with('>') {
                self.is_quoting = true;
                // "On Monday Ada wrote:" announces it.
                if paragraph.last().is_some_and(|it| is_attribution(it)) {
                    paragraph.pop();
                }
                self.end_paragraph(&mut paragraph);
                continue;
            }
            if own.is_empty() && !paragraph.last().is_some_and(|it| is_attribution(it)) {
                self.end_paragraph(&mut paragraph);
            } else {
                paragraph.push(own);
            }
        }
        self.end_paragraph(&mut paragraph);
    }

    fn end_paragraph(&mut self, lines: &mut Vec<&str>) {
        let text = lines.join(" ");
        lines.clear();
        if text.trim().is_empty() {
            return;
        }
        self.paragraph += 1;
        self.out.block(BlockKind::Paragraph);
        self.out.part(&format!("paragraph {}", self.paragraph), Some((self.paragraph, 1)));
        self.out.add(text.trim());
        self.out.close();
    }

    /// What of the file was not read.
    fn told(&self) -> Vec<Oddity> {
        let quoted = self.is_quoting.then(|| {
            "quotes an older mail, which was left out: save that one as a file of its own"
                .to_owned()
        });
        let attached = (!self.attached.is_empty()).then(|| {
            format!(
                "carries {}, which is not read: save it as a file of its own",
                self.attached.join(", ")
            )
        });
        let odd = |message: String| Oddity { line: None, message, is_incomplete: false };
        quoted.into_iter().chain(attached).map(odd).collect()
    }
}

/// "On Monday Ada wrote:"
fn is_attribution(line: &str) -> bool {
    let line = line.trim_end();
    line.ends_with(':')
        && ["wrote", "writes", "schrieb", "écrit"].iter().any(|it| line.contains(it))
}

/// A page up to what it quotes, as programs for mail mark it.
fn unquoted(page: &str) -> &str {
    const QUOTES: [&str; 5] = [
        "<blockquote type=\"cite\"",
        "<div class=\"gmail_quote",
        "<div class=\"moz-cite-prefix",
        "<div id=\"appendonsend\"",
        "<div id=\"divRplyFwdMsg\"",
    ];
    let end = QUOTES.iter().filter_map(|it| page.find(it)).min();
    let own = end.map_or(page, |it| &page[..it]);
    // Who answers below has nothing above.
    let has_text =
        own.split('>').any(|it| it.split('<').next().is_some_and(|it| !it.trim().is_empty()));
    if has_text { own } else { page }
}

/// The text of a part; where it does not say in which encoding, as that of a file is found out.
fn body(part: &ParsedMail<'_>) -> Result<String, Refused> {
    let unread =
        |it: &dyn std::fmt::Display| Refused::from(format!("has a part that cannot be read: {it}"));
    if part.ctype.params.contains_key("charset") {
        return part.get_body().map_err(|it| unread(&it));
    }
    let bytes = part.get_body_raw().map_err(|it| unread(&it))?;
    encoding::decode(&bytes).map(|it| it.text.to_string())
}
