//! An archive on an engine, asked as one that is here: counts and sets are the
//! engine's, order and everything that is shown are remiss'.

mod counts;
mod found;

use super::VERSION;
use super::answers::{Answer, no_engine, whole};
use super::client::Client;
use super::documents::{part_id, short};
use super::mapping::Part;
use super::plan::version_of;
use super::query::{asked, both, everything};
use super::server::Server;
use crate::analyse::Evidence;
use crate::archive::{Apart, Column, Facets, Far, Found, Reader, Record, Scope, Whole};
use crate::error::{Error, Result};
use crate::matching::Plan;
use serde::Deserialize;
use serde_json::{Value, json};
use std::collections::{BTreeMap, HashMap};
use std::sync::OnceLock;

/// Opens an archive on an engine for reading.
pub fn open(server: &Server, waits: Box<dyn Fn(&str) + Send + Sync>) -> Result<Reader> {
    let client = Client::new(server, waits)?;
    let mut indices = BTreeMap::new();
    for part in Part::ALL {
        indices.insert(part, standing(&client, part, &server.archive)?);
    }
    let engine = Engine {
        client,
        indices,
        papers: OnceLock::new(),
        wholes: [const { OnceLock::new() }; 2],
        told: [const { OnceLock::new() }; 3],
    };
    let about: About = serde_json::from_str(&engine.text_of("about")?).map_err(|_| no_engine())?;
    Reader::of_far(Box::new(engine), about.evidence, about.ingest)
}

#[derive(Deserialize)]
struct About {
    ingest: u64,
    evidence: Evidence,
}

/// The index on which an alias stands, if this version reads it.
fn standing(client: &Client, part: Part, archive: &str) -> Result<String> {
    let alias = part.alias(archive);
    let answer = client.get(&format!("/_alias/{alias}"))?;
    let at = |error: Error| error.at(client.url().as_ref());
    if answer.is_missing() {
        return Err(at(Error::new(format!("holds no archive called {archive}"))
            .cure(
                "`remiss push --engine URL` brings one there; --name names another",
            )));
    }
    let indices = answer.body.as_object();
    let index = indices
        .and_then(|indices| indices.keys().next())
        .ok_or_else(no_engine)?;
    match version_of(index, &alias) {
        Some(VERSION) => Ok(index.clone()),
        other => Err(at(Error::new(format!(
            "the archive {archive} was pushed by another version of remiss ({}; this one reads {VERSION})",
            other.map_or_else(|| "unknown".to_owned(), |version| version.to_string())
        ))
        .cure("push it again with `remiss push`, or search with the version that pushed it"))),
    }
}

/// An archive on an engine.
struct Engine {
    client: Client,
    /// Concrete indices, which nobody writes to.
    indices: BTreeMap<Part, String>,
    papers: OnceLock<Vec<[String; 2]>>,
    /// What was counted over all units, and over all papers.
    wholes: [OnceLock<Whole>; 2],
    told: [OnceLock<Vec<String>>; 3],
}

/// Where a plan is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Where {
    Units,
    Apart,
}

impl Where {
    fn part(self) -> Part {
        match self {
            Where::Units => Part::Units,
            Where::Apart => Part::Papers,
        }
    }

    /// What is looked through.
    fn all(self) -> Value {
        match self {
            Where::Units => everything(),
            Where::Apart => json!({"term": {"part": 0}}),
        }
    }
}

/// Documents in one answer, at most: ten thousand is what engines give.
const LISTED: usize = 1000;

impl Engine {
    fn path(&self, part: Part, verb: &str) -> String {
        let index = self.indices.get(&part).map_or("", String::as_str);
        format!("/{index}/{verb}")
    }

