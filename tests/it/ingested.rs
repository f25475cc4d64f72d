//! What a second ingest keeps, drops, reads again and passes over: what is
//! stored of a file is given up only for what was read of it.

use crate::archives::zipped;
use crate::ocr::{GRAY, WHOLE, scanned};
use crate::{remiss, stdout};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A folder, and an archive beside it.
struct Fixture {
    dir: tempfile::TempDir,
}

impl Fixture {
    fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        std::fs::create_dir(dir.path().join("papers")).unwrap();
        Fixture { dir }
    }

    fn papers(&self) -> PathBuf {
        self.dir.path().join("papers")
    }

    fn archive(&self) -> PathBuf {
        self.dir.path().join("archive")
    }

    fn write(&self, name: &str, content: impl AsRef<[u8]>) {
        let path = self.papers().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, content).unwrap();
    }

    fn rename(&self, from: &str, to: &str) {
        let (from, to) = (self.papers().join(from), self.papers().join(to));
        std::fs::create_dir_all(to.parent().unwrap()).unwrap();
        std::fs::rename(from, to).unwrap();
    }

    /// What an ingest of the folder printed and told, and its exit code.
    fn ingest(&self, extra: &[&str]) -> (i32, String) {
        self.ingest_of(&self.papers(), extra)
    }

    /// The same with `--ocr`, and a program in the place of tesseract.
    #[cfg(unix)]
    fn ingest_with(&self, tesseract: &str, extra: &[&str]) -> (i32, String) {
        use std::os::unix::fs::PermissionsExt;
        let programs = self.dir.path().join("bin");
        std::fs::create_dir_all(&programs).unwrap();
        let program = programs.join("tesseract");
        std::fs::write(&program, tesseract).unwrap();
        std::fs::set_permissions(&program, std::fs::Permissions::from_mode(0o755)).unwrap();
        let path = std::env::var("PATH").unwrap();
        let output = Command::new(env!("CARGO_BIN_EXE_remiss"))
            .args(["ingest", self.papers().to_str().unwrap(), "--ocr"])
            .args(["--archive", self.archive().to_str().unwrap()])
            .args(extra)
            .env("PATH", format!("{}:{path}", programs.display()))
            .output()
            .unwrap();
        let told = [output.stdout, output.stderr].concat();
        (
            output.status.code().unwrap(),
            String::from_utf8(told).unwrap(),
        )
    }

    fn ingest_of(&self, path: &Path, extra: &[&str]) -> (i32, String) {
        let (path, archive) = (path.to_str().unwrap(), self.archive());
        let args = ["ingest", path, "--archive", archive.to_str().unwrap()];
        let output = remiss(&[&args[..], extra].concat());
        let told = [output.stdout, output.stderr].concat();
        (
            output.status.code().unwrap(),
            String::from_utf8(told).unwrap(),
        )
    }

    /// The names of the stored papers, in order.
    fn stored(&self) -> String {
        stored(&self.archive())
    }

    /// Makes what is stored unreadable.
    fn damage(&self) {
        for file in std::fs::read_dir(self.archive()).unwrap() {
            let path = file.unwrap().path();
            if path.extension().is_some_and(|end| end == "store") {
                let mut bytes = std::fs::read(&path).unwrap();
                let damaged = bytes.len().min(200);
                bytes[..damaged].iter_mut().for_each(|byte| *byte ^= 0x5A);
                std::fs::write(&path, bytes).unwrap();
            }
        }
    }

    fn notes(&self) -> String {
        let archive = self.archive();
        let args = ["export", "notes", "--archive", archive.to_str().unwrap()];
        String::from_utf8(remiss(&args).stdout).unwrap()
    }
}

fn stored(archive: &Path) -> String {
    let archive = archive.to_str().unwrap();
    let export = stdout(&["export", "text", "--archive", archive], 0);
    let name = |line: &str| {
        let paper: serde_json::Value = serde_json::from_str(line).unwrap();
        paper["document"].as_str().unwrap().to_owned()
    };
    let mut names: Vec<String> = export.lines().map(name).collect();
    names.sort();
    names.join(" ")
}

fn minutes(board: &str) -> String {
    format!(
        "Protokoll 1/2024\n{board} 2024-01-02\n\n§ 1 Remiss av plan\n\nBeslut\n\n\
         Nämnden tillstyrker planen och överlämnar svaret till kommunstyrelsen.\n"
    )
}

