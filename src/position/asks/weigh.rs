//! What a sentence asks: its cues weighed, piece by piece, with what stands
//! about them.

use super::lexicon::{Kind, Lexicon, Match, Own};
use super::phrase::Seen;
use crate::analyse::Token;
use std::ops::Range;

/// A sentence as it is weighed.
pub(super) struct View<'w> {
    pub(super) words: Vec<Seen<'w>>,
    /// A mark (comma, semicolon, dash, bracket) stands before the word.
    marked: Vec<bool>,
    /// The word is another's, in quotation marks.
    quoted: &'w [bool],
    /// The first word behind a number or bullet.
    first: usize,
    /// Where an order would stand.
    order: Option<usize>,
}

/// What the sentences before have told.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Before {
    /// The sentence before, in the same paragraph, asks.
    pub(super) asked: bool,
    /// It tells what the proposal says.
    pub(super) told: bool,
    /// It rejects.
    pub(super) rejected: bool,
    /// Its list is opened by what the respondent wants or thinks.
    pub(super) listed: bool,
}

/// What a sentence comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Weighed {
    /// It asks, by the words of this cue.
    Asks(Range<usize>),
    /// It tells what another says, or praises.
    Tells,
    /// It has a cue that asks nothing here: negated, another's, the law's.
    Hides,
    /// Neither.
    Nothing,
}

