//! Streams that unpack to far more than a page needs are found before the
//! PDF library unpacks them into memory. Counts bytes, keeps none; looks for
//! streams wherever they stand, as a hostile file need not list them. Pictures
//! are passed over, as reading a page does not unpack them.

use super::unpack::{Bytes, Filter};
use crate::decode::NotText;
use crate::limits::{Limit, Limits};
use std::io::Read;

/// Longest head of a stream that is looked at.
const HEAD: usize = 4096;
/// Filters of a stream of which nothing is said.
const DEEPEST: usize = 4;
/// How many times the largest stream all large ones together may be: hundreds
/// of scanned pages, and a bound on the time this takes.
const MOST_LARGE: u64 = 64;

/// Refuses a file with a stream larger, unpacked, than any page's.
pub(super) fn check(file: &[u8], limits: &Limits) -> Result<(), NotText> {
    let largest = limits.bytes(Limit::Part);
    let mut total = 0;
    for (head, packed) in streams(file) {
        let size = unpacked(head, packed, largest);
        total += size;
        limits.check_bytes(Limit::Part, size)?;
        if total > largest * MOST_LARGE {
            return Err(limits.passed(Limit::Part));
        }
    }
    Ok(())
}

/// What stands before and after every "stream", to the next "endstream".
fn streams(file: &[u8]) -> impl Iterator<Item = (&[u8], &[u8])> {
    let mut ends = memchr::memmem::find_iter(file, b"endstream").peekable();
    memchr::memmem::find_iter(file, b"stream").filter_map(move |at| {
        let start = at + b"stream".len();
        while ends.next_if(|&end| end < start).is_some() {}
        let end = ends.peek().copied().unwrap_or(file.len());
        let packed = file.get(start..end)?;
        let packed = packed.strip_prefix(b"\r").unwrap_or(packed);
        let packed = packed.strip_prefix(b"\n").unwrap_or(packed);
        let head = &file[at.saturating_sub(HEAD)..at];
        let object = memchr::memmem::rfind(head, b" obj").unwrap_or(0);
        (!head.ends_with(b"end")).then_some((&head[object..], packed))
    })
}

/// The head of a zlib stream.
pub(super) fn is_packed(bytes: &[u8]) -> bool {
    matches!(bytes, [method, flags, ..]
        if method & 0x0F == 8 && (u16::from(*method) << 8 | u16::from(*flags)) % 31 == 0)
}

/// Bytes that a stream unpacks to; 0 for one too small to be a danger. Stops
/// counting soon after the limit.
fn unpacked(head: &[u8], packed: &[u8], largest: u64) -> u64 {
    let filters = filters(head);
    if filters.contains(&Filter::Picture) || names(head, b"/Subtype").contains(&b"Image".to_vec()) {
        return 0;
    }
    let grows = |filters: &[Filter]| {
        let ratios = filters.iter().map(|filter| filter.best_ratio());
        let most = ratios.fold(packed.len() as u64, u64::saturating_mul);
        most > largest
    };
    let mut bytes: Bytes<'_> = Box::new(packed);
    if filters.is_empty() {
        // Named elsewhere in the file: the bytes say it themselves.
        let mut levels = 0;
        while levels < DEEPEST && bytes.fill_buf().is_ok_and(is_packed) {
            bytes = Filter::Flate.reader(bytes);
            levels += 1;
        }
        if !grows(&vec![Filter::Flate; levels]) {
            return 0;
        }
    } else if grows(&filters) {
        bytes = filters
            .iter()
            .fold(bytes, |bytes, filter| filter.reader(bytes));
    } else {
        return 0;
    }
    let mut limited = bytes.take(largest + 1);
    let mut piece = [0; 1 << 14];
    let mut size = 0;
    while let Ok(read @ 1..) = limited.read(&mut piece) {
        size += read as u64;
    }
    size
}

/// The filters that the head of a stream names.
fn filters(head: &[u8]) -> Vec<Filter> {
    let names = names(head, b"/Filter")
        .into_iter()
        .chain(names(head, b"/F"));
    names.filter_map(|name| Filter::of(&name)).collect()
}

/// The name after a key, or the names of the array after it.
fn names(head: &[u8], key: &[u8]) -> Vec<Vec<u8>> {
    let ends = |c: &u8| c.is_ascii_whitespace() || b"/[]<>()".contains(c);
    let mut keys = memchr::memmem::find_iter(head, key);
    let is_key = |at: &usize| head.get(at + key.len()).is_some_and(ends);
    let Some(at) = keys.find(is_key) else {
        return Vec::new();
    };
    let value = head[at + key.len()..].trim_ascii_start();
    let (mut rest, is_array) = match value.strip_prefix(b"[") {
        Some(array) => (array.trim_ascii_start(), true),
        None => (value, false),
    };
    let mut names = Vec::new();
    while let Some(name) = rest.strip_prefix(b"/") {
        let end = name.iter().position(ends).unwrap_or(name.len());
        names.push(written_out(&name[..end]));
        rest = name[end..].trim_ascii_start();
        if !is_array {
            break;
        }
    }
    names
}

/// A name with its `#61` made letters.
fn written_out(name: &[u8]) -> Vec<u8> {
    let mut letters = Vec::with_capacity(name.len());
    let mut rest = name;
    while let Some((&first, after)) = rest.split_first() {
        let code = after.get(..2).filter(|_| first == b'#');
        let code = code.and_then(|code| std::str::from_utf8(code).ok());
        let code = code.and_then(|code| u8::from_str_radix(code, 16).ok());
        letters.push(code.unwrap_or(first));
        rest = if code.is_some() { &after[2..] } else { after };
    }
    letters
}
