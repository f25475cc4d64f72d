//! Granska: the papers of which something was guessed, the most doubtful first,
//! each to be found right or put right; who said what and when, taken back by a
//! key; and how far those who judge agree.

mod agree;
mod doubt;
mod judge;
mod paper;

pub(super) use agree::page as agreement;
pub(super) use doubt::{Memory, Row as Doubt};
pub(super) use judge::{ask, judged, named, position, taken_back};
pub(super) use paper::page as paper;

use super::answer::{Answer, Page, Visit};
use super::guard::Fields;
use super::href;
use super::room::Hall;
use crate::corpus::How;
use crate::error::Result;
use crate::known::judgement::{Correction, Entry, Judged};
use crate::lang::Words;
use crate::position::NOT_RAISED;
use doubt::Row;
use maud::{Markup, html};

/// Papers on a page of the queue.
const SHOWN: usize = 100;
/// Judgements that are listed.
const JUDGEMENTS: usize = 300;

/// Which papers are listed, by what they are called in addresses.
const WHICH: [&str; 3] = ["", "sedda", "alla"];

/// The queue.
pub(super) fn page(hall: &Hall<'_>, visit: &Visit, fields: &Fields) -> Result<Answer> {
    let words = hall.words;
    let which = fields.get("visa").unwrap_or("");
    let rows = doubt::rows(hall)?;
    let is_shown = |row: &&Row| match which {
        "alla" => true,
        "sedda" => row.review.is_reviewed(),
        _ => row.waits(),
    };
    let shown: Vec<&Row> = rows.iter().filter(is_shown).collect();
    let seen = rows.iter().filter(|row| row.review.is_reviewed()).count();
    let given = [("n", rows.len().into()), ("seen", seen.into())];
    let title = words.say("serve-review");
    let page = Page {
        title: &title,
        body: html! {
            h1 { (title) }
            (head(hall, visit))
            p.meta role="status" { (words.with("serve-reviewed", &given)) }
            nav.ways aria-label=(words.say("serve-ways")) { ul {
                @for one in WHICH {
                    @let key = if one.is_empty() { "serve-which-tveksamma".to_owned() } else { format!("serve-which-{one}") };
                    li { a href=(href::with("/granska", &[("visa", one)])) aria-current=[(one == which).then_some("page")] { (words.say(&key)) } }
                }
                li { a href="/granska/domar" { (words.say("serve-judgements")) } }
                li { a href="/granska/enighet" { (words.say("serve-agreement")) } }
            } }
            @if shown.is_empty() { p { (words.say("serve-nothing-doubtful")) } }
            @if visit.keeps { p.meta.keys { (words.say("serve-keys")) } }
            ol.queue {
                @for row in shown.iter().take(SHOWN) { (queued(hall, visit, row)) }
            }
            @if shown.len() > SHOWN { p.meta { (words.count("serve-more", shown.len() - SHOWN)) } }
        },
        views: false,
    };
    Ok(page.answer(hall, visit))
}

/// Who judges, and what was judged last.
fn head(hall: &Hall<'_>, visit: &Visit) -> Markup {
    let words = hall.words;
    if !visit.keeps {
        return html! { p.told { (words.say("serve-keeps-nothing")) } };
    }
    let naming = |go: &str| {
        html! {
            form.inline method="post" action="/granska/namn" { (visit.key())
                input type="hidden" name="sedan" value=(visit.path);
                label { (words.say("serve-who")) " " input name="namn" required maxlength="60" autocomplete="name"; }
                button { (words.say(go)) }
            }
        }
    };
    let Some(by) = &visit.by else {
        return naming("serve-who-go");
    };
    let mut own = hall.judgements.entries.iter().rev();
    let last = own.find(|entry| entry.undone.is_none() && entry.by_on().0 == by);
    html! {
        p.meta {
            (words.with("serve-judges", &[("by", by.as_str().into())]))
        }
        details { summary { (words.say("serve-who-other")) } (naming("serve-who-change")) }
        @if let Some(entry) = last {
            form.last method="post" action="/granska/angra" { (visit.key())
                input type="hidden" name="id" value=(entry.id);
                input type="hidden" name="sedan" value=(visit.path);
                span { (words.say("serve-last")) " " (said(hall, entry)) } " "
                button data-key="u" { (words.say("serve-undo")) kbd { "u" } }
            }
        }
    }
}

