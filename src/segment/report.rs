//! The city's final report (utlåtande): Beredning with a summary per board,
//! the commissioner's view, reservations in the commissioners' meeting and
//! in the executive board, then every answer, then the annex of statements.

use super::asked;
use super::builder::{Builder, Open, Speaker};
use super::council::{council_view, is_council};
use super::decision::decision;
use super::referral::report_referral;
use super::response::{Response, response};
use super::statement::{Tail, heading_kind, may_have_text, mention};
use super::summary::summary_start;
use crate::lexicon::{Resolved, lexicon};
use crate::line::Lines;
use crate::unit::UnitKind;
use regex::Regex;
use std::sync::LazyLock;

#[expect(clippy::expect_used, reason = "a constant pattern; every test runs it")]
static PLACE_AND_DATE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^\p{Lu}\p{L}+ den \d{1,2} \p{L}+ [\dIlO ]{4,8}$").expect("pattern")
});

/// Where in the report the reader is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd)]
enum Part {
    Head,
    Preparation,
    Commissioner,
    Decisions,
    Answers,
    Annex,
}

struct Report<'b, 'l> {
    out: &'b mut Builder<'l>,
    part: Part,
    speaker: Speaker,
    /// The company group whose daughters answer, inside its underremiss.
    group: Option<Speaker>,
    /// Names in the list of those asked.
    asked: Vec<(String, Resolved)>,
}

/// Reads the whole document as a report.
pub(crate) fn read(out: &mut Builder<'_>) {
    let lines = out.lines;
    let referral = report_referral(lines);
    out.set_referral(referral);
    let mut report = Report {
        out,
        part: Part::Head,
        speaker: Speaker::default(),
        group: None,
        asked: Vec::new(),
    };
    let mut at = 0;
    while at < lines.len() {
        at = if lines.starts_paragraph(at) {
            report.step(lines, at)
        } else {
            at + 1
        };
    }
    report.out.close(lines.len());
}

impl Report<'_, '_> {
    /// Looks at a paragraph start; returns the line to go on at.
    fn step(&mut self, lines: &Lines<'_>, at: usize) -> usize {
        let end = lines.len();
        if let Some(next) = self.section(lines, at) {
            return next;
        }
        if self.part == Part::Preparation {
            return self.preparation(lines, at);
        }
        if self.part >= Part::Commissioner {
            if let Some(next) = self.central_body(lines, at) {
                return next;
            }
            if let Some(mut mention) = mention(lines, at, end, None) {
                if self.part != Part::Answers
                    && may_have_text(&mention, lines, at)
                    && self.prose_follows(lines, mention.last + 1)
                {
                    mention.tail = Tail::Text;
                }
                return self
                    .out
                    .take_mention(at, mention, &self.speaker.clone(), None);
            }
        }
        if self.part >= Part::Decisions
            && let Some(next) = self.answer(lines, at)
        {
            return next;
        }
        if self.out.open_kind() == Some(UnitKind::Yttrande) {
            self.sent_on(lines, at);
        }
        at + 1
    }

    /// A paragraph of the parent company's answer that tells which companies
    /// it sent the proposal on to.
    fn sent_on(&mut self, lines: &Lines<'_>, at: usize) {
        let stop = lines.paragraph_end(at, lines.len());
        let raw = lines.document().slice(lines.span(at, stop - 1));
        if stop - at > 40
            || !["emitt", "skick", "sänt"]
                .iter()
                .any(|hint| raw.contains(hint))
        {
            return;
        }
        let joined = lines.joined(at, stop);
        if lexicon()
            .cues
            .ledger
            .asked
            .iter()
            .any(|cue| joined.contains(cue.as_str()))
        {
            let via = self.speaker.name().map(str::to_owned);
            asked::read_paragraph(self.out, at, stop, via.as_deref());
        }
    }

    /// The next paragraph is neither a heading nor another introduction.
    fn prose_follows(&self, lines: &Lines<'_>, at: usize) -> bool {
        let Some(next) = lines.next_words(at, at + 5) else {
            return false;
        };
        let words = lines.words(next);
        let central = ["Kommunstyrelsen ", "Borgarrådsberedningen "]
            .iter()
            .any(|body| words.starts_with(body));
        words.len() > 40 && !central && !opens_section(lines, next)
    }

