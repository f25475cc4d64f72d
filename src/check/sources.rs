//! What a draft is held against: the answers to one proposal with their
//! sentences, who was asked, what is known of each part, and all words of its
//! papers for quotations. Which papers these are is told by their covers, before
//! they are read.

use crate::analyse::Analyser;
use crate::called::Name;
use crate::comparison::{Meant, Rarity};
use crate::corpus::folded;
use crate::document::DocumentKind;
use crate::flow::Flow;
use crate::line::Lines;
use crate::paper::Paper;
use crate::position::{AreaKind, Passage, Position, cut};
use crate::referrals::Referrals;
use crate::text::Cited;
use crate::unit::{Fact, Referral, Unit, UnitKind};
use std::collections::{BTreeSet, HashMap, HashSet};

/// A word of a paper as quotations are looked for.
#[derive(Clone, Debug)]
pub(super) struct Printed {
    pub(super) word: String,
    pub(super) line: u32,
}

/// A sentence of an answer.
pub(super) struct Answered {
    pub(super) passage: Passage,
    pub(super) meant: Meant,
    pub(super) low: String,
}

/// What a paper is about and who answers in it.
pub struct Cover {
    id: String,
    name: Name,
    referrals: Vec<Referral>,
    respondents: BTreeSet<String>,
}

/// What one paper gives.
pub struct Source {
    name: Name,
    kind: DocumentKind,
    /// Who answers in it.
    respondents: BTreeSet<String>,
    /// Names that its respondent goes by in it: the body that decided.
    also: Option<String>,
    answers: Vec<(String, Answered)>,
    told: Vec<Told>,
    printed: Vec<Printed>,
    cites: Vec<(u32, Cited)>,
}

/// What a paper tells of somebody without its answer.
struct Told {
    name: String,
    fact: Fact,
    /// It was asked by another that was asked.
    through: bool,
    passage: Passage,
}

/// Somebody who answered.
pub(super) struct Body {
    pub(super) name: String,
    pub(super) also: BTreeSet<String>,
    /// Numbers of its papers.
    pub(super) papers: BTreeSet<usize>,
    pub(super) answers: Vec<Answered>,
    /// It was asked.
    pub(super) asked: bool,
    /// Where a paper says that it supports the proposal, if none prints a text.
    pub(super) supports: Option<Passage>,
    /// Numbers of its rows, by their parts.
    rows: HashMap<String, usize>,
}

/// A paper's words.
pub(super) struct Text {
    pub(super) document: Name,
    pub(super) printed: Vec<Printed>,
    cites: Vec<(u32, Cited)>,
}

/// A part of the proposal.
#[derive(Clone, Debug)]
pub(super) struct Part {
    pub(super) id: String,
    /// As cited: "6.4", "5 §"; empty for one without.
    pub(super) number: String,
    /// Telling words of its name.
    pub(super) words: Vec<String>,
}

/// All that a draft is held against.
pub struct Sources {
    pub(super) bodies: Vec<Body>,
    /// Asked and not heard of: as printed, and where.
    pub(super) silent: Vec<(String, Passage)>,
    /// Who said that it will not answer, and where.
    pub(super) abstained: Vec<(String, Passage)>,
    /// All who were asked.
    pub(super) asked_names: Vec<String>,
    /// Of them those that another asked, as all spell them.
    through: HashSet<String>,
    pub(super) parts: Vec<Part>,
    rows: Vec<Position>,
    pub(super) texts: Vec<Text>,
    pub(super) rarity: Rarity,
    /// Numbers of those who answered, by their names as all spell them.
    numbers: HashMap<String, usize>,
}

/// The answers in a paper, with who answers.
fn answers_in(paper: &Paper) -> impl Iterator<Item = (&Unit, &String)> {
    let units = paper.segmentation.units.iter();
    let answers = units
        .filter(|unit| !unit.pointer && matches!(unit.kind, UnitKind::Yttrande | UnitKind::Beslut));
    answers.filter_map(|unit| Some((unit, unit.respondent.as_ref()?)))
}

