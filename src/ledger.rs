//! The ledger: who was asked, who answered, who abstained, who is
//! unaccounted for, and whose answer is printed in part only.

mod drafts;
mod late;
mod order;

use drafts::{Drafts, collect_answers, collect_facts, entries};
pub use late::{Late, PartDay};
pub use order::{Order, Places};

use crate::analyse::Analyser;
use crate::archive::Reader;
use crate::called::Name;
use crate::corpus::Scope;
use crate::document::DocumentKind;
use crate::error::{Error, Result};
use crate::flow::Flow;
use crate::line::Lines;
use crate::paper::Paper;
use crate::position::{Accounted, Reason, abstains};
use crate::referrals::Referrals;
use crate::spellings::Spellings;
use crate::text::{Cited, Span};
use crate::unit::{LedgerFact, Referral, Signer, Unit, UnitKind};
use late::Days;
use std::cell::LazyCell;
use std::ops::Deref;

/// What became of a respondent's answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// An answer is printed.
    Answered,
    /// An answer is printed, but not all of it.
    Partial,
    /// It supports the proposal; no text of its own.
    SupportsWithoutText,
    /// It said that it does not answer.
    Abstained,
    /// Asked, and not mentioned again by a paper that accounts for the answers.
    Unaccounted,
    /// Asked, and nothing of it is among the papers.
    NotAmongPapers,
}

impl Status {
    /// The name in machine-readable output.
    pub fn name(self) -> &'static str {
        match self {
            Status::Answered => "answered",
            Status::Partial => "partial",
            Status::SupportsWithoutText => "supports_without_text",
            Status::Abstained => "abstained",
            Status::Unaccounted => "unaccounted",
            Status::NotAmongPapers => "not_among_papers",
        }
    }

    /// An answer, or a word of support, is there.
    pub fn has_answered(self) -> bool {
        matches!(
            self,
            Status::Answered | Status::Partial | Status::SupportsWithoutText
        )
    }

    /// It was asked, and nothing came of it that is told.
    pub fn is_missing(self) -> bool {
        matches!(self, Status::Unaccounted | Status::NotAmongPapers)
    }
}

/// A place to look: document and 1-based lines.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// File name.
    pub document: Name,
    /// First and last line.
    pub lines: Cited,
}

/// One respondent of one referral.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Normal form.
    pub respondent: String,
    /// Someone was told to ask it.
    pub asked: bool,
    /// What became of it.
    pub status: Status,
    /// Who sent the proposal on to it.
    pub via: Option<String>,
    /// The answer, or the words that tell the status, or where it was asked.
    pub place: Option<Place>,
    /// Where it was asked.
    pub asked_at: Option<Place>,
    /// The words that say the answer is printed in part.
    pub partial_at: Option<Place>,
    /// Its own last day, where it has another than the others.
    pub answer_by: Option<String>,
    /// The day on which its answer came in, where a paper or a list tells it.
    pub received: Option<String>,
    /// That day, else the day of its first answer.
    pub day: Option<String>,
    /// Parts of the proposal for which it has a last day of their own.
    pub parts: Vec<PartDay>,
    /// Whether that was after the last day; by the day of the answer, where
    /// nobody tells when it came in.
    pub late: Option<Late>,
    /// Other places where an answer stands (minutes, opinions, packets).
    pub also: Vec<Place>,
    /// Spellings in the papers other than the normal form.
    pub spellings: Vec<String>,
    /// Signers whose name is spelt in more than one way.
    pub signer_spellings: Vec<Vec<String>>,
}

/// The ledger of one referral.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ledger {
    /// Number of the proposal among all.
    pub group: usize,
    /// The proposal.
    pub referral: Referral,
    /// In the order they were asked, the others after.
    pub entries: Vec<Entry>,
}

impl Ledger {
    /// It has answered, there is a last day, and nobody tells when the answer came
    /// in nor the answer of which day it is: it may be late.
    pub fn is_of_unknown_day(&self, entry: &Entry) -> bool {
        let last = entry
            .answer_by
            .as_ref()
            .or(self.referral.answer_by.as_ref());
        let printed = matches!(entry.status, Status::Answered | Status::Partial);
        printed && last.is_some() && entry.late.is_none()
    }

    /// Everybody, with why they say nothing where no position of theirs stands.
    pub fn accounted(&self) -> impl Iterator<Item = Accounted<'_>> {
        self.entries.iter().map(|entry| Accounted {
            group: self.group,
            respondent: &entry.respondent,
            spellings: &entry.spellings,
            reason: match entry.status {
                Status::Answered => Reason::Silent,
                Status::Partial | Status::SupportsWithoutText => Reason::Unreadable,
                Status::Abstained => Reason::NotAnswered,
                Status::Unaccounted | Status::NotAmongPapers if !entry.asked => Reason::NotAsked,
                Status::Unaccounted => Reason::NotAnswered,
                Status::NotAmongPapers => Reason::NotAmongPapers,
            },
        })
    }
}

/// The ledgers of the referrals in a scope, largest first.
pub fn ledgers(reader: &Reader, referrals: &Referrals, scope: &Scope) -> Result<Vec<Ledger>> {
    let mut told = Vec::new();
    reader.each(
        &reader.papers()?,
        |paper| Told::of(&paper, (scope, referrals), reader.analyser()),
        |one| {
            told.push(one);
            Ok::<(), Error>(())
        },
    )?;
    Ok(of_told(told, referrals, scope))
}

