//! Which sentence decides on the whole: the one whose object is the proposal,
//! early or in the summary, under no part's heading. Chosen, not pooled.

use super::clause::Said;
use super::decide::{Summed, doubts, sum};
use super::lexicon::Means;
use super::object::Object;
use super::place::Under;
use super::read::Line;
use super::{Decided, Verdict};
use crate::position::Stance;
use std::ops::Range;

/// A sentence below this decides nothing: two points for the strength of its
/// words, three for naming the proposal. The labelled answers taught it.
const LEAST: f64 = 6.0;
/// Sentences of an answer that count as its first.
const FIRST: usize = 4;

/// The line that decides on the whole, and what it says. What an account tells
/// of a body (`told`) is chosen for its verdict: any will do. Where the proposal
/// has no areas of its own (`named`), what objects to no part is of the whole.
pub(super) fn whole(lines: &[Line], told: bool, named: bool) -> Option<(usize, Decided)> {
    let (at, summed) = match best(lines) {
        Some(at) => {
            let summed = sum(on_whole(&lines[at]))?;
            let yes = summed.stance != Stance::Kritik;
            match rejected(lines).filter(|_| yes) {
                Some(at) => (at, sum(on_whole(&lines[at]))?),
                None => (at, summed),
            }
        }
        None if told => any(lines)?,
        None if named => alone(lines)?,
        None => return None,
    };
    let reservation = summed.reservation.clone().or_else(|| turned(lines, at));
    let mild = named && summed.strength < 3 && summed.stance == Stance::Stöd;
    let reservation = match objected(lines, at).filter(|_| mild) {
        Some(against) => reservation.or(Some(lines[against].range.clone())),
        None => reservation,
    };
    Some((at, decided(&lines[at], &summed, reservation)))
}

/// No part of the proposal is cited or stands over the line.
fn is_of_no_part(line: &Line) -> bool {
    let open = line.open();
    open.iter().all(|part| part.reference.is_none()) && line.topic.is_none() && !line.led
}

/// "ifrågasätter behovet av att reglera": a line that objects without a part.
fn objects(line: &Line) -> bool {
    let against = |said: &Said| {
        said.counts() && said.means.is_against() && said.strength > 1 && said.parts.is_empty()
    };
    is_of_no_part(line) && line.said.iter().any(against)
}

/// Where else than in this line an answer objects.
fn objected(lines: &[Line], at: usize) -> Option<usize> {
    (0..lines.len()).find(|&other| other != at && objects(&lines[other]))
}

/// An answer that decides on nothing and objects early: that is its verdict.
fn alone(lines: &[Line]) -> Option<(usize, Summed<'_>)> {
    let yes = |said: &Said| said.counts() && said.means.is_for() && said.strength > 1;
    let none = !lines.iter().any(|line| line.said.iter().any(yes));
    let early = lines.iter().take(FIRST).position(objects);
    let at = early.filter(|_| none)?;
    Some((at, sum(on_whole(&lines[at]))?))
}

/// The verdicts of a line that are the respondent's; "men stöder förslaget i
/// övrigt" behind a no to a part of it counts too.
fn on_whole(line: &Line) -> impl Iterator<Item = &Said> {
    let against = |said: &Said| said.counts() && said.means.is_against() && said.strength > 1;
    let no = line.said.iter().any(against);
    let rest = move |said: &Said| no && said.rest && said.means.is_for() && said.strength > 1;
    line.said
        .iter()
        .filter(move |said| said.counts() || rest(said))
}

/// A line that says no to the whole, wherever it stands: a yes before it was to
/// the purpose, or to a part.
fn rejected(lines: &[Line]) -> Option<usize> {
    let no = |line: &Line, said: &Said| {
        let of_part = !line.opened.is_empty()
            || matches!(line.under, Under::Parts(_))
            || line.topic.is_some();
        let whole = match said.object {
            Object::Paper => said.parts.is_empty(),
            _ => said.is_of_whole() && !of_part && !line.led,
        };
        let formal = said.means == Means::Avstyrker && said.strength == 3;
        whole && formal && said.counts() && said.condition.is_none()
    };
    lines.iter().position(|line| {
        let refuses = line.said.iter().any(|said| no(line, said));
        refuses && sum(on_whole(line)).is_some_and(|summed| summed.stance == Stance::Kritik)
    })
}

