//! The proposals in the referral's order: a paragraph a verdict with the names
//! of those who say so, then what is asked, by whom it is asked of; a part
//! closes with how many say nothing of it. Every number is counted.

use super::super::headings::{self, Heading};
use super::super::{Asking, By, Material, Said};
use super::phrases::{asked_by, goes_on, item, listed, memo, number, some};
use super::row::once;
use super::{beside, head};
use crate::alphabet::compare;
use crate::docx::{Document, Inline, Section, Style};
use crate::lang::Words;
use crate::ledger::Status;
use crate::position::{Addressee, Area, AreaKind, Position, Verdict};
use crate::text::capitalised;
use crate::unit::UnitKind;
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
    beside::unread(&mut section, material, words, 1);
    super::document_of(material, words, vec![section])
}

/// Own asks by area. One that is filed under the whole stands with the part
/// that its place in the answer tells.
fn by_part(material: &Material) -> BTreeMap<&str, Vec<&Asking>> {
    let mut parts: BTreeMap<&str, Vec<&Asking>> = BTreeMap::new();
    let own = material
        .asks
        .iter()
        .filter(|ask| ask.kind == UnitKind::Yttrande);
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

/// The part that the label of its paragraph names, or of which the same answer
/// spoke just before under the same heading, or that the heading names. Behind a
/// heading that names none nothing is known.
fn near<'m>(material: &'m Material, ask: &Asking) -> Option<&'m str> {
    let filed = material.filed(Some(&ask.unit), &ask.document)?;
    let [label, above] =
        [headings::label, headings::above].map(|find| find(&filed.paper, ask.lines.first));
    let named = |heading: Option<Heading<'_>>| {
        let mut areas = material.areas.iter();
        let part = areas.find(|area| {
            area.kind == AreaKind::Proposal
                && heading.is_some_and(|one| headings::names(one.text, area))
        });
        part.map(|area| area.id.as_str())
    };
    if let Some(part) = named(label) {
        return Some(part);
    }
    let opens = [label, above].into_iter().flatten().map(|one| one.line);
    let from = opens.max().unwrap_or(0);
    let rows = material
        .positions
        .iter()
        .filter(|row| row.unit == ask.unit && row.area_kind == AreaKind::Proposal);
    let said = rows.flat_map(|row| row.evidence.iter().map(move |one| (one.lines, row)));
    let before = said.filter(|(lines, _)| (from..=ask.lines.last).contains(&lines.first));
    let last = before.max_by_key(|(lines, _)| (lines.first, lines.last));
    let last = last.filter(|(lines, _)| ask.lines.first.saturating_sub(lines.last) <= NEAR);
    let unlabelled = || named(above).filter(|_| label.is_none());
    last.map(|(_, row)| row.area.as_str()).or_else(unlabelled)
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
    let (mut said, abstaining) = (material.said_of(&area.id), abstaining(material));
    let mut abstain: Vec<&Position> = Vec::new();
    for rows in said.values_mut() {
        let silent = |row: &mut &Position| abstaining.contains(row.respondent.as_str());
        abstain.extend(rows.extract_if(.., silent));
    }
    said.retain(|_, rows| !rows.is_empty());
    let rows = said.values().flatten();
    let different: BTreeSet<&str> = rows.map(|row| row.respondent.as_str()).collect();
    let asking = asks.iter().map(|ask| ask.respondent.as_str());
    let speaking: BTreeSet<&str> = different.iter().copied().chain(asking).collect();
    let whole = area.kind == AreaKind::Whole;
    for (said, rows) in &said {
        let names: Vec<&str> = rows.iter().map(|row| row.respondent.as_str()).collect();
        let told = told(words, *said, &names, speaking.len(), (whole, all_names));
        with_sources(section, material, words, (told, &rows[..]));
    }
    let all: usize = said.values().map(Vec::len).sum();
    if all > different.len() {
        section.plain(
            Style::Body,
            words.count("doc-in-two", all - different.len()),
        );
    }
    // Who abstains has no view of the proposal, and is not among those counted.
    if !abstain.is_empty() {
        let names: Vec<&str> = abstain.iter().map(|row| row.respondent.as_str()).collect();
        let says = goes_on(words, Said::Verdict(Verdict::Avstar), names.len());
        let told = format!("{} {says}.", listed(words, &names));
        with_sources(section, material, words, (told, &abstain[..]));
    }
    reservations(section, material, words, &said, asks);
    by_addressee(section, material, words, asks);
    beside::of_area(section, material, words, (area, 2));
    closing(section, material, words, &speaking, whole);
}

/// Who abstained, as a whole.
fn abstaining(material: &Material) -> BTreeSet<&str> {
    let entries = material.ledger.entries.iter();
    let abstained = entries.filter(|entry| entry.status == Status::Abstained);
    abstained.map(|entry| entry.respondent.as_str()).collect()
}

/// What is told of some positions, their places in a note.
fn with_sources(
    section: &mut Section,
    material: &Material,
    words: &Words,
    (told, rows): (String, &[&Position]),
) {
    let sources = rows.iter().filter_map(|row| {
        let evidence = row.evidence.first()?;
        let by = (By::Unit(&row.unit), &row.document);
        Some(memo(material, words, by, evidence.lines))
    });
    let sources: Vec<String> = sources.collect();
    let mut content = vec![Inline::Text(told)];
    if !sources.is_empty() {
        content.push(Inline::Note(sources.join("; ")));
    }
    section.paragraph(Style::Body, content);
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
            let place = memo(
                material,
                words,
                (By::Unit(&row.unit), &row.document),
                turn.lines,
            );
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
        let asks = once(asks.into_iter());
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
            let content = asked_by(material, words, ask, &ask.respondent);
            section.paragraph(Style::Item, content);
        }
    }
}

/// How many who answered say nothing of the part, and who. Who stands behind the
/// proposal without a text says so of the whole.
fn closing(
    section: &mut Section,
    material: &Material,
    words: &Words,
    speaking: &BTreeSet<&str>,
    whole: bool,
) {
    let mut supports: Vec<&str> = Vec::new();
    let mut silent: Vec<&str> = Vec::new();
    let mut answered = 0;
    for entry in &material.ledger.entries {
        let name = entry.respondent.as_str();
        match entry.status {
            status if !status.has_answered() => continue,
            _ if speaking.contains(name) => {}
            Status::SupportsWithoutText if whole => supports.push(name),
            _ => silent.push(name),
        }
        answered += 1;
    }
    if !supports.is_empty() {
        let given = [("names", listed(words, &supports).into())];
        section.plain(Style::Body, words.with("supports-only", &given));
    }
    silent.sort_unstable_by(|a, b| compare(a, b));
    let part = words.say(if whole { "doc-of-whole" } else { "doc-of-part" });
    let given = [
        ("n", silent.len().into()),
        ("count", number(words, silent.len()).into()),
        ("all", number(words, answered).into()),
        ("names", listed(words, &silent).into()),
        ("part", part.into_owned().into()),
    ];
    let key = match silent.is_empty() {
        true if answered == 0 || !supports.is_empty() => return,
        true => "doc-silent-none",
        false => "doc-silent",
    };
    section.plain(Style::Body, capitalised(&words.with(key, &given)));
}