    /// What an answer says, if its index is there still.
    fn there<'a>(&self, answer: &'a Answer) -> Result<&'a Value> {
        match answer.is_missing() {
            true => Err(Error::new("the archive was replaced meanwhile")
                .at(self.client.url().as_ref())
                .cure("ask again")),
            false => Ok(&answer.body),
        }
    }

    /// The answer to a search over all of an index.
    fn search(&self, part: Part, body: &Value) -> Result<Value> {
        let path = self.path(
            part,
            "_search?allow_partial_search_results=false&search_type=dfs_query_then_fetch",
        );
        let answer = self.client.post(&path, body)?;
        Ok(whole(self.there(&answer)?)?.clone())
    }

    /// How many documents match each of some queries.
    fn counts(&self, part: Part, queries: &[Value]) -> Result<Vec<u64>> {
        const AT_ONCE: usize = 64;
        let mut counts = Vec::with_capacity(queries.len());
        for some in queries.chunks(AT_ONCE) {
            let lines: String = some
                .iter()
                .map(|query| {
                    let body = json!({"size": 0, "track_total_hits": true, "query": query});
                    format!("{{\"allow_partial_search_results\":false}}\n{body}\n")
                })
                .collect();
            let path = self.path(part, "_msearch");
            let sent = super::client::Sent::Lines(&lines);
            let answer = self.client.ask(&ureq::http::Method::POST, &path, sent)?;
            let answers = self.there(&answer)?["responses"].as_array();
            for one in answers.ok_or_else(no_engine)? {
                if let Some(why) = one["error"]["reason"].as_str() {
                    let why = crate::decode::printable(why);
                    return Err(Error::new(format!("cannot count: {why}"))
                        .at(self.client.url().as_ref())
                        .cure("look whether all its nodes run, and ask again"));
                }
                counts.push(total(whole(one)?)?);
            }
        }
        match counts.len() == queries.len() {
            true => Ok(counts),
            false => Err(no_engine()),
        }
    }

    /// Takes all documents that match, in the order of a field that tells them
    /// apart.
    fn scan(
        &self,
        part: Part,
        (query, order): (&Value, &[&str]),
        source: &[&str],
        mut take: impl FnMut(&Value) -> Result<()>,
    ) -> Result<()> {
        let mut after: Option<Value> = None;
        loop {
            let sort: Vec<Value> = order.iter().map(|field| json!({*field: "asc"})).collect();
            let mut body = json!({
                "size": LISTED, "query": query, "sort": sort, "_source": source,
                "track_total_hits": false,
            });
            if let Some(after) = &after {
                body["search_after"] = after.clone();
            }
            let answer = self.search(part, &body)?;
            let hits = answer["hits"]["hits"].as_array().ok_or_else(no_engine)?;
            hits.iter().try_for_each(|hit| take(&hit["_source"]))?;
            match hits.last() {
                Some(last) if hits.len() == LISTED => after = Some(last["sort"].clone()),
                _ => return Ok(()),
            }
        }
    }

    /// A long text of the index of words.
    fn text_of(&self, what: &str) -> Result<String> {
        let mut text = String::new();
        let query = json!({"term": {"what": what}});
        self.scan(Part::Words, (&query, &["part"]), &["text"], |doc| {
            text.push_str(doc["text"].as_str().unwrap_or_default());
            Ok(())
        })?;
        Ok(text)
    }
}

/// How many documents match.
fn total(answer: &Value) -> Result<u64> {
    answer["hits"]["total"]["value"]
        .as_u64()
        .ok_or_else(no_engine)
}

/// A value that is read once.
fn once<T: Clone>(known: &OnceLock<T>, read: impl FnOnce() -> Result<T>) -> Result<T> {
    if let Some(known) = known.get() {
        return Ok(known.clone());
    }
    let read = read()?;
    Ok(known.get_or_init(|| read).clone())
}

impl Far for Engine {
    fn find(&self, plan: &Plan, limit: usize) -> Result<Found> {
        let (hits, total) = self.best(Where::Units, plan, None, limit)?;
        Ok(Found { hits, total })
    }

