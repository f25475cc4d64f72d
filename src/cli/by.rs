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
