//! What goes to a terminal or into a report, made harmless on its way out.
//!
//! Whatever an argument, a path or an archive from elsewhere holds, no control
//! character and nothing that turns the reading order leaves the program: each
//! stands as U+FFFD. The program's own styles pass: one code for each colour or
//! weight, as they are written by `anstyle`. Knows nothing of what is written.

use crate::decode::is_steering;
use std::io::{self, Write};

/// Writes what is harmless of what is written to it. A character that was
/// written in part is held until the rest comes, or [`Write::flush`].
pub(super) struct Harmless<W: Write> {
    inner: W,
    /// The start of what may be a style or a line end, or a part of a character.
    held: Vec<u8>,
}

impl<W: Write> Harmless<W> {
    pub(super) fn new(inner: W) -> Self {
        let held = Vec::new();
        Harmless { inner, held }
    }

    fn pass(&mut self, bytes: &[u8], more: bool) -> io::Result<()> {
        let mut rest = bytes;
        while let Some(at) = rest.iter().position(|byte| SUSPECT[*byte as usize]) {
            let (clean, suspect) = rest.split_at(at);
            self.inner.write_all(clean)?;
            match judge(suspect, more) {
                Verdict::Pass(length) => {
                    self.inner.write_all(&suspect[..length])?;
                    rest = &suspect[length..];
                }
                Verdict::Replace(length) => {
                    self.inner.write_all(MARK)?;
                    rest = &suspect[length..];
                }
                Verdict::Wait => {
                    self.held.extend_from_slice(suspect);
                    return Ok(());
                }
            }
        }
        self.inner.write_all(rest)
    }
}

impl<W: Write> Write for Harmless<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.held.is_empty() {
            self.pass(bytes, true)?;
        } else {
            let mut all = std::mem::take(&mut self.held);
            all.extend_from_slice(bytes);
            self.pass(&all, true)?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        let held = std::mem::take(&mut self.held);
        self.pass(&held, false)?;
        self.inner.flush()
    }
}

impl<W: Write> Drop for Harmless<W> {
    fn drop(&mut self) {
        let held = std::mem::take(&mut self.held);
        let _ = self.pass(&held, false);
    }
}

const MARK: &[u8] = "\u{FFFD}".as_bytes();
const ESCAPE: u8 = 0x1B;

/// Bytes that have to be looked at: controls, and the first bytes of the
/// characters among which others are that steer, and what begins none.
const SUSPECT: [bool; 256] = {
    let mut suspect = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        suspect[byte] = match byte as u8 {
            b'\n' | b'\t' | 0x0C => false,
            0..0x20 | 0x7F => true,
            // Å, ä and ö begin with C3.
            0xC2 | 0xE2 | 0xF5..=0xFF | 0xC0 | 0xC1 => true,
            _ => false,
        };
        byte += 1;
    }
    suspect
};

/// What becomes of the first of some bytes.
enum Verdict {
    Pass(usize),
    Replace(usize),
    /// More has to be seen.
    Wait,
}

fn judge(bytes: &[u8], more: bool) -> Verdict {
    match bytes[0] {
        ESCAPE => match style(bytes) {
            Style::Whole(length) => Verdict::Pass(length),
            Style::Begun if more => Verdict::Wait,
            _ => Verdict::Replace(1),
        },
        // A line end of two.
        b'\r' => match bytes.get(1) {
            Some(b'\n') => Verdict::Pass(2),
            None if more => Verdict::Wait,
            _ => Verdict::Replace(1),
        },
        0xC2 | 0xE2 => character(bytes, more),
        _ => Verdict::Replace(1),
    }
}

fn character(bytes: &[u8], more: bool) -> Verdict {
    let length = if bytes[0] == 0xC2 { 2 } else { 3 };
    let Some(whole) = bytes.get(..length) else {
        return match more {
            true => Verdict::Wait,
            false => Verdict::Replace(bytes.len()),
        };
    };
    match std::str::from_utf8(whole) {
        Ok(one) if one.chars().any(is_steering) => Verdict::Replace(length),
        Ok(_) => Verdict::Pass(length),
        Err(_) => Verdict::Replace(1),
    }
}

enum Style {
    Whole(usize),
    Begun,
    None,
}

/// `ESC [ N m`, N a weight or one of the eight colours of a foreground.
fn style(bytes: &[u8]) -> Style {
    let digits = bytes
        .iter()
        .skip(2)
        .take_while(|byte| byte.is_ascii_digit());
    let digits = digits.count();
    let number = bytes.get(2..2 + digits);
    let number = number.and_then(|digits| std::str::from_utf8(digits).ok()?.parse::<u8>().ok());
    match (bytes.get(1), number, bytes.get(2 + digits)) {
        (Some(b'['), Some(0..=4 | 30..=37 | 90..=97), Some(b'm')) => Style::Whole(3 + digits),
        (None, ..) => Style::Begun,
        (Some(b'['), _, None) if digits <= 2 => Style::Begun,
        _ => Style::None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn written(pieces: &[&[u8]]) -> String {
        let mut out = Vec::new();
        let mut harmless = Harmless::new(&mut out);
        for piece in pieces {
            harmless.write_all(piece).unwrap();
        }
        harmless.flush().unwrap();
        drop(harmless);
        String::from_utf8_lossy(&out).into_owned()
    }

    #[test]
    fn styles_pass_and_everything_else_that_steers_is_marked() {
        for clean in [
            "\u{1b}[1mNorrs nämnd\u{1b}[0m – 3 §\n",
            "a\tb\r\n\u{c}",
            "\u{a0}…“”",
        ] {
            assert_eq!(written(&[clean.as_bytes()]), clean);
        }
        for (steers, shown) in [
            ("\u{1b}]0;x\u{7}", "\u{FFFD}]0;x\u{FFFD}"),
            ("\u{1b}[58;5;123m", "\u{FFFD}[58;5;123m"),
            ("\u{1b}[2J", "\u{FFFD}[2J"),
            ("\u{1b}[8m", "\u{FFFD}[8m"),
            ("a\rb", "a\u{FFFD}b"),
            (
                "\u{202e}x\u{2066}\u{9b}y\u{85}",
                "\u{FFFD}x\u{FFFD}\u{FFFD}y\u{FFFD}",
            ),
            ("\u{1b}", "\u{FFFD}"),
        ] {
            assert_eq!(written(&[steers.as_bytes()]), shown, "{steers:?}");
        }
    }

    proptest! {
        #[test]
        fn however_it_is_cut_the_same_comes_out(
            text in "[a\u{1b}\\[0-9;mJ\r\n\u{202e}\u{9b}å–“]{0,40}",
            cut in 0usize..120,
        ) {
            let bytes = text.as_bytes();
            let (a, b) = bytes.split_at(cut.min(bytes.len()));
            let whole = written(&[bytes]);
            prop_assert_eq!(&written(&[a, b]), &whole);
            let singly: Vec<&[u8]> = bytes.chunks(1).collect();
            prop_assert_eq!(&written(&singly), &whole);
            let steers = ['\r', '\u{202e}', '\u{9b}'];
            prop_assert!(!whole.replace("\r\n", "").contains(steers));
        }
    }
}
