//! Lägg till: files that are dropped on the page go into the user's folder, from
//! there into the archive, while it is told how far that is.

use super::answer::{Answer, Page, Visit};
use super::app::App;
use super::guard::Fields;
use super::keeping::archive;
use super::review;
use super::room::Hall;
use super::store::{Incoming, safe};
use crate::archive::Archive;
use crate::decode::printable;
use crate::document::id_of;
use crate::error::{Archive as State, Error, Result};
use crate::ingest::names::is_hidden;
use crate::ingest::{self, Options, Report};
use crate::limits::Limit;
use axum::body::{Body, HttpBody};
use maud::{Markup, html};
use serde_json::json;
use std::future::poll_fn;
use std::path::PathBuf;
use std::pin::pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::sync::{Notify, Semaphore};

/// Files that are received at once.
const AT_ONCE: usize = 4;
/// Files that are told of.
const TOLD: usize = 2_000;
/// Turns in which files are read: so often it is told how far that is.
const TURNS: usize = 12;
/// How long nothing of a file may come.
const SILENCE: Duration = Duration::from_secs(20);
/// How long news are waited for.
const WAIT: Duration = Duration::from_secs(15);
/// How often, and how long between, an archive is asked for that another writes.
const LOCKED: (u32, Duration) = (300, Duration::from_millis(200));

/// What is added now, and what was since the page was served.
pub(super) struct Adding {
    now: Mutex<Now>,
    news: Notify,
    receiving: Semaphore,
}

#[derive(Default)]
struct Now {
    /// Raised with every change.
    number: u64,
    files: Vec<Told>,
    reading: bool,
}

impl Now {
    fn tell(&mut self, name: &str, (path, id): (PathBuf, &str), state: Standing) {
        self.files.push(Told {
            name: name.to_owned(),
            path,
            id: id.to_owned(),
            state,
        });
        let gone = self.files.len().saturating_sub(TOLD);
        self.files.drain(..gone);
    }
}

struct Told {
    name: String,
    path: PathBuf,
    id: String,
    state: Standing,
}

/// How far a file is.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Standing {
    Received,
    Reading,
    Read {
        kind: &'static str,
        units: usize,
        guessed: usize,
    },
    Known,
    /// It is no paper.
    Passed,
    Failed(String),
}

impl Default for Adding {
    fn default() -> Self {
        Adding {
            now: Mutex::default(),
            news: Notify::new(),
            receiving: Semaphore::new(AT_ONCE),
        }
    }
}

impl Adding {
    fn now(&self) -> MutexGuard<'_, Now> {
        self.now.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn change(&self, change: impl FnOnce(&mut Now)) {
        let mut now = self.now();
        change(&mut now);
        now.number += 1;
        drop(now);
        self.news.notify_waiters();
    }

    /// Waits until something is new since that number, or long enough.
    pub(super) async fn news(&self, since: u64) {
        let wait = async {
            loop {
                let news = self.news.notified();
                if self.now().number > since {
                    return;
                }
                news.await;
            }
        };
        let _ = tokio::time::timeout(WAIT, wait).await;
    }
}

/// Receives a file; it is read when all are there. What would be passed over in
/// a folder is, too, when it is dropped; its name is that in the folder.
pub(super) async fn receive(app: &App, name: &str, body: Body) -> Result<String> {
    archive(app)?;
    let mut parts = name.split(['/', '\\']);
    if parts.any(|part| !part.chars().all(|c| c == '.') && is_hidden(part.as_ref())) {
        let name = safe(name);
        app.adding
            .change(|now| now.tell(&name, (PathBuf::new(), ""), Standing::Passed));
        return Ok(name);
    }
    let gone = |_| app.error("serve-no-more");
    let _turn = app.adding.receiving.acquire().await.map_err(gone)?;
    let most = app.settings.options.limits.bytes(Limit::File);
    let mut file = Incoming::begin(&app.settings.folder, name, most)?;
    let mut body = pin!(body);
    loop {
        let next = poll_fn(|cx| body.as_mut().poll_frame(cx));
        let broken_off = || app.error("serve-broke-off");
        let frame = tokio::time::timeout(SILENCE, next)
            .await
            .map_err(|_| broken_off())?;
        match frame {
            None => break,
            Some(Err(_)) => return Err(broken_off()),
            Some(Ok(frame)) => {
                if let Ok(bytes) = frame.into_data() {
                    file.take(&bytes)?;
                }
            }
        }
    }
    let stored = file.end()?;
    let id = id_of(&stored.sha256);
    app.adding.change(|now| {
        now.files.retain(|told| told.path != stored.path);
        now.tell(&stored.name, (stored.path, id), Standing::Received);
    });
    Ok(stored.name)
}

