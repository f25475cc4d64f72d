//! The remarks on one topic → stance, confidence, evidence, asks.

use super::asks::Want;
use super::cues::{Class, Hit, Lexicon};
use super::reading::Remark;
use super::walk::Link;
use std::ops::Range;

/// Where a respondent stands on a topic.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stance {
    /// Welcomes it; asks for no change.
    Stöd,
    /// Supports it, and asks or worries.
    StödMedFörbehåll,
    /// Mainly critical.
    Kritik,
    /// Takes it up without valuing it.
    Neutral,
}

impl Stance {
    /// All stances, in the order of a table.
    pub const ALL: [Stance; 4] = [
        Stance::Stöd,
        Stance::StödMedFörbehåll,
        Stance::Kritik,
        Stance::Neutral,
    ];

    /// The name in machine-readable output.
    pub fn name(self) -> &'static str {
        match self {
            Stance::Stöd => "stöd",
            Stance::StödMedFörbehåll => "stöd_med_förbehåll",
            Stance::Kritik => "kritik",
            Stance::Neutral => "neutral",
        }
    }

    /// The stance with this name; dots, rings and spaces may be left out.
    pub fn from_name(name: &str) -> Option<Self> {
        let fold =
            |name: &str| crate::analyse::undotted(&name.to_lowercase()).replace([' ', '-'], "_");
        let wanted = fold(name);
        Stance::ALL
            .into_iter()
            .find(|stance| fold(stance.name()) == wanted)
    }
}

/// A sentence that bears a judgement, and the cue in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Ground {
    /// Bytes of the text.
    pub range: Range<usize>,
    /// Bytes of the cue; none if no cue decided.
    pub cue: Range<usize>,
    /// Its name in the lexicon.
    pub cue_id: String,
}

impl Ground {
    /// A sentence that no cue decides on.
    pub(super) fn bare(range: Range<usize>) -> Self {
        Ground {
            cue: range.start..range.start,
            cue_id: String::new(),
            range,
        }
    }
}

/// A judgement on one topic.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Judgement {
    /// Index of the area.
    pub area: usize,
    /// The stance.
    pub stance: Stance,
    /// 0 to 1.
    pub confidence: f64,
    /// What it rests on, the deciding sentence first.
    pub evidence: Vec<Ground>,
    /// What it asks for; filled in once all areas are judged.
    pub asks: Vec<Want>,
    /// Sentences that miss something or find fault.
    pub objections: Vec<Range<usize>>,
}

impl Judgement {
    /// Of what is not valued.
    pub(super) fn unsaid(area: usize) -> Self {
        Judgement {
            area,
            stance: Stance::Neutral,
            confidence: 0.0,
            evidence: Vec::new(),
            asks: Vec::new(),
            objections: Vec::new(),
        }
    }
}

/// A row below this is not shown unless asked for.
pub const CONFIDENT: f64 = 0.5;
/// Sentences shown as evidence.
const SHOWN: usize = 4;

/// The weightiest of each kind of cue.
#[derive(Default)]
struct Weights {
    praise: u8,
    negative: u8,
    ask: u8,
    worry: u8,
    turned: bool,
    /// What is praised is taken back behind it: "klokt, men det får inte …".
    taken_back: bool,
    salience: bool,
    /// Sums of strengths.
    praises: u32,
    negatives: u32,
}

/// What is judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum About {
    /// A focus area.
    Area,
    /// The proposal as a whole.
    Whole,
    /// The whole, by members who voted against: they do not simply support it.
    Opposed,
}

/// Judges one topic from all its remarks, in order.
pub(super) fn judge(
    area: usize,
    remarks: &[&Remark],
    about: About,
    lexicon: &Lexicon,
) -> Judgement {
    let mut weights = Weights::default();
    for remark in remarks {
        // Praise, and a contrast behind it that no more praise follows.
        let (mut contrast, mut praised, mut turns) = (false, false, false);
        for hit in &remark.hits {
            match hit.class {
                Class::Praise => {
                    (praised, turns) = (true, false);
                    weights.praise = weights.praise.max(hit.strength);
                    weights.praises += u32::from(hit.strength);
                }
                Class::Lack | Class::Critique => {
                    weights.negative = weights.negative.max(hit.strength);
                    weights.negatives += u32::from(hit.strength);
                }
                Class::Ask => {
                    weights.ask = weights.ask.max(hit.strength);
                    weights.turned |= contrast;
                }
                Class::Worry => weights.worry = weights.worry.max(hit.strength),
                Class::Contrast => {
                    contrast = true;
                    turns = praised;
                }
                Class::Salience => {
                    weights.salience = true;
                    weights.turned |= contrast;
                }
                Class::Nothing => {}
            }
        }
        weights.taken_back |= turns && about != About::Area;
    }
    let mut stance = stance(&weights);
    // Who votes against and praises nothing is against.
    stance = match (about, stance) {
        (About::Opposed, Stance::Stöd) => Stance::StödMedFörbehåll,
        (About::Opposed, Stance::StödMedFörbehåll) if weights.praise == 0 => Stance::Kritik,
        (_, stance) => stance,
    };
    Judgement {
        area,
        stance,
        confidence: confidence(remarks, &weights, about != About::Area),
        evidence: evidence(remarks, stance, lexicon),
        asks: Vec::new(),
        objections: objections(remarks),
    }
}

