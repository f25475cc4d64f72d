//! The columns of every table: the same first, in the same order, then its
//! own.

use super::Column;
use super::Shape::{Count, Day, Joins, PartDays, Parties, Share, Signers, Words};

pub(super) const fn col(name: &'static str, path: &'static str) -> Column {
    Column::new(name, path)
}

pub(super) const REFERRAL: Column = col("referral", "referral");
pub(super) const NUMBER: Column = col("diarienummer", "diarienummer");
pub(super) const RESPONDENT: Column = col("respondent", "respondent");
pub(super) const ID: Column = col("respondent_id", "respondent_id");
pub(super) const KIND: Column = col("respondent_kind", "respondent_kind");
pub(super) const DOCUMENT: Column = col("document", "document");
pub(super) const UNIT: Column = col("unit", "unit");
pub(super) const UNIT_KIND: Column = col("unit_kind", "unit_kind");
pub(super) const FIRST: Column = col("first_line", "lines/0");
pub(super) const LAST: Column = col("last_line", "lines/1");
pub(super) const PAGE: Column = col("page", "page/0");
pub(super) const PAGE_LINE: Column = col("page_line", "page_lines/0");
pub(super) const DATE: Column = col("date", "date").shaped(Day);
pub(super) const AREA: Column = col("focus_area", "focus_area");
pub(super) const AREA_NAME: Column = col("focus_area_name", "focus_area_name");

/// A row per unit.
pub const UNITS: &[Column] = &[
    col("referral", "referral/title"),
    col("diarienummer", "referral/diarienummer"),
    RESPONDENT,
    ID,
    KIND,
    col("document", "document/name"),
    col("unit", "id"),
    col("unit_kind", "kind"),
    FIRST,
    LAST,
    PAGE,
    PAGE_LINE,
    DATE,
    col("parties", "signers").shaped(Parties),
    col("document_kind", "document/kind"),
    col("deciding_body", "deciding_body"),
    col("signers", "signers").shaped(Signers),
    col("joins", "joins").shaped(Joins),
    col("pointer", "pointer"),
    col("guessed", "guessed").shaped(Words),
    col("sha256", "document/sha256"),
    col("text", "text"),
    col("review", "review"),
];

/// A row per paper.
pub const DOCUMENTS: &[Column] = &[
    col("referral", "referral/title"),
    col("diarienummer", "referral/diarienummer"),
    RESPONDENT,
    ID,
    KIND,
    col("document", "name"),
    DATE,
    col("kind", "kind"),
    col("recognised", "recognised"),
    col("deciding_body", "deciding_body"),
    col("own_diarienummer", "referral/own_diarienummer"),
    col("numbers", "referral/numbers"),
    col("answer_by", "referral/answer_by").shaped(Day),
    col("received", "received").shaped(Day),
    col("asked_count", "asked_count"),
    col("guessed", "guessed").shaped(Words),
    col("note", "note"),
    col("sha256", "sha256"),
    col("review", "review"),
];

/// A row per note.
pub const NOTES: &[Column] = &[DOCUMENT, col("first_line", "line"), col("note", "note")];

/// A row per trace of a person.
pub const PERSONS: &[Column] = &[
    DOCUMENT,
    FIRST,
    LAST,
    PAGE,
    PAGE_LINE,
    col("kind", "kind"),
    col("found", "text"),
    col("sure", "sure"),
    col("by", "by"),
    col("sha256", "sha256"),
];

/// A row per text.
pub const TEXTS: &[Column] = &[
    DOCUMENT,
    col("read_as", "read_as"),
    col("pages", "pages"),
    col("text", "text"),
];

