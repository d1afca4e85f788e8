//! PDF: the text layer, page by page. A page that is only a picture holds no text, and is said to.

use lopdf::{Document, Error, LoadOptions};

use super::builder::Builder;
use super::sealed::ENCRYPTED;
use super::{Context, Reading, Refused, plain};
use crate::claim::{Oddity, Origin, Source};

/// No page unpacks to more: 64 MiB.
const LARGEST_PAGE: usize = 64 << 20;

/// What the trailer of an encrypted file names.
const CIPHER: &[u8] = b"/Encrypt";

/// Reads the text of a PDF; a position is a page and a line of its text.
pub(super) fn read(bytes: &[u8], source: &mut Source, _: Context<'_>) -> Result<Reading, Refused> {
    let encrypted = || Refused::from(ENCRYPTED.to_owned());
    let document = match Document::load_mem_with_options(bytes, LoadOptions::default()) {
        // One that asks readers for nothing was read with the empty password.
        Ok(it) if it.is_encrypted() && !it.was_encrypted() => return Err(encrypted()),
        Ok(it) => it,
        Err(Error::InvalidPassword | Error::Decryption(_)) => return Err(encrypted()),
        Err(_) if bytes.windows(CIPHER.len()).any(|it| it == CIPHER) => return Err(encrypted()),
        Err(it) => return Err(damaged(&it)),
    };
    source.title = source.title.take().or_else(|| title(&document));
    let mut out = Builder::new(Origin::default());
    let mut has_text = false;
    let mut pictures = Vec::new();
    for (number, id) in document.get_pages() {
        let text =
            document.extract_text_with_limit(&[number], LARGEST_PAGE).map_err(|it| damaged(&it))?;
        let is_blank = text.trim().is_empty();
        has_text |= !is_blank;
        if is_blank && document.get_page_images(id).is_ok_and(|it| !it.is_empty()) {
            pictures.push(number.to_string());
        }
        page(&text, number, &mut out);
    }
    if !has_text {
        let message = "holds no text: it is a scan; run it through text recognition (OCR) first";
        return Err(Refused::from(message.to_owned()));
    }
    Ok(Reading { odd: without_text(&pictures).into_iter().collect(), ..out.finish() })
}

