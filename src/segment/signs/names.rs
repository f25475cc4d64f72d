//! Whose paper it is: every place where the sender's name may stand gives its
//! candidates, and the sums of each name are compared.
//!
//! A name is never taken from where another's stands: the addressee, the
//! referral's sender, those quoted.

use super::bodies::{self, key};
use super::kinds::is_addressee;
use super::sheet::Sheet;
use super::{Ground, Scored};
use crate::text::lower;
use std::collections::BTreeMap;

/// A candidate: the name as shown, what kind of body, and its sum.
#[derive(Clone, Debug)]
pub(crate) struct Candidate {
    pub(crate) name: String,
    pub(crate) kind: Option<String>,
    pub(crate) scored: Scored<String>,
}

/// What the reader knows of the paper before it asks for a name.
pub(crate) struct Frame<'a> {
    /// First and last line of the title, where one was found.
    pub(crate) title: Option<(usize, usize)>,
    pub(crate) title_words: &'a str,
    /// First line of the answer's text and one past its last.
    pub(crate) text: usize,
    pub(crate) end: usize,
}

/// Where a name stands and how much that says; what taught the weights is the
/// table of sources in the labelled papers.
mod weight {
    pub(super) const CLOSING: f32 = 3.0;
    pub(super) const TITLE_FROM: f32 = 3.0;
    pub(super) const STACKED: f32 = 2.6;
    pub(super) const AS_ANSWER: f32 = 2.5;
    pub(super) const GIVEN: f32 = 2.2;
    pub(super) const MAIL: f32 = 2.2;
    pub(super) const LETTERHEAD: f32 = 2.5;
    pub(super) const GENITIVE: f32 = 2.0;
    pub(super) const SUBJECT: f32 = 1.8;
    pub(super) const FOOT: f32 = 1.4;
    pub(super) const SIGNED: f32 = 1.2;
    pub(super) const FILE: f32 = 1.0;
    pub(super) const KNOWN: f32 = 0.8;
}

/// How many lines of the paper are names in a list.
pub(crate) fn list(sheet: &Sheet<'_>) -> usize {
    let mut most = 0;
    let mut run = 0;
    let mut misses = 0;
    for at in sheet.range.clone() {
        let raw = sheet.lines.raw(at);
        if raw.is_empty() {
            continue;
        }
        if raw.len() <= 120 && is_entry(raw) {
            run += 1;
            misses = 0;
            most = most.max(run);
        } else if misses < 2 && raw.len() < 60 {
            misses += 1;
        } else {
            run = 0;
            misses = 0;
        }
        if most >= 12 {
            break;
        }
    }
    most
}

/// "12. Boverket", "- Region Skåne", a name alone.
pub(crate) fn is_entry(raw: &str) -> bool {
    let bare = entry(raw);
    let marked = bare.len() < raw.len();
    bare.starts_with(char::is_uppercase)
        && !bare.ends_with('.')
        && (bodies::name(bare).is_some()
            || marked
                && bare.len() < 60
                && bare.split_whitespace().count() <= 6
                && !bare.contains(": "))
}

/// A list line without its number or bullet.
pub(crate) fn entry(raw: &str) -> &str {
    // A link: "[1 Boverket](/boverket.pdf)".
    let raw = match raw.trim_start_matches(['-', '*', ' ']).strip_prefix('[') {
        Some(link) => link.split("](").next().unwrap_or(link),
        None => raw,
    };
    let bare = raw.trim_start_matches(['-', '•', '*', '–', '·', ' ', '\t', '│']);
    let digits = bare.trim_start_matches(|c: char| c.is_ascii_digit());
    let rest = digits.trim_start_matches(['.', ')', ':', '\t', ' ', '\u{a0}']);
    if digits.len() < bare.len() && bare.len() - digits.len() <= 3 && rest.len() < digits.len() {
        rest
    } else {
        bare
    }
}

