//! Answers told in prose: "Kammarrätten i X tillstyrker förslaget. Region Y
//! och Z kommun avstyrker." The sentences from one naming to the next are
//! what the bodies named say.
//!
//! Bodies that no sentence names as its subject give nothing.

use super::heard::Heard;
use super::subjects::subjects;
use crate::lexicon::{Resolved, accounts, lexicon};
use crate::line::{BULLETS, Lines, is_bullet, unmarked};
use crate::prose::{is_closed, is_several, sentences};
use crate::segment::builder::{Builder, Open, Speaker};
use crate::segment::joined::Joined;
use crate::segment::signs::bodies::{self, Name};
use crate::text::lower;
use crate::unit::{Fact, UnitKind};
use std::ops::Range;

/// "7.2 Tillsyn och avgifter".
pub(crate) fn is_numbered_heading(raw: &str) -> bool {
    let rest = raw.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
    raw.len() < 90
        && rest.len() < raw.len()
        && rest.starts_with([' ', '\t'])
        && !is_closed(raw)
        && rest.trim_start().starts_with(char::is_uppercase)
}

/// A line goes on with a sentence.
fn goes_on(lines: &Lines<'_>, at: usize) -> bool {
    let words = lines.words(at);
    // "… den 1 juli" and "2026. Domstolen …".
    let year = words.split(['.', ' ', ',']).next().unwrap_or("");
    let year = year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit());
    year || words.starts_with(char::is_lowercase)
}

/// Ends of pages inside one paragraph, at most.
const PAGES: usize = 3;
/// Lines from the end of one page to the text of the next.
const HEADS: usize = 12;

/// Reads lines `from..to` paragraph by paragraph.
pub(in crate::segment) fn read(out: &mut Builder<'_>, from: usize, to: usize) {
    let mut heard = Heard::of(out.lines, false);
    read_with(out, &mut heard, from, to);
}

/// The same, with what the paper has made known of its bodies.
pub(super) fn read_with(out: &mut Builder<'_>, heard: &mut Heard, from: usize, to: usize) {
    let lines = out.lines;
    let mut at = from;
    while let Some(start) = lines.next_words(at, to) {
        let mut stop = crate::segment::extent::paragraph_end(lines, start, to);
        let mut joined = joined_lines(lines, start, stop);
        // The end of a page divides a paragraph in the middle of a sentence.
        for _ in 0..PAGES {
            let open = !is_closed(&joined.text);
            let behind = (stop..to.min(stop + HEADS)).filter(|_| open);
            let next = behind
                .clone()
                .find(|&at| !lines.is_blank(at) && !is_head_of_page(lines.raw(at)))
                .filter(|&at| goes_on(lines, at));
            let Some(next) = next else {
                break;
            };
            stop = crate::segment::extent::paragraph_end(lines, next, to).max(next + 1);
            joined = joined_lines(lines, start, stop);
        }
        // What ends otherwise is a heading, or ends in a running head.
        if is_closed(&joined.text) || is_several(&joined.text) {
            paragraph(out, heard, &joined, start);
        }
        at = stop.max(start + 1);
    }
}

/// The words of some lines, heads of pages left out.
fn joined_lines(lines: &Lines<'_>, from: usize, to: usize) -> Joined {
    let mut joined = Joined::default();
    for at in from..to.min(lines.len()) {
        if !lines.is_blank(at) && !is_head_of_page(lines.raw(at)) {
            let (from, words) = without_head(lines.raw(at));
            joined.push(words, lines.line(at).span.start + from as u32);
        }
    }
    joined
}

