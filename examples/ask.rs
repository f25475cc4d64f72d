//! Asks a folder: `cargo run --example ask -- FOLDER WORDS…` prints each unit
//! that holds the words, with its lines.

use remiss::{Options, Request, Topics, in_memory, search};
use std::error::Error;
use std::io::{Write, stdout};

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let folder = arguments.next().unwrap_or_else(|| "corpus".to_owned());
    let words: Vec<String> = arguments.collect();
    let (archive, report) = in_memory(&[folder.into()], &Options::default())?;
    let mut out = stdout().lock();
    for failure in &report.failures {
        writeln!(out, "not read: {failure}")?;
    }
    let request = Request {
        query: words.join(" "),
        limit: 10,
        fold: true,
        ..Request::default()
    };
    let found = search(&archive.reader()?, &Topics::shipped()?, &request)?;
    for hit in &found.hits {
        let respondent = hit.unit().respondent.as_deref().unwrap_or("?");
        writeln!(out, "{respondent}  {} {:?}", hit.id, hit.lines)?;
    }
    writeln!(out, "{} units", found.total)?;
    Ok(())
}
