//! Compounds as their parts near each other, and parts as their compound.

use super::spelling::pieces;
use super::word_at;
use crate::analyse::{Analyser, Role, Word};
use crate::archive::{Reader, Vocabulary};
use crate::error::Result;
use crate::query::{Kind, Node};

/// Words between the parts of a compound that is written apart, at most: as a
/// bare NEAR.
const NEAR: usize = 10;
/// Places at which a compound is divided in every way; one with more is
/// divided once.
const MOST_CUTS: usize = 3;
/// Letters of a part that only the archive's words tell.
const SHORTEST_PART: usize = 4;
/// Words that are joined into one.
const MOST_JOINED: usize = 4;

/// The words of one archive, for taking compounds apart and together.
pub(super) struct Joiner<'r> {
    analyser: &'r Analyser,
    words: &'r Vocabulary,
}

impl<'r> Joiner<'r> {
    pub(super) fn new(reader: &'r Reader) -> Result<Self> {
        Ok(Joiner {
            analyser: reader.analyser(),
            words: reader.vocabulary()?,
        })
    }

    /// A compound as its parts near each other, in every way it divides into
    /// words that stand here; the fewest parts first.
    pub(super) fn apart(&self, typed: &str) -> Vec<Vec<String>> {
        let word = self.analyser.word(typed);
        let mut ways = self.by_rule(&word);
        if ways.is_empty() {
            ways = self.by_words(&word);
        }
        ways.sort_by_key(Vec::len);
        ways.dedup();
        ways
    }

    /// Where the analyser divides the word.
    fn by_rule(&self, word: &Word) -> Vec<Vec<String>> {
        let mut cuts: Vec<usize> = word
            .parts
            .iter()
            .filter(|part| part.role == Role::Head)
            .map(|part| part.range.start)
            .collect();
        cuts.sort_unstable();
        cuts.dedup();
        let every = 1usize << cuts.len().min(16);
        let chosen =
            (1..every).filter(|chosen| cuts.len() <= MOST_CUTS || chosen.count_ones() == 1);
        let ways = chosen.filter_map(|chosen| {
            let cuts = cuts.iter().enumerate();
            let edges: Vec<usize> = cuts
                .filter(|(at, _)| chosen >> at & 1 == 1)
                .map(|(_, cut)| *cut)
                .chain([word.exact.len()])
                .collect();
            let mut start = 0;
            let runs = edges.iter().map(|&end| {
                let run = self.run(word, start, end);
                start = end;
                run
            });
            runs.collect::<Option<Vec<String>>>()
        });
        ways.collect()
    }

    /// The letters of a word between two of its cuts, as a word that stands
    /// here.
    fn run(&self, word: &Word, start: usize, end: usize) -> Option<String> {
        let last = end == word.exact.len();
        let role = if last { Role::Head } else { Role::Modifier };
        let parts = word
            .parts
            .iter()
            .filter(|part| part.role == role && part.range.start == start && part.range.end <= end);
        let part = parts.max_by_key(|part| part.range.end)?;
        self.standing(&part.stem)
    }

    /// Where both sides are words that stand here.
    fn by_words(&self, word: &Word) -> Vec<Vec<String>> {
        if !pieces(word).is_empty() && word.parts.len() > 1 {
            return Vec::new();
        }
        let exact = word.exact.as_str();
        let letters = |part: &str| part.chars().count();
        let cuts = exact.char_indices().map(|(at, _)| at).filter(|&at| {
            letters(&exact[..at]) >= SHORTEST_PART && letters(&exact[at..]) >= SHORTEST_PART
        });
        let ways = cuts.filter_map(|at| {
            let (first, last) = exact.split_at(at);
            let bare = first.trim_end_matches('-');
            let linked = bare.strip_suffix('s').map(str::to_owned);
            let base = [bare.to_owned(), format!("{bare}a"), format!("{bare}e")];
            let first = base
                .into_iter()
                .chain(linked)
                .find(|form| letters(form) >= SHORTEST_PART && self.words.units(form) > 0)?;
            let last = self.standing(&self.analyser.word(last).stem)?;
            Some(vec![first, last])
        });
        ways.collect()
    }

    /// The form of a word that most units hold, by its stem; else the letters
    /// of a part of a compound.
    fn standing(&self, stem: &str) -> Option<String> {
        let letters = stem.trim_end_matches('·');
        if letters.is_empty() {
            return None;
        }
        let mut best: Option<(u32, &str)> = None;
        let mut part = None;
        for form in self.words.holding(letters) {
            let (read, units) = (self.analyser.word(form), self.words.units(form));
            if units == 0 {
                continue;
            }
            if read.stem == stem {
                if best.is_none_or(|(most, _)| units > most) {
                    best = Some((units, form));
                }
            } else if best.is_none() && part.is_none() {
                let found = read.parts.iter().find(|part| part.stem == stem);
                let written = found.map(|part| &form[part.range.clone()]);
                part = written.filter(|written| self.analyser.word(written).stem == stem);
            }
        }
        best.map(|(_, form)| form).or(part).map(str::to_owned)
    }

    /// Words side by side as one that stands here: which of the words, and
    /// the compound of them.
    pub(super) fn together(&self, words: &[&str]) -> Vec<(std::ops::Range<usize>, String)> {
        let mut found = Vec::new();
        for start in 0..words.len() {
            for end in start + 2..=words.len().min(start + MOST_JOINED) {
                let joined = self.joined(&words[start..end]).into_iter();
                let standing = joined.filter(|joined| self.stands(joined));
                found.extend(standing.map(|joined| (start..end, joined)).next());
            }
        }
        found
    }

    /// Words written together, with and without what links them.
    fn joined(&self, words: &[&str]) -> Vec<String> {
        let mut ways = vec![String::new()];
        for (at, word) in words.iter().enumerate() {
            let word = word.to_lowercase();
            let last = at + 1 == words.len();
            let bare = word.strip_suffix(['a', 'e']).filter(|bare| bare.len() > 2);
            let forms: Vec<String> = match last {
                true => vec![word],
                false => [word.clone(), format!("{word}s")]
                    .into_iter()
                    .chain(bare.map(str::to_owned))
                    .collect(),
            };
            let next = ways.iter().flat_map(|before| {
                let forms = forms.iter();
                forms.map(move |form| format!("{before}{form}"))
            });
            ways = next.collect();
        }
        ways
    }

    /// Whether a word stands here in some form.
    fn stands(&self, word: &str) -> bool {
        if self.words.units(word) > 0 {
            return true;
        }
        let stem = &self.analyser.word(word).stem;
        let mut forms = self.words.holding(stem.trim_end_matches('·'));
        forms.any(|form| self.words.units(form) > 0 && self.analyser.word(form).stem == *stem)
    }
}

/// Words near each other, in one of these ways.
pub(super) fn near(ways: &[Vec<String>], place: &Node) -> Vec<Node> {
    let ways = ways.iter().map(|words| {
        let words = words.iter().map(|word| word_at(word, place));
        Node {
            kind: Kind::Near(words.collect(), NEAR),
            place: place.place.clone(),
        }
    });
    ways.collect()
}

/// One node as it is, several as any of them.
pub(super) fn any(mut nodes: Vec<Node>) -> Option<Kind> {
    match nodes.len() {
        0 | 1 => nodes.pop().map(|node| node.kind),
        _ => Some(Kind::Any(nodes)),
    }
}
