//! A mail that Outlook saved (`.msg`): a storage of properties, and in it a
//! storage for each attachment, which may be a mail again.

use super::dates::day_in_sweden;
use super::packed_rtf::unpacked;
use super::{
    Attachment, Content, Head, Mail, damaged, is_for_programs, is_medium, person, sealed,
    text_of_html,
};
use crate::decode::{Charset, NotText};
use crate::formats::compound::{Compound, SIGN};
use crate::formats::{rtf, truncated};
use crate::limits::{Limit, Limits};
use std::io::{Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

/// Properties by their numbers in Outlook's format.
mod number {
    pub(super) const CLASS: u16 = 0x001A;
    pub(super) const SUBJECT: u16 = 0x0037;
    pub(super) const SUBMITTED: u16 = 0x0039;
    pub(super) const FOR_NAME: u16 = 0x0042;
    pub(super) const FOR_ADDRESS: u16 = 0x0065;
    pub(super) const SENDER_NAME: u16 = 0x0C1A;
    pub(super) const SENDER_ADDRESS: u16 = 0x0C1F;
    pub(super) const COPY: u16 = 0x0E03;
    pub(super) const TO: u16 = 0x0E04;
    pub(super) const DELIVERED: u16 = 0x0E06;
    pub(super) const BODY: u16 = 0x1000;
    pub(super) const RTF: u16 = 0x1009;
    pub(super) const HTML: u16 = 0x1013;
    pub(super) const SHOWN_NAME: u16 = 0x3001;
    pub(super) const DATA: u16 = 0x3701;
    pub(super) const SHORT_NAME: u16 = 0x3704;
    pub(super) const LONG_NAME: u16 = 0x3707;
    pub(super) const KIND: u16 = 0x370E;
    pub(super) const CONTENT_ID: u16 = 0x3712;
    pub(super) const CODE_PAGE_OF_HTML: u16 = 0x3FDE;
    pub(super) const CODE_PAGE: u16 = 0x3FFD;
    pub(super) const SENDER_SMTP: u16 = 0x5D01;
    pub(super) const FOR_SMTP: u16 = 0x5D02;
    pub(super) const HIDDEN: u16 = 0x7FFE;
}

const PROPERTIES: &str = "__properties_version1.0";

/// The file is such a mail, by the head of its container and the first names in
/// its directory. Reads no more than these.
pub(in crate::formats) fn is_message(file: &mut (impl Read + Seek)) -> bool {
    names(file).is_some_and(|names| {
        const CLASS: [u8; 16] = *b"\x0B\x0D\x02\0\0\0\0\0\xC0\0\0\0\0\0\0\x46";
        let is_ours = |name: &[u8]| {
            let starts = [
                "__properties_v",
                "__substg1.0_",
                "__nameid_v",
                "__recip_v",
                "__attach_v",
            ];
            let name: Vec<u8> = name.iter().copied().step_by(2).collect();
            starts
                .iter()
                .any(|start| name.starts_with(start.as_bytes()))
        };
        let root = names.get(80..96).is_some_and(|class| class == CLASS);
        root || names.chunks_exact(128).skip(1).any(is_ours)
    })
}

/// The first sector of the directory: entries of 128 bytes, which begin with
/// their names; the first is the root's.
fn names(file: &mut (impl Read + Seek)) -> Option<Vec<u8>> {
    let mut head = [0; 512];
    file.rewind().ok()?;
    file.read_exact(&mut head).ok()?;
    if !head.starts_with(SIGN) {
        return None;
    }
    let sector: u64 = match head[30] {
        9 => 512,
        12 => 4096,
        _ => return None,
    };
    let first = u32::from_le_bytes(head[48..52].try_into().ok()?);
    let mut names = vec![0; sector as usize];
    file.seek(SeekFrom::Start((u64::from(first) + 1) * sector))
        .ok()?;
    file.read_exact(&mut names).ok()?;
    Some(names)
}

/// Takes the mail apart that a file holds.
pub(super) fn read(file: &mut Compound<'_>, limits: &Limits) -> Result<Mail, NotText> {
    mail(file, Path::new("/"), 1, limits)
}

/// Whether a container holds a mail.
pub(in crate::formats) fn holds_message(file: &Compound<'_>) -> bool {
    file.has(Path::new(PROPERTIES))
}

fn mail(file: &mut Compound<'_>, at: &Path, depth: u64, limits: &Limits) -> Result<Mail, NotText> {
    limits.check(Limit::Mails, depth)?;
    // Behind the head of the list, which is shorter inside another mail.
    let mut held = Held::of(file, at, if depth == 1 { 32 } else { 24 })?;
    if held
        .text(number::CLASS)?
        .is_some_and(|class| is_sealed(&class))
    {
        return Err(sealed());
    }
    let head = head(&mut held)?;
    let body = body(&mut held, limits)?;
    let storages = held.file.names(at).into_iter();
    let storages: Vec<String> = storages
        .filter(|name| name.starts_with("__attach_v"))
        .collect();
    limits.check(Limit::Members, storages.len() as u64)?;
    let mut attachments = Vec::new();
    for storage in storages {
        let number = attachments.len() + 1;
        attachments.extend(attachment(file, &at.join(storage), number, depth, limits)?);
    }
    let subject = head.subject.clone();
    Ok(Mail::new(subject, head, &body, attachments))
}

fn is_sealed(class: &str) -> bool {
    class.eq_ignore_ascii_case("IPM.Note.SMIME")
}

fn head(held: &mut Held<'_, '_>) -> Result<Head, NotText> {
    let name = held.first([number::FOR_NAME, number::SENDER_NAME])?;
    let address = held.first([
        number::FOR_SMTP,
        number::SENDER_SMTP,
        number::FOR_ADDRESS,
        number::SENDER_ADDRESS,
    ])?;
    // Inside an organisation addresses are paths in its directory.
    let address = if address.contains('@') {
        address
    } else {
        String::new()
    };
    let sent = [number::SUBMITTED, number::DELIVERED].map(|number| held.fixed(number));
    let sent = sent.into_iter().flatten().find_map(day_in_sweden);
    Ok(Head {
        from: person(&name, &address),
        sent: sent.unwrap_or_default(),
        to: held.text(number::TO)?.unwrap_or_default(),
        copy: held.text(number::COPY)?.unwrap_or_default(),
        subject: held.text(number::SUBJECT)?.unwrap_or_default(),
        attached: Vec::new(),
    })
}

/// What the mail says: as plain text, else as HTML, else as RTF.
fn body(held: &mut Held<'_, '_>, limits: &Limits) -> Result<String, NotText> {
    let says = |text: &String| !text.trim().is_empty();
    if let Some(text) = held.text(number::BODY)?.filter(says) {
        return Ok(text);
    }
    let html = match held.bytes(number::HTML)? {
        Some(page) => {
            let code_page = held.fixed(number::CODE_PAGE_OF_HTML).unwrap_or_default();
            Some(Charset::of_code_page(code_page as i32).decode(&page))
        }
        None => held.text(number::HTML)?,
    };
    let html = html.map(|page| text_of_html(&page, limits));
    if let Some(text) = html.filter(says) {
        return Ok(text);
    }
    let packed = held.bytes(number::RTF)?.unwrap_or_default();
    let read = unpacked(&packed).and_then(|rtf| rtf::read(&rtf, limits).ok());
    Ok(read.unwrap_or_default().text)
}

/// What one attachment is; nothing if it is for programs, or a picture in the
/// text.
fn attachment(
    file: &mut Compound<'_>,
    at: &Path,
    number: usize,
    depth: u64,
    limits: &Limits,
) -> Result<Option<Attachment>, NotText> {
    let mut held = Held::of(file, at, 8)?;
    let name = held.first([number::LONG_NAME, number::SHORT_NAME, number::SHOWN_NAME])?;
    let kind = held.text(number::KIND)?.unwrap_or_default();
    let is_shown = held
        .fixed(number::HIDDEN)
        .is_some_and(|hidden| hidden & 1 == 1)
        || is_medium(&kind) && held.text(number::CONTENT_ID)?.is_some();
    if is_shown || is_for_programs(&name, &kind) {
        return Ok(None);
    }
    let name = match name.trim() {
        "" => format!("attachment {number}"),
        name => name.to_owned(),
    };
    if let Some(bytes) = held.bytes(number::DATA)? {
        let content = Content::File(bytes);
        return Ok(Some(Attachment { name, content }));
    }
    let inner = at.join(format!("__substg1.0_{:04X}000D", number::DATA));
    if !file.has(&inner.join(PROPERTIES)) {
        let content = Content::Unread(damaged());
        return Ok(Some(Attachment { name, content }));
    }
    let content = match mail(file, &inner, depth + 1, limits) {
        Ok(mail) => Content::Mail(Box::new(mail)),
        Err(reason) => Content::Unread(reason),
    };
    let name = format!("{}.msg", super::short(&name));
    Ok(Some(Attachment { name, content }))
}

/// The properties of a mail or of an attachment.
struct Held<'f, 'b> {
    file: &'f mut Compound<'b>,
    at: PathBuf,
    /// The short ones, 16 bytes each.
    list: Vec<u8>,
    charset: Charset,
}

impl<'f, 'b> Held<'f, 'b> {
    /// Those in a storage; the list has a head of so many bytes.
    fn of(file: &'f mut Compound<'b>, at: &Path, head: usize) -> Result<Self, NotText> {
        let list = file.stream(&at.join(PROPERTIES))?.ok_or_else(|| {
            truncated("is a mail of Outlook's that is damaged: its properties are missing")
        })?;
        let mut held = Held {
            file,
            at: at.to_owned(),
            list: list.get(head..).unwrap_or_default().to_vec(),
            charset: Charset::WESTERN,
        };
        if let Some(code_page) = held.fixed(number::CODE_PAGE) {
            held.charset = Charset::of_code_page(code_page as i32);
        }
        Ok(held)
    }

    /// A number, a time, yes or no.
    fn fixed(&self, number: u16) -> Option<u64> {
        let mut entries = self.list.chunks_exact(16);
        let entry = entries.find(|entry| entry[2..4] == number.to_le_bytes())?;
        Some(u64::from_le_bytes(entry[8..].try_into().ok()?))
    }

    fn stream(&mut self, number: u16, kind: &str) -> Result<Option<Vec<u8>>, NotText> {
        let name = format!("__substg1.0_{number:04X}{kind}");
        self.file.stream(&self.at.join(name))
    }

    fn bytes(&mut self, number: u16) -> Result<Option<Vec<u8>>, NotText> {
        self.stream(number, "0102")
    }

    fn text(&mut self, number: u16) -> Result<Option<String>, NotText> {
        if let Some(wide) = self.stream(number, "001F")? {
            let (text, _) = encoding_rs::UTF_16LE.decode_without_bom_handling(&wide);
            return Ok(Some(text.trim_end_matches('\0').to_owned()));
        }
        let narrow = self.stream(number, "001E")?;
        let text = narrow.map(|narrow| self.charset.decode(&narrow));
        Ok(text.map(|text| text.trim_end_matches('\0').to_owned()))
    }

    /// The first of these texts that says anything.
    fn first<const N: usize>(&mut self, numbers: [u16; N]) -> Result<String, NotText> {
        for number in numbers {
            if let Some(text) = self.text(number)?.filter(|text| !text.trim().is_empty()) {
                return Ok(text);
            }
        }
        Ok(String::new())
    }
}
