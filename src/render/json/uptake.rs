//! What the sender's texts took from the answers as JSON, and as rows.

use super::recycled::kind;
use super::{Rows, Who};
use crate::corpus::Bodies;
use crate::text::Cited;
use crate::uptake::{Piece, Sentences, Taker, Uptake};
use schemars::JsonSchema;
use serde::Serialize;
use std::io;

/// A passage of an answer in one of the sender's texts; of a text that took
/// nothing the text alone.
#[derive(Serialize, JsonSchema)]
pub(super) struct UptakeJson<'a> {
    #[serde(flatten)]
    who: Option<Who<'a>>,
    document: &'a str,
    unit: Option<&'a str>,
    #[serde(flatten)]
    lines: Cited,
    date: Option<&'a str>,
    into: &'a str,
    into_kind: &'a str,
    into_document: &'a str,
    into_date: Option<&'a str>,
    /// The sender's text was written before the answers.
    before: bool,
    words: usize,
    passage: Option<&'a str>,
    said: Option<SentencesJson<'a>>,
    /// From the answer to the sender's text.
    changes: Vec<PieceJson<'a>>,
    left_out: Vec<SentencesJson<'a>>,
}

#[derive(Serialize, JsonSchema)]
struct SentencesJson<'a> {
    #[serde(flatten)]
    lines: Cited,
    text: &'a str,
}

#[derive(Serialize, JsonSchema)]
struct PieceJson<'a> {
    /// kept, dropped, added
    what: &'a str,
    text: &'a str,
}

fn sentences(said: &Sentences) -> SentencesJson<'_> {
    SentencesJson {
        lines: said.lines,
        text: &said.text,
    }
}

fn piece(piece: &Piece) -> PieceJson<'_> {
    let (what, text) = match piece {
        Piece::Kept(text) => ("kept", text),
        Piece::Dropped(text) => ("dropped", text),
        Piece::Added(text) => ("added", text),
    };
    PieceJson { what, text }
}

/// An object per passage, and one for each text that took nothing.
pub fn uptakes(takers: &[Taker<'_>], bodies: &Bodies, rows: &mut Rows<'_>) -> io::Result<()> {
    takers.iter().try_for_each(|taker| {
        if taker.uptakes.is_empty() {
            return rows.push(&bare(taker));
        }
        let mut uptakes = taker.uptakes.iter();
        uptakes.try_for_each(|uptake| rows.push(&taken(taker, uptake, bodies)))
    })
}

/// A text that took nothing.
fn bare<'a>(taker: &'a Taker<'_>) -> UptakeJson<'a> {
    let document = &taker.text.paper.document.name;
    UptakeJson {
        who: None,
        document,
        unit: None,
        lines: taker.text.all_lines(),
        date: None,
        into: &taker.text.id,
        into_kind: kind(taker.text),
        into_document: document,
        into_date: taker.text.date(),
        before: taker.before,
        words: 0,
        passage: None,
        said: None,
        changes: Vec::new(),
        left_out: Vec::new(),
    }
}

fn taken<'a>(taker: &'a Taker<'_>, uptake: &'a Uptake<'_>, bodies: &'a Bodies) -> UptakeJson<'a> {
    UptakeJson {
        who: Some(Who::of(uptake.from.respondent(), bodies)),
        document: &uptake.from.paper.document.name,
        unit: Some(&uptake.from.id),
        lines: uptake.source.lines,
        date: uptake.from.date(),
        words: uptake.words,
        passage: Some(&uptake.source.text),
        said: Some(sentences(&uptake.said)),
        changes: uptake.pieces.iter().map(piece).collect(),
        left_out: uptake.left_out.iter().map(sentences).collect(),
        ..bare(taker)
    }
}
