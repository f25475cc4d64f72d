//! Names in the names of files: "fo2017-01697_05-justitiekanslern.pdf",
//! "kammarratten-i-jonkoping", "foi".
//!
//! Small letters without dots and rings, words parted by anything. A full
//! name counts wherever it stands; a short form and a bare place only when
//! nothing else is left over.

use super::form::{ascii, clean, key, nominative};
use super::table::{Map, Table};
use super::{Authority, Body, How};
use std::ops::Range;

/// Words of file names that name nobody.
const NOISE: [&str; 34] = [
    "remiss",
    "remissvar",
    "remissyttrande",
    "remissen",
    "yttrande",
    "yttrandet",
    "svar",
    "svaret",
    "over",
    "pa",
    "av",
    "om",
    "fran",
    "till",
    "ang",
    "angaende",
    "avseende",
    "bilaga",
    "bil",
    "signerad",
    "undertecknad",
    "slutlig",
    "slutversion",
    "version",
    "dnr",
    "dok",
    "final",
    "kopia",
    "copy",
    "inkommet",
    "synpunkter",
    "brev",
    "skrivelse",
    "sou",
];

/// A single word shorter than this is a name only where it stands alone.
const SHORTEST_WORD: usize = 8;

/// Forms as file names write them.
#[derive(Debug)]
pub(super) struct Index {
    /// `None`: two bodies would be written so.
    names: Map<String, Option<(u32, How)>>,
    /// Short forms, with the form as it is printed.
    shorts: Map<String, String>,
    /// Bare places → row of the municipality.
    places: Map<String, u32>,
    openers: Map<String, usize>,
}

impl Index {
    fn new(table: &Table) -> Self {
        let mut index = Index {
            names: Map::default(),
            shorts: Map::default(),
            places: Map::default(),
            openers: Map::default(),
        };
        for (key, claim) in table.sorted_keys() {
            let words: Vec<String> = super::form::words(key).map(ascii).collect();
            let Some(first) = words.first() else { continue };
            let most = index.openers.entry(first.clone()).or_default();
            *most = words.len().max(*most);
            let slot = index.names.entry(words.join(" "));
            let slot = slot.or_insert(Some((claim.row, claim.how)));
            if slot.is_some_and(|(row, _)| row != claim.row) {
                *slot = None;
            }
        }
        for (short, _) in table.sorted_shorts() {
            let words: Vec<String> = super::form::words(&key(short)).map(ascii).collect();
            // Two short forms that differ in case alone: the one in capitals
            // sorts first and stands in the list of doubts for both.
            index
                .shorts
                .entry(words.join(" "))
                .or_insert_with(|| short.to_owned());
        }
        let mut places: Vec<(&String, &(u32, String))> = table.places.iter().collect();
        places.sort_unstable_by_key(|(place, _)| *place);
        for (place, (row, _)) in places {
            let words: Vec<String> = super::form::words(place).map(ascii).collect();
            index.places.entry(words.join(" ")).or_insert(*row);
        }
        index
    }
}

impl Authority {
    /// The bodies that a file's name names, with their bytes in it. Most
    /// often one or none.
    pub fn find_in_file_name(&self, file: &str) -> Vec<(Range<usize>, Body)> {
        let table = &self.table;
        let index = table.slugs.get_or_init(|| Index::new(table));
        let words = words_of(file);
        let mut found = Vec::new();
        let mut at = 0;
        while at < words.len() {
            match longest_at(table, index, &words[at..]) {
                Some((count, body)) => {
                    let end = words[at + count - 1].1.end;
                    found.push((words[at].1.start..end, body));
                    at += count;
                }
                None => at += 1,
            }
        }
        if found.is_empty() {
            found.extend(left_over(self, index, &words));
        }
        found
    }
}

