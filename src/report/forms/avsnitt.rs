//! The proposals in the referral's order: a paragraph a verdict with the names
//! of those who say so, then what is asked, by whom it is asked of; a part
//! closes with how many say nothing of it. Every number is counted.

use super::super::{Asking, Material, Said};
use super::head;
use super::phrases::{goes_on, item, listed, memo, number, some};
use crate::alphabet::compare;
use crate::docx::{Document, Inline, Section, Style};
use crate::lang::Words;
use crate::position::{Addressee, Area, AreaKind, Position};
use crate::text::capitalised;
use std::collections::{BTreeMap, BTreeSet};

/// Lines behind a part's own sentence within which an ask is taken to be on it.
const NEAR: u32 = 12;

/// The whole document.
pub(super) fn document(material: &Material, words: &Words, all_names: bool) -> Document {
    let mut section = Section::default();
    head(&mut section, material, words);
    section.plain(Style::Small, words.say("doc-how-parts"));
    let asks = by_part(material);
    for area in &material.areas {
        let none = Vec::new();
        let asks = asks.get(area.id.as_str()).unwrap_or(&none);
        part(&mut section, material, words, area, asks, all_names);
    }
    super::document_of(material, words, vec![section])
}

/// Own asks by area. One that is filed under the whole stands with the part of
/// which the same answer speaks just before.
fn by_part(material: &Material) -> BTreeMap<&str, Vec<&Asking>> {
    let mut parts: BTreeMap<&str, Vec<&Asking>> = BTreeMap::new();
    let own = material.asks.iter().filter(|ask| !ask.kind.is_statement());
    for ask in own {
        let whole = |area: &&Area| area.kind == AreaKind::Whole && ask.areas.contains(&area.id);
        let only_whole = ask.areas.len() == 1 && material.areas.iter().any(|area| whole(&area));
        match only_whole.then(|| near(material, ask)).flatten() {
            Some(part) => parts.entry(part).or_default().push(ask),
            None => {
                for area in &ask.areas {
                    parts.entry(area).or_default().push(ask);
                }
            }
        }
    }
    parts
}

/// The part that the same text spoke of last, if that is not far away.
fn near<'m>(material: &'m Material, ask: &Asking) -> Option<&'m str> {
    let rows = material
        .positions
        .iter()
        .filter(|row| row.unit == ask.unit && row.area_kind == AreaKind::Proposal);
    let said = rows.flat_map(|row| row.evidence.iter().map(move |one| (one.lines, row)));
    let before = said.filter(|(lines, _)| lines.first <= ask.lines.last);
    let (lines, row) = before.max_by_key(|(lines, _)| (lines.first, lines.last))?;
    (ask.lines.first.saturating_sub(lines.last) <= NEAR).then_some(row.area.as_str())
}

fn part(
    section: &mut Section,
    material: &Material,
    words: &Words,
    area: &Area,
    asks: &[&Asking],
    all_names: bool,
) {
    section.heading(1, area.title());
    let said = material.said_of(&area.id);
    let rows = said.values().flatten();
    let different: BTreeSet<&str> = rows.map(|row| row.respondent.as_str()).collect();
    let asking = asks.iter().map(|ask| ask.respondent.as_str());
    let speaking: BTreeSet<&str> = different.iter().copied().chain(asking).collect();
    let whole = area.kind == AreaKind::Whole;
    for (said, rows) in &said {
        let names: Vec<&str> = rows.iter().map(|row| row.respondent.as_str()).collect();
        let told = told(words, *said, &names, speaking.len(), (whole, all_names));
        let sources = rows.iter().filter_map(|row| {
            let evidence = row.evidence.first()?;
            Some(memo(material, words, &row.document, evidence.lines))
        });
        let sources: Vec<String> = sources.collect();
        section.paragraph(
            Style::Body,
            vec![Inline::Text(told), Inline::Note(sources.join("; "))],
        );
    }
    let all: usize = said.values().map(Vec::len).sum();
    if all > different.len() {
        section.plain(
            Style::Body,
            words.count("doc-in-two", all - different.len()),
        );
    }
    reservations(section, material, words, &said, asks);
    by_addressee(section, material, words, asks);
    closing(section, material, words, &speaking, whole);
}

