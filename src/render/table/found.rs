//! The columns of what a search finds, and of the words it knows.

use super::Column;
use super::Shape::{Day, Parties, Share, Signers, Words};
use super::columns::{
    DATE, DOCUMENT, FIRST, ID, KIND, LAST, NUMBER, PAGE, PAGE_LINE, REFERRAL, RESPONDENT, UNIT,
    UNIT_KIND, col,
};

/// A row per search that is kept.
pub const SEARCHES: &[Column] = &[
    col("name", "name"),
    col("query", "query"),
    col("options", "options"),
    col("seen_on", "seen_on").shaped(Day),
    col("seen_ingest", "seen_ingest"),
    col("new", "new"),
    col("new_apart", "new_apart"),
];

/// A row per setting.
pub const SETTINGS: &[Column] = &[
    col("key", "key"),
    col("values", "values").shaped(Words),
    col("origin", "origin"),
    col("file", "file"),
    col("line", "line"),
    col("about", "about"),
];

/// A row per hit, and one for each with the same text.
pub const HITS: &[Column] = &[
    REFERRAL,
    NUMBER,
    RESPONDENT,
    ID,
    KIND,
    DOCUMENT,
    UNIT,
    col("unit_kind", "kind"),
    FIRST,
    LAST,
    PAGE,
    PAGE_LINE,
    DATE,
    col("parties", "signers").shaped(Parties),
    col("lines_matched", "lines_matched").shaped(Words),
    col("tiers", "tiers").shaped(Words),
    col("same_text_as", "same_text_as"),
    col("signers", "signers").shaped(Signers),
    col("snippet", "snippet"),
    col("review", "review"),
];

/// A row per group and unit; one without a unit for each that does not
/// mention it.
pub const GROUPS: &[Column] = &[
    DOCUMENT,
    UNIT,
    UNIT_KIND,
    col("name", "name"),
    col("mentioned", "mentioned"),
    col("voice", "voice"),
    col("tier", "tier"),
    col("occurrences", "occurrences"),
    col("per_thousand_words", "per_thousand_words").shaped(Share(3)),
    col("lines_matched", "lines_matched").shaped(Words),
];

/// A row per match.
pub const KWIC: &[Column] = &[
    RESPONDENT,
    DOCUMENT,
    UNIT,
    col("first_line", "line"),
    col("left", "left"),
    col("match", "match"),
    col("right", "right"),
    col("tier", "tier"),
];

/// A row per word.
pub const WORDS: &[Column] = &[
    col("word", "word"),
    col("stem", "stem"),
    col("divided", "divided"),
    col("by", "by"),
];

/// A row per word that stands beside another, or is a compound of it.
pub const RELATED: &[Column] = &[
    col("word", "word"),
    col("sort", "sort"),
    col("units", "units"),
    col("units_in_all", "units_in_all"),
    col("times_expected", "times_expected").shaped(Share(1)),
    col("strength", "strength").shaped(Share(1)),
    RESPONDENT,
    DOCUMENT,
    UNIT,
    col("first_line", "line"),
    col("example", "example"),
];