#[test]
fn two_files_that_become_empty_lose_nothing() {
    let fixture = Fixture::new();
    fixture.write("a.txt", minutes("Kulturnämnden"));
    fixture.write("b.txt", minutes("Idrottsnämnden"));
    assert_eq!(fixture.ingest(&[]).0, 0);
    fixture.write("a.txt", "");
    fixture.write("b.txt", "");
    let (code, told) = fixture.ingest(&[]);
    assert_eq!(code, 2, "{told}");
    assert!(told.contains("a.txt: is empty"), "{told}");
    assert!(told.contains("b.txt: has the same content as a.txt, which could not be read"));
    assert_eq!(fixture.stored(), "a.txt b.txt");
}

/// What this run would read of it may be less than what is stored.
#[test]
fn a_moved_file_keeps_what_was_read_of_it() {
    let fixture = Fixture::new();
    let page = format!(
        "<!DOCTYPE html><html><body>{}</body></html>",
        "<p>Nämnden tillstyrker.</p>".repeat(1200)
    );
    fixture.write("a.html", page);
    assert_eq!(fixture.ingest(&[]).0, 0);
    let small = &["--allow", "elements=1000"][..];
    fixture.rename("a.html", "c.html");
    assert_eq!(fixture.ingest(small).0, 0);
    assert_eq!(fixture.stored(), "c.html");
    fixture.rename("c.html", "d/e.html");
    assert_eq!(fixture.ingest(&[small, &["--prune"]].concat()).0, 0);
    assert_eq!(fixture.stored(), "e.html");
}

/// The new a.txt must not cost the old one, which nobody can read any more.
#[test]
fn a_file_that_gave_its_name_to_another_is_kept() {
    let fixture = Fixture::new();
    let page = |words: &str| {
        let paragraph = format!("<p>{words}</p>");
        let body = paragraph.repeat(1200);
        format!("<!DOCTYPE html><html><body>{body}</body></html>")
    };
    fixture.write("a.html", page("Nämnden tillstyrker."));
    fixture.write("b.html", page("Nämnden avstyrker."));
    assert_eq!(fixture.ingest(&[]).0, 0);
    fixture.rename("a.html", "c.html");
    fixture.rename("b.html", "a.html");
    fixture.rename("c.html", "b.html");
    let (code, told) = fixture.ingest(&["--allow", "elements=1000"]);
    assert_eq!(code, 0, "{told}");
    assert_eq!(fixture.stored(), "a.html b.html");
    fixture.rename("a.html", "old.html");
    fixture.write("a.html", minutes("Kulturnämnden"));
    assert_eq!(fixture.ingest(&["--allow", "elements=1000"]).0, 0);
    assert_eq!(fixture.stored(), "a.html b.html old.html");
}

#[test]
fn a_folder_that_is_not_there_is_no_folder_without_papers() {
    let fixture = Fixture::new();
    fixture.write("disk/a.txt", minutes("Kulturnämnden"));
    fixture.write("other/b.txt", minutes("Idrottsnämnden"));
    assert_eq!(fixture.ingest(&[]).0, 0);
    let disk = fixture.papers().join("disk");
    // Unmounted: gone, or empty.
    std::fs::remove_dir_all(&disk).unwrap();
    let (code, told) = fixture.ingest_of(&disk, &["--prune"]);
    assert_eq!((code, told.contains("is not there")), (2, true), "{told}");
    std::fs::create_dir(&disk).unwrap();
    let (_, told) = fixture.ingest_of(&disk, &["--prune"]);
    assert!(told.contains("holds no papers ("), "{told}");
    assert_eq!(fixture.stored(), "a.txt b.txt");
    // The folder above tells that it is gone for good.
    let (code, told) = fixture.ingest(&["--prune"]);
    assert_eq!((code, told.contains("a.txt is gone")), (0, true), "{told}");
    assert_eq!(fixture.stored(), "b.txt");
}

#[cfg(unix)]
#[test]
fn nothing_is_gone_from_where_nobody_may_look() {
    use std::os::unix::ffi::OsStrExt;
    for name in [&b"sub"[..], b"sub\xFF"] {
        nothing_is_gone_from(std::ffi::OsStr::from_bytes(name));
    }
}