/// A line without the head of the page that stands beside it, "Prop.
/// 2024/25:287", and where it begins.
fn without_head(raw: &str) -> (usize, &str) {
    const GAP: &str = "    ";
    // A gap is wide, or a tab.
    let last = raw.rfind(GAP).max(raw.rfind('\t'));
    let first = raw.find(GAP).into_iter().chain(raw.find('\t')).min();
    if let Some(at) = last.filter(|&at| is_head_of_page(&raw[at..])) {
        return (0, raw[..at].trim_end());
    }
    match first.filter(|&at| is_head_of_page(&raw[..at])) {
        Some(at) => {
            let rest = raw[at..].trim_start();
            (raw.len() - rest.len(), rest)
        }
        None => (0, raw),
    }
}

/// "Prop. 2024/25:287", "14".
pub(super) fn is_head_of_page(words: &str) -> bool {
    let words = words.trim();
    let (kind, number) = words.split_once(' ').unwrap_or(("", words));
    let known = matches!(
        kind,
        "Prop." | "Prop" | "SOU" | "Ds" | "Skr." | "Lagrådsremiss" | ""
    );
    let digits = number
        .chars()
        .all(|c| c.is_ascii_digit() || matches!(c, '/' | ':'));
    known && !number.is_empty() && digits
}

fn paragraph(out: &mut Builder<'_>, heard: &mut Heard, joined: &Joined, line: usize) {
    let mut speaking: Option<(Vec<Name>, usize)> = None;
    let text = &joined.text;
    for Range { start, end } in sentences(text).flat_map(|one| turned(text, one)) {
        let mut sentence = text[start..end].trim_start();
        if is_bullet(sentence) {
            sentence = sentence.trim_start_matches(BULLETS).trim_start();
        }
        let start = end - sentence.len();
        let sentence = sentence
            .strip_prefix("Remissinstanserna:")
            .map_or(sentence, str::trim_start);
        let named = subjects(&unmarked(sentence), heard);
        // "Kommunkontoret har ändrat målåret": the sender's own office.
        if named
            .iter()
            .any(|name| name.kind.as_deref() == Some("kontor"))
        {
            finish(out, joined, line, speaking.take(), start);
            continue;
        }
        if named.is_empty() {
            // The sender's own sentence ends what the bodies say.
            if speaks_of_many(sentence) {
                finish(out, joined, line, speaking.take(), start);
            } else if let Some((names, _)) = &speaking
                && names.len() > 1
                && let Some(noun) = back_reference(sentence)
            {
                // "Tingsrätten anser …" behind several: the one that is a court.
                let own = |name: &&Name| lower(&name.name).contains(&noun);
                let own: Vec<Name> = names.iter().filter(own).cloned().collect();
                finish(out, joined, line, speaking.take(), start);
                speaking = (!own.is_empty()).then_some((own, start));
            }
            continue;
        }
        // The same body goes on.
        let goes_on = speaking.as_ref().is_some_and(|(names, _)| {
            let names = names.iter().map(|name| &name.name);
            names.eq(named.iter().map(|name| &name.name))
        });
        if goes_on && has_spoken(sentence) {
            continue;
        }
        finish(out, joined, line, speaking.take(), start);
        heard.add(&named);
        // In a bill's section it is of that section alone.
        if heard.by_section && !has_spoken(sentence) {
            continue;
        }
        if !heard.by_section && abstains(sentence) {
            let span = joined.source(start, end);
            for name in named {
                out.fact(
                    bodies::listed(&name.name),
                    &name.name,
                    Fact::Abstained,
                    None,
                    span,
                );
            }
            continue;
        }
        speaking = Some((named, end - sentence.len()));
    }
    finish(out, joined, line, speaking, text.len());
}

/// "Tingsrätten": what a body is called once it was named; without its article.
fn back_reference(sentence: &str) -> Option<String> {
    let noun = lower(sentence.split(' ').next()?);
    let bare = ["en", "et"]
        .iter()
        .find_map(|article| noun.strip_suffix(article))?;
    bodies::is_common(&noun).then(|| bare.to_owned())
}

