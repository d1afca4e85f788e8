//! Office files that cannot be opened as they are: encrypted, or an older format under a newer name.

use std::io::{Cursor, Read};

use zip::ZipArchive;

use super::Refused;

/// How a compound file starts (MS-CFB 2.2): what office programs wrote before 2007, and what they encrypt into.
const COMPOUND: [u8; 8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
/// The stream that an encrypted file stands in (MS-OFFCRYPTO 2.3.4.4).
const PACKAGE: &str = "EncryptedPackage";
/// What lists the parts of an open document, and how it says that one is encrypted (ODF 1.3, part 2, 4.2).
const MANIFEST: &str = "META-INF/manifest.xml";
const ENCRYPTION: &str = "encryption-data";
/// No manifest is longer, in bytes.
const LONGEST: u64 = 1 << 20;

/// What to do about an encrypted file.
pub(super) const ENCRYPTED: &str = "is encrypted; save a copy without a password";

/// Whether a file is of those that office programs wrote before 2007.
pub(super) fn is_compound(bytes: &[u8]) -> bool {
    bytes.starts_with(&COMPOUND)
}

/// Whether a compound file is nothing but an encrypted one.
pub(super) fn is_encrypted(bytes: &[u8]) -> bool {
    let name: Vec<u8> = PACKAGE.encode_utf16().flat_map(u16::to_le_bytes).collect();
    bytes.windows(name.len()).any(|it| it == name)
}

/// Refuses a file that is encrypted, or `old` ("Word file (.doc)") under the name of the newer `new` (".docx").
pub(super) fn check(bytes: &[u8], old: &str, new: &str) -> Result<(), Refused> {
    if is_compound(bytes) {
        let as_new = format!("is an old {old} under another name; save it as {new}");
        return Err(Refused::from(if is_encrypted(bytes) { ENCRYPTED.to_owned() } else { as_new }));
    }
    // What is no archive at all is told of by who opens it.
    let Ok(mut archive) = ZipArchive::new(Cursor::new(bytes)) else { return Ok(()) };
    let is_locked =
        (0..archive.len()).any(|it| archive.by_index_raw(it).is_ok_and(|it| it.encrypted()));
    let mut manifest = Vec::new();
    if let Ok(part) = archive.by_name(MANIFEST) {
        // A manifest that is cut short or damaged lists what it lists.
        let _ = part.take(LONGEST).read_to_end(&mut manifest);
    }
    let is_listed = manifest.windows(ENCRYPTION.len()).any(|it| it == ENCRYPTION.as_bytes());
    if is_locked || is_listed {
        return Err(Refused::from(ENCRYPTED.to_owned()));
    }
    Ok(())
}
