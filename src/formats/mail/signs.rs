//! What tells e-mail by how a file begins. Reads no mail.

/// The file begins with the head of an e-mail, or of a web page that is saved
/// as one. Headers that a person would type (a text saved out of a mail program
/// has them) do not make it one; those that programs write do.
pub(in crate::formats) fn looks_like(head: &[u8]) -> bool {
    const LEAST: usize = 3;
    let mut lines = head.split(|&byte| byte == b'\n').peekable();
    let postmark = lines.next_if(|line| line.starts_with(POSTMARK));
    let (mut headers, mut by_program) = (0, postmark.is_some_and(is_postmark));
    for line in lines {
        let line = line.trim_ascii_end();
        if headers > 0 && line.starts_with(b" ") || line.starts_with(b"\t") {
            continue;
        }
        let Some((name, value)) = header(line) else {
            break;
        };
        headers += 1;
        by_program |= is_by_program(&name, value);
    }
    headers >= LEAST && by_program
}

/// Many mails in one file, as mail programs keep a folder of them.
pub(in crate::formats) fn is_mailbox(head: &[u8]) -> bool {
    head.starts_with(POSTMARK) && looks_like(head)
}

/// How the line begins that a mailbox has before each mail.
pub(super) const POSTMARK: &[u8] = b"From ";

/// Such a line: who sent the mail, a day of the week, a month and a time. A
/// sentence that begins so has not all of them.
pub(super) fn is_postmark(line: &[u8]) -> bool {
    const LONGEST: usize = 400;
    const DAYS: [&[u8]; 7] = [b"Mon", b"Tue", b"Wed", b"Thu", b"Fri", b"Sat", b"Sun"];
    const MONTHS: [&[u8]; 12] = [
        b"Jan", b"Feb", b"Mar", b"Apr", b"May", b"Jun", b"Jul", b"Aug", b"Sep", b"Oct", b"Nov",
        b"Dec",
    ];
    let has = |is: &dyn Fn(&[u8]) -> bool| {
        let mut words = line.split(u8::is_ascii_whitespace).skip(2);
        words.any(is)
    };
    line.len() <= LONGEST
        && line.starts_with(POSTMARK)
        && has(&|word| DAYS.contains(&word))
        && has(&|word| MONTHS.contains(&word))
        && has(&|word| matches!(word, [b'0'..=b'9', b'0'..=b'9', b':', b'0'..=b'9', ..]))
}

/// "Name: value".
fn header(line: &[u8]) -> Option<(String, &[u8])> {
    let at = memchr::memchr(b':', line)?;
    let (name, value) = line.split_at(at);
    let is_name = !name.is_empty() && name.iter().all(u8::is_ascii_graphic);
    let name = String::from_utf8_lossy(name).to_lowercase();
    is_name.then(|| (name, value[1..].trim_ascii_start()))
}

fn is_by_program(name: &str, value: &[u8]) -> bool {
    match name {
        "mime-version" => value.starts_with(b"1"),
        "received" => value.starts_with(b"from ") || value.starts_with(b"by "),
        "message-id" | "return-path" => value.starts_with(b"<"),
        "content-type" => value.starts_with(b"text/") || value.starts_with(b"multipart/"),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::{is_mailbox, is_postmark, looks_like};

    #[test]
    fn mail_is_told_by_what_mail_programs_write() {
        let mail = "Received: from a.example\n by b.example; Tue, 7 May 2024\nFrom: namnd@example.se\nSubject: Svar\nMIME-Version: 1.0\n\nHej\n";
        assert!(looks_like(mail.as_bytes()));
        assert!(looks_like(mail.replace('\n', "\r\n").as_bytes()));
        let page = "From: <Saved by a browser>\nSubject: Svar\nMIME-Version: 1.0\nContent-Type: multipart/related;\n\tboundary=\"x\"\n\n";
        assert!(looks_like(page.as_bytes()));
        assert!(looks_like(
            format!("From a@example.se Tue May 7\n{mail}").as_bytes()
        ));
        assert!(!is_mailbox(mail.as_bytes()));
        let bare =
            b"From - Tue May  7 10:00:00 2024\nFrom: a@example.se\nTo: b\nSubject: Svar\n\nHej\n";
        assert!(is_mailbox(bare));
        assert!(!is_postmark(b"From all of us, Tue to Sat in May"));
    }

    #[test]
    fn text_that_begins_with_a_colon_is_text() {
        for text in [
            "Remiss: plan för läsning\nDiarienummer: KS 2024/9\nDatum: 2024-05-07\n\nText\n",
            "From: Eva Ek\nSent: den 7 maj 2024\nTo: KS\nSubject: Svar\n\nHej\n",
            "Received: 2021-10-21\nFrom: Kulturnämnden\nSubject: svar\n",
            "MIME-Version: 1.0\n\nen rad\n",
            "Till: a\nDet här är en vanlig rad.\nMIME-Version: 1.0\n",
            "",
        ] {
            assert!(!looks_like(text.as_bytes()), "{text}");
        }
    }
}
