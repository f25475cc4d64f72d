//! A paper to be judged: what was read of it and by what sign, what persons
//! differ on side by side, its positions, and its beginning.

use super::doubt::{FIELDS, Row, of_paper, rows};
use super::head;
use crate::document::DocumentKind;
use crate::error::Result;
use crate::known::Conflict;
use crate::paper::Paper;
use crate::position::{Addressee, Ask, Dispute, NOT_RAISED, Position, Stance, Verdict, disputes};
use crate::report::Material;
use crate::serve::answer::{Answer, Page, Visit};
use crate::serve::home::nowhere;
use crate::serve::room::Hall;
use crate::serve::text::lines_href;
use maud::{Markup, html};
use std::sync::Arc;

/// Lines of a paper that are shown beside what was read of it.
const LINES: u32 = 60;

pub(in crate::serve) fn page(hall: &Hall<'_>, visit: &Visit, id: &str) -> Result<Answer> {
    let Some(stored) = hall.held.paper(hall, id)? else {
        return Ok(nowhere(hall, visit));
    };
    let paper = hall.reader.paper(stored)?;
    let words = hall.words;
    let own = of_paper(&paper);
    let material = material(hall, visit, &paper)?;
    let queue: Vec<&Row> = rows(hall)?.iter().filter(|row| row.waits()).collect();
    let at = queue.iter().position(|row| row.id == id);
    let before = at.and_then(|at| queue[..at].iter().rev().find(|row| row.id != id));
    let after = at
        .and_then(|at| queue[at..].iter().find(|row| row.id != id))
        .or(match at {
            None => queue.first(),
            Some(_) => None,
        });
    let title = format!("{} – {}", paper.document.name, words.say("serve-review"));
    let page = Page {
        title: &title,
        body: html! {
            h1 { (paper.document.name) }
            (head(hall, visit))
            nav.pages aria-label=(words.say("serve-queue")) {
                a href="/granska" { (words.say("serve-queue")) } " "
                @if let Some(row) = before { a rel="prev" data-key="k" href={ "/granska/" (row.id) } { (words.say("serve-previous")) kbd { "k" } } " " }
                @if let Some(row) = after { a rel="next" data-key="j" href={ "/granska/" (row.id) } { (words.say("serve-next")) kbd { "j" } } }
            }
            @for conflict in &paper.known.conflicts { (differ(hall, visit, &own[0].sha256, conflict)) }
            @for row in &own { (fields(hall, visit, row)) }
            @for dispute in disputes(hall.judgements.stances()).iter().filter(|one| one.unit.split(':').next() == Some(id)) {
                (stances_differ(hall, visit, material.as_deref(), dispute))
            }
            @if let Some(material) = &material { (positions(hall, visit, material, id)) }
            h2 { (words.say("serve-beginning")) }
            p { a href=(lines_href(id, &[])) { (words.say("serve-whole-text")) } }
            ol.lines lang="sv" { @for line in beginning(&paper) { li { (line) } } }
        },
        views: false,
    };
    Ok(page.answer(hall, visit))
}

fn beginning(paper: &Paper) -> impl Iterator<Item = &str> {
    let document = &paper.document;
    let lines = 1..=LINES.min(document.index.count() as u32);
    lines.filter_map(|line| {
        Some(
            document
                .slice(document.index.span_of_line(line)?)
                .trim_end(),
        )
    })
}

/// The report that it belongs to.
fn material(hall: &Hall<'_>, visit: &Visit, paper: &Paper) -> Result<Option<Arc<Material>>> {
    let referrals = hall.names.referrals()?;
    let named = paper.segmentation.head.referral.or_else(|| {
        let mut units = paper.segmentation.units.iter();
        units.find_map(|unit| unit.referral)
    });
    let group = named.and_then(|at| referrals.find(paper.segmentation.referrals.get(at)?));
    group
        .map(|group| hall.held.material(hall, (group, false), &visit.today))
        .transpose()
}

