//! Who was asked, told in prose: "Yttranden har inkommit från A, B och C",
//! "D och E har inte svarat", "avstått från att yttra sig: F".
//!
//! Those who answered without being asked are told apart and left out.

use super::heard::Heard;
use super::subjects::subjects;
use crate::lexicon::{Resolved, accounts};
use crate::prose::sentences;
use crate::segment::builder::Builder;
use crate::segment::extent::paragraph_end;
use crate::segment::signs::bodies;
use crate::text::lower;
use crate::unit::Fact;

/// Reads every paragraph that tells of answers, but for a bill's `passages`:
/// what they say is of one section.
pub(super) fn read(out: &mut Builder<'_>, passages: &[(usize, usize)]) {
    let lines = out.lines;
    let mut at = 0;
    while let Some(start) = lines.next_words(at, lines.len()) {
        let stop = paragraph_end(lines, start, lines.len().min(start + 60));
        at = stop.max(start + 1);
        if passages
            .iter()
            .any(|&(from, to)| (from..to).contains(&start))
        {
            continue;
        }
        let telling = (start..stop).any(|line| {
            let raw = lines.raw(line);
            ["ttrand", "svar", "ttra sig", "avstå", "emiss", "ynpunkt"]
                .iter()
                .any(|word| raw.contains(word))
        });
        if telling {
            paragraph(out, &lines.joined(start, stop), (start, stop - 1));
        }
    }
}

/// Takes the longest list of names behind the words of a sender.
pub(super) fn read_asked(out: &mut Builder<'_>, range: std::ops::Range<usize>) {
    const FEWEST: usize = 3;
    let lines = out.lines;
    let mut at = range.start;
    let mut best: (Vec<String>, (usize, usize)) = (Vec::new(), (0, 0));
    while let Some(start) = lines.next_words(at, range.end) {
        let stop = paragraph_end(lines, start, range.end.min(start + 60));
        at = stop.max(start + 1);
        let text = lines.joined(start, stop);
        for sentence in sentences(&text).map(|one| &text[one]) {
            let low = lower(sentence);
            let cue = accounts()
                .asked
                .iter()
                .filter_map(|cue| Some(low.find(cue.as_str())? + cue.len()));
            let Some(from) = cue.min().filter(|_| low.len() == sentence.len()) else {
                continue;
            };
            // "…, för kännedom, X": those are told, not asked.
            let end = low.find("för kännedom").unwrap_or(sentence.len()).max(from);
            let names = list(&sentence[from..end]);
            if names.len() > best.0.len() {
                best = (names, (start, stop - 1));
            }
        }
    }
    let (names, (first, last)) = best;
    if names.len() < FEWEST {
        return;
    }
    for name in names {
        let span = line_of(out, &name, first, last);
        out.fact(bodies::listed(&name), &name, Fact::Asked, None, span);
    }
}

/// The line on which a name begins.
fn line_of(out: &Builder<'_>, name: &str, first: usize, last: usize) -> crate::text::Span {
    let opens = name.split(' ').next().unwrap_or(name);
    let whole = (first..=last).find(|&at| out.lines.raw(at).contains(name));
    let cut = || (first..=last).find(|&at| out.lines.raw(at).contains(opens));
    let at = whole.or_else(cut).unwrap_or(first);
    out.lines.span(at, at)
}

fn paragraph(out: &mut Builder<'_>, text: &str, (first, last): (usize, usize)) {
    for sentence in sentences(text).map(|one| &text[one]) {
        let low = lower(sentence);
        let unasked = |low: &str| {
            let mut words = accounts().unasked.iter();
            words.any(|word| low.contains(word.as_str()))
        };
        if low.len() != sentence.len() || unasked(&low) {
            continue;
        }
        let behind = |cues: &[String]| {
            cues.iter()
                .filter_map(|cue| low.find(cue.as_str()).map(|at| at + cue.len()))
                .min()
        };
        let answered = || {
            let plain = behind(&accounts().answered);
            plain
                .into_iter()
                .chain(behind(&accounts().told_answered))
                .min()
        };
        let mut take = |names: Vec<String>, abstained: bool| {
            for name in names {
                let span = out.lines.span(first, last);
                let resolved: Resolved = bodies::listed(&name);
                out.fact(resolved.clone(), &name, Fact::Asked, None, span);
                if abstained {
                    out.fact(resolved, &name, Fact::Abstained, None, span);
                }
            }
        };
        if let Some(at) = behind(&accounts().abstained) {
            take(list(&sentence[at..]), true);
        } else if let Some(at) = answered() {
            let names = list(&sentence[at..]);
            if names.len() > 2 {
                take(names, false);
            }
        } else if let Some(at) = accounts()
            .silent
            .iter()
            .filter_map(|cue| low.find(cue.as_str()))
            .min()
        {
            let names = match subjects(sentence, &Heard::default()) {
                named if named.is_empty() => list(&sentence[..at]),
                named => named.into_iter().map(|name| name.name).collect(),
            };
            take(names, low.contains("avstått"));
        }
    }
}

/// The capitalised pieces of a list, its last one cut at "och".
fn list(words: &str) -> Vec<String> {
    const WORDS: usize = 9;
    let words = words.trim().trim_end_matches('.');
    let mut pieces: Vec<&str> = Vec::new();
    let all: Vec<&str> = words.split(", ").collect();
    let last = all.len() - 1;
    let names = |words: &str| bodies::name(words.trim()).is_some();
    for (nth, piece) in all.into_iter().enumerate() {
        let cut = [" och ", " samt "].iter().filter_map(|word| {
            let at = piece.rfind(word)?;
            let right = &piece[at + word.len()..];
            // "Havs- och vattenverket", "Fackförbundet Fritid och Service":
            // only between two names that stand for themselves.
            let two = nth == last || names(&piece[..at]) && names(right);
            (right.starts_with(char::is_uppercase) && two).then_some((at, right))
        });
        let whole = bodies::known(piece.trim()).is_some();
        match cut.max_by_key(|(at, _)| *at).filter(|_| !whole) {
            Some((at, right)) => pieces.extend([&piece[..at], right]),
            None => pieces.push(piece),
        }
    }
    let named = |piece: &str| {
        let piece = piece
            .trim()
            .trim_start_matches("och ")
            .trim_start_matches("samt ")
            .trim_end_matches(" samt")
            .trim_end_matches(" och");
        let few = piece.split_whitespace().count() <= WORDS && piece.chars().count() > 1;
        let named = piece.starts_with(char::is_uppercase)
            && !piece
                .split(' ')
                .next()
                .is_some_and(|word| accounts().unnamed.iter().any(|one| one == word));
        (few && named).then(|| piece.to_owned())
    };
    pieces.into_iter().filter_map(named).collect()
}
