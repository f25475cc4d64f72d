//! Plans → queries that bring the likely best to the front. Pure.
//!
//! The order that counts is made by remiss, of the first few hundred that an
//! engine brings (see `archive::score`): by tier and by how rare a word is, which
//! an engine is told, and by how often it stands, which an engine knows. What
//! comes back need not be in order, but the best must be among it.

use super::intervals::intervals;
use super::query::{one_of, placed};
use crate::matching::{Key, Plan, Slot, Tier};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// Terms of one word that an engine counts together, at most.
const COUNTED: usize = 200;

/// What a part counts beside whole words.
const BESIDE: f32 = 0.4;

/// The query by which an engine ranks, if something in the plan ranks. `idf`:
/// how rare each leaf is, in the order of `archive::leaves`.
pub(super) fn rough(plan: &Plan, idf: &mut dyn Iterator<Item = f32>) -> Option<Value> {
    let some = |plans: &[Plan], idf: &mut dyn Iterator<Item = f32>| -> Vec<Value> {
        plans.iter().filter_map(|plan| rough(plan, idf)).collect()
    };
    let sum = |some: Vec<Value>| (!some.is_empty()).then(|| json!({"bool": {"should": some}}));
    match plan {
        Plan::Word(slot) => word(slot, idf.next().unwrap_or(0.0)),
        Plan::Phrase(_) | Plan::Near(..) => {
            let idf = idf.next().unwrap_or(0.0);
            let found = intervals(plan)?;
            Some(constant(found, 2.5 * idf))
        }
        Plan::All(plans) | Plan::Any(plans) | Plan::Most(plans, _) => sum(some(plans, idf)),
        Plan::Best(plans) => {
            let some = some(plans, idf);
            (!some.is_empty()).then(|| json!({"dis_max": {"queries": some}}))
        }
        Plan::Not(_) | Plan::Filter(_) | Plan::Everything => None,
    }
}

fn constant(query: Value, boost: f32) -> Value {
    json!({"constant_score": {"filter": query, "boost": boost.max(0.0)}})
}

/// Texts by the closest tier, and within it by how often its terms stand.
fn word(slot: &Slot, idf: f32) -> Option<Value> {
    let mut classes: BTreeMap<u8, BTreeMap<&str, Vec<String>>> = BTreeMap::new();
    for (key, text, accept) in slot.terms() {
        let lifted = match accept.tier {
            Tier::Word | Tier::Form => 2,
            Tier::Head | Tier::Modifier => 1,
            Tier::Related | Tier::Misspelt => 0,
        };
        let (field, text) = placed(key, text);
        // Where a word has its stem, the stem holds the form.
        if key == Key::Exact && lifted == 2 && !slot.by_form_alone() {
            continue;
        }
        classes
            .entry(lifted)
            .or_default()
            .entry(field)
            .or_default()
            .push(text);
    }
    let mut ranked = Vec::new();
    for (lifted, fields) in &classes {
        for (field, terms) in fields {
            for list in one_of(field, terms) {
                ranked.push(constant(list, f32::from(*lifted) * idf));
            }
        }
    }
    // The engine's own count of what is whole, and of parts beside it: below one
    // word's rarity.
    let whole = *classes.keys().next_back()?;
    let mut often = Vec::new();
    for (lifted, fields) in classes
        .iter()
        .filter(|(lifted, _)| **lifted > 0 || whole == 0)
    {
        let boost = if *lifted == whole { 1.0 } else { BESIDE };
        for (field, terms) in fields {
            let some = &terms[..terms.len().min(COUNTED)];
            let asked = json!({"query": some.join("|"), "boost": boost});
            often.push(json!({"match": {*field: asked}}));
        }
    }
    Some(json!({"bool": {"should": [
        {"dis_max": {"queries": ranked}}, {"bool": {"should": often}},
    ]}}))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_whole_word_ranks_before_a_part() {
        let mut slot = Slot::new("säkerhet");
        slot.accept(Key::Stem, "säkerhet", Tier::Form, None);
        slot.accept(Key::Head, "säkerhet", Tier::Head, None);
        let query = rough(&Plan::Word(slot), &mut [3.0].into_iter()).unwrap();
        let ranked = &query["bool"]["should"][0]["dis_max"]["queries"];
        assert_eq!(ranked[0]["constant_score"]["boost"], 3.0);
        assert_eq!(ranked[1]["constant_score"]["boost"], 6.0);
        assert_eq!(
            ranked[1]["constant_score"]["filter"]["terms"]["stem"][0],
            "säkerhet"
        );
    }

    #[test]
    fn filters_rank_nothing() {
        let plan = Plan::All(vec![Plan::Everything]);
        assert!(rough(&plan, &mut std::iter::empty()).is_none());
    }
}
