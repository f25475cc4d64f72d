//! Bytes → a document whose pages are known: all of them, or those that are
//! left of a damaged file, with a word on what is lost. Reads no page.

use super::super::{encrypted, truncated};
use super::rescue::{Rescued, rescue};
use super::tree::Tree;
use crate::decode::NotText;
use crate::limits::{Limit, Limits};
use hayro_interpret::hayro_syntax::{DecryptionError, LoadPdfError, Pdf};

/// How far from its end a file says that it ends.
const TAIL: usize = 4096;
/// Closes the stream in which a file breaks off: what stands of it is read.
pub(super) const CLOSED: &[u8] = b"\nendstream\nendobj\n";

/// A document whose pages are known.
pub(super) struct Opened {
    pub(super) pdf: Pdf,
    /// Which of the library's pages each page is; none for one that is lost.
    pub(super) pages: Vec<Option<usize>>,
    /// Of a document that is not whole, what is.
    pub(super) rest: Option<Rest>,
}

/// The pages that are left of a damaged document.
pub(super) struct Rest {
    found: usize,
    total: Option<usize>,
    /// Pages have the numbers that they had.
    numbered: bool,
}

pub(super) fn open(bytes: &[u8], limits: &Limits) -> Result<Opened, NotText> {
    let most = limits.get(Limit::Pages) as usize;
    let mut file = bytes.to_vec();
    if !ends(bytes) {
        file.extend_from_slice(CLOSED);
    }
    let opened = match Pdf::new(file) {
        Ok(pdf) => Tree::of(&pdf, most).map(|tree| (pdf, tree, true)),
        Err(LoadPdfError::Invalid) => None,
        Err(LoadPdfError::Decryption(DecryptionError::PasswordProtected)) => {
            return Err(encrypted());
        }
        Err(LoadPdfError::Decryption(_)) => {
            return Err(NotText::new(
                "is encrypted in a way that this version does not know",
                "open it and print it to a new PDF",
            ));
        }
    };
    let Some((pdf, mut tree, in_order)) = opened.or_else(|| again(bytes, most)) else {
        return Err(lost(bytes));
    };
    limits.check(Limit::Pages, tree.pages.len() as u64)?;
    let (found, total) = (tree.found(), tree.total().filter(|_| in_order));
    let numbered = tree.number(most) && in_order;
    if !numbered {
        tree.pages.retain(Option::is_some);
    }
    let rest = Rest {
        found,
        total,
        numbered,
    };
    if found == 0 {
        return Err(rest.unread());
    }
    let whole = total == Some(found) && ends(bytes);
    Ok(Opened {
        pdf,
        pages: tree.pages,
        rest: (!whole).then_some(rest),
    })
}

/// A document whose pages cannot be looked for.
fn lost(bytes: &[u8]) -> NotText {
    truncated(if is_encrypted(bytes) {
        "is encrypted, and truncated or damaged: none of its pages can be read"
    } else {
        "is a PDF that is truncated or damaged: no page could be found, nor how many there were"
    })
}

/// Looks at all objects of a file whose page tree cannot be found. Where they
/// are encrypted the key to them stood with what is lost.
fn again(bytes: &[u8], most: usize) -> Option<(Pdf, Tree, bool)> {
    let rescued = (!is_encrypted(bytes)).then(|| rescue(bytes))?;
    let Rescued { pdf, in_order } = rescued?;
    let tree = Tree::of(&pdf, most)?;
    Some((pdf, tree, in_order))
}

fn is_encrypted(bytes: &[u8]) -> bool {
    memchr::memmem::find(bytes, b"/Encrypt").is_some()
}

fn ends(bytes: &[u8]) -> bool {
    let tail = &bytes[bytes.len().saturating_sub(TAIL)..];
    memchr::memmem::find(tail, b"%%EOF").is_some()
}

impl Rest {
    /// What is told of a document of which so many pages were read.
    pub(super) fn note(&self, read: usize) -> String {
        let told = match self.total {
            Some(total) if read == total => {
                format!("its end is missing, and all its pages were read ({total})")
            }
            Some(_) if self.numbered => format!("{} were read", self.pages(read)),
            Some(_) => format!(
                "{} were read, and which ones is not known: pages are counted from the \
                 first that was found",
                self.pages(read)
            ),
            None => format!(
                "{} could be read, and how many there were is not known: pages are \
                 counted as they stand in the file, which may not be their order",
                self.pages(read)
            ),
        };
        format!("the file is truncated or damaged: {told}")
    }

    /// Why a document is refused.
    pub(super) fn unread(&self) -> NotText {
        truncated(format!(
            "is truncated or damaged: {} could be found, and no text on them",
            self.pages(self.found)
        ))
    }

    fn pages(&self, count: usize) -> String {
        match self.total {
            Some(total) => format!("{count} of {total} pages"),
            None if count == 1 => "1 page".to_owned(),
            None => format!("{count} pages"),
        }
    }
}