/// Reads what was received, meanwhile; once at a time.
pub(super) fn read(app: &Arc<App>) -> Result<Answer> {
    archive(app)?;
    let mut begin = false;
    app.adding
        .change(|now| begin = !std::mem::replace(&mut now.reading, true));
    if begin {
        let app = Arc::clone(app);
        let started = std::thread::Builder::new()
            .name("reading".to_owned())
            .spawn(move || {
                while let Some(paths) = next(&app) {
                    read_some(&app, &paths);
                }
            });
        started.map_err(|error| Error::new(format!("no thread can be started: {error}")))?;
    }
    Ok(Answer::to("/lagg-till"))
}

/// The files of the next turn; nothing where all are read.
fn next(app: &App) -> Option<Vec<PathBuf>> {
    let mut paths = Vec::new();
    app.adding.change(|now| {
        let waiting = now
            .files
            .iter()
            .filter(|told| told.state == Standing::Received)
            .count();
        let some = waiting.div_ceil(TURNS);
        let next = now
            .files
            .iter_mut()
            .filter(|told| told.state == Standing::Received);
        for told in next.take(some) {
            told.state = Standing::Reading;
            paths.push(told.path.clone());
        }
        now.reading = !paths.is_empty();
    });
    (!paths.is_empty()).then_some(paths)
}

fn read_some(app: &App, paths: &[PathBuf]) {
    let read = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| ingested(app, paths)));
    let read = read.unwrap_or_else(|_| Err(Error::new("this could not be read")));
    app.adding.change(|now| {
        let ours = now
            .files
            .iter_mut()
            .filter(|told| paths.contains(&told.path));
        match read {
            Err(error) => ours.for_each(|told| told.state = Standing::Failed(error.to_string())),
            Ok(report) => ours.for_each(|told| told.state = standing(told, &report)),
        }
    });
}

fn ingested(app: &App, paths: &[PathBuf]) -> Result<Report> {
    let dir = app
        .archive()
        .ok_or_else(|| Error::new("there is no archive to read into"))?;
    let options = Options {
        judgements: Arc::new(app.judgements()?),
        ..app.settings.options.clone()
    };
    let mut turn = 0;
    loop {
        let archive = Archive::create(dir)?;
        match ingest::ingest(&archive, paths, &options, &mut |_| {}) {
            Err(error) if error.of_archive() == Some(State::Locked) && turn < LOCKED.0 => {
                turn += 1;
                std::thread::sleep(LOCKED.1);
            }
            ended => return ended,
        }
    }
}

