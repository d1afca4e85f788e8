//! Ids that stay the same from run to run, machine to machine and version to version.

use std::hash::Hasher;

use siphasher::sip::SipHasher13;

/// Twelve hexadecimal digits that depend on every part and their order (`SipHash` 1-3, zero key).
///
/// # Example
///
/// ```
/// use crosscheck::claim::stable_id;
///
/// assert_eq!(stable_id(&["a", "b"]), stable_id(&["a", "b"]));
/// assert_ne!(stable_id(&["a", "b"]), stable_id(&["ab"]));
/// ```
pub fn stable_id(parts: &[&str]) -> String {
    let mut hasher = SipHasher13::new();
    for part in parts {
        hasher.write(part.as_bytes());
        // No UTF-8 text holds this byte, so parts cannot run together.
        hasher.write_u8(0xff);
    }
    format!("{:012x}", hasher.finish() >> 16)
}

/// The start of an id that is enough to name it.
///
/// ```
/// assert_eq!(crosscheck::claim::short_id("7f3a5c001122"), "7f3a5c");
/// ```
pub fn short_id(id: &str) -> &str {
    id.get(..6).unwrap_or(id)
}