#[cfg(unix)]
fn nothing_is_gone_from(name: &std::ffi::OsStr) {
    use std::os::unix::fs::PermissionsExt;
    let fixture = Fixture::new();
    let sub = fixture.papers().join(name);
    if std::fs::create_dir(&sub).is_err() {
        eprintln!("skipped: names here are text");
        return;
    }
    std::fs::write(sub.join("a.txt"), minutes("Kulturnämnden")).unwrap();
    fixture.write("b.txt", minutes("Idrottsnämnden"));
    assert_eq!(fixture.ingest(&[]).0, 0);
    let allow = |mode| {
        let mode = std::fs::Permissions::from_mode(mode);
        std::fs::set_permissions(&sub, mode).unwrap();
    };
    allow(0o000);
    if std::fs::read_dir(&sub).is_ok() {
        eprintln!("skipped: this user may read everything");
        return;
    }
    let (code, told) = fixture.ingest(&["--prune"]);
    allow(0o755);
    assert_eq!(code, 1, "{told}");
    let stored = fixture.stored();
    assert!(
        stored.starts_with("a.txt") && stored.ends_with(" b.txt"),
        "{stored}"
    );
}

#[cfg(unix)]
#[test]
fn a_file_that_nobody_may_read_may_be_one_that_has_moved() {
    use std::os::unix::fs::PermissionsExt;
    let fixture = Fixture::new();
    fixture.write("sub/a.txt", minutes("Kulturnämnden"));
    fixture.write("b.txt", minutes("Idrottsnämnden"));
    fixture.write("c.txt", minutes("Miljönämnden"));
    assert_eq!(fixture.ingest(&[]).0, 0);
    fixture.rename("sub/a.txt", "sub/d.txt");
    std::fs::remove_file(fixture.papers().join("c.txt")).unwrap();
    let moved = fixture.papers().join("sub/d.txt");
    std::fs::set_permissions(&moved, std::fs::Permissions::from_mode(0o000)).unwrap();
    if std::fs::read(&moved).is_ok() {
        eprintln!("skipped: this user may read everything");
        return;
    }
    let (code, told) = fixture.ingest(&["--prune"]);
    assert_eq!(code, 1, "{told}");
    assert_eq!(fixture.stored(), "a.txt b.txt");
}

/// What the link leads to is looked into where it stands.
#[cfg(unix)]
#[test]
fn a_link_back_does_not_stop_pruning() {
    let fixture = Fixture::new();
    fixture.write("sub/a.txt", minutes("Kulturnämnden"));
    fixture.write("b.txt", minutes("Idrottsnämnden"));
    std::os::unix::fs::symlink(fixture.papers(), fixture.papers().join("sub/up")).unwrap();
    assert_eq!(fixture.ingest(&[]).0, 1);
    std::fs::remove_file(fixture.papers().join("sub/a.txt")).unwrap();
    let (_, told) = fixture.ingest(&["--prune"]);
    assert!(told.contains("is a link back to"), "{told}");
    assert_eq!(fixture.stored(), "b.txt");
}

/// Each is entered once: ways through them there are millions.
#[cfg(unix)]
#[test]
fn folders_that_link_to_each_other_are_entered_once() {
    let fixture = Fixture::new();
    let names: Vec<String> = (0..9).map(|at| format!("nämnd {at}")).collect();
    for name in &names {
        fixture.write(&format!("{name}/{name}.txt"), minutes(name));
        for other in names.iter().filter(|other| *other != name) {
            let link = fixture.papers().join(name).join(format!("till {other}"));
            std::os::unix::fs::symlink(fixture.papers().join(other), link).unwrap();
        }
    }
    let (_, told) = fixture.ingest(&[]);
    assert!(told.contains("9 read"), "{told}");
    assert!(told.lines().count() < 100, "{told}");
}

/// Both folders are called the same once their names are text.
#[cfg(unix)]
#[test]
fn folders_whose_names_are_no_text_are_not_mixed_up() {
    use std::os::unix::ffi::OsStrExt;
    let fixture = Fixture::new();
    let folder = |name: &[u8]| {
        let folder = fixture.papers().join(std::ffi::OsStr::from_bytes(name));
        std::fs::create_dir(&folder).map(|()| folder)
    };
    let (Ok(one), Ok(other)) = (folder(b"svar\xFF"), folder("svar\u{FFFD}".as_bytes())) else {
        eprintln!("skipped: names here are text");
        return;
    };
    std::fs::write(one.join("a.txt"), minutes("Kulturnämnden")).unwrap();
    std::fs::write(other.join("b.txt"), minutes("Idrottsnämnden")).unwrap();
    assert_eq!(fixture.ingest(&[]).0, 0);
    // Of the one that is given, keys do not tell what lay in it.
    let (code, told) = fixture.ingest_of(&other, &["--prune"]);
    assert_eq!(code, 1, "{told}");
    assert!(told.contains("cannot be pruned"), "{told}");
    assert!(fixture.stored().starts_with("a.txt "));
    std::fs::remove_file(one.join("a.txt")).unwrap();
    assert_eq!(fixture.ingest(&["--prune"]).0, 0);
    assert_eq!(fixture.stored(), "b.txt");
}

