//! How far those who judge agree on what two of them at least have judged: the
//! figures of `remiss agree`, and what they differ on, side by side.

use super::doubt::FIELDS;
use crate::agreement::{Estimate, agreement};
use crate::document::id_of;
use crate::error::Result;
use crate::known::judgement::Judged;
use crate::lang::Words;
use crate::sampling::{Coded, CodedUnit, Sheet};
use crate::serve::answer::{Answer, Page, Visit};
use crate::serve::room::Hall;
use crate::serve::text::lines_href;
use maud::{Markup, html};
use std::collections::{BTreeMap, BTreeSet};

/// The same as of `remiss agree` if nothing is said.
const SEED: u64 = 1;
/// Those who judge, at most.
const JUDGES: usize = 20;

/// Of one thing what each who has judged it said last.
#[derive(Default)]
struct Said<'j> {
    row: CodedUnit,
    by: BTreeMap<&'j str, Word<'j>>,
}

/// A judge's word on it, and when.
#[derive(Clone, Copy)]
struct Word<'j> {
    on: &'j str,
    /// Nothing where what was read is right.
    value: Option<&'j str>,
    verdict: &'j str,
}

/// What found right is called, where nobody had put it right before.
const AS_READ: &str = "as_read";

/// Positions: by the verdict where all who judged one named it, else by the
/// stance.
fn of_positions<'j>(held: impl Iterator<Item = &'j Judged>) -> Vec<Sheet> {
    let mut all: BTreeMap<String, Said<'j>> = BTreeMap::new();
    for judged in held {
        let Judged::Stance(one) = judged else {
            continue;
        };
        let id = format!("{} {}", one.unit, one.focus_area);
        let said = all.entry(id.clone()).or_default();
        said.row = CodedUnit {
            id,
            respondent: one.respondent.clone(),
            area: one.focus_area.clone(),
            citation: lines_href(&one.unit, &line_of(&one.unit)),
            text: String::new(),
        };
        let word = Word {
            on: &one.on,
            value: Some(&one.stance),
            verdict: &one.verdict,
        };
        said.by.insert(&one.by, word);
    }
    let code = |said: &Said<'j>, by: &str| {
        let all_name_it = said.by.values().all(|word| !word.verdict.is_empty());
        let word = said.by.get(by)?;
        if all_name_it {
            Some(word.verdict)
        } else {
            word.value
        }
    };
    sheets(&all, code)
}

/// What papers are, field by field. Whoever finds a paper right says of each field
/// what others had put there on an earlier day, else that it was read right; what
/// was put right on the same day came before or after, and nothing is said.
fn of_papers<'j>(held: impl Iterator<Item = &'j Judged>, words: &Words) -> Vec<Sheet> {
    let mut all: BTreeMap<String, Said<'j>> = BTreeMap::new();
    for judged in held {
        let Judged::Paper(one) = judged else {
            continue;
        };
        for field in FIELDS {
            let value = one.set.iter().find(|(known, _)| known.name() == field);
            // A unit has no kind of its own to be found right.
            let is_meant =
                value.is_some() || one.set.is_empty() && (one.line.is_none() || field != "kind");
            if !is_meant {
                continue;
            }
            let id = format!("{} {:?} {field}", one.sha256, one.line);
            let said = all.entry(id.clone()).or_default();
            said.row = CodedUnit {
                id,
                respondent: one.document.clone(),
                area: words.named("field", field),
                citation: format!("/granska/{}", id_of(&one.sha256)),
                text: String::new(),
            };
            let word = Word {
                on: &one.on,
                value: value.map(|(_, value)| value.as_str()),
                verdict: "",
            };
            let known = said.by.entry(&one.by).or_insert(word);
            if word.value.is_some() {
                *known = word;
            }
        }
    }
    let code = |said: &Said<'j>, by: &str| {
        let own = said.by.get(by)?;
        let put_right = said.by.values().filter(|word| word.value.is_some());
        match own.value {
            Some(value) => Some(value),
            None if put_right.clone().any(|word| word.on == own.on) => None,
            None => {
                let before = put_right.filter(|word| word.on < own.on);
                let last = before.max_by_key(|word| word.on);
                last.map_or(Some(AS_READ), |word| word.value)
            }
        }
    };
    sheets(&all, code)
}

/// A sheet a judge, those with most to compare first where there are too many to
/// be laid side by side.
fn sheets<'j>(
    all: &BTreeMap<String, Said<'j>>,
    code: impl Fn(&Said<'j>, &str) -> Option<&'j str>,
) -> Vec<Sheet> {
    let judges: BTreeSet<&str> = all
        .values()
        .flat_map(|said| said.by.keys().copied())
        .collect();
    let sheet = |by: &str| {
        let judged = all
            .values()
            .filter_map(|said| Some((said, code(said, by)?)));
        let (rows, codes) = judged
            .map(|(said, code)| (said.row.clone(), Some(code.to_owned())))
            .unzip();
        Sheet {
            coder: by.to_owned(),
            rows,
            codes,
        }
    };
    let mut sheets: Vec<Sheet> = judges.into_iter().map(sheet).collect();
    sheets.sort_by_key(|sheet| std::cmp::Reverse(sheet.rows.len()));
    sheets.truncate(JUDGES);
    sheets
}

