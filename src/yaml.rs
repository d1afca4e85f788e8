//! Files of settings and records, which are YAML.

use serde::de::DeserializeOwned;

use crate::error::Error;

/// Brackets that nest deeper than this are none that anybody wrote.
pub const DEEPEST: usize = 64;

/// What a text says, or nothing where it is only comments; `name` is what errors call it.
///
/// ```
/// let read: Option<Vec<u8>> = crosscheck::yaml::read("a.yaml", "[1, 2]\n")?;
/// assert_eq!(read, Some(vec![1, 2]));
/// assert!(crosscheck::yaml::read::<Vec<u8>>("a.yaml", &"[".repeat(100_000)).is_err());
/// # Ok::<(), crosscheck::Error>(())
/// ```
///
/// # Errors
///
/// A text of another shape, with line and column.
pub fn read<T: DeserializeOwned>(name: &str, text: &str) -> Result<Option<T>, Error> {
    if let Some(at) = too_deep(text) {
        let reason = format!("brackets nest deeper than {DEEPEST}");
        return Err(Error::yaml_at(name, text, reason, at));
    }
    serde_yaml::from_str(text).map_err(|it| Error::yaml(name, text, &it))
}

/// Where the brackets of a YAML text nest too deep: its parser takes the longer for each word, the deeper it stands.
pub fn too_deep(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    text.bytes().position(|it| {
        match it {
            b'[' | b'{' => depth += 1,
            b']' | b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth > DEEPEST
    })
}
