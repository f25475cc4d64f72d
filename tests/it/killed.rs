//! `kill -9` at any moment leaves the last commit; a rerun finishes the work.

use crate::{project, remiss, stdout};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// How often an ingest is killed: 20 times, or as often as REMISS_KILLS says.
fn kills() -> u32 {
    let given = std::env::var("REMISS_KILLS");
    given.map_or(20, |kills| kills.parse().unwrap())
}

/// Moments of a run that takes `whole`, in a fixed sequence without end.
fn moments(whole: Duration) -> impl Iterator<Item = Duration> {
    let mut moment: u64 = 12345;
    std::iter::repeat_with(move || {
        moment = moment
            .wrapping_mul(6364136223846793005)
            .wrapping_add(1442695040888963407);
        let wait = whole.mul_f64((moment >> 40) as f64 / f64::from(1 << 24));
        wait.max(Duration::from_millis(1))
    })
}

#[test]
fn an_ingest_killed_again_and_again_ends_as_an_undisturbed_one() {
    let kills = kills();
    let files = tempfile::tempdir().unwrap();
    many_papers(files.path());
    let calm = tempfile::tempdir().unwrap();
    let started = Instant::now();
    ingest(files.path(), calm.path()).wait().unwrap();
    let whole = started.elapsed();
    let shaken = tempfile::tempdir().unwrap();
    let mut hit = 0;
    for wait in moments(whole).take(kills as usize) {
        let mut child = ingest(files.path(), shaken.path());
        std::thread::sleep(wait);
        let _ = child.kill();
        let killed = child.wait().unwrap().code().is_none();
        readable(shaken.path());
        if killed {
            hit += 1;
        } else {
            // It came to its end: the next one would find nothing to do.
            std::fs::remove_dir_all(shaken.path()).unwrap();
            std::fs::create_dir(shaken.path()).unwrap();
        }
    }
    eprintln!("{hit} of {kills} kills met a running ingest");
    assert!(hit * 2 >= kills, "only {hit} of {kills}");
    ingest(files.path(), shaken.path()).wait().unwrap();
    let export = |dir: &Path| stdout(&["export", "units", "--archive", dir.to_str().unwrap()], 0);
    assert!(
        export(shaken.path()) == export(calm.path()),
        "the archives differ"
    );
    let search = |dir: &Path| {
        stdout(
            &[
                "search",
                "nämnden",
                "--limit",
                "50",
                "--format",
                "json",
                "--archive",
                dir.to_str().unwrap(),
            ],
            0,
        )
    };
    assert_eq!(search(shaken.path()), search(calm.path()));
    stdout(&["verify", "--archive", shaken.path().to_str().unwrap()], 0);
}

#[test]
fn a_rebuild_killed_anywhere_leaves_the_old_archive_or_the_new() {
    let dir = tempfile::tempdir().unwrap();
    let (files, archive) = (dir.path().join("files"), dir.path().join("archive"));
    std::fs::create_dir(&files).unwrap();
    many_papers(&files);
    ingest(&files, &archive).wait().unwrap();
    let export = || {
        stdout(
            &["export", "units", "--archive", archive.to_str().unwrap()],
            0,
        )
    };
    let before = export();
    let rebuild = || spawn(&["rebuild", "--archive", archive.to_str().unwrap()]);
    let started = Instant::now();
    rebuild().wait().unwrap();
    let (whole, kills) = (started.elapsed(), kills().div_ceil(4));
    let mut hit = 0;
    for wait in moments(whole).take(kills as usize) {
        let mut child = rebuild();
        std::thread::sleep(wait);
        let _ = child.kill();
        hit += u32::from(child.wait().unwrap().code().is_none());
        assert!(export() == before);
    }
    eprintln!("{hit} of {kills} kills met a running rebuild");
    assert!(hit * 2 >= kills, "only {hit} of {kills}");
    rebuild().wait().unwrap();
    readable(&archive);
    let mut left: Vec<_> = std::fs::read_dir(dir.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name())
        .collect();
    left.sort();
    assert_eq!(left, ["archive", "files"]);
}

fn ingest(files: &Path, archive: &Path) -> std::process::Child {
    spawn(&[
        "ingest",
        files.to_str().unwrap(),
        "--archive",
        archive.to_str().unwrap(),
        "--quiet",
    ])
}

fn spawn(args: &[&str]) -> std::process::Child {
    Command::new(env!("CARGO_BIN_EXE_remiss"))
        .args(args)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

/// After a kill the archive is either not there yet or opens and is whole.
fn readable(archive: &Path) {
    if archive.join("meta.json").is_file() {
        let output = remiss(&["verify", "--archive", archive.to_str().unwrap()]);
        let told = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(0), "{told}");
    }
}

/// Sixty papers that differ in one word each, so that none is a copy.
fn many_papers(dir: &Path) {
    for name in [
        "110_protokoll_kulturnamnden.md",
        "121_tjansteutlatande_tekniska.md",
        "130_handlingar_hamnstaden.md",
    ] {
        let text = std::fs::read_to_string(project("corpus").join(name)).unwrap();
        for copy in 0..20 {
            let own = text.replace("programmet", &format!("programmet{copy}"));
            std::fs::write(
                dir.join(format!("{copy:02}_{name}")),
                format!("{own}\n{copy}\n"),
            )
            .unwrap();
        }
    }
}
