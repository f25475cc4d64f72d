//! Names above the text: letterhead, mail sender, title, and what short forms
//! the paper explains.

use super::forms::{is_short, name_ending, spells, stacks};
use super::{Found, Frame, weight};
use crate::authority::PRIVATE;
use crate::lexicon::{lexicon, signs};
use crate::line::Cell;
use crate::segment::signature::{is_job_title, is_person, is_somebody};
use crate::segment::signs::Ground;
use crate::segment::signs::kinds::is_addressee;
use crate::segment::signs::sheet::{Sheet, is_label, is_paper_name};
use crate::segment::signs::{bodies, dates, numbers};
use crate::text::{lower, plain_letter};

/// "Svarande organisation: Almviks Elnät AB": a form tells who fills it in; each
/// name with its line.
pub(crate) fn named_in_a_form(sheet: &Sheet<'_>) -> Vec<(usize, String)> {
    let labels = &signs().text.form_names;
    let known = |label: &str| labels.contains(&lower(label.trim()));
    let cells = &sheet.head;
    let named = cells.iter().enumerate().filter_map(|(at, cell)| {
        // In one cell, or the name in the next one, beside it or below.
        let value = match cell.text.split_once(':') {
            Some((label, name)) if known(label) && !name.trim().is_empty() => name,
            _ => {
                let next = cells
                    .get(at + 1)
                    .filter(|next| next.line <= cell.line + 1)?;
                // "Organisationens namn *": what must be filled in.
                let label = cell.text.trim_end_matches([':', '*', ' ']);
                let value = !next.text.ends_with(['*', ':']) && !known(&next.text);
                (known(label) && value).then_some(next.text.as_str())?
            }
        };
        Some((cell.line, value.trim().to_owned()))
    });
    named.collect()
}

/// A street or a box and no number of a case: below it a letter's sender lives.
fn is_address(cell: &Cell) -> bool {
    super::text::is_contact(cell)
        && numbers::find(&cell.text).is_empty()
        && dates::find(&cell.text).next().is_none()
}

impl Found<'_, '_> {
    /// Who is named in a form.
    pub(super) fn form(&mut self) {
        for (line, name) in named_in_a_form(self.sheet) {
            self.add_as_printed(&name, "named in a form", line, weight::FORM);
        }
    }

    /// "Näringspolitisk chef, Hamnföretagarna": a body that speaks in the text.
    pub(super) fn signs_by_the_job(&mut self, cell: &Cell) -> bool {
        let Some((job, body)) = cell.text.split_once(", ") else {
            return false;
        };
        let is_job = lexicon().is_job(job) || is_job_title(&lower(job));
        let known = self.all.get_mut(&bodies::key(body)).filter(|_| is_job);
        let known = known.filter(|known| known.kind.as_deref() != Some(PRIVATE));
        known.is_some_and(|known| {
            let sign = "signs for it by the job";
            let ground = Ground::new(sign, cell.line, weight::CLOSING);
            known.scored.ground(ground);
            true
        })
    }

