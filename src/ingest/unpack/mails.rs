//! The papers of a mail: its text, which is called as the mail is, and what is
//! attached to it; and the mails of a mailbox, one after the other.

use super::{Depth, Member, Work, damaged, harmless};
use crate::decode::NotText;
use crate::formats::{self, Bundle, Content, Mail};
use crate::ingest::names::{Found, is_hidden};
use crate::limits::Limit;
use std::ffi::OsStr;
use std::fs::File;
use std::io::{BufReader, Read};
use std::path::Path;

impl Work<'_> {
    pub(super) fn mail_of(
        &mut self,
        file: File,
        prefix: &str,
        depth: Depth,
    ) -> Result<(), NotText> {
        let most = self.limits.bytes(Limit::File);
        let mut bytes = Vec::new();
        let read = file.take(most + 1).read_to_end(&mut bytes);
        read.map_err(|_| damaged())?;
        self.limits.check_bytes(Limit::File, bytes.len() as u64)?;
        let mail = formats::read_mail(&bytes, self.limits)?;
        drop(bytes);
        self.mail(mail, prefix, depth)
    }

    fn mail(&mut self, mail: Mail, prefix: &str, depth: Depth) -> Result<(), NotText> {
        let name = self.own(format!("{prefix}{}", self.name_behind(prefix)));
        match self.write(&mut mail.text.as_bytes()) {
            Ok((number, size)) => self.found.files.push(Member { name, number, size }),
            Err(reason) => self.refuse(name, reason),
        }
        for attached in mail.attachments {
            let name = harmless(&attached.name);
            if name.split('/').any(|part| is_hidden(OsStr::new(part))) {
                continue;
            }
            let name = if name.is_empty() { "attachment" } else { &name };
            let name = self.own(format!("{prefix}{name}"));
            let taken = match attached.content {
                Content::File(bytes) => self.attachment(&bytes, &name, depth),
                Content::Mail(mail) => self.inner(*mail, &name, depth),
                Content::Unread(reason) => Err(reason),
            };
            if let Err(reason) = taken {
                self.refuse(name, reason);
            }
        }
        Ok(())
    }

    fn inner(&mut self, mail: Mail, name: &str, depth: Depth) -> Result<(), NotText> {
        let depth = depth.inside(Bundle::Mail);
        self.check_depth(depth)?;
        self.mail(mail, &format!("{name}/"), depth)
    }

    fn attachment(&mut self, mut bytes: &[u8], name: &str, depth: Depth) -> Result<(), NotText> {
        let head = &bytes[..bytes.len().min(formats::HEAD)];
        let found = Found::of(Path::new(name), || Some(head.to_vec()));
        if !self.wants(found, name)? {
            return Ok(());
        }
        self.check_size(bytes.len() as u64)?;
        let (number, size) = self.write(&mut bytes)?;
        self.keep(name, number, size, depth)
    }

    pub(super) fn mailbox(
        &mut self,
        file: File,
        prefix: &str,
        depth: Depth,
    ) -> Result<(), NotText> {
        let depth = depth.inside(Bundle::Mail);
        self.check_depth(depth)?;
        let limits = self.limits;
        let mut number = 0;
        formats::each_mail(&mut BufReader::new(file), limits, |bytes| {
            number += 1;
            limits.check(Limit::Members, number)?;
            let mail = bytes.and_then(|bytes| formats::read_mail(bytes, limits));
            let subject = mail.as_ref().map(|mail| formats::short(&mail.subject));
            let subject = subject.unwrap_or_default();
            let name = harmless(format!("{number:04} {subject}").trim());
            let name = format!("{prefix}{name}.eml");
            match mail {
                Ok(mail) => self.mail(mail, &format!("{name}/"), depth)?,
                Err(reason) => self.refuse(name, reason),
            }
            Ok(())
        })
    }

    /// What an archive is called whose papers' names begin so.
    fn name_behind(&self, prefix: &str) -> String {
        let name = prefix.trim_end_matches('/').rsplit('/').next();
        let name = name.filter(|name| !name.is_empty());
        name.unwrap_or(&self.name).to_owned()
    }
}
