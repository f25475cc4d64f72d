//! Streams units: `cargo run --example units -- ARCHIVE` prints kind,
//! respondent and first line of every unit, paper by paper.

use remiss::{Archive, Error};
use std::io::{Write, stdout};
use std::path::PathBuf;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let archive = std::env::args()
        .nth(1)
        .unwrap_or_else(|| ".remiss".to_owned());
    let reader = Archive::open(&PathBuf::from(archive))?.reader()?;
    let mut out = stdout().lock();
    reader.each::<_, Error>(
        &reader.papers()?,
        |paper| paper,
        |paper| {
            for (unit, id) in paper.segmentation.units.iter().zip(paper.unit_ids()) {
                let respondent = unit.respondent.as_deref().unwrap_or("?");
                let line = format!("{id}\t{}\t{respondent}", unit.kind.name());
                let written = writeln!(out, "{line}");
                written.map_err(|error| Error::new(format!("cannot write: {error}")))?;
            }
            Ok(())
        },
    )?;
    Ok(())
}
