//! A city's report: what was proposed and who was asked, a draft paragraph on
//! each answer, then the answers as they were decided and given, and an annex
//! with the statements of parties. It is laid out as such reports are, so that
//! reading it gives the same units.

use super::super::{Material, Respondent};
use super::document_of;
use super::draft::{draft, introduces};
use super::phrases::listed;
use super::texts::{Text, Texts};
use crate::analyse::Analyser;
use crate::authority::genitive;
use crate::docx::{Document, Inline, Section, Style};
use crate::lang::Words;
use crate::ledger::Status;
use crate::position::AreaKind;
use crate::text::capitalised;
use crate::unit::{Signer, UnitKind};

/// The whole document.
pub(super) fn document(material: &Material, words: &Words, analyser: &Analyser) -> Document {
    let texts = Texts::of(material);
    let mut section = Section::default();
    let number = material.referral.diarienummer.as_deref().unwrap_or("");
    let given = [("number", number.to_owned().into())];
    let key = match number.is_empty() {
        true => "doc-report",
        false => "doc-report-of",
    };
    section.plain(Style::Body, words.with(key, &given));
    section.plain(Style::Title, material.referral.title.as_str());
    section.heading(1, words.say("doc-preparation"));
    prepared(&mut section, material, words);
    let answering: Vec<&Respondent> = material
        .respondents
        .iter()
        .filter(|one| texts.all(&one.name, is_answer).next().is_some())
        .collect();
    let (councils, answering): (Vec<&Respondent>, Vec<&Respondent>) = answering
        .iter()
        .partition(|one| answering.iter().any(|board| is_council_of(one, board)));
    for one in &answering {
        if let Some(text) = texts.once(&one.name, is_yttrande).first() {
            let intro = intro(text);
            let said = draft(
                &one.name,
                decides(material, one),
                (&text.text, &intro),
                analyser,
            );
            let said = match said.starts_with(&one.name) {
                true => said,
                false => format!("{}: {said}", one.name),
            };
            section.paragraph(
                Style::Body,
                vec![
                    Inline::Strong(format!("{} ", words.say("doc-draft"))),
                    Inline::Text(said),
                ],
            );
        }
    }
    section.heading(1, words.say("doc-compilation"));
    for one in &answering {
        answer(&mut section, words, &texts, one);
        for council in councils.iter().filter(|other| is_council_of(other, one)) {
            views(&mut section, words, &texts, council);
        }
    }
    annex(&mut section, material, words, &texts);
    document_of(material, words, vec![section])
}

/// The sentence by which it stands where it stands on the whole.
fn decides<'m>(material: &'m Material, one: &Respondent) -> Option<&'m str> {
    let rows = one.rows.iter().map(|at| &material.positions[*at]);
    let mut whole = rows.filter(|row| row.area_kind == AreaKind::Whole);
    Some(whole.next()?.evidence.first()?.quote.as_str())
}

/// Who was asked, and who did not answer, in a sentence that says so.
fn prepared(section: &mut Section, material: &Material, words: &Words) {
    let entries = || material.ledger.entries.iter();
    let asked: Vec<&str> = entries()
        .filter(|entry| entry.asked && entry.via.is_none())
        .map(|entry| entry.respondent.as_str())
        .collect();
    if !asked.is_empty() {
        let given = [("names", listed(words, &asked).into())];
        section.plain(Style::Body, words.with("doc-sent-to", &given));
    }
    for (key, status) in [
        ("doc-has-abstained", Status::Abstained),
        ("doc-only-supports", Status::SupportsWithoutText),
    ] {
        for entry in entries().filter(|entry| entry.status == status) {
            let given = [("name", entry.respondent.clone().into())];
            section.plain(Style::Body, words.with(key, &given));
        }
    }
}

/// Heading, decision and day, who made statements, the answer.
fn answer(section: &mut Section, words: &Words, texts: &Texts<'_>, one: &Respondent) {
    section.heading(2, one.name.as_str());
    for decision in texts.once(&one.name, |kind| kind == UnitKind::Beslut) {
        let day = decision.unit.date.as_deref();
        let given = [
            ("name", one.name.clone().into()),
            (
                "day",
                day.map(|day| in_words(words, day))
                    .unwrap_or_default()
                    .into(),
            ),
        ];
        let key = match day {
            Some(_) => "doc-decided-on",
            None => "doc-decided",
        };
        section.plain(Style::Body, words.with(key, &given));
        running(section, &decision.text);
    }
    for statement in statements(texts, &one.name) {
        if let Some(line) = made_by(words, statement, "doc-made-annex") {
            section.plain(Style::Body, line);
        }
    }
    for text in texts.once(&one.name, is_yttrande) {
        let line = match intro(text) {
            line if introduces(&line) => line,
            _ => introduced(words, &one.name, text.day()),
        };
        section.plain(Style::Body, line);
        running(section, &text.text);
    }
    views(section, words, texts, one);
}