/// The candidates, best first.
pub(crate) fn weigh(sheet: &Sheet<'_>, frame: &Frame<'_>) -> Vec<Candidate> {
    let mut found = Found {
        sheet,
        all: BTreeMap::new(),
        short: BTreeMap::new(),
        no: addressees(sheet, frame),
    };
    found.abbreviations(frame);
    found.letterhead(frame);
    found.mail();
    found.title(frame);
    found.prose(frame);
    found.closing(frame);
    found.foot(frame);
    found.file();
    found.finish()
}

/// Names of those the paper is sent to: what stands below "Till", a ministry,
/// a name right above or below a mail address.
fn addressees(sheet: &Sheet<'_>, frame: &Frame<'_>) -> Vec<String> {
    let mut found = Vec::new();
    let head: Vec<_> = sheet
        .head
        .iter()
        .filter(|cell| cell.line < frame.text)
        .collect();
    for (at, cell) in head.iter().enumerate() {
        let plain = cell
            .low
            .trim_start_matches("till:")
            .trim_start_matches("till ")
            .trim();
        let below =
            at > 0 && matches!(head[at - 1].low.trim_end_matches(':'), "till" | "mottagare");
        let before_mail = head.get(at + 1).is_some_and(|next| {
            next.low.contains('@')
                && next.line <= cell.line + 2
                && next.low.split_whitespace().count() <= 2
        });
        let address = head.get(at + 1).is_some_and(|next| {
            next.line > cell.line && (is_postal(&next.low) || next.low.starts_with("box "))
        }) && at > 1;
        if is_addressee(&cell.low)
            || below
            || (before_mail || address) && at > 0
            || plain.len() < cell.low.len()
        {
            found.push(key(plain));
        }
        // The title may say whom it is for.
        if let Some(to) = cell
            .low
            .split(" till ")
            .nth(1)
            .filter(|_| cell.low.starts_with("yttrande till"))
        {
            found.push(key(to));
        }
    }
    found
}

/// "103 33 Stockholm".
fn is_postal(low: &str) -> bool {
    let mut words = low.split_whitespace();
    let figures = |word: Option<&str>, n: usize| {
        word.is_some_and(|word| word.len() == n && word.bytes().all(|b| b.is_ascii_digit()))
    };
    figures(words.next(), 3) && figures(words.next(), 2)
}

struct Found<'s, 'l> {
    sheet: &'s Sheet<'l>,
    all: BTreeMap<String, Candidate>,
    /// Abbreviation → name, as this paper explains it.
    short: BTreeMap<String, String>,
    no: Vec<String>,
}

impl Found<'_, '_> {
    fn add(&mut self, words: &str, sign: &str, line: usize, weight: f32) -> bool {
        let words = words.trim().trim_matches(['*', '"', '”', ',', ':']).trim();
        let words = self
            .short
            .get(words)
            .cloned()
            .unwrap_or_else(|| words.to_owned());
        let Some(name) = bodies::name(&words) else {
            return false;
        };
        self.put(name.name, name.kind, name.known, sign, line, weight)
    }

    /// Takes words as a name although nothing in them tells so.
    fn add_as_printed(&mut self, words: &str, sign: &str, line: usize, weight: f32) -> bool {
        if self.add(words, sign, line, weight) {
            return true;
        }
        let words = words.trim().trim_matches(['*', '"', '”', ',', ':']).trim();
        let low = lower(words);
        let never = crate::lexicon::bodies();
        let plain = words.split_whitespace().count() <= 7
            && words.len() > 1
            && words.starts_with(char::is_uppercase)
            && !never.never.whole.contains(&low)
            && !low
                .split(' ')
                .any(|word| never.never.words.iter().any(|no| no == word))
            && !words.contains(['@', ':', '?', '!', '§', '.', ';'])
            && words.chars().filter(char::is_ascii_digit).count() == 0;
        plain
            && self.put(
                bodies::uncapitalised(words),
                None,
                false,
                sign,
                line,
                weight,
            )
    }

