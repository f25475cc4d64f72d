//! What persons have judged, a row each.

use super::Rows;
use crate::known::Field;
use crate::known::judgement::{Judged, Judgements, Part};
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeMap;
use std::io;

#[derive(Serialize, JsonSchema)]
pub(super) struct JudgementJson<'a> {
    id: &'a str,
    document: &'a str,
    line: Option<u32>,
    unit: Option<&'a str>,
    set: BTreeMap<&'a str, &'a str>,
    /// What was read of the paper was found right.
    confirmed: bool,
    decides: bool,
    by: &'a str,
    on: &'a str,
    note: &'a str,
    undone_by: Option<&'a str>,
    undone_on: Option<&'a str>,
}

/// All judgements.
pub fn judgements(all: &Judgements, rows: &mut Rows<'_>) -> io::Result<()> {
    for entry in &all.entries {
        let undone = entry.undone.as_ref();
        let (by, on) = entry.by_on();
        let confirmed = matches!(&entry.judged, Judged::Paper(one) if one.set.is_empty());
        let (document, line, unit, set, decides, note) = match &entry.judged {
            Judged::Paper(one) => {
                let set = one.set.iter();
                let set = set.map(|(field, value)| (Field::name(*field), value.as_str()));
                (
                    &one.document,
                    one.line,
                    None,
                    set.collect(),
                    one.decides,
                    &one.note,
                )
            }
            Judged::Stance(one) => {
                let set = [
                    ("focus", &*one.focus_area),
                    ("stance", &*one.stance),
                    ("verdict", &*one.verdict),
                ];
                let set = set.into_iter().filter(|(_, value)| !value.is_empty());
                let unit = Some(one.unit.as_str());
                (
                    &one.document,
                    None,
                    unit,
                    set.collect(),
                    one.decides,
                    &one.note,
                )
            }
            Judged::Ask(one) => {
                let set = one.says().filter(|(part, _)| *part != Part::Asks);
                let set = set.map(|(part, value)| (part.name(), value));
                let ask = if one.asks { "ask" } else { "not_ask" };
                let set = set.chain([(ask, one.quote.as_str())]);
                let unit = Some(one.unit.as_str());
                let set = set.collect();
                (&one.document, None, unit, set, one.decides, &one.note)
            }
        };
        rows.push(&JudgementJson {
            id: &entry.id,
            document,
            line,
            unit,
            set,
            confirmed,
            decides,
            by,
            on,
            note,
            undone_by: undone.map(|undone| undone.by.as_str()),
            undone_on: undone.map(|undone| undone.on.as_str()),
        })?;
    }
    Ok(())
}
