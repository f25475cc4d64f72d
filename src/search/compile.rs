//! Queries → plans: every word looked up, every property resolved.

use super::filters::filter;
use super::words::{Words, glob, near};
use crate::analyse::{Role, Word};
use crate::archive::Reader;
use crate::error::Error;
use crate::matching::{Key, Plan, Slot, Tier};
use crate::query::{Field, Kind, Node, QueryError};
use crate::topics::{Topic, Topics};
use std::collections::BTreeSet;
use std::sync::Arc;

/// What a word of the query was read as.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// As typed.
    pub typed: String,
    /// What it stands for; the plan of this word alone.
    pub plan: Plan,
    /// Words that were probably meant, if it stands nowhere.
    pub meant: Vec<String>,
}

/// Turns the nodes of one query into a plan.
pub(super) struct Compiler<'r> {
    reader: &'r Reader,
    topics: &'r Topics,
    words: Words<'r>,
    /// Inside NOT: no related words, and nothing to explain.
    negated: bool,
    /// Stems of the words of the query: one that is asked for does not stand
    /// in for its neighbour.
    typed: BTreeSet<String>,
    pub(super) asked: Vec<Asked>,
}

type Compiled = Result<Plan, QueryError>;

impl<'r> Compiler<'r> {
    pub(super) fn new(reader: &'r Reader, topics: &'r Topics, query: &Node) -> Result<Self, Error> {
        let mut typed = BTreeSet::new();
        each_word(query, &mut |word| {
            typed.insert(reader.analyser().word(word).stem.clone());
        });
        Ok(Compiler {
            reader,
            topics,
            words: Words::new(reader)?,
            negated: false,
            typed,
            asked: Vec::new(),
        })
    }

    pub(super) fn plan(&mut self, node: &Node) -> Compiled {
        match &node.kind {
            Kind::Word(text) => self.word(text, node),
            Kind::Exactly(text) => self.exactly(text, node),
            Kind::Phrase(text) => self.phrase(text, node),
            Kind::Glob(pattern) => self.glob(pattern, node),
            Kind::Fuzzy(text) => self.fuzzy(text, node),
            Kind::Near(nodes, within) => {
                let operands: Result<Vec<Plan>, QueryError> =
                    nodes.iter().map(|node| self.operand(node)).collect();
                Ok(Plan::Near(operands?, *within))
            }
            Kind::All(nodes) => Ok(Plan::All(self.each(nodes)?)),
            Kind::Any(nodes) => Ok(Plan::Any(self.each(nodes)?)),
            Kind::Not(node) => {
                let outer = std::mem::replace(&mut self.negated, true);
                let plan = self.plan(node);
                self.negated = outer;
                Ok(Plan::Not(Box::new(plan?)))
            }
            Kind::Field(field, value) => self.field(*field, value, node),
        }
    }

    fn each(&mut self, nodes: &[Node]) -> Result<Vec<Plan>, QueryError> {
        nodes.iter().map(|node| self.plan(node)).collect()
    }

    /// Notes what a leaf was read as.
    fn note(&mut self, typed: &str, plan: &Plan) {
        if !self.negated {
            self.asked.push(Asked {
                typed: typed.to_owned(),
                plan: plan.clone(),
                meant: Vec::new(),
            });
        }
    }

    fn word(&mut self, text: &str, node: &Node) -> Compiled {
        let words = self.analysed(text, node)?;
        let plan = if let [word] = &words[..] {
            let mut slot = forms(text, word);
            add_parts(&mut slot, word);
            self.words.compounds(word, &mut slot);
            self.with_related(slot, word)
        } else {
            let slots = words.iter().map(|word| forms(&word.exact, word));
            Plan::Phrase(slots.collect())
        };
        self.note(text, &plan);
        Ok(plan)
    }

