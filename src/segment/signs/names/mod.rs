//! Whose paper it is: every place where the sender's name may stand gives its
//! candidates, and the sums of each name are compared.
//!
//! A name is never taken from where another's stands: the addressee, the
//! referral's sender, those quoted.

mod file;
mod forms;
mod letterhead;
mod list;
mod text;

use forms::spells;

pub(crate) use file::sender;
pub(crate) use forms::is_short;
pub(crate) use letterhead::named_in_a_form;
pub(crate) use list::{entry, is_entry, list};

use crate::authority::PRIVATE;
use crate::line::Cell;
use crate::segment::signs::bodies::{self, key};
use crate::segment::signs::kinds::is_addressee;
use crate::segment::signs::sheet::Sheet;
use crate::segment::signs::{Ground, Scored};
use crate::text::lower;
use std::collections::BTreeMap;

/// A candidate: the name as shown, what kind of body, and its sum.
#[derive(Clone, Debug)]
pub(crate) struct Candidate {
    pub(crate) name: String,
    pub(crate) kind: Option<String>,
    pub(crate) scored: Scored<String>,
}

/// What the reader knows of the paper before it asks for a name.
pub(crate) struct Frame<'a> {
    /// First and last line of the title, where one was found.
    pub(crate) title: Option<(usize, usize)>,
    pub(crate) title_words: &'a str,
    /// First line of the answer's text and one past its last.
    pub(crate) text: usize,
    pub(crate) end: usize,
}

/// Where a name stands and how much that says; what taught the weights is the
/// table of sources in the labelled papers.
mod weight {
    /// A form says who fills it in: above the authority whose form it is.
    pub(super) const FORM: f32 = 5.5;
    pub(super) const CLOSING: f32 = 3.0;
    pub(super) const TITLE_FROM: f32 = 3.0;
    pub(super) const STACKED: f32 = 2.6;
    pub(super) const AS_ANSWER: f32 = 2.5;
    pub(super) const GIVEN: f32 = 2.2;
    pub(super) const MAIL: f32 = 2.2;
    pub(super) const LETTERHEAD: f32 = 2.5;
    pub(super) const GENITIVE: f32 = 2.0;
    pub(super) const SUBJECT: f32 = 1.8;
    pub(super) const FOOT: f32 = 1.4;
    pub(super) const SIGNED: f32 = 1.2;
    /// Under the name and the job of whoever signs.
    pub(super) const HELD: f32 = 1.7;
    /// A name below the formula: whoever is named besides stands before it.
    pub(super) const PERSON: f32 = 1.15;
    /// A person who tells the own name: above a body that is only named first,
    /// which is whom the person writes to.
    pub(super) const OWN_NAME: f32 = 4.4;
    pub(super) const OWN_NAME_SIGN: &str = "tells the own name";
    pub(super) const FILE: f32 = 1.0;
    pub(super) const FILE_NUMBERED: f32 = 3.0;
    pub(super) const KNOWN: f32 = 0.8;
    /// A body that weighs so much stands above the person who signs.
    pub(super) const BODY: f32 = 1.6;
}
/// The candidates, best first.
pub(crate) fn weigh(sheet: &Sheet<'_>, frame: &Frame<'_>) -> Vec<Candidate> {
    let mut found = Found {
        sheet,
        all: BTreeMap::new(),
        short: BTreeMap::new(),
        no: addressees(sheet, frame),
    };
    found.abbreviations(frame);
    found.letterhead(frame);
    found.form();
    found.mail(frame);
    found.title(frame);
    found.prose(frame);
    found.closing(frame);
    found.foot(frame);
    found.file();
    found.finish()
}
/// Names of those the paper is sent to: what stands below "Till", a ministry,
/// a name right above or below a mail address.
fn addressees(sheet: &Sheet<'_>, frame: &Frame<'_>) -> Vec<String> {
    let mut found = Vec::new();
    // "Remiss från Transportstyrelsen – föreskrifter om …": who asks.
    let low = lower(frame.title_words);
    if let Some(at) = low.find("remiss från ") {
        let name = &low[at + "remiss från ".len()..];
        let name = name.split([',', ':', '–', '(']).next().unwrap_or(name);
        found.push(key(name.split(" - ").next().unwrap_or(name)));
    }
    let head: Vec<_> = sheet
        .head
        .iter()
        .filter(|cell| cell.line < frame.text)
        .collect();
    for (at, cell) in head.iter().enumerate() {
        let plain = cell
            .low
            .trim_start_matches("till:")
            .trim_start_matches("till ")
            .trim();
        let below =
            at > 0 && matches!(head[at - 1].low.trim_end_matches(':'), "till" | "mottagare");
        let before_mail = head.get(at + 1).is_some_and(|next| {
            next.low.contains('@')
                && next.line <= cell.line + 2
                && next.low.split_whitespace().count() <= 2
        });
        let address = at > 1 && is_over_address(&head, at, found.is_empty());
        // "Inkom 2026-06-01" below a name is the receiver's stamp.
        let stamped = head.get(at + 1).is_some_and(|next| {
            ["inkom ", "ankom ", "inkommet ", "inkom:"]
                .iter()
                .any(|word| next.low.starts_with(word))
        });
        // "Jordbruksverket, dnr 3.1-16/2031" below another name.
        let cased = cell.text.split_once(", dnr").filter(|_| at > 0);
        if let Some((name, _)) = cased {
            found.extend(bodies::name(name).map(|body| key(&body.name)));
        }
        if is_addressee(&cell.low)
            || below
            || stamped
            || (before_mail || address) && at > 0
            || plain.len() < cell.low.len()
        {
            found.push(key(plain));
            // "Kommunstyrelsen, Almviks stad": both are those written to.
            found.extend(plain.split(", ").map(key));
        }
        // The title may say whom it is for.
        if let Some(to) = cell
            .low
            .split(" till ")
            .nth(1)
            .filter(|_| cell.low.starts_with("yttrande till"))
        {
            found.push(key(to));
        }
    }
    found
}

