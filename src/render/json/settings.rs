//! What is set, a row each.

use super::Rows;
use crate::settings::{Origin, Setting};
use schemars::JsonSchema;
use serde::Serialize;
use std::io;

#[derive(Serialize, JsonSchema)]
pub(super) struct SettingJson<'a> {
    key: &'a str,
    /// One where it is no list.
    values: &'a [String],
    /// `flag`, `environment`, `file` or `default`.
    origin: &'a str,
    file: Option<&'a str>,
    line: Option<usize>,
    /// What it is.
    about: &'a str,
}

/// All settings.
pub(crate) fn settings(all: &[Setting], rows: &mut Rows<'_>) -> io::Result<()> {
    all.iter().try_for_each(|one| {
        let (file, line) = match &one.origin {
            Origin::File(file, line) => (Some(file.as_str()), Some(*line)),
            _ => (None, None),
        };
        rows.push(&SettingJson {
            key: one.key.name,
            values: &one.values,
            origin: one.origin.name(),
            file,
            line,
            about: one.key.about,
        })
    })
}
