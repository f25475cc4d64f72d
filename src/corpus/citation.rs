//! Citations as any output prints them, read back: document and line, lines,
//! a unit's id, a page and the line on it.

use crate::archive::{Reader, Stored};
use crate::error::{Error, Result};
use crate::paper::Paper;
use regex::Regex;
use std::sync::LazyLock;

/// A place that a user cites.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Citation<'w> {
    /// The beginning of the document's name or hash.
    pub document: &'w str,
    place: Option<Place>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    /// A line of the file; several units may begin there, of which it is the
    /// one with this number.
    Line(u32, usize),
    /// A page, and a line on it.
    Page(u32, u32),
}

/// "100:1051", "100:1051–1060", "100:1051.2", "100:1051 (p. 44:3)".
static LINE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"^(.+?)\s*:\s*(\d{1,9})(?:\.(\d{1,4}))?(?:\s*[-–—]\s*\d+)?(?:\s*\(.*\))?$").ok()
});

/// "100:p. 44:3", "100 s. 44:3", "100, sid. 44".
static PAGE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"^(.+?)[\s:,]+(?:p|pp|page|s|sid|sida)\.?\s*(\d{1,9})(?:\s*[-–—]\s*\d+)?(?::(\d{1,9})(?:\s*[-–—]\s*\d+)?)?$").ok()
});

impl<'w> Citation<'w> {
    /// What some words cite; without a place a document alone.
    pub fn read(words: &'w str) -> Self {
        let words = words.trim();
        let read = |pattern: &LazyLock<Option<Regex>>| {
            let found = LazyLock::force(pattern).as_ref()?.captures(words)?;
            let number = |at: usize| found.get(at)?.as_str().parse::<u32>().ok();
            let document = found.get(1)?.as_str();
            Some((document, number(2)?, number(3)))
        };
        if let Some((document, page, line)) = read(&PAGE) {
            let place = Some(Place::Page(page, line.unwrap_or(1)));
            return Citation { document, place };
        }
        if let Some((document, line, number)) = read(&LINE) {
            let number = number.map_or(1, |number| number as usize);
            let place = Some(Place::Line(line, number));
            return Citation { document, place };
        }
        Citation {
            document: words,
            place: None,
        }
    }

    /// It names a place in its document.
    pub fn has_place(&self) -> bool {
        self.place.is_some()
    }

    /// The papers it may mean; none is an error.
    pub fn papers(&self, reader: &Reader) -> Result<Vec<Stored>> {
        let mut papers = reader.papers()?;
        papers.retain(|stored| stored.is_called(self.document));
        if papers.is_empty() {
            let what = format!("no document here is called \"{}…\"", self.document);
            let cure = "give a unit's id, or the start of a file name; \
                        `remiss export units` lists them";
            return Err(Error::new(what).cure(cure));
        }
        Ok(papers)
    }

    /// The unit of a paper at the cited place: the one that begins there, else
    /// the one that covers it, introduction included.
    pub fn unit(&self, paper: &Paper) -> Option<usize> {
        let index = &paper.document.index;
        let (line, number) = match self.place? {
            Place::Line(line, number) => (line, number),
            Place::Page(page, line) => (index.lines_of_page(page)?[0] + line.saturating_sub(1), 1),
        };
        let units = || paper.segmentation.units.iter().enumerate();
        let first = |span| index.lines_of(span)[0];
        let mut beginning = units().filter(|(_, unit)| first(unit.span) == line);
        if let Some((at, _)) = beginning.nth(number.saturating_sub(1)) {
            return Some(at);
        }
        let covers = |from: u32, to: u32| (from..=to).contains(&line);
        let covering = units().find(|(_, unit)| {
            let [from, to] = index.lines_of(unit.span);
            covers(unit.intro.map_or(from, |intro| first(intro).min(from)), to)
        });
        covering.map(|(at, _)| at)
    }

    /// The first unit that it means, in the first paper that has one.
    pub fn find(&self, reader: &Reader) -> Result<(Paper, usize)> {
        if !self.has_place() {
            let what = format!("\"{}\" names no unit", self.document);
            return Err(Error::new(what).cure("give DOCUMENT:LINE, for example 100:1051"));
        }
        for stored in self.papers(reader)? {
            let paper = reader.paper(&stored)?;
            if let Some(at) = self.unit(&paper) {
                return Ok((paper, at));
            }
        }
        let what = format!("no unit stands there in \"{}…\"", self.document);
        Err(Error::new(what)
            .cure("`remiss show DOCUMENT` lists a document's units with their lines"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_printed_is_read_back() {
        let line = |at, number| Some(Place::Line(at, number));
        for (words, document, place) in [
            ("100:1051", "100", line(1051, 1)),
            ("100:1051–1060", "100", line(1051, 1)),
            ("100:1051-1060", "100", line(1051, 1)),
            ("3aa5e837cf:120.2", "3aa5e837cf", line(120, 2)),
            ("100:2574–2621 (p. 44:3)", "100", line(2574, 1)),
            ("100:p. 44:3", "100", Some(Place::Page(44, 3))),
            ("svar.pdf s. 2", "svar.pdf", Some(Place::Page(2, 1))),
            ("100_utlatande.txt:12", "100_utlatande.txt", line(12, 1)),
            ("KS 2024:417.txt:12", "KS 2024:417.txt", line(12, 1)),
            ("100_utlatande.txt", "100_utlatande.txt", None),
        ] {
            assert_eq!(
                Citation::read(words),
                Citation { document, place },
                "{words}"
            );
        }
    }
}
