//! The words of the first files, which tell how compounds divide.

use super::File;
use crate::analyse::{Evidence, witness};
use crate::formats;
use rayon::prelude::*;
use std::io::Read;

/// Bytes of files that are looked at.
pub(super) const SAMPLE: u64 = 8 << 20;

/// What the words of the first files witness about compounds. Files that
/// cannot be read are named later.
pub(super) fn evidence(files: &[&File]) -> Evidence {
    let mut left = SAMPLE;
    let mut sample = Vec::new();
    for file in files {
        let share = file.size.min(left);
        left -= share;
        sample.push((*file, share));
        if left == 0 {
            break;
        }
    }
    let texts: Vec<String> = sample
        .par_iter()
        .filter_map(|(file, share)| start_of(file, *share))
        .collect();
    witness(texts.iter().map(String::as_str))
}

/// The whole lines in the first bytes of a file.
fn start_of(file: &File, bytes: u64) -> Option<String> {
    let mut start = Vec::new();
    let opened = std::fs::File::open(&file.path).ok()?;
    opened.take(bytes).read_to_end(&mut start).ok()?;
    if bytes < file.size {
        start.truncate(memchr::memrchr(b'\n', &start)?);
    }
    Some(
        formats::decode(&start, &file.key, &crate::limits::Limits::default())
            .ok()?
            .text,
    )
}
