//! Sök: the whole query language, what it was read as, facets, groups, a
//! concordance, searches that are kept. Every state of it is an address.

mod asked;
mod hits;
mod ways;

pub(super) use asked::Asked;

use super::answer::{Answer, Page, Visit};
use super::home::search_form;
use super::room::Hall;
use super::text::lines_href;
use crate::corpus::Scope;
use crate::error::{Error, Result};
use crate::search::saved::Searches;
use crate::search::{GroupBy, Kwic, KwicSort, Matching, Request, concordance, groups, matching};
use asked::View;
use maud::{Markup, html};

/// Hits on a page.
const HITS: usize = 20;
/// Units that are read for groups and for a concordance: beyond it counting is
/// left to the facets.
const READ: usize = 1_500;
/// Lines of a concordance that are shown.
const LINES: usize = 300;
/// Letters on each side of a match.
const WIDTH: usize = 42;

/// The page of a search; without words it tells how to ask.
pub(super) fn page(
    hall: &Hall<'_>,
    visit: &Visit,
    asked: &Asked,
    kept: &Searches,
) -> Result<Answer> {
    let words = hall.words;
    let title = match asked.query.is_empty() {
        true => words.say("serve-search").into_owned(),
        false => format!("{} – {}", asked.query, words.say("serve-search")),
    };
    let found = match asked.is_empty() {
        true => html! { (how_to(hall)) },
        // What is wrong with a query is told where it stands.
        false => answered(hall, visit, asked)
            .unwrap_or_else(|error| html! { p.told role="alert" { (error) } }),
    };
    let page = Page {
        title: &title,
        body: html! {
            h1 { (words.say("serve-search")) }
            (search_form(hall, &asked.values()))
            (found)
            (ways::kept(hall, visit, asked, kept)?)
        },
        views: false,
    };
    Ok(page.answer(hall, visit))
}

/// What can be typed.
fn how_to(hall: &Hall<'_>) -> Markup {
    const EXAMPLES: [(&str, &str); 9] = [
        ("informationssäkerhet ansvar", "serve-how-all"),
        ("\"riktlinje för säkerhet\"", "serve-how-phrase"),
        ("=nämnden", "serve-how-exact"),
        ("upphandl*", "serve-how-wild"),
        ("tillgängliget~", "serve-how-near"),
        ("dialog NÄRA/5 medborgare", "serve-how-beside"),
        ("dialog ELLER samråd", "serve-how-or"),
        ("dialog -samråd", "serve-how-not"),
        ("nämnd:kultur typ:yttrande datum:2021", "serve-how-fields"),
    ];
    html! {
        h2 { (hall.words.say("serve-how")) }
        dl.how {
            @for (query, key) in EXAMPLES {
                dt { a href=(super::href::with("/sok", &[("q", query)])) { code { (query) } } }
                dd { (hall.words.say(key)) }
            }
        }
    }
}

/// What is asked of the core.
fn request(hall: &Hall<'_>, asked: &Asked, limit: usize, fold: bool) -> Result<Request> {
    Ok(Request {
        query: asked.query.clone(),
        scope: Scope::of(hall.names, &asked.wanted()?)?,
        exact_words: asked.exact,
        limit,
        fold,
        around: fold,
        after: asked.after,
        unrecognised: None,
    })
}

fn answered(hall: &Hall<'_>, visit: &Visit, asked: &Asked) -> Result<Markup> {
    let topics = hall.held.topics()?;
    let most = match asked.view {
        View::Hits => asked.page * HITS,
        // Read below, where there are not too many.
        View::Groups(_) | View::Kwic => 1,
    };
    let request = request(hall, asked, most, asked.view == View::Hits)?;
    let found = matching(hall.reader, topics, &request)?;
    let told = html! {
        @for line in request.scope.said() { p.meta { (line) } }
        (said(hall, asked, &found))
    };
    let facets = ways::facets(hall, asked, &found)?;
    let main = match asked.view {
        View::Hits => hits::shown(hall, asked, &found, HITS)?,
        View::Groups(by) => gathered(hall, asked, by, found.total)?,
        View::Kwic => lined_up(hall, asked, found.total)?,
    };
    Ok(html! {
        (told)
        (ways::chosen(hall, asked))
        (ways::views(hall, asked))
        div.found-and-facets {
            div.main { (main) }
            aside.facets aria-label=(hall.words.say("serve-narrow")) { (facets) }
        }
        (ways::keep(hall, visit, asked))
    })
}

