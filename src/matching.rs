//! What a query asks of a unit, once all words are looked up: slots that
//! accept words, and plans that combine them.
//!
//! The archive answers a plan from its postings; [`marks`] finds the same
//! words again in a text, for highlights. Both must agree, which a test
//! holds.

use crate::analyse::{Role, Token, Word};
use std::collections::BTreeMap;
use std::ops::Range;

/// How a word of a text meets a word of the query, the closest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tier {
    /// The word as typed.
    Word,
    /// An inflected form of it.
    Form,
    /// The last part of a compound.
    Head,
    /// Another part of a compound.
    Modifier,
    /// A related word from a topic lexicon.
    Related,
    /// Probably the word, misspelt.
    Misspelt,
}

impl Tier {
    /// All tiers, the closest first.
    pub const ALL: [Tier; 6] = [
        Tier::Word,
        Tier::Form,
        Tier::Head,
        Tier::Modifier,
        Tier::Related,
        Tier::Misspelt,
    ];

    /// Machine-readable name.
    pub fn name(self) -> &'static str {
        match self {
            Tier::Word => "word",
            Tier::Form => "form",
            Tier::Head => "head",
            Tier::Modifier => "modifier",
            Tier::Related => "related",
            Tier::Misspelt => "misspelt",
        }
    }
}

/// Which of a word's terms is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Key {
    /// The exact form.
    Exact,
    /// The stem.
    Stem,
    /// The stem of a part that stands last.
    Head,
    /// The stem of another part.
    Modifier,
}

impl Key {
    /// All keys.
    pub const ALL: [Key; 4] = [Key::Exact, Key::Stem, Key::Head, Key::Modifier];
}

/// Why a term is accepted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Accept {
    /// How close it is.
    pub tier: Tier,
    /// Bytes of the exact form that match; all of it if nothing is said.
    pub range: Option<Range<usize>>,
}

/// The terms that one word of a query stands for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Slot {
    /// What the user typed.
    pub typed: String,
    terms: BTreeMap<Key, BTreeMap<String, Accept>>,
}

impl Slot {
    /// A slot that accepts nothing yet.
    pub fn new(typed: &str) -> Self {
        Slot {
            typed: typed.to_owned(),
            terms: BTreeMap::new(),
        }
    }

    /// Accepts a term too; the closer tier stays.
    pub fn accept(&mut self, key: Key, term: &str, tier: Tier, range: Option<Range<usize>>) {
        let known = self.terms.entry(key).or_default();
        if known.get(term).is_none_or(|known| tier < known.tier) {
            known.insert(term.to_owned(), Accept { tier, range });
        }
    }

    /// All accepted terms, in a fixed order.
    pub fn terms(&self) -> impl Iterator<Item = (Key, &str, &Accept)> {
        self.terms.iter().flat_map(|(key, terms)| {
            terms
                .iter()
                .map(move |(term, accept)| (*key, term.as_str(), accept))
        })
    }

    /// Whether the slot asks for words as written, not for their stems.
    pub fn by_form_alone(&self) -> bool {
        let of = |key: Key| self.terms.get(&key).into_iter().flatten();
        // A word as typed comes with its stem, which holds it.
        of(Key::Stem).next().is_none()
            || of(Key::Exact).any(|(_, accept)| accept.tier != Tier::Word)
    }

    /// How a word meets this slot at best, and with which bytes of its exact
    /// form (all of them if nothing is said).
    pub fn meets(&self, word: &Word) -> Option<(Tier, Option<Range<usize>>)> {
        let find = |key: Key, term: &str| self.terms.get(&key)?.get(term);
        let whole = [(Key::Exact, &word.exact), (Key::Stem, &word.stem)];
        let whole = whole.iter().filter_map(|(key, term)| {
            let found = find(*key, term)?;
            Some((found.tier, found.range.clone()))
        });
        let parts = word.parts.iter().filter_map(|part| {
            let key = match part.role {
                Role::Head => Key::Head,
                Role::Modifier => Key::Modifier,
            };
            Some((find(key, &part.stem)?.tier, Some(part.range.clone())))
        });
        whole.chain(parts).min_by_key(|(tier, _)| *tier)
    }
}

