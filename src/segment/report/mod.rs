//! The city's final report (utlåtande): Beredning with a summary per board,
//! the commissioner's view, reservations in the commissioners' meeting and
//! in the executive board, then every answer, then the annex of statements.

use super::asked;
use super::builder::{Builder, Open, Speaker};
use super::heading::{is_annex, opens_section};
use super::referral::report_referral;
use super::statement::{Tail, may_have_text, mention};
use super::summary::summary_start;
use crate::lexicon::{Resolved, lexicon};
use crate::line::Lines;
use crate::unit::{CentralKind, UnitKind};
use regex::Regex;
use std::collections::HashSet;
use std::sync::LazyLock;

#[expect(clippy::expect_used, reason = "a constant pattern; every test runs it")]
static PLACE_AND_DATE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^\p{Lu}\p{L}+ den \d{1,2} \p{L}+ [\dIlO ]{4,8}$").expect("pattern")
});

mod answers;
mod outward;

/// Answers are printed one by one: "… har i huvudsak följande lydelse".
pub(crate) fn prints_answers(lines: &Lines<'_>) -> bool {
    let answers = (0..lines.len()).filter(|&at| lines.raw(at).contains("lydelse"));
    answers.take(2).count() == 2
}

/// Where in the report the reader is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
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
    /// Headings of those who have answered so far.
    heard: HashSet<String>,
    /// End of the last paragraph that was read for that list.
    read_to: usize,
    /// The line from which an answer may begin that nothing introduces; behind
    /// all lines where a sentence of its own introduces it.
    speaks_from: usize,
    /// A second compilation follows the one being read: the first sums up.
    sums_up: bool,
    /// The city, where the report is its answer to somebody outside it.
    city: Option<Speaker>,
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
        heard: HashSet::new(),
        read_to: 0,
        speaks_from: usize::MAX,
        sums_up: false,
        city: outward::answers_for(lines),
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
        if self.part == Part::Head
            && let Some(next) = self.city_decision(lines, at)
        {
            return next;
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
        if self.sums_up && self.summary(lines, at) || self.begins_to_speak(lines, at) {
            return at + 1;
        }
        if self.out.open_kind() == Some(UnitKind::Yttrande) {
            self.sent_on(lines, at);
        }
        at + 1
    }

    /// A paragraph of the parent company's answer that tells which companies
    /// it sent the proposal on to.
    fn sent_on(&mut self, lines: &Lines<'_>, at: usize) {
        let stop = lines.paragraph_end(at, lines.len().min(at + 42));
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
        let bodies = &lexicon().cues.phrases.central_bodies;
        let central = bodies.iter().any(|body| words.starts_with(body.as_str()));
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
        let account = matches!(self.part, Part::Head) || self.opens_compilation();
        if account && is("background") && !is("preparation") {
            self.out.close(at);
            self.out.start_central(CentralKind::Arende, at + 1, None);
            return Some(at + 1);
        }
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
            // Statements of the executive board's members stand above it.
            Part::Answers if is("compilation") && (self.sums_up || self.states()) => {
                self.out.close(at);
                self.sums_up = false;
                self.speaker = Speaker::default();
                return Some(at + 1);
            }
            _ => return None,
        };
        self.out.close(at);
        if part == Part::Answers {
            self.sums_up = has_another_compilation(lines, at + 1);
        }
        self.part = part;
        self.group = None;
        if part >= Part::Answers {
            self.speaker = Speaker::default();
        }
        if part == Part::Commissioner {
            self.city_view(at);
            self.out
                .start_central(CentralKind::Synpunkter, at + 1, None);
        }
        Some(at + 1)
    }

    /// A statement's text is running.
    fn states(&self) -> bool {
        let open = self.out.open_kind();
        open.is_some_and(UnitKind::is_statement)
    }

    /// The compilation of answers has begun, and nobody has spoken yet.
    fn opens_compilation(&self) -> bool {
        self.part == Part::Answers && self.speaker.resolved.is_none() && !self.out.is_open()
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
            Open::new(UnitKind::Yttrande, &speaker, Some((at, at)), at + 1),
        );
        at + 1
    }

    /// Beredning: who was asked, who abstained, then the summaries.
    fn preparation(&mut self, lines: &Lines<'_>, at: usize) -> usize {
        if !self.summary(lines, at) && !self.out.is_open() && at >= self.read_to {
            self.read_to = lines.paragraph_end(at, lines.len());
            asked::read_paragraph(self.out, at, self.read_to, None);
            self.asked = self.out.asked();
        }
        at + 1
    }

    /// Opens the summary of a respondent whose name begins the paragraph.
    fn summary(&mut self, lines: &Lines<'_>, at: usize) -> bool {
        let Some((board, spelling)) = summary_start(lines, at, lines.len(), &self.asked) else {
            return false;
        };
        let speaker = Speaker::new(board, &spelling);
        let open = Open::new(UnitKind::Sammanfattning, &speaker, None, at);
        self.out.start(at, open);
        true
    }

    /// "Borgarrådsberedningen tillstyrker …", "Kommunstyrelsen delar …", and
    /// the place and date that close the executive board's decision.
    fn central_body(&mut self, lines: &Lines<'_>, at: usize) -> Option<usize> {
        if self.part >= Part::Answers {
            return None;
        }
        let words = lines.words(at);
        let phrases = &lexicon().cues.phrases;
        if let Some(body) = phrases
            .central_bodies
            .iter()
            .find(|body| words.starts_with(body.as_str()))
        {
            let verb = words[body.len()..].split_whitespace().next().unwrap_or("");
            if phrases.central_verbs.iter().any(|known| known == verb) {
                self.out.close(at);
                self.part = Part::Decisions;
                self.speaker = Speaker::new(Resolved::known(body.as_str()), body);
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
}

/// Another heading of the kind comes behind line `from`.
fn has_another_compilation(lines: &Lines<'_>, from: usize) -> bool {
    (from..lines.len())
        .filter(|&at| lines.starts_paragraph(at))
        .any(|at| {
            let words = lines.words(at);
            words.len() < 60 && lexicon().has_role(&words, "compilation")
        })
}
