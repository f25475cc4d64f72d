//! Who was asked, who abstained, who supports without a text, whose answer
//! is printed in part: the facts behind the ledger.
//!
//! Looks like: "Ärendet har … remitterats till byggnadsnämnden, … samt
//! Almviks Stadshus AB. Valnämnden har avstått från att svara."

use super::builder::Builder;
use super::council::is_council;
use super::joined::Joined;
use crate::lexicon::{Resolved, lexicon};
use crate::prose::sentences;
use crate::text::lower;
use crate::unit::Fact;
use std::ops::Range;

/// Reads lines `from..to`, one paragraph, sentence by sentence. `via` is who
/// sends the proposal on.
pub(crate) fn read_paragraph(out: &mut Builder<'_>, from: usize, to: usize, via: Option<&str>) {
    let lines = out.lines;
    let mut joined = Joined::default();
    for at in (from..to.min(lines.len())).filter(|&at| !lines.is_blank(at)) {
        joined.push(lines.raw(at), lines.line(at).span.start);
    }
    let low = lower(&joined.text);
    let cues = &lexicon().cues.ledger;
    let find = |sentence: &str, cues: &[String]| {
        cues.iter()
            .filter_map(|cue| Some((sentence.find(cue.as_str())?, cue.len())))
            .min()
    };
    for Range { start, end } in sentences(&joined.text) {
        let sentence = &low[start..end];
        if let Some((at, len)) = find(sentence, &cues.asked) {
            let list = start + at + len;
            let several = names(&joined.text, list, end).len() > 1;
            if via.is_none() || several {
                take(out, &joined, list, end, Fact::Asked, via);
            }
        }
        if let Some((at, _)) = find(sentence, &cues.abstained) {
            take(out, &joined, start, start + at, Fact::Abstained, via);
        } else if let Some((at, _)) = find(sentence, &cues.supports) {
            take(out, &joined, start, start + at, Fact::Supports, via);
        }
    }
}

/// Takes every respondent named in `start..end`.
fn take(
    out: &mut Builder<'_>,
    joined: &Joined,
    start: usize,
    end: usize,
    fact: Fact,
    via: Option<&str>,
) {
    for (from, to) in names(&joined.text, start, end) {
        let words = &joined.text[from..to];
        let span = joined.source(from, to);
        if let Some(resolved) = respondent(words) {
            out.fact(resolved, words, fact, via, span);
        } else if fact == Fact::Asked {
            let line = out.lines.document().index.line_of(span.start) as usize - 1;
            out.note(line, format!("not recognised among those asked: {words}"));
        }
    }
}

/// A list item that names a respondent, lower-case boards included. A
/// capitalised name that the data does not hold is taken as it stands.
pub(crate) fn respondent(words: &str) -> Option<Resolved> {
    body(words).or_else(|| {
        let name = words.trim();
        let few = (1..=6).contains(&name.split_whitespace().count())
            && !name.contains(" och ")
            && !name.contains(" samt ");
        let named = few && name.starts_with(char::is_uppercase) && name.chars().count() > 3;
        named.then(|| Resolved::as_printed(name.to_owned()))
    })
}

/// A body of the city: by the data, by its ending, or an advisory council.
fn body(words: &str) -> Option<Resolved> {
    let mut capital = words.trim().to_owned();
    let first = capital.chars().next()?;
    capital.replace_range(..first.len_utf8(), &first.to_uppercase().to_string());
    if is_council(&capital) && capital.split_whitespace().count() <= 6 {
        return Some(Resolved::known(capital));
    }
    lexicon().resolve(&capital).or_else(|| {
        let (found, end) = lexicon().respondent_at_start(&capital)?;
        (end + 4 >= capital.len()).then_some(found)
    })
}

