//! README and guide show what the program prints, and lead where they say.
//!
//! A `console` block is a command behind `$ ` and what a terminal shows of it,
//! standard error too; "…" alone on a line stands for lines left out. A page is
//! run from its first block to its last, with the project's folders and an
//! archive of `corpus` around it, or none if the page makes one. Pages with the
//! same commands, as those of two languages, are run once. In `sh` blocks stand
//! commands that need another machine: they must exist, with their flags.
//! `UPDATE_EXPECT=1` renews the blocks that leave nothing out.

use crate::{program, project};
use regex::Regex;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Mutex;
use std::{env, fs};
use tempfile::TempDir;

/// Where a page runs this, it begins without an archive.
const MAKES_ITS_OWN: &str = "remiss ingest corpus";

/// The README and every page of the guide, sorted.
fn pages() -> Vec<PathBuf> {
    let guide = walkdir::WalkDir::new(project("guide")).sort_by_file_name();
    let pages = guide.into_iter().map(|entry| entry.unwrap().into_path());
    std::iter::once(project("README.md"))
        .chain(pages.filter(|path| path.extension().is_some_and(|end| end == "md")))
        .collect()
}

/// The fenced blocks of this kind.
fn blocks(page: &str, kind: &str) -> Vec<String> {
    let fence = format!("```{kind}\n");
    let inner = |rest: &str| rest.split("\n```").next().unwrap().to_owned();
    page.split(&fence).skip(1).map(inner).collect()
}

/// Commands of a page, each with what it is to print.
fn commands(page: &str) -> Vec<(String, String)> {
    let split = |block: String| {
        let (command, shown) = block.split_once('\n').unwrap_or((&block, ""));
        let command = command.strip_prefix("$ ");
        let command = command.unwrap_or_else(|| panic!("a command opens a block, not\n{block}"));
        (command.to_owned(), shown.to_owned())
    };
    blocks(page, "console").into_iter().map(split).collect()
}

/// Whether the program was built with what the command needs.
fn is_built_in(command: &str) -> bool {
    [
        ("remiss fetch", cfg!(feature = "fetch")),
        ("remiss mcp", cfg!(feature = "mcp")),
        ("remiss push", cfg!(feature = "engine")),
        ("--engine", cfg!(feature = "engine")),
        ("remiss serve", cfg!(feature = "serve")),
        ("remiss shingles", cfg!(feature = "parquet")),
        ("remiss verify-pairs", cfg!(feature = "parquet")),
        ("remiss families", cfg!(feature = "parquet")),
    ]
    .iter()
    .all(|(word, built_in)| *built_in || !command.contains(word))
}

/// A folder to run a page in: the project's folders, and an archive of `corpus`.
fn room(archive: Option<&Path>) -> TempDir {
    let room = tempfile::tempdir().unwrap();
    for folder in ["corpus", "guide", "tests"] {
        #[cfg(unix)]
        std::os::unix::fs::symlink(project(folder), room.path().join(folder)).unwrap();
        #[cfg(windows)]
        std::os::windows::fs::symlink_dir(project(folder), room.path().join(folder)).unwrap();
    }
    if let Some(archive) = archive {
        let copy = room.path().join(".remiss");
        fs::create_dir(&copy).unwrap();
        for file in fs::read_dir(archive).unwrap().map(Result::unwrap) {
            fs::copy(file.path(), copy.join(file.file_name())).unwrap();
        }
    }
    room
}

/// What a terminal shows of the command; nothing where it needs a Python, or a
/// module of it, that is not here.
fn printed(command: &str, room: &Path) -> Option<String> {
    let mut path = vec![Path::new(program()).parent().unwrap().to_path_buf()];
    path.extend(env::split_paths(&env::var_os("PATH").unwrap()));
    let output = Command::new("sh")
        .args(["-c", &format!("exec 2>&1\n{command}")])
        .current_dir(room)
        .env("PATH", env::join_paths(path).unwrap())
        .env("PYTHONPATH", project("python"))
        .env("LC_ALL", "C.UTF-8")
        .env("PYTHONDONTWRITEBYTECODE", "1")
        .env("REMISS_PROGRAM", program())
        .env_remove("REMISS_ARCHIVE")
        .output()
        .unwrap();
    let printed = String::from_utf8(output.stdout).unwrap();
    let no_python = printed.contains("python3: not found") || printed.contains("ModuleNotFound");
    if command.contains("python3") && no_python {
        eprintln!("skipped, for want of Python or a module: {command}");
        return None;
    }
    assert!(output.status.success(), "`{command}` failed:\n{printed}");
    Some(printed)
}

