//! Where a quotation comes from: who speaks on some lines of a paper, in what,
//! when, and where a reader finds it.

use super::headings;
use super::material::{Filed, Material};
use crate::called::Name;
use crate::paper::Paper;
use crate::text::Cited;
use crate::unit::{Unit, UnitKind};

/// Where a quotation comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source<'m> {
    /// Who speaks; several where one text is theirs in common and none is meant.
    pub respondents: Vec<&'m str>,
    /// What it stands in.
    pub kind: Option<UnitKind>,
    /// Its day.
    pub day: Option<&'m str>,
    /// The sender's number.
    pub number: Option<&'m str>,
    /// File name.
    pub document: &'m Name,
    /// Lines, with pages where there are any.
    pub lines: Cited,
    /// The nearest heading above; where a format has no pages it names the place.
    pub heading: Option<&'m str>,
    /// The first words of the paragraph, where nobody sees the lines that are
    /// counted: a Word document shows neither them nor its pages.
    pub opens: Option<String>,
}

impl<'m> Source<'m> {
    /// Where some lines of a paper come from, whoever speaks there.
    pub fn of(paper: &'m Paper, lines: Cited) -> Self {
        let unit = unit_at(paper, lines);
        let same = |other: &&&Unit| unit.is_some_and(|unit| other.span == unit.span);
        let units: Vec<&Unit> = holding(paper, lines).map(|(_, unit)| unit).collect();
        let mut respondents = Vec::new();
        for name in units.iter().filter(same).flat_map(|one| &one.respondent) {
            if !respondents.contains(&name.as_str()) {
                respondents.push(name.as_str());
            }
        }
        Source {
            respondents,
            ..Source::in_unit(paper, unit, lines)
        }
    }

    fn in_unit(paper: &'m Paper, unit: Option<&'m Unit>, lines: Cited) -> Self {
        let referrals = &paper.segmentation.referrals;
        let referral = unit.and_then(|unit| referrals.get(unit.referral?));
        Source {
            respondents: unit
                .and_then(|unit| unit.respondent.as_deref())
                .into_iter()
                .collect(),
            kind: unit.map(|unit| unit.kind),
            day: unit.and_then(|unit| paper.filing_date(unit)),
            number: referral.and_then(|one| one.diarienummer.as_deref()),
            document: &paper.document.name,
            lines,
            heading: headings::above(paper, lines.first).map(|one| one.text),
            opens: paper
                .document
                .line_bytes
                .is_empty()
                .then(|| headings::opens(paper, lines.first))
                .filter(|words| !words.is_empty()),
        }
    }
}

impl Material {
    /// Where some lines of a paper come from, as they are quoted in a memo.
    pub fn source_in<'m>(&'m self, filed: &'m Filed, by: By<'_>, lines: Cited) -> Source<'m> {
        let mut source = filed.source(by, lines);
        source.number = self.referral.diarienummer.as_deref().or(source.number);
        source
    }
}

impl Filed {
    /// Where some lines of it come from. What several say in one text is said by
    /// the one that is meant.
    pub(super) fn source(&self, by: By<'_>, lines: Cited) -> Source<'_> {
        let is_meant = |(at, unit): &(usize, &Unit)| match by {
            By::Unit(id) => self.units.get(*at).is_some_and(|own| own == id),
            By::Name(name) => unit.respondent.as_deref() == Some(name),
            By::Anyone => false,
        };
        let meant = holding(&self.paper, lines).filter(is_meant);
        match meant.max_by_key(|(_, unit)| unit.span.start) {
            Some((_, unit)) => Source::in_unit(&self.paper, Some(unit), lines),
            None => Source::of(&self.paper, lines),
        }
    }
}

/// Who is meant of those who may speak on the same lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By<'b> {
    /// Whoever speaks in the unit with this id.
    Unit(&'b str),
    /// The respondent with this name.
    Name(&'b str),
    /// Nobody in particular.
    Anyone,
}

impl<'b> By<'b> {
    /// The unit, if it is known.
    pub(super) fn unit(self) -> Option<&'b str> {
        match self {
            By::Unit(id) => Some(id),
            By::Name(_) | By::Anyone => None,
        }
    }
}

/// The units that hold some lines, by number.
fn holding(paper: &Paper, lines: Cited) -> impl Iterator<Item = (usize, &Unit)> {
    let index = &paper.document.index;
    let units = paper.segmentation.units.iter().enumerate();
    units.filter(move |(_, unit)| {
        let [first, last] = index.lines_of(unit.span);
        (first..=last).contains(&lines.first)
    })
}

/// The unit that holds some lines: the one that begins last before them.
pub(super) fn unit_at(paper: &Paper, lines: Cited) -> Option<&Unit> {
    let holds = holding(paper, lines).map(|(_, unit)| unit);
    holds.max_by_key(|unit| unit.span.start)
}
