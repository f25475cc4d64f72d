//! Two texts word for word: one below the other with the changes marked, or
//! side by side where the terminal is wide.

use super::{FAINT, NAME, pad};
use crate::overlap::align::{Edit, Op, edits};
use crate::render::reuse::{arrow, day, label, percent, place, words_place};
use crate::reuse::{Pair, Text, spelt_otherwise};
use anstyle::{AnsiColor, Style};
use std::io::{self, Write};
use std::ops::Range;

const DROPPED: Style = AnsiColor::Red.on_default();
const ADDED: Style = AnsiColor::Green.on_default();
const MOVED: Style = AnsiColor::Blue.on_default();

/// Columns from which on two texts fit side by side.
const WIDE: usize = 120;
/// Columns of the line numbers and their gap.
const NUMBERS: usize = 8;

/// A comparison; `columns` are those of the terminal.
pub fn compare(
    texts: [&Text; 2],
    pair: Option<&Pair>,
    columns: usize,
    out: &mut dyn Write,
) -> io::Result<()> {
    let [a, b] = texts;
    for (sign, style, text) in [("[- -]", DROPPED, a), ("{+ +}", ADDED, b)] {
        writeln!(
            out,
            "{style}{sign}{style:#} {NAME}{}{NAME:#}  {FAINT}{} {}, {} words{FAINT:#}",
            label(text),
            day(text),
            place(text),
            text.words.len()
        )?;
    }
    match pair {
        Some(pair) => writeln!(
            out,
            "{} {} · Jaccard {:.2} · {} of the first in the second, {} of the second in the first · {} words in passages\n",
            pair.relation.name(),
            arrow(pair.direction),
            pair.jaccard,
            percent(pair.a_in_b),
            percent(pair.b_in_a),
            pair.words_shared()
        )?,
        None => writeln!(out, "no run of five words in common to speak of\n")?,
    }
    let edits = edits(&a.words, &b.words);
    if columns >= WIDE {
        side_by_side(texts, &edits, columns, out)?;
    } else {
        one_below_the_other(texts, &edits, columns, out)?;
    }
    for (at, other) in spelt_otherwise(a, b) {
        writeln!(
            out,
            "spelt otherwise: ”{}” {FAINT}{}{FAINT:#}, ”{}” {FAINT}{}{FAINT:#}",
            a.slice(at..at + 1),
            words_place(a, at..at + 1),
            b.slice(other..other + 1),
            words_place(b, other..other + 1)
        )?;
    }
    Ok(())
}

/// A word as it stands, with the signs before and behind it.
struct Token {
    op: Op,
    line: u32,
    word: String,
    /// Of the first text.
    first: bool,
    /// The line of the same word in the first text.
    was: Option<u32>,
}

/// The words of one text that an edit speaks of.
fn tokens(
    text: &Text,
    op: Op,
    words: Range<usize>,
    first: bool,
) -> impl Iterator<Item = Token> + '_ {
    words.map(move |at| {
        let start = if at == 0 {
            0
        } else {
            behind_sign(text, at - 1)
        };
        let word = text.flow.text[start..behind_sign(text, at)].trim();
        Token {
            op,
            line: text.lines(at..at + 1).first,
            word: word.to_owned(),
            first,
            was: None,
        }
    })
}

/// The byte behind a word and the signs that belong to it: those up to the
/// next space.
fn behind_sign(text: &Text, at: usize) -> usize {
    let end = text.words.bytes(at..at + 1).end;
    let rest = &text.flow.text[end..];
    end + rest.find(char::is_whitespace).unwrap_or(rest.len()).min(
        text.words
            .ranges
            .get(at + 1)
            .map_or(rest.len(), |next| next.start as usize - end),
    )
}