/// What each of those who differ says.
pub(super) fn differ(hall: &Hall<'_>, visit: &Visit, sha256: &str, conflict: &Conflict) -> Markup {
    let words = hall.words;
    html! {
        section.conflict {
            h2 { (words.with("serve-differ", &[("field", words.named("field", conflict.field.name()).into())])) }
            div.sides {
                @for said in &conflict.said {
                    div {
                        h3 { (said.by) }
                        p { (said.value) @if let Some(on) = &said.on { " · " time datetime=(on) { (on) } } }
                        @if visit.keeps && visit.by.is_some() {
                            form method="post" action="/granska/dom" { (visit.key())
                                input type="hidden" name="vad" value=(sha256);
                                input type="hidden" name="sedan" value=(after(visit, crate::document::id_of(sha256)));
                                input type="hidden" name="vem" value=(said.by);
                                button name="gor" value="avgor" { (words.with("serve-decide", &[("by", said.by.as_str().into())])) }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// Where a decision leads back to: the page it was taken on, or the paper where
/// that page answered a form.
fn after(visit: &Visit, id: &str) -> String {
    match visit.path.as_str() {
        "/granska/dom" | "/granska/stallning" => format!("/granska/{id}"),
        path => path.to_owned(),
    }
}

/// What each of those who differ on a position says of it.
pub(super) fn stances_differ(
    hall: &Hall<'_>,
    visit: &Visit,
    material: Option<&Material>,
    dispute: &Dispute<'_>,
) -> Markup {
    let words = hall.words;
    let area = material.map(|material| material.area_title(dispute.area));
    let mut field = area.unwrap_or_else(|| dispute.area.to_owned());
    if let Some(one) = dispute.said.first() {
        field = format!("{field} · {}", one.respondent);
    }
    html! {
        section.conflict {
            h2 { (words.with("serve-differ", &[("field", field.into())])) }
            div.sides {
                @for said in &dispute.said {
                    div {
                        h3 { (said.by) }
                        p { (super::stance_in_words(words, said)) " · " time datetime=(said.on) { (said.on) } }
                        @if visit.keeps && visit.by.is_some() {
                            form method="post" action="/granska/stallning" { (visit.key())
                                input type="hidden" name="enhet" value=(dispute.unit);
                                input type="hidden" name="omrade" value=(dispute.area);
                                input type="hidden" name="sedan" value=(after(visit, dispute.unit.split(':').next().unwrap_or_default()));
                                input type="hidden" name="vem" value=(said.by);
                                button name="gor" value="avgor" { (words.with("serve-decide", &[("by", said.by.as_str().into())])) }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// What was read, each field to be changed.
fn fields(hall: &Hall<'_>, visit: &Visit, row: &Row) -> Markup {
    let words = hall.words;
    let judges = visit.keeps && visit.by.is_some();
    html! {
        section.judge {
            h2 { (words.say("serve-read-thus")) @if row.part.is_some() { " – " (row.name) } }
            form.judge method="post" action="/granska/dom" { (visit.key())
                input type="hidden" name="vad" value=(row.what());
                input type="hidden" name="sedan" value=(visit.path);
                @for (at, field) in FIELDS.into_iter().enumerate() {
                    @let value = row.value(field).unwrap_or("");
                    // Of one answer among several the kind is the paper's.
                    @if field != "kind" || row.part.is_none() {
                        div.field {
                            label {
                                span { (words.named("field", field)) (super::found(hall, row.how(field))) }
                                @if field == "kind" {
                                    select name=(field) disabled[!judges] data-first[at == 0] {
                                        @for kind in DocumentKind::ALL { option value=(kind.name()) selected[kind.name() == value] { (words.named("paper", kind.name())) } }
                                    }
                                } @else {
                                    input name=(field) value=(value) disabled[!judges] data-first[at == 0] type=(if field == "date" { "date" } else { "text" });
                                }
                            }
                            input type="hidden" name={ "fran-" (field) } value=(value);
                            @if let Some(found) = row.found.get(field) {
                                p.meta {
                                    @if let Some(by) = &found.by { (by) }
                                    @if let Some(sign) = &found.sign { " " (words.with("serve-sign", &[("sign", sign.as_str().into())])) }
                                    @if let Some(ahead) = found.ahead { " · " (words.with("serve-ahead", &[("n", words.decimal(f64::from(ahead)).into())])) }
                                }
                            }
                        }
                    }
                }
                @if judges {
                    label { (words.say("serve-why")) " " input name="varfor" maxlength="300"; }
                    p.buttons {
                        // First, as it is pressed by Enter in a field.
                        button name="gor" value="ratta" { (words.say("serve-save")) } " "
                        button name="gor" value="ok" data-key="o" { (words.say("serve-right")) kbd { "o" } }
                    }
                }
            }
        }
    }
}

/// What is asked, to be found right, put right or taken away.
fn asked(hall: &Hall<'_>, visit: &Visit, row: &Position, ask: &Ask) -> Markup {
    let words = hall.words;
    html! {
        blockquote {
            span lang="sv" { (ask.quote) } " "
            a.place href=(lines_href(&row.unit, &(ask.lines.first..=ask.lines.last).collect::<Vec<u32>>())) { (ask.lines.first) }
            @if let Some(said) = &ask.said { " " span.judged { (words.with("corrected-by", &[("by", said.by.as_str().into()), ("day", said.on.as_str().into())])) } }
        }
        @if visit.keeps && visit.by.is_some() {
            form.inline method="post" action="/granska/begaran" { (visit.key())
                input type="hidden" name="enhet" value=(row.unit);
                input type="hidden" name="begaran" value=(ask.quote);
                input type="hidden" name="sedan" value=(visit.path);
                label { (words.say("addressee")) " "
                    select name="till" {
                        @for to in Addressee::ALL { option value=(to.name()) selected[to == ask.addressee] { (words.named("addressee", to.name())) } }
                    } }
                button name="gor" value="ratta" { (words.say("serve-save")) span.vh { " " (ask.quote) } }
                button name="gor" value="ok" { (words.say("serve-right")) span.vh { " " (ask.quote) } }
                button name="gor" value="inte" { (words.say("serve-not-ask")) span.vh { " " (ask.quote) } }
            }
        }
    }
}

/// Where it stands, each position to be found right or put right.
fn positions(hall: &Hall<'_>, visit: &Visit, material: &Material, id: &str) -> Markup {
    let words = hall.words;
    let ours = |row: &&Position| row.unit.split(':').next() == Some(id);
    let own: Vec<&Position> = material.positions.iter().filter(ours).collect();
    let judges = visit.keeps && visit.by.is_some();
    html! {
        @if !own.is_empty() {
            h2 { (words.say("positions")) }
            @for row in own {
                section.judge.position {
                    h3 { (material.area_title(&row.area)) " · " (row.respondent) }
                    p {
                        span.mark { (words.named("said", row.verdict.map_or(row.stance.name(), Verdict::name))) }
                        @if let Some(by) = &row.corrected { " " span.judged { (words.with("corrected-by", &[("by", by.by.as_str().into()), ("day", by.on.as_str().into())])) } }
                    }
                    @for one in &row.evidence {
                        blockquote { span lang="sv" { (one.quote) } " " a.place href=(lines_href(id, &(one.lines.first..=one.lines.last).collect::<Vec<u32>>())) { (one.lines.first) } }
                    }
                    @if judges {
                        form.inline method="post" action="/granska/stallning" { (visit.key())
                            input type="hidden" name="enhet" value=(row.unit);
                            input type="hidden" name="omrade" value=(row.area);
                            input type="hidden" name="sedan" value=(visit.path);
                            label { (words.say("serve-stance")) " "
                                select name="stallning" {
                                    @for stance in Stance::ALL { option value=(stance.name()) selected[stance == row.stance && row.verdict.is_none()] { (words.named("said", stance.name())) } }
                                    @for verdict in Verdict::ALL { option value={ "verdict:" (verdict.name()) } selected[row.verdict == Some(verdict)] { (words.named("said", verdict.name())) } }
                                    option value=(NOT_RAISED) { (words.say("serve-not-raised")) }
                                } }
                            button name="gor" value="ok" { (words.say("serve-right")) span.vh { " " (material.area_title(&row.area)) } }
                            button name="gor" value="ratta" { (words.say("serve-save")) span.vh { " " (material.area_title(&row.area)) } }
                        }
                    }
                    @for one in &row.asks { (asked(hall, visit, row, one)) }
                }
            }
        }
    }
}