    fn put(
        &mut self,
        name: String,
        kind: Option<String>,
        known: bool,
        sign: &str,
        line: usize,
        weight: f32,
    ) -> bool {
        let key = key(&name);
        if self.no.contains(&key) || key.is_empty() {
            return false;
        }
        let bonus = if known { weight::KNOWN } else { 0.0 };
        let candidate = self.all.entry(key.clone()).or_insert_with(|| {
            let mut scored = Scored::new(key);
            if bonus > 0.0 {
                scored.ground(Ground::new("a known name", line, bonus));
            }
            Candidate {
                name: name.clone(),
                kind: kind.clone(),
                scored,
            }
        });
        // Full forms are shown before genitives and capitals.
        if candidate.name.len() > name.len()
            && candidate.name.ends_with('s')
            && !known
            && candidate.name.trim_end_matches('s') == name
        {
            candidate.name = name;
        }
        if candidate.kind.is_none() {
            candidate.kind = kind;
        }
        // The same sign twice says little more than once.
        let again = candidate
            .scored
            .grounds
            .iter()
            .any(|ground| ground.sign == sign);
        let weight = if again { weight * 0.1 } else { weight };
        candidate.scored.ground(Ground::new(sign, line, weight));
        true
    }

    /// "Bygg- och planverket (BPV)", "RHS – Riksförbundet för …", "PCF" right
    /// above the name whose first letters it has.
    fn abbreviations(&mut self, frame: &Frame<'_>) {
        let head: Vec<(usize, String)> = self
            .sheet
            .head
            .iter()
            .map(|cell| (cell.line, cell.text.clone()))
            .collect();
        let foot = self
            .sheet
            .foot
            .iter()
            .map(|cell| (cell.line, cell.text.clone()));
        let mut cells = head;
        cells.extend(foot);
        cells.push((
            frame.text,
            self.sheet
                .lines
                .joined(frame.text, (frame.text + 6).min(frame.end)),
        ));
        for (at, (_, text)) in cells.iter().enumerate() {
            for (open, _) in text.match_indices('(') {
                let Some(inside) = text[open + 1..]
                    .split(')')
                    .next()
                    .filter(|inside| is_short(inside))
                else {
                    continue;
                };
                let before = text[..open].trim_end();
                if let Some(name) = name_ending(before) {
                    self.short.entry(inside.to_owned()).or_insert(name);
                }
            }
            for dash in [" – ", " - ", ", "] {
                if let Some((a, b)) = text.split_once(dash).filter(|(a, _)| is_short(a)) {
                    let b = b.split(dash).next().unwrap_or(b);
                    if text.len() < 90 && bodies::name(b).is_some() {
                        self.short
                            .entry(a.to_owned())
                            .or_insert(bodies::uncapitalised(b));
                    }
                }
            }
            if is_short(text)
                && let Some((_, next)) = cells.get(at + 1).filter(|(_, next)| spells(next, text))
            {
                self.short
                    .entry(text.clone())
                    .or_insert(bodies::uncapitalised(next));
            }
        }
    }

    fn letterhead(&mut self, frame: &Frame<'_>) {
        let title = frame
            .title
            .map_or(frame.text, |(first, _)| first)
            .min(frame.text);
        let cells: Vec<_> = self
            .sheet
            .head
            .iter()
            .filter(|cell| cell.line < title)
            .cloned()
            .collect();
        let mut rank = 0;
        for (at, cell) in cells.iter().enumerate() {
            if cell.low.starts_with("till") && cell.low.len() < 8 || rank > 14 {
                break;
            }
            let mut weight = weight::LETTERHEAD - 0.15 * rank as f32;
            weight += if cell.nth == 0 && cell.column < 20 {
                0.4
            } else {
                -0.6
            };
            rank += 1;
            let below = cells.iter().skip(at + 1).find(|next| {
                next.line > cell.line && next.nth == cell.nth && next.line <= cell.line + 2
            });
            if let Some(next) = below.filter(|next| stacks(&cell.text, &next.text)) {
                let joined = format!("{} {}", cell.text, next.text);
                if self.add(
                    &joined,
                    "two lines of the letterhead",
                    cell.line,
                    weight::STACKED + 0.4,
                ) {
                    continue;
                }
            }
            let text = cell.text.split(" | ").next().unwrap_or(&cell.text);
            if text.len() > 100 || super::dates::find(text).next().is_some() {
                continue;
            }
            let taken = self.add(text, "letterhead", cell.line, weight);
            if !taken
                && let Some((a, b)) = text
                    .split_once(" – ")
                    .or_else(|| text.split_once(" - "))
                    .or_else(|| text.split_once(", "))
            {
                let _ = self.add(b, "letterhead", cell.line, weight - 0.2)
                    || self.add(a, "letterhead", cell.line, weight - 0.2);
            } else if !taken
                && rank <= 3
                && cell.nth == 0
                && cell.column < 20
                && !crate::segment::extent::is_person(text)
            {
                // The first words of a paper, whatever they are.
                self.add_as_printed(text, "first words", cell.line, 1.2);
            }
        }
    }