/// What a judgement says.
fn said(hall: &Hall<'_>, entry: &Entry) -> Markup {
    match &entry.judged {
        Judged::Paper(judgement) => {
            let (place, what) = judgement.in_words();
            let what = match judgement.set.is_empty() {
                true => hall.words.say("serve-confirmed").into_owned(),
                false => what,
            };
            html! { (place) " · " (what) }
        }
        Judged::Ask(one) => {
            html! { (one.document) " · " (one.respondent) " · " (one.quote) }
        }
        Judged::Stance(one) => {
            html! { (one.document) " · " (one.respondent) " · " (one.focus_area) " · " (stance_in_words(hall.words, one)) }
        }
    }
}

/// What a judgement of a stance says, in words.
fn stance_in_words(words: &Words, one: &Correction) -> String {
    match one.says() {
        NOT_RAISED => words.say("serve-not-raised").into_owned(),
        said => words.named("said", said),
    }
}

fn queued(hall: &Hall<'_>, visit: &Visit, row: &Row) -> Markup {
    let words = hall.words;
    html! {
        li.row tabindex="-1" data-row=(row.what()) {
            h2.name { a href={ "/granska/" (row.id) } { (row.name) } @if row.differ { (found(hall, Some(How::Conflict))) } }
            p {
                @for (field, value) in row.fields(words) {
                    span.field { span.meta { (words.named("field", field)) ": " } (value) (found(hall, row.how(field))) } " "
                }
            }
            @if visit.keeps && visit.by.is_some() {
                form method="post" action="/granska/dom" { (visit.key())
                    input type="hidden" name="vad" value=(row.what());
                    input type="hidden" name="sedan" value=(visit.path);
                    button name="gor" value="ok" data-key="o" { (words.say("serve-right")) kbd { "o" } span.vh { " " (row.name) } }
                    " " a href={ "/granska/" (row.id) } data-key="r" { (words.say("serve-put-right")) kbd { "r" } span.vh { " " (row.name) } }
                }
            }
        }
    }
}

/// What is doubtful in some papers, to be judged at once.
pub(super) fn of_papers(hall: &Hall<'_>, visit: &Visit, ids: &[String]) -> Result<Markup> {
    let rows = doubt::rows(hall)?.iter();
    let ours: Vec<&Row> = rows
        .filter(|row| row.waits() && ids.contains(&row.id))
        .collect();
    Ok(html! {
        h2 { (hall.words.count("serve-to-judge", ours.len())) }
        (head(hall, visit))
        @if !ours.is_empty() { p.meta.keys { (hall.words.say("serve-keys")) } }
        ol.queue { @for row in ours.iter().take(SHOWN) { (queued(hall, visit, row)) } }
    })
}

/// How a field was found, where that is worth a look.
fn found(hall: &Hall<'_>, how: Option<How>) -> Markup {
    let key = match how {
        Some(How::Guess) => "serve-how-guess",
        Some(How::Missing) => "serve-how-missing",
        Some(How::Conflict) => "serve-how-conflict",
        Some(How::Correction) => "serve-how-correction",
        Some(How::Register) => "serve-how-register",
        Some(How::Sign) | None => return html! {},
    };
    html! { " " span.tag.(key) { (hall.words.say(key)) } }
}

/// All judgements, the last first, each to be taken back.
pub(super) fn judgements(hall: &Hall<'_>, visit: &Visit) -> Result<Answer> {
    let words = hall.words;
    let title = words.say("serve-judgements");
    let all = &hall.judgements.entries;
    let page = Page {
        title: &title,
        body: html! {
            h1 { (title) }
            (head(hall, visit))
            @if all.is_empty() { p { (words.say("no-corrections")) } }
            @for error in &hall.judgements.broken { p.told { (error) } }
            div.box tabindex="0" role="region" aria-label=(title) { table {
                thead { tr {
                    th scope="col" { (words.say("serve-judged")) }
                    th scope="col" { (words.say("serve-judge")) }
                    th scope="col" { (words.say("serve-day")) }
                    th scope="col" { (words.say("serve-kept-do")) }
                } }
                tbody { @for entry in all.iter().rev().take(JUDGEMENTS) {
                    @let (by, on) = entry.by_on();
                    tr {
                        td { (said(hall, entry)) }
                        td { (by) }
                        td { time datetime=(on) { (on) } }
                        td {
                            @match &entry.undone {
                                Some(undone) => { (words.with("serve-undone", &[("by", undone.by.as_str().into()), ("day", undone.on.as_str().into())])) }
                                None => { @if visit.by.is_some() && visit.keeps {
                                    form method="post" action="/granska/angra" { (visit.key())
                                        input type="hidden" name="id" value=(entry.id);
                                        input type="hidden" name="sedan" value="/granska/domar";
                                        button { (words.say("serve-undo")) span.vh { " " (entry.id) } }
                                    }
                                } }
                            }
                        }
                    }
                } }
            } }
        },
        views: false,
    };
    Ok(page.answer(hall, visit))
}
