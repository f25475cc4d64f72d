//! Verdicts: what an answer says of the proposal as a whole and of its parts,
//! in the words a ministry sorts by.
//!
//! Reads sentences by data (`lexicon/verdicts.toml`): a phrase, what negates
//! and limits it, whom it is of and what it is about. Chooses the sentence that
//! decides; pools nothing, and takes no ask for a verdict.

mod clause;
mod data;
mod decide;
mod known;
mod lexicon;
mod object;
mod opens;
mod place;
mod read;
mod reference;
mod score;
mod subject;
mod unsaid;
mod views;
mod words;

use super::stance::Stance;
use place::Under;
use std::ops::Range;

pub(super) use lexicon::{alike_words, common_words, is_finite};
pub(super) use place::{bare_name, behind_number, called};
pub(super) use read::{Asked, Verdicts, read};
pub(super) use reference::{cited_in_heading, references};

/// What an answer says of a proposal: the closed list of a compilation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// For it.
    Tillstyrker,
    /// For it in part, or on a condition.
    TillstyrkerDelvis,
    /// Nothing against it.
    IngenErinran,
    /// Answers, and has no views.
    IngaSynpunkter,
    /// Answers, and decides neither way.
    TarInteStallning,
    /// Against part of it.
    AvstyrkerDelvis,
    /// Against it.
    Avstyrker,
    /// Says that it does not answer.
    Avstar,
}

impl Verdict {
    /// All of them, from yes to no; what takes no side last.
    pub const ALL: [Verdict; 8] = [
        Verdict::Tillstyrker,
        Verdict::TillstyrkerDelvis,
        Verdict::IngenErinran,
        Verdict::IngaSynpunkter,
        Verdict::TarInteStallning,
        Verdict::AvstyrkerDelvis,
        Verdict::Avstyrker,
        Verdict::Avstar,
    ];

    /// The verdict of this name, or in words.
    pub fn from_name(name: &str) -> Option<Self> {
        let mut all = Verdict::ALL.into_iter();
        all.find(|verdict| verdict.name() == name || verdict.words() == name)
    }

    /// The name in machine-readable output.
    pub fn name(self) -> &'static str {
        match self {
            Verdict::Tillstyrker => "tillstyrker",
            Verdict::TillstyrkerDelvis => "tillstyrker_delvis",
            Verdict::IngenErinran => "ingen_erinran",
            Verdict::IngaSynpunkter => "inga_synpunkter",
            Verdict::TarInteStallning => "tar_inte_stallning",
            Verdict::AvstyrkerDelvis => "avstyrker_delvis",
            Verdict::Avstyrker => "avstyrker",
            Verdict::Avstar => "avstar",
        }
    }

    /// As people write it.
    pub fn words(self) -> &'static str {
        match self {
            Verdict::Tillstyrker => "tillstyrker",
            Verdict::TillstyrkerDelvis => "tillstyrker delvis",
            Verdict::IngenErinran => "ingen erinran",
            Verdict::IngaSynpunkter => "inga synpunkter",
            Verdict::TarInteStallning => "tar inte ställning",
            Verdict::AvstyrkerDelvis => "avstyrker delvis",
            Verdict::Avstyrker => "avstyrker",
            Verdict::Avstar => "avstår",
        }
    }

    /// The stance that follows; a reservation tempers a yes alone.
    pub fn stance(self, reserved: bool) -> Stance {
        match self {
            Verdict::Tillstyrker if reserved => Stance::StödMedFörbehåll,
            Verdict::Tillstyrker | Verdict::IngenErinran => Stance::Stöd,
            Verdict::TillstyrkerDelvis => Stance::StödMedFörbehåll,
            Verdict::AvstyrkerDelvis | Verdict::Avstyrker => Stance::Kritik,
            Verdict::IngaSynpunkter | Verdict::TarInteStallning | Verdict::Avstar => {
                Stance::Neutral
            }
        }
    }
}

/// A part of the proposal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Part {
    /// "avsnitt-6.2", or made of its name.
    pub(super) id: String,
    /// Its heading, or what it is called.
    pub(super) name: String,
    /// As cited; none for a part that is named only.
    pub(super) reference: Option<String>,
}

/// What was said of the whole or of a part.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Decided {
    /// None where a part is valued and not decided on.
    pub(super) verdict: Option<Verdict>,
    /// The stance it gives.
    pub(super) stance: Stance,
    /// 1 valued, 2 stands for a verdict, 3 decides.
    pub(super) strength: u8,
    /// Bytes of the sentence that decides, then of others that say it too.
    pub(super) sentences: Vec<Range<usize>>,
    /// Bytes of the phrase.
    pub(super) cue: Range<usize>,
    /// Its name in the lexicon.
    pub(super) cue_id: &'static str,
    /// Bytes of the strongest condition.
    pub(super) reservation: Option<Range<usize>>,
    /// Signs that it may be read wrong: the sentence turns, the phrase is
    /// negated, another sentence says otherwise.
    pub(super) doubts: u8,
}
