//! What a draft says that somebody thinks, clause by clause, beside the answer:
//! verdicts beside the answer's verdict on the same part, other views beside its
//! sentences. What the answer may mean is no fault of the draft.

use super::bodies::{Named, Who};
use super::chunks::{Chunk, chunks};
use super::draft::{Draft, Sentence};
use super::sections::{About, about, cited};
use super::sources::Sources;
use super::unanswered::clause;
use super::words::{data, holds};
use super::{Finding, Kind};
use crate::analyse::Analyser;
use crate::comparison::{Meant, Outcome, compare};
use crate::focus::WHOLE;
use crate::position::{Position, Stance, Verdict, verdict_of};

/// Which way a verdict goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    Yes,
    Part,
    No,
    /// Nothing to say.
    Nothing,
    /// Decides neither way.
    Neither,
    /// Does not answer.
    Abstains,
}

impl Way {
    pub(super) fn of(verdict: Verdict) -> Self {
        match verdict {
            Verdict::Tillstyrker | Verdict::IngenErinran => Way::Yes,
            Verdict::TillstyrkerDelvis | Verdict::AvstyrkerDelvis => Way::Part,
            Verdict::Avstyrker => Way::No,
            Verdict::IngaSynpunkter => Way::Nothing,
            Verdict::TarInteStallning => Way::Neither,
            Verdict::Avstar => Way::Abstains,
        }
    }

    /// Which way an answer goes; nothing where it takes no side and says so by no
    /// verdict.
    pub(super) fn of_row(row: &Position) -> Option<Self> {
        if let Some(verdict) = row.verdict {
            return Some(Way::of(verdict));
        }
        match row.stance {
            Stance::Stöd => Some(Way::Yes),
            Stance::StödMedFörbehåll => Some(Way::Part),
            Stance::Kritik => Some(Way::No),
            Stance::Neutral => None,
        }
    }

    /// The draft says this, the answer that.
    fn contradicts(self, answer: Option<Way>, whole: bool) -> bool {
        match (self, answer) {
            (Way::Yes, Some(Way::No)) => true,
            (Way::Yes | Way::No, Some(Way::Abstains | Way::Neither)) => whole,
            (Way::No, Some(Way::Yes | Way::Part | Way::Nothing)) => true,
            (Way::No, None) => !whole,
            (Way::Nothing | Way::Neither, Some(Way::No)) => true,
            (Way::Neither, Some(Way::Yes)) => whole,
            (Way::Abstains, Some(answer)) => whole && answer != Way::Abstains,
            _ => false,
        }
    }
}

/// What a sentence says of one body in all its clauses.
struct Claim {
    body: usize,
    way: Way,
    /// By a verdict's own words.
    sure: bool,
    chunk: usize,
    about: About,
}

/// Verdicts and views that the answers do not bear out.
pub(super) fn check(
    draft: &Draft,
    read: &[Vec<Named>],
    sources: &Sources,
    analyser: &Analyser,
) -> Vec<Finding> {
    let mut found = Vec::new();
    for (at, sentence) in draft.said() {
        let chunks = chunks(sentence, &read[at]);
        let about = about(draft, sentence, sources);
        let mut claims: Vec<Claim> = Vec::new();
        for (nth, chunk) in chunks.iter().enumerate() {
            let text = chunk.text(sentence);
            let about = of_chunk(sentence, chunk, &about, sources);
            match verdict_of(text, analyser).map(Way::of) {
                Some(way) => {
                    let way = in_all(sentence, &chunks[..=nth], way, analyser);
                    claim(&mut claims, chunk, nth, (way, true), &about);
                }
                None => match valued(text).filter(|_| chunk.who.len() == 1) {
                    Some(way) => claim(&mut claims, chunk, nth, (way, false), &about),
                    None => found.extend(turned(sentence, chunk, sources, analyser)),
                },
            }
        }
        for claim in claims {
            let chunk = &chunks[claim.chunk];
            found.extend(judge(sentence, chunk, &claim, sources, analyser));
        }
    }
    found
}

