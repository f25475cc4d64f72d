//! What a bill makes of answers beside its account of them: the reasons, in which
//! an objection may be met, and where the proposal departs from the inquiry's.

use super::Departure;
use super::account::{Said, said, words};
use crate::analyse::Analyser;
use crate::flow::Flow;
use crate::line::Lines;
use crate::paper::Paper;
use crate::position::Passage;
use crate::unit::Referral;

/// What one paper tells so.
#[derive(Default)]
pub(super) struct Bill {
    /// Sentences of the reasons.
    pub(super) reasons: Vec<Said>,
    pub(super) departures: Vec<Departure>,
}

/// A passage of a bill, by its first words.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Reasons,
    Inquiry,
    Other,
}

/// Reads the passages of a paper, if it has reasons.
pub(super) fn bill(paper: &Paper, referral: Option<&Referral>, analyser: &Analyser) -> Bill {
    let lines = Lines::new(&paper.document);
    let mut bill = Bill::default();
    let mut section = String::new();
    let mut at = 0;
    while at < lines.len() {
        let raw = lines.words(at).into_owned();
        if let Some(part) = opens(&raw) {
            let end = (at + 1..lines.len())
                .find(|&line| {
                    let raw = lines.words(line);
                    opens(&raw).is_some() || is_numbered(&raw) || lines.line(line).heading > 0
                })
                .unwrap_or(lines.len());
            let flow = Flow::of_lines(&lines, &paper.layout, at, end);
            match part {
                Part::Reasons => bill.reasons.extend(said(paper, &flow, "", analyser)),
                Part::Inquiry => {
                    bill.departures
                        .extend(departure(paper, &flow, &section, referral));
                }
                Part::Other => {}
            }
            at = end;
            continue;
        }
        if is_numbered(&raw) {
            section = raw.split_whitespace().collect::<Vec<_>>().join(" ");
        }
        at += 1;
    }
    if bill.reasons.is_empty() {
        bill.departures.clear();
    }
    bill
}

fn opens(raw: &str) -> Option<Part> {
    let low = raw.to_lowercase();
    let begins = |list: &[String]| list.iter().any(|start| low.starts_with(start.as_str()));
    let words = words();
    match () {
        () if begins(&words.reasons) => Some(Part::Reasons),
        () if begins(&words.inquiry) => Some(Part::Inquiry),
        () if begins(&words.passages) => Some(Part::Other),
        () => None,
    }
}

/// "5.1 Inventering före rivning".
fn is_numbered(raw: &str) -> bool {
    const LONGEST: usize = 90;
    let rest = raw.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
    raw.len() < LONGEST
        && rest.len() < raw.len()
        && rest.starts_with([' ', '\t'])
        && rest.trim_start().starts_with(char::is_uppercase)
        && !raw.ends_with(['.', ',', ';', ':'])
}

/// The passage on the inquiry's proposal says that the bill's is another.
fn departure(
    paper: &Paper,
    flow: &Flow,
    section: &str,
    referral: Option<&Referral>,
) -> Option<Departure> {
    let low = flow.text.to_lowercase();
    let departs = words()
        .departs
        .iter()
        .any(|phrase| low.contains(phrase.as_str()));
    if !departs || flow.text.is_empty() {
        return None;
    }
    Some(Departure {
        referral: referral.cloned().unwrap_or_default(),
        section: section.to_owned(),
        passage: Passage {
            document: paper.document.name.clone(),
            lines: paper.document.index.cite(flow.source(0..flow.text.len())),
            quote: flow.text.replace('\n', " "),
        },
    })
}
