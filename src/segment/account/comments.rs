//! What the sender says of a view in its account: which lines open a comment,
//! and which headings are a respondent's because a comment follows.

use super::entries::FEWEST;
use super::opening::{Opening, alone_but_for_the_day, bare};
use crate::authority::genitive;
use crate::lexicon::{Column, accounts};
use crate::line::{Cell, Lines};
use crate::prose::is_closed;
use crate::segment::builder::Builder;
use crate::segment::extent::{is_heading_alone, paragraph_end};
use crate::segment::signs::{bodies, names};
use crate::text::lower;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// How the sender opens what it says of a view: by the known words, by a
/// label of its own before every comment ("SLK: …"), by a heading that comes
/// again ("Stadskontorets ställningstagande"), or in italics.
pub(super) struct Comments {
    label: Option<String>,
    headings: BTreeSet<String>,
    /// "trafikverkets svar": who tells of the answers gives one of its own.
    answers: Vec<String>,
    /// "pts bemötande:" before what it says.
    owned: BTreeSet<String>,
    italic: bool,
    /// They stand in a column beside the views, under a head of their own.
    pub(super) beside: bool,
}

impl Comments {
    pub(super) fn of(lines: &Lines<'_>) -> Self {
        let mut labels: BTreeMap<&str, usize> = BTreeMap::new();
        let mut headings: BTreeMap<String, usize> = BTreeMap::new();
        let mut owned: BTreeMap<String, usize> = BTreeMap::new();
        for at in 0..lines.len() {
            if let Some(label) = label(lines, at) {
                *labels.entry(label).or_default() += 1;
            }
            let low = lower(&lines.words(at));
            if let Some(heading) = accounts().of_the_sender(&low) {
                *headings.entry(heading.to_owned()).or_default() += 1;
            }
            let label = low.split_once(':').map(|(label, _)| label.to_owned());
            let label = label.filter(|label| accounts().of_the_sender(label).is_some());
            if let Some(label) = label {
                *owned.entry(label).or_default() += 1;
            }
        }
        // A body's name, and what stands before one, are no sign of the sender's.
        let others = [&accounts().body_column, &accounts().view_column];
        let is_other = |label: &str| others.iter().any(|words| words.contains(&lower(label)));
        let most = labels
            .into_iter()
            .filter(|(label, _)| bodies::name(label).is_none() && !is_other(label))
            .max_by_key(|(_, count)| *count);
        let label = most.filter(|(_, count)| *count >= FEWEST);
        headings.retain(|_, count| *count > 1);
        // "Hovrättens bedömning: …" once is a body's own; an office's never is.
        owned.retain(|label, count| *count > 1 || of_an_office(label));
        Comments {
            label: label.map(|(label, _)| label.to_owned()),
            headings: headings.into_keys().collect(),
            answers: own_answers(lines),
            beside: (0..lines.len()).any(|at| heads_a_column(lines, at)),
            owned: owned.into_keys().collect(),
            italic: false,
        }
    }

    /// Italics are the sender's where most entries end in them.
    pub(super) fn learn_italics(&mut self, lines: &Lines<'_>, entries: &[Opening]) {
        let ends = |pair: &&[Opening]| {
            let last = (pair[0].text.0..pair[1].at)
                .rev()
                .find(|&at| !lines.is_blank(at) && (at == 0 || lines.is_blank(at - 1)));
            last.is_some_and(|at| at > pair[0].text.0 && is_italic(lines, at))
        };
        let italic = entries.windows(2).filter(ends).count();
        self.italic = italic > 0 && 2 * italic >= entries.len() - 1;
    }

    pub(super) fn opens(&self, lines: &Lines<'_>, at: usize) -> bool {
        let low = lower(&lines.words(at));
        let owned = || {
            let label = low.split_once(':').map(|(label, _)| label);
            label.is_some_and(|label| self.owned.contains(label))
        };
        accounts().opens_known_comment(&low)
            || owned()
            || self.label.is_some() && label(lines, at) == self.label.as_deref()
            || self
                .answers
                .iter()
                .any(|answer| low.starts_with(answer.as_str()))
            || self.headings.contains(low.trim_matches(['*', ' ', '#']))
            || self.italic && is_italic(lines, at)
    }

    /// One past the last line of a comment that others follow: a paragraph, below
    /// its label where that stands alone.
    pub(super) fn end(&self, lines: &Lines<'_>, at: usize, to: usize) -> usize {
        let end = paragraph_end(lines, at, to);
        let alone = end == at + 1 && !is_closed(lines.raw(at)) && !is_italic(lines, at);
        match lines.next_words(end, to).filter(|_| alone) {
            Some(text) => paragraph_end(lines, text, to),
            None => end,
        }
    }

    /// Comments under a heading that comes again, each up to the next heading: what
    /// the sender says of a part.
    pub(super) fn sections(&self, lines: &Lines<'_>) -> Vec<Range<usize>> {
        let heads = |at: usize| self.headings.contains(&lower(&lines.words(at)));
        let mut found = Vec::new();
        let mut at = 0;
        while let Some(from) = (at..lines.len()).find(|&at| heads(at)) {
            let next = (from + 1..lines.len())
                .find(|&at| !heads(at) && is_heading_alone(lines, at, lines.len()));
            at = next.unwrap_or(lines.len());
            found.push(from..at);
        }
        found
    }

