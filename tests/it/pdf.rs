//! PDFs that are damaged, cut or made to do harm: what is left of them is
//! read, what is lost is named.

use crate::office::{pdf, pdf_file};
use flate2::{Compression, write::ZlibEncoder};
use remiss::decode::{Decoded, NotText};
use remiss::formats;
use remiss::limits::Limits;
use std::io::Write;

pub(crate) fn decode(file: &[u8]) -> Result<Decoded, NotText> {
    formats::decode(file, "a.pdf", &Limits::default())
}

fn refused(file: &[u8]) -> String {
    let reason = decode(file).unwrap_err();
    assert!(!reason.cure.is_empty());
    reason.what.into_owned()
}

pub(crate) fn stream(entries: &str, bytes: &[u8]) -> Vec<u8> {
    let head = format!("<< /Length {} {entries} >>\nstream\n", bytes.len());
    [head.as_bytes(), bytes, b"\nendstream"].concat()
}

fn deflated(bytes: &[u8]) -> Vec<u8> {
    let mut packed = ZlibEncoder::new(Vec::new(), Compression::best());
    packed.write_all(bytes).unwrap();
    packed.finish().unwrap()
}

/// Contents that set these lines in the font F1.
pub(crate) fn set(lines: &[String]) -> Vec<u8> {
    let mut shown = String::new();
    for (at, line) in lines.iter().enumerate() {
        shown += &format!("BT /F1 10 Tf 60 {} Td ({line}) Tj ET\n", 700 - 12 * at);
    }
    shown.into_bytes()
}

fn words(page: usize) -> Vec<String> {
    let line = |at| format!("Sida {page}, rad {at} av en nog s\\345 l\\345ng text");
    (1..=40).map(line).collect()
}

const FONT: &str =
    "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>";

/// A document with a page for each of these streams. Objects: catalog, root
/// of the page tree, font, then page and contents in turn.
pub(crate) fn document(contents: Vec<Vec<u8>>) -> Vec<Vec<u8>> {
    let kids: String = (0..contents.len())
        .map(|at| format!("{} 0 R ", 4 + 2 * at))
        .collect();
    let mut objects = vec![
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        format!("<< /Type /Pages /Count {} /Kids [{kids}] /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> >>", contents.len()).into_bytes(),
        FONT.as_bytes().to_vec(),
    ];
    for (at, contents) in contents.into_iter().enumerate() {
        let page = format!(
            "<< /Type /Page /Parent 2 0 R /Contents {} 0 R >>",
            5 + 2 * at
        );
        objects.extend([page.into_bytes(), contents]);
    }
    objects
}

/// A document with so many pages, packed as most are.
fn packed(pages: usize) -> Vec<Vec<u8>> {
    let page = |at| stream("/Filter /FlateDecode", &deflated(&set(&words(at))));
    document((1..=pages).map(page).collect())
}

fn place(file: &[u8], words: &str) -> usize {
    let found = file
        .windows(words.len())
        .position(|at| at == words.as_bytes());
    found.unwrap()
}

#[test]
fn a_whole_file_has_no_notes() {
    let found = decode(&pdf_file(&packed(3))).unwrap();
    assert_eq!(found.notes, [""; 0]);
    assert_eq!(found.text.matches('\u{C}').count(), 2);
    assert!(found.text.contains("Sida 3, rad 40 av en nog så lång text"));
}

#[test]
fn a_file_that_breaks_off_is_read_as_far_as_it_goes() {
    let file = pdf_file(&packed(4));
    let cut = |words: &str| decode(&file[..place(&file, words)]).unwrap();
    let no_end = cut("xref\n");
    assert_eq!(
        no_end.notes,
        ["the file is truncated or damaged: its end is missing, and all its pages were read (4)"]
    );
    let two = cut("8 0 obj");
    assert_eq!(
        two.notes,
        [
            "the file is truncated or damaged: 2 of 4 pages were read",
            "pages 3–4 are lost"
        ]
    );
    assert!(two.text.contains("Sida 2, rad 40") && !two.text.contains("Sida 3"));
    let told = refused(&file[..place(&file, "4 0 obj")]);
    assert_eq!(
        told,
        "is truncated or damaged: 0 of 4 pages could be found, and no text on them"
    );
    let told = refused(&file[..place(&file, "2 0 obj")]);
    assert_eq!(
        told,
        "is a PDF that is truncated or damaged: no page could be found, nor how many there were"
    );
}

