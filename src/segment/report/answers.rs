//! The part of a report where the answers stand: respondents' headings,
//! decisions, printed answers.

use super::{Part, Report};
use crate::lexicon::{Resolved, lexicon};
use crate::line::Lines;
use crate::segment::builder::{Open, Speaker};
use crate::segment::council::{council_view, is_council};
use crate::segment::decision::decision;
use crate::segment::heading::{opens_section, outside_body};
use crate::segment::response::{Response, response};
use crate::segment::statement::mention;
use crate::unit::{CentralKind, UnitKind};

impl Report<'_, '_> {
    /// Respondent headings, decisions and printed answers.
    pub(super) fn answer(&mut self, lines: &Lines<'_>, at: usize) -> Option<usize> {
        let end = lines.len();
        let own = |board: &Resolved| self.speaker.name() == Some(board.name.as_str());
        if let Some(found) =
            decision(lines, at, end).filter(|found| found.meeting || own(&found.board))
        {
            if self.speaker.name() != Some(found.board.name.as_str()) {
                self.speaker = Speaker::new(found.board, &found.spelling);
            }
            self.group = None;
            self.part = Part::Answers;
            return Some(self.decision(
                at,
                found.day.and_then(|day| day.iso()),
                found.last,
                found.inline,
            ));
        }
        if let Some(found) = response(lines, at, end) {
            return Some(self.response(at, found));
        }
        if let Some(found) = council_view(lines, at, end) {
            let open = Open::new(
                UnitKind::Radsyttrande,
                &Speaker::new(found.council.clone(), &found.council.name),
                Some((at, found.last)),
                found.last + 1,
            );
            self.out.start(at, open);
            return Some(found.last + 1);
        }
        self.heading(lines, at)
    }

    fn decision(&mut self, at: usize, date: Option<String>, last: usize, inline: bool) -> usize {
        if date.is_none() {
            self.out.note(at, "decision without a date");
        }
        self.out.decided.clone_from(&date);
        self.out.start(
            at,
            Open {
                date,
                ..Open::new(
                    UnitKind::Beslut,
                    &self.speaker,
                    (!inline).then_some((at, last)),
                    if inline { at } else { last + 1 },
                )
            },
        );
        last + 1
    }

    fn response(&mut self, at: usize, found: Response) -> usize {
        let speaker = self.author(&found.who);
        if lexicon().is_sender(&found.who)
            && !speaker.name().is_some_and(|name| self.out.was_asked(name))
        {
            // The proposal's own letter, not an answer to it.
            self.out.close(at);
            self.speaker = Speaker::default();
            let date = found.day.and_then(|day| day.iso());
            self.out
                .start_central(CentralKind::Kontor, found.last + 1, date);
            return found.last + 1;
        }
        let yearless = found.day.is_some_and(|day| day.year.is_none());
        let date = match &self.out.decided {
            Some(decided) if yearless => found.day.map(|day| day.before(decided)),
            _ => found.day,
        };
        if yearless {
            self.out
                .note(at, "the date has no year; the decision's was taken");
        }
        let kind = if speaker.name().is_some_and(is_council) {
            UnitKind::Radsyttrande
        } else {
            UnitKind::Yttrande
        };
        self.out.start(
            at,
            Open {
                date: date.and_then(|day| day.iso()),
                ..Open::new(kind, &speaker, Some((at, found.last)), found.last + 1)
            },
        );
        found.last + 1
    }

    /// Whose answer it is: a daughter company by its own name, else the board
    /// whose section this is, else the board the office speaks for.
    fn author(&self, who: &str) -> Speaker {
        if let Some(name) = lexicon().known(who) {
            let resolved = Resolved::known(name.to_owned());
            let spelling = if self.group.is_some() { who } else { name };
            return Speaker::new(resolved, spelling);
        }
        if self.group.is_none() && self.speaker.resolved.is_some() {
            return self.speaker.clone();
        }
        let office = lexicon().board_of_office(who);
        let resolved = match office {
            Some(name) => Resolved::known(name),
            None => {
                let name = who
                    .strip_suffix(":s")
                    .or_else(|| who.strip_suffix('s'))
                    .unwrap_or(who);
                Resolved::as_printed(name.to_owned())
            }
        };
        Speaker::new(resolved, who)
    }

    /// A respondent's name alone on a line, above a decision, an answer or a
    /// statement.
    fn heading(&mut self, lines: &Lines<'_>, at: usize) -> Option<usize> {
        let words = lines.words(at);
        if words.len() > 90
            || words.ends_with(['.', ',', ':', ';', '-'])
            || !words.starts_with(char::is_uppercase)
        {
            return None;
        }
        let end = lines.len();
        if at + 1 < end && !lines.is_blank(at + 1) && !opens_section(lines, at + 1) {
            return None;
        }
        let next = lines.next_words(at + 1, (at + 6).min(end))?;
        let answers = decision(lines, next, end).is_some() || response(lines, next, end).is_some();
        if !(answers || mention(lines, next, end, None).is_some()) {
            return None;
        }
        let resolved = lexicon()
            .resolve(&words)
            .or_else(|| outside_body(&words).filter(|_| answers))?;
        self.out.close(at);
        self.group = None;
        self.part = self.part.max(Part::Answers);
        self.speaker = Speaker::new(resolved, &words);
        Some(at + 1)
    }
}