#[test]
fn a_damaged_member_is_not_gone() {
    let fixture = Fixture::new();
    let (a, b) = (minutes("Kulturnämnden"), minutes("Idrottsnämnden"));
    let whole = zipped(&[("a.txt", a.as_bytes()), ("b.txt", b.as_bytes())]);
    fixture.write("svar.zip", &whole);
    assert_eq!(fixture.ingest(&[]).0, 0);
    let mut damaged = whole;
    let name = damaged.windows(5).position(|found| found == b"b.txt");
    damaged[name.unwrap() + 15] ^= 0x55;
    fixture.write("svar.zip", damaged);
    let (code, told) = fixture.ingest(&["--prune"]);
    assert_eq!(code, 1, "{told}");
    assert!(told.contains("svar.zip/b.txt: is damaged"), "{told}");
    assert_eq!(fixture.stored(), "a.txt b.txt");
}

/// The same content in a folder is no copy of what is dropped.
#[test]
fn a_member_that_moves_into_the_folder_is_kept() {
    let fixture = Fixture::new();
    let (a, b) = (minutes("Kulturnämnden"), minutes("Idrottsnämnden"));
    fixture.write(
        "svar.zip",
        zipped(&[("a.txt", a.as_bytes()), ("b.txt", b.as_bytes())]),
    );
    assert_eq!(fixture.ingest(&[]).0, 0);
    fixture.write("svar.zip", zipped(&[("b.txt", b.as_bytes())]));
    fixture.write("c.txt", a);
    assert_eq!(fixture.ingest(&["--prune"]).0, 0);
    assert_eq!(fixture.stored(), "b.txt c.txt");
}

/// It was said not to be stored twice; once the other is gone it is stored.
#[test]
fn a_copy_takes_the_place_of_what_is_gone() {
    let fixture = Fixture::new();
    let (one, other) = (fixture.papers().join("one"), fixture.papers().join("other"));
    fixture.write("one/a.txt", minutes("Kulturnämnden"));
    fixture.write("one/c.txt", minutes("Miljönämnden"));
    fixture.write("one/e.txt", minutes("Idrottsnämnden"));
    assert_eq!(fixture.ingest_of(&one, &[]).0, 0);
    fixture.write("other/b.txt", minutes("Kulturnämnden"));
    fixture.write("other/d.txt", minutes("Miljönämnden"));
    fixture.write("other/f.txt", minutes("Idrottsnämnden"));
    let (_, told) = fixture.ingest_of(&other, &[]);
    let same = "3 files were passed over (the same content as another)";
    assert!(told.contains(same), "{told}");
    assert_eq!(fixture.stored(), "a.txt c.txt e.txt");
    std::fs::remove_file(one.join("a.txt")).unwrap();
    fixture.write("one/c.txt", minutes("Trafiknämnden"));
    std::fs::remove_file(one.join("e.txt")).unwrap();
    std::fs::remove_file(other.join("f.txt")).unwrap();
    let (code, told) = fixture.ingest_of(&one, &["--prune"]);
    assert_eq!(code, 0, "{told}");
    assert!(told.contains("e.txt is gone and was dropped"), "{told}");
    assert_eq!(fixture.stored(), "b.txt c.txt d.txt");
    let (_, told) = fixture.ingest_of(&other, &[]);
    assert!(told.contains("0 read, 2 unchanged"), "{told}");
}