/// Reads what a paper is about.
pub fn cover(paper: &Paper) -> Cover {
    let respondents = answers_in(paper).map(|(_, respondent)| respondent.clone());
    Cover {
        id: paper.document.id().to_owned(),
        name: paper.document.name.clone(),
        referrals: paper.segmentation.referrals.clone(),
        respondents: respondents.collect(),
    }
}

/// Reads what a paper gives.
pub fn source(paper: &Paper, analyser: &Analyser) -> Source {
    let lines = Lines::new(&paper.document);
    let found = &paper.segmentation;
    let index = &paper.document.index;
    let whole = Flow::of_lines(&lines, &paper.layout, 0, lines.len());
    let mut answers = Vec::new();
    let mut respondents = BTreeSet::new();
    for (unit, respondent) in answers_in(paper) {
        respondents.insert(respondent.clone());
        let flow = Flow::of_span(&lines, &paper.layout, unit.span);
        for one in cut(&flow.text) {
            let passage = Passage::of(paper, &flow, one.range);
            let answered = Answered {
                meant: Meant::of(&passage.quote, respondent, analyser),
                low: passage.quote.to_lowercase(),
                passage,
            };
            answers.push((respondent.clone(), answered));
        }
    }
    let told = found.facts.iter().map(|fact| {
        let words = paper.document.slice(fact.span).split_whitespace();
        let passage = Passage {
            document: paper.document.name.clone(),
            lines: index.cite(fact.span),
            quote: words.collect::<Vec<_>>().join(" "),
        };
        Told {
            name: fact.respondent.clone(),
            fact: fact.fact,
            through: fact.via.is_some(),
            passage,
        }
    });
    let printed = printed(&whole, paper);
    let mut numbers: Vec<u32> = printed.iter().map(|word| word.line).collect();
    numbers.dedup();
    let cites = numbers.into_iter().filter_map(|line| {
        let span = index.span_of_line(line)?;
        Some((line, index.cite(span)))
    });
    Source {
        name: paper.document.name.clone(),
        kind: found.kind,
        respondents,
        also: found.head.deciding_body.clone(),
        answers,
        told: told.collect(),
        cites: cites.collect(),
        printed,
    }
}

/// The words of a running text with their lines.
fn printed(flow: &Flow, paper: &Paper) -> Vec<Printed> {
    let words = super::words::words(&flow.text).into_iter();
    let printed = words.map(|word| Printed {
        line: paper.document.index.line_of(flow.source(word.range).start),
        word: word.low,
    });
    printed.collect()
}

impl Cover {
    /// Id of the document.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The paper names that referral, or is one of the documents in which
    /// positions on it stand.
    pub fn is_on(&self, referrals: &Referrals, at: usize, documents: &HashSet<&str>) -> bool {
        documents.contains(self.name.as_str()) || self.groups(referrals).any(|one| one == at)
    }

    /// The referrals that the paper names.
    pub(super) fn groups(&self, referrals: &Referrals) -> impl Iterator<Item = usize> {
        let named = self.referrals.iter();
        named.filter_map(move |one| referrals.find(one))
    }

    /// Who answers in it.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.respondents.iter().map(String::as_str)
    }
}

impl Sources {
    /// The papers on one referral, and the positions of the answers to it.
    pub fn of(papers: Vec<Source>, rows: Vec<Position>) -> Self {
        let mut sources = Sources {
            bodies: Vec::new(),
            silent: Vec::new(),
            abstained: Vec::new(),
            asked_names: Vec::new(),
            through: HashSet::new(),
            parts: parts(&rows),
            rows,
            texts: Vec::new(),
            rarity: Rarity::default(),
            numbers: HashMap::new(),
        };
        let mut told: Vec<Told> = Vec::new();
        for paper in papers {
            sources.add(paper, &mut told);
        }
        sources.settle(told);
        sources
    }

    fn add(&mut self, paper: Source, told: &mut Vec<Told>) {
        let accounts = paper.kind == DocumentKind::Remissammanstallning;
        for respondent in paper.respondents.iter().filter(|_| !accounts) {
            let at = self.number(respondent);
            self.bodies[at].papers.insert(self.texts.len());
            self.bodies[at].also.extend(paper.also.clone());
        }
        for (respondent, answered) in paper.answers {
            self.rarity.add(&answered.meant);
            if let Some(at) = self.numbers.get(&folded(&respondent)) {
                self.bodies[*at].answers.push(answered);
            }
        }
        told.extend(paper.told);
        self.texts.push(Text {
            document: paper.name,
            printed: paper.printed,
            cites: paper.cites,
        });
    }

