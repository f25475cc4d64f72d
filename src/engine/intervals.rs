//! Words side by side and near each other → intervals. Pure.
//!
//! A slot stands for one word at a place, in the field of forms or in that of
//! stems: both have the same places. Nearness counts from the first word to the
//! last, in any order, no word twice; an engine counts the words between in a
//! given order, so that every order is asked for.

use crate::archive::term;
use crate::matching::{Key, Plan, Slot};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// Terms of all words of one query of intervals, at most: an engine takes no
/// more clauses. What has more is held against the plan here.
const MOST: usize = 900;
/// Operands of which every order is asked for, at most.
const MOST_OPERANDS: usize = 4;

/// A query of intervals, if there is one that says the same.
pub(super) fn intervals(plan: &Plan) -> Option<Value> {
    let mut room = MOST;
    let rule = match plan {
        Plan::Phrase(slots) => phrase(slots, &mut room)?,
        Plan::Near(operands, within) => near(operands, *within, &mut room)?,
        _ => return None,
    };
    Some(json!({"intervals": {"stem": rule}}))
}

/// Takes clauses out of what room there is.
fn take(room: &mut usize, clauses: usize) -> Option<()> {
    *room = room.checked_sub(clauses)?;
    Some(())
}

fn slot(slot: &Slot, room: &mut usize) -> Option<Value> {
    let mut rules = Vec::new();
    for (key, text, _) in slot.terms() {
        let text = term(text);
        match key {
            Key::Exact => {
                for form in [text.to_string(), format!("+{text}")] {
                    rules.push(json!({"match": {"query": form, "use_field": "exact"}}));
                }
            }
            Key::Stem => rules.push(json!({"match": {"query": text}})),
            // Parts have no places.
            Key::Head | Key::Modifier => {}
        }
    }
    take(room, rules.len())?;
    Some(any(rules))
}

fn any(mut rules: Vec<Value>) -> Value {
    match rules.len() {
        // No word is written so.
        0 => json!({"match": {"query": "\u{e000}"}}),
        1 => rules.remove(0),
        _ => json!({"any_of": {"intervals": rules}}),
    }
}

fn phrase(slots: &[Slot], room: &mut usize) -> Option<Value> {
    let rules: Option<Vec<Value>> = slots.iter().map(|one| slot(one, room)).collect();
    Some(in_order(&rules?, 0))
}

fn in_order(rules: &[Value], gaps: usize) -> Value {
    match rules {
        [one] => one.clone(),
        _ => json!({"all_of": {"ordered": true, "max_gaps": gaps, "intervals": rules}}),
    }
}

/// Alternatives of an operand, by their number of words.
type Lengths = BTreeMap<usize, Vec<Value>>;

fn operand(plan: &Plan, room: &mut usize, found: &mut Lengths) -> Option<()> {
    match plan {
        Plan::Word(one) => found.entry(1).or_default().push(slot(one, room)?),
        Plan::Phrase(slots) => {
            let rule = phrase(slots, room)?;
            found.entry(slots.len()).or_default().push(rule);
        }
        Plan::Any(plans) | Plan::Best(plans) => {
            for plan in plans {
                operand(plan, room, found)?;
            }
        }
        _ => {}
    }
    Some(())
}

fn near(operands: &[Plan], within: usize, room: &mut usize) -> Option<Value> {
    if operands.len() > MOST_OPERANDS {
        return None;
    }
    let mut all: Vec<Vec<(usize, Value)>> = Vec::new();
    let mut counted = 0;
    for plan in operands {
        let (mut found, mut own) = (Lengths::new(), MOST);
        operand(plan, &mut own, &mut found)?;
        counted += MOST - own;
        all.push(
            found
                .into_iter()
                .map(|(length, rules)| (length, any(rules)))
                .collect(),
        );
    }
    let (mut rules, orders) = (Vec::new(), orders(operands.len()));
    for chosen in combinations(&all) {
        let words: usize = chosen.iter().map(|(length, _)| length).sum();
        // So many words may stand between.
        let Some(gaps) = (within + 1).checked_sub(words) else {
            continue;
        };
        for order in &orders {
            take(room, counted)?;
            let some: Vec<Value> = order.iter().map(|at| chosen[*at].1.clone()).collect();
            rules.push(in_order(&some, gaps));
        }
    }
    Some(any(rules))
}

/// One alternative of each operand, in all ways.
fn combinations(all: &[Vec<(usize, Value)>]) -> Vec<Vec<&(usize, Value)>> {
    let mut found: Vec<Vec<&(usize, Value)>> = vec![Vec::new()];
    for one in all {
        let mut with = Vec::with_capacity(found.len() * one.len());
        for before in &found {
            for last in one {
                with.push(before.iter().copied().chain([last]).collect());
            }
        }
        found = with;
    }
    found
}

/// All orders of so many things.
fn orders(count: usize) -> Vec<Vec<usize>> {
    let mut orders = vec![Vec::new()];
    for next in 0..count {
        orders = orders
            .iter()
            .flat_map(|order: &Vec<usize>| {
                (0..=order.len()).map(|at| {
                    let mut with = order.clone();
                    with.insert(at, next);
                    with
                })
            })
            .collect();
    }
    orders
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::matching::Tier;

    fn word(text: &str) -> Slot {
        let mut slot = Slot::new(text);
        slot.accept(Key::Stem, text, Tier::Form, None);
        slot
    }

    #[test]
    fn every_order_is_asked_for() {
        assert_eq!(orders(3).len(), 6);
        let plan = Plan::Near(vec![Plan::Word(word("a")), Plan::Word(word("b"))], 5);
        let rule = intervals(&plan).unwrap();
        let rules = rule["intervals"]["stem"]["any_of"]["intervals"]
            .as_array()
            .unwrap()
            .clone();
        assert_eq!(rules.len(), 2);
        // From the first word to the last, five apart: four between.
        assert_eq!(rules[0]["all_of"]["max_gaps"], 4);
    }

    #[test]
    fn a_phrase_has_no_gaps_and_a_form_its_own_field() {
        let mut exact = Slot::new("b");
        exact.accept(Key::Exact, "b", Tier::Word, None);
        let rule = intervals(&Plan::Phrase(vec![word("a"), exact])).unwrap();
        let all = &rule["intervals"]["stem"]["all_of"];
        assert_eq!(
            (&all["max_gaps"], &all["ordered"]),
            (&json!(0), &json!(true))
        );
        assert_eq!(
            all["intervals"][1]["any_of"]["intervals"][0]["match"]["use_field"],
            "exact"
        );
    }

    #[test]
    fn what_has_too_many_words_is_not_asked_so() {
        let mut wide = Slot::new("a*");
        for at in 0..MOST {
            wide.accept(Key::Exact, &format!("a{at}"), Tier::Word, None);
        }
        assert!(intervals(&Plan::Phrase(vec![wide, word("b")])).is_none());
    }
}
