//! Which files are one paper: those with the same bytes, unless their names tell
//! different senders.
//!
//! Many answers are one line long, and where the letterhead is a picture only
//! the file's name tells whose it is: "fo2031-00251_7-…", "fo2031-00251_8-…".
//! Such a file is a paper of its own, known by its bytes and its sender.

use super::File;
use crate::archive::file_name;
use crate::document::sha256_hex;
use crate::error::Result;
use crate::segment::sender;
use std::collections::{BTreeMap, HashMap};

/// By what each file is known, by its path.
pub(super) type Identities = HashMap<String, String>;

/// The identity of a file with this hash that its sender tells apart.
pub(super) fn with_sender(hash: &str, path: &str) -> Option<String> {
    let sender = sender(&file_name(path))?;
    Some(sha256_hex(format!("{hash}\n{sender}").as_bytes()))
}

/// By what each file is known, in place of the hash of its bytes alone; `stored`
/// is by what a path was known before.
pub(super) fn told_apart(
    files: &[File],
    hashes: Vec<Result<String>>,
    stored: &HashMap<String, String>,
) -> (Vec<Result<String>>, Identities) {
    let senders: Vec<Option<String>> = files
        .iter()
        .map(|file| sender(&file_name(&file.key)))
        .collect();
    // Of each content the first sender by name keeps the plain hash.
    let mut first: BTreeMap<String, String> = BTreeMap::new();
    for (hash, sender) in hashes.iter().zip(&senders) {
        if let (Ok(hash), Some(sender)) = (hash, sender) {
            let known = first.entry(hash.clone()).or_insert_with(|| sender.clone());
            if sender < known {
                known.clone_from(sender);
            }
        }
    }
    let own = |((file, hash), sender): ((&File, Result<String>), &Option<String>)| {
        let hash = hash?;
        let Some(sender) = sender else {
            return Ok(hash);
        };
        let Some(own) = with_sender(&hash, &file.key) else {
            return Ok(hash);
        };
        let was = stored.get(&file.key);
        // What a run alone cannot see, the archive remembers.
        let apart = match was {
            Some(was) if *was == hash || *was == own => *was == own,
            _ => first.get(&hash).is_some_and(|first| first != sender),
        };
        Ok(if apart { own } else { hash })
    };
    let hashes: Vec<Result<String>> = files.iter().zip(hashes).zip(&senders).map(own).collect();
    let known = files.iter().zip(&hashes);
    let known =
        known.filter_map(|(file, hash)| Some((file.key.clone(), hash.as_ref().ok()?.clone())));
    let identities = known.collect();
    (hashes, identities)
}
