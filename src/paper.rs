//! A paper: one document with everything read from it. What the archive
//! keeps and every command works on.

use crate::authority::Authority;
use crate::document::{Document, DocumentKind};
use crate::flow::Flow;
use crate::known::{Known, amend, set_apart};
use crate::layout::Layout;
use crate::line::Lines;
use crate::memo::{Memo, once};
use crate::segment::segment_as;
use crate::text::Span;
use crate::unit::{Note, Segmentation, Unit, UnitKind};
use std::collections::HashMap;
use std::ops::RangeInclusive;

/// A document, its layout, and its units.
#[derive(Clone, Debug)]
pub struct Paper {
    /// The text and its physical lines.
    pub document: Document,
    /// Furniture and hyphens.
    pub layout: Layout,
    /// Units, facts and notes.
    pub segmentation: Segmentation,
    /// What people know of it; in force on the segmentation.
    pub known: Known,
}

/// What the name of a body alone tells: its kind and its identity.
type Told = (Option<String>, Option<String>);

thread_local! {
    static BODIES: Memo<Told> = Memo::default();
}

/// A line of a paper as it is shown.
pub(crate) struct Printed<'p> {
    pub(crate) line: u32,
    pub(crate) text: &'p str,
    /// The page that begins with it.
    pub(crate) page: Option<u32>,
    /// Units that begin on it.
    pub(crate) units: Vec<&'p Unit>,
}

impl Paper {
    /// These of its lines, those that there are.
    pub(crate) fn printed(&self, lines: RangeInclusive<u32>) -> impl Iterator<Item = Printed<'_>> {
        let index = &self.document.index;
        let mut units: HashMap<u32, Vec<&Unit>> = HashMap::new();
        for unit in &self.segmentation.units {
            let first = index.lines_of(unit.span)[0];
            units.entry(first).or_default().push(unit);
        }
        let mut shown = 0;
        lines.map_while(move |line| {
            let text = self.document.slice(index.span_of_line(line)?);
            let now = index.on_page(line).map(|at| at.page);
            let page = now.filter(|now| *now != shown);
            shown = page.unwrap_or(shown);
            Some(Printed {
                line,
                text: text.trim_end(),
                page,
                units: units.remove(&line).unwrap_or_default(),
            })
        })
    }

    /// Segments a document. What could not be read of it is noted as well.
    pub fn read(document: Document) -> Self {
        Paper::read_knowing(document, Known::default())
    }

    /// The same where something is known of it, which goes before what is read.
    pub fn read_knowing(mut document: Document, known: Known) -> Self {
        let unread = std::mem::take(&mut document.unread);
        let kind = known.kind();
        let (mut segmentation, layout) = segment_as(&document, kind);
        // Who answers is known: then somebody does.
        if kind.is_none() && known.answers() {
            let letter = || segment_as(&document, Some(DocumentKind::Remissvar)).0;
            match segmentation.kind {
                DocumentKind::Okand => {
                    segmentation = letter();
                    segmentation.head.guessed.insert(0, "kind".to_owned());
                }
                // Its answer stands in it, framed like a letter or not.
                DocumentKind::Remissvar if segmentation.units.is_empty() => {
                    segmentation = letter();
                }
                _ => {}
            }
        }
        amend(&mut segmentation, &known, &document.index);
        let paper = Paper {
            document,
            layout,
            segmentation,
            known,
        };
        paper.with_unread(unread)
    }

    /// Parts again from its units what is known to count in another paper.
    pub(crate) fn set_apart(&mut self) {
        set_apart(&mut self.segmentation, &self.known);
    }

    /// Notes what of the file could not be read.
    pub(crate) fn with_unread(mut self, unread: Vec<String>) -> Self {
        let notes = unread.iter().map(|text| Note {
            line: 1,
            text: text.clone(),
        });
        self.segmentation.notes.splice(0..0, notes);
        self.document.unread = unread;
        self
    }

    /// Whether all that was read of the document fits it. What comes out of a
    /// store may be anything: everything else trusts it after this.
    pub(crate) fn is_consistent(&self) -> bool {
        let (document, found) = (&self.document, &self.segmentation);
        let holds =
            |span: Span| span.start <= span.end && document.text.get(span.range()).is_some();
        let knows = |at: Option<usize>| at.is_none_or(|at| at < found.referrals.len());
        let all = found.units.iter();
        let mut all = all.chain(found.twins.iter().map(|twin| &twin.unit));
        let units = all.all(|unit| {
            holds(unit.span)
                && unit.intro.is_none_or(holds)
                && knows(unit.referral)
                && unit.date.as_deref().is_none_or(is_day)
        });
        let facts = found.facts.iter();
        let central = found.central.iter();
        let head = &found.head;
        let days = [&head.date, &head.received];
        let head = knows(head.referral) && days.iter().all(|day| day.as_deref().is_none_or(is_day));
        let is_hex = |hash: &str| hash.len() == 64 && hash.bytes().all(|b| b.is_ascii_hexdigit());
        // Lines lie one behind the other in a file of less than an exabyte.
        let lines = document
            .line_bytes
            .last()
            .is_none_or(|last| *last < 1 << 60);
        let [furniture, joins] = [
            self.layout.furniture.is_sorted(),
            self.layout.joins.is_sorted_by_key(|join| join.0),
        ];
        is_hex(&document.sha256)
            && head
            && lines
            && furniture
            && joins
            && units
            && facts
                .map(|fact| (fact.span, fact.referral))
                .all(|(span, at)| holds(span) && knows(at))
            && central
                .map(|text| (text.span, text.referral))
                .all(|(span, at)| holds(span) && knows(at))
    }

    /// Kind and identity of a respondent of this paper: as its head tells, else
    /// as its name does.
    pub fn body_of(&self, respondent: &str) -> (Option<String>, Option<String>) {
        let (kind, id) = once(&BODIES, respondent, || {
            let names = Authority::standard();
            let id = names.resolve(respondent).and_then(|body| body.id);
            (names.kind_told(respondent), id)
        });
        let head = &self.segmentation.head;
        let own = head.respondent.as_deref() == Some(respondent);
        let told = head.respondent_kind.clone().filter(|_| own);
        (told.or(kind), id)
    }

    /// The units' ids, in order: the document's id and the first line, and a
    /// number from 2 on where several units start on one line.
    pub fn unit_ids(&self) -> Vec<String> {
        let mut seen: HashMap<u32, u32> = HashMap::new();
        let units = self.segmentation.units.iter();
        units
            .map(|unit| {
                let line = self.document.index.lines_of(unit.span)[0];
                let count = seen
                    .entry(line)
                    .and_modify(|count| *count += 1)
                    .or_insert(1);
                let number = if *count > 1 {
                    format!(".{count}")
                } else {
                    String::new()
                };
                format!("{}:{line}{number}", self.document.id())
            })
            .collect()
    }

    /// The running text apart from all units, those counted in another paper
    /// too: a text for each run of lines.
    pub(crate) fn apart(&self) -> Vec<Flow> {
        let lines = Lines::new(&self.document);
        let found = &self.segmentation;
        let units = found.units.iter();
        let units = units.chain(found.twins.iter().map(|twin| &twin.unit));
        let spans = units.flat_map(|unit| [Some(unit.span), unit.intro].into_iter().flatten());
        let mut taken: Vec<[u32; 2]> = spans
            .map(|span| self.document.index.lines_of(span))
            .collect();
        taken.sort_unstable();
        let (mut next, mut flows) = (0, Vec::new());
        let end = lines.len();
        for [first, last] in taken.into_iter().chain([[end as u32 + 1; 2]]) {
            let to = first as usize - 1;
            if next < to {
                flows.push(Flow::of_lines(&lines, &self.layout, next, to));
            }
            next = next.max(last as usize);
        }
        let units = found.units.iter().map(|unit| unit.span);
        flows.extend(units.flat_map(|span| Flow::beside(&lines, &self.layout, span)));
        flows.retain(|flow| !flow.text.is_empty());
        flows
    }

    /// The running text of every unit, in order.
    pub fn flows(&self) -> Vec<Flow> {
        let lines = Lines::new(&self.document);
        let units = self.segmentation.units.iter();
        units
            .map(|unit| Flow::of_span(&lines, &self.layout, unit.span))
            .collect()
    }

    /// The date to file a unit under: its own, or for a statement that of the
    /// decision it was made at. A summary has none.
    pub fn filing_date<'a>(&'a self, unit: &'a Unit) -> Option<&'a str> {
        if unit.date.is_some() || !unit.kind.is_statement() {
            return unit.date.as_deref();
        }
        let decision = self.segmentation.units.iter().find(|other| {
            other.kind == UnitKind::Beslut
                && other.respondent == unit.respondent
                && other.referral == unit.referral
        });
        decision.and_then(|decision| decision.date.as_deref())
    }

    /// The dates to file all units under, in order.
    pub fn filing_dates(&self) -> Vec<Option<&str>> {
        let units = &self.segmentation.units;
        let mut decided: HashMap<(Option<&str>, Option<usize>), Option<&str>> = HashMap::new();
        for unit in units.iter().filter(|unit| unit.kind == UnitKind::Beslut) {
            let by = (unit.respondent.as_deref(), unit.referral);
            decided.entry(by).or_insert(unit.date.as_deref());
        }
        let date = |unit: &'_ Unit| match &unit.date {
            None if unit.kind.is_statement() => {
                let by = (unit.respondent.as_deref(), unit.referral);
                decided.get(&by).copied().flatten()
            }
            _ => None,
        };
        let all = units
            .iter()
            .map(|unit| unit.date.as_deref().or_else(|| date(unit)));
        all.collect()
    }
}