/// A name over "Box 7" or "103 33 Stockholm"; `first` where nobody is written to
/// above: then a unit may stand between the two.
fn is_over_address(head: &[&Cell], at: usize, first: bool) -> bool {
    const BETWEEN: usize = 2;
    let mut line = head[at].line;
    let below = head[at + 1..]
        .iter()
        .filter(|next| next.nth == head[at].nth);
    for (nth, next) in below.take(BETWEEN + 1).enumerate() {
        if is_postal(&next.low) || next.low.starts_with("box ") {
            return next.line > line && (nth == 0 || first && next.line == line + 1);
        }
        if next.line != line + 1 {
            return false;
        }
        line = next.line;
    }
    false
}

/// "103 33 Stockholm".
fn is_postal(low: &str) -> bool {
    let mut words = low.split_whitespace();
    let figures = |word: Option<&str>, n: usize| {
        word.is_some_and(|word| word.len() == n && word.bytes().all(|b| b.is_ascii_digit()))
    };
    figures(words.next(), 3) && figures(words.next(), 2)
}
struct Found<'s, 'l> {
    sheet: &'s Sheet<'l>,
    all: BTreeMap<String, Candidate>,
    /// Abbreviation → name, as this paper explains it.
    short: BTreeMap<String, String>,
    no: Vec<String>,
}

impl Found<'_, '_> {
    pub(super) fn add(&mut self, words: &str, sign: &str, line: usize, weight: f32) -> bool {
        let words = words.trim().trim_matches(['*', '"', '”', ',', ':']).trim();
        let words = self
            .short
            .get(words)
            .cloned()
            .unwrap_or_else(|| words.to_owned());
        let Some(name) = bodies::name(&words) else {
            return false;
        };
        self.put(name.name, name.kind, name.known, sign, line, weight)
    }

