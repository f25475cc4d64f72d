//! Verdicts → rows: the sentence that decides goes before what was pooled,
//! and each part of the proposal that an answer judges has a row of its own.

use super::asks::Addressee;
use super::rows::{AreaKind, Ask, Evidence, Position};
use super::stance::Stance;
use super::verdict::{Decided, Part, Verdict, Verdicts};
use crate::flow::Flow;
use crate::focus::WHOLE;
use crate::paper::Paper;
use std::ops::Range;

/// Name of the whole in rows that no file of focus areas names.
const WHOLE_NAME: &str = "Förslaget som helhet";

/// The rows of a unit: those on focus areas, the whole by its verdict if one
/// is given, and the parts.
pub(super) fn ruled(
    bare: &Position,
    mut rows: Vec<Position>,
    paper: &Paper,
    flow: &Flow,
    verdicts: &Verdicts,
) -> Vec<Position> {
    if let Some(decided) = &verdicts.whole {
        overruled(bare, &mut rows, paper, flow, decided);
    }
    let place = Place { paper, flow };
    let parts = verdicts.parts.iter();
    rows.extend(parts.map(|(part, decided)| place.part(bare, part, decided)));
    rows
}

/// The row of the whole by what decides on it.
pub(super) fn overruled(
    bare: &Position,
    rows: &mut Vec<Position>,
    paper: &Paper,
    flow: &Flow,
    decided: &Decided,
) {
    let place = Place { paper, flow };
    match rows.iter_mut().find(|row| row.area == WHOLE) {
        Some(row) => place.overrule(row, decided),
        None => {
            let mut row = Position {
                area_kind: AreaKind::Whole,
                area: WHOLE.to_owned(),
                area_name: WHOLE_NAME.to_owned(),
                ..bare.clone()
            };
            place.overrule(&mut row, decided);
            rows.insert(0, row);
        }
    }
}

/// Where the words of a unit stand.
struct Place<'p> {
    paper: &'p Paper,
    flow: &'p Flow,
}

impl Place<'_> {
    fn ask(&self, range: &Range<usize>) -> Ask {
        Ask {
            lines: self
                .paper
                .document
                .index
                .cite(self.flow.source(range.clone())),
            quote: self.flow.text[range.clone()].to_owned(),
            addressee: Addressee::Proposal,
            said: None,
        }
    }

    /// The sentences of a verdict, the phrase in the first.
    fn evidence(&self, decided: &Decided) -> Vec<Evidence> {
        let evidence = decided.sentences.iter().enumerate().map(|(at, range)| {
            let Ask { lines, quote, .. } = self.ask(range);
            let (cue, cue_id) = match at {
                0 => (
                    self.flow.text[decided.cue.clone()].to_owned(),
                    decided.cue_id,
                ),
                _ => (String::new(), ""),
            };
            Evidence {
                lines,
                quote,
                cue,
                cue_id: cue_id.to_owned(),
            }
        });
        evidence.collect()
    }

    /// What was pooled gives way to the sentence that decides; where that only
    /// stands for a verdict, the reservations found beside it stay.
    fn overrule(&self, row: &mut Position, decided: &Decided) {
        row.verdict = decided.verdict;
        row.reservation = decided.reservation.as_ref().map(|range| self.ask(range));
        let tempered = decided.strength < 3
            && decided.verdict == Some(Verdict::Tillstyrker)
            && row.stance == Stance::StödMedFörbehåll;
        if tempered {
            row.reservation = row.reservation.take().or_else(|| {
                let asked = row.asks.first().or(row.objections.first());
                asked.cloned()
            });
        }
        row.stance = match tempered {
            true => Stance::StödMedFörbehåll,
            false => decided.stance,
        };
        row.confidence = match decided.strength {
            2.. => confidence(decided, 0),
            _ => row.confidence.max(confidence(decided, 0)),
        };
        let mut evidence = self.evidence(decided);
        let pooled = std::mem::take(&mut row.evidence).into_iter();
        evidence.extend(
            pooled.filter(|other| other.quote != self.flow.text[decided.sentences[0].clone()]),
        );
        row.evidence = evidence;
    }

    fn part(&self, bare: &Position, part: &Part, decided: &Decided) -> Position {
        Position {
            area_kind: AreaKind::Proposal,
            area: part.id.clone(),
            area_name: part.name.clone(),
            reference: part.reference.clone(),
            stance: decided.stance,
            verdict: decided.verdict,
            confidence: confidence(decided, doubts_on(part, decided)),
            evidence: self.evidence(decided),
            reservation: decided.reservation.as_ref().map(|range| self.ask(range)),
            ..bare.clone()
        }
    }
}

/// What of a part makes its verdict less sure: a heading that may be no part of
/// the proposal, and "no views", which may be of something else.
fn doubts_on(part: &Part, decided: &Decided) -> u8 {
    let unnumbered = part.reference.is_none();
    let silent = matches!(
        decided.verdict,
        Some(Verdict::TarInteStallning | Verdict::IngenErinran | Verdict::IngaSynpunkter)
    );
    u8::from(unnumbered) + u8::from(silent)
}

/// How sure a verdict is: a formal one, a phrase that stands for one, words
/// that only value; less for each sign against it. Calibrated on labelled
/// answers, as the table in `guide/en/src/measured.md` shows.
fn confidence(decided: &Decided, more: u8) -> f64 {
    const DOUBT: f64 = 0.1;
    let sure = match decided.strength {
        3 => 0.95,
        2 => 0.85,
        _ => 0.6,
    };
    // What only values and is doubted twice falls below the bar.
    let least = if decided.strength > 1 { 0.65 } else { 0.3 };
    let doubts = f64::from(decided.doubts + more);
    let told = f64::max(sure - DOUBT * doubts, least);
    (told * 100.0).round() / 100.0
}
