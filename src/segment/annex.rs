//! An answer that stands in an annex of minutes, of a memo or of a packet: a
//! letter, or the office's opinion that the board made its own.
//!
//! A paper of its own starts at "Bilaga 1" and ends at the next one; what it
//! is, its own head tells.

use super::attachment::{opens_statement, statement};
use super::builder::{Builder, Open, Speaker};
use super::council::{is_council, is_council_title};
use super::extent;
use super::head;
use super::item::{self, is_item};
use super::signature;
use super::signs::kinds::is_addressee;
use super::signs::sheet::{Sheet, is_label};
use super::signs::{bodies, numbers, titles};
use crate::document::DocumentKind;
use crate::lexicon::{Resolved, lexicon, signs};
use crate::line::{Cell, Lines};
use crate::prose::is_closed;
use crate::text::lower;
use crate::unit::{Referral, UnitKind};
use std::ops::Range;

/// Lines of an annex in which its heading must stand.
const HEAD: usize = 24;

/// Takes the answers in the annexes on these lines; true if there was one.
/// `speaker` is whose they are, `date` the day where they tell none.
pub(crate) fn letters(
    out: &mut Builder<'_>,
    range: Range<usize>,
    speaker: &Speaker,
    date: Option<&str>,
    referral: Option<&Referral>,
) -> bool {
    let mut found = false;
    let own = range.start + HEAD;
    let starts = |at: &usize| opens(out.lines, *at) || *at > own && letterhead(out.lines, *at);
    let mut next = range.clone().find(starts);
    while let Some(start) = next {
        next = after(out.lines, start, range.end);
        let end = next.unwrap_or(range.end);
        // The next paper of a packet ends it too.
        let end = (start + 1..end)
            .find(|&at| opens_paper(out.lines, at))
            .unwrap_or(end);
        let own = (start + HEAD..end).find(|&at| opens_statement(out.lines, at));
        if letter(out, start..own.unwrap_or(end), speaker, date, referral) {
            found = true;
            statements(out, own.unwrap_or(end)..end, speaker);
        }
    }
    found
}

/// The statements that stand behind an answer, each under its heading.
pub(crate) fn statements(out: &mut Builder<'_>, range: Range<usize>, speaker: &Speaker) {
    let heads = range.clone().filter(|&at| opens_statement(out.lines, at));
    let heads: Vec<usize> = heads.collect();
    let mut behind = range.start;
    for (nth, &at) in heads.iter().enumerate() {
        let stop = heads.get(nth + 1).copied().unwrap_or(range.end);
        // The next annex opens above its own heading.
        let next = after(out.lines, at, stop);
        let stop = next.unwrap_or(stop);
        // "SÄRSKILT UTTALANDE" over "Särskilt uttalande av Eva Ek (M)": one head.
        if at >= behind && statement(out, at, stop.max(at + 1), speaker) {
            behind = stop;
        }
    }
}

/// The views of advisory councils in the annexes behind an answer.
pub(crate) fn councils(out: &mut Builder<'_>, range: Range<usize>) {
    let mut next = range.clone().find(|&at| opens(out.lines, at));
    while let Some(start) = next {
        next = after(out.lines, start, range.end);
        let end = next.unwrap_or(range.end);
        let Some(speaker) = council_of(out.lines, &(start..end)) else {
            continue;
        };
        if let Some((own, text)) = look(&out.sheet(start..end)) {
            let open = Open::new(UnitKind::Radsyttrande, &speaker, own.title, text.start);
            out.start(
                text.start,
                Open {
                    date: own.date,
                    ..open
                },
            );
            out.close(text.end);
        }
    }
}

/// The advisory council whose paper this is: its head names it on a line.
fn council_of(lines: &Lines<'_>, range: &Range<usize>) -> Option<Speaker> {
    const NAME: usize = 90;
    let head = range.start..range.end.min(range.start + HEAD);
    head.map(|at| lines.words(at))
        .find(|words| {
            let council = is_council_title(words) && words.len() < NAME;
            council && bodies::kind_of(&lower(words)) == Some("rad")
        })
        .map(|words| Speaker::new(Resolved::as_printed(words.trim()), &words))
}

