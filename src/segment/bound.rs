//! Papers one behind another in one file: letters, each by its own letterhead on
//! a page of its own, the first perhaps the decision to send the next; minutes
//! and the memo that they decide on.

use super::annex;
use super::attachment::attachment;
use super::builder::{Builder, Open, Speaker};
use super::delegated::{decision_end, headed, take_decision};
use super::head::{self, Head};
use super::signs::kinds;
use crate::document::DocumentKind;
use crate::lexicon::{KindSign, lexicon, signs};
use crate::line::Lines;
use crate::text::lower;
use crate::unit::UnitKind;
use std::ops::Range;
use std::sync::LazyLock;

/// Reads a file that holds more letters than one; gives what kind of paper it is,
/// or `None` where it is a single letter.
pub(crate) fn read(out: &mut Builder<'_>, head: &Head) -> Option<DocumentKind> {
    let lines = out.lines;
    let starts = (1..lines.len()).filter(|&at| {
        lines.opens_page(at) && !out.is_furniture(at) && annex::heads_letter(lines, at)
    });
    let mut starts: Vec<usize> = starts.collect();
    let first = *starts.first()?;
    starts.insert(0, 0);
    let heads = starts.iter().enumerate().map(|(nth, &start)| {
        let end = starts.get(nth + 1).copied().unwrap_or(lines.len());
        let sheet = out.sheet(start..end);
        (start..end, head::look(&sheet, DocumentKind::Remissvar))
    });
    let mut parts: Vec<(Range<usize>, Head)> = heads.collect();
    let decided = decision(lines, 0..first);
    if let Some((heading, end)) = decided {
        let (_, own) = parts.remove(0);
        out.set_referral(own.referral);
        take_decision(out, &head.speaker, own.date, heading, end);
    } else {
        // A second letterhead of one body heads a further page or an annex.
        let name = |head: &Head| head.speaker.name().map(str::to_owned);
        let same = parts
            .iter()
            .skip(1)
            .any(|(_, own)| name(own).is_none() || name(own) == name(&parts[0].1));
        if same {
            return None;
        }
    }
    for (range, own) in &parts {
        let speaker = match decided {
            Some(_) => &head.speaker,
            None => &own.speaker,
        };
        letter(out, range, own, speaker);
    }
    Some(match decided {
        Some(_) => DocumentKind::Remissvar,
        None => DocumentKind::Handlingar,
    })
}

fn letter(out: &mut Builder<'_>, range: &Range<usize>, own: &Head, speaker: &Speaker) {
    let Some(text) = own.text.clone() else {
        return;
    };
    out.set_referral(own.referral.clone());
    let open = Open::new(UnitKind::Yttrande, speaker, own.title, text.start);
    let date = own.date.clone();
    out.start(range.start, Open { date, ..open });
    out.close(text.end);
}

/// Reads minutes and the memo that they decide on, each as what it is, and gives
/// what the file is then; `None` if it does not hold both.
pub(crate) fn read_both(out: &mut Builder<'_>) -> Option<DocumentKind> {
    let (at, kinds) = minutes_and_memo(out)?;
    let halves = [(0..at, kinds[0]), (at..out.lines.len(), kinds[1])];
    let mut halves = halves.map(|(range, kind)| {
        let head = head::look(&out.sheet(range.clone()), kind);
        (range, kind, head)
    });
    // The minutes tell whose answer it is, and what they print goes first.
    halves.sort_by_key(|(_, kind, _)| *kind != DocumentKind::Protokollsutdrag);
    let [(range, _, minutes), (memo, _, mut own)] = halves;
    super::minutes::read(out, &minutes, range.start, range.end);
    let mut at = memo.start;
    if !out.has_answer() {
        if minutes.speaker.resolved.is_some() {
            own.speaker = minutes.speaker.clone();
        }
        own.date = minutes.date.clone().or(own.date);
        at = super::opinion::read(out, Some(&own), memo.start, memo.end).unwrap_or(at);
    }
    // Behind the memo stand the annexes of the minutes.
    while at < memo.end {
        at = attachment(out, at, memo.end, &minutes.speaker, false).unwrap_or(at + 1);
    }
    out.set_head(minutes);
    // Minutes bring the memo along; a memo with the minutes behind it is a file of
    // papers.
    Some(match kinds[0] {
        DocumentKind::Tjansteutlatande => DocumentKind::Handlingar,
        _ => DocumentKind::Protokollsutdrag,
    })
}

