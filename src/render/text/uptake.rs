//! What the sender's texts took from the answers, for people.

use super::{FAINT, NAME};
use crate::render::place as place_at;
use crate::render::reuse::{day, label, place, who};
use crate::reuse::Text;
use crate::unit::CentralKind;
use crate::uptake::{Piece, Sentences, Taker, Uptake};
use std::io::{self, Write};

/// Each of the sender's texts with what it took; one that took nothing is named.
/// With `some` only from answers that were asked for.
pub fn uptakes(takers: &[Taker<'_>], some: bool, out: &mut dyn Write) -> io::Result<()> {
    let answers = if some { "those answers" } else { "the answers" };
    for (at, taker) in takers.iter().enumerate() {
        if at > 0 {
            writeln!(out)?;
        }
        let took = match taker.uptakes.len() {
            0 if taker.before => "nothing: it was written before the answers".to_owned(),
            0 => format!("nothing from {answers}"),
            1 => format!("1 passage from {answers}"),
            many => format!("{many} passages from {answers}"),
        };
        writeln!(
            out,
            "{NAME}{}{NAME:#} took {took}  {FAINT}{} {}{FAINT:#}",
            label(taker.text),
            day(taker.text),
            place(taker.text)
        )?;
        for uptake in &taker.uptakes {
            one(uptake, out)?;
        }
    }
    let is_letter = |taker: &Taker<'_>| taker.text.central() == Some(CentralKind::Kontor);
    if !takers.is_empty() && !takers.iter().any(is_letter) {
        writeln!(
            out,
            "\nno letter of the executive office stands in these papers"
        )?;
    }
    Ok(())
}

fn one(uptake: &Uptake<'_>, out: &mut dyn Write) -> io::Result<()> {
    writeln!(
        out,
        "\n  {NAME}{}{NAME:#} {FAINT}{}, {} words{FAINT:#}",
        who(uptake.from),
        day(uptake.from),
        uptake.words
    )?;
    row("answer", uptake.from, &uptake.source, out)?;
    row("text", uptake.into, &uptake.said, out)?;
    if uptake.is_verbatim() {
        writeln!(out, "    {FAINT}word for word{FAINT:#}")?;
    } else {
        writeln!(
            out,
            "    {FAINT}changed {FAINT:#} {}",
            changes(&uptake.pieces)
        )?;
    }
    for sentence in &uptake.left_out {
        row("left out", uptake.from, sentence, out)?;
    }
    Ok(())
}

fn row(what: &str, text: &Text, said: &Sentences, out: &mut dyn Write) -> io::Result<()> {
    writeln!(
        out,
        "    {FAINT}{what:8} {}{FAINT:#}  {}",
        place_at(&text.paper.document.name, said.lines),
        said.text
    )
}

/// "[-vi-] {+jag+} ser".
pub fn changes(pieces: &[Piece]) -> String {
    let told = pieces.iter().map(|piece| match piece {
        Piece::Kept(words) => words.clone(),
        Piece::Dropped(words) => format!("[-{words}-]"),
        Piece::Added(words) => format!("{{+{words}+}}"),
    });
    told.collect::<Vec<_>>().join(" ")
}
