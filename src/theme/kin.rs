//! Words that are one theme whatever their root: "samverkan" and "samarbete",
//! by the lines of `themes.toml`. Knows words alone, no sentences.

use super::nouns::{data, root};
use super::terms::Term;
use crate::analyse::{Analyser, Word};
use std::collections::{HashMap, HashSet};

/// The name of the theme by each root, by both roots of a head of two words, and
/// behind "=" by a root that is no part of a compound.
pub(super) struct Kin(HashMap<String, String>);

impl Kin {
    pub(super) fn new(analyser: &Analyser) -> Self {
        let rooted = |word: &str| root(&analyser.word(word).stem).to_owned();
        let mut names = HashMap::new();
        for line in &data().kin {
            let name = line.split_whitespace().next().unwrap_or_default();
            for words in line.split_whitespace() {
                let (mark, words) = match words.strip_prefix('=') {
                    Some(words) => ("=", words),
                    None => ("", words),
                };
                let roots: Vec<String> = words.split('_').map(rooted).collect();
                names.insert(format!("{mark}{}", roots.join(" ")), name.replace('_', " "));
            }
        }
        Kin(names)
    }

    /// A word of this root is of such a theme.
    pub(super) fn has(&self, root: &str) -> bool {
        self.has_part(root) || self.whole(root).is_some()
    }

    /// A part of a compound with this root is.
    pub(super) fn has_part(&self, root: &str) -> bool {
        self.0.contains_key(root)
    }

    fn whole(&self, root: &str) -> Option<&String> {
        self.0.get(&format!("={root}"))
    }

    /// The theme of a word of this root: of it and the one before, of it, or of a
    /// part of it that is not `taken`.
    pub(super) fn term(
        &self,
        (word, own): (&Word, &str),
        before: Option<&Word>,
        taken: &HashSet<String>,
    ) -> Option<Term> {
        // A shorter part means another thing in each compound.
        const TELLING: usize = 4;
        let of_both = before.and_then(|before| {
            let both = format!("{} {own}", root(&before.stem));
            self.0.get(&both).zip(Some(before))
        });
        let parts = word.parts.iter().map(|part| root(&part.stem));
        let parts = parts.filter(|part| part.chars().count() >= TELLING && !taken.contains(*part));
        let of_one = || {
            [own]
                .into_iter()
                .chain(parts)
                .find_map(|one| self.0.get(one))
        };
        let (name, form) = match of_both {
            Some((name, before)) => (name, format!("{} {}", before.exact, word.exact)),
            None => (self.whole(own).or_else(of_one)?, word.exact.clone()),
        };
        Some(Term {
            key: format!("={name}"),
            form,
            whole: Some(own.to_owned()),
            kin: Some(name.clone()),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn theme(words: &str) -> Option<String> {
        let analyser = Analyser::default();
        let tokens = analyser.tokens(words);
        let kin = Kin::new(&analyser);
        let (last, before) = tokens.split_last().unwrap();
        let own = root(&last.word.stem);
        let before = before.last().map(|token| &*token.word);
        let term = kin.term((&last.word, own), before, &HashSet::new());
        term.map(|term| term.key)
    }

    #[test]
    fn a_word_a_head_of_two_and_a_part_have_their_theme() {
        assert_eq!(theme("samarbetet"), theme("samverkan"));
        assert_eq!(theme("gemensam bild"), theme("samsyn"));
        assert!(theme("samsyn").is_some() && theme("en bild").is_none());
        assert_eq!(theme("strukturen"), theme("dispositionen"));
        assert!(theme("infrastrukturen").is_none());
    }
}
