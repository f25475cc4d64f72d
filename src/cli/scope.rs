//! Which units a command is about, as typed: the same options in every
//! command, resolved in one place.

use super::run::{Failure, tell};
use crate::corpus::{Names, Scope, Wanted};
use crate::paper::Paper;
use crate::query::{first_day, last_day};
use crate::render::text;
use crate::unit::UnitKind;
use clap::Args;

/// Whose answers to what.
#[derive(Debug, Args)]
#[command(next_help_heading = "Which papers")]
pub(super) struct WhoseArgs {
    /// Only this respondent: its name, or the beginning of a word in it (may
    /// be repeated).
    #[arg(long, visible_alias = "respondent", value_name = "NAME")]
    board: Vec<String>,
    /// Only respondents of these kinds: domstol, kommun, myndighet, namnd …,
    /// several with commas.
    #[arg(long, value_name = "KIND", value_delimiter = ',')]
    respondent_kind: Vec<String>,
    /// Only answers to this referral: its title or number, or the beginning of
    /// a word in them (may be repeated).
    #[arg(long, value_name = "NAME")]
    referral: Vec<String>,
    /// Only what somebody has looked at: papers that were confirmed or corrected;
    /// where positions and asks are listed, those that were judged.
    #[arg(long)]
    only_reviewed: bool,
}

/// The same, and which texts of theirs.
#[derive(Debug, Args)]
#[command(next_help_heading = "Which papers")]
pub(super) struct ScopeArgs {
    #[command(flatten)]
    whose: WhoseArgs,
    /// Only statements signed by these parties: S, V, MP …, several with commas.
    #[arg(long, value_delimiter = ',')]
    party: Vec<String>,
    /// Only these kinds of units: beslut, yttrande, sammanfattning,
    /// sarskilt_uttalande, reservation, ersattaryttrande, sarskilt_yttrande,
    /// radsyttrande; several with commas.
    #[arg(long, value_delimiter = ',', value_parser = parse_kind)]
    pub(super) kind: Vec<UnitKind>,
    /// Only from this day on, YYYY-MM-DD; a year or month will do.
    #[arg(long, value_parser = first_day)]
    from: Option<String>,
    /// Only up to this day, YYYY-MM-DD; a year or month will do.
    #[arg(long, value_parser = last_day)]
    to: Option<String>,
}

/// The same where nothing else of papers is asked for.
#[derive(Debug, Args)]
#[command(next_help_heading = "Which papers")]
pub(super) struct ReviewedArgs {
    /// Only papers that somebody has looked at: those that were confirmed or
    /// corrected.
    #[arg(long)]
    pub(super) only_reviewed: bool,
}

impl ReviewedArgs {
    /// Tells what people have done about a paper, and whether it is not to be
    /// shown as nobody has looked at it.
    pub(super) fn refuses(&self, paper: &Paper) -> bool {
        let (name, review) = (&paper.document.name, paper.known.review);
        let refuses = self.only_reviewed && !review.is_reviewed();
        match text::reviewed(review) {
            _ if refuses => tell(&format!("nobody has looked at {name}")),
            Some(words) => tell(&format!("{name}: {words}")),
            None => {}
        }
        refuses
    }
}

/// A kind by its machine-readable name, or in words.
fn parse_kind(words: &str) -> Result<UnitKind, String> {
    let all = UnitKind::ALL.map(UnitKind::name).join(", ");
    UnitKind::in_words(words).ok_or(format!("the kinds are {all}"))
}

impl WhoseArgs {
    fn wanted(&self) -> Wanted {
        Wanted {
            boards: self.board.clone(),
            respondent_kinds: self.respondent_kind.clone(),
            referrals: self.referral.clone(),
            reviewed: self.only_reviewed,
            ..Wanted::default()
        }
    }

    /// Resolves what was typed, and says what was read as several names.
    pub(super) fn scope(&self, names: &Names<'_>) -> Result<Scope, Failure> {
        resolved(names, &self.wanted())
    }

    /// Only what somebody has looked at.
    pub(super) fn only_reviewed(&self) -> bool {
        self.only_reviewed
    }

    /// Why nothing is there, where respondents were named; `what` was looked for.
    pub(super) fn none_of(&self, what: &str) -> Option<String> {
        let named = !self.board.is_empty() || !self.respondent_kind.is_empty();
        named.then(|| {
            format!("{what} of those who were named; `remiss ledger` says whether they answered")
        })
    }
}

impl ScopeArgs {
    /// What was typed.
    pub(super) fn wanted(&self) -> Wanted {
        Wanted {
            parties: self.party.clone(),
            kinds: self.kind.clone(),
            from: self.from.clone(),
            to: self.to.clone(),
            ..self.whose.wanted()
        }
    }

    /// Resolves what was typed, and says what was read as several names.
    pub(super) fn scope(&self, names: &Names<'_>) -> Result<Scope, Failure> {
        resolved(names, &self.wanted())
    }

    /// Only what somebody has looked at.
    pub(super) fn only_reviewed(&self) -> bool {
        self.whose.only_reviewed()
    }

    /// Whose positions are meant, whatever papers people have looked at: of
    /// positions and asks each is looked at on its own.
    pub(super) fn scope_of_positions(&self, names: &Names<'_>) -> Result<Scope, Failure> {
        let wanted = Wanted {
            reviewed: false,
            ..self.wanted()
        };
        resolved(names, &wanted)
    }

    /// Statements of parties are asked for.
    pub(super) fn is_of_parties(&self) -> bool {
        !self.party.is_empty()
    }

    /// Respondents or parties were named.
    pub(super) fn is_of_some(&self) -> bool {
        self.is_of_parties() || !self.whose.board.is_empty()
    }

    /// Statements of parties, or texts of a kind, are asked for.
    pub(super) fn is_of_statements(&self) -> bool {
        !self.party.is_empty() || !self.kind.is_empty()
    }

    /// Why nothing is there, where respondents or texts were chosen; `what` was
    /// looked for.
    pub(super) fn none_of(&self, what: &str) -> Option<String> {
        let dates = self.from.is_some() || self.to.is_some();
        let of_texts = self.is_of_statements() || dates;
        self.whose.none_of(what).or_else(|| {
            of_texts
                .then(|| format!("{what} in the texts that --party, --kind, --from and --to leave"))
        })
    }
}

/// Resolves what was typed, and says what was read as several names.
pub(super) fn resolved(names: &Names<'_>, wanted: &Wanted) -> Result<Scope, Failure> {
    let scope = Scope::of(names, wanted)?;
    scope.said().iter().for_each(|line| tell(line));
    Ok(scope)
}
