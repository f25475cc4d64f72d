//! Förra gången: what the same respondents asked of earlier referrals, and what
//! became of it in this one; the nearest sentences stand beside every reading.

use super::View;
use super::parts::{captioned, picks, quoted, quoted_in, who};
use crate::memory::{Became, Near, Remembered};
use crate::report::apart::Earlier;
use crate::report::source::By;
use maud::{Markup, html};
use std::collections::BTreeMap;

/// The address of the view.
pub(super) const AT: &str = "forra-gangen";
/// Asks of one respondent that are shown, and as many views.
const SHOWN: usize = 40;

pub(super) fn memory(view: View<'_>, earlier: &Earlier) -> Markup {
    let words = view.words;
    let mut by: BTreeMap<&str, Vec<&Remembered>> = BTreeMap::new();
    for one in &earlier.asks {
        by.entry(&one.respondent).or_default().push(one);
    }
    html! {
        section.view id=(AT) aria-labelledby="h-forra-gangen" {
            h2 id="h-forra-gangen" { (words.say("memory")) }
            @if by.is_empty() {
                p { (words.say("no-memory")) }
            } @else {
                p { (words.say("memory-told")) }
                (table(view, &by))
                (picks(view, Became::ALL.iter().map(|one| ("became", one.name()))))
                @for (name, asks) in &by { (body(view, name, asks, earlier)) }
            }
            @if earlier.left > 0 { p { (words.count("memory-left", earlier.left)) } }
        }
    }
}

/// What a respondent's part of the view goes by.
fn id(view: View<'_>, name: &str) -> Option<String> {
    let one = view.material.respondent(name)?;
    Some(format!("{AT}.{}", one.slug))
}

/// What was asked, what became of it, and how many views were told beside.
fn table(view: View<'_>, by: &BTreeMap<&str, Vec<&Remembered>>) -> Markup {
    let words = view.words;
    html! {
        (captioned(&words.say("memory-caption"), html! {
            thead { tr {
                th scope="col" { (words.say("respondent")) }
                @for one in Became::ALL { th.n scope="col" { (words.named("became", one.name())) } }
                th.n scope="col" { (words.say("memory-views")) }
            } }
            tbody { @for (name, asks) in by {
                tr {
                    th scope="row" {
                        @match id(view, name) {
                            Some(id) => { a href={ "#" (id) } { (name) } }
                            None => { (name) }
                        }
                    }
                    @for became in Became::ALL {
                        td.n { (asks.iter().filter(|one| !one.view && one.became == became).count()) }
                    }
                    td.n { (asks.iter().filter(|one| one.view).count()) }
                }
            } }
        }))
    }
}

fn body(view: View<'_>, name: &str, asks: &[&Remembered], earlier: &Earlier) -> Markup {
    let id = id(view, name);
    let (views, asks): (Vec<&Remembered>, Vec<&Remembered>) =
        asks.iter().copied().partition(|one| one.view);
    let given = [("n", views.len().into())];
    html! {
        article.page id=[id.as_ref()] data-rows {
            h3 { (who(view, name)) }
            (list(view, id.as_deref().map(|id| format!("{id}.")), &asks, earlier))
            @if !views.is_empty() {
                details.fold data-rows {
                    summary { (view.words.with("memory-views-of", &given)) }
                    (list(view, id.as_deref().map(|id| format!("{id}.x.")), &views, earlier))
                }
            }
        }
    }
}

/// Asks by the answer in which they stand.
fn list(view: View<'_>, id: Option<String>, asks: &[&Remembered], earlier: &Earlier) -> Markup {
    let row = |nth: usize| id.as_ref().map(|id| format!("{id}{nth}"));
    let more = asks.len().saturating_sub(SHOWN);
    let shown: Vec<(usize, &&Remembered)> = asks.iter().enumerate().take(SHOWN).collect();
    let same = |(_, a): &(usize, &&Remembered), (_, b): &(usize, &&Remembered)| {
        (a.year, &a.referral.title) == (b.year, &b.referral.title)
    };
    html! {
        @for of in shown.chunk_by(same) {
            div data-rows {
                @if let Some((_, first)) = of.first() {
                    h4 { (year(first.year)) " " span lang=[view.foreign()] { (first.referral.title) } }
                }
                ul.said { @for (nth, one) in of {
                    li id=[row(nth + 1)] data-f=(one.became.name()) { (entry(view, one, earlier)) }
                } }
            }
        }
        @if more > 0 { p { (view.words.count("more-memory", more)) } }
    }
}

/// What was asked, and the nearest sentences of now.
fn entry(view: View<'_>, one: &Remembered, earlier: &Earlier) -> Markup {
    let words = view.words;
    let name = &one.ask.document;
    let by = By::Name(&one.respondent);
    let filed = earlier.filed(name);
    let filed = filed.or_else(|| view.material.filed(None, name));
    html! {
        span.tag.(one.became.name()) { (words.named("became", one.became.name())) }
        (quoted_in(view, (filed, by, name), one.ask.lines, &one.ask.quote))
        (near(view, "memory-answer", by, one.answer.as_ref()))
        (near(view, "memory-proposal", By::Anyone, one.proposal.as_ref()))
    }
}

fn near(view: View<'_>, said: &str, by: By<'_>, near: Option<&Near>) -> Markup {
    html! {
        @if let Some(near) = near {
            p.meta { (view.words.say(said)) }
            (quoted(view, (by, &near.passage.document), near.passage.lines, &near.passage.quote))
        }
    }
}

fn year(year: Option<u16>) -> String {
    year.map_or("–".to_owned(), |year| year.to_string())
}
