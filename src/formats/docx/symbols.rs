//! Letters of fonts of symbols → letters that say the same: ticks, boxes, arrows.

/// The letter that a code of a font stands for; `None` for one that says
/// nothing known.
pub(super) fn letter(font: &str, code: u32) -> Option<char> {
    const OF_SYMBOLS: [&str; 4] = ["Wingdings", "Webdings", "Symbol", "ZapfDingbats"];
    // Such fonts are kept from other letters by a place for private use.
    let low = match code {
        0xF000..=0xF0FF => code - 0xF000,
        0..=0xFF => code,
        _ => return char::from_u32(code).filter(|c| !('\u{E000}'..='\u{F8FF}').contains(c)),
    };
    if !OF_SYMBOLS.iter().any(|name| font.starts_with(name)) {
        return char::from_u32(low).filter(|c| !c.is_control());
    }
    Some(match (font, low) {
        // A box is ticked, by whatever mark.
        ("Wingdings", 0x78 | 0xFD | 0xFE) | ("Wingdings 2", 0x51..=0x54) => '☒',
        ("Wingdings", 0x6F | 0x71 | 0x72 | 0xA8) | ("Wingdings 2", 0xA3) => '☐',
        ("Wingdings", 0xFC) | ("Wingdings 2", 0x50) => '✓',
        ("Wingdings", 0xFB) | ("Wingdings 2", 0x4F) => '✗',
        ("Wingdings", 0xE0) | ("Symbol", 0xAE) => '→',
        ("Wingdings", 0x6C | 0x6E | 0x9F | 0xA7 | 0xD8) | ("Symbol", 0xB7) => '•',
        ("Symbol", 0xA3) => '≤',
        ("Symbol", 0xB3) => '≥',
        ("Symbol", 0xB1) => '±',
        ("Symbol", 0xB4) => '×',
        _ => return None,
    })
}
