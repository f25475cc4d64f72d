//! Papers whose names begin alike: what is printed names one of them, and is read
//! back as that one or refused.

use crate::project;
use std::ffi::OsString;
use std::path::Path;

/// Exit code, output, error.
fn run(typed: &[&str], papers: &Path) -> (u8, String, String) {
    let papers = papers.display().to_string();
    let place = ["--in", &papers];
    let typed = ["remiss"].iter().chain(typed).chain(&place);
    let typed: Vec<OsString> = typed.map(OsString::from).collect();
    let mut out = Vec::new();
    let (code, told) = remiss::cli::answer(&typed, &mut out);
    let out = String::from_utf8(out).unwrap();
    (code, out, told.unwrap_or_default())
}

fn folder(papers: &[(&str, &str)]) -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    for (from, name) in papers {
        std::fs::copy(project("corpus").join(from), dir.path().join(name)).unwrap();
    }
    dir
}

#[test]
fn a_citation_names_one_paper_of_several_that_begin_alike() {
    let dir = folder(&[
        ("201_kammarratten_lindesnas.txt", "2031-12-03 K.txt"),
        ("202_folkbidragsverket.txt", "2031-12-11 F.txt"),
        ("200_missiv_begripliga_beslut.txt", "missiv.txt"),
    ]);
    let (_, listed, _) = run(&["positions", "--focus", "5.3"], dir.path());
    let at = listed
        .find("2031-12-11:")
        .unwrap_or_else(|| panic!("{listed}"));
    let signs = listed[at..].chars();
    let place: String = signs
        .take_while(|c| c.is_ascii_digit() || matches!(c, '-' | ':'))
        .collect();
    let (code, quoted, told) = run(&["cite", &place], dir.path());
    assert_eq!(code, 0, "{told}");
    assert!(quoted.contains("Folkbidragsverket"), "{place}: {quoted}");
    for command in [
        &["cite", "2031:24"][..],
        &["show", "2031:24"],
        &["compare", "2031:24", "2031:25"],
    ] {
        let (code, _, told) = run(command, dir.path());
        assert_eq!(code, 2, "{command:?}");
        let named = ["2031-12-03 K.txt", "2031-12-11 F.txt"];
        assert!(named.iter().all(|name| told.contains(name)), "{told}");
    }
    // Without a place all are meant that begin so.
    let (code, _, _) = run(&["show", "2031"], dir.path());
    assert_eq!(code, 0);
}

#[test]
fn every_output_cites_a_paper_in_the_same_words() {
    let dir = folder(&[
        ("110_protokoll_kulturnamnden.md", "protokoll_a.md"),
        ("112_protokoll_socialnamnden.txt", "protokoll_b.txt"),
        ("100_utlatande_digital_service.txt", "100.txt"),
    ]);
    for command in [
        &["reuse"][..],
        &["search", "--kwic", "dialog"],
        &["asks"],
        &["positions", "--board", "Kulturnämnden"],
    ] {
        let (_, out, told) = run(command, dir.path());
        assert!(out.contains("100:"), "{command:?}: {out}{told}");
        assert!(!out.contains("protokoll:"), "{command:?}: {out}");
    }
}

#[test]
fn who_is_named_alone_is_meant_before_one_of_two() {
    let dir = tempfile::tempdir().unwrap();
    for board in ["Föreningen Kultur", "Föreningen Kultur och Fritid"] {
        let letter = format!(
            "{board}\n\nYttrande över remiss om program för läsning\n\n{board} tillstyrker förslaget.\n\nFrågan om lokaler behöver klargöras.\n"
        );
        std::fs::write(dir.path().join(format!("{board}.txt")), letter).unwrap();
    }
    let words = "”Frågan om lokaler behöver klargöras.”";
    for (named, file) in [
        (
            "Föreningen Kultur och Fritid",
            "Föreningen Kultur och Fritid.txt",
        ),
        ("Föreningen Kultur", "Föreningen Kultur.txt"),
    ] {
        let quoted = format!("{words} ({named}, yttrande)");
        let (code, out, told) = run(&["cite", &quoted], dir.path());
        assert_eq!(code, 0, "{told}");
        assert!(
            out.contains(file) || out.contains(&format!("({named},")),
            "{out}"
        );
    }
}
