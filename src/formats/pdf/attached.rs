//! Files inside a PDF: how many there are, for they are not read.

use hayro_interpret::hayro_syntax::Pdf;
use hayro_interpret::hayro_syntax::object::{Array, Dict};

/// Nodes of the tree of names that are looked at.
const MOST: usize = 1_000;

/// What is to be said of attached files, if there are any.
pub(super) fn note(pdf: &Pdf) -> Option<String> {
    match count(pdf).unwrap_or(0) {
        0 => None,
        1 => Some(
            "holds an attached file that was not read: save it as a file of its own".to_owned(),
        ),
        count => Some(format!(
            "holds {count} attached files that were not read: save them as files of their own"
        )),
    }
}

/// Leaves of the tree of names (PDF 2.0, 7.9.6): a name and a file in turn.
fn count(pdf: &Pdf) -> Option<usize> {
    let catalog: Dict<'_> = pdf.xref().get(pdf.xref().root_id())?;
    let names: Dict<'_> = catalog.get("Names")?;
    let mut open = vec![names.get::<Dict<'_>>("EmbeddedFiles")?];
    let (mut count, mut seen) = (0, 0);
    while let Some(node) = open.pop().filter(|_| seen < MOST) {
        seen += 1;
        if let Some(leaves) = node.get::<Array<'_>>("Names") {
            count += leaves.raw_iter().count() / 2;
        }
        if let Some(kids) = node.get::<Array<'_>>("Kids") {
            open.extend(kids.iter::<Dict<'_>>().take(MOST));
        }
    }
    Some(count)
}
