//! Answers told in prose: "Kammarrätten i X tillstyrker förslaget. Region Y
//! och Z kommun avstyrker." The sentences from one naming to the next are
//! what the bodies named say.
//!
//! Passages of bills open with "Remissinstanserna:" and end at the sender's
//! own reasons. Bodies that no sentence names as its subject give nothing.

use crate::layout::ends_sentence;
use crate::lexicon::lexicon;
use crate::line::Lines;
use crate::line_end::push_words;
use crate::segment::builder::{Builder, Open, Speaker};
use crate::segment::signs::bodies::{self, Name};
use crate::text::{Span, lower};
use crate::unit::{Fact, UnitKind};

/// Verbs behind the bodies that a sentence is about.
const VERBS: [&str; 66] = [
    "har",
    "tillstyrker",
    "avstyrker",
    "anser",
    "menar",
    "ställer",
    "stödjer",
    "stöder",
    "välkomnar",
    "är",
    "delar",
    "ser",
    "framhåller",
    "efterfrågar",
    "efterlyser",
    "föreslår",
    "påpekar",
    "ifrågasätter",
    "motsätter",
    "saknar",
    "bedömer",
    "önskar",
    "vill",
    "lyfter",
    "instämmer",
    "förordar",
    "avstår",
    "begär",
    "noterar",
    "befarar",
    "uppger",
    "tycker",
    "kan",
    "understryker",
    "betonar",
    "invänder",
    "anför",
    "konstaterar",
    "kräver",
    "godtar",
    "accepterar",
    "yrkar",
    "påtalar",
    "hänvisar",
    "uttrycker",
    "varnar",
    "pekar",
    "finner",
    "meddelar",
    "poängterar",
    "uppmärksammar",
    "bejakar",
    "kritiserar",
    "avvisar",
    "säger",
    "framför",
    "rekommenderar",
    "ansluter",
    "lämnar",
    "tror",
    "uppmanar",
    "berörs",
    "ger",
    "motiverar",
    "undrar",
    "beklagar",
];

/// The passages of a bill, first line and one past the last.
pub(super) fn passages(lines: &Lines<'_>) -> Vec<(usize, usize)> {
    const ENDS: [&str; 7] = [
        "Skälen för",
        "Bakgrund",
        "Gällande rätt",
        "Regeringens förslag",
        "Regeringens bedömning",
        "Utredningens förslag",
        "Promemorians förslag",
    ];
    let opens = |at: usize| {
        let raw = lines.words(at);
        raw.starts_with("Remissinstanserna:")
            || raw == "Remissinstanserna"
            || raw.starts_with("Remissinstanserna\t")
    };
    let mut found = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        if !opens(at) {
            at += 1;
            continue;
        }
        let end = (at + 1..lines.len())
            .find(|&line| {
                let raw = lines.words(line);
                lines.line(line).heading > 0
                    || ENDS.iter().any(|word| raw.starts_with(word))
                    || opens(line)
                    || is_numbered_heading(&raw)
            })
            .unwrap_or(lines.len());
        found.push((at, end));
        at = end;
    }
    if found.len() >= 2 { found } else { Vec::new() }
}

/// "7.2 Tillsyn och avgifter".
fn is_numbered_heading(raw: &str) -> bool {
    let rest = raw.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
    raw.len() < 90
        && rest.len() < raw.len()
        && rest.starts_with([' ', '\t'])
        && !ends_sentence(raw)
        && rest.trim_start().starts_with(char::is_uppercase)
}

