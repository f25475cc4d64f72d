//! One commit of the archive, and the threads that answer from it.
//!
//! Every question is answered from one room: nothing on a page is of another
//! commit than the rest of it. A room that is no longer the last one ends when
//! what was asked of it is answered. Knows no requests and no pages.

use super::held::Held;
use super::review::Memory;
use crate::archive::{Archive, Reader};
use crate::corpus::Names;
use crate::error::{Error, Result};
use crate::focus::FocusFiles;
use crate::known::judgement::Judgements;
use crate::lang::{Lang, Words};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, SyncSender, TrySendError, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};

/// Questions that may wait.
const WAITING: usize = 128;
/// Questions that are answered at once, at most.
const THREADS: usize = 4;

/// What a question is answered from.
pub(super) struct Hall<'h> {
    pub(super) reader: &'h Reader,
    pub(super) names: &'h Names<'h>,
    pub(super) words: &'h Words,
    pub(super) held: &'h Held,
    pub(super) files: &'h FocusFiles,
    pub(super) judgements: &'h Judgements,
    pub(super) memory: &'h Memory,
}

type Question = Box<dyn FnOnce(&Hall<'_>) + Send>;

/// A commit that is answered from.
pub(super) struct Room {
    /// What tells this commit, and what people had judged, from all others.
    pub(super) mark: String,
    asked: SyncSender<Question>,
}

/// What a room is opened with.
pub(super) struct Furnished {
    pub(super) mark: String,
    pub(super) lang: Lang,
    pub(super) files: FocusFiles,
    pub(super) judgements: Judgements,
    /// What outlasts a commit.
    pub(super) memory: Arc<Memory>,
}

impl Room {
    /// Opens a room on the last commit.
    pub(super) fn open(reader: Reader, with: Furnished) -> Result<Arc<Self>> {
        let (asked, questions) = sync_channel(WAITING);
        let mark = with.mark.clone();
        std::thread::Builder::new()
            .name("room".to_owned())
            .spawn(move || answer(&reader, &with, questions))
            .map_err(|error| Error::new(format!("no thread can be started: {error}")))?;
        Ok(Arc::new(Room { mark, asked }))
    }

    /// Asks; the answer comes by whatever the question carries. Where too many
    /// wait it is not asked.
    pub(super) fn ask(&self, question: impl FnOnce(&Hall<'_>) + Send + 'static) -> bool {
        !matches!(
            self.asked.try_send(Box::new(question)),
            Err(TrySendError::Full(_) | TrySendError::Disconnected(_))
        )
    }
}

/// Answers until nobody can ask any more.
fn answer(reader: &Reader, with: &Furnished, questions: Receiver<Question>) {
    let (names, held) = (Names::of(reader), Held::default());
    let questions = Mutex::new(questions);
    let next = || {
        let questions = questions.lock().unwrap_or_else(PoisonError::into_inner);
        questions.recv()
    };
    let work = || {
        // Part of the program, and read by every test.
        let Ok(words) = Words::of(with.lang) else {
            return;
        };
        let hall = Hall {
            reader,
            names: &names,
            words: &words,
            held: &held,
            files: &with.files,
            judgements: &with.judgements,
            memory: &with.memory,
        };
        while let Ok(question) = next() {
            // Files that are not what was written make the index panic: that
            // question is not answered, the next one is.
            let _ = catch_unwind(AssertUnwindSafe(|| question(&hall)));
        }
    };
    let threads = std::thread::available_parallelism().map_or(2, usize::from);
    std::thread::scope(|scope| {
        for _ in 0..threads.clamp(2, THREADS) {
            scope.spawn(work);
        }
    });
}

/// An archive with nothing in it, where there is none yet.
pub(super) fn empty() -> Result<Reader> {
    Archive::in_memory().reader()
}
