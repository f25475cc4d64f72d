//! The archive under stress: flipped bytes, other versions, full and read-only
//! disks, two writers, a rebuild that is killed.

use crate::{project, remiss, stdout};
use remiss::archive::Archive;
use remiss::document::Document;
use remiss::paper::Paper;
use remiss::search::{Request, search};
use remiss::topics::Topics;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Output;

/// A folder of papers and the archive of them.
struct Fixture {
    dir: tempfile::TempDir,
}

impl Fixture {
    fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        std::fs::create_dir(dir.path().join("papers")).unwrap();
        for name in [
            "110_protokoll_kulturnamnden.md",
            "121_tjansteutlatande_tekniska.md",
        ] {
            let paper = project("corpus").join(name);
            std::fs::copy(paper, dir.path().join("papers").join(name)).unwrap();
        }
        let fixture = Fixture { dir };
        fixture.ingest(0);
        fixture
    }

    fn papers(&self) -> PathBuf {
        self.dir.path().join("papers")
    }

    fn archive(&self) -> PathBuf {
        self.dir.path().join("archive")
    }

    fn ingest(&self, code: i32) -> String {
        told(&self.ingest_into(&self.archive()), code)
    }

    /// The same papers into another archive.
    fn ingest_into(&self, archive: &Path) -> Output {
        run(&["ingest", self.papers().to_str().unwrap(), "-q"], archive)
    }

    fn export(&self) -> String {
        export(&self.archive())
    }

    fn flip(&self, file: &str, at: usize) {
        flip(&self.archive().join(file), at);
    }
}

fn run(args: &[&str], archive: &Path) -> Output {
    remiss(&[args, &["--archive", archive.to_str().unwrap()]].concat())
}

/// What a run told, which must have ended with this exit code and no panic.
fn told(output: &Output, code: i32) -> String {
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(code), "{told}");
    assert!(!told.contains("panicked"), "{told}");
    told
}

fn export(archive: &Path) -> String {
    stdout(
        &["export", "units", "--archive", archive.to_str().unwrap()],
        0,
    )
}

fn flip(path: &Path, at: usize) {
    let mut bytes = std::fs::read(path).unwrap();
    let at = at % bytes.len();
    bytes[at] ^= 1 << (at % 8);
    std::fs::write(path, bytes).unwrap();
}

/// Files of an archive that hold anything; lock files are empty.
fn files(archive: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(archive).unwrap();
    let mut files: Vec<String> = entries
        .map(|entry| entry.unwrap())
        .filter(|entry| entry.metadata().unwrap().len() > 0)
        .map(|entry| entry.file_name().into_string().unwrap())
        .collect();
    files.sort();
    files
}

/// Places in a file: its ends, and some between that differ from file to file.
fn places(length: usize, seed: usize) -> Vec<usize> {
    let between = (1..6).map(|at| (at * length / 6 + seed * 7919) % length);
    [0, length - 1, length - 3, length - 9, length - 20]
        .into_iter()
        .chain(between)
        .collect()
}

#[test]
fn a_flipped_byte_is_found_and_no_command_falls_over_it() {
    const COMMANDS: [&[&str]; 4] = [
        &[
            "search",
            "nämnden dialog OR \"svar på\"",
            "--group-by",
            "nämnd",
        ],
        &["show", "110", "--format", "json"],
        &["ledger"],
        &["export", "units"],
    ];
    let fixture = Fixture::new();
    for (number, file) in files(&fixture.archive()).iter().enumerate() {
        let path = fixture.archive().join(file);
        let whole = std::fs::read(&path).unwrap();
        for (turn, at) in places(whole.len(), number).into_iter().enumerate() {
            fixture.flip(file, at);
            let verify = told(&run(&["verify"], &fixture.archive()), 2);
            assert!(verify.contains(file.as_str()), "{file} at {at}: {verify}");
            assert!(verify.contains("remiss rebuild"), "{verify}");
            // Each command meets each file; all at every place would take long.
            let output = run(COMMANDS[turn % COMMANDS.len()], &fixture.archive());
            let code = output.status.code();
            let told = String::from_utf8_lossy(&output.stderr).into_owned();
            assert!(
                matches!(code, Some(0..=2)),
                "{file} at {at}: {code:?} {told}"
            );
            let fault = told.contains("panicked") || told.contains("a fault of this");
            assert!(!fault, "{file} at {at}: {told}");
            std::fs::write(&path, &whole).unwrap();
        }
    }
    told(&run(&["verify"], &fixture.archive()), 0);
}

