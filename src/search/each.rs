//! The units that match, read one after the other: few are in memory at once, and
//! in document order each paper is loaded once.

use super::resolve::resolve;
use super::{Hit, Matching, Ranked, names, start_of};
use crate::archive::{Facets, Reader, Stored, UnitHit};
use crate::error::{Error, Result};
use crate::matching::marks;

impl Matching {
    /// Counts over all units that match.
    pub fn facets(&self, reader: &Reader) -> Result<Facets> {
        reader.facets(&self.plan)
    }

    /// Units that stand first.
    pub fn len(&self) -> usize {
        self.ranked.len()
    }

    /// Nothing is shown.
    pub fn is_empty(&self) -> bool {
        self.ranked.is_empty()
    }

    /// Units gathered under others.
    pub fn same(&self) -> usize {
        self.ranked.iter().map(|ranked| ranked.same.len()).sum()
    }

    /// Reads the units, best first, and takes one after the other; few are in
    /// memory at once.
    pub fn each<E: From<Error>>(
        &self,
        reader: &Reader,
        mut take: impl FnMut(Hit) -> std::result::Result<(), E>,
    ) -> std::result::Result<(), E> {
        let mut rest = &self.ranked[..];
        while !rest.is_empty() {
            let some;
            (some, rest) = rest.split_at(at_once(rest));
            let units = some
                .iter()
                .flat_map(|ranked| [&ranked.hit].into_iter().chain(&ranked.same));
            let units: Vec<&UnitHit> = units.collect();
            let mut read = resolve(reader, &units, &self.plan)?.into_iter();
            for ranked in some {
                let hit = read.next().flatten();
                let same: Vec<Hit> = read.by_ref().take(ranked.same.len()).flatten().collect();
                if let Some(hit) = hit {
                    let lacks = self.lacking(&hit);
                    take(Hit { same, lacks, ..hit })?;
                }
            }
        }
        Ok(())
    }

    /// The words of the query that a hit lacks, where most will do.
    fn lacking(&self, hit: &Hit) -> Vec<String> {
        let words = self.relaxed.iter().flat_map(|relaxed| &relaxed.words);
        let lacking = words.filter(|asked| marks(&asked.plan, &hit.tokens).is_empty());
        lacking.map(|asked| asked.typed.clone()).collect()
    }

    /// The same in document order: by file name and place.
    pub(super) fn in_place(&self, papers: &[Stored]) -> Self {
        let names = names(papers);
        let mut ordered = self.clone();
        ordered.ranked.sort_by_cached_key(|ranked| {
            let name = names.get(start_of(&ranked.hit.sha256));
            let hit = &ranked.hit;
            (name.copied().unwrap_or(""), hit.sha256.clone(), hit.unit)
        });
        ordered
    }
}

/// Hits that are read at once, or a few more.
pub(super) const AT_ONCE: usize = 256;

/// How many hits are read at once: a paper whose units stand together is loaded
/// once.
fn at_once(ranked: &[Ranked]) -> usize {
    let Some((few, rest)) = ranked.split_at_checked(AT_ONCE) else {
        return ranked.len();
    };
    let last = few.last().map(|ranked| &ranked.hit.sha256);
    let same = |ranked: &&Ranked| Some(&ranked.hit.sha256) == last;
    AT_ONCE + rest.iter().take_while(same).count()
}