/// Contents cut in the middle: the page is read to there.
#[test]
fn a_page_that_breaks_off_is_named() {
    let file = pdf_file(&packed(2));
    let end = place(&file, "7 0 obj");
    let found = decode(&file[..end + 300]).unwrap();
    assert_eq!(
        found.notes[1..],
        ["page 2 is damaged: part of its text is missing or wrong"]
    );
    assert!(found.text.contains("Sida 2, rad 1 ") && !found.text.contains("Sida 2, rad 40"));
}

/// The tree of pages stood last, as many programs write it.
#[test]
fn pages_without_a_tree_are_read_in_the_order_of_the_file() {
    let mut objects = packed(3);
    for at in [3, 5, 7] {
        let page = String::from_utf8(objects[at].clone()).unwrap();
        let own = "/Resources << /Font << /F1 3 0 R >> >> /MediaBox [0 0 595 842] /Contents";
        objects[at] = page.replace("/Contents", own).into_bytes();
    }
    objects[0] = b"null".to_vec();
    objects[1] = b"null".to_vec();
    let found = decode(&pdf_file(&objects)).unwrap();
    assert_eq!(found.notes.len(), 1, "{:?}", found.notes);
    assert!(found.notes[0].contains("3 pages could be read, and how many there were is not known"));
    let order: Vec<usize> = (1..=3)
        .map(|at| place(found.text.as_bytes(), &format!("Sida {at}")))
        .collect();
    assert!(order.is_sorted());
}

/// What follows a lost page keeps its number.
#[test]
fn a_lost_page_leaves_its_place_empty() {
    let mut objects = packed(3);
    objects[5] = b"<< /Type /Page".to_vec();
    let found = decode(&pdf_file(&objects)).unwrap();
    assert_eq!(
        found.notes,
        [
            "the file is truncated or damaged: 2 of 3 pages were read",
            "page 2 is lost"
        ]
    );
    let pages: Vec<&str> = found.text.split('\u{C}').collect();
    assert!(pages[1].trim().is_empty() && pages[2].starts_with("Sida 3"));
}

/// A branch of the tree that is lost holds all pages that are missing.
#[test]
fn a_lost_branch_of_the_tree_keeps_the_numbers_behind_it() {
    let mut objects = packed(2);
    let tree = String::from_utf8(objects[1].clone()).unwrap();
    let tree = tree.replace("/Count 2 /Kids [4 0 R", "/Count 7 /Kids [4 0 R 99 0 R");
    objects[1] = tree.into_bytes();
    let found = decode(&pdf_file(&objects)).unwrap();
    assert_eq!(found.notes[1], "pages 2–6 are lost");
    assert!(
        found
            .text
            .split('\u{C}')
            .nth(6)
            .unwrap()
            .starts_with("Sida 2")
    );
}

/// A page tree that leads back to itself ends all the same.
#[test]
fn a_tree_that_runs_in_a_circle_is_left() {
    let mut objects = packed(2);
    let tree = String::from_utf8(objects[1].clone()).unwrap();
    objects[1] = tree.replace("[4 0 R", "[2 0 R").into_bytes();
    let found = decode(&pdf_file(&objects)).unwrap();
    assert_eq!(found.notes[1], "page 1 is lost");
    assert!(found.text.contains("Sida 2, rad 40"));
    objects[1] = tree
        .replace("[4 0 R 6 0 R ]", "[2 0 R 2 0 R ]")
        .into_bytes();
    let told = refused(&pdf_file(&objects));
    assert!(told.contains("0 of 2 pages"), "{told}");
}

#[test]
fn a_flipped_bit_is_named_on_its_page() {
    let mut objects = packed(3);
    let at = objects[6].len() - 30;
    objects[6][at] ^= 4;
    let found = decode(&pdf_file(&objects)).unwrap();
    assert_eq!(
        found.notes,
        ["page 2 is damaged: part of its text is missing or wrong"]
    );
}

