//! Words related to a word, a row each.

use super::Rows;
use crate::render::fragment_of;
use crate::search::RelatedWords;
use schemars::JsonSchema;
use serde::Serialize;
use std::io;

#[derive(Serialize, JsonSchema)]
pub(super) struct RelatedJson<'a> {
    word: &'a str,
    /// "neighbour" or "compound".
    sort: &'a str,
    /// Units that hold both.
    units: u32,
    /// Units that hold it.
    units_in_all: u32,
    /// How many times as often as by chance.
    times_expected: f64,
    /// The log-likelihood ratio.
    strength: f64,
    respondent: Option<&'a str>,
    document: Option<&'a str>,
    unit: Option<&'a str>,
    line: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    page: Option<u32>,
    /// What stands around it in a unit that holds both.
    example: Option<String>,
}

/// All of them.
pub fn related(found: &RelatedWords, rows: &mut Rows<'_>) -> io::Result<()> {
    let signs = if rows.is_table() { "" } else { "**" };
    found.words.iter().try_for_each(|one| {
        let example = one.example.as_ref();
        let line = example.map(|(hit, mark)| hit.line_of(&mark.range));
        let index = example.map(|(hit, _)| &hit.paper.document.index);
        let place = index
            .zip(line)
            .and_then(|(index, line)| index.on_page(line));
        rows.push(&RelatedJson {
            word: &one.word,
            sort: one.sort.name(),
            units: one.units,
            units_in_all: one.all,
            times_expected: one.lift,
            strength: one.strength,
            respondent: example.and_then(|(hit, _)| hit.unit().respondent.as_deref()),
            document: example.map(|(hit, _)| hit.paper.document.name.as_str()),
            unit: example.map(|(hit, _)| hit.id.as_str()),
            line,
            page: place.map(|place| place.page),
            example: example.map(|(hit, mark)| {
                let ranges = [mark.range.clone()];
                fragment_of(&hit.flow.text, &ranges, signs, signs)
            }),
        })
    })
}
