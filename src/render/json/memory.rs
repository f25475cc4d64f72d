//! What was asked last time and what became of it as JSON.

use super::lost::{PassageJson, passage};
use super::reuse::rounded;
use super::{Rows, Who};
use crate::corpus::Bodies;
use crate::memory::{Near, Remembered};
use schemars::JsonSchema;
use serde::Serialize;
use std::io;

#[derive(Serialize, JsonSchema)]
pub(super) struct RememberedJson<'a> {
    referral: &'a str,
    diarienummer: Option<&'a str>,
    #[serde(flatten)]
    who: Who<'a>,
    year: Option<u16>,
    ask: PassageJson<'a>,
    became: &'a str,
    later_referral: &'a str,
    later_diarienummer: Option<&'a str>,
    later_year: Option<u16>,
    /// The nearest passage of the later answer, and of what its sender wrote.
    answer: Option<NearJson<'a>>,
    proposal: Option<NearJson<'a>>,
    /// It asks for nothing: it says what the respondent thinks.
    view: bool,
}

#[derive(Serialize, JsonSchema)]
struct NearJson<'a> {
    #[serde(flatten)]
    passage: PassageJson<'a>,
    /// 0 to 1.
    likeness: f64,
}

fn near(near: &Near) -> NearJson<'_> {
    NearJson {
        passage: passage(&near.passage),
        likeness: rounded(near.score),
    }
}

/// An object per earlier ask.
pub fn remembered(found: &[Remembered], bodies: &Bodies, rows: &mut Rows<'_>) -> io::Result<()> {
    found.iter().try_for_each(|one| {
        rows.push(&RememberedJson {
            referral: &one.referral.title,
            diarienummer: one.referral.diarienummer.as_deref(),
            who: Who::of(Some(&one.respondent), bodies),
            year: one.year,
            ask: passage(&one.ask),
            became: one.became.name(),
            later_referral: &one.later.title,
            later_diarienummer: one.later.diarienummer.as_deref(),
            later_year: one.later_year,
            answer: one.answer.as_ref().map(near),
            proposal: one.proposal.as_ref().map(near),
            view: one.view,
        })
    })
}
