//! Reuse as rows of a table: a text of a family, a recycled passage.

use super::recycled::kind;
use super::reuse::rounded;
use super::{Rows, Who};
use crate::corpus::Bodies;
use crate::render::reuse::label;
use crate::reuse::{Answers, Lender, Member, Recycled, Reuse, Text};
use crate::text::Cited;
use crate::unit::Signer;
use schemars::JsonSchema;
use serde::Serialize;
use std::io;

#[derive(Serialize, JsonSchema)]
struct TextRow<'a> {
    referral: Option<&'a str>,
    diarienummer: Option<&'a str>,
    #[serde(flatten)]
    who: Who<'a>,
    document: &'a str,
    unit: &'a str,
    unit_kind: &'a str,
    #[serde(flatten)]
    lines: Cited,
    date: Option<&'a str>,
    signers: &'a [Signer],
    words: usize,
    #[serde(flatten)]
    member: Option<MemberRow<'a>>,
}

/// What a text is in its family.
#[derive(Serialize, JsonSchema)]
struct MemberRow<'a> {
    family: usize,
    relation: &'a str,
    same_words_as: &'a str,
    containment_in_base: f64,
    containment_in_medoid: f64,
    words_shared: usize,
    changes: usize,
    slips: Vec<&'a str>,
}

fn row<'a>(text: &'a Text, member: Option<MemberRow<'a>>, bodies: &'a Bodies) -> TextRow<'a> {
    let unit = text.unit();
    let referrals = &text.paper.segmentation.referrals;
    let referral = unit.and_then(|unit| referrals.get(unit.referral?));
    TextRow {
        referral: referral.map(|referral| referral.title.as_str()),
        diarienummer: referral.and_then(|referral| referral.diarienummer.as_deref()),
        who: Who::of(text.respondent(), bodies),
        document: &text.paper.document.name,
        unit: &text.id,
        unit_kind: kind(text),
        lines: text.all_lines(),
        date: text.date(),
        signers: text.signers(),
        words: text.words.len(),
        member,
    }
}

fn member<'a>(found: &'a Reuse, family: usize, member: &'a Member) -> MemberRow<'a> {
    let slips = member.changes.iter().filter_map(|change| change.slip);
    MemberRow {
        family,
        relation: member.relation.name(),
        same_words_as: &found.texts[member.same].id,
        containment_in_base: member.in_base,
        containment_in_medoid: member.in_medoid,
        words_shared: member.shared_with_base,
        changes: member.changes.len(),
        slips: slips.map(crate::reuse::Slip::name).collect(),
    }
}

/// The texts of all families, then those of none; of what was narrowed those in
/// the scope.
pub fn reuse_rows(found: &Reuse, bodies: &Bodies, rows: &mut Rows<'_>) -> io::Result<()> {
    let mut alone = vec![true; found.texts.len()];
    for family in &found.families {
        for one in family.members.iter().filter(|one| found.shows(one.text)) {
            alone[one.text] = false;
            let member = member(found, family.number, one);
            rows.push(&row(&found.texts[one.text], Some(member), bodies))?;
        }
    }
    let others = found.texts.iter().zip(alone).enumerate();
    let mut others = others.filter(|(at, (_, alone))| *alone && found.shows(*at));
    others.try_for_each(|(_, (text, _))| rows.push(&row(text, None, bodies)))
}

/// Two statements and what they share.
#[derive(Serialize, JsonSchema)]
pub(super) struct PairRow<'a> {
    a: &'a str,
    b: &'a str,
    shared: u32,
    jaccard: f64,
    containment_a_in_b: f64,
    containment_b_in_a: f64,
    words_shared: usize,
    relation: &'a str,
    direction: &'a str,
}

/// Every pair with its figures.
pub fn pair_rows(found: &Reuse, rows: &mut Rows<'_>) -> io::Result<()> {
    found.pairs.iter().try_for_each(|pair| {
        rows.push(&PairRow {
            a: &found.texts[pair.a].id,
            b: &found.texts[pair.b].id,
            shared: pair.shared,
            jaccard: rounded(pair.jaccard),
            containment_a_in_b: rounded(pair.a_in_b),
            containment_b_in_a: rounded(pair.b_in_a),
            words_shared: pair.words_shared(),
            relation: pair.relation.name(),
            direction: pair.direction.name(),
        })
    })
}

#[derive(Serialize, JsonSchema)]
struct AnswerRow<'a> {
    #[serde(flatten)]
    who: Who<'a>,
    document: &'a str,
    unit: &'a str,
    unit_kind: &'a str,
    #[serde(flatten)]
    lines: Cited,
    text: String,
    share: f64,
    words: usize,
    words_sender: usize,
    words_sources: usize,
    words_others: usize,
    words_undecided: usize,
    words_lent: usize,
    #[serde(flatten)]
    loan: Option<LoanRow<'a>>,
}

/// A passage of an answer.
#[derive(Serialize, JsonSchema)]
struct LoanRow<'a> {
    with: String,
    their_date: Option<&'a str>,
    their_document: &'a str,
    their_lines: [u32; 2],
    their_page: Option<[u32; 2]>,
    passage_words: usize,
    direction: &'a str,
    more: usize,
    passage: &'a str,
}

/// A row per passage that an answer, or the commissioner's view, shares; one
/// for an answer that shares none.
pub fn recycled_rows(
    answers: &Answers<'_>,
    bodies: &Bodies,
    rows: &mut Rows<'_>,
) -> io::Result<()> {
    for (text, one) in answers.all() {
        if one.loans.is_empty() {
            rows.push(&answer(text, one, None, bodies))?;
        }
        for loan in &one.loans {
            let part = answers.part(one, loan);
            let other = answers.found.lender(loan.lender);
            let theirs = other.lines(loan.passage.b.clone());
            let passage = LoanRow {
                with: match loan.lender {
                    Lender::Outside(_) => other.paper.document.name.to_string(),
                    _ => label(other),
                },
                their_date: other.date(),
                their_document: &other.paper.document.name,
                their_lines: theirs.range(),
                their_page: theirs.page(),
                passage_words: loan.words,
                direction: loan.direction.name(),
                more: loan.more,
                passage: part.slice(loan.passage.a.clone()),
            };
            let lines = part.lines(loan.passage.a.clone());
            rows.push(&answer(part, one, Some((lines, passage)), bodies))?;
        }
    }
    Ok(())
}

fn answer<'a>(
    text: &'a Text,
    one: &Recycled,
    loan: Option<(Cited, LoanRow<'a>)>,
    bodies: &'a Bodies,
) -> AnswerRow<'a> {
    let (lines, loan) = loan.unzip();
    AnswerRow {
        who: Who::of(text.respondent(), bodies),
        document: &text.paper.document.name,
        unit: &text.id,
        unit_kind: kind(text),
        lines: lines.unwrap_or_else(|| text.all_lines()),
        text: label(text),
        share: one.share(),
        words: one.words,
        words_sender: one.sender(),
        words_sources: one.sources,
        words_others: one.others,
        words_undecided: one.undecided,
        words_lent: one.lent,
        loan,
    }
}
