//! A stored paper by its identity: what it is called, and which one words mean.

use tantivy::DocAddress;

/// A stored paper's identity; [`super::Reader::paper`] loads the rest.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Stored {
    /// File name.
    pub name: String,
    /// Content hash.
    pub sha256: String,
    /// Path it was read from.
    pub path: String,
    pub(super) address: DocAddress,
}

impl Stored {
    /// The document's id, with which its units' ids begin.
    pub fn id(&self) -> &str {
        crate::document::id_of(&self.sha256)
    }

    /// The one document that some words mean: by its whole name, else by how its
    /// name or its hash begins; files with the same content are one. Otherwise
    /// all that may be meant.
    pub(crate) fn only<'p>(
        words: &str,
        papers: &'p [Stored],
    ) -> std::result::Result<&'p Stored, Vec<&'p Stored>> {
        let mut meant: Vec<&Stored> = papers.iter().filter(|one| one.name == words).collect();
        if meant.is_empty() && !words.is_empty() {
            meant = papers.iter().filter(|one| one.is_called(words)).collect();
        }
        match meant.split_first() {
            Some((one, others)) if others.iter().all(|two| two.sha256 == one.sha256) => Ok(one),
            _ => Err(meant),
        }
    }

    /// A user means it by the beginning of its name, with folders before it or
    /// without, or of its hash.
    pub fn is_called(&self, beginning: &str) -> bool {
        self.name.starts_with(beginning)
            || self.sha256.starts_with(beginning)
            || self.lies_at(beginning)
    }

    /// It lies in the folders before the beginning of a name, parted by `/` or
    /// `\`, by capitals or without.
    fn lies_at(&self, words: &str) -> bool {
        let Some((folders, name)) = words.rsplit_once(['/', '\\']) else {
            return false;
        };
        let parts = |path: &str| -> Vec<String> {
            let parts = path.split(['/', '\\']).map(str::to_lowercase);
            parts
                .filter(|part| !matches!(&part[..], "" | "." | ".."))
                .collect()
        };
        let (folders, mut path) = (parts(folders), parts(&self.path));
        path.pop();
        !name.is_empty() && self.name.starts_with(name) && path.ends_with(&folders)
    }
}

/// The last part of a path, fit for a terminal.
pub(crate) fn file_name(path: &str) -> String {
    let name = std::path::Path::new(path)
        .file_name()
        .map(|name| name.to_string_lossy().into_owned());
    crate::decode::printable(&name.unwrap_or_else(|| path.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_paper_is_called_by_its_name_and_by_where_it_lies() {
        let at = |path: &str| Stored {
            name: "svar 1.txt".to_owned(),
            sha256: "3aa5".to_owned(),
            path: path.to_owned(),
            address: DocAddress::new(0, 0),
        };
        let papers = [
            at(r"C:\Remisser\Östra\svar 1.txt"),
            at("/r/Östra/svar 1.txt"),
        ];
        for words in [
            "svar",
            "3aa",
            r"Östra\svar",
            r".\östra\svar 1.txt",
            "Östra/svar 1",
        ] {
            assert!(papers.iter().all(|paper| paper.is_called(words)), "{words}");
        }
        assert!(papers[0].is_called(r"c:\remisser\Östra\svar 1.txt"));
        for words in [
            r"Västra\svar",
            r"ra\svar",
            r"Östra\",
            "1.txt",
            "/x/r/Östra/svar",
        ] {
            assert!(
                !papers.iter().any(|paper| paper.is_called(words)),
                "{words}"
            );
        }
    }
}
