//! Pages of papers as they look: drawn one at a time, in a process of its own
//! within a budget, from the file that a paper was read from, and only if it
//! still holds what was read.

use super::Options;
use super::worker::draw;
use crate::decode::NotText;
use crate::document::{Document, sha256_of};
use crate::error::{Error, Result};
use crate::files;
use std::collections::BTreeSet;
use std::fs::File;
use std::io::{Seek, SeekFrom};
use std::path::Path;

/// A page as PNG, with those of the lines marked that stand on it.
pub(crate) fn picture(
    document: &Document,
    (page, marked): (u32, &BTreeSet<u32>),
    options: &Options,
) -> Result<Vec<u8>> {
    let index = &document.index;
    let here = marked.iter().filter(|line| {
        let at = index.on_page(**line);
        at.is_some_and(|at| at.page == page)
    });
    let lines: Vec<String> = here
        .filter_map(|line| index.span_of_line(*line))
        .map(|span| document.slice(span).trim().to_owned())
        .collect();
    let file = original(document)?;
    let program = options.worker.as_deref();
    let program =
        program.ok_or_else(|| Error::new("pages are drawn by a program that is not there"))?;
    let failed = |NotText { what, cure }| {
        Error::new(what)
            .at(Path::new(document.name.as_str()))
            .cure(cure)
    };
    draw(program, file, (page, &lines), &options.limits).map_err(failed)
}

/// Why the pages of a paper cannot be shown as they look.
pub(crate) fn as_it_was(document: &Document) -> Result<()> {
    original(document).map(drop)
}

/// The file that a paper was read from, if it is still that.
fn original(document: &Document) -> Result<File> {
    let at = |error: Error| error.at(Path::new(&document.path));
    let mut file = files::open(Path::new(&document.path)).map_err(|error| {
        at(Error::new(format!("cannot be read: {error}")))
            .cure("put the file back where it was, or read its text")
    })?;
    let hash =
        sha256_of(&mut file).map_err(|error| at(Error::new(format!("cannot be read: {error}"))))?;
    if hash != document.sha256 {
        return Err(at(Error::new("has changed since it was read")).cure("ingest it again"));
    }
    let begun = file.seek(SeekFrom::Start(0));
    begun.map_err(|error| at(Error::new(format!("cannot be read: {error}"))))?;
    Ok(file)
}
