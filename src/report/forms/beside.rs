//! What stands beside the answers: what parties and councils say of an area, whom
//! they join, what they ask; and statements in which no position was read.

use super::super::{Asking, By, Material, Said};
use super::phrases::{asked_by, head as head_of, item, memo, quoted};
use super::row::once;
use crate::docx::{Inline, Section, Style};
use crate::lang::Words;
use crate::position::{Area, Position};
use crate::render::signer_list;
use crate::unit::{Signer, UnitKind};
use std::collections::BTreeSet;

/// What is said of one area beside the answers, under a heading of some level.
pub(super) fn of_area(
    section: &mut Section,
    material: &Material,
    words: &Words,
    (area, level): (&Area, u8),
) {
    let rows = material.positions.iter();
    let rows = rows.filter(|row| row.area == area.id && !row.is_answer());
    let (joined, own): (Vec<&Position>, Vec<&Position>) = rows.partition(|row| row.inherited);
    let asks = material.asks.iter();
    let asks = asks.filter(|ask| ask.areas.contains(&area.id) && ask.kind != UnitKind::Yttrande);
    // What decides is quoted with the position.
    let told = |ask: &&Asking| {
        let mut rows = own.iter().filter(|row| row.unit == ask.unit);
        let says = |row: &&Position| {
            row.evidence
                .first()
                .map(|one| one.quote.contains(&ask.quote))
        };
        rows.any(|row| says(row) == Some(true))
    };
    let asks = once(asks.filter(|ask| !told(ask)));
    let named = |row: &Position| {
        let who = who(words, &row.respondent, row.kind, &row.signers);
        format!("{who}, {}", head_of(words, Said::of(row)).to_lowercase())
    };
    let said = in_every_place(material, words, &own, named);
    let mut joining: Vec<String> = Vec::new();
    for name in joined.iter().map(|row| named(row)) {
        if !joining.contains(&name) {
            joining.push(name);
        }
    }
    let all = said.len() + joining.len();
    if all + asks.len() == 0 {
        return;
    }
    section.heading(level, format!("{} ({all})", words.say("doc-beside")));
    for content in said {
        section.paragraph(Style::Item, content);
    }
    for ask in asks {
        let who = who(words, &ask.respondent, ask.kind, &ask.signers);
        section.paragraph(Style::Item, asked_by(material, words, ask, &who));
    }
    if !joining.is_empty() {
        let given = [("names", joining.join("; ").into())];
        section.plain(Style::Body, words.with("doc-joining", &given));
    }
}

/// The sentences that decide, each told once with its places: a statement is
/// printed with the minutes and again in the report.
fn in_every_place(
    material: &Material,
    words: &Words,
    own: &[&Position],
    named: impl Fn(&Position) -> String,
) -> Vec<Vec<Inline>> {
    let mut told: Vec<(String, Option<&str>, Vec<String>)> = Vec::new();
    for row in own {
        let (who, evidence) = (named(row), row.evidence.first());
        let quote = evidence.map(|one| one.quote.trim());
        let by = (By::Unit(&row.unit), &row.document);
        let place = evidence.map(|one| memo(material, words, by, one.lines));
        match told.iter_mut().find(|one| one.0 == who && one.1 == quote) {
            Some((_, _, places)) => places.extend(place),
            None => told.push((who, quote, place.into_iter().collect())),
        }
    }
    let told = told.into_iter();
    told.map(|(who, quote, places)| match quote {
        Some(quote) => item(&who, &quoted(quote), places.join("; ")),
        None => vec![Inline::Strong(format!("{who}: "))],
    })
    .collect()
}

/// Statements in which no position was read: they are there, whatever they say.
pub(super) fn unread(section: &mut Section, material: &Material, words: &Words, level: u8) {
    let all = material.unread();
    if all.is_empty() {
        return;
    }
    section.heading(level, words.say("unread-statements"));
    for (filed, id, unit) in all {
        let name = unit.respondent.as_deref().unwrap_or_default();
        let document = &filed.paper.document;
        let lines = document.index.cite(unit.span);
        let place = memo(material, words, (By::Unit(id), &document.name), lines);
        let kind = words.named("unit", unit.kind.name());
        let told = format!("{kind} {}", signer_list(&unit.signers));
        section.paragraph(Style::Item, item(name, &told, place));
    }
}

/// "Kulturnämnden (reservation S, V)"
fn who(words: &Words, respondent: &str, kind: UnitKind, signers: &[Signer]) -> String {
    let parties = signers.iter().map(|one| one.party.as_str());
    let parties: BTreeSet<&str> = parties.filter(|party| !party.is_empty()).collect();
    let parties: Vec<&str> = parties.into_iter().collect();
    let kind = words.named("unit", kind.name());
    match parties.is_empty() {
        true => format!("{respondent} ({kind})"),
        false => format!("{respondent} ({kind} {})", parties.join(", ")),
    }
}

/// A sentence that decides, by whom, with its place in a note.
pub(super) fn said_by(
    material: &Material,
    words: &Words,
    row: &Position,
    who: &str,
) -> Vec<Inline> {
    match row.evidence.first() {
        Some(evidence) => {
            let by = (By::Unit(&row.unit), &row.document);
            let place = memo(material, words, by, evidence.lines);
            item(who, &quoted(&evidence.quote), place)
        }
        None => vec![Inline::Strong(format!("{who}: "))],
    }
}
