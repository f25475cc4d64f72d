//! Words that were read before, each thread's own: no thread waits for
//! another, and the counts of a common word are not passed between them.

use super::Word;
use foldhash::fast::RandomState;
use std::cell::RefCell;
use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// Words remembered per thread; a text of nothing but new words costs time,
/// not memory.
const MOST: usize = 1 << 17;

static NEXT: AtomicU64 = AtomicU64::new(1);

thread_local! {
    static KNOWN: RefCell<Known> = RefCell::default();
}

/// What one thread remembers, and of which analyser.
#[derive(Default)]
struct Known {
    owner: u64,
    words: HashMap<Box<str>, Arc<Word>, RandomState>,
}

/// A bounded table from words as written to what was read from them. A thread
/// remembers the words of the analyser it asked last.
#[derive(Debug)]
pub(super) struct Memo {
    number: u64,
}

impl Default for Memo {
    fn default() -> Self {
        Memo {
            number: NEXT.fetch_add(1, Ordering::Relaxed),
        }
    }
}

impl Memo {
    /// The remembered word, or what `read` makes of it.
    pub(super) fn get(&self, raw: &str, read: impl FnOnce() -> Word) -> Arc<Word> {
        KNOWN.with_borrow_mut(|known| {
            if known.owner != self.number {
                *known = Known {
                    owner: self.number,
                    ..Known::default()
                };
            }
            if let Some(word) = known.words.get(raw) {
                return word.clone();
            }
            let word = Arc::new(read());
            if known.words.len() < MOST {
                known.words.insert(raw.into(), word.clone());
            }
            word
        })
    }
}