#[test]
fn an_ingest_does_not_build_on_damage() {
    let fixture = Fixture::new();
    let postings = files(&fixture.archive())
        .into_iter()
        .find(|name| name.ends_with(".idx"));
    fixture.flip(&postings.unwrap(), 100);
    std::fs::write(fixture.papers().join("new.md"), "Ett nytt papper.\n").unwrap();
    let told = fixture.ingest(2);
    assert!(
        told.contains("is damaged") && told.contains("remiss rebuild"),
        "{told}"
    );
}

#[test]
fn a_rebuild_mends_any_file() {
    let fixture = Fixture::new();
    let before = fixture.export();
    for file in files(&fixture.archive()) {
        // A rebuild names its files anew.
        let part = file.rsplit('.').next().unwrap();
        let file = files(&fixture.archive())
            .into_iter()
            .find(|name| name.ends_with(part));
        fixture.flip(&file.unwrap(), 50);
        let rebuilt = run(&["rebuild"], &fixture.archive());
        let told = String::from_utf8_lossy(&rebuilt.stderr);
        let code = rebuilt.status.code();
        let evidence_lost = code == Some(2) && told.contains("divided compounds");
        assert!(code == Some(0) || evidence_lost, "{part}: {told}");
        stdout(
            &["verify", "--archive", fixture.archive().to_str().unwrap()],
            0,
        );
        assert_eq!(fixture.export(), before, "{part}");
    }
}

#[test]
fn a_changed_path_is_not_believed() {
    let fixture = Fixture::new();
    let before = fixture.export();
    // Which names stand there as they are depends on how the store packs them.
    let names = files(&fixture.papers());
    let parts: Vec<&[u8]> = names
        .iter()
        .flat_map(|name| name.as_bytes().windows(8))
        .filter(|part| part.contains(&b'_'))
        .collect();
    let flipped = files(&fixture.archive()).into_iter().find(|file| {
        let bytes = std::fs::read(fixture.archive().join(file)).unwrap();
        let at = bytes.windows(8).position(|found| parts.contains(&found));
        let at = at.filter(|_| file.ends_with(".store"));
        at.inspect(|at| fixture.flip(file, at + 4)).is_some()
    });
    assert!(flipped.is_some());
    told(&run(&["verify"], &fixture.archive()), 2);
    told(&run(&["rebuild"], &fixture.archive()), 0);
    assert_eq!(fixture.export(), before);
}

#[test]
fn what_neither_archive_nor_file_gives_is_named() {
    let fixture = Fixture::new();
    let name = "110_protokoll_kulturnamnden.md";
    // Every store is cut off at its start, so that no text can be read.
    for file in files(&fixture.archive())
        .iter()
        .filter(|name| name.ends_with(".store"))
    {
        for at in 0..200 {
            fixture.flip(file, at);
        }
    }
    std::fs::remove_file(fixture.papers().join(name)).unwrap();
    let rebuilt = run(&["rebuild"], &fixture.archive());
    let told = told(&rebuilt, 2);
    assert!(told.contains(name) && told.contains("is lost"), "{told}");
    let done = String::from_utf8_lossy(&rebuilt.stdout).into_owned();
    assert!(done.contains("1 read again from their files"), "{done}");
    assert!(
        fixture
            .export()
            .contains("121_tjansteutlatande_tekniska.md")
    );
    // The old archive is kept, and the next rebuild does not remove it.
    let kept = fixture.dir.path().join("archive-replaced");
    assert!(told.contains("archive-replaced") && kept.join("meta.json").exists());
    assert_eq!(run(&["rebuild"], &fixture.archive()).status.code(), Some(0));
    let aside = fixture.dir.path().join("archive-replaced-2");
    assert!(aside.join("meta.json").exists() && !kept.exists());
}

