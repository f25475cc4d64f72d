//! Rules of the project, as ordinary tests.

use crate::project;
use std::collections::HashSet;
use std::path::{Path, PathBuf};

/// Source files below `dir`, sorted.
fn sources(dir: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(sources(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// Modules in the order lib.rs declares them, private ones too.
fn order() -> Vec<String> {
    let lib = std::fs::read_to_string(project("src/lib.rs")).unwrap();
    let module = |line: &str| {
        let line = line.strip_prefix("pub ").unwrap_or(line);
        Some(line.strip_prefix("mod ")?.strip_suffix(';')?.to_owned())
    };
    lib.lines().filter_map(module).collect()
}

#[test]
fn modules_use_only_modules_above_them() {
    let order = order();
    let place = |module: &str| order.iter().position(|known| known == module);
    for path in sources(&project("src")) {
        let relative = path.strip_prefix(project("src")).unwrap();
        let module = relative
            .iter()
            .next()
            .unwrap()
            .to_string_lossy()
            .replace(".rs", "");
        let Some(own) = place(&module) else { continue };
        let text = std::fs::read_to_string(&path).unwrap();
        let code: String = text
            .split("#[cfg(test)]")
            .next()
            .unwrap()
            .lines()
            .filter(|line| !line.trim_start().starts_with("//"))
            .collect();
        for (at, _) in code.match_indices("crate::") {
            let used: String = code[at + 7..]
                .chars()
                .take_while(|c| c.is_alphanumeric() || *c == '_')
                .collect();
            if let Some(other) = place(&used) {
                assert!(
                    other <= own,
                    "{} uses {used}, which lib.rs declares below {module}",
                    path.display()
                );
            }
        }
    }
}

#[test]
fn only_ingest_and_archive_touch_files() {
    for path in sources(&project("src")) {
        let name = path
            .strip_prefix(project("src"))
            .unwrap()
            .display()
            .to_string();
        let text = std::fs::read_to_string(&path).unwrap();
        let rim = [
            "files/",
            "system/",
            "ingest/",
            "archive/",
            "fetch/store.rs",
            "serve/store.rs",
            "cli/",
            "main.rs",
        ]
        .iter()
        .any(|rim| name.starts_with(rim));
        assert!(rim || !text.contains("std::fs"), "{name} touches files");
    }
}

#[test]
fn every_module_says_what_it_is() {
    for path in sources(&project("src")) {
        let text = std::fs::read_to_string(&path).unwrap();
        assert!(
            text.starts_with("//! "),
            "{} opens without a module comment",
            path.display()
        );
        let lines = text.split("#[cfg(test)]").next().unwrap().lines().count();
        assert!(
            lines <= 420,
            "{} has {lines} lines; split it by meaning",
            path.display()
        );
    }
}

/// No ten words in a row of the real documents stand in the project.
#[test]
fn no_text_of_the_real_documents() {
    let Ok(corpus) = std::env::var("REMISS_REAL_CORPUS") else {
        eprintln!("skipped: REMISS_REAL_CORPUS is not set");
        return;
    };
    const RUN: usize = 10;
    // Procedure has one wording everywhere; text has not.
    const FORMULAS: [&str; 2] = [
        "har i huvudsak följande",
        "tjänsteutlåtande och överlämnar det till kommunstyrelsen",
    ];
    let words = |text: &str| -> Vec<String> {
        let lower = text.to_lowercase();
        lower
            .split(|c: char| !c.is_alphabetic())
            .filter(|word| !word.is_empty())
            .map(str::to_owned)
            .collect()
    };
    let mut kept = HashSet::new();
    for entry in std::fs::read_dir(project(&corpus)).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "txt") {
            kept.extend(
                words(&std::fs::read_to_string(path).unwrap())
                    .windows(RUN)
                    .map(<[String]>::to_vec),
            );
        }
    }
    let mut ours = sources(&project("src"));
    ours.extend(sources(&project("tests")));
    for dir in [
        "corpus",
        "tests/papers",
        "src/lexicon",
        "src/focus",
        "guide/sv/src",
        "guide/en/src",
    ] {
        ours.extend(
            std::fs::read_dir(project(dir))
                .unwrap()
                .map(|entry| entry.unwrap().path())
                .filter(|path| path.is_file()),
        );
    }
    for path in ours {
        let text = std::fs::read_to_string(&path).unwrap();
        let repeated = words(&text)
            .windows(RUN)
            .filter(|window| kept.contains(*window))
            .map(|window| window.join(" "))
            .find(|window| !FORMULAS.iter().any(|formula| window.contains(formula)));
        assert_eq!(
            repeated,
            None,
            "{} repeats the real documents",
            path.display()
        );
    }
}

/// What is linked in is counted: a new dependency brings more than itself, and
/// whoever raises the figure has looked at what.
#[test]
fn the_lock_file_grows_only_on_purpose() {
    // Of these, three read mail and old Word files: mail-parser, what it looks
    // names up with, and cfb; one writes workbooks (with a ZIP writer), one the
    // schemas, and one reads workbooks: filled-in sheets, lists of links.
    // Nineteen come with `fetch`: ureq, its protocol and headers, and TLS with
    // the roots that it trusts; three of them only build it, four are other
    // versions or other systems'.
    // Sixteen come with the report: maud's templates (four, run only when this
    // is built), and fluent's messages with the rules of plurals.
    // Twenty-seven come with `mcp`: the official SDK of the protocol, tokio and
    // what both stand on; eleven of them are other systems' and three the
    // client's that tests use. Of these `tracing` tells what -v asks for.
    const CRATES: usize = 420;
    let lock = std::fs::read_to_string(project("Cargo.lock")).unwrap();
    let count = lock.matches("[[package]]").count();
    assert!(count <= CRATES, "{count} crates, more than {CRATES}");
}

/// What cargo-deny would say of licences, sources and crates that are out, at
/// the price of a look: `deny.toml` is the one list.
#[test]
fn what_is_linked_in_is_permissive_and_from_one_registry() {
    let rules: toml::Table = std::fs::read_to_string(project("deny.toml"))
        .unwrap()
        .parse()
        .unwrap();
    let allowed = rules["licenses"]["allow"].as_array().unwrap();
    let denied = rules["bans"]["deny"].as_array().unwrap();
    let output = std::process::Command::new(env!("CARGO"))
        .args(["metadata", "--locked", "--offline", "--format-version", "1"])
        .args(["--filter-platform", "x86_64-unknown-linux-gnu"])
        .current_dir(project(""))
        .output()
        .unwrap();
    let told: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let mut wrong = Vec::new();
    for package in told["packages"].as_array().unwrap() {
        let name = package["name"].as_str().unwrap();
        let licence = package["license"].as_str().unwrap_or("none");
        // "MIT OR Apache-2.0", "(MIT OR Apache-2.0) AND Unicode-3.0", "MIT/Apache-2.0"
        let whole = licence.replace('/', " OR ").replace(['(', ')'], "");
        let fits = whole.split(" AND ").all(|part| {
            part.split(" OR ").any(|one| {
                allowed
                    .iter()
                    .any(|known| known.as_str() == Some(one.trim()))
            })
        });
        let registry = package["source"]
            .as_str()
            .is_none_or(|source| source == "registry+https://github.com/rust-lang/crates.io-index");
        if !fits || !registry || denied.iter().any(|out| out["crate"].as_str() == Some(name)) {
            wrong.push(format!("{name}: {licence}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