/// What an advisory council says.
fn views(section: &mut Section, words: &Words, texts: &Texts<'_>, one: &Respondent) {
    for text in texts.once(&one.name, |kind| kind == UnitKind::Radsyttrande) {
        let line = match intro(text) {
            line if introduces(&line) => line,
            _ => introduced(words, &one.name, text.day()),
        };
        section.plain(Style::Body, line);
        running(section, &text.text);
    }
}

/// "Äldrenämndens pensionärsråd" speaks under Äldrenämnden, "Hamnstadens
/// pensionärsråd" under Hamnstadens stadsdelsnämnd: it is no board of its own.
fn is_council_of(council: &Respondent, board: &Respondent) -> bool {
    let first = |name: &str| name.split(' ').next().unwrap_or("").to_owned();
    let board_speaks = !board.rows.is_empty() || board.entry.is_some();
    let own = !council.rows.is_empty() || council.entry.is_some();
    let names = [genitive(&board.name), first(&board.name)];
    !own && board_speaks && names.contains(&first(&council.name))
}

/// The words that introduce a unit where it stands, on one line.
fn intro(text: &Text<'_>) -> String {
    let document = &text.filed.paper.document;
    let words = text.unit.intro.map_or("", |span| document.slice(span));
    let words = words.split_whitespace().collect::<Vec<&str>>().join(" ");
    words.trim_matches(['#', '*', ' ']).to_owned()
}

fn introduced(words: &Words, name: &str, day: Option<&str>) -> String {
    let given = [
        ("name", genitive(name).into()),
        (
            "day",
            day.map(|day| in_words(words, day))
                .unwrap_or_default()
                .into(),
        ),
    ];
    let key = match day {
        Some(_) => "doc-answer-dated",
        None => "doc-answer-undated",
    };
    words.with(key, &given).into_owned()
}

/// "2024-11-26" → "26 november 2024".
fn in_words(words: &Words, day: &str) -> String {
    let mut parts = day.split('-');
    let (Some(year), Some(month), Some(date)) = (parts.next(), parts.next(), parts.next()) else {
        return day.to_owned();
    };
    match words.named("doc-month", month) {
        name if name == month => day.to_owned(),
        name => format!("{} {name} {year}", date.trim_start_matches('0')),
    }
}

/// Paragraphs as they stand; headings among them one level below the name.
fn running(section: &mut Section, text: &str) {
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        match line.strip_prefix('#') {
            Some(heading) => section.heading(3, heading.trim_start_matches(['#', ' '])),
            None => match line.strip_prefix(['•', '–', '-']) {
                Some(item) if item.starts_with(' ') => section.plain(Style::Item, item.trim()),
                _ => section.plain(Style::Body, line),
            },
        }
    }
}

fn statements<'t, 'm>(texts: &'t Texts<'m>, name: &str) -> Vec<&'t Text<'m>> {
    texts.once(name, UnitKind::is_statement)
}

fn is_yttrande(kind: UnitKind) -> bool {
    kind == UnitKind::Yttrande
}

/// What is printed of a respondent itself, not of a party in it.
fn is_answer(kind: UnitKind) -> bool {
    matches!(
        kind,
        UnitKind::Yttrande | UnitKind::Beslut | UnitKind::Radsyttrande
    )
}

/// "Särskilt uttalande gjordes av Anna Ek m.fl. (S), bilaga 1."
fn made_by(words: &Words, text: &Text<'_>, key: &'static str) -> Option<String> {
    let signers: Vec<String> = text.unit.signers.iter().map(Signer::to_string).collect();
    if signers.is_empty() {
        return None;
    }
    let kind = words.named("unit", text.unit.kind.name());
    let given = [
        ("kind", capitalised(&kind).into()),
        ("names", listed(words, &signers).into()),
    ];
    Some(words.with(key, &given).into_owned())
}

/// The statements of parties, board by board.
fn annex(section: &mut Section, material: &Material, words: &Words, texts: &Texts<'_>) {
    let mut opened = false;
    for one in &material.respondents {
        let mut named = false;
        for statement in statements(texts, &one.name) {
            if !opened {
                section.heading(1, words.say("doc-annex"));
                section.plain(Style::Body, words.say("doc-annex-title"));
                opened = true;
            }
            if !named {
                section.heading(2, one.name.as_str());
                named = true;
            }
            let line =
                made_by(words, statement, "doc-made-follows").unwrap_or_else(|| intro(statement));
            section.plain(Style::Body, line);
            running(section, &statement.text);
        }
    }
}