/// The first line with a verdict; "men har i övrigt inget att invända" is one
/// in part.
fn any(lines: &[Line]) -> Option<(usize, Summed<'_>)> {
    let formal = |said: &Said| said.counts() && said.strength > 1;
    let counts = |line: &Line| line.said.iter().any(formal);
    if let Some(at) = lines.iter().position(counts) {
        return Some((at, sum(on_whole(&lines[at]))?));
    }
    lines.iter().enumerate().find_map(|(at, line)| {
        let rest = |said: &&Said| said.rest && said.means.is_for() && said.strength > 1;
        let said = line.said.iter().find(rest)?;
        let summed = Summed {
            verdict: Some(Verdict::TillstyrkerDelvis),
            stance: Stance::StödMedFörbehåll,
            strength: said.strength,
            reservation: None,
            said,
        };
        Some((at, summed))
    })
}

/// The line with the highest score.
fn best(lines: &[Line]) -> Option<usize> {
    let mut best: Option<(f64, usize)> = None;
    for (at, line) in lines.iter().enumerate() {
        let score = line.said.iter().filter_map(|said| score(line, said));
        let Some(score) = score.reduce(f64::max).filter(|score| *score >= LEAST) else {
            continue;
        };
        if best.is_none_or(|(most, _)| score > most) {
            best = Some((score, at));
        }
    }
    best.map(|(_, at)| at)
}

fn decided(line: &Line, summed: &Summed<'_>, reservation: Option<Range<usize>>) -> Decided {
    let stance = match summed.verdict {
        // Words that only value are turned by what follows them.
        None if reservation.is_some() && summed.stance == Stance::Stöd => {
            Stance::StödMedFörbehåll
        }
        Some(Verdict::IngenErinran) | None => summed.stance,
        Some(verdict) => verdict.stance(reservation.is_some()),
    };
    Decided {
        verdict: summed.verdict,
        stance,
        strength: summed.strength,
        sentences: vec![line.range.clone()],
        cue: summed.said.cue.clone(),
        cue_id: summed.said.cue_id,
        reservation,
        doubts: doubts(line, summed),
    }
}

/// The next sentence of the paragraph, where it turns: "På några punkter
/// behöver dock …".
fn turned(lines: &[Line], at: usize) -> Option<Range<usize>> {
    let next = lines.get(at + 1)?;
    let same = next.paragraph == lines[at].paragraph && next.opened.is_empty();
    (same && next.turns).then(|| next.range.clone())
}

fn score(line: &Line, said: &Said) -> Option<f64> {
    if !said.counts() {
        return None;
    }
    let open = line.open_for(said);
    let under_part = open.iter().any(|part| part.reference.is_some());
    // A heading without a number may be of anything.
    let under_name = !open.is_empty() && !under_part;
    let cites = !said.parts.is_empty();
    let named = matches!(
        said.object,
        Object::Paper | Object::Whole | Object::Proposal
    );
    if matches!(said.means, Means::Gott | Means::Ont) && !named {
        return None;
    }
    let object = match said.object {
        Object::Paper => 3.0,
        Object::Whole if !under_part => 3.0,
        Object::Proposal if open.is_empty() => 3.0,
        Object::Whole | Object::Proposal => 0.0,
        // "… är avgiften. … den säger jag nej till"
        Object::Back if line.topic.is_some() => return None,
        Object::Unsaid | Object::Back if said.strength == 3 && said.names => 0.0,
        Object::Clause(_) => -1.5,
        Object::Named(_) => -3.0,
        Object::Unsaid | Object::Back | Object::Procedure => return None,
    };
    let mut score = 2.0 * f64::from(said.strength) + object;
    if said.whole {
        score += 2.0;
    }
    if line.nth < FIRST {
        score += 2.0;
    }
    if line.under == Under::Summary {
        score += 1.5;
    }
    if line.sums {
        score += 1.5;
    }
    if line.heads {
        score += 1.5;
    }
    if cites || under_part && said.object != Object::Paper {
        score -= 4.0;
    } else if under_name && said.object != Object::Paper {
        score -= 2.0;
    }
    Some(score)
}
