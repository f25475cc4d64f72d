//! Plans → queries that match the same texts. Pure: every word of a plan is
//! already looked up, and stands in the indices as it does in the plan.

use super::documents::short;
use super::intervals::intervals;
use super::mapping::MOST_TERMS;
use crate::archive::term;
use crate::matching::{Filter, Key, Plan, Slot};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// A query, and whether it matches what the plan does or more.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Asked {
    pub(super) query: Value,
    /// It matches more: what is found must be held against the plan.
    pub(super) too_wide: bool,
}

/// The query that a plan is.
pub(super) fn asked(plan: &Plan) -> Asked {
    let mut too_wide = false;
    Asked {
        query: query(plan, &mut too_wide),
        too_wide,
    }
}

pub(super) fn everything() -> Value {
    json!({"match_all": {}})
}

pub(super) fn nothing() -> Value {
    json!({"match_none": {}})
}

/// All of some queries.
pub(super) fn both(some: &[Value]) -> Value {
    json!({"bool": {"filter": some}})
}

fn query(plan: &Plan, too_wide: &mut bool) -> Value {
    let mut all =
        |plans: &[Plan]| -> Vec<Value> { plans.iter().map(|plan| query(plan, too_wide)).collect() };
    match plan {
        Plan::Everything => everything(),
        Plan::Word(slot) => word(slot, &Key::ALL),
        Plan::Phrase(slots) => intervals(plan).unwrap_or_else(|| {
            *too_wide = true;
            both(
                &slots
                    .iter()
                    .map(|slot| word(slot, &PLACED))
                    .collect::<Vec<_>>(),
            )
        }),
        Plan::Near(operands, _) => match intervals(plan) {
            Some(query) => query,
            None => {
                let all = all(operands);
                *too_wide = true;
                both(&all)
            }
        },
        Plan::All(plans) => both(&all(plans)),
        Plan::Any(plans) | Plan::Best(plans) => any(all(plans)),
        Plan::Most(plans, least) => {
            json!({"bool": {"should": all(plans), "minimum_should_match": least}})
        }
        Plan::Not(plan) => {
            let mut inner = false;
            let without = query(plan, &mut inner);
            // What is too wide would leave out too much.
            match inner {
                true => {
                    *too_wide = true;
                    everything()
                }
                false => json!({"bool": {"must_not": [without]}}),
            }
        }
        Plan::Filter(one) => filter(one),
    }
}

fn any(mut some: Vec<Value>) -> Value {
    match some.len() {
        0 => nothing(),
        1 => some.remove(0),
        _ => json!({"bool": {"should": some, "minimum_should_match": 1}}),
    }
}

/// Keys whose words have places.
const PLACED: [Key; 2] = [Key::Exact, Key::Stem];

/// The field of a key, and a term as it stands there.
pub(super) fn placed(key: Key, text: &str) -> (&'static str, String) {
    let text = term(text);
    match key {
        Key::Exact => ("exact", text.into_owned()),
        Key::Stem => ("stem", text.into_owned()),
        Key::Head => ("parts", format!("-{text}")),
        Key::Modifier => ("parts", format!("{text}-")),
    }
}

/// Texts with a word that a slot accepts.
fn word(slot: &Slot, keys: &[Key]) -> Value {
    let mut fields: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for (key, text, _) in slot.terms().filter(|(key, _, _)| keys.contains(key)) {
        let (field, text) = placed(key, text);
        if key == Key::Exact && keys.len() == PLACED.len() {
            fields.entry(field).or_default().push(format!("+{text}"));
        }
        fields.entry(field).or_default().push(text);
    }
    let lists = fields
        .iter()
        .flat_map(|(field, values)| one_of(field, values));
    any(lists.collect())
}

/// One of some values in a field, in lists that an engine takes.
pub(super) fn one_of(field: &str, values: &[String]) -> Vec<Value> {
    let lists = values.chunks(MOST_TERMS);
    lists.map(|some| json!({"terms": {field: some}})).collect()
}

fn filter(filter: &Filter) -> Value {
    let among = |field: &str, values: &[String]| any(one_of(field, values));
    match filter {
        Filter::Respondents(values) => among("respondent", values),
        Filter::Parties(values) => among("party", values),
        Filter::Kinds(values) => among("kind", values),
        Filter::Referrals(values) => among("referral", values),
        Filter::Documents(values) => {
            let starts: Vec<String> = values.iter().map(|one| short(one).to_owned()).collect();
            among("of", &starts)
        }
        Filter::Dates(from, to) => {
            let mut within = json!({});
            for (name, day) in [("gte", from), ("lte", to)] {
                let digits = day.iter().flat_map(|day| day.chars());
                let digits: String = digits.filter(char::is_ascii_digit).collect();
                if let (8, Ok(number)) = (digits.len(), digits.parse::<u64>()) {
                    within[name] = json!(number);
                }
            }
            match within.as_object().is_some_and(|within| within.is_empty()) {
                true => json!({"exists": {"field": "date"}}),
                false => json!({"range": {"date": within}}),
            }
        }
        Filter::After(ingest) => json!({"range": {"came": {"gt": ingest}}}),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::matching::Tier;

    fn slot(key: Key, text: &str) -> Slot {
        let mut slot = Slot::new(text);
        slot.accept(key, text, Tier::Form, None);
        slot
    }

    #[test]
    fn a_word_is_looked_for_where_its_terms_stand() {
        let mut word = slot(Key::Stem, "säkerhet");
        word.accept(Key::Head, "säkerhet", Tier::Head, None);
        let asked = asked(&Plan::Word(word));
        let either = &asked.query["bool"]["should"];
        assert_eq!(either[0]["terms"]["parts"], json!(["-säkerhet"]));
        assert_eq!(either[1]["terms"]["stem"], json!(["säkerhet"]));
        assert!(!asked.too_wide);
    }

    #[test]
    fn a_word_that_stands_for_nothing_finds_nothing() {
        assert_eq!(asked(&Plan::Word(Slot::new("x*"))).query, nothing());
        assert_eq!(asked(&Plan::Any(Vec::new())).query, nothing());
    }

    #[test]
    fn days_are_numbers_and_open_ends_ask_for_a_day() {
        let days = |from: Option<&str>, to: Option<&str>| {
            let own = |day: Option<&str>| day.map(str::to_owned);
            asked(&Plan::Filter(Filter::Dates(own(from), own(to)))).query
        };
        let range = days(Some("2021-10-01"), None);
        assert_eq!(range, json!({"range": {"date": {"gte": 20211001}}}));
        assert_eq!(days(None, None), json!({"exists": {"field": "date"}}));
    }

    #[test]
    fn what_is_not_sayable_is_asked_for_too_widely() {
        let words = ["a", "b", "c", "d", "e"].map(|text| Plan::Word(slot(Key::Stem, text)));
        let near = Plan::Near(words.to_vec(), 9);
        assert!(asked(&near).too_wide);
        let not = asked(&Plan::Not(Box::new(near)));
        assert!(not.too_wide && not.query == everything());
    }
}
