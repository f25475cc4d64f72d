//! What the indices hold: fields, how they are cut into terms, and the template
//! that says so, with its version.
//!
//! Four indices make an archive: its units, its papers (with the text apart
//! from units), its words, its ledger. Fields of words are cut at spaces, and
//! the terms of one place at "|", so that stems and completed compounds stand
//! where the word does. Nothing is taken that is not named here (`strict`).

use super::VERSION;
use crate::archive::Terms;
use serde_json::{Value, json};

/// An index of an archive.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Part {
    Units,
    Papers,
    Words,
    Ledger,
}

impl Part {
    pub(super) const ALL: [Part; 4] = [Part::Units, Part::Papers, Part::Words, Part::Ledger];

    pub(super) fn name(self) -> &'static str {
        match self {
            Part::Units => "units",
            Part::Papers => "papers",
            Part::Words => "words",
            Part::Ledger => "ledger",
        }
    }

    /// The name that readers ask.
    pub(super) fn alias(self, archive: &str) -> String {
        format!("{archive}-{}", self.name())
    }

    /// With what the names of its indices begin, of this version.
    pub(super) fn stem(self, archive: &str) -> String {
        format!("{archive}-{}-v{VERSION}-", self.name())
    }

    /// The index that holds one state of an archive.
    pub(super) fn index(self, archive: &str, state: &str) -> String {
        format!("{}{state}", self.stem(archive))
    }

    fn fields(self) -> Value {
        match self {
            Part::Units => json!({
                "id": keyword(), "of": keyword(), "unit": {"type": "integer"},
                "order": {"type": "long"}, "text": stored(),
                "exact": terms(), "stem": terms(), "parts": terms(),
                "words": {"type": "integer"},
                "respondent": keyword(), "kind": keyword(), "party": keyword(),
                "date": {"type": "integer"}, "referral": keyword(),
                "came": {"type": "long"},
            }),
            Part::Papers => json!({
                "of": keyword(), "sha256": keyword(), "path": keyword(),
                "kind": keyword(), "told": keyword(), "check": keyword(),
                "part": {"type": "integer"}, "parts_of_text": {"type": "integer"},
                "units": {"type": "integer"}, "came": {"type": "long"},
                "header": stored(), "text": stored(),
                "exact": terms(), "stem": terms(), "parts": terms(),
                "words": {"type": "integer"},
            }),
            Part::Words => json!({
                "what": keyword(), "part": {"type": "integer"}, "text": stored(),
            }),
            Part::Ledger => json!({
                "referral": keyword(), "number": keyword(), "respondent": keyword(),
                "status": keyword(), "asked": {"type": "boolean"}, "via": keyword(),
                "document": keyword(), "first_line": {"type": "integer"},
                "last_line": {"type": "integer"},
            }),
        }
    }

    /// Settings and fields of an index.
    pub(super) fn body(self, layout: Layout) -> Value {
        let shards = match self {
            Part::Units | Part::Papers => layout.shards,
            Part::Words | Part::Ledger => 1,
        };
        json!({
            "settings": {
                "number_of_shards": shards,
                "number_of_replicas": layout.replicas,
                "max_terms_count": MOST_TERMS,
                "analysis": analysis(),
            },
            "mappings": {
                "dynamic": "strict",
                "_meta": {"remiss": VERSION},
                "properties": self.fields(),
            },
        })
    }

    /// The template of its indices.
    pub(super) fn template(self, archive: &str, layout: Layout) -> Value {
        json!({
            "index_patterns": [format!("{}*", self.stem(archive))],
            "version": VERSION,
            "priority": 200,
            "template": self.body(layout),
        })
    }
}

/// How an index lies in a cluster.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Layout {
    /// Parts that lie on several nodes.
    pub shards: u16,
    /// Copies beside the first.
    pub replicas: u16,
}

/// Values in one list of a query.
pub(super) const MOST_TERMS: usize = 60_000;

/// Longest word with all that stands at its place, in letters; words have at
/// most a hundred bytes.
const LONGEST_PLACE: usize = 4000;

fn analysis() -> Value {
    json!({
        "tokenizer": {"places": {"type": "whitespace", "max_token_length": LONGEST_PLACE}},
        "filter": {"same_place": {
            "type": "pattern_capture", "preserve_original": false, "patterns": ["([^|]+)"],
        }},
        "analyzer": {"terms": {
            "type": "custom", "tokenizer": "places", "filter": ["same_place"],
        }},
    })
}

/// Values that are asked for whole. One that is longer than an engine takes is
/// kept, and not found.
fn keyword() -> Value {
    json!({"type": "keyword", "ignore_above": 8000})
}

/// What is only given back.
fn stored() -> Value {
    json!({"type": "text", "index": false, "norms": false})
}

/// Words as [`Terms`] writes them.
fn terms() -> Value {
    json!({"type": "text", "analyzer": "terms"})
}

/// The fields of words of a document.
pub(super) fn of_terms(terms: &Terms) -> [(&'static str, Value); 3] {
    [
        ("exact", json!(terms.exact)),
        ("stem", json!(terms.stem)),
        ("parts", json!(terms.parts)),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_template_names_its_version_and_takes_nothing_unnamed() {
        let layout = Layout {
            shards: 3,
            replicas: 1,
        };
        for part in Part::ALL {
            let template = part.template("remiss", layout);
            assert_eq!(template["version"], VERSION);
            let body = &template["template"];
            assert_eq!(body["mappings"]["dynamic"], "strict");
            assert_eq!(body["mappings"]["_meta"]["remiss"], VERSION);
        }
        let body = Part::Words.body(layout);
        assert_eq!(body["settings"]["number_of_shards"], 1);
    }
}
