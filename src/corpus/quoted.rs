//! A quotation with its source, as `cite` and the forms for memos print it, read
//! back: ”…” (Havby kommun, yttrande 2024-05-06, s. 2 rad 3). The words that are
//! quoted tell the place; who is named and the line tell which paper is meant.

use crate::flow::Flow;
use crate::line::Lines;
use crate::paper::Paper;
use regex::Regex;
use std::sync::LazyLock;

/// What is quoted, and what stands in brackets behind it.
static MEMO: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r#"(?s)^[”“"](.+)[”“"]\s*\((.+)\)[.,;]?$"#).ok());

/// A quotation and the words that tell its source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Quoted<'w> {
    pub(super) quote: &'w str,
    pub(super) source: &'w str,
}

impl<'w> Quoted<'w> {
    pub(super) fn read(words: &'w str) -> Option<Self> {
        let found = LazyLock::force(&MEMO).as_ref()?.captures(words)?;
        let [quote, source] = [1, 2].map(|at| found.get(at).map(|part| part.as_str()));
        Some(Quoted {
            quote: quote?,
            source: source?,
        })
    }

    /// Who is named may speak in this paper, and the words stand there.
    pub(super) fn is_of(&self, paper: &Paper) -> bool {
        let found = &paper.segmentation;
        let units = found
            .units
            .iter()
            .filter_map(|unit| unit.respondent.as_ref());
        let mut names = units
            .chain(&found.head.respondent)
            .chain([&paper.document.name]);
        names.any(|name| self.source.starts_with(name.as_str())) && self.lines(paper).is_some()
    }

    /// First and last line on which the words stand, in an answer if in one.
    pub(super) fn lines(&self, paper: &Paper) -> Option<[u32; 2]> {
        let index = &paper.document.index;
        let on = |flow: &Flow| {
            let there = flow.find(self.quote)?;
            Some(index.cite(flow.source(there)).range())
        };
        let own = paper.flows().iter().find_map(on);
        own.or_else(|| {
            let lines = Lines::new(&paper.document);
            on(&Flow::of_lines(&lines, &paper.layout, 0, lines.len()))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quotation_is_parted_from_its_source() {
        let words = "”Dock vill nämnden (se 2) påtala detta.” (Hamnnämnden, s. 2 rad 3)";
        let read = Quoted::read(words).unwrap();
        assert_eq!(
            [read.quote, read.source],
            [
                "Dock vill nämnden (se 2) påtala detta.",
                "Hamnnämnden, s. 2 rad 3"
            ]
        );
        assert_eq!(Quoted::read("svar (1).pdf:12"), None);
    }
}
