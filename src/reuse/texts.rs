//! The texts that are compared: statements, answers, and the sender's own
//! texts, each with its words and a way back to its lines.

use super::layers::{Known, Layer, common_shingles, layers as layers_of, sender_shingles};
use super::quotes::Names;
use crate::archive::Reader;
use crate::corpus::Scope;
use crate::error::Result;
use crate::flow::Flow;
use crate::line::Lines;
use crate::overlap::words::{SHINGLE, Words};
use crate::paper::Paper;
use crate::referrals::Referrals;
use crate::text::{Cited, Span};
use crate::unit::{CentralKind, Signer, Unit, UnitKind};
use rayon::prelude::*;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::ops::Range;
use std::sync::Arc;

/// What a text is in its paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Source {
    /// The unit with this number.
    Unit(usize),
    /// The sender's own text with this number.
    Central(usize),
    /// The whole paper: the proposal itself.
    Proposal,
}

/// One text.
#[derive(Clone, Debug)]
pub struct Text {
    /// The unit's id; for the sender's own texts made the same way.
    pub id: String,
    /// Where it stands.
    pub paper: Arc<Paper>,
    /// What it is there.
    pub source: Source,
    /// Its running text.
    pub flow: Flow,
    /// Its words.
    pub words: Words,
    /// Its different shingles where hyphens divide words, sorted.
    pub divided: Vec<u64>,
    /// ISO date: of the decision for statements, else its own.
    pub date: Option<String>,
    /// For each word whose it is.
    pub layers: Vec<Layer>,
    /// Number of the referral it belongs to, among all.
    pub referral: Option<usize>,
}

impl Text {
    /// A unit by itself, with no referral's own texts to tell apart.
    pub fn of_unit(paper: Arc<Paper>, at: usize) -> Self {
        let (id, span) = (
            paper.unit_ids().swap_remove(at),
            paper.segmentation.units[at].span,
        );
        let flow = Flow::of_span(&Lines::new(&paper.document), &paper.layout, span);
        let date = paper.filing_date(&paper.segmentation.units[at]);
        let date = date.map(str::to_owned);
        let mut text = Text::new(id, paper, Source::Unit(at), flow, None);
        text.date = date;
        text.layers = text.by_itself();
        text
    }

    /// A paper as one text: a draft.
    pub(super) fn of_paper(paper: Arc<Paper>) -> Self {
        let whole = Span::new(0, paper.document.text.len());
        let flow = Flow::of_span(&Lines::new(&paper.document), &paper.layout, whole);
        let id = format!("{}:1", paper.document.id());
        let mut text = Text::new(id, paper, Source::Proposal, flow, None);
        text.layers = text.by_itself();
        text
    }

    /// Whose its words are as far as it tells itself.
    fn by_itself(&self) -> Vec<Layer> {
        let (none, nobody) = (HashSet::new(), Names::default());
        let known = Known {
            sender: &none,
            common: &none,
            names: &nobody,
        };
        layers_of(self, known)
    }

    fn new(
        id: String,
        paper: Arc<Paper>,
        source: Source,
        flow: Flow,
        referral: Option<usize>,
    ) -> Self {
        Text {
            id,
            date: None,
            paper,
            source,
            words: Words::of(&flow.text),
            divided: Words::divided(&flow.text).shingle_set(),
            flow,
            layers: Vec::new(),
            referral,
        }
    }

    /// The unit, if it is one.
    pub fn unit(&self) -> Option<&Unit> {
        match self.source {
            Source::Unit(at) => Some(&self.paper.segmentation.units[at]),
            _ => None,
        }
    }

    /// What it is, if it is one of the sender's own texts in a report.
    pub fn central(&self) -> Option<CentralKind> {
        match self.source {
            Source::Central(at) => Some(self.paper.segmentation.central[at].kind),
            _ => None,
        }
    }

    /// Who speaks, as far as it is known.
    pub fn respondent(&self) -> Option<&str> {
        self.unit().and_then(|unit| unit.respondent.as_deref())
    }

    /// Who signed it.
    pub fn signers(&self) -> &[Signer] {
        self.unit().map_or(&[], |unit| &unit.signers)
    }

