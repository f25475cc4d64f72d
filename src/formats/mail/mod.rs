//! E-mail → a text of its own and its attachments: a single mail, the mails of
//! a mailbox, the mails that Outlook saves.
//!
//! A mail is no document but holds some. Its text is one, under a head as a
//! mail program prints it; what is attached is handed out as it is. Knows
//! nothing of what the attachments are, and writes nothing.

mod boundaries;
mod dates;
mod internet;
mod mailbox;
mod outlook;
mod packed_rtf;
mod signs;

use super::compound::Compound;
use super::html;
use crate::decode::{self, Decoded, NotText};
use crate::limits::Limits;
pub(crate) use mailbox::each_mail;
pub(super) use outlook::{holds_message, is_message};
pub(super) use signs::{is_mailbox, looks_like};

/// A mail that has been taken apart.
pub(crate) struct Mail {
    /// Its head and its body.
    pub(crate) text: String,
    pub(crate) subject: String,
    pub(crate) attachments: Vec<Attachment>,
}

impl Mail {
    /// The head names what is attached.
    fn new(subject: String, mut head: Head, body: &str, attachments: Vec<Attachment>) -> Self {
        let names = attachments.iter().map(|attached| attached.name.clone());
        head.attached = names.collect();
        Self {
            text: head.over(body),
            subject,
            attachments,
        }
    }
}

/// What is attached to a mail.
pub(crate) struct Attachment {
    /// As the sender called it; it may lead anywhere.
    pub(crate) name: String,
    pub(crate) content: Content,
}

pub(crate) enum Content {
    File(Vec<u8>),
    /// A mail that is no file of its own: Outlook's inside one another.
    Mail(Box<Mail>),
    Unread(NotText),
}

/// Takes a mail apart.
pub(crate) fn read(bytes: &[u8], limits: &Limits) -> Result<Mail, NotText> {
    if super::is_compound(bytes) {
        return outlook::read(&mut Compound::open(bytes)?, limits);
    }
    internet::read(bytes, limits)
}

/// The text of a mail where only one text can be had of it.
pub(super) fn text_alone(bytes: &[u8], limits: &Limits) -> Result<Decoded, NotText> {
    let mail = read(bytes, limits)?;
    let mut decoded = decode::extracted(&mail.text, "e-mail");
    if !mail.attachments.is_empty() {
        let count = mail.attachments.len();
        decoded.notes = vec![format!("its attachments ({count}) were not read")];
    }
    Ok(decoded)
}

/// What stands above a mail. Addresses with the names that go with them.
#[derive(Default)]
struct Head {
    from: String,
    /// The day, "2026-03-04".
    sent: String,
    to: String,
    copy: String,
    subject: String,
    attached: Vec<String>,
}

impl Head {
    /// The head and the body as a Swedish mail program prints them: the words
    /// by which whoever reads papers knows a mail.
    fn over(&self, body: &str) -> String {
        let attached = self.attached.join("; ");
        let lines = [
            ("Från", &self.from),
            ("Skickat", &self.sent),
            ("Till", &self.to),
            ("Kopia", &self.copy),
            ("Ämne", &self.subject),
            ("Bifogade filer", &attached),
        ];
        let mut text = String::with_capacity(body.len() + 200);
        for (name, value) in lines {
            let words: Vec<&str> = value.split_whitespace().collect();
            if !words.is_empty() {
                text.push_str(&format!("{name}: {}\n", words.join(" ")));
            }
        }
        if !text.is_empty() {
            text.push('\n');
        }
        text.push_str(body.trim_matches(['\n', '\r', '\u{FEFF}']));
        text.push('\n');
        text
    }
}

/// "Namn <adress>", or the one of them that there is.
fn person(name: &str, address: &str) -> String {
    let (name, address) = (name.trim(), address.trim());
    match (name, address) {
        (name, address) if name.is_empty() || name == address => address.to_owned(),
        (name, "") => name.to_owned(),
        (name, address) => format!("{name} <{address}>"),
    }
}

/// A subject as part of a name.
pub(crate) fn short(subject: &str) -> String {
    const LONGEST: usize = 80;
    let words: Vec<&str> = subject.split_whitespace().collect();
    let words = words.join(" ").replace(['/', '\\'], "-");
    let short: String = words.chars().take(LONGEST).collect();
    short.trim_end_matches([' ', '.']).to_owned()
}

/// The text of a body that is HTML; none if it says nothing.
fn text_of_html(page: &str, limits: &Limits) -> String {
    let read = html::read(page.as_bytes(), limits).unwrap_or_default();
    read.text
}

/// Programs attach these for one another: signatures, invitations, cards,
/// receipts.
fn is_for_programs(name: &str, kind: &str) -> bool {
    const KINDS: [&str; 15] = [
        "application/ics",
        "application/pgp-encrypted",
        "application/pgp-keys",
        "application/pgp-signature",
        "application/pkcs7-signature",
        "application/x-pkcs7-signature",
        "message/delivery-status",
        "message/disposition-notification",
        "message/external-body",
        "text/calendar",
        "text/css",
        "text/directory",
        "text/rfc822-headers",
        "text/vcard",
        "text/x-vcard",
    ];
    const ENDINGS: [&str; 4] = [".p7s", ".ics", ".vcf", ".asc"];
    let (name, kind) = (name.to_lowercase(), kind.to_lowercase());
    KINDS.contains(&&*kind) || ENDINGS.iter().any(|ending| name.ends_with(ending))
}

fn is_medium(kind: &str) -> bool {
    let kind = kind.to_lowercase();
    ["image/", "audio/", "video/"]
        .iter()
        .any(|media| kind.starts_with(media))
}

/// An attachment that has come to harm.
fn damaged() -> NotText {
    NotText::new(
        "is damaged inside its mail",
        "fetch the mail again, or ask for the file",
    )
}

fn sealed() -> NotText {
    NotText::new(
        "is an encrypted or sealed mail",
        "open it in the mail program that has its key, and save its text and its attachments",
    )
}
