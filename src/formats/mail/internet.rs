//! A mail as it is sent (RFC 5322 with MIME, `.eml`), and a web page that a
//! browser saved in that form (`.mht`).

use super::boundaries::told_apart;
use super::{
    Attachment, Content, Head, Mail, damaged, is_for_programs, is_medium, person, sealed,
    text_of_html,
};
use crate::decode::{self, NotText};
use crate::formats::truncated;
use crate::limits::{Limit, Limits};
use encoding_rs::{Encoding, WINDOWS_1252};
use mail_parser::decoders::base64::base64_decode;
use mail_parser::decoders::quoted_printable::quoted_printable_decode;
use mail_parser::{
    Address, DateTime, Encoding as Transfer, Message, MessageParser, MessagePart, MimeHeaders,
    PartType,
};
use std::borrow::Cow;
use std::collections::HashSet;

pub(super) fn read(bytes: &[u8], limits: &Limits) -> Result<Mail, NotText> {
    check_nesting(bytes)?;
    let bytes = told_apart(with_unicode_head(bytes));
    let message = MessageParser::default().parse(&*bytes);
    let mut message = message
        .filter(|message| !message.parts.is_empty())
        .ok_or_else(|| truncated("is damaged: it has no head of a mail"))?;
    if message.parts.iter().any(is_sealed) {
        return Err(sealed());
    }
    limits.check(Limit::Members, message.attachments.len() as u64)?;
    let body = body(&message, &bytes, limits);
    let mut head = head(&message);
    let subject = head.subject.clone();
    let attachments = match is_page(&message) {
        true => {
            head = Head::default();
            Vec::new()
        }
        false => attachments(&mut message, &bytes),
    };
    Ok(Mail::new(subject, head, &body, attachments))
}

/// The library goes into mails inside mails as deep as they go, and memory is
/// given back one inside the other.
fn check_nesting(bytes: &[u8]) -> Result<(), NotText> {
    const MOST: usize = 1000;
    let is_mail = |at: &usize| {
        let (before, behind) = bytes.split_at(*at);
        let before = before.trim_ascii_end();
        let ends = before.len() >= 7 && before[before.len() - 7..].eq_ignore_ascii_case(b"message");
        let digest = behind.get(1..7).unwrap_or_default();
        ends || digest.eq_ignore_ascii_case(b"digest")
    };
    match memchr::memchr_iter(b'/', bytes).filter(is_mail).count() {
        0..=MOST => Ok(()),
        _ => Err(NotText::new(
            format!("holds more than {MOST} mails inside one another"),
            "save them out of the mail program as files, or as a mailbox",
        )),
    }
}

/// Old programs write heads in the encoding of their machine, and do not say in
/// which.
fn with_unicode_head(bytes: &[u8]) -> Cow<'_, [u8]> {
    let ends = [&b"\n\n"[..], b"\r\n\r\n"].map(|end| memchr::memmem::find(bytes, end));
    let end = ends.into_iter().flatten().min().unwrap_or(bytes.len());
    let (head, rest) = bytes.split_at(end);
    if std::str::from_utf8(head).is_ok() {
        return Cow::Borrowed(bytes);
    }
    let (head, _) = WINDOWS_1252.decode_without_bom_handling(head);
    Cow::Owned([head.as_bytes(), rest].concat())
}

/// A web page, whose sender is a browser.
fn is_page(message: &Message<'_>) -> bool {
    let by_browser = |address: &Address<'_>| {
        let first = address.first();
        let told = first.and_then(|first| first.name().or(first.address()));
        told.is_some_and(|told| told.starts_with("Saved by "))
    };
    message.header("Snapshot-Content-Location").is_some() || message.from().is_some_and(by_browser)
}

fn is_sealed(part: &MessagePart<'_>) -> bool {
    let kind = kind(part);
    matches!(
        &*kind,
        "multipart/encrypted" | "application/pkcs7-mime" | "application/x-pkcs7-mime"
    )
}

/// "text/plain", in small letters.
fn kind(part: &MessagePart<'_>) -> String {
    let kind = part.content_type().map(|kind| {
        let (main, sub) = (kind.ctype(), kind.subtype().unwrap_or_default());
        format!("{main}/{sub}").to_lowercase()
    });
    kind.unwrap_or_default()
}

fn head(message: &Message<'_>) -> Head {
    let received = || message.received().and_then(|received| received.date());
    let sent = message.date().copied().filter(DateTime::is_valid);
    let sent = sent.or_else(|| received().filter(DateTime::is_valid));
    let day = |at: DateTime| format!("{:04}-{:02}-{:02}", at.year, at.month, at.day);
    Head {
        from: people(message.from().or(message.sender())),
        sent: sent.map(day).unwrap_or_default(),
        to: people(message.to()),
        copy: people(message.cc()),
        subject: message.subject().unwrap_or_default().to_owned(),
        attached: Vec::new(),
    }
}

