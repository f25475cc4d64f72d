//! Old Word files, written here: letters in pieces, and tables of how they
//! look.

use remiss::formats;
use remiss::limits::Limits;
use std::io::{Cursor, Write};

/// Where the pieces of the text and the pages about it stand in the main
/// stream.
const NARROW: usize = 0x400;
const WIDE: usize = 0x600;
const LETTERS: usize = 0x800;
const PARAGRAPHS: usize = 0xA00;

fn put(bytes: &mut [u8], at: usize, value: &[u8]) {
    bytes[at..at + value.len()].copy_from_slice(value);
}

fn put_word(bytes: &mut [u8], at: usize, value: usize) {
    put(bytes, at, &(value as u32).to_le_bytes());
}

/// A file whose text begins with one piece in Windows-1252 and ends with one in
/// UTF-16. Of the first piece a range is deleted; paragraphs that end at places
/// of it have looks.
fn word(narrow: &[u8], wide: &str, deleted: (usize, usize), looks: &[(usize, &[u8])]) -> Vec<u8> {
    let mut main = vec![0; 0xC00];
    let wide: Vec<u16> = wide.encode_utf16().collect();
    let all = narrow.len() + wide.len();
    put(&mut main, 0, &[0xEC, 0xA5, 0xC1, 0]);
    put(&mut main, 10, &0x0200_u16.to_le_bytes());
    put_word(&mut main, 0x4C, all);
    put(&mut main, NARROW, narrow);
    let wide: Vec<u8> = wide.iter().flat_map(|unit| unit.to_le_bytes()).collect();
    put(&mut main, WIDE, &wide);
    put_word(&mut main, LETTERS, NARROW + deleted.0);
    put_word(&mut main, LETTERS + 4, NARROW + deleted.1);
    put(&mut main, LETTERS + 8, &[100]);
    put(&mut main, LETTERS + 200, &[3, 0x00, 0x08, 1]);
    main[LETTERS + 511] = 1;
    let mut from = NARROW;
    for (at, (end, look)) in looks.iter().enumerate() {
        put_word(&mut main, PARAGRAPHS + at * 4, from);
        from = NARROW + end;
        let place = 200 + at * 20;
        let entry = PARAGRAPHS + (looks.len() + 1) * 4 + at * 13;
        main[entry] = (place / 2) as u8;
        put(&mut main, PARAGRAPHS + place, look);
    }
    put_word(&mut main, PARAGRAPHS + looks.len() * 4, from);
    main[PARAGRAPHS + 511] = looks.len() as u8;
    let mut table = Vec::new();
    // A change that was saved in a hurry stands before the pieces.
    table.extend([1, 2, 0, 9, 9, 2]);
    table.extend(28_u32.to_le_bytes());
    let places = [(NARROW * 2) | (1 << 30), WIDE];
    for value in [0, narrow.len(), all] {
        table.extend((value as u32).to_le_bytes());
    }
    for place in places {
        table.extend([0, 0]);
        table.extend((place as u32).to_le_bytes());
        table.extend([0, 0]);
    }
    for (at, page) in [(0xFA, LETTERS), (0x102, PARAGRAPHS)] {
        put_word(&mut main, at, table.len());
        put_word(&mut main, at + 4, 12);
        for value in [NARROW, WIDE, page / 512] {
            table.extend((value as u32).to_le_bytes());
        }
    }
    put_word(&mut main, 0x1A2, 0);
    put_word(&mut main, 0x1A6, 38);
    compound(&[("WordDocument", &main), ("1Table", &table)])
}

fn compound(streams: &[(&str, &[u8])]) -> Vec<u8> {
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    for (name, bytes) in streams {
        file.create_stream(name).unwrap().write_all(bytes).unwrap();
    }
    file.into_inner().into_inner()
}

fn sample() -> Vec<u8> {
    let text = b"Yttrande\rN\xE4mnden avst\xE5r inte.\x0Bmen \x13 PAGE \x14sidan 3\x15 \xE4r tom.\rOmr\xE5de\x07Svar\x07\x07Skola\x07Ja\x07\x07";
    let at = |what: &[u8]| {
        text.windows(what.len())
            .position(|window| window == what)
            .unwrap()
    };
    let inte = at(b" inte");
    let heading: &[u8] = &[2, 1, 0, 0];
    let plain: &[u8] = &[2, 0, 0, 0];
    let cell: &[u8] = &[0, 3, 0, 0, 0x16, 0x24, 1, 0];
    let row: &[u8] = &[0, 4, 0, 0, 0x16, 0x24, 1, 0x17, 0x24, 1];
    let body = at(b"Omr");
    let (first, second) = (at(b"Svar") + 5, at(b"Ja") + 3);
    word(
        text,
        "Efter tabellen – ett förslag.\r",
        (inte, inte + 5),
        &[
            (9, heading),
            (body, plain),
            (first, cell),
            (first + 1, row),
            (second, cell),
            (second + 1, row),
        ],
    )
}

#[test]
fn the_body_of_an_old_word_file_is_read() {
    let decoded = formats::decode(&sample(), "x.doc", &Limits::default()).unwrap();
    assert_eq!(
        decoded.text,
        "# Yttrande\n\nNämnden avstår.\nmen sidan 3 är tom.\n\nOmråde\tSvar\nSkola\tJa\n\nEfter tabellen – ett förslag."
    );
    assert_eq!(decoded.encoding, "DOC");
    assert!(
        decoded.notes[0].contains("old Word file"),
        "{:?}",
        decoded.notes
    );
}

#[test]
fn what_is_struck_out_in_an_old_word_file_is_told() {
    let mut file = sample();
    let deleted = [3, 0x00, 0x08, 1];
    let at = file.windows(4).position(|four| four == deleted).unwrap();
    put(&mut file, at, &[3, 0x37, 0x08, 1]);
    let decoded = formats::decode(&file, "x.doc", &Limits::default()).unwrap();
    assert!(
        decoded.text.contains("Nämnden avstår.\n"),
        "{}",
        decoded.text
    );
    assert_eq!(
        decoded.notes[1],
        "a passage that is struck out was not read"
    );
}

#[test]
fn an_old_word_file_that_is_broken_locked_or_older_is_named() {
    let refused = |file: &[u8]| {
        formats::decode(file, "x", &Limits::default())
            .unwrap_err()
            .what
    };
    let whole = sample();
    for share in [10, 40, 70, 90] {
        let cut = &whole[..whole.len() * share / 100];
        assert!(
            refused(cut).contains("damaged"),
            "{share} %: {}",
            refused(cut)
        );
    }
    let with = |at: usize, value: &[u8]| {
        let mut main = vec![0; 0x600];
        put(&mut main, 0, &[0xEC, 0xA5]);
        put(&mut main, at, value);
        compound(&[("WordDocument", &main), ("0Table", b"")])
    };
    assert!(refused(&with(0, &[0xDC, 0xA5])).contains("Word 6 or 95"));
    assert!(refused(&with(11, &[1])).contains("encrypted"));
    assert!(refused(&with(0x1A2, &[0xFF; 8])).contains("damaged"));
    assert!(refused(&with(0x4C, &[0xFF; 4])).contains("MB of text"));
    // Whatever byte is another one: a text, or a reason.
    for at in (0..whole.len()).step_by(7) {
        let mut other = whole.clone();
        other[at] ^= 0xFF;
        let _ = formats::decode(&other, "x", &Limits::default());
    }
}
