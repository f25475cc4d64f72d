//! A single respondent's letter: letterhead, receiver, "Yttrande över …",
//! the text, "För …" or another closing.

use super::annex;
use super::attachment::opens_statement;
use super::builder::{Builder, Open, Speaker};
use super::dates::find_date;
use super::delegated::{decided, only_decides};
use super::head::Head;
use super::referral::item_referral;
use super::signature;
use super::signs::bodies;
use crate::document::DocumentKind;
use crate::layout::Layout;
use crate::lexicon::{Resolved, lexicon};
use crate::line::Lines;
use crate::text::lower;
use crate::unit::{Segmentation, UnitKind};
use std::ops::Range;

/// Reads the whole document as one letter.
pub(crate) fn read(out: &mut Builder<'_>, head: &Head) {
    let Some(text) = head.text.clone() else {
        return;
    };
    out.set_referral(head.referral.clone());
    if head.speaker.resolved.is_none() {
        out.note(0, "no respondent is named in the letterhead or the closing");
    }
    if head.date.is_none() {
        out.note(0, "no date of the answer was found");
    }
    if only_decides(out, head, &text) {
        return;
    }
    let text = decided(out, head, text);
    let annexed = annexed_statement(out.lines, &text);
    let text = match annexed {
        Some(at) => {
            let layout = out.sheet(text.clone()).layout;
            text.start..signature::unsigned(out.lines, layout, text.start, at)
        }
        None => text,
    };
    let kind = match head.respondent_kind.as_deref() {
        Some("rad") => UnitKind::Radsyttrande,
        _ => UnitKind::Yttrande,
    };
    let open = Open::new(kind, &head.speaker, head.title, text.start);
    out.start(
        text.start,
        Open {
            date: head.date.clone(),
            ..open
        },
    );
    out.close(text.end);
    let behind = annexed.unwrap_or(text.end);
    annex::statements(out, behind..out.lines.len(), &head.speaker);
}

/// The annex of a letter that holds what a member says for itself: "Bilaga 1",
/// "Särskilt yttrande" below it.
fn annexed_statement(lines: &Lines<'_>, text: &Range<usize>) -> Option<usize> {
    const NEAR: usize = 6;
    let holds = |at: usize| {
        let near = at + 1..lines.len().min(at + 1 + NEAR);
        near.into_iter().any(|at| opens_statement(lines, at))
    };
    let mut annexes = (text.start + 1..text.end).filter(|&at| annex::opens(lines, at));
    annexes.find(|&at| holds(at))
}

/// A paper that somebody knows to be an answer and that has nothing of a letter:
/// all its words are the answer.
pub(crate) fn unframed(lines: &Lines<'_>, layout: &Layout, mut head: Head) -> Segmentation {
    let mut out = Builder::new(lines, layout);
    let from = head.title.map_or(0, |(_, last)| last + 1);
    let worded = |from| lines.next_words(from, lines.len());
    head.text = worded(from).or(worded(0)).map(|from| from..lines.len());
    read(&mut out, &head);
    out.set_head(head);
    out.finish(DocumentKind::Remissvar)
}

/// Reads the letter on lines `from..end` whose title stands on lines
/// `first` to `last`.
pub(crate) fn read_titled(
    out: &mut Builder<'_>,
    from: usize,
    (first, last): (usize, usize),
    end: usize,
) {
    let lines = out.lines;
    let Some(text) = text_start(lines, last + 1, end) else {
        return;
    };
    let title = lines.joined(first, last + 1);
    let context: Vec<_> = (from..text)
        .filter(|&at| !lines.is_blank(at))
        .map(|at| lines.words(at))
        .collect();
    out.set_referral(item_referral(&title, &context.join("\n")));
    let close = closing(lines, text, end);
    let speaker = respondent(lines, from..first, text, close..end, &title);
    if speaker.resolved.is_none() {
        out.note(
            from,
            "no respondent is named in the letterhead or the closing",
        );
    }
    let date = letter_date(lines, from, text);
    out.start(
        text,
        Open {
            date,
            ..Open::new(UnitKind::Yttrande, &speaker, Some((first, last)), text)
        },
    );
    out.close(close);
}

/// The first prose behind the title, or the heading right above it; numbers,
/// dates and the receiver's address are neither.
fn text_start(lines: &Lines<'_>, from: usize, end: usize) -> Option<usize> {
    const PROSE: usize = 80;
    const SENTENCE: usize = 30;
    let mut heading: Option<usize> = None;
    let mut at = lines.next_words(from, end)?;
    loop {
        let stop = lines.paragraph_end(at, end);
        let joined = lines.joined(at, stop);
        let address = is_address_line(&joined);
        let sentence = joined.len() >= SENTENCE && joined.ends_with('.');
        if (joined.len() >= PROSE || sentence) && !address {
            return Some(heading.unwrap_or(at));
        }
        heading = (!address && !joined.ends_with('.')).then_some(at);
        at = lines.next_words(stop, end)?;
    }
}

fn is_address_line(words: &str) -> bool {
    const WORDS: [&str; 9] = [
        "dnr",
        "diarienummer",
        "er ref",
        "ert dnr",
        "vår ref",
        "till ",
        "departement",
        "regeringskansli",
        "@",
    ];
    let low = lower(words);
    let long = words.len() > 200;
    !long
        && (WORDS.iter().any(|word| {
            low.starts_with(word) || (*word != "till " && low.len() < 90 && low.contains(word))
        }) || low.starts_with('(') && low.len() < 40
            || find_date(words).is_some() && low.len() < 40)
}