    /// The parties that signed it, each once, in order.
    pub fn parties(&self) -> Vec<&str> {
        let mut seen = HashSet::new();
        let parties = self.signers().iter().map(|signer| signer.party.as_str());
        parties.filter(|party| seen.insert(*party)).collect()
    }

    /// ISO date: of the decision for statements, else its own.
    pub fn date(&self) -> Option<&str> {
        self.date.as_deref()
    }

    /// It is a unit of a scope.
    pub fn is_in(&self, scope: &Scope) -> bool {
        let unit = self.unit();
        unit.is_some_and(|unit| scope.has(&self.paper, unit, self.date()))
    }

    /// Its place in the order of dates, those without one last; `at` is its
    /// number.
    pub(super) fn order(&self, at: usize) -> (bool, &str, usize) {
        let date = self.date();
        (date.is_none(), date.unwrap_or(""), at)
    }

    /// 1-based lines of some of its words.
    pub fn lines(&self, words: Range<usize>) -> Cited {
        let span = self.flow.source(self.words.bytes(words));
        self.paper.document.index.cite(span)
    }

    /// 1-based lines of the whole.
    pub fn all_lines(&self) -> Cited {
        self.paper.document.index.cite(self.span())
    }

    fn span(&self) -> Span {
        let segmentation = &self.paper.segmentation;
        match self.source {
            Source::Unit(at) => segmentation.units[at].span,
            Source::Central(at) => segmentation.central[at].span,
            Source::Proposal => Span::new(0, self.paper.document.text.len()),
        }
    }

    /// Some of its words as they stand, with what stands between them.
    pub fn slice(&self, words: Range<usize>) -> &str {
        if words.is_empty() {
            return "";
        }
        &self.flow.text[self.words.bytes(words)]
    }

    /// It quotes, or holds formulas of minutes.
    pub(super) fn repeats(&self) -> bool {
        self.layers.iter().any(|layer| layer.is_repeated())
    }

    /// Its different shingles without what it quotes and without formulas,
    /// sorted.
    pub(super) fn argument(&self) -> Vec<u64> {
        let mut since = 0;
        let free = self.layers.iter().map(|layer| {
            since = if layer.is_repeated() { 0 } else { since + 1 };
            since >= SHINGLE
        });
        let ends: Vec<bool> = free.collect();
        let shingles = self.words.shingles().zip(ends.iter().skip(SHINGLE - 1));
        let mut set: Vec<u64> = shingles
            .filter(|(_, free)| **free)
            .map(|(shingle, _)| shingle)
            .collect();
        set.sort_unstable();
        set.dedup();
        set
    }

    /// Words that are neither quoted nor formulas.
    pub(super) fn own_words(&self) -> usize {
        let words = self.layers.iter();
        words.filter(|layer| !layer.is_repeated()).count()
    }

    /// Words of this layer.
    pub fn count(&self, layer: Layer, words: Range<usize>) -> usize {
        let words = self.layers[words].iter();
        words.filter(|other| **other == layer).count()
    }
}

/// Which units are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Among {
    /// What party groups state.
    Statements,
    /// What boards and councils answer.
    Answers,
}

impl Among {
    fn has(self, unit: &Unit) -> bool {
        let is_answer = matches!(unit.kind, UnitKind::Yttrande | UnitKind::Radsyttrande);
        match self {
            Among::Statements => unit.kind.is_statement() && !unit.pointer,
            Among::Answers => is_answer && !unit.pointer,
        }
    }
}

/// All texts of an archive, in the order of its papers.
#[derive(Debug, Default)]
pub struct Texts {
    /// Those that are compared.
    pub own: Vec<Text>,
    /// Statements that only join another.
    pub joining: Vec<Text>,
    /// The sender's own.
    pub central: Vec<Text>,
}

