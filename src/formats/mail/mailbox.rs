//! A mailbox (mbox) → its mails, one after the other. Holds one in memory;
//! reads none.

use super::signs::{POSTMARK, is_postmark};
use crate::decode::NotText;
use crate::limits::{Limit, Limits};
use std::io::{self, BufRead, Read};

/// Hands out each mail, or why it is not: it may be larger than a file.
pub(crate) fn each_mail(
    mailbox: &mut impl BufRead,
    limits: &Limits,
    mut each: impl FnMut(Result<&[u8], NotText>) -> Result<(), NotText>,
) -> Result<(), NotText> {
    let most = limits.bytes(Limit::File);
    let mut mail = Mail::default();
    let mut line = Vec::new();
    // A line that begins as a postmark and has text before it is text.
    let mut is_free = true;
    let mut is_first = true;
    while read_line(mailbox, most, &mut line).map_err(|_| broken())? {
        if is_free && (is_first || is_postmark(&line)) && line.starts_with(POSTMARK) {
            if !is_first {
                each(mail.finish(limits))?;
            }
            mail.begin();
        } else {
            mail.add(&line, most);
        }
        is_first = false;
        is_free = line.trim_ascii().is_empty();
    }
    each(mail.finish(limits))
}

/// Reads a line, or as much of it as a file may hold; `false` at the end.
fn read_line(mailbox: &mut impl BufRead, most: u64, line: &mut Vec<u8>) -> io::Result<bool> {
    line.clear();
    let read = mailbox.take(most + 1).read_until(b'\n', line)?;
    Ok(read > 0)
}

#[derive(Default)]
struct Mail {
    bytes: Vec<u8>,
    is_too_large: bool,
}

impl Mail {
    fn begin(&mut self) {
        self.bytes.clear();
        self.is_too_large = false;
    }

    fn add(&mut self, line: &[u8], most: u64) {
        // Lines of the text that look like a postmark were marked so.
        let marks = line.iter().take_while(|&&byte| byte == b'>').count();
        let is_marked = marks > 0 && line[marks..].starts_with(POSTMARK);
        let line = &line[usize::from(is_marked)..];
        self.is_too_large |= (self.bytes.len() + line.len()) as u64 > most;
        if !self.is_too_large {
            self.bytes.extend_from_slice(line);
        }
    }

    fn finish(&self, limits: &Limits) -> Result<&[u8], NotText> {
        match self.is_too_large {
            true => Err(limits.passed(Limit::File)),
            false => Ok(&self.bytes),
        }
    }
}

fn broken() -> NotText {
    NotText::new("cannot be read to its end", "fetch the mailbox again")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mails_begin_at_postmarks_behind_a_blank_line() {
        let mailbox = "From a@example.se Tue May  7 10:00:00 2024\nSubject: ett\n\nFrom start to end: Tue May\n>From oss\n>>From dem\n\nFrom b@example.se Wed May  8 10:00:00 2024\r\nSubject: två\r\n\r\nHej\r\n";
        let mut mails = Vec::new();
        let read = each_mail(&mut mailbox.as_bytes(), &Limits::default(), |mail| {
            mails.push(String::from_utf8(mail?.to_vec()).unwrap());
            Ok(())
        });
        assert!(read.is_ok());
        assert_eq!(
            mails,
            [
                "Subject: ett\n\nFrom start to end: Tue May\nFrom oss\n>From dem\n\n",
                "Subject: två\r\n\r\nHej\r\n"
            ]
        );
    }

    #[test]
    fn a_mail_that_is_too_large_takes_no_other_with_it() {
        let mut limits = Limits::default();
        limits.set("file-mb=1").unwrap();
        let postmark = "From a@example.se Tue May  7 10:00:00 2024\n";
        let large = "x".repeat(3 << 20);
        let mailbox = format!("{postmark}A: b\n\n{large}\n\n{postmark}A: c\n\nHej\n");
        let mut found = Vec::new();
        let read = each_mail(&mut mailbox.as_bytes(), &limits, |mail| {
            found.push(mail.map(<[u8]>::len).map_err(|reason| reason.what));
            Ok(())
        });
        assert!(read.is_ok());
        assert_eq!(found, [Err("has more than 1 MB".into()), Ok(10)]);
    }
}
