//! Turns the lexicons, which people write as YAML, into JSON, which loads many times faster: every
//! start of the program reads all of them.

use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let lexicons = Path::new("lexicons/en");
    println!("cargo::rerun-if-changed=lexicons");
    let out = PathBuf::from(env::var_os("OUT_DIR").ok_or(io::ErrorKind::NotFound)?);
    for entry in fs::read_dir(lexicons)? {
        let path = entry?.path();
        let Some(name) = path.file_stem().and_then(|it| it.to_str()) else { continue };
        let text = fs::read_to_string(&path)?;
        let odd = |it: String| io::Error::other(format!("{}: {it}", path.display()));
        let value: serde_yaml::Value =
            serde_yaml::from_str(&text).map_err(|it| odd(it.to_string()))?;
        let json = serde_json::to_string(&value).map_err(|it| odd(it.to_string()))?;
        fs::write(out.join(format!("{name}.json")), json)?;
    }
    Ok(())
}
