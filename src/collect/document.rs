//! A document made of what a file or a text in memory holds.

use std::path::Path;
use std::sync::Arc;

use sha2::{Digest as _, Sha256};

use super::format::{Context, FORMATS, Format, Read, Reading, Refused, ending_in, format_of};
use super::{
    apart, binding, citation, decimal, encoding, imprint, odd, problem, suppression, too_large,
    unread, within,
};
use crate::claim::{Document, LineStarts, Origin, Source};
use crate::config::Config;
use crate::error::Problem;
use crate::lexicon::Lexicon;

/// A document made from text that is already in memory, such as a rule's example; the format is that
/// of the source's path, plain text where it has none or one of files that hold no text as such.
pub fn from_text(source: Source, text: &str, lexicon: &Lexicon) -> Result<Document, Problem> {
    let ending = Path::new(&source.path).extension().and_then(|it| it.to_str());
    let ending = ending.unwrap_or_default().to_owned();
    from_text_as(&ending, source, text, lexicon)
}

/// As [`from_text`], of a format that is named as the ending of a file, whatever the source's path.
pub fn from_text_as(
    ending: &str,
    source: Source,
    text: &str,
    lexicon: &Lexicon,
) -> Result<Document, Problem> {
    let format = ending_in(ending);
    let format = format.filter(|it| matches!(it.read, Read::Text(_))).unwrap_or(&FORMATS[0]);
    document(source, text.as_bytes(), format, Context::of(lexicon))
}

/// A document made from the bytes of a file; the format is that of the source's path, plain text where it has none.
///
/// # Errors
///
/// What is wrong with the file, and what to do.
pub fn from_bytes(source: Source, bytes: &[u8], lexicon: &Lexicon) -> Result<Document, Problem> {
    let format = format_of(Path::new(&source.path)).unwrap_or(&FORMATS[0]);
    document(source, bytes, format, Context::of(lexicon))
}

/// A document made from the bytes of a file that was put aside, as it would be read at its place: of the format that this ending
/// says, under the limits and mappings of a run. What is odd about it is told as well.
///
/// # Errors
///
/// As [`from_bytes`].
pub fn kept(
    source: Source,
    (place, ending, bytes): (&str, &str, &[u8]),
    config: &Config,
    lexicon: &Lexicon,
) -> Result<(Document, Vec<Problem>), Problem> {
    if u64::try_from(bytes.len()).is_ok_and(|it| it > config.largest_file.as_u64()) {
        return Err(too_large(&source.path, config));
    }
    let format = ending_in(ending).unwrap_or(&FORMATS[0]);
    let context = Context { mapping: config.mapping(place), ..within(config, lexicon) };
    let mut document = document(source, bytes, format, context)?;
    // The data files that it may name were not put aside, and no others are looked for.
    document.bindings.clear();
    let problems = odd(&document).collect();
    Ok((document, problems))
}

/// What an editor can do about a text of which nothing is left.
const NOTHING: &str = "holds no text that a reader would see, only markup, pictures, code or comments; save its text as .txt";

pub(super) fn document(
    mut source: Source,
    bytes: &[u8],
    format: &Format,
    context: Context<'_>,
) -> Result<Document, Problem> {
    let path = source.path.clone();
    let refused = |it: Refused| problem(&path, it.line, &it.message);
    let mut odd = Vec::new();
    let (mut bindings, mut suppressions) = (Vec::new(), Vec::new());
    let reading = match format.read {
        Read::Bytes(read) => {
            let reading = match context.apart {
                Some(it) => apart::read(it, bytes, &mut source, context),
                None => apart::caught(read, bytes, &mut source, context),
            };
            reading.map_err(refused)?
        }
        Read::Text(read) => {
            let decoded = encoding::decode(bytes).map_err(refused)?;
            odd.extend(decoded.guessed.map(encoding::guess));
            let mut reading = read(&decoded.text, &mut source, context).map_err(refused)?;
            if reading.blocks.is_empty() && !format.is_data && !decoded.text.trim().is_empty() {
                return Err(refused(Refused::from(NOTHING.to_owned())));
            }
            let is_as_written =
                decoded.encoded.is_none() && decoded.left_out.is_empty() && decoded.mark == 0;
            if !is_as_written && reading.origin.is_file() {
                reading.origin = Origin::of_text(Arc::clone(&decoded.text));
            }
            // A comment is no text that is read: it is found in the file.
            bindings = binding::bindings(&decoded.text, &path);
            suppressions = suppression::suppressions(&decoded.text);
            let places = bindings.iter_mut().map(|it| &mut it.at);
            let links =
                reading.citations.iter_mut().flat_map(|it| [&mut it.at.start, &mut it.at.end]);
            let places = places.chain(suppressions.iter_mut().map(|it| &mut it.at)).chain(links);
            for it in places {
                *it = reading.origin.text_offset(*it);
            }
            reading.origin.encoded(decoded.encoded);
            reading.origin.left_out(decoded.left_out);
            reading.origin.mark(decoded.mark);
            reading.text.get_or_insert(decoded.text);
            reading
        }
    };
    if context.mapping.is_some() && !reading.mapped {
        let none = || "has no table of the sheet or at the place that its mapping names".to_owned();
        return Err(refused(Refused::from(reading.missed.unwrap_or_else(none))));
    }
    let original = reading.text.unwrap_or_else(|| Arc::from(""));
    let mut text = reading.masked.map_or_else(|| Arc::clone(&original), Arc::from);
    if source.language.as_deref().is_some_and(decimal::writes_comma) {
        text = Arc::from(decimal::as_points(&text));
    }
    // A date in data is data.
    if !format.is_data {
        let of = (&*reading.blocks, &reading.origin);
        imprint::complete(&mut source, &text, of, context.lexicon);
    }
    let lines = LineStarts::new(&original);
    let Reading { blocks, origin, grids, mut citations, .. } = reading;
    citations.extend(citation::numbered(&text));
    citations.sort_by_key(|it| it.at);
    odd.extend(reading.odd);
    odd.extend(unread::figures(&original, &origin, &lines));
    let source = Arc::new(source);
    Ok(Document {
        source,
        original,
        text,
        blocks,
        lines,
        origin,
        grids,
        bindings,
        citations,
        suppressions,
        is_bound_only: false,
        sha256: Sha256::digest(bytes).into(),
        odd,
    })
}
