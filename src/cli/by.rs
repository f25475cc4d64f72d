//! What hits are grouped and ordered by, as it is typed.

#[derive(Clone, Copy, Debug, clap::ValueEnum)]
pub(super) enum GroupByArg {
    /// By respondent.
    #[value(alias = "board")]
    Nämnd,
    /// By the parties that signed.
    #[value(alias = "party")]
    Parti,
    /// By document.
    #[value(alias = "document")]
    Dokument,
    /// By kind of respondent.
    #[value(alias = "kind")]
    Slag,
}

#[derive(Clone, Copy, Debug, clap::ValueEnum)]
pub(super) enum SortArg {
    /// Document and line.
    Place,
    /// The words before the match.
    Left,
    /// The words behind it.
    Right,
}

/// Which papers that were not recognised are searched.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum Unrecognised {
    /// Only these, and no answer.
    Only,
    /// All others.
    Without,
}
