//! What one unit says: what was pooled of each area, and its verdicts. And the
//! decision beside a printed answer, which is read for one thing alone: that it
//! rejects what the answer may only seem to support.

use super::asks::Addressee;
use super::cues::lexicon;
use super::group::Group;
use super::homes;
use super::marked::Marked;
use super::reading::{Reading, Remark};
use super::rows::Position;
use super::ruled::overruled;
use super::speaks::Answered;
use super::stance::{About, CONFIDENT, Judgement, Stance, judge};
use super::verdict::{Asked, Decided, Verdict, Verdicts, read};
use crate::analyse::Analyser;
use crate::flow::Flow;
use crate::focus::WHOLE;
use crate::paper::Paper;
use crate::unit::{Unit, UnitKind};
use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::Range;

/// What was read of one unit.
pub(super) struct Read {
    pub(super) flow: Flow,
    pub(super) judged: Vec<Judgement>,
    pub(super) verdicts: Verdicts,
}

/// Whom a decision is of: its proposal and respondent.
type Whose = (Option<usize>, Option<String>);

/// Decisions whose answer the paper prints, by whose they are.
#[derive(Default)]
pub(super) struct Decisions(HashMap<Whose, (Flow, Decided)>);

/// A decision whose answer the paper prints: not read on its own.
pub(super) fn is_beside(unit: &Unit, answered: &Answered<'_>) -> bool {
    let whose = (unit.referral, unit.respondent.as_deref());
    unit.kind == UnitKind::Beslut && !unit.pointer && answered.contains(&whose)
}

impl Decided {
    /// A no to the whole, in full or in part.
    fn rejects(&self) -> bool {
        matches!(
            self.verdict,
            Some(Verdict::Avstyrker | Verdict::AvstyrkerDelvis)
        )
    }
}

impl Decisions {
    /// Keeps the decision if it decides on the whole.
    pub(super) fn add(&mut self, unit: &Unit, said: Read) {
        let formal = |decided: &Decided| decided.strength == 3;
        if let Some(decided) = said.verdicts.whole.filter(formal) {
            let whose = (unit.referral, unit.respondent.clone());
            // The board's comes behind the committee's; what rejects stays.
            let rejects = |(_, held): &(Flow, Decided)| held.rejects();
            if decided.rejects() || !self.0.get(&whose).is_some_and(rejects) {
                self.0.insert(whose, (said.flow, decided));
            }
        }
    }

    /// The answer's row on the whole follows the decision that rejects, and any
    /// where the answer itself decides nothing.
    pub(super) fn put(
        &self,
        bare: &Position,
        rows: &mut Vec<Position>,
        paper: &Paper,
        unit: &Unit,
    ) {
        let whose = (unit.referral, unit.respondent.clone());
        let Some((flow, decided)) = self.0.get(&whose) else {
            return;
        };
        let whole = rows.iter().find(|row| row.area == WHOLE);
        let follows = |row: &Position| match decided.rejects() {
            true => row.stance != Stance::Kritik,
            false => row.verdict.is_none() && row.stance == Stance::Neutral,
        };
        if whole.is_none_or(follows) {
            overruled(bare, rows, paper, flow, decided);
        }
    }
}

/// What a text says: the judgements, in the order of the areas, and its
/// verdicts where it is an answer.
pub(super) fn said_of(
    flow: Flow,
    unit: &Unit,
    others: &[Range<usize>],
    group: &Group<'_>,
    analyser: &Analyser,
) -> Read {
    let with = &group.with;
    let reading = Reading {
        matcher: &with.matcher,
        lexicon: lexicon(),
        recital: &group.recital,
        respondent: unit.respondent.as_deref().unwrap_or(""),
        statement: unit.kind.is_statement(),
        others,
    };
    let marked = Marked::of(&flow.text, analyser);
    let judges = unit.kind != UnitKind::Beslut;
    let (remarks, wants) = match judges {
        true => reading.read(&flow.text, &marked),
        false => (Vec::new(), Vec::new()),
    };
    let mut by_area: BTreeMap<usize, Vec<&Remark>> = BTreeMap::new();
    for remark in &remarks {
        by_area.entry(remark.area).or_default().push(remark);
    }
    let judged = by_area.iter().map(|(&area, ours)| {
        let about = match with.areas[area].id == WHOLE {
            true if unit.kind == UnitKind::Reservation => About::Opposed,
            true => About::Whole,
            false => About::Area,
        };
        judge(area, ours, about, lexicon())
    });
    let mut judged: Vec<Judgement> = judged.collect();
    let asks: HashSet<Range<usize>> = wants.iter().map(|want| want.sentence.clone()).collect();
    let of_text = wants
        .iter()
        .filter(|want| want.addressee <= Addressee::Sender);
    let wanted: Vec<Range<usize>> = of_text.map(|want| want.sentence.clone()).collect();
    homes::place(&mut judged, &remarks, wants);
    let mut verdicts = match unit.kind.is_statement() {
        true => Verdicts::default(),
        false => read(&Asked {
            text: &flow.text,
            marked: &marked,
            respondent: reading.respondent,
            sure: unit.kind == UnitKind::Sammanfattning,
            named: group.with.areas.len() == 1,
            told: &|place, tokens| reading.is_told(place, tokens),
            known: &|words, within| group.parts.find(words, within, analyser).cloned(),
        }),
    };
    verdicts.add_views(|sentence| asks.contains(sentence));
    // Where a proposal has areas of its own, words that only stand for a verdict
    // may be of one of them: what was pooled of the whole is surer.
    let pooled = |one: &Judgement| {
        with.areas[one.area].id == WHOLE && one.confidence >= CONFIDENT && !one.evidence.is_empty()
    };
    let formal = verdicts
        .whole
        .as_ref()
        .is_none_or(|whole| whole.strength == 3);
    if with.areas.len() > 1 && !formal && judged.iter().any(pooled) {
        verdicts.whole = None;
    }
    if verdicts.whole.is_none() && with.areas.len() == 1 {
        mix(&mut judged, &verdicts, |area| with.areas[area].id == WHOLE);
    }
    // Where a proposal has areas of its own, asks are of them.
    if let Some(whole) = verdicts.whole.as_mut().filter(|_| with.areas.len() == 1) {
        reserve(whole, &wanted);
    }
    Read {
        flow,
        judged,
        verdicts,
    }
}

/// Parts decided for each that is rejected: set high, for a rejection must not be
/// made milder than it is.
const FEW: usize = 3;

/// An answer that decides on parts alone, and is against few of them, is in part
/// for the whole.
fn mix(judged: &mut [Judgement], verdicts: &Verdicts, is_whole: impl Fn(usize) -> bool) {
    let decided = verdicts.parts.iter().map(|(_, decided)| decided);
    let decided: Vec<&Decided> = decided.filter(|one| one.verdict.is_some()).collect();
    let against = decided.iter().filter(|one| one.stance == Stance::Kritik);
    let against = against.count();
    let few = against > 0 && decided.len() >= FEW * against;
    if let Some(whole) = judged.iter_mut().find(|one| few && is_whole(one.area)) {
        whole.stance = Stance::StödMedFörbehåll;
    }
}

/// So many things wanted of the proposal are a reservation, though no word says
/// so: of twelve plain yeses with three asks or more, nine were labelled so.
const MANY: usize = 3;

fn reserve(whole: &mut Decided, wanted: &[Range<usize>]) {
    let plain = whole.stance == Stance::Stöd && whole.reservation.is_none();
    if plain && wanted.len() >= MANY {
        whole.reservation = wanted.first().cloned();
        whole.stance = Stance::StödMedFörbehåll;
    }
}