/// What a unit must hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Plan {
    /// Nothing: every unit will do.
    Everything,
    /// A word that the slot accepts.
    Word(Slot),
    /// Words side by side.
    Phrase(Vec<Slot>),
    /// Words, phrases or alternatives of these, the first and the last at
    /// most so many words apart, in any order.
    Near(Vec<Plan>, usize),
    /// All of these; scores add up.
    All(Vec<Plan>),
    /// Any of these; scores add up.
    Any(Vec<Plan>),
    /// Any of these; the best score counts.
    Best(Vec<Plan>),
    /// So many of these at least; scores add up.
    Most(Vec<Plan>, usize),
    /// Not this.
    Not(Box<Plan>),
    /// A property of the unit.
    Filter(Filter),
}

/// A property of a unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Filter {
    /// Normal forms of respondents.
    Respondents(Vec<String>),
    /// Parties, as the lexicon writes them.
    Parties(Vec<String>),
    /// Machine-readable kinds.
    Kinds(Vec<String>),
    /// Keys of referrals.
    Referrals(Vec<String>),
    /// Content hashes of documents.
    Documents(Vec<String>),
    /// First and last filing date, ISO.
    Dates(Option<String>, Option<String>),
    /// Came with a later ingest than this.
    After(u64),
}

/// A match in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Bytes in the text.
    pub range: Range<usize>,
    /// How close it is.
    pub tier: Tier,
    /// First and last word of the match, by number in the text.
    pub words: Range<usize>,
}

/// The places in a text that a plan asks for, ascending, each once.
pub fn marks(plan: &Plan, tokens: &[Token]) -> Vec<Mark> {
    let mut found = Vec::new();
    collect(plan, tokens, &mut found);
    found.sort_by_key(|mark| (mark.range.start, mark.tier, mark.range.end));
    found.dedup_by(|later, earlier| later.range.start < earlier.range.end);
    found
}

fn collect(plan: &Plan, tokens: &[Token], found: &mut Vec<Mark>) {
    match plan {
        Plan::Word(slot) => found.extend(words(slot, tokens)),
        Plan::Phrase(slots) => found.extend(phrases(slots, tokens)),
        Plan::Near(operands, within) => found.extend(near(operands, *within, tokens)),
        Plan::All(plans) | Plan::Any(plans) | Plan::Best(plans) | Plan::Most(plans, _) => {
            for plan in plans {
                collect(plan, tokens, found);
            }
        }
        Plan::Not(_) | Plan::Filter(_) | Plan::Everything => {}
    }
}

/// How a token meets a slot: its tier and place in the text.
fn meets(slot: &Slot, token: &Token) -> Option<(Tier, Range<usize>)> {
    let also = token.also.iter().filter_map(|word| {
        let (tier, _) = slot.meets(word)?;
        // What a word only stands for is never the word itself.
        Some((tier.max(Tier::Form), None))
    });
    let (tier, range) = slot
        .meets(&token.word)
        .into_iter()
        .chain(also)
        .min_by_key(|(tier, _)| *tier)?;
    let inside = range.filter(|_| token.word.exact.len() == token.range.len());
    let place = match inside {
        Some(part) => token.range.start + part.start..token.range.start + part.end,
        None => token.range.clone(),
    };
    Some((tier, place))
}

fn words(slot: &Slot, tokens: &[Token]) -> Vec<Mark> {
    let mark = |(at, token): (usize, &Token)| {
        let (tier, range) = meets(slot, token)?;
        Some(Mark {
            range,
            tier,
            words: at..at + 1,
        })
    };
    tokens.iter().enumerate().filter_map(mark).collect()
}

