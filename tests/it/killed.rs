//! `kill -9` at any moment leaves the last commit; a rerun finishes the work.

use crate::{project, remiss, stdout};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// How often the ingest is killed.
const KILLS: u32 = 20;

#[test]
fn an_ingest_killed_twenty_times_ends_as_an_undisturbed_one() {
    let files = tempfile::tempdir().unwrap();
    many_papers(files.path());
    let calm = tempfile::tempdir().unwrap();
    let started = Instant::now();
    ingest(files.path(), calm.path()).wait().unwrap();
    let whole = started.elapsed();
    let shaken = tempfile::tempdir().unwrap();
    // A fixed sequence of moments, spread over the time a calm run takes.
    let mut moment: u64 = 12345;
    let mut hit = 0;
    for _ in 0..KILLS {
        moment = moment
            .wrapping_mul(6364136223846793005)
            .wrapping_add(1442695040888963407);
        let wait = whole.mul_f64((moment >> 40) as f64 / f64::from(1 << 24));
        let mut child = ingest(files.path(), shaken.path());
        std::thread::sleep(wait.max(Duration::from_millis(1)));
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
    assert!(
        hit * 2 >= KILLS as usize,
        "only {hit} of {KILLS} kills met a running ingest"
    );
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

fn ingest(files: &Path, archive: &Path) -> std::process::Child {
    Command::new(env!("CARGO_BIN_EXE_remiss"))
        .args([
            "ingest",
            files.to_str().unwrap(),
            "--archive",
            archive.to_str().unwrap(),
            "--quiet",
        ])
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
