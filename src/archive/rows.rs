//! What an index holds of a paper, as plain values: the archive's own index and
//! those of engines are filled from these.
//!
//! Pure functions of a paper and an analyser; what they give is bound to the
//! versions of both.

use super::apart::marks_of;
use super::read::Reader;
use super::schema::{PAPER, date_number, order};
use super::stored::HeaderOut;
use super::told;
use super::write::parts;
use crate::analyse::{Analyser, Part, Role, Token};
use crate::error::{Error, Result};
use crate::flow::Flow;
use crate::lexicon::lexicon;
use crate::line::Lines;
use crate::paper::Paper;
use std::borrow::Cow;
use std::collections::BTreeSet;
use tantivy::TantivyDocument;
use tantivy::schema::Value;

/// Parts the terms of a word that stand at its place.
pub(crate) const SAME_PLACE: char = '|';
/// Marks a form that a word only stands for ("in-" for "införsel").
pub(crate) const STANDS_FOR: char = '+';

/// The words of a text as terms: places are parted by a space, the terms of one
/// place by [`SAME_PLACE`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Terms {
    /// Forms as written.
    pub(crate) exact: String,
    /// Stems.
    pub(crate) stem: String,
    /// Stems of the parts of compounds, "-head" and "modifier-"; words without
    /// parts have no place here.
    pub(crate) parts: String,
    /// Stems in all.
    pub(crate) stems: usize,
}

impl Terms {
    pub(crate) fn of(tokens: &[Token]) -> Self {
        let mut terms = Terms::default();
        for token in tokens {
            place(&mut terms.exact);
            place(&mut terms.stem);
            terms.exact.push_str(&term(&token.word.exact));
            terms.stem.push_str(&term(&token.word.stem));
            let mut all: Vec<String> = token.word.parts.iter().map(marked).collect();
            for also in &token.also {
                terms.exact.push(SAME_PLACE);
                terms.exact.push(STANDS_FOR);
                terms.exact.push_str(&term(&also.exact));
                terms.stem.push(SAME_PLACE);
                terms.stem.push_str(&term(&also.stem));
                // The head stands in the later word already.
                let parts = also.parts.iter().filter(|part| part.role != Role::Head);
                all.extend(parts.map(marked));
            }
            terms.stems += 1 + token.also.len();
            if !all.is_empty() {
                place(&mut terms.parts);
                terms.parts.push_str(&all.join("|"));
            }
        }
        terms
    }
}

fn place(terms: &mut String) {
    if !terms.is_empty() {
        terms.push(' ');
    }
}

fn marked(part: &Part) -> String {
    match part.role {
        Role::Head => format!("-{}", term(&part.stem)),
        Role::Modifier => format!("{}-", term(&part.stem)),
    }
}

/// A term without the signs that part terms; words hold none.
pub(crate) fn term(word: &str) -> Cow<'_, str> {
    let parts = |c: char| c == SAME_PLACE || c.is_whitespace();
    match word.contains(parts) {
        true => Cow::Owned(word.replace(parts, "_")),
        false => Cow::Borrowed(word),
    }
}

/// A unit.
#[derive(Clone, Debug)]
pub(crate) struct UnitRow {
    /// Its number in the paper.
    pub(crate) unit: usize,
    /// The id it is cited by.
    pub(crate) id: String,
    /// Place in a fixed order, for ties.
    pub(crate) order: u64,
    /// Its running text.
    pub(crate) text: String,
    pub(crate) terms: Terms,
    /// Number of words.
    pub(crate) words: usize,
    pub(crate) respondent: Option<String>,
    pub(crate) kind: &'static str,
    pub(crate) parties: Vec<String>,
    /// Filing date as the number 20211019.
    pub(crate) date: Option<u64>,
    /// Key of the referral.
    pub(crate) referral: Option<String>,
}

/// A paper, with what stands apart from its units.
#[derive(Clone, Debug)]
pub(crate) struct PaperRow {
    pub(crate) sha256: String,
    pub(crate) path: String,
    /// All that was read of it but the text, as it is stored.
    pub(crate) header: String,
    /// The text in parts of which none is long; at least one.
    pub(crate) parts: Vec<String>,
    pub(crate) terms: Terms,
    /// "paper", and "loose" or "unknown" where it is that.
    pub(crate) kinds: Vec<&'static str>,
    /// What it tells of names.
    pub(crate) told: BTreeSet<String>,
    pub(crate) units: Vec<UnitRow>,
}

