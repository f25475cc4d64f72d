//! The report on one referral, a view at an address of its own.

use super::answer::{Answer, Page, Visit};
use super::home::nowhere;
use super::room::Hall;
use crate::error::Result;
use crate::report::page::{VIEWS, live};
use maud::{PreEscaped, html};

/// The view that shows what texts have in common.
const COMPARED: &str = "lika-texter";

/// A view of a referral, or one part of it.
pub(super) fn page(
    hall: &Hall<'_>,
    visit: &Visit,
    (id, view, part): (&str, &str, Option<&str>),
) -> Result<Answer> {
    let words = hall.words;
    let Some(row) = hall.held.referral(hall, id)? else {
        return Ok(nowhere(hall, visit));
    };
    let compared = view == COMPARED;
    let material = (hall.held).material(hall, (row.group, compared), &visit.today)?;
    let base = format!("/remiss/{}", row.id);
    let draw = || live(&material, words, (&base, view, part));
    let drawn = match part {
        None => (hall.held)
            .drawn(row.group, view, draw)
            .map(|drawn| PreEscaped(drawn.to_string())),
        Some(_) => draw(),
    };
    let Some(drawn) = drawn else {
        return Ok(nowhere(hall, visit));
    };
    let key = VIEWS
        .iter()
        .find(|(name, _)| *name == view)
        .map_or("", |(_, key)| key);
    let title = format!("{} – {}", words.say(key), row.title);
    let body = html! {
        h1 { (row.title) }
        p.meta { @if let Some(number) = &row.number { (words.with("number", &[("number", number.as_str().into())])) } }
        nav.views aria-label=(words.say("views")) { ul {
            @for (name, key) in VIEWS {
                li { a href={ (base) "/" (name) } aria-current=[(name == view).then_some("page")] { (words.say(key)) } }
            }
        } }
        (drawn)
    };
    let page = Page {
        title: &title,
        body,
        views: true,
    };
    Ok(page.answer(hall, visit))
}
