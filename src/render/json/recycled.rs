//! Answers divided by whose words they are.

use super::pretty;
use super::reuse::rounded;
use crate::reuse::{Answers, Loan, Recycled, Reuse, Text};
use crate::text::Cited;
use schemars::JsonSchema;
use serde::Serialize;
use std::io::{self, Write};

#[derive(Serialize, JsonSchema)]
pub(super) struct AnswersJson<'a> {
    answers: Vec<RecycledJson<'a>>,
    commissioner: Vec<RecycledJson<'a>>,
    boilerplate: Vec<BoilerplateJson<'a>>,
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
    words_quoted: usize,
    words_others: usize,
    passages: Vec<LoanJson<'a>>,
}

#[derive(Serialize, JsonSchema)]
struct LoanJson<'a> {
    with: &'a str,
    respondent: Option<&'a str>,
    kind: &'a str,
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
        .map(|(text, one)| divided(answers.found, text, one))
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
    let all = AnswersJson {
        answers: all,
        commissioner,
        boilerplate: boilerplate.collect(),
    };
    pretty(&all, out)
}

fn divided<'a>(found: &'a Reuse, text: &'a Text, one: &'a Recycled) -> RecycledJson<'a> {
    RecycledJson {
        unit: &text.id,
        respondent: text.respondent(),
        kind: kind(text),
        lines: text.all_lines(),
        words: one.words,
        share: rounded(one.share()),
        words_procedure: one.procedure,
        words_points: one.points,
        words_sender: one.sender,
        words_quoted: one.quoted,
        words_others: one.others,
        passages: one
            .loans
            .iter()
            .map(|loan| lent(found, text, loan))
            .collect(),
    }
}

fn lent<'a>(found: &'a Reuse, text: &'a Text, loan: &Loan) -> LoanJson<'a> {
    let other = found.lender(loan.lender);
    let theirs = other.lines(loan.passage.b.clone());
    LoanJson {
        with: &other.id,
        respondent: other.respondent(),
        kind: kind(other),
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