/// Where the second of two papers begins, minutes and a memo in either order, and
/// which kind each is.
fn minutes_and_memo(out: &Builder<'_>) -> Option<(usize, [DocumentKind; 2])> {
    use DocumentKind::{Protokollsutdrag, Tjansteutlatande};
    let lines = out.lines;
    let opens = |&at: &usize| !lines.is_blank(at) && lines.opens_page(at) && !out.is_furniture(at);
    let kind = |range: Range<usize>| {
        let kinds = kinds::weigh(&out.sheet(range));
        let sure = kinds.first().filter(|kind| kind.total >= kinds::CONTAINER);
        sure.map(|kind| kind.value)
    };
    // The heads of further pages name the paper again.
    let top = titled(lines, lines.next_words(0, lines.len())?);
    let others = (1..lines.len()).filter(opens).filter_map(|at| {
        let second = titled(lines, at).filter(|second| top != Some(*second))?;
        Some((at, second))
    });
    others.take(TRIED).find_map(|(at, second)| {
        let first = match second {
            Protokollsutdrag => Tjansteutlatande,
            _ => Protokollsutdrag,
        };
        let both = kind(0..at) == Some(first) && kind(at..lines.len()) == Some(second);
        both.then_some((at, [first, second]))
    })
}

/// Pages that are tried as the first of another paper: each try reads the file.
const TRIED: usize = 4;

/// The signs that name minutes or a memo for sure.
fn heads() -> &'static [&'static KindSign] {
    const SURE: f32 = 4.0;
    static HEADS: LazyLock<Vec<&KindSign>> = LazyLock::new(|| {
        let named = |sign: &&KindSign| {
            let id = sign.id.as_str();
            sign.weight >= SURE && matches!(id, "headed as a memo" | "headed as minutes")
        };
        signs().kind.iter().filter(named).collect()
    });
    &HEADS
}

/// Minutes or a memo by what is named within the first lines from here;
/// "Beslutsunderlag" heads a list as well, and weighs less.
fn titled(lines: &Lines<'_>, at: usize) -> Option<DocumentKind> {
    const HEAD: usize = 6;
    const WORDS: usize = 3;
    let heads = heads();
    let kind = |low: &str| {
        let sign = heads.iter().find(|sign| sign.meets(low))?;
        Some(match sign.id.as_str() {
            "headed as a memo" => DocumentKind::Tjansteutlatande,
            _ => DocumentKind::Protokollsutdrag,
        })
    };
    let holds = |at: &usize| {
        let low = lower(lines.raw(*at));
        let mut words = heads.iter().flat_map(|sign| &sign.words);
        words.any(|word| low.contains(word.as_str()))
    };
    let worded = (at..lines.len())
        .filter(|&at| !lines.is_blank(at))
        .take(HEAD)
        .filter(holds);
    let mut rows = worded.flat_map(|at| lines.cells(at));
    rows.find_map(|cell| {
        let short = cell.text.split_whitespace().count() <= WORDS;
        short.then(|| kind(&cell.low)).flatten()
    })
}

/// The line of "Beslut" and the end of what stands under it, where that only sends
/// what comes behind.
fn decision(lines: &Lines<'_>, part: Range<usize>) -> Option<(usize, usize)> {
    let heading = headed(lines, "decision", part.clone())?;
    let from = lines.next_words(heading + 1, part.end)?;
    let end = decision_end(lines, from + 1, part.end);
    let sends = &lexicon().cues.phrases.sends_behind;
    let low = lower(&lines.joined(from, end));
    let sent = sends.iter().any(|words| low.contains(words.as_str()));
    sent.then_some((heading, end))
}