/// How many there are, and what was read otherwise.
fn said(hall: &Hall<'_>, asked: &Asked, found: &Matching) -> Markup {
    let words = hall.words;
    html! {
        p.found role="status" {
            (words.count("serve-hits", found.total))
            @if found.loose.total > 0 { " " (words.count("serve-loose", found.loose.total)) }
        }
        @if let Some(relaxed) = &found.relaxed {
            p.told {
                @for one in relaxed.readings.iter().filter(|one| one.why != crate::search::Why::Most) {
                    (words.with("serve-read-as", &[("asked", one.asked.as_str().into()), ("as", one.read_as.as_str().into())])) " "
                }
                @if relaxed.why == crate::search::Why::Most { (words.say("serve-most")) " " }
                a href=(asked.href(|to| to.exact = true)) { (words.say("serve-exactly")) }
            }
        }
        @for one in found.asked.iter().filter(|one| found.total == 0 && !one.meant.is_empty()) {
            p.told {
                (words.with("serve-nowhere", &[("word", one.typed.as_str().into())]))
                @for meant in &one.meant {
                    " " a href=(asked.href(|to| to.query = asked.query.replace(&one.typed, meant))) { (meant) }
                }
            }
        }
        @if let Some(hint) = &found.hint { p.told { (hint) } }
    }
}

/// Too many to be read for a page.
fn too_many(hall: &Hall<'_>, total: usize) -> Option<Markup> {
    (total > READ).then(|| {
        let given = [("n", total.into()), ("most", READ.into())];
        html! { p.told { (hall.words.with("serve-too-many", &given)) } }
    })
}

fn gathered(hall: &Hall<'_>, asked: &Asked, by: GroupBy, total: usize) -> Result<Markup> {
    if let Some(told) = too_many(hall, total) {
        return Ok(told);
    }
    let found = matching(
        hall.reader,
        hall.held.topics()?,
        &request(hall, asked, 0, false)?,
    )?;
    let all = groups(hall.reader, &found, by)?;
    let words = hall.words;
    let name = |name: &str| match by {
        _ if name.is_empty() => words.say("serve-unnamed").into_owned(),
        GroupBy::Kind => words.named("kind", name),
        _ => name.to_owned(),
    };
    Ok(html! {
        div.box tabindex="0" role="region" aria-label=(words.say("serve-groups")) { table {
            caption { (words.with("serve-groups-caption", &[("n", all.groups.len().into()), ("all", all.all.into())])) }
            thead { tr {
                th scope="col" { (words.say("serve-group")) }
                th scope="col" { (words.say("serve-voice")) }
                th.n scope="col" { (words.say("serve-matches")) }
                th.n scope="col" { (words.say("serve-per-thousand")) }
                th scope="col" { (words.say("serve-where")) }
            } }
            tbody { @for group in &all.groups {
                tr {
                    th scope="row" {
                        @match asked.within(by, &group.name) {
                            Some(href) => { a href=(href) { (name(&group.name)) } }
                            None => { (name(&group.name)) }
                        }
                    }
                    td { (words.named("voice", group.voice.name())) }
                    td.n { (group.occurrences) }
                    td.n { (words.decimal(group.per_thousand())) }
                    td { @for at in group.units.iter().take(3) {
                        @let one = &all.mentions[*at];
                        a.place href=(lines_href(&one.id, &one.lines)) { (one.document.cited()) ":" (one.lines.first().copied().unwrap_or(1)) } " "
                    } @if group.units.len() > 3 { "+" (group.units.len() - 3) } }
                }
            } }
        } }
        @if !all.absent.is_empty() {
            details {
                summary { (words.count("serve-absent", all.absent.len())) }
                ul.plain { @for one in &all.absent {
                    li { (name(one)) @if all.partial.contains(one) { " · " (words.say("status-partial")) } }
                } }
            }
        }
    })
}

fn lined_up(hall: &Hall<'_>, asked: &Asked, total: usize) -> Result<Markup> {
    if let Some(told) = too_many(hall, total) {
        return Ok(told);
    }
    let found = matching(
        hall.reader,
        hall.held.topics()?,
        &request(hall, asked, 0, false)?,
    )?;
    let how = Kwic {
        sort: KwicSort::Place,
        width: WIDTH,
        most: LINES,
    };
    let all = concordance(hall.reader, &found, how, |_| ())?;
    let words = hall.words;
    Ok(html! {
        p.meta { (words.with("serve-kwic-caption", &[("n", all.occurrences.into()), ("shown", all.lines.len().into())])) }
        div.box tabindex="0" role="region" aria-label=(words.say("serve-kwic")) { table.kwic {
            thead { tr {
                th.n scope="col" { (words.say("serve-before")) }
                th scope="col" { (words.say("serve-match")) }
                th scope="col" { (words.say("serve-behind")) }
                th scope="col" { (words.say("serve-where")) }
            } }
            tbody lang="sv" { @for line in &all.lines {
                tr {
                    td.n { (line.left) }
                    td { mark { (line.found) } }
                    td { (line.right) }
                    td {
                        a.place href=(lines_href(&line.unit, &[line.line])) { (line.respondent.as_deref().unwrap_or_else(|| line.document.cited())) ":" (line.line) }
                    }
                }
            } }
        } }
    })
}

/// That a search of this name is not kept.
pub(super) fn not_kept(name: &str) -> Error {
    Error::new(format!("no search is kept as {name}"))
}
