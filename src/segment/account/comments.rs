//! What the sender says of a view in its account: which lines open a comment,
//! and which headings are a respondent's because a comment follows.

use super::titled::{FEWEST, alone_but_for_the_day, bare};
use crate::layout::ends_sentence;
use crate::lexicon::accounts;
use crate::line::Lines;
use crate::segment::builder::Builder;
use crate::segment::extent::paragraph_end;
use crate::segment::signs::names;
use crate::text::lower;
use std::collections::{BTreeMap, BTreeSet};

/// How the sender opens what it says of a view: by the known words, or by a
/// label of its own before every comment ("SLK: …").
pub(super) struct Comments {
    label: Option<String>,
}

impl Comments {
    pub(super) fn of(lines: &Lines<'_>) -> Self {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for at in 0..lines.len() {
            if let Some(label) = label(lines, at) {
                *counts.entry(label).or_default() += 1;
            }
        }
        let most = counts.into_iter().max_by_key(|(_, count)| *count);
        let label = most.filter(|(_, count)| *count >= FEWEST);
        Comments {
            label: label.map(|(label, _)| label.to_owned()),
        }
    }

    pub(super) fn opens(&self, lines: &Lines<'_>, at: usize) -> bool {
        let low = lower(&lines.words(at));
        let low = low.trim_start_matches(['|', '│', '>', ' ', '*']);
        accounts()
            .comments
            .iter()
            .any(|word| low.starts_with(word.as_str()))
            || self.label.is_some() && label(lines, at) == self.label.as_deref()
    }

    /// Where the sender comments on every view, a heading with a comment under it
    /// is a respondent's too, whoever that is: "Yxlö byalag", "Privatperson 1".
    pub(super) fn add_heads(
        &self,
        out: &Builder<'_>,
        heads: &mut Vec<(usize, String)>,
        free: impl Iterator<Item = usize>,
    ) {
        let lines = out.lines;
        let comments: Vec<usize> = (0..lines.len())
            .filter(|&at| self.opens(lines, at))
            .collect();
        if comments.len() < heads.len() {
            return;
        }
        let first = heads[0].0;
        let known: BTreeSet<usize> = heads.iter().map(|(at, _)| *at).collect();
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
                heads.push((at, name.to_owned()));
            }
        }
        heads.sort_unstable();
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
            && !ends_sentence(raw)
            && !raw.ends_with(',')
            && !self.opens(lines, at)
            && paragraph_end(lines, at, lines.len().min(at + 3)) == at + 1
            && raw.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
            && text.is_some_and(|text| lines.raw(text).len() > 50 || ends_sentence(lines.raw(text)))
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
