//! Ways on from a search: what it can be narrowed to, how it can be shown, the
//! searches that are kept.

use super::asked::{Asked, View, WAYS};
use crate::corpus::{Names, Scope};
use crate::desk::searches::after;
use crate::error::Result;
use crate::search::saved::{Saved, Searches, Seen};
use crate::search::{Matching, Request, matching};
use crate::serve::answer::Visit;
use crate::serve::href;
use crate::serve::room::Hall;
use maud::{Markup, html};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// Values of a facet that are shown at once.
const SHOWN: usize = 12;

/// A value to narrow by: what it is called, how many, where that leads.
struct Value {
    name: String,
    n: usize,
    href: String,
}

/// What is found can be narrowed to.
pub(super) fn facets(hall: &Hall<'_>, asked: &Asked, found: &Matching) -> Result<Markup> {
    let words = hall.words;
    let counted = found.facets(hall.reader)?;
    let bodies = hall.names.bodies()?;
    let mut body_kinds: BTreeMap<&str, usize> = BTreeMap::new();
    for (name, scope) in &counted.respondents {
        if let Some(kind) = bodies.kind(name) {
            *body_kinds.entry(kind).or_default() += scope.units;
        }
    }
    let by_referral = hall.reader.by_referral(&found.plan)?;
    let referrals = hall.held.referrals(hall)?.iter().filter_map(|row| {
        let units = row.keys.iter().filter_map(|key| by_referral.get(key));
        let n = units.map(|one| one.units).sum();
        let words = row.number.clone().unwrap_or_else(|| row.title.clone());
        let href = asked.href(|to| to.referrals = vec![words]);
        (n > 0).then(|| Value {
            name: row.title.clone(),
            n,
            href,
        })
    });
    let kinds = counted.kinds.iter().map(|(kind, scope)| Value {
        name: words.named("unit", kind),
        n: scope.units,
        href: asked.href(|to| to.kinds = vec![kind.clone()]),
    });
    let body_kinds = body_kinds.into_iter().map(|(kind, n)| Value {
        name: words.named("kind", kind),
        n,
        href: asked.href(|to| to.body_kinds = vec![kind.to_owned()]),
    });
    let boards = counted.respondents.iter().map(|(name, scope)| Value {
        name: name.clone(),
        n: scope.units,
        href: asked.href(|to| to.boards = vec![name.clone()]),
    });
    let parties = counted.parties.iter().map(|(party, scope)| Value {
        name: party.clone(),
        n: scope.units,
        href: asked.href(|to| to.parties = vec![party.clone()]),
    });
    let years = counted.years.iter().map(|(year, scope)| Value {
        name: year.clone(),
        n: scope.units,
        href: asked.href(|to| (to.from, to.to) = (year.clone(), year.clone())),
    });
    Ok(html! {
        (facet(hall, "serve-facet-kind", kinds.collect()))
        (facet(hall, "serve-facet-body-kind", body_kinds.collect()))
        (facet(hall, "serve-facet-referral", referrals.collect()))
        (facet(hall, "serve-facet-board", boards.collect()))
        (facet(hall, "serve-facet-party", parties.collect()))
        (facet(hall, "serve-facet-year", years.collect()))
    })
}

fn facet(hall: &Hall<'_>, key: &str, mut values: Vec<Value>) -> Markup {
    values.sort_by_key(|value| Reverse(value.n));
    let more = values.split_off(values.len().min(SHOWN));
    let list = |values: &[Value]| {
        html! {
            ul { @for one in values { li { a href=(one.href) { (one.name) } " " span.meta { (one.n) } } } }
        }
    };
    html! {
        @if !values.is_empty() {
            section {
                h2 { (hall.words.say(key)) }
                (list(&values))
                @if !more.is_empty() {
                    details { summary { (hall.words.count("serve-more", more.len())) } (list(&more)) }
                }
            }
        }
    }
}