    fn mail(&mut self) {
        let from = self
            .sheet
            .head
            .iter()
            .take(6)
            .find(|cell| cell.low.starts_with("från:"));
        let Some(cell) = from.cloned() else { return };
        let shown = cell.text[5..]
            .split('<')
            .next()
            .unwrap_or("")
            .trim()
            .to_owned();
        let shown = shown.trim_matches(['"', ' ']);
        if !self.add(shown, "sender of the mail", cell.line, weight::MAIL) {
            // "Ek, Eva (Boverket)", or a person.
            let inside = shown
                .split_once('(')
                .map(|(_, rest)| rest.trim_end_matches(')').to_owned());
            if !inside.is_some_and(|inside| {
                self.add_as_printed(&inside, "sender of the mail", cell.line, weight::MAIL)
            }) && !shown.contains('@')
            {
                self.add_as_printed(shown, "sender of the mail", cell.line, weight::MAIL - 1.0);
            }
        }
    }

    /// "Remissvar från X avseende …", "X:s yttrande över …".
    fn title(&mut self, frame: &Frame<'_>) {
        let Some((line, _)) = frame.title else { return };
        let title = frame.title_words;
        for lead in [
            "emissvar från ",
            "yttrande från ",
            "ynpunkter från ",
            "svar från ",
            "emissyttrande från ",
        ] {
            if let Some((_, rest)) = title.split_once(lead) {
                let end = [
                    " avseende",
                    " angående",
                    " över",
                    " om ",
                    " gällande",
                    " på ",
                    ":",
                    ",",
                    " – ",
                    " rörande",
                    " med anledning",
                ]
                .iter()
                .filter_map(|end| rest.find(end))
                .min()
                .unwrap_or(rest.len());
                self.add_as_printed(&rest[..end], "named in the title", line, weight::TITLE_FROM);
            }
        }
        let low = lower(title);
        for cue in [
            " yttrande",
            " svar på",
            " remissvar",
            " remissyttrande",
            " synpunkter på",
        ] {
            let Some(at) = low.find(cue).filter(|&at| title.is_char_boundary(at)) else {
                continue;
            };
            let before = title[..at].trim();
            if !before.ends_with('s') || before.len() > 90 {
                if cue == " svar på" && is_short(before) {
                    let name = before.to_owned();
                    self.add_as_printed(&name, "owner in the title", line, weight::GENITIVE);
                }
                continue;
            }
            for name in bodies::nominatives(before) {
                if self.add(&name, "owner in the title", line, weight::GENITIVE) {
                    return;
                }
            }
            let name = bodies::nominatives(before).swap_remove(0);
            self.add_as_printed(&name, "owner in the title", line, weight::GENITIVE);
            return;
        }
    }

    /// The first sentences: their subject; "som X kommuns svar"; "har berett X
    /// tillfälle".
    fn prose(&mut self, frame: &Frame<'_>) {
        let lines = self.sheet.lines;
        let mut at = self
            .sheet
            .range
            .start
            .max(frame.title.map_or(frame.text, |(_, last)| last + 1))
            .min(frame.text);
        let mut seen = 0;
        while at < frame.end && seen < 8 {
            let Some(start) = lines.next_words(at, frame.end) else {
                break;
            };
            let stop =
                crate::segment::extent::paragraph_end(lines, start, frame.end).min(start + 12);
            let joined = lines.joined(start, stop);
            at = stop.max(start + 1);
            if !crate::layout::ends_sentence(&joined) {
                self.heading(&joined, start);
            }
            if joined.len() < 40 || !crate::layout::ends_sentence(&joined) {
                continue;
            }
            seen += 1;
            self.sentences(&joined, start, seen);
        }
    }

