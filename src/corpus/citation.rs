//! Citations as any output prints them, read back: document and line, lines,
//! a unit's id, a page and the line on it.

use super::only::{only, unknown};
use super::quoted::{Fit, Quoted};
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
    place: Option<Place<'w>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place<'w> {
    /// Lines of the file, the last if it is given; several units may begin on
    /// the first, of which it is the one with this number.
    Lines(u32, Option<u32>, usize),
    /// A page, and lines on it: the first and the last, where they are given.
    Page(u32, Option<u32>, Option<u32>),
    /// A line with its place on a page: of the one paper that has it there.
    OnPage(u32, [u32; 2]),
    /// The words themselves, with their source.
    Quoted(Quoted<'w>),
}

/// "100:1051", "100:1051–1060", "100:1051.2", "100:1051 (p. 44:3)", "100 rad
/// 1051", "3aa5e837cf:1051/helhet".
static LINE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"^(.+?)(?:\s*:\s*|,?\s+(?:rad|rader|line|lines)\s+)(\d{1,9})(?:\.(\d{1,4}))?(?:\s*[-–—]\s*(\d{1,9}))?(?:\s*\(.*\)|/[\w.-]+)?$").ok()
});

/// "100:p. 44:3", "100 s. 44:3–7", "100, sid. 44".
static PAGE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"^(.+?)[\s:,]+(?:p|pp|page|s|sid|sida)\.?\s*(\d{1,9})(?:\s*[-–—]\s*\d+)?(?::(\d{1,9})(?:\s*[-–—]\s*(\d{1,9}))?)?$").ok()
});

/// "10 (p. 2:1)", as a line stands below the name of its document.
static ON_PAGE: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"^(\d{1,9})\s*\([ps]\.\s*(\d{1,9}):(\d{1,9})\)$").ok());

/// Without the brackets around it, and without what follows it in a sentence.
fn bare(words: &str) -> &str {
    let words = words.trim().trim_end_matches([',', ';']).trim_end();
    let within = [('[', ']'), ('(', ')'), ('<', '>')]
        .iter()
        .find_map(|(open, close)| {
            let within = words.strip_prefix(*open)?.strip_suffix(*close)?;
            let level = |text: &str, c: char| text.matches(c).count();
            (level(within, *open) == level(within, *close)).then_some(within)
        });
    within.unwrap_or(words).trim()
}

/// The citation in brackets behind a quotation or a source, as reports have it:
/// "”…” (100:1051)", "Hamnnämnden, yttrande, s. 2 rad 1 (02:10 (s. 2:1))".
fn behind(words: &str) -> Option<&str> {
    let within = words.strip_suffix(')')?;
    let mut level = 1;
    let open = within.char_indices().rev().find_map(|(at, c)| {
        level += i32::from(c == ')') - i32::from(c == '(');
        (level == 0).then_some(at)
    })?;
    let (before, cited) = (&within[..open], &within[open + 1..]);
    let is_source = before.contains(", ") || before.starts_with(['”', '“', '"']);
    // A page belongs to the line before it, a source to its quotation.
    let is_place = cited.contains(':') && !cited.contains(", ");
    let is_page = cited.starts_with("p. ") || cited.starts_with("s. ");
    (is_source && is_place && !is_page).then_some(cited)
}

