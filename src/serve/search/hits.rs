//! Hits as people read them: who speaks, in what, the sentences around the
//! matches, each match a link to its line.

use super::asked::Asked;
use crate::error::{Error, Result};
use crate::matching::Mark;
use crate::search::{Hit, Loose, Matching, fragment};
use crate::serve::room::Hall;
use crate::serve::text::lines_href;
use maud::{Markup, html};
use std::ops::Range;

/// Bytes of text shown of a hit.
const WIDTH: usize = 360;

/// A page of hits.
pub(super) fn shown(
    hall: &Hall<'_>,
    asked: &Asked,
    found: &Matching,
    most: usize,
) -> Result<Markup> {
    let (first, mut at) = ((asked.page - 1) * most, 0);
    let mut hits: Vec<Hit> = Vec::new();
    found.each(hall.reader, |hit| {
        if at >= first {
            hits.push(hit);
        }
        at += 1;
        Ok::<(), Error>(())
    })?;
    let is_full = at >= asked.page * most;
    Ok(html! {
        ol.hits start=(first + 1) {
            @for one in &hits { li { (hit(hall, one)) } }
        }
        @if asked.page == 1 {
            @for one in found.loose.hits.iter().chain(&found.around.hits) { (loose(hall, one)) }
        }
        nav.pages aria-label=(hall.words.say("serve-pages")) {
            @if asked.page > 1 {
                a rel="prev" href=(asked.href(|to| to.page = asked.page - 1)) { (hall.words.say("serve-earlier")) } " "
            }
            @if is_full {
                a rel="next" href=(asked.href(|to| to.page = asked.page + 1)) { (hall.words.say("serve-further")) }
            }
        }
    })
}

fn hit(hall: &Hall<'_>, hit: &Hit) -> Markup {
    let (words, unit) = (hall.words, hit.unit());
    let name = unit
        .respondent
        .as_deref()
        .unwrap_or(&hit.paper.document.name);
    let day = hit.paper.filing_date(unit);
    html! {
        article.hit {
            h2.name { a href=(lines_href(&hit.id, &hit.lines)) { (name) } }
            p.meta {
                (words.named("unit", unit.kind.name()))
                @if !unit.signers.is_empty() { " · " (crate::render::signer_list(&unit.signers)) }
                @if let Some(day) = day { " · " time datetime=(day) { (day) } }
                " · " (hit.paper.document.name) ":"
                @for (at, line) in hit.lines.iter().take(8).enumerate() {
                    @if at > 0 { ", " }
                    a.place href=(lines_href(&hit.id, &[*line])) { (line) }
                }
                @if hit.lines.len() > 8 { " …" }
            }
            (marked(&hit.flow.text, &hit.ranges()))
            @if !hit.lacks.is_empty() { p.meta { (words.with("serve-lacks", &[("words", hit.lacks.join(", ").into())])) } }
            @if !hit.same.is_empty() {
                details {
                    summary { (words.count("serve-same", hit.same.len())) }
                    ul.plain { @for other in &hit.same {
                        li { a href=(lines_href(&other.id, &other.lines)) { (other.unit().respondent.as_deref().unwrap_or(&other.paper.document.name)) } }
                    } }
                }
            }
        }
    }
}

/// A paper that matches where no answer stands.
fn loose(hall: &Hall<'_>, one: &Loose) -> Markup {
    let ranges: Vec<Range<usize>> = one
        .marks
        .iter()
        .map(|mark: &Mark| mark.range.clone())
        .collect();
    let lines = one.all_lines();
    html! {
        article.hit.loose {
            h2.name { a href=(lines_href(one.paper.document.id(), &lines)) { (one.paper.document.name) } }
            p.meta { (hall.words.named("paper", one.paper.segmentation.kind.name())) " · " (hall.words.say("serve-outside")) }
            (marked(&one.flow.text, &ranges))
        }
    }
}

/// The densest part of a text, its matches marked.
fn marked(text: &str, matches: &[Range<usize>]) -> Markup {
    let shown = fragment(text, matches, WIDTH);
    let mut parts: Vec<(bool, &str)> = Vec::new();
    let mut at = shown.start;
    for one in matches
        .iter()
        .filter(|one| one.start >= shown.start && one.end <= shown.end)
    {
        if one.start < at {
            continue;
        }
        parts.push((false, &text[at..one.start]));
        parts.push((true, &text[one.clone()]));
        at = one.end;
    }
    parts.push((false, &text[at..shown.end.max(at)]));
    html! {
        p.fragment lang="sv" {
            @if shown.start > 0 { "… " }
            @for (is_match, part) in parts { @if is_match { mark { (part) } } @else { (part) } }
            @if shown.end < text.len() { " …" }
        }
    }
}