fn finish(
    out: &mut Builder<'_>,
    joined: &Joined,
    line: usize,
    speaking: Option<(Vec<Name>, usize)>,
    end: usize,
) {
    let Some((names, start)) = speaking else {
        return;
    };
    let end = start + joined.text[start..end.max(start)].trim_end().len();
    let span = joined.source(start, end);
    for name in names {
        let resolved = among_asked(out, &name.name).unwrap_or_else(|| bodies::listed(&name.name));
        let speaker = Speaker::new(resolved, &name.name);
        out.push_span(
            Open::new(UnitKind::Sammanfattning, &speaker, None, line),
            span,
            line,
        );
    }
}

/// "Pensionärsrådet" where "Kommunala pensionärsrådet" was asked: the one
/// among those asked that has all words of a shorter name.
fn among_asked(out: &Builder<'_>, name: &str) -> Option<Resolved> {
    const PART: usize = 8;
    let fold = |name: &str| -> Vec<String> {
        let low = lower(name);
        let words = low
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty());
        let stem = |word: &str| {
            let stem = ["et", "en", "s", "n", "t"]
                .iter()
                .find_map(|end| word.strip_suffix(end));
            stem.filter(|stem| stem.len() > 2)
                .unwrap_or(word)
                .to_owned()
        };
        words.map(stem).collect()
    };
    // More than any list of those asked holds: of many referrals, or no list.
    const MOST: usize = 300;
    if out.asked_count() > MOST {
        return None;
    }
    let wanted = fold(name);
    let asked = out.asked();
    if asked.iter().any(|(printed, _)| fold(printed) == wanted) {
        return None;
    }
    let holds = |printed: &str| {
        let words = fold(printed);
        wanted.iter().all(|want| {
            words
                .iter()
                .any(|word| word == want || want.len() >= PART && word.ends_with(want.as_str()))
        })
    };
    let mut found = asked.into_iter().filter(|(printed, _)| holds(printed));
    let first = found.next().map(|(_, resolved)| resolved);
    first.filter(|_| found.next().is_none())
}

/// It says something: no "har inte yttrat sig".
fn has_spoken(sentence: &str) -> bool {
    let low = lower(sentence);
    let mut silent = accounts().unheard.iter();
    !silent.any(|words| low.contains(words.as_str()))
}

fn abstains(sentence: &str) -> bool {
    let low = lower(sentence);
    let cues = &lexicon().cues.ledger.abstained;
    cues.iter().any(|cue| low.contains(cue.as_str())) || !has_spoken(sentence)
}

/// "Flertalet remissinstanser …", "Fyra kommuner …", "Regeringen …".
fn speaks_of_many(sentence: &str) -> bool {
    const NEAR: usize = 4;
    let (low, data) = (lower(sentence), accounts());
    let opens = |words: &[String]| words.iter().any(|word| low.starts_with(word.as_str()));
    // "Många kommuner saknar personal" may be what one says.
    let many = |many: &String| {
        let rest = low.strip_prefix(many.as_str()).unwrap_or("");
        let words: Vec<&str> = rest.split_whitespace().take(NEAR).collect();
        let is = |all: &[String]| words.iter().any(|word| all.iter().any(|one| one == word));
        rest.starts_with(' ') && is(&data.answering) && (is(&data.telling) || is(&data.judging))
    };
    opens(&data.not_of_one) || data.many.iter().any(many)
}

/// "A tillstyrker, medan B avstyrker" is of two: cut before the second.
fn turned(text: &str, sentence: Range<usize>) -> Vec<Range<usize>> {
    const TURN: &str = ", medan ";
    let mut found = Vec::new();
    let mut from = sentence.start;
    for (at, _) in text[sentence.clone()].match_indices(TURN) {
        let (stop, next) = (sentence.start + at, sentence.start + at + TURN.len());
        if text[next..sentence.end].starts_with(char::is_uppercase) {
            found.push(from..stop);
            from = next;
        }
    }
    found.push(from..sentence.end);
    found
}
