//! Minutes of a board, whole or one item: the decision under its heading,
//! then statements under theirs.
//!
//! Looks like: "§ 10 Remiss av …", "Beslut", numbered points, "Särskilt
//! uttalande", "Eva Ek m.fl. (S) lämnar särskilt uttalande enligt följande;".

mod answer;
mod headings;

use super::adopted::adopted;
use super::attachment::attachment;
use super::builder::{Builder, Open, Speaker};
use super::council::{council_view, is_council};
use super::decision::{Decision, announces_answer, decision, hands_over, in_course};
use super::head::Head;
use super::item::{
    board, is_consultation, is_decision_heading, is_foot, is_item, items, meeting_date, title,
};
use super::item_of::{speaks, was_out};
use super::referral::{item_of_board, item_referral};
use super::response::response;
use super::statement::{Tail, heading_kind, may_have_text, mention};
use crate::lexicon::lexicon;
use crate::line::Lines;
use crate::prose::is_closed;
use crate::text::lower;
use crate::unit::UnitKind;
use headings::{is_of_minutes, is_short_heading, opens_with_course, parties_speak, section};

/// Longest heading that is known without a gap above it, in bytes.
const HEADING: usize = 60;

/// "Kommunstyrelsens beslut" right below the title, "Yttrande" right below the end of
/// a sentence: a heading, with a gap above it or without.
fn heads_without_gap(lines: &Lines<'_>, at: usize) -> bool {
    let words = lines.raw(at);
    let named = || !lexicon().roles(words).is_empty() || heading_kind(words).is_some();
    let closed = || at > 0 && is_closed(lines.raw(at - 1));
    words.starts_with(char::is_uppercase)
        && (is_decision_heading(words) || words.len() <= HEADING && closed() && named())
}

/// Reads lines `from..to` as minutes.
///
/// `head` is that of the whole paper: whose minutes, which day.
pub(crate) fn read(out: &mut Builder<'_>, head: &Head, from: usize, to: usize) {
    let lines = out.lines;
    let items = items(lines, from, to);
    let first = items.first().map_or(to, |item| item.0);
    // Minutes of one item without "§" have their head above the first heading.
    let heading = (from..to).find(|&at| {
        !lexicon().roles(&lines.words(at)).is_empty() || is_decision_heading(&lines.words(at))
    });
    let head_end = if first < to && (items.len() > 1 || is_item(lines, first)) {
        first
    } else {
        heading.unwrap_or(first)
    };
    let speaker = board(lines, from, to, head_end);
    let date = (from..head_end)
        .find_map(|at| meeting_date(lines, at))
        .or_else(|| head.date.clone());
    out.present = (from..head_end)
        .filter(|&at| lines.raw(at).ends_with(')') || lines.raw(at).contains(") "))
        .flat_map(|at| super::signers::signers(&lines.words(at)))
        .filter(|person| !person.name.is_empty())
        .collect();
    let alone = items.len() == 1;
    for (start, end) in items {
        let title = title(lines, start, end);
        if !is_consultation(lines, start, end, &title) {
            // The board's own proposal, with what those asked said of it.
            if was_out(lines, start, end) {
                out.set_referral(item_referral(&title, ""));
                super::account::prose::read(out, start + 1, end);
            }
            continue;
        }
        let context =
            lines.document().text[lines.span(start, (start + 30).min(end - 1)).range()].to_owned();
        let board = speaker.name().or(head.speaker.name());
        let mut referral = item_of_board(&title, &context, board);
        if alone && referral.own_diarienummer.is_none() {
            let own = head.referral.own_diarienummer.clone();
            referral.own_diarienummer = own.filter(|own| !referral.numbers.contains(own));
        }
        let speaker = speaks(out, head, &speaker, (start, end), &referral);
        out.set_referral(referral);
        Item {
            out,
            speaker,
            date: date.clone(),
            heading: None,
            answer: None,
            mentioned: false,
            adopted: adopted(lines, start + 1, end),
            decided: false,
        }
        .read(start + 1, end);
    }
}

struct Item<'b, 'l> {
    out: &'b mut Builder<'l>,
    speaker: Speaker,
    date: Option<String>,
    /// The statement heading whose text has not begun, and its line.
    heading: Option<(UnitKind, usize)>,
    /// The heading level of the answer that is open under a heading.
    answer: Option<u8>,
    /// A statement has been taken under that heading.
    mentioned: bool,
    /// The heading of the office's text that the decision makes the answer.
    adopted: Option<String>,
    decided: bool,
}

impl Item<'_, '_> {
    fn read(&mut self, start: usize, end: usize) {
        let lines = self.out.lines;
        let mut at = start;
        while at < end {
            at = if lines.starts_paragraph(at) || heads_without_gap(lines, at) {
                self.step(lines, at, end)
            } else {
                at + 1
            };
        }
        if self.out.is_open() {
            self.out.close(end);
        }
    }