#[test]
fn many_small_ingests_leave_few_segments_and_end_well() {
    let fixture = Fixture::new();
    for turn in 0..20 {
        fixture.write(&format!("{turn}.txt"), minutes(&format!("Nämnd {turn}")));
        if turn % 10 == 9 {
            fixture.write("0.txt", minutes(&format!("Kulturnämnden {turn}")));
        }
        let (code, told) = fixture.ingest(&["-q"]);
        assert_eq!(code, 0, "{told}");
        let files = std::fs::read_dir(fixture.archive()).unwrap();
        let stores = files.filter(|file| {
            let name = file.as_ref().unwrap().file_name();
            name.to_string_lossy().ends_with(".store")
        });
        assert!(stores.count() <= 16);
    }
    stdout(
        &["verify", "--archive", fixture.archive().to_str().unwrap()],
        0,
    );
}

/// A PDF of which a page is a picture.
fn with_picture() -> Vec<u8> {
    let text = format!("BT /F1 10 Tf 20 100 Td ({}) Tj ET", "ord ".repeat(60));
    scanned(&[&text, WHOLE], (2, 1), &[0, 255], GRAY)
}

#[test]
fn a_rebuild_keeps_the_notes_on_what_could_not_be_read() {
    let fixture = Fixture::new();
    fixture.write("svar.pdf", with_picture());
    assert_eq!(fixture.ingest(&[]).0, 0);
    let notes = fixture.notes();
    assert!(notes.contains("page 2 is a picture"), "{notes}");
    let archive = fixture.archive();
    stdout(&["rebuild", "--archive", archive.to_str().unwrap()], 0);
    assert_eq!(fixture.notes(), notes);
    // Format 3 had them nowhere but among the notes that are made anew.
    crate::archive::age(&archive);
    stdout(&["rebuild", "--archive", archive.to_str().unwrap()], 0);
    assert_eq!(fixture.notes(), notes);
}

/// A program that reads one word off anything.
#[cfg(unix)]
const READS: &str = "#!/bin/sh\nif [ \"$1\" = --list-langs ]; then echo swe; else cat > /dev/null; echo bildord; fi\n";

/// The disk may have been full, or the machine too busy.
#[cfg(unix)]
#[test]
fn ocr_that_failed_is_tried_again() {
    let fixture = Fixture::new();
    fixture.write("svar.pdf", with_picture());
    let fails = READS.replace("echo bildord", "exit 1");
    let (_, told) = fixture.ingest_with(&fails, &[]);
    assert!(told.contains("1 read, 0 unchanged"), "{told}");
    let (_, told) = fixture.ingest_with(READS, &[]);
    assert!(told.contains("1 read, 0 unchanged"), "{told}");
    assert!(fixture.notes().contains("page 2 was read by OCR"));
    // A page without words is no failure.
    fixture.write("svar.pdf", [&with_picture()[..], b"\n"].concat());
    let empty = READS.replace("echo bildord", "true");
    assert!(fixture.ingest_with(&empty, &[]).1.contains("1 read"));
    let (_, told) = fixture.ingest_with(READS, &[]);
    assert!(told.contains("0 read, 1 unchanged"), "{told}");
}

#[cfg(unix)]
#[test]
fn a_picture_in_an_archive_is_not_gone_without_ocr() {
    let fixture = Fixture::new();
    let (a, picture) = (minutes("Kulturnämnden"), b"\x89PNG\r\n\x1A\n\0\0\0\0");
    fixture.write(
        "svar.zip",
        zipped(&[("a.txt", a.as_bytes()), ("skan.png", picture)]),
    );
    assert_eq!(fixture.ingest_with(READS, &[]).0, 0);
    assert_eq!(fixture.ingest(&["--prune"]).0, 0);
    assert_eq!(fixture.stored(), "a.txt skan.png");
    fixture.write("svar.zip", zipped(&[("a.txt", a.as_bytes())]));
    assert_eq!(fixture.ingest(&["--prune"]).0, 0);
    assert_eq!(fixture.stored(), "a.txt");
}

