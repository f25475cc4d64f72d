//! What a sentence does, clause by clause, told from the cues alone: it asks,
//! rejects, misses something, praises, or only tells. Knows no areas, no
//! proposal and no respondent.

use super::asks::Answer;
use super::cues::{Class, Hit, lexicon};
use super::marked::Marked;
use super::presses::presses;
use super::reading::quoted;
use super::sentence::{Block, Sentence, sentences};
use super::verdict::{Asked, Verdict, Verdicts, read};
use crate::analyse::{Analyser, Token};
use std::ops::Range;

/// What is done by saying it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Act {
    /// Tells something, or underlines it.
    Statement,
    /// Agrees, welcomes, finds good.
    Praise,
    /// Finds something missing, unclear, wrong or risky.
    Objection,
    /// Says no to it.
    Rejection,
    /// Wants something changed, added or explained.
    Ask,
}

impl Act {
    /// Something is wanted, or something is wrong.
    pub fn is_against(self) -> bool {
        self >= Act::Objection
    }
}

/// A clause of a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clause {
    /// Its words, by number in the sentence.
    pub words: Range<usize>,
    /// What it does.
    pub act: Act,
    /// It underlines something.
    pub salient: bool,
    /// It presses for something, by no word that asks.
    pub presses: bool,
    /// It has a negation that is no part of what it does: "bör inte införas".
    pub negated: bool,
}

/// Words before a cue behind which it opens a clause of its own.
const NEAR: usize = 4;

/// The clauses of a sentence, in order: it is cut where it turns, and at a
/// comma or an "och" with a cue close behind.
pub fn clauses(text: &str, tokens: &[Token]) -> Vec<Clause> {
    let quoted = quoted(text, tokens);
    let hits = lexicon().hits(tokens, &quoted);
    let mut cuts: Vec<usize> = vec![0];
    for at in 1..tokens.len() {
        let (before, word) = (&tokens[at - 1], tokens[at].word.exact.as_str());
        let gap = text.get(before.range.end..tokens[at].range.start);
        let marked = gap.is_some_and(|gap| gap.contains([',', ';', ':', '–', '—']));
        let joins = matches!(word, "och" | "samt" | "eller");
        let turns = matches!(word, "men" | "medan");
        let opens = |hit: &&Hit| {
            !matches!(hit.class, Class::Contrast) && (at..at + NEAR).contains(&hit.tokens.start)
        };
        let last = cuts[cuts.len() - 1];
        // What has said nothing yet goes on.
        let said = hits
            .iter()
            .any(|hit| (last..at).contains(&hit.tokens.start) && hit.class != Class::Contrast);
        // "… och avstyrker": the verb itself opens a clause.
        let verb = |hit: &Hit| {
            let strong = hit.strength > 1 && !matches!(hit.class, Class::Contrast);
            strong && hit.tokens.start == at + 1
        };
        let opened = said && (joins || marked) && hits.iter().any(|hit| opens(&hit));
        if turns || opened || joins && hits.iter().any(verb) {
            cuts.push(at);
        }
    }
    cuts.dedup();
    let ends = cuts.iter().skip(1).copied().chain([tokens.len()]);
    let clauses = cuts.iter().zip(ends).filter(|(from, to)| *from < to);
    let pressed = presses(tokens, &quoted);
    clauses
        .map(|(&from, to)| {
            let mut clause = clause(text, from..to, (tokens, &quoted), &hits);
            clause.presses = pressed.iter().any(|at| clause.words.contains(at));
            clause
        })
        .collect()
}

