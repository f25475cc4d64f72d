//! The bridge from our analyser to the index's tokenizer interface.

use crate::analyse;
use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

#[derive(Clone)]
pub(super) struct Analyser;

pub(super) struct Words {
    tokens: std::vec::IntoIter<Token>,
    now: Token,
}

impl Tokenizer for Analyser {
    type TokenStream<'a> = Words;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Words {
        let tokens: Vec<Token> = analyse::words(text)
            .enumerate()
            .map(|(position, word)| Token {
                offset_from: word.range.start,
                offset_to: word.range.end,
                position,
                text: word.term,
                position_length: 1,
            })
            .collect();
        Words {
            tokens: tokens.into_iter(),
            now: Token::default(),
        }
    }
}

impl TokenStream for Words {
    fn advance(&mut self) -> bool {
        match self.tokens.next() {
            Some(token) => {
                self.now = token;
                true
            }
            None => false,
        }
    }

    fn token(&self) -> &Token {
        &self.now
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.now
    }
}
