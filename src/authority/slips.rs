//! Names a letter off: lost, doubled, swapped with its neighbour, or taken
//! for one that looks like it.
//!
//! Strict, for a wrong name is worse than none: one letter in one long word,
//! never its first, never a figure. Any other letter in its place makes
//! another word ("Läkarförbundet", "Lärarförbundet") and is no slip.

use super::form::{glued, key, words};
use super::table::{Map, Table};
use super::{Body, How};

/// Shortest name in which a letter may be off: below it real names differ by
/// one ("Mora", "Nora"; "SACO-S").
const SHORTEST: usize = 9;

/// Shortest word that may have the slip. Of the 290 municipalities no two
/// with six letters and the same first one differ by a letter lost or doubled.
const SHORTEST_WORD: usize = 6;

/// Letters at either end that find the candidates: one slip leaves one end
/// of a name as it was.
const END: usize = 4;

/// Letters that are taken for one another: by the eye, the scanner, or a
/// keyboard without them.
const ALIKE: [&str; 10] = [
    "aåäáà",
    "oöóø",
    "eéèê",
    "uvü",
    "il1j|t",
    "ceo",
    "vw",
    "sz",
    "mn",
    "ckq",
];

/// All forms, found by how they begin and end.
#[derive(Debug)]
pub(super) struct Index {
    /// Key, glued form, row.
    forms: Vec<(String, String, u32)>,
    begins: Map<String, Vec<u32>>,
    ends: Map<String, Vec<u32>>,
    of_row: Map<u32, Vec<u32>>,
}

impl Index {
    fn new(table: &Table) -> Self {
        let mut index = Index {
            forms: Vec::new(),
            begins: Map::default(),
            ends: Map::default(),
            of_row: Map::default(),
        };
        for (key, claim) in table.sorted_keys() {
            let at = index.forms.len() as u32;
            let (glued, _) = glued(key);
            index.of_row.entry(claim.row).or_default().push(at);
            let [begin, end] = ends(&glued);
            index.begins.entry(begin).or_default().push(at);
            index.ends.entry(end).or_default().push(at);
            index.forms.push((key.to_owned(), glued, claim.row));
        }
        index
    }
}

fn ends(glued: &str) -> [String; 2] {
    let letters: Vec<char> = glued.chars().collect();
    let begin = letters.iter().take(END).collect();
    let end = letters[letters.len().saturating_sub(END)..]
        .iter()
        .collect();
    [begin, end]
}

/// The one body whose name is a slip away.
pub(super) fn nearest(table: &Table, name: &str) -> Option<Body> {
    let written = key(name);
    let (together, _) = glued(&written);
    let length = together.chars().count();
    if length < SHORTEST {
        return None;
    }
    let index = table.slips.get_or_init(|| Index::new(table));
    let [begin, end] = ends(&together);
    let near = [index.begins.get(&begin), index.ends.get(&end)];
    let mut found: Option<u32> = None;
    for &at in near.into_iter().flatten().flatten() {
        let (form, glued, row) = &index.forms[at as usize];
        if glued.len().abs_diff(together.len()) > 2 || !is_slip(&written, form) {
            continue;
        }
        if found.is_some_and(|other| other != *row) {
            return None;
        }
        found = Some(*row);
    }
    let row = found?;
    // What any municipality may have is not told by its spelling alone.
    table.rows[row as usize].id.as_ref()?;
    Some(table.body(row, How::Slip))
}

/// Both keys have the same words but for one letter in one of them.
fn is_slip(written: &str, form: &str) -> bool {
    let mut apart = None;
    let [mut left, mut right] = [words(written), words(form)];
    loop {
        match (left.next(), right.next()) {
            (None, None) => break,
            (Some(a), Some(b)) if a == b => {}
            (Some(a), Some(b)) if apart.is_none() => apart = Some((a, b)),
            _ => return false,
        }
    }
    apart.is_some_and(|(a, b)| word_slips(a, b))
}

fn word_slips(written: &str, meant: &str) -> bool {
    let [a, b]: [Vec<char>; 2] = [written, meant].map(|word| word.chars().collect());
    if b.len() < SHORTEST_WORD || a.first() != b.first() || a.len().abs_diff(b.len()) > 1 {
        return false;
    }
    if a.iter().chain(&b).any(char::is_ascii_digit) || strsim::osa_distance(written, meant) != 1 {
        return false;
    }
    if a.len() != b.len() {
        return true;
    }
    let mut other = a.iter().zip(&b).filter(|(x, y)| x != y);
    match (other.next(), other.next()) {
        (Some((x, y)), None) => ALIKE
            .iter()
            .any(|alike| alike.contains(*x) && alike.contains(*y)),
        // Two letters swapped.
        _ => true,
    }
}

/// Most words of the name are those of one form of the row.
pub(super) fn shares_words(table: &Table, name: &str, row: u32) -> bool {
    let index = table.slips.get_or_init(|| Index::new(table));
    let key = key(name);
    let wanted: Vec<&str> = words(&key).collect();
    let forms = index.of_row.get(&row).into_iter().flatten();
    forms.map(|at| &index.forms[*at as usize].0).any(|form| {
        let shared = words(form).filter(|word| wanted.contains(word)).count();
        let all = wanted.len().max(words(form).count());
        shared >= 2 && 5 * shared >= 3 * all
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_in_a_long_word_is_a_slip() {
        for (written, meant) in [
            ("stenungssunds kommun", "stenungsunds kommun"),
            ("naturvardsverket", "naturvårdsverket"),
            ("jordbruskverket", "jordbruksverket"),
        ] {
            assert!(is_slip(written, meant), "{written}");
        }
        for (written, meant) in [
            ("nora kommun", "mora kommun"),
            ("läkarförbundet", "lärarförbundet"),
            ("orsta kommun", "orsa kommun"),
            ("ap-fonden 1", "ap-fonden 2"),
            ("svenska unga", "svenska"),
        ] {
            assert!(!is_slip(written, meant), "{written}");
        }
    }
}
