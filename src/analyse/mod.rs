//! Words, stems and parts of compounds: the one analyser that index and query
//! share.
//!
//! Every word is read once and remembered: its exact form (lower case, å ä ö
//! kept), its repaired stem, and the parts of a compound with their places in
//! it. Words that wait for their head ("kvalitets- och innovationsarbete")
//! are completed. No stop words: "inte" and "utan" carry positions.

mod compound;
mod evidence;
mod fold;
mod memo;
mod pieces;
mod stem;
mod suspended;
mod token;
mod within;
mod written;

pub use evidence::Evidence;
pub(crate) use fold::exact;
pub use fold::{fold, undotted};

use compound::{Lists, Splitter};
use memo::Memo;
use std::ops::Range;
use std::sync::{Arc, LazyLock};
use stem::Stemmer;
use token::{Note, Raw};

/// Rises when the same text would give other terms.
pub const VERSION: u32 = 3;

/// A word as the index knows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// Lower case, as written.
    pub exact: String,
    /// What all its forms meet under.
    pub stem: String,
    /// Parts and runs of parts of a compound, the whole word not among them.
    pub parts: Vec<Part>,
}

/// How far the beginning of a text goes on that is written in several words and
/// is one: "12 500", "bl a". Nothing if its first word is a word of its own.
pub(crate) fn written_apart(text: &str) -> Option<usize> {
    let first = token::words(text).into_iter().next()?;
    match first.note {
        Note::Written(_, parts) if first.range.start == 0 && parts.len() > 1 => {
            Some(first.range.end)
        }
        _ => None,
    }
}

/// A part of a compound, or a run of neighbouring parts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// Bytes in the exact form.
    pub range: Range<usize>,
    /// Its stem, linking letter off.
    pub stem: String,
    /// Where in the word it stands.
    pub role: Role,
}

/// Where in a compound a part stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// Last: "informations[säkerhet]".
    Head,
    /// Not last: "[säkerhet]sarbete".
    Modifier,
}

/// A word of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// Bytes in the text.
    pub range: Range<usize>,
    /// The word.
    pub word: Arc<Word>,
    /// Other words that stand here too: the number of a paragraph, a year
    /// that was read wrongly, a compound whose head comes later.
    pub also: Vec<Arc<Word>>,
}

/// Stemmer and lists, compiled once.
static DATA: LazyLock<(Stemmer, Lists)> = LazyLock::new(|| {
    #[expect(
        clippy::expect_used,
        reason = "the data is part of the program; a test reads it"
    )]
    let stemmer = Stemmer::new().expect("stems.toml is well formed");
    #[expect(
        clippy::expect_used,
        reason = "the data is part of the program; a test reads it"
    )]
    let lists = Lists::new(&stemmer).expect("compounds.toml is well formed");
    (stemmer, lists)
});

/// Reads texts into words, with what one archive's evidence tells about
/// compounds.
#[derive(Debug, Default)]
pub struct Analyser {
    evidence: Evidence,
    memo: Memo,
}

impl Analyser {
    /// An analyser that knows this evidence.
    pub fn new(evidence: Evidence) -> Self {
        Analyser {
            evidence,
            memo: Memo::default(),
        }
    }

    /// The words of a text, in order.
    pub fn tokens(&self, text: &str) -> Vec<Token> {
        let raws = token::words(text);
        let mut tokens: Vec<Token> = raws
            .iter()
            .map(|raw| Token {
                range: raw.range.clone(),
                word: match &raw.note {
                    Note::Paragraph(digits) => self.word(&format!("§{}", &text[digits.clone()])),
                    Note::Written(word, _) => self.word(word),
                    _ => self.word(&text[raw.range.clone()]),
                },
                also: self.readings(text, raw),
            })
            .collect();
        for at in 0..raws.len() {
            if raws[at].note == Note::Suspended {
                tokens[at].also = self.completed(text, at, &tokens);
            }
        }
        tokens
    }

    /// A word as it stands in a text.
    pub fn word(&self, raw: &str) -> Arc<Word> {
        self.memo.get(raw, || self.analysed(&exact(raw)))
    }

    /// The lists and endings that brought a word as it stands to its stem.
    pub fn explained(&self, raw: &str) -> Vec<String> {
        let (stemmer, _) = &*DATA;
        match plain(&exact(raw)) {
            Plain::Letters(letters) => stemmer.explained(&letters).1,
            Plain::Other(_) => Vec::new(),
        }
    }

    fn analysed(&self, exact: &str) -> Word {
        let (stemmer, _) = &*DATA;
        Word {
            stem: match plain(exact) {
                Plain::Letters(letters) => fold(&stemmer.stem(&letters)),
                Plain::Other(word) => word,
            },
            parts: self.parts(without_case(exact)),
            exact: exact.to_owned(),
        }
    }

    fn splitter(&self) -> Splitter<'static, '_> {
        let (stemmer, lists) = &*DATA;
        Splitter {
            stemmer,
            lists,
            evidence: &self.evidence,
        }
    }