    /// Where the sender comments on every view, a heading with a comment under it
    /// is a respondent's too, whoever that is: "Yxlö byalag", "Privatperson 1".
    pub(super) fn more_heads(
        &self,
        out: &Builder<'_>,
        heads: &[usize],
        free: impl Iterator<Item = usize>,
    ) -> Vec<(usize, String)> {
        let lines = out.lines;
        let comments: Vec<usize> = (0..lines.len())
            .filter(|&at| self.opens(lines, at))
            .collect();
        let mut found = Vec::new();
        if comments.len() < heads.len() {
            return found;
        }
        let first = heads[0];
        let known: BTreeSet<usize> = heads.iter().copied().collect();
        let others: Vec<usize> = free
            .filter(|&at| at > first && !known.contains(&at) && self.is_title(out, at))
            .collect();
        let mut all: Vec<usize> = known
            .iter()
            .copied()
            .chain(others.iter().copied())
            .collect();
        all.sort_unstable();
        for at in others {
            let next = all[all.partition_point(|other| *other <= at)..].first();
            let comment = comments[comments.partition_point(|other| *other <= at)..].first();
            let before = all[..all.partition_point(|other| *other < at)].last();
            // Its comment comes before the next heading, and the one above had its own.
            let own = comment.is_some_and(|comment| next.is_none_or(|next| comment < next));
            let closed = before.is_some_and(|before| {
                comments[comments.partition_point(|other| other <= before)..]
                    .first()
                    .is_some_and(|comment| *comment < at)
            });
            let group = before.is_some_and(|before| lines.next_words(before + 1, at).is_none());
            if own && (closed || group) {
                let raw = alone_but_for_the_day(lines, at).unwrap_or_default();
                let name = bare(names::entry(raw.trim_end_matches(['*', ' '])));
                let name =
                    name.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ' '));
                found.push((at, name.to_owned()));
            }
        }
        found
    }

    /// A short line alone, with text below it.
    fn is_title(&self, out: &Builder<'_>, at: usize) -> bool {
        let lines = out.lines;
        let raw = lines.raw(at);
        let alone = at > 0 && (lines.is_blank(at - 1) || lines.line(at).heading > 0);
        let text = lines.next_words(at + 1, at + 4);
        let words = alone_but_for_the_day(lines, at).unwrap_or_default();
        (4..=80).contains(&words.len())
            && alone
            && !out.is_furniture(at)
            && !is_closed(raw)
            && !raw.ends_with(',')
            && !self.opens(lines, at)
            && paragraph_end(lines, at, lines.len().min(at + 3)) == at + 1
            && raw.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
            && text.is_some_and(|text| lines.raw(text).len() > 50 || is_closed(lines.raw(text)))
    }
}

/// "SLK: Kontoret tar kontakt …": a few words before a colon, and a sentence.
fn label<'l>(lines: &Lines<'l>, at: usize) -> Option<&'l str> {
    const LABEL: usize = 30;
    let opens = at == 0 || lines.is_blank(at - 1);
    let (label, rest) = lines.raw(at).split_once(": ").filter(|_| opens)?;
    let short = (2..=LABEL).contains(&label.len()) && label.split(' ').count() <= 3;
    (short && label.starts_with(char::is_uppercase) && rest.starts_with(char::is_uppercase))
        .then_some(label)
}

/// A paragraph that is set in italics as a whole.
fn is_italic(lines: &Lines<'_>, at: usize) -> bool {
    /// Lines of a comment; without a bound a text of nothing else would be
    /// walked through again at each.
    const LINES: usize = 60;
    // Marks around a line are no part of it.
    let text = &lines.document().text;
    let before = |at: usize| &text[..lines.line(at).span.start as usize];
    let opens = before(at).ends_with('*') && !before(at).ends_with("**");
    opens && !lines.line(at).bullet && {
        let last = paragraph_end(lines, at, lines.len().min(at + LINES)) - 1;
        let behind = &text[lines.line(last).span.end as usize..];
        behind.starts_with('*') && !behind.starts_with("**")
    }
}

/// "trafikverkets svar" where Trafikverket stands at the top of the paper.
fn own_answers(lines: &Lines<'_>) -> Vec<String> {
    letterhead(lines)
        .map(|name| format!("{} svar", genitive(&lower(&name.name))))
        .collect()
}

/// The bodies at the top of the paper: in its first block of lines.
pub(super) fn letterhead<'l>(lines: &'l Lines<'_>) -> impl Iterator<Item = bodies::Name> + 'l {
    /// Lines with words.
    const TOP: usize = 6;
    let first = lines.next_words(0, lines.len()).unwrap_or(0);
    let block = (first..lines.len())
        .take_while(|&at| !lines.is_blank(at))
        .take(TOP);
    let cells = block.flat_map(|at| lines.cells(at));
    cells.filter_map(|cell| bodies::name(&cell.text))
}

/// "INKOMNA YTTRANDEN          KOMMENTARER": the sender's column beside another.
fn heads_a_column(lines: &Lines<'_>, at: usize) -> bool {
    let row = lines.cells(at);
    let held = |cell: &Cell| accounts().column(&cell.low);
    row.len() == 2 && held(&row[0]) == Some(Column::View) && held(&row[1]) == Some(Column::Sender)
}

/// "kontorets bemötande", "stadsledningskontorets kommentar": whose it is is an office.
fn of_an_office(label: &str) -> bool {
    let owner = label.split(' ').rev().nth(1).unwrap_or("");
    let office = owner.strip_suffix('s').unwrap_or(owner);
    bodies::kind_of(office) == Some("kontor") || office == "kontoret" || office == "förvaltningen"
}
