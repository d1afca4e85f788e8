//! `trust`: which files of settings may run the command that they name. A folder may be somebody else's, so none may
//! until the user says so; what was said holds for the file as it was.

use std::path::PathBuf;

use crosscheck::claim::visible;
use crosscheck::config::Config;
use crosscheck::settle::Trusted;
use crosscheck::{Error, disk};

use crate::args::{Trust, Wanted};
use crate::{Outcome, files};

/// Digests that are trusted wherever they lie, with commas between them: for machines that nobody sits at.
const VARIABLE: &str = "CROSSCHECK_TRUST";

/// Whether the command of these settings may run.
pub(crate) fn holds(config: &Config) -> bool {
    let named = std::env::var(VARIABLE).unwrap_or_default();
    if named.split(',').any(|it| it.trim().eq_ignore_ascii_case(&config.sha256)) {
        return true;
    }
    // What cannot be read trusts nothing.
    let trusted = state().and_then(|it| Trusted::read(&it).ok()).unwrap_or_default();
    trusted.knows(&place(config), &config.sha256)
}

pub(crate) fn run(args: &Trust, wanted: &Wanted) -> Result<Outcome, Error> {
    let config = match &args.file {
        Some(path) => Config::read(path)?,
        None => wanted.config()?.clone(),
    };
    if config.path.as_os_str().is_empty() {
        return Err(Error::NothingToRead {
            paths: vec!["a crosscheck.yaml, here or above".to_owned()],
        });
    }
    let shown = disk::spelled(&config.path);
    let command = config.preprocess.as_ref().or(config.withheld.as_ref());
    let (Some(command), false) = (command, args.revoke) else {
        if args.revoke {
            change(|all| all.remove(&place(&config)))?;
        }
        let text = if args.revoke {
            "is trusted no longer"
        } else {
            "names no command; there is nothing to trust"
        };
        return Ok(Outcome::new(format!("{} {text}\n", visible(&shown)).into_bytes(), 0));
    };
    change(|all| all.add(place(&config), config.sha256.clone()))?;
    let text = format!(
        "{} may run: {}\nuntil it changes; on a machine that nobody sits at: {VARIABLE}={}\n",
        visible(&shown),
        visible(&command.to_string()),
        config.sha256
    );
    Ok(Outcome::new(text.into_bytes(), 0))
}

fn place(config: &Config) -> String {
    disk::spelled(&disk::canonical(&config.path))
}

fn change(change: impl FnOnce(&mut Trusted)) -> Result<(), Error> {
    let path = state().ok_or_else(|| Error::UnknownName {
        what: "folder for what is trusted",
        name: "HOME".to_owned(),
        help: format!("set HOME or XDG_STATE_HOME; or name the digest in {VARIABLE}"),
    })?;
    let unwritable = |source| Error::FileUnwritable { path: path.clone(), source };
    let folder = path.parent().map_or_else(PathBuf::new, PathBuf::from);
    std::fs::create_dir_all(folder).map_err(unwritable)?;
    files::change(&path, |path| {
        let mut trusted = Trusted::read(path)?;
        change(&mut trusted);
        Ok(trusted.text()?.into_bytes())
    })
}

/// Where what is trusted is written down: in the folder that the system has for what programs remember.
fn state() -> Option<PathBuf> {
    let of = |name: &str| std::env::var_os(name).filter(|it| !it.is_empty()).map(PathBuf::from);
    let folder = of("XDG_STATE_HOME")
        .or_else(|| of("LOCALAPPDATA"))
        .or_else(|| of("HOME").map(|it| it.join(".local/state")))?;
    Some(folder.join("crosscheck/trusted.yaml"))
}