/// A clause that goes on about those before, "men avstyrker …", limits what was
/// said of them, whatever words that had.
fn in_all(sentence: &Sentence, chunks: &[Chunk], way: Way, analyser: &Analyser) -> Way {
    let Some((last, before)) = chunks.split_last() else {
        return way;
    };
    let inherits = last
        .who
        .iter()
        .all(|one| one.words.start < last.words.start);
    let Some(first) = before.last().filter(|_| inherits && !last.who.is_empty()) else {
        return way;
    };
    let both = Chunk {
        words: first.words.start..last.words.end,
        who: Vec::new(),
    };
    let whole = verdict_of(both.text(sentence), analyser).map(Way::of);
    let before = verdict_of(first.text(sentence), analyser).map(Way::of);
    let before = before.or_else(|| valued(first.text(sentence)));
    match (before, way) {
        (Some(Way::Yes), Way::No) | (Some(Way::No), Way::Yes) => Way::Part,
        _ => whole.filter(|whole| *whole == Way::Part).unwrap_or(way),
    }
}

/// Yes or no by words that only value.
fn valued(text: &str) -> Option<Way> {
    let low = text.to_lowercase();
    let not = holds(&data().not, &low);
    match (holds(&data().dislikes, &low), holds(&data().likes, &low)) {
        (true, false) if !not => Some(Way::No),
        (false, true) if !not => Some(Way::Yes),
        _ => None,
    }
}

/// A clause may cite a part of its own.
fn of_chunk(sentence: &Sentence, chunk: &Chunk, about: &About, sources: &Sources) -> About {
    let cites = cited(&sentence.words[chunk.words.clone()], &sentence.text);
    let parts = sources.parts.iter();
    let own: Vec<String> = parts
        .filter(|part| cites.contains(&part.number))
        .map(|part| part.id.clone())
        .collect();
    match own.is_empty() {
        true => about.clone(),
        false => About::Parts(own),
    }
}

/// Adds what a clause says of each; a yes and a no of one are a part.
fn claim(
    claims: &mut Vec<Claim>,
    chunk: &Chunk,
    nth: usize,
    (way, sure): (Way, bool),
    about: &About,
) {
    for named in &chunk.who {
        let Some(body) = named.body() else {
            continue;
        };
        let known = claims.iter_mut();
        let mut known = known.filter(|claim| claim.body == body && claim.about == *about);
        match known.next() {
            Some(claim) if claim.way != way => claim.way = Way::Part,
            Some(_) => {}
            None => claims.push(Claim {
                body,
                way,
                sure,
                chunk: nth,
                about: about.clone(),
            }),
        }
    }
}

fn judge(
    sentence: &Sentence,
    chunk: &Chunk,
    claim: &Claim,
    sources: &Sources,
    analyser: &Analyser,
) -> Option<Finding> {
    let areas = match &claim.about {
        About::Whole => vec![WHOLE.to_owned()],
        About::Parts(parts) => parts.clone(),
        About::Other => return None,
    };
    let whole = claim.about == About::Whole;
    let rows: Vec<&Position> = areas
        .iter()
        .filter_map(|area| sources.row(claim.body, area))
        .collect();
    // Words that only value contradict a plain yes or no alone.
    let plain = |row: &Position| match claim.way {
        Way::No => row.stance == Stance::Stöd && row.verdict.is_some(),
        _ => row.verdict == Some(Verdict::Avstyrker),
    };
    let wrong = |row: &&Position| {
        claim.way.contradicts(Way::of_row(row), whole) && (claim.sure || plain(row))
    };
    let Some(first) = rows.first() else {
        return unprinted(sentence, chunk, claim, sources);
    };
    if !rows.iter().all(wrong) || said_so(sentence, chunk, claim, sources, analyser) {
        return None;
    }
    let body = sources.body(claim.body);
    let named = chunk
        .who
        .iter()
        .find(|one| one.who == Who::Body(claim.body))?;
    let proof = first.proof()?;
    let says = match first.verdict {
        Some(verdict) => verdict.words().to_owned(),
        None => first.stance.name().replace('_', " "),
    };
    Some(Finding {
        kind: Kind::Verdict,
        lines: sentence.lines,
        words: match named.words.start < chunk.words.start {
            true => chunk.text(sentence).to_owned(),
            false => clause(sentence, &named.words),
        },
        respondent: Some(body.name.clone()),
        message: format!("the answer is read as: {says}"),
        proof: vec![proof],
    })
}

