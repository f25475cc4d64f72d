//! Counts of a draft: how many were asked, answered, say yes or no, "flertalet",
//! "samtliga", "bara". Held against what is certain and what is possible; between
//! them there is no fault.

use super::bodies::Named;
use super::chunks::chunks;
use super::claims::Way;
use super::draft::{Draft, Sentence};
use super::omitted::wrote;
use super::sections::{About, about};
use super::sources::Sources;
use super::tally::{Many, is_of_kind, kind_of, of_answers, plain, subjects};
use super::words::{data, holds, is_in};
use super::{Finding, Kind};
use crate::analyse::Analyser;
use crate::focus::WHOLE;
use crate::position::{Passage, Position, Stance, Verdict, verdict_of};
use std::collections::BTreeSet;

/// Who is for or against a part: those who say so, and those who may be meant.
struct Sides {
    sure: Vec<usize>,
    possible: usize,
    /// All who wrote on it.
    all: usize,
    proof: Vec<Passage>,
}

/// Counts that the papers do not bear out.
pub(super) fn check(
    draft: &Draft,
    read: &[Vec<Named>],
    sources: &Sources,
    analyser: &Analyser,
) -> Vec<Finding> {
    let mut found = Vec::new();
    for (at, sentence) in draft.said() {
        let told = of_answers(sentence, sources);
        if told.is_empty() {
            let about = about(draft, sentence, sources);
            found.extend(of_sides(sentence, &read[at], &about, sources, analyser));
            found.extend(only(sentence, &read[at], &about, sources, analyser));
        }
        found.extend(told.into_iter().flatten());
    }
    found
}

pub(super) fn finding(sentence: &Sentence, message: String, proof: Vec<Passage>) -> Finding {
    Finding {
        kind: Kind::Count,
        lines: sentence.lines,
        words: sentence.text.clone(),
        respondent: None,
        message,
        proof,
    }
}

/// Who stands on one side of a part.
fn sides(no: bool, about: &About, kind: Option<&str>, sources: &Sources) -> Option<Sides> {
    let area = match about {
        About::Whole => WHOLE,
        About::Parts(parts) if parts.len() == 1 => parts[0].as_str(),
        _ => return None,
    };
    let mut sides = Sides {
        sure: Vec::new(),
        possible: 0,
        all: 0,
        proof: Vec::new(),
    };
    for (at, body) in sources.bodies.iter().enumerate() {
        if !is_of_kind(kind, &body.name, sources) {
            continue;
        }
        let Some(row) = sources.row(at, area) else {
            continue;
        };
        sides.all += 1;
        let (sure, possible) = side(row, no);
        sides.possible += usize::from(possible);
        if sure {
            sides.sure.push(at);
            sides.proof.extend(row.proof());
        }
    }
    Some(sides)
}

/// It certainly is on that side, and it may be.
fn side(row: &Position, no: bool) -> (bool, bool) {
    let sure = match row.verdict {
        Some(Verdict::Avstyrker) => no,
        Some(Verdict::Tillstyrker) => !no,
        _ => false,
    };
    let possible = match (no, row.stance) {
        (true, Stance::Kritik) => true,
        (true, _) => row.verdict == Some(Verdict::AvstyrkerDelvis),
        (false, Stance::Stöd | Stance::StödMedFörbehåll) => true,
        (false, _) => matches!(
            row.verdict,
            Some(Verdict::IngenErinran | Verdict::IngaSynpunkter)
        ),
    };
    (sure, sure || possible)
}

/// Yes or no in a clause, by a verdict's words or by others.
fn way(text: &str, analyser: &Analyser) -> Option<bool> {
    let way = verdict_of(text, analyser).map(Way::of);
    match way {
        Some(Way::No) => return Some(true),
        Some(Way::Yes) => return Some(false),
        Some(_) => return None,
        None => {}
    }
    let low = text.to_lowercase();
    match (holds(&data().against, &low), holds(&data().in_favour, &low)) {
        (true, false) => Some(true),
        (false, true) => Some(false),
        _ => None,
    }
}