/// As a process leaves it that dies between a merge and the clearing up.
#[test]
fn a_part_that_stands_in_two_segments_is_read_once() {
    let fixture = Fixture::new();
    let line = "Kulturnämnden tillstyrker förslaget i alla dess delar.\n";
    std::fs::write(fixture.papers().join("long.txt"), line.repeat(50_000)).unwrap();
    fixture.ingest(0);
    let before = fixture.export();
    for file in files(&fixture.archive()) {
        if let Some(stem) = file.strip_suffix(".store") {
            let again: String = stem.chars().rev().collect();
            let again = fixture.archive().join(format!("{again}.store"));
            std::fs::copy(fixture.archive().join(&file), again).unwrap();
        }
    }
    fixture.flip("meta.json", 100);
    std::fs::remove_dir_all(fixture.papers()).unwrap();
    told(&run(&["rebuild"], &fixture.archive()), 0);
    assert_eq!(fixture.export(), before);
}

/// Nothing says which files count, and what they hold is damaged as well.
#[test]
fn damage_in_two_places_is_not_silent() {
    let fixture = Fixture::new();
    fixture.flip("meta.json", 100);
    let stores = files(&fixture.archive());
    for file in stores.iter().filter(|name| name.ends_with(".store")) {
        for at in 0..200 {
            fixture.flip(file, at);
        }
    }
    std::fs::remove_dir_all(fixture.papers()).unwrap();
    let told = told(&run(&["rebuild"], &fixture.archive()), 2);
    assert!(told.contains("records cannot be read"), "{told}");
    assert!(told.contains("remiss ingest"), "{told}");
}

/// As an older version would have left it: no checksums, a schema of another
/// shape.
pub(crate) fn age(archive: &Path) {
    let meta = archive.join("meta.json");
    let text = std::fs::read_to_string(&meta).unwrap();
    let (text, _) = text.split_once("# sha256").unwrap();
    let text = text.replace("\"check\"", "\"other\"");
    let text = text.replace("\\\"format\\\":8", "\\\"format\\\":3");
    assert!(text.contains("other") && text.contains("format\\\":3"));
    std::fs::write(meta, text).unwrap();
}

#[test]
fn an_archive_of_an_older_version_is_told_and_rebuilt_without_its_files() {
    let fixture = Fixture::new();
    let before = fixture.export();
    age(&fixture.archive());
    let corrections = fixture.dir.path().join("archive-corrections.toml");
    std::fs::write(&corrections, "# mine\n").unwrap();
    for command in [&["search", "nämnden"][..], &["ledger"], &["verify"]] {
        let told = told(&run(command, &fixture.archive()), 2);
        let cure = told.contains("another version") && told.contains("remiss rebuild");
        assert!(cure, "{command:?}: {told}");
    }
    assert!(fixture.ingest(2).contains("another version"));
    std::fs::remove_dir_all(fixture.papers()).unwrap();
    told(&run(&["rebuild"], &fixture.archive()), 0);
    assert_eq!(fixture.export(), before);
    assert_eq!(std::fs::read_to_string(corrections).unwrap(), "# mine\n");
    told(&run(&["verify"], &fixture.archive()), 0);
}

#[test]
fn a_text_of_many_parts_is_rebuilt_whole() {
    let fixture = Fixture::new();
    let line = "Kulturnämnden tillstyrker förslaget i alla dess delar.\n";
    std::fs::write(fixture.papers().join("long.txt"), line.repeat(50_000)).unwrap();
    fixture.ingest(0);
    let text = || {
        stdout(
            &[
                "export",
                "text",
                "--archive",
                fixture.archive().to_str().unwrap(),
            ],
            0,
        )
    };
    let before = text();
    std::fs::remove_dir_all(fixture.papers()).unwrap();
    told(&run(&["rebuild"], &fixture.archive()), 0);
    assert!(text() == before);
    age(&fixture.archive());
    told(&run(&["rebuild"], &fixture.archive()), 0);
    assert!(text() == before);
}

