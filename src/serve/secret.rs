//! The key of a run: what the first link holds, what the cookie and the forms
//! are made of, and the password where others may come.

use sha2::{Digest, Sha256};
use std::collections::hash_map::RandomState;
use std::fmt::Write;
use std::hash::{BuildHasher, Hasher};

/// Nobody who was not told can guess it.
#[derive(Clone)]
pub(super) struct Secret {
    key: String,
}

impl Secret {
    /// A new one, of what the system gives each thread to begin its hashes with:
    /// 128 bits a thread that come from its source of random numbers.
    pub(super) fn new() -> Self {
        const THREADS: usize = 4;
        let drawn = || {
            let seeded = RandomState::new();
            [1_u64, 2].map(|at| {
                let mut hasher = seeded.build_hasher();
                hasher.write_u64(at);
                hasher.finish()
            })
        };
        let threads: Vec<_> = (0..THREADS).map(|_| std::thread::spawn(drawn)).collect();
        let mut all = Sha256::new();
        for word in threads
            .into_iter()
            .flat_map(|one| one.join().unwrap_or_else(|_| drawn()))
        {
            all.update(word.to_le_bytes());
        }
        Secret {
            key: hex(&all.finalize()),
        }
    }

    /// What stands in the first link.
    pub(super) fn token(&self) -> String {
        self.made_for("token")
    }

    /// What the cookie holds.
    pub(super) fn cookie(&self) -> String {
        self.made_for("cookie")
    }

    /// What every form holds.
    pub(super) fn form(&self) -> String {
        self.made_for("form")
    }

    /// What tells this run from others, and opens nothing.
    pub(super) fn run(&self) -> String {
        self.made_for("run")[..8].to_owned()
    }

    /// None of them tells another.
    fn made_for(&self, what: &str) -> String {
        let made = Sha256::digest(format!("{} {what}", self.key));
        hex(&made)[..40].to_owned()
    }
}

fn hex(bytes: &[u8]) -> String {
    let mut said = String::with_capacity(2 * bytes.len());
    for byte in bytes {
        // Writing to a string cannot fail.
        let _ = write!(said, "{byte:02x}");
    }
    said
}

/// The two are the same; how long it takes tells nothing of where they part.
pub(super) fn same(one: &str, other: &str) -> bool {
    let [one, other] = [one, other].map(|words| Sha256::digest(words.as_bytes()));
    let apart = one.iter().zip(other.iter());
    apart.fold(0, |apart, (a, b)| apart | (a ^ b)) == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_are_alike_and_none_tells_another() {
        let [a, b] = [Secret::new(), Secret::new()];
        let all = [
            a.token(),
            a.cookie(),
            a.form(),
            b.token(),
            b.cookie(),
            b.form(),
        ];
        for (at, one) in all.iter().enumerate() {
            assert_eq!(one.len(), 40);
            assert!(all.iter().skip(at + 1).all(|other| !same(one, other)));
        }
        assert!(same(&a.token(), &a.token()) && !same("", &a.token()));
    }
}