/// Codes of a font whose letters are lost are no letters.
#[test]
fn a_page_whose_font_is_lost_is_not_read() {
    let mut objects = packed(3);
    objects[5] =
        b"<< /Type /Page /Parent 2 0 R /Contents 7 0 R /Resources << /Font << /F1 99 0 R >> >> >>"
            .to_vec();
    let found = decode(&pdf_file(&objects)).unwrap();
    assert_eq!(
        found.notes,
        ["page 2 has an unreadable text layer: no text was read from it"]
    );
    assert!(!found.text.contains("Sida 2"));
    objects[5] = b"<< /Type /Page /Parent 2 0 R /Contents [7 0 R 99 0 R] >>".to_vec();
    let found = decode(&pdf_file(&objects)).unwrap();
    assert_eq!(
        found.notes,
        ["page 2 is damaged: part of its text is missing or wrong"]
    );
    objects.push(format!("{} /ToUnicode 98 0 R >>", FONT.trim_end_matches(" >>")).into_bytes());
    objects[2] = objects.pop().unwrap();
    assert!(refused(&pdf_file(&objects)).contains("unreadable text layer: its fonts are damaged"));
}

/// A scan with a diary number stamped on it is still a scan.
#[test]
fn a_picture_with_a_stamp_is_named() {
    let stamp = "q 595 0 0 842 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID x EI Q BT /F1 10 Tf 60 700 Td (Dnr 2024/17) Tj ET";
    let text = set(&words(1));
    let objects = document(vec![stream("", &text), stream("", stamp.as_bytes())]);
    let found = decode(&pdf_file(&objects)).unwrap();
    assert_eq!(
        found.notes,
        ["page 2 is a picture with a few words on it: only those were read; --ocr reads it off"]
    );
    assert!(found.text.contains("Dnr 2024/17"));
}

/// Every cut: what is read is what the pages say, or a reason.
#[test]
fn no_cut_makes_up_text() {
    let line = |page: usize| vec![(60, 700, format!("Nämnden tillstyrker förslag {page}."))];
    let file = pdf(&(0..4).map(line).collect::<Vec<_>>());
    for cut in (0..file.len()).step_by(11) {
        let Ok(found) = decode(&file[..cut]) else {
            continue;
        };
        assert!(!found.notes.is_empty(), "cut at {cut}");
        for line in found.text.lines().filter(|line| line.contains("förslag")) {
            assert!(
                line.trim_start().starts_with("Nämnden tillstyrker"),
                "cut at {cut}: {line}"
            );
        }
    }
}

/// A paragraph that a page or a column divides is one; a heading below one
/// that is not full, and what follows a full stop, begin anew.
#[test]
fn paragraphs_go_on_over_the_end_of_a_page() {
    let long = |words: &str| format!("{words} {}", "ord ".repeat(16).trim_end());
    let page = |lines: &[&str]| {
        let at = |(at, line): (usize, &&str)| (60, 700 - 12 * at as i32, (*line).to_owned());
        lines.iter().enumerate().map(at).collect::<Vec<_>>()
    };
    let (first, second) = (long("Nämnden delar"), long("förslaget som"));
    let told = |last: &str, next: &str| {
        let file = pdf(&[page(&[&first, &second, last]), page(&[next, &first])]);
        let text = decode(&file).unwrap().text;
        text[..text.find('\u{C}').unwrap()].ends_with("\n\n")
    };
    assert!(!told(&long("lämnades av"), "Socialdemokraterna i nämnden"));
    assert!(!told("som lämnades av", "socialdemokraterna"));
    assert!(told(
        &format!("{}.", long("lämnades av")),
        "Socialdemokraterna i nämnden"
    ));
    assert!(told("Beredning", "Ärendet har beretts"));
    assert!(told(&long("lämnades av"), "2. Nämnden antar"));
}