fn people(addresses: Option<&Address<'_>>) -> String {
    let people = addresses.into_iter().flat_map(|addresses| addresses.iter());
    let people = people.map(|one| {
        let (name, address) = (one.name(), one.address());
        person(name.unwrap_or_default(), address.unwrap_or_default())
    });
    let people: Vec<String> = people.filter(|person| !person.is_empty()).collect();
    people.join("; ")
}

/// What the mail says: as plain text if it does so, else as HTML.
fn body(message: &Message<'_>, raw: &[u8], limits: &Limits) -> String {
    let said = |ids: &[u32]| {
        let parts = ids.iter().filter_map(|id| message.part(*id));
        let texts = parts.filter_map(|part| said_by(part, raw, limits));
        let texts: Vec<String> = texts.filter(|text| !text.trim().is_empty()).collect();
        (!texts.is_empty()).then(|| texts.join("\n"))
    };
    // A part that breaks off with its mail counts as attached.
    let broken = || {
        let parts = message.attachments.iter().copied();
        let parts = parts.filter(|id| message.part(*id).is_some_and(is_broken_text));
        said(&parts.collect::<Vec<_>>())
    };
    said(&message.text_body)
        .or_else(|| said(&message.html_body))
        .or_else(broken)
        .unwrap_or_default()
}

fn is_broken_text(part: &MessagePart<'_>) -> bool {
    part.is_encoding_problem
        && part.attachment_name().is_none()
        && matches!(&*kind(part), "" | "text/plain" | "text/html")
}

fn said_by(part: &MessagePart<'_>, raw: &[u8], limits: &Limits) -> Option<String> {
    if !matches!(part.body, PartType::Text(_) | PartType::Html(_)) {
        return None;
    }
    let declared = part
        .content_type()
        .and_then(|kind| kind.attribute("charset"));
    let declared = declared.and_then(|name| Encoding::for_label(name.as_bytes()));
    let text = decode::decode_as(&bytes_of(part, raw)?, declared)
        .ok()?
        .text;
    match kind(part) == "text/html" {
        true => Some(text_of_html(&text, limits)),
        false => Some(text),
    }
}

/// The bytes of a part, as they were before they were packed for the way.
fn bytes_of<'r>(part: &MessagePart<'_>, raw: &'r [u8]) -> Option<Cow<'r, [u8]>> {
    let bytes = raw.get(part.offset_body as usize..part.offset_end as usize)?;
    if part.is_encoding_problem {
        return Some(Cow::Borrowed(bytes));
    }
    match part.encoding {
        Transfer::None => Some(Cow::Borrowed(bytes)),
        Transfer::Base64 => base64_decode(bytes).map(Cow::Owned),
        Transfer::QuotedPrintable => quoted_printable_decode(bytes).map(Cow::Owned),
    }
}

fn attachments(message: &mut Message<'_>, raw: &[u8]) -> Vec<Attachment> {
    let shown = shown_inside(message);
    let ids = std::mem::take(&mut message.attachments);
    let mut attachments = Vec::new();
    for id in ids {
        let Some(part) = message.parts.get_mut(id as usize) else {
            continue;
        };
        let name = name_of(part, attachments.len() + 1);
        let kind = kind(part);
        let inline = part
            .content_disposition()
            .is_some_and(|how| how.is_inline());
        let attached = part
            .content_disposition()
            .is_some_and(|how| how.is_attachment());
        let in_text = shown.contains(&id) || inline || part.content_id().is_some() && !attached;
        let is_shown = in_text && (is_medium(&kind) || kind == "text/html");
        if is_shown || is_for_programs(&name, &kind) || is_broken_text(part) {
            continue;
        }
        let content = content_of(part, raw);
        attachments.push(Attachment { name, content });
    }
    attachments
}

/// What a page of HTML shows inside itself.
fn shown_inside(message: &Message<'_>) -> HashSet<u32> {
    let related = message
        .parts
        .iter()
        .filter(|part| kind(part) == "multipart/related");
    let parts = related.flat_map(|part| part.sub_parts().unwrap_or_default());
    parts.copied().collect()
}

fn name_of(part: &MessagePart<'_>, number: usize) -> String {
    if let Some(name) = part.attachment_name() {
        return name.to_owned();
    }
    match &part.body {
        PartType::Message(mail) => match mail.subject() {
            Some(subject) => format!("{}.eml", super::short(subject)),
            None => format!("attachment {number}.eml"),
        },
        _ => format!("attachment {number}"),
    }
}

fn content_of(part: &mut MessagePart<'_>, raw: &[u8]) -> Content {
    let is_mail = kind(part).starts_with("message/");
    if part.is_encoding_problem && !is_mail {
        return Content::Unread(damaged());
    }
    match std::mem::take(&mut part.body) {
        PartType::Binary(bytes) | PartType::InlineBinary(bytes) => {
            Content::File(bytes.into_owned())
        }
        _ => match bytes_of(part, raw) {
            Some(bytes) => Content::File(bytes.into_owned()),
            None => Content::Unread(damaged()),
        },
    }
}
