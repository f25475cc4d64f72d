//! The one paper that words mean; that several may be meant is an error that
//! names them, for what is said of one paper must not be said of another.

use crate::archive::{Reader, Stored};
use crate::error::{Error, Result};
use crate::known::matching::told_apart;

/// Papers that are named where several may be meant.
const NAMED: usize = 5;

/// The one paper that is called so.
pub(crate) fn only(words: &str, reader: &Reader) -> Result<Stored> {
    let papers = reader.papers()?;
    match Stored::only(words, &papers) {
        Ok(one) => Ok(one.clone()),
        Err(none) if none.is_empty() => Err(unknown(words)),
        Err(several) => {
            let names = called(&several[..several.len().min(NAMED)]);
            let what = format!("\"{words}\" may be any of {}", names.join(", "));
            Err(Error::new(what).cure(
                "give the whole name, its folder before it, or the start of its content hash",
            ))
        }
    }
}

/// No paper is called so.
pub(super) fn unknown(words: &str) -> Error {
    Error::new(format!("no document here is called \"{words}…\""))
        .cure("give a unit's id, or the start of a file name; `remiss papers` lists them")
}

/// What papers are called, so that they are told apart.
pub(crate) fn called(papers: &[&Stored]) -> Vec<String> {
    let all = papers
        .iter()
        .map(|one| (one.name.as_str(), one.path.as_str()));
    told_apart(&all.collect::<Vec<_>>())
}
