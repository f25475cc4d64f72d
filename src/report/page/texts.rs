//! Texten: every paper with its line numbers as targets, the units named where
//! they begin, what is cited marked; and the same places as W3C annotations.

use super::parts::{class, line_id, page_id};
use super::{Shown, View};
use crate::paper::Printed;
use crate::position::{Position, Stance};
use crate::report::apart::Excerpt;
use crate::report::material::Filed;
use crate::text::Span;
use crate::unit::Unit;
use maud::{Markup, PreEscaped, html};
use serde_json::json;
use std::collections::HashMap;

pub(super) fn texts(view: View<'_>, shown: Shown<'_>) -> Markup {
    let View {
        material,
        words,
        apart,
    } = view;
    let earlier = &apart.earlier.papers;
    html! {
        section.view id="texten" aria-labelledby="h-texten" {
            h2 id="h-texten" { (words.say("texts")) }
            @if material.made.texts {
                p { (words.say("texts-told")) }
                @if shown.index() { ul.index {
                    @for filed in &material.papers { (listed(filed)) }
                    @for one in earlier { (listed(&one.filed)) }
                } }
                @for filed in material.papers.iter().filter(|filed| shown.has(&filed.slug)) { (paper(view, filed)) }
                @for one in earlier.iter().filter(|one| shown.has(&one.filed.slug)) { (excerpt(view, one)) }
            } @else {
                p { (words.say("texts-left-out")) }
            }
            @if shown.is_all() { (annotations(view)) }
        }
    }
}

fn listed(filed: &Filed) -> Markup {
    html! { li { a href={ "#" (filed.slug) } { (filed.paper.document.name) } } }
}

fn paper(view: View<'_>, filed: &Filed) -> Markup {
    let paper = &filed.paper;
    let marks = marks(view, filed);
    let count = paper.document.index.count();
    html! {
        article.paper.page id=(filed.slug) aria-labelledby={ "h-" (filed.slug) } {
            h3 id={ "h-" (filed.slug) } { (paper.document.name) }
            p.meta { (view.words.named("paper", paper.segmentation.kind.name())) " · " (view.words.count("lines", count)) }
            ol.lines lang=[view.foreign()] { (lines(view, filed, [1, count as u32], &marks)) }
        }
    }
}

/// The answers to an earlier referral in which something that is cited stands.
fn excerpt(view: View<'_>, one: &Excerpt) -> Markup {
    let filed = &one.filed;
    let name = &filed.paper.document.name;
    let asks = view.apart.earlier.asks.iter();
    let asks = asks.filter(|ask| ask.ask.document == *name);
    let cited = asks.flat_map(|ask| ask.ask.lines.first..=ask.ask.lines.last);
    let marks: Marks = cited.map(|line| (line, class(Stance::Neutral))).collect();
    html! {
        article.paper.page id=(filed.slug) aria-labelledby={ "h-" (filed.slug) } {
            h3 id={ "h-" (filed.slug) } { (name) }
            p.meta { (view.words.say("excerpt")) }
            @for run in &one.lines {
                ol.lines start=(run[0]) lang=[view.foreign()] { (lines(view, filed, *run, &marks)) }
            }
        }
    }
}

fn lines(view: View<'_>, filed: &Filed, [first, last]: [u32; 2], marks: &Marks) -> Markup {
    html! {
        @for Printed { line, text, page, units } in filed.paper.printed(first..=last) {
            @if text.trim().is_empty() && page.is_none() {
                li {}
            } @else {
                li id=(line_id(filed, line)) class=[marks.get(&line)] {
                    @if let Some(now) = page { span.pg { (view.words.say("page-short")) " " (now) } (picture(view, filed, now)) }
                    @for unit in units { (begins_here(view, unit)) }
                    (text)
                }
            }
        }
    }
}

/// How the lines on which something is cited are marked.
type Marks = HashMap<u32, &'static str>;

/// The unit that begins on a line, in the margin.
fn begins_here(view: View<'_>, unit: &Unit) -> Markup {
    let name = unit.respondent.as_deref().unwrap_or("");
    let label = view.words.named("unit", unit.kind.name());
    html! {
        span.unit {
            (label)
            @if let Some(one) = view.material.respondent(name) { " " a href={ "#" (one.slug) } { (one.name) } }
        }
    }
}

/// The lines of a paper on which something is cited, and how.
fn marks(view: View<'_>, filed: &Filed) -> Marks {
    let mut marks = Marks::new();
    for (lines, stance) in view.material.cited_in(filed) {
        for line in lines.first..=lines.last {
            let class = class(stance.unwrap_or(Stance::Neutral));
            marks.entry(line).or_insert(class);
        }
    }
    marks
}

/// A page as it looks, folded, where it was drawn.
fn picture(view: View<'_>, filed: &Filed, page: u32) -> Markup {
    let View {
        material, words, ..
    } = view;
    let given = [("page", page.into())];
    html! {
        @if let Some(png) = material.picture(filed, page) {
            details.fold.sida id=(page_id(filed, page)) {
                summary { (words.with("as-printed", &given)) }
                img alt=(words.with("as-printed-alt", &given)) src={ "data:image/png;base64," (super::base64(png)) };
            }
        }
    }
}

/// The deciding sentences as annotations that other programs read: the file by
/// its hash, the sentence by its words and by its place in the text.
fn annotations(view: View<'_>) -> Markup {
    let rows = view.material.positions.iter().filter_map(|row| {
        let filed = view.material.filed(Some(&row.unit), &row.document)?;
        annotation(view, row, filed)
    });
    let all = json!({
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "type": "AnnotationCollection",
        "items": rows.collect::<Vec<_>>(),
    });
    // Nothing in it can end the element it stands in.
    let safe = all.to_string().replace('<', "\\u003c");
    html! { script type="application/ld+json" id="anteckningar" { (PreEscaped(safe)) } }
}

fn annotation(view: View<'_>, row: &Position, filed: &Filed) -> Option<serde_json::Value> {
    let first = row.evidence.first()?;
    let document = &filed.paper.document;
    let start = document.index.span_of_line(first.lines.first)?.start;
    let ends = document.index.span_of_line(first.lines.last)?.end;
    let mut selectors = vec![json!({ "type": "TextQuoteSelector", "exact": first.quote })];
    if let Some([start, end]) = document.file_bytes(Span { start, end: ends }) {
        selectors.push(json!({ "type": "DataPositionSelector", "start": start, "end": end }));
    }
    Some(json!({
        "type": "Annotation",
        "body": { "type": "TextualBody", "value": super::parts::said(view, crate::report::said::Said::of(row)), "purpose": "classifying" },
        "target": {
            "source": format!("urn:sha256:{}", document.sha256),
            "selector": selectors,
        },
    }))
}
