//! The sentence that opens a printed answer.
//!
//! Looks like: "Kulturförvaltningens tjänsteutlåtande daterat den 3 maj 2024
//! har i huvudsak följande lydelse." or "SKOLABs remissvar har i
//! huvudsak följande lydelse:".

use super::dates::{Day, find_date};
use super::hints::{ANSWER, hinted};
use crate::lexicon::lexicon;
use crate::line::Lines;
use crate::line_end::push_words;
use crate::text::lower;

pub(crate) struct Response {
    /// Who wrote it, as printed, genitive -s included.
    pub(crate) who: String,
    pub(crate) day: Option<Day>,
    /// Last line of the sentence.
    pub(crate) last: usize,
}

/// Reads an opening that starts at line `at`.
pub(crate) fn response(lines: &Lines<'_>, at: usize, end: usize) -> Option<Response> {
    if !hinted(lines, at, end, 4, ANSWER) {
        return None;
    }
    let stop = lines.paragraph_end(at, end.min(at + 5));
    let mut joined = String::new();
    for last in at..stop {
        push_words(&mut joined, &lines.words(last));
        let low = lower(&joined);
        let Some(closing) = low.find("följande lydelse") else {
            continue;
        };
        let (who, _) = lexicon()
            .cues
            .phrases
            .answer_papers
            .iter()
            .filter_map(|paper| Some((low[..closing].find(paper.as_str())?, paper.len())))
            .min_by_key(|&(at, len)| (at, std::cmp::Reverse(len)))?;
        let who = joined[..who].trim();
        if who.is_empty()
            || who.len() > 110
            || who.contains(". ")
            || who.contains(';')
            || !who.starts_with(char::is_uppercase)
        {
            return None;
        }
        if last > at && is_heading_above(&lines.words(at), who) {
            return None;
        }
        return Some(Response {
            who: who.to_owned(),
            day: find_date(&joined[..closing]),
            last,
        });
    }
    None
}

/// A respondent's heading stands on the line above without a gap, so that
/// its words were taken for the start of the sentence.
fn is_heading_above(first: &str, who: &str) -> bool {
    let rest = who.strip_prefix(first).map(str::trim_start);
    first.len() < 60 && rest.is_some_and(|rest| rest.starts_with(char::is_uppercase))
}
