//! Which paper a row of the table given back means: by the content hash that the
//! table has of it, else by its name, with folders before it where two are called
//! the same. Each paper, and each part of a packet, has one row.

use crate::archive::Stored;
use crate::corpus::called;
use crate::known::listed::Row;
use std::collections::BTreeMap;

/// The rows of each paper, by its path: with the part that each means ("#2").
pub(super) type Meant<'r> = BTreeMap<String, Vec<(&'r str, &'r Row)>>;

/// What is wrong with rows, with their lines.
type Wrong = Vec<(u32, String)>;

/// Finds the papers that rows mean.
pub(super) fn meant<'r>(rows: &'r [Row], papers: &[Stored]) -> (Meant<'r>, Wrong) {
    let (mut meant, mut wrong) = (Meant::new(), Wrong::new());
    for row in rows {
        let file = row.file.as_deref().unwrap_or_default();
        let (name, part) = parted(file, papers);
        match of_row(row, name, papers) {
            Err(what) => wrong.push((row.line, what)),
            Ok(paper) => {
                let rows = meant.entry(paper.path.clone()).or_default();
                match rows.iter().find(|(known, _)| *known == part) {
                    Some((_, first)) => {
                        let what = format!("{file} is row {}'s already", first.line);
                        wrong.push((row.line, what));
                    }
                    None => rows.push((part, row)),
                }
            }
        }
    }
    (meant, wrong)
}

/// A name and the part of a packet behind it; a file may itself be called so.
fn parted<'r>(file: &'r str, papers: &[Stored]) -> (&'r str, &'r str) {
    let is_whole = papers.iter().any(|one| one.name == file);
    match file.rfind('#') {
        Some(at) if !is_whole && file[at + 1..].parse::<usize>().is_ok() => file.split_at(at),
        _ => (file, ""),
    }
}

fn of_row<'p>(row: &Row, name: &str, papers: &'p [Stored]) -> Result<&'p Stored, String> {
    let named: Vec<&Stored> = match name.contains(['/', '\\']) {
        true => papers.iter().filter(|one| one.is_called(name)).collect(),
        false => papers.iter().filter(|one| one.name == name).collect(),
    };
    let by_hash = row.sha256.as_deref().and_then(|hash| {
        let mut held = papers.iter().filter(|one| one.sha256 == hash);
        held.next()
    });
    match (by_hash, &named[..]) {
        // A file that was moved since is known by what it holds.
        (Some(one), []) => Ok(one),
        (Some(one), named) if named.contains(&one) => Ok(one),
        (Some(one), _) => Err(format!(
            "names {name}, and by its sha256 {}: leave one of the cells as it was",
            one.name
        )),
        (None, [one]) => Ok(one),
        (None, []) => Err(format!("no paper is called {name}")),
        (None, several) => Err(format!(
            "{name} may be any of {}: write the folder before it, or leave the column sha256",
            called(several).join(", ")
        )),
    }
}
