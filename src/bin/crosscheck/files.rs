//! Files are written whole or not at all.

use std::io::Write as _;
use std::path::Path;

use crosscheck::Error;

/// Writes a file beside its place and moves it there: nobody ever sees half of it.
pub(crate) fn write(
    path: &Path,
    write: impl FnOnce(&mut dyn std::io::Write) -> Result<(), Error>,
) -> Result<(), Error> {
    // What the system says names the file beside, which nobody asked for.
    let unwritable = |it: std::io::Error| Error::FileUnwritable {
        path: path.to_owned(),
        source: it.kind().into(),
    };
    let folder = path.parent().filter(|it| !it.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut builder = tempfile::Builder::new();
    // A report is made to be read by others, as far as the system's mask lets them.
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let mut file = builder.tempfile_in(folder).map_err(unwritable)?;
    write(&mut std::io::BufWriter::new(&mut file))?;
    file.as_file().sync_all().map_err(unwritable)?;
    file.flush().map_err(unwritable)?;
    file.persist(path).map_err(|it| unwritable(it.error))?;
    Ok(())
}

/// As [`write`](fn@write), of a text.
pub(crate) fn write_text(path: &Path, text: &str) -> Result<(), Error> {
    write(path, |out| Ok(out.write_all(text.as_bytes())?))
}
