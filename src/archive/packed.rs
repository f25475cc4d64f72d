//! Terms packed into a string: the bridge to the index's tokenizer
//! interface.
//!
//! The words of a unit are analysed once and written to three fields. What
//! the index is given is the finished terms: places are divided by a space,
//! terms at the same place by a tab. No term holds either.

use crate::analyse::{Role, Token, Word};
use std::sync::Arc;
use tantivy::tokenizer::{Token as Term, TokenStream, Tokenizer};

const NEXT_PLACE: char = ' ';
const SAME_PLACE: char = '\t';

/// What marks where in a compound a part stands: "-säkerhet", "säkerhet-".
pub(super) const PART_MARK: char = '-';

/// The terms of one unit for each of the three fields: every form once, the
/// stem of every word in its place, every part of every compound.
#[derive(Debug, Default)]
pub(super) struct Packed {
    pub(super) exact: String,
    pub(super) stem: String,
    pub(super) parts: String,
}

impl Packed {
    /// Packs the words of a unit.
    pub(super) fn new(tokens: &[Token]) -> Self {
        let mut packed = Packed {
            exact: String::with_capacity(tokens.len() * 8),
            stem: String::with_capacity(tokens.len() * 8),
            parts: String::with_capacity(tokens.len() * 4),
        };
        // By address: a word that was read twice is only indexed twice.
        let mut words: Vec<&Arc<Word>> = tokens.iter().map(|token| &token.word).collect();
        words.sort_unstable_by_key(|word| Arc::as_ptr(word) as usize);
        words.dedup_by(|a, b| Arc::ptr_eq(a, b));
        for word in words {
            push(&mut packed.exact, &word.exact);
        }
        for token in tokens {
            push(&mut packed.stem, &token.word.stem);
            packed.add_parts(&token.word.parts, None);
            for also in &token.also {
                packed.stem.push(SAME_PLACE);
                packed.stem.push_str(&also.stem);
                // The head stands in the later word already.
                packed.add_parts(&also.parts, Some(Role::Modifier));
            }
        }
        packed
    }

    fn add_parts(&mut self, parts: &[crate::analyse::Part], only: Option<Role>) {
        for part in parts
            .iter()
            .filter(|part| only.is_none_or(|role| part.role == role))
        {
            match part.role {
                Role::Head => {
                    push(&mut self.parts, "-");
                    self.parts.push_str(&part.stem);
                }
                Role::Modifier => {
                    push(&mut self.parts, &part.stem);
                    self.parts.push(PART_MARK);
                }
            }
        }
    }
}

fn push(packed: &mut String, term: &str) {
    if !packed.is_empty() {
        packed.push(NEXT_PLACE);
    }
    packed.push_str(term);
}

/// Reads packed terms.
#[derive(Clone)]
pub(super) struct Unpack;

pub(super) struct Unpacked<'t> {
    rest: &'t str,
    place: usize,
    now: Term,
}

impl Tokenizer for Unpack {
    type TokenStream<'t> = Unpacked<'t>;

    fn token_stream<'t>(&'t mut self, text: &'t str) -> Unpacked<'t> {
        Unpacked {
            rest: text,
            place: 0,
            now: Term {
                position: 0,
                ..Term::default()
            },
        }
    }
}

impl TokenStream for Unpacked<'_> {
    fn advance(&mut self) -> bool {
        if self.rest.is_empty() {
            return false;
        }
        // Terms are short: looking byte by byte beats a vector search.
        let divides = |byte: &u8| *byte == NEXT_PLACE as u8 || *byte == SAME_PLACE as u8;
        let end = self.rest.as_bytes().iter().position(divides);
        let (term, after) = match end {
            Some(end) => (&self.rest[..end], &self.rest[end + 1..]),
            None => (self.rest, ""),
        };
        self.now.position = self.place;
        self.now.text.clear();
        self.now.text.push_str(term);
        if end.is_some_and(|end| self.rest.as_bytes()[end] == NEXT_PLACE as u8) {
            self.place += 1;
        }
        self.rest = after;
        true
    }

    fn token(&self) -> &Term {
        &self.now
    }

    fn token_mut(&mut self) -> &mut Term {
        &mut self.now
    }
}
