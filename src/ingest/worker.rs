//! Packed documents are taken apart in a process of their own, within a
//! budget of memory and time: a library that runs wild costs one document.
//!
//! The parent hands over the open file as the worker's standard input and
//! reads one line of JSON, then the text, from its standard output. Text files
//! need no library and no worker.

use super::Options;
use super::ocr::Tesseract;
use super::unpack::{Unpacked, unpack, unwritable};
use crate::decode::{Decoded, NotText};
use crate::formats::{self, Ocr, Picture};
use crate::limits::{Limit, Limits};
use crate::system;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::cell::Cell;
use std::fs::File;
use std::io::{BufRead, BufReader, ErrorKind, Read, Write};
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::Mutex;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::time::Duration;

/// The first argument of a worker.
pub const WORKER: &str = "take-apart";
/// Longest line of JSON that a worker may answer with, in bytes.
const LONGEST_ANSWER: u64 = 64 << 20;
/// What is asked of a worker: a document, its pictures read too.
const PICTURES: &str = "pictures";
/// An archive, and one of which pictures are wanted too.
const ARCHIVE: [&str; 2] = ["archive", "archive-pictures"];
/// Memory for reading a picture, in bytes: a page at 300 dpi and the model.
const OCR_MEMORY: u64 = 1 << 30;
/// How much longer than it may compute a worker may take: the machine may be
/// busy with other work.
const PATIENCE: u32 = 3;

/// What a worker answers.
#[derive(Serialize, Deserialize)]
enum Answer {
    /// A document: its text follows.
    Text {
        encoding: String,
        notes: Vec<String>,
        size: u64,
        /// Every picture that was handed out to be read was.
        ocr: bool,
    },
    /// A page as it looks: its picture follows.
    Drawn {
        size: u64,
    },
    /// An archive: its files stand in the directory that was given.
    Files(Unpacked),
    Refused(NotText),
}

/// Decodes a document in a worker; and whether its pictures were read, if it
/// has any.
pub(super) fn decode(
    program: &Path,
    file: File,
    name: &str,
    options: &Options,
) -> Result<(Decoded, bool), NotText> {
    let kind = match options.ocr {
        Some(_) => PICTURES,
        None => "document",
    };
    let (answer, text) = ask(program, file, [kind, name, ""], &options.limits)?;
    let Answer::Text {
        encoding,
        notes,
        ocr,
        ..
    } = answer
    else {
        return Err(refused(answer));
    };
    let decoded = Decoded {
        text: String::from_utf8(text).map_err(|_| failed("answered no text"))?,
        encoding: Cow::Owned(encoding),
        line_bytes: Vec::new(),
        notes,
    };
    Ok((decoded, ocr))
}

/// Unpacks an archive of this name into `dir` in a worker.
pub(super) fn files(
    program: &Path,
    archive: File,
    name: &str,
    dir: &Path,
    options: &Options,
) -> Result<Unpacked, NotText> {
    let dir = dir.to_str().ok_or_else(|| {
        let why = "the name of the directory for temporary files is not UTF-8";
        unwritable(&std::io::Error::other(why))
    })?;
    let kind = ARCHIVE[usize::from(options.ocr.is_some())];
    match ask(program, archive, [kind, name, dir], &options.limits)?.0 {
        Answer::Files(files) => Ok(files),
        answer => Err(refused(answer)),
    }
}

/// What is asked of a worker that draws.
#[cfg(feature = "serve")]
const DRAW: &str = "draw";
/// How long drawing may take, in seconds, and how large a picture may be.
const DRAWING: (u64, u64) = (15, 32 << 20);

/// A page of a PDF as it looks, as PNG, drawn in a worker; lines that read as
/// one of `marked` are marked on it.
#[cfg(feature = "serve")]
pub(crate) fn draw(
    program: &Path,
    file: File,
    (page, marked): (u32, &[String]),
    limits: &Limits,
) -> Result<Vec<u8>, NotText> {
    let mut limits = *limits;
    let seconds = limits.get(Limit::Seconds).min(DRAWING.0);
    // A smaller number of the same limit is one.
    let _ = limits.set(&format!("seconds={seconds}"));
    let lines: Vec<String> = marked
        .iter()
        .map(|line| line.replace(char::is_control, " "))
        .collect();
    let what = [DRAW, &lines.join("\n"), &page.to_string()];
    match ask(program, file, what, &limits)? {
        (Answer::Drawn { .. }, picture) => Ok(picture),
        (answer, _) => Err(refused(answer)),
    }
}

