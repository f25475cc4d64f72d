//! Units: what a paper decides, answers and states, as spans into its text.
//!
//! Plain data; no text is copied. The words are those of the papers
//! themselves (see the glossary in `guide/en/src/glossary.md`).

use crate::column::Column;
use crate::document::DocumentKind;
use crate::text::{Span, plain_letter};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::fmt;

/// The kind of a unit.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum UnitKind {
    /// What a board decided on the referral.
    Beslut,
    /// The answer's text.
    Yttrande,
    /// The report's own summary of one answer.
    Sammanfattning,
    /// Statement by members who did not vote against.
    SarskiltUttalande,
    /// Statement by members who voted against.
    Reservation,
    /// Statement by deputies.
    Ersattaryttrande,
    /// Older or other cities' word for a statement.
    SarskiltYttrande,
    /// View of an advisory council.
    Radsyttrande,
}

impl UnitKind {
    /// All kinds, in the order of the contract.
    pub const ALL: [UnitKind; 8] = [
        UnitKind::Beslut,
        UnitKind::Yttrande,
        UnitKind::Sammanfattning,
        UnitKind::SarskiltUttalande,
        UnitKind::Reservation,
        UnitKind::Ersattaryttrande,
        UnitKind::SarskiltYttrande,
        UnitKind::Radsyttrande,
    ];

    /// The name in machine-readable output.
    pub fn name(self) -> &'static str {
        match self {
            UnitKind::Beslut => "beslut",
            UnitKind::Yttrande => "yttrande",
            UnitKind::Sammanfattning => "sammanfattning",
            UnitKind::SarskiltUttalande => "sarskilt_uttalande",
            UnitKind::Reservation => "reservation",
            UnitKind::Ersattaryttrande => "ersattaryttrande",
            UnitKind::SarskiltYttrande => "sarskilt_yttrande",
            UnitKind::Radsyttrande => "radsyttrande",
        }
    }

    /// The kind of this machine-readable name, or in words: "särskilt
    /// uttalande".
    pub fn in_words(words: &str) -> Option<Self> {
        let fold = |c: char| match c {
            ' ' | '-' => '_',
            c => plain_letter(c),
        };
        let name: String = words.to_lowercase().chars().map(fold).collect();
        UnitKind::from_name(&name)
    }

    /// The kind with this machine-readable name.
    pub fn from_name(name: &str) -> Option<Self> {
        UnitKind::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// A statement by party groups, not by the board.
    pub fn is_statement(self) -> bool {
        matches!(
            self,
            UnitKind::SarskiltUttalande
                | UnitKind::Reservation
                | UnitKind::Ersattaryttrande
                | UnitKind::SarskiltYttrande
        )
    }
}

/// Who signed a statement.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
pub struct Signer {
    /// As printed, titles left out; empty where only a party signs.
    pub name: String,
    /// Short form of the party; empty for an expert, who speaks for none.
    pub party: String,
    /// "m.fl." stands behind the name.
    pub with_others: bool,
}

impl fmt::Display for Signer {
    /// "Eva Ek m.fl. (S)", "(S)", "Eva Ek".
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let others = if self.with_others { " m.fl." } else { "" };
        let between = if self.name.is_empty() { "" } else { " " };
        write!(f, "{}{others}", self.name)?;
        match self.party.as_str() {
            "" => Ok(()),
            party => write!(f, "{between}({party})"),
        }
    }
}

/// What a statement without an argument of its own refers to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Joins {
    /// Kind of the statement it joins.
    pub kind: UnitKind,
    /// Short forms of the parties that made it.
    pub parties: Vec<String>,
}

/// The proposal that was sent out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Referral {
    /// Its title.
    pub title: String,
    /// The sender's case number.
    pub diarienummer: Option<String>,
    /// The answering board's own case number.
    pub own_diarienummer: Option<String>,
    /// Every number by which this paper names the proposal, as printed.
    #[serde(default)]
    pub numbers: Vec<String>,
    /// Last day for answers (ISO), where the paper tells it.
    #[serde(default)]
    pub answer_by: Option<String>,
}

impl Referral {
    /// Title and number in lower case, as the index files it.
    pub(crate) fn key(&self) -> String {
        let number = self.diarienummer.as_deref().unwrap_or("");
        format!("{}\n{number}", self.title).to_lowercase()
    }

    /// "Program för läsning (KS 2024/417)".
    pub(crate) fn titled(&self) -> String {
        match &self.diarienummer {
            Some(number) => format!("{} ({number})", self.title),
            None => self.title.clone(),
        }
    }
}

