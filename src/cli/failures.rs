//! What gave nothing: files that cannot be read, papers in which no answer was
//! found.

use super::run::tell;
use crate::archive::Reader;
use crate::error::Result;
use crate::ingest::Report;
use std::collections::HashMap;

/// Files that are told one by one before the others are counted, and members of
/// one container.
const FEW: usize = 10;
const MEMBERS: usize = 3;

/// Tells why files could not be read: of the first few, or of all.
pub(super) fn tell_failures(report: &Report, all: bool) {
    let (mut files, mut left) = (0, 0);
    let mut members: HashMap<String, usize> = HashMap::new();
    for failure in &report.failures {
        let told = failure.to_string();
        let (count, most) = match container(&told) {
            Some(container) => (members.entry(container.to_owned()).or_default(), MEMBERS),
            None => (&mut files, FEW),
        };
        *count += 1;
        match all || *count <= most {
            true => tell(&told),
            false => left += 1,
        }
    }
    match left {
        0 => {}
        1 => tell("and 1 more; `remiss ingest --verbose` names all"),
        more => tell(&format!(
            "and {more} more; `remiss ingest --verbose` names all"
        )),
    }
    // What is stored differs from what lies there: nobody would know by a count.
    if let [_, ..] = report.outlived.as_slice() {
        let names = report.outlived.join(", ");
        tell(&format!("of these what was read before is kept: {names}"));
    }
}

/// The container that a failure tells a member of: "many.zip/x.pdf: …".
fn container(told: &str) -> Option<&str> {
    const ENDS: [&str; 6] = [".zip", ".eml", ".msg", ".mbox", ".mht", ".mhtml"];
    let (path, _) = told.split_once(": ")?;
    let (container, _) = path.rsplit_once(['/', '\\'])?;
    let low = container.to_lowercase();
    ENDS.iter()
        .any(|end| low.ends_with(end))
        .then_some(container)
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

/// Tells how many of the papers that something is made of somebody has looked at;
/// nothing where nobody has begun.
pub(super) fn tell_reviewed(reader: &Reader) -> Result<()> {
    let seen = reader.reviewed()?;
    if seen > 0 {
        let lists = reader.lists()?.len();
        let all = reader.papers()?.len().saturating_sub(lists);
        tell(&format!("reviewed {seen} of {all} papers"));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_member_is_told_from_a_file() {
        assert_eq!(
            container("in/many.zip/x.pdf: is damaged"),
            Some("in/many.zip")
        );
        assert_eq!(container("in/many.zip: is damaged"), None);
        assert_eq!(container("in/x.pdf: is damaged"), None);
    }
}