    /// Headings that divide the report.
    fn section(&mut self, lines: &Lines<'_>, at: usize) -> Option<usize> {
        let words = lines.words(at);
        let roles = lexicon().roles(&words);
        if self.part == Part::Answers && self.names_group_view(&words) {
            return Some(self.group_view(at));
        }
        if roles.is_empty() && !words.starts_with("Bilaga ") {
            return None;
        }
        let is = |role: &str| roles.iter().any(|known| known == role);
        let numbered = words.starts_with(|c: char| c.is_ascii_digit());
        let part = match self.part {
            Part::Head if is("preparation") => Part::Preparation,
            Part::Head | Part::Preparation if is("commissioner") => Part::Commissioner,
            Part::Preparation | Part::Commissioner if is("attachments") => Part::Decisions,
            part if part < Part::Answers && is("compilation") => Part::Answers,
            part if part > Part::Commissioner && !numbered && is_annex(lines, at) => Part::Annex,
            Part::Answers if is("subconsultation") => {
                self.out.close(at);
                self.group = Some(self.speaker.clone());
                return Some(at + 1);
            }
            Part::Answers if is("group") => return Some(self.group_view(at)),
            Part::Answers if is("respondents") => {
                self.out.close(at);
                self.group = None;
                self.speaker = Speaker::default();
                return Some(at + 1);
            }
            _ => return None,
        };
        self.out.close(at);
        self.part = part;
        self.group = None;
        if part >= Part::Answers {
            self.speaker = Speaker::default();
        }
        Some(at + 1)
    }

    /// "Almviks Stadshus AB:s synpunkter", where the daughters have answered.
    fn names_group_view(&self, words: &str) -> bool {
        let Some(group) = &self.group else {
            return false;
        };
        let rest = words.strip_prefix(group.spelling.as_str()).unwrap_or("");
        matches!(
            rest,
            ":s synpunkter" | "s synpunkter" | ":s bedömning" | "s bedömning"
        )
    }

    /// The parent company's own view after its daughters' answers.
    fn group_view(&mut self, at: usize) -> usize {
        let speaker = self.group.clone().unwrap_or_else(|| self.speaker.clone());
        self.out.start(
            at,
            Open {
                kind: UnitKind::Yttrande,
                respondent: speaker.resolved,
                spelling: speaker.spelling,
                intro: Some((at, at)),
                date: None,
                signers: Vec::new(),
                from: at + 1,
                offset: 0,
            },
        );
        at + 1
    }

    /// Beredning: who was asked, who abstained, then the summaries.
    fn preparation(&mut self, lines: &Lines<'_>, at: usize) -> usize {
        let end = lines.len();
        if let Some((board, spelling)) = summary_start(lines, at, end, &self.asked) {
            self.out.start(
                at,
                Open {
                    kind: UnitKind::Sammanfattning,
                    respondent: Some(board),
                    spelling,
                    intro: None,
                    date: None,
                    signers: Vec::new(),
                    from: at,
                    offset: 0,
                },
            );
        } else if !self.out.is_open() {
            asked::read_paragraph(self.out, at, lines.paragraph_end(at, end), None);
            self.asked = self.out.asked();
        }
        at + 1
    }

    /// "Borgarrådsberedningen tillstyrker …", "Kommunstyrelsen delar …", and
    /// the place and date that close the executive board's decision.
    fn central_body(&mut self, lines: &Lines<'_>, at: usize) -> Option<usize> {
        if self.part >= Part::Answers {
            return None;
        }
        let words = lines.words(at);
        let body = [
            "Borgarrådsberedningen",
            "Kommunstyrelsen",
            "Kommunalrådsberedningen",
        ]
        .into_iter()
        .find(|body| words.starts_with(body));
        if let Some(body) = body {
            let verb = words[body.len()..]
                .trim_start()
                .split(' ')
                .next()
                .unwrap_or("");
            if matches!(
                verb,
                "tillstyrker" | "delar" | "beslutade" | "beslutar" | "avstyrker" | "bifaller"
            ) {
                self.out.close(at);
                self.part = Part::Decisions;
                let resolved = Resolved {
                    name: body.to_owned(),
                    known: true,
                    guessed: false,
                };
                self.speaker = Speaker::new(resolved, body);
                return Some(at + 1);
            }
        }
        if self.out.is_open()
            && ["background", "preparation"]
                .iter()
                .any(|role| lexicon().has_role(&words, role))
        {
            self.out.close(at);
            return Some(at + 1);
        }
        if PLACE_AND_DATE.is_match(&words) || words.ends_with("vägnar:") {
            self.out.close(at);
            return Some(at + 1);
        }
        None
    }