/// A row per position: respondent and focus area, with the sentence that
/// decides and its lines.
pub const POSITIONS: &[Column] = &[
    REFERRAL,
    NUMBER,
    RESPONDENT,
    ID,
    KIND,
    DOCUMENT,
    UNIT,
    UNIT_KIND,
    col("first_line", "evidence/0/lines/0"),
    col("last_line", "evidence/0/lines/1"),
    col("page", "evidence/0/page/0"),
    col("page_line", "evidence/0/page_lines/0"),
    DATE,
    col("parties", "parties").shaped(Words),
    AREA,
    AREA_NAME,
    col("area_kind", "area_kind"),
    col("reference", "reference"),
    col("verdict", "verdict"),
    col("stance", "stance"),
    col("confidence", "confidence").shaped(Share(2)),
    col("quote", "evidence/0/quote"),
    col("cue", "evidence/0/cue"),
    col("reservation", "reservation/quote"),
    col("reservation_first_line", "reservation/lines/0"),
    col("asks", "asks").shaped(Count),
    col("inherited", "inherited"),
    col("review", "review"),
    col("corrected_by", "corrected/by"),
    col("missing", "missing"),
];

/// A row per ask.
pub const ASKS: &[Column] = &[
    REFERRAL,
    NUMBER,
    RESPONDENT,
    ID,
    KIND,
    DOCUMENT,
    UNIT,
    UNIT_KIND,
    FIRST,
    LAST,
    PAGE,
    PAGE_LINE,
    DATE,
    col("parties", "parties").shaped(Words),
    AREA,
    AREA_NAME,
    col("addressee", "addressee"),
    col("quote", "quote"),
    col("review", "review"),
    col("corrected_by", "corrected/by"),
];

/// A row per respondent of a referral.
pub const LEDGER: &[Column] = &[
    REFERRAL,
    NUMBER,
    RESPONDENT,
    ID,
    KIND,
    DOCUMENT,
    FIRST,
    LAST,
    PAGE,
    col("asked", "asked"),
    col("status", "status"),
    col("via", "via"),
    col("answer_by", "answer_by").shaped(Day),
    col("received", "received").shaped(Day),
    col("late", "late"),
    col("guessed", "guessed").shaped(Words),
    col("spellings", "spellings"),
    col("parts", "parts").shaped(PartDays),
    col("review", "review"),
];

/// A row per ask that a report sums up.
pub const LOST: &[Column] = &[
    REFERRAL,
    NUMBER,
    RESPONDENT,
    ID,
    KIND,
    col("document", "ask/document"),
    col("first_line", "ask/lines/0"),
    col("last_line", "ask/lines/1"),
    col("page", "ask/page/0"),
    col("page_line", "ask/page_lines/0"),
    col("focus_area", "focus_areas").shaped(Words),
    col("fate", "fate"),
    col("overlap", "overlap").shaped(Share(2)),
    col("ask", "ask/quote"),
    col("summary_document", "summary/document"),
    col("summary_first_line", "summary/lines/0"),
    col("summary_last_line", "summary/lines/1"),
    col("summary_page", "summary/page/0"),
    col("summary", "summary/quote"),
    col("raised_by", "raised_by"),
    col("dropped", "dropped"),
    col("via", "via"),
    col("summary_sentences", "summary_sentences"),
    col("answer_lines", "answer_lines"),
];

/// A row per finding of a draft's check.
pub const CHECK: &[Column] = &[
    RESPONDENT,
    ID,
    KIND,
    col("draft", "draft"),
    col("draft_first_line", "lines/0"),
    col("draft_last_line", "lines/1"),
    col("draft_page", "page/0"),
    col("fault", "kind"),
    col("words", "words"),
    col("message", "message"),
    col("proof_document", "proof/0/document"),
    col("proof_first_line", "proof/0/lines/0"),
    col("proof_last_line", "proof/0/lines/1"),
    col("proof", "proof/0/quote"),
];

/// A row per theme and respondent.
pub const TOPICS: &[Column] = &[
    REFERRAL,
    NUMBER,
    RESPONDENT,
    ID,
    KIND,
    DOCUMENT,
    FIRST,
    LAST,
    PAGE,
    PAGE_LINE,
    col("theme", "theme"),
    col("words", "words"),
    col("respondents", "respondents"),
    col("asks", "asks"),
    col("quote", "quote"),
];

