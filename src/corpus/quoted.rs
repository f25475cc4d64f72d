//! A quotation with its source, as `cite` and the forms for memos print it, read
//! back: ”…” (Havby kommun, yttrande 2024-05-06, s. 2 rad 3). The same words may
//! stand in several answers: the place and who is named tell which is meant.

use crate::flow::Flow;
use crate::line::Lines;
use crate::paper::Paper;
use crate::text::Cited;
use crate::unit::{Unit, UnitKind};
use regex::Regex;
use std::sync::LazyLock;

/// What is quoted, and what stands in brackets behind it.
static MEMO: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r#"(?s)^[”“"](.+)[”“"]\s*\((.+)\)[.,;]?$"#).ok());

/// "s. 2 rad 3–4" or "rad 300" at the end of a source: the first page and line.
static PLACE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let (page, last) = (
        r"(?:[sp]\.\s*(\d{1,9})LAST\s+)?",
        r"(?:\s*[-–—]\s*\d{1,9})?",
    );
    let line = r"(?:rad|rader|line|lines)\s+(\d{1,9})LAST$";
    let pattern = [r"(?:^|[\s,])", page, line].concat();
    Regex::new(&pattern.replace("LAST", last)).ok()
});

/// A day behind what sort of text is cited.
static DAY: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"\s*\d{4}-\d\d-\d\d$").ok());

/// A quotation and the words that tell its source; or a source alone, as a note
/// below a text has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Quoted<'w> {
    pub(super) quote: &'w str,
    pub(super) source: &'w str,
    /// The page, where one is given, and the line.
    place: Option<(Option<u32>, u32)>,
}

/// How well an occurrence of the words fits the source, the best last: by where it
/// stands, then by how its sender is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Fit(Where, Option<Named>);

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Where {
    /// Who is named says it there.
    Named,
    /// It stands at the place that is given, in a paper of whoever is named.
    Placed,
    /// Both.
    Both,
    /// Both, and the file is named, too.
    InFile,
}

/// How a source names somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Named {
    /// As one of several that "och" joins; in "Kultur och Fritid" Kultur, too.
    AmongOthers,
    Alone,
}

/// An occurrence of the words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Found {
    /// First and last line.
    pub(super) lines: [u32; 2],
    /// The unit in which it stands.
    pub(super) unit: Option<usize>,
    fit: Fit,
}

impl<'w> Quoted<'w> {
    pub(super) fn read(words: &'w str) -> Option<Self> {
        let found = LazyLock::force(&MEMO).as_ref()?.captures(words)?;
        let [quote, source] = [1, 2].map(|at| found.get(at).map(|part| part.as_str()));
        Some(Quoted {
            quote: quote?,
            source: source?,
            place: place_in(source?),
        })
    }

    /// A source alone: who, what sort of text and when, where.
    pub(super) fn source(words: &'w str) -> Option<Self> {
        let what = words.split(", ").nth(1)?;
        let day = LazyLock::force(&DAY).as_ref()?.find(what);
        let sort = what[..day.map_or(what.len(), |day| day.start())].trim();
        let told = match sort {
            "" => day.is_some(),
            sort => UnitKind::in_words(sort).is_some(),
        };
        let place = place_in(words)?;
        told.then_some(Quoted {
            quote: "",
            source: words,
            place: Some(place),
        })
    }

    /// The occurrences in a paper that fit best, and how well they do; none where
    /// nobody who is named may speak in it.
    pub(super) fn best(&self, paper: &Paper) -> Option<(Fit, Vec<Found>)> {
        let all = self.all(paper);
        let fit = all.iter().map(|one| one.fit).max()?;
        let mut best: Vec<Found> = Vec::new();
        for one in all.into_iter().filter(|one| one.fit == fit) {
            // A unit may lie within another.
            if !best.iter().any(|known| known.lines == one.lines) {
                best.push(one);
            }
        }
        Some((fit, best))
    }

    /// The units of whoever is named that have the line which the source tells.
    fn placed(&self, paper: &Paper) -> Vec<Found> {
        let index = &paper.document.index;
        let units = paper.segmentation.units.iter().enumerate();
        let found = |(at, unit): (usize, &Unit)| {
            let name = unit.respondent.as_deref().unwrap_or(&paper.document.name);
            let [first, last] = index.lines_of(unit.span);
            let is_at = |line: &u32| {
                index
                    .span_of_line(*line)
                    .is_some_and(|span| self.is_at(index.cite(span)))
            };
            let named = self.names(name)?;
            let line = (first..=last).find(is_at)?;
            let place = match self.is_in(&paper.document.name) {
                true => Where::InFile,
                false => Where::Both,
            };
            Some(Found {
                lines: [line, line],
                unit: Some(at),
                fit: Fit(place, Some(named)),
            })
        };
        units.filter_map(found).collect()
    }

