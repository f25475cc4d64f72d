//! Learns the weights of `src/lexicon/learned.tsv` from the letters in
//! `training/`: run it after a letter was added or a sign was changed, and
//! build again.
//!
//! ```sh
//! cargo run --release --example learn
//! ```

#![expect(
    clippy::disallowed_methods,
    reason = "reads and writes files of the project itself, run by whoever changes it"
)]

use std::path::Path;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut paths: Vec<_> = std::fs::read_dir(root.join("training"))?
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|ending| ending == "tsv"))
        .collect();
    paths.sort();
    let mut files = Vec::new();
    for path in paths {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        files.push((name.into_owned(), std::fs::read_to_string(&path)?));
    }
    let weights = remiss::learned::learn(&files)?;
    std::fs::write(root.join("src/lexicon/learned.tsv"), weights)?;
    Ok(())
}
