//! Words that somebody typed into a document of ours where no field is: whatever
//! did not stand there when it was written. What stood there is kept in the file,
//! a few letters of a hash for each paragraph.
//!
//! They are told, not read: nobody knows what they are about.

use crate::decode::NotText;
use crate::error::{Error, Result};
use crate::formats::{Container, Node, attribute, docx_main, walk};
use crate::limits::Limits;
use sha2::{Digest, Sha256};
use std::collections::HashSet;

/// Where the hashes stand. Word gives such parts numbers of its own.
pub(super) const PART: &str = "customXml/item1.xml";
const MOST: usize = 9;
const OPEN: &str = "<written xmlns=\"urn:remiss:written\">";
const CLOSE: &str = "</written>";

/// Some words, and where they stand.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Typed {
    /// What the fields of the row are called; empty outside rows that have any.
    pub row: String,
    /// The paragraph.
    pub text: String,
}

/// The part that tells what stands in a body, fields apart.
pub(super) fn written(body: &str) -> String {
    let all = paragraphs(body, &Limits::default()).unwrap_or_default();
    let hashes: Vec<String> = all.iter().map(|one| hash(&one.text)).collect();
    format!("{OPEN}{}{CLOSE}", hashes.join(" "))
}

/// The paragraphs that did not stand in a document when it was written; none
/// where that is not known.
pub fn typed(bytes: &[u8], limits: &Limits) -> Result<Vec<Typed>> {
    take(bytes, limits).map_err(|told| Error::new(told.what).cure(told.cure))
}

fn take(bytes: &[u8], limits: &Limits) -> std::result::Result<Vec<Typed>, NotText> {
    let mut container = Container::open(bytes, *limits)?;
    let Some((_, body)) = docx_main(&mut container)? else {
        return Ok(Vec::new());
    };
    let mut known: Option<HashSet<String>> = None;
    for number in 1..=MOST {
        let part = container.part(&PART.replace('1', &number.to_string()))?;
        let ours = part.as_deref().and_then(|part| part.split_once(OPEN));
        if let Some((_, hashes)) = ours {
            let hashes = hashes.split(CLOSE).next().unwrap_or("");
            known = Some(hashes.split_whitespace().map(str::to_owned).collect());
        }
    }
    let Some(known) = known else {
        return Ok(Vec::new());
    };
    let mut all = paragraphs(&body, limits)?;
    all.retain(|one| !known.contains(&hash(&one.text)));
    Ok(all)
}

fn hash(text: &str) -> String {
    let hash = Sha256::digest(text.as_bytes());
    let letters = hash.iter().take(4).map(|byte| format!("{byte:02x}"));
    letters.collect()
}

#[derive(Default)]
struct Walker {
    found: Vec<Typed>,
    text: String,
    controls: usize,
    in_text: bool,
    /// Of each row that is open where its paragraphs begin, and what its fields
    /// are called.
    rows: Vec<(usize, String)>,
}

/// All paragraphs with words outside fields.
fn paragraphs(xml: &str, limits: &Limits) -> std::result::Result<Vec<Typed>, NotText> {
    let mut walker = Walker::default();
    walk("document.xml", xml, limits, |node| {
        match node {
            Node::Open(tag) => match tag.local_name().as_ref() {
                "tr" => walker.rows.push((walker.found.len(), String::new())),
                "sdt" => walker.controls += 1,
                "alias" => {
                    if let Some((_, row)) = walker.rows.last_mut() {
                        *row = attribute(tag, "val").unwrap_or_default();
                    }
                }
                "t" => walker.in_text = true,
                "br" | "cr" | "tab" => walker.text.push(' '),
                _ => {}
            },
            Node::Close(name) => walker.close(name),
            Node::Text(words) if walker.in_text && walker.controls == 0 => {
                walker.text.push_str(words);
            }
            Node::Text(_) => {}
        }
        Ok(())
    })?;
    Ok(walker.found)
}

impl Walker {
    fn close(&mut self, name: &str) {
        match name {
            "t" => self.in_text = false,
            "sdt" => self.controls = self.controls.saturating_sub(1),
            "p" => {
                let text = std::mem::take(&mut self.text);
                let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
                if !text.is_empty() {
                    let row = String::new();
                    self.found.push(Typed { row, text });
                }
            }
            "tr" => {
                if let Some((from, row)) = self.rows.pop() {
                    let inside = self.found.iter_mut().skip(from);
                    inside.for_each(|one| one.row.clone_from(&row));
                }
            }
            _ => {}
        }
    }
}
