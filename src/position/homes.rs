//! Where an ask is at home: with the areas its sentence speaks of, else with
//! the whole. None is lost for want of an area or a verdict.

use super::asks::Want;
use super::reading::Remark;
use super::stance::{CONFIDENT, Ground, Judgement};
use super::walk::{Link, WHOLE};
use std::collections::HashMap;
use std::ops::Range;

/// Hands each ask to the judgements it belongs to; makes one of the whole
/// where there is none. `remarks` and `wants` stand in order.
pub(super) fn place(judged: &mut Vec<Judgement>, remarks: &[Remark], wants: Vec<Want>) {
    let mut at: HashMap<&Range<usize>, Vec<usize>> = HashMap::new();
    for remark in remarks.iter().filter(|remark| remark.link > Link::Touches) {
        at.entry(&remark.range).or_default().push(remark.area);
    }
    for want in wants {
        let areas = at
            .get(&want.sentence)
            .map(Vec::as_slice)
            .unwrap_or_default();
        let mut housed = false;
        // A row of low confidence is not shown; an ask in it would be lost.
        let homes = judged
            .iter_mut()
            .filter(|one| one.area != WHOLE && one.confidence >= CONFIDENT);
        for home in homes.filter(|one| areas.contains(&one.area)) {
            home.asks.push(want.clone());
            housed = true;
        }
        if !housed {
            let whole = whole(judged);
            // A row that only asks rests on what it asks for first.
            if whole.evidence.is_empty() {
                whole.evidence.push(Ground::bare(want.sentence.clone()));
            }
            whole.asks.push(want);
        }
    }
}

/// The judgement on the whole, which stands first.
fn whole(judged: &mut Vec<Judgement>) -> &mut Judgement {
    if judged.first().is_none_or(|one| one.area != WHOLE) {
        judged.insert(0, Judgement::unsaid(WHOLE));
    }
    let whole = &mut judged[0];
    whole.confidence = whole.confidence.max(CONFIDENT);
    whole
}