fn refused(answer: Answer) -> NotText {
    match answer {
        Answer::Refused(reason) => reason,
        _ => failed("answered something else"),
    }
}

fn failed(what: &str) -> NotText {
    NotText::new(
        format!("could not be read: its reader {what}"),
        "open it in the program it was made with and save it again, or as text",
    )
}

/// Runs a worker to its end, or to the end of its budget.
fn ask(
    program: &Path,
    file: File,
    what: [&str; 3],
    limits: &Limits,
) -> Result<(Answer, Vec<u8>), NotText> {
    let started = Command::new(program)
        .arg(WORKER)
        .args(what)
        .args(limits.arguments())
        .env("RUST_BACKTRACE", "0")
        .stdin(file)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn();
    let mut child = started.map_err(|error| failed(&format!("cannot be started: {error}")))?;
    let (output, errors) = (child.stdout.take(), child.stderr.take());
    let child = Mutex::new(child);
    let seconds = u32::try_from(limits.get(Limit::Seconds)).unwrap_or(u32::MAX);
    let mut patience = Duration::from_secs(1) * seconds.saturating_mul(PATIENCE);
    if what[0] == PICTURES {
        patience += Duration::from_secs(limits.get(Limit::Ocr));
    }
    let (done, watch) = mpsc::channel::<()>();
    let (read, complaint, late) = std::thread::scope(|scope| {
        let child = &child;
        let watchdog = scope.spawn(move || {
            let late = watch.recv_timeout(patience) == Err(RecvTimeoutError::Timeout);
            if late && let Ok(mut child) = child.lock() {
                let _ = child.kill();
            }
            late
        });
        let complaint = scope.spawn(|| complaint(errors));
        let read = output.and_then(|output| answer(output, limits));
        drop(done);
        (
            read,
            complaint.join().unwrap_or_default(),
            watchdog.join().unwrap_or(false),
        )
    });
    let status = child.into_inner().ok().and_then(end);
    if late {
        let clock = if what[0] == PICTURES {
            Limit::Ocr
        } else {
            Limit::Seconds
        };
        return Err(limits.passed(clock));
    }
    match (read, status) {
        (Some(read), Some(status)) if status.success() => Ok(read),
        (_, status) => Err(why(status, &complaint, limits)),
    }
}

fn end(mut child: Child) -> Option<ExitStatus> {
    // One that is still writing has nothing more to say.
    if !matches!(child.try_wait(), Ok(Some(_))) {
        let waited = (0..50).any(|_| {
            std::thread::sleep(Duration::from_millis(1));
            matches!(child.try_wait(), Ok(Some(_)))
        });
        if !waited {
            let _ = child.kill();
        }
    }
    child.wait().ok()
}

/// The worker's answer and the text that follows it.
fn answer(output: impl Read, limits: &Limits) -> Option<(Answer, Vec<u8>)> {
    let mut output = BufReader::new(output);
    let mut line = Vec::new();
    let mut head = output.by_ref().take(LONGEST_ANSWER);
    head.read_until(b'\n', &mut line).ok()?;
    let answer: Answer = serde_json::from_slice(&line).ok()?;
    let (size, most) = match &answer {
        Answer::Text { size, .. } => (size, 2 * limits.bytes(Limit::Text)),
        Answer::Drawn { size } => (size, DRAWING.1),
        _ => return Some((answer, Vec::new())),
    };
    if *size > most {
        return None;
    }
    let mut text = Vec::new();
    output.take(*size).read_to_end(&mut text).ok()?;
    (text.len() as u64 == *size).then_some((answer, text))
}

