//! One file → its text, within its limits, in a worker where there is one.

use super::{File, Options, unreadable, worker};
use crate::archive::file_name;
use crate::decode::{Decoded, decode};
use crate::document::{Document, sha256_hex, sha256_of};
use crate::error::{Error, Result};
use crate::files::{self, LARGEST_GIVEN};
use crate::formats;
use crate::limits::Limit;
use crate::paper::Paper;
use std::io::{Read as _, Seek};
use std::path::Path;

/// A small text file of the user's.
pub fn text_of(path: &Path) -> Result<String> {
    let bytes = files::read(path, LARGEST_GIVEN).map_err(|error| {
        Error::new(format!("cannot be read: {error}"))
            .at(path)
            .cure("check that it is there and may be read")
    })?;
    let decoded =
        decode(&bytes).map_err(|reason| Error::new(reason.what).at(path).cure(reason.cure))?;
    Ok(decoded.text)
}

/// What was taken out of a file.
pub(super) struct Taken {
    pub(super) decoded: Decoded,
    /// The hash of its bytes.
    pub(super) sha256: String,
    /// Its pictures were read too, if it has any.
    pub(super) ocr: bool,
}

pub(super) fn decoded_file(file: &File, options: &Options) -> Result<Taken> {
    let opened = files::open(&file.path);
    let mut opened = opened.map_err(|error| unreadable(file, &error))?;
    let mut head = Vec::new();
    let read = opened
        .by_ref()
        .take(formats::HEAD as u64)
        .read_to_end(&mut head)
        .and_then(|_| opened.rewind());
    read.map_err(|error| unreadable(file, &error))?;
    let limits = &options.limits;
    if let Some(program) = &options.worker
        && !formats::is_text(&head, &file.key)
    {
        let sha256 = sha256_of(&opened).and_then(|sha256| opened.rewind().map(|()| sha256));
        let sha256 = sha256.map_err(|error| unreadable(file, &error))?;
        let decoded = worker::decode(program, opened, &file.key, options);
        let (decoded, ocr) = decoded.map_err(|reason| file.error(reason))?;
        return Ok(Taken {
            decoded,
            sha256,
            ocr,
        });
    }
    let mut bytes = Vec::with_capacity(file.size as usize);
    // It may grow while it is read.
    let most = limits.bytes(Limit::File);
    let read = opened.take(most + 1).read_to_end(&mut bytes);
    read.map_err(|error| unreadable(file, &error))?;
    limits
        .check_bytes(Limit::File, bytes.len() as u64)
        .map_err(|reason| file.error(reason))?;
    let decoded = formats::decode(&bytes, &file.key, limits).map_err(|r| file.error(r))?;
    Ok(Taken {
        decoded,
        sha256: sha256_hex(&bytes),
        // With a worker, what is read here is text, which has none.
        ocr: options.ocr.is_some() && options.worker.is_some(),
    })
}

pub(super) fn paper(file: &File, taken: Taken) -> Paper {
    let name = file_name(&file.key);
    Paper::read(Document {
        ocr: taken.ocr,
        ..Document::new(name, file.key.clone(), taken.sha256, taken.decoded)
    })
}
