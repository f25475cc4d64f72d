//! The verdicts of one sentence: each phrase with its clause, what negates and
//! limits it, whose it is and what it is about.

use super::lexicon::{Hit, Lexicon, Means, among, is_finite, lexicon};
use super::object::{Object, object};
use super::reference::{Reference, references};
use super::subject::{Speaker, Subject, aside};
use super::words::Word;
use std::ops::Range;

/// A verdict in a sentence.
#[derive(Clone, Debug)]
pub(super) struct Said {
    pub(super) means: Means,
    pub(super) strength: u8,
    pub(super) subject: Subject,
    pub(super) object: Object,
    /// Parts that its clause cites.
    pub(super) parts: Vec<Reference>,
    /// In part, in the main.
    pub(super) degree: bool,
    /// Bytes of its condition.
    pub(super) condition: Option<Range<usize>>,
    /// Of the rest only.
    pub(super) rest: bool,
    /// Granted before the opposite is said.
    pub(super) granted: bool,
    /// "i sin helhet", or a phrase that is of the whole.
    pub(super) whole: bool,
    /// "hade", "skulle": not now.
    pub(super) unreal: bool,
    /// Bytes of what follows a "men" or "dock" behind it.
    pub(super) turned: Option<Range<usize>>,
    /// A negation stands in that: "men inte den föreslagna fristen".
    pub(super) denied: bool,
    /// What it names may be a part of its own.
    pub(super) names: bool,
    /// Bytes of its clause.
    pub(super) clause: Range<usize>,
    /// Bytes of the phrase.
    pub(super) cue: Range<usize>,
    pub(super) cue_id: &'static str,
}

