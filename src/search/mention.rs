//! A hit without its text: where it stands and what matched, for answers that
//! gather many of them.

use super::Hit;
use crate::called::Name;
use crate::matching::Tier;
use crate::text::OnPage;
use crate::unit::UnitKind;

/// A unit that matches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// Its id.
    pub id: String,
    /// File name of its document.
    pub document: Name,
    /// Who speaks.
    pub respondent: Option<String>,
    /// What it is.
    pub kind: UnitKind,
    /// The parties that signed, as they are spelt.
    pub parties: Vec<String>,
    /// Lines that hold a match, ascending.
    pub lines: Vec<u32>,
    /// Where they stand on their pages, if there are pages.
    pub pages: Vec<Option<OnPage>>,
    /// The matches in order.
    pub matches: Vec<Place>,
}

/// One match.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Its line.
    pub line: u32,
    /// Its page, if there are pages.
    pub page: Option<u32>,
    /// The words.
    pub text: String,
    /// How near they are to what was asked.
    pub tier: Tier,
}

impl Mention {
    /// What is kept of a hit.
    pub fn of(hit: &Hit) -> Self {
        let (unit, index) = (hit.unit(), &hit.paper.document.index);
        let place = |mark: &crate::matching::Mark| {
            let line = hit.line_of(&mark.range);
            Place {
                line,
                page: index.on_page(line).map(|place| place.page),
                text: hit.flow.text[mark.range.clone()].to_owned(),
                tier: mark.tier,
            }
        };
        Mention {
            id: hit.id.clone(),
            document: hit.paper.document.name.clone(),
            respondent: unit.respondent.clone(),
            kind: unit.kind,
            parties: unit
                .signers
                .iter()
                .map(|signer| signer.party.clone())
                .collect(),
            pages: hit.lines.iter().map(|line| index.on_page(*line)).collect(),
            lines: hit.lines.clone(),
            matches: hit.marks.iter().map(place).collect(),
        }
    }
}