fn phrases(slots: &[Slot], tokens: &[Token]) -> Vec<Mark> {
    let mut found = Vec::new();
    for at in 0..(tokens.len() + 1).saturating_sub(slots.len()) {
        let tiers: Option<Vec<Tier>> = slots
            .iter()
            .zip(&tokens[at..])
            .map(|(slot, token)| meets(slot, token).map(|(tier, _)| tier))
            .collect();
        let Some(tier) = tiers.and_then(|tiers| tiers.into_iter().max()) else {
            continue;
        };
        let last = at + slots.len() - 1;
        found.push(Mark {
            range: tokens[at].range.start..tokens[last].range.end,
            tier,
            words: at..last + 1,
        });
    }
    found
}

/// The matches of each operand that stand near a match of every other.
fn near(operands: &[Plan], within: usize, tokens: &[Token]) -> Vec<Mark> {
    let lists: Vec<Vec<Mark>> = operands
        .iter()
        .map(|plan| marks_of_operand(plan, tokens))
        .collect();
    let places: Vec<Vec<[u32; 2]>> = lists
        .iter()
        .map(|list| {
            list.iter()
                .map(|mark| [mark.words.start as u32, mark.words.end as u32 - 1])
                .collect()
        })
        .collect();
    let kept = windows(&places, within as u32);
    let mut found = Vec::new();
    for (list, kept) in lists.into_iter().zip(kept) {
        found.extend(
            list.into_iter()
                .zip(kept)
                .filter(|(_, kept)| *kept)
                .map(|(mark, _)| mark),
        );
    }
    found
}

/// The matches of an operand of NEAR, in order.
fn marks_of_operand(plan: &Plan, tokens: &[Token]) -> Vec<Mark> {
    let mut found = Vec::new();
    collect(plan, tokens, &mut found);
    found.sort_by_key(|mark| (mark.words.start, mark.words.end));
    found
}

/// Which places of each operand belong to a window that holds a place of
/// every operand, none of them the same words, whose first and last word are
/// at most `within` apart. Places are first and last word, ascending.
pub fn windows(places: &[Vec<[u32; 2]>], within: u32) -> Vec<Vec<bool>> {
    let mut kept: Vec<Vec<bool>> = places.iter().map(|list| vec![false; list.len()]).collect();
    for (operand, list) in places.iter().enumerate() {
        for (at, &place) in list.iter().enumerate() {
            let mut chosen = vec![(operand, at)];
            if complete(places, within, place, place, 0, &mut chosen) {
                for (operand, at) in chosen {
                    kept[operand][at] = true;
                }
            }
        }
    }
    kept
}

/// Fills a window with a place of every operand not chosen yet, nearest
/// first; operands are few and windows small.
fn complete(
    places: &[Vec<[u32; 2]>],
    within: u32,
    first: [u32; 2],
    window: [u32; 2],
    next: usize,
    chosen: &mut Vec<(usize, usize)>,
) -> bool {
    let operand = if next == chosen[0].0 { next + 1 } else { next };
    if operand >= places.len() {
        return true;
    }
    let from = places[operand].partition_point(|place| place[1] + within < first[0]);
    let fits = |place: &[u32; 2]| {
        let whole = [window[0].min(place[0]), window[1].max(place[1])];
        let apart = chosen.iter().all(|&(operand, at)| {
            let other = places[operand][at];
            place[1] < other[0] || other[1] < place[0]
        });
        (apart && whole[1] - whole[0] <= within).then_some(whole)
    };
    let near: Vec<(usize, [u32; 2])> = places[operand][from..]
        .iter()
        .take_while(|place| place[0] <= first[1] + within)
        .enumerate()
        .filter_map(|(at, place)| Some((from + at, fits(place)?)))
        .collect();
    for (at, whole) in near {
        chosen.push((operand, at));
        if complete(places, within, first, whole, operand + 1, chosen) {
            return true;
        }
        chosen.pop();
    }
    false
}
