//! Letters set apart on purpose, as headings are: gaps of a line are held
//! against each other. Equal ones between all letters part no words; what is
//! clearly wider does. Knows gaps, not words.

use super::glyphs::{Glyph, Letters};

/// A glyph that shows something, and whether a space stands before it.
pub(super) struct Letter {
    pub(super) glyph: Glyph,
    pub(super) space: bool,
}

/// Least and most that letters are set apart, in sizes: less divides no word,
/// and more the columns of a table.
const APART: (f64, f64) = (0.15, 1.0);
/// How much wider than the first gap another may be, and how much narrower:
/// pairs like "AV" are drawn together.
const WIDER: f64 = 0.08;
const NARROWER: f64 = 0.15;
/// A gap that is none, in sizes.
const TIGHT: f64 = 0.05;
/// How much wider than between letters a gap between words is, at least and
/// at most, in sizes.
const WORDS: (f64, f64) = (0.12, 1.5);
/// Equal gaps that tell; gaps between words with no other between.
const EQUAL: usize = 3;
const SINGLE: usize = 2;

/// How far each letter is set from the one before it beyond what is usual.
/// Words of letters that are set apart have a space between them.
pub(super) fn of(letters: &mut [Letter]) -> Vec<f64> {
    let mut spacing = vec![0.0; letters.len()];
    let mut at = 1;
    while at < letters.len() {
        match run(letters, at) {
            Some(end) => {
                let apart = gap(letters, at);
                // A word of one letter may stand before the first and behind
                // the last.
                let parts = |at: usize| at > 0 && is_between_words(letters, at, apart);
                let first = at - usize::from(parts(at - 1));
                let end = end + usize::from(end < letters.len() && parts(end));
                spacing[first..end].fill(apart);
                for at in first..end {
                    letters[at].space |= is_between_words(letters, at, apart);
                }
                at = end;
            }
            None => at += 1,
        }
    }
    spacing
}

/// The gap before a letter.
fn gap(letters: &[Letter], at: usize) -> f64 {
    let (before, letter) = (&letters[at - 1].glyph, &letters[at].glyph);
    letter.x - (before.x + before.width)
}

/// The gap is wider than between letters that are so far apart, as one between
/// words is.
fn is_between_words(letters: &[Letter], at: usize, apart: f64) -> bool {
    let size = letters[at].glyph.size;
    (WORDS.0 * size..WORDS.1 * size).contains(&(gap(letters, at) - apart))
}

/// Where the letters end that are set apart as this one is from the one before
/// it.
fn run(letters: &[Letter], from: usize) -> Option<usize> {
    let apart = gap(letters, from);
    let size = letters[from].glyph.size;
    let is_apart = (APART.0 * size..APART.1 * size).contains(&apart);
    if letters[from].space || !is_apart {
        return None;
    }
    let narrower = (NARROWER * size).min(apart / 2.0);
    let (mut end, mut equal, mut words, mut single) = (from, 0, 0, 0);
    for (at, letter) in letters.iter().enumerate().skip(from) {
        let more = gap(letters, at) - apart;
        if !letter.space && (-narrower..WIDER * size).contains(&more) {
            (end, equal, single) = (at + 1, equal + 1, 0);
        } else if is_between_words(letters, at, apart) && single < SINGLE {
            (words, single) = (words + 1, single + 1);
        } else {
            break;
        }
    }
    // Words of one letter stand beside letters that are not apart.
    let is_tight = |at: usize| !letters[at].space && gap(letters, at) < TIGHT * size;
    if from > 1 && is_tight(from - 1) || end < letters.len() && is_tight(end) {
        return None;
    }
    let told = letters[from - 1..end].iter();
    // Figures in a row are the cells of a table.
    let of_words = told.filter(|letter| is_of_word(&letter.glyph.letters));
    let is_text = of_words.count() * 2 > end - from;
    (equal >= EQUAL && equal >= words && is_text).then_some(end)
}

fn is_of_word(letters: &Letters) -> bool {
    match letters {
        Letters::Char(c) => c.is_alphabetic(),
        Letters::String(letters) => letters.chars().all(char::is_alphabetic),
    }
}