/// "2021-10-19", by its form.
fn is_day(date: &str) -> bool {
    let form = |(at, byte): (usize, u8)| match at {
        4 | 7 => byte == b'-',
        _ => byte.is_ascii_digit(),
    };
    date.len() == 10 && date.bytes().enumerate().all(form)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_does_not_fit_the_document_is_noticed() {
        let text = "Protokoll 3/2024\nfört vid Kulturnämndens sammanträde den 7 maj 2024\n\n\
                    § 4 Remiss av program för läsning\n\nBeslut\n\nNämnden tillstyrker förslaget.\n";
        let paper = Paper::read(Document::from_text("p.txt", text));
        assert!(paper.is_consistent());
        let spoilt = |spoil: &dyn Fn(&mut Paper)| {
            let mut paper = paper.clone();
            spoil(&mut paper);
            assert!(!paper.is_consistent());
        };
        let unit =
            |change: &dyn Fn(&mut Unit)| spoilt(&|paper| change(&mut paper.segmentation.units[0]));
        unit(&|unit| unit.span.end = 10_000);
        unit(&|unit| unit.span.start = unit.span.end + 1);
        unit(&|unit| {
            unit.intro = Some(Span {
                start: 20,
                end: u32::MAX,
            });
        });
        unit(&|unit| unit.referral = Some(9));
        unit(&|unit| unit.date = Some("i år".to_owned()));
        // Between the two bytes of an ö.
        let within = text.find('ö').unwrap() as u32 + 1;
        unit(&|unit| unit.span.start = within);
        spoilt(&|paper| paper.document.sha256.truncate(9));
        spoilt(&|paper| paper.layout.furniture = vec![3, 1]);
    }
}
