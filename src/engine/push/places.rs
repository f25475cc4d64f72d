//! Indices and aliases: made, copied, counted, moved, taken away.

use super::{Push, Said, not_whole};
use crate::engine::VERSION;
use crate::engine::answers::{no_engine, whole};
use crate::engine::client::Sent;
use crate::engine::mapping::Part;
use crate::engine::plan::{There, version_of};
use crate::error::{Error, Result};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use ureq::http::Method;

/// Seconds until the copies of an index have a place.
const PLACED: u32 = 20;
/// Papers that are listed at once.
const LISTED: usize = 5000;

impl Push<'_> {
    /// The indices on which the aliases stand now.
    pub(super) fn before(&self) -> Result<BTreeMap<Part, String>> {
        let mut before = BTreeMap::new();
        for part in Part::ALL {
            let alias = part.alias(self.archive);
            let answer = self.client.get(&format!("/_alias/{alias}"))?;
            if answer.is_missing() {
                continue;
            }
            let indices = answer.body.as_object().ok_or_else(no_engine)?;
            let Some(index) = indices.keys().next() else {
                continue;
            };
            match version_of(index, &alias) {
                Some(version) if version > VERSION => {
                    return Err(Error::new(format!(
                        "{alias} was pushed by a later version of remiss ({version}; this one writes {VERSION})"
                    ))
                    .at(self.client.url().as_ref())
                    .cure("push with that version, or under another name with --name"));
                }
                Some(_) => {
                    before.insert(part, index.clone());
                }
                None => {
                    return Err(Error::new(format!(
                        "{alias} stands on {index}, which is none of remiss'"
                    ))
                    .at(self.client.url().as_ref())
                    .cure("push under another name with --name"));
                }
            }
        }
        Ok(before)
    }

    /// Makes the indices of this state, those that are not there: as copies of
    /// an earlier state that was read alike, or empty.
    pub(super) fn prepare(&self, before: &BTreeMap<Part, String>) -> Result<()> {
        for part in Part::ALL {
            let template = part.template(self.archive, self.layout);
            let path = format!("/_index_template/{}", part.alias(self.archive));
            self.client.put(&path, &template)?;
        }
        // The list of papers comes last: what it tells to be there must be.
        for part in [Part::Words, Part::Ledger, Part::Units, Part::Papers] {
            let index = self.index(part);
            if self.is_there(&index)? {
                self.heal(&index)?;
                continue;
            }
            let alike = format!("{}{}-", part.stem(self.archive), self.state.ground);
            let copied = matches!(part, Part::Units | Part::Papers);
            match before
                .get(&part)
                .filter(|one| copied && one.starts_with(&alike))
            {
                Some(base) => self.copy(base, &index)?,
                None => {
                    self.client.put(&format!("/{index}"), &json!({}))?;
                    self.heal(&index)?;
                }
            }
        }
        Ok(())
    }

    fn is_there(&self, index: &str) -> Result<bool> {
        let answer = self.client.get(&format!("/{index}/_settings/index.uuid"))?;
        Ok(!answer.is_missing())
    }

    /// Copies an index that nobody writes to any more.
    fn copy(&self, base: &str, index: &str) -> Result<()> {
        let blocked = json!({"index.blocks.write": true});
        self.client.put(&format!("/{base}/_settings"), &blocked)?;
        let open = json!({"settings": {
            "index.blocks.write": null, "index.number_of_replicas": self.layout.replicas,
        }});
        self.client
            .post(&format!("/{base}/_clone/{index}"), &open)?;
        self.heal(index)
    }

    /// Opens an index if it is a copy, and waits until it can be written to: until
    /// its copies are placed, so that what is taken is taken twice. Where they
    /// find no place that is said, and gone on.
    fn heal(&self, index: &str) -> Result<()> {
        let open = json!({"index.blocks.write": null});
        self.client.put(&format!("/{index}/_settings"), &open)?;
        let wait = |status: &str| {
            let health = format!("/_cluster/health/{index}");
            let path = format!("{health}?wait_for_status={status}&timeout={PLACED}s");
            self.client.get(&path)
        };
        let mut answer = wait("yellow")?;
        let nodes = answer.body["number_of_data_nodes"].as_u64().unwrap_or(0);
        if nodes > u64::from(self.layout.replicas) {
            answer = wait("green")?;
        }
        match answer.body["status"].as_str() {
            Some("red") => Err(Error::new(format!("{index} does not get ready"))
                .at(self.client.url().as_ref())
                .cure("look at the health of the cluster; then push again")),
            Some("yellow") => {
                let words = format!(
                    "{index}: not all its copies have a place; a node that is lost takes what it holds along"
                );
                (self.said)(Said::Words(&words));
                Ok(())
            }
            _ => Ok(()),
        }
    }

    /// The papers that the indices of this state hold.
    pub(super) fn there(&self) -> Result<BTreeMap<String, There>> {
        let index = self.index(Part::Papers);
        self.client
            .post(&format!("/{index}/_refresh"), &json!({}))?;
        let mut there = BTreeMap::new();
        let mut after: Option<Value> = None;
        loop {
            let mut asked = json!({
                "size": LISTED, "query": {"term": {"part": 0}}, "sort": [{"of": "asc"}],
                "_source": ["of", "check", "units", "parts_of_text"],
            });
            if let Some(after) = &after {
                asked["search_after"] = after.clone();
            }
            let path = format!("/{index}/_search?allow_partial_search_results=false");
            let answer = self.client.post(&path, &asked)?;
            let hits = whole(&answer.body)?["hits"]["hits"].as_array();
            let hits = hits.ok_or_else(no_engine)?;
            for hit in hits {
                let told = &hit["_source"];
                let number = |name: &str| told[name].as_u64().unwrap_or(0) as usize;
                let word = |name: &str| told[name].as_str().unwrap_or_default().to_owned();
                let one = There {
                    check: word("check"),
                    units: number("units"),
                    parts: number("parts_of_text"),
                };
                there.insert(word("of"), one);
            }
            match hits.last() {
                Some(last) if hits.len() == LISTED => after = Some(last["sort"].clone()),
                _ => return Ok(there),
            }
        }
    }

    /// Makes sure that all is there and can be found.
    pub(super) fn whole(&self, units: usize) -> Result<()> {
        for part in Part::ALL {
            let index = self.index(part);
            self.client
                .post(&format!("/{index}/_refresh"), &json!({}))?;
        }
        let count = |part: Part, query: Value| {
            let path = format!("/{}/_count", self.index(part));
            let answer = self.client.post(&path, &json!({"query": query}))?;
            whole(&answer.body)?["count"].as_u64().ok_or_else(no_engine)
        };
        let at = |error: Error| error.at(self.client.url().as_ref());
        let there = count(Part::Units, json!({"match_all": {}}))?;
        if there != units as u64 {
            return Err(at(not_whole("units", there, units)));
        }
        let (there, papers) = (
            count(Part::Papers, json!({"term": {"part": 0}}))?,
            self.state.papers.len(),
        );
        match there == papers as u64 {
            true => Ok(()),
            false => Err(at(not_whole("papers", there, papers))),
        }
    }

    /// Lets the aliases stand on the indices of this state, all at once, and takes
    /// away what is behind: the state before, and what broken pushes left.
    pub(super) fn move_aliases(&self, before: &BTreeMap<Part, String>) -> Result<()> {
        let mut actions = Vec::new();
        for part in Part::ALL {
            let (alias, index) = (part.alias(self.archive), self.index(part));
            if let Some(old) = before.get(&part).filter(|old| **old != index) {
                actions.push(json!({"remove": {"index": old, "alias": alias}}));
            }
            actions.push(json!({"add": {"index": index, "alias": alias}}));
        }
        self.client
            .post("/_aliases", &json!({"actions": actions}))?;
        // It is asked twice where an answer was lost: what counts is what is so.
        let now = self.before()?;
        if !Part::ALL
            .iter()
            .all(|part| now.get(part) == Some(&self.index(*part)))
        {
            return Err(Error::new("does not move the aliases")
                .at(self.client.url().as_ref())
                .cure("push again; if it stays so, others move them too"));
        }
        let mut behind: Vec<String> = before.values().cloned().collect();
        for part in Part::ALL {
            behind.extend(self.of_this_version(part)?);
        }
        behind.sort();
        behind.dedup();
        behind.retain(|one| !Part::ALL.iter().any(|part| self.index(*part) == *one));
        behind.iter().try_for_each(|one| self.take_away(one))
    }

    /// Takes away what a push of this state has left unfinished.
    pub(super) fn drop_unfinished(&self) -> Result<()> {
        // The list of papers first: what it tells to be there must be.
        for part in [Part::Papers, Part::Units, Part::Words, Part::Ledger] {
            self.take_away(&self.index(part))?;
        }
        Ok(())
    }

    fn take_away(&self, index: &str) -> Result<()> {
        let path = format!("/{index}");
        self.client
            .ask(&Method::DELETE, &path, Sent::Nothing)
            .map(drop)
    }

    fn of_this_version(&self, part: Part) -> Result<Vec<String>> {
        let answer = self
            .client
            .get(&format!("/{}*/_alias", part.stem(self.archive)))?;
        let indices = answer.body.as_object().into_iter().flatten();
        Ok(indices
            .map(|(name, _)| name.clone())
            .filter(|name| name != "error")
            .collect())
    }
}