    /// "Bygg- och planverkets ställningstagande" over the text.
    fn heading(&mut self, joined: &str, line: usize) {
        let figures = joined.chars().any(|c| c.is_ascii_digit());
        if joined.len() > 100 || joined.contains(':') || figures {
            return;
        }
        // The name alone between title and text.
        if self.add(
            joined,
            "name alone below the title",
            line,
            weight::LETTERHEAD - 0.5,
        ) {
            return;
        }
        let ends = joined.match_indices(' ').map(|(at, _)| at);
        for end in ends.collect::<Vec<_>>().into_iter().rev() {
            let owner = &joined[..end];
            if owner.ends_with('s')
                && bodies::nominatives(owner)
                    .iter()
                    .any(|name| self.add(name, "owner of a heading", line, weight::GENITIVE - 0.6))
            {
                return;
            }
        }
    }

    fn sentences(&mut self, joined: &str, line: usize, seen: usize) {
        let low = lower(joined);
        for cue in [
            " har berett ",
            " har gett ",
            " har givit ",
            " bereder ",
            " har bjudit in ",
            " har inbjudit ",
            " har anmodat ",
            " har remitterat till ",
        ] {
            if let Some(at) = low
                .find(cue)
                .filter(|&at| joined.is_char_boundary(at + cue.len()))
            {
                let rest = &joined[at + cue.len()..];
                let end = [
                    " tillfälle",
                    " möjlighet",
                    " att yttra",
                    " att lämna",
                    " att inkomma",
                    " att avge",
                ]
                .iter()
                .filter_map(|end| rest.find(end))
                .min();
                if let Some(end) = end.filter(|&end| end < 90) {
                    self.add(&rest[..end], "was given the chance", line, weight::GIVEN);
                }
            }
        }
        for cue in [
            " svar på ",
            " svar till ",
            " yttrande till ",
            " yttrande över ",
            " eget yttrande",
            " remissvar",
            " yttrande avges",
            " svar.",
        ] {
            for (at, _) in low.match_indices(" som ") {
                let rest = joined.get(at + 5..).unwrap_or("");
                if let Some(end) = lower(rest)
                    .find(cue)
                    .filter(|&end| end < 80 && rest.is_char_boundary(end))
                {
                    for name in bodies::nominatives(&rest[..end]) {
                        if self.add(&name, "decided as its answer", line, weight::AS_ANSWER) {
                            break;
                        }
                    }
                }
            }
        }
        let Some(subject) = subject(joined) else {
            return;
        };
        let weight = match seen {
            1 => weight::SUBJECT,
            2 => weight::SUBJECT - 0.6,
            _ => weight::SUBJECT - 1.1,
        };
        if !self.add(subject, "subject of the text", line, weight) && is_short(subject) {
            self.add_as_printed(subject, "subject of the text", line, weight - 0.3);
        }
    }