/// What it is narrowed to now, each to be taken away.
pub(super) fn chosen(hall: &Hall<'_>, asked: &Asked) -> Markup {
    let filters = asked.filters();
    let without = |name: &str, value: &str| {
        asked.href(|to| {
            let lists = [
                &mut to.boards,
                &mut to.body_kinds,
                &mut to.referrals,
                &mut to.parties,
                &mut to.kinds,
            ];
            for (known, list) in ["instans", "slag", "remiss", "parti", "typ"]
                .iter()
                .zip(lists)
            {
                if *known == name {
                    list.retain(|one| one != value);
                }
            }
            match name {
                "fran" => to.from.clear(),
                "till" => to.to.clear(),
                _ => {}
            }
        })
    };
    let named = |name: &str, value: &str| match name {
        "typ" => hall.words.named("unit", value),
        "slag" => hall.words.named("kind", value),
        _ => value.to_owned(),
    };
    html! {
        @if !filters.is_empty() || asked.exact || asked.new {
            ul.chosen aria-label=(hall.words.say("serve-chosen")) {
                @for (name, value) in filters {
                    li { a href=(without(name, value)) { (hall.words.named("serve-filter", name)) ": " (named(name, value)) span aria-hidden="true" { " ×" } } }
                }
                @if asked.exact {
                    li { a href=(asked.href(|to| to.exact = false)) { (hall.words.say("serve-exactly")) span aria-hidden="true" { " ×" } } }
                }
                @if asked.new {
                    li { a href=(asked.href(|to| to.new = false)) { (hall.words.say("serve-new-alone")) span aria-hidden="true" { " ×" } } }
                }
            }
        }
    }
}

/// The ways in which it can be shown.
pub(super) fn views(hall: &Hall<'_>, asked: &Asked) -> Markup {
    html! {
        nav.ways aria-label=(hall.words.say("serve-ways")) { ul {
            @for (way, view) in WAYS {
                @let key = if way.is_empty() { "serve-way-traffar".to_owned() } else { format!("serve-way-{way}") };
                li { a href=(asked.href(|to| to.view = view)) aria-current=[(view == asked.view).then_some("page")] { (hall.words.say(&key)) } }
            }
        } }
    }
}

/// A form to keep it under a name.
pub(super) fn keep(hall: &Hall<'_>, visit: &Visit, asked: &Asked) -> Markup {
    html! {
        @if visit.keeps && asked.view == View::Hits {
            form.inline method="post" action="/sok/spara" {
                (visit.key())
                @for (name, value) in asked.values() { input type="hidden" name=(name) value=(value); }
                label { (hall.words.say("serve-keep-as")) " " input name="sparas" required maxlength="60" value=(asked.kept); }
                button { (hall.words.say("serve-keep")) }
            }
        }
    }
}

/// What is new in a kept search; nothing where it cannot be asked any more.
fn new(hall: &Hall<'_>, saved: &Saved) -> Result<usize> {
    let names: &Names<'_> = hall.names;
    let request = Request {
        query: saved.query.clone(),
        scope: Scope::of(names, &saved.wanted()?)?,
        exact_words: saved.exact_words,
        limit: 1,
        after: Some(after(saved, hall.reader)),
        ..Request::default()
    };
    let found = matching(hall.reader, hall.held.topics()?, &request)?;
    Ok(found.total + found.loose.total)
}

/// The searches that are kept, with what is new in each.
pub(super) fn kept(
    hall: &Hall<'_>,
    visit: &Visit,
    asked: &Asked,
    kept: &Searches,
) -> Result<Markup> {
    let words = hall.words;
    if kept.all.is_empty() || !asked.is_empty() && asked.kept.is_empty() {
        return Ok(html! {});
    }
    let rows = kept
        .all
        .iter()
        .map(|(name, saved)| (name, saved, new(hall, saved).ok()));
    Ok(html! {
        section.kept {
            h2 { (words.say("serve-kept")) }
            div.box tabindex="0" role="region" aria-label=(words.say("serve-kept")) { table {
                thead { tr {
                    th scope="col" { (words.say("serve-kept-name")) }
                    th scope="col" { (words.say("serve-kept-query")) }
                    th scope="col" { (words.say("serve-kept-new")) }
                    th scope="col" { (words.say("serve-kept-do")) }
                } }
                tbody { @for (name, saved, new) in rows {
                    @let to = href::with("/sok", &[("sparad", name)]);
                    tr {
                        th scope="row" { a href=(to) { (name) } }
                        td { code { (saved.query) } " " (saved.options()) }
                        td {
                            @match new {
                                Some(n) => { a href=(href::with("/sok", &[("sparad", name), ("nytt", "1")])) { (words.count("serve-new", n)) } }
                                None => { (words.say("serve-kept-broken")) }
                            }
                            @if let Some(Seen { on, .. }) = &saved.seen { " · " (words.with("serve-seen", &[("day", on.as_str().into())])) }
                        }
                        td { @if visit.keeps {
                            form method="post" action="/sok/sedd" { (visit.key()) input type="hidden" name="sparad" value=(name);
                                button name="gor" value="sedd" { (words.say("serve-mark-seen")) span.vh { " " (name) } } " "
                                button name="gor" value="bort" { (words.say("serve-forget")) span.vh { " " (name) } } }
                        } }
                    }
                } }
            } }
        }
    })
}
