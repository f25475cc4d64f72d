//! Answers divided by whose words they are.

use super::pretty;
use super::reuse::rounded;
use crate::reuse::{Answers, Lender, Loan, Recycled, Reuse, Text};
use crate::text::Cited;
use schemars::JsonSchema;
use serde::Serialize;
use std::io::{self, Write};

#[derive(Serialize, JsonSchema)]
pub(super) struct AnswersJson<'a> {
    answers: Vec<RecycledJson<'a>>,
    commissioner: Vec<RecycledJson<'a>>,
    boilerplate: Vec<BoilerplateJson<'a>>,
    letters: Vec<LetterJson<'a>>,
}

/// A text that many sent, at its earliest.
#[derive(Serialize, JsonSchema)]
struct LetterJson<'a> {
    unit: &'a str,
    #[serde(flatten)]
    lines: Cited,
    words: usize,
    senders: usize,
    units: Vec<&'a str>,
}

#[derive(Serialize, JsonSchema)]
struct RecycledJson<'a> {
    unit: &'a str,
    respondent: Option<&'a str>,
    kind: &'a str,
    #[serde(flatten)]
    lines: Cited,
    words: usize,
    share: f64,
    words_procedure: usize,
    words_points: usize,
    words_sender: usize,
    /// Of them those of the office's letter, and those of the proposal.
    words_letter: usize,
    words_proposal: usize,
    words_quoted: usize,
    /// From texts that are nobody's answer.
    words_sources: usize,
    /// From older answers of others.
    words_others: usize,
    /// Shared with texts of the same day, or without a date.
    words_undecided: usize,
    /// That later answers of others hold.
    words_lent: usize,
    /// All units of the answer.
    parts: Vec<&'a str>,
    passages: Vec<LoanJson<'a>>,
}

#[derive(Serialize, JsonSchema)]
struct LoanJson<'a> {
    unit: &'a str,
    with: &'a str,
    respondent: Option<&'a str>,
    kind: &'a str,
    their_document: &'a str,
    #[serde(flatten)]
    lines: Cited,
    their_lines: [u32; 2],
    #[serde(skip_serializing_if = "Option::is_none")]
    their_page: Option<[u32; 2]>,
    words: usize,
    direction: &'a str,
    text: &'a str,
    their_text: &'a str,
    /// Other texts that hold it and are not named.
    more: usize,
}

/// A passage that many answers share, at its earliest.
#[derive(Serialize, JsonSchema)]
struct BoilerplateJson<'a> {
    unit: &'a str,
    respondent: Option<&'a str>,
    #[serde(flatten)]
    lines: Cited,
    answers: usize,
    text: &'a str,
}

/// Answers by whose words they are, and the commissioner's view likewise.
pub fn recycled(answers: &Answers<'_>, out: &mut dyn Write) -> io::Result<()> {
    let count = answers.answers.len();
    let mut all: Vec<RecycledJson<'_>> = answers
        .all()
        .map(|(text, one)| divided(answers, text, one))
        .collect();
    let commissioner = all.split_off(count);
    let boilerplate = answers.boilerplate.iter().map(|one| {
        let text = &answers.found.texts[one.text];
        BoilerplateJson {
            unit: &text.id,
            respondent: text.respondent(),
            lines: text.lines(one.words.clone()),
            answers: one.texts,
            text: text.slice(one.words.clone()),
        }
    });
    let letters = answers.letters.iter().map(|letter| {
        let text = &answers.found.texts[letter.text];
        LetterJson {
            unit: &text.id,
            lines: text.all_lines(),
            words: text.words.len(),
            senders: letter.senders,
            units: units(answers.found, &letter.texts),
        }
    });
    let all = AnswersJson {
        answers: all,
        commissioner,
        boilerplate: boilerplate.collect(),
        letters: letters.collect(),
    };
    pretty(&all, out)
}

fn units<'a>(found: &'a Reuse, texts: &[usize]) -> Vec<&'a str> {
    let ids = texts.iter().map(|at| found.texts[*at].id.as_str());
    ids.collect()
}

fn divided<'a>(answers: &Answers<'a>, text: &'a Text, one: &'a Recycled) -> RecycledJson<'a> {
    let found = answers.found;
    let loans = one.loans.iter();
    RecycledJson {
        unit: &text.id,
        respondent: text.respondent(),
        kind: kind(text),
        lines: text.all_lines(),
        words: one.words,
        share: rounded(one.share()),
        words_procedure: one.procedure,
        words_points: one.points,
        words_sender: one.sender(),
        words_letter: one.letter,
        words_proposal: one.proposal,
        words_quoted: one.quoted,
        words_sources: one.sources,
        words_others: one.others,
        words_undecided: one.undecided,
        words_lent: one.lent,
        parts: match one.view {
            true => vec![&text.id],
            false => units(found, &one.parts),
        },
        passages: loans
            .map(|loan| lent(found, answers.part(one, loan), loan))
            .collect(),
    }
}

fn lent<'a>(found: &'a Reuse, text: &'a Text, loan: &Loan) -> LoanJson<'a> {
    let other = found.lender(loan.lender);
    let theirs = other.lines(loan.passage.b.clone());
    LoanJson {
        unit: &text.id,
        with: &other.id,
        respondent: other.respondent(),
        kind: match loan.lender {
            Lender::Outside(_) => "utanför",
            _ => kind(other),
        },
        their_document: &other.paper.document.name,
        lines: text.lines(loan.passage.a.clone()),
        their_lines: theirs.range(),
        their_page: theirs.page(),
        words: loan.words,
        direction: loan.direction.name(),
        text: text.slice(loan.passage.a.clone()),
        their_text: other.slice(loan.passage.b.clone()),
        more: loan.more,
    }
}

pub(super) fn kind(text: &Text) -> &'static str {
    match (text.unit(), text.central()) {
        (Some(unit), _) => unit.kind.name(),
        (None, Some(central)) => central.name(),
        (None, None) => "forslag",
    }
}