fn clause(
    text: &str,
    words: Range<usize>,
    (tokens, quoted): (&[Token], &[bool]),
    hits: &[Hit],
) -> Clause {
    let lexicon = lexicon();
    let inside: Vec<&Hit> = hits
        .iter()
        .filter(|hit| words.contains(&hit.tokens.start))
        .collect();
    let act_of = |hit: &Hit| match hit.class {
        Class::Ask => Some(Act::Ask),
        Class::Critique if lexicon.cues[hit.cue].verdict => Some(Act::Rejection),
        Class::Critique | Class::Lack | Class::Worry => Some(Act::Objection),
        Class::Praise => Some(Act::Praise),
        Class::Salience | Class::Contrast | Class::Nothing => None,
    };
    let acts = inside.iter().filter_map(|hit| act_of(hit));
    let act = acts.max().unwrap_or(Act::Statement);
    // Words that ask without a cue count where the clause does nothing else.
    let asks = || asked(text, &tokens[words.clone()], &quoted[words.clone()]);
    let not = |at: usize| {
        lexicon.is_negation(at, tokens) && !inside.iter().any(|hit| hit.tokens.contains(&at))
    };
    Clause {
        act: match act {
            Act::Statement if asks() => Act::Ask,
            act => act,
        },
        salient: inside.iter().any(|hit| hit.class == Class::Salience),
        presses: false,
        negated: main(text, &words, tokens).any(not),
        words,
    }
}

/// Words of a clause up to a subordinate one behind a mark, which has its own
/// negations: "…, så att ingen behöver".
fn main(text: &str, words: &Range<usize>, tokens: &[Token]) -> Range<usize> {
    let subordinate = &lexicon().subordinate;
    let opens = |at: &usize| {
        let gap = text.get(tokens[at - 1].range.end..tokens[*at].range.start);
        subordinate.contains(&tokens[*at].word.exact)
            && gap.is_some_and(|gap| gap.contains([',', ';', '–', '—']))
    };
    let end = (words.start + 1..words.end).find(opens);
    words.start..end.unwrap_or(words.end)
}

/// The words ask, whatever the cues say.
fn asked(text: &str, tokens: &[Token], quoted: &[bool]) -> bool {
    let (Some(first), Some(last)) = (tokens.first(), tokens.last()) else {
        return false;
    };
    let sentence = [Sentence {
        range: first.range.start..last.range.end,
        paragraph: 0,
        block: Block::Prose,
    }];
    let answer = Answer {
        text,
        sentences: &sentence,
        tokens,
        quoted,
        told: &[false],
        respondent: "",
    };
    !answer.wants().is_empty()
}

/// The sentences of a running text, headings and items too.
pub fn cut(text: &str) -> Vec<Cut> {
    let found = sentences(text).into_iter();
    let cut = found.map(|sentence| Cut {
        range: sentence.range,
        paragraph: sentence.paragraph,
        heading: sentence.block == Block::Heading,
    });
    cut.collect()
}

/// The verdict that a clause about a respondent gives as that one's own:
/// "tillstyrker i princip", "har inget att erinra".
pub fn verdict_of(clause: &str, analyser: &Analyser) -> Option<Verdict> {
    let verdicts = verdicts(clause, "", true, analyser);
    let whole = verdicts.whole.and_then(|decided| decided.verdict);
    let parts = || {
        verdicts
            .parts
            .iter()
            .find_map(|(_, decided)| decided.verdict)
    };
    whole.or_else(parts)
}

/// The answer says that it does not answer: "avböjer att yttra sig".
pub fn abstains(answer: &str, respondent: &str, analyser: &Analyser) -> bool {
    let whole = verdicts(answer, respondent, false, analyser).whole;
    whole.and_then(|decided| decided.verdict) == Some(Verdict::Avstar)
}

/// What a text by itself decides, without the papers around it.
fn verdicts(text: &str, respondent: &str, sure: bool, analyser: &Analyser) -> Verdicts {
    read(&Asked {
        text,
        marked: &Marked::of(text, analyser),
        respondent,
        sure,
        named: false,
        told: &|_, _| false,
        known: &|_, _| None,
    })
}

/// A sentence of a running text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cut {
    /// Bytes of the text.
    pub range: Range<usize>,
    /// Number of its paragraph.
    pub paragraph: usize,
    /// It is a heading.
    pub heading: bool,
}