/// What of `shown` was not printed, in this order.
fn missing(shown: &str, printed: &str) -> Option<String> {
    let lines = |text: &str| -> Vec<String> {
        let lines = text.lines().map(|line| line.trim_end().to_owned());
        lines.collect()
    };
    let (shown, printed) = (lines(shown), lines(printed));
    let mut rest = &printed[..];
    for part in shown.split(|line| line == "…") {
        if part.is_empty() {
            continue;
        }
        match rest.windows(part.len()).position(|here| here == part) {
            Some(at) => rest = &rest[at + part.len()..],
            None => return Some(part.join("\n")),
        }
    }
    None
}

/// With UPDATE_EXPECT=1 a block that leaves nothing out is renewed in its page.
fn renewed(path: &Path, command: &str, shown: &str, printed: &str) -> bool {
    if env::var_os("UPDATE_EXPECT").is_none() || shown.lines().any(|line| line == "…") {
        return false;
    }
    let page = fs::read_to_string(path).unwrap();
    let lines = printed.lines().map(str::trim_end);
    let now = lines.collect::<Vec<_>>().join("\n");
    let block = |shown: &str| format!("```console\n$ {command}\n{shown}\n```");
    fs::write(path, page.replace(&block(shown), &block(&now))).unwrap();
    true
}

