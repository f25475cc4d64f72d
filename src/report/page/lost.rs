//! Inte återgivet: what answers ask for and object to and the sender's summary
//! does not hold, or says less strongly; what several ask, and an account of
//! every answer, before the sentences themselves.

use super::View;
use super::parts::{captioned, picks, quoted, who};
use crate::lost::{Departure, Dropped, Fate, Length, Lost};
use crate::position::Passage;
use crate::report::source::By;
use maud::{Markup, html};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// The address of the view.
pub(super) const AT: &str = "aterges-inte";

/// Asks by respondent, in the order in which they were asked.
type Rows<'v> = Vec<(&'v str, Vec<&'v Lost>)>;

pub(super) fn lost(view: View<'_>) -> Markup {
    let View {
        material, words, ..
    } = view;
    let losses = &material.losses;
    let by = material.lost_by_respondent();
    let fates: BTreeSet<Fate> = losses.asks.iter().map(|one| one.fate).collect();
    let missing = |one: &&Lost| one.fate == Fate::NotGiven;
    let given = [
        ("n", losses.asks.iter().filter(missing).count().into()),
        ("all", losses.asks.len().into()),
    ];
    html! {
        section.view id=(AT) aria-labelledby="h-aterges-inte" {
            h2 id="h-aterges-inte" { (words.say("lost")) }
            @if losses.asks.is_empty() {
                p { (words.say(if material.is_summed_up() { "nothing-lost" } else { "no-summary" })) }
            } @else {
                p { (words.with("not-in-summary", &given)) " " (words.with("lost-told", &[("n", not_kept(&by).into()), ("all", by.len().into())])) }
                p { (words.say("lost-reading")) }
                (table(view, &by, &fates))
                @for (at, one) in losses.dropped.iter().enumerate() { (dropped(view, at + 1, one)) }
            }
            (departures(view, &losses.departures))
            @if not_kept(&by) > 0 {
                h3 { (words.say("body-by-body")) }
                (picks(view, fates.iter().filter(|fate| **fate != Fate::Kept).map(|fate| ("fate", fate.name()))))
                @for (name, rows) in &by { (body(view, name, rows)) }
            }
        }
    }
}

/// How many have something that the summary does not say as they do.
fn not_kept(by: &Rows<'_>) -> usize {
    let has = |rows: &[&Lost]| rows.iter().any(|one| one.fate != Fate::Kept);
    by.iter().filter(|(_, rows)| has(rows)).count()
}

/// What a respondent's part of the view goes by.
fn id(view: View<'_>, name: &str) -> Option<String> {
    let one = view.material.respondent(name)?;
    Some(format!("{AT}.{}", one.slug))
}

fn table(view: View<'_>, by: &Rows<'_>, fates: &BTreeSet<Fate>) -> Markup {
    let words = view.words;
    // Of several that are called the same the first counts.
    let lengths = view.material.losses.lengths.iter().rev();
    let lengths: HashMap<&str, &Length> =
        lengths.map(|one| (one.respondent.as_str(), one)).collect();
    html! {
        (captioned(&words.say("lost-caption"), html! {
            thead { tr {
                th scope="col" { (words.say("respondent")) }
                @for fate in fates { th.n scope="col" { (words.named("fate", fate.name())) } }
                th.n scope="col" { (words.say("lost-lines")) }
                th.n scope="col" { (words.say("lost-sentences")) }
            } }
            tbody { @for (name, rows) in by {
                @let is_there = rows.iter().any(|one| one.fate != Fate::Kept);
                tr {
                    th scope="row" {
                        @match id(view, name).filter(|_| is_there) {
                            Some(id) => { a href={ "#" (id) } { (name) } }
                            None => { (who(view, name)) }
                        }
                        @if let Some(via) = lengths.get(name).and_then(|one| one.via.as_ref()) {
                            " " small { (words.with("via", &[("name", via.as_str().into())])) }
                        }
                    }
                    @for fate in fates { td.n { (rows.iter().filter(|one| one.fate == *fate).count()) } }
                    td.n { @if let Some(one) = lengths.get(name) { (one.lines) } }
                    td.n { @if let Some(one) = lengths.get(name) { (one.sentences) } }
                }
            } }
        }))
    }
}

/// What several ask and no summary holds, with the sentence of each.
fn dropped(view: View<'_>, number: usize, one: &Dropped) -> Markup {
    let all = &view.material.losses.asks;
    let asks = one.asks.iter().filter_map(|at| all.get(*at));
    html! {
        article.page id={ (AT) ".x." (number) } aria-labelledby={ "h-" (AT) ".x." (number) } {
            h3 id={ "h-" (AT) ".x." (number) } { (view.words.count("lost-shared", one.asks.len())) }
            ul.said { @for ask in asks {
                li { (who(view, &ask.respondent)) (passage(view, By::Name(&ask.respondent), &ask.ask)) }
            } }
        }
    }
}

/// Where a bill departs from what the inquiry proposed.
fn departures(view: View<'_>, all: &[Departure]) -> Markup {
    html! {
        @if !all.is_empty() {
            h3 { (view.words.say("departures")) }
            ul.said { @for one in all { li { (one.section) (passage(view, By::Anyone, &one.passage)) } } }
        }
    }
}

fn body(view: View<'_>, name: &str, rows: &[&Lost]) -> Markup {
    let mut of: BTreeMap<Fate, Vec<&Lost>> = BTreeMap::new();
    for one in rows.iter().filter(|one| one.fate != Fate::Kept) {
        of.entry(one.fate).or_default().push(one);
    }
    let id = id(view, name);
    let row = |nth: usize| id.as_ref().map(|id| format!("{id}.{nth}"));
    html! {
        @if !of.is_empty() {
            article.page id=[id.as_ref()] data-rows {
                h4 { (who(view, name)) }
                ul.said { @for (nth, one) in of.into_values().flatten().enumerate() {
                    li id=[row(nth + 1)] data-f=(one.fate.name()) { (entry(view, one)) }
                } }
            }
        }
    }
}

/// An ask, and the sentence of the account that comes nearest.
fn entry(view: View<'_>, one: &Lost) -> Markup {
    let words = view.words;
    let by = By::Name(&one.respondent);
    let said = match one.fate {
        Fate::Met => "reasons-say",
        _ => "summary-says",
    };
    html! {
        span.tag.(one.fate.name()) { (words.named("fate", one.fate.name())) }
        (passage(view, by, &one.ask))
        @if let Some(near) = &one.summary {
            p.meta { (words.say(said)) }
            (passage(view, by, near))
        }
    }
}

fn passage(view: View<'_>, by: By<'_>, one: &Passage) -> Markup {
    quoted(view, (by, &one.document), one.lines, &one.quote)
}