/// The annex behind the one that opens at line `at`; the heads of its further
/// pages name it again.
pub(crate) fn after(lines: &Lines<'_>, at: usize, end: usize) -> Option<usize> {
    let mut page = page_of(lines, at);
    // Looked for near the head alone: a file may hold an annex a line.
    let near = end.min(at + 1 + 2 * HEAD);
    let text = (at + 1..near).find(|&line| is_prose(lines, line));
    // The letter of a ministry that sends the proposal out is a paper of its own.
    let ministry = |next: usize| {
        let row = lines.cells(next);
        row.first()
            .is_some_and(|cell| cell.low == "regeringskansliet" && cell.column < 4)
    };
    let annexed = |next: usize| {
        super::attachment::is_attachment(lines, next)
            || ministry(next)
            || text.is_some_and(|text| next > text) && letterhead(lines, next)
    };
    (at + 1..end).filter(|&next| annexed(next)).find(|&next| {
        let head = page_of(lines, next);
        let further = head
            .as_ref()
            .zip(page.as_ref())
            .is_some_and(|(head, page)| head.0 == page.0 && head.1 == page.1 + 1);
        page = if further { head } else { None };
        !further
    })
}

/// "Bilaga § 214          2 (3)", "Bilaga 1" above "Sida: 2 av 3": the annex and the
/// page that its row, or the one below, names.
fn page_of(lines: &Lines<'_>, at: usize) -> Option<(String, u32)> {
    let annex = lines
        .cells(at)
        .iter()
        .find(|cell| cell.low.starts_with("bilaga"))?;
    let number = |cell: &Cell| {
        let label = ["sida", "sid"]
            .iter()
            .find_map(|of| cell.low.strip_prefix(of));
        let of = cell
            .text
            .rsplit_once('(')
            .map_or("", |(_, of)| of.trim_end_matches(')'));
        let counted = of.parse::<u32>().is_ok() || label.is_some();
        let figures = label.unwrap_or(&cell.low).trim_start_matches([':', ' ']);
        let figures = figures.split([' ', '(']).next().filter(|_| counted)?;
        figures.parse().ok()
    };
    let row = |at: usize| lines.cells(at).iter().filter_map(number).next_back();
    let page = row(at).or_else(|| row(at + 1))?;
    Some((annex.low.clone(), page))
}

/// "Ärende 7" alone: the papers of another item.
fn opens_paper(lines: &Lines<'_>, at: usize) -> bool {
    let low = lower(lines.raw(at));
    let number = low.strip_prefix("ärende ");
    number.is_some_and(|number| number.len() <= 3 && number.bytes().all(|b| b.is_ascii_digit()))
}

/// What may stand between "Bilaga" and the item that it is of: "Bilaga 1, § 57".
const NUMBERED: fn(char) -> bool = |c| c.is_ascii_digit() || matches!(c, ' ' | ',');

/// "Bilaga 1", "Bilaga till § 203", "BILAGA", "Bilaga 1 till ärende 6".
pub(crate) fn opens(lines: &Lines<'_>, at: usize) -> bool {
    let words = lines.words(at);
    let low = lower(&words);
    let rest = low
        .strip_prefix("bilaga")
        .map(|rest| rest.trim_start_matches(NUMBERED));
    let alone = rest.is_some_and(|rest| {
        // "BILAGA KS § 163": the item of a board whose short name stands there.
        let behind = words.get("bilaga".len()..).unwrap_or("");
        let behind = behind.trim_start_matches(NUMBERED);
        let of_item = rest.starts_with("till ") || item::number(behind).is_some();
        rest.is_empty() || of_item && words.len() < 40
    });
    // "BILAGA          2 (2)": a cell of the page's head.
    let row = lines.cells(at);
    let cell = row.len() > 1
        && row.iter().any(|cell| {
            let number = cell.low.strip_prefix("bilaga").map(str::trim_start);
            number.is_some_and(|number| {
                let item = number.trim_start_matches(['§', ' ']);
                let digits = item.bytes().all(|b| b.is_ascii_digit());
                let letter = number.len() == 1 && number.starts_with(char::is_alphabetic);
                letter
                    || digits && (item.len() <= 2 || item.len() < number.len() && item.len() <= 4)
            })
        });
    alone || cell
}

