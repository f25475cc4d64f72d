//! Rows of lists that somebody keeps, cited to be corrected.
//!
//! The list itself is the place to correct what it says: it is given again, and
//! its rows have nothing by which one is known in its next version but a number,
//! which moves with every row above it. A judgement of "row 12" would in time
//! speak of another's row, in silence. But where a row of a register tells of one
//! paper that is here, whoever cites it means that paper: what is judged is said
//! of the paper, goes before the list, and survives its next version.

use super::target::only;
use crate::archive::Reader;
use crate::error::{Error, Result};
use crate::known::listed::{ASKED, REGISTER};
use crate::paper::Paper;
use std::path::Path;

/// The option by which a paper was given, if it is a list.
pub(super) fn given(paper: &Paper) -> Option<&'static str> {
    match paper.document.encoding.as_str() {
        ASKED => Some("--asked"),
        REGISTER => Some("--register"),
        _ => None,
    }
}

/// It is a list that somebody keeps, and no paper.
pub(crate) fn is_given(paper: &Paper) -> bool {
    given(paper).is_some()
}

/// The one paper that a row of a list tells of; else why the row is not corrected
/// here, and where. Without a row the list as a whole is meant.
pub(super) fn told_by(list: &Paper, row: Option<u32>, reader: &Reader) -> Result<Paper> {
    let name = &list.document.name;
    let Some(row) = row else {
        let what = format!("{name} is a list of yours, and no paper");
        return Err(Error::new(what).cure(give_again(list, "put its rows right")));
    };
    let index = &list.document.index;
    let cells = index
        .span_of_line(row)
        .map(|span| list.document.slice(span));
    let cells: Vec<&str> = cells
        .into_iter()
        .flat_map(|line| line.split('\t'))
        .collect();
    let cells: Vec<&str> = cells
        .into_iter()
        .map(str::trim)
        .filter(|cell| !cell.is_empty())
        .collect();
    if cells.is_empty() {
        let what = format!("{name} has no row {row}");
        let rows = index.count();
        return Err(Error::new(what).cure(format!("it has {rows}; `remiss ledger` cites them")));
    }
    if let Some(paper) = only_of(name, row, reader)? {
        return Ok(paper);
    }
    let what = format!(
        "row {row} of {name} (\"{}\") is a row of a list of yours, and tells of no one paper here",
        cells.join(" · ")
    );
    Err(Error::new(what).cure(give_again(list, &format!("put row {row} right"))))
}

/// What is known of a paper says from which row it is.
fn only_of(list: &str, row: u32, reader: &Reader) -> Result<Option<Paper>> {
    let by = format!("{list}:{row}");
    let mut found = None;
    for sha256 in reader.with_knowledge()? {
        let Some(paper) = reader.paper_by_hash(&sha256)? else {
            continue;
        };
        if paper.known.fields.values().any(|said| said.by == by) {
            if found.is_some() {
                return Ok(None);
            }
            found = Some(paper);
        }
    }
    Ok(found)
}

fn give_again(list: &Paper, what: &str) -> String {
    let document = &list.document;
    // A page is stored beside itself, as the list in it.
    let path = Path::new(&document.path);
    let file = match document.path.contains("/lista i ") {
        true => path.parent().unwrap_or(path),
        false => path,
    };
    let file = file.display();
    let option = given(list).unwrap_or("--register");
    format!("{what} in {file} and give it again: `remiss ingest {option} {file}`")
}

/// The row that some words cite behind a list's name: "lista.csv#12".
pub(super) fn row_of(words: &str, reader: &Reader) -> Option<(Paper, u32)> {
    let (file, number) = words.rsplit_once('#')?;
    let row = number.parse().ok()?;
    let paper = only(file, reader).ok()?;
    given(&paper).is_some().then_some((paper, row))
}
