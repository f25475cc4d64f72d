//! Who is to do what is asked.

use super::lexicon::Lexicon;
use super::weigh::View;
use std::ops::Range;

/// To whom an ask is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Addressee {
    /// The proposal's text is to be another.
    Proposal,
    /// The sender or the legislator is to do something first.
    Sender,
    /// Who pays or carries it out: the state, the city.
    Owner,
    /// Another authority, a company, others.
    Other,
}

impl Addressee {
    /// All of them.
    pub const ALL: [Addressee; 4] = [
        Addressee::Proposal,
        Addressee::Sender,
        Addressee::Owner,
        Addressee::Other,
    ];

    /// The one of this name.
    pub fn from_name(name: &str) -> Option<Self> {
        let mut all = Addressee::ALL.into_iter();
        all.find(|addressee| addressee.name() == name.trim())
    }

    /// The name in machine-readable output.
    pub fn name(self) -> &'static str {
        match self {
            Addressee::Proposal => "proposal",
            Addressee::Sender => "sender",
            Addressee::Owner => "owner",
            Addressee::Other => "other",
        }
    }
}

/// Words before and behind a cue among which its subject stands.
const BEFORE: usize = 4;
const BEHIND: usize = 3;

/// The subject decides; without one it is what the ask is about.
pub(super) fn addressee(view: &View<'_>, cue: &Range<usize>, lexicon: &Lexicon) -> Addressee {
    let (words, known) = (&view.words, &lexicon.known);
    let near = cue.start.saturating_sub(BEFORE)..(cue.end + BEHIND).min(words.len());
    let subjects = [
        (known.legislator, Addressee::Sender),
        (known.owner, Addressee::Owner),
        (known.other_body, Addressee::Other),
    ];
    let subject = |lists| {
        near.clone()
            .any(|at| words[at].is(lists) && !view.is_own(at))
    };
    let named = subjects.into_iter().find(|(lists, _)| subject(*lists));
    if let Some((_, addressee)) = named {
        return addressee;
    }
    let about = |lists| words.iter().any(|seen| seen.is(lists));
    match () {
        () if about(known.money) => Addressee::Owner,
        () if about(known.study) => Addressee::Sender,
        () => Addressee::Proposal,
    }
}