fn one_below_the_other(
    texts: [&Text; 2],
    edits: &[Edit],
    columns: usize,
    out: &mut dyn Write,
) -> io::Result<()> {
    let all = edits.iter().flat_map(|edit| {
        let old = match edit.op {
            Op::Delete | Op::Replace | Op::MovedAway => edit.a.clone(),
            _ => 0..0,
        };
        let new = tokens(texts[1], edit.op, edit.b.clone(), false).enumerate();
        let new = new.map(|(at, token)| match edit.op {
            Op::Keep => Token {
                was: Some(
                    texts[0]
                        .lines(edit.a.start + at..edit.a.start + at + 1)
                        .first,
                ),
                ..token
            },
            _ => token,
        });
        tokens(texts[0], edit.op, old, true).chain(new)
    });
    let all: Vec<Token> = all.collect();
    for row in rows(&all, columns.saturating_sub(2 * NUMBERS)) {
        let old = |token: &Token| {
            if token.first {
                Some(token.line)
            } else {
                token.was
            }
        };
        let new = |token: &Token| (!token.first).then_some(token.line);
        let told = |line: Option<u32>| line.map_or_else(String::new, |line| line.to_string());
        let (old, new) = (row.iter().find_map(old), row.iter().find_map(new));
        writeln!(
            out,
            "{FAINT}{:>6} {:>6}{FAINT:#}  {}",
            told(old),
            told(new),
            styled(row)
        )?;
    }
    Ok(())
}

fn side_by_side(
    texts: [&Text; 2],
    edits: &[Edit],
    columns: usize,
    out: &mut dyn Write,
) -> io::Result<()> {
    let width = columns / 2 - NUMBERS - 1;
    let (mut left, mut right): (Vec<Token>, Vec<Token>) = Default::default();
    for edit in edits {
        if edit.op != Op::MovedHere {
            left.extend(tokens(texts[0], edit.op, edit.a.clone(), true));
        }
        right.extend(tokens(texts[1], edit.op, edit.b.clone(), false));
        // A long stretch in both is where the two sides can meet again.
        if edit.op == Op::Keep && edit.b.len() >= 5 {
            two_columns(&left, &right, width, out)?;
            left.clear();
            right.clear();
        }
    }
    two_columns(&left, &right, width, out)
}

fn two_columns(
    left: &[Token],
    right: &[Token],
    width: usize,
    out: &mut dyn Write,
) -> io::Result<()> {
    let (left, right) = (rows(left, width), rows(right, width));
    for at in 0..left.len().max(right.len()) {
        let side = |rows: &[&[Token]]| match rows.get(at) {
            Some(row) => {
                let gap = width.saturating_sub(length(row));
                format!(
                    "{FAINT}{:>6}{FAINT:#}  {}{}",
                    row[0].line,
                    styled(row),
                    " ".repeat(gap)
                )
            }
            None => pad("", width + NUMBERS),
        };
        writeln!(out, "{} {}", side(&left), side(&right).trim_end())?;
    }
    Ok(())
}

/// Words set into rows of at most so many columns.
fn rows(tokens: &[Token], width: usize) -> Vec<&[Token]> {
    let (mut rows, mut from) = (Vec::new(), 0);
    for to in 1..=tokens.len() {
        let full = to < tokens.len() && length(&tokens[from..=to]) > width;
        if full || to == tokens.len() {
            rows.push(&tokens[from..to]);
            from = to;
        }
    }
    rows
}

/// Columns that a row takes, marks included.
fn length(row: &[Token]) -> usize {
    let words: usize = row.iter().map(|token| token.word.chars().count() + 1).sum();
    let marks = runs(row).filter(|run| mark(&run[0]).is_some()).count();
    words + 4 * marks - 1
}

/// Words of one sort in a row.
fn runs(row: &[Token]) -> impl Iterator<Item = &[Token]> {
    row.chunk_by(|a, b| a.op == b.op && a.first == b.first)
}

fn mark(token: &Token) -> Option<(Style, &'static str, &'static str)> {
    match (token.op, token.first) {
        (Op::Keep, _) => None,
        (Op::MovedHere, _) => Some((MOVED, "{>", ">}")),
        (Op::MovedAway, _) => Some((MOVED, "[<", "<]")),
        (_, true) => Some((DROPPED, "[-", "-]")),
        (_, false) => Some((ADDED, "{+", "+}")),
    }
}

fn styled(row: &[Token]) -> String {
    let run = |run: &[Token]| {
        let words: Vec<&str> = run.iter().map(|token| token.word.as_str()).collect();
        match mark(&run[0]) {
            None => words.join(" "),
            Some((style, open, close)) => {
                format!("{style}{open}{}{close}{style:#}", words.join(" "))
            }
        }
    };
    runs(row).map(run).collect::<Vec<_>>().join(" ")
}
