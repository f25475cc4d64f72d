//! The part of a report where the answers stand: respondents' headings,
//! decisions, printed answers.

use super::{Part, Report};
use crate::lexicon::{Resolved, lexicon};
use crate::line::Lines;
use crate::segment::builder::{Open, Speaker};
use crate::segment::council::{council_view, is_council};
use crate::segment::dates::find_date;
use crate::segment::decision::{Decision, decision};
use crate::segment::heading::{opens_section, outside_body};
use crate::segment::response::{Response, response};
use crate::segment::statement::mention;
use crate::text::lower;
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
                self.speaker = Speaker::new(found.board.clone(), &found.spelling);
            }
            self.group = None;
            self.part = Part::Answers;
            return Some(self.decision(lines, at, &found));
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

    fn decision(&mut self, lines: &Lines<'_>, at: usize, found: &Decision) -> usize {
        let date = found.day.and_then(|day| day.iso());
        if date.is_none() {
            self.out.note(at, "decision without a date");
        }
        self.out.decided.clone_from(&date);
        let next = found.last + 1;
        self.open(
            at,
            UnitKind::Beslut,
            date,
            (!found.inline).then_some((at, found.last)),
            if found.inline { at } else { next },
        );
        // What comes first behind "följande." is a point, which nobody speaks.
        let first = lines
            .next_words(next, lines.len())
            .filter(|_| !found.inline);
        self.speaks_from = match introduced(lines, next) {
            true => usize::MAX,
            false => first.map_or(next, |point| point + 1),
        };
        if found.announces && self.speaks_from == next && self.prose_follows(lines, next) {
            self.answers_next(next);
        }
        next
    }

    fn open(
        &mut self,
        at: usize,
        kind: UnitKind,
        date: Option<String>,
        intro: Option<(usize, usize)>,
        text: usize,
    ) {
        let open = Open::new(kind, &self.speaker, intro, text);
        self.out.start(at, Open { date, ..open });
    }

    /// The board's answer starts here; nothing more introduces it.
    fn answers_next(&mut self, at: usize) {
        let date = self.out.decided.clone();
        self.open(at, UnitKind::Yttrande, date, None, at);
    }

    /// Behind a decision with no "… har följande lydelse": the paragraph in
    /// which the office or the board itself begins to speak.
    pub(super) fn begins_to_speak(&mut self, lines: &Lines<'_>, at: usize) -> bool {
        if self.part != Part::Answers
            || at < self.speaks_from
            || self.out.open_kind() != Some(UnitKind::Beslut)
        {
            return false;
        }
        let words = lower(&lines.words(at));
        let phrases = &lexicon().cues.phrases;
        let rest = self
            .speaker
            .name()
            .and_then(|name| words.strip_prefix(lower(name).as_str()))
            .or_else(|| {
                let (voice, rest) = words.split_once(' ')?;
                let ends = |end: &String| voice.ends_with(end.as_str());
                phrases.answer_voices.iter().any(ends).then_some(rest)
            });
        // "Nämnden beslutar även att …" is a point of the decision.
        let speaks = rest.is_some_and(|rest| {
            let verb = rest.split_whitespace().next().unwrap_or("");
            let decides = phrases.decision_verbs.iter().chain(&phrases.hands_over);
            !verb.is_empty() && !decides.into_iter().any(|known| known == verb)
        }) && decision(lines, at, lines.len()).is_none();
        if speaks {
            self.answers_next(at);
        }
        speaks
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
            return self.summed_up(&words, lines, at, at + 1);
        }
        let next = lines.next_words(at + 1, (at + 6).min(end))?;
        let answers = decision(lines, next, end).is_some() || response(lines, next, end).is_some();
        if !(answers || mention(lines, next, end, None).is_some()) {
            return self.summed_up(&words, lines, at, next);
        }
        // "Almviks nämnd den 3 maj 2024" over its statements in the annex.
        let dated = find_date(&words).and_then(|_| words.rsplit_once(" den "));
        let words = dated.map_or(&*words, |(name, _)| name);
        let resolved = lexicon()
            .resolve(words)
            // Whoever has answered has statements in the annex.
            .or_else(|| outside_body(words).filter(|_| answers || self.heard.contains(words)))?;
        self.out.close(at);
        self.group = None;
        self.part = self.part.max(Part::Answers);
        self.heard.insert(words.to_owned());
        self.speaker = Speaker::new(resolved, words);
        Some(at + 1)
    }

    /// A heading in a compilation that another, of the answers themselves,
    /// follows: what stands under a respondent's name sums it up.
    fn summed_up(
        &mut self,
        words: &str,
        lines: &Lines<'_>,
        at: usize,
        next: usize,
    ) -> Option<usize> {
        if self.part != Part::Answers || !self.sums_up || !self.prose_follows(lines, next) {
            return None;
        }
        let asked = |resolved: &Resolved| {
            let same = |(_, other): &(String, Resolved)| other.name == resolved.name;
            resolved.known || self.asked.iter().any(same)
        };
        let resolved = lexicon().resolve(words).filter(asked)?;
        self.speaker = Speaker::new(resolved, words);
        self.open(at, UnitKind::Sammanfattning, None, None, next);
        Some(next + 1)
    }
}

/// "… har i huvudsak följande lydelse" comes before the next decision.
fn introduced(lines: &Lines<'_>, from: usize) -> bool {
    let end = lines.len();
    let mut starts = (from..end).filter(|&at| lines.starts_paragraph(at));
    starts
        .find_map(|at| {
            if response(lines, at, end).is_some() {
                Some(true)
            } else {
                decision(lines, at, end).map(|_| false)
            }
        })
        .unwrap_or(false)
}