/// The same from what was told of each paper, in document order.
pub(crate) fn of_told(mut told: Vec<Told>, referrals: &Referrals, scope: &Scope) -> Vec<Ledger> {
    let mut drafts: Vec<Drafts> = vec![Drafts::new(); referrals.all().len()];
    // Papers that tell who was asked come first: they set the order and the
    // groups that answers are then filed under.
    let mut accounted = vec![false; referrals.all().len()];
    for told in told.iter().filter(|told| told.accounts) {
        let groups = told.groups.iter().flatten();
        groups.for_each(|at| accounted[*at] = true);
    }
    for told in told.iter_mut().filter(|told| !told.facts.is_empty()) {
        collect_facts(told, &mut drafts);
    }
    for told in told {
        collect_answers(told, &mut drafts);
    }
    let mut ledgers: Vec<Ledger> = referrals
        .all()
        .iter()
        .zip(drafts)
        .enumerate()
        .filter(|(at, _)| scope.has_group(Some(*at)))
        .map(|(at, (referral, drafts))| Ledger {
            group: at,
            referral: referral.clone(),
            entries: entries(drafts, scope, referral, accounted[at]),
        })
        .filter(|ledger| !ledger.entries.is_empty())
        .collect();
    ledgers.sort_by_key(|ledger| std::cmp::Reverse(ledger.entries.len()));
    ledgers
}

/// What one paper tells of its respondents.
pub(crate) struct Told {
    /// It accounts for the answers, so that who is not in it did not answer.
    accounts: bool,
    /// Somebody has looked at it, where that is asked for.
    seen: bool,
    /// The ledger's group of each of its referrals.
    groups: Vec<Option<usize>>,
    facts: Vec<(LedgerFact, Place)>,
    answers: Vec<Answer>,
}

/// What a unit tells of its respondent.
struct Answer {
    referral: usize,
    respondent: String,
    spelling: Option<String>,
    /// Where it stands if it is an answer, and whether its text is printed.
    answers: Option<(bool, Place)>,
    /// Where it says that it does not answer.
    abstains: Option<Place>,
    /// Where the answer is summed up.
    summed: Option<Place>,
    /// The parties that signed, with their signers' names.
    signers: Vec<(String, Vec<String>)>,
    days: Days,
}

impl Told {
    /// Reads it; that somebody has looked at it counts where the scope asks for it.
    pub(crate) fn of(
        paper: &Paper,
        (scope, referrals): (&Scope, &Referrals),
        analyser: &Analyser,
    ) -> Self {
        let found = &paper.segmentation;
        let (facts, named) = (found.facts.iter(), found.referrals.iter());
        Told {
            accounts: matches!(
                found.kind,
                DocumentKind::Remissammanstallning | DocumentKind::Utlatande
            ),
            seen: scope.has_looked_at(paper),
            groups: named.map(|referral| referrals.find(referral)).collect(),
            facts: facts
                .map(|fact| (fact.clone(), place(paper, fact.span)))
                .collect(),
            answers: answers(paper, analyser),
        }
    }
}

/// The longest letter, in bytes, that may say no more than that it does not
/// answer: those of the labelled papers have 900.
const DECLINES: u32 = 2000;

/// A letter that says that it is no answer.
fn declines<'p>(
    paper: &'p Paper,
    lines: &impl Deref<Target = Lines<'p>>,
    unit: &Unit,
    analyser: &Analyser,
) -> bool {
    let short = unit.span.end - unit.span.start <= DECLINES;
    let respondent = unit.respondent.as_deref().unwrap_or("");
    let text = || Flow::of_span(lines, &paper.layout, unit.span).text;
    unit.kind == UnitKind::Yttrande && short && abstains(&text(), respondent, analyser)
}

fn answers(paper: &Paper, analyser: &Analyser) -> Vec<Answer> {
    // Few papers hold a letter so short that its lines are looked at.
    let lines = LazyCell::new(|| Lines::new(&paper.document));
    let present = &paper.segmentation.present;
    let spellings = Spellings::of(present.iter().map(|person| person.name.as_str()));
    let answer = |unit: &Unit| {
        // A council's letter is its answer; its views inside another's are none.
        let letter = paper.segmentation.kind == DocumentKind::Remissvar;
        let is_answer = matches!(unit.kind, UnitKind::Beslut | UnitKind::Yttrande)
            || letter && unit.kind == UnitKind::Radsyttrande;
        let printed = (unit.kind != UnitKind::Beslut, place(paper, unit.span));
        let summed = (unit.kind == UnitKind::Sammanfattning).then(|| printed.1.clone());
        let signers = unit.signers.iter().filter(|signer| !signer.name.is_empty());
        let names = |signer: &Signer| {
            let alike = spellings
                .alike(&signer.name)
                .into_iter()
                .map(|at| &present[at]);
            let alike = alike.filter(|person| person.party == signer.party);
            let names = alike.chain([signer]).map(|person| person.name.clone());
            (signer.party.clone(), names.collect())
        };
        let (referral, respondent) = (unit.referral?, unit.respondent.clone()?);
        let declines = declines(paper, &lines, unit, analyser);
        Some(Answer {
            referral,
            respondent,
            spelling: unit.spelling.clone(),
            days: Days::of(paper, unit),
            abstains: declines.then(|| printed.1.clone()),
            answers: (is_answer && !declines).then_some(printed),
            summed,
            signers: signers.map(names).collect(),
        })
    };
    paper.segmentation.units.iter().filter_map(answer).collect()
}

fn place(paper: &Paper, span: Span) -> Place {
    Place {
        document: paper.document.name.clone(),
        lines: paper.document.index.cite(span),
    }
}
