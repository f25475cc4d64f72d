//! Names that are one person's, spelt in two ways: a letter apart, or one the
//! start of the other.
//!
//! Found without comparing each with each: names a letter apart become one
//! when a letter is left out of both, or of one of them. Knows no parties.

use std::collections::HashMap;

/// Letters of a name from which on a letter more or less is a slip.
const SHORTEST: usize = 8;
/// Names that are looked at for one way of leaving a letter out, at most; no
/// person is spelt in so many ways.
const LOOKED_AT: usize = 32;

/// Names, in the order given, ready to be looked through.
pub(crate) struct Spellings<'n> {
    names: Vec<&'n str>,
    /// By the name as it is, and with a letter left out.
    by_letters: HashMap<String, Vec<usize>>,
    /// By each beginning that ends before a space.
    by_start: HashMap<&'n str, Vec<usize>>,
}

impl<'n> Spellings<'n> {
    /// Prepares some names.
    pub(crate) fn of(names: impl Iterator<Item = &'n str>) -> Self {
        let mut spellings = Spellings {
            names: names.collect(),
            by_letters: HashMap::new(),
            by_start: HashMap::new(),
        };
        for (at, name) in spellings.names.iter().enumerate() {
            for letters in shortened(name) {
                spellings.by_letters.entry(letters).or_default().push(at);
            }
            for start in starts(name).chain([*name]) {
                spellings.by_start.entry(start).or_default().push(at);
            }
        }
        spellings
    }

    /// The numbers of the names that are another spelling of this one, in order.
    pub(crate) fn alike(&self, name: &str) -> Vec<usize> {
        let letters = shortened(name).filter_map(|letters| self.by_letters.get(&letters));
        let longer = self.by_start.get(name);
        let near = letters
            .chain(longer)
            .flat_map(|list| list.iter().take(LOOKED_AT));
        let shorter = starts(name)
            .filter_map(|start| self.by_start.get(start))
            .flatten();
        let mut found: Vec<usize> = near.chain(shorter.take(LOOKED_AT)).copied().collect();
        found.sort_unstable();
        found.dedup();
        found.retain(|&at| is_alike(name, self.names[at]));
        found
    }
}

/// A name with each of its letters left out, and whole; nothing of a short one.
fn shortened(name: &str) -> impl Iterator<Item = String> {
    let long = name.chars().count() >= SHORTEST;
    let cut = name.char_indices().map(|(at, c)| {
        let mut cut = String::with_capacity(name.len());
        cut.push_str(&name[..at]);
        cut.push_str(&name[at + c.len_utf8()..]);
        cut
    });
    cut.chain([name.to_owned()])
        .take(if long { usize::MAX } else { 0 })
}

/// Each beginning that ends before a space.
fn starts(name: &str) -> impl Iterator<Item = &str> {
    name.match_indices(' ').map(|(at, _)| &name[..at])
}

/// A letter apart, or one the start of the other.
fn is_alike(a: &str, b: &str) -> bool {
    let short = a.chars().count().min(b.chars().count());
    let near = a != b && short >= SHORTEST && strsim::osa_distance(a, b) <= 1;
    let goes_on = |a: &str, b: &str| b.strip_prefix(a).is_some_and(|rest| rest.starts_with(' '));
    near || goes_on(a, b) || goes_on(b, a)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_a_letter_apart_are_found_as_by_comparing_each_with_each() {
        let names = [
            "Salar Rashid",
            "Salar Rashied",
            "Salar Rahsid",
            "Alar Rashid",
            "Salar Rashit",
            "Salar Rashid Ek",
            "Salar",
            "Eva Ek",
            "Eva Eka",
            "Bo",
            "Åsa Öbergs",
            "Åsa Öberg",
            "Salar Rasjit",
        ];
        let spellings = Spellings::of(names.into_iter());
        for name in names {
            let all = (0..names.len()).filter(|at| is_alike(name, names[*at]));
            assert_eq!(spellings.alike(name), all.collect::<Vec<_>>(), "{name}");
        }
    }
}
