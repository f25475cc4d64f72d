//! Teman: what several respondents raise and no part of the proposal covers, who
//! asks for something about it first, each with a sentence.

use super::View;
use super::parts::{captioned, count_bar, place, quoted, who};
use crate::position::Passage;
use crate::report::source::By;
use crate::theme::Theme;
use maud::{Markup, html};

/// The address of the view.
pub(super) const AT: &str = "teman";
/// Themes that are shown.
const SHOWN: usize = 30;
/// Respondents of a theme whose sentence is quoted; of the others the place is
/// given.
const QUOTED: usize = 5;

pub(super) fn topics(view: View<'_>, all: &[Theme]) -> Markup {
    let words = view.words;
    let shown = &all[..all.len().min(SHOWN)];
    let slugs = crate::report::slugs(shown.iter().map(|one| one.name.clone()));
    let least = [("least", crate::report::LEAST.into())];
    html! {
        section.view id=(AT) aria-labelledby="h-teman" {
            h2 id="h-teman" { (words.say("topics")) }
            @if shown.is_empty() {
                p { (words.with("no-topics", &least)) }
            } @else {
                p { (words.with("topics-told", &least)) }
                (table(view, shown, &slugs))
                @if all.len() > shown.len() { p { (words.count("more-topics", all.len() - shown.len())) } }
                @for (theme, slug) in shown.iter().zip(&slugs) { (one(view, theme, slug)) }
            }
        }
    }
}

fn table(view: View<'_>, shown: &[Theme], slugs: &[String]) -> Markup {
    let words = view.words;
    let most = shown.iter().map(|one| one.boards.len()).max().unwrap_or(0);
    html! {
        (captioned(&words.say("topics-caption"), html! {
            thead { tr {
                th scope="col" { (words.say("topic")) }
                th scope="col" { (words.say("topic-words")) }
                th.n scope="col" { (words.say("respondents-count")) }
                th.n scope="col" { (words.say("topic-asks")) }
                th scope="col" { (words.say("chart")) }
            } }
            tbody { @for (theme, slug) in shown.iter().zip(slugs) {
                tr {
                    th.terms scope="row" lang=[view.foreign()] { a href={ "#" (AT) "." (slug) } { (theme.name) } }
                    td.terms lang=[view.foreign()] { (theme.words.join(", ")) }
                    td.n { (theme.boards.len()) }
                    td.n { (theme.asks) }
                    td { (count_bar(theme.boards.len(), most)) }
                }
            } }
        }))
    }
}

fn one(view: View<'_>, theme: &Theme, slug: &str) -> Markup {
    let words = view.words;
    let is_asking = |at: &usize| theme.asking.binary_search(at).is_ok();
    let (mut order, others): (Vec<usize>, Vec<usize>) =
        (0..theme.boards.len()).partition(is_asking);
    let asking = order.len();
    order.extend(others);
    let (full, rest) = order.split_at(order.len().min(QUOTED));
    let given = [
        ("n", theme.boards.len().into()),
        ("asks", theme.asks.into()),
    ];
    html! {
        article.page id={ (AT) "." (slug) } aria-labelledby={ "h-" (AT) "." (slug) } {
            h3.terms id={ "h-" (AT) "." (slug) } lang=[view.foreign()] { (theme.name) }
            p.meta { (words.with("topic-told", &given)) }
            ul.said { @for (nth, at) in full.iter().enumerate() {
                @let (name, passage) = &theme.boards[*at];
                li id={ (AT) "." (slug) "." (nth + 1) } {
                    (who(view, name))
                    @if nth < asking { " " span.tag { (words.say("topic-asks-here")) } }
                    (quoted(view, (By::Name(name), &passage.document), passage.lines, &passage.quote))
                }
            } }
            @if !rest.is_empty() {
                p.meta { (words.say("also-raised")) " "
                    @for (nth, at) in rest.iter().enumerate() {
                        @if nth > 0 { ", " }
                        (named(view, &theme.boards[*at]))
                    }
                }
            }
        }
    }
}

fn named(view: View<'_>, (name, passage): &(String, Passage)) -> Markup {
    html! { (name) " (" (place(view, (None, &passage.document), passage.lines)) ")" }
}
