//! What all requests share: the settings, the key of this run, the room that is
//! answered from now.

use super::adding::Adding;
use super::answer::{Answer, Visit, refused};
use super::example::Example;
use super::picture::Drawing;
use super::review::Memory;
use super::room::{Furnished, Hall, Room, empty};
use super::secret::Secret;
use super::{Papers, Private, Settings};
use crate::archive::{Archive, Reader};
use crate::document::sha256_hex;
use crate::error::{Archive as State, Error, Result};
use crate::ingest::knowing::files::{judgements, standing};
use crate::ingest::knowing::followed;
use crate::known::judgement::Judgements;
use crate::lang::Words;
use crate::position::stance_of;
use axum::http::StatusCode;
use std::net::SocketAddr;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::oneshot;

/// What tells the example from every commit.
const EXAMPLE: &str = "example";

pub(super) struct App {
    pub(super) settings: Settings,
    pub(super) secret: Secret,
    pub(super) at: SocketAddr,
    /// The page of whoever is not let in, and of who has another address.
    pub(super) closed: String,
    room: Mutex<Option<Arc<Room>>>,
    memory: Arc<Memory>,
    pub(super) adding: Adding,
    pub(super) drawing: Drawing,
    pub(super) example: Example,
}

impl App {
    pub(super) fn new(settings: Settings, at: SocketAddr) -> Result<Self> {
        let words = Words::of(settings.lang)?;
        let closed = super::guard::closed_page(&words, settings.listen.is_some());
        Ok(App {
            secret: Secret::new(),
            closed,
            at,
            settings,
            room: Mutex::new(None),
            memory: Arc::default(),
            adding: Adding::default(),
            drawing: Drawing::default(),
            example: Example::default(),
        })
    }

    /// The link with which a browser is let in.
    pub(super) fn link(&self) -> String {
        format!("http://{}/?nyckel={}", self.at, self.secret.token())
    }

    /// The directory of the archive, where there is one to be written to.
    pub(super) fn archive(&self) -> Option<&Path> {
        match &self.settings.papers {
            Papers::Archive(dir) => Some(dir),
            Papers::Memory(_) => None,
        }
    }

    /// Why something is not done, in the language of the page.
    pub(super) fn error(&self, key: &str) -> Error {
        Words::of(self.settings.lang).map_or_else(|broken| broken, |words| words.error(key, &[]))
    }

    /// Something that people judge or add can be kept: not of papers in memory,
    /// nor of such as are shown masked.
    pub(super) fn keeps(&self) -> bool {
        self.archive().is_some() && self.settings.private.is_none() && !self.example.is_shown()
    }

    /// The room on the last commit.
    pub(super) fn room(&self) -> Result<Arc<Room>> {
        let mut room = self.room.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(city) = self.example.reader() {
            if let Some(open) = room.as_ref().filter(|open| open.mark == EXAMPLE) {
                return Ok(Arc::clone(open));
            }
            let open = Room::open(
                city?,
                self.furnished(EXAMPLE.to_owned(), Judgements::default()),
            )?;
            *room = Some(Arc::clone(&open));
            return Ok(open);
        }
        let (mark, archive) = match &self.settings.papers {
            Papers::Memory(_) => (String::new(), None),
            Papers::Archive(dir) => match Archive::open(dir) {
                Ok(archive) => (
                    format!("{} {}", archive.commit()?, standing(dir)),
                    Some(archive),
                ),
                Err(error) if error.of_archive() == Some(State::Missing) => {
                    ("none".to_owned(), None)
                }
                Err(error) => return Err(error),
            },
        };
        let mark = sha256_hex(mark.as_bytes());
        if let Some(open) = room.as_ref().filter(|open| open.mark == mark) {
            return Ok(Arc::clone(open));
        }
        let reader = match (&self.settings.papers, archive) {
            (Papers::Memory(archive), _) => archive.reader()?,
            (_, Some(archive)) => archive.reader()?,
            (_, None) => empty()?,
        };
        let judgements = followed(self.judgements()?, &reader)?;
        let with = self.furnished(mark, judgements);
        let open = Room::open(self.shown(reader)?, with)?;
        *room = Some(Arc::clone(&open));
        Ok(open)
    }

    fn furnished(&self, mark: String, judgements: Judgements) -> Furnished {
        Furnished {
            mark,
            lang: self.settings.lang,
            files: self.settings.files.clone(),
            judgements,
            memory: Arc::clone(&self.memory),
        }
    }

    /// What is shown of private persons.
    fn shown(&self, reader: Reader) -> Result<Reader> {
        match self.settings.private {
            None => Ok(reader),
            Some(how) => reader.without_private_persons(how == Private::Omit),
        }
    }

    /// What people have judged; entries that cannot be read are left out, as in
    /// every command.
    pub(super) fn judgements(&self) -> Result<Judgements> {
        match self.archive() {
            Some(dir) => judgements(dir, |stance| stance_of(&stance.stance).map(drop)),
            None => Ok(Judgements::default()),
        }
    }
}

/// Asks the room on the last commit, and makes what comes of it an answer.
pub(super) async fn ask(
    app: Arc<App>,
    visit: Visit,
    make: impl FnOnce(&Hall<'_>, &Visit) -> Result<Answer> + Send + 'static,
) -> Answer {
    let lang = app.settings.lang;
    let failed = |status: StatusCode, error: &Error| match Words::of(lang) {
        Ok(words) => refused(&words, &visit, status, error),
        Err(_) => {
            Answer::of("text/plain; charset=utf-8", error.to_string().into_bytes()).status(status)
        }
    };
    let told = |status: StatusCode, key: &str| {
        let error = Words::of(lang).map_or_else(|broken| broken, |words| words.error(key, &[]));
        failed(status, &error)
    };
    let opened = tokio::task::spawn_blocking(move || app.room()).await;
    let room = match opened {
        Ok(Ok(room)) => room,
        Ok(Err(error)) => return failed(StatusCode::SERVICE_UNAVAILABLE, &error),
        Err(_) => return told(StatusCode::INTERNAL_SERVER_ERROR, "serve-unanswered"),
    };
    let (answered, answer) = oneshot::channel();
    let asking = visit.clone();
    let asked = room.ask(move |hall| {
        let _ = answered.send(make(hall, &asking));
    });
    if !asked {
        return told(StatusCode::SERVICE_UNAVAILABLE, "serve-busy");
    }
    match answer.await {
        Ok(Ok(answer)) => answer,
        Ok(Err(error)) => failed(StatusCode::BAD_REQUEST, &error),
        Err(_) => told(StatusCode::INTERNAL_SERVER_ERROR, "serve-unanswered"),
    }
}
