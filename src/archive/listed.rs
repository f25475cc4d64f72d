//! A stored paper by its identity: what it is called among the others, and which
//! one words mean.

use super::read::Reader;
use crate::called::{Among, is_beginning, told_apart};
use crate::error::Result;
use crate::paper::Paper;
use std::collections::HashMap;
use std::sync::Arc;
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

    /// The papers that some words mean: by a whole name, else by the words or the
    /// letters with which a name begins, else by where it lies, else by the
    /// beginning of a hash.
    pub(crate) fn meant<'p>(words: &str, papers: &'p [Stored]) -> Vec<&'p Stored> {
        let ways: [fn(&Stored, &str) -> bool; 5] = [
            |one, words| one.name == words,
            |one, words| is_beginning(words, &one.name),
            |one, words| one.name.starts_with(words),
            |one, words| one.lies_at(words),
            |one, words| one.sha256.starts_with(words),
        ];
        let mut meant = ways
            .iter()
            .map(|way| papers.iter().filter(|one| way(one, words)).collect());
        let found = meant.find(|found: &Vec<&Stored>| !found.is_empty());
        found.filter(|_| !words.is_empty()).unwrap_or_default()
    }

    /// The one document that some words mean; files with the same content are
    /// one. Otherwise all that may be meant.
    pub(crate) fn only<'p>(
        words: &str,
        papers: &'p [Stored],
    ) -> std::result::Result<&'p Stored, Vec<&'p Stored>> {
        let meant = Stored::meant(words, papers);
        match meant.split_first() {
            Some((one, others)) if others.iter().all(|two| two.sha256 == one.sha256) => Ok(one),
            _ => Err(meant),
        }
    }

    /// The same among others.
    pub(super) fn among(&self) -> Among<'_> {
        Among {
            name: &self.name,
            path: &self.path,
            id: self.id(),
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

impl Reader {
    /// Papers, each with its path as it is stored, in order; from here on it is
    /// known by what each is cited.
    pub(super) fn listed(&self, mut found: Vec<(String, Stored)>) -> Vec<Stored> {
        found.sort_by(|(_, a), (_, b)| a.cmp(b));
        self.cited.get_or_init(|| {
            let among: Vec<Among<'_>> = found.iter().map(|(_, one)| one.among()).collect();
            let cited = told_apart(&among).into_iter();
            let paths = found.iter().map(|(path, _)| path.clone());
            Arc::new(paths.zip(cited).collect())
        });
        found.into_iter().map(|(_, one)| one).collect()
    }

    /// By what papers are cited, by their names; not those of which several have
    /// one name.
    #[cfg_attr(not(feature = "mcp"), allow(dead_code))]
    pub(crate) fn cited(&self) -> Result<HashMap<String, String>> {
        let papers = self.papers()?;
        let among: Vec<Among<'_>> = papers.iter().map(Stored::among).collect();
        let cited = told_apart(&among)
            .into_iter()
            .map(|cited| cited.to_string());
        let named = papers.iter().map(|one| one.name.clone()).zip(cited);
        let by_name = |(name, cited): &(String, String)| name.starts_with(cited.as_str());
        Ok(named.filter(by_name).collect())
    }

    /// A paper with a name by which it is cited: the whole of it where nobody
    /// has asked yet what the others are called.
    pub(super) fn with_name(&self, path: &str, mut paper: Paper) -> Paper {
        let name = &mut paper.document.name;
        let cited = self.cited.get().and_then(|cited| cited.get(path).cloned());
        let cited = match cited {
            // A person may be masked in it who stands in the paper alone.
            Some(cited) if self.private.is_some() && !name.starts_with(&*cited) => {
                Arc::from(crate::document::id_of(&paper.document.sha256))
            }
            Some(cited) => cited,
            None => Arc::from(&**name),
        };
        *name = name.clone().cited_as(cited);
        paper
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
