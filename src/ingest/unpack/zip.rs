//! The files of a ZIP archive. Streams; holds no file in memory.

use super::{Depth, Work, harmless};
use crate::decode::{Charset, NotText};
use crate::formats;
use crate::ingest::names::{Found, is_hidden};
use std::ffi::OsStr;
use std::fs::File;
use std::io::Read;
use std::path::Path;
use zip::ZipArchive;

impl Work<'_> {
    pub(super) fn zip(
        &mut self,
        mut file: File,
        prefix: &str,
        depth: Depth,
    ) -> Result<(), NotText> {
        formats::check_archive(&mut file, self.limits)?;
        for name in formats::names_told_twice(&mut file) {
            let name = harmless(&name_of(&name));
            self.refuse(format!("{prefix}{name}"), twice());
        }
        let mut archive = ZipArchive::new(file).map_err(|error| formats::zip_error(&error))?;
        for at in 0..archive.len() {
            let name = match archive.by_index_raw(at) {
                Ok(member) => harmless(&name_of(member.name_raw())),
                Err(error) => {
                    let reason = formats::zip_error(&error);
                    self.refuse(format!("{prefix}file {}", at + 1), reason);
                    continue;
                }
            };
            let hidden = name.split('/').any(|part| is_hidden(OsStr::new(part)));
            if name.is_empty() || hidden {
                continue;
            }
            let name = self.own(format!("{prefix}{name}"));
            if let Err(reason) = self.member(&mut archive, at, &name, depth) {
                self.refuse(name, reason);
            }
        }
        Ok(())
    }

    fn member(
        &mut self,
        archive: &mut ZipArchive<File>,
        at: usize,
        name: &str,
        depth: Depth,
    ) -> Result<(), NotText> {
        let raw = archive.by_index_raw(at);
        let raw = raw.map_err(|error| formats::zip_error(&error))?;
        if raw.is_dir() {
            return Ok(());
        }
        if raw.is_symlink() {
            return Err(NotText::new(
                "is a link inside the archive",
                "give the file that it leads to",
            ));
        }
        let (locked, method, told) = (raw.encrypted(), raw.compression(), raw.size());
        drop(raw);
        // Whether it is wanted may stand in its first bytes.
        let found = Found::of(Path::new(name), || {
            let mut head = Vec::new();
            let packed = archive.by_index(at).ok()?;
            let read = packed.take(formats::HEAD as u64).read_to_end(&mut head);
            read.ok().map(|_| head)
        });
        if !self.wants(found, name)? {
            return Ok(());
        }
        formats::check_packing(locked, method)?;
        self.check_size(told)?;
        let packed = archive.by_index(at);
        let mut packed = packed.map_err(|error| formats::zip_error(&error))?;
        let (number, size) = self.write(&mut packed)?;
        drop(packed);
        self.keep(name, number, size, depth)
    }
}

fn twice() -> NotText {
    NotText::new(
        "stands in its archive more than once, and only the last of these was read",
        "unpack the archive with a program that asks what to call them, and give the files",
    )
}

/// Names are UTF-8, or else of the DOS that ZIP was made for.
fn name_of(raw: &[u8]) -> String {
    let dos = || Charset::of_code_page(850).decode(raw);
    String::from_utf8(raw.to_vec()).unwrap_or_else(|_| dos())
}