/// The letter's own date: not one beside "Er referens", not the receiver's.
fn letter_date(lines: &Lines<'_>, from: usize, text: usize) -> Option<String> {
    let mut theirs = 0;
    for at in (from..text).filter(|&at| !lines.is_blank(at)) {
        let words = lines.words(at);
        let low = lower(&words);
        if low.starts_with("er ref") || low.starts_with("ert d") || low.starts_with("er bet") {
            theirs = 2;
        }
        theirs -= i32::from(theirs > 0);
        if theirs > 0 || low.contains("er ref") || words.len() > 60 {
            continue;
        }
        if let Some(date) = find_date(&words).and_then(super::dates::Day::iso) {
            return Some(date);
        }
    }
    None
}

/// "För Almviks universitet", "Med vänlig hälsning", an attachment list.
fn closing(lines: &Lines<'_>, text: usize, end: usize) -> usize {
    let closings = &lexicon().cues.phrases.letter_closings;
    (text + 1..end)
        .find(|&at| {
            if !lines.starts_paragraph(at) {
                return false;
            }
            let words = lines.words(at);
            let low = lower(&words);
            let behalf = at + 30 > end && signature::is_behalf(lines, at, end);
            let formal = closings.iter().any(|cue| low.starts_with(cue.as_str()));
            let role = ["signatures", "attachments", "distribution"]
                .iter()
                .any(|role| lexicon().has_role(&words, role));
            behalf || formal || role
        })
        .unwrap_or(end)
}

/// In order: "För X" in the closing, "Xs yttrande över …" in the title, a
/// body in the letterhead, its first line that can be a name, the subject of
/// the first sentence.
fn respondent(
    lines: &Lines<'_>,
    head: Range<usize>,
    text: usize,
    closing: Range<usize>,
    title: &str,
) -> Speaker {
    let signed = closing.map(|at| lines.words(at)).find_map(|words| {
        let (name, genitive) = signature::signed_for(&words)?;
        let name = match genitive {
            true => bodies::nominatives(&name)
                .into_iter()
                .find(|name| bodies::name(name).is_some())?,
            false => name,
        };
        (name.len() < 70 && name.starts_with(char::is_uppercase)).then(|| speaker(&name))
    });
    let titled = || {
        let low = lower(title);
        let at = low
            .find("s yttrande över")
            .or_else(|| low.find("s remissvar"))?;
        let name = title.get(..at)?;
        (name.starts_with(char::is_uppercase) && name.len() < 70).then(|| speaker(name))
    };
    let head = letterhead(lines, head);
    let body = || {
        head.iter().find_map(|words| {
            let (resolved, end) = lexicon().respondent_at_start(words)?;
            Some(Speaker::new(resolved, &words[..end]))
        })
    };
    let first = || {
        head.iter()
            .find(|words| can_be_name(words))
            .map(|words| speaker(words))
    };
    let subject = || subject(lines, text).map(|name| speaker(&name));
    signed
        .or_else(titled)
        .or_else(body)
        .or_else(first)
        .or_else(subject)
        .unwrap_or_default()
}

/// A name as printed: the body it resolves to, the board of the office it
/// names, else the name itself.
fn speaker(name: &str) -> Speaker {
    let name = name.trim().trim_end_matches(',');
    let board = || lexicon().board_of_office(name).map(Resolved::known);
    let resolved = lexicon().resolve(name).or_else(board);
    Speaker::new(
        resolved.unwrap_or(Resolved::as_printed(name.to_owned())),
        name,
    )
}

/// Lines above the title that are not the receiver's or the clerk's.
fn letterhead(lines: &Lines<'_>, head: Range<usize>) -> Vec<String> {
    let head: Vec<String> = head
        .filter(|&at| !lines.is_blank(at))
        .map(|at| lines.words(at).into_owned())
        .collect();
    let others = |words: &String| {
        let low = lower(words);
        low.starts_with("till")
            || low.starts_with("handläggare")
            || low.contains("departement")
            || low.contains("regeringskansli")
    };
    let end = head.iter().position(others).unwrap_or(head.len());
    head.into_iter().take(end).collect()
}

fn can_be_name(words: &str) -> bool {
    let low = lower(words);
    let labels = &lexicon().cues.phrases.letter_labels;
    let label = labels.iter().any(|label| low.starts_with(label.as_str()));
    words.starts_with(char::is_uppercase)
        && words.len() < 60
        && !label
        && !words.contains([':', '@'])
        && !words.chars().any(|c| c.is_ascii_digit())
}

/// "Tillgänglighetsmyndigheten (TGM) tillstyrker …": the capitalised words
/// that open the text's first sentence, up to a bracket or verb.
fn subject(lines: &Lines<'_>, text: usize) -> Option<String> {
    let verbs = &lexicon().cues.phrases.letter_verbs;
    let prose = (text..text + 4).find(|&at| lines.raw(at).len() > 40)?;
    let words = lines.words(prose);
    let subject: Vec<&str> = words
        .split_whitespace()
        .take_while(|word| !verbs.iter().any(|verb| verb == word) && !word.starts_with('('))
        .collect();
    let short = (1..=6).contains(&subject.len())
        && subject[0].starts_with(char::is_uppercase)
        && subject.join(" ").len() < words.len();
    short.then(|| subject.join(" "))
}
