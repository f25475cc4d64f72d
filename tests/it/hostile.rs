//! Broken and hostile files: a message each, no panic, the rest is read.

use crate::office::{as_docx, blocks, container};
use crate::{project, remiss};
use std::path::Path;

/// Messages of an ingest of `dir` that also holds one good paper, which must
/// have been read.
fn messages(dir: &Path, extra: &[&str]) -> String {
    std::fs::copy(
        project("corpus/110_protokoll_kulturnamnden.md"),
        dir.join("good.md"),
    )
    .unwrap();
    let archive = tempfile::tempdir().unwrap();
    let mut args = vec![
        "ingest",
        "-v",
        dir.to_str().unwrap(),
        "--archive",
        archive.path().to_str().unwrap(),
    ];
    args.extend(extra);
    let output = remiss(&args);
    let told = String::from_utf8(output.stderr).unwrap();
    let table = String::from_utf8(output.stdout).unwrap();
    assert!(!told.contains("panicked"), "{told}");
    assert!(
        table.contains("good.md"),
        "the good paper was not read: {table}{told}"
    );
    assert_eq!(
        output.status.code(),
        Some(1),
        "part of the batch failed: {told}"
    );
    told
}

#[test]
fn each_bad_file_is_named_with_the_reason() {
    let dir = tempfile::tempdir().unwrap();
    let write = |name: &str, bytes: &[u8]| std::fs::write(dir.path().join(name), bytes).unwrap();
    write("empty.txt", b"");
    write("zeros.txt", &[0; 4096]);
    write(
        "binary.txt",
        &(0..=255).cycle().take(9000).collect::<Vec<u8>>(),
    );
    write("paper.pdf", b"%PDF-1.7 ...");
    write("really_pdf.txt", b"%PDF-1.6 ...");
    let svar = as_docx(&blocks("Svar på remiss av plan.\n\nNämnden tillstyrker.\n"));
    write("half.docx", &svar[..svar.len() / 2]);
    write("scan.txt", b"\xFF\xD8\xFF\xE0...");
    write("large.txt", "ett ord ".repeat(300_000).as_bytes());
    let told = messages(dir.path(), &["--allow", "file-mb=1"]);
    for (name, reason) in [
        ("empty.txt", "is empty"),
        ("zeros.txt", "NUL"),
        ("binary.txt", "binary"),
        ("paper.pdf", "is a PDF"),
        ("really_pdf.txt", "PDF"),
        ("half.docx", "is truncated"),
        ("scan.txt", "is a scan"),
        ("large.txt", "more than 1 MB"),
    ] {
        let line = told
            .lines()
            .find(|line| line.contains(name))
            .unwrap_or_else(|| panic!("{name} is not named in\n{told}"));
        assert!(line.contains(reason), "{line}");
    }
}

#[test]
fn one_very_long_line_is_read() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("line.txt");
    std::fs::write(&path, "Kulturnämnden beslutade ".repeat(200_000)).unwrap();
    let output = remiss(&["export", "notes", "--in", path.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(0));
    assert!(
        String::from_utf8(output.stdout)
            .unwrap()
            .contains("not recognised as a consultation paper")
    );
}

#[cfg(unix)]
#[test]
fn links_that_lead_nowhere_or_round_in_circles() {
    use std::os::unix::fs::symlink;
    let dir = tempfile::tempdir().unwrap();
    symlink(dir.path().join("gone.txt"), dir.path().join("broken.txt")).unwrap();
    std::fs::create_dir(dir.path().join("sub")).unwrap();
    symlink(dir.path(), dir.path().join("sub/loop")).unwrap();
    let told = messages(dir.path(), &[]);
    assert!(
        told.contains("broken.txt") && told.contains("not there"),
        "{told}"
    );
    assert!(
        told.contains("loop") && told.contains("round for ever"),
        "{told}"
    );
    for line in told.lines() {
        assert!(line.ends_with(')'), "no cure: {line}");
    }
}