    /// Respondent headings, decisions and printed answers.
    fn answer(&mut self, lines: &Lines<'_>, at: usize) -> Option<usize> {
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
                lines,
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
            let open = Open {
                kind: UnitKind::Radsyttrande,
                spelling: found.council.name.clone(),
                respondent: Some(found.council),
                intro: Some((at, found.last)),
                date: None,
                signers: Vec::new(),
                from: found.last + 1,
                offset: 0,
            };
            self.out.start(at, open);
            return Some(found.last + 1);
        }
        self.heading(lines, at)
    }

    fn decision(
        &mut self,
        _lines: &Lines<'_>,
        at: usize,
        date: Option<String>,
        last: usize,
        inline: bool,
    ) -> usize {
        if date.is_none() {
            self.out.note(at, "decision without a date");
        }
        self.out.decided.clone_from(&date);
        self.out.start(
            at,
            Open {
                kind: UnitKind::Beslut,
                respondent: self.speaker.resolved.clone(),
                spelling: self.speaker.spelling.clone(),
                intro: (!inline).then_some((at, last)),
                date,
                signers: Vec::new(),
                from: if inline { at } else { last + 1 },
                offset: 0,
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
        self.out.start(
            at,
            Open {
                kind: if speaker.name().is_some_and(is_council) {
                    UnitKind::Radsyttrande
                } else {
                    UnitKind::Yttrande
                },
                respondent: speaker.resolved,
                spelling: speaker.spelling,
                intro: Some((at, found.last)),
                date: date.and_then(|day| day.iso()),
                signers: Vec::new(),
                from: found.last + 1,
                offset: 0,
            },
        );
        found.last + 1
    }

    /// Whose answer it is: a daughter company by its own name, else the board
    /// whose section this is, else the board the office speaks for.
    fn author(&self, who: &str) -> Speaker {
        if let Some(name) = lexicon().known(who) {
            let resolved = Resolved {
                name: name.to_owned(),
                known: true,
                guessed: false,
            };
            let spelling = if self.group.is_some() { who } else { name };
            return Speaker::new(resolved, spelling);
        }
        if self.group.is_none() && self.speaker.resolved.is_some() {
            return self.speaker.clone();
        }
        let office = lexicon().board_of_office(who);
        let resolved = match office {
            Some(name) => Resolved {
                name,
                known: true,
                guessed: false,
            },
            None => {
                let name = who
                    .strip_suffix(":s")
                    .or_else(|| who.strip_suffix('s'))
                    .unwrap_or(who);
                Resolved {
                    name: name.to_owned(),
                    known: false,
                    guessed: false,
                }
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
        self.part = self.part.max_answers();
        self.speaker = Speaker::new(resolved, &words);
        Some(at + 1)
    }
}

impl Part {
    fn max_answers(self) -> Part {
        if self < Part::Answers {
            Part::Answers
        } else {
            self
        }
    }
}

/// A decision, an answer or a statement starts at line `at`.
fn opens_section(lines: &Lines<'_>, at: usize) -> bool {
    let end = lines.len();
    decision(lines, at, end).is_some()
        || response(lines, at, end).is_some()
        || mention(lines, at, end, None).is_some()
}

/// A respondent outside the city ("Stockholms Handelskammare"): any short
/// line that is neither a heading we know nor a sentence.
fn outside_body(words: &str) -> Option<Resolved> {
    let heading = heading_kind(words).is_some()
        || !lexicon().roles(words).is_empty()
        || words.starts_with("Bilaga");
    (!heading && words.len() <= 60).then(|| Resolved {
        name: words.to_owned(),
        known: false,
        guessed: false,
    })
}

/// "Bilaga 1" above "Reservationer m.m.", or that heading itself.
fn is_annex(lines: &Lines<'_>, at: usize) -> bool {
    let words = lines.words(at);
    let titled = |at| lexicon().has_role(&lines.words(at), "annex");
    if words.starts_with("Bilaga ") && words.len() <= 12 {
        return lines.next_words(at + 1, at + 4).is_some_and(titled);
    }
    titled(at)
}
