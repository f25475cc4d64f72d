//! The prototype of a family: the wording that most of its texts have at each
//! place (LobbyBack, Burgess et al. 2016). It need not stand in any one text.

use super::families::Family;
use super::texts::Text;
use crate::overlap::align::{Op, edits};
use std::collections::BTreeMap;
use std::ops::Range;

/// A stretch of the prototype.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Number of a text that has it.
    pub text: usize,
    /// Its words there.
    pub words: Range<usize>,
    /// Texts of the family that have it.
    pub texts: usize,
}

/// Texts that have some words, and where.
type Holders = Vec<(usize, Range<usize>)>;

/// The wording of the most at each place of the medoid.
pub fn prototype(family: &Family, texts: &[Text]) -> Vec<Place> {
    let medoid = &texts[family.medoid];
    let mut kept = vec![0; medoid.words.len()];
    // By the medoid's word they stand before: other words, and who has them.
    let mut others: BTreeMap<usize, BTreeMap<&[u64], Holders>> = BTreeMap::new();
    for member in &family.members {
        let words = &texts[member.text].words;
        for edit in edits(&medoid.words, words) {
            match edit.op {
                Op::Keep => edit.a.for_each(|at| kept[at] += 1),
                Op::Insert | Op::Replace => {
                    let place = others.entry(edit.a.end).or_default();
                    let same = place.entry(&words.hashes[edit.b.clone()]).or_default();
                    same.push((member.text, edit.b));
                }
                Op::Delete | Op::MovedHere | Op::MovedAway => {}
            }
        }
    }
    let most = |count: usize| count * 2 > family.members.len();
    let mut places: Vec<Place> = Vec::new();
    for at in 0..=kept.len() {
        let here = others.get(&at).into_iter().flat_map(BTreeMap::values);
        for same in here.filter(|same| most(same.len())) {
            let (text, words) = same[0].clone();
            places.push(Place {
                text,
                words,
                texts: same.len(),
            });
        }
        let Some(&count) = kept.get(at).filter(|count| most(**count)) else {
            continue;
        };
        match places.last_mut() {
            Some(last)
                if last.text == family.medoid && last.texts == count && last.words.end == at =>
            {
                last.words.end += 1;
            }
            _ => places.push(Place {
                text: family.medoid,
                words: at..at + 1,
                texts: count,
            }),
        }
    }
    places
}
