//! The sender's account of the answers: a compilation, a samrådsredogörelse,
//! a bill's passages. Each body's view is a summary of that respondent; what
//! the sender comments is nobody's.
//!
//! Three forms, one output: a [`table`], a heading a respondent ([`titled`]),
//! bodies named in prose ([`prose`]).

pub(super) mod prose;
mod table;
mod titled;

use super::builder::Builder;
use super::head::Head;
use super::missiv;
use super::signs::bodies;
use super::signs::sheet::Sheet;
use crate::unit::Fact;

/// Reads the whole paper.
pub(crate) fn read(out: &mut Builder<'_>, sheet: &Sheet<'_>, head: &Head) {
    out.set_referral(head.referral.clone());
    for (first, last, name) in missiv::titled_lists(sheet) {
        let span = out.lines.span(first, last);
        out.fact(bodies::listed(&name), &name, Fact::Asked, None, span);
    }
    let passages = prose::passages(out.lines);
    if !passages.is_empty() {
        for (from, to) in passages {
            prose::read(out, from, to);
        }
        return;
    }
    let end = table::read(out).unwrap_or(0);
    let headed = titled::read(out);
    let from = head.title.map_or(0, |(_, last)| last + 1);
    if end == 0 && !headed {
        prose::read(out, from, out.lines.len());
    } else if headed {
        titled::without_views(out, from);
    }
}
