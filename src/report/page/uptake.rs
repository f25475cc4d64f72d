//! Avtryck: what the sender's own texts took from the answers word for word,
//! what was changed on the way and what beside it was left out.

use super::View;
use super::parts::{quoted, who};
use super::reuse::{at, day, label};
use crate::report::source::By;
use crate::reuse::{Answers, Text};
use crate::unit::CentralKind;
use crate::uptake::{Piece, Sentences, Taker, Uptake, uptakes};
use maud::{Markup, html};

/// The address of the view.
pub(super) const AT: &str = "avtryck";
/// Passages of one text that are shown.
const SHOWN: usize = 40;

pub(super) fn uptake(view: View<'_>, answers: &Answers<'_>) -> Markup {
    let words = view.words;
    let takers = uptakes(answers, |_| true);
    let is_letter = |one: &Taker<'_>| one.text.central() == Some(CentralKind::Kontor);
    html! {
        section.view id=(AT) aria-labelledby="h-avtryck" {
            h2 id="h-avtryck" { (words.say("uptake")) }
            @if takers.is_empty() {
                p { (words.say("no-takers")) }
            } @else {
                p { (words.say("uptake-told")) }
                @for (nth, one) in takers.iter().enumerate() { (taker(view, nth + 1, one)) }
                @if !takers.iter().any(is_letter) { p { (words.say("no-letter")) } }
            }
        }
    }
}

/// One of the sender's texts, and what it took.
fn taker(view: View<'_>, number: usize, one: &Taker<'_>) -> Markup {
    let words = view.words;
    let id = format!("{AT}.{number}");
    let taken = one.uptakes.len();
    html! {
        article.page id=(id) aria-labelledby={ "h-" (id) } {
            h3 id={ "h-" (id) } { (words.say("taker")) " " (label(view, one.text)) }
            p.meta { (day(view, one.text)) " · " (at(view, one.text, None)) }
            @match taken {
                0 if one.before => p { (words.say("took-before")) },
                0 => p { (words.say("took-nothing")) },
                _ => p { (words.count("took", taken)) },
            }
            @for (nth, uptake) in one.uptakes.iter().take(SHOWN).enumerate() {
                (passage(view, &format!("{id}.{}", nth + 1), uptake))
            }
            @if taken > SHOWN { p { (words.count("more-uptakes", taken - SHOWN)) } }
        }
    }
}

/// The answer's sentences, the sender's, what changed, what was left out.
fn passage(view: View<'_>, id: &str, one: &Uptake<'_>) -> Markup {
    let words = view.words;
    html! {
        section id=(id) aria-labelledby={ "h-" (id) } {
            h4 id={ "h-" (id) } {
                (from(view, one.from)) ", " (day(view, one.from)) ": " (words.count("equal-words", one.words))
            }
            p.meta { (words.say("answer-says")) }
            (sentences(view, one.from, &one.source))
            p.meta { (words.say("taker-says")) }
            (sentences(view, one.into, &one.said))
            @if one.is_verbatim() {
                p.meta { (words.say("changes-none")) }
            } @else {
                p.meta { (words.say("changes-of")) }
                p.diff lang=[view.foreign()] { @for piece in &one.pieces { (changed(piece)) " " } }
            }
            @if !one.left_out.is_empty() {
                p.meta { (words.say("uptake-left-out")) }
                @for left in &one.left_out { (sentences(view, one.from, left)) }
            }
        }
    }
}

fn from(view: View<'_>, text: &Text) -> Markup {
    match text.respondent() {
        Some(name) => who(view, name),
        None => html! { (view.words.say("nobody-known")) },
    }
}

fn sentences(view: View<'_>, text: &Text, one: &Sentences) -> Markup {
    let whose = (By::Unit(&text.id), &text.paper.document.name);
    quoted(view, whose, one.lines, &one.text)
}

fn changed(piece: &Piece) -> Markup {
    match piece {
        Piece::Kept(words) => html! { (words) },
        Piece::Dropped(words) => html! { del { (words) } },
        Piece::Added(words) => html! { ins { (words) } },
    }
}