/// The verdicts of a sentence, in order.
pub(super) fn said(text: &str, words: &[Word<'_>], speaker: &Speaker) -> Vec<Said> {
    let lexicon = lexicon();
    let hits = lexicon.hits(words);
    let mut found = Vec::new();
    // What only looks like a verdict ends no clause of another.
    let hits: Vec<&Hit> = hits
        .iter()
        .filter(|hit| lexicon.phrases[hit.phrase].means != Means::Intet)
        .collect();
    // "X, som avstyrker lagen, har inga synpunkter på …"
    let background = hits
        .last()
        .and_then(|last| aside(words, 0..last.words.start));
    let hits: Vec<&Hit> = hits
        .into_iter()
        .filter(|hit| {
            let inside = |aside: &Range<usize>| aside.contains(&hit.words.start);
            !background.as_ref().is_some_and(inside)
        })
        .collect();
    for (at, hit) in hits.iter().enumerate() {
        let before = at.checked_sub(1).map_or(0, |prev| hits[prev].words.end);
        let next = hits.get(at + 1).map(|next| next.words.start);
        let start = at
            .checked_sub(1)
            .map_or(0, |_| cut(words, before..hit.words.start));
        let end = next.map_or(words.len(), |next| cut(words, hit.words.end..next));
        let scope = start.min(hit.words.start)..end.max(hit.words.end);
        if at == 0 || !is_governed(words, before..hit.words.start) {
            found.extend(one(text, words, hit, scope, speaker));
        }
    }
    found
}

/// "avstyrker att förslaget läggs till grund": what stands between two phrases
/// makes the second a part of what the first is about.
fn is_governed(words: &[Word<'_>], between: Range<usize>) -> bool {
    const TURNS: [&str; 6] = ["men", "medan", "utan", "däremot", "dock", "varför"];
    const JOINS: [&str; 3] = ["och", "samt", "eller"];
    /// Words from "och" to the phrase.
    const NEAR: usize = 4;
    let Some(att) = between.clone().find(|&at| words[at].says == "att") else {
        return false;
    };
    let lexicon = lexicon();
    // "… och anser att betänkandet inte kan …": what is said is of its own.
    if att > between.start && lexicon.sayings.is_in(between.start..att, words) {
        return false;
    }
    let joined = |at: usize| JOINS.contains(&&*words[at].says);
    // ", och verket står bakom …" is a clause of its own.
    let parted = |at: usize| {
        let turns = TURNS.contains(&&*words[at].says);
        let mark = words[at].mark;
        let next = joined(at) || words[at].says == "så";
        // "… får en reglering och kan i stort ställa sig bakom förslagen": its
        // subject is that of the first.
        let near = joined(at) && at + NEAR >= between.end && at + 1 < between.end;
        let verb = near && is_finite(&words[at + 1].says);
        turns || mark.is_some_and(|mark| ";:|".contains(mark)) || mark == Some(',') && next || verb
    };
    !(att..between.end).any(parted) && !between.end.checked_sub(1).is_some_and(joined)
}

/// Where one clause ends and the next begins, between two phrases.
fn cut(words: &[Word<'_>], between: Range<usize>) -> usize {
    const TURNS: [&str; 4] = ["men", "medan", "utan", "däremot"];
    const JOINS: [&str; 3] = ["och", "samt", "eller"];
    let last = |list: &[&str]| {
        let mut places = between.clone().rev();
        places.find(|&at| list.contains(&&*words[at].says))
    };
    let marked = || {
        let mut places = between.clone().rev();
        places.find(|&at| words[at].mark.is_some_and(|mark| ",;:|".contains(mark)))
    };
    last(&TURNS)
        .or_else(|| last(&JOINS))
        .or_else(marked)
        .unwrap_or(between.end)
}

fn one(
    text: &str,
    words: &[Word<'_>],
    hit: &Hit,
    scope: Range<usize>,
    speaker: &Speaker,
) -> Option<Said> {
    let lexicon = lexicon();
    let phrase = &lexicon.phrases[hit.phrase];
    let negated = !phrase.fixed && negated(words, hit, &scope, phrase.means, lexicon);
    let means = match negated {
        true => phrase.negated?,
        false => phrase.means,
    };
    if means == Means::Intet {
        return None;
    }
    // "Verket välkomnar därför att …" says what, and not why.
    let mut reasons = lexicon.reasons.first_in(hit.words.end..scope.end, words);
    if reasons
        .as_ref()
        .is_some_and(|reason| reason.start == hit.words.end)
    {
        reasons = lexicon
            .reasons
            .first_in(hit.words.end + 1..scope.end, words);
    }
    let stop = reasons.map_or(scope.end, |reason| reason.start);
    let condition = lexicon.conditions.first_in(hit.words.end..stop, words);
    let ends = condition.as_ref().map_or(stop, |found| found.start);
    let object = match about(words, hit, &scope, ends) {
        Object::Named(name) if speaker.is_named_in(text, words, &name) => Object::Unsaid,
        // "avstår från att avge yttrande": what is not given.
        Object::Procedure if means == Means::Avstar => Object::Unsaid,
        found => found,
    };
    if object == Object::Procedure {
        return None;
    }
    // "I övrigt har vi inga synpunkter" names nothing.
    let rest = lexicon.rest.first_in(scope.clone(), words);
    let object = match (object, &rest) {
        (Object::Named(name), Some(rest)) if bytes_of(words, rest).contains(&name.start) => {
            Object::Unsaid
        }
        (found, _) => found,
    };
    // Yes to the purpose alone grants it, and decides nothing.
    let purpose = means.is_for() && is_purpose(text, &object);
    let means = match purpose {
        true => Means::Gott,
        false => means,
    };
    let bytes = |range: Range<usize>| bytes_of(words, &range);
    let clause = bytes(scope.start..stop.max(hit.words.end));
    // "… inga invändningar, utom såvitt gäller avsnitt 8.2" is not of that.
    let judged = bytes(scope.start..ends.max(hit.words.end));
    let parts = shifted(&text[judged.clone()], judged.start);
    let strength = match parts.is_empty() && object == Object::Back && phrase.strength < 3 {
        true => 1,
        false => phrase.strength,
    };
    let strength = if purpose { 1 } else { strength };
    let turned = turn(words, hit.words.end);
    let subject = match is_passive(words, hit) {
        true => speaker.agent(text, words, hit.words.end),
        false => speaker.subject(text, words, &scope, &hit.words),
    };
    // "Åtkomst för kommuner är rimlig": the thing is, and nobody says so but who
    // writes, unless a verb of saying stands before it.
    let told = || lexicon.sayings.is_in(scope.start..hit.words.start, words);
    let values = matches!(means, Means::Gott | Means::Ont);
    let subject = match subject {
        Subject::Other if values && !told() => Subject::Unsaid,
        subject => subject,
    };
    Some(Said {
        means,
        strength,
        subject,
        degree: lexicon.degree.is_in(scope.start..ends, words),
        condition: condition.map(|found| bytes(found.start..stop)),
        rest: rest.is_some() || lexicon.rest.at(0, words).is_some() && object == Object::Unsaid,
        granted: lexicon.granted.is_in(0..ends, words),
        whole: phrase.whole
            || means == Means::Avstar
            || lexicon.helhet.is_in(scope.start..stop, words),
        unreal: lexicon
            .unreal
            .is_in(hit.words.start.saturating_sub(2)..hit.words.end, words),
        denied: turned.is_some_and(|turn| lexicon.negations.is_in(turn..words.len(), words)),
        turned: turned.map(|turn| bytes(turn..words.len())),
        names: phrase.names && strength == 3,
        clause,
        cue: bytes(hit.words.clone()),
        cue_id: &phrase.id,
        object,
        parts,
    })
}

/// Bytes of some words.
fn bytes_of(words: &[Word<'_>], range: &Range<usize>) -> Range<usize> {
    words[range.start].range.start..words[range.end - 1].range.end
}

/// Where what follows turns from what was said: "… men anser att …". A "men"
/// between two words of one kind turns from nothing: "färre men mer jämna län".
fn turn(words: &[Word<'_>], from: usize) -> Option<usize> {
    let lexicon = lexicon();
    let mut at = from;
    loop {
        let turn = lexicon.contrasts.first_in(at..words.len(), words)?;
        if lexicon.pairs.at(turn.start, words).is_none() || words[turn.start].mark.is_some() {
            return Some(turn.start);
        }
        at = turn.end;
    }
}

/// "syftet med förslaget", "intentionerna i betänkandet".
fn is_purpose(text: &str, object: &Object) -> bool {
    const FIRST: usize = 2;
    let Object::Named(name) = object else {
        return false;
    };
    let low = text[name.clone()].to_lowercase();
    let mut words = low.split_whitespace().take(FIRST);
    words.any(|word| among(word, &lexicon().objects.purpose))
}

fn shifted(clause: &str, by: usize) -> Vec<Reference> {
    let mut found = references(clause);
    for one in &mut found {
        one.range = one.range.start + by..one.range.end + by;
    }
    found
}

/// What the verdict is about: behind the verb, else before it, else at the
/// head of the sentence.
fn about(words: &[Word<'_>], hit: &Hit, scope: &Range<usize>, ends: usize) -> Object {
    let behind = object(words, hit.words.end..ends.max(hit.words.end));
    let passive = is_passive(words, hit);
    let passed = passive && matches!(behind, Object::Named(_));
    if !passed && !matches!(behind, Object::Unsaid | Object::Back) {
        return behind;
    }
    if behind == Object::Back && names_proposal(words, 0..hit.words.start) {
        return Object::Proposal;
    }
    match fronted(words, scope.start..hit.words.start) {
        _ if behind == Object::Back => Object::Back,
        Object::Unsaid if scope.start > 0 => fronted(words, 0..scope.start),
        found => found,
    }
}

/// "… att förslaget behöver omarbetas och kan därför inte tillstyrka det".
fn names_proposal(words: &[Word<'_>], range: Range<usize>) -> bool {
    let data = &lexicon().objects;
    range.clone().any(|at| {
        let says = &words[at].says;
        let named =
            among(says, &data.proposal) && !among(says, &data.pronouns) || among(says, &data.paper);
        let limited = at + 1 < range.end && among(&words[at + 1].says, &data.parts);
        named && !limited
    })
}

/// "tillstyrks", "avvisas": one word in the passive.
fn is_passive(words: &[Word<'_>], hit: &Hit) -> bool {
    let says = &words[hit.words.end - 1].says;
    says.ends_with('s') && says.len() > 5 && hit.words.len() == 1
}

/// What stands before the verb: "Förslaget om avgift kan vi inte stödja",
/// "anser att förslaget … inte bör genomföras".
fn fronted(words: &[Word<'_>], range: Range<usize>) -> Object {
    // "…, så den säger jag nej till": what stands right before the verb.
    if let Some(last) = range.end.checked_sub(1).filter(|&last| last > range.start) {
        let pronoun = among(&words[last].says, &lexicon().objects.pronouns);
        let opens = words[last].mark.is_some() || matches!(&*words[last - 1].says, "så" | "och");
        if pronoun && opens {
            return Object::Back;
        }
    }
    let mut places = range.clone().rev();
    let behind = places.find(|&at| words[at].says == "att" && at > range.start);
    let inner = behind.map(|at| object(words, at + 1..range.end));
    match inner {
        Some(found @ (Object::Paper | Object::Whole | Object::Proposal | Object::Back)) => found,
        _ => object(words, range),
    }
}

/// A negation reaches the phrase: up to some words before it with no clause
/// between, or behind its verb.
fn negated(
    words: &[Word<'_>],
    hit: &Hit,
    scope: &Range<usize>,
    means: Means,
    lexicon: &Lexicon,
) -> bool {
    const BEFORE: usize = 6;
    const BEHIND: usize = 2;
    if matches!(
        means,
        Means::IngenErinran | Means::IngaSynpunkter | Means::TarInteStallning | Means::Avstar
    ) {
        return false;
    }
    let is = |at: usize| {
        lexicon.negations.at(at, words).is_some() && lexicon.no_negations.at(at, words).is_none()
    };
    let denies = hit.denies;
    let hit = &hit.words;
    let mut inside = hit.start + 1..hit.end;
    // "ställer sig inte bakom": the phrase lets words stand between; one that
    // names its negation itself has none left to count, and what is said before
    // ("varken styr eller behövs") does not turn it.
    if (means.is_for() || !denies) && inside.any(is) {
        return true;
    }
    if hit.clone().any(is) {
        return false;
    }
    let from = hit.start.saturating_sub(BEFORE).max(scope.start);
    for at in (from..hit.start).rev() {
        if is(at) {
            return true;
        }
        let wall = lexicon.walls.at(at, words).is_some();
        if wall || words[at + 1].mark.is_some() {
            break;
        }
    }
    let opens = words[..hit.start.min(2)].iter().map(|word| &*word.says);
    if opens.eq(["inte", "heller"]) {
        return true;
    }
    // "är en självklarhet att man inte …": it is of the clause.
    if lexicon.walls.at(hit.end - 1, words).is_some() {
        return false;
    }
    let until = (hit.end + BEHIND).min(scope.end);
    for at in hit.end..until {
        if words[at].mark.is_some() || lexicon.walls.at(at, words).is_some() {
            return false;
        }
        if is(at) {
            return !lexicon
                .conditions
                .is_in(at..(at + 2).min(words.len()), words);
        }
    }
    false
}
