//! What a query finds around the units of papers: in letters, lists and
//! minutes that stand beside the answers. The lowest tier: it is told behind the
//! units, if there is room, and counted nowhere. Only where all that is asked
//! stands near each other there is no word read otherwise to find more.

use super::Asked;
use super::apart::{Loose, LooseHits, lines};
use crate::archive::{Apart, Reader};
use crate::error::Result;
use crate::flow::Flow;
use crate::matching::{Key, Mark, Plan, Slot, marks};
use crate::paper::Paper;
use rayon::prelude::*;
use std::cmp::Reverse;
use std::collections::HashSet;
use std::sync::Arc;

/// Papers with units that are read for what stands around these, at most.
const MOST_AROUND: usize = 100;
/// Words within which what is asked stands near each other.
const NEAR: usize = 12;
/// Words of a query that can stand near each other, at most.
const MOST_NEAR: usize = 8;

/// What stands around the units of papers: how many papers hold all of a query
/// there, and how many of them near each other.
#[derive(Default)]
pub(super) struct Around {
    plan: Option<Plan>,
    near: Option<Plan>,
    pub(super) total: usize,
    pub(super) close: usize,
}

impl Around {
    pub(super) fn of(reader: &Reader, plan: &Plan) -> Result<Self> {
        let mut parts = Parts::default();
        parts.add(plan);
        if parts.words.is_empty() {
            return Ok(Around::default());
        }
        let total = reader.find_apart(plan, Apart::Around, 0)?.1;
        let near = parts.near();
        let close = match (&near, total) {
            (_, 0) | (None, _) => 0,
            (Some(near), _) => reader.find_apart(near, Apart::Around, 0)?.1,
        };
        Ok(Around {
            plan: Some(plan.clone()),
            near,
            total,
            close,
        })
    }

    /// The best of them, those first that hold all near each other.
    pub(super) fn hits(self, reader: &Reader, asked: &[Asked], room: usize) -> Result<LooseHits> {
        let room = room.min(MOST_AROUND);
        let mut hashes: Vec<String> = Vec::new();
        let close = self.near.filter(|_| self.close > 0);
        for plan in [close.as_ref(), self.plan.as_ref()].into_iter().flatten() {
            if hashes.len() < room {
                let (more, _) = reader.find_apart(plan, Apart::Around, room)?;
                hashes.extend(more);
            }
        }
        let mut seen = HashSet::new();
        hashes.retain(|hash| seen.insert(hash.clone()));
        hashes.truncate(room);
        let hits: Result<Vec<Option<Loose>>> = hashes
            .par_iter()
            .map(|hash| {
                let paper = reader.paper_by_hash(hash)?;
                Ok(paper.and_then(|paper| read_around(reader, paper, asked)))
            })
            .collect();
        Ok(LooseHits {
            total: self.total,
            hits: hits?.into_iter().flatten().collect(),
        })
    }
}

/// A plan taken apart: what is asked for by words, and what else.
#[derive(Default)]
struct Parts {
    words: Vec<Plan>,
    others: Vec<Plan>,
    /// Some of it cannot stand near something.
    nowhere: bool,
}

impl Parts {
    fn add(&mut self, plan: &Plan) {
        match plan {
            Plan::All(plans) => plans.iter().for_each(|plan| self.add(plan)),
            Plan::Word(_) | Plan::Phrase(_) | Plan::Near(..) => self.words.push(plan.clone()),
            Plan::Any(plans) | Plan::Best(plans) => {
                let plain = |plan: &Plan| matches!(plan, Plan::Word(_) | Plan::Phrase(_));
                self.nowhere |= !plans.iter().all(plain);
                self.words.push(plan.clone());
            }
            Plan::Most(..) => {
                self.nowhere = true;
                self.words.push(plan.clone());
            }
            Plan::Everything | Plan::Not(_) | Plan::Filter(_) => self.others.push(plan.clone()),
        }
    }

    /// All of it near each other, in any form; one thing is near itself.
    fn near(&self) -> Option<Plan> {
        let near = match &self.words[..] {
            [only] => only.clone(),
            words => {
                let has_no_place = |plan: &Plan| matches!(plan, Plan::Near(..));
                if self.nowhere || words.len() > MOST_NEAR || words.iter().any(has_no_place) {
                    return None;
                }
                Plan::Near(words.iter().map(in_any_form).collect(), NEAR)
            }
        };
        let all = [near].into_iter().chain(self.others.iter().cloned());
        Some(Plan::All(all.collect()))
    }
}