#[test]
fn what_is_shown_is_printed() {
    let own = room(None);
    printed(&format!("{MAKES_ITS_OWN} -q"), own.path());
    let archive = own.path().join(".remiss");
    let mut pages_of: BTreeMap<Vec<String>, Vec<(PathBuf, Vec<String>)>> = BTreeMap::new();
    for path in pages() {
        let page = fs::read_to_string(&path).unwrap();
        let (run, shown) = commands(&page).into_iter().unzip();
        pages_of.entry(run).or_default().push((path, shown));
    }
    // Those that take longest come first, so that no thread waits for one.
    let mut runs: Vec<_> = pages_of.into_iter().collect();
    runs.sort_by_key(|(run, _)| run.len());
    let (runs, wrong) = (Mutex::new(runs), Mutex::new(Vec::new()));
    let work = || {
        while let Some((run, pages)) = { runs.lock().unwrap().pop() } {
            let makes_its_own = run.iter().any(|command| command.starts_with(MAKES_ITS_OWN));
            let room = room((!makes_its_own).then_some(&archive));
            for (at, command) in run.iter().enumerate() {
                if !is_built_in(command) {
                    continue;
                }
                let Some(printed) = printed(command, room.path()) else {
                    continue;
                };
                for (path, shown) in &pages {
                    let Some(missing) = missing(&shown[at], &printed) else {
                        continue;
                    };
                    let told = format!("{}: `{command}` does not print\n{missing}", path.display());
                    let mut wrong = wrong.lock().unwrap();
                    if !renewed(path, command, &shown[at], &printed) {
                        wrong.push(format!("{told}\nbut\n{printed}"));
                    }
                }
            }
        }
    };
    let threads = std::thread::available_parallelism().map_or(2, usize::from);
    std::thread::scope(|scope| {
        let workers: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
        for worker in workers {
            worker.join().unwrap();
        }
    });
    let wrong = wrong.into_inner().unwrap();
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

/// Commands of `sh` blocks and of running text, each with its flags.
fn named(page: &str) -> Vec<String> {
    let fenced = Regex::new(r"(?s)```.*?\n```").unwrap();
    let running = fenced.replace_all(page, "").replace('\n', " ");
    let spans = Regex::new(r"`(remiss [^`]+)`").unwrap();
    let mut named: Vec<String> = spans
        .captures_iter(&running)
        .map(|found| found[1].to_owned())
        .collect();
    for block in blocks(page, "sh") {
        named.extend(block.lines().map(str::to_owned));
    }
    named.retain(|line| line.starts_with("remiss "));
    named
}

#[test]
fn commands_that_are_named_exist() {
    let mut helps: HashMap<String, String> = HashMap::new();
    for path in pages() {
        for line in named(&fs::read_to_string(&path).unwrap()) {
            let typed = line.split(['|', ';', '#', '>']).next().unwrap();
            let mut words = typed.split_whitespace().skip(1);
            let Some(command) = words.next().filter(|word| !word.starts_with('-')) else {
                continue;
            };
            if command == "COMMAND" || !is_built_in(&line) {
                continue;
            }
            let help = helps.entry(command.to_owned()).or_insert_with(|| {
                let told = crate::remiss(&[command, "--help"]);
                assert!(told.status.success(), "{}: `{line}`", path.display());
                String::from_utf8(told.stdout).unwrap()
            });
            for flag in words.filter(|word| word.starts_with("--")) {
                let flag = flag.split('=').next().unwrap();
                let known = help.split(|c: char| !c.is_alphanumeric() && c != '-');
                assert!(
                    known.into_iter().any(|word| word == flag),
                    "{}: `{line}`: no {flag}",
                    path.display()
                );
            }
        }
    }
}

/// The anchor that a heading gets.
fn anchor(heading: &str) -> String {
    let lower = heading.trim_start_matches('#').trim().to_lowercase();
    let kept = lower
        .chars()
        .filter(|c| c.is_alphanumeric() || " -_".contains(*c));
    kept.map(|c| if c == ' ' { '-' } else { c }).collect()
}

/// The files, and places in them, that a page links to.
fn links(path: &Path) -> Vec<(PathBuf, Option<String>)> {
    let page = fs::read_to_string(path).unwrap();
    let fenced = Regex::new(r"(?s)```.*?\n```").unwrap();
    let link = Regex::new(r"\]\(([^)\s]+)\)").unwrap();
    let mut links = Vec::new();
    for found in link.captures_iter(&fenced.replace_all(&page, "")) {
        if found[1].contains("://") {
            continue;
        }
        let (file, place) = match found[1].split_once('#') {
            Some((file, place)) => (file, Some(place.to_owned())),
            None => (&found[1], None),
        };
        let to = match file {
            "" => path.to_path_buf(),
            file => path.parent().unwrap().join(file),
        };
        links.push((to, place));
    }
    links
}

#[test]
fn links_lead_somewhere() {
    let more = [
        "CHANGELOG.md",
        "CONTRIBUTING.md",
        "SECURITY.md",
        "packaging/README.md",
    ];
    for from in pages().into_iter().chain(more.map(project)) {
        for (to, place) in links(&from) {
            let told = format!("{} links to {}", from.display(), to.display());
            assert!(to.is_file(), "{told}, which is not there");
            let Some(place) = place else { continue };
            let page = fs::read_to_string(&to).unwrap();
            let mut headings = page.lines().filter(|line| line.starts_with('#'));
            let is_there = headings.any(|heading| anchor(heading) == place);
            assert!(is_there, "{told}, where no heading is #{place}");
        }
    }
}

/// A book is what its SUMMARY.md names: mdbook leaves out what it does not, and
/// makes an empty page of what is not there.
#[test]
fn contents_name_every_page() {
    for language in ["sv", "en"] {
        let book = project("guide").join(language).join("src");
        let linked = links(&book.join("SUMMARY.md"));
        let named: Vec<PathBuf> = linked.into_iter().map(|(to, _)| to).collect();
        let once: BTreeSet<&PathBuf> = named.iter().collect();
        assert_eq!(named.len(), once.len(), "a page is named twice");
        let there = pages();
        let there = there.iter().filter(|path| path.starts_with(&book));
        let there: BTreeSet<&PathBuf> =
            there.filter(|path| !path.ends_with("SUMMARY.md")).collect();
        assert_eq!(once, there);
        for page in there {
            assert!(links(page).iter().all(|(to, _)| to.starts_with(&book)));
            let english = project("guide/en/src").join(page.file_name().unwrap());
            assert!(english.is_file(), "{} is not in English", page.display());
        }
    }
}