/// One unit of one document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unit {
    /// What it is.
    pub kind: UnitKind,
    /// Normal form of who speaks.
    pub respondent: Option<String>,
    /// The respondent as the paper spells it, where that differs.
    pub spelling: Option<String>,
    /// Index into [`Segmentation::referrals`].
    pub referral: Option<usize>,
    /// The text alone.
    pub span: Span,
    /// The line or lines that introduce it.
    pub intro: Option<Span>,
    /// ISO date of the decision or of the opinion.
    pub date: Option<String>,
    /// Signers of a statement, in print order.
    pub signers: Vec<Signer>,
    /// Set when the statement has no argument of its own.
    pub joins: Option<Joins>,
    /// Only points to a text that stands elsewhere.
    pub pointer: bool,
}

/// A unit that another paper holds too, and that counts there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Twin {
    /// The unit as it stands in this paper.
    pub unit: Unit,
    /// Id of the one that counts.
    pub of: String,
    /// Content hash of its document.
    pub sha256: String,
}

/// What a paper says of a respondent besides printing its answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fact {
    /// The proposal was sent to it.
    Asked,
    /// It said that it will not answer.
    Abstained,
    /// It supports the proposal; no text of its own is printed.
    Supports,
    /// Its answer is printed in part only.
    Partial,
    /// It answered; the paper names the answer and does not print it.
    Answered,
}

/// One fact about one respondent, with its place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LedgerFact {
    /// Normal form of the respondent.
    pub respondent: String,
    /// As spelt here.
    pub spelling: String,
    /// What is said.
    pub fact: Fact,
    /// Who sent the proposal on to it, if not the sender itself.
    pub via: Option<String>,
    /// Index into [`Segmentation::referrals`].
    pub referral: Option<usize>,
    /// ISO day: the last for an answer of somebody asked, that on which an
    /// answer came in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub day: Option<String>,
    /// The part of the proposal that the day is of, if it is not the whole.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub part: Option<String>,
    /// Where.
    pub span: Span,
}

/// Whose voice a central text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CentralKind {
    /// The report's own account of the proposal ("Ärendet").
    Arende,
    /// The letter of the office that wrote the proposal.
    Kontor,
    /// The commissioner's view ("Mina synpunkter").
    Synpunkter,
}

impl CentralKind {
    /// The name in machine-readable output.
    pub fn name(self) -> &'static str {
        match self {
            CentralKind::Arende => "arende",
            CentralKind::Kontor => "kontor",
            CentralKind::Synpunkter => "synpunkter",
        }
    }
}

/// A text of the sender's in a report: no answer, but what answers repeat
/// and what repeats answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CentralText {
    /// Whose voice it is.
    pub kind: CentralKind,
    /// Index into [`Segmentation::referrals`].
    pub referral: Option<usize>,
    /// The text.
    pub span: Span,
    /// ISO date of the letter.
    pub date: Option<String>,
}

/// Something the recognisers did not understand or had to guess.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// 1-based physical line.
    pub line: u32,
    /// A clause for a person.
    pub text: String,
}

/// What a paper as a whole tells of itself, units or not.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    /// Whose paper it is; nobody's for a letter that sends a proposal out.
    pub respondent: Option<String>,
    /// What kind of body that is.
    pub respondent_kind: Option<String>,
    /// The body that decided for the respondent, where it is another.
    pub deciding_body: Option<String>,
    /// Index into [`Segmentation::referrals`].
    pub referral: Option<usize>,
    /// ISO date of the answer or the decision.
    pub date: Option<String>,
    /// ISO date on which it came in, where the paper tells it.
    pub received: Option<String>,
    /// Names of the fields that were chosen from weak signs.
    pub guessed: Vec<String>,
}

/// All that segmenting a document gives.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Segmentation {
    /// What kind of paper it is.
    pub kind: DocumentKind,
    /// What the paper tells of itself.
    #[serde(default)]
    pub head: Head,
    /// The proposals its units answer.
    pub referrals: Vec<Referral>,
    /// In document order.
    pub units: Vec<Unit>,
    /// Units that count elsewhere, in document order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub twins: Vec<Twin>,
    /// What it says of respondents, in document order.
    pub facts: Vec<LedgerFact>,
    /// The sender's own texts, in document order.
    pub central: Vec<CentralText>,
    /// Members in the list of those present, for names spelt in two ways.
    pub present: Vec<Signer>,
    /// By line.
    pub notes: Vec<Note>,
    /// Columns of tables that units run down, for the layout.
    #[serde(skip)]
    pub columns: Vec<(u32, Column)>,
}

impl Segmentation {
    /// How many bodies the paper says were asked.
    pub fn asked_count(&self) -> usize {
        let asked = self.facts.iter().filter(|fact| fact.fact == Fact::Asked);
        asked.count()
    }
}
