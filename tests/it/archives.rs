//! ZIP archives of documents, and the budget that a document is read within.

use crate::office::{as_docx, as_pdf, blocks};
use crate::{program, project, remiss};
use std::io::{Cursor, Write};
use std::path::Path;
use std::process::Command;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const MINUTES: &str = "Protokoll 1/2024\nKulturnämnden 2024-01-02\n\n§ 1 Remiss av plan\n\nBeslut\n\nNämnden tillstyrker planen och överlämnar svaret till kommunstyrelsen.\n";

pub(crate) fn minutes(board: &str) -> Vec<u8> {
    MINUTES.replace("Kulturnämnden", board).into_bytes()
}

pub(crate) fn zipped(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in members {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// Exit code, table and messages of an ingest into `archive`.
pub(crate) fn ingest(dir: &Path, archive: &Path, extra: &[&str]) -> (i32, String, String) {
    ingest_by(program(), dir, archive, extra)
}

fn ingest_by(program: &str, dir: &Path, archive: &Path, extra: &[&str]) -> (i32, String, String) {
    let mut args = vec!["ingest", "-v", dir.to_str().unwrap()];
    args.extend(["--archive", archive.to_str().unwrap()]);
    args.extend(extra);
    let output = Command::new(program)
        .args(&args)
        .env_remove("REMISS_ARCHIVE")
        .env("LC_ALL", "C")
        .output()
        .unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (
        output.status.code().unwrap(),
        text(output.stdout),
        text(output.stderr),
    )
}

#[test]
fn the_papers_of_an_archive_are_read_like_those_of_a_folder() {
    let (dir, archive) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let inner = zipped(&[("svar/idrott.txt", &minutes("Idrottsnämnden"))]);
    let mut outer = ZipWriter::new(Cursor::new(Vec::new()));
    let mut add = |name: &str, bytes: &[u8]| {
        outer
            .start_file(name, SimpleFileOptions::default())
            .unwrap();
        outer.write_all(bytes).unwrap();
    };
    add("kultur.txt", &minutes("Kulturnämnden"));
    add(
        "mapp/a.docx",
        &as_docx(&blocks(&MINUTES.replace("Kultur", "Miljö"))),
    );
    add("mapp/a.pdf", &as_pdf(&MINUTES.replace("Kultur", "Trafik")));
    add("inre.zip", &inner);
    add("../../ut/ur.txt", &minutes("Socialnämnden"));
    add("C:\\ut\\igen.txt", &minutes("Servicenämnden"));
    add("__MACOSX/._kultur.txt", b"skrap");
    add("bild.png", b"\x89PNG\r\n\x1A\n");
    outer
        .add_symlink("lank.txt", "/etc/passwd", SimpleFileOptions::default())
        .unwrap();
    let outer = outer.finish().unwrap().into_inner();
    std::fs::write(dir.path().join("svar.zip"), outer).unwrap();
    let (code, table, told) = ingest(dir.path(), archive.path(), &[]);
    assert_eq!(code, 1, "one member was refused: {told}");
    assert!(
        told.contains("lank.txt") && told.contains("is a link"),
        "{told}"
    );
    assert_eq!(told.lines().count(), 1, "{told}");
    for name in [
        "kultur.txt",
        "a.docx",
        "a.pdf",
        "idrott.txt",
        "ur.txt",
        "igen.txt",
    ] {
        assert!(table.contains(name), "{name}: {table}{told}");
    }
    assert!(!Path::new("/ut/ur.txt").exists());
    let (_, table, _) = ingest(dir.path(), archive.path(), &[]);
    assert!(table.contains("6 unchanged"), "{table}");
    // A paper that left the archive is dropped on request, no other one.
    let fewer = zipped(&[("kultur.txt", &minutes("Kulturnämnden"))]);
    std::fs::write(dir.path().join("svar.zip"), fewer).unwrap();
    let (code, table, told) = ingest(dir.path(), archive.path(), &["--prune"]);
    assert_eq!((code, told.as_str()), (0, ""));
    assert!(table.contains("1 unchanged"), "{table}");
    assert!(table.contains("idrott.txt"), "{table}");
    // A broken archive takes nothing with it.
    std::fs::write(dir.path().join("svar.zip"), b"PK\x03\x04...").unwrap();
    let (code, _, told) = ingest(dir.path(), archive.path(), &["--prune"]);
    assert_eq!(code, 2, "nothing could be read");
    assert!(told.contains("svar.zip: is truncated"), "{told}");
    let search = [
        "search",
        "tillstyrker",
        "--archive",
        archive.path().to_str().unwrap(),
    ];
    assert_eq!(remiss(&search).status.code(), Some(0));
}

#[test]
fn two_files_of_one_name_and_a_locked_one() {
    let (dir, archive) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let mut twice = zipped(&[
        ("a.txt", &minutes("Kulturnämnden")),
        ("b.txt", &minutes("Idrottsnämnden")),
        ("låst.txt", &minutes("Miljönämnden")),
    ]);
    // The same name, and the flag of encryption, in both of their places.
    for (sign, name, flags) in [(b"PK\x03\x04", 30, 6), (b"PK\x01\x02", 46, 8)] {
        let places: Vec<usize> = (0..twice.len() - 4)
            .filter(|&at| twice[at..].starts_with(sign))
            .collect();
        twice[places[1] + name] = b'a';
        twice[places[2] + flags] |= 1;
    }
    std::fs::write(dir.path().join("svar.zip"), twice).unwrap();
    let (code, table, told) = ingest(dir.path(), archive.path(), &[]);
    assert_eq!(code, 1);
    assert!(told.contains("svar.zip/låst.txt: is encrypted"), "{told}");
    assert!(table.contains("a.txt"), "{table}");
    // What cannot be had under its name is told.
    let twice = "svar.zip/a.txt: stands in its archive more than once";
    assert!(told.contains(twice), "{told}");
    assert_eq!(told.lines().count(), 2, "{told}");
}

#[test]
fn a_member_that_is_too_large_takes_no_other_with_it() {
    let (dir, archive) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let large = vec![b' '; 3 << 20];
    let zip = zipped(&[
        ("a.txt", &minutes("Kulturnämnden")),
        ("large.txt", &large),
        ("b.txt", &minutes("Idrottsnämnden")),
    ]);
    std::fs::write(dir.path().join("svar.zip"), zip).unwrap();
    for (limit, reason) in [
        ("file-mb=2", "has more than 2 MB"),
        ("unpacked-mb=2", "unpacks to more than 2 MB in all"),
    ] {
        let (code, table, told) = ingest(dir.path(), archive.path(), &["--allow", limit]);
        assert_eq!(code, 1, "{told}");
        let refused = format!("svar.zip/large.txt: {reason}");
        assert!(told.contains(&refused), "{told}");
        assert_eq!(told.lines().count(), 1, "{told}");
        assert!(
            table.contains("2 read") || table.contains("2 unchanged"),
            "{table}"
        );
    }
}

#[test]
fn what_an_archive_may_cost_is_limited() {
    let paper = minutes("Kulturnämnden");
    let mut nested = zipped(&[("a.txt", &paper)]);
    for _ in 0..3 {
        nested = zipped(&[("in.zip", &nested)]);
    }
    let many: Vec<(String, Vec<u8>)> = (0..60)
        .map(|at| (format!("{at}.txt"), vec![b' '; 1 << 20]))
        .collect();
    let many: Vec<(&str, &[u8])> = many.iter().map(|(n, b)| (n.as_str(), &b[..])).collect();
    let many = zipped(&many);
    for (bytes, limit, told) in [
        (&nested, "archives=3", "is packed into more than 3 archives"),
        (&many, "members=50", "holds more than 50 files"),
        (&many, "unpacked-mb=9", "unpacks to more than 9 MB in all"),
    ] {
        let (dir, archive) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        std::fs::write(dir.path().join("svar.zip"), bytes).unwrap();
        std::fs::write(dir.path().join("good.txt"), &paper).unwrap();
        let (code, table, messages) = ingest(dir.path(), archive.path(), &["--allow", limit]);
        assert!(messages.contains(told), "{told}: {messages}");
        assert!(table.contains("good.txt"), "{table}");
        assert_eq!(code, 1);
    }
}

#[test]
fn a_document_is_read_within_its_budget_or_named() {
    let text =
        std::fs::read_to_string(project("corpus/100_utlatande_digital_service.txt")).unwrap();
    let (dir, archive) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let swollen = as_docx(&blocks(&text.repeat(60)));
    std::fs::write(dir.path().join("large.docx"), &swollen).unwrap();
    std::fs::write(dir.path().join("good.txt"), minutes("Kulturnämnden")).unwrap();
    for (limit, told) in [
        ("memory-mb=60", "needs more than 60 MB of memory"),
        ("seconds=1", "takes more than 1 seconds"),
    ] {
        // An optimised build may be done with it within a second.
        let built = env!("CARGO_BIN_EXE_remiss");
        let allow = ["--allow", limit];
        let (code, _, messages) = ingest_by(built, dir.path(), archive.path(), &allow);
        assert!(messages.contains(told), "{messages}");
        assert!(messages.contains("large.docx"), "{messages}");
        assert_eq!(code, 1);
    }
    let (code, table, told) = ingest(dir.path(), archive.path(), &[]);
    assert_eq!((code, told.as_str()), (0, ""));
    assert!(table.contains("large.docx"), "{table}");
    let (code, _, told) = ingest(dir.path(), archive.path(), &["--allow", "sidor=3"]);
    assert_eq!(code, 2);
    assert!(told.contains("no limit is called \"sidor\""), "{told}");
}
