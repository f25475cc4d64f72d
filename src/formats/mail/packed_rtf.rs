//! Outlook's packed RTF (MS-OXRTFCP) → RTF. Bytes in, bytes out.

/// What every text is taken to follow: RTF begins much the same everywhere.
const BEFORE: &[u8] = b"{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript \\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx";
/// Bytes that a reference can go back.
const WINDOW: usize = 4096;

/// The RTF; `None` if it is not packed in this way.
pub(super) fn unpacked(packed: &[u8]) -> Option<Vec<u8>> {
    let word = |at: usize| Some(u32::from_le_bytes(packed.get(at..at + 4)?.try_into().ok()?));
    let size = word(4)? as usize;
    let content = packed.get(16..)?;
    match &packed[8..12] {
        b"MELA" => return Some(content[..size.min(content.len())].to_vec()),
        b"LZFu" => {}
        _ => return None,
    }
    let mut out = BEFORE.to_vec();
    let mut at = 0;
    while let Some(&flags) = content.get(at) {
        at += 1;
        for bit in 0..8 {
            if flags >> bit & 1 == 0 {
                let Some(&byte) = content.get(at) else { break };
                out.push(byte);
                at += 1;
                continue;
            }
            let Some(&[high, low]) = content.get(at..at + 2) else {
                break;
            };
            at += 2;
            let place = usize::from(high) << 4 | usize::from(low >> 4);
            let length = usize::from(low & 15) + 2;
            // A reference to where writing goes on is the end.
            if place == out.len() % WINDOW {
                return finish(out, size);
            }
            copy(&mut out, place, length)?;
        }
    }
    finish(out, size)
}

/// Repeats what was written at a place of the window, a byte at a time: it may
/// reach into what it writes.
fn copy(out: &mut Vec<u8>, place: usize, length: usize) -> Option<()> {
    let back = (out.len() + WINDOW - place) % WINDOW;
    let from = out.len().checked_sub(back)?;
    for at in from..from + length {
        out.push(*out.get(at)?);
    }
    Some(())
}

fn finish(mut out: Vec<u8>, size: usize) -> Option<Vec<u8>> {
    out.drain(..BEFORE.len());
    // What it was padded with.
    out.truncate(size);
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_example_of_the_format_is_unpacked() {
        let packed = [
            0x2d, 0, 0, 0, 0x2b, 0, 0, 0, b'L', b'Z', b'F', b'u', 0xf1, 0xc5, 0xc7, 0xa7, 0x03, 0,
            0x0a, 0, b'r', b'c', b'p', b'g', b'1', b'2', b'5', b'B', 0x32, 0x0a, 0xf3, b' ', b'h',
            b'e', b'l', 0x09, 0, b' ', b'b', b'w', 0x05, 0xb0, b'l', b'd', b'}', 0x0a, 0x80, 0x0f,
            0xa0,
        ];
        let text = unpacked(&packed).unwrap();
        let text = String::from_utf8_lossy(&text);
        assert_eq!(text, "{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n");
        for end in 0..packed.len() {
            let _ = unpacked(&packed[..end]);
        }
    }
}
