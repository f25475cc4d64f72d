//! Files with the content of another are not stored, but remembered with it:
//! once that one is changed or gone, a copy that is still there takes its place.

use super::known::Known;
use super::plan::{Moved, Place, Plan, place};
use super::shelf::Shelf;
use super::{File, Read, display, kept};
use crate::document::sha256_of;
use crate::error::Result;
use crate::files;
use std::collections::BTreeMap;
use std::path::Path;

/// A copy that takes the place of what it is a copy of.
pub(super) struct Heir {
    file: File,
    of: Moved,
}

/// Who takes the place of each content that would be lost.
pub(super) fn heirs(plan: &mut Plan<'_>, known: &Known) -> Vec<Heir> {
    let heir = |(path, sha256): &(String, String)| {
        let mut copies = known.copies(path).into_iter();
        let heir = copies.find(|copy| still_holds(copy, sha256))?;
        let of = Moved {
            from: path.clone(),
            again: false,
        };
        let path = Path::new(&heir);
        let file = File {
            path: path.to_owned(),
            label: display(path),
            size: 0,
            key: heir,
        };
        Some(Heir { file, of })
    };
    let heirs: Vec<Heir> = plan.lost.iter().filter_map(heir).collect();
    let is_handed_over = |path: &String| heirs.iter().any(|heir| heir.of.from == *path);
    plan.dropped.retain(|path| !is_handed_over(path));
    heirs
}

/// What is in an archive is not looked at; it may be there.
fn still_holds(path: &str, sha256: &str) -> bool {
    match place(path) {
        Place::File => files::open(Path::new(path))
            .and_then(sha256_of)
            .map_or(true, |now| now == sha256),
        Place::Archive(_) | Place::Unknown => true,
        Place::Nowhere => false,
    }
}

/// Puts heirs in their places, before what they were copies of is replaced.
pub(super) fn hand_over(
    heirs: &[Heir],
    known: &Known,
    shelf: &Shelf,
    read: &mut Read,
) -> Result<()> {
    for Heir { file, of } in heirs {
        if let Some(paper) = known.refiled(of, file) {
            shelf.keep(&paper, std::slice::from_ref(&of.from))?;
            read.add(kept(paper));
        }
    }
    Ok(())
}

/// Remembers the copies of what stays as it is stored.
pub(super) fn remember(plan: &Plan<'_>, known: &Known, shelf: &Shelf) -> Result<()> {
    let mut owners: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for copy in &plan.copies {
        if known.hashes.get(&copy.owner) == Some(&copy.sha256) {
            owners.entry(&copy.owner).or_default().push(&copy.file.key);
        }
    }
    for (owner, copies) in owners {
        let before = known.copies(owner);
        let is_new = |copy: &&str| !before.iter().any(|known| known == copy);
        if copies.iter().any(is_new)
            && let Some(mut paper) = known.paper(owner)
        {
            paper.document.copies = with(before, &copies, owner);
            shelf.keep(&paper, &[])?;
        }
    }
    Ok(())
}

/// Copies known before and seen now, each once and in order.
pub(super) fn with(mut known: Vec<String>, seen: &[&str], owner: &str) -> Vec<String> {
    known.extend(seen.iter().map(|&copy| copy.to_owned()));
    known.retain(|copy| copy != owner);
    known.sort();
    known.dedup();
    known
}