    fn step(&mut self, lines: &Lines<'_>, at: usize, end: usize) -> usize {
        if self.out.quotation_ends(at) {
            self.out.close(at);
        }
        let words = lines.words(at);
        // "… vad som anförs under rubriken⏎Yttrande." ends a sentence.
        let tail = at > 0 && words.ends_with('.') && {
            let above = lines.raw(at - 1);
            !above.is_empty() && !is_closed(above)
        };
        let short = words.len() <= 80 && !tail;
        if let Some(next) = attachment(self.out, at, end, &self.speaker, self.decided) {
            self.heading = None;
            return next;
        }
        let decides = is_decision_heading(&words) || section(self.out, at) == Some("decision");
        if short && decides && !self.decided {
            return self.decision(lines, at, end);
        }
        if short && parties_speak(lines, at, end) {
            self.out.close(at);
            self.heading = Some((UnitKind::SarskiltYttrande, at));
            self.mentioned = false;
            return at + 1;
        }
        if short && self.is_answer_heading(lines, at, &words) {
            let heading = lines.line(at).heading;
            self.start(
                UnitKind::Yttrande,
                Some((at, at)),
                self.date.clone(),
                at + 1,
            );
            self.answer = Some(heading);
            return at + 1;
        }
        if let Some(next) = self.quoted(lines, at, end) {
            return next;
        }
        if let Some(kind) = heading_kind(&words) {
            self.out.close(at);
            self.heading = Some((kind, at));
            self.mentioned = false;
            return at + 1;
        }
        // A heading of another kind ends what stood under the one before.
        let other = ["course", "distribution", "signatures"];
        let roles = lexicon().roles(&words);
        if !self.out.is_open() && roles.iter().any(|role| other.contains(&role.as_str())) {
            self.heading = None;
            return at + 1;
        }
        let under = self.heading.map(|(kind, _)| kind);
        if let Some(mut found) = mention(lines, at, end, under) {
            if may_have_text(&found, lines, at) && self.prose_follows(lines, found.last + 1, end) {
                found.tail = Tail::Text;
            }
            let heading = self
                .heading
                .map(|(_, line)| line)
                .filter(|_| !self.mentioned);
            self.mentioned = true;
            return self
                .out
                .take_mention(at, found, &self.speaker.clone(), heading);
        }
        if let Some(found) = council_view(lines, at, end) {
            let speaker = Speaker::new(found.council.clone(), &found.council.name);
            let intro = Some((at, found.last));
            let open = Open::new(UnitKind::Radsyttrande, &speaker, intro, found.last + 1);
            self.heading = None;
            self.out.start(at, open);
            return found.last + 1;
        }
        if let Some(found) = decision(lines, at, end).filter(|found| found.meeting) {
            self.decided = true;
            let date = self.date_of(&found);
            self.start(
                UnitKind::Beslut,
                (!found.inline).then_some((at, found.last)),
                date,
                if found.inline { at } else { found.last + 1 },
            );
            return found.last + 1;
        }
        if let Some((behind, announces)) = in_course(lines, at, end).filter(|_| !self.decided) {
            self.decided = true;
            self.start(UnitKind::Beslut, None, self.date.clone(), at);
            if announces {
                self.start(UnitKind::Yttrande, None, self.date.clone(), behind);
            }
            return behind;
        }
        if let Some(found) = response(lines, at, end) {
            self.start(
                UnitKind::Yttrande,
                Some((at, found.last)),
                found.day.and_then(|day| day.iso()),
                found.last + 1,
            );
            return found.last + 1;
        }
        if self.closes(lines, at, &words) {
            self.out.close(at);
            self.heading = None;
            return at + 1;
        }
        if let (Some((kind, line)), false) = (self.heading, self.out.is_open() || self.mentioned) {
            // Text straight under the heading; the heading may name who.
            let signers = super::signers::signers(&lines.words(line));
            let open = Open {
                signers,
                ..Open::new(kind, &self.speaker, Some((line, line)), at)
            };
            self.out.start(at, open);
            self.heading = None;
        }
        at + 1
    }

