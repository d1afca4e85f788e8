//! PDF: the text layer, page by page. A page that is only a picture holds no text, and is said to.

use lopdf::{Document, LoadOptions};

use super::builder::Builder;
use super::{Context, Reading, Refused, plain};
use crate::claim::{Origin, Source};

/// No page unpacks to more: 64 MiB.
const LARGEST_PAGE: usize = 64 << 20;

/// Reads the text of a PDF; a position is a page and a line of its text.
pub(super) fn read(bytes: &[u8], source: &mut Source, _: Context<'_>) -> Result<Reading, Refused> {
    let document = Document::load_mem_with_options(bytes, LoadOptions::default())
        .map_err(|it| damaged(&it))?;
    if document.is_encrypted() {
        return Err(Refused::from("is encrypted; save a copy without a password".to_owned()));
    }
    source.title = source.title.take().or_else(|| title(&document));
    let mut out = Builder::new(Origin::default());
    let mut has_text = false;
    for number in document.get_pages().into_keys() {
        let text =
            document.extract_text_with_limit(&[number], LARGEST_PAGE).map_err(|it| damaged(&it))?;
        has_text |= !text.trim().is_empty();
        page(&text, number, &mut out);
    }
    if !has_text {
        let message = "holds no text: it is a scan; run it through text recognition (OCR) first";
        return Err(Refused::from(message.to_owned()));
    }
    Ok(out.finish())
}

/// The paragraphs of a page: a line goes on where the one before it is long and ends no sentence, or where it starts
/// small.
fn page(text: &str, number: u32, out: &mut Builder) {
    const LONG: usize = 45;
    let name = format!("page {number}");
    let mut before = "";
    for (index, line) in text.lines().enumerate() {
        let line = line.trim();
        let ends = before.ends_with(['.', '!', '?', ':', ';', '。', '！', '？']);
        let goes_on = line.starts_with(char::is_lowercase) || before.len() >= LONG && !ends;
        if before.is_empty() || line.is_empty() || !goes_on {
            out.block(plain::kind_of(line));
        }
        if !line.is_empty() {
            out.part(&name, Some((index + 1, 1)));
            out.add(line);
            out.add(" ");
        }
        before = line;
    }
}

fn title(document: &Document) -> Option<String> {
    let info = document.trailer.get(b"Info").and_then(|it| document.dereference(it)).ok()?.1;
    let title = info.as_dict().and_then(|it| it.get(b"Title")).ok()?;
    let text = lopdf::decode_text_string(title).ok()?;
    Some(text.trim().to_owned()).filter(|it| !it.is_empty())
}

fn damaged(error: &dyn std::fmt::Display) -> Refused {
    Refused::from(format!("cannot be read as PDF ({error}); open it and save it again"))
}
