//! The best of what matches: the engine brings what is likely, remiss scores it
//! as it would here and puts it in order.

use super::{Engine, Where, total};
use crate::archive::{Found, Properties, Scorer, Text, UnitHit, Whole, leaves};
use crate::engine::answers::no_engine;
use crate::engine::documents::signed;
use crate::engine::mapping::Part;
use crate::engine::query::{Asked, asked, both, everything};
use crate::engine::rough::rough;
use crate::error::Result;
use crate::matching::Plan;
use serde_json::{Value, json};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// What is asked of a document to score it.
const SOURCE: [&str; 13] = [
    "of",
    "unit",
    "order",
    "exact",
    "stem",
    "parts",
    "respondent",
    "kind",
    "party",
    "date",
    "referral",
    "came",
    "sha256",
];

/// Texts that are scored where only the best are wanted: so many for each of
/// them, and so many at least. What an engine ranks it does to some hundredths,
/// so that the best are among its first.
const FOR_EACH: usize = 4;
const AT_LEAST: usize = 200;
/// More than these are all scored.
const MOST_RANKED: usize = 10_000;

/// Scores are compared in steps, as they are here.
const STEPS: f32 = 1e4;

fn steps(score: f32) -> u64 {
    (score * STEPS).round() as u64
}

/// A text that was scored: its rank, less is better.
type Ranked<R> = (R, UnitHit);

impl Engine {
    /// The best texts that match a plan, and how many there are.
    pub(super) fn best(
        &self,
        place: Where,
        plan: &Plan,
        only: Option<Value>,
        limit: usize,
    ) -> Result<(Vec<UnitHit>, usize)> {
        let Asked { query, too_wide } = asked(plan);
        let all: Vec<Value> = [place.all(), query].into_iter().chain(only).collect();
        let query = both(&all);
        let count = self.counts(place.part(), std::slice::from_ref(&query))?[0] as usize;
        if count == 0 || (limit == 0 && !too_wide) {
            return Ok((Vec::new(), count));
        }
        let whole = self.whole(place)?;
        let idf = self.rarities(place, plan, whole)?;
        let scorer = Scorer::new(whole);
        let mut ranked: Vec<Ranked<(Reverse<u64>, i64, String)>> = Vec::new();
        let rank = |doc: &Value| {
            let (text, hit) = read(doc);
            let found = text.scored(|text| scorer.score(plan, text, &idf));
            if found.is_none() && too_wide {
                return;
            }
            let score = found.unwrap_or(0.0);
            let order = match place {
                Where::Units => doc["order"].as_i64().unwrap_or(0),
                Where::Apart => 0,
            };
            let rank = (Reverse(steps(score)), order, hit.sha256.clone());
            let score = steps(score) as f32 / STEPS;
            ranked.push((rank, UnitHit { score, ..hit }));
        };
        let first = (!too_wide).then(|| limit.saturating_mul(FOR_EACH).max(AT_LEAST));
        let by = rough(plan, &mut idf.iter().copied());
        self.bring(
            place,
            (&query, by),
            first.filter(|first| *first < count),
            rank,
        )?;
        ranked.sort_by(|a, b| a.0.cmp(&b.0));
        let total = if too_wide { ranked.len() } else { count };
        ranked.truncate(limit);
        Ok((ranked.into_iter().map(|(_, hit)| hit).collect(), total))
    }

