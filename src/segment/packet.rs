//! A meeting packet: many papers, of which only the referral answers are
//! ours: opinions that answer a remiss, an advisory council's own answer,
//! and a council's view in its minutes.

use super::builder::{Builder, Open, Speaker};
use super::council::{council, is_council_title};
use super::dates::find_date;
use super::hints::{COUNCIL, hinted};
use super::referral::item_referral;
use super::signs::sheet::Sheet;
use super::{annex, letter, opinion};
use crate::lexicon::lexicon;
use crate::line::Lines;
use crate::text::lower;
use crate::unit::UnitKind;
use std::ops::Range;

/// Whole minutes with many items, not the papers of a meeting to come.
pub(crate) fn is_minutes(sheet: &Sheet<'_>) -> bool {
    const ITEMS: usize = 5;
    let called = sheet
        .head
        .iter()
        .any(|cell| cell.low.starts_with("kallelse") || cell.low.contains("kallas till"));
    !called && super::item::items(sheet.lines, 0, sheet.lines.len()).len() > ITEMS
}

/// Reads the whole document as a packet.
pub(crate) fn read(out: &mut Builder<'_>) {
    let lines = out.lines;
    let board =
        (0..lines.len().min(60)).find_map(|at| lexicon().respondent_at_start(&lines.words(at)));
    let place = board
        .map(|(board, _)| place_of(&board.name))
        .unwrap_or_default();
    let starts = opinions(lines);
    let mut taken = Vec::new();
    for (at, &start) in starts.iter().enumerate() {
        let end = starts.get(at + 1).copied().unwrap_or(lines.len());
        taken.extend(opinion::read(out, None, start, end).map(|end| start..end));
    }
    let signed = letters(out, &taken);
    taken.extend(signed);
    bound(out, &taken);
    super::asked::read_receivers(out);
    council_letters(out, &place);
    council_minutes(out, &place);
}

/// "Norrmalms stadsdelsnämnd" → "Norrmalms".
fn place_of(board: &str) -> String {
    board
        .strip_suffix(" stadsdelsnämnd")
        .unwrap_or("")
        .to_owned()
}

/// Lines that open an opinion: "Handläggare" or "Tjänsteutlåtande", whichever
/// comes first in a head, and a receiver or a proposed decision soon after.
fn opinions(lines: &Lines<'_>) -> Vec<usize> {
    let handler =
        |at: usize| lines.raw(at) == "Handläggare" || lines.raw(at).starts_with("Handläggare:");
    let titled =
        |at: usize| lines.raw(at).starts_with("Tjänsteutlåtande") && lines.raw(at).len() < 45;
    let mut starts: Vec<usize> = Vec::new();
    for at in 0..lines.len() {
        let soon = |most: usize| at + 1..(at + most).min(lines.len());
        let proposes = || soon(25).any(|i| lexicon().has_role(&lines.words(i), "proposal"));
        let received =
            || soon(25).any(|i| lexicon().resolve(&lines.words(i)).is_some_and(|r| r.known));
        let opens = handler(at) && (proposes() || received())
            || titled(at) && (proposes() || soon(12).any(handler));
        if !opens {
            continue;
        }
        // The other label of the same head, or of a page head further on.
        let same = starts.last().is_some_and(|&start| at - start <= 20);
        if !same {
            starts.push(at);
        }
    }
    starts
}

/// Letters among the papers: "Yttrande över …" outside an opinion, signed
/// "För …"; the lines of those that were taken.
fn letters(out: &mut Builder<'_>, taken: &[Range<usize>]) -> Vec<Range<usize>> {
    const LONGEST: usize = 150;
    const HEAD: usize = 10;
    let lines = out.lines;
    let mut found = Vec::new();
    for at in 0..lines.len() {
        let words = lines.words(at);
        let titled = ["Yttrande över ", "Remissvar "]
            .iter()
            .any(|cue| words.starts_with(cue))
            && words.len() < 160
            && !words.ends_with('.');
        let inside = taken.iter().any(|range| range.contains(&at));
        if !titled || inside || lines.line(at).bullet || !lines.starts_paragraph(at) {
            continue;
        }
        let signed = (at + 3..(at + LONGEST).min(lines.len())).find(|&i| {
            lines.raw(i).starts_with("För ")
                && lines.raw(i).len() < 80
                && !lines.raw(i).ends_with('.')
        });
        if let Some(signed) = signed.filter(|&signed| !names_council(lines.raw(signed))) {
            let last = lines.paragraph_end(at, signed) - 1;
            let head = at.saturating_sub(HEAD);
            letter::read_titled(out, head, (at, last), signed + 1);
            found.push(head.saturating_sub(HEAD)..signed + 1);
        }
    }
    found
}

/// Letters bound among the papers, by their letterheads, where no other paper has
/// been read.
fn bound(out: &mut Builder<'_>, taken: &[Range<usize>]) {
    let lines = out.lines;
    let mut at = 0;
    while at < lines.len() {
        let inside = taken.iter().any(|range| range.contains(&at));
        if inside || !annex::letterhead(lines, at) {
            at += 1;
            continue;
        }
        let end = annex::after(lines, at, lines.len()).unwrap_or(lines.len());
        let found = annex::letter(out, at..end, &Speaker::default(), None, None);
        at = if found { end } else { at + 1 };
    }
}