/// What a desk should know of pages that may be scans.
fn without_text(pages: &[String]) -> Option<Oddity> {
    let (these, hold) = if pages.len() > 1 {
        ("pages", "hold pictures and no text; if they are scans")
    } else {
        ("page", "holds a picture and no text; if it is a scan")
    };
    let message = format!(
        "{these} {} {hold}, run the file through text recognition (OCR) first",
        pages.join(", ")
    );
    (!pages.is_empty()).then_some(Oddity { line: None, message, is_incomplete: false })
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

#[cfg(test)]
mod tests {
    use lopdf::encryption::{EncryptionState, EncryptionVersion, Permissions};
    use lopdf::{Object, Stream, StringFormat, dictionary};

    use super::*;
    use crate::claim::Source;
    use crate::collect::from_bytes;
    use crate::lexicon::Lexicon;

    /// A page with a line, of whose characters a font knows ASCII but for `#`.
    fn page(line: &str) -> Document {
        let mut document = Document::with_version("1.5");
        let pages = document.new_object_id();
        let map = "/CIDInit/ProcSet findresource begin\n12 dict begin\nbegincmap\n/CMapName /Adobe-Identity-UCS def\n\
                   1 begincodespacerange\n<0000> <ffff>\nendcodespacerange\n2 beginbfrange\n<0020> <0022> <0020>\n\
                   <0024> <007E> <0024>\nendbfrange\nendcmap\nCMapName currentdict/CMap defineresource pop\nend\nend\n";
        let map = document.add_object(Stream::new(dictionary! {}, map.as_bytes().to_vec()));
        let font = document.add_object(dictionary! {
            "Type" => "Font", "Subtype" => "Type0", "BaseFont" => "X", "Encoding" => "Identity-H", "ToUnicode" => map,
        });
        let codes = line.bytes().flat_map(|it| [0, it]).collect();
        let operation = lopdf::content::Operation::new;
        let content = lopdf::content::Content {
            operations: vec![
                operation("BT", vec![]),
                operation("Tf", vec!["F1".into(), 12.into()]),
                operation("Tj", vec![Object::String(codes, StringFormat::Hexadecimal)]),
                operation("ET", vec![]),
            ],
        };
        let content = document.add_object(Stream::new(dictionary! {}, content.encode().unwrap()));
        let page = document.add_object(dictionary! {
            "Type" => "Page", "Parent" => pages, "Contents" => content,
            "Resources" => dictionary! { "Font" => dictionary! { "F1" => font } },
        });
        let kids = dictionary! { "Type" => "Pages", "Kids" => vec![page.into()], "Count" => 1 };
        document.objects.insert(pages, kids.into());
        let catalogue = document.add_object(dictionary! { "Type" => "Catalog", "Pages" => pages });
        document.trailer.set("Root", catalogue);
        let id = Object::String(b"0123456789abcdef".to_vec(), StringFormat::Literal);
        document.trailer.set("ID", vec![id.clone(), id]);
        document
    }

    fn bytes(mut document: Document) -> Vec<u8> {
        let mut bytes = Vec::new();
        document.save_to(&mut bytes).unwrap();
        bytes
    }

    fn locked(user_password: &str) -> Vec<u8> {
        let mut document = page("Some 64 ships sank.");
        let version = EncryptionVersion::V2 {
            document: &document,
            owner_password: "owner",
            user_password,
            key_length: 128,
            permissions: Permissions::empty(),
        };
        let state = EncryptionState::try_from(version).unwrap();
        document.encrypt(&state).unwrap();
        bytes(document)
    }

    /// The text of a file, or why it is not read.
    fn shown(bytes: &[u8]) -> String {
        let read = from_bytes(Source::at("x.pdf"), bytes, Lexicon::english().unwrap());
        read.map_or_else(|it| it.message, |it| it.text.trim().to_owned())
    }

    #[test]
    fn a_password_is_told() {
        assert_eq!(shown(&locked("user")), "is encrypted; save a copy without a password");
        // What only forbids to print asks nobody for a password.
        assert_eq!(shown(&locked("")), "Some 64 ships sank.");
    }

    #[test]
    fn a_page_that_may_be_a_scan_is_told() {
        let mut document = page("Some 64 ships sank.");
        let picture = dictionary! {
            "Type" => "XObject", "Subtype" => "Image", "Width" => 1, "Height" => 1, "ColorSpace" => "DeviceGray",
            "BitsPerComponent" => 8,
        };
        let picture = document.add_object(Stream::new(picture, vec![0]));
        let pages = document.catalog().unwrap().get(b"Pages").unwrap().as_reference().unwrap();
        let scan = document.add_object(dictionary! {
            "Type" => "Page", "Parent" => pages,
            "Resources" => dictionary! { "XObject" => dictionary! { "X1" => picture } },
        });
        let all = document.get_dictionary_mut(pages).unwrap();
        all.get_mut(b"Kids").unwrap().as_array_mut().unwrap().push(scan.into());
        all.set("Count", 2);
        let read =
            from_bytes(Source::at("x.pdf"), &bytes(document), Lexicon::english().unwrap()).unwrap();
        let message = "page 2 holds a picture and no text; if it is a scan, run the file through text recognition (OCR) \
                       first";
        let odd = Oddity { line: None, message: message.to_owned(), is_incomplete: false };
        assert_eq!((read.text.trim(), read.odd.as_slice()), ("Some 64 ships sank.", &[odd][..]));
    }

    #[test]
    fn figures_beside_unknown_characters_are_told() {
        let line = "Some 64 ships, 1#5 boats and 12# million crates sank on #4 May.";
        let document =
            from_bytes(Source::at("x.pdf"), &bytes(page(line)), Lexicon::english().unwrap())
                .unwrap();
        assert_eq!(*document.text.trim(), line.replace('#', "\u{fffd}"));
        assert_eq!(
            document.odd[0].message,
            "3 figures stand beside characters that could not be read, the first on page 1; look them up in the file, \
             as digits may be missing"
        );
        let extraction = crate::extract::extract(&document, Lexicon::english().unwrap());
        let read: Vec<&str> =
            extraction.mentions.iter().map(|it| &document.text[it.span.range()]).collect();
        assert_eq!(read, ["Some 64"]);
    }
}