#[test]
fn a_rebuild_that_died_on_the_way_is_set_right() {
    let fixture = Fixture::new();
    let before = fixture.export();
    let beside = |end: &str| fixture.dir.path().join(format!("archive{end}"));
    // Building: what is half built is in nobody's way.
    std::fs::create_dir(beside("-rebuilding")).unwrap();
    let mark = |end: &str, name: &str| std::fs::write(beside(end).join(name), "").unwrap();
    mark("-rebuilding", ".rebuilding");
    std::fs::write(beside("-rebuilding").join("meta.json"), "half").unwrap();
    assert_eq!(fixture.export(), before);
    told(&run(&["rebuild"], &fixture.archive()), 0);
    assert!(!beside("-rebuilding").exists() && !beside("-replaced").exists());
    // Between the renamings: the new one is complete.
    std::fs::rename(fixture.archive(), beside("-rebuilding")).unwrap();
    mark("-rebuilding", ".rebuilding");
    std::fs::create_dir(beside("-replaced")).unwrap();
    mark("-replaced", ".replacing");
    assert_eq!(fixture.export(), before);
    told(&run(&["rebuild"], &fixture.archive()), 0);
    assert!(!beside("-replaced").exists());
    // The old one was put aside, and there is no new one.
    std::fs::rename(fixture.archive(), beside("-replaced")).unwrap();
    mark("-replaced", ".replacing");
    assert_eq!(fixture.export(), before);
}

#[test]
fn a_rebuild_leaves_what_is_not_its_own() {
    let fixture = Fixture::new();
    let mine = fixture.dir.path().join("archive-rebuilding");
    std::fs::create_dir(&mine).unwrap();
    std::fs::write(mine.join("notes.txt"), "mine").unwrap();
    let told = told(&run(&["rebuild"], &fixture.archive()), 2);
    assert!(told.contains("notes.txt"), "{told}");
    assert!(mine.join("notes.txt").exists());
    let nothing = run(&["rebuild"], &fixture.dir.path().join("nothing"));
    assert!(String::from_utf8_lossy(&nothing.stderr).contains("no archive"));
}

#[test]
fn a_second_writer_is_told_at_once_and_a_stale_lock_is_none() {
    let fixture = Fixture::new();
    let path = fixture.archive().join(".tantivy-writer.lock");
    // A killed process leaves the file behind, but no lock on it.
    assert!(path.exists());
    fixture.ingest(0);
    let lock = std::fs::File::open(&path).unwrap();
    lock.lock().unwrap();
    let started = std::time::Instant::now();
    assert!(fixture.ingest(2).contains("another remiss is writing"));
    assert!(told(&run(&["rebuild"], &fixture.archive()), 2).contains("another remiss is writing"));
    assert!(started.elapsed().as_secs() < 20);
    told(&run(&["search", "nämnden"], &fixture.archive()), 0);
    lock.unlock().unwrap();
    fixture.ingest(0);
}

#[test]
fn the_clock_may_say_what_it_likes() {
    use std::time::{Duration, SystemTime};
    let fixture = Fixture::new();
    let before = fixture.export();
    let times = [
        SystemTime::UNIX_EPOCH,
        SystemTime::UNIX_EPOCH + Duration::from_secs(1 << 33),
    ];
    for time in times {
        for dir in [fixture.papers(), fixture.archive()] {
            for file in std::fs::read_dir(&dir).unwrap() {
                let file = std::fs::File::options()
                    .append(true)
                    .open(file.unwrap().path());
                file.unwrap().set_modified(time).unwrap();
            }
        }
        let paths = fixture.papers();
        let table = run(&["ingest", paths.to_str().unwrap()], &fixture.archive());
        let table = String::from_utf8_lossy(&table.stdout).into_owned();
        assert!(table.contains("2 unchanged"), "{table}");
        assert_eq!(fixture.export(), before);
    }
}

/// A small file system of its own, gone when it is dropped.
#[cfg(target_os = "linux")]
struct Mounted {
    dir: tempfile::TempDir,
}

#[cfg(target_os = "linux")]
impl Mounted {
    /// `None`, with a word, where mounting is not allowed.
    fn new(size: &str) -> Option<Self> {
        let dir = tempfile::tempdir().unwrap();
        let mounted = mount(&[
            "-t",
            "tmpfs",
            "-o",
            size,
            "tmpfs",
            dir.path().to_str().unwrap(),
        ]);
        if !mounted {
            eprintln!("skipped: this user may not mount a file system");
            return None;
        }
        Some(Mounted { dir })
    }

