//! The text of a paper with its lines, those that were led to marked; of a long
//! one a part at a time.

use super::answer::{Answer, Page, Visit};
use super::guard::Fields;
use super::home::nowhere;
use super::href;
use super::picture::is_drawn;
use super::room::Hall;
use crate::error::Result;
use crate::paper::{Paper, Printed};
use maud::{Markup, html};
use std::collections::BTreeSet;

/// Lines on a page.
const LINES: u32 = 1_000;
/// Lines that are shown above one that is led to.
const ABOVE: u32 = 40;
/// Lines that are marked, at most.
const MARKED: usize = 200;

/// The address of lines of a paper, which a unit's id or its own names.
pub(super) fn lines_href(id: &str, lines: &[u32]) -> String {
    let document = id.split(':').next().unwrap_or(id);
    let said: Vec<String> = lines.iter().take(MARKED).map(u32::to_string).collect();
    let path = format!("/text/{}", href::encoded(document));
    let href = href::with(&path, &[("rad", &said.join(","))]);
    match lines.first() {
        Some(first) => format!("{href}#r{first}"),
        None => href,
    }
}

pub(super) fn page(hall: &Hall<'_>, visit: &Visit, id: &str, fields: &Fields) -> Result<Answer> {
    let Some(stored) = hall.held.paper(hall, id)? else {
        return Ok(nowhere(hall, visit));
    };
    let paper = hall.reader.paper(stored)?;
    let numbers = |name: &str| {
        let said = fields.get(name).unwrap_or("").split(',');
        let numbers = said.filter_map(|one| one.trim().parse::<u32>().ok());
        numbers.take(MARKED).collect::<BTreeSet<u32>>()
    };
    let marked = numbers("rad");
    let count = paper.document.index.count() as u32;
    let from = numbers("fran").first().copied();
    let from = from.or_else(|| marked.first().map(|line| line.saturating_sub(ABOVE)));
    let from = from.unwrap_or(1).clamp(1, count.max(1));
    let page = Page {
        title: &paper.document.name,
        body: body(hall, visit, &paper, (from, &marked)),
        views: false,
    };
    Ok(page.answer(hall, visit))
}

fn body(
    hall: &Hall<'_>,
    visit: &Visit,
    paper: &Paper,
    (from, marked): (u32, &BTreeSet<u32>),
) -> Markup {
    let (words, document) = (hall.words, &paper.document);
    let count = document.index.count() as u32;
    let until = (from + LINES - 1).min(count);
    let id = document.id();
    let at = |line: u32| href::with(&format!("/text/{id}"), &[("fran", &line.to_string())]);
    let ways = html! {
        @if from > 1 { a href=(at(from.saturating_sub(LINES).max(1))) { (words.say("serve-lines-above")) } " " }
        @if until < count { a href=(at(until + 1)) { (words.say("serve-lines-below")) } }
    };
    let is_part = from > 1 || until < count;
    html! {
        h1 { (document.name) }
        p.meta {
            (words.named("paper", paper.segmentation.kind.name()))
            @if let Some(name) = &paper.segmentation.head.respondent { " · " (name) }
            @if let Some(day) = &paper.segmentation.head.date { " · " time datetime=(day) { (day) } }
            " · " (words.count("lines", count as usize))
        }
        p {
            a href={ "/granska/" (id) } { (words.say("serve-review-this")) }
            @if is_drawn(document, visit) && let Some(line) = marked.first().or(Some(&from)) && let Some(at) = document.index.on_page(*line) {
                " · " a href=(page_href(id, at.page, marked)) { (words.with("serve-as-printed", &[("page", at.page.into())])) }
            }
        }
        @if is_part { nav.pages aria-label=(words.say("serve-pages")) { (ways) } }
        ol.lines.numbered start=(from) lang="sv" { (lines(hall, paper, (from, until), marked)) }
        @if is_part { div.pages { (ways) } }
    }
}

/// The address of a page as it looks, with lines to be marked on it.
pub(super) fn page_href(id: &str, page: u32, marked: &BTreeSet<u32>) -> String {
    let said: Vec<String> = marked.iter().map(u32::to_string).collect();
    href::with(&format!("/sida/{id}/{page}"), &[("rad", &said.join(","))])
}

fn lines(
    hall: &Hall<'_>,
    paper: &Paper,
    (from, until): (u32, u32),
    marked: &BTreeSet<u32>,
) -> Markup {
    html! {
        @for Printed { line, text, page, units } in paper.printed(from..=until) {
            li id={ "r" (line) } class=[marked.contains(&line).then_some("marked")] {
                @if let Some(now) = page { span.pg { (hall.words.say("page-short")) " " (now) } }
                @for unit in units {
                    span.unit { (hall.words.named("unit", unit.kind.name())) @if let Some(name) = &unit.respondent { " " (name) } }
                }
                @if marked.contains(&line) { mark { (text) } } @else { (text) }
            }
        }
    }
}