    /// A heading that is not part of a decision or a statement.
    fn closes(&self, lines: &Lines<'_>, at: usize, words: &str) -> bool {
        const ALWAYS: [&str; 5] = [
            "signatures",
            "attachments",
            "course",
            "distribution",
            "decision",
        ];
        const TOLD: [&str; 3] = ["course", "distribution", "signatures"];
        if lexicon().roles(words).is_empty()
            && section(self.out, at).is_some_and(|role| TOLD.contains(&role))
        {
            return true;
        }
        let answer = self.out.open_kind() == Some(UnitKind::Yttrande);
        if let (true, Some(level)) = (answer, self.answer) {
            // Headings of the answer itself stand below its own.
            let above = lines.line(at).heading > 0 && lines.line(at).heading <= level;
            let roles = lexicon().roles(words);
            let inside = ["summary", "background", "views", "answer"];
            // The account of the matter is the minutes' own.
            let closing = lower(words).contains("ärende") && !roles.is_empty()
                || roles.iter().any(|role| ALWAYS.contains(&role.as_str()))
                || roles.iter().any(|role| !inside.contains(&role.as_str()));
            return above || closing;
        }
        let statement = self.out.open_kind().is_some_and(UnitKind::is_statement);
        let set = lines.line(at).heading > 0 || lines.line(at).bold;
        if statement && words.len() < 60 && lower(words).contains("justera") && !is_foot(words) {
            return true;
        }
        let roles = lexicon().roles(words);
        if !roles.is_empty() {
            return !statement
                || set
                || roles.iter().any(|role| ALWAYS.contains(&role.as_str()))
                || is_of_minutes(words);
        }
        let decision = self.out.open_kind() == Some(UnitKind::Beslut);
        if decision && is_short_heading(lines, at, words) {
            return true;
        }
        set && words.len() < 120 && (!statement || opens_with_course(words))
    }

    /// The decision's own date, else the meeting's.
    fn date_of(&self, found: &Decision) -> Option<String> {
        let own = found.day.and_then(|day| day.iso());
        own.or_else(|| self.date.clone())
    }

    /// The points under "Beslut"; a first line that ends in a colon or says
    /// "följande" introduces them.
    fn decision(&mut self, lines: &Lines<'_>, at: usize, end: usize) -> usize {
        self.decided = true;
        let Some(first) = lines.next_words(at + 1, end) else {
            return at + 1;
        };
        if let Some(found) = decision(lines, first, end) {
            let date = self.date_of(&found);
            self.start(
                UnitKind::Beslut,
                Some((at, if found.inline { at } else { found.last })),
                date.clone(),
                if found.inline { first } else { found.last + 1 },
            );
            if found.announces && self.prose_follows(lines, found.last + 1, end) {
                self.start(UnitKind::Yttrande, None, date, found.last + 1);
            }
            return found.last + 1;
        }
        // A line that ends in a colon introduces the points, unless the answer
        // itself comes next as a quotation.
        let colon = (first..lines.paragraph_end(first, end).min(first + 3))
            .find(|&at| lines.raw(at).ends_with(':') || lines.raw(at).ends_with("följande."))
            .filter(|&at| lines.joined(first, at + 1).len() < 250);
        let quoted = colon
            .and_then(|at| lines.next_words(at + 1, end))
            .is_some_and(|next| lines.raw(next).starts_with('>'));
        if quoted {
            self.start(UnitKind::Beslut, Some((at, at)), self.date.clone(), first);
            return colon.map_or(first, |at| at + 1);
        }
        let paragraph_end = colon.map_or_else(|| lines.paragraph_end(first, end), |at| at + 1);
        let joined = lines.joined(first, paragraph_end);
        let leads = joined.len() < 250
            && [":", "följande.", "att", "beslutar", "beslutade", "beslut"]
                .iter()
                .any(|end| joined.ends_with(end));
        let date = self.date.clone();
        // "… överlämnar följande som kommunens svar på remissen:" over prose.
        let next = lines.next_words(paragraph_end, end);
        let opens = |c: char| c.is_uppercase() || matches!(c, '”' | '"' | '“');
        let capital = next.is_some_and(|next| lines.raw(next).starts_with(opens));
        let prose = capital && self.prose_follows(lines, paragraph_end, end);
        let hands = leads && hands_over(&joined) || announces_answer(&lower(&joined));
        if prose && hands {
            self.start(UnitKind::Beslut, Some((at, at)), self.date.clone(), first);
            self.start(UnitKind::Yttrande, None, self.date.clone(), paragraph_end);
            return paragraph_end;
        }
        // "Nämnden beslutar" over "att …": the decision is the whole sentence.
        let next = lines.next_words(paragraph_end, end.min(paragraph_end + 2));
        let goes_on = next.is_some_and(|next| lines.raw(next).starts_with("att "));
        if leads && !(goes_on && joined.ends_with(char::is_alphabetic)) {
            self.start(
                UnitKind::Beslut,
                Some((first, paragraph_end - 1)),
                date,
                paragraph_end,
            );
            return paragraph_end;
        }
        self.start(UnitKind::Beslut, Some((at, at)), date, first);
        first
    }

    fn start(
        &mut self,
        kind: UnitKind,
        intro: Option<(usize, usize)>,
        date: Option<String>,
        from: usize,
    ) {
        self.heading = None;
        let council = kind == UnitKind::Yttrande && self.speaker.name().is_some_and(is_council);
        let kind = if council {
            UnitKind::Radsyttrande
        } else {
            kind
        };
        let end = intro.map_or(from, |(line, _)| line);
        self.out.start(
            end,
            Open {
                date,
                signed: council || kind == UnitKind::Yttrande,
                ..Open::new(kind, &self.speaker, intro, from)
            },
        );
    }
}