/// The words of a file's name without its ending, folded, with their bytes.
fn words_of(file: &str) -> Vec<(String, Range<usize>)> {
    let stem = match file.rsplit_once('.') {
        Some((stem, ending)) if ending.len() <= 5 && !ending.contains(' ') => stem,
        _ => file,
    };
    let mut words = Vec::new();
    let mut start = None;
    let letters = stem.char_indices().chain([(stem.len(), ' ')]);
    for (at, c) in letters {
        // A dot or ring that stands as a letter of its own belongs to it.
        let part = c.is_alphanumeric() || ('\u{300}'..='\u{36F}').contains(&c);
        match (part, start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                let word = key(&stem[from..at]);
                words.push((ascii(&word), from..at));
                start = None;
            }
            _ => {}
        }
    }
    words
}

fn joined(words: &[(String, Range<usize>)]) -> String {
    let words: Vec<&str> = words.iter().map(|(word, _)| word.as_str()).collect();
    words.join(" ")
}

fn longest_at(
    table: &Table,
    index: &Index,
    words: &[(String, Range<usize>)],
) -> Option<(usize, Body)> {
    let first = &words.first()?.0;
    let opener = |word: &str| index.openers.get(word).copied();
    let most = opener(first)
        .max(nominative(first).and_then(opener))
        .unwrap_or(0);
    for count in (1..=most.min(words.len())).rev() {
        let name = joined(&words[..count]);
        if count == 1 && name.len() < SHORTEST_WORD {
            continue;
        }
        let hit = |name: &str| index.names.get(name).copied().flatten();
        if let Some((row, how)) = hit(&name).or_else(|| hit(nominative(&name)?)) {
            let body = table.body(row, how);
            if body.identifies() && !table.doubts.contains_key(&key(&body.name)) || count > 1 {
                return Some((count, body));
            }
        }
    }
    None
}

/// What is left when numbers and common words are off: a short form, a bare
/// place, a short name.
fn left_over(
    authority: &Authority,
    index: &Index,
    words: &[(String, Range<usize>)],
) -> Option<(Range<usize>, Body)> {
    let left: Vec<(String, Range<usize>)> = words
        .iter()
        .filter(|(word, _)| {
            !NOISE.contains(&word.as_str()) && !word.bytes().any(|b| b.is_ascii_digit())
        })
        .cloned()
        .collect();
    let range = left.first()?.1.start..left.last()?.1.end;
    let name = joined(&left);
    let table = &authority.table;
    let body = if let Some(short) = index.shorts.get(&name) {
        authority.resolve(short)?
    } else if let Some(Some((row, how))) = index.names.get(&name) {
        table.body(*row, *how)
    } else if let Some(row) = index.places.get(&name) {
        table.body(*row, How::Rule)
    } else {
        authority.resolve(&clean(&name.to_uppercase()))?
    };
    Some((range, body))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(file: &str) -> Vec<String> {
        let found = Authority::standard().find_in_file_name(file);
        found.into_iter().map(|(_, body)| body.name).collect()
    }

    #[test]
    fn full_names_count_anywhere() {
        assert_eq!(
            named("fo2017-01697_05-justitiekanslern.pdf"),
            ["Justitiekanslern"]
        );
        assert_eq!(
            named("kammarratten-i-jonkoping"),
            ["Kammarrätten i Jönköping"]
        );
        assert_eq!(named("N2015-4841-TIF Falu kommun.pdf"), ["Falu kommun"]);
        assert_eq!(
            named("Yttrande Försvarets_materielverk (1).docx"),
            ["Försvarets materielverk"]
        );
    }

    #[test]
    fn short_forms_and_places_count_alone() {
        assert_eq!(
            named("fo2018-00471_3-foi.pdf"),
            ["Totalförsvarets forskningsinstitut"]
        );
        assert_eq!(named("remissvar-norrkoping.pdf"), ["Norrköpings kommun"]);
        assert_eq!(named("plan-for-norrkoping-2030.pdf"), Vec::<String>::new());
        assert_eq!(named("2024-12-17.pdf"), Vec::<String>::new());
    }
}
