//! Commands that read papers or an archive run in a process of their own.
//!
//! What comes from elsewhere may ask for more memory than there is, or drive a
//! library into the ground; the system then ends the process without a word.
//! The parent does nothing but wait, and tells of such an end as of any other
//! error. A child ends with its parent. On systems where it would not, there is
//! no child. Knows nothing of what a command does.

use super::run::{DAMAGED, Place, tell};
use crate::system;
use std::io::{self, BufRead, BufReader, IsTerminal, Read, Write};
use std::process::{Command, ExitCode, ExitStatus, Stdio};

/// The first argument of such a process; its parent's number follows, and
/// whether what it says goes to its standard input: what its runtime says goes
/// to its standard error, and the two must not be mixed.
pub(super) const CHILD: &str = "as-child";
/// Arguments of a child before those that were typed.
pub(super) const ADDED: usize = 3;

/// Where this process says what it has to say, if not on standard error.
pub(super) static SAYS: std::sync::OnceLock<std::fs::File> = std::sync::OnceLock::new();

const INPUT: &str = "input";

/// Runs this program's command again in a child; `None` where it is to run in
/// this process, which may be that child.
pub(super) fn supervised(command: &str) -> Option<ExitCode> {
    if !cfg!(target_os = "linux") {
        return None;
    }
    let mut arguments = std::env::args_os().skip(1);
    let first = arguments.next()?;
    if first == CHILD {
        let parent = arguments.next()?.to_str()?.parse::<i32>().ok()?;
        if arguments.next()? == INPUT {
            let _ = SAYS.set(system::input().ok()?);
        }
        return (!system::ends_with(parent)).then(|| ExitCode::from(2));
    }
    let seen = !io::stderr().is_terminal();
    let mut child = Command::new(std::env::current_exe().ok()?)
        .arg(CHILD)
        .arg(std::process::id().to_string())
        .arg(if seen { INPUT } else { "error" })
        .args(std::env::args_os().skip(1))
        // What is said of a fault is said by us.
        .env("RUST_BACKTRACE", "0")
        .stdin(match seen {
            true => system::errors().ok()?.into(),
            false => Stdio::null(),
        })
        .stderr(match seen {
            true => Stdio::piped(),
            false => Stdio::inherit(),
        })
        .spawn()
        .ok()?;
    let last = child.stderr.take().map_or(Last::Words, pass_on);
    Some(match child.wait() {
        Ok(status) => ended(command, status, last, !seen),
        Err(error) => {
            tell(&format!("{command} cannot be waited for: {error}"));
            ExitCode::from(2)
        }
    })
}

/// What the last words of a child's runtime mean.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Last {
    /// Nothing more than they say.
    Words,
    /// It was refused memory.
    Refused,
    /// The index broke down in a thread of its own.
    Index,
}

/// Passes on what a child says, but for the last words of its runtime.
fn pass_on(said: impl Read) -> Last {
    /// Longer ones are no words of the runtime's.
    const LONGEST: u64 = 1 << 16;
    const REFUSED: &[u8] = b"memory allocation of ";
    const INDEX: &[u8] = b"Rayon: detected unexpected panic";
    let last_words: [&[u8]; 4] = [REFUSED, INDEX, b"fatal runtime error", b"\nthread '"];
    let (mut said, mut last) = (BufReader::new(said), Last::Words);
    let mut line = Vec::new();
    let mut out = Place::Error.writer();
    while matches!(said.by_ref().take(LONGEST).read_until(b'\n', &mut line), Ok(read) if read > 0) {
        if line.starts_with(REFUSED) {
            last = Last::Refused;
        } else if line.starts_with(INDEX) {
            last = Last::Index;
        }
        if !last_words.iter().any(|words| line.starts_with(words)) {
            let _ = out.write_all(&line);
        }
        line.clear();
    }
    let _ = out.flush();
    last
}

fn ended(command: &str, status: ExitStatus, last: Last, unheard: bool) -> ExitCode {
    if let Some(code) = status.code() {
        return ExitCode::from(u8::try_from(code).unwrap_or(2));
    }
    /// Signals, as Linux numbers them.
    const ABORTED: i32 = 6;
    const KILLED: i32 = 9;
    let signal = system::signal(status).unwrap_or_default();
    let aborted = signal == ABORTED;
    if aborted && last == Last::Index {
        tell(&format!(
            "{command} met an index that nobody wrote: the archive is damaged (`remiss verify` says where, `remiss rebuild` makes it anew)"
        ));
        return ExitCode::from(DAMAGED);
    }
    if aborted && (last == Last::Refused || unheard) {
        tell(&format!(
            "{command} was refused memory: {} ({NARROW})",
            limit()
        ));
    } else if signal == KILLED {
        tell(&format!(
            "{command} was ended from outside, as the system does when memory runs out: {} ({NARROW})",
            limit()
        ));
    } else {
        tell(&format!(
            "{command} broke down (signal {signal}) (please report it, with what you typed; the archive is as it was)"
        ));
    }
    ExitCode::from(2)
}

const NARROW: &str = "give it more, or ask for less: fewer papers, --referral, --limit; `remiss verify` tells whether the archive is damaged; what was committed is safe";

/// How much memory a process may have here.
fn limit() -> String {
    match system::memory() {
        Some(bytes) => format!("the limit is {} MB (ulimit -v)", bytes >> 20),
        None => "no limit is set, the machine has no more".to_owned(),
    }
}