fn stance(weights: &Weights) -> Stance {
    // A general need asks for nothing; behind a "dock" it does.
    let reserved = weights.ask > 1 || weights.worry > 1 || weights.turned || weights.taken_back;
    let mostly_against = weights.praise < 3 && weights.praises * 2 < weights.negatives;
    match (weights.praise, weights.negative) {
        (0 | 1, 2..) => Stance::Kritik,
        (_, 2..) if mostly_against => Stance::Kritik,
        (_, 2..) => Stance::StödMedFörbehåll,
        (praise, _) if praise > 0 => {
            if reserved || weights.negative > 0 || weights.worry > 0 {
                Stance::StödMedFörbehåll
            } else {
                Stance::Stöd
            }
        }
        _ if reserved || weights.negative > 0 => Stance::StödMedFörbehåll,
        _ => Stance::Neutral,
    }
}

/// How sure it is that the topic is raised, and judged so.
fn confidence(remarks: &[&Remark], weights: &Weights, whole: bool) -> f64 {
    let link = remarks.iter().map(|remark| remark.link).max();
    let opened = match link {
        Some(Link::Opens | Link::Headed) => 0.55,
        _ => 0.4,
    };
    let strongest = [weights.praise, weights.negative, weights.ask, weights.worry]
        .into_iter()
        .max()
        .unwrap_or(0);
    let cued = remarks
        .iter()
        .filter(|remark| !remark.hits.is_empty())
        .count();
    // A verdict on the whole needs more than "tydliggör".
    if whole && strongest < 2 {
        return 0.3 + 0.1 * f64::from(strongest);
    }
    let sure = opened + 0.08 * f64::from(strongest) + 0.03 * cued.min(4) as f64;
    // Pooled words are no verdict.
    let most = if whole { 0.88 } else { 0.97 };
    (sure.min(most) * 100.0).round() / 100.0
}

/// The weight of a cue for a stance.
fn weight(hit: &Hit, stance: Stance) -> u8 {
    let strength = hit.strength;
    match (stance, hit.class) {
        (Stance::Stöd, Class::Praise) => 10 + strength,
        (Stance::StödMedFörbehåll, Class::Ask) => 10 + strength,
        (Stance::StödMedFörbehåll, Class::Lack | Class::Critique) => 9 + strength,
        (Stance::StödMedFörbehåll, Class::Praise | Class::Worry) => 5 + strength,
        (Stance::Kritik, Class::Lack | Class::Critique) => 10 + strength,
        (Stance::Kritik, Class::Ask | Class::Worry) => 4 + strength,
        (_, Class::Salience) => 2,
        _ => 0,
    }
}

/// The weight of a sentence for a stance.
fn bearing(remark: &Remark, stance: Stance) -> u8 {
    let cues = remark.hits.iter().map(|hit| weight(hit, stance)).max();
    cues.unwrap_or(0) * 4 + remark.link as u8
}

fn evidence(remarks: &[&Remark], stance: Stance, lexicon: &Lexicon) -> Vec<Ground> {
    let mut order: Vec<usize> = (0..remarks.len()).collect();
    if remarks.iter().any(|remark| !remark.hits.is_empty()) {
        order.retain(|&at| !remarks[at].hits.is_empty());
    }
    order.sort_by_cached_key(|&at| (std::cmp::Reverse(bearing(remarks[at], stance)), at));
    let grounds = order.into_iter().take(SHOWN).map(|at| {
        let remark = remarks[at];
        let best = (0..remark.hits.len())
            .max_by_key(|&hit| (weight(&remark.hits[hit], stance), std::cmp::Reverse(hit)));
        Ground {
            range: remark.range.clone(),
            cue: best.map_or(0..0, |hit| remark.cues[hit].clone()),
            cue_id: best
                .map(|hit| lexicon.cues[remark.hits[hit].cue].id.clone())
                .unwrap_or_default(),
        }
    });
    grounds.collect()
}

fn objections(remarks: &[&Remark]) -> Vec<Range<usize>> {
    let objects = |remark: &&&Remark| remark.hits.iter().any(|hit| hit.class.is_negative());
    remarks
        .iter()
        .filter(objects)
        .map(|remark| remark.range.clone())
        .collect()
}