impl PaperRow {
    pub(crate) fn of(paper: &Paper, analyser: &Analyser) -> Result<Self> {
        let document = &paper.document;
        let header = serde_json::to_string(&HeaderOut::of(paper));
        let header = header.map_err(|error| {
            Error::new(format!("what was read of it cannot be written: {error}"))
                .at(document.path.as_ref())
        })?;
        let flows = paper.apart().into_iter();
        let tokens: Vec<Token> = flows.flat_map(|flow| analyser.tokens(&flow.text)).collect();
        let segmentation = &paper.segmentation;
        let mut kinds = vec![PAPER];
        kinds.extend(marks_of(segmentation));
        let mut texts: Vec<String> = parts(&document.text).map(str::to_owned).collect();
        if texts.is_empty() {
            texts.push(String::new());
        }
        Ok(PaperRow {
            sha256: document.sha256.clone(),
            path: document.path.clone(),
            header,
            parts: texts,
            terms: Terms::of(&tokens),
            kinds,
            told: told::terms(paper),
            units: unit_rows(paper, analyser),
        })
    }
}

fn unit_rows(paper: &Paper, analyser: &Analyser) -> Vec<UnitRow> {
    let (lines, dates) = (Lines::new(&paper.document), paper.filing_dates());
    let units = paper.segmentation.units.iter().zip(paper.unit_ids());
    let row = |(at, (unit, id)): (usize, (&crate::unit::Unit, String))| {
        let text = Flow::of_span(&lines, &paper.layout, unit.span).text;
        let tokens = analyser.tokens(&text);
        let signers = unit.signers.iter().map(|signer| {
            let party = lexicon().party(&signer.party).unwrap_or(&signer.party);
            party.to_owned()
        });
        let referral = unit.referral;
        let referral = referral.and_then(|at| paper.segmentation.referrals.get(at));
        UnitRow {
            unit: at,
            id,
            order: order(&paper.document.sha256, at),
            terms: Terms::of(&tokens),
            words: tokens.len(),
            text,
            respondent: unit.respondent.clone(),
            kind: unit.kind.name(),
            parties: signers.collect::<BTreeSet<_>>().into_iter().collect(),
            date: dates[at].and_then(date_number),
            referral: referral.map(|referral| referral.key()),
        }
    };
    units.enumerate().map(row).collect()
}

impl Reader {
    /// With which ingest a paper came, and the checksum of what is stored of it.
    pub(crate) fn stamp(&self, stored: &super::Stored) -> Result<(u64, u64)> {
        let record: TantivyDocument = self.stored(stored.address)?;
        let number = |field| {
            let value = record.get_first(field);
            value.and_then(|value| value.as_u64()).unwrap_or(0)
        };
        Ok((number(self.fields.came), number(self.fields.check)))
    }

    /// Something of private persons is masked or left out.
    pub(crate) fn masks(&self) -> bool {
        self.private.is_some()
    }

    /// What all records of this reader hang on beside the papers themselves: the
    /// versions, what divides compounds, what is masked.
    pub(crate) fn ground(&self) -> Result<String> {
        let ground = serde_json::json!({
            "versions": super::Versions::NOW,
            "evidence": self.evidence()?,
            "masked": self.private.as_ref().map(|private| private.leaves_out()),
        });
        Ok(ground.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Document;

    fn terms(text: &str) -> Terms {
        Terms::of(&Analyser::default().tokens(text))
    }

    #[test]
    fn the_terms_of_a_word_stand_at_its_place() {
        let terms = terms("Nämnderna rör kvalitets- och innovationsarbete");
        assert_eq!(terms.exact.split(' ').count(), 5);
        assert_eq!(terms.stem.split(' ').count(), 5);
        assert_eq!(
            terms.exact.split(' ').nth(2),
            Some("kvalitets|+kvalitetsarbete")
        );
        assert_eq!(terms.stems, 6);
    }

    #[test]
    fn parts_of_compounds_say_where_they_stand() {
        let parts = terms("en informationssäkerhet").parts;
        assert!(parts.contains("-säkerhet") && parts.contains("information-"));
    }

    #[test]
    fn a_paper_is_a_row_with_rows_of_its_units() {
        let text = "Protokoll 3/2024\nfört vid Kulturnämndens sammanträde den 7 maj 2024\n\n\
             § 4 Remiss av program för läsning\n\nBeslut\n\nNämnden tillstyrker förslaget.\n";
        let paper = Paper::read(Document::from_text("a.txt", text));
        let row = PaperRow::of(&paper, &Analyser::default()).unwrap();
        assert_eq!(row.kinds, ["paper"]);
        assert_eq!(row.parts.concat(), text);
        let unit = &row.units[0];
        assert_eq!(unit.respondent.as_deref(), Some("Kulturnämnden"));
        assert_eq!((unit.date, unit.kind), (Some(20240507), "beslut"));
        assert_eq!(unit.words, unit.terms.exact.split(' ').count());
    }
}
