//! XML as a flat run of tags and text, within limits. Knows no vocabulary;
//! expands no entity but the five and character references.

use super::truncated;
use crate::decode::NotText;
use crate::limits::{Limit, Limits};
use quick_xml::Reader;
use quick_xml::events::{BytesRef, BytesStart, Event};

/// One step through a document.
pub(crate) enum Node<'x> {
    Open(&'x BytesStart<'x>),
    /// With the local name.
    Close(&'x str),
    Text(&'x str),
}

/// Gives every tag and text to `each`. An empty element opens and closes.
pub(crate) fn walk(
    part: &str,
    xml: &str,
    limits: &Limits,
    mut each: impl FnMut(Node<'_>) -> Result<(), NotText>,
) -> Result<(), NotText> {
    let mut reader = Reader::from_str(xml);
    let (mut depth, mut elements) = (0u64, 0u64);
    loop {
        let event = reader
            .read_event()
            .map_err(|_| malformed(part, xml, reader.error_position()))?;
        if matches!(event, Event::Start(_) | Event::Empty(_)) {
            elements += 1;
            limits.check(Limit::Nesting, depth + 1)?;
            limits.check(Limit::Elements, elements)?;
        }
        match event {
            Event::Eof if depth == 0 && elements > 0 => return Ok(()),
            Event::Eof => {
                return Err(truncated(format!(
                    "is truncated: its part {part} breaks off"
                )));
            }
            Event::Start(tag) => {
                depth += 1;
                each(Node::Open(&tag))?;
            }
            Event::Empty(tag) => {
                each(Node::Open(&tag))?;
                each(Node::Close(tag.local_name().as_ref()))?;
            }
            Event::End(tag) => {
                depth = depth.saturating_sub(1);
                each(Node::Close(tag.local_name().as_ref()))?;
            }
            Event::Text(text) => each(Node::Text(&text))?,
            Event::CData(text) => each(Node::Text(&text))?,
            Event::GeneralRef(reference) => {
                if let Some(c) = character(&reference) {
                    each(Node::Text(c.encode_utf8(&mut [0; 4])))?;
                }
            }
            _ => {}
        }
    }
}

/// Local name of the element that holds all others.
pub(super) fn root(xml: &str) -> Option<String> {
    let mut reader = Reader::from_str(xml);
    loop {
        match reader.read_event().ok()? {
            Event::Start(tag) | Event::Empty(tag) => {
                return Some(tag.local_name().as_ref().to_owned());
            }
            Event::Eof => return None,
            _ => {}
        }
    }
}

fn malformed(part: &str, xml: &str, at: u64) -> NotText {
    let before = xml.as_bytes().get(..at as usize).unwrap_or_default();
    let line = memchr::memchr_iter(b'\n', before).count() + 1;
    NotText::new(
        format!("is damaged: its part {part} is not well-formed XML (line {line}, byte {at})"),
        "open it in an office program, which may repair it, and save it again",
    )
}

fn character(reference: &BytesRef<'_>) -> Option<char> {
    if let Ok(Some(c)) = reference.resolve_char_ref() {
        return Some(c);
    }
    match &**reference {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => None,
    }
}

/// Bytes of a value that are kept: names and places are shorter.
const LONGEST: usize = 2_000;

/// Value of the attribute of this local name.
pub(crate) fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let mut attributes = tag.attributes();
    let found = attributes
        .with_checks(false)
        .flatten()
        .find(|attribute| attribute.key.local_name().as_ref() == name)?;
    let value = quick_xml::escape::unescape(&found.value).ok()?;
    let end = value.floor_char_boundary(LONGEST);
    Some(value[..end].to_owned())
}

/// The same as a number.
pub(crate) fn number(tag: &BytesStart<'_>, name: &str) -> Option<usize> {
    attribute(tag, name)?.parse().ok()
}

/// Adds text with every run of white space as one space, as XML text means it.
pub(super) fn push_collapsed(text: &mut String, more: &str) {
    for c in more.chars() {
        let space = matches!(c, ' ' | '\n' | '\r' | '\t');
        if !space {
            text.push(c);
        } else if !text.is_empty() && !text.ends_with([' ', '\n', '\t']) {
            text.push(' ');
        }
    }
}
