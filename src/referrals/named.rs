//! A proposal as one paper names it: all that is needed to bring it together
//! with others, and a form in which an index keeps it.

use super::alike::keys;
use crate::document::DocumentKind;
use crate::unit::{Referral, Segmentation};
use std::cmp::Reverse;

/// A proposal as some paper names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Named {
    /// How well the paper names its proposals, the best first.
    rank: u8,
    /// Its names; the respondent's own number is none of them.
    pub(super) referral: Referral,
}

impl Named {
    /// The proposals that a paper names. Papers that send the proposal out or
    /// tell who was asked name it in full.
    pub(crate) fn in_paper(paper: &Segmentation) -> impl Iterator<Item = Named> {
        let sends = paper.kind == DocumentKind::Missiv;
        let rank = 2 * u8::from(!sends) + u8::from(paper.facts.is_empty());
        paper.referrals.iter().map(move |referral| Named {
            rank,
            referral: Referral {
                own_diarienummer: None,
                ..referral.clone()
            },
        })
    }

    /// Gives it another title.
    pub(crate) fn rename(&mut self, to: impl FnOnce(String) -> String) {
        self.referral.title = to(std::mem::take(&mut self.referral.title));
    }

    /// Under what the index files the units that answer it.
    pub(crate) fn key(&self) -> String {
        self.referral.key()
    }

    /// As an index keeps it.
    pub(crate) fn packed(&self) -> String {
        let one = &self.referral;
        let fields = (
            self.rank,
            &one.title,
            &one.diarienummer,
            &one.numbers,
            &one.answer_by,
        );
        serde_json::json!(fields).to_string()
    }

    /// What [`Named::packed`] made.
    pub(crate) fn unpacked(packed: &str) -> Option<Self> {
        let (rank, title, diarienummer, numbers, answer_by) = serde_json::from_str(packed).ok()?;
        Some(Named {
            rank,
            referral: Referral {
                title,
                diarienummer,
                own_diarienummer: None,
                numbers,
                answer_by,
            },
        })
    }

    /// The order in which proposals set groups: those of the best papers, of
    /// them those with most numbers, which bring others together. The rest of
    /// the order is arbitrary, and the same in whatever order papers came.
    pub(super) fn order(&self) -> impl Ord + use<> {
        let one = self.referral.clone();
        (
            Reverse(keys(&self.referral).len()),
            self.rank,
            one.title,
            one.diarienummer,
            one.numbers,
            one.answer_by,
        )
    }
}
