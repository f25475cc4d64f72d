//! What a paper tells of answers: the sentences that sum one up, those about
//! several, whose paragraph holds whom, and how long the answers are.

use super::bill::{Bill, bill};
use super::gathered::start;
use super::section::{Section, sections};
use crate::analyse::Analyser;
use crate::comparison::{Meant, Rarity};
use crate::document::DocumentKind;
use crate::flow::Flow;
use crate::line::Lines;
use crate::paper::Paper;
use crate::position::{Act, Passage, cut};
use crate::unit::{Referral, Unit, UnitKind};
use serde::Deserialize;
use std::sync::LazyLock;

/// A sentence of an account.
#[derive(Clone)]
pub(super) struct Said {
    pub(super) passage: Passage,
    pub(super) meant: Meant,
    /// It tells of several respondents.
    pub(super) several: bool,
}

/// The sentences that sum up one answer.
pub(super) struct Summed {
    pub(super) referral: Option<Referral>,
    pub(super) respondent: String,
    pub(super) said: Vec<Said>,
}

/// A sentence of an answer that underlines something.
pub(super) struct Underlined {
    pub(super) referral: Option<Referral>,
    pub(super) respondent: String,
    pub(super) unit: String,
    pub(super) passage: Passage,
    /// Where on its first line it begins.
    pub(super) start: usize,
    pub(super) meant: Meant,
}

/// What one paper tells of answers.
#[derive(Default)]
pub struct Account {
    pub(super) summed: Vec<Summed>,
    /// Sentences about several that stand in nobody's summary.
    pub(super) several: Vec<(Option<Referral>, Said)>,
    /// Who answers through whom.
    pub(super) through: Vec<(Option<Referral>, String, String)>,
    /// Lines of answers.
    pub(super) lines: Vec<(Option<Referral>, String, usize)>,
    /// What answers underline.
    pub(super) salient: Vec<Underlined>,
    pub(super) rarity: Rarity,
    /// Headings of the paper, if it is an account or a letter, and its name.
    pub(super) sections: (String, Vec<(u32, Section)>),
    /// A bill's reasons, and where it departs from the inquiry.
    pub(super) bill: Bill,
    /// The one proposal that the paper is about.
    pub(super) about: Option<Referral>,
}

impl Account {
    /// It tells what others answered.
    pub fn sums_up(&self) -> bool {
        !self.summed.is_empty() || !self.several.is_empty()
    }

    /// The same without what it makes of answers, which nobody has looked at; the
    /// answers themselves are chosen elsewhere.
    pub fn of_answers_alone(self) -> Self {
        Account {
            summed: Vec::new(),
            several: Vec::new(),
            through: Vec::new(),
            bill: Bill::default(),
            ..self
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Words {
    several: Vec<String>,
    bodies: Vec<String>,
    asked: Vec<String>,
    tells: Vec<String>,
    pub(super) reasons: Vec<String>,
    pub(super) inquiry: Vec<String>,
    pub(super) passages: Vec<String>,
    pub(super) departs: Vec<String>,
    granted: Vec<String>,
    praised: Vec<String>,
    goes_on: Vec<String>,
    pub(super) whole: Vec<String>,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    #[expect(
        clippy::expect_used,
        reason = "the data is part of the program; a test reads it"
    )]
    toml::from_str(include_str!("../lexicon/lost.toml")).expect("lost.toml is well formed")
});

/// The words by which accounts are read.
pub(super) fn words() -> &'static Words {
    &WORDS
}

/// Reads what a paper tells of answers.
pub fn account(paper: &Paper, analyser: &Analyser) -> Account {
    let lines = Lines::new(&paper.document);
    let found = &paper.segmentation;
    let referral = |at: Option<usize>| at.and_then(|at| found.referrals.get(at)).cloned();
    let mut account = Account::default();
    for (unit, id) in found.units.iter().zip(paper.unit_ids()) {
        let respondent = unit.respondent.clone().unwrap_or_default();
        match unit.kind {
            UnitKind::Sammanfattning => {
                let flow = Flow::of_span(&lines, &paper.layout, unit.span);
                let said = said(paper, &flow, &respondent, analyser);
                // Behind the last paragraph stands what is said of all.
                let of_all = said.iter().filter(|said| is_of_all(&said.passage.quote));
                let of_all = of_all.map(|said| (referral(unit.referral), said.clone()));
                account.several.extend(of_all);
                account.summed.push(Summed {
                    referral: referral(unit.referral),
                    said,
                    respondent,
                });
            }
            UnitKind::Yttrande if !unit.pointer => {
                let flow = Flow::of_span(&lines, &paper.layout, unit.span);
                let named = referral(unit.referral);
                account.read(paper, &flow, (named, &respondent, &id), analyser);
                let count = lines_of(paper, unit);
                account
                    .lines
                    .push((referral(unit.referral), respondent, count));
            }
            _ => {}
        }
    }
    for fact in found.facts.iter().filter(|fact| fact.via.is_some()) {
        let via = fact.via.clone().unwrap_or_default();
        let one = (referral(fact.referral), fact.respondent.clone(), via);
        account.through.push(one);
    }
    let tells = matches!(
        found.kind,
        DocumentKind::Utlatande | DocumentKind::Remissammanstallning
    );
    let by_parts = matches!(
        found.kind,
        DocumentKind::Remissammanstallning | DocumentKind::Remissvar
    );
    if by_parts {
        let sections = sections(paper, &lines, analyser);
        account.sections = (paper.document.name.to_string(), sections);
    }
    if tells {
        account.about = (found.referrals.len() == 1).then(|| found.referrals[0].clone());
        account.add_apart(paper, analyser);
        account.bill = bill(paper, account.about.as_ref(), analyser);
    }
    account
}

