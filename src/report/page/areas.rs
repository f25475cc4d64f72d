//! Område för område: who is for and who against, as prose and as lists, each
//! section to be handed on by itself.

use super::parts::{bar, cell_id, class, mark, parties, place, quote, said, sign, who};
use super::{Shown, View};
use crate::position::{Area, Position, Stance};
use crate::report::said::Said;
use maud::{Markup, html};
use std::collections::{BTreeMap, BTreeSet};

pub(super) fn areas(view: View<'_>, shown: Shown<'_>) -> Markup {
    let View {
        material, words, ..
    } = view;
    let slug = |area: &Area| format!("omrade.{}", material.area_slug(&area.id));
    html! {
        section.view id="omraden" aria-labelledby="h-omraden" {
            h2 id="h-omraden" { (words.say("area-by-area")) }
            @if shown.index() { ul.index {
                @for area in &material.areas {
                    li { a href={ "#omrade." (material.area_slug(&area.id)) } { (area.title()) } }
                }
            } }
            @for area in material.areas.iter().filter(|area| shown.has(&slug(area))) { (one(view, area)) }
        }
    }
}

fn one(view: View<'_>, area: &Area) -> Markup {
    let View {
        material, words, ..
    } = view;
    let tally = material.tally(&area.id);
    let speaking: BTreeSet<&str> = tally.values().flatten().copied().collect();
    let answered = material.respondents.iter();
    let answered = answered.filter(|one| material.has_answered(one)).count();
    let slug = material.area_slug(&area.id);
    let given = [
        ("n", speaking.len().into()),
        ("all", answered.into()),
        ("silent", answered.saturating_sub(speaking.len()).into()),
    ];
    html! {
        article.page id={ "omrade." (slug) } aria-labelledby={ "h-omrade." (slug) } {
            h3 id={ "h-omrade." (slug) } { (area.title()) }
            p { (words.with("area-spoken", &given)) " " (bar(view, &tally, speaking.len())) }
            (prose(view, area))
            div.sides {
                @for (key, stances) in SIDES { (side(view, area, key, stances)) }
            }
            (beside(view, area))
            p { a href={ "#synpunkter." (slug) } { (words.say("asks-here")) } }
        }
    }
}

const SIDES: [(&str, &[Stance]); 3] = [
    ("side-for", &[Stance::Stöd, Stance::StödMedFörbehåll]),
    ("side-against", &[Stance::Kritik]),
    ("side-neither", &[Stance::Neutral]),
];

/// As a ministry writes it: "Tillstyrker: A, B. Avstyrker: C."
fn prose(view: View<'_>, area: &Area) -> Markup {
    let groups = view.material.said_of(&area.id);
    html! {
        @if !groups.is_empty() {
            p.prose {
                @for (one, rows) in &groups {
                    (view.words.named("opens", one.name())) ": "
                    @for (nth, row) in rows.iter().enumerate() {
                        @if nth > 0 { ", " }
                        (who(view, &row.respondent))
                        @if let Some(first) = row.evidence.first() {
                            " " span.nowrap { "(" (place(view, (Some(&row.unit), &row.document), first.lines)) ")" }
                        }
                    }
                    ". "
                }
            }
        }
    }
}

fn side(view: View<'_>, area: &Area, key: &str, stances: &[Stance]) -> Markup {
    let rows = view.material.of_area(&area.id);
    let mut rows: Vec<&Position> = rows
        .filter(|row| stances.contains(&Said::of(row).stance()))
        .collect();
    rows.sort_by_key(|row| Said::of(row));
    html! {
        @if !rows.is_empty() {
            section {
                h4 { (view.words.say(key)) " (" (rows.len()) ")" }
                ul.said {
                    @for row in rows {
                        li {
                            (entry(view, row, area)) " " (mark(view, row))
                            @if let Some(first) = row.evidence.first() {
                                (quote(view, row, first.lines, &first.quote))
                            }
                        }
                    }
                }
            }
        }
    }
}

/// A respondent, as a link to what it says of the area.
fn entry(view: View<'_>, row: &Position, area: &Area) -> Markup {
    html! {
        @match view.material.respondent(&row.respondent) {
            Some(one) => { a href={ "#" (cell_id(view, one, &area.id)) } { (row.respondent) } }
            None => { (row.respondent) }
        }
    }
}

/// Statements on the area, by party.
fn beside(view: View<'_>, area: &Area) -> Markup {
    let rows = view.material.positions.iter();
    let rows = rows.filter(|row| !row.is_answer() && row.area == area.id);
    let mut of: BTreeMap<String, Vec<&Position>> = BTreeMap::new();
    for row in rows {
        let whose = match &parties(row)[..] {
            [] => view.words.named("unit", row.kind.name()),
            parties => parties.join(" "),
        };
        of.entry(whose).or_default().push(row);
    }
    html! {
        @if !of.is_empty() {
            h4 { (view.words.say("doc-beside")) }
            ul.said {
                @for (whose, rows) in of {
                    li {
                        strong { (whose) } ": "
                        @for (nth, row) in rows.iter().enumerate() {
                            @if nth > 0 { ", " }
                            @let stance = Said::of(row).stance();
                            span.sgn.(class(stance)) title=(said(view, Said::of(row))) { (sign(stance)) }
                            " " (entry(view, row, area))
                        }
                    }
                }
            }
        }
    }
}