pub(in crate::serve) fn page(hall: &Hall<'_>, visit: &Visit) -> Result<Answer> {
    let words = hall.words;
    let title = words.say("serve-agreement");
    let held = || {
        let entries = hall.judgements.entries.iter();
        let held = entries.filter(|entry| entry.undone.is_none());
        held.map(|entry| &entry.judged)
    };
    let parts = [
        (
            "serve-agreement-told",
            "serve-pairable",
            of_positions(held()),
        ),
        (
            "serve-agreement-papers",
            "serve-pairable-papers",
            of_papers(held(), words),
        ),
    ];
    let mut body = html! {};
    for (told, pairable, sheets) in parts {
        let judged: BTreeSet<&str> = sheets
            .iter()
            .flat_map(|one| &one.rows)
            .map(|row| row.id.as_str())
            .collect();
        let given = [("n", judged.len().into()), ("by", sheets.len().into())];
        let told = words.with(told, &given).into_owned();
        let found = match sheets.len() {
            0 | 1 => html! { p { (words.say("serve-agreement-two")) } },
            _ => {
                figures(hall, sheets, pairable).unwrap_or_else(|error| html! { p.told { (error) } })
            }
        };
        body = html! { (body) p.meta { (told) } (found) };
    }
    let page = Page {
        title: &title,
        body: html! { h1 { (title) } (body) },
        views: false,
    };
    Ok(page.answer(hall, visit))
}

fn figures(hall: &Hall<'_>, sheets: Vec<Sheet>, pairable: &str) -> Result<Markup> {
    let words = hall.words;
    let coded = Coded::of(sheets, None)?;
    let found = agreement(&coded.codings, SEED);
    let rows = [
        ("serve-percent", Some(found.percent)),
        ("serve-kappa", Some(found.kappa)),
        ("serve-alpha", Some(found.nominal)),
        ("serve-alpha-ordered", found.ordinal),
    ];
    let number = |value: f64| format!("{value:.2}").replace('.', &words.decimal(0.5)[1..2]);
    let shown = |estimate: Estimate| {
        html! {
            td.n { @match estimate.value { Some(value) => { (number(value)) } None => { "–" } } }
            td { @if let Some(interval) = &estimate.interval { (number(interval.low)) "–" (number(interval.high)) } }
        }
    };
    Ok(html! {
        p { (words.with(pairable, &[("n", found.pairable.into()), ("by", coded.coders.join(", ").into())])) }
        div.box tabindex="0" role="region" aria-label=(words.say("serve-agreement")) { table {
            thead { tr {
                th scope="col" { (words.say("serve-measure")) }
                th.n scope="col" { (words.say("serve-value")) }
                th scope="col" { (words.say("serve-interval")) }
            } }
            tbody { @for (key, estimate) in rows {
                @if let Some(estimate) = estimate { tr { th scope="row" { (words.say(key)) } (shown(estimate)) } }
            } }
        } }
        @if !found.disagreements.is_empty() {
            h2 { (words.count("serve-disagree", found.disagreements.len())) }
            div.box tabindex="0" role="region" aria-label=(words.say("serve-differences")) { table {
                thead { tr {
                    th scope="col" { (words.say("respondent")) }
                    th scope="col" { (words.say("area")) }
                    @for coder in &coded.coders { th scope="col" { (coder) } }
                } }
                tbody { @for at in &found.disagreements {
                    @let unit = &coded.units[*at];
                    tr {
                        th scope="row" { a href=(unit.citation) { (unit.respondent) } }
                        td { (unit.area) }
                        @for code in &coded.codings.units[*at] {
                            td { @if let Some(code) = code { (said_in_words(words, &coded.categories[*code])) } }
                        }
                    }
                } }
            } }
        }
    })
}

/// A code in words: a stance, a verdict, a kind of paper, else as it stands.
fn said_in_words(words: &Words, code: &str) -> String {
    let kinds = ["said", "paper", "judged"];
    let kind = kinds
        .into_iter()
        .find(|kind| words.has(&words.key(kind, code)));
    kind.map_or_else(|| code.to_owned(), |kind| words.named(kind, code))
}

/// The line that a unit's id names.
fn line_of(unit: &str) -> Vec<u32> {
    let line = unit
        .split(':')
        .nth(1)
        .and_then(|rest| rest.split('.').next());
    line.and_then(|line| line.parse().ok())
        .into_iter()
        .collect()
}