/// A council's answer attached to an opinion: a letter that opens with the
/// council's name and closes with "För … pensionärsråd".
fn council_letters(out: &mut Builder<'_>, place: &str) {
    let lines = out.lines;
    for close in 0..lines.len() {
        let words = lines.words(close);
        let closes = words.starts_with("För ")
            && words.len() < 80
            && !words.ends_with('.')
            && names_council(&words);
        let Some(start_line) = closes.then(|| letter_start(lines, close)).flatten() else {
            continue;
        };
        let title = lines
            .previous_words(start_line, start_line.saturating_sub(4))
            .filter(|&title| lines.raw(title).len() < 120 && !lines.raw(title).ends_with('.'));
        let heading = title
            .map(|title| lines.words(title).into_owned())
            .unwrap_or_default();
        out.set_referral(item_referral(&heading, &heading));
        start(
            out,
            council(
                &format!("{words} {heading} {}", lines.words(start_line)),
                place,
            ),
            title.map(|title| (title, title)),
            start_line,
        );
        let signed = lines
            .previous_words(close, start_line)
            .filter(|&at| lines.raw(at).len() < 40 && find_date(lines.raw(at)).is_some());
        out.close(signed.unwrap_or(close));
    }
}

/// The topmost paragraph above the closing that opens with the council's
/// name, in the same paper.
fn letter_start(lines: &Lines<'_>, close: usize) -> Option<usize> {
    const LONGEST: usize = 120;
    let mut start = None;
    for at in (close.saturating_sub(LONGEST)..close).rev() {
        let words = lines.words(at);
        let other_paper = words.starts_with("Handläggare")
            || words.starts_with("Namn\t")
            || lexicon().has_role(&words, "signatures");
        if other_paper || words.starts_with('§') {
            break;
        }
        let opens = words
            .split_whitespace()
            .take(2)
            .any(|word| word.to_lowercase().ends_with("rådet"))
            && words.len() > 60;
        if opens && (at == 0 || lines.is_blank(at - 1)) {
            start = Some(at);
        }
    }
    start
}

fn names_council(words: &str) -> bool {
    let low = lower(words);
    low.contains("råd")
}

/// Minutes of an advisory council: the item, or the heading inside one, that
/// names a remiss; its text runs to the next heading.
fn council_minutes(out: &mut Builder<'_>, place: &str) {
    let lines = out.lines;
    let mut council_now: Option<Speaker> = None;
    let mut at = 0;
    while at < lines.len() {
        let words = lines.words(at);
        if words.len() < 90
            && hinted(lines, at, lines.len(), 1, COUNCIL)
            && is_council_title(&words)
        {
            council_now = Some(council(&words, place));
        } else if words.starts_with("Handläggare")
            || words
                .strip_prefix("Protokoll från ")
                .is_some_and(|body| lexicon().resolve(body).is_some())
        {
            council_now = None;
        }
        let Some(speaker) = council_now.clone().filter(|_| lines.starts_paragraph(at)) else {
            at += 1;
            continue;
        };
        let paragraph = lines.paragraph_end(at, lines.len());
        // The heading may go on in a second line.
        let heading = lines.joined(at, paragraph.min(at + 3));
        if heading.len() >= 200 || heading.ends_with('.') || !names_remiss(&heading) {
            at += 1;
            continue;
        }
        let Some(text) = lines.next_words(paragraph, paragraph + 3) else {
            break;
        };
        let end = item_end(lines, text);
        let view = lower(&lines.joined(text, end));
        if view.contains("råd") || view.contains("ledamöter") {
            let title = item_title(lines, at, paragraph);
            out.set_referral(item_referral(&title, &title));
            start(out, speaker, Some((at, paragraph - 1)), text);
            out.close(end);
        }
        at = end.max(at + 1);
    }
}

/// "Nämndärenden**Översyn av …": the title is what is set in bold.
fn item_title(lines: &Lines<'_>, at: usize, end: usize) -> String {
    let bold = lines
        .raw(at)
        .split_once("**")
        .map(|(_, bold)| bold.replace('*', ""))
        .filter(|bold| !bold.is_empty());
    let title = bold.unwrap_or_else(|| lines.joined(at, end));
    title
        .trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ' ' | '§'))
        .to_owned()
}

fn names_remiss(words: &str) -> bool {
    words.contains("emiss")
}

/// The next heading line or "§" after a council's view.
fn item_end(lines: &Lines<'_>, text: usize) -> usize {
    (text + 1..lines.len())
        .find(|&at| {
            if !lines.starts_paragraph(at) {
                return false;
            }
            let words = lines.words(at);
            let heading = words.len() < 160
                && !words.ends_with(['.', ':', ';', '”', ','])
                && !lines.line(at).bullet
                && lines.is_blank(at - 1)
                && words.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
            words.starts_with('§') || heading
        })
        .unwrap_or(lines.len())
}

fn start(out: &mut Builder<'_>, speaker: Speaker, intro: Option<(usize, usize)>, from: usize) {
    out.start(
        from,
        Open::new(UnitKind::Radsyttrande, &speaker, intro, from),
    );
}
