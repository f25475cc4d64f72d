//! What a desktop hands over: papers dropped on the program, and nothing at all
//! where it is opened by a double click.
//!
//! Only Windows starts programs so; elsewhere what is typed is what is meant.

use super::run::tell;
use crate::system;
use clap::CommandFactory;
use std::ffi::OsString;
use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};
use std::process::Stdio;

/// What is meant by it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Handed {
    /// The command line that does it.
    pub(super) typed: Vec<OsString>,
    /// The report that it writes.
    report: Option<PathBuf>,
}

/// What was handed over, if anything was.
pub(super) fn handed(typed: &[OsString]) -> Option<Handed> {
    let seen = cfg!(windows) && io::stdout().is_terminal();
    seen.then(|| meant(typed, |path| path.exists())).flatten()
}

fn meant(typed: &[OsString], is_there: impl Fn(&Path) -> bool) -> Option<Handed> {
    let [program, papers @ ..] = typed else {
        return None;
    };
    let words = |words: &[&str]| words.iter().map(OsString::from).collect::<Vec<_>>();
    let Some(first) = papers.first() else {
        return Some(Handed {
            typed: [vec![program.clone()], words(&["serve", "--open"])].concat(),
            report: None,
        });
    };
    // A folder that is called as a command is one if it is named by its path.
    let is_command = |word: &OsString| {
        let command = super::Cli::command();
        word.to_str()
            .is_some_and(|word| command.find_subcommand(word).is_some() || word == "help")
    };
    if is_command(first) || !papers.iter().all(|path| is_there(Path::new(path))) {
        return None;
    }
    let report = beside(Path::new(first));
    let mut typed = vec![program.clone()];
    typed.extend(words(&["report", "-o"]));
    typed.push(report.clone().into_os_string());
    for path in papers {
        typed.extend([OsString::from("--in"), path.clone()]);
    }
    Some(Handed {
        typed,
        report: Some(report),
    })
}

/// Where the report on what is called so is put: beside it, where no later
/// reading of it meets the report.
fn beside(papers: &Path) -> PathBuf {
    let mut name = papers.file_name().unwrap_or_default().to_owned();
    name.push(if name.is_empty() {
        "remiss.html"
    } else {
        " – remiss.html"
    });
    match papers.parent() {
        Some(above) => above.join(name),
        None => name.into(),
    }
}

impl Handed {
    /// Shows what became of it; the window closes when the process ends.
    pub(super) fn ended(&self, code: u8) {
        match &self.report {
            Some(report) if code == 0 && report.is_file() => {
                tell(&format!("the report is {}", report.display()));
                let opened = open(report);
                if let Err(error) = &opened {
                    tell(&format!("it cannot be opened: {error} (open it yourself)"));
                }
                if opened.is_ok() {
                    return;
                }
            }
            Some(_) => tell(
                "no report was made (of several referrals the page tells more: start remiss without papers, and drop them there)",
            ),
            None if code == 0 => return,
            None => {}
        }
        tell("press Enter to close");
        let _ = io::stdin().read_line(&mut String::new());
    }
}

/// Opens a link or a file with what this system opens it with.
pub(super) fn open(what: &Path) -> io::Result<()> {
    let mut command = system::opener(what);
    let command = command.stdin(Stdio::null()).stdout(Stdio::null());
    command.stderr(Stdio::null()).spawn().map(drop)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(words: &[&str]) -> Vec<OsString> {
        words.iter().map(OsString::from).collect()
    }

    #[test]
    fn nothing_is_the_page_and_what_is_there_is_a_report() {
        let is_there = |path: &Path| path.starts_with("/svar") || path == Path::new("search");
        let of = |words: &[&str]| meant(&typed(words), is_there);
        let page = of(&["remiss"]).unwrap();
        assert_eq!(page.typed, typed(&["remiss", "serve", "--open"]));
        let report = of(&["remiss", "/svar/Östra å", "/svar/b.pdf"]).unwrap();
        let out = Path::new("/svar/Östra å – remiss.html");
        assert_eq!(report.report.as_deref(), Some(out));
        let words = ["report", "-o", out.to_str().unwrap()];
        let papers = ["--in", "/svar/Östra å", "--in", "/svar/b.pdf"];
        assert_eq!(
            report.typed,
            typed(&[&["remiss"], &words[..], &papers[..]].concat())
        );
        assert_eq!(of(&["remiss", "/svar/a", "/elsewhere"]), None);
        assert_eq!(of(&["remiss", "search"]), None);
        assert_eq!(of(&["remiss", "--version"]), None);
    }
}
