//! What a verdict is about: the proposal as a whole, the proposal that is
//! open, a part by its number or its name, or something that is no proposal.

use super::lexicon::{among, is_finite, lexicon};
use super::words::Word;
use std::ops::Range;

/// What a verdict is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Object {
    /// The paper as a whole, wherever it is said: "betänkandet".
    Paper,
    /// The proposal as a whole, or the part that is open if one is:
    /// "utredningens förslag", "programmet".
    Whole,
    /// "förslaget": the whole, or the part that is open.
    Proposal,
    /// What was named last.
    Back,
    /// A part; bytes of its name.
    Named(Range<usize>),
    /// A part by a clause: "att …"; bytes of it.
    Clause(Range<usize>),
    /// Procedure, another's opinion.
    Procedure,
    /// Not said.
    Unsaid,
}

/// Words a part's name has at most.
const NAME: usize = 8;

/// What these words, behind a verb or at the head of a sentence, are about.
pub(super) fn object(words: &[Word<'_>], range: Range<usize>) -> Object {
    let data = &lexicon().objects;
    let is = |at: usize, list: &[String]| among(&words[at].says, list);
    let mut back = false;
    for at in range.clone() {
        if at > range.start && words[at].mark.is_some_and(|mark| ".;:".contains(mark)) {
            break;
        }
        let says = &*words[at].says;
        let next = (at + 1 < range.end).then(|| &*words[at + 1].says);
        if is(at, &data.procedure) {
            return Object::Procedure;
        }
        if says == "att" {
            return clause(words, at + 1..range.end);
        }
        // "ingen annan mening än att …" names nothing.
        if says == "än" {
            break;
        }
        if is(at, &data.proposal) && !is(at, &data.pronouns) {
            let owned = at > range.start && is(at - 1, &data.owners);
            let limited = next.is_some_and(|next| among(next, &data.parts));
            // "förslaget om en ny lag" is of the whole.
            if limited && heads_with_whole(words, at + 2..range.end) {
                return Object::Whole;
            }
            return match (limited, owned) {
                (true, _) => named(words, at + 1..range.end),
                (false, true) => Object::Whole,
                (false, false) => Object::Proposal,
            };
        }
        if is(at, &data.paper) && !next.is_some_and(|next| among(next, &data.proposal)) {
            return Object::Paper;
        }
        if is(at, &data.whole) {
            let owner = next.is_some_and(|next| among(next, &data.proposal));
            if !owner {
                return Object::Whole;
            }
        }
        if is(at, &data.pronouns) {
            let alone = next.is_none() || words[at + 1].mark.is_some();
            back |= alone;
            continue;
        }
        let passed = is(at, &data.between) || is(at, &data.owners);
        if passed || says.starts_with(|c: char| c.is_ascii_digit()) {
            continue;
        }
        if back {
            break;
        }
        return named(words, at..range.end);
    }
    match back {
        true => Object::Back,
        false => Object::Unsaid,
    }
}

/// "en ny lag om …": the whole is the first noun.
fn heads_with_whole(words: &[Word<'_>], range: Range<usize>) -> bool {
    const FIRST: usize = 4;
    let data = &lexicon().objects;
    for word in words[range].iter().take(FIRST) {
        if among(&word.says, &data.whole) {
            return true;
        }
        if !among(&word.says, &data.between) {
            return false;
        }
    }
    false
}

/// "att utredningens förslag läggs till grund", "att en ny lag införs": the
/// whole, if its first words name it and it is to be adopted.
fn clause(words: &[Word<'_>], range: Range<usize>) -> Object {
    const FIRST: usize = 5;
    let data = &lexicon().objects;
    // The verb of adopting may open the next verdict.
    let adopted = (range.start..(range.end + 1).min(words.len()))
        .any(|at| among(&words[at].says, &data.adopted));
    let head = range.start..range.end.min(range.start + FIRST);
    for at in head {
        let says = &words[at].says;
        let next = words.get(at + 1).map(|word| &*word.says);
        // "i dess helhet" limits nothing.
        let all = lexicon().helhet.is_in(at..range.end.min(at + 4), words);
        let limited = !all && next.is_some_and(|next| among(next, &data.parts));
        let whole = among(says, &data.paper) || among(says, &data.whole);
        if adopted
            && (whole || among(says, &data.proposal))
            && !limited
            && !among(says, &data.pronouns)
        {
            return match among(says, &data.paper) {
                true => Object::Paper,
                false => Object::Whole,
            };
        }
        if !among(says, &data.between) && !among(says, &data.owners) {
            break;
        }
    }
    match bytes(words, range, false) {
        Some(bytes) => Object::Clause(bytes),
        None => Object::Unsaid,
    }
}

/// What is named behind "om", "att" and the like, or from the first word on.
fn named(words: &[Word<'_>], range: Range<usize>) -> Object {
    let says = |at: usize| words.get(at).map_or("", |word| &*word.says);
    let leads = |at: usize| among(says(at), &lexicon().objects.parts);
    let start = (range.start..range.end)
        .find(|&at| !leads(at))
        .unwrap_or(range.end);
    // "(förslaget om) att kommuner ska få ta ut avgift" is all of the clause.
    let that = start > range.start && says(start - 1) == "att";
    let clause = that || matches!(says(start), "vad" | "hur" | "vilka" | "vem");
    match bytes(words, start..range.end, !clause) {
        Some(bytes) => Object::Named(bytes),
        None => Object::Proposal,
    }
}

/// The first words of a range, up to a mark, and to a verb where `cut`.
fn bytes(words: &[Word<'_>], range: Range<usize>, cut: bool) -> Option<Range<usize>> {
    let first = words.get(range.start).filter(|_| !range.is_empty())?;
    let end = range.end.min(range.start + NAME);
    // "Skolan är vi nöjda med": the name ends before the verb.
    let stop = (range.start + 1..end)
        .find(|&at| words[at].mark.is_some() || cut && is_finite(&words[at].says))
        .unwrap_or(end);
    Some(first.range.start..words[stop - 1].range.end)
}
