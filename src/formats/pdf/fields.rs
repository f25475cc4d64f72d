//! What was filled in on a page: boxes that are ticked, and text that the file
//! holds without having drawn it, as forms filled in by a browser do. What is
//! drawn is read with the page.

use super::rows::Piece;
use hayro_interpret::hayro_syntax::object::{Dict, Name, Object, Rect, String as Words};
use hayro_interpret::hayro_syntax::page::Page;
use hayro_interpret::kurbo::{self, Affine, Point};

const TICKED: &str = "☒";
const UNTICKED: &str = "☐";
/// Size of type of a text that says none, in points.
const SIZE: f64 = 10.0;
/// Fields of a page that are looked at.
const MOST: usize = 5_000;
/// How far up a field's own entries may stand.
const PARENTS: usize = 8;
/// Flags of what is not shown, or not on a screen.
const HIDDEN: i32 = 1 << 1 | 1 << 5;
/// Flags of a field: a password; a button that does something.
const PASSWORD: i32 = 1 << 13;
const PUSHED: i32 = 1 << 16;

/// What was filled in at one place of a page.
pub(super) struct Field {
    pub(super) pieces: Vec<Piece>,
    /// Where what is drawn says the same: the box for a tick.
    pub(super) instead_of: Option<kurbo::Rect>,
}

/// The fields on a page of this extent, in points.
pub(super) fn on_page(page: &Page<'_>, extent: (f64, f64)) -> Vec<Field> {
    let Some(fields) = page.raw().get::<Vec<Object<'_>>>("Annots") else {
        return Vec::new();
    };
    let turned = Affine::new(page.initial_transform(true).as_coeffs().map(f64::from));
    let whole = kurbo::Rect::new(0.0, 0.0, extent.0, extent.1);
    let fields = fields
        .into_iter()
        .take(MOST)
        .filter_map(|field| match field {
            Object::Dict(field) => filled_in(&field, turned, whole),
            _ => None,
        });
    fields.collect()
}

fn filled_in(field: &Dict<'_>, turned: Affine, page: kurbo::Rect) -> Option<Field> {
    let shown = field.get::<i32>("F").unwrap_or(0) & HIDDEN == 0;
    let frame = field.get::<Rect>("Rect").filter(|_| shown)?;
    let frame = kurbo::Rect::new(frame.x0, frame.y0, frame.x1, frame.y1).abs();
    let place = turned.transform_rect_bbox(frame);
    if !page.contains(place.center()) {
        return None;
    }
    let words = match &*field.get::<Name<'_>>("Subtype")? {
        b"Widget" => value(field)?,
        b"FreeText" if !is_drawn(field) => text(&field.get::<Words<'_>>("Contents")?),
        _ => return None,
    };
    let corner = turned * Point::new(frame.x0, frame.y1);
    let height = (frame.y1 - frame.y0).abs();
    let lines = words.lines().filter(|line| !line.trim().is_empty());
    let size = SIZE.min(height.max(1.0));
    let is_tick = matches!(words.as_str(), TICKED | UNTICKED);
    let pieces = lines.enumerate().map(|(at, line)| Piece {
        text: line.trim().to_owned(),
        left: corner.x,
        right: corner.x + (frame.x1 - frame.x0).abs(),
        // A line alone stands in the middle of its frame.
        y: corner.y
            + size * (0.9 + 1.2 * at as f64)
            + ((height - 1.2 * size) / 2.0).clamp(0.0, size),
        size,
        turn: 0,
        furniture: false,
    });
    Some(Field {
        pieces: pieces.collect(),
        instead_of: is_tick.then_some(place),
    })
}

fn value(field: &Dict<'_>) -> Option<String> {
    let flags = having(field, "Ff").and_then(|field| field.get::<i32>("Ff"));
    let flags = flags.unwrap_or(0);
    match &*having(field, "FT")?.get::<Name<'_>>("FT")? {
        b"Btn" => {
            let state = field.get::<Name<'_>>("AS");
            let ticked = state.is_some_and(|state| &*state != b"Off");
            let does_something = flags & PUSHED != 0;
            (!does_something).then(|| if ticked { TICKED } else { UNTICKED }.to_owned())
        }
        b"Tx" | b"Ch" if !is_drawn(field) && flags & PASSWORD == 0 => {
            let value = having(field, "V")?.get::<Words<'_>>("V")?;
            let value = text(&value);
            Some(choice(field, &value).unwrap_or(value))
        }
        _ => None,
    }
}

/// What a list shows for a value that it stores.
fn choice(field: &Dict<'_>, value: &str) -> Option<String> {
    let choices = having(field, "Opt")?.get::<Vec<Object<'_>>>("Opt")?;
    choices.into_iter().take(MOST).find_map(|choice| {
        let Object::Array(pair) = choice else {
            return None;
        };
        let mut pair = pair.iter::<Words<'_>>().map(|words| text(&words));
        (pair.next()? == value).then(|| pair.next())?
    })
}

/// It has an appearance, which is read with the page.
fn is_drawn(field: &Dict<'_>) -> bool {
    let drawn = field.get::<Dict<'_>>("AP");
    drawn.is_some_and(|drawn| drawn.contains_key("N"))
}

/// The field, or the one that it is part of, that has this entry.
fn having<'a>(field: &Dict<'a>, key: &str) -> Option<Dict<'a>> {
    let mut field = field.clone();
    for _ in 0..PARENTS {
        if field.contains_key(key) {
            return Some(field);
        }
        field = field.get::<Dict<'a>>("Parent")?;
    }
    None
}

/// Letters of PDFDocEncoding that Latin-1 has not, and where they begin
/// (PDF 2.0, annex D.2).
const LETTERS: [(u8, &str); 3] = [
    (0x18, "˘ˇˆ˙˝˛˚˜"),
    (0x80, "•†‡…—–ƒ⁄‹›−‰„“”‘’‚™ﬁﬂŁŒŠŸŽıłœšž"),
    (0xA0, "€"),
];

fn letter(byte: u8) -> char {
    let found = LETTERS.iter().find_map(|&(from, letters)| {
        let at = byte.checked_sub(from)?;
        letters.chars().nth(at.into())
    });
    found.unwrap_or(byte.into())
}

/// A text of the file's own: UTF-16 or UTF-8 if it says so, else PDFDocEncoding
/// (PDF 2.0, 7.9.2.2).
fn text(bytes: &[u8]) -> String {
    let clean = |text: String| {
        text.replace('\r', "\n")
            .replace(|c: char| c.is_control() && c != '\n', "")
    };
    clean(if let Some(pairs) = bytes.strip_prefix(b"\xFE\xFF") {
        let units = pairs
            .chunks_exact(2)
            .map(|pair| u16::from_be_bytes([pair[0], pair[1]]));
        char::decode_utf16(units)
            .map(|c| c.unwrap_or('\u{FFFD}'))
            .collect()
    } else if let Some(rest) = bytes.strip_prefix(b"\xEF\xBB\xBF") {
        String::from_utf8_lossy(rest).into_owned()
    } else {
        bytes.iter().map(|&byte| letter(byte)).collect()
    })
}
