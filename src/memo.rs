//! What was read of the same words before, each thread's own: the lines of
//! letterheads, lists and addresses come again in a paper and in the next.
//!
//! Only for what depends on the words alone.

use foldhash::fast::RandomState;
use std::cell::RefCell;
use std::collections::HashMap;
use std::thread::LocalKey;

/// Readings kept at a time; when so many are known, all are forgotten.
const MOST: usize = 1 << 13;
/// Longer words are paragraphs, which hardly come again.
const LONGEST: usize = 200;

/// A bounded table from words to what was read of them.
pub(crate) type Memo<V> = RefCell<HashMap<Box<str>, V, RandomState>>;

/// What is known of the words, or what `read` makes of them.
pub(crate) fn once<V: Clone>(
    memo: &'static LocalKey<Memo<V>>,
    words: &str,
    read: impl FnOnce() -> V,
) -> V {
    if words.len() > LONGEST {
        return read();
    }
    let known = memo.with_borrow(|known| known.get(words).cloned());
    known.unwrap_or_else(|| {
        let found = read();
        memo.with_borrow_mut(|known| {
            if known.len() >= MOST {
                known.clear();
            }
            known.insert(words.into(), found.clone());
        });
        found
    })
}
