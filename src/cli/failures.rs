//! What gave nothing: files that cannot be read, papers in which no answer was
//! found.

use super::run::tell;
use crate::archive::Reader;
use crate::error::Result;
use crate::ingest::Report;

/// Failures that are told one by one before the others are counted.
const FEW: usize = 10;

/// Tells why files could not be read: of the first few, or of all.
pub(super) fn tell_failures(report: &Report, all: bool) {
    let most = if all { usize::MAX } else { FEW };
    for failure in report.failures.iter().take(most) {
        tell(&failure.to_string());
    }
    match report.failures.len().saturating_sub(most) {
        0 => {}
        1 => tell("and 1 more; `remiss ingest --verbose` names all"),
        more => tell(&format!(
            "and {more} more; `remiss ingest --verbose` names all"
        )),
    }
}

/// Tells how many papers give nothing to an answer that is made of units.
pub(super) fn tell_without_units(reader: &Reader) -> Result<()> {
    match reader.unrecognised()? {
        0 => {}
        1 => tell(
            "1 paper was not recognised and is not counted; `remiss papers --guessed` names it",
        ),
        papers => tell(&format!(
            "{papers} papers were not recognised and are not counted; `remiss papers --guessed` names them"
        )),
    }
    match reader.without_answer()? {
        0 => {}
        1 => tell(
            "in 1 paper that looks like an answer none was found; `remiss export notes` says why",
        ),
        papers => tell(&format!(
            "in {papers} papers that look like answers none was found; `remiss export notes` says why"
        )),
    }
    Ok(())
}