/// Reads the texts of an archive that belong to the referrals of a scope.
pub fn read(reader: &Reader, referrals: &Referrals, among: Among, scope: &Scope) -> Result<Texts> {
    let stored = reader.papers()?;
    let papers: Result<Vec<Paper>> = stored.iter().map(|stored| reader.paper(stored)).collect();
    let titles = Titles::of(referrals);
    let mut texts = Texts::default();
    for paper in papers?.into_iter().map(Arc::new) {
        let segmentation = &paper.segmentation;
        let named = segmentation.referrals.iter();
        let groups: Vec<Option<usize>> = named.map(|one| referrals.find(one)).collect();
        let group = |at: Option<usize>| at.and_then(|at| groups[at]);
        let wanted = |at: Option<usize>| scope.has_group(group(at));
        let ids = paper.unit_ids();
        let lines = Lines::new(&paper.document);
        let dates = paper.filing_dates();
        let text = |id: String, source, span, referral: Option<usize>| {
            let flow = Flow::of_span(&lines, &paper.layout, span);
            let referral = group(referral);
            let mut text = Text::new(id, Arc::clone(&paper), source, flow, referral);
            let date = match source {
                Source::Unit(at) => dates[at],
                Source::Central(at) => segmentation.central[at].date.as_deref(),
                Source::Proposal => None,
            };
            text.date = date.map(str::to_owned);
            text
        };
        for (at, unit) in segmentation.units.iter().enumerate() {
            if among.has(unit) && wanted(unit.referral) {
                let text = text(ids[at].clone(), Source::Unit(at), unit.span, unit.referral);
                if unit.joins.is_some() {
                    texts.joining.push(text);
                } else {
                    texts.own.push(text);
                }
            }
        }
        for (at, central) in segmentation.central.iter().enumerate() {
            if wanted(central.referral) {
                let line = paper.document.index.lines_of(central.span)[0];
                let id = format!("{}:{line}", paper.document.id());
                texts.central.push(text(
                    id,
                    Source::Central(at),
                    central.span,
                    central.referral,
                ));
            }
        }
        if segmentation.units.is_empty()
            && let Some(referral) = titles.opening(&paper)
        {
            let whole = Span::new(0, paper.document.text.len());
            let mut proposal = text(
                format!("{}:1", paper.document.id()),
                Source::Proposal,
                whole,
                None,
            );
            proposal.referral = Some(referral);
            texts.central.push(proposal);
        }
    }
    let common = common_shingles(&texts.own);
    let mut central: HashMap<Option<usize>, Vec<&Text>> = HashMap::new();
    for text in &texts.central {
        central.entry(text.referral).or_default().push(text);
    }
    let mut sender: HashMap<Option<usize>, HashSet<u64>> = HashMap::new();
    for text in &texts.own {
        let central = central.get(&text.referral).into_iter().flatten();
        sender
            .entry(text.referral)
            .or_insert_with(|| sender_shingles(central.copied()));
    }
    let names = Names::of(texts.own.iter());
    let layers = texts.own.par_iter().map(|text| {
        let known = Known {
            sender: &sender[&text.referral],
            common: &common,
            names: &names,
        };
        layers_of(text, known)
    });
    let layers: Vec<Vec<Layer>> = layers.collect();
    for (text, layers) in texts.own.iter_mut().zip(layers) {
        text.layers = layers;
    }
    Ok(texts)
}

/// The titles of all referrals, by the hashes of their words.
struct Titles {
    by_words: HashMap<Vec<u64>, usize>,
    lengths: BTreeSet<usize>,
}

impl Titles {
    fn of(referrals: &Referrals) -> Self {
        // A shorter title names nothing.
        const SHORTEST: usize = 3;
        let (mut by_words, mut lengths) = (HashMap::new(), BTreeSet::new());
        for (at, referral) in referrals.all().iter().enumerate() {
            let title = Words::of(&referral.title).hashes;
            if title.len() >= SHORTEST {
                lengths.insert(title.len());
                by_words.entry(title).or_insert(at);
            }
        }
        Titles { by_words, lengths }
    }

    /// The referral whose proposal this paper is: no answer stands in it, and
    /// it opens with the title.
    fn opening(&self, paper: &Paper) -> Option<usize> {
        const HEAD: usize = 4;
        const BEFORE: usize = 6;
        let lines = paper.document.text.lines();
        let head: Vec<&str> = lines
            .map(str::trim)
            .filter(|line| !line.is_empty())
            .take(HEAD)
            .collect();
        let head = Words::of(&head.join(" ")).hashes;
        let starts = (0..head.len().min(BEFORE)).map(|from| &head[from..]);
        let titles = starts.flat_map(|rest| {
            let fits = self.lengths.iter().filter_map(|length| rest.get(..*length));
            fits.filter_map(|words| self.by_words.get(words))
        });
        titles.min().copied()
    }
}