    /// "För X", "På Xs vägnar", a name above or below those who sign.
    fn closing(&mut self, frame: &Frame<'_>) {
        let cells: Vec<_> = self
            .sheet
            .foot
            .iter()
            .filter(|cell| {
                cell.line + 1 >= frame.end.min(self.sheet.range.end) || cell.line >= frame.end
            })
            .cloned()
            .collect();
        for (at, cell) in cells.iter().enumerate() {
            let plain = cell.text.trim_end_matches([',', ':', '.']);
            if cell.low.starts_with("för ")
                && cell.text.len() < 90
                && !cell.text.ends_with('.')
                && !["för kännedom", "för information", "för mer", "för frågor"]
                    .iter()
                    .any(|no| cell.low.starts_with(no))
            {
                let name = plain.chars().skip(4).collect::<String>();
                let below = cells
                    .get(at + 1)
                    .filter(|next| next.line == cell.line + 1 && stacks(&name, &next.text));
                let joined = below.map(|next| format!("{name} {}", next.text));
                if !joined.is_some_and(|joined| {
                    self.add(&joined, "signed for", cell.line, weight::CLOSING)
                }) {
                    self.add_as_printed(
                        &capitalised(&name),
                        "signed for",
                        cell.line,
                        weight::CLOSING,
                    );
                }
            }
            if cell.low.starts_with("på ")
                && (cell.low.contains(" vägnar") || cell.low.contains(" uppdrag"))
                && plain.len() > 3
            {
                let end = plain
                    .find(" vägnar")
                    .or_else(|| plain.find(" uppdrag"))
                    .unwrap_or(plain.len());
                let owner = plain.get("På ".len()..end).unwrap_or("").to_owned();
                for name in bodies::nominatives(&owner) {
                    if self.add(
                        &capitalised(&name),
                        "signed on behalf of",
                        cell.line,
                        weight::CLOSING,
                    ) {
                        break;
                    }
                }
            }
            let text = cell.text.split(" i ").next().unwrap_or(&cell.text);
            if let Some(known) = self.all.get_mut(&key(&cell.text)) {
                known
                    .scored
                    .ground(Ground::new("signs it", cell.line, weight::SIGNED));
            } else if cell.text.len() < 60 && !cell.low.starts_with("för ") {
                let _ = self.add(
                    &cell.text,
                    "name with the signature",
                    cell.line,
                    weight::SIGNED,
                ) || text.len() < cell.text.len()
                    && self.add(
                        text,
                        "name with the signature",
                        cell.line,
                        weight::SIGNED - 0.4,
                    );
            }
        }
    }

    /// "X, Box … / Org.nr / Postadress" at the foot.
    fn foot(&mut self, frame: &Frame<'_>) {
        let cells: Vec<_> = self
            .sheet
            .foot
            .iter()
            .chain(&self.sheet.head)
            .cloned()
            .collect();
        for cell in cells {
            let low = &cell.low;
            let address = [
                "box ",
                "org.nr",
                "postadress",
                "plusgiro",
                "besöksadress",
                "telefon",
                "bankgiro",
                "www.",
                "organisationsnummer",
            ];
            let line = lower(self.sheet.lines.raw(cell.line));
            if !address.iter().any(|word| line.contains(word)) || cell.nth > 0 {
                continue;
            }
            let end = address
                .iter()
                .chain(&[",", " |", ":"])
                .filter_map(|word| low.find(word))
                .min()
                .unwrap_or(low.len());
            let Some(text) = cell.text.get(..end) else {
                continue;
            };
            let weight = if cell.line < frame.text {
                weight::FOOT - 0.6
            } else {
                weight::FOOT
            };
            // The longest run of first words that names a body.
            let ends = text
                .match_indices(' ')
                .map(|(at, _)| at)
                .chain([text.len()]);
            for end in ends.collect::<Vec<_>>().into_iter().rev() {
                if self.add(&text[..end], "foot of the page", cell.line, weight) {
                    break;
                }
            }
        }
    }

    /// What the file's name tells, where words of it name a body.
    fn file(&mut self) {
        let name = self.sheet.lines.document().name.clone();
        for part in from_file_name(&name) {
            self.add(&part, "name of the file", 0, weight::FILE);
        }
    }

    fn finish(self) -> Vec<Candidate> {
        let mut all: Vec<Candidate> = self.all.into_values().collect();
        // "SKR" and the full name whose letters it is are one.
        let full = |short: &str, all: &[Candidate]| {
            all.iter()
                .position(|other| other.name.len() > 12 && spells(&other.name, short))
        };
        let short: Vec<usize> = (0..all.len())
            .filter(|&at| is_short(&all[at].name))
            .collect();
        for at in short {
            if let Some(to) = full(&all[at].name.clone(), &all) {
                let grounds = std::mem::take(&mut all[at].scored.grounds);
                all[at].scored.total = 0.0;
                for ground in grounds {
                    all[to].scored.ground(ground);
                }
            }
        }
        all.retain(|one| !one.scored.grounds.is_empty());
        all.sort_by(|a, b| Scored::order(&a.scored, &b.scored));
        all
    }
}