/// A file that unpacks this far is refused before it is unpacked.
fn is_a_bomb(filter: &str, packed: &[u8]) {
    let mut objects = document(vec![stream(&format!("/Filter {filter}"), packed)]);
    objects.push(b"[/FlateDecode /FlateDecode]".to_vec());
    let mut limits = Limits::default();
    limits.set("part-mb=1").unwrap();
    let file = pdf_file(&objects);
    let told = formats::decode(&file, "a.pdf", &limits).unwrap_err().what;
    assert!(
        told.contains("unpacks to more than 1 MB"),
        "{filter}: {told}"
    );
}

#[test]
fn streams_that_unpack_without_end() {
    let spaces = vec![b' '; 2 << 20];
    let once = deflated(&spaces);
    let twice = deflated(&once);
    let runs = [&[129, b' '].repeat(1 << 14)[..], &[128]].concat();
    let hex: String = once.iter().map(|byte| format!("{byte:02x}")).collect();
    is_a_bomb("/FlateDecode", &once);
    is_a_bomb("[ /Fl/Fl ]", &twice);
    is_a_bomb("6 0 R", &twice);
    is_a_bomb("/RunLengthDecode", &runs);
    is_a_bomb("[/FlateDecode /RunLengthDecode]", &deflated(&runs));
    is_a_bomb("[/ASCIIHexDecode /Flate#44ecode]", hex.as_bytes());
    is_a_bomb("/ASCII85Decode", &vec![b'z'; 1 << 19]);
}

/// A part drawn twice in a part drawn twice…, and one that draws itself.
#[test]
fn parts_of_parts_without_end() {
    const FORM: &str = "/Subtype /Form /BBox [0 0 9 9]";
    let form = |resources: &str| stream(&format!("{FORM} {resources}"), b"/X Do /X Do");
    let of_next = |at: usize| form(&format!("/Resources << /XObject << /X {at} 0 R >> >>"));
    let mut limits = Limits::default();
    limits.set("glyphs=5000").unwrap();
    for forms in [vec![form("")], (7..40).map(of_next).collect()] {
        let mut objects = document(vec![stream("", b"/X Do")]);
        objects[3] = b"<< /Type /Page /Parent 2 0 R /Contents 5 0 R /Resources << /XObject << /X 6 0 R >> >> >>".to_vec();
        objects.extend(forms);
        let told = formats::decode(&pdf_file(&objects), "a.pdf", &limits).unwrap_err();
        assert_eq!(told.what, "holds more than 5000 glyphs on a page");
    }
}

/// A picture is not unpacked to read the words beside it.
#[test]
fn a_picture_of_any_size_costs_nothing() {
    let shown = [&b"/I Do "[..], &set(&words(1))].concat();
    let mut objects = document(vec![stream("", &shown)]);
    let page = "<< /Type /Page /Parent 2 0 R /Contents 5 0 R /Resources << /Font << /F1 3 0 R >> /XObject << /I 6 0 R >> >> >>";
    objects[3] = page.as_bytes().to_vec();
    let side = u32::MAX;
    objects.push(stream(
        &format!("/Subtype /Image /Width {side} /Height {side} /BitsPerComponent 8 /ColorSpace /DeviceRGB /Filter /FlateDecode"),
        &deflated(&vec![0; 2 << 20]),
    ));
    let mut limits = Limits::default();
    limits.set("part-mb=1").unwrap();
    let found = formats::decode(&pdf_file(&objects), "a.pdf", &limits).unwrap();
    assert!(found.text.contains("Sida 1, rad 40"));
}

/// A count that is not true asks for no memory.
#[test]
fn a_document_that_claims_a_milliard_pages() {
    let mut objects = packed(1);
    let tree = String::from_utf8(objects[1].clone()).unwrap();
    objects[1] = tree.replace("/Count 1", "/Count 1000000000").into_bytes();
    let found = decode(&pdf_file(&objects)).unwrap();
    assert!(
        found.notes[0].contains("1 of 1000000000 pages were read"),
        "{:?}",
        found.notes
    );
    let kids = "4 0 R ".repeat(30_000);
    objects[1] = tree.replace("4 0 R", &kids).into_bytes();
    assert_eq!(refused(&pdf_file(&objects)), "has more than 20000 pages");
}

