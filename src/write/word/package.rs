//! The package of a Word document: its parts, and what has to be said in other parts of one with comments.

use std::collections::BTreeSet;
use std::io::{self, Cursor, Read, Write as _};

use quick_xml::escape::escape;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use super::marked::{Comment, marked};

/// What a part is, as the package says it.
const OF_DOCUMENT: &str = "document.main+xml";
const OF_COMMENTS: &str = "wordprocessingml.comments+xml";
const TYPES: &str = "[Content_Types].xml";
const NAMESPACE: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const RELATIONSHIPS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const RELATION: &str =
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments";

/// No part that is changed is larger: 64 MiB.
const LARGEST: u64 = 64 << 20;

/// A package with the parts that are written anew.
pub(super) struct Package<'b> {
    archive: ZipArchive<Cursor<&'b [u8]>>,
    /// The name and the text of the document's own part.
    document: (String, String),
    types: String,
    /// The name and the text of the part with comments.
    comments: (String, String),
    /// What the document's part is related to.
    relationships: (String, String),
}

impl<'b> Package<'b> {
    /// Opens a package; `None` where it is none of a Word document.
    pub(super) fn open(bytes: &'b [u8]) -> Option<Self> {
        let mut archive = ZipArchive::new(Cursor::new(bytes)).ok()?;
        let types = text(&mut archive, TYPES)?;
        let name = part(&types, OF_DOCUMENT)?;
        let document = text(&mut archive, &name)?;
        let (folder, file) = name.rsplit_once('/').unwrap_or(("", &name));
        let of_folder = |file: &str| {
            if folder.is_empty() { file.to_owned() } else { format!("{folder}/{file}") }
        };
        let related = of_folder(&format!("_rels/{file}.rels"));
        let relationships = text(&mut archive, &related).unwrap_or_else(|| {
            format!("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<Relationships xmlns=\"{RELATIONSHIPS}\"></Relationships>")
        });
        let known = part(&types, OF_COMMENTS);
        let is_new = known.is_none();
        let comments = known.unwrap_or_else(|| of_folder("comments.xml"));
        let told = text(&mut archive, &comments).unwrap_or_else(|| {
            format!("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<w:comments xmlns:w=\"{NAMESPACE}\"></w:comments>")
        });
        let mut package = Self {
            archive,
            document: (name, document),
            types,
            comments: (comments, told),
            relationships: (related, relationships),
        };
        if is_new {
            package.announce()?;
        }
        Some(package)
    }

    /// Says that there are comments.
    fn announce(&mut self) -> Option<()> {
        let name = &self.comments.0;
        let kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml";
        let it = format!("<Override PartName=\"/{name}\" ContentType=\"{kind}\"/>");
        insert_before_end(&mut self.types, "Types", &it)?;
        let ids = (1..).map(|it| format!("crosscheck{it}"));
        let text = &self.relationships.1;
        let id = ids.into_iter().find(|it| !text.contains(&format!("\"{it}\"")))?;
        let it = format!("<Relationship Id=\"{id}\" Type=\"{RELATION}\" Target=\"/{name}\"/>");
        insert_before_end(&mut self.relationships.1, "Relationships", &it)
    }

    /// The numbers that no comment has, in order; Word knows none from 2^31 on.
    pub(super) fn free(&self) -> impl Iterator<Item = u32> + use<> {
        let ids = self.comments.1.split(":id=").skip(1);
        let digits = |it: &str| {
            let it = it.trim_start_matches(['"', '\'']);
            it[..it.find(|it: char| !it.is_ascii_digit()).unwrap_or(it.len())].parse::<u32>().ok()
        };
        let taken: BTreeSet<u32> = ids.filter_map(digits).collect();
        (0..1 << 31).filter(move |it| !taken.contains(it))
    }

    /// Adds comments to what they are about.
    pub(super) fn mark(&mut self, comments: &[Comment]) -> Option<()> {
        let (text, placed) = marked(&self.document.1, comments)?;
        self.document.1 = text;
        let told: String = comments
            .iter()
            .filter(|it| placed.binary_search(&it.id).is_ok())
            .map(written)
            .collect();
        insert_before_end(&mut self.comments.1, "comments", &told)
    }

    /// Writes all parts, those that were not changed as they are packed.
    pub(super) fn write(mut self, out: &mut dyn io::Write) -> io::Result<()> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        let mut changed =
            vec![(TYPES.to_owned(), self.types), self.document, self.comments, self.relationships];
        for index in 0..self.archive.len() {
            let name = self.archive.by_index_raw(index)?.name()?.into_owned();
            match changed.iter().position(|it| it.0 == name) {
                Some(at) => put(&mut writer, &changed.swap_remove(at))?,
                None => writer.raw_copy_file(self.archive.by_index_raw(index)?)?,
            }
        }
        for part in &changed {
            put(&mut writer, part)?;
        }
        out.write_all(writer.finish()?.get_ref())
    }
}

fn put(writer: &mut ZipWriter<Cursor<Vec<u8>>>, (name, text): &(String, String)) -> io::Result<()> {
    // No clock: the same draft gives the same bytes.
    writer.start_file(name, SimpleFileOptions::default())?;
    writer.write_all(text.as_bytes())
}

fn text(archive: &mut ZipArchive<Cursor<&[u8]>>, name: &str) -> Option<String> {
    let part = archive.by_name(name).ok()?;
    let mut text = String::new();
    part.take(LARGEST).read_to_string(&mut text).ok()?;
    // Positions are counted without a mark at the start.
    Some(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text))
}

/// The name of the part of a kind.
fn part(types: &str, kind: &str) -> Option<String> {
    let line = types.split('<').find(|it| it.contains(kind))?;
    let name = line.split_once("PartName=\"")?.1.split('"').next()?;
    Some(name.trim_start_matches('/').to_owned())
}

/// Inserts text before the end of the outermost element, which may be an empty one.
fn insert_before_end(xml: &mut String, name: &str, text: &str) -> Option<()> {
    if let Some(at) = xml.rfind("</") {
        xml.insert_str(at, text);
        return Some(());
    }
    let end = xml.rfind("/>")?;
    let start = xml[..end].rfind('<')?;
    let tag = xml[start + 1..end].split_whitespace().next()?.to_owned();
    (tag == name || tag.ends_with(&format!(":{name}"))).then_some(())?;
    xml.replace_range(end.., &format!(">{text}</{tag}>"));
    Some(())
}

/// A comment as the part with comments has it.
fn written(comment: &Comment) -> String {
    let paragraph = |it: &String| {
        let text = escape(&*crate::claim::visible(it)).into_owned();
        format!("<w:p><w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r></w:p>")
    };
    let lines: String = comment.lines.iter().map(paragraph).collect();
    format!(
        "<w:comment xmlns:w=\"{NAMESPACE}\" w:id=\"{}\" w:author=\"crosscheck\" w:initials=\"cc\">{lines}</w:comment>",
        comment.id
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_element_without_content_gets_some() {
        let mut xml = "<?xml version=\"1.0\"?><w:comments xmlns:w=\"x\"/>".to_owned();
        insert_before_end(&mut xml, "comments", "<a/>").unwrap();
        assert_eq!(xml, "<?xml version=\"1.0\"?><w:comments xmlns:w=\"x\"><a/></w:comments>");
        insert_before_end(&mut xml, "comments", "<b/>").unwrap();
        assert!(xml.ends_with("<a/><b/></w:comments>"));
    }
}
