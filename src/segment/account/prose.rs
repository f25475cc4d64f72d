//! Answers told in prose: "Kammarrätten i X tillstyrker förslaget. Region Y
//! och Z kommun avstyrker." The sentences from one naming to the next are
//! what the bodies named say.
//!
//! Bodies that no sentence names as its subject give nothing.

use super::heard::Heard;
use super::subjects::subjects;
use crate::layout::ends_sentence;
use crate::lexicon::{Resolved, lexicon};
use crate::line::{BULLETS, Lines, is_bullet, unmarked};
use crate::line_end::push_words;
use crate::segment::builder::{Builder, Open, Speaker};
use crate::segment::signs::bodies::{self, Name};
use crate::text::{Span, lower};
use crate::unit::{Fact, UnitKind};

/// "7.2 Tillsyn och avgifter".
pub(crate) fn is_numbered_heading(raw: &str) -> bool {
    let rest = raw.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
    raw.len() < 90
        && rest.len() < raw.len()
        && rest.starts_with([' ', '\t'])
        && !ends_sentence(raw)
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
        let mut joined = Joined::new(lines, start, stop);
        // The end of a page divides a paragraph in the middle of a sentence.
        for _ in 0..PAGES {
            let open = !ends_sentence(&joined.text);
            let behind = (stop..to.min(stop + HEADS)).filter(|_| open);
            let next = behind
                .clone()
                .find(|&at| !lines.is_blank(at) && !is_head_of_page(lines.raw(at)))
                .filter(|&at| goes_on(lines, at));
            let Some(next) = next else {
                break;
            };
            stop = crate::segment::extent::paragraph_end(lines, next, to).max(next + 1);
            joined = Joined::new(lines, start, stop);
        }
        // What ends otherwise is a heading, or ends in a running head.
        if ends_sentence(&joined.text) || sentences(&joined.text).len() > 1 {
            paragraph(out, heard, &joined, start);
        }
        at = stop.max(start + 1);
    }
}

/// The words of some lines with the byte in the document of each piece.
struct Joined {
    text: String,
    pieces: Vec<(usize, u32)>,
}

impl Joined {
    fn new(lines: &Lines<'_>, from: usize, to: usize) -> Self {
        let mut joined = Joined {
            text: String::new(),
            pieces: Vec::new(),
        };
        for at in from..to.min(lines.len()) {
            if !lines.is_blank(at) && !is_head_of_page(lines.raw(at)) {
                let (from, words) = without_head(lines.raw(at));
                let start = push_words(&mut joined.text, words);
                let source = lines.line(at).span.start + from as u32;
                joined.pieces.push((start, source));
            }
        }
        joined
    }

    /// A place of the joined words in the document.
    fn source(&self, start: usize, end: usize) -> Span {
        let place = |at: usize| {
            let piece = self.pieces.partition_point(|piece| piece.0 <= at).max(1) - 1;
            let (from, source) = self.pieces[piece];
            source as usize + at.saturating_sub(from)
        };
        let last = place(end.max(start + 1) - 1) + 1;
        Span::new(place(start), last.max(place(start)))
    }
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
    for (start, end) in sentences(text) {
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
    !low.contains("har inte yttrat sig") && !low.contains("inte hörts av")
}

fn abstains(sentence: &str) -> bool {
    let low = lower(sentence);
    let cues = &lexicon().cues.ledger.abstained;
    cues.iter().any(|cue| low.contains(cue.as_str())) || !has_spoken(sentence)
}

/// "Flertalet remissinstanser …", "En majoritet …", "Regeringen …".
fn speaks_of_many(sentence: &str) -> bool {
    let low = lower(sentence);
    [
        "flertalet",
        "en majoritet",
        "majoriteten",
        "övriga",
        "regeringen",
        "ingen remissinstans",
        "några remissinstanser",
        "remissinstanserna",
        "de flesta",
        "något svar",
        "kommentar",
    ]
    .iter()
    .any(|word| low.starts_with(word))
}

/// Sentences by full stop and capital.
fn sentences(text: &str) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut start = 0;
    for (at, _) in text.match_indices(". ") {
        let capital = text[at + 2..].trim_start().starts_with(char::is_uppercase);
        let word = text[start..at].rsplit([' ', '(']).next().unwrap_or("");
        let short = matches!(
            word,
            "bl.a"
                | "t.ex"
                | "m.m"
                | "m.fl"
                | "s.k"
                | "kap"
                | "ca"
                | "nr"
                | "dnr"
                | "prop"
                | "resp"
                | "S:t"
                | "s"
                | "f"
                | "a"
                | "m"
        );
        if capital && !short {
            found.push((start, at + 1));
            start = at + 2;
        }
    }
    found.push((start, text.len()));
    found
        .into_iter()
        .flat_map(|(start, end)| turned(text, start, end))
        .collect()
}

/// "A tillstyrker, medan B avstyrker" is of two: cut before the second.
fn turned(text: &str, start: usize, end: usize) -> Vec<(usize, usize)> {
    const TURN: &str = ", medan ";
    let mut found = Vec::new();
    let mut from = start;
    for (at, _) in text[start..end].match_indices(TURN) {
        let (stop, next) = (start + at, start + at + TURN.len());
        if text[next..end].starts_with(char::is_uppercase) {
            found.push((from, stop));
            from = next;
        }
    }
    found.push((from, end));
    found
}