impl<'w> View<'w> {
    pub(super) fn new(
        text: &str,
        tokens: &'w [Token],
        quoted: &'w [bool],
        own: &Own<'_>,
        lexicon: &'w Lexicon,
    ) -> Self {
        let words: Vec<Seen<'w>> = tokens
            .iter()
            .map(|token| {
                let written = &text[token.range.clone()];
                let own = own.has(&token.word.exact, written);
                Seen::new(&token.word.exact, own, &lexicon.words)
            })
            .collect();
        let gaps = tokens.windows(2).map(|two| {
            let gap = text.get(two[0].range.end..two[1].range.start);
            gap.is_some_and(|gap| gap.contains([',', ';', ':', '(', ')', '–', '—']))
        });
        // "1.", "a)", "§" and figures stand before what an item says.
        let opens = |seen: &Seen<'_>| {
            seen.word.chars().count() > 1
                && seen.word.chars().all(|c| c.is_alphabetic() || c == '-')
        };
        let first = words.iter().position(opens).unwrap_or(0);
        // "Bygg- och planverket" orders nothing.
        let hangs = |token: &Token| text[token.range.end..].starts_with(['-', '‐', ':']);
        View {
            marked: [true].into_iter().chain(gaps).take(words.len()).collect(),
            order: tokens
                .get(first)
                .is_some_and(|token| !hangs(token))
                .then_some(first),
            first,
            quoted,
            words,
        }
    }

    /// Weighs the sentence.
    pub(super) fn weigh(&self, before: Before, lexicon: &Lexicon) -> Weighed {
        if !lexicon.may_ask(&self.words, self.order) {
            return match self.tells(&self.matches(lexicon), lexicon) {
                true => Weighed::Tells,
                false => Weighed::Nothing,
            };
        }
        let found = self.matches(lexicon);
        let (mut best, mut hides) = (None::<(i32, Range<usize>)>, false);
        let cues = found
            .iter()
            .filter(|one| lexicon.signs[one.sign].kind == Kind::Cue);
        for cue in cues.filter(|cue| !self.quoted[cue.words.start]) {
            let piece = self.piece(cue.words.start, lexicon);
            if self.negated(cue, lexicon) || self.is_hidden(cue, &piece, &found, lexicon) {
                hides = true;
                continue;
            }
            let weight = self.weight(cue, &piece, &found, before, lexicon);
            if best.as_ref().is_none_or(|(most, _)| weight > *most) {
                best = Some((weight, cue.words.clone()));
            }
        }
        match best {
            Some((weight, words)) if weight >= lexicon.bar => Weighed::Asks(words),
            _ if self.tells(&found, lexicon) => Weighed::Tells,
            _ if hides => Weighed::Hides,
            _ => Weighed::Nothing,
        }
    }

    /// What is listed below the sentence is wanted.
    pub(super) fn leads(&self, lexicon: &Lexicon) -> bool {
        let found = self.matches(lexicon);
        let leads = found
            .iter()
            .filter(|one| lexicon.signs[one.sign].kind == Kind::Lead);
        let mut shown = leads.filter(|lead| {
            let piece = self.piece(lead.words.start, lexicon);
            !self.negated(lead, lexicon) && !self.is_hidden(lead, &piece, &found, lexicon)
        });
        shown.next().is_some()
    }

    /// It rejects something.
    pub(super) fn rejects(&self, lexicon: &Lexicon) -> bool {
        self.words.iter().any(|seen| seen.is(lexicon.known.rejects))
    }

    /// An item that wants nothing: it agrees, rejects, or tells of another.
    pub(super) fn is_verdict(&self, lexicon: &Lexicon) -> bool {
        const OPENING: usize = 4;
        let mut opening = self.matches(lexicon);
        opening.retain(|one| one.words.start < OPENING);
        self.words
            .iter()
            .any(|seen| seen.is(lexicon.known.verdicts))
            || self.tells(&opening, lexicon)
    }

    /// By this word the respondent means itself.
    pub(super) fn is_own(&self, at: usize) -> bool {
        self.words[at].own
    }

    /// It says "detta", "en sådan", "den" of what the sentence before told.
    pub(super) fn leans(&self, lexicon: &Lexicon) -> bool {
        let known = &lexicon.known;
        let is = |at: usize, lists| self.words.get(at).is_some_and(|seen| seen.is(lists));
        let first = self.first;
        // "Det bör framgå att …" says itself what it is; "Det bör ändras" does not.
        let it = self.words.get(first).is_some_and(|seen| seen.word == "det")
            && !self.words[first..]
                .iter()
                .any(|seen| seen.is(known.clauses));
        is(first, known.leans) || is(first + 1, known.leans_second) || it
    }

    fn matches(&self, lexicon: &Lexicon) -> Vec<Match> {
        lexicon.matches(&self.words, self.order)
    }

    fn tells(&self, found: &[Match], lexicon: &Lexicon) -> bool {
        found.iter().any(|one| {
            let sign = &lexicon.signs[one.sign];
            sign.kind == Kind::Shield && !sign.tells
        })
    }

    /// The piece of the sentence in which a word stands.
    fn piece(&self, at: usize, lexicon: &Lexicon) -> Range<usize> {
        let start = (1..=at).rev().find(|&cut| self.cuts(cut, lexicon));
        let end = (at + 1..self.words.len()).find(|&cut| self.cuts(cut, lexicon));
        start.unwrap_or(0)..end.unwrap_or(self.words.len())
    }

    /// The sentence turns before this word: "men", ", dock", "och anser".
    fn cuts(&self, at: usize, lexicon: &Lexicon) -> bool {
        let (seen, known) = (&self.words[at], &lexicon.known);
        let joins = matches!(seen.word, "och" | "samt");
        let says = || {
            let near = &self.words[at + 1..(at + 3).min(self.words.len())];
            near.iter().any(|next| next.is(known.says))
        };
        matches!(seen.word, "men" | "medan")
            || self.marked[at] && seen.is(known.turns)
            || joins && says()
    }

    fn negated(&self, cue: &Match, lexicon: &Lexicon) -> bool {
        let sign = &lexicon.signs[cue.sign];
        let not = |at: usize| self.words[at].is(lexicon.known.not);
        let before = cue.words.start.saturating_sub(2)..cue.words.start;
        let behind = cue.words.end..(cue.words.end + 2).min(self.words.len());
        let inside = cue.words.start + 1..cue.words.end;
        sign.kind == Kind::Cue && !sign.negated && before.chain(behind).chain(inside).any(not)
    }

    /// A shield stands before it, and nothing turns between.
    fn is_hidden(
        &self,
        cue: &Match,
        piece: &Range<usize>,
        found: &[Match],
        lexicon: &Lexicon,
    ) -> bool {
        let tells = lexicon.signs[cue.sign].tells;
        found.iter().any(|one| {
            let sign = &lexicon.signs[one.sign];
            if sign.kind != Kind::Shield
                || sign.tells && !tells
                || !piece.contains(&one.words.start)
            {
                return false;
            }
            let turn = |at: usize| self.words[at].is(lexicon.known.turns);
            match one.words.start <= cue.words.start {
                true => !(one.words.end..cue.words.start).any(turn),
                false => sign.everywhere && !(cue.words.end..one.words.start).any(turn),
            }
        })
    }

    fn weight(
        &self,
        cue: &Match,
        piece: &Range<usize>,
        found: &[Match],
        before: Before,
        lexicon: &Lexicon,
    ) -> i32 {
        let sign = &lexicon.signs[cue.sign];
        let mut weight = sign.weight;
        let mut counted: Vec<usize> = Vec::new();
        for one in found.iter().filter(|one| piece.contains(&one.words.start)) {
            let lift = &lexicon.signs[one.sign];
            let near = lift.behind.is_none_or(|reach| {
                one.words.start > cue.words.start && one.words.start < cue.words.end + reach
            });
            let shares = one.words.start < cue.words.end && cue.words.start < one.words.end;
            let near = near && (shares || !lift.beside);
            if lift.kind == Kind::Lift && near && !counted.contains(&one.sign) {
                counted.push(one.sign);
                weight += lift.weight;
            }
        }
        // "… bör redovisas. Karta ska bifogas": the next wish goes unmarked.
        weight += i32::from(before.asked && sign.tells) + 2 * i32::from(before.listed);
        weight += 3 * i32::from(before.rejected && sign.tells);
        let turns = || {
            piece
                .clone()
                .any(|at| self.words[at].is(lexicon.known.turns))
        };
        weight - 2 * i32::from(before.told && sign.tells && !turns())
    }
}