    /// The words of a part of the query; an error if there is none.
    fn analysed(&self, text: &str, node: &Node) -> Result<Vec<Arc<Word>>, QueryError> {
        let words: Vec<Arc<Word>> = self
            .reader
            .analyser()
            .tokens(text)
            .into_iter()
            .map(|token| token.word)
            .collect();
        if words.is_empty() {
            return Err(QueryError::new(
                node.place.clone(),
                "there is no word in this",
                "give at least one word, or a \"phrase\"",
            ));
        }
        Ok(words)
    }

    /// The word and the words of the topics it names.
    fn with_related(&self, mut slot: Slot, word: &Word) -> Plan {
        if self.negated {
            return Plan::Word(slot);
        }
        let mut phrases = Vec::new();
        for topic in self.topics.named(&word.stem, self.reader.analyser()) {
            phrases.extend(self.related(topic, &mut slot));
        }
        if phrases.is_empty() {
            return Plan::Word(slot);
        }
        phrases.insert(0, Plan::Word(slot));
        Plan::Best(phrases)
    }

    /// Adds a topic's words to a slot as related words; gives its phrases.
    fn related(&self, topic: &Topic, slot: &mut Slot) -> Vec<Plan> {
        let analyser = self.reader.analyser();
        for text in &topic.words {
            let word = analyser.word(text);
            if self.typed.contains(&word.stem) {
                continue;
            }
            for key in [Key::Stem, Key::Head, Key::Modifier] {
                slot.accept(key, &word.stem, Tier::Related, None);
            }
        }
        let phrase = |text: &String| {
            let slots = analyser.tokens(text).into_iter().map(|token| {
                let mut slot = Slot::new(text);
                slot.accept(Key::Stem, &token.word.stem, Tier::Related, None);
                slot
            });
            one_or_phrase(slots.collect())
        };
        topic.phrases.iter().map(phrase).collect()
    }

    fn exactly(&mut self, text: &str, node: &Node) -> Compiled {
        let slots = self.analysed(text, node)?.into_iter().map(|word| {
            let mut slot = Slot::new(&word.exact);
            slot.accept(Key::Exact, &word.exact, Tier::Word, None);
            slot
        });
        let plan = one_or_phrase(slots.collect());
        self.note(&format!("={text}"), &plan);
        Ok(plan)
    }

    fn phrase(&mut self, text: &str, node: &Node) -> Compiled {
        let mut slots = Vec::new();
        if text.contains('*') {
            for piece in text.split(' ') {
                slots.extend(self.phrase_piece(piece, node)?);
            }
        } else {
            let words = self.analysed(text, node)?;
            slots.extend(words.iter().map(|word| forms(&word.exact, word)));
        }
        let plan = one_or_phrase(slots);
        self.note(&format!("\"{text}\""), &plan);
        Ok(plan)
    }

    /// A piece of a phrase with wildcards.
    fn phrase_piece(&self, piece: &str, node: &Node) -> Result<Vec<Slot>, QueryError> {
        if piece.contains('*') && !piece.contains(char::is_alphanumeric) {
            let meant = "leave it out; for words near each other write a NEAR/5 b";
            let what = "a wildcard in a phrase needs letters beside it";
            return Err(QueryError::new(node.place.clone(), what, meant));
        }
        if piece.contains('*') {
            return Ok(vec![self.glob_slot(piece)]);
        }
        let tokens = self.reader.analyser().tokens(piece).into_iter();
        Ok(tokens
            .map(|token| forms(&token.word.exact, &token.word))
            .collect())
    }

    fn glob(&mut self, pattern: &str, _: &Node) -> Compiled {
        let plan = Plan::Word(self.glob_slot(pattern));
        self.note(pattern, &plan);
        Ok(plan)
    }

    fn glob_slot(&self, pattern: &str) -> Slot {
        let mut slot = Slot::new(pattern);
        for form in glob(&self.words, &pattern.to_lowercase()) {
            slot.accept(Key::Exact, form, Tier::Word, None);
        }
        slot
    }