/// Reads lines `from..to` paragraph by paragraph.
pub(in crate::segment) fn read(out: &mut Builder<'_>, from: usize, to: usize) {
    let lines = out.lines;
    let mut at = from;
    while let Some(start) = lines.next_words(at, to) {
        let stop = crate::segment::extent::paragraph_end(lines, start, to);
        let joined = Joined::new(lines, start, stop);
        if ends_sentence(&joined.text) {
            paragraph(out, &joined, start);
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
            if !lines.is_blank(at) {
                let start = push_words(&mut joined.text, lines.raw(at));
                joined.pieces.push((start, lines.line(at).span.start));
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

fn paragraph(out: &mut Builder<'_>, joined: &Joined, line: usize) {
    let mut speaking: Option<(Vec<Name>, usize)> = None;
    let text = &joined.text;
    for (start, end) in sentences(text) {
        let sentence = text[start..end].trim_start_matches(|c: char| c.is_whitespace());
        let start = end - sentence.len();
        let sentence = sentence
            .strip_prefix("Remissinstanserna:")
            .map_or(sentence, str::trim_start);
        let named = subjects(sentence);
        if named.is_empty() {
            // The sender's own sentence ends what the bodies say.
            if speaks_of_many(sentence) {
                finish(out, joined, line, speaking.take(), start);
            }
            continue;
        }
        finish(out, joined, line, speaking.take(), start);
        if abstains(sentence) {
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
        let speaker = Speaker::new(bodies::listed(&name.name), &name.name);
        out.push_span(
            Open::new(UnitKind::Sammanfattning, &speaker, None, line),
            span,
            line,
        );
    }
}

fn abstains(sentence: &str) -> bool {
    let low = lower(sentence);
    let cues = &lexicon().cues.ledger.abstained;
    cues.iter().any(|cue| low.contains(cue.as_str()))
        || low.contains("inte hörts av")
        || low.contains("har inte yttrat sig")
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
}

/// The bodies that a sentence is about: its subjects before the verb, or
/// those behind "… tillstyrks av".
pub(super) fn subjects(sentence: &str) -> Vec<Name> {
    if !sentence.starts_with(char::is_uppercase) {
        return Vec::new();
    }
    let verb = sentence.match_indices(' ').find(|(at, _)| {
        let next = sentence[at + 1..]
            .split([' ', ',', '.', ';', ':'])
            .next()
            .unwrap_or("");
        VERBS.contains(&next) && balanced(&sentence[..*at])
    });
    if let Some((at, _)) = verb {
        let named = listed(&sentence[..at]);
        if !named.is_empty() {
            return named;
        }
    }
    let passive = [
        "tillstyrks av ",
        "avstyrks av ",
        "stöds av ",
        "efterfrågas av ",
        "framförs av ",
        "välkomnas av ",
        "ifrågasätts av ",
        "tas upp av ",
        "lyfts av ",
        "delas av ",
    ];
    let behind = passive
        .iter()
        .find_map(|cue| sentence.find(cue).map(|at| at + cue.len()));
    behind.map_or_else(Vec::new, |at| listed(sentence[at..].trim_end_matches('.')))
}

fn balanced(text: &str) -> bool {
    text.matches('(').count() == text.matches(')').count()
}

/// The names of a list of words; nothing unless every piece names a body, but
/// for the words that lead in.
fn listed(words: &str) -> Vec<Name> {
    const LONGEST: usize = 1500;
    if words.len() > LONGEST {
        return Vec::new();
    }
    let words = words.trim().trim_end_matches(',');
    let words = [
        "Även ",
        "Också ",
        "Däremot ",
        "Bland annat ",
        "Remissinstanser som ",
        "Bl.a. ",
        "Liksom ",
    ]
    .iter()
    .fold(words, |words, lead| {
        words.strip_prefix(lead).unwrap_or(words)
    });
    let mut found = Vec::new();
    for piece in words.split(", ").flat_map(|piece| piece.split(", ")) {
        let piece = piece
            .trim()
            .trim_start_matches("samt ")
            .trim_start_matches("och ");
        match split(piece) {
            names if !names.is_empty() => found.extend(names),
            // "m.fl.", "såsom", a part of the name before: passed over once
            // somebody is named.
            _ if !found.is_empty() && piece.split_whitespace().count() <= 6 => {}
            _ => return Vec::new(),
        }
    }
    found
}

/// A piece between commas: one name, or two around "och".
fn split(piece: &str) -> Vec<Name> {
    let name = |words: &str| {
        bodies::name(words).or_else(|| {
            bodies::nominatives(words)
                .iter()
                .find_map(|form| bodies::known(form))
                .map(|(name, kind)| Name {
                    name,
                    kind,
                    known: true,
                })
        })
    };
    if let Some(found) = name(piece)
        .filter(|found| found.known || !piece.contains(" och ") || two_halves(piece).is_none())
    {
        return vec![found];
    }
    two_halves(piece).unwrap_or_default()
}

fn two_halves(piece: &str) -> Option<Vec<Name>> {
    [" och ", " samt ", " respektive "].iter().find_map(|word| {
        piece.match_indices(word).find_map(|(at, _)| {
            let (a, b) = (&piece[..at], &piece[at + word.len()..]);
            let (a, mut b) = (bodies::name(a)?, split(b));
            (!b.is_empty()).then(|| {
                b.insert(0, a);
                b
            })
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whom_a_sentence_is_about() {
        let names = |text: &str| -> Vec<String> {
            subjects(text).into_iter().map(|name| name.name).collect()
        };
        assert_eq!(
            names("Region Norr och Ekeby kommun avstyrker förslaget."),
            ["Region Norr", "Ekeby kommun"]
        );
        assert_eq!(
            names("Lantverket, Region Norr och Hamn- och farledsverket tillstyrker."),
            ["Lantverket", "Region Norr", "Hamn- och farledsverket"]
        );
        assert_eq!(
            names("Förslaget tillstyrks av Lantverket och Ekeby kommun."),
            ["Lantverket", "Ekeby kommun"]
        );
        assert_eq!(names("Flertalet instanser är positiva."), [] as [&str; 0]);
        assert_eq!(names("Kommunen avstyrker."), [] as [&str; 0]);
    }
}