    /// Takes the first so many documents by what an engine ranks, or all.
    fn bring(
        &self,
        place: Where,
        (query, by): (&Value, Option<Value>),
        first: Option<usize>,
        mut take: impl FnMut(&Value),
    ) -> Result<()> {
        let order: &[&str] = match place {
            Where::Units => &["order", "of"],
            Where::Apart => &["of"],
        };
        let Some(first) = first.filter(|first| *first <= MOST_RANKED) else {
            return self.scan(place.part(), (query, order), &SOURCE, |doc| {
                take(doc);
                Ok(())
            });
        };
        let mut sort: Vec<Value> = order.iter().map(|field| json!({*field: "asc"})).collect();
        sort.insert(0, json!({"_score": "desc"}));
        let mut ranked = json!({"bool": {"filter": [query]}});
        if let Some(by) = by {
            ranked["bool"]["should"] = by;
        }
        let body = json!({
            "size": first, "query": ranked, "sort": sort, "_source": SOURCE,
            "track_total_hits": false,
        });
        let answer = self.search(place.part(), &body)?;
        let hits = answer["hits"]["hits"].as_array().ok_or_else(no_engine)?;
        hits.iter().for_each(|hit| take(&hit["_source"]));
        Ok(())
    }

    /// How rare each leaf of a plan is among all texts.
    fn rarities(&self, place: Where, plan: &Plan, whole: Whole) -> Result<Vec<f32>> {
        let queries: Vec<Value> = leaves(plan)
            .into_iter()
            .map(|leaf| both(&[place.all(), asked(leaf).query]))
            .collect();
        let counts = self.counts(place.part(), &queries)?;
        Ok(counts.into_iter().map(|count| whole.idf(count)).collect())
    }

    /// What is counted over all texts, as the archive's own index counts it.
    fn whole(&self, place: Where) -> Result<Whole> {
        let known = &self.wholes[usize::from(place == Where::Apart)];
        super::once(known, || {
            let sum = |part: Part, query: Value| -> Result<(u64, u64)> {
                let body = json!({
                    "size": 0, "track_total_hits": true, "query": query,
                    "aggs": {"words": {"sum": {"field": "words"}}},
                });
                let answer = self.search(part, &body)?;
                let words = answer["aggregations"]["words"]["value"].as_f64();
                Ok((total(&answer)?, words.unwrap_or(0.0) as u64))
            };
            match place {
                Where::Units => {
                    let (units, words) = sum(Part::Units, everything())?;
                    let (papers, _) = sum(Part::Papers, everything())?;
                    // The record that tells how compounds are divided is one, too.
                    let records = units + papers + 1;
                    Ok(Whole { records, words })
                }
                Where::Apart => {
                    let some = json!({"range": {"words": {"gt": 0}}});
                    let (records, words) = sum(Part::Papers, some)?;
                    Ok(Whole { records, words })
                }
            }
        })
    }

