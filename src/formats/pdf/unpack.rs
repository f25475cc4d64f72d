//! The filters of PDF streams as readers, so that what a stream unpacks to can
//! be counted piece by piece and kept nowhere. Of filters that pack pictures
//! nothing is known: pictures are not unpacked to read a page.

use flate2::bufread::ZlibDecoder;
use std::io::{BufRead, BufReader, Read, Result};

/// A filter, as its name says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Filter {
    Flate,
    Lzw,
    RunLength,
    Ascii85,
    AsciiHex,
    Picture,
}

impl Filter {
    /// None for a name that the library passes over, too.
    pub(super) fn of(name: &[u8]) -> Option<Self> {
        Some(match name {
            b"FlateDecode" | b"Fl" => Filter::Flate,
            b"LZWDecode" | b"LZW" => Filter::Lzw,
            b"RunLengthDecode" | b"RL" => Filter::RunLength,
            b"ASCII85Decode" | b"A85" => Filter::Ascii85,
            b"ASCIIHexDecode" | b"AHx" => Filter::AsciiHex,
            b"DCTDecode" | b"DCT" | b"JPXDecode" | b"JBIG2Decode" | b"CCITTFaxDecode" | b"CCF" => {
                Filter::Picture
            }
            _ => return None,
        })
    }

    /// How many times its size a stream may unpack to.
    pub(super) const fn best_ratio(self) -> u64 {
        match self {
            Filter::Flate => 1032,
            Filter::Lzw => 4096,
            Filter::RunLength => 64,
            Filter::Ascii85 => 4,
            Filter::AsciiHex | Filter::Picture => 1,
        }
    }

    /// The unpacked bytes of a stream; those of a picture are not looked into.
    pub(super) fn reader<'r>(self, packed: Bytes<'r>) -> Bytes<'r> {
        match self {
            Filter::Flate => Box::new(BufReader::new(ZlibDecoder::new(packed))),
            Filter::Lzw => lzw(packed),
            Filter::RunLength => run_length(packed),
            Filter::Ascii85 => ascii_85(packed),
            Filter::AsciiHex => ascii_hex(packed),
            Filter::Picture => Box::new(std::io::empty()),
        }
    }
}

/// What stands between two filters.
pub(super) type Bytes<'r> = Box<dyn BufRead + 'r>;

/// Bytes that come a few at a time, until there are none.
struct Pieces<F> {
    next: F,
    ready: Vec<u8>,
    at: usize,
}

fn pieces<'r>(next: impl FnMut(&mut Vec<u8>) -> Option<()> + 'r) -> Bytes<'r> {
    let (ready, at) = (Vec::new(), 0);
    Box::new(BufReader::new(Pieces { next, ready, at }))
}

impl<F: FnMut(&mut Vec<u8>) -> Option<()>> Read for Pieces<F> {
    fn read(&mut self, into: &mut [u8]) -> Result<usize> {
        if self.at == self.ready.len() {
            self.at = 0;
            self.ready.clear();
            while self.ready.len() < into.len() && (self.next)(&mut self.ready).is_some() {}
        }
        let count = into.len().min(self.ready.len() - self.at);
        into[..count].copy_from_slice(&self.ready[self.at..self.at + count]);
        self.at += count;
        Ok(count)
    }
}

fn byte(from: &mut impl BufRead) -> Option<u8> {
    let byte = from.fill_buf().ok()?.first().copied()?;
    from.consume(1);
    Some(byte)
}

