//! Synpunkter och ändringsförslag: by area and addressee, those of most
//! respondents first; each marked where the summary does not hold it.

use super::View;
use super::parts::{captioned, count_bar, place, quoted, who};
use crate::lost::Fate;
use crate::render::signer_list;
use crate::report::asks::{Asking, Raised};
use crate::report::source::By;
use maud::{Markup, html};
use std::collections::BTreeMap;

pub(super) fn asks(view: View<'_>, raised: &[Raised]) -> Markup {
    let View {
        material, words, ..
    } = view;
    let most = raised.first().map_or(0, |one| one.respondents);
    let mut of_area: BTreeMap<usize, Vec<&Raised>> = BTreeMap::new();
    for one in raised {
        let at = material.areas.iter().position(|area| area.id == one.area);
        of_area
            .entry(at.unwrap_or(usize::MAX))
            .or_default()
            .push(one);
    }
    html! {
        section.view id="synpunkter" aria-labelledby="h-synpunkter" {
            h2 id="h-synpunkter" { (words.say("asks-view")) }
            @if raised.is_empty() {
                p { (words.say("no-asks")) }
            } @else {
                p { (words.say("asks-told")) }
                (captioned(&words.say("asks-caption"), html! {
                    thead { tr {
                        th scope="col" { (words.say("area")) }
                        th scope="col" { (words.say("addressee")) }
                        th.n scope="col" { (words.say("respondents-count")) }
                        th.n scope="col" { (words.say("asks-count")) }
                        th scope="col" { (words.say("chart")) }
                    } }
                    tbody { @for one in raised {
                        tr {
                            th scope="row" { a href={ "#synpunkter." (material.area_slug(&one.area)) } { (material.area_title(&one.area)) } }
                            td { (words.named("addressee", one.addressee.name())) }
                            td.n { (one.respondents) }
                            td.n { (one.asks.len()) }
                            td { (count_bar(one.respondents, most)) }
                        }
                    } }
                }))
                @for groups in of_area.values() { (area(view, groups)) }
            }
            @if !material.losses.asks.is_empty() {
                p { a href={ "#" (super::lost::AT) } { (words.say("lost-link")) } }
            }
        }
    }
}

fn area(view: View<'_>, groups: &[&Raised]) -> Markup {
    let View {
        material, words, ..
    } = view;
    let id = groups.first().map_or("", |one| one.area.as_str());
    let slug = material.area_slug(id);
    html! {
        article.page id={ "synpunkter." (slug) } aria-labelledby={ "h-synpunkter." (slug) } {
            h3 id={ "h-synpunkter." (slug) } { (material.area_title(id)) }
            @for one in groups {
                h4 { (words.named("addressee", one.addressee.name())) " – " (words.count("respondents", one.respondents)) }
                @let asks = one.asks.iter().map(|at| &material.asks[*at]);
                // A sentence under several areas stands in full in the first.
                @let (full, elsewhere): (Vec<&Asking>, Vec<&Asking>) = asks.partition(|ask| ask.areas.first().is_some_and(|area| area == id));
                ul.said { @for ask in full { (asking(view, ask)) } }
                @if !elsewhere.is_empty() {
                    p.meta { (words.say("also-asked")) " "
                        @for (nth, ask) in elsewhere.iter().enumerate() {
                            @if nth > 0 { ", " }
                            (ask.respondent) " (" (place(view, (Some(&ask.unit), &ask.document), ask.lines)) ")"
                        }
                    }
                }
            }
        }
    }
}

fn asking(view: View<'_>, ask: &Asking) -> Markup {
    let View {
        material, words, ..
    } = view;
    let others = ask.areas.iter().skip(1);
    let others: Vec<String> = others.map(|id| material.area_title(id)).collect();
    html! {
        li {
            (who(view, &ask.respondent))
            @if ask.kind.is_statement() { ", " (words.named("unit", ask.kind.name())) " " (signer_list(&ask.signers)) }
            @if ask.is_objection { " " span.tag { (words.say("objection")) } }
            @if let Some(fate) = fate(view, ask) { " " span.tag.(fate.name()) { (words.named("fate", fate.name())) } }
            (quoted(view, (By::Unit(&ask.unit), &ask.document), ask.lines, &ask.quote))
            @if !others.is_empty() { p.meta { (words.say("also-under")) " " (others.join("; ")) } }
        }
    }
}

/// What the summary makes of it, where there is one and it says otherwise.
fn fate(view: View<'_>, ask: &Asking) -> Option<Fate> {
    let mut there = view.material.lost_at(&ask.document, ask.lines);
    let found =
        there.find(|lost| lost.respondent == ask.respondent && lost.ask.quote == ask.quote)?;
    (found.fate != Fate::Kept).then_some(found.fate)
}