    /// The number of somebody who answered.
    fn number(&mut self, respondent: &str) -> usize {
        let bodies = &mut self.bodies;
        let new = || {
            bodies.push(Body {
                name: respondent.to_owned(),
                also: BTreeSet::new(),
                papers: BTreeSet::new(),
                answers: Vec::new(),
                asked: false,
                supports: None,
                rows: HashMap::new(),
            });
            bodies.len() - 1
        };
        *self.numbers.entry(folded(respondent)).or_insert_with(new)
    }

    /// Who answered by papers that do not print it, who of those asked has
    /// answered, and whose the rows are.
    fn settle(&mut self, told: Vec<Told>) {
        for one in &told {
            let key = folded(&one.name);
            if one.through {
                self.through.insert(key.clone());
            }
            let printed = self.numbers.contains_key(&key);
            match one.fact {
                Fact::Supports | Fact::Answered if !printed => {
                    let at = self.number(&one.name);
                    let supports = one.fact == Fact::Supports;
                    self.bodies[at].supports = supports.then(|| one.passage.clone());
                }
                Fact::Abstained if !printed => {
                    let mut known = self.abstained.iter();
                    if !known.any(|(name, _)| folded(name) == key) {
                        let one = (one.name.clone(), one.passage.clone());
                        self.abstained.push(one);
                    }
                }
                _ => {}
            }
        }
        let mut known: HashSet<String> = HashSet::new();
        let asked = told.into_iter().filter(|one| one.fact == Fact::Asked);
        for Told { name, passage, .. } in asked {
            let key = folded(&name);
            let number = self.numbers.get(&key).copied();
            if !known.insert(key) {
                continue;
            }
            self.asked_names.push(name.clone());
            match number {
                Some(at) => {
                    self.bodies[at].asked = true;
                    self.bodies[at].also.insert(name);
                }
                None => self.silent.push((name, passage)),
            }
        }
        for (nth, row) in self.rows.iter().enumerate() {
            if let Some(at) = self.numbers.get(&folded(&row.respondent)) {
                let rows = &mut self.bodies[*at].rows;
                rows.entry(row.area.clone()).or_insert(nth);
            }
        }
    }

    /// It was asked by another that was asked.
    pub(super) fn is_through(&self, name: &str) -> bool {
        self.through.contains(&folded(name))
    }

    /// A body by its number.
    pub(super) fn body(&self, at: usize) -> &Body {
        &self.bodies[at]
    }

    /// What a body's answer says of a part, or of the whole.
    pub(super) fn row(&self, body: usize, area: &str) -> Option<&Position> {
        let at = self.bodies[body].rows.get(area)?;
        self.rows.get(*at)
    }

    /// Lines of a text.
    pub(super) fn cite(&self, text: usize, line: u32) -> Option<Cited> {
        let cites = &self.texts[text].cites;
        let at = cites.binary_search_by_key(&line, |(line, _)| *line).ok()?;
        Some(cites[at].1)
    }
}

/// The parts that answers speak of.
fn parts(rows: &[Position]) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    for row in rows {
        if row.area_kind == AreaKind::Whole || parts.iter().any(|part| part.id == row.area) {
            continue;
        }
        let number = |digits: &str| digits.replace('-', ".");
        let id = row.area.as_str();
        let chapter = id
            .strip_prefix("avsnitt-")
            .or_else(|| id.strip_prefix("kapitel-"));
        let number = match (chapter, id.strip_suffix("-par")) {
            (Some(digits), _) => number(digits),
            (None, Some(digits)) if digits.bytes().all(|b| b.is_ascii_digit()) => {
                format!("{digits} §")
            }
            _ => String::new(),
        };
        const SHORTEST: usize = 6;
        let words = super::words::words(&row.area_name).into_iter();
        let words = words.map(|word| word.low);
        parts.push(Part {
            id: row.area.clone(),
            number,
            words: words
                .filter(|word| word.chars().count() >= SHORTEST)
                .collect(),
        });
    }
    parts
}
