//! Streams that unpack to far more than a page needs are found before the
//! PDF library unpacks them into memory. Counts bytes, keeps none; looks for
//! streams wherever they stand, as a hostile file need not list them.

use crate::decode::NotText;
use crate::limits::{Limit, Limits};
use flate2::bufread::ZlibDecoder;
use std::io::{BufRead, BufReader, Read};

/// Deflate makes nothing smaller than to this part.
const BEST_RATIO: u64 = 1032;
/// Streams packed into streams.
const DEEPEST: usize = 4;
/// How many times the largest stream all large ones together may be: hundreds
/// of scanned pages, and a bound on the time this takes.
const MOST_LARGE: u64 = 64;

/// Refuses a file with a stream larger, unpacked, than any page's.
pub(super) fn check(file: &[u8], limits: &Limits) -> Result<(), NotText> {
    let largest = limits.bytes(Limit::Part);
    let mut total = 0;
    for packed in streams(file) {
        let size = unpacked(packed, largest, DEEPEST);
        total += size;
        limits.check_bytes(Limit::Part, size)?;
        if total > largest * MOST_LARGE {
            return Err(limits.passed(Limit::Part));
        }
    }
    Ok(())
}

/// What stands after every "stream", to the next "endstream".
fn streams(file: &[u8]) -> impl Iterator<Item = &[u8]> {
    let mut ends = memchr::memmem::find_iter(file, b"endstream").peekable();
    memchr::memmem::find_iter(file, b"stream").filter_map(move |at| {
        let start = at + b"stream".len();
        while ends.next_if(|&end| end < start).is_some() {}
        let end = ends.peek().copied().unwrap_or(file.len());
        let packed = file.get(start..end)?;
        let packed = packed.strip_prefix(b"\r").unwrap_or(packed);
        let packed = packed.strip_prefix(b"\n").unwrap_or(packed);
        is_packed(packed).then_some(packed)
    })
}

/// The head of a zlib stream.
pub(super) fn is_packed(bytes: &[u8]) -> bool {
    matches!(bytes, [method, flags, ..]
        if method & 0x0F == 8 && (u16::from(*method) << 8 | u16::from(*flags)) % 31 == 0)
}

/// Bytes that a stream unpacks to, and what is packed in it; 0 for one too
/// small to be a danger. Stops counting soon after the limit.
fn unpacked(packed: &[u8], largest: u64, levels: usize) -> u64 {
    let small = packed.len() as u64 * BEST_RATIO < largest;
    count(packed, small, largest, levels)
}

fn count(packed: impl BufRead, small: bool, largest: u64, levels: usize) -> u64 {
    let mut unpacked = BufReader::new(ZlibDecoder::new(packed));
    let nested = unpacked.fill_buf().is_ok_and(is_packed);
    if nested && levels > 1 {
        let inner: Box<dyn BufRead + '_> = Box::new(unpacked);
        return count(inner, false, largest, levels - 1);
    }
    if small && !nested {
        return 0;
    }
    let mut limited = unpacked.take(largest + 1);
    let mut piece = [0; 1 << 14];
    let mut size = 0;
    while let Ok(read @ 1..) = limited.read(&mut piece) {
        size += read as u64;
    }
    size
}
