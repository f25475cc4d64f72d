//! One answer in several papers: as Word and as PDF, signed and unsigned, in a
//! letter and in its annex. One of them counts; the others are kept with it as
//! its twins, and no command meets them as answers of their own.
//!
//! Papers that may hold the same answer meet under a few hashes of its words
//! ([`likenesses`]); those that do are compared ([`settle`]). Reads no files.

use crate::flow::Flow;
use crate::formats::html;
use crate::line::Lines;
use crate::numbers::{self, Number};
use crate::paper::Paper;
use crate::text::{lower, lower_char};
use crate::unit::{Note, Referral, Twin, Unit};
use std::collections::HashSet;
use std::rc::Rc;

/// Words in a run; two texts are compared by the runs they share.
const RUN: usize = 5;
/// Hashes under which a text is found again: two texts that share nine runs of
/// ten miss each other once in ten thousand times.
const HASHES: usize = 4;
/// Share of the longer text's runs that the other must hold: what one format
/// prints and the other does not (heads, signatures) stays below.
const ALIKE: f32 = 0.7;
/// A text of fewer words is the same only on a referral that is told, or in
/// papers that are the same as a whole.
const FEW: usize = 40;
/// How a note on a twin begins.
const NOTE: &str = "the same answer as ";
/// Words that a note names at most.
const NAMED: usize = 6;

/// The words of a unit's text, as hashes of runs.
struct Words {
    runs: HashSet<u64>,
    count: usize,
}

impl Words {
    fn of(text: &str) -> Self {
        let words = words(text);
        Words {
            runs: runs(&words).collect(),
            count: words.len(),
        }
    }

    fn alike(&self, other: &Words) -> bool {
        let shared = self.runs.intersection(&other.runs).count();
        let longer = self.runs.len().max(other.runs.len());
        longer > 0 && shared as f32 >= ALIKE * longer as f32
    }
}

/// The words of a text in small letters, as hashes.
fn words(text: &str) -> Vec<u64> {
    let mut words = Vec::with_capacity(text.len() / 6);
    let (mut word, mut bytes) = (None, [0; 4]);
    for c in text.chars() {
        let c = lower_char(c);
        if is_of_word(c) {
            let bytes = c.encode_utf8(&mut bytes).bytes();
            word = Some(bytes.fold(word.unwrap_or(NO_LETTERS), step));
        } else {
            words.extend(word.take());
        }
    }
    words.extend(word);
    words
}

/// A letter or digit; most are told without the tables of Unicode.
fn is_of_word(c: char) -> bool {
    c.is_ascii_alphanumeric()
        || !c.is_ascii() && (matches!(c, 'å' | 'ä' | 'ö') || c.is_alphanumeric())
}

/// Runs of words, as hashes; a short text is one.
fn runs(words: &[u64]) -> impl Iterator<Item = u64> {
    let together = |run: &[u64]| run.iter().fold(0, |all, word| mix(all ^ word));
    let run = RUN.min(words.len().max(1));
    words.windows(run).map(together)
}

/// The smallest of a text's runs in several orders.
fn least(words: &[u64]) -> Vec<u64> {
    let mut least = None;
    for run in runs(words) {
        let least: &mut [u64; HASHES] = least.get_or_insert([u64::MAX; HASHES]);
        for (seed, least) in (1..).zip(least) {
            *least = mix(run ^ mix(seed)).min(*least);
        }
    }
    least.map_or_else(Vec::new, Vec::from)
}

/// The hash of no letters.
const NO_LETTERS: u64 = 0xcbf2_9ce4_8422_2325;

/// FNV-1a: the same on every machine, for it is stored.
fn hash(text: &str) -> u64 {
    text.bytes().fold(NO_LETTERS, step)
}

