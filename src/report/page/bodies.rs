//! Instans för instans: everything one respondent says, area by area, with what
//! parties and councils in it say of the same; each to be handed on by itself.

use super::parts::{ask, cell_id, mark, place, quote};
use super::{Shown, View};
use crate::known::Review;
use crate::ledger::Status;
use crate::position::{Area, Position};
use crate::render::signer_list;
use crate::report::material::{Filed, Respondent};
use crate::unit::Unit;
use maud::{Markup, html};
use std::collections::HashMap;

/// A statement in which no position was read.
type Unread<'m> = (&'m Filed, &'m str, &'m Unit);

pub(super) fn bodies(view: View<'_>, shown: Shown<'_>) -> Markup {
    let View {
        material, words, ..
    } = view;
    let mut unread: HashMap<&str, Vec<Unread<'_>>> = HashMap::new();
    for (filed, id, unit) in material.unread() {
        let name = unit.respondent.as_deref().unwrap_or_default();
        unread.entry(name).or_default().push((filed, id, unit));
    }
    html! {
        section.view id="instanser" aria-labelledby="h-instanser" {
            h2 id="h-instanser" { (words.say("body-by-body")) }
            @if shown.index() { ul.index {
                @for one in &material.respondents { li { a href={ "#" (one.slug) } { (one.name) } } }
            } }
            @for one in material.respondents.iter().filter(|one| shown.has(&one.slug)) {
                (body(view, one, unread.get(one.name.as_str()).map_or(&[][..], Vec::as_slice)))
            }
        }
    }
}

fn body(view: View<'_>, one: &Respondent, unread: &[Unread<'_>]) -> Markup {
    let View {
        material, words, ..
    } = view;
    let entry = material.entry(one);
    html! {
        article.page id=(one.slug) aria-labelledby={ "h-" (one.slug) } {
            h3 id={ "h-" (one.slug) } { (one.name) }
            p.meta {
                @if let Some(kind) = &one.kind { (words.named("kind", kind)) " · " }
                @match entry {
                    Some(entry) => {
                        (words.named("status", entry.status.name()))
                        @if let Some(at) = &entry.place { " · " (place(view, (None, &at.document), at.lines)) }
                        @if entry.late.is_some_and(|late| late.late) { " · " (words.say("late-one")) }
                    }
                    None => { (words.say("not-in-list")) }
                }
            }
            @for area in &material.areas { (cell(view, one, area)) }
            @if one.rows.is_empty() && one.statements.is_empty() { p {
                @match entry.map(|entry| entry.status) {
                    Some(Status::SupportsWithoutText) => { (words.with("supports-only", &[("names", one.name.as_str().into())])) }
                    _ => { (words.say("says-nothing")) }
                }
            } }
            @if !unread.is_empty() {
                h4 { (words.say("unread-statements")) }
                ul.plain { @for one in unread { li { (super::parts::unread(view, *one, false)) } } }
            }
        }
    }
}

fn cell(view: View<'_>, one: &Respondent, area: &Area) -> Markup {
    let material = view.material;
    let (own, beside) = (material.cell(one, &area.id), material.beside(one, &area.id));
    html! {
        @if !own.is_empty() || !beside.is_empty() {
            section.cell id=(cell_id(view, one, &area.id)) {
                h4 { a href={ "#omrade." (material.area_slug(&area.id)) } { (area.title()) } }
                @if own.len() > 1 { p.meta { (view.words.count("several-answers", own.len())) } }
                @for row in own { (position(view, row)) }
                @if !beside.is_empty() {
                    h5 { (view.words.say("beside")) }
                    @for row in beside { (statement(view, row)) }
                }
            }
        }
    }
}

/// Verdict first, then the reservation, then what is asked and objected.
fn position(view: View<'_>, row: &Position) -> Markup {
    let words = view.words;
    html! {
        div.position {
            p { (mark(view, row)) @if let Some(day) = &row.date { " " time datetime=(day) { (day) } } (judged(view, row)) }
            @for one in &row.evidence { (quote(view, row, one.lines, &one.quote)) }
            @if let Some(one) = &row.reservation {
                h5 { (words.say("reservation")) } (ask(view, row, one))
            }
            @if !row.asks.is_empty() {
                h5 { (words.say("asks")) }
                @for one in &row.asks { (ask(view, row, one)) }
            }
            @if !row.objections.is_empty() {
                h5 { (words.say("objections")) }
                @for one in &row.objections { (ask(view, row, one)) }
            }
        }
    }
}

/// What people have done about it.
fn judged(view: View<'_>, row: &Position) -> Markup {
    html! {
        @if let Some(by) = &row.corrected {
            @let key = match row.review() { Review::Read => "confirmed-by", _ => "corrected-by" };
            " " span.judged {
                (view.words.with(key, &[("by", by.by.as_str().into()), ("day", by.on.as_str().into())]))
                @if !by.note.is_empty() { ": " (by.note) }
            }
        }
    }
}

fn statement(view: View<'_>, row: &Position) -> Markup {
    html! {
        div.statement {
            p {
                (view.words.named("unit", row.kind.name()))
                @if !row.signers.is_empty() { ", " (signer_list(&row.signers)) }
                " " (mark(view, row))
                @if row.inherited { " " (view.words.say("joins")) }
                (judged(view, row))
            }
            @if let Some(first) = row.evidence.first() { (quote(view, row, first.lines, &first.quote)) }
            @for one in row.asks.iter().chain(&row.objections) {
                @if !row.evidence.iter().any(|first| first.quote == one.quote) { (ask(view, row, one)) }
            }
        }
    }
}
