//! Counts over what matches, by property: all values, in pages.

use super::{Engine, Where, total};
use crate::archive::{Facets, Scope};
use crate::engine::answers::no_engine;
use crate::engine::mapping::Part;
use crate::engine::query::everything;
use crate::error::Result;
use crate::matching::Plan;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// Values in one answer.
const PAGE: usize = 5000;

impl Engine {
    /// Counts the units that a plan matches.
    pub(super) fn by_property(&self, plan: &Plan) -> Result<Facets> {
        let query = self.exactly(plan)?;
        let body = json!({
            "size": 0, "track_total_hits": true, "query": query,
            "aggs": {
                "words": {"sum": {"field": "words"}},
                "years": {
                    "histogram": {"field": "date", "interval": 10_000, "min_doc_count": 1},
                    "aggs": {"words": {"sum": {"field": "words"}}},
                },
            },
        });
        let answer = self.search(Part::Units, &body)?;
        let counted = &answer["aggregations"];
        let mut facets = Facets {
            all: Scope {
                units: total(&answer)? as usize,
                words: words(counted),
            },
            ..Facets::default()
        };
        for year in counted["years"]["buckets"].as_array().into_iter().flatten() {
            let key = year["key"].as_f64().unwrap_or(0.0) as u64 / 10_000;
            facets.years.insert(key.to_string(), scope(year));
        }
        for (field, found) in [
            ("respondent", &mut facets.respondents),
            ("kind", &mut facets.kinds),
            ("party", &mut facets.parties),
        ] {
            *found = self.by_value(&query, field)?;
        }
        Ok(facets)
    }

    /// Counts units by the values of a field.
    pub(super) fn by_value(&self, query: &Value, field: &str) -> Result<BTreeMap<String, Scope>> {
        let mut found = BTreeMap::new();
        self.each_value(Part::Units, (query, field), |value, bucket| {
            found.insert(value.to_owned(), scope(bucket));
        })?;
        Ok(found)
    }

    /// All values of a field.
    pub(super) fn all_values(&self, part: Part, field: &str) -> Result<Vec<String>> {
        let mut found = Vec::new();
        let query = match part {
            Part::Papers => Where::Apart.all(),
            _ => everything(),
        };
        self.each_value(part, (&query, field), |value, _| {
            found.push(value.to_owned());
        })?;
        Ok(found)
    }

    fn each_value(
        &self,
        part: Part,
        (query, field): (&Value, &str),
        mut take: impl FnMut(&str, &Value),
    ) -> Result<()> {
        let mut after: Option<Value> = None;
        loop {
            let mut pages = json!({
                "size": PAGE, "sources": [{"value": {"terms": {"field": field}}}],
            });
            if let Some(after) = &after {
                pages["after"] = after.clone();
            }
            let body = json!({
                "size": 0, "query": query,
                "aggs": {"values": {
                    "composite": pages, "aggs": {"words": {"sum": {"field": "words"}}},
                }},
            });
            let answer = self.search(part, &body)?;
            let values = &answer["aggregations"]["values"];
            let buckets = values["buckets"].as_array().ok_or_else(no_engine)?;
            for bucket in buckets {
                take(bucket["key"]["value"].as_str().unwrap_or_default(), bucket);
            }
            match buckets.len() == PAGE && !values["after_key"].is_null() {
                true => after = Some(values["after_key"].clone()),
                false => return Ok(()),
            }
        }
    }
}

fn words(counted: &Value) -> u64 {
    counted["words"]["value"].as_f64().unwrap_or(0.0) as u64
}

fn scope(bucket: &Value) -> Scope {
    Scope {
        units: bucket["doc_count"].as_u64().unwrap_or(0) as usize,
        words: words(bucket),
    }
}