/// "Flertalet av de 22 som yttrar sig i denna del, bl.a. A, B och C, tillstyrker
/// förslaget."
fn told(
    words: &Words,
    said: Said,
    names: &[&str],
    speaking: usize,
    (whole, all_names): (bool, bool),
) -> String {
    let listed = some(words, names, all_names);
    let key = match names.len() {
        2 if speaking == 2 => "doc-told-both",
        n if n == speaking && n > 1 => "doc-told-all",
        1 => "doc-told-one",
        n if 2 * n > speaking => "doc-told-most",
        _ => "doc-told-some",
    };
    let where_ = words.say(if whole { "doc-of-whole" } else { "doc-of-part" });
    let given = [
        ("count", number(words, names.len()).into()),
        ("n", names.len().into()),
        ("all", number(words, speaking).into()),
        ("part", where_.into_owned().into()),
        ("names", listed.into()),
        ("says", goes_on(words, said, names.len()).into()),
    ];
    capitalised(&words.with(key, &given))
}

/// The strongest condition or turn of each who has one, in its whole sentence,
/// unless that sentence is told as an ask.
fn reservations(
    section: &mut Section,
    material: &Material,
    words: &Words,
    said: &BTreeMap<Said, Vec<&Position>>,
    asks: &[&Asking],
) {
    let mut told: Vec<(&Position, &str)> = Vec::new();
    for row in said.values().flatten() {
        let Some(turn) = row.reservation.as_ref() else {
            continue;
        };
        let asked = asks
            .iter()
            .any(|ask| ask.respondent == row.respondent && ask.quote.contains(turn.quote.trim()));
        let whole = row
            .evidence
            .iter()
            .map(|one| one.quote.as_str())
            .find(|quote| quote.contains(turn.quote.trim()));
        if !asked {
            told.push((row, whole.unwrap_or(&turn.quote)));
        }
    }
    if told.is_empty() {
        return;
    }
    section.heading(2, words.say("doc-reservations"));
    for (row, quote) in told {
        if let Some(turn) = &row.reservation {
            let place = memo(material, words, &row.document, turn.lines);
            section.paragraph(Style::Item, item(&row.respondent, quote, place));
        }
    }
}

/// What is asked, by whom it is asked of.
fn by_addressee(section: &mut Section, material: &Material, words: &Words, asks: &[&Asking]) {
    let mut groups: BTreeMap<(bool, Addressee), Vec<&Asking>> = BTreeMap::new();
    for ask in asks {
        // A sentence that asks and objects is told as what it asks.
        let same = |other: &&&Asking| {
            other.respondent == ask.respondent && other.quote.trim() == ask.quote.trim()
        };
        if ask.is_objection && asks.iter().any(|other| !other.is_objection && same(&other)) {
            continue;
        }
        let group = groups.entry((ask.is_objection, ask.addressee)).or_default();
        group.push(ask);
    }
    for ((objects, addressee), asks) in groups {
        let who: BTreeSet<&str> = asks.iter().map(|ask| ask.respondent.as_str()).collect();
        let key = match objects {
            true => "doc-objected",
            false => match addressee {
                Addressee::Proposal => "doc-asked-proposal",
                Addressee::Sender => "doc-asked-sender",
                Addressee::Owner => "doc-asked-owner",
                Addressee::Other => "doc-asked-other",
            },
        };
        let given = [("n", who.len().into())];
        section.heading(2, words.with(key, &given));
        for ask in asks {
            let place = memo(material, words, &ask.document, ask.lines);
            section.paragraph(Style::Item, item(&ask.respondent, &ask.quote, place));
        }
    }
}

/// How many who answered say nothing of the part, and who.
fn closing(
    section: &mut Section,
    material: &Material,
    words: &Words,
    speaking: &BTreeSet<&str>,
    whole: bool,
) {
    let entries = material.ledger.entries.iter();
    let answered: BTreeSet<&str> = entries
        .filter(|entry| entry.status.has_answered())
        .map(|entry| entry.respondent.as_str())
        .chain(speaking.iter().copied())
        .collect();
    let mut silent: Vec<&str> = answered
        .iter()
        .copied()
        .filter(|name| !speaking.contains(name))
        .collect();
    silent.sort_by(|a, b| compare(a, b));
    let part = words.say(if whole { "doc-of-whole" } else { "doc-of-part" });
    let given = [
        ("n", silent.len().into()),
        ("count", number(words, silent.len()).into()),
        ("all", number(words, answered.len()).into()),
        ("names", listed(words, &silent).into()),
        ("part", part.into_owned().into()),
    ];
    let key = match silent.is_empty() {
        true => "doc-silent-none",
        false => "doc-silent",
    };
    section.plain(Style::Body, capitalised(&words.with(key, &given)));
}