/// The start of what a worker says on its standard error.
fn complaint(errors: Option<impl Read>) -> String {
    let mut told = Vec::new();
    if let Some(mut errors) = errors {
        let _ = errors.by_ref().take(4096).read_to_end(&mut told);
        let _ = std::io::copy(&mut errors, &mut std::io::sink());
    }
    String::from_utf8_lossy(&told).into_owned()
}

/// Why a worker ended without an answer.
fn why(status: Option<ExitStatus>, complaint: &str, limits: &Limits) -> NotText {
    if complaint.contains("memory allocation") {
        return limits.passed(Limit::Memory);
    }
    if let Some(signal) = status.and_then(system::signal) {
        const OUT_OF_TIME: i32 = 24;
        return match signal {
            OUT_OF_TIME => limits.passed(Limit::Seconds),
            _ => failed(&format!("broke down (signal {signal})")),
        };
    }
    match status {
        Some(status) => failed(&format!("broke down ({status})")),
        None => failed("broke down"),
    }
}

/// The worker's side: takes apart what stands on standard input. `arguments`
/// are those behind [`WORKER`].
pub fn serve(arguments: &[String], out: &mut dyn Write) -> std::io::Result<()> {
    let [kind, name, dir, limits @ ..] = arguments else {
        return Err(std::io::Error::other("this command is not for people"));
    };
    let limits = Limits::from_arguments(limits).unwrap_or_default();
    // What reads pictures inherits the bound, and needs more.
    let more = if kind == PICTURES { OCR_MEMORY } else { 0 };
    system::confine(
        limits.get(Limit::Seconds),
        limits.bytes(Limit::Memory) + more,
    )?;
    let mut text = Vec::new();
    let answer = match kind.as_str() {
        #[cfg(feature = "serve")]
        DRAW => given(&limits).and_then(|bytes| {
            let marked: Vec<&str> = name.lines().collect();
            text = formats::draw(&bytes, dir.parse().unwrap_or(0), &marked, &limits)?;
            Ok(Answer::Drawn {
                size: text.len() as u64,
            })
        }),
        kind if ARCHIVE.contains(&kind) => {
            unpacked(name, Path::new(dir), kind == ARCHIVE[1], &limits)
        }
        _ => document(kind, name, &limits).map(|(decoded, ocr)| {
            text = decoded.text.into_bytes();
            Answer::Text {
                encoding: decoded.encoding.into_owned(),
                notes: decoded.notes,
                size: text.len() as u64,
                ocr,
            }
        }),
    };
    serde_json::to_writer(&mut *out, &answer.unwrap_or_else(Answer::Refused))?;
    out.write_all(b"\n")?;
    out.write_all(&text)?;
    out.flush()
}

/// What stands on standard input.
fn given(limits: &Limits) -> Result<Vec<u8>, NotText> {
    let mut bytes = Vec::new();
    let mut input = std::io::stdin().lock();
    let read = input
        .by_ref()
        .take(limits.bytes(Limit::File) + 1)
        .read_to_end(&mut bytes);
    read.map_err(|error| match error.kind() {
        ErrorKind::OutOfMemory => limits.passed(Limit::Memory),
        _ => failed(&format!("was given nothing: {error}")),
    })?;
    limits.check_bytes(Limit::File, bytes.len() as u64)?;
    Ok(bytes)
}

fn document(kind: &str, name: &str, limits: &Limits) -> Result<(Decoded, bool), NotText> {
    let bytes = given(limits)?;
    let tesseract = Tesseract::known();
    // A picture without words is read as well; one that failed may be next time.
    let all = Cell::new(kind == PICTURES);
    let read = |picture: &Picture| {
        let words = tesseract.read(picture);
        all.set(all.get() && words.is_some());
        words
    };
    let ocr: Option<&Ocr<'_>> = (kind == PICTURES).then_some(&read);
    let decoded = formats::decode_with(&bytes, name, limits, ocr)?;
    Ok((decoded, all.get()))
}

fn unpacked(name: &str, dir: &Path, pictures: bool, limits: &Limits) -> Result<Answer, NotText> {
    // The same open file, but one that can be read from any place.
    let archive = system::input();
    let archive = archive.map_err(|error| failed(&format!("was given nothing: {error}")))?;
    unpack(archive, name, dir, pictures, limits).map(Answer::Files)
}