fn step(hash: u64, byte: u8) -> u64 {
    (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
}

fn mix(value: u64) -> u64 {
    let value = (value ^ (value >> 33)).wrapping_mul(0xff51_afd7_ed55_8ccd);
    let value = (value ^ (value >> 33)).wrapping_mul(0xc4ce_b9fe_1a85_ec53);
    value ^ (value >> 33)
}

/// Who says what in which sort of paper: units meet only their like.
fn whose(paper: &Paper, unit: &Unit) -> Option<String> {
    let respondent = unit.respondent.as_deref()?;
    let kind = paper.segmentation.kind.name();
    let (unit, pointer) = (unit.kind.name(), unit.pointer);
    Some(format!("{kind}\n{unit}\n{pointer}\n{}", lower(respondent)))
}

/// The hashes under which a unit with this text meets others.
pub(crate) fn likenesses(paper: &Paper, unit: &Unit, text: &str) -> Vec<u64> {
    let Some(whose) = whose(paper, unit) else {
        return Vec::new();
    };
    let whose = hash(&whose);
    let least = least(&words(text)).into_iter().enumerate();
    least
        .map(|(at, least)| mix(whose ^ mix(least.wrapping_add(at as u64))))
        .collect()
}

/// Settles which of some papers' units count and which are twins of those;
/// gives the papers of which that has changed.
pub(crate) fn settle(papers: Vec<Paper>) -> Vec<Paper> {
    let before: Vec<Vec<Twin>> = papers
        .iter()
        .map(|paper| paper.segmentation.twins.clone())
        .collect();
    let mut papers: Vec<(Paper, Vec<Twin>)> = papers.into_iter().zip(before).collect();
    for (paper, _) in &mut papers {
        restore(paper);
    }
    papers.sort_by_key(|(paper, _)| rank(paper));
    let mut counted: Vec<Counted> = Vec::new();
    for (paper, _) in &mut papers {
        // What people say goes first.
        paper.set_apart();
        part(paper, &mut counted);
    }
    let changed = papers
        .into_iter()
        .filter(|(paper, before)| paper.segmentation.twins != *before);
    changed.map(|(paper, _)| paper).collect()
}

/// Every unit of a paper stands for itself again.
pub(crate) fn restore(paper: &mut Paper) {
    let found = &mut paper.segmentation;
    let twins = std::mem::take(&mut found.twins);
    found.units.extend(twins.into_iter().map(|twin| twin.unit));
    found
        .units
        .sort_by_key(|unit| (unit.span.start, unit.span.end));
    found.notes.retain(|note| !note.text.starts_with(NOTE));
}

/// What says of itself that it replaces another counts before all; a PDF is
/// what is cited; then what has more units, fewer words around them, its columns
/// still set apart; then whatever is always the same.
fn rank(paper: &Paper) -> (bool, u8, [usize; 3], String) {
    let format = match paper.document.encoding.as_str() {
        "PDF" => 0,
        "DOCX" | "ODT" | "RTF" => 1,
        "HTML" | html::PAGE_OF_LINKS => 2,
        _ => 3,
    };
    let text = &paper.document.text;
    let order = [
        usize::MAX - paper.segmentation.units.len(),
        text.split_whitespace().count(),
        usize::MAX - text.len(),
    ];
    let sha256 = paper.document.sha256.clone();
    (!replaces(paper), format, order, sha256)
}

/// "Ersätter tidigare yttrande", "Rättad version", in the head of a paper.
fn replaces(paper: &Paper) -> bool {
    const HEAD: usize = 1500;
    let text = &paper.document.text;
    let head = lower(&text[..text.floor_char_boundary(HEAD)]);
    [
        "ersätter tidigare",
        "ersätter yttrande",
        "ersätter vårt",
        "rättad version",
        "rättat yttrande",
        "reviderat yttrande",
    ]
    .iter()
    .any(|cue| head.contains(cue))
}

/// A unit that counts.
struct Counted {
    whose: String,
    words: Words,
    /// Those of the whole paper.
    around: Rc<Words>,
    referral: Option<Referral>,
    text: String,
    id: String,
    name: String,
    sha256: String,
}

/// Parts the twins of what counts already from a paper's units.
fn part(paper: &mut Paper, counted: &mut Vec<Counted>) {
    let known = counted.len();
    let around = Rc::new(Words::of(&paper.document.text));
    let ids = paper.unit_ids();
    let lines = Lines::new(&paper.document);
    let mut twins: Vec<(usize, Twin, Note)> = Vec::new();
    for (at, unit) in paper.segmentation.units.iter().enumerate() {
        let Some(whose) = whose(paper, unit) else {
            continue;
        };
        let text = Flow::of_span(&lines, &paper.layout, unit.span).text;
        let one = Counted {
            words: Words::of(&text),
            around: Rc::clone(&around),
            referral: unit
                .referral
                .and_then(|at| paper.segmentation.referrals.get(at).cloned()),
            id: ids[at].clone(),
            name: paper.document.name.to_string(),
            sha256: paper.document.sha256.clone(),
            whose,
            text,
        };
        // Within one paper the same words twice are two texts.
        match counted[..known].iter().find(|other| one.is_twin_of(other)) {
            Some(other) => {
                let line = paper.document.index.lines_of(unit.span)[0];
                let text = one.told(other);
                let twin = Twin {
                    unit: unit.clone(),
                    of: other.id.clone(),
                    sha256: other.sha256.clone(),
                };
                twins.push((at, twin, Note { line, text }));
            }
            None => counted.push(one),
        }
    }
    for (at, twin, note) in twins.into_iter().rev() {
        paper.segmentation.units.remove(at);
        paper.segmentation.twins.insert(0, twin);
        paper.segmentation.notes.push(note);
    }
    paper.segmentation.notes.sort_by_key(|note| note.line);
}

impl Counted {
    fn is_twin_of(&self, other: &Counted) -> bool {
        self.whose == other.whose
            && self.words.alike(&other.words)
            && match meet(self.referral.as_ref(), other.referral.as_ref()) {
                Some(same) => same,
                None => {
                    let few = self.words.count.min(other.words.count) < FEW;
                    !few || self.around.alike(&other.around)
                }
            }
    }

    /// That it is the same, and where its words differ.
    fn told(&self, other: &Counted) -> String {
        let mut text = format!("{NOTE}{} in {}, which is counted", other.id, other.name);
        let words = |text: &str| -> Vec<String> {
            let words = text.split(|c: char| !c.is_alphanumeric());
            words
                .filter(|word| !word.is_empty())
                .map(str::to_owned)
                .collect()
        };
        let (own, others) = (words(&self.text), words(&other.text));
        let only = |of: &[String], beside: &[String]| -> Vec<String> {
            let beside: HashSet<&str> = beside.iter().map(String::as_str).collect();
            let mut only: Vec<String> = Vec::new();
            for word in of {
                if !beside.contains(word.as_str()) && !only.contains(word) && only.len() < NAMED {
                    only.push(word.clone());
                }
            }
            only
        };
        for (where_to, found) in [
            ("only here", only(&own, &others)),
            ("only there", only(&others, &own)),
        ] {
            if !found.is_empty() {
                text.push_str(&format!("; {where_to}: {}", found.join(", ")));
            }
        }
        text
    }
}

/// Whether two referrals are one by what they tell; `None` where they do not.
fn meet(a: Option<&Referral>, b: Option<&Referral>) -> Option<bool> {
    let (a, b) = (a?, b?);
    let read = |referral: &Referral| -> Vec<Number> {
        let printed = referral.numbers.iter().chain(&referral.diarienummer);
        printed.filter_map(|number| numbers::read(number)).collect()
    };
    let (ours, theirs) = (read(a), read(b));
    if !ours.is_empty() && !theirs.is_empty() {
        return Some(
            ours.iter()
                .any(|one| theirs.iter().any(|other| one.may_be(other))),
        );
    }
    let same = !a.title.is_empty() && lower(&a.title) == lower(&b.title);
    same.then_some(true)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Document;

    const ANSWER: &str = "Ekeby kommun\n\nDatum 2031-05-12\n\nSjöfartsdepartementet\n\nYttrande över betänkandet Hamnar för alla (SOU 2031:6)\n\nEkeby kommun tillstyrker förslaget om en gemensam hamnavgift. Avgiften bör dock tas ut av den som lägger till och inte av den som äger kajen.\n\nKommunen saknar en beräkning av vad tillsynen kostar de mindre hamnarna.\n";

    fn paper(name: &str, text: &str) -> Paper {
        Paper::read(Document::from_text(name, text))
    }

    #[test]
    fn one_answer_in_two_papers_counts_once() {
        let other = ANSWER.replace("dock ", "");
        let changed = settle(vec![paper("a.txt", ANSWER), paper("b.txt", &other)]);
        let [twin] = &changed[..] else {
            panic!("one of the two is a twin");
        };
        assert!(twin.segmentation.units.is_empty());
        assert_eq!(twin.segmentation.twins.len(), 1);
        let note = twin
            .segmentation
            .notes
            .iter()
            .find(|note| note.text.starts_with(NOTE));
        assert!(note.is_some_and(|note| note.text.contains("dock")));
        // Settled again with the other, nothing changes; alone it counts.
        let other = [ANSWER, &other].map(|text| paper("x.txt", text));
        let counts = other
            .into_iter()
            .find(|one| one.document.sha256 != twin.document.sha256);
        assert!(settle(vec![counts.unwrap(), twin.clone()]).is_empty());
        let alone = settle(vec![twin.clone()]);
        assert_eq!(alone[0].segmentation.units.len(), 1);
        assert!(alone[0].segmentation.twins.is_empty());
    }

    #[test]
    fn other_respondents_and_other_referrals_are_no_twins() {
        let region = ANSWER.replace("Ekeby kommun", "Region Norr");
        let later = ANSWER.replace("SOU 2031:6", "SOU 2033:9");
        for other in [region, later] {
            assert!(settle(vec![paper("a.txt", ANSWER), paper("b.txt", &other)]).is_empty());
        }
    }

    #[test]
    fn what_replaces_another_counts() {
        let new = ANSWER.replace("Datum", "Ersätter tidigare yttrande\nDatum");
        let changed = settle(vec![paper("a.txt", ANSWER), paper("b.txt", &new)]);
        assert_eq!(changed[0].document.name, "a.txt");
    }

    #[test]
    fn twins_meet_under_some_hash() {
        let hashes = |text: &str| -> HashSet<u64> {
            let paper = paper("a.txt", text);
            let flows = paper.flows();
            let unit = &paper.segmentation.units[0];
            likenesses(&paper, unit, &flows[0].text)
                .into_iter()
                .collect()
        };
        let other = ANSWER.replace("kajen", "bryggan");
        assert!(!hashes(ANSWER).is_disjoint(&hashes(&other)));
    }
}