impl<'w> Citation<'w> {
    /// What some words cite; without a place a document alone.
    pub fn read(words: &'w str) -> Self {
        let words = bare(words);
        if let Some(cited) = behind(words)
            .map(Citation::read)
            .filter(Citation::has_place)
        {
            return cited;
        }
        if let Some(quoted) = Quoted::read(words).or_else(|| Quoted::source(words)) {
            return Citation {
                document: "",
                place: Some(Place::Quoted(quoted)),
            };
        }
        let on_page = LazyLock::force(&ON_PAGE).as_ref();
        if let Some(found) = on_page.and_then(|pattern| pattern.captures(words)) {
            let number = |at: usize| found.get(at).and_then(|n| n.as_str().parse::<u32>().ok());
            if let (Some(line), Some(page), Some(on)) = (number(1), number(2), number(3)) {
                return Citation {
                    document: "",
                    place: Some(Place::OnPage(line, [page, on])),
                };
            }
        }
        let read = |pattern: &LazyLock<Option<Regex>>| {
            let found = LazyLock::force(pattern).as_ref()?.captures(words)?;
            let number = |at: usize| found.get(at)?.as_str().parse::<u32>().ok();
            let document = found.get(1)?.as_str();
            Some((document, number(2)?, number(3), number(4)))
        };
        if let Some((document, page, line, last)) = read(&PAGE) {
            let place = Some(Place::Page(page, line, last));
            return Citation { document, place };
        }
        if let Some((document, line, number, last)) = read(&LINE) {
            let number = number.map_or(1, |number| number as usize);
            let place = Some(Place::Lines(line, last, number));
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

    /// The papers it may mean, of which one alone where it names a place; none is
    /// an error.
    pub fn papers(&self, reader: &Reader) -> Result<Vec<Stored>> {
        if self.has_place() {
            return Ok(vec![self.paper(reader)?]);
        }
        let papers = reader.papers()?;
        let meant = Stored::meant(self.document, &papers);
        match meant.is_empty() {
            true => Err(unknown(self.document)),
            false => Ok(meant.into_iter().cloned().collect()),
        }
    }

    /// The one paper that it means: a place stands in one.
    pub(crate) fn paper(&self, reader: &Reader) -> Result<Stored> {
        match self.place {
            Some(Place::OnPage(..) | Place::Quoted(_)) => self.only_here(reader),
            _ => only(self.document, reader),
        }
    }

    /// The one paper that has what is cited without a document before it.
    fn only_here(&self, reader: &Reader) -> Result<Stored> {
        let papers = reader.papers()?;
        // Of each how well it fits, and how many places in it do.
        let mut found: Vec<(Option<Fit>, usize, Stored)> = Vec::new();
        for stored in &papers {
            let paper = reader.paper(stored)?;
            let fits = match &self.place {
                Some(Place::Quoted(quoted)) => quoted
                    .best(&paper)
                    .map(|(fit, places)| (Some(fit), places.len())),
                _ => self.lines(&paper).map(|_| (None, 1)),
            };
            if let Some((fit, places)) = fits {
                found.push((fit, places, stored.clone()));
            }
        }
        let best = found.iter().map(|(fit, ..)| *fit).max().flatten();
        found.retain(|(fit, ..)| *fit == best);
        let names = found.iter().take(5).map(|(.., one)| one.name.as_str());
        let names = names.collect::<Vec<_>>().join(", ");
        match &found[..] {
            [] => Err(Error::new("nothing here is cited so")
                .cure("give DOCUMENT:LINE, for example 100:1051")),
            [(_, 1, one)] => Ok(one.clone()),
            [(_, places, _)] => Err(Error::new(format!(
                "those words stand in {places} places of {names}"
            ))
            .cure("give the document and the line: DOCUMENT:LINE")),
            _ => Err(Error::new(format!("that line may stand in any of {names}"))
                .cure("give the document before it: DOCUMENT:LINE")),
        }
    }

    /// First and last line that it cites, if the paper has them.
    pub fn lines(&self, paper: &Paper) -> Option<[u32; 2]> {
        let document = &paper.document;
        let index = &document.index;
        let [first, last] = match self.place? {
            Place::Quoted(quoted) => quoted.best(paper)?.1.first()?.lines,
            Place::OnPage(line, there) => {
                let on = index.on_page(line)?;
                ([on.page, on.line] == there).then_some([line, line])?
            }
            Place::Lines(first, last, _) => [first, last.unwrap_or(first)],
            Place::Page(page, None, _) => index.lines_of_page(page)?,
            Place::Page(page, Some(line), last) => {
                let [from, to] = index.lines_of_page(page)?;
                let has_words = |line: u32| {
                    let span = index.span_of_line(line);
                    span.is_some_and(|span| !document.slice(span).trim().is_empty())
                };
                let find = |wanted: u32| {
                    let is_it = |line: &u32| {
                        let on_page = index.on_page(*line);
                        on_page.is_some_and(|on| on.line == wanted) && has_words(*line)
                    };
                    (from..=to).find(is_it)
                };
                let first = find(line)?;
                [first, last.and_then(find).unwrap_or(first)]
            }
        };
        let count = index.count() as u32;
        (1..=count)
            .contains(&first)
            .then(|| [first, last.clamp(first, count)])
    }

    /// The lines in it that are cited, where that is not the unit as a whole: it
    /// is cited by its first line, or by all.
    pub fn within(&self, paper: &Paper, unit: usize) -> Option<[u32; 2]> {
        let [first, last] = self.lines(paper)?;
        let whole = paper.segmentation.units.get(unit)?.span;
        let [from, to] = paper.document.index.lines_of(whole);
        // A unit goes by the hash of its paper; a line by the paper's name.
        let by_id = self.document == paper.document.id();
        let one = matches!(self.place, Some(Place::Lines(_, None, _)));
        let is_whole = [first, last] == [from, to] || one && by_id && first == from;
        (!is_whole).then_some([first, last])
    }

    /// The unit of a paper at the cited place: the one that begins there, else
    /// the one that covers it, introduction included.
    pub fn unit(&self, paper: &Paper) -> Option<usize> {
        let index = &paper.document.index;
        let number = match self.place? {
            Place::Lines(_, _, number) => number,
            Place::Page(..) | Place::OnPage(..) => 1,
            // Several units may stand on its line.
            Place::Quoted(quoted) => return quoted.best(paper)?.1.first()?.unit,
        };
        let [line, _] = self.lines(paper)?;
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

    /// The first unit that it means.
    pub fn find(&self, reader: &Reader) -> Result<(Paper, usize)> {
        if !self.has_place() {
            let what = format!("\"{}\" names no unit", self.document);
            return Err(Error::new(what).cure("give DOCUMENT:LINE, for example 100:1051"));
        }
        let paper = reader.paper(&self.paper(reader)?)?;
        if let Some(at) = self.unit(&paper) {
            return Ok((paper, at));
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
        let line = |at, number| Some(Place::Lines(at, None, number));
        let lines = |at, last| Some(Place::Lines(at, Some(last), 1));
        let page = |page, line, last| Some(Place::Page(page, line, last));
        for (words, document, place) in [
            ("100:1051", "100", line(1051, 1)),
            ("100:1051–1060", "100", lines(1051, 1060)),
            ("100:1051-1060", "100", lines(1051, 1060)),
            ("3aa5e837cf:120.2", "3aa5e837cf", line(120, 2)),
            ("100:2574–2621 (p. 44:3)", "100", lines(2574, 2621)),
            ("100:2574–2621 (s. 44:3)", "100", lines(2574, 2621)),
            ("svar.txt rad 12–14", "svar.txt", lines(12, 14)),
            ("100:p. 44:3", "100", page(44, Some(3), None)),
            ("t.pdf p. 1:12–14", "t.pdf", page(1, Some(12), Some(14))),
            ("svar.pdf s. 2", "svar.pdf", page(2, None, None)),
            ("100_utlatande.txt:12", "100_utlatande.txt", line(12, 1)),
            ("KS 2024:417.txt:12", "KS 2024:417.txt", line(12, 1)),
            ("100_utlatande.txt", "100_utlatande.txt", None),
            ("[01:9]", "01", line(9, 1)),
            ("(100:1051 (p. 44:3))", "100", line(1051, 1)),
            ("svar (1).pdf", "svar (1).pdf", None),
            ("10 (p. 2:1)", "", Some(Place::OnPage(10, [2, 1]))),
            ("3aa5e837cf:120.2/avsnitt-5.3", "3aa5e837cf", line(120, 2)),
            ("”Nämnden (1) avstyrker: nej.” (1:9)", "1", line(9, 1)),
            ("svar, Havby.txt rad 12", "svar, Havby.txt", line(12, 1)),
            (
                "svar, Havby.pdf:12 (s. 2:3)",
                "svar, Havby.pdf",
                line(12, 1),
            ),
            (
                "Nämnden, yttrande, s. 2 rad 1 (02:10 (s. 2:1))",
                "02",
                line(10, 1),
            ),
        ] {
            assert_eq!(
                Citation::read(words),
                Citation { document, place },
                "{words}"
            );
        }
    }

    #[test]
    fn the_lines_of_a_page_are_counted_among_those_with_words() {
        let text = "Ett\n\nTvå\n\u{c}\nTre\n\nFyra\nFem\n";
        let paper = Paper::read(crate::Document::from_text("t.txt", text));
        for (words, lines) in [
            ("t p. 1:2", Some([3, 3])),
            ("t p. 2:2–3", Some([7, 8])),
            ("t:5–7", Some([5, 7])),
            ("t:99", None),
            ("t s. 9", None),
        ] {
            assert_eq!(Citation::read(words).lines(&paper), lines, "{words}");
        }
    }
}
