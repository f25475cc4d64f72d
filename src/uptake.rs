//! What went from the answers into the sender's own texts: the commissioner's
//! view, and a letter of the office that was written after answers came in.
//! Each passage with the whole sentences on both sides, word for word what
//! changed, and the sentences beside it that were left out.
//!
//! Knows nothing of how passages are found ([`crate::reuse`]).

use crate::overlap::align::{Op, edits};
use crate::overlap::words::Words;
use crate::position::cut;
use crate::reuse::{Answers, Lender, Text};
use crate::text::Cited;
use crate::unit::CentralKind;
use std::ops::Range;

/// Some whole sentences of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentences {
    /// Their lines.
    pub lines: Cited,
    /// As they stand.
    pub text: String,
}

/// A stretch of words that stayed, went or came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// Both have it.
    Kept(String),
    /// The answer alone has it.
    Dropped(String),
    /// The sender's text alone has it.
    Added(String),
}

/// A passage of an answer in one of the sender's texts.
#[derive(Debug)]
pub struct Uptake<'r> {
    /// The sender's text.
    pub into: &'r Text,
    /// The answer.
    pub from: &'r Text,
    /// Equal words.
    pub words: usize,
    /// What the sender's text says.
    pub said: Sentences,
    /// What the answer says.
    pub source: Sentences,
    /// From the answer to the sender's text.
    pub pieces: Vec<Piece>,
    /// Sentences of the answer right before and behind that were not taken.
    pub left_out: Vec<Sentences>,
}

impl Uptake<'_> {
    /// Nothing changed on the way.
    pub fn is_verbatim(&self) -> bool {
        let mut pieces = self.pieces.iter();
        pieces.all(|piece| matches!(piece, Piece::Kept(_)))
    }
}

/// One of the sender's texts, and what it took.
#[derive(Debug)]
pub struct Taker<'r> {
    /// The text.
    pub text: &'r Text,
    /// It was written before any answer that has a date.
    pub before: bool,
    /// What it took, in its order.
    pub uptakes: Vec<Uptake<'r>>,
}

/// The commissioners' views and the office's letters, each with what it took.
/// Only answers that `wanted` tells are looked for.
pub fn uptakes<'r>(answers: &Answers<'r>, wanted: impl Fn(&Text) -> bool) -> Vec<Taker<'r>> {
    let found = answers.found;
    let takes = |text: &&Text| {
        matches!(
            text.central(),
            Some(CentralKind::Synpunkter | CentralKind::Kontor)
        )
    };
    let takers = found
        .central
        .iter()
        .enumerate()
        .filter(|(_, text)| takes(text));
    takers
        .map(|(at, text)| {
            let view = answers.views.iter().find(|view| view.text == at);
            let loans = view.map_or(&[][..], |view| &view.loans);
            let own = sentences(text);
            let mut uptakes = Vec::new();
            let mut told: Vec<(Range<usize>, usize)> = Vec::new();
            for loan in loans {
                let Lender::Text(lender) = loan.lender else {
                    continue;
                };
                let from = &found.texts[lender];
                // One answer printed twice is one source.
                let again = |(place, other): &(Range<usize>, usize)| {
                    *place == loan.passage.a
                        && found.texts[*other].respondent() == from.respondent()
                };
                if !wanted(from) || told.iter().any(again) {
                    continue;
                }
                told.push((loan.passage.a.clone(), lender));
                let places = [loan.passage.a.clone(), loan.passage.b.clone()];
                uptakes.push(uptake((text, &own), from, places, loan.words));
            }
            let answered = found
                .texts
                .iter()
                .filter(|one| one.referral == text.referral);
            let mut dates = answered.filter_map(Text::date);
            Taker {
                text,
                before: text
                    .date()
                    .is_some_and(|date| dates.all(|other| date <= other)),
                uptakes,
            }
        })
        .collect()
}

