//! The marks between the parts of a mail, written so that none begins as
//! another does: the library that takes mails apart looks for their beginning
//! only, and would end a part at a mark of the parts inside it. Reads no parts.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

/// The mail with such marks; as it is if they are so already, as in most.
pub(super) fn told_apart(mail: Cow<'_, [u8]>) -> Cow<'_, [u8]> {
    let marks: BTreeSet<&[u8]> = declared(&mail).map(|(_, mark)| mark).collect();
    let behind = marks.iter().skip(1);
    // In this order a mark stands right before one that begins with it.
    let alike = marks
        .iter()
        .zip(behind)
        .filter(|(mark, next)| next.starts_with(mark));
    let others: BTreeMap<&[u8], Vec<u8>> = alike
        .enumerate()
        .map(|(at, (mark, _))| (*mark, [format!("part{at}=").as_bytes(), mark].concat()))
        .collect();
    if others.is_empty() {
        return mail;
    }
    let mut out = Vec::with_capacity(mail.len());
    for line in mail.split_inclusive(|&byte| byte == b'\n') {
        match mark_of(line).and_then(|mark| others.get_key_value(mark)) {
            Some((mark, other)) => {
                out.extend(b"--");
                out.extend(other);
                out.extend(&line[2 + mark.len()..]);
            }
            None => declare(line, &others, &mut out),
        }
    }
    Cow::Owned(out)
}

/// The marks that heads declare, and where each stands.
fn declared(bytes: &[u8]) -> impl Iterator<Item = (usize, &[u8])> {
    const NAME: &[u8] = b"oundary=";
    const LONGEST: usize = 200;
    memchr::memmem::find_iter(bytes, NAME).filter_map(|at| {
        let at = at + NAME.len();
        let quoted = bytes.get(at) == Some(&b'"');
        let at = at + usize::from(quoted);
        let rest = &bytes[at..bytes.len().min(at + LONGEST)];
        let ends = |byte: &u8| match quoted {
            true => matches!(byte, b'"' | b'\n'),
            false => byte.is_ascii_whitespace() || *byte == b';',
        };
        let end = rest.iter().position(ends).unwrap_or(rest.len());
        (end > 0).then(|| (at, &rest[..end]))
    })
}

/// The mark that a line consists of, be it the last of its kind.
fn mark_of(line: &[u8]) -> Option<&[u8]> {
    let mark = line.strip_prefix(b"--")?.trim_ascii_end();
    Some(mark.strip_suffix(b"--").unwrap_or(mark))
}

/// Writes a line with the other names of what it declares.
fn declare(line: &[u8], others: &BTreeMap<&[u8], Vec<u8>>, out: &mut Vec<u8>) {
    let mut written = 0;
    for (at, mark) in declared(line) {
        if let Some(other) = others.get(mark) {
            out.extend(&line[written..at]);
            out.extend(other);
            written = at + mark.len();
        }
    }
    out.extend(&line[written..]);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_that_begins_as_another_gets_another_name() {
        let mail = "A: x; boundary=\"b\"\r\n\r\n--b\r\nB: boundary=b1; c\r\n\r\n--b1\r\n\r\nHej -- b\r\n--b1--\r\n--b--\r\n";
        let apart = told_apart(Cow::Borrowed(mail.as_bytes()));
        assert_eq!(
            String::from_utf8_lossy(&apart),
            mail.replace("\"b\"", "\"part0=b\"")
                .replace("--b\r", "--part0=b\r")
                .replace("--b--", "--part0=b--")
        );
        let usual = mail.replace("b1", "c1");
        let same = told_apart(Cow::Borrowed(usual.as_bytes()));
        assert!(matches!(same, Cow::Borrowed(_)));
    }
}
