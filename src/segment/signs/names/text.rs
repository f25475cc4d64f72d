//! Names in the text and below it: the subject of the first sentences, the
//! closing, those who sign, the foot of the page.

use super::forms::{is_short, stacks, subject};
use super::{Found, Frame, weight};
use crate::authority::PRIVATE;
use crate::lexicon::{lexicon, signs};
use crate::line::Cell;
use crate::prose::{last, sentences};
use crate::segment::signature::{self, is_job_title, is_person, is_somebody};
use crate::segment::signs::Ground;
use crate::segment::signs::bodies::{self, key};
use crate::segment::signs::kinds::is_addressee;
use crate::text::{capitalised, lower};

/// "Med vänlig hälsning", "Högaktningsfullt".
fn closes_a_letter(low: &str) -> bool {
    low.len() < 40
        && (["hälsning", "högaktningsfullt", "vänligen"]
            .iter()
            .any(|word| low.contains(word))
            // "Trevlig sommar önskar"
            || low.ends_with(" önskar"))
}

impl Found<'_, '_> {
    /// The first sentences: their subject; "som X kommuns svar"; "har berett X
    /// tillfälle".
    pub(super) fn prose(&mut self, frame: &Frame<'_>) {
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
                crate::segment::extent::paragraph_end(lines, start, frame.end.min(start + 12));
            let joined = lines.joined(start, stop);
            at = stop.max(start + 1);
            if !crate::prose::is_closed(&joined) {
                self.heading(&joined, start);
            }
            if joined.len() < 40 || !crate::prose::is_closed(&joined) {
                continue;
            }
            seen += 1;
            self.sentences(&joined, start, seen);
        }
    }

    /// "Bygg- och planverkets ställningstagande" over the text.
    pub(super) fn heading(&mut self, joined: &str, line: usize) {
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

    /// "Jag heter Eva Ek och bor i …".
    fn says_its_name(&mut self, joined: &str, line: usize) {
        let cues = &signs().text.names_itself;
        let Some(rest) = cues.iter().find_map(|cue| {
            let (_, rest) = joined.split_once(cue.as_str())?;
            Some(rest)
        }) else {
            return;
        };
        let name: Vec<&str> = rest
            .split_whitespace()
            .take_while(|word| word.starts_with(char::is_uppercase))
            .take(3)
            .collect();
        let name = name.join(" ");
        let name = name.trim_end_matches(['.', ',']);
        if is_person(name) {
            self.put(
                name.to_owned(),
                Some(PRIVATE.to_owned()),
                false,
                weight::OWN_NAME_SIGN,
                line,
                weight::OWN_NAME,
            );
        }
    }

    pub(super) fn sentences(&mut self, joined: &str, line: usize, seen: usize) {
        let low = lower(joined);
        self.says_its_name(joined, line);
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
        self.was_asked(joined, line);
        self.own_answer(joined, line);
        // A text that is all one line has its subjects further on.
        const SENTENCES: usize = 6;
        let later = || {
            let starts = sentences(joined).skip(1).take(SENTENCES);
            starts
                .filter_map(|one| subject(&joined[one.start..]))
                .find(|subject| bodies::name(subject).is_some())
        };
        let Some(subject) = subject(joined).or_else(later) else {
            return;
        };
        // Who sent the proposal out does not answer it.
        let behind = low.get(low.find(&lower(subject)).unwrap_or(0) + subject.len()..);
        let sends = &signs().text.sends;
        let behind = behind.unwrap_or("").trim_start();
        if sends.iter().any(|verb| behind.starts_with(verb.as_str())) {
            return;
        }
        let weight = match seen {
            1 => weight::SUBJECT,
            2 => weight::SUBJECT - 0.6,
            _ => weight::SUBJECT - 1.1,
        };
        if !self.add(subject, "subject of the text", line, weight) && is_short(subject) {
            self.add_as_printed(subject, "subject of the text", line, weight - 0.3);
        }
    }

    /// "I SKRs yttrande ingår …": whose short form the paper has explained.
    fn own_answer(&mut self, joined: &str, line: usize) {
        let owners: Vec<String> = self.short.keys().cloned().collect();
        for short in owners {
            let owns = [
                "s yttrande",
                ":s yttrande",
                "s remissvar",
                ":s remissvar",
                "s svar",
                ":s svar",
            ]
            .iter()
            .any(|own| joined.contains(&format!("{short}{own}")));
            if owns {
                self.add(&short, "its own answer", line, weight::GENITIVE);
            }
        }
    }

    /// "X, KLA, har beretts möjlighet", "X har anmodats": whom a sentence opens
    /// with, whatever the name is.
    fn was_asked(&mut self, joined: &str, line: usize) {
        const ASKED: [&str; 8] = [
            " har beretts ",
            " har anmodats ",
            " har getts ",
            " har givits ",
            " har fått tillfälle",
            " har fått möjlighet",
            " har inbjudits ",
            " har ombetts ",
        ];
        let at = ASKED.iter().filter_map(|cue| joined.find(cue)).min();
        let Some(before) = at.map(|at| joined[..at].trim_end_matches([',', ' '])) else {
            return;
        };
        let name = last(before);
        // "Förbundet, som har anmodats" and "Vi har getts" name nobody.
        if name.split_whitespace().count() <= 7 && !name.ends_with(" som") {
            let plain = name.replace("Kungl.", "Kungl");
            let shown = plain.replace("Kungl", "Kungl.");
            if !self.add(name, "was asked", line, weight::SUBJECT) && plain != name {
                self.put(shown, None, false, "was asked", line, weight::SUBJECT);
            }
        }
    }

    /// "För X", "På Xs vägnar": the name in it, that may go on below.
    fn signed_for(&mut self, cells: &[Cell], at: usize) {
        let cell = &cells[at];
        let tells = cell.text.len() < 90
            && !cell.text.ends_with('.')
            && cell.text.starts_with(char::is_uppercase);
        let Some((name, genitive)) = signature::signed_for(&cell.text).filter(|_| tells) else {
            return;
        };
        // "På uppdrag av regeringen": who gave the task does not answer.
        let low = lower(&name);
        let addressees = &signs().text.addressees;
        if is_addressee(&low) || addressees.iter().any(|one| low.starts_with(one.as_str())) {
            return;
        }
        if genitive {
            let mut names = bodies::nominatives(&name).into_iter();
            names.any(|name| {
                let name = capitalised(&name);
                self.add(&name, "signed on behalf of", cell.line, weight::CLOSING)
            });
            return;
        }
        let never = &signs().text.signed_for_nobody;
        if never.iter().any(|word| cell.low.starts_with(word.as_str())) {
            return;
        }
        let below = cells
            .get(at + 1)
            .filter(|next| next.line == cell.line + 1 && stacks(&name, &next.text));
        let joined = below.map(|next| format!("{name} {}", next.text));
        let signed = "signed for";
        if !joined.is_some_and(|joined| self.add(&joined, signed, cell.line, weight::CLOSING)) {
            self.add_as_printed(&capitalised(&name), signed, cell.line, weight::CLOSING);
        }
    }

    /// "För X", "På Xs vägnar", a name above or below those who sign.
    pub(super) fn closing(&mut self, frame: &Frame<'_>) {
        // Behind "Beslutet skickas till" stands who gets it.
        let sent = |cell: &&Cell| lexicon().heads(&cell.text, "distribution");
        let cells: Vec<_> = self
            .sheet
            .foot
            .iter()
            .filter(|cell| {
                cell.line + 1 >= frame.end.min(self.sheet.range.end) || cell.line >= frame.end
            })
            .take_while(|cell| !sent(cell))
            .cloned()
            .collect();
        for (at, cell) in cells.iter().enumerate() {
            self.signed_for(&cells, at);
            let formula = at.checked_sub(1).map_or("", |at| cells[at].low.as_str());
            let job = cells
                .get(at + 1)
                .is_some_and(|next| lexicon().is_job(&next.text) || is_job_title(&next.low));
            // Behind the name comes at most where its bearer can be reached.
            let last = cell.line >= frame.end && cells[at + 1..].iter().all(is_contact);
            if is_somebody(&cell.text) && !job && (closes_a_letter(formula) || last) {
                let name = cell.text.split(',').next().unwrap_or(&cell.text).to_owned();
                let kind = Some(PRIVATE.to_owned());
                self.put(
                    name,
                    kind,
                    false,
                    "a person signs",
                    cell.line,
                    weight::PERSON,
                );
                continue;
            }
            if self.signs_by_the_job(cell) {
                continue;
            }
            let text = cell.text.split(" i ").next().unwrap_or(&cell.text);
            if let Some(known) = self.all.get_mut(&key(&cell.text)) {
                // Whose mail it is signs it.
                if known.kind.is_none() && is_somebody(&cell.text) {
                    known.kind = Some(PRIVATE.to_owned());
                }
                known
                    .scored
                    .ground(Ground::new("signs it", cell.line, weight::SIGNED));
            } else if cell.text.len() < 60 && !cell.low.starts_with("för ") {
                // A person, the job, the house in which that is held.
                let job = at >= 2
                    && (lexicon().is_job(&cells[at - 1].text) || is_job_title(&cells[at - 1].low))
                    && is_person(&cells[at - 2].text);
                let signed = if job { weight::HELD } else { weight::SIGNED };
                let _ = self.add(&cell.text, "name with the signature", cell.line, signed)
                    || text.len() < cell.text.len()
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
    pub(super) fn foot(&mut self, frame: &Frame<'_>) {
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
}

/// A street, a box, a postcode, a telephone, a mail address.
pub(super) fn is_contact(cell: &Cell) -> bool {
    const LONGEST: usize = 40;
    let text = &cell.text;
    text.len() < LONGEST && (text.contains('@') || text.bytes().any(|byte| byte.is_ascii_digit()))
}
