//! A folder that `remiss fetch` made: the page that was fetched from is its
//! register, and the list of addresses says what each file is called there.

use crate::files::{self, LARGEST_GIVEN};
use crate::ingest::names::FETCHED;
use crate::tsv;
use std::path::Path;

/// What the list of addresses in a folder says.
#[derive(Clone, Debug, Default)]
pub(in crate::ingest) struct Fetched {
    /// Pages, by the names of their files.
    pub(in crate::ingest) pages: Vec<String>,
    /// Addresses without the words that no link need have, and their files.
    files: Vec<(String, String)>,
}

impl Fetched {
    /// What was fetched into a folder, if anything was.
    pub(in crate::ingest) fn into_folder(dir: &Path) -> Option<Self> {
        let bytes = files::read(&dir.join(FETCHED), LARGEST_GIVEN).ok()?;
        let text = String::from_utf8_lossy(&bytes);
        let mut fetched = Fetched::default();
        for row in tsv::rows(&text) {
            let [address, file, status] = [0, 1, 4].map(|at| tsv::cell(&row, at).to_owned());
            match status.as_str() {
                // A list may be written by anybody: nothing above the folder.
                "page" if Path::new(&file).file_name() == Some(file.as_ref()) => {
                    fetched.pages.push(file);
                }
                _ if file.is_empty() => {}
                _ => fetched.files.push((plain(&address), file)),
            }
        }
        Some(fetched)
    }

    /// The file that a link leads to: the one whose address ends like it, else as
    /// the link names it.
    pub(super) fn file_of<'a>(&'a self, href: &'a str) -> &'a str {
        let wanted = plain(href);
        let bare = wanted.trim_start_matches(['.', '/']);
        let ends = |(address, _): &&(String, String)| {
            let before = address.strip_suffix(bare);
            before.is_some_and(|before| before.is_empty() || before.ends_with('/'))
        };
        let mut meant = self.files.iter().filter(ends);
        match (meant.next(), meant.next()) {
            (Some((_, file)), None) => file,
            _ => href,
        }
    }
}

/// An address without its mark on a page, its letters unescaped.
fn plain(address: &str) -> String {
    let address = address.split('#').next().unwrap_or(address);
    crate::known::matching::unescaped(address.trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_leads_to_the_file_whose_address_ends_like_it() {
        let file = |address: &str, file: &str| (plain(address), file.to_owned());
        let fetched = Fetched {
            pages: Vec::new(),
            files: vec![
                file("https://m.example/a/svar%20%C3%B6.pdf", "svar-1.pdf"),
                file("https://m.example/b/svar.pdf?x=1", "svar-2.pdf"),
                file("https://m.example/c/svar.pdf?x=1", "svar-3.pdf"),
            ],
        };
        for (href, file) in [
            ("../a/svar ö.pdf", "svar-1.pdf"),
            ("/b/svar.pdf?x=1#page=2", "svar-2.pdf"),
            ("https://m.example/c/svar.pdf?x=1", "svar-3.pdf"),
            ("svar.pdf?x=1", "svar.pdf?x=1"),
            ("r.pdf?x=1", "r.pdf?x=1"),
        ] {
            assert_eq!(fetched.file_of(href), file, "{href}");
        }
    }
}