/// A row per statement: those of each family, then those of none.
pub const REUSE: &[Column] = &[
    REFERRAL,
    NUMBER,
    RESPONDENT,
    DOCUMENT,
    UNIT,
    UNIT_KIND,
    FIRST,
    LAST,
    PAGE,
    PAGE_LINE,
    DATE,
    col("parties", "signers").shaped(Parties),
    col("family", "family"),
    col("signers", "signers").shaped(Signers),
    col("relation", "relation"),
    col("same_words_as", "same_words_as"),
    col("containment_in_base", "containment_in_base").shaped(Share(4)),
    col("containment_in_medoid", "containment_in_medoid").shaped(Share(4)),
    col("words", "words"),
    col("words_shared", "words_shared"),
    col("changes", "changes"),
    col("slips", "slips"),
];

/// A row per pair of statements that share something.
pub const PAIRS: &[Column] = &[
    col("a", "a"),
    col("b", "b"),
    col("shared", "shared"),
    col("jaccard", "jaccard").shaped(Share(4)),
    col("containment_a_in_b", "containment_a_in_b").shaped(Share(4)),
    col("containment_b_in_a", "containment_b_in_a").shaped(Share(4)),
    col("words_shared", "words_shared"),
    col("relation", "relation"),
    col("direction", "direction"),
];

/// A row per passage that an answer, or the commissioner's view, shares; one for
/// an answer that shares none.
pub const RECYCLED: &[Column] = &[
    RESPONDENT,
    DOCUMENT,
    UNIT,
    UNIT_KIND,
    FIRST,
    LAST,
    PAGE,
    PAGE_LINE,
    col("text", "text"),
    col("share", "share").shaped(Share(4)),
    col("words", "words"),
    col("words_sender", "words_sender"),
    col("words_sources", "words_sources"),
    col("words_others", "words_others"),
    col("words_undecided", "words_undecided"),
    col("words_lent", "words_lent"),
    col("with", "with"),
    col("their_date", "their_date").shaped(Day),
    col("their_document", "their_document"),
    col("their_first_line", "their_lines/0"),
    col("their_last_line", "their_lines/1"),
    col("their_page", "their_page/0"),
    col("passage_words", "passage_words"),
    col("direction", "direction"),
    col("more", "more"),
    col("passage", "passage"),
];

/// A row per passage of an answer in one of the sender's texts.
pub const UPTAKE: &[Column] = &[
    RESPONDENT,
    ID,
    KIND,
    DOCUMENT,
    UNIT,
    FIRST,
    LAST,
    PAGE,
    PAGE_LINE,
    DATE,
    col("into_kind", "into_kind"),
    col("into_document", "into_document"),
    col("into_date", "into_date").shaped(Day),
    col("into_first_line", "said/lines/0"),
    col("into_last_line", "said/lines/1"),
    col("into_page", "said/page/0"),
    col("passage_words", "words"),
    col("passage", "passage"),
    col("text", "said/text"),
    col("left_out", "left_out/0/text"),
];

/// A row per earlier ask.
pub const MEMORY: &[Column] = &[
    REFERRAL,
    NUMBER,
    RESPONDENT,
    ID,
    KIND,
    col("document", "ask/document"),
    col("first_line", "ask/lines/0"),
    col("last_line", "ask/lines/1"),
    col("page", "ask/page/0"),
    col("page_line", "ask/page_lines/0"),
    col("year", "year"),
    col("became", "became"),
    col("ask", "ask/quote"),
    col("later_referral", "later_referral"),
    col("later_year", "later_year"),
    col("answer_document", "answer/document"),
    col("answer_first_line", "answer/lines/0"),
    col("answer_last_line", "answer/lines/1"),
    col("answer_likeness", "answer/likeness").shaped(Share(2)),
    col("answer", "answer/quote"),
    col("proposal_document", "proposal/document"),
    col("proposal_first_line", "proposal/lines/0"),
    col("proposal_last_line", "proposal/lines/1"),
    col("proposal_likeness", "proposal/likeness").shaped(Share(2)),
    col("proposal", "proposal/quote"),
    col("view", "view"),
];