#[cfg(unix)]
#[test]
fn pages_that_are_pictures_are_read_when_ocr_is_asked_for() {
    let fixture = Fixture::new();
    fixture.write("svar.pdf", with_picture());
    fixture.write("whole.txt", minutes("Kulturnämnden"));
    assert_eq!(fixture.ingest(&[]).0, 0);
    let ingest = || fixture.ingest_with(READS, &[]).1;
    let table = ingest();
    assert!(table.contains("1 read, 1 unchanged"), "{table}");
    assert!(fixture.notes().contains("page 2 was read by OCR"));
    let table = ingest();
    assert!(table.contains("0 read, 2 unchanged"), "{table}");
    // Moved and read without OCR, it keeps what OCR read.
    fixture.rename("svar.pdf", "sub/svaret.pdf");
    assert_eq!(fixture.ingest(&[]).0, 0);
    assert!(fixture.notes().contains("page 2 was read by OCR"));
    assert_eq!(fixture.stored(), "svaret.pdf whole.txt");
    // A picture in the folder is read too, where it was passed over.
    fixture.write("skan.PNG", b"\x89PNG\r\n\x1A\n\0\0\0\0");
    let (code, told) = fixture.ingest(&[]);
    assert_eq!(code, 0, "{told}");
    assert!(
        told.contains("1 file was passed over (pictures, which --ocr reads)"),
        "{told}"
    );
    assert!(told.contains("skan.PNG"), "{told}");
    assert!(ingest().contains("1 read"));
}

#[cfg(unix)]
#[test]
fn a_rebuild_without_ocr_says_what_it_could_not_read_again() {
    let fixture = Fixture::new();
    fixture.write("svar.pdf", with_picture());
    assert_eq!(fixture.ingest_with(READS, &[]).0, 0);
    fixture.damage();
    let archive = fixture.archive();
    let output = remiss(&["rebuild", "--archive", archive.to_str().unwrap()]);
    let told = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2), "{told}");
    assert!(
        told.contains("svar.pdf: was read again without OCR: page 2"),
        "{told}"
    );
    assert_eq!(fixture.stored(), "svar.pdf");
}

#[test]
fn a_rebuild_says_which_archive_a_lost_paper_is_in() {
    let fixture = Fixture::new();
    fixture.write(
        "svar.zip",
        zipped(&[("a.txt", minutes("Kulturnämnden").as_bytes())]),
    );
    assert_eq!(fixture.ingest(&[]).0, 0);
    fixture.damage();
    let archive = fixture.archive();
    let args = [
        "rebuild",
        "--archive",
        archive.to_str().unwrap(),
        "--allow",
        "file-mb=80",
    ];
    let output = remiss(&args);
    let told = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2), "{told}");
    let line = told.lines().find(|line| line.contains("is lost")).unwrap();
    assert!(line.contains("svar.zip, in which its file is"), "{line}");
    assert!(line.contains("remiss ingest"), "{line}");
    assert!(!told.contains("is gone"), "{told}");
    assert_eq!(fixture.ingest(&[]).0, 0);
    assert_eq!(fixture.stored(), "a.txt");
}

#[test]
fn what_is_passed_over_is_said() {
    let fixture = Fixture::new();
    fixture.write("a.txt", minutes("Kulturnämnden"));
    fixture.write("svar 2021.11", minutes("Idrottsnämnden"));
    fixture.write("film.mp4", [0, 0, 0, 24, 102, 116, 121, 112]);
    fixture.write("tabell.csv", "nämnd;svar\n");
    for hidden in ["~$a.docx", ".DS_Store", "Thumbs.db", "desktop.ini"] {
        fixture.write(hidden, [0; 64]);
    }
    let members: [(&str, &[u8]); 3] = [
        ("_svar/b.txt", minutes("Miljönämnden").as_bytes()),
        ("__MACOSX/._b.txt", b"skrap"),
        ("data.bin", &[0; 9]),
    ]
    .map(|(name, bytes)| (name, bytes.to_vec().leak() as &[u8]));
    fixture.write("svar.zip", zipped(&members));
    let (code, told) = fixture.ingest(&[]);
    assert_eq!(code, 0, "{told}");
    assert!(told.contains("3 read"), "{told}");
    let line = told
        .lines()
        .find(|line| line.contains("passed over"))
        .unwrap();
    assert!(line.starts_with("2 files were passed over"), "{line}");
    assert!(told.contains("tabell.csv is a table"), "{told}");
    for name in ["film.mp4", "svar.zip/data.bin"] {
        assert!(line.contains(name), "{line}");
    }
    assert_eq!(fixture.stored(), "a.txt b.txt svar 2021.11");
}

