//! What `remiss --version` tells: the commit and the features.
//!
//! The commit is that of REMISS_COMMIT, else of the file that `cargo package`
//! puts beside the sources, else of Git; nothing is said where none of these
//! knows, and in debug builds, which would be made anew at every commit.

#![expect(
    clippy::disallowed_methods,
    reason = "it is told things by the environment"
)]

use std::env::var;
use std::path::Path;
use std::process::Command;

const COMMIT: &str = "REMISS_COMMIT";
const PACKAGED: &str = ".cargo_vcs_info.json";

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-env-changed={COMMIT}");
    let features: Vec<&str> = [
        ("CARGO_FEATURE_ENGINE", "engine"),
        ("CARGO_FEATURE_FETCH", "fetch"),
        ("CARGO_FEATURE_MCP", "mcp"),
        ("CARGO_FEATURE_PARQUET", "parquet"),
        ("CARGO_FEATURE_SERVE", "serve"),
    ]
    .into_iter()
    .filter(|(variable, _)| var(variable).is_ok())
    .map(|(_, name)| name)
    .collect();
    let mut about = Vec::new();
    if let Some(commit) = commit() {
        about.push(format!("commit {commit}"));
    }
    about.push(match &features[..] {
        [] => "no features".to_owned(),
        some => format!("features {}", some.join(", ")),
    });
    let version = var("CARGO_PKG_VERSION").unwrap_or_default();
    println!(
        "cargo::rustc-env=REMISS_VERSION={version} ({})",
        about.join("; ")
    );
}

fn commit() -> Option<String> {
    let told = var(COMMIT).ok().or_else(packaged);
    let told = told.or_else(|| match var("PROFILE").as_deref() {
        Ok("release") => git(),
        _ => None,
    })?;
    // Whatever it is, it is a short hash or it is nothing.
    let short: String = told.trim().chars().take(12).collect();
    let is_hash = short.len() >= 7 && short.chars().all(|letter| letter.is_ascii_hexdigit());
    is_hash.then_some(short)
}

/// The commit that a package was made of.
fn packaged() -> Option<String> {
    println!("cargo::rerun-if-changed={PACKAGED}");
    let text = std::fs::read_to_string(PACKAGED).ok()?;
    let (_, rest) = text.split_once("\"sha1\"")?;
    rest.split('"').nth(1).map(str::to_owned)
}

/// The commit that is checked out here, if this is where it is and no folder
/// above.
fn git() -> Option<String> {
    if !Path::new(".git").exists() {
        return None;
    }
    let ask = |words: &[&str]| {
        let output = Command::new("git").args(words).output().ok()?;
        let told = String::from_utf8(output.stdout).ok()?;
        output.status.success().then(|| told.trim().to_owned())
    };
    if let Some(log) = ask(&["rev-parse", "--git-path", "logs/HEAD"]) {
        println!("cargo::rerun-if-changed={log}");
    }
    ask(&["rev-parse", "HEAD"])
}