#[cfg(unix)]
#[test]
fn a_file_that_may_not_be_read() {
    use std::os::unix::fs::PermissionsExt;
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("secret.txt");
    std::fs::write(&path, "hemligt").unwrap();
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o000)).unwrap();
    if std::fs::read(&path).is_ok() {
        eprintln!("skipped: this user may read everything");
        return;
    }
    assert!(messages(dir.path(), &[]).contains("secret.txt"));
}

#[test]
fn a_path_that_is_not_there() {
    let output = remiss(&["export", "units", "--in", "/no/such/place"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(
        String::from_utf8(output.stderr)
            .unwrap()
            .contains("/no/such/place")
    );
}

#[test]
fn a_reason_that_quotes_the_document_is_harmless() {
    let relations = r#"<Relationships><Relationship Type="x/officeDocument" Target="word/&#27;[31m.xml"/></Relationships>"#;
    let dir = tempfile::tempdir().unwrap();
    let file = container(&[("[Content_Types].xml", ""), ("_rels/.rels", relations)]);
    std::fs::write(dir.path().join("svar.docx"), file).unwrap();
    let told = messages(dir.path(), &[]);
    assert!(
        told.contains("is missing") && !told.contains('\u{1b}'),
        "{told:?}"
    );
}

#[test]
fn terminal_escapes_do_not_reach_the_terminal() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("a\u{1b}[31m.txt");
    let text = "Protokoll 1/2024\nKulturnämnden 2024-01-02\n\n§ 1 Remiss av plan\n\nBeslut\n\nNämnden \u{1b}]0;ägd\u{7}tillstyrker \u{202e}planen och överlämnar svaret till kommunstyrelsen.\n";
    std::fs::write(&path, text).unwrap();
    for command in [
        &["search", "tillstyrker", "--color", "never"][..],
        &["export", "units"],
        &["export", "units", "--format", "csv"],
        &["ledger"],
    ] {
        let mut args = command.to_vec();
        args.extend(["--in", path.to_str().unwrap()]);
        let output = remiss(&args);
        let all = [output.stdout, output.stderr].concat();
        let all = String::from_utf8(all).unwrap();
        assert!(
            !all.contains(['\u{1b}', '\u{7}', '\u{202e}']),
            "{command:?}: {all:?}"
        );
        assert!(!all.is_empty());
    }
}

/// Cues repeated without end must not be looked at in pairs: this takes
/// minutes if anything is quadratic, and a moment if nothing is.
#[test]
fn a_hundred_thousand_lines_of_one_cue() {
    const HEADS: [&str; 3] = [
        "Utlåtande Rotel II (KS 2024/9)\n\nPlan\n\nMina synpunkter\n\nBilagor\n\nRemissammanställning\n\n",
        "Protokoll 1/2024\nKulturnämnden 2024-01-02\n\n§ 1 Remiss av plan\n\nBeslut\n\n",
        "Kallelse\n\nFöredragningslista\n\n",
    ];
    const CUES: [&str; 9] = [
        "Kulturnämnden",
        "Handläggare",
        "För pensionärsrådet",
        "Särskilt uttalande gjordes av Eva Ek (S), bilaga 1.",
        "Bilaga 1",
        "Box 1",
        "man-",
        "Yttrande över planen",
        "Pensionärsrådet har lämnat följande.",
    ];
    let dir = tempfile::tempdir().unwrap();
    for (at, head) in HEADS.iter().enumerate() {
        for (number, cue) in CUES.iter().enumerate() {
            let text = format!("{head}{}", format!("{cue}\n").repeat(12_000));
            std::fs::write(dir.path().join(format!("{at}{number}.txt")), text).unwrap();
        }
    }
    let output = remiss(&["export", "notes", "--in", dir.path().to_str().unwrap()]);
    assert_eq!(
        output.status.code(),
        Some(0),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
}