    fn fuzzy(&mut self, text: &str, node: &Node) -> Compiled {
        let mut slot = Slot::new(&format!("{text}~"));
        for word in self.analysed(text, node)? {
            add_forms(&mut slot, &word);
            for (_, form) in near(&self.words, &word.exact) {
                slot.accept(
                    Key::Stem,
                    &self.reader.analyser().word(form).stem,
                    Tier::Misspelt,
                    None,
                );
            }
        }
        let plan = Plan::Word(slot);
        self.note(&format!("{text}~"), &plan);
        Ok(plan)
    }

    /// An operand of NEAR: parts of compounds have no places of their own, so
    /// that the compounds themselves are asked for.
    fn operand(&mut self, node: &Node) -> Compiled {
        match &node.kind {
            Kind::Word(text) => {
                let words = self.analysed(text, node)?;
                let [word] = &words[..] else {
                    return self.plan(node);
                };
                let mut slot = forms(text, word);
                self.words.placed_compounds(word, &mut slot);
                let plan = Plan::Word(slot);
                self.note(text, &plan);
                Ok(plan)
            }
            Kind::Any(nodes) => {
                let operands: Result<Vec<Plan>, QueryError> =
                    nodes.iter().map(|node| self.operand(node)).collect();
                Ok(Plan::Any(operands?))
            }
            _ => self.plan(node),
        }
    }

    fn field(&mut self, field: Field, value: &str, node: &Node) -> Compiled {
        let wrong = |error: Error| {
            let (what, cure) = error.parts();
            QueryError::new(node.place.clone(), what, cure)
        };
        if field == Field::Topic {
            let topic = self.topics.get(value).map_err(wrong)?.clone();
            return self.topic(&topic);
        }
        filter(self.reader, field, value)
            .map(Plan::Filter)
            .map_err(wrong)
    }

    /// A topic: its names, words and phrases.
    fn topic(&mut self, topic: &Topic) -> Compiled {
        let analyser = self.reader.analyser();
        let mut slot = Slot::new(&format!("ämne:{}", topic.id));
        for name in &topic.names {
            let word = analyser.word(name);
            add_forms(&mut slot, &word);
            add_parts(&mut slot, &word);
        }
        let mut plans = self.related(topic, &mut slot);
        plans.insert(0, Plan::Word(slot));
        let plan = Plan::Best(plans);
        self.note(&format!("ämne:{}", topic.id), &plan);
        Ok(plan)
    }
}

/// A word in any form.
fn forms(typed: &str, word: &Word) -> Slot {
    let mut slot = Slot::new(typed);
    add_forms(&mut slot, word);
    slot
}

fn add_forms(slot: &mut Slot, word: &Word) {
    slot.accept(Key::Exact, &word.exact, Tier::Word, None);
    slot.accept(Key::Stem, &word.stem, Tier::Form, None);
}

/// Takes compounds with the word, too.
fn add_parts(slot: &mut Slot, word: &Word) {
    slot.accept(Key::Head, &word.stem, Tier::Head, None);
    slot.accept(Key::Modifier, &word.stem, Tier::Modifier, None);
}

/// Calls `each` for every word of a query.
fn each_word(node: &Node, each: &mut dyn FnMut(&str)) {
    match &node.kind {
        Kind::Word(word) => each(word),
        Kind::Near(nodes, _) | Kind::All(nodes) | Kind::Any(nodes) => {
            nodes.iter().for_each(|node| each_word(node, each));
        }
        Kind::Not(node) => each_word(node, each),
        _ => {}
    }
}

fn one_or_phrase(mut slots: Vec<Slot>) -> Plan {
    match slots.pop() {
        Some(only) if slots.is_empty() => Plan::Word(only),
        Some(last) => {
            slots.push(last);
            Plan::Phrase(slots)
        }
        None => Plan::Any(Vec::new()),
    }
}

/// Where a part stands in a compound, as a tier.
pub(super) fn tier(role: Role) -> Tier {
    match role {
        Role::Head => Tier::Head,
        Role::Modifier => Tier::Modifier,
    }
}