    /// Takes words as a name although nothing in them tells so.
    pub(super) fn add_as_printed(
        &mut self,
        words: &str,
        sign: &str,
        line: usize,
        weight: f32,
    ) -> bool {
        if self.add(words, sign, line, weight) {
            return true;
        }
        let words = words.trim().trim_matches(['*', '"', '”', ',', ':']).trim();
        let words = ["Styrelsen för ", "Styrelsen i "]
            .iter()
            .find_map(|lead| words.strip_prefix(lead))
            .or_else(|| words.strip_suffix("s styrelse"))
            .or_else(|| words.strip_suffix(" ek. för."))
            .unwrap_or(words);
        let low = lower(words);
        let never = crate::lexicon::bodies();
        let plain = words.split_whitespace().count() <= 7
            && words.len() > 1
            && words.starts_with(char::is_uppercase)
            && !bodies::is_common(&low)
            && !low
                .split(' ')
                .any(|word| never.never.words.iter().any(|no| no == word))
            && !words.contains(['@', ':', '?', '!', '§', '.', ';'])
            && words.chars().filter(char::is_ascii_digit).count() == 0;
        plain
            && self.put(
                bodies::uncapitalised(words),
                None,
                false,
                sign,
                line,
                weight,
            )
    }

    pub(super) fn put(
        &mut self,
        name: String,
        kind: Option<String>,
        known: bool,
        sign: &str,
        line: usize,
        weight: f32,
    ) -> bool {
        let key = key(&name);
        if self.no.contains(&key) || key.is_empty() {
            return false;
        }
        let bonus = if known { weight::KNOWN } else { 0.0 };
        let candidate = self.all.entry(key.clone()).or_insert_with(|| {
            let mut scored = Scored::new(key);
            if bonus > 0.0 {
                scored.ground(Ground::new("a known name", line, bonus));
            }
            Candidate {
                name: name.clone(),
                kind: kind.clone(),
                scored,
            }
        });
        // Full forms are shown before genitives and capitals.
        if candidate.name.len() > name.len()
            && candidate.name.ends_with('s')
            && !known
            && candidate.name.trim_end_matches('s') == name
        {
            candidate.name = name;
        }
        if candidate.kind.is_none() {
            candidate.kind = kind;
        }
        // The same sign twice says little more than once.
        let again = candidate
            .scored
            .grounds
            .iter()
            .any(|ground| ground.sign == sign);
        let weight = if again { weight * 0.1 } else { weight };
        candidate.scored.ground(Ground::new(sign, line, weight));
        true
    }

    pub(super) fn finish(self) -> Vec<Candidate> {
        let mut all: Vec<Candidate> = self.all.into_values().collect();
        // "SKR" and the full name whose letters it is are one.
        let full = |short: &str, all: &[Candidate]| {
            all.iter()
                .position(|other| other.name.len() > 12 && spells(&other.name, short))
        };
        let short: Vec<usize> = (0..all.len())
            .filter(|&at| is_short(&all[at].name))
            .collect();
        for at in short {
            if let Some(to) = full(&all[at].name.clone(), &all) {
                let grounds = std::mem::take(&mut all[at].scored.grounds);
                all[at].scored.total = 0.0;
                for ground in grounds {
                    all[to].scored.ground(ground);
                }
            }
        }
        all.retain(|one| !one.scored.grounds.is_empty());
        // "Svensk Tång – Swedish Kelp – AB" over "Svensk Tång has …": one body.
        for at in 0..all.len() {
            let name = all[at].name.clone();
            let longer = |other: &Candidate| {
                other
                    .name
                    .strip_prefix(name.as_str())
                    .is_some_and(|rest| rest.starts_with(" – "))
            };
            if let Some(from) = all.iter().position(longer) {
                let grounds = std::mem::take(&mut all[from].scored.grounds);
                all[from].scored.total = 0.0;
                for ground in grounds {
                    all[at].scored.ground(ground);
                }
            }
        }
        all.retain(|one| !one.scored.grounds.is_empty());
        // Who signs for a body speaks for it.
        let person = |one: &Candidate| one.kind.as_deref() == Some(PRIVATE);
        if all
            .iter()
            .any(|one| !person(one) && one.scored.total >= weight::BODY)
        {
            let tells = |one: &Candidate| {
                let mut grounds = one.scored.grounds.iter();
                grounds.any(|ground| ground.sign == weight::OWN_NAME_SIGN)
            };
            all.retain(|one| !person(one) || tells(one));
        }
        all.sort_by(|a, b| Scored::order(&a.scored, &b.scored));
        all
    }
}
