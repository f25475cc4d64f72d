//! The texts of a referral's units, as running text, each read once.

use super::super::{Filed, Material};
use crate::unit::{Unit, UnitKind};
use std::collections::{HashMap, HashSet};

/// A unit with its text.
pub(super) struct Text<'m> {
    pub(super) filed: &'m Filed,
    pub(super) unit: &'m Unit,
    /// Paragraphs divided by line feeds.
    pub(super) text: String,
}

/// The units that count, by who speaks, in the order of the papers.
pub(super) struct Texts<'m>(HashMap<&'m str, Vec<Text<'m>>>);

impl<'m> Texts<'m> {
    pub(super) fn of(material: &'m Material) -> Self {
        let mut all: HashMap<&str, Vec<Text<'_>>> = HashMap::new();
        for filed in &material.papers {
            let flows = filed.paper.flows();
            let units = filed.paper.segmentation.units.iter();
            for (unit, flow) in units.zip(flows).filter(|(unit, _)| !unit.pointer) {
                if let Some(name) = unit.respondent.as_deref()
                    && material.holds(filed, unit)
                {
                    all.entry(name).or_default().push(Text {
                        filed,
                        unit,
                        text: flow.text,
                    });
                }
            }
        }
        Texts(all)
    }

    /// What somebody says in units of some kinds.
    pub(super) fn all<'t>(
        &'t self,
        name: &str,
        is: impl Fn(UnitKind) -> bool + 't,
    ) -> impl Iterator<Item = &'t Text<'m>> {
        let all = self.0.get(name).into_iter().flatten();
        all.filter(move |text| is(text.unit.kind))
    }

    /// The same, what is printed in several papers once: the first of decisions,
    /// statements and views, of answers the longest.
    pub(super) fn once<'t>(
        &'t self,
        name: &str,
        is: impl Fn(UnitKind) -> bool + 't,
    ) -> Vec<&'t Text<'m>> {
        let mut kept: Vec<&Text<'_>> = Vec::new();
        for text in self.all(name, is) {
            match kept.iter_mut().find(|other| other.is_printed_as(text)) {
                None => kept.push(text),
                Some(other) => {
                    let answer = text.unit.kind == UnitKind::Yttrande;
                    if answer && text.text.len() > other.text.len() {
                        *other = text;
                    }
                }
            }
        }
        kept
    }
}

impl Text<'_> {
    /// Two papers print one text, or a longer and a shorter form of an answer.
    fn is_printed_as(&self, other: &Text<'_>) -> bool {
        if self.unit.kind != other.unit.kind || self.parties() != other.parties() {
            return false;
        }
        let elsewhere = self.filed.slug != other.filed.slug;
        elsewhere && (self.unit.kind == UnitKind::Yttrande || self.is_like(other))
    }

    /// Half of the words of the shorter at least stand in the other.
    fn is_like(&self, other: &Text<'_>) -> bool {
        let words = |text: &str| -> HashSet<String> {
            text.split_whitespace().map(str::to_lowercase).collect()
        };
        let (ours, theirs) = (words(&self.text), words(&other.text));
        let shared = ours.intersection(&theirs).count();
        2 * shared >= ours.len().min(theirs.len())
    }

    /// The day it is filed under.
    pub(super) fn day(&self) -> Option<&str> {
        self.filed.paper.filing_date(self.unit)
    }

    /// "S", "V, MP".
    pub(super) fn parties(&self) -> String {
        let parties = self.unit.signers.iter().map(|signer| signer.party.as_str());
        let mut parties: Vec<&str> = parties.filter(|party| !party.is_empty()).collect();
        parties.dedup();
        parties.join(", ")
    }
}
