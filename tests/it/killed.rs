//! `kill -9` at any moment leaves the last commit; a rerun finishes the work.

use crate::{program, project, stdout};
use std::collections::BTreeMap;
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
    let dir = tempfile::tempdir().unwrap();
    let [base, calm, shaken] = ["base", "calm", "shaken"].map(|name| dir.path().join(name));
    // Twenty-one papers are acknowledged; then one of them changes, and thirty-nine come.
    let changed = files.path().join("00_110_protokoll_kulturnamnden.md");
    many_papers(files.path(), 0..7);
    ingest(files.path(), &base).wait().unwrap();
    many_papers(files.path(), 7..20);
    let text = std::fs::read_to_string(&changed).unwrap();
    std::fs::write(&changed, text.replace("nämnden", "styrelsen")).unwrap();
    copy(&base, &calm);
    let started = Instant::now();
    ingest(files.path(), &calm).wait().unwrap();
    let whole = started.elapsed();
    let (first, last) = (papers(&base), papers(&calm));
    copy(&base, &shaken);
    let (mut hit, mut between) = (0, 0);
    let mut before = first.clone();
    // Those that come too late count for nothing.
    for wait in moments(whole).take(5 * kills as usize) {
        if hit == kills {
            break;
        }
        let mut child = ingest(files.path(), &shaken);
        std::thread::sleep(wait);
        let _ = child.kill();
        let killed = child.wait().unwrap().code().is_none();
        readable(&shaken);
        let now = papers(&shaken);
        for (name, was) in &before {
            let is = now.get(name).unwrap_or_else(|| panic!("{name} is lost"));
            assert!(
                is == was || last.get(name) == Some(is),
                "{name} is neither old nor new"
            );
            assert!(
                is == was || first.get(name) == Some(was),
                "{name} went back"
            );
        }
        for (name, is) in &now {
            assert!(
                before.contains_key(name) || last.get(name) == Some(is),
                "{name} is half"
            );
        }
        between += u32::from(now != before && now != last);
        before = now;
        hit += u32::from(killed);
        // Once all is done the next one would find nothing to do.
        if !killed || before == last {
            std::fs::remove_dir_all(&shaken).unwrap();
            copy(&base, &shaken);
            before.clone_from(&first);
        }
    }
    eprintln!("{hit} of {kills} kills met a running ingest, {between} between two commits");
    assert!(between > 0, "no commit but the last was met");
    assert_eq!(hit, kills, "most kills came too late");
    ingest(files.path(), &shaken).wait().unwrap();
    let export = |dir: &Path| stdout(&["export", "units", "--archive", dir.to_str().unwrap()], 0);
    assert!(export(&shaken) == export(&calm), "the archives differ");
    let ask = ["search", "nämnden", "--limit", "50", "--format", "json"];
    let search = |dir: &Path| {
        stdout(
            &[&ask[..], &["--archive", dir.to_str().unwrap()]].concat(),
            0,
        )
    };
    assert_eq!(search(&shaken), search(&calm));
    readable(&shaken);
}

/// The units of every paper in an archive, by its name.
fn papers(archive: &Path) -> BTreeMap<String, String> {
    let export = stdout(
        &["export", "units", "--archive", archive.to_str().unwrap()],
        0,
    );
    let mut papers: BTreeMap<String, String> = BTreeMap::new();
    for line in export.lines() {
        let unit: serde_json::Value = serde_json::from_str(line).unwrap();
        let name = unit["document"]["name"].as_str().unwrap();
        papers.entry(name.to_owned()).or_default().push_str(line);
    }
    papers
}

/// A copy of an archive.
fn copy(from: &Path, to: &Path) {
    std::fs::create_dir(to).unwrap();
    for file in std::fs::read_dir(from).unwrap() {
        let file = file.unwrap();
        std::fs::copy(file.path(), to.join(file.file_name())).unwrap();
    }
}

#[test]
fn a_rebuild_killed_anywhere_leaves_the_old_archive_or_the_new() {
    let dir = tempfile::tempdir().unwrap();
    let (files, archive) = (dir.path().join("files"), dir.path().join("archive"));
    std::fs::create_dir(&files).unwrap();
    many_papers(&files, 0..20);
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
        // A few papers: there is more to meet than one commit.
        "--commit-every",
        "100",
    ])
}

fn spawn(args: &[&str]) -> std::process::Child {
    Command::new(program())
        .args(args)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

/// The number of papers in an archive, which opens and is whole.
fn readable(archive: &Path) -> usize {
    let told = stdout(&["verify", "--archive", archive.to_str().unwrap()], 0);
    let (before, _) = told.split_once(" papers").unwrap();
    before.rsplit(' ').next().unwrap().parse().unwrap()
}

/// Three papers a number, none the copy of another.
fn many_papers(dir: &Path, copies: std::ops::Range<u32>) {
    for name in [
        "110_protokoll_kulturnamnden.md",
        "121_tjansteutlatande_tekniska.md",
        "112_protokoll_socialnamnden.txt",
    ] {
        let text = std::fs::read_to_string(project("corpus").join(name)).unwrap();
        for copy in copies.clone() {
            let own = text.replace("programmet", &format!("programmet{copy}"));
            // Each of a referral of its own: one answer would be all of them.
            let year = format!("20{}/", 30 + copy);
            let own = own.replace("2024/", &year).replace("2014/", &year);
            std::fs::write(
                dir.join(format!("{copy:02}_{name}")),
                format!("{own}\n{copy}\n"),
            )
            .unwrap();
        }
    }
}