    /// All occurrences: in its units, else anywhere in the paper.
    fn all(&self, paper: &Paper) -> Vec<Found> {
        if self.quote.is_empty() {
            return self.placed(paper);
        }
        let found = &paper.segmentation;
        let head = [&found.head.respondent];
        let units = found.units.iter().map(|unit| &unit.respondent);
        let speaks = units.clone().chain(head).flatten();
        let speaks = speaks.map(String::as_str);
        let document: &str = &paper.document.name;
        let here = speaks.chain([document]).filter_map(|name| self.names(name));
        let Some(here) = here.max() else {
            return Vec::new();
        };
        let own = paper.flows().into_iter().zip(units).enumerate();
        let own: Vec<Found> = own
            .flat_map(|(at, (flow, name))| {
                let named = name.as_deref().unwrap_or(document);
                self.within(paper, &flow, Some(at), self.names(named))
            })
            .collect();
        if !own.is_empty() {
            return own;
        }
        let lines = Lines::new(&paper.document);
        let whole = Flow::of_lines(&lines, &paper.layout, 0, lines.len());
        self.within(paper, &whole, None, Some(here))
    }

    fn within(
        &self,
        paper: &Paper,
        flow: &Flow,
        unit: Option<usize>,
        named: Option<Named>,
    ) -> Vec<Found> {
        let found = |range: std::ops::Range<usize>| {
            let lines = paper.document.index.cite(flow.source(range));
            let place = match (self.is_at(lines), named.is_some()) {
                (true, true) if self.is_in(&paper.document.name) => Where::InFile,
                (true, true) => Where::Both,
                (true, false) => Where::Placed,
                (false, true) => Where::Named,
                (false, false) => return None,
            };
            Some(Found {
                lines: lines.range(),
                unit,
                fit: Fit(place, named),
            })
        };
        flow.find_all(self.quote).filter_map(found).collect()
    }

    /// The source begins with the name, or names it among others.
    fn names(&self, name: &str) -> Option<Named> {
        let opens = |before: &str| {
            let mut joined = ["och", "and", ","].iter();
            // "Fritids- och Kulturnämnden" is another.
            let part = |word: &&str| {
                let before = before.strip_suffix(*word);
                before.is_some_and(|before| !before.trim_end().ends_with('-'))
            };
            before.is_empty() || joined.any(part)
        };
        let goes_on = |rest: &str| ["och ", "and "].iter().any(|word| rest.starts_with(word));
        // One text by several is cited with all of them: "A och B, yttrande".
        let met = self.source.match_indices(name).filter(|_| !name.is_empty());
        let named = met.filter_map(|(at, _)| {
            let before = self.source[..at].trim_end();
            let rest = self.source[at + name.len()..].trim_start();
            let ends = rest.is_empty() || rest.starts_with(',');
            match (opens(before), ends || goes_on(rest)) {
                (true, true) if before.is_empty() && ends => Some(Named::Alone),
                (true, true) => Some(Named::AmongOthers),
                _ => None,
            }
        });
        named.max()
    }

    /// The source tells this file before its line.
    fn is_in(&self, document: &str) -> bool {
        self.source.contains(&format!("{document} "))
    }

    /// Some lines are those that the source tells.
    fn is_at(&self, lines: Cited) -> bool {
        match (self.place, lines.pages) {
            (Some((Some(page), line)), Some([first, _])) => {
                [first.page, first.line] == [page, line]
            }
            (Some((None, line)), _) => lines.first == line,
            _ => false,
        }
    }
}

/// The page, where one is given, and the line at the end of a source.
fn place_in(source: &str) -> Option<(Option<u32>, u32)> {
    let place = LazyLock::force(&PLACE).as_ref()?.captures(source)?;
    let number = |at: usize| place.get(at)?.as_str().parse::<u32>().ok();
    Some((number(1), number(2)?))
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
        assert_eq!(read.place, Some((Some(2), 3)));
        assert_eq!(Quoted::read("svar (1).pdf:12"), None);
        for (words, place) in [
            (
                "Havby kommun, yttrande 2024-03-01, dnr 7, 1.txt rad 9",
                Some((None, 9)),
            ),
            ("Havby kommun, beslut, s. 2 rad 3–4", Some((Some(2), 3))),
            (
                "Havby kommun, 2024-03-01, under ”Svar, del 2”, rad 3",
                Some((None, 3)),
            ),
            ("svar, Havby.txt, rad 3", None),
            ("Havby kommun, yttrande", None),
        ] {
            assert_eq!(
                Quoted::source(words).and_then(|one| one.place),
                place,
                "{words}"
            );
        }
        for (source, place) in [
            ("Hamnnämnden, under ”Svar”, rad 300–302", Some((None, 300))),
            ("Hamnnämnden, p. 2–3 line 7", Some((Some(2), 7))),
            ("Hamnnämnden, dnr 2024/7", None),
        ] {
            let words = format!("”Ja.” ({source})");
            assert_eq!(Quoted::read(&words).unwrap().place, place, "{source}");
        }
    }
}
