//! The same documents as files, for engines that this machine does not reach:
//! what is to be loaded, and a script that loads it.
//!
//! Touches no files itself: each goes to whoever asked, by name.

use super::bulk::{Body, lines};
use super::documents::{Doc, of_paper, short};
use super::mapping::{Layout, Part};
use super::plan::State;
use super::push::{rows, words};
use crate::archive::{PaperRow, Reader};
use crate::error::{Error, Result};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

/// For which engine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Bulk requests, the indices and their aliases.
    OpenSearch,
    /// Rows of units, with their stems joined by spaces.
    Quickwit,
}

const LOAD: &str = include_str!("load.sh");
const QUICKWIT: &str = include_str!("quickwit.yaml");

/// Takes a file by its name.
pub(super) type Put<'p> = dyn FnMut(&str, &[u8]) -> Result<()> + 'p;

/// Writes what the archive holds in the form of an engine; gives the number of
/// units. `archive` is its name there.
pub fn export(reader: &Reader, form: Form, archive: &str, put: &mut Put<'_>) -> Result<usize> {
    let state = State::of(reader)?;
    let mut files = Files::new(form, put);
    let mut units = 0;
    for own in state.papers.values() {
        let paper = reader.paper(&own.stored)?;
        let row = PaperRow::of(&paper, reader.analyser())?;
        units += row.units.len();
        if form == Form::Quickwit {
            for unit in &row.units {
                let mut line = json!({
                    "id": unit.id, "of": short(&row.sha256), "unit": unit.unit,
                    "kind": unit.kind, "party": unit.parties, "text": unit.text,
                    "words": unit.terms.stem.replace('|', " "),
                });
                line["respondent"] = json!(unit.respondent);
                line["date"] = json!(unit.date);
                files.add(Part::Units, &format!("{line}\n"))?;
            }
            continue;
        }
        for doc in of_paper(&row, own.came, &own.check) {
            files.doc(&doc)?;
        }
    }
    if form == Form::OpenSearch {
        for doc in words(reader)?.iter().chain(&rows(reader)?) {
            files.doc(doc)?;
        }
    }
    files.end(archive, &state.name)?;
    Ok(units)
}

struct Files<'f, 'p> {
    form: Form,
    put: &'f mut Put<'p>,
    open: BTreeMap<Part, Body>,
    /// Names of the files, each with its index.
    written: Vec<(String, Part)>,
}

impl<'f, 'p> Files<'f, 'p> {
    fn new(form: Form, put: &'f mut Put<'p>) -> Self {
        Files {
            form,
            put,
            open: BTreeMap::new(),
            written: Vec::new(),
        }
    }

    fn doc(&mut self, doc: &Doc) -> Result<()> {
        self.add(doc.part, &lines(doc))
    }

    fn add(&mut self, part: Part, lines: &str) -> Result<()> {
        match self.open.entry(part).or_default().add(lines) {
            Some(full) => self.write(part, &full),
            None => Ok(()),
        }
    }

    fn write(&mut self, part: Part, body: &Body) -> Result<()> {
        let of_part = self.written.iter().filter(|(_, other)| *other == part);
        let name = format!("part-{}-{:05}.ndjson", part.name(), of_part.count() + 1);
        (self.put)(&name, body.lines.as_bytes())?;
        self.written.push((name, part));
        Ok(())
    }

    fn end(&mut self, archive: &str, state: &str) -> Result<()> {
        for (part, body) in std::mem::take(&mut self.open) {
            if let Some(body) = body.rest() {
                self.write(part, &body)?;
            }
        }
        if self.form == Form::Quickwit {
            return (self.put)(
                "index.yaml",
                QUICKWIT.replace("ARCHIVE", archive).as_bytes(),
            );
        }
        let layout = Layout {
            shards: 1,
            replicas: 1,
        };
        let bodies = Part::ALL.map(|part| (part.index(archive, state), part.body(layout)));
        let bodies: Map<String, Value> = bodies.into_iter().collect();
        self.json("index.json", &Value::Object(bodies))?;
        let add = Part::ALL.map(|part| {
            let (index, alias) = (part.index(archive, state), part.alias(archive));
            json!({"add": {"index": index, "alias": alias}})
        });
        self.json("aliases.json", &json!({"actions": add}))?;
        let parts: Vec<String> = self
            .written
            .iter()
            .map(|(name, part)| format!("load {name} {}", part.index(archive, state)))
            .collect();
        let made = Part::ALL.map(|part| format!("make {}", part.index(archive, state)));
        let script = LOAD.replace("# MAKE", &made.join("\n"));
        (self.put)(
            "load.sh",
            script.replace("# LOAD", &parts.join("\n")).as_bytes(),
        )
    }

    fn json(&mut self, name: &str, value: &Value) -> Result<()> {
        let text = serde_json::to_string_pretty(value)
            .map_err(|error| Error::new(format!("{name} cannot be written: {error}")))?;
        (self.put)(name, text.as_bytes())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::archive::Archive;
    use crate::document::Document;
    use crate::paper::Paper;

    fn exported(form: Form) -> BTreeMap<String, String> {
        let archive = Archive::in_memory();
        let writer = archive.writer().unwrap();
        let text = "Protokoll 3/2024\nfört vid Kulturnämndens sammanträde den 7 maj 2024\n\n\
             § 4 Remiss av program för läsning\n\nBeslut\n\nNämnden tillstyrker förslaget.\n";
        let paper = Paper::read(Document::from_text("a.txt", text));
        writer.put(writer.records(&paper).unwrap()).unwrap();
        writer.finish().unwrap();
        let mut files = BTreeMap::new();
        let mut put = |name: &str, bytes: &[u8]| {
            files.insert(name.to_owned(), String::from_utf8_lossy(bytes).into_owned());
            Ok(())
        };
        let units = export(&archive.reader().unwrap(), form, "remiss", &mut put).unwrap();
        assert_eq!(units, 1);
        files
    }

    #[test]
    fn files_for_opensearch_are_those_that_a_push_sends() {
        let files = exported(Form::OpenSearch);
        assert_eq!(files, exported(Form::OpenSearch));
        let units = &files["part-units-00001.ndjson"];
        assert!(units.starts_with("{\"index\":{\"_id\":"));
        for name in ["index.json", "aliases.json", "part-words-00001.ndjson"] {
            assert!(files.contains_key(name), "{name}");
        }
        let script = &files["load.sh"];
        assert!(script.contains("load part-units-00001.ndjson remiss-units-v1-"));
        assert!(script.contains("\nmake remiss-papers-v1-"));
    }

    #[test]
    fn rows_for_quickwit_hold_stems_by_spaces() {
        let files = exported(Form::Quickwit);
        let row: Value = serde_json::from_str(files["part-units-00001.ndjson"].trim()).unwrap();
        assert!(row["words"].as_str().unwrap().contains(' '));
        assert!(files["index.yaml"].contains("index_id: remiss-units"));
    }
}
