//! A project for programs of qualitative analysis (REFI-QDA 1.5, `.qdpx`):
//! papers as sources of plain text, respondents, areas, verdicts and asks as
//! codes on the passages they rest on, each ask with a memo.
//!
//! A ZIP of texts and one XML file. The same answers give the same bytes:
//! identifiers are made from what they name, and nothing tells the time. Places
//! are counted in code points from the beginning of a text, as the standard
//! says. Knows nothing of files.

mod place;
mod xml;

use crate::paper::Paper;
use crate::position::{Addressee, Ask, Position};
use crate::render::text::said_words;
use crate::render::{kind_words, place as cited};
use crate::text::Cited;
use place::{Points, quoted, trimmed};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{self, Seek, Write};
use std::ops::Range;
use xml::Element;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const NAMESPACE: &str = "urn:QDA-XML:project:1.0";
const SCHEMA: &str =
    "urn:QDA-XML:project:1.0 http://schema.qdasoftware.org/versions/Project/v1.0/Project.xsd";
/// Who found what nobody has judged.
const PROGRAM: &str = "remiss";

/// A project in the making.
pub struct Qdpx<W: Write + Seek> {
    zip: ZipWriter<W>,
    sources: Vec<Element>,
    notes: Vec<Element>,
    users: BTreeMap<String, String>,
    codes: BTreeMap<Family, BTreeMap<Code, String>>,
}

/// What codes are about, in the order of the code book.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Family {
    Areas,
    Verdicts,
    Asks,
    Respondents,
    Kinds,
}

impl Family {
    fn name(self) -> &'static str {
        match self {
            Family::Areas => "Områden",
            Family::Verdicts => "Ställningstaganden",
            Family::Asks => "Begäran",
            Family::Respondents => "Remissinstanser",
            Family::Kinds => "Textslag",
        }
    }

    fn color(self) -> &'static str {
        match self {
            Family::Areas => "#1F5FA8",
            Family::Verdicts => "#2E7D32",
            Family::Asks => "#B26A00",
            Family::Respondents => "#5E35B1",
            Family::Kinds => "#616161",
        }
    }
}

/// A code: the proposal that it belongs to, if it does, and its name.
type Code = (String, String);

/// Identifiers of a code from a family.
fn code_guid(family: Family, code: &Code) -> String {
    guid(&["code", family.name(), &code.0, &code.1])
}

/// A paper as the project takes it: its text as it is written, and what is coded
/// in it.
pub struct Source {
    name: String,
    sha256: String,
    about: String,
    text: String,
    passages: Vec<Passage>,
}

struct Passage {
    points: Range<usize>,
    name: String,
    codes: Vec<(Family, Code)>,
    by: String,
    memo: Option<String>,
}

impl Source {
    /// A paper, those of its units that are wanted, and positions in them.
    pub fn of(paper: &Paper, wanted: &[bool], rows: &[Position]) -> Self {
        let text = &paper.document.text;
        let points = Points::of(text);
        let mut passages = Vec::new();
        let units = paper.segmentation.units.iter().zip(wanted);
        for (unit, _) in units.filter(|(_, wanted)| **wanted) {
            let who = unit.respondent.clone();
            let kind = kind_words(unit.kind).to_owned();
            let mut codes = vec![(Family::Kinds, (String::new(), kind.clone()))];
            let name = match who {
                Some(who) => {
                    codes.insert(0, (Family::Respondents, (String::new(), who.clone())));
                    format!("{who} · {kind}")
                }
                None => kind,
            };
            passages.push(Passage {
                points: points.range(text, &trimmed(text, unit.span.range())),
                name,
                codes,
                by: PROGRAM.to_owned(),
                memo: None,
            });
        }
        for row in rows {
            sentences(paper, &points, row, &mut passages);
        }
        passages.retain(|passage| !passage.points.is_empty());
        Source {
            name: paper.document.name.to_string(),
            sha256: paper.document.sha256.clone(),
            about: paper.segmentation.kind.name().to_owned(),
            text: plain(text),
            passages,
        }
    }
}