    fn find_apart(&self, plan: &Plan, which: Apart, limit: usize) -> Result<(Vec<String>, usize)> {
        let loose = json!({"term": {"kind": "loose"}});
        let only = match which {
            Apart::Loose => Some(loose),
            Apart::Around => Some(json!({"bool": {"must_not": [loose]}})),
            Apart::All => None,
        };
        let (hits, total) = self.best(Where::Apart, plan, only, limit)?;
        Ok((hits.into_iter().map(|hit| hit.sha256).collect(), total))
    }

    fn find_most(
        &self,
        must: &Plan,
        words: &[Plan],
        least: usize,
        limit: usize,
    ) -> Result<(Found, BTreeMap<usize, usize>)> {
        self.most(must, words, least, limit)
    }

    fn facets(&self, plan: &Plan) -> Result<Facets> {
        self.by_property(plan)
    }

    fn scope_by_paper(&self, plan: &Plan) -> Result<HashMap<String, Scope>> {
        let query = self.exactly(plan)?;
        let papers = self.by_value(&query, "of")?;
        Ok(papers.into_iter().collect())
    }

    fn unit_count(&self) -> Result<usize> {
        Ok(self.counts(Part::Units, &[everything()])?[0] as usize)
    }

    fn words(&self, parts: bool) -> Result<String> {
        self.text_of(if parts { "parts" } else { "words" })
    }

    fn values(&self, column: Column) -> Result<Vec<String>> {
        let (at, part, field) = match column {
            Column::Told => (0, Part::Papers, "told"),
            Column::Respondent => (1, Part::Units, "respondent"),
            Column::Party => (2, Part::Units, "party"),
        };
        once(&self.told[at], || self.all_values(part, field))
    }

    fn papers(&self) -> Result<Vec<[String; 2]>> {
        once(&self.papers, || {
            let mut papers = Vec::new();
            let all = (&Where::Apart.all(), &["of"][..]);
            self.scan(Part::Papers, all, &["sha256", "path"], |doc| {
                let word = |name: &str| doc[name].as_str().unwrap_or_default().to_owned();
                papers.push([word("sha256"), word("path")]);
                Ok(())
            })?;
            Ok(papers)
        })
    }

    fn paper(&self, sha256: &str) -> Result<Option<Record>> {
        let of = short(sha256);
        if of.len() < 20 || !of.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return Ok(None);
        }
        let answer = self
            .client
            .get(&self.path(Part::Papers, &format!("_doc/{of}")))?;
        let doc = &answer.body["_source"];
        if answer.is_missing() || doc.is_null() {
            return Ok(None);
        }
        let word = |name: &str| doc[name].as_str().unwrap_or_default().to_owned();
        let mut record = Record {
            sha256: word("sha256"),
            path: word("path"),
            header: word("header"),
            text: word("text"),
        };
        for at in 1..doc["parts_of_text"].as_u64().unwrap_or(1) as usize {
            let path = self.path(Part::Papers, &format!("_doc/{}", part_id(of, at)));
            let answer = self.client.get(&path)?;
            let text = answer.body["_source"]["text"].as_str();
            record.text.push_str(text.ok_or_else(no_engine)?);
        }
        Ok(Some(record))
    }
}

impl Engine {
    /// A query that matches exactly what a plan does among the units.
    fn exactly(&self, plan: &Plan) -> Result<Value> {
        let asked = asked(plan);
        if !asked.too_wide {
            return Ok(both(&[Where::Units.all(), asked.query]));
        }
        let (hits, _) = self.best(Where::Units, plan, None, usize::MAX)?;
        let ids: Vec<String> = hits
            .iter()
            .map(|hit| super::documents::unit_id(&hit.sha256, hit.unit))
            .collect();
        let lists = ids.chunks(super::mapping::MOST_TERMS);
        let lists: Vec<Value> = lists.map(|some| json!({"ids": {"values": some}})).collect();
        Ok(match lists.is_empty() {
            true => super::query::nothing(),
            false => json!({"bool": {"should": lists, "minimum_should_match": 1}}),
        })
    }
}