/// A paper says that a body supports the proposal, and prints nothing of it; the
/// draft says that it does not.
fn unprinted(
    sentence: &Sentence,
    chunk: &Chunk,
    claim: &Claim,
    sources: &Sources,
) -> Option<Finding> {
    let body = sources.body(claim.body);
    let proof = body.supports.clone()?;
    let against = claim.about == About::Whole && matches!(claim.way, Way::No | Way::Abstains);
    against.then(|| Finding {
        kind: Kind::Verdict,
        lines: sentence.lines,
        words: chunk.text(sentence).to_owned(),
        respondent: Some(body.name.clone()),
        message: "it supports the proposal, without a text of its own".to_owned(),
        proof: vec![proof],
    })
}

/// A sentence of the answer gives the same verdict on the same matter, whatever
/// was read of the whole.
fn said_so(
    sentence: &Sentence,
    chunk: &Chunk,
    claim: &Claim,
    sources: &Sources,
    analyser: &Analyser,
) -> bool {
    const NEAR: f64 = 0.3;
    const LIKE: f64 = 0.45;
    let body = sources.body(claim.body);
    let names = chunk.who.iter().map(|one| {
        let [first, last] = [one.words.start, one.words.end - 1];
        let [first, last] = [first, last].map(|at| &sentence.words[at].range);
        &sentence.text[first.start..last.end]
    });
    let names: Vec<&str> = names.chain([body.name.as_str()]).collect();
    let meant = Meant::of(chunk.text(sentence), &names.join(" "), analyser);
    let mut answers = body.answers.iter();
    answers.any(|answer| {
        let alike = || compare(&meant, &answer.meant, &sources.rarity).score;
        let bare = meant.len() <= 1;
        let said = verdict_of(&answer.passage.quote, analyser).map(Way::of);
        match claim.way {
            // Who abstains from the rest abstains from something.
            Way::Abstains => said == Some(Way::Abstains),
            // "Förbundet tillstyrker lagen", whatever else it says of parts.
            _ if bare => {
                claim.about == About::Whole && answer.meant.is_empty() && said == Some(claim.way)
            }
            // A sentence that grants one thing and rejects another has both.
            _ if said == Some(Way::Part) => alike() >= LIKE,
            _ => said == Some(claim.way) && alike() >= NEAR,
        }
    })
}

/// A view that an answer has the other way round, nearly word for word, and
/// nowhere as the draft says.
fn turned(
    sentence: &Sentence,
    chunk: &Chunk,
    sources: &Sources,
    analyser: &Analyser,
) -> Option<Finding> {
    const ALIKE: f64 = 0.6;
    let [named] = &chunk.who[..] else {
        return None;
    };
    // What is quoted is checked word for word.
    let said = chunk.bytes(sentence);
    let mut quotes = sentence.quotes.iter();
    if quotes.any(|quote| quote.start < said.end && said.start < quote.end) {
        return None;
    }
    let body = sources.body(named.body()?);
    let meant = Meant::of(chunk.text(sentence), &body.name, analyser);
    if meant.len() < 2 {
        return None;
    }
    let all = body.answers.iter();
    let all = all.map(|answer| (compare(&answer.meant, &meant, &sources.rarity), answer));
    let near: Vec<_> = all
        .filter(|(compared, _)| compared.score >= ALIKE)
        .collect();
    let same = near
        .iter()
        .any(|(compared, _)| matches!(compared.outcome, Outcome::Same | Outcome::Softened));
    let (_, answer) = near
        .iter()
        .find(|(compared, _)| compared.outcome == Outcome::Turned)
        .filter(|_| !same)?;
    Some(Finding {
        kind: Kind::Verdict,
        lines: sentence.lines,
        words: chunk.text(sentence).to_owned(),
        respondent: Some(body.name.clone()),
        message: "the answer says the opposite".to_owned(),
        proof: vec![answer.passage.clone()],
    })
}
