//! What an answer asks for, sentence by sentence and item by item, and of
//! whom. Knows no areas and no stance: an ask is an ask wherever it stands.

mod addressee;
mod lexicon;
mod phrase;
mod weigh;

pub use addressee::Addressee;

use super::marked::words_of;
use super::sentence::{Block, Sentence, is_bare_row, is_item, place};
use crate::analyse::Token;
use crate::learned::{Deed, features, model};
use lexicon::{Lexicon, Own, lexicon};
use std::ops::Range;
use weigh::{Before, View, Weighed};

/// Odds, as a logarithm, from which the learned weights make an ask of a sentence
/// whose signs say nothing: on two sets of papers that no letter is from, recall
/// rose from .55 to .71 and from .78 to .82 at a precision of .86.
const LEARNED: f32 = 0.8;

/// Fewest words of such a sentence: "Ansvar." tells nothing.
const FEWEST: usize = 6;

/// A sentence or item that asks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Want {
    /// Bytes of the sentence.
    pub(super) sentence: Range<usize>,
    /// Bytes of what is quoted: the sentence, and the one it leans on.
    pub(super) quote: Range<usize>,
    pub(super) addressee: Addressee,
}

/// An answer, cut into sentences.
pub(super) struct Answer<'a> {
    pub(super) text: &'a str,
    pub(super) sentences: &'a [Sentence],
    pub(super) tokens: &'a [Token],
    /// Tokens inside quotation marks.
    pub(super) quoted: &'a [bool],
    /// Sentences that are the sender's, or tell of other respondents.
    pub(super) told: &'a [bool],
    pub(super) respondent: &'a str,
}

/// How a list was opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum List {
    /// There is none, or it is opened by something else.
    None,
    /// Its items are wanted.
    Wanted,
}

impl Answer<'_> {
    /// All that it asks, in order.
    pub(super) fn wants(&self) -> Vec<Want> {
        let lexicon = lexicon();
        let own = lexicon.own(self.respondent);
        let mut found: Vec<Want> = Vec::new();
        let (mut list, mut before, mut paragraph) = (List::None, Before::default(), None);
        for (at, sentence) in self.sentences.iter().enumerate() {
            let opens = paragraph.replace(sentence.paragraph) != Some(sentence.paragraph);
            if opens {
                before = Before::default();
            }
            if sentence.block != Block::Item {
                list = List::None;
            }
            if self.told[at] {
                before = Before {
                    told: true,
                    ..Before::default()
                };
                continue;
            }
            let view = self.view(sentence, &own, lexicon);
            if self.opens_list(at) {
                list = match view.leads(lexicon) {
                    true => List::Wanted,
                    false => List::None,
                };
                if list == List::Wanted || sentence.block == Block::Heading {
                    continue;
                }
            }
            let line = self.text[sentence.range.clone()].trim();
            if sentence.block == Block::Heading || is_bare_row(line) && !line.ends_with(['.', '?'])
            {
                continue;
            }
            before.listed = list == List::Wanted && opens;
            let weighed = view.weigh(before, lexicon);
            if self.heads(sentence) {
                continue;
            }
            let inherits = before.listed && !view.is_verdict(lexicon);
            let cue = match &weighed {
                Weighed::Asks(cue) => Some(cue.clone()),
                _ if inherits => Some(0..0),
                Weighed::Nothing if self.is_learned(at) => Some(0..0),
                _ => None,
            };
            let leans = !before.asked && !opens && cue.is_some() && view.leans(lexicon);
            if let Some(cue) = &cue {
                let from = match leans {
                    true => self.sentences[at - 1].range.start,
                    false => sentence.range.start,
                };
                found.push(Want {
                    sentence: sentence.range.clone(),
                    quote: from..sentence.range.end,
                    addressee: addressee::addressee(&view, cue, lexicon),
                });
            }
            before = Before {
                asked: cue.is_some(),
                told: weighed == Weighed::Tells,
                rejected: view.rejects(lexicon),
                listed: false,
            };
        }
        found
    }

    /// A short line without a mark heads what comes next: "Bestämmelse"; a dash
    /// alone says nothing.
    fn heads(&self, sentence: &Sentence) -> bool {
        const SHORT: usize = 3;
        let said = &self.text[sentence.range.clone()];
        let words = words_of(self.tokens, &sentence.range).len();
        let plain = said.starts_with(char::is_uppercase) && said.ends_with(char::is_alphabetic);
        words == 0 || words <= SHORT && plain && !is_item(said)
    }

    /// By the learned weights it asks, though no sign says so.
    fn is_learned(&self, at: usize) -> bool {
        let sentence = &self.sentences[at];
        let place = place(self.text, self.sentences, at);
        let words = words_of(self.tokens, &sentence.range);
        if words.len() < FEWEST {
            return false;
        }
        let text = &self.text[sentence.range.clone()];
        let features = features(text, &self.tokens[words], place);
        model().scores(&features).of(Deed::Asks) >= LEARNED
    }

    fn view<'v>(&'v self, sentence: &Sentence, own: &Own<'_>, lexicon: &'v Lexicon) -> View<'v> {
        let words = words_of(self.tokens, &sentence.range);
        View::new(
            self.text,
            &self.tokens[words.clone()],
            &self.quoted[words],
            own,
            lexicon,
        )
    }

    /// A colon or a heading with an item behind it.
    fn opens_list(&self, at: usize) -> bool {
        let sentence = &self.sentences[at];
        let listed = self
            .sentences
            .get(at + 1)
            .is_some_and(|next| next.block == Block::Item && next.paragraph != sentence.paragraph);
        let opens =
            sentence.block == Block::Heading || self.text[sentence.range.clone()].ends_with(':');
        listed && opens
    }
}
