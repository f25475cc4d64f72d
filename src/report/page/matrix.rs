//! Ställningstaganden: respondents down, areas across. A cell holds a sign and
//! leads to what is said; statements of parties and councils are told beside.

use super::View;
use super::parts::{cell_id, class, parties, said, sign};
use crate::ledger::Status;
use crate::position::{Area, Position, Stance};
use crate::report::material::Respondent;
use crate::report::said::Said;
use maud::{Markup, html};
use std::collections::{BTreeMap, BTreeSet};

pub(super) fn matrix(view: View<'_>) -> Markup {
    let View {
        material, words, ..
    } = view;
    let speaking = material.respondents.iter();
    let speaking: Vec<&Respondent> = speaking
        .filter(|one| !one.rows.is_empty() || !one.statements.is_empty())
        .collect();
    html! {
        section.view id="stallningstaganden" aria-labelledby="h-stallningstaganden" {
            h2 id="h-stallningstaganden" { (words.say("positions")) }
            @if speaking.is_empty() {
                p { (words.say("no-positions")) }
            } @else {
                p { (words.say("positions-told")) }
                (legend(view))
                (filters(view, &speaking))
                p.found role="status" hidden {}
                div.box.matrixbox tabindex="0" role="region" aria-label=(words.say("matrix-caption")) {
                    table.matrix {
                        caption { (words.say("matrix-caption")) }
                        thead { tr {
                            th.corner scope="col" { (words.say("respondent")) }
                            @for area in &material.areas { (head(view, area)) }
                        } }
                        tbody { @for one in &speaking { (row(view, one)) } }
                    }
                }
                (silent(view))
            }
        }
    }
}

fn head(view: View<'_>, area: &Area) -> Markup {
    html! {
        th.area scope="col" {
            a href={ "#omrade." (view.material.area_slug(&area.id)) } { span { (area.title()) } }
        }
    }
}

fn legend(view: View<'_>) -> Markup {
    let all = view.material.positions.iter().map(Said::of);
    let all: BTreeSet<Said> = all.collect();
    let mut signs: BTreeMap<Stance, Vec<String>> = BTreeMap::new();
    for one in all {
        signs.entry(one.stance()).or_default().push(said(view, one));
    }
    html! {
        ul.legend {
            @for (stance, told) in &signs {
                li { span.mark.(class(*stance)) { span aria-hidden="true" { (sign(*stance)) } " " (told.join(", ")) } }
            }
            li { span.beside { "−2" } " " (view.words.say("beside-told")) }
        }
    }
}

/// Chosen with a script; hidden where there is none.
fn filters(view: View<'_>, speaking: &[&Respondent]) -> Markup {
    let View {
        material, words, ..
    } = view;
    let mut verdicts = BTreeSet::new();
    let mut of_parties = BTreeSet::new();
    for row in &material.positions {
        match row.is_answer() {
            true => drop(verdicts.insert(Said::of(row))),
            false => of_parties.extend(parties(row)),
        }
    }
    let kinds: BTreeSet<&str> = speaking
        .iter()
        .filter_map(|one| one.kind.as_deref())
        .collect();
    html! {
        form.filters hidden {
            label { (words.say("filter-verdict")) " "
                select name="svar" { option value="" { (words.say("any")) }
                    @for one in verdicts { option value=(one.name()) { (said(view, one)) } } } }
            @if kinds.len() > 1 {
                label { (words.say("kind")) " "
                    select name="slag" { option value="" { (words.say("any")) }
                        @for kind in kinds { option value=(kind) { (words.named("kind", kind)) } } } }
            }
            @if !of_parties.is_empty() {
                label { (words.say("filter-party")) " "
                    select name="parti" { option value="" { (words.say("any")) }
                        @for party in of_parties { option value=(party) { (party) } } } }
            }
            label { (words.say("sort")) " "
                select name="ordning" {
                    option value="" { (words.say("sort-asked")) }
                    option value="namn" { (words.say("sort-name")) }
                    option value="invandningar" { (words.say("sort-against")) }
                } }
            button type="reset" { (words.say("show-all")) }
        }
    }
}