impl Account {
    /// Counts the words of an answer, and keeps what it underlines.
    fn read(
        &mut self,
        paper: &Paper,
        flow: &Flow,
        (named, respondent, unit): (Option<Referral>, &str, &str),
        analyser: &Analyser,
    ) {
        for one in said(paper, flow, respondent, analyser) {
            self.rarity.add(&one.meant);
            // Praise is no ask, however it is underlined.
            let underlines = one.meant.is_salient() && one.meant.act() != Act::Praise;
            if (underlines || one.meant.presses()) && !asks_nothing(&one.passage.quote) {
                self.salient.push(Underlined {
                    referral: named.clone(),
                    respondent: respondent.to_owned(),
                    unit: unit.to_owned(),
                    start: start(paper, one.passage.lines, &one.passage.quote),
                    passage: one.passage,
                    meant: one.meant,
                });
            }
        }
    }

    /// Sentences about several outside all summaries.
    fn add_apart(&mut self, paper: &Paper, analyser: &Analyser) {
        for flow in paper.apart() {
            let several = said(paper, &flow, "", analyser).into_iter();
            let several = several.filter(|said| said.several);
            let about = several.map(|said| (self.about.clone(), said));
            self.several.extend(about);
        }
    }
}

/// The lines that a unit stands on, as they are cited.
fn lines_of(paper: &Paper, unit: &Unit) -> usize {
    let [first, last] = paper.document.index.lines_of(unit.span);
    (last - first) as usize + 1
}

pub(super) fn said(paper: &Paper, flow: &Flow, respondent: &str, analyser: &Analyser) -> Vec<Said> {
    let sentences = cut(&flow.text).into_iter();
    let said = sentences.filter(|one| !one.heading).map(|one| {
        let passage = Passage::of(paper, flow, one.range);
        Said {
            meant: Meant::of(&passage.quote, respondent, analyser),
            several: is_of_several(&passage.quote),
            passage,
        }
    });
    said.collect()
}

/// Praise of what is, and recital: "…, vilket enligt förvaltningen är önskvärt",
/// "det är positivt att vikten av … lyfts", "under rubrik 5 står det att …".
pub(super) fn asks_nothing(sentence: &str) -> bool {
    let low = sentence.to_lowercase();
    let mut words = low.split(|c: char| !c.is_alphabetic());
    let goes_on = words.any(|word| WORDS.goes_on.iter().any(|one| one == word));
    let mut praised = WORDS.praised.iter();
    if !goes_on && praised.any(|phrase| low.contains(phrase.as_str())) {
        return true;
    }
    let behind = low.rsplit_once("vilket").map_or("", |(_, behind)| behind);
    !goes_on
        && WORDS
            .granted
            .iter()
            .any(|phrase| behind.contains(phrase.as_str()))
}

/// "Flera remissinstanser anser …" is about all who answer, whosever paragraph it
/// stands in; "flera av dotterbolagen" are the parent's.
fn is_of_all(sentence: &str) -> bool {
    const OPENS: usize = 4;
    let words = &*WORDS;
    let lower = sentence.to_lowercase();
    let mut opens = lower.split_whitespace().take(OPENS);
    let first = opens
        .next()
        .is_some_and(|first| words.several.iter().any(|one| one == first));
    first && is_of_several(sentence) && opens.any(|word| words.asked.iter().any(|one| one == word))
}

/// "Flera nämnder har lyft …": so many of them, what they are, and close to it
/// that they said something.
fn is_of_several(sentence: &str) -> bool {
    const NEAR: usize = 3;
    const BEHIND: usize = 6;
    let words = &*WORDS;
    let lower = sentence.to_lowercase();
    let plain = |word: &str| word.trim_matches(|c: char| !c.is_alphanumeric()).to_owned();
    let said: Vec<String> = lower.split_whitespace().map(plain).collect();
    let has = |list: &[String], word: &String| list.contains(word);
    let body = |at: usize| {
        let mut near = at + 1..(at + 1 + NEAR).min(said.len());
        near.find(|&near| has(&words.bodies, &said[near]))
    };
    let tells = |at: usize, body: usize| {
        let mut behind = said[body + 1..(body + 1 + BEHIND).min(said.len())].iter();
        let before = at.checked_sub(1).map(|before| &said[before]);
        behind.any(|word| has(&words.tells, word))
            || before.is_some_and(|before| has(&words.tells, before))
    };
    (0..said.len())
        .any(|at| has(&words.several, &said[at]) && body(at).is_some_and(|body| tells(at, body)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn praise_and_recital_ask_for_nothing() {
        assert!(asks_nothing(
            "Kontoret anser att det är positivt att planen lyfter vikten av ljus och vad hamnen behöver."
        ));
        assert!(asks_nothing("Planen är ett viktigt dokument för hamnen."));
        assert!(asks_nothing(
            "Under rubrik 3 står det att kajerna ska lysas upp."
        ));
        assert!(!asks_nothing(
            "Kontoret anser att det är positivt att planen lyfter ljus men att kajerna behöver nämnas."
        ));
        assert!(!asks_nothing("Det vore positivt att kajerna nämns."));
    }

    #[test]
    fn sentences_about_several_are_told_from_others() {
        assert!(is_of_several(
            "Flera av dotterbolagen efterlyser vägledning."
        ));
        assert!(is_of_several(
            "Några remissinstanser har frågat efter disken."
        ));
        assert!(is_of_all("Flera remissinstanser efterlyser vägledning."));
        assert!(!is_of_all("Flera av dotterbolagen efterlyser vägledning."));
        assert!(!is_of_several(
            "Nämnden efterlyser vägledning i flera avseenden."
        ));
    }
}