/// "Fem instanser avstyrker avgiften", "flertalet är positiva", "ingen säger nej".
fn of_sides(
    sentence: &Sentence,
    named: &[Named],
    about: &About,
    sources: &Sources,
    analyser: &Analyser,
) -> Vec<Finding> {
    let mut found = Vec::new();
    for chunk in chunks(sentence, named) {
        let words = plain(&sentence.words[chunk.words.clone()]);
        let Some((at, many)) = subjects(&words).into_iter().next() else {
            continue;
        };
        let first = chunk.words.start + at;
        // Who is named before is the subject.
        let before = chunk.words.start..first;
        if chunk
            .who
            .iter()
            .any(|one| before.contains(&one.words.start))
        {
            continue;
        }
        let kind = words[at..].iter().take(3).find_map(|word| kind_of(word));
        let low = chunk.text(sentence).to_lowercase();
        let from = sentence.words[first].range.start;
        let said = positive(&sentence.text[from..chunk.bytes(sentence).end], many);
        let Some(no) = way(&said, analyser) else {
            match many {
                Many::Number(number @ 1..) if holds(&data().touches, &low) => {
                    found.extend(touched(sentence, number, about, sources));
                }
                _ => {}
            }
            continue;
        };
        let Some(sides) = sides(no, about, kind, sources) else {
            continue;
        };
        found.extend(judge(sentence, (many, no), &sides));
        found.extend(listed(sentence, named, first, many));
    }
    found
}

/// "Ingen avstyrker" counts those who do.
fn positive(text: &str, many: Many) -> String {
    match many {
        Many::Number(0) => {
            let rest = text.split_once(' ').map_or("", |(_, rest)| rest);
            format!("Instanser {rest}")
        }
        _ => text.to_owned(),
    }
}

fn judge(sentence: &Sentence, (many, no): (Many, bool), sides: &Sides) -> Option<Finding> {
    let (sure, possible) = (sides.sure.len(), sides.possible);
    let wrong = match many {
        Many::Number(number) => number < sure || number > possible,
        Many::Most => sides.all >= 3 && possible * 2 <= sides.all,
        Many::Every => sides.all > 0 && possible < sides.all,
    };
    let word = if no { "against it" } else { "for it" };
    let message = match sure == possible {
        true => format!("{sure} of {} are {word}", sides.all),
        false => format!("{sure} to {possible} of {} are {word}", sides.all),
    };
    wrong.then(|| finding(sentence, message, sides.proof.clone()))
}

/// "Fyra avstyrker: A, B och C": as many as are listed.
fn listed(sentence: &Sentence, named: &[Named], first: usize, many: Many) -> Option<Finding> {
    let Many::Number(number) = many else {
        return None;
    };
    let words = &sentence.words;
    let colon = (first..words.len()).find(|at| words[*at].mark == Some(':'))?;
    let some = words[colon..].iter().any(|word| word.low == "bland");
    let end = (colon + 1..words.len())
        .find(|at| words[*at].mark == Some(';'))
        .unwrap_or(words.len());
    let listed = named
        .iter()
        .filter(|one| (colon..end).contains(&one.words.start));
    let listed = listed.count();
    // A name that was not understood may be one of them.
    (!some && listed > number).then(|| {
        let message = format!("{listed} are listed");
        finding(sentence, message, Vec::new())
    })
}

/// "Sex av svaren rör realtid": no fewer than are known to.
fn touched(
    sentence: &Sentence,
    number: usize,
    about: &About,
    sources: &Sources,
) -> Option<Finding> {
    let About::Parts(parts) = about else {
        return None;
    };
    let wrote = wrote(parts, sources);
    (number < wrote.len()).then(|| {
        let message = format!("{} wrote on it", wrote.len());
        let proof = wrote.iter().map(|(_, at)| at.clone()).collect();
        finding(sentence, message, proof)
    })
}

/// "Bara BR säger nej": nobody else certainly does.
fn only(
    sentence: &Sentence,
    named: &[Named],
    about: &About,
    sources: &Sources,
    analyser: &Analyser,
) -> Option<Finding> {
    let words = &sentence.words;
    let at = words
        .iter()
        .position(|word| is_in(&data().only, &word.low))?;
    let next = named
        .iter()
        .position(|one| (at + 1..at + 4).contains(&one.words.start))?;
    let from = words[named[next].words.start].range.start;
    let rest = &sentence.text[from..];
    let no = way(rest, analyser)?;
    let sides = sides(no, about, None, sources)?;
    let said: BTreeSet<usize> = named[next..].iter().filter_map(Named::body).collect();
    let others = sides.sure.iter().filter(|body| !said.contains(body));
    let others: Vec<&str> = others
        .map(|body| sources.body(*body).name.as_str())
        .collect();
    (!others.is_empty()).then(|| {
        let message = format!("{} too", others.join(", "));
        finding(sentence, message, sides.proof.clone())
    })
}
