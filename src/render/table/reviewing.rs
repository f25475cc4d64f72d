//! The columns of what people look over: papers, judgements, rows drawn to be
//! judged or coded, and where coders part.

use super::Column;
use super::Shape::{Day, Others, Share, Words};
use super::columns::{DATE, DOCUMENT, FIRST, ID, KIND, LAST, RESPONDENT, UNIT, UNIT_KIND, col};

/// A row per paper, with how everything in it was found; given back, it corrects.
pub const PAPERS: &[Column] = &[
    col("referral", "referral/title"),
    col("diarienummer", "referral/diarienummer"),
    RESPONDENT,
    ID,
    KIND,
    col("document", "paper"),
    FIRST,
    LAST,
    DATE,
    col("kind", "kind"),
    col("deciding_body", "deciding_body"),
    col("own_diarienummer", "referral/own_diarienummer"),
    col("received", "received").shaped(Day),
    col("units", "units"),
    col("kind_found", "found/kind/how"),
    col("respondent_found", "found/respondent/how"),
    col("date_found", "found/date/how"),
    col("referral_found", "found/referral/how"),
    col("doubt", "doubt").shaped(Share(2)),
    col("review", "review"),
    col("remark", "note"),
    col("sha256", "sha256"),
    col("numbers", "referral/numbers"),
    col("kind_ahead", "found/kind/ahead").shaped(Share(1)),
    col("respondent_ahead", "found/respondent/ahead").shaped(Share(1)),
    col("date_ahead", "found/date/ahead").shaped(Share(1)),
    col("referral_ahead", "found/referral/ahead").shaped(Share(1)),
    col("other", "other").shaped(Others),
    col("respondent_kind_found", "found/respondent_kind/how"),
    col("deciding_body_found", "found/deciding_body/how"),
    col("twin", "twin"),
    col("replaces", "replaces"),
];

/// A row per judgement of a person's.
pub const JUDGEMENTS: &[Column] = &[
    DOCUMENT,
    UNIT,
    col("first_line", "line"),
    col("id", "id"),
    col("respondent_set", "set/respondent"),
    col("date_set", "set/date").shaped(Day),
    col("received_set", "set/received").shaped(Day),
    col("kind_set", "set/kind"),
    col("referral_set", "set/referral"),
    col("deciding_body_set", "set/deciding_body"),
    col("focus_area", "set/focus"),
    col("stance", "set/stance"),
    col("by", "by"),
    col("on", "on").shaped(Day),
    col("note", "note"),
    col("undone_by", "undone_by"),
    col("respondent_kind_set", "set/respondent_kind"),
    col("own_diarienummer_set", "set/own_diarienummer"),
    col("twin_set", "set/twin"),
    col("replaces_set", "set/replaces"),
    col("verdict", "set/verdict"),
    col("ask", "set/ask"),
    col("not_ask", "set/not_ask"),
    col("text_set", "set/text"),
    col("addressee_set", "set/addressee"),
    col("confirmed", "confirmed"),
];

/// A row per position that was drawn to be judged.
pub const SAMPLE: &[Column] = &[
    col("id", "id"),
    RESPONDENT,
    UNIT_KIND,
    col("parties", "parties").shaped(Words),
    col("area", "area"),
    col("area_kind", "area_kind"),
    col("verdict", "verdict"),
    col("stance", "stance"),
    col("confidence", "confidence").shaped(Share(2)),
    col("citation", "citation"),
    col("quote", "quote"),
    col("text", "text"),
    col("ratt", "ratt"),
    col("kommentar", "kommentar"),
];

/// A row per position that was drawn to be coded: nothing of what was read.
pub const CODING: &[Column] = &[
    col("id", "id"),
    RESPONDENT,
    UNIT_KIND,
    col("parties", "parties").shaped(Words),
    col("area", "area"),
    col("text", "text"),
    col("citation", "citation"),
    col("kod", "kod"),
    col("kommentar", "kommentar"),
];

/// A row per stratum, and below what else is to be known of a draw.
pub const DRAWN: &[Column] = &[
    col("stratum", "stratum"),
    col("population", "population"),
    col("drawn", "drawn"),
    col("weight", "weight").shaped(Share(4)),
    col("note", "note"),
];

/// A row per code.
pub const CODES: &[Column] = &[col("code", "code"), col("definition", "definition")];

/// A row per unit that two coders code otherwise; of the codes as many as
/// there are coders.
const DISAGREEMENTS: &[Column] = &[
    col("id", "id"),
    RESPONDENT,
    col("area", "area"),
    col("citation", "citation"),
    col("text", "text"),
    col("coders", "coders"),
    col("code_1", "codes/0"),
    col("code_2", "codes/1"),
    col("code_3", "codes/2"),
    col("code_4", "codes/3"),
    col("code_5", "codes/4"),
    col("code_6", "codes/5"),
    col("code_7", "codes/6"),
    col("code_8", "codes/7"),
    col("code_9", "codes/8"),
    col("code_10", "codes/9"),
    col("code_11", "codes/10"),
    col("code_12", "codes/11"),
];

/// Coders whose codes stand side by side, at most.
pub const CODERS: usize = 12;

/// The columns for so many coders.
pub fn disagreements(coders: usize) -> &'static [Column] {
    let own = DISAGREEMENTS.len() - CODERS;
    &DISAGREEMENTS[..own + coders.min(CODERS)]
}
