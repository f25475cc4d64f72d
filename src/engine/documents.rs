//! A paper → the documents of the indices. Pure: the same paper, analyser and
//! version give the same bytes.
//!
//! A unit's document is named by its paper's content hash and its number there,
//! so that a document that is sent twice is there once. The first document of a
//! paper is the last that is sent of it: where it is, all of the paper is.

use super::mapping::{Part, of_terms};
use crate::archive::{PaperRow, UnitRow, as_indexed};
use crate::ledger::Ledger;
use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};

/// A document and the index it belongs in.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Doc {
    pub(super) part: Part,
    pub(super) id: String,
    pub(super) body: Value,
}

/// Letters of a content hash by which documents of a paper know each other.
const SHORT: usize = 20;

/// The name of a paper in the indices.
pub(super) fn short(sha256: &str) -> &str {
    sha256.get(..SHORT).unwrap_or(sha256)
}

/// The name of a unit.
pub(super) fn unit_id(of: &str, unit: usize) -> String {
    format!("{of}-{unit}")
}

/// The name of a further part of a long text.
pub(super) fn part_id(of: &str, part: usize) -> String {
    format!("{of}.{part}")
}

/// A number of 64 bits in an order of signed ones.
pub(super) fn signed(order: u64) -> i64 {
    (order ^ (1 << 63)).cast_signed()
}

/// All documents of a paper, its own last. `came`: the ingest it came with;
/// `check`: by what it is known that it has not changed.
pub(super) fn of_paper(row: &PaperRow, came: u64, check: &str) -> Vec<Doc> {
    let of = short(&row.sha256);
    let mut docs: Vec<Doc> = row
        .units
        .iter()
        .map(|unit| of_unit(unit, of, came))
        .collect();
    for (at, text) in row.parts.iter().enumerate().skip(1) {
        docs.push(Doc {
            part: Part::Papers,
            id: part_id(of, at),
            body: json!({"of": of, "part": at, "text": text}),
        });
    }
    let length = u32::try_from(row.terms.stems).unwrap_or(u32::MAX);
    let mut body = json!({
        "of": of, "sha256": row.sha256, "path": row.path, "kind": row.kinds,
        "told": row.told, "check": check, "units": row.units.len(), "came": came,
        "part": 0, "parts_of_text": row.parts.len(), "header": row.header,
        "text": row.parts.first(), "words": as_indexed(length),
    });
    for (name, value) in of_terms(&row.terms) {
        body[name] = value;
    }
    docs.push(Doc {
        part: Part::Papers,
        id: of.to_owned(),
        body,
    });
    docs
}

fn of_unit(row: &UnitRow, of: &str, came: u64) -> Doc {
    let mut body = json!({
        "id": row.id, "of": of, "unit": row.unit, "order": signed(row.order),
        "text": row.text, "words": row.words, "kind": row.kind, "party": row.parties,
        "came": came,
    });
    let known: Map<String, Value> = [
        (
            "respondent",
            row.respondent.as_ref().map(|name| json!(name)),
        ),
        ("date", row.date.map(|date| json!(date))),
        ("referral", row.referral.as_ref().map(|key| json!(key))),
    ]
    .into_iter()
    .filter_map(|(name, value)| Some((name.to_owned(), value?)))
    .collect();
    for (name, value) in known {
        body[name] = value;
    }
    for (name, value) in of_terms(&row.terms) {
        body[name] = value;
    }
    Doc {
        part: Part::Units,
        id: unit_id(of, row.unit),
        body,
    }
}

/// Longest document of words, in bytes.
const LONGEST: usize = 1 << 20;

/// A long text of lines as documents of words; what is asked for by `what` is
/// all of them in order.
pub(super) fn of_words(what: &str, text: &str) -> Vec<Doc> {
    let mut docs = Vec::new();
    let mut rest = text;
    loop {
        let mut end = rest.len().min(LONGEST);
        while !rest.is_char_boundary(end) {
            end -= 1;
        }
        let (part, after) = rest.split_at(end);
        docs.push(Doc {
            part: Part::Words,
            id: format!("{what}.{}", docs.len()),
            body: json!({"what": what, "part": docs.len(), "text": part}),
        });
        rest = after;
        if rest.is_empty() {
            return docs;
        }
    }
}

/// The rows of a ledger.
pub(super) fn of_ledger(ledger: &Ledger) -> Vec<Doc> {
    let referral = ledger.referral.key();
    let rows = ledger.entries.iter().map(|entry| {
        let mut body = json!({
            "referral": ledger.referral.title, "respondent": entry.respondent,
            "status": entry.status.name(), "asked": entry.asked,
        });
        if let Some(via) = &entry.via {
            body["via"] = json!(via);
        }
        if let Some(place) = &entry.place {
            let [first, last] = place.lines.range();
            body["document"] = json!(place.document.as_str());
            (body["first_line"], body["last_line"]) = (json!(first), json!(last));
        }
        let id = Sha256::digest(format!("{referral}\n{}", entry.respondent));
        let id: String = id
            .iter()
            .take(10)
            .map(|byte| format!("{byte:02x}"))
            .collect();
        Doc {
            part: Part::Ledger,
            id,
            body,
        }
    });
    rows.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analyse::Analyser;
    use crate::document::Document;
    use crate::paper::Paper;

    fn docs() -> Vec<Doc> {
        let text = "Protokoll 3/2024\nfört vid Kulturnämndens sammanträde den 7 maj 2024\n\n\
             § 4 Remiss av program för läsning\n\nBeslut\n\nNämnden tillstyrker förslaget.\n";
        let paper = Paper::read(Document::from_text("a.txt", text));
        let row = PaperRow::of(&paper, &Analyser::default()).unwrap();
        of_paper(&row, 3, "x")
    }

    #[test]
    fn a_unit_is_a_document_and_its_paper_comes_last() {
        let docs = docs();
        assert_eq!(docs[0].part, Part::Units);
        assert_eq!(docs[0].body["respondent"], "Kulturnämnden");
        assert_eq!(docs[0].body["came"], 3);
        let last = docs.last().unwrap();
        assert_eq!((last.part, last.id.len()), (Part::Papers, SHORT));
        assert_eq!(last.body["units"], docs.len() - 1);
        assert_eq!(docs, self::docs());
    }

    #[test]
    fn order_is_kept_by_signed_numbers() {
        assert!(signed(0) < signed(1) && signed(1) < signed(u64::MAX));
    }

    #[test]
    fn long_lists_of_words_are_parted_between_letters() {
        let text = format!("x{}", "å".repeat(LONGEST));
        let docs = of_words("words", &text);
        assert_eq!(docs.len(), 3);
        let joined: String = docs
            .iter()
            .filter_map(|doc| doc.body["text"].as_str())
            .collect();
        assert_eq!(joined, text);
    }
}