    /// The best units that hold most of some words.
    pub(super) fn most(
        &self,
        must: &Plan,
        words: &[Plan],
        least: usize,
        limit: usize,
    ) -> Result<(Found, BTreeMap<usize, usize>)> {
        const MOST_WORDS: usize = 64;
        let words = &words[..words.len().min(MOST_WORDS)];
        let [whole, must_asked] = [asked(&Plan::Most(words.to_vec(), 1)), asked(must)];
        let too_wide = whole.too_wide || must_asked.too_wide;
        let should: Vec<Value> = words.iter().map(|word| asked(word).query).collect();
        let least = least.max(1);
        let at_least = |count: usize| {
            json!({"bool": {
                "filter": [must_asked.query], "should": should, "minimum_should_match": count,
            }})
        };
        let queries: Vec<Value> = (least..=words.len()).map(at_least).collect();
        let counts = self.counts(Part::Units, &queries)?;
        let mut lacking: BTreeMap<usize, usize> = BTreeMap::new();
        for (at, count) in counts.iter().enumerate() {
            let more = counts.get(at + 1).copied().unwrap_or(0);
            let exactly = count.saturating_sub(more) as usize;
            if exactly > 0 {
                lacking.insert(words.len() - least - at, exactly);
            }
        }
        let whole = self.whole(Where::Units)?;
        let mut rarities = Vec::new();
        for word in &should {
            rarities.push(whole.idf(self.counts(Part::Units, std::slice::from_ref(word))?[0]));
        }
        let mut of_leaves = Vec::new();
        for word in words {
            of_leaves.push(self.rarities(Where::Units, word, whole)?);
        }
        let of_must = self.rarities(Where::Units, must, whole)?;
        let scorer = Scorer::new(whole);
        let mut ranked: Vec<Ranked<_>> = Vec::new();
        let rank = |doc: &Value| {
            let (text, hit) = read(doc);
            let (mut held, mut lost, mut score) = (0, 0.0, 0.0);
            for (at, word) in words.iter().enumerate() {
                match text.scored(|text| scorer.score(word, text, &of_leaves[at])) {
                    Some(one) => (held, score) = (held + 1, score + one),
                    None => lost += rarities[at],
                }
            }
            let allowed = text.scored(|text| scorer.score(must, text, &of_must));
            if held >= least && (allowed.is_some() || !must_asked.too_wide) {
                let score = score + allowed.unwrap_or(0.0);
                let order = doc["order"].as_i64().unwrap_or(signed(0));
                let rank = (Reverse(held), steps(lost), Reverse(steps(score)), order);
                ranked.push((rank, UnitHit { score, ..hit }));
            }
        };
        let query = both(&[at_least(least)]);
        let first = limit.saturating_mul(FOR_EACH).max(AT_LEAST);
        let first =
            (!too_wide && (first as u64) < counts.first().copied().unwrap_or(0)).then_some(first);
        // A word that is held weighs more than how often.
        let by: Vec<Value> = should
            .iter()
            .zip(&rarities)
            .map(|(word, rarity)| {
                json!({"constant_score": {"filter": word, "boost": 1000.0 + rarity}})
            })
            .collect();
        let by = Some(json!({"bool": {"should": by}}));
        if !queries.is_empty() {
            self.bring(Where::Units, (&query, by), first, rank)?;
        }
        ranked.sort_by_key(|unit| unit.0);
        let mut total = counts.first().copied().unwrap_or(0) as usize;
        if too_wide {
            (total, lacking) = (ranked.len(), BTreeMap::new());
            for ((Reverse(held), ..), _) in &ranked {
                *lacking.entry(words.len() - held).or_default() += 1;
            }
        }
        ranked.truncate(limit);
        let hits = ranked.into_iter().map(|(_, hit)| hit).collect();
        Ok((Found { hits, total }, lacking))
    }
}

/// The terms and properties of a document.
struct Doc<'d> {
    terms: [&'d str; 3],
    properties: Properties,
}

impl Doc<'_> {
    fn scored(&self, score: impl FnOnce(&Text<'_>) -> Option<f32>) -> Option<f32> {
        score(&Text::of(self.terms, &self.properties))
    }
}

fn read(doc: &Value) -> (Doc<'_>, UnitHit) {
    let word = |name: &str| doc[name].as_str();
    let owned = |name: &str| word(name).map(str::to_owned);
    // One value stands by itself or in a list.
    let list = |name: &str| match &doc[name] {
        Value::String(one) => vec![one.clone()],
        Value::Array(some) => {
            let some = some.iter().filter_map(Value::as_str);
            some.map(str::to_owned).collect()
        }
        _ => Vec::new(),
    };
    let terms = ["exact", "stem", "parts"].map(|name| word(name).unwrap_or_default());
    let of = owned("of").unwrap_or_default();
    let properties = Properties {
        respondent: owned("respondent"),
        kinds: list("kind"),
        parties: list("party"),
        date: doc["date"].as_u64(),
        referral: owned("referral"),
        of: of.clone(),
        came: doc["came"].as_u64().unwrap_or(0),
    };
    let hit = UnitHit {
        // A paper is known by its whole hash, a unit by its start.
        sha256: owned("sha256").unwrap_or(of),
        unit: doc["unit"].as_u64().unwrap_or(0) as usize,
        score: 0.0,
    };
    (Doc { terms, properties }, hit)
}