fn uptake<'r>(
    (into, own): (&'r Text, &[Range<usize>]),
    from: &'r Text,
    [said, source]: [Range<usize>; 2],
    words: usize,
) -> Uptake<'r> {
    let theirs = sentences(from);
    let said = around(into, said, own);
    let taken = around(from, source, &theirs);
    let beside = |at: Option<usize>| {
        let range = theirs.get(at?)?.clone();
        let text = &from.flow.text[range.clone()];
        let kept = into.flow.text.contains(text.trim());
        (!kept && !text.trim().is_empty()).then(|| quoted(from, range))
    };
    let left_out = [taken.start.checked_sub(1), Some(taken.end)];
    let left_out = left_out.into_iter().filter_map(beside).collect();
    let (said, source) = (spanned(own, &said), spanned(&theirs, &taken));
    let pieces = pieces(
        &from.flow.text[source.clone()],
        &into.flow.text[said.clone()],
    );
    Uptake {
        into,
        from,
        words,
        said: quoted(into, said),
        source: quoted(from, source),
        pieces,
        left_out,
    }
}

/// The sentences of a text, headings left out.
fn sentences(text: &Text) -> Vec<Range<usize>> {
    let cut = cut(&text.flow.text).into_iter();
    let prose = cut.filter(|one| !one.heading);
    prose.map(|one| one.range).collect()
}

/// Those that some words lie in, by number; one where a few words of another
/// are met is not among them.
fn around(text: &Text, words: Range<usize>, sentences: &[Range<usize>]) -> Range<usize> {
    const FEW: usize = 2;
    let bytes = text.words.bytes(words);
    let met = |sentence: &Range<usize>| {
        let (from, to) = (sentence.start.max(bytes.start), sentence.end.min(bytes.end));
        from < to && text.flow.text[from..to].split_whitespace().count() > FEW
    };
    let first = sentences.iter().position(met).unwrap_or(0);
    let last = sentences
        .iter()
        .rposition(met)
        .map_or(first, |last| last + 1);
    first..last
}

fn spanned(sentences: &[Range<usize>], which: &Range<usize>) -> Range<usize> {
    let within = sentences.get(which.clone()).unwrap_or_default();
    match (within.first(), within.last()) {
        (Some(first), Some(last)) => first.start..last.end,
        _ => 0..0,
    }
}

fn quoted(text: &Text, bytes: Range<usize>) -> Sentences {
    Sentences {
        lines: text
            .paper
            .document
            .index
            .cite(text.flow.source(bytes.clone())),
        text: text.flow.text[bytes].trim().to_owned(),
    }
}

/// What changed from one text to the other.
fn pieces(before: &str, after: &str) -> Vec<Piece> {
    let (old, new) = (Words::of(before), Words::of(after));
    let slice = |text: &str, words: &Words, range: Range<usize>| match range.is_empty() {
        true => String::new(),
        false => text[words.bytes(range)].to_owned(),
    };
    let mut found = Vec::new();
    for edit in edits(&old, &new) {
        let (gone, come) = (
            slice(before, &old, edit.a.clone()),
            slice(after, &new, edit.b.clone()),
        );
        match edit.op {
            Op::Keep => found.push(Piece::Kept(come)),
            Op::Delete | Op::MovedAway => found.push(Piece::Dropped(gone)),
            Op::Insert | Op::MovedHere => found.push(Piece::Added(come)),
            Op::Replace => found.extend([Piece::Dropped(gone), Piece::Added(come)]),
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_changed_is_told_word_by_word() {
        let told = pieces(
            "Vi anser att staden tar ett samlat grepp om kajerna i hamnen.",
            "Jag ser att staden nu tar ett samlat grepp om kajerna.",
        );
        let piece = |piece: &Piece| match piece {
            Piece::Kept(words) => words.clone(),
            Piece::Dropped(words) => format!("[-{words}-]"),
            Piece::Added(words) => format!("{{+{words}+}}"),
        };
        let told: Vec<String> = told.iter().map(piece).collect();
        assert_eq!(
            told.join(" "),
            "[-Vi anser-] {+Jag ser+} att staden {+nu+} tar ett samlat grepp om kajerna [-i hamnen-]"
        );
    }
}
