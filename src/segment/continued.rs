//! An answer that goes on behind its signature: a form of the sender's filled
//! in, comments on single paragraphs, the answers of several parts of a body.

use super::annex;
use super::signature;
use super::signs::sheet::Sheet;
use super::statement::heading_kind;
use crate::lexicon::signs;
use crate::prose::is_closed;
use crate::text::lower;
use std::ops::Range;

/// Sentences that an annex must end to be more than a list of what is enclosed.
const SENTENCES: usize = 3;
/// Lines with words below a signature in which an annex begins.
const NEAR: usize = 24;

/// The lines of an answer with the annex behind them, if there is one in which
/// the respondent speaks.
pub(crate) fn with_annex(sheet: &Sheet<'_>, text: Range<usize>) -> Range<usize> {
    let lines = sheet.lines;
    let to = sheet.range.end;
    let worded = (text.end..to).filter(|&at| !lines.is_blank(at));
    let Some(start) = worded.take(NEAR).find(|&at| opens(sheet, at)) else {
        return text;
    };
    // A member's own view, or who else got it, is no part of the answer.
    let other = (start..to).any(|at| {
        heading_kind(&lines.words(at)).is_some() || lower(lines.raw(at)).starts_with("skiljaktig")
    });
    let sentences = (start..to).filter(|&at| {
        let raw = lines.raw(at);
        raw.len() > 40 && is_closed(raw) && !raw.ends_with(':')
    });
    if other || sentences.count() < SENTENCES {
        return text;
    }
    let end = signature::unsigned(lines, sheet.layout, start, to);
    text.start..end.max(text.end)
}

/// "Bilaga", "SVARSMALL", "Delsvar A": the line heads an annex.
fn opens(sheet: &Sheet<'_>, at: usize) -> bool {
    const HEADING: usize = 90;
    let lines = sheet.lines;
    let low = lower(&lines.words(at));
    let low = low.trim_start_matches(['*', '#', ' ']);
    let named = || {
        let mut openings = signs().text.annexed.iter();
        openings.any(|opening| low.starts_with(opening.as_str()))
    };
    annex::opens(lines, at) || low.len() < HEADING && !low.ends_with(':') && named()
}
