//! The first page: the referrals with what there is of each; where there is
//! nothing yet, how to begin.

use super::answer::{Answer, Page, Visit, refused};
use super::held::Row;
use super::room::Hall;
use crate::error::Result;
use axum::http::StatusCode;
use maud::{Markup, html};

pub(super) fn page(hall: &Hall<'_>, visit: &Visit) -> Result<Answer> {
    let rows = hall.held.referrals(hall)?;
    let title = hall.words.say("serve-referrals");
    let units = hall.reader.unit_count()?;
    let unknown = hall.reader.unrecognised()?;
    let is_empty = units == 0 && unknown == 0 && rows.is_empty();
    let body = match is_empty {
        true => first(hall, visit),
        false => listed(hall, rows, (units, unknown)),
    };
    let page = Page {
        title: &title,
        body,
        views: false,
    };
    Ok(page.answer(hall, visit))
}

/// What there is.
fn listed(hall: &Hall<'_>, rows: &[Row], (units, unknown): (usize, usize)) -> Markup {
    let words = hall.words;
    html! {
        h1 { (words.say("serve-referrals")) }
        (super::home::search_form(hall, &[]))
        p.meta { (words.count("serve-units", units)) }
        @if unknown > 0 {
            p { a href="/granska" { (words.count("serve-unknown", unknown)) } }
        }
        @if rows.is_empty() {
            p { (words.say("serve-no-referral")) }
        } @else {
            div.box tabindex="0" role="region" aria-label=(words.say("serve-referrals")) { table.referrals {
                caption { (words.count("serve-referrals-caption", rows.len())) }
                thead { tr {
                    th scope="col" { (words.say("serve-referral")) }
                    th scope="col" { (words.say("serve-number")) }
                    th.n scope="col" { (words.say("serve-answering")) }
                    th.n scope="col" { (words.say("serve-parts")) }
                    th scope="col" { (words.say("serve-years")) }
                } }
                tbody { @for row in rows {
                    tr {
                        th scope="row" { a href={ "/remiss/" (row.id) "/oversikt" } { (row.title) } }
                        td { (row.number.as_deref().unwrap_or("")) }
                        td.n { (row.respondents) }
                        td.n { (row.units) }
                        td { @if let Some([first, last]) = &row.years { (first) @if first != last { "–" (last) } } }
                    }
                } }
            } }
        }
    }
}

/// Where one searches; what else is asked stays asked (`values`, as they stand in
/// the address).
pub(super) fn search_form(hall: &Hall<'_>, values: &[(&str, &str)]) -> Markup {
    let query = values.iter().find(|(name, _)| *name == "q");
    let query = query.map_or("", |(_, query)| *query);
    html! {
        form.search role="search" method="get" action="/sok" {
            label { span { (hall.words.say("serve-search-for")) } " " input type="search" name="q" value=(query) size="40" autocomplete="off"; }
            @for (name, value) in values.iter().filter(|(name, value)| *name != "q" && !value.is_empty()) {
                input type="hidden" name=(name) value=(value);
            }
            button { (hall.words.say("serve-search-go")) }
        }
    }
}

/// How to begin.
fn first(hall: &Hall<'_>, visit: &Visit) -> Markup {
    let words = hall.words;
    html! {
        h1 { (words.say("serve-first")) }
        p { (words.say("serve-first-told")) }
        @if visit.keeps { ul {
            li { a href="/lagg-till" { (words.say("serve-first-add")) } }
        }
            p { (words.say("serve-example-told")) }
            form.inline method="post" action="/exempel" { (visit.key())
                button name="visa" value="ja" { (words.say("serve-example")) }
            }
        }
    }
}

/// There is no such page.
pub(super) fn nowhere(hall: &Hall<'_>, visit: &Visit) -> Answer {
    refused(
        hall.words,
        visit,
        StatusCode::NOT_FOUND,
        &hall.words.error("serve-missing", &[]),
    )
}