fn row(view: View<'_>, one: &Respondent) -> Markup {
    let material = view.material;
    let rows = one.rows.iter().map(|at| &material.positions[*at]);
    let against = rows
        .filter(|row| Said::of(row).stance() == Stance::Kritik)
        .count();
    let statements = one.statements.iter().map(|at| &material.positions[*at]);
    let of_parties: BTreeSet<&str> = statements.flat_map(parties).collect();
    let of_parties: Vec<&str> = of_parties.into_iter().collect();
    html! {
        tr data-kind=[one.kind.as_deref()] data-p=(of_parties.join(" ")) data-n=(against) {
            th scope="row" { a href={ "#" (one.slug) } { (one.name) } }
            @for area in &material.areas { (cell(view, one, area)) }
        }
    }
}

fn cell(view: View<'_>, one: &Respondent, area: &Area) -> Markup {
    let own = view.material.cell(one, &area.id);
    let beside = view.material.beside(one, &area.id);
    if own.is_empty() && beside.is_empty() {
        return html! { td {} };
    }
    let all: BTreeSet<Said> = own.iter().map(|row| Said::of(row)).collect();
    let words: Vec<String> = all.iter().map(|one| said(view, *one)).collect();
    let names: Vec<&str> = all.iter().map(|one| one.name()).collect();
    let stances: BTreeSet<Stance> = all.iter().map(|one| one.stance()).collect();
    let signs: String = stances.iter().map(|stance| sign(*stance)).collect();
    let coloured = match stances.iter().collect::<Vec<_>>()[..] {
        [] => "none",
        [stance] => class(*stance),
        _ => "two",
    };
    let label = match words.is_empty() {
        true => view.words.say("only-beside").into_owned(),
        false => words.join(" / "),
    };
    html! {
        td.(coloured) data-v=(names.join(" ")) {
            a href={ "#" (cell_id(view, one, &area.id)) } title=(label) data-a=(area.title()) {
                @if !signs.is_empty() { span.sign aria-hidden="true" { (signs) } }
                span.word { (label) }
                @if !beside.is_empty() { span.beside { (tallied(&beside)) } }
            }
        }
    }
}

/// "−2 ±1"
fn tallied(rows: &[&Position]) -> String {
    let mut tally: BTreeMap<Stance, usize> = BTreeMap::new();
    rows.iter()
        .for_each(|row| *tally.entry(Said::of(row).stance()).or_default() += 1);
    let one = |(stance, n): (&Stance, &usize)| format!("{}{n}", sign(*stance));
    tally.iter().map(one).collect::<Vec<_>>().join(" ")
}

/// What no cell shows, told aloud.
fn silent(view: View<'_>) -> Markup {
    let View {
        material, words, ..
    } = view;
    let titles: Vec<String> = material.silent.iter().map(Area::title).collect();
    let quiet = material.respondents.iter();
    let quiet = quiet.filter(|one| one.rows.is_empty() && one.statements.is_empty());
    let supports = |one: &&Respondent| {
        let entry = material.entry(one);
        entry.is_some_and(|entry| entry.status == Status::SupportsWithoutText)
    };
    let (supporting, quiet): (Vec<&Respondent>, Vec<&Respondent>) = quiet.partition(supports);
    let names =
        |all: &[&Respondent]| -> Vec<String> { all.iter().map(|one| one.name.clone()).collect() };
    let (supporting, quiet) = (names(&supporting), names(&quiet));
    let unread = material.unread();
    html! {
        @if !supporting.is_empty() {
            p { (words.with("supports-only", &[("names", supporting.join("; ").into())])) }
        }
        @if !unread.is_empty() {
            p { (words.say("unread-statements")) ": "
                @for (nth, one) in unread.iter().enumerate() {
                    @if nth > 0 { "; " }
                    (super::parts::unread(view, *one, true))
                }
            }
        }
        @if !titles.is_empty() {
            p { (words.count("silent-areas", titles.len())) " " (titles.join("; ")) "." }
        }
        @if !quiet.is_empty() {
            details.fold { summary { (words.count("quiet-respondents", quiet.len())) } p { (quiet.join("; ")) } }
        }
        @if material.unsure > 0 { p { (words.count("left-out-unsure", material.unsure)) } }
    }
}
