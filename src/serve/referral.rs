//! The report on one referral, a view at an address of its own. What one view
//! alone shows is reckoned when it is asked for, and drawn once.

use super::answer::{Answer, Page, Visit};
use super::home::nowhere;
use super::picture::is_drawn;
use super::room::Hall;
use super::text::{lines_href, page_href};
use crate::error::Result;
use crate::report::page::{COMPARED, EARLIER, Places, THEMES, VIEWS, live};
use crate::report::{Apart, Material, earlier_of, themes_of};
use crate::theme::Nouns;
use maud::{Markup, PreEscaped, html};
use std::collections::BTreeSet;

/// Pages of a paper that are led to.
const PAGES: u32 = 300;

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
    let compared = COMPARED.contains(&view);
    let material = (hall.held).material(hall, (row.group, compared), &visit.today)?;
    let base = format!("/remiss/{}", row.id);
    let places = Places {
        base: &base,
        line: |id, line| lines_href(id, &[line]),
    };
    let draw = || -> Result<Option<Markup>> {
        let apart = apart(hall, &material, (row.group, view))?;
        Ok(live((&material, &apart), words, (places, view, part)))
    };
    let drawn = match part {
        None => (hall.held)
            .drawn((row.group, view), [THEMES, EARLIER].contains(&view), draw)?
            .map(|drawn| PreEscaped(drawn.to_string())),
        Some(_) => draw()?,
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
        (as_printed(hall, visit, &material, part))
        (drawn)
    };
    let page = Page {
        title: &title,
        body,
        views: true,
    };
    Ok(page.answer(hall, visit))
}

/// The ways from the text of a paper to its pages as they look.
fn as_printed(hall: &Hall<'_>, visit: &Visit, material: &Material, part: Option<&str>) -> Markup {
    let filed = material
        .papers
        .iter()
        .find(|filed| Some(&*filed.slug) == part);
    let document = filed.map(|filed| &filed.paper.document);
    html! {
        @if let Some(document) = document.filter(|document| is_drawn(document, visit)) {
            nav.pages aria-label=(hall.words.say("serve-pages-printed")) {
                span { (hall.words.say("serve-pages-printed")) ": " }
                @for page in 1..=(document.index.page_count() as u32).min(PAGES) {
                    a href=(page_href(document.id(), page, &BTreeSet::new())) { (page) } " "
                }
            }
        }
    }
}

/// What this view alone shows.
fn apart(hall: &Hall<'_>, material: &Material, (group, view): (usize, &str)) -> Result<Apart> {
    let mut apart = Apart::default();
    match view {
        THEMES => {
            let with = (hall.names, hall.files, hall.reader);
            apart.themes = themes_of(material, (group, false), with, Nouns::default())?;
        }
        EARLIER => apart.earlier = earlier_of(material, (group, false), (hall.names, hall.reader))?,
        _ => {}
    }
    Ok(apart)
}