    fn remount(&self, options: &str) {
        let options = format!("remount,{options}");
        assert!(mount(&["-o", &options, self.dir.path().to_str().unwrap()]));
    }
}

#[cfg(target_os = "linux")]
fn mount(args: &[&str]) -> bool {
    let output = std::process::Command::new("mount").args(args).output();
    output.is_ok_and(|output| output.status.success())
}

#[cfg(target_os = "linux")]
impl Drop for Mounted {
    fn drop(&mut self) {
        let path = self.dir.path();
        let _ = std::process::Command::new("umount").arg(path).output();
    }
}

/// Papers that do not pack well, each other than the last.
#[cfg(target_os = "linux")]
fn bulky_papers(dir: &Path, papers: u64) {
    let mut state = 7_u64;
    for number in 0..papers {
        let mut text = String::from(
            "Protokoll 1/2024\nKulturnämnden 2024-01-02\n\n§ 1 Remiss av plan\n\nBeslut\n\nNämnden tillstyrker.\n",
        );
        for _ in 0..4_000 {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            text.push_str(&format!("{:x}\n", state >> 24));
        }
        std::fs::write(dir.join(format!("{number}.txt")), text).unwrap();
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_told_and_the_rest_follows_when_there_is_room() {
    let Some(disk) = Mounted::new("size=700k") else {
        return;
    };
    let archive = disk.dir.path().join("archive");
    let fixture = Fixture::new();
    let ingest = |archive: &Path| fixture.ingest_into(archive);
    told(&ingest(&archive), 0);
    let before = export(&archive);
    bulky_papers(&fixture.papers(), 40);
    for _ in 0..2 {
        let full = told(&ingest(&archive), 2);
        assert!(
            full.contains("the disk is full") && full.contains("make room"),
            "{full}"
        );
        assert_eq!(export(&archive), before);
        told(&run(&["verify"], &archive), 0);
    }
    disk.remount("size=60m");
    told(&ingest(&archive), 0);
    told(&run(&["verify"], &archive), 0);
    let calm = fixture.dir.path().join("calm");
    told(&ingest(&calm), 0);
    assert!(export(&archive) == export(&calm));
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_does_not_harm_a_rebuild() {
    let Some(disk) = Mounted::new("size=900k") else {
        return;
    };
    let archive = disk.dir.path().join("archive");
    let fixture = Fixture::new();
    told(&fixture.ingest_into(&archive), 0);
    let before = export(&archive);
    let filler = std::fs::File::create(disk.dir.path().join("filler")).unwrap();
    let mut size = 0;
    while (&filler).write_all(&[1; 4096]).is_ok() {
        size += 4096;
    }
    filler.set_len(size - 3 * 4096).unwrap();
    drop(filler);
    let full = told(&run(&["rebuild"], &archive), 2);
    assert!(full.contains("the disk is full"), "{full}");
    assert_eq!(export(&archive), before);
    std::fs::remove_file(disk.dir.path().join("filler")).unwrap();
    told(&run(&["rebuild"], &archive), 0);
    assert_eq!(export(&archive), before);
}

#[cfg(target_os = "linux")]
#[test]
fn a_read_only_archive_can_be_searched_and_says_so_when_written() {
    let Some(disk) = Mounted::new("size=20m") else {
        return;
    };
    let archive = disk.dir.path().join("archive");
    let fixture = Fixture::new();
    let ingest = |archive: &Path| fixture.ingest_into(archive);
    told(&ingest(&archive), 0);
    // As copied to a medium without the files that are locked, too.
    let copied = disk.dir.path().join("copied");
    std::fs::create_dir(&copied).unwrap();
    for file in files(&archive) {
        std::fs::copy(archive.join(&file), copied.join(&file)).unwrap();
    }
    disk.remount("ro");
    for archive in [&archive, &copied] {
        for command in [&["search", "nämnden"][..], &["ledger"], &["verify"]] {
            told(&run(command, archive), 0);
        }
        for output in [ingest(archive), run(&["rebuild"], archive)] {
            let told = told(&output, 2);
            let cure = told.contains("may not be written") && told.contains("--archive");
            assert!(cure, "{told}");
        }
    }
    let new = told(&ingest(&disk.dir.path().join("new")), 2);
    assert!(new.contains("may not be written"), "{new}");
    disk.remount("rw");
}

#[test]
fn exit_codes_tell_what_is_the_matter_with_an_archive_if_asked() {
    let fixture = Fixture::new();
    let fine = |dir: &Path, args: &[&str]| {
        let args: Vec<&str> = args.iter().copied().chain(["--fine-exit-codes"]).collect();
        run(&args, dir).status.code()
    };
    let search = ["search", "nämnden"];
    assert_eq!(fine(&fixture.archive(), &search), Some(0));
    assert_eq!(fine(&fixture.dir.path().join("none"), &search), Some(5));
    let lock = std::fs::File::open(fixture.archive().join(".tantivy-writer.lock")).unwrap();
    lock.lock().unwrap();
    assert_eq!(fine(&fixture.archive(), &["rebuild"]), Some(3));
    drop(lock);
    fixture.flip("meta.json", 100);
    assert_eq!(fine(&fixture.archive(), &search), Some(4));
    told(&run(&search, &fixture.archive()), 2);
}

/// Nothing but the archive's own files is removed, whatever it is called.
#[test]
fn what_somebody_put_into_an_archive_or_beside_it_stays() {
    let fixture = Fixture::new();
    let inside = fixture.archive().join(".git");
    std::fs::create_dir(&inside).unwrap();
    let refused = told(&run(&["rebuild"], &fixture.archive()), 2);
    assert!(refused.contains(".git") && inside.exists(), "{refused}");
    std::fs::remove_dir(&inside).unwrap();
    for end in ["-replaced", "-rebuilding"] {
        // An archive of somebody's that is only called so.
        let mine = fixture.dir.path().join(format!("archive{end}"));
        told(
            &run(&["ingest", fixture.papers().to_str().unwrap(), "-q"], &mine),
            0,
        );
        let refused = told(&run(&["rebuild"], &fixture.archive()), 2);
        assert!(refused.contains(end), "{refused}");
        told(&run(&["search", "nämnden"], &mine), 0);
        std::fs::remove_dir_all(&mine).unwrap();
    }
    let none = fixture.dir.path().join("folder");
    std::fs::create_dir(&none).unwrap();
    let refused = told(&run(&["rebuild"], &none), 2);
    assert!(
        refused.contains("no archive here") && none.exists(),
        "{refused}"
    );
}

/// What was removed weighs nothing, also before it is cleared away.
#[test]
fn scores_do_not_depend_on_what_was_deleted_before() {
    let paper = |name: &str, text: &str| Paper::read(Document::from_text(name, text));
    let minutes = |words: &str| {
        format!(
            "Protokoll 3/2024\nfört vid Kulturnämndens sammanträde den 7 maj 2024\n\n§ 4 Remiss av program för läsning\n\nBeslut\n\n{words}\n"
        )
    };
    let texts = [
        minutes("Nämnden tillstyrker dialogen i förslaget."),
        minutes("Nämnden avstyrker dialogen, och mycket annat i det långa förslaget."),
        minutes("Dialogen, dialogen och dialogen."),
    ];
    let papers: Vec<Paper> = (0..3)
        .map(|at| paper(&format!("{at}.txt"), &texts[at]))
        .collect();
    let scores = |archive: &Archive| {
        let reader = archive.reader().unwrap();
        let request = Request {
            query: "dialog".to_owned(),
            ..Default::default()
        };
        let found = search(&reader, &Topics::none(), &request).unwrap();
        found
            .hits
            .iter()
            .map(|hit| (hit.id.clone(), hit.score))
            .collect::<Vec<_>>()
    };
    let (fresh, lived) = (Archive::in_memory(), Archive::in_memory());
    let mut writer = lived.writer().unwrap();
    for paper in &papers {
        writer.put(writer.records(paper).unwrap()).unwrap();
    }
    writer.commit().unwrap();
    writer.remove("2.txt").unwrap();
    writer.commit().unwrap();
    let mut writer = fresh.writer().unwrap();
    for paper in &papers[..2] {
        writer.put(writer.records(paper).unwrap()).unwrap();
    }
    writer.commit().unwrap();
    assert_eq!(scores(&lived), scores(&fresh));
    assert_eq!(scores(&lived).len(), 2);
}
