//! PDF → text with lines, in pages a second, on one thread.
//!
//! A document of 500 pages in two fonts, made here, packed as most are. Where
//! pdftotext is installed it reads the same file in the same run, so that the
//! ratio holds on a busy machine too; the start of its program is in its time.
//! `cargo bench --bench pdf -- FILE` measures a file of one's own.

#![expect(
    clippy::disallowed_methods,
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a bench writes its input and its figures"
)]

use flate2::{Compression, write::ZlibEncoder};
use remiss::{formats, limits::Limits};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

const PAGES: usize = 500;
const ROUNDS: usize = 5;

fn main() {
    let dir = tempfile::tempdir().expect("a temporary directory");
    // Cargo passes `--bench`.
    let given = std::env::args().skip(1).find(|word| !word.starts_with('-'));
    let path = given.map_or_else(|| dir.path().join("bench.pdf"), PathBuf::from);
    if !path.exists() {
        std::fs::write(&path, document()).expect("the disk has room");
    }
    let bytes = std::fs::read(&path).expect("a file that can be read");
    let mut pages = 0;
    let ours = fastest(|| {
        let found = formats::decode(&bytes, "a.pdf", &Limits::default()).expect("a good file");
        assert!(found.notes.is_empty(), "{:?}", found.notes);
        pages = found.text.matches('\u{C}').count() + 1;
    });
    println!(
        "remiss     {pages} pages, {:.0} pages/s",
        pages as f64 / ours
    );
    match pdftotext(&path) {
        Some(theirs) => println!(
            "pdftotext  {pages} pages, {:.0} pages/s; remiss takes {:.2} times its time",
            pages as f64 / theirs,
            ours / theirs
        ),
        None => println!("pdftotext  is not installed"),
    }
}

/// The shortest time of several rounds, in seconds.
fn fastest(mut round: impl FnMut()) -> f64 {
    let times = (0..ROUNDS).map(|_| {
        let started = Instant::now();
        round();
        started.elapsed().as_secs_f64()
    });
    times.fold(f64::MAX, f64::min)
}

fn pdftotext(path: &Path) -> Option<f64> {
    let run = || Command::new("pdftotext").arg(path).arg("-").output();
    run().ok().filter(|output| output.status.success())?;
    Some(fastest(|| {
        run().expect("it ran before");
    }))
}

/// Pages of 48 lines with a running head, of which every word is a little
/// different: some 1.5 million glyphs.
fn document() -> Vec<u8> {
    let mut objects = vec![
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        tree(),
        font("Helvetica"),
        font("Helvetica-Bold"),
    ];
    for page in 0..PAGES {
        let contents = 6 + 2 * page;
        objects.push(format!("<< /Type /Page /Parent 2 0 R /Contents {contents} 0 R >>").into());
        objects.push(packed(&shown(page)));
    }
    let mut file = b"%PDF-1.5\n".to_vec();
    let mut places = String::new();
    for (at, object) in objects.iter().enumerate() {
        places += &format!("{:010} 00000 n \n", file.len());
        file.extend(format!("{} 0 obj\n", at + 1).bytes());
        file.extend(object);
        file.extend(b"\nendobj\n");
    }
    let (start, size) = (file.len(), objects.len() + 1);
    let end = format!(
        "xref\n0 {size}\n0000000000 65535 f \n{places}trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n"
    );
    file.extend(end.bytes());
    file
}

fn tree() -> Vec<u8> {
    let kids: String = (0..PAGES)
        .map(|at| format!("{} 0 R ", 5 + 2 * at))
        .collect();
    format!(
        "<< /Type /Pages /Count {PAGES} /Kids [{kids}] /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> >>"
    )
    .into()
}

fn font(name: &str) -> Vec<u8> {
    format!("<< /Type /Font /Subtype /Type1 /BaseFont /{name} /Encoding /WinAnsiEncoding >>").into()
}

fn packed(contents: &str) -> Vec<u8> {
    let mut zlib = ZlibEncoder::new(Vec::new(), Compression::default());
    zlib.write_all(contents.as_bytes())
        .expect("memory does not fail");
    let packed = zlib.finish().expect("memory does not fail");
    let head = format!(
        "<< /Filter /FlateDecode /Length {} >>\nstream\n",
        packed.len()
    );
    [head.as_bytes(), &packed, b"\nendstream"].concat()
}

fn shown(page: usize) -> String {
    const WORDS: [&str; 8] = [
        "N\\344mnden",
        "tillstyrker",
        "f\\366rslaget",
        "och",
        "anf\\366r",
        "att",
        "programmet",
        "\\345terkommer",
    ];
    let mut shown = format!("BT /F2 9 Tf 60 800 Td (Almviks stad, sida {page}) Tj ET\n");
    for line in 0..48 {
        let words: Vec<String> = (0..9)
            .map(|at| {
                format!(
                    "{}{}",
                    WORDS[(page + 3 * line + 5 * at) % 8],
                    (page * line + at) % 10
                )
            })
            .collect();
        // A blank line after every sixth.
        let y = 770 - 13 * line - 8 * (line / 6);
        shown += &format!("BT /F1 10 Tf 60 {y} Td ({}) Tj ET\n", words.join(" "));
    }
    shown
}