/// What a form holds and what is ticked is read, drawn or not.
#[test]
fn a_form_that_was_filled_in() {
    let mut objects = document(vec![stream(
        "",
        &set(&["Tillstyrker".to_owned(), "Synpunkter".to_owned()]),
    )]);
    let page = String::from_utf8_lossy(&objects[3]).replace(
        "/Contents",
        "/Annots [6 0 R 7 0 R 8 0 R << /Subtype /Text /Rect [1 1 9 9] /Contents (Lapp) >>] /Contents",
    );
    objects[3] = page.into_bytes();
    let field = |rest: &str| format!("<< /Subtype /Widget {rest} >>").into_bytes();
    objects.push(field("/FT /Btn /AS /Ja /Rect [150 696 160 710]"));
    objects.push(field("/Parent 9 0 R /Rect [150 684 400 698]"));
    objects.push(field("/FT /Tx /V (Dold) /F 2 /Rect [150 600 400 612]"));
    objects.push(b"<< /FT /Tx /V <FEFF004D00E50068006100E4006E00640061> >>".to_vec());
    let told = decode(&pdf_file(&objects)).unwrap().text;
    assert_eq!(told, "Tillstyrker\t☒\nSynpunkter\tMåhaända");
}

/// The text of a page with these fields on it, and with what they name.
fn with_fields(shown: &[u8], fields: &[&str]) -> String {
    let mut objects = document(vec![stream("", shown)]);
    let page = String::from_utf8_lossy(&objects[3]);
    let fields = fields.iter().map(|field| format!("<< {field} >>"));
    let annotations = format!("/Annots [{}] /Contents", fields.collect::<String>());
    objects[3] = page.replace("/Contents", &annotations).into_bytes();
    decode(&pdf_file(&objects)).unwrap().text
}

#[test]
fn fields_say_what_a_reader_of_the_form_sees() {
    let text = "/Subtype /Widget /FT /Tx /Rect [60 684 400 698]";
    let one = |field: &str| with_fields(&[], &[field]);
    assert_eq!(
        one(&format!(r"{text} /V (\2042021\2052025\204 \240)")),
        "—2021–2025— €"
    );
    let list = "/Subtype /Widget /FT /Ch /Rect [60 684 400 698]";
    assert_eq!(
        one(&format!("{list} /V (2) /Opt [[(1) (Ja)] [(2) (Nej)]]")),
        "Nej"
    );
    // A tick that is drawn and stored is one.
    let tick = "/Subtype /Widget /FT /Btn /AS /Ja /Rect [60 696 70 706]";
    let drawn = b"BT /F1 10 Tf 61 698 Td (x) Tj ET BT /F1 10 Tf 75 698 Td (Bifall) Tj ET";
    assert_eq!(with_fields(drawn, &[tick]), "☒\tBifall");
    // What nobody sees is not there.
    let near = set(&["Svar".to_owned()]);
    for hidden in [
        "/Subtype /Widget /FT /Tx /V (Dold) /Rect [60 9999999999999999999 400 99999999999999999999]",
        "/Subtype /Widget /FT /Tx /V (Dold) /Rect [-400 684 -60 698]",
        "/Subtype /Widget /FT /Tx /V (Dold) /Ff 8192 /Rect [60 600 400 612]",
        "/Subtype /Widget /FT /Tx /V (Dold) /F 32 /Rect [60 600 400 612]",
    ] {
        assert_eq!(with_fields(&near, &[hidden]), "Svar", "{hidden}");
    }
}

#[test]
fn an_attached_file_is_named() {
    let mut objects = packed(2);
    objects[0] = b"<< /Type /Catalog /Pages 2 0 R /Names << /EmbeddedFiles << /Kids [<< /Names [(a) 3 0 R (b) 3 0 R] >>] >> >> >>".to_vec();
    let notes = decode(&pdf_file(&objects)).unwrap().notes;
    assert_eq!(
        notes,
        ["holds 2 attached files that were not read: save them as files of their own"]
    );
}