/// Without the forms of compounds, for which every text would be read again.
fn in_any_form(plan: &Plan) -> Plan {
    let stems = |slot: &Slot| {
        let mut stems = Slot::new(&slot.typed);
        for (key, term, accept) in slot.terms().filter(|(key, ..)| *key == Key::Stem) {
            stems.accept(key, term, accept.tier, None);
        }
        let none = stems.terms().next().is_none();
        if none { slot.clone() } else { stems }
    };
    match plan {
        Plan::Word(slot) => Plan::Word(stems(slot)),
        Plan::Any(plans) => Plan::Any(plans.iter().map(in_any_form).collect()),
        Plan::Best(plans) => Plan::Best(plans.iter().map(in_any_form).collect()),
        other => other.clone(),
    }
}

/// What a paper with units holds around them: the run of text that holds most
/// of the words, and the lines of the others.
fn read_around(reader: &Reader, paper: Paper, asked: &[Asked]) -> Option<Loose> {
    let plan = Plan::Any(asked.iter().map(|asked| asked.plan.clone()).collect());
    let mut runs: Vec<(usize, Flow, Vec<Mark>)> = Vec::new();
    for flow in paper.apart() {
        let tokens = reader.analyser().tokens(&flow.text);
        let found = marks(&plan, &tokens);
        if !found.is_empty() {
            let held = asked
                .iter()
                .filter(|asked| !marks(&asked.plan, &tokens).is_empty());
            runs.push((held.count(), flow, found));
        }
    }
    let best =
        (0..runs.len()).min_by_key(|at| (Reverse(runs[*at].0), Reverse(runs[*at].2.len()), *at))?;
    let (_, flow, marks) = runs.remove(best);
    let others = runs
        .iter()
        .flat_map(|(_, flow, marks)| lines(&paper, flow, marks));
    let mut more: Vec<u32> = others.collect();
    more.dedup();
    Some(Loose {
        lines: lines(&paper, &flow, &marks),
        more,
        paper: Arc::new(paper),
        flow,
        marks,
        around: true,
    })
}

#[cfg(test)]
mod tests {
    use crate::archive::Archive;
    use crate::document::Document;
    use crate::paper::Paper;
    use crate::search::{Hits, Request, search};
    use crate::topics::Topics;

    const MINUTES: &str = "Protokoll 3/2024\nfört vid Kulturnämndens sammanträde den 7 maj 2024\n\n\
         Justeras av Alva Nordin.\n\n§ 4 Remiss av program för läsning\n\nBeslut\n\n\
         Nämnden tillstyrker förslaget om dialog.\n";

    fn ask(query: &str, around: bool) -> Hits {
        let archive = Archive::in_memory();
        let mut writer = archive.writer().unwrap();
        let paper = Paper::read(Document::from_text("a.txt", MINUTES));
        assert!(!paper.segmentation.units.is_empty());
        writer.put(writer.records(&paper).unwrap()).unwrap();
        writer.commit().unwrap();
        let request = Request {
            query: query.to_owned(),
            limit: 10,
            around,
            ..Request::default()
        };
        search(&archive.reader().unwrap(), &Topics::none(), &request).unwrap()
    }

    #[test]
    fn a_name_beside_the_answers_is_found() {
        let found = ask("Alva Nordin", true);
        assert_eq!((found.total, found.around.total), (0, 1));
        assert!(found.relaxed.is_none());
        let hit = &found.around.hits[0];
        assert!(hit.around);
        assert_eq!(hit.all_lines(), [4]);
        assert_eq!(ask("Alva Nordin", false).around.total, 0);
    }

    #[test]
    fn what_units_hold_stays_first_and_counted_alone() {
        let [with, without] = [true, false].map(|around| ask("nämnden", around));
        let ids = |found: &Hits| {
            found
                .hits
                .iter()
                .map(|hit| hit.id.clone())
                .collect::<Vec<_>>()
        };
        assert_eq!((with.total, ids(&with)), (without.total, ids(&without)));
    }

    #[test]
    fn a_property_alone_asks_for_no_text() {
        assert_eq!(ask("typ:beslut", true).around.total, 0);
        assert_eq!(ask("Alva typ:beslut", true).around.total, 0);
        assert_eq!(ask("Alva -Nordin", true).around.total, 0);
    }
}
