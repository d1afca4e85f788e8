//! Mail and saved pages (.eml, RFC 5322 and 2045; .mhtml, RFC 2557): what was written last, without what it quotes.

use jiff::Timestamp;
use jiff::tz::{Offset, TimeZone};
use mailparse::{DispositionType, MailHeaderMap as _, ParsedMail};

use super::builder::Builder;
use super::{Context, Reading, Refused, html};
use crate::claim::{BlockKind, Oddity, Origin, Source};

const NOTHING: &str =
    "holds no text; what it carries may be attached: save that as a file of its own";
/// No mail has parts inside of parts deeper than this.
const DEEPEST: usize = 50;
/// How an older mail begins that programs put below an answer.
const OLDER: [&str; 4] = [
    "-----Original Message-----",
    "----- Forwarded message",
    "---------- Forwarded message",
    "________________________________",
];

/// Reads a mail or a page; a position is a paragraph of the text, counted from 1.
pub(super) fn read(
    bytes: &[u8],
    source: &mut Source,
    context: Context<'_>,
) -> Result<Reading, Refused> {
    depth(bytes)?;
    let mail = mailparse::parse_mail(bytes)
        .map_err(|it| Refused::from(format!("is no mail or saved page: {it}")))?;
    let header = |name: &str| {
        let value = mail.headers.get_first_value(name)?;
        Some(value.split_whitespace().collect::<Vec<_>>().join(" ")).filter(|it| !it.is_empty())
    };
    if header("From").or(header("Subject")).or(header("MIME-Version")).is_none() {
        let message = "is no mail or saved page: it begins with no header";
        return Err(Refused::from(message.to_owned()));
    }
    source.title = source.title.take().or_else(|| header("Subject"));
    source.url = source
        .url
        .take()
        .or_else(|| header("Snapshot-Content-Location").or_else(|| header("Content-Location")));
    source.publisher = source.publisher.take().or_else(|| header("From").map(|it| sender(&it)));
    source.published = source.published.or_else(|| header("Date").and_then(|it| day(&it)));
    let mut letter = Letter::new(context);
    letter.part(&mail)?;
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
    context: Context<'l>,
    paragraph: usize,
    /// Lines of older mails.
    quoted: usize,
    attached: Vec<String>,
}

impl<'l> Letter<'l> {
    fn new(context: Context<'l>) -> Self {
        let out = Builder::new(Origin::default());
        Self { out, context, paragraph: 0, quoted: 0, attached: Vec::new() }
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
                self.paragraph += 1;
                let at = format!("paragraph {}", self.paragraph);
                html::add(&body, &at, &mut self.out, self.context)
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
            let is_older = OLDER.iter().any(|it| own.starts_with(it))
                || own.starts_with("From:")
                    && lines
                        .peek()
                        .is_some_and(|it| it.starts_with("Sent:") || it.starts_with("Date:"));
            if own == "--" || is_older {
                // A signature, or the older mail, goes on to the end.
                self.quoted += if is_older { 1 + lines.count() } else { 0 };
                break;
            }
            if own.starts_with('>') {
                self.quoted += 1;
                // "On Monday Ada wrote:" announces it.
                if paragraph.last().is_some_and(|it| it.trim_end().ends_with(':')) {
                    paragraph.clear();
                }
                continue;
            }
            if own.is_empty()
                && !paragraph.last().is_some_and(|it| it.trim_end().ends_with("wrote:"))
            {
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
        let quoted = (self.quoted > 0).then(|| {
            let lines = if self.quoted == 1 { "line" } else { "lines" };
            format!("quotes {} {lines} of an older mail, which were left out: save that one as a file of its own", self.quoted)
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

fn body(part: &ParsedMail<'_>) -> Result<String, Refused> {
    part.get_body().map_err(|it| Refused::from(format!("has a part that cannot be read: {it}")))
}
