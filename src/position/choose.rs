//! Which positions were asked for: by board, focus area, stance, party and
//! referral.

use super::rows::{Position, Positions};
use super::stance::{CONFIDENT, Stance};
use crate::error::{Error, Result};
use crate::unit::Referral;

/// What a person wants to see.
#[derive(Clone, Debug, Default)]
pub struct Choice {
    /// Parts of respondents' names; any if empty.
    pub boards: Vec<String>,
    /// Ids of focus areas; any if empty.
    pub areas: Vec<String>,
    /// Stances; any if empty.
    pub stances: Vec<Stance>,
    /// Parties that signed; any if empty.
    pub parties: Vec<String>,
    /// Part of a referral's title, or its case number.
    pub referral: Option<String>,
    /// Rows of low confidence too.
    pub all: bool,
}

/// Narrows to what was chosen; a referral or board that nothing here has is
/// an error that lists what there is.
pub fn choose(mut found: Positions, choice: &Choice) -> Result<Positions> {
    let referral = choice.referral.as_deref().map(str::to_lowercase);
    let meant = |referral_of: &Referral| {
        referral.as_deref().is_none_or(|wanted| {
            let number = referral_of.diarienummer.as_deref().unwrap_or("");
            referral_of.title.to_lowercase().contains(wanted)
                || number.to_lowercase().contains(wanted)
        })
    };
    if let Some(wanted) = &choice.referral
        && !found.answers.iter().any(|answer| meant(&answer.referral))
        && !found.rows.iter().any(|row| meant(&row.referral))
    {
        return Err(nothing_called(
            "referral",
            wanted,
            found.answers.iter().map(|a| a.referral.title.as_str()),
        ));
    }
    found.answers.retain(|answer| meant(&answer.referral));
    found.rows.retain(|row| meant(&row.referral));
    for wanted in &choice.boards {
        if !found
            .rows
            .iter()
            .any(|row| is_called(&row.respondent, wanted))
        {
            return Err(nothing_called(
                "board",
                wanted,
                found.answers.iter().map(|a| a.respondent.as_str()),
            ));
        }
    }
    let boards = |name: &str| {
        choice.boards.is_empty() || choice.boards.iter().any(|wanted| is_called(name, wanted))
    };
    found.answers.retain(|answer| boards(&answer.respondent));
    found
        .rows
        .retain(|row| boards(&row.respondent) && fits(row, choice));
    Ok(found)
}

fn fits(row: &Position, choice: &Choice) -> bool {
    let signed = |party: &String| {
        row.signers
            .iter()
            .any(|signer| signer.party.eq_ignore_ascii_case(party))
    };
    (choice.all || row.confidence >= CONFIDENT)
        && (choice.areas.is_empty() || choice.areas.contains(&row.area))
        && (choice.stances.is_empty() || choice.stances.contains(&row.stance))
        && (choice.parties.is_empty() || choice.parties.iter().any(signed))
}

fn is_called(name: &str, wanted: &str) -> bool {
    name.to_lowercase().contains(&wanted.to_lowercase())
}

fn nothing_called<'a>(what: &str, wanted: &str, known: impl Iterator<Item = &'a str>) -> Error {
    let mut known: Vec<&str> = known.filter(|name| !name.is_empty()).collect();
    known.sort_unstable();
    known.dedup();
    Error::new(format!("no {what} here is called \"{wanted}\""))
        .cure(format!("there are: {}", known.join("; ")))
}