/// What came of a file; of one that holds others, of what it holds.
fn standing(told: &Told, report: &Report) -> Standing {
    let shown = printable(&told.path.display().to_string());
    let inside = |place: &str| {
        let rest = place.strip_prefix(&shown);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    if let Some(row) = report.read.iter().find(|row| row.name == told.name) {
        return Standing::Read {
            kind: row.kind.name(),
            units: row.units.values().sum(),
            guessed: row.guessed.len(),
        };
    }
    let failure = report
        .failures
        .iter()
        .find(|error| error.place().is_some_and(inside))
        .map(Error::to_string);
    let passed = report
        .passed_over
        .iter()
        .chain(&report.pictures)
        .any(|one| inside(one));
    match failure {
        Some(why) => Standing::Failed(why),
        None if passed => Standing::Passed,
        None => Standing::Known,
    }
}

/// The page.
pub(super) fn page(app: &App, hall: &Hall<'_>, visit: &Visit) -> Result<Answer> {
    let dir = archive(app)?;
    let words = hall.words;
    let title = words.say("serve-add");
    let (told, ids, reading) = {
        let now = app.adding.now();
        let ids: Vec<String> = now.files.iter().map(|told| told.id.clone()).collect();
        (files(hall, &now), ids, now.reading)
    };
    let folder = app.settings.folder.display().to_string();
    let given = [
        ("folder", folder.into()),
        ("archive", dir.display().to_string().into()),
    ];
    let page = Page {
        title: &title,
        body: html! {
            h1 { (title) }
            p { (words.with("serve-add-told", &given)) }
            div.drop data-key-of-forms=(visit.form) data-sending=(words.say("serve-sending")) data-failed=(words.say("serve-not-sent")) {
                p { (words.say("serve-drop")) }
                p.choose {
                    label.button { (words.say("serve-choose-files")) input.vh type="file" multiple data-files; }
                    " " label.button { (words.say("serve-choose-folder")) input.vh type="file" multiple webkitdirectory data-files; }
                }
                noscript { p.told { (words.say("serve-needs-script")) } }
            }
            div.progress role="status" aria-live="polite" data-reading[reading] { (told) }
            @if !reading && !ids.is_empty() { (review::of_papers(hall, visit, &ids)?) }
        },
        views: false,
    };
    Ok(page.answer(hall, visit))
}

/// File by file, how far each is.
fn files(hall: &Hall<'_>, now: &Now) -> Markup {
    let words = hall.words;
    let done = now
        .files
        .iter()
        .filter(|told| !matches!(told.state, Standing::Received | Standing::Reading));
    let (done, all) = (done.count(), now.files.len());
    let read = now
        .files
        .iter()
        .filter(|told| matches!(told.state, Standing::Read { .. } | Standing::Known))
        .count();
    html! {
        @if all > 0 {
            p {
                (words.with("serve-read-so-far", &[("n", read.into()), ("all", all.into())]))
                @if done > read { " " (words.count("serve-read-not", done - read)) }
            }
            progress max=(all) value=(done) aria-label=(words.say("serve-progress")) {}
            ul.files { @for told in &now.files {
                li {
                    (told.name) " · "
                    @match &told.state {
                        Standing::Received => { (words.say("serve-received")) }
                        Standing::Reading => { (words.say("serve-reading")) }
                        Standing::Read { kind, units, guessed } => {
                            a href={ "/granska/" (told.id) } { (words.named("paper", kind)) } ", " (words.count("serve-parts-read", *units))
                            @if *guessed > 0 { ", " (words.count("serve-guessed", *guessed)) }
                        }
                        Standing::Passed => { (words.say("serve-passed-over")) }
                        Standing::Known => { (words.say("serve-known")) }
                        Standing::Failed(why) => { span.told { (words.say("serve-unread")) " " (why) } }
                    }
                }
            } }
        }
    }
}

/// News as a browser listens to them: one event, and the word to ask again soon.
pub(super) fn event(app: &App, hall: &Hall<'_>) -> Answer {
    let now = app.adding.now();
    let data = json!({
        "reading": now.reading,
        "html": files(hall, &now).into_string(),
    });
    let event = format!("retry: 250\nid: {}\ndata: {data}\n\n", now.number);
    Answer::of("text/event-stream", event.into_bytes())
}

/// The number of the last news that a browser has.
pub(super) fn last_seen(header: Option<&str>, fields: &Fields) -> u64 {
    let said = header.or_else(|| fields.get("efter"));
    said.and_then(|said| said.parse().ok()).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    #[test]
    fn a_file_is_not_told_by_what_came_of_another() {
        let mut report = Report::default();
        let failed = |path: &str| Error::new("is empty").at(Path::new(path));
        report.failures.push(failed("remissvar/osvar.txt"));
        report.failures.push(failed("remissvar/alla.zip/b.txt"));
        report.passed_over.push("remissvar/tabell.csv".to_owned());
        let standing = |name: &str| {
            let told = Told {
                name: name.to_owned(),
                path: Path::new("remissvar").join(name),
                id: String::new(),
                state: Standing::Reading,
            };
            standing(&told, &report)
        };
        assert_eq!(standing("svar.txt"), Standing::Known);
        assert!(matches!(standing("osvar.txt"), Standing::Failed(_)));
        assert!(matches!(standing("alla.zip"), Standing::Failed(_)));
        assert_eq!(standing("tabell.csv"), Standing::Passed);
    }
}