/// The sentences that a position rests on, and those that ask.
fn sentences(paper: &Paper, points: &Points, row: &Position, passages: &mut Vec<Passage>) {
    let text = &paper.document.text;
    let area: Code = (row.referral.title.clone(), row.area_name.clone());
    let said = said_words(row);
    let by = row.corrected.as_ref().map_or(PROGRAM, |said| &said.by);
    let place = |lines: Cited, quote: &str| {
        let index = &paper.document.index;
        let first = index.span_of_line(lines.first);
        let last = index.span_of_line(lines.last);
        match (first, last) {
            (Some(first), Some(last)) if first.start <= last.end => {
                let within = first.range().start..last.range().end;
                points.range(text, &quoted(text, within, quote))
            }
            _ => 0..0,
        }
    };
    for evidence in &row.evidence {
        passages.push(Passage {
            points: place(evidence.lines, &evidence.quote),
            name: format!("{} · {} · {said}", row.respondent, row.area_name),
            codes: vec![
                (Family::Areas, area.clone()),
                (Family::Verdicts, (String::new(), said.clone())),
            ],
            by: by.to_owned(),
            memo: None,
        });
    }
    let asks = [
        ("begär ändring", &row.asks),
        ("saknar något", &row.objections),
    ];
    for (what, asks) in asks {
        for ask in asks {
            passages.push(Passage {
                points: place(ask.lines, &ask.quote),
                name: format!("{} · {} · {what}", row.respondent, row.area_name),
                codes: vec![
                    (Family::Areas, area.clone()),
                    (Family::Asks, (String::new(), what.to_owned())),
                ],
                by: by.to_owned(),
                memo: Some(memo(row, what, ask)),
            });
        }
    }
}

fn memo(row: &Position, what: &str, ask: &Ask) -> String {
    let mut memo = format!("{} {what} i fråga om {}", row.respondent, row.area_name);
    let _ = write!(
        memo,
        " (riktat till: {}).\n\n”{}”\n\n{}",
        addressee_words(ask.addressee),
        ask.quote,
        cited(&row.document, ask.lines)
    );
    memo
}

fn addressee_words(addressee: Addressee) -> &'static str {
    match addressee {
        Addressee::Proposal => "förslaget",
        Addressee::Sender => "avsändaren",
        Addressee::Owner => "den som betalar eller genomför",
        Addressee::Other => "andra",
    }
}

/// A text as it is written: a code point for a code point, none that a program
/// may take for the end of a line or leave out.
fn plain(text: &str) -> String {
    let plain = |letter: char| match letter {
        '\n' | '\t' => letter,
        '\u{FEFF}' => ' ',
        letter if letter.is_control() => ' ',
        letter => letter,
    };
    text.chars().map(plain).collect()
}

impl<W: Write + Seek> Qdpx<W> {
    /// An empty project.
    pub fn new(out: W) -> Self {
        Qdpx {
            zip: ZipWriter::new(out),
            sources: Vec::new(),
            notes: Vec::new(),
            users: BTreeMap::new(),
            codes: BTreeMap::new(),
        }
    }

    /// Adds a paper; its text is written at once.
    pub fn add(&mut self, source: Source) -> io::Result<()> {
        let id = guid(&["source", &source.sha256, &source.name]);
        self.file(&format!("sources/{id}.txt"), source.text.as_bytes())?;
        let mut element = Element::new("TextSource")
            .with("guid", &id)
            .with("name", &source.name)
            .with("plainTextPath", &format!("internal://{id}.txt"))
            .with("creatingUser", &self.user(PROGRAM));
        element.child(Element::new("Description").text(&source.about));
        for (number, passage) in source.passages.into_iter().enumerate() {
            let selection = self.selection(&id, number, passage);
            element.child(selection);
        }
        self.sources.push(element);
        Ok(())
    }

    fn selection(&mut self, source: &str, number: usize, passage: Passage) -> Element {
        let number = number.to_string();
        let user = self.user(&passage.by);
        let mut selection = Element::new("PlainTextSelection")
            .with("guid", &guid(&["selection", source, &number]))
            .with("name", &passage.name)
            .with("startPosition", &passage.points.start.to_string())
            .with("endPosition", &passage.points.end.to_string())
            .with("creatingUser", &user);
        for (at, (family, code)) in passage.codes.into_iter().enumerate() {
            let of_code = code_guid(family, &code);
            let id = guid(&["coding", source, &number, &at.to_string()]);
            let mut coding = Element::new("Coding")
                .with("guid", &id)
                .with("creatingUser", &user);
            coding.child(Element::new("CodeRef").with("targetGUID", &of_code));
            selection.child(coding);
            self.codes.entry(family).or_default().insert(code, of_code);
        }
        if let Some(memo) = passage.memo {
            let id = guid(&["note", source, &number]);
            selection.child(Element::new("NoteRef").with("targetGUID", &id));
            let mut note = Element::new("Note")
                .with("guid", &id)
                .with("name", &passage.name)
                .with("creatingUser", &user);
            note.child(Element::new("PlainTextContent").text(&memo));
            self.notes.push(note);
        }
        selection
    }