    /// "Bygg- och planverket (BPV)", "RHS – Riksförbundet för …", "PCF" right
    /// above the name whose first letters it has.
    pub(super) fn abbreviations(&mut self, frame: &Frame<'_>) {
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

    pub(super) fn letterhead(&mut self, frame: &Frame<'_>) {
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
            // Who was there says nothing of whose minutes they are.
            let present = ["närvarande", "beslutande", "ledamöter", "tjänstgörande"];
            let attended = present.iter().any(|word| cell.low.starts_with(word));
            if attended || cell.low.starts_with("till") && cell.low.len() < 8 || rank > 14 {
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
            let is_known = |words: &str| bodies::name(words).is_some_and(|name| name.known);
            let opens = cell.text.starts_with(char::is_uppercase);
            if let Some(next) = below.filter(|next| opens && !is_addressee(&next.low))
                && let joined = format!("{} {}", cell.text, next.text)
                // "Länsstyrelsen" over "Blekinge": a name together alone.
                && (stacks(&cell.text, &next.text) || !is_known(&cell.text) && is_known(&joined))
            {
                let sign = "two lines of the letterhead";
                let weight = weight::STACKED + 0.4;
                // "Regionmyndigheten" over "i Västbergs län": its name with its place.
                let placed = next.low.starts_with("i ") && bodies::name(&cell.text).is_some();
                if self.add(&joined, sign, cell.line, weight)
                    || placed && self.add_as_printed(&joined, sign, cell.line, weight)
                {
                    continue;
                }
            }
            let text = cell.text.split(" | ").next().unwrap_or(&cell.text);
            // "Prisbyrån, Dnr 77/2031".
            let text = text.split(", Dnr").next().unwrap_or(text);
            // "Stiftelsen Norrsken – utbildning och stöd sedan 1971".
            let text = match text.split_once(" – ") {
                Some((name, motto))
                    if motto.starts_with(char::is_lowercase) && bodies::name(name).is_some() =>
                {
                    name
                }
                _ => text,
            };
            if text.len() > 100 || dates::find(text).next().is_some() {
                continue;
            }
            let taken = self.add(text, "letterhead", cell.line, weight);
            if !taken
                && let Some((a, b)) = text
                    .split_once(" – ")
                    .or_else(|| text.split_once(" - "))
                    .or_else(|| text.split_once(", "))
            {
                let motto = text.contains(" – ") && b.starts_with(char::is_lowercase);
                let _ = self.add(b, "letterhead", cell.line, weight - 0.2)
                    || self.add(a, "letterhead", cell.line, weight - 0.2)
                    // "HUNDFÖRETAGARNA – branschens röst": a name before its motto.
                    || rank == 1
                        && motto
                        && self.add_as_printed(a, "a name before its motto", cell.line, 2.0);
            } else if !taken
                && rank == 1
                && cell.nth == 0
                && cell.column < 20
                && is_somebody(text)
                && below.is_some_and(is_address)
            {
                let kind = Some(PRIVATE.to_owned());
                let sign = "a person's letter";
                let name = text.to_owned();
                self.put(name, kind, false, sign, cell.line, weight::PERSON);
            } else if !taken
                && rank <= 3
                && cell.nth == 0
                && cell.column < 20
                && !is_label(&cell.low)
                && !is_paper_name(&cell.low)
                && !is_person(text)
            {
                // The first words of a paper, whatever they are.
                self.add_as_printed(text, "first words", cell.line, 1.2);
            }
        }
    }

    pub(super) fn mail(&mut self, frame: &Frame<'_>) {
        let from = self
            .sheet
            .head
            .iter()
            .take(6)
            .find(|cell| cell.low.starts_with("från:"));
        let Some(cell) = from.cloned() else { return };
        let shown = cell
            .text
            .split_once(':')
            .map_or("", |(_, shown)| shown)
            .split('<')
            .next()
            .unwrap_or("")
            .trim()
            .to_owned();
        let shown = behind_desk(shown.trim_matches(['"', ' ']));
        if !self.add(shown, "sender of the mail", cell.line, weight::MAIL) {
            // "Ek, Eva (Boverket)", or a person.
            let inside = shown
                .split_once('(')
                .map(|(_, rest)| rest.trim_end_matches(')').to_owned());
            if !inside.is_some_and(|inside| {
                self.add_as_printed(&inside, "sender of the mail", cell.line, weight::MAIL)
            }) && let Some(name) = self.person_of_mail(cell.text.as_str(), shown, frame)
            {
                let kind = Some(PRIVATE.to_owned());
                let weight = weight::MAIL - 1.0;
                self.put(name, kind, false, "sender of the mail", cell.line, weight);
            } else if !shown.contains('@') && !is_desk(shown) {
                self.add_as_printed(shown, "sender of the mail", cell.line, weight::MAIL - 1.0);
            }
        }
    }

    /// The text says "jag": "Kontakta mig" is said for others too.
    fn says_i(&self, frame: &Frame<'_>) -> bool {
        let text = lower(&self.sheet.lines.joined(frame.text, frame.end));
        let mut words = text.split(|c: char| !c.is_alphabetic());
        words.any(|word| word == "jag")
    }

    /// The name of a person who sends a mail, first name first: what looks like
    /// one is a person's if the address has a word of it, if the text says "jag", or
    /// if its first name signs.
    fn person_of_mail(&self, from: &str, shown: &str, frame: &Frame<'_>) -> Option<String> {
        let turned = shown
            .split_once(", ")
            .map(|(last, first)| format!("{first} {last}"));
        let name = turned.unwrap_or_else(|| shown.to_owned());
        if is_desk(shown) || !is_somebody(&name) {
            return None;
        }
        let plain = |words: &str| -> String { lower(words).chars().map(plain_letter).collect() };
        let words: Vec<String> = name.split_whitespace().map(plain).collect();
        let address = from
            .split(['<', '>'])
            .nth(1)
            .and_then(|all| all.split_once('@'));
        let own = address.is_some_and(|(own, domain)| {
            let own = plain(own);
            let tells = words
                .iter()
                .any(|word| word.len() > 2 && own.contains(word.as_str()));
            (tells || self.says_i(frame)) && !plain(domain).contains(&words.concat())
        });
        let signs_it = || {
            let mut foot = self.sheet.foot.iter();
            foot.any(|cell| {
                words
                    .first()
                    .is_some_and(|first| *first == plain(&cell.text))
            })
        };
        (own || signs_it()).then_some(name)
    }

    /// "Remissvar från X avseende …", "X:s yttrande över …".
    pub(super) fn title(&mut self, frame: &Frame<'_>) {
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
}

/// "Registrator Kommunstyrelsen": the body behind the desk.
fn behind_desk(shown: &str) -> &str {
    let body = shown.split_once(' ').map(|(_, body)| body);
    let body = body.filter(|body| is_desk(shown) && bodies::name(body).is_some());
    body.unwrap_or(shown)
}

/// "Registrator Almvik": a desk sends the mail, and the body behind it speaks.
fn is_desk(shown: &str) -> bool {
    let first = lower(shown.split(' ').next().unwrap_or(shown));
    signs().text.desks.contains(&first)
}
