//! Words that were read before. Shared by all threads.

use super::Word;
use std::collections::HashMap;
use std::fmt;
use std::hash::{BuildHasher, RandomState};
use std::sync::{Arc, RwLock};

const SHARDS: usize = 16;
/// Words remembered per shard; a text of nothing but new words costs time,
/// not memory.
const MOST: usize = 1 << 15;

type Shard = RwLock<HashMap<Box<str>, Arc<Word>>>;

/// A bounded table from words as written to what was read from them.
#[derive(Default)]
pub(super) struct Memo {
    shards: [Shard; SHARDS],
    hasher: RandomState,
}

impl Memo {
    /// The remembered word, or what `read` makes of it.
    pub(super) fn get(&self, raw: &str, read: impl FnOnce() -> Word) -> Arc<Word> {
        let shard = &self.shards[self.hasher.hash_one(raw) as usize % SHARDS];
        if let Ok(known) = shard.read()
            && let Some(word) = known.get(raw)
        {
            return word.clone();
        }
        let word = Arc::new(read());
        if let Ok(mut known) = shard.write()
            && known.len() < MOST
        {
            known.insert(raw.into(), word.clone());
        }
        word
    }
}

impl fmt::Debug for Memo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Memo")
    }
}