    fn user(&mut self, name: &str) -> String {
        let known = self.users.entry(name.to_owned());
        known.or_insert_with(|| guid(&["user", name])).clone()
    }

    fn file(&mut self, name: &str, bytes: &[u8]) -> io::Result<()> {
        // The day is the format's first: the same answers, the same bytes.
        let options = SimpleFileOptions::default()
            .last_modified_time(zip::DateTime::default())
            .large_file(u32::try_from(bytes.len()).is_err());
        self.zip.start_file(name, options)?;
        self.zip.write_all(bytes)
    }

    /// The code book: a code a family, below it its own, areas by proposal where
    /// there are several.
    fn code_book(&self) -> Element {
        let mut codes = Element::new("Codes");
        for (family, own) in &self.codes {
            let mut top = folder(*family, family.name());
            let mut proposals: BTreeMap<&str, Vec<Element>> = BTreeMap::new();
            for ((proposal, name), id) in own {
                let code = Element::new("Code")
                    .with("guid", id)
                    .with("name", name)
                    .with("isCodable", "true")
                    .with("color", family.color());
                proposals.entry(proposal).or_default().push(code);
            }
            let several = proposals.len() > 1;
            for (proposal, own) in proposals {
                if several {
                    let mut below = folder(*family, proposal);
                    own.into_iter().for_each(|code| below.child(code));
                    top.child(below);
                } else {
                    own.into_iter().for_each(|code| top.child(code));
                }
            }
            codes.child(top);
        }
        let mut book = Element::new("CodeBook");
        book.child(codes);
        book
    }

    /// Writes what the texts are about, and ends the project.
    pub fn finish(mut self, name: &str) -> io::Result<W> {
        let program = self.user(PROGRAM);
        let mut users = Element::new("Users");
        for (name, id) in &self.users {
            users.child(Element::new("User").with("guid", id).with("name", name));
        }
        let mut project = Element::new("Project")
            .with("name", name)
            .with("origin", concat!("remiss ", env!("CARGO_PKG_VERSION")))
            .with("creatingUserGUID", &program)
            .with("xmlns", NAMESPACE)
            .with("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance")
            .with("xsi:schemaLocation", SCHEMA);
        let mut sources = Element::new("Sources");
        std::mem::take(&mut self.sources)
            .into_iter()
            .for_each(|one| sources.child(one));
        let mut notes = Element::new("Notes");
        std::mem::take(&mut self.notes)
            .into_iter()
            .for_each(|one| notes.child(one));
        // In the order of the schema; an empty list is left out.
        for part in [users, self.code_book(), sources, notes] {
            if !part.is_empty() {
                project.child(part);
            }
        }
        let written = project.document();
        self.file("project.qde", written.as_bytes())?;
        Ok(self.zip.finish()?)
    }
}

fn folder(family: Family, name: &str) -> Element {
    Element::new("Code")
        .with("guid", &guid(&["folder", family.name(), name]))
        .with("name", name)
        .with("isCodable", "false")
}

/// An identifier made from what it names.
fn guid(parts: &[&str]) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update((part.len() as u64).to_le_bytes());
        hash.update(part.as_bytes());
    }
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&hash.finalize()[..16]);
    // As RFC 9562 marks one that is made from a name.
    bytes[6] = bytes[6] & 0x0F | 0x50;
    bytes[8] = bytes[8] & 0x3F | 0x80;
    let mut guid = String::with_capacity(36);
    for (at, byte) in bytes.iter().enumerate() {
        if matches!(at, 4 | 6 | 8 | 10) {
            guid.push('-');
        }
        let _ = write!(guid, "{byte:02x}");
    }
    guid
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_identifier_names_one_thing() {
        assert_eq!(guid(&["a", "b"]), guid(&["a", "b"]));
        assert_ne!(guid(&["a", "b"]), guid(&["ab", ""]));
        let guid = guid(&["x"]);
        assert_eq!(guid.len(), 36);
        assert_eq!(guid.as_bytes()[14], b'5');
    }

    #[test]
    fn a_text_keeps_its_code_points() {
        let text = "\u{FEFF}a\r\nb\u{c}å😀";
        assert_eq!(plain(text), " a \nb å😀");
        assert_eq!(plain(text).chars().count(), text.chars().count());
    }
}
