//! A statement printed as an attachment to the minutes.
//!
//! Looks like: "Bilaga 2", "Särskilt yttrande", a date and the matter, then
//! the text; who signs stands in the title ("(V, MP)") or under the text.

use super::builder::{Builder, Open, Speaker};
use super::dates::find_date;
use super::signature::{is_behalf, is_job_title, is_person};
use super::signers::signers;
use super::statement::heading_kind;
use crate::lexicon::lexicon;
use crate::line::Lines;
use crate::text::lower;
use crate::unit::{Signer, UnitKind};

/// Lines a title block may take.
const TITLE: usize = 12;

/// Takes the attachment that opens at line `at`; returns the line behind it.
/// Once it is `decided` to send an answer, a letter opens one, too.
pub(crate) fn attachment(
    out: &mut Builder<'_>,
    at: usize,
    end: usize,
    speaker: &Speaker,
    decided: bool,
) -> Option<usize> {
    let lines = out.lines;
    let letter = || decided && super::annex::letterhead(lines, at);
    if !is_attachment(lines, at) && !letter() {
        return None;
    }
    let stop = super::annex::after(lines, at, end).unwrap_or(end);
    let date = out.decided_date();
    let referral = out.current_referral().cloned();
    if super::annex::letter(out, at..stop, speaker, date.as_deref(), referral.as_ref()) {
        return Some(stop);
    }
    statement(out, at, stop, speaker).then_some(stop)
}

/// "Särskilt uttalande" alone on its line, behind an answer.
pub(crate) fn opens_statement(lines: &Lines<'_>, at: usize) -> bool {
    let words = lines.words(at);
    (at == 0 || lines.is_blank(at - 1)) && words.len() < 60 && heading_kind(&words).is_some()
}

/// Takes the statement whose title block opens at line `at` and which ends before
/// line `stop`; false if there is none.
pub(crate) fn statement(out: &mut Builder<'_>, at: usize, stop: usize, speaker: &Speaker) -> bool {
    let lines = out.lines;
    // The minutes go on behind it: "Dag för justering", "Vid protokollet".
    let ends = |at: &usize| {
        let words = lines.words(*at);
        words.len() < 60 && lexicon().heads(&words, "signatures")
    };
    let stop = (at + 3..stop).find(ends).unwrap_or(stop);
    let kind = (at..stop.min(at + 6)).find_map(|line| kind_of(&lines.words(line)));
    let (Some(kind), Some(text)) = (kind, text_start(lines, at + 1, stop)) else {
        return false;
    };
    let (close, signed) = signature(out, text, stop);
    let titled: Vec<Signer> = (at..text)
        .flat_map(|line| signers(&lines.words(line)))
        .collect();
    out.start(
        at,
        Open {
            signers: named(out, kind, fuller(titled, signed)),
            ..Open::new(
                kind,
                speaker,
                Some((at, lines.previous_words(text, at).unwrap_or(at))),
                text,
            )
        },
    );
    out.close(close);
    true
}

/// Who signs below the text, where the title names parties alone.
fn fuller(titled: Vec<Signer>, signed: Vec<Signer>) -> Vec<Signer> {
    let named = titled.iter().any(|signer| !signer.name.is_empty());
    match named || signed.is_empty() {
        true => titled,
        false => signed,
    }
}

/// Where only parties sign, the names of those who handed the statement in.
fn named(out: &Builder<'_>, kind: UnitKind, signers: Vec<Signer>) -> Vec<Signer> {
    let handed_in = signers
        .iter()
        .flat_map(|signer| out.pointed(kind, &signer.party));
    let names: Vec<Signer> = handed_in.cloned().collect();
    let anonymous = signers.iter().all(|signer| signer.name.is_empty());
    if anonymous && !names.is_empty() {
        names
    } else {
        signers
    }
}

/// "Bilaga 2" alone on its line.
pub(crate) fn is_attachment(lines: &Lines<'_>, at: usize) -> bool {
    let words = lines.raw(at).trim_matches('*');
    if super::annex::opens(lines, at) {
        return true;
    }
    let number = words
        .strip_prefix("Bilaga ")
        .or_else(|| words.strip_prefix("BILAGA "));
    number.is_some_and(|number| {
        number.len() <= 3 && number.bytes().all(|b| b.is_ascii_alphanumeric())
    })
}

fn kind_of(words: &str) -> Option<UnitKind> {
    let plain = lower(words) == "yttrande";
    heading_kind(words).or(plain.then_some(UnitKind::SarskiltYttrande))
}

/// The first prose below the title block.
fn text_start(lines: &Lines<'_>, from: usize, stop: usize) -> Option<usize> {
    let mut at = lines.next_words(from, stop)?;
    while at < stop.min(from + TITLE + 8) {
        let end = lines.paragraph_end(at, stop);
        let joined = lines.joined(at, end);
        let title = lines.line(at).heading > 0
            || lines.line(at).bold
            || kind_of(&lines.words(at)).is_some()
            || joined.starts_with("Ärende");
        if !title && joined.len() > 50 && joined.contains(". ") | joined.ends_with('.') {
            return Some(at);
        }
        at = lines.next_words(end, stop)?;
    }
    None
}

/// One past the last line of the text, and the signers below it: short lines
/// of names, jobs, places and dates are no text.
fn signature(out: &Builder<'_>, text: usize, stop: usize) -> (usize, Vec<Signer>) {
    let lines = out.lines;
    let mut signed = Vec::new();
    let mut end = stop;
    while let Some(last) = lines.previous_words(end, text + 1) {
        // The head of the next page, "För Hamnpartiet" above the names.
        if out.is_furniture(last) || is_behalf(lines, last, stop) {
            end = last;
            continue;
        }
        let words = lines.words(last);
        let mut people = signers(&words);
        // "Eva Ek, docent i miljörätt": an expert, by herself below the text.
        let alone = last > text && lines.is_blank(last - 1) && words.len() < 120;
        let title = words.split_once(", ").map(|(_, title)| lower(title));
        let expert = title.is_some_and(|title| {
            let first = title.split(' ').next().unwrap_or("");
            lexicon().is_job(first) || is_job_title(first)
        });
        if people.is_empty() && alone && expert && is_person(&words) {
            people.push(Signer {
                name: words
                    .split(',')
                    .next()
                    .unwrap_or_default()
                    .trim()
                    .to_owned(),
                party: String::new(),
                with_others: false,
            });
        }
        let names = !people.is_empty() && !words.ends_with('.') && words.len() < 120;
        let dated = words.len() < 50 && find_date(&words).is_some() && !words.ends_with('.');
        if !(names || dated || lexicon().is_job(&words)) {
            break;
        }
        signed.splice(0..0, people);
        end = last;
    }
    (end, signed)
}