/// Pieces between commas and conjunctions; a name that itself holds "och"
/// ("Stockholm Vatten och Avfall AB") is kept whole where the data knows it.
fn names(text: &str, start: usize, end: usize) -> Vec<(usize, usize)> {
    let mut cuts = Vec::new();
    let mut from = start;
    for (at, c) in text[start..end].char_indices() {
        if matches!(c, ',' | ';') {
            cuts.push((from, start + at));
            from = start + at + c.len_utf8();
        }
    }
    cuts.push((from, end));
    cuts.into_iter()
        .flat_map(|(from, to)| split_and(text, from, to))
        .filter_map(|(from, to)| trim(text, from, to))
        .collect()
}

fn split_and(text: &str, from: usize, to: usize) -> Vec<(usize, usize)> {
    const LONGEST: usize = 2000;
    let piece = &text[from..to];
    if piece.len() > LONGEST {
        // No list item is that long; nothing in it is a name.
        return Vec::new();
    }
    let named = |a: usize, b: usize| trim(text, a, b).and_then(|(a, b)| respondent(&text[a..b]));
    if named(from, to).is_some_and(|resolved| resolved.known) {
        return vec![(from, to)];
    }
    let mut cuts: Vec<(usize, usize)> = [" och ", " samt ", " respektive "]
        .iter()
        .flat_map(|word| {
            piece
                .match_indices(word)
                // "trafik- och parknämnden" is one name.
                .filter(|&(at, _)| !piece[..at].ends_with('-'))
                .map(|(at, word)| (from + at, from + at + word.len()))
        })
        .collect();
    cuts.sort_unstable();
    // Cut where the right side names somebody; try the last place first.
    match cuts
        .into_iter()
        .rev()
        .find(|&(_, right)| named(right, to).is_some())
    {
        Some((left, right)) => {
            let mut all = split_and(text, from, left);
            all.push((right, to));
            all
        }
        None => vec![(from, to)],
    }
}

/// Leading words that belong to the list, not to the name, and the final
/// full stop go.
fn trim(text: &str, from: usize, to: usize) -> Option<(usize, usize)> {
    let leads = &lexicon().cues.phrases.list_leads;
    let mut piece = text[from..to].trim();
    loop {
        let shorter = leads
            .iter()
            .find_map(|lead| piece.strip_prefix(lead.as_str()))
            .map(str::trim_start);
        match shorter {
            Some(rest) => piece = rest,
            None => break,
        }
    }
    piece = piece.trim_end_matches(['.', ' ', ':']);
    for tail in [" har", " ha"] {
        piece = piece.strip_suffix(tail).unwrap_or(piece).trim_end();
    }
    if piece.is_empty() {
        return None;
    }
    let start = piece.as_ptr() as usize - text.as_ptr() as usize;
    Some((start, start + piece.len()))
}

/// A list of receivers under a heading ("Remissinstanser", a name per line).
pub(crate) fn read_receivers(out: &mut Builder<'_>) {
    let lines = out.lines;
    for at in 0..lines.len() {
        if !matches!(
            lines.raw(at),
            "Remissinstanser" | "Remissinstanser:" | "Sändlista" | "Sändlista:"
        ) {
            continue;
        }
        let title = (at.saturating_sub(60)..at).rev().find(|&i| {
            lines.raw(i).starts_with("Remiss av ") || lines.raw(i).starts_with("Remiss om ")
        });
        let Some(title) = title else { continue };
        let heading = lines.joined(title, lines.paragraph_end(title, at));
        let context = lines.document().text[lines.span(title, at).range()].to_owned();
        let number = super::referral::case_number(&context);
        let mut referral = super::referral::item_referral(&heading, "");
        referral.diarienummer = number;
        out.set_referral(referral);
        let mut line = at + 1;
        let mut blanks = 0;
        while line < lines.len() && blanks < 2 {
            if lines.is_blank(line) {
                blanks += 1;
            } else if lines.line(line).bullet || lexicon().resolve(lines.raw(line)).is_some() {
                blanks = 0;
                let words = lines.raw(line).trim_start_matches(['-', '•', '*', ' ']);
                match respondent(words) {
                    Some(resolved) => {
                        out.fact(resolved, words, Fact::Asked, None, lines.span(line, line));
                    }
                    None => out.note(line, format!("not recognised among those asked: {words}")),
                }
            } else {
                break;
            }
            line += 1;
        }
    }
}
