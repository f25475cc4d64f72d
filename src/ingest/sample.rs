//! The words of the first files, which tell how compounds divide.

use super::read::{Taken, decoded_file};
use super::shelf::USUAL;
use super::{File, Options};
use crate::analyse::{Evidence, witness};
use crate::error::Result;
use crate::files;
use crate::formats;
use rayon::prelude::*;
use std::collections::HashMap;
use std::io::Read;
use std::sync::Mutex;

/// Bytes of text that are looked at.
pub(super) const SAMPLE: u64 = 8 << 20;
/// Files that are looked at together: all of them, even if one has enough.
const AT_ONCE: usize = 8;

/// What was taken apart for its words is kept until it is stored: that is most
/// of the work on a packed document.
#[derive(Default)]
pub(super) struct Sample {
    read: Mutex<HashMap<String, Result<Taken>>>,
}

impl Sample {
    /// What the words of the first files witness about compounds. Files that
    /// cannot be read are named later.
    pub(super) fn evidence(&mut self, files: &[&File], options: &Options) -> Evidence {
        let (mut left, mut starts) = (SAMPLE, Vec::new());
        // Nothing of it is stored yet, and scans hold little text and take long.
        let mut files_left = USUAL;
        // How much text a packed document holds is seen once it is unpacked.
        for some in files.chunks(AT_ONCE) {
            let read = some
                .par_iter()
                .map(|file| (*file, start_of(file, left, options)))
                .collect::<Vec<_>>();
            for (file, start) in read {
                left = left.saturating_sub(start.text().len() as u64);
                if options.ocr.is_some() && matches!(start, Start::Packed(_)) {
                    files_left = files_left.saturating_sub(file.size);
                }
                starts.push((file, start));
            }
            if left == 0 || files_left == 0 {
                break;
            }
        }
        let evidence = witness(starts.iter().map(|(_, start)| start.text()));
        for (file, start) in starts {
            if let (Start::Packed(read), Ok(known)) = (start, self.read.get_mut()) {
                known.insert(file.key.clone(), *read);
            }
        }
        evidence
    }

    /// What is known of a file, once.
    pub(super) fn take(&self, file: &File) -> Option<Result<Taken>> {
        self.read.lock().ok()?.remove(&file.key)
    }
}

/// What was looked at of a file.
enum Start {
    /// The whole lines in its first bytes.
    Text(Option<String>),
    /// All of it: packed documents have no start of their own.
    Packed(Box<Result<Taken>>),
}

impl Start {
    fn text(&self) -> &str {
        match self {
            Start::Text(text) => text.as_deref().unwrap_or_default(),
            Start::Packed(read) => match read.as_ref() {
                Ok(taken) => &taken.decoded.text,
                Err(_) => "",
            },
        }
    }
}

fn start_of(file: &File, bytes: u64, options: &Options) -> Start {
    let mut start = Vec::new();
    let read =
        files::open(&file.path).and_then(|opened| opened.take(bytes).read_to_end(&mut start));
    if read.is_err() {
        return Start::Text(None);
    }
    if !formats::is_text(&start[..start.len().min(formats::HEAD)], &file.key) {
        return Start::Packed(Box::new(decoded_file(file, options)));
    }
    if bytes < file.size {
        start.truncate(memchr::memrchr(b'\n', &start).unwrap_or(0));
    }
    let decoded = formats::decode(&start, &file.key, &options.limits);
    Start::Text(decoded.ok().map(|decoded| decoded.text))
}
