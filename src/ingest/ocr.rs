//! Words off pictures, by an installed `tesseract` that knows Swedish. One
//! program run a picture, within a time limit; knows no documents.

use crate::error::{Error, Result};
use crate::formats::Picture;
use std::io::{Read, Write};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

/// Longest time for one picture.
const PATIENCE: Duration = Duration::from_secs(120);
const PROGRAM: &str = "tesseract";
/// Its name for Swedish.
const SWEDISH: &str = "swe";
/// How often a running program is looked after.
const TICK: Duration = Duration::from_millis(20);

/// An installed tesseract.
#[derive(Clone, Copy, Debug)]
pub struct Tesseract(());

impl Tesseract {
    /// Finds the program and its Swedish data.
    pub fn find() -> Result<Self> {
        let listed = Command::new(PROGRAM).arg("--list-langs").output();
        let listed = listed.map_err(|_| {
            Error::new("OCR needs the program tesseract, which is not installed").cure(
                "install it with its Swedish data, for example `apt install tesseract-ocr-swe`",
            )
        })?;
        let said = [listed.stdout, listed.stderr].concat();
        let knows = String::from_utf8_lossy(&said)
            .lines()
            .any(|line| line.trim() == SWEDISH);
        if !knows {
            return Err(Error::new("tesseract lacks its Swedish data (swe)")
                .cure("install it, for example `apt install tesseract-ocr-swe`"));
        }
        Ok(Tesseract(()))
    }

    /// One that another process has found.
    pub(super) fn known() -> Self {
        Tesseract(())
    }

    /// The words on a picture; none if the program fails or takes too long.
    pub fn read(&self, picture: &Picture) -> Option<String> {
        let mut child = Command::new(PROGRAM)
            .args(["stdin", "stdout", "-l", SWEDISH])
            // Files are read several at a time already.
            .env("OMP_THREAD_LIMIT", "1")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .ok()?;
        let (input, output) = (child.stdin.take()?, child.stdout.take()?);
        std::thread::scope(|scope| {
            let written = scope.spawn(move || write(input, &picture.file));
            let words = scope.spawn(move || words(output));
            let ended = ended_within(&mut child, PATIENCE);
            let _ = written.join();
            let words = words.join().ok()??;
            ended.filter(ExitStatus::success).map(|_| words)
        })
    }
}

/// How a program ended; none if it was stopped because it took too long.
pub(crate) fn ended_within(child: &mut Child, patience: Duration) -> Option<ExitStatus> {
    let started = Instant::now();
    loop {
        match child.try_wait() {
            Ok(Some(status)) => return Some(status),
            Ok(None) if started.elapsed() < patience => std::thread::sleep(TICK),
            _ => {
                let _ = child.kill();
                let _ = child.wait();
                return None;
            }
        }
    }
}

/// A program that ends early does not read it all.
fn write(mut input: impl Write, file: &[u8]) {
    let _ = input.write_all(file);
}

fn words(mut output: impl Read) -> Option<String> {
    let mut words = Vec::new();
    output.read_to_end(&mut words).ok()?;
    String::from_utf8(words).ok()
}