/// A letter begins here without a word that it is an annex: who writes to whom
/// and when, "Yttrande" beside it or then "Yttrande över …", then prose. Nothing
/// but the head of a letter has these in a row.
pub(crate) fn letterhead(lines: &Lines<'_>, at: usize) -> bool {
    let opens = at == 0 || lines.is_blank(at - 1) || lines.line(at).heading > 0;
    // "Region Slättbygden          Yttrande" right below those who signed.
    let row = lines.cells(at);
    let headed = || {
        row.len() > 1
            && row.iter().any(|cell| is_headed(&cell.low))
            && bodies::name(&row[0].text).is_some()
    };
    (opens || headed()) && heads_letter(lines, at)
}

/// The same where it is known that something begins here.
pub(crate) fn heads_letter(lines: &Lines<'_>, at: usize) -> bool {
    /// Lines with words from the top of a letter to its title.
    const LINES: usize = 14;
    /// Of them labels, receivers and case numbers.
    const SIGNS: usize = 2;
    /// Longest cell that is a case number.
    const CASE: usize = 30;
    if lines.is_blank(at) {
        return false;
    }
    let worded = (at..lines.len().min(at + 2 * LINES)).filter(|&at| !lines.is_blank(at));
    // Its first line is the name of who writes; a ministry is written to.
    let first = lines.cells(at).first();
    // What heads the file heads its pages, too.
    let top = lines.next_words(0, at).map(|top| lines.raw(top));
    let again = top == Some(lines.raw(at));
    let name = first.and_then(|cell| bodies::name(&cell.text));
    let opens = !again && name.is_some_and(|name| name.kind.as_deref() != Some("departement"));
    let (mut signs, mut names) = (0, 0);
    let (mut headed, mut addressed) = (false, false);
    for line in worded.take(LINES) {
        let words = lines.words(line);
        let low = lower(&words);
        if signs + names.min(1) >= SIGNS && is_title(&low) {
            return speaks_below(lines, line);
        }
        // The head of a further page says "Yttrande" too, and names no receiver.
        if signs >= SIGNS && (headed || opens) && addressed && is_prose(lines, line) {
            return true;
        }
        if is_prose(lines, line) || !lexicon().roles(&words).is_empty() || is_item(lines, line) {
            return false;
        }
        let row = lines.cells(line);
        addressed |= row.iter().any(|cell| is_addressee(&cell.low));
        headed |= row.iter().any(|cell| is_headed(&cell.low)) && row.len() > 1;
        names += row
            .iter()
            .filter(|cell| bodies::name(&cell.text).is_some())
            .count();
        signs += row
            .iter()
            .filter(|cell| {
                let label = cell.low.split(':').next().unwrap_or("");
                is_label(label)
                    || is_addressee(&cell.low)
                    || extent::is_address(&cell.low)
                    || cell.text.len() < CASE && !numbers::find(&cell.text).is_empty()
            })
            .count();
    }
    false
}

/// "YTTRANDE", "Remissvar": what the paper is, told in its head.
fn is_headed(low: &str) -> bool {
    let mut heads = signs().kind.iter();
    heads.any(|sign| sign.id == "headed as an answer" && sign.meets(low))
}

/// "Yttrande över …", "Regionens svar på …".
fn is_title(low: &str) -> bool {
    let mut titles = signs().kind.iter().filter(|sign| {
        matches!(
            sign.id.as_str(),
            "title of an answer" | "title that holds an answer"
        )
    });
    // "5. Strategi för hamnen – remissvar": an item of an agenda.
    let numbered = low.starts_with(|c: char| c.is_ascii_digit());
    low.len() > 16 && !numbered && titles.any(|sign| sign.meets(low))
}

/// Below a title the text comes before any heading of minutes.
fn speaks_below(lines: &Lines<'_>, title: usize) -> bool {
    const NEAR: usize = 8;
    let below = (title + 1..lines.len()).filter(|&at| !lines.is_blank(at));
    for at in below.take(NEAR) {
        if !lexicon().roles(&lines.words(at)).is_empty() {
            return false;
        }
        if is_prose(lines, at) {
            return true;
        }
    }
    false
}

