//! Översikt: how many were asked and answered, what they say of each area, and
//! how sure the reading is, on one screen; every figure a sentence or a row.

use super::View;
use super::parts::{bar, captioned, count_bar, said_mark};
use crate::lost::Fate;
use crate::report::asks::Raised;
use maud::{Markup, html};
use std::collections::{BTreeMap, BTreeSet};

/// What most ask for, so many rows.
const MOST: usize = 8;

pub(super) fn overview(view: View<'_>, raised: &[Raised]) -> Markup {
    let words = view.words;
    html! {
        section.view id="oversikt" aria-labelledby="h-oversikt" {
            h2 id="h-oversikt" { (words.say("overview")) }
            (totals(view))
            (areas(view))
            (wanted(view, raised))
            (kinds(view))
            (sure(view))
        }
    }
}

fn totals(view: View<'_>) -> Markup {
    let words = view.words;
    let totals = view.material.totals();
    let rows = [
        ("asked", totals.asked),
        ("answered", totals.answered),
        ("unasked", totals.unasked),
        ("partial", totals.partial),
        ("abstained", totals.abstained),
        ("missing", totals.missing),
        ("late", totals.late),
    ];
    html! {
        dl.totals {
            @for (key, n) in rows {
                @if n > 0 || matches!(key, "asked" | "answered" | "missing") {
                    div { dt { (words.say(key)) } dd { (n) } }
                }
            }
        }
    }
}

fn areas(view: View<'_>) -> Markup {
    let View {
        material, words, ..
    } = view;
    let tallies: Vec<_> = material
        .areas
        .iter()
        .map(|area| (area, material.tally(&area.id)))
        .collect();
    let most = tallies
        .iter()
        .map(|(_, tally)| tally.values().map(BTreeSet::len).sum::<usize>());
    let most = most.max().unwrap_or(0);
    let all = material.said();
    html! {
        h3 { (words.say("stands-where")) }
        @if tallies.is_empty() {
            p { (words.say("no-positions")) }
        } @else {
            div.box tabindex="0" role="region" aria-label=(words.say("stands-where")) {
                table {
                    caption { (words.say("stands-where-caption")) }
                    thead { tr {
                        th scope="col" { (words.say("area")) }
                        @for one in &all { th.n scope="col" { (said_mark(view, *one)) } }
                        th scope="col" { (words.say("chart")) }
                    } }
                    tbody {
                        @for (area, tally) in &tallies {
                            tr {
                                th scope="row" { a href={ "#omrade." (material.area_slug(&area.id)) } { (area.title()) } }
                                @for one in &all {
                                    td.n { (tally.get(one).map_or(0, BTreeSet::len)) }
                                }
                                td { (bar(view, tally, most)) }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn wanted(view: View<'_>, raised: &[Raised]) -> Markup {
    let View {
        material, words, ..
    } = view;
    let top: Vec<&Raised> = raised
        .iter()
        .filter(|one| one.respondents > 0)
        .take(MOST)
        .collect();
    let most = top.first().map_or(0, |one| one.respondents);
    let missing = material.losses.asks.iter();
    let missing = missing.filter(|one| one.fate == Fate::NotGiven).count();
    html! {
        h3 { (words.say("most-wanted")) }
        @if top.is_empty() {
            p { (words.say("no-asks")) }
        } @else {
            (captioned(&words.say("most-wanted-caption"), html! {
                thead { tr {
                    th scope="col" { (words.say("area")) }
                    th scope="col" { (words.say("addressee")) }
                    th.n scope="col" { (words.say("respondents-count")) }
                    th scope="col" { (words.say("chart")) }
                } }
                tbody {
                    @for one in top {
                        tr {
                            th scope="row" { a href={ "#synpunkter." (material.area_slug(&one.area)) } { (material.area_title(&one.area)) } }
                            td { (words.named("addressee", one.addressee.name())) }
                            td.n { (one.respondents) }
                            td { (count_bar(one.respondents, most)) }
                        }
                    }
                }
            }))
        }
        @if !material.losses.asks.is_empty() {
            p { a href={ "#" (super::lost::AT) } { (words.with("not-in-summary", &[("n", missing.into()), ("all", material.losses.asks.len().into())])) } }
        }
    }
}

fn kinds(view: View<'_>) -> Markup {
    let View {
        material, words, ..
    } = view;
    let mut kinds: BTreeMap<&str, [usize; 2]> = BTreeMap::new();
    for one in &material.respondents {
        let [all, answered] = kinds.entry(one.kind.as_deref().unwrap_or("")).or_default();
        *all += 1;
        *answered += usize::from(material.has_answered(one));
    }
    let mut kinds: Vec<_> = kinds.into_iter().collect();
    kinds.sort_by_key(|(kind, [all, _])| (std::cmp::Reverse(*all), *kind));
    html! {
        h3 { (words.say("by-kind")) }
        (captioned(&words.say("by-kind-caption"), html! {
            thead { tr {
                th scope="col" { (words.say("kind")) }
                th.n scope="col" { (words.say("all")) }
                th.n scope="col" { (words.say("answered")) }
            } }
            tbody {
                @for (kind, [all, answered]) in kinds {
                    tr { th scope="row" { (words.named("kind", if kind.is_empty() { "unknown" } else { kind })) } td.n { (all) } td.n { (answered) } }
                }
            }
        }))
    }
}

fn sure(view: View<'_>) -> Markup {
    let View {
        material, words, ..
    } = view;
    html! {
        h3 { (words.say("how-sure")) }
        p { (material.how_sure(words)) " " a href="#sa-gjordes-det" { (words.say("how-made")) } }
        @if !material.unrecognised.is_empty() {
            p { (words.count("unrecognised", material.unrecognised.len())) " " (material.unrecognised.join(", ")) }
        }
    }
}
