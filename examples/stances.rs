//! Reads positions: `cargo run --example stances -- FOLDER BOARD` prints where
//! a board stands on each focus area, and the sentence that decides.

use remiss::{FocusFiles, Names, Options, Paper, Scope, Wanted, in_memory, positions};
use std::error::Error;
use std::io::{Write, stdout};

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let folder = arguments.next().unwrap_or_else(|| "corpus".to_owned());
    let (archive, _) = in_memory(&[folder.into()], &Options::default())?;
    let reader = archive.reader()?;
    let wanted = Wanted {
        boards: arguments.collect(),
        ..Wanted::default()
    };
    let scope = Scope::of(&Names::of(&reader), &wanted)?;
    let stored = reader.papers()?;
    let papers: Result<Vec<Paper>, _> = stored.iter().map(|one| reader.paper(one)).collect();
    let found = positions(&papers?, &FocusFiles::shipped()?, reader.analyser());
    let mut out = stdout().lock();
    for row in &found.rows {
        let said = row.evidence.first();
        if let Some(said) = said.filter(|_| scope.has_respondent(Some(&row.respondent))) {
            writeln!(
                out,
                "{} · {}: {}",
                row.respondent,
                row.area_name,
                row.stance.name()
            )?;
            writeln!(
                out,
                "  {}:{}  {}",
                row.document, said.lines.first, said.quote
            )?;
        }
    }
    Ok(())
}
