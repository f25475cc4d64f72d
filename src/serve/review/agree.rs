//! How far those who judge agree on what two of them at least have judged: the
//! figures of `remiss agree`, and what they differ on, side by side.

use crate::agreement::{Estimate, agreement};
use crate::error::Result;
use crate::known::judgement::{Judged, Judgements};
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

/// What each has said of positions, the last word of each.
fn sheets(judgements: &Judgements) -> Vec<Sheet> {
    let mut by: BTreeMap<&str, BTreeMap<String, (CodedUnit, String)>> = BTreeMap::new();
    let held = judgements
        .entries
        .iter()
        .filter(|entry| entry.undone.is_none());
    for entry in held {
        let Judged::Stance(one) = &entry.judged else {
            continue;
        };
        let id = format!("{} {}", one.unit, one.focus_area);
        let row = CodedUnit {
            id: id.clone(),
            respondent: one.respondent.clone(),
            area: one.focus_area.clone(),
            citation: one.unit.clone(),
            text: String::new(),
        };
        by.entry(&one.by)
            .or_default()
            .insert(id, (row, one.stance.clone()));
    }
    let mut sheets: Vec<Sheet> = Vec::new();
    for (coder, rows) in by {
        let (rows, codes) = rows
            .into_values()
            .map(|(row, code)| (row, Some(code)))
            .unzip();
        sheets.push(Sheet {
            coder: coder.to_owned(),
            rows,
            codes,
        });
    }
    // Those with most to compare, where there are too many to be laid side by side.
    sheets.sort_by_key(|sheet| std::cmp::Reverse(sheet.rows.len()));
    sheets.truncate(JUDGES);
    sheets
}

pub(in crate::serve) fn page(hall: &Hall<'_>, visit: &Visit) -> Result<Answer> {
    let words = hall.words;
    let title = words.say("serve-agreement");
    let sheets = sheets(hall.judgements);
    let judged: BTreeSet<&str> = sheets
        .iter()
        .flat_map(|one| &one.rows)
        .map(|row| row.id.as_str())
        .collect();
    let given = [("n", judged.len().into()), ("by", sheets.len().into())];
    let told = words.with("serve-agreement-told", &given).into_owned();
    let body = match sheets.len() {
        0 | 1 => html! { p { (words.say("serve-agreement-two")) } },
        _ => figures(hall, sheets)?,
    };
    let page = Page {
        title: &title,
        body: html! { h1 { (title) } p.meta { (told) } (body) },
        views: false,
    };
    Ok(page.answer(hall, visit))
}

fn figures(hall: &Hall<'_>, sheets: Vec<Sheet>) -> Result<Markup> {
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
        p { (words.with("serve-pairable", &[("n", found.pairable.into()), ("by", coded.coders.join(", ").into())])) }
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
                        th scope="row" { a href=(lines_href(&unit.citation, &line_of(&unit.citation))) { (unit.respondent) } }
                        td { (unit.area) }
                        @for code in &coded.codings.units[*at] {
                            td { @if let Some(code) = code { (words.named("said", &coded.categories[*code])) } }
                        }
                    }
                } }
            } }
        }
    })
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
