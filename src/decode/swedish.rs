//! What Swedish letters tell about old files: which single-byte encoding,
//! and whether UTF-8 was encoded twice. Knows letters, not documents.

use super::mixed;
use encoding_rs::{Encoding, MACINTOSH, UTF_8, WINDOWS_1252};

/// How the bytes of a file become characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Charset {
    /// One that browsers know.
    Known(&'static Encoding),
    /// The code page of DOS in Western Europe.
    Dos,
}

impl Charset {
    /// What RTF starts from, and most old files are in.
    pub(crate) const WESTERN: Charset = Charset::Known(WINDOWS_1252);

    /// By the number that Windows gives it; Western where it is not known.
    pub(crate) fn of_code_page(number: i32) -> Self {
        let known = match number {
            437 | 850 => return Charset::Dos,
            10_000 => Some(MACINTOSH),
            65_001 => Some(UTF_8),
            _ => Encoding::for_label(format!("windows-{number}").as_bytes()),
        };
        known.map_or(Charset::WESTERN, Charset::Known)
    }

    pub(super) fn name(self) -> &'static str {
        match self {
            Charset::Known(encoding) => encoding.name(),
            Charset::Dos => "IBM850",
        }
    }

    pub(crate) fn decode(self, bytes: &[u8]) -> String {
        self.decode_all(bytes).0
    }

    /// The same, and what is to be said of bytes that are no text of this
    /// encoding.
    pub(super) fn decode_all(self, bytes: &[u8]) -> (String, Option<String>) {
        match self {
            Charset::Known(encoding) if encoding == UTF_8 => {
                let (text, stray) = mixed::decode(bytes);
                let told = match stray {
                    0 => None,
                    1 => Some("holds a byte that is no UTF-8 text: it is read alone".to_owned()),
                    _ => Some(format!(
                        "holds {stray} bytes that are no UTF-8 text: each is read alone"
                    )),
                };
                (text, told)
            }
            Charset::Known(encoding) => {
                let (text, wrong) = encoding.decode_without_bom_handling(bytes);
                let name = encoding.name();
                let told = || format!("holds bytes that are no {name} text: each stands as U+FFFD");
                (text.into_owned(), wrong.then(told))
            }
            Charset::Dos => (bytes.iter().map(|&b| dos(b)).collect(), None),
        }
    }
}

/// The upper half of code page 850.
const DOS: &str = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤\
ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u{AD}±‗¾¶§÷¸°¨·¹³²■\u{A0}";

fn dos(byte: u8) -> char {
    match byte.checked_sub(0x80) {
        None => char::from(byte),
        Some(at) => DOS.chars().nth(usize::from(at)).unwrap_or('\u{FFFD}'),
    }
}

/// The bytes of å, ä, ö inside words say which encoding it is; `guess` where
/// they do not.
pub(super) fn charset(bytes: &[u8], guess: &'static Encoding) -> Charset {
    let (mut western, mut dos, mut mac) = (0usize, 0usize, 0usize);
    for word in bytes.windows(3) {
        if !(word[0].is_ascii_alphabetic() && word[2].is_ascii_alphabetic()) {
            continue;
        }
        match word[1] {
            0xE5 | 0xE4 | 0xF6 => western += 1,
            0x86 | 0x84 | 0x94 => dos += 1,
            0x8C | 0x8A | 0x9A => mac += 1,
            _ => {}
        }
    }
    let clear = |this: usize, other: usize| this > 0 && this >= 10 * (western + other);
    if clear(dos, mac) {
        Charset::Dos
    } else if clear(mac, dos) {
        Charset::Known(MACINTOSH)
    } else {
        Charset::Known(guess)
    }
}

/// Swedish letters as they look when UTF-8 was taken for Windows-1252, and
/// the capitals where it was taken for ISO 8859-1.
const TWICE: [&str; 11] = [
    "Ã¥", "Ã¤", "Ã¶", "Ã…", "Ã„", "Ã–", "Ã©", "â€", "Ã\u{85}", "Ã\u{84}", "Ã\u{96}",
];

/// The text as it was meant, if it was encoded twice: line by line, those
/// lines that can be taken back.
pub(super) fn taken_back(text: &str) -> Option<String> {
    let twice: usize = TWICE.iter().map(|pair| text.matches(pair).count()).sum();
    let right = text.matches(['å', 'ä', 'ö']).count();
    if twice < 3 || twice < 4 * right {
        return None;
    }
    let lines = text.split_inclusive('\n');
    Some(
        lines
            .map(|line| once(line).unwrap_or_else(|| line.to_owned()))
            .collect(),
    )
}

fn once(line: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(line.len());
    for c in line.chars() {
        match u8::try_from(u32::from(c)) {
            Ok(byte) => bytes.push(byte),
            Err(_) => {
                let mut utf8 = [0; 4];
                let (byte, _, wrong) = WINDOWS_1252.encode(c.encode_utf8(&mut utf8));
                if wrong {
                    return None;
                }
                bytes.extend_from_slice(&byte);
            }
        }
    }
    String::from_utf8(bytes).ok()
}
