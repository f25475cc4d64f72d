//! Sidan som den ser ut: a page of a PDF drawn on demand ([`crate::ingest`] says
//! how), the lines that were led to marked.

use super::answer::{Answer, Page, Visit};
use super::app::App;
use super::guard::Fields;
use super::home::nowhere;
use super::href;
use super::room::Hall;
use super::text::page_href;
use crate::document::Document;
use crate::error::Result;
use crate::ingest::pages::{as_it_was, picture};
use maud::html;
use std::collections::BTreeSet;
use std::sync::{Mutex, PoisonError};

/// Lines that are marked, at most.
const MARKED: usize = 200;

/// Pages are drawn one at a time.
#[derive(Default)]
pub(super) struct Drawing(Mutex<()>);

/// The lines that an address names.
fn marked(fields: &Fields) -> BTreeSet<u32> {
    let said = fields.get("rad").unwrap_or("").split(',');
    let lines = said.filter_map(|one| one.trim().parse().ok());
    lines.take(MARKED).collect()
}

/// Pages of the paper can be shown as they look.
pub(super) fn is_drawn(document: &Document, visit: &Visit) -> bool {
    document.encoding == "PDF" && visit.draws
}

/// The page around a picture.
pub(super) fn page(
    hall: &Hall<'_>,
    visit: &Visit,
    (id, number): (&str, u32),
    fields: &Fields,
) -> Result<Answer> {
    let Some(stored) = hall.held.paper(hall, id)? else {
        return Ok(nowhere(hall, visit));
    };
    let paper = hall.reader.paper(stored)?;
    let document = &paper.document;
    let pages = document.index.page_count() as u32;
    if !is_drawn(document, visit) || number == 0 || number > pages {
        return Ok(nowhere(hall, visit));
    }
    let words = hall.words;
    let marked = marked(fields);
    let said: Vec<String> = marked.iter().map(u32::to_string).collect();
    let [first, last] = document.index.lines_of_page(number).unwrap_or([1, 1]);
    let here: Vec<u32> = marked
        .iter()
        .copied()
        .filter(|line| (first..=last).contains(line))
        .collect();
    let lines = if here.is_empty() { vec![first] } else { here };
    let given = [("page", number.into()), ("pages", pages.into())];
    let caption = words.with("serve-page-of", &given);
    let title = format!("{} – {caption}", document.name);
    let page = Page {
        title: &title,
        body: html! {
            h1 { (document.name) }
            p.meta { (caption) " · " a href=(super::text::lines_href(id, &lines)) { (words.say("serve-as-text")) } }
            nav.pages aria-label=(words.say("serve-pages")) {
                @if number > 1 { a rel="prev" data-key="k" href=(page_href(id, number - 1, &marked)) { (words.say("serve-previous")) } " " }
                @if number < pages { a rel="next" data-key="j" href=(page_href(id, number + 1, &marked)) { (words.say("serve-next")) } }
            }
            @if as_it_was(document).is_err() {
                p.told role="alert" { (words.with("serve-page-lost", &[("file", document.name.as_str().into())])) }
            } @else { img class="sida" alt=(words.with("serve-page-alt", &given)) src=(href::with(&format!("/sida/{id}/{number}.png"), &[("rad", &said.join(","))])); }
        },
        views: false,
    };
    Ok(page.answer(hall, visit))
}

/// The picture itself.
pub(super) fn png(
    app: &App,
    hall: &Hall<'_>,
    visit: &Visit,
    (id, number): (&str, u32),
    fields: &Fields,
) -> Result<Answer> {
    let Some(stored) = hall.held.paper(hall, id)? else {
        return Ok(nowhere(hall, visit));
    };
    // Where private persons are masked, the page would show them.
    if app.settings.private.is_some() {
        return Ok(nowhere(hall, visit));
    }
    let paper = hall.reader.paper(stored)?;
    let _turn = app.drawing.0.lock().unwrap_or_else(PoisonError::into_inner);
    let options = &app.settings.options;
    let drawn = picture(&paper.document, (number, &marked(fields)), options)?;
    Ok(Answer::of("image/png", drawn).lasting())
}
