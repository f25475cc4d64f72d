//! What is to be done so that an engine holds what an archive holds: which
//! papers are there, which are sent, which are taken out. Pure, but for reading
//! the archive.

use super::VERSION;
use super::documents::short;
use crate::archive::{Reader, Stored};
use crate::error::Result;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};

/// A paper of the archive.
pub(super) struct Own {
    pub(super) stored: Stored,
    pub(super) came: u64,
    /// Changes with everything that is stored of it.
    pub(super) check: String,
}

/// What an engine holds of a paper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct There {
    pub(super) check: String,
    pub(super) units: usize,
    /// Parts of its text.
    pub(super) parts: usize,
}

/// An archive as it is now.
pub(super) struct State {
    /// Papers by their names in the indices.
    pub(super) papers: BTreeMap<String, Own>,
    /// What all documents hang on beside the papers.
    pub(super) ground: String,
    /// Names the whole.
    pub(super) name: String,
}

impl State {
    pub(super) fn of(reader: &Reader) -> Result<Self> {
        let mut papers = BTreeMap::new();
        for stored in reader.papers()? {
            let (came, check) = reader.stamp(&stored)?;
            let of = short(&stored.sha256).to_owned();
            let own = Own {
                check: format!("{check:08x}"),
                came,
                stored,
            };
            // Files with the same content are one paper.
            papers.entry(of).or_insert(own);
        }
        let ground = digest([format!("{VERSION}"), reader.ground()?].iter());
        let checks = papers
            .iter()
            .map(|(of, own)| format!("{of} {} {}", own.check, own.came));
        let checks: Vec<String> = checks.chain([reader.ingest().to_string()]).collect();
        let ground = ground[..8].to_owned();
        Ok(State {
            name: format!("{ground}-{}", &digest(checks.iter())[..12]),
            ground,
            papers,
        })
    }

    /// The papers that are to be taken out, and those to be sent.
    pub(super) fn against(&self, there: &BTreeMap<String, There>) -> (BTreeSet<String>, Vec<&str>) {
        let gone = there.keys().filter(|of| !self.papers.contains_key(*of));
        let new = self.papers.iter().filter(|(of, own)| {
            let known = there.get(*of);
            known.is_none_or(|known| known.check != own.check)
        });
        (
            gone.cloned().collect(),
            new.map(|(of, _)| of.as_str()).collect(),
        )
    }
}

fn digest<'l>(lines: impl Iterator<Item = &'l String>) -> String {
    let mut hash = Sha256::new();
    for line in lines {
        hash.update(line.as_bytes());
        hash.update(b"\n");
    }
    hash.finalize()
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

/// The version that an index's name tells, if it is one of ours.
pub(super) fn version_of(index: &str, alias: &str) -> Option<u32> {
    let rest = index.strip_prefix(alias)?.strip_prefix("-v")?;
    rest.split('-').next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::archive::Archive;
    use crate::document::Document;
    use crate::paper::Paper;

    fn filled(texts: &[(&str, &str)]) -> State {
        let archive = Archive::in_memory();
        let writer = archive.writer().unwrap();
        for (name, text) in texts {
            let paper = Paper::read(Document::from_text(name, text));
            writer.put(writer.records(&paper).unwrap()).unwrap();
        }
        writer.finish().unwrap();
        State::of(&archive.reader().unwrap()).unwrap()
    }

    #[test]
    fn a_state_is_named_by_all_that_is_stored() {
        let (a, b) = (("a.txt", "Ett svar.\n"), ("b.txt", "Ett till.\n"));
        let one = filled(&[a]);
        assert_eq!(one.name, filled(&[a]).name);
        assert_ne!(one.name, filled(&[a, b]).name);
        assert_eq!(one.ground, filled(&[a, b]).ground);
        assert_ne!(one.name, filled(&[("c.txt", "Ett svar.\n")]).name);
    }

    #[test]
    fn what_is_there_is_not_sent_and_what_is_gone_is_taken_out() {
        let state = filled(&[("a.txt", "Ett svar.\n"), ("b.txt", "Ett till.\n")]);
        let mut there: BTreeMap<String, There> = BTreeMap::new();
        let (of, own) = state.papers.iter().next().unwrap();
        let known = There {
            check: own.check.clone(),
            units: 1,
            parts: 1,
        };
        there.insert(of.clone(), known.clone());
        there.insert("0123".to_owned(), known.clone());
        let (gone, new) = state.against(&there);
        assert_eq!(gone.into_iter().collect::<Vec<_>>(), ["0123"]);
        assert_eq!(new.len(), 1);
        there.insert(
            of.clone(),
            There {
                check: String::new(),
                ..known
            },
        );
        assert_eq!(state.against(&there).1.len(), 2);
    }

    #[test]
    fn a_name_tells_its_version() {
        assert_eq!(version_of("r-units-v12-abc-def", "r-units"), Some(12));
        assert_eq!(version_of("r-units-old", "r-units"), None);
    }
}
