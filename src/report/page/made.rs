//! Så gjordes det: from which papers, with what, and what was not understood;
//! without it a report that leaves the house cannot be defended.

use super::View;
use crate::position::CONFIDENT;
use crate::report::material::{Filed, Masked};
use maud::{Markup, html};

pub(super) fn made(view: View<'_>) -> Markup {
    let View {
        material, words, ..
    } = view;
    let made = &material.made;
    let masked = match made.masked {
        Masked::Nothing => "masked-nothing",
        Masked::Named => "masked-named",
        Masked::LeftOut => "masked-left-out",
    };
    let bar = words.percent(CONFIDENT);
    html! {
        section.view id="sa-gjordes-det" aria-labelledby="h-sa-gjordes-det" {
            h2 id="h-sa-gjordes-det" { (words.say("how-made")) }
            p { (super::made_on(view)) " " (words.say("made-told")) }
            ul {
                li { (words.with("threshold", &[("bar", bar.into()), ("unsure", material.unsure.into())])) }
                li { (words.say(masked)) }
                li { (words.say("reuse-limits")) }
                @if !material.pictures.drawn.is_empty() || material.pictures.left > 0 {
                    li { (words.with("pages-drawn", &[("n", material.pictures.drawn.len().into()), ("left", material.pictures.left.into())])) }
                }
                @if !made.texts { li { (words.say("texts-left-out")) } }
            }
            h3 { (words.say("papers-read")) }
            div.box tabindex="0" role="region" aria-label=(words.say("papers-read")) {
                table {
                    caption { (words.count("papers-caption", material.papers.len())) }
                    thead { tr {
                        th scope="col" { (words.say("paper")) }
                        th scope="col" { (words.say("kind")) }
                        th.n scope="col" { (words.say("lines-head")) }
                        th.n scope="col" { (words.say("units-head")) }
                        th.n scope="col" { (words.say("notes-head")) }
                        th scope="col" { (words.say("hash")) }
                    } }
                    tbody { @for filed in &material.papers { (paper(view, filed)) } }
                }
            }
            @if !material.unrecognised.is_empty() {
                p { (words.count("unrecognised", material.unrecognised.len())) " " (material.unrecognised.join(", ")) }
            }
            h3 { (words.say("areas-head")) }
            p { (words.say("areas-told")) }
            ul { @for area in material.areas.iter().chain(&material.silent) { li { (area.title()) } } }
            (corrections(view))
        }
    }
}

fn paper(view: View<'_>, filed: &Filed) -> Markup {
    let found = &filed.paper.segmentation;
    let document = &filed.paper.document;
    html! {
        tr {
            th scope="row" {
                @match view.material.made.texts {
                    true => { a href={ "#" (filed.slug) } { (document.name) } }
                    false => { (document.name) }
                }
            }
            td { (view.words.named("paper", found.kind.name())) }
            td.n { (document.index.count()) }
            td.n { (found.units.len()) }
            td.n { (found.notes.len()) }
            td { code { (document.sha256) } }
        }
    }
}

fn corrections(view: View<'_>) -> Markup {
    let View {
        material, words, ..
    } = view;
    let known = material
        .papers
        .iter()
        .filter(|filed| !filed.paper.known.is_empty());
    let known: Vec<&str> = known
        .map(|filed| filed.paper.document.name.as_str())
        .collect();
    html! {
        h3 { (words.say("corrections")) }
        @if material.corrections.is_empty() && known.is_empty() { p { (words.say("no-corrections")) } }
        @if !material.corrections.is_empty() {
            ul {
                @for one in &material.corrections {
                    li {
                        (one.respondent) ", " (material.area_title(&one.focus_area)) ": "
                        (words.named("said", if one.verdict.is_empty() { &one.stance } else { &one.verdict }))
                        " – " (one.by) ", " time datetime=(one.on) { (one.on) }
                        @if !one.note.is_empty() { " – " (one.note) }
                    }
                }
            }
        }
        @if !known.is_empty() { p { (words.count("papers-corrected", known.len())) " " (known.join(", ")) } }
    }
}