fn is_prose(lines: &Lines<'_>, at: usize) -> bool {
    const LINE: usize = 50;
    let raw = lines.raw(at);
    let next = lines.raw((at + 1).min(lines.len() - 1));
    let goes_on = next.starts_with(char::is_lowercase) && raw.len() > LINE;
    lines.cells(at).len() == 1
        && raw.len() > LINE
        && (is_closed(raw) || goes_on || raw.len() > 2 * LINE)
        && !is_title(&lower(&lines.words(at)))
}

/// The head of an annex and the lines of its text.
fn look(sheet: &Sheet<'_>) -> Option<(head::Head, Range<usize>)> {
    let own = head::look(sheet, DocumentKind::Remissvar);
    let from = own
        .title
        .map_or(sheet.range.start + 1, |(_, last)| last + 1);
    let text = extent::extent(sheet, from, sheet.range.end)?;
    Some((own, text))
}

/// Takes the annex if it is an answer: headed or titled as one, or the
/// office's opinion.
pub(crate) fn letter(
    out: &mut Builder<'_>,
    range: Range<usize>,
    speaker: &Speaker,
    date: Option<&str>,
    referral: Option<&Referral>,
) -> bool {
    let sheet = out.sheet(range.clone());
    let another = || {
        let name = speaker.resolved.as_ref().map_or("", |own| &own.name);
        !is_council(name) && council_of(out.lines, &range).is_some()
    };
    if !is_answer(&sheet) || signed_by_parties(out.lines, &range) || another() {
        return false;
    }
    let Some((own, text)) = look(&sheet) else {
        return false;
    };
    out.set_referral(match referral {
        // The annex tells its own number best, the paper around it theirs.
        Some(around) => Referral {
            own_diarienummer: own
                .referral
                .own_diarienummer
                .clone()
                .or(around.own_diarienummer.clone()),
            ..around.clone()
        },
        None => own.referral.clone(),
    });
    let speaker = if speaker.resolved.is_some() {
        speaker
    } else {
        &own.speaker
    };
    let open = Open::new(UnitKind::Yttrande, speaker, own.title, text.start);
    let date = date.map(str::to_owned).or(own.date);
    out.start(range.start, Open { date, ..open });
    out.close(text.end);
    true
}

fn is_answer(sheet: &Sheet<'_>) -> bool {
    let head = sheet
        .head
        .iter()
        .filter(|cell| cell.line < sheet.range.start + HEAD);
    let mut answers = signs().kind.iter().filter(|sign| {
        sign.kind == "remissvar" && sign.weight >= 3.0
            || sign.id == "headed as a memo"
            || sign.id == "title that holds an answer"
    });
    let cells: Vec<&str> = head.map(|cell| cell.low.as_str()).collect();
    // Where the head says "Yttrande" its title is the proposal's own, which weighs
    // less than one with the words of an answer: .86 in the letter that taught it.
    let least = match cells.iter().any(|low| is_headed(low)) {
        true => 0.5,
        false => 2.0,
    };
    answers.any(|sign| cells.iter().any(|low| sign.meets(low)))
        && titles::weigh(sheet)
            .first()
            .is_some_and(|title| title.total >= least)
}

/// "Yttrande" of a party group, handed in at the meeting.
fn signed_by_parties(lines: &Lines<'_>, range: &Range<usize>) -> bool {
    let head =
        (range.start..range.end.min(range.start + 12)).filter(|&at| lines.raw(at).len() < 90);
    let mut titled = head.filter(|&at| !super::signers::signers(&lines.words(at)).is_empty());
    if titled.next().is_some() {
        return true;
    }
    let foot = range
        .clone()
        .rev()
        .filter(|&at| !lines.is_blank(at))
        .take(4);
    let mut signed = foot.filter(|&at| {
        let words = lines.words(at);
        let name = words.split([',', '(']).next().unwrap_or("").trim();
        words.len() < 70
            && signature::is_person(name)
            && !super::signers::signers(&words).is_empty()
    });
    signed.next().is_some()
}
