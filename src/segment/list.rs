//! A list that somebody keeps → who was asked, until when, and who answered.
//!
//! The rows are read by [`crate::known::listed`]; what they say of single
//! papers is put in force there, not here.

use crate::document::{Document, DocumentKind};
use crate::known::listed::{self, ASKED, REGISTER, Row};
use crate::known::{Field, last_days, normal, referral};
use crate::unit::{Fact, Head, LedgerFact, Note, Segmentation};
use std::collections::BTreeSet;

/// What a list tells; `None` if the document is none.
pub(super) fn read(document: &Document) -> Option<Segmentation> {
    let asked = match document.encoding.as_str() {
        REGISTER => false,
        ASKED => true,
        _ => return None,
    };
    let list = listed::read(&document.text).unwrap_or_default();
    let mut found = Segmentation {
        kind: DocumentKind::Forteckning,
        head: Head::default(),
        referrals: Vec::new(),
        units: Vec::new(),
        twins: Vec::new(),
        facts: Vec::new(),
        central: Vec::new(),
        present: Vec::new(),
        notes: Vec::new(),
        columns: Vec::new(),
    };
    let notes = list.problems.into_iter();
    found.notes = notes.map(|(line, text)| Note { line, text }).collect();
    for row in &list.rows {
        let at = row.referral.as_deref().map(|words| {
            let named = referral(words);
            let known = found.referrals.iter().position(|one| *one == named);
            known.unwrap_or_else(|| {
                found.referrals.push(named);
                found.referrals.len() - 1
            })
        });
        facts(row, at, asked, document, &mut found.facts);
    }
    parts_of_all(&list.rows, document, &mut found.facts);
    found.head.referral = (!found.referrals.is_empty()).then_some(0);
    last_days(&mut found.referrals, &found.facts);
    Some(found)
}

/// A part that has a last day of its own has it for everybody who was asked; who
/// has another for it has that one.
fn parts_of_all(rows: &[Row], document: &Document, facts: &mut Vec<LedgerFact>) {
    let asked = facts.iter().filter(|fact| fact.fact == Fact::Asked);
    let asked: Vec<LedgerFact> = asked.cloned().collect();
    for row in rows.iter().filter(|row| row.is_of_part()) {
        let Some(span) = document.index.span_of_line(row.line) else {
            continue;
        };
        let mut told = BTreeSet::new();
        for one in &asked {
            if told.insert((&one.respondent, one.referral)) {
                facts.push(LedgerFact {
                    day: row.answer_by.clone(),
                    part: row.part.clone(),
                    span,
                    ..one.clone()
                });
            }
        }
    }
}

/// What a row tells of its respondent.
fn facts(
    row: &Row,
    referral: Option<usize>,
    asked: bool,
    document: &Document,
    facts: &mut Vec<LedgerFact>,
) {
    let (Some(name), Some(span)) = (row.respondent(), document.index.span_of_line(row.line)) else {
        return;
    };
    let came = row.says.get(&Field::Received);
    let answered = !asked && (row.file.is_some() || came.or(row.says.get(&Field::Date)).is_some());
    let mut fact = |fact, day: Option<&String>| {
        facts.push(LedgerFact {
            respondent: normal(name),
            spelling: name.to_owned(),
            fact,
            via: None,
            referral,
            day: day.cloned(),
            part: row.part.clone().filter(|_| fact == Fact::Asked),
            span,
        });
    };
    if asked || row.asked || !answered || row.answer_by.is_some() {
        fact(Fact::Asked, row.answer_by.as_ref());
    }
    if answered {
        fact(Fact::Answered, came);
    }
}
