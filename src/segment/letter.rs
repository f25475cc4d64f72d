//! A single respondent's letter: letterhead, receiver, "Yttrande över …",
//! the text, "För …" or another closing.

use super::builder::{Builder, Open, Speaker};
use super::dates::find_date;
use super::referral::item_referral;
use crate::lexicon::{Resolved, lexicon};
use crate::line::Lines;
use crate::text::lower;
use crate::unit::UnitKind;

/// Lines a letterhead may take.
const HEAD: usize = 45;

/// Reads the whole document as one letter.
pub(crate) fn read(out: &mut Builder<'_>) {
    let lines = out.lines;
    let end = lines.len();
    let Some((first, last)) = title(lines, end.min(HEAD)) else {
        return;
    };
    let title = lines.joined(first, last + 1);
    let context: Vec<_> = (0..(last + 4).min(end))
        .filter(|&at| !lines.is_blank(at))
        .map(|at| lines.words(at))
        .collect();
    out.set_referral(item_referral(&title, &context.join("\n")));
    let date = context
        .iter()
        .filter(|words| words.len() <= 60)
        .find_map(|words| find_date(words)?.iso());
    let Some(text) = lines.next_words(last + 1, end) else {
        return;
    };
    let text = skip_numbers(lines, text, end);
    let close = closing(lines, text);
    let speaker = respondent(lines, first, close);
    if speaker.resolved.is_none() {
        out.note(0, "no respondent is named in the letterhead or the closing");
    }
    out.start(
        text,
        Open {
            kind: UnitKind::Yttrande,
            respondent: speaker.resolved,
            spelling: speaker.spelling,
            intro: Some((first, last)),
            date,
            signers: Vec::new(),
            from: text,
            offset: 0,
        },
    );
    out.close(close);
}

/// The heading that says it is an answer.
fn title(lines: &Lines<'_>, end: usize) -> Option<(usize, usize)> {
    let at = (0..end).find(|&at| {
        let words = lines.words(at);
        words.len() > 12
            && lexicon().is_consultation(&words)
            && lines.starts_paragraph(at)
            && !words.ends_with('.')
            || words.len() > 6 && lower(&words).starts_with("yttrande ")
    })?;
    Some((at, lines.paragraph_end(at, end + 6).min(at + 4) - 1))
}

/// "Dnr …", "Er referens …" between the title and the text.
fn skip_numbers(lines: &Lines<'_>, from: usize, end: usize) -> usize {
    let mut at = from;
    while at < end {
        let low = lower(&lines.words(at));
        let number = low.starts_with("dnr")
            || low.starts_with("diarienummer")
            || low.starts_with('(') && low.len() < 40
            || low.starts_with("er ref")
            || low.starts_with("ert dnr")
            || low.starts_with("vår ref");
        if !number && !lines.is_blank(at) {
            return at;
        }
        at += 1;
    }
    from
}

/// "För Almviks universitet", "Med vänlig hälsning", an attachment list.
fn closing(lines: &Lines<'_>, text: usize) -> usize {
    (text + 1..lines.len())
        .find(|&at| {
            if !lines.starts_paragraph(at) {
                return false;
            }
            let words = lines.words(at);
            let signs = words.starts_with("För ")
                && words.len() < 80
                && !words.ends_with(['.', ','])
                && at + 12 > lines.len().saturating_sub(30);
            let low = lower(&words);
            let formal = low.starts_with("beslut i detta ärende")
                || low.starts_with("detta yttrande har beslutats")
                || low.starts_with("yttrandet har beslutats")
                || low.starts_with("i detta ärende har")
                || low.starts_with("enligt uppdrag");
            signs
                || formal
                || lexicon().has_role(&words, "signatures")
                || lexicon().has_role(&words, "attachments")
        })
        .unwrap_or(lines.len())
}

/// "För X" in the closing, a known name in the head, else the first line of
/// the letterhead that can be a name.
fn respondent(lines: &Lines<'_>, title: usize, close: usize) -> Speaker {
    let unknown = |name: &str| Resolved {
        name: name.to_owned(),
        known: false,
        guessed: false,
    };
    for at in close..lines.len() {
        let words = lines.words(at);
        if let Some(name) = words.strip_prefix("För ").filter(|name| name.len() < 70) {
            let name = name.trim_end_matches(',');
            return Speaker::new(
                lexicon().resolve(name).unwrap_or_else(|| unknown(name)),
                name,
            );
        }
    }
    let head: Vec<_> = (0..title)
        .filter(|&at| !lines.is_blank(at))
        .map(|at| lines.words(at))
        .collect();
    let receiver = head.iter().position(|words| words.starts_with("Till"));
    let sender = |at: usize| receiver.is_none_or(|to| at < to || at > to + 3);
    let named = head
        .iter()
        .enumerate()
        .filter(|(at, _)| sender(*at))
        .find_map(|(_, words)| Some((lexicon().resolve(words)?, words)));
    if let Some((resolved, words)) = named {
        return Speaker::new(resolved, words);
    }
    let first = head.iter().enumerate().find(|(at, words)| {
        let low = lower(words);
        sender(*at)
            && words.starts_with(char::is_uppercase)
            && words.len() < 60
            && find_date(words).is_none()
            && !words.contains(':')
            && !low.contains("departement")
            && !low.contains("dnr")
            && !low.starts_with("remiss")
            && !low.starts_with("yttrande")
            && !words.chars().any(|c| c.is_ascii_digit())
    });
    first.map_or_else(Speaker::default, |(_, words)| {
        Speaker::new(unknown(words), words)
    })
}
