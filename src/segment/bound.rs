//! Letters one behind another in one file: each by its own letterhead on a page
//! of its own, the first perhaps the decision to send the next.

use super::annex;
use super::builder::{Builder, Open, Speaker};
use super::extent;
use super::head::{self, Head};
use crate::document::DocumentKind;
use crate::lexicon::lexicon;
use crate::line::Lines;
use crate::unit::UnitKind;
use std::ops::Range;

/// Reads a file that holds more letters than one; gives what kind of paper it is,
/// or `None` where it is a single letter.
pub(crate) fn read(out: &mut Builder<'_>, head: &Head) -> Option<DocumentKind> {
    let lines = out.lines;
    let starts = (1..lines.len()).filter(|&at| {
        lines.opens_page(at) && !out.is_furniture(at) && annex::letterhead(lines, at)
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
    if let Some(decision) = &decided {
        let from = &parts[0].1;
        out.set_referral(from.referral.clone());
        let open = Open::new(
            UnitKind::Beslut,
            &head.speaker,
            Some((decision.start - 1, decision.start - 1)),
            decision.start,
        );
        let date = from.date.clone();
        out.start(decision.start, Open { date, ..open });
        out.close(decision.end);
        parts.remove(0);
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

/// The lines under "Beslut", where they only send what comes behind them.
fn decision(lines: &Lines<'_>, part: Range<usize>) -> Option<Range<usize>> {
    const SHORT: usize = 50;
    let headed = |at: &usize| {
        let words = lines.words(*at);
        words.len() < SHORT && lexicon().has_role(&words, "decision")
    };
    let heading = part.clone().find(headed)?;
    let from = lines.next_words(heading + 1, part.end)?;
    let end = (from + 1..part.end)
        .find(|&at| lines.is_blank(at - 1) && extent::is_heading_alone(lines, at, part.end))
        .unwrap_or(part.end);
    let last = lines.previous_words(end, from)?;
    let sends = &lexicon().cues.phrases.sends_behind;
    let low = crate::text::lower(&lines.joined(from, last + 1));
    let sent = sends.iter().any(|words| low.contains(words.as_str()));
    sent.then_some(from..last + 1)
}
