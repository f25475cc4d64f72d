//! Remissinstanser: who was asked and what became of it, in the order of the
//! list of those asked; others who answered stand last.

use super::View;
use super::parts::{place, who};
use crate::ledger::{Entry, Place};
use maud::{Markup, html};

pub(super) fn ledger(view: View<'_>) -> Markup {
    let View {
        material, words, ..
    } = view;
    let asked = material.ledger.entries.iter().filter(|entry| entry.asked);
    let others = material.ledger.entries.iter().filter(|entry| !entry.asked);
    let (asked, others): (Vec<&Entry>, Vec<&Entry>) = (asked.collect(), others.collect());
    html! {
        section.view id="remissinstanser" aria-labelledby="h-remissinstanser" {
            h2 id="h-remissinstanser" { (words.say("ledger")) }
            @if let Some(day) = &material.referral.answer_by {
                p { (words.with("answer-by", &[("day", day.as_str().into())])) }
            }
            @if !asked.is_empty() { (table(view, &asked, "ledger-caption")) }
            @if !others.is_empty() { (table(view, &others, "ledger-others")) }
        }
    }
}

fn table(view: View<'_>, entries: &[&Entry], caption: &str) -> Markup {
    let words = view.words;
    html! {
        div.box tabindex="0" role="region" aria-label=(words.say(caption)) {
            table {
                caption { (words.say(caption)) }
                thead { tr {
                    th.n scope="col" { (words.say("nth")) }
                    th scope="col" { (words.say("respondent")) }
                    th scope="col" { (words.say("status")) }
                    th scope="col" { (words.say("day")) }
                    th scope="col" { (words.say("paper")) }
                    th scope="col" { (words.say("line")) }
                } }
                tbody { @for (at, entry) in entries.iter().enumerate() { (row(view, at + 1, entry)) } }
            }
        }
    }
}

fn row(view: View<'_>, nth: usize, entry: &Entry) -> Markup {
    let View {
        material, words, ..
    } = view;
    let one = material.respondent(&entry.respondent);
    let kind = one.and_then(|one| one.kind.as_deref());
    let day = material.day_of(entry);
    let late = entry.late.filter(|late| late.late);
    html! {
        tr {
            td.n { (nth) }
            th scope="row" {
                (who(view, &entry.respondent))
                @if let Some(kind) = kind { " " small { (words.named("kind", kind)) } }
                @if let Some(via) = &entry.via { " " small { (words.with("via", &[("name", via.as_str().into())])) } }
            }
            td {
                (words.named("status", entry.status.name()))
                @if let Some(late) = late {
                    " " span.tag { (words.say(if late.guessed { "late-guessed" } else { "late-one" })) }
                }
                @if let Some(day) = &entry.answer_by { " " small { (words.with("own-day", &[("day", day.as_str().into())])) } }
            }
            td {
                @if let Some(day) = day { time datetime=(day) { (day) } }
                @else if material.ledger.is_of_unknown_day(entry) { small { (words.say("day-unknown")) } }
            }
            td.file { @if let Some(at) = entry.place.as_ref() { (file(view, at)) } }
            td {
                @if let Some(at) = &entry.place { (place(view, (None, &at.document), at.lines)) }
                @if let Some(at) = entry.asked_at.as_ref().filter(|at| Some(*at) != entry.place.as_ref()) {
                    " " small { (words.say("asked-at")) " " (place(view, (None, &at.document), at.lines)) }
                }
                @if let Some(at) = &entry.partial_at {
                    " " small { (words.say("partial-at")) " " (place(view, (None, &at.document), at.lines)) }
                }
            }
        }
    }
}

fn file(view: View<'_>, at: &Place) -> Markup {
    match view.material.filed(None, &at.document) {
        Some(filed) if view.material.made.texts => html! {
            a href={ "#" (filed.slug) } { (at.document) }
        },
        _ => html! { (at.document) },
    }
}