/// Readings of a file's name: without ending, numbers, "remissvar", "yttrande".
pub(crate) fn from_file_name(name: &str) -> Vec<String> {
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let words: Vec<&str> = stem
        .split(['_', ' ', '-', '(', ')', '.'])
        .filter(|word| !word.is_empty() && !word.chars().any(|c| c.is_ascii_digit()))
        .filter(|word| {
            let low = lower(word);
            !matches!(
                low.as_str(),
                "remissvar"
                    | "yttrande"
                    | "svar"
                    | "remiss"
                    | "slutlig"
                    | "pdf"
                    | "från"
                    | "fran"
                    | "svar_på"
                    | "över"
                    | "kopia"
                    | "sou"
                    | "ds"
                    | "dnr"
                    | "bilaga"
                    | "inkommet"
            )
        })
        .collect();
    let joined = words.join(" ");
    if joined.len() < 3 {
        return Vec::new();
    }
    vec![capitalised(&joined)]
}

fn capitalised(words: &str) -> String {
    let mut chars = words.chars();
    match chars.next() {
        Some(first) => first.to_uppercase().chain(chars).collect(),
        None => String::new(),
    }
}

/// "BPV", "SKR", "VoFS".
pub(crate) fn is_short(text: &str) -> bool {
    let letters = text.chars().count();
    (2..=8).contains(&letters)
        && text.chars().all(|c| c.is_alphabetic() || c == '-')
        && text.chars().filter(|c| c.is_uppercase()).count() * 2 >= letters
        && text.starts_with(char::is_uppercase)
}

/// The initials of a name's words are the letters of an abbreviation.
fn spells(name: &str, short: &str) -> bool {
    let low = lower(short);
    let mut letters = low.chars().peekable();
    for word in lower(name).split([' ', '-']) {
        if letters.peek().is_some_and(|c| word.starts_with(*c)) {
            letters.next();
        }
    }
    name.len() > short.len() + 4 && letters.count() <= usize::from(short.len() > 2)
}

/// The longest run of words at the end of a text that names a body.
fn name_ending(text: &str) -> Option<String> {
    let starts = text.match_indices(' ').map(|(at, _)| at + 1);
    let starts: Vec<usize> = std::iter::once(0).chain(starts).collect();
    let from = starts.len().saturating_sub(9);
    starts[from..]
        .iter()
        .find_map(|&at| bodies::name(&text[at..]))
        .map(|name| name.name)
}

/// "KAMMARRÄTTEN" / "I NORRTÄLJE", "REGION" / "VÄSTMARK": two lines of a name.
fn stacks(above: &str, below: &str) -> bool {
    let low = lower(below);
    let joins = ["i ", "för ", "över ", "vid ", "och ", "av ", "på "]
        .iter()
        .any(|word| low.starts_with(word));
    let open = lower(above).ends_with(" och")
        || above.ends_with('-')
        || lower(above).ends_with(" för")
        || lower(above).ends_with(" i");
    let word = |text: &str| {
        !text.contains(' ') && text.len() > 3 && text.chars().all(|c| c.is_uppercase())
    };
    (joins || open || word(above) && word(below))
        && below.len() < 50
        && !below.chars().any(|c| c.is_ascii_digit())
}

/// The words before the verb of a text's first sentence, up to a bracket.
fn subject(joined: &str) -> Option<&str> {
    let stop = joined.char_indices().scan(0, |words, (at, c)| {
        *words += usize::from(c == ' ');
        (*words <= 12).then_some((at, c))
    });
    let limit = stop.last().map_or(0, |(at, c)| at + c.len_utf8());
    let head = &joined[..limit];
    let verbs = &crate::lexicon::lexicon().cues.phrases.letter_verbs;
    let verb = head
        .match_indices(' ')
        .find(|(at, _)| {
            let next = head[at + 1..].split([' ', ',', '.']).next().unwrap_or("");
            verbs.iter().any(|verb| verb == next)
        })
        .map(|(at, _)| at);
    let bracket = head.find(" (");
    let comma = head.find(", ");
    let end = [verb, bracket, comma].into_iter().flatten().min()?;
    let subject = head[..end].trim();
    subject.starts_with(char::is_uppercase).then_some(subject)
}