fn run_length(mut packed: Bytes<'_>) -> Bytes<'_> {
    pieces(move |out| {
        match byte(&mut packed)? {
            128 => return None,
            length @ 0..128 => {
                for _ in 0..=length {
                    out.push(byte(&mut packed)?);
                }
            }
            length => {
                let repeated = byte(&mut packed)?;
                out.extend(std::iter::repeat_n(repeated, 257 - usize::from(length)));
            }
        }
        Some(())
    })
}

fn ascii_85(mut packed: Bytes<'_>) -> Bytes<'_> {
    pieces(move |out| {
        let (mut value, mut digits) = (0u32, 0);
        while digits < 5 {
            match byte(&mut packed) {
                Some(b'z') if digits == 0 => {
                    out.extend([0; 4]);
                    return Some(());
                }
                Some(c @ b'!'..=b'u') => {
                    value = value.wrapping_mul(85).wrapping_add(u32::from(c - b'!'));
                    digits += 1;
                }
                Some(c) if c.is_ascii_whitespace() => {}
                _ => break,
            }
        }
        for _ in digits..5 {
            value = value.wrapping_mul(85).wrapping_add(84);
        }
        out.extend(&value.to_be_bytes()[..usize::checked_sub(digits, 1)?]);
        (digits > 1).then_some(())
    })
}

fn ascii_hex(mut packed: Bytes<'_>) -> Bytes<'_> {
    let mut digit = move || {
        loop {
            let c = byte(&mut packed)?;
            if !c.is_ascii_whitespace() {
                return char::from(c).to_digit(16);
            }
        }
    };
    pieces(move |out| {
        let high = digit()?;
        let low = digit().unwrap_or(0);
        out.push((high << 4 | low) as u8);
        Some(())
    })
}

/// Codes of 9 to 12 bits for strings met before, each one byte longer than
/// one before it.
fn lzw(mut packed: Bytes<'_>) -> Bytes<'_> {
    const CLEAR: usize = 256;
    const END: usize = 257;
    let (mut bits, mut count) = (0u32, 0u32);
    // Of each string: the one that it continues, and its last byte.
    let mut strings: Vec<(usize, u8)> = Vec::new();
    let mut before = None;
    pieces(move |out| {
        let width = match END + 2 + strings.len() {
            ..512 => 9,
            512..1024 => 10,
            1024..2048 => 11,
            _ => 12,
        };
        while count < width {
            bits = bits << 8 | u32::from(byte(&mut packed)?);
            count += 8;
        }
        count -= width;
        let code = (bits >> count) as usize & ((1 << width) - 1);
        match code {
            END => return None,
            CLEAR => {
                strings.clear();
                before = None;
                return Some(());
            }
            _ => {}
        }
        let start = out.len();
        // A string may be the one that is about to be known.
        let known = code <= END || code - END - 1 < strings.len();
        let mut at = if known { code } else { before? };
        while at > END {
            let (rest, last) = *strings.get(at - END - 1)?;
            out.push(last);
            at = rest;
        }
        out.push(at as u8);
        out[start..].reverse();
        let first = out[start];
        if !known {
            out.push(first);
        }
        if let Some(before) = before
            && strings.len() + END + 1 < 4096
        {
            strings.push((before, first));
        }
        before = Some(code);
        Some(())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unpacked(filter: Filter, packed: &[u8]) -> Vec<u8> {
        let mut bytes = Vec::new();
        let reader = filter.reader(Box::new(packed));
        reader.take(1 << 20).read_to_end(&mut bytes).unwrap();
        bytes
    }

    #[test]
    fn each_filter_unpacks_what_the_standard_shows() {
        let lzw = [0x80, 0x0B, 0x60, 0x50, 0x22, 0x0C, 0x0C, 0x85, 0x01];
        assert_eq!(
            unpacked(Filter::Lzw, &lzw),
            [45, 45, 45, 45, 45, 65, 45, 45, 45, 66]
        );
        assert_eq!(
            unpacked(Filter::RunLength, &[1, b'a', b'b', 254, b'c', 128, 9]),
            b"abccc"
        );
        assert_eq!(
            unpacked(Filter::Ascii85, b"87cUR D]j7B Ebk~>"),
            b"Hello worl"
        );
        assert_eq!(unpacked(Filter::Ascii85, b"z~>"), [0; 4]);
        assert_eq!(unpacked(Filter::AsciiHex, b"48 656C 6c 7>"), b"Hellp");
    }
}