    /// All parts and runs of parts of a word.
    fn parts(&self, word: &str) -> Vec<Part> {
        let splitter = self.splitter();
        let mut cuts = cuts(&splitter, word);
        cuts.truncate(MOST_CUTS);
        if cuts.is_empty() {
            return Vec::new();
        }
        let edges: Vec<usize> = [0].into_iter().chain(cuts).chain([word.len()]).collect();
        let mut parts = Vec::new();
        for from in 0..edges.len() - 1 {
            for to in from + 1..edges.len() {
                if to - from == edges.len() - 1 {
                    continue;
                }
                let run = &word[edges[from]..edges[to]];
                let head = to == edges.len() - 1;
                let bare = run.trim_matches('-');
                let start = edges[from] + (run.len() - run.trim_start_matches('-').len());
                let (stem, length) = if head {
                    (splitter.stemmer.stem(bare), bare.len())
                } else {
                    (
                        splitter.modifier_stem(bare),
                        splitter.without_link(bare).len(),
                    )
                };
                parts.push(Part {
                    range: start..start + length,
                    stem: fold(&stem).replace('-', ""),
                    role: if head { Role::Head } else { Role::Modifier },
                });
            }
        }
        parts
    }

    /// What else stands where a word stands.
    fn readings(&self, text: &str, raw: &Raw) -> Vec<Arc<Word>> {
        match &raw.note {
            Note::Paragraph(digits) => vec![self.word(&text[digits.clone()])],
            Note::Year(year) => vec![self.word(year)],
            Note::Noted(end) => vec![self.word(&text[raw.range.start..*end])],
            Note::Written(_, parts) => parts
                .iter()
                .map(|part| self.word(&text[part.clone()]))
                .collect(),
            Note::Plain | Note::Suspended => Vec::new(),
        }
    }
}

/// An exact form as it is stemmed.
enum Plain {
    /// "e-tjänst" and "etjänst" meet.
    Letters(String),
    /// Numbers keep their hyphens, and have no endings.
    Other(String),
}

fn plain(exact: &str) -> Plain {
    let word = without_case(exact);
    if word.contains(|c: char| c.is_ascii_digit()) {
        Plain::Other(word.to_owned())
    } else {
        Plain::Letters(word.replace('-', ""))
    }
}

/// "eu:s" → "eu".
fn without_case(exact: &str) -> &str {
    let bare = exact.split_once(':').filter(|(before, after)| {
        before.len() > 1 && !after.starts_with(|c: char| c.is_ascii_digit())
    });
    bare.map_or(exact, |(before, _)| before)
}

/// Places at which a word divides that are kept: its parts and their runs are
/// quadratic in them, and a chain of hyphens has many.
const MOST_CUTS: usize = 8;

/// The bytes at which a word divides: at hyphens, and inside each piece.
fn cuts(splitter: &Splitter<'_, '_>, word: &str) -> Vec<usize> {
    let mut cuts = Vec::new();
    let mut offset = 0;
    for piece in word.split('-') {
        if offset > 0 {
            cuts.push(offset);
        }
        if !piece.contains(|c: char| c.is_ascii_digit()) {
            let folded = fold(piece);
            let inside = splitter.cuts(&folded).into_iter();
            // Folding replaces letter by letter.
            let back = |cut: usize| {
                let letters = folded[..cut].chars().count();
                piece
                    .char_indices()
                    .nth(letters)
                    .map_or(piece.len(), |(at, _)| at)
            };
            cuts.extend(inside.map(|cut| offset + back(cut)));
        }
        offset += piece.len() + 1;
    }
    cuts
}

impl Evidence {
    /// Takes the words of a hunspell list (`word/FLAGS` a line) as evidence:
    /// each may stand first, with and without a linking -s, and last.
    pub fn add_wordlist(&mut self, text: &str) {
        const SHORTEST: usize = 4;
        let (stemmer, _) = &*DATA;
        for line in text.lines() {
            let word = line.split(['/', '\t', ' ']).next().unwrap_or("");
            let plain = word.chars().all(|c| c.is_alphabetic() && !c.is_uppercase());
            if plain && word.chars().count() >= SHORTEST {
                self.heads.insert(stemmer.stem(word));
                self.modifiers.insert(word.to_owned());
                self.modifiers.insert(format!("{word}s"));
            }
        }
    }
}

/// Collects what the words of some texts witness about compounds.
pub fn witness<'t>(texts: impl IntoIterator<Item = &'t str>) -> Evidence {
    let (stemmer, lists) = &*DATA;
    let mut words = std::collections::BTreeSet::new();
    for text in texts {
        let raws = token::words(text).into_iter();
        for raw in raws.filter(|raw| !matches!(raw.note, Note::Written(..))) {
            words.insert(fold(&exact(&text[raw.range])));
        }
    }
    Evidence::collect(words.iter().map(String::as_str), stemmer, lists)
}
