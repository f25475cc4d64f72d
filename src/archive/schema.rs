//! The fields of the index. The only file that names them.
//!
//! Sorts of records: a paper (its text and everything read from it, stored),
//! a unit (its words and filters, indexed; nothing stored but whose it is),
//! and once the evidence by which compounds are divided.

use tantivy::schema::{
    FAST, Field, INDEXED, IndexRecordOption, NumericOptions, STORED, STRING, Schema,
    TextFieldIndexing, TextOptions,
};

/// Handles of all fields.
#[derive(Clone, Debug)]
pub(super) struct Fields {
    /// Paper: where it was read.
    pub(super) path: Field,
    /// Paper, part and unit: the same, to replace them by.
    pub(super) source: Field,
    /// Paper and part: content hash of the document.
    pub(super) sha256: Field,
    /// Paper, part, evidence: checksum of what else is stored of it.
    pub(super) check: Field,
    /// Unit: the start of its paper's content hash.
    pub(super) of: Field,
    /// Paper and part: what it is and the start of its content hash; paper: where
    /// it meets its twins.
    pub(super) key: Field,
    /// Paper: header without the text, JSON.
    pub(super) header: Field,
    /// Paper, part: the document's text, or a part of it.
    pub(super) text: Field,
    /// Unit, part: its number in the document.
    pub(super) unit: Field,
    /// Unit: place in a fixed order, for ties.
    pub(super) order: Field,
    /// Unit: its words as written, lower case, each once.
    pub(super) exact: Field,
    /// Unit: their stems.
    pub(super) stem: Field,
    /// Unit: stems of the parts of compounds, marked as head or modifier.
    pub(super) parts: Field,
    /// Paper: the same of its text apart from all units.
    pub(super) apart_exact: Field,
    pub(super) apart_stem: Field,
    pub(super) apart_parts: Field,
    /// Unit: number of words.
    pub(super) length: Field,
    pub(super) respondent: Field,
    pub(super) kind: Field,
    pub(super) party: Field,
    /// Unit: filing date as the number 20211019.
    pub(super) date: Field,
    /// Unit: key of the referral.
    pub(super) referral: Field,
    /// Paper: with which ingest it came; unit: the same.
    pub(super) came: Field,
    pub(super) ingest: Field,
    /// Paper: what it tells of names, to be listed without reading it.
    pub(super) told: Field,
}

/// Value of the kind field on papers.
pub(super) const PAPER: &str = "paper";

/// A further value of the kind field on papers without units.
pub(super) const LOOSE: &str = "loose";

/// The same on papers that were not recognised.
pub(super) const UNKNOWN: &str = "unknown";
/// The same of those that look like answers and hold none.
pub(super) const EMPTY: &str = "empty";

/// Value of the kind field on the further parts of a long text.
pub(super) const PART: &str = "part";

/// Keys of a paper beside its own: by what an answer of it meets its twins; the
/// same where it is a twin itself; of which paper it is one.
pub(super) const ALIKE: &str = "alike";
pub(super) const SETTLED: &str = "settled";
pub(super) const TWIN: &str = "twin";

/// Key of a paper of which people know something; of a list that tells it.
pub(super) const KNOWN: &str = "known";
pub(super) const LIST: &str = "list";
/// Key of a paper that somebody has looked at.
pub(super) const REVIEWED: &str = "reviewed";

/// The start of a content hash (20 of 64 digits) by which records of one paper
/// know each other.
pub(super) fn short(sha256: &str) -> &str {
    sha256.get(..20).unwrap_or(sha256)
}

/// The key of a paper, or of a part of one.
pub(super) fn key(sort: &str, sha256: &str) -> String {
    format!("{sort}:{}", short(sha256))
}

/// Longest part of a text that one record holds, in bytes: a record is copied
/// several times on its way to the disk.
pub(super) const LONGEST_PART: usize = 1 << 20;

/// Value of the kind field on the evidence about compounds.
pub(super) const EVIDENCE: &str = "evidence";

/// Name under which the reader of packed terms is registered.
pub(super) const PACKED: &str = "packed";

impl Fields {
    /// The fields where the text apart from units stands in for the units.
    pub(super) fn apart(&self) -> Self {
        Fields {
            exact: self.apart_exact,
            stem: self.apart_stem,
            parts: self.apart_parts,
            ..self.clone()
        }
    }
}

pub(super) fn schema() -> (Schema, Fields) {
    let mut schema = Schema::builder();
    let indexed = |option, norms| {
        TextOptions::default().set_indexing_options(
            TextFieldIndexing::default()
                .set_tokenizer(PACKED)
                .set_index_option(option)
                .set_fieldnorms(norms),
        )
    };
    let (places, counts) = (
        IndexRecordOption::WithFreqsAndPositions,
        IndexRecordOption::WithFreqs,
    );
    let filter = STRING | FAST;
    let number = NumericOptions::default() | INDEXED | FAST;
    let fields = Fields {
        path: schema.add_text_field("path", STORED),
        source: schema.add_text_field("source", STRING),
        sha256: schema.add_text_field("sha256", STORED),
        check: schema.add_u64_field("check", STORED),
        of: schema.add_text_field("of", STRING | STORED | FAST),
        key: schema.add_text_field("key", STRING),
        header: schema.add_text_field("header", STORED),
        text: schema.add_text_field("text", STORED),
        unit: schema.add_u64_field("unit", STORED | FAST),
        order: schema.add_u64_field("order", FAST),
        exact: schema.add_text_field("exact", indexed(IndexRecordOption::Basic, false)),
        stem: schema.add_text_field("stem", indexed(places, true)),
        parts: schema.add_text_field("parts", indexed(counts, false)),
        length: schema.add_u64_field("length", FAST),
        respondent: schema.add_text_field("respondent", filter.clone()),
        kind: schema.add_text_field("kind", filter.clone()),
        party: schema.add_text_field("party", filter),
        date: schema.add_u64_field("date", number),
        referral: schema.add_text_field("referral", STRING),
        came: schema.add_u64_field("came", STORED | FAST),
        ingest: schema.add_u64_field("ingest", FAST),
        told: schema.add_text_field("told", STRING),
        apart_exact: schema.add_text_field("apart_exact", indexed(IndexRecordOption::Basic, false)),
        apart_stem: schema.add_text_field("apart_stem", indexed(places, true)),
        apart_parts: schema.add_text_field("apart_parts", indexed(counts, false)),
    };
    (schema.build(), fields)
}

/// A fixed order for equal scores: by content hash, then place.
pub(super) fn order(sha256: &str, at: usize) -> u64 {
    let head = u64::from_str_radix(sha256.get(..11).unwrap_or("0"), 16).unwrap_or(0);
    head << 20 | (at as u64).min(0xF_FFFF)
}

/// "2021-10-19" → 20211019.
pub(super) fn date_number(iso: &str) -> Option<u64> {
    let digits: String = iso.chars().filter(char::is_ascii_digit).collect();
    digits.parse().ok().filter(|_| digits.len() == 8)
}
