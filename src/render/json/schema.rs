//! JSON Schemas of the contract, made from the types that are written.

use super::agree::{AgreeJson, DisagreementJson};
use super::check::FindingJson;
use super::documents::DocumentRow;
use super::gathered::{GroupJson, GroupsJson, KwicJson, KwicLineJson};
use super::judgements::JudgementJson;
use super::lost::{LostJson, ThemeJson};
use super::memory::RememberedJson;
use super::papers::PaperJson;
use super::persons::TraceJson;
use super::positions::{AskedJson, CellJson, PositionJson};
use super::recycled::AnswersJson;
use super::related::RelatedJson;
use super::reuse::ReuseJson;
use super::reuse_rows::PairRow;
use super::sample::{CodingJson, JudgedJson, SampleJson};
use super::search::{HitJson, HitsJson};
use super::searches::SearchJson;
use super::settings::SettingJson;
use super::uptake::UptakeJson;
use super::{EntryJson, NoteJson, PageJson, TextJson, UnitJson, pretty};
use crate::text::Cited;
use schemars::{JsonSchema, Schema, SchemaGenerator, schema_for};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::{self, Write};

/// The places of a citation; pages only where the source has them.
#[derive(JsonSchema)]
#[expect(dead_code, reason = "the shape of what `Cited` writes")]
struct Places {
    lines: [u32; 2],
    #[serde(skip_serializing_if = "Option::is_none")]
    page: Option<[u32; 2]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    page_lines: Option<[u32; 2]>,
}

impl JsonSchema for Cited {
    fn schema_name() -> Cow<'static, str> {
        "Cited".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        Places::json_schema(generator)
    }
}

/// The schema of every answer, by what is typed to get it: of a list of rows
/// that of one row.
pub fn schemas() -> BTreeMap<&'static str, Schema> {
    let answers = BTreeMap::from([
        ("agree", schema_for!(AgreeJson)),
        ("agree --format ndjson", schema_for!(DisagreementJson)),
        ("asks", schema_for!(AskedJson)),
        ("config", schema_for!(SettingJson)),
        ("check", schema_for!(FindingJson)),
        ("correct --list", schema_for!(JudgementJson)),
        ("verify-pairs", schema_for!(PairRow)),
        ("export documents", schema_for!(DocumentRow)),
        ("export notes", schema_for!(NoteJson)),
        ("export positions --complete", schema_for!(CellJson)),
        ("export text", schema_for!(TextJson)),
        ("export units", schema_for!(UnitJson)),
        ("ledger", schema_for!(EntryJson)),
        ("lost", schema_for!(LostJson)),
        ("memory", schema_for!(RememberedJson)),
        ("papers", schema_for!(PaperJson)),
        ("persons", schema_for!(TraceJson)),
        ("positions", schema_for!(PositionJson)),
        ("related", schema_for!(RelatedJson)),
        ("reuse", schema_for!(ReuseJson)),
        ("reuse --answers", schema_for!(AnswersJson)),
        ("sample", schema_for!(SampleJson)),
        ("sample --coding", schema_for!(CodingJson)),
        ("sample --judged", schema_for!(JudgedJson)),
        ("search", schema_for!(HitsJson)),
        ("search --format ndjson", schema_for!(HitJson)),
        ("search --group-by", schema_for!(GroupsJson)),
        ("search --group-by --format ndjson", schema_for!(GroupJson)),
        ("search --kwic", schema_for!(KwicJson)),
        ("search --kwic --format ndjson", schema_for!(KwicLineJson)),
        ("searches", schema_for!(SearchJson)),
        ("show --page", schema_for!(PageJson)),
        ("topics", schema_for!(ThemeJson)),
        ("uptake", schema_for!(UptakeJson)),
    ]);
    #[cfg(feature = "fetch")]
    let answers = {
        let mut answers = answers;
        answers.insert("fetch", schema_for!(crate::fetch::Fetched));
        answers
    };
    answers
}

/// Writes all schemas as one object.
pub fn write_schemas(out: &mut dyn Write) -> io::Result<()> {
    pretty(&schemas(), out)
}