#[test]
fn an_archive_that_is_no_zip_is_named_and_a_program_is_passed_over() {
    let fixture = Fixture::new();
    fixture.write("a.txt", minutes("Kulturnämnden"));
    fixture.write("svar.rar", b"Rar!\x1A\x07\x01\0\xF3\xE1");
    fixture.write("program", b"\x7FELF\x02\x01\x01\0\0\0\0\0");
    let seven = b"7z\xBC\xAF\x27\x1C\0\x04";
    fixture.write(
        "svar.zip",
        zipped(&[("b.7z", seven), ("data.bin", &[0; 9])]),
    );
    let (code, told) = fixture.ingest(&[]);
    assert_eq!(code, 1, "{told}");
    for name in ["svar.rar", "svar.zip/b.7z"] {
        let line = told.lines().find(|line| line.contains(name)).unwrap();
        assert!(
            line.contains("is a packed archive") && line.contains("ZIP"),
            "{line}"
        );
    }
    assert!(told.contains("2 files were passed over"), "{told}");
    let papers = fixture.papers();
    let args = ["export", "text", "--in", papers.to_str().unwrap()];
    let told = String::from_utf8(remiss(&args).stderr).unwrap();
    assert!(told.contains("2 files were passed over"), "{told}");
}

#[test]
fn mail_that_is_broken_is_named_as_mail() {
    let fixture = Fixture::new();
    fixture.write("a.txt", minutes("Kulturnämnden"));
    let mut outlook = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec();
    outlook.resize(1024, 0);
    outlook.extend(
        "__substg1.0_0037001F"
            .encode_utf16()
            .flat_map(u16::to_le_bytes),
    );
    fixture.write("svar.msg", outlook);
    let (code, told) = fixture.ingest(&[]);
    assert_eq!(code, 1, "{told}");
    let line = told.lines().find(|line| line.contains("svar.msg")).unwrap();
    assert!(line.contains("is a mail of Outlook's"), "{line}");
    assert_eq!(fixture.stored(), "a.txt");
}

#[test]
fn an_archive_in_the_folder_is_no_paper() {
    let fixture = Fixture::new();
    fixture.write("a.txt", minutes("Kulturnämnden"));
    let archive = fixture.papers().join("archive");
    for read in ["1 read, 0 unchanged", "0 read, 1 unchanged"] {
        let (papers, at) = (fixture.papers(), archive.to_str().unwrap());
        let table = stdout(&["ingest", papers.to_str().unwrap(), "--archive", at], 0);
        assert!(
            table.contains(read) && !table.contains("passed over"),
            "{table}"
        );
    }
}

/// A forged directory of gigabytes is neither read nor held in memory.
#[test]
fn a_file_of_gigabytes_is_refused_by_its_size() {
    let fixture = Fixture::new();
    fixture.write("a.txt", minutes("Kulturnämnden"));
    let file = std::fs::File::create(fixture.papers().join("stor.zip")).unwrap();
    (&file).write_all(b"PK\x03\x04").unwrap();
    file.set_len(3 << 30).unwrap();
    let (code, told) = fixture.ingest(&[]);
    assert_eq!(code, 1, "{told}");
    assert!(told.contains("stor.zip: has more than 64 MB"), "{told}");
    assert_eq!(fixture.stored(), "a.txt");
}

#[test]
fn a_stray_file_does_not_close_an_archive() {
    let fixture = Fixture::new();
    fixture.write("a.txt", minutes("Kulturnämnden"));
    assert_eq!(fixture.ingest(&[]).0, 0);
    let stray = fixture.archive().join("skrap.ini");
    std::fs::write(&stray, "").unwrap();
    fixture.write("b.txt", minutes("Idrottsnämnden"));
    assert_eq!(fixture.ingest(&[]).0, 0);
    assert_eq!(fixture.stored(), "a.txt b.txt");
    let archive = fixture.archive();
    let output = remiss(&["rebuild", "--archive", archive.to_str().unwrap()]);
    let told = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(
        told.contains("skrap.ini") && told.contains("move it away"),
        "{told}"
    );
    assert!(stray.exists());
}

#[test]
fn an_archive_is_whole_while_another_process_writes() {
    let fixture = Fixture::new();
    fixture.write("a.txt", minutes("Kulturnämnden"));
    assert_eq!(fixture.ingest(&[]).0, 0);
    std::thread::scope(|scope| {
        let writer = scope.spawn(|| {
            for turn in 0..15 {
                fixture.write("a.txt", minutes(&format!("Nämnd {turn}")));
                assert_eq!(fixture.ingest(&["-q"]).0, 0);
            }
        });
        while !writer.is_finished() {
            stdout(
                &["verify", "--archive", fixture.archive().to_str().unwrap()],
                0,
            );
        }
    });
}
