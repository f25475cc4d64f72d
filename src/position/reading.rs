//! Sentences → remarks: which topic each speaks of, and the cues that count
//! there.
//!
//! The reservation usually comes a sentence or three after the praise, so a
//! sentence is read where its topic is open, not only where it is named.

use super::asks::{Answer, Want};
use super::cues::{Class, Hit, Lexicon};
use super::marked::Marked;
use super::recital::Recital;
use super::sentence::{Block, Sentence, asks_the_reader, sentences};
use super::verdict::references;
use super::walk::{Facts, Link, Named, WHOLE, Walk};
use crate::analyse::{Analyser, Token};
use crate::focus::Matcher;
use std::ops::Range;

/// What a text is read with.
pub(super) struct Reading<'a> {
    /// The areas' words; area 0 is the whole.
    pub(super) matcher: &'a Matcher,
    /// The cues.
    pub(super) lexicon: &'a Lexicon,
    /// The sender's own sentences.
    pub(super) recital: &'a Recital,
    /// Words of the respondent's own name.
    pub(super) respondent: &'a str,
    /// A party speaks, not an office.
    pub(super) statement: bool,
    /// Bytes of the text that tell of other respondents, in order and apart.
    pub(super) others: &'a [Range<usize>],
}

/// A sentence that says something of a topic.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Remark {
    /// Index of the area.
    pub(super) area: usize,
    /// Bytes of the text.
    pub(super) range: Range<usize>,
    /// How the sentence came to the topic.
    pub(super) link: Link,
    /// Cues that count, in order.
    pub(super) hits: Vec<Hit>,
    /// Bytes of each cue.
    pub(super) cues: Vec<Range<usize>>,
}

impl Reading<'_> {
    /// All remarks of a text, and all that it asks, in order.
    pub(super) fn read(&self, text: &str, marked: &Marked) -> (Vec<Remark>, Vec<Want>) {
        let mut walk = Walk::default();
        let mut remarks = Vec::new();
        let mut told_of = vec![false; marked.sentences.len()];
        for (at, sentence) in marked.sentences.iter().enumerate() {
            let words = marked.words_of(&sentence.range);
            let line = &text[sentence.range.clone()];
            let facts = self.facts(line, &marked.tokens[words.clone()], &marked.quoted[words]);
            if sentence.block == Block::Heading {
                walk.enter_heading(line, &facts, self.lexicon);
                continue;
            }
            if walk.paragraph != sentence.paragraph {
                walk.enter_paragraph(sentence.paragraph, facts.tokens, self.lexicon);
            }
            told_of[at] = walk.recital || self.is_told(&sentence.range, facts.tokens);
            // What a form asks is nobody's opinion.
            let read = !told_of[at] && !asks_the_reader(line);
            if read && (sentence.block != Block::Item || facts.speaker) {
                self.remark(sentence, &facts, &mut walk, &mut remarks);
            }
        }
        let answer = Answer {
            text,
            sentences: &marked.sentences,
            tokens: &marked.tokens,
            quoted: &marked.quoted,
            told: &told_of,
            respondent: self.respondent,
        };
        let wants = answer.wants();
        keep_asked(&mut remarks, &wants);
        (remarks, wants)
    }

    /// The sentence is the sender's own, or tells of other respondents.
    pub(super) fn is_told(&self, sentence: &Range<usize>, tokens: &[Token]) -> bool {
        self.recital.holds(tokens) || self.tells_of_others(sentence)
    }

    /// Part of the sentence tells of other respondents. Such places stand in
    /// order and apart.
    fn tells_of_others(&self, sentence: &Range<usize>) -> bool {
        let next = self
            .others
            .partition_point(|other| other.end <= sentence.start);
        self.others
            .get(next)
            .is_some_and(|other| other.start < sentence.end)
    }

    fn facts<'t>(&self, line: &str, tokens: &'t [Token], quoted: &[bool]) -> Facts<'t> {
        let own = self.respondent.to_lowercase();
        // Two words of the name in a row: one alone may be the city's.
        let name: Vec<&str> = own.split_whitespace().take(2).collect();
        let says =
            |token: &Token, word: &&str| token.word.exact.starts_with(word.trim_end_matches('s'));
        let named = !name.is_empty()
            && tokens
                .windows(name.len())
                .any(|run| run.iter().zip(&name).all(|(token, word)| says(token, word)));
        let mut hits = self.lexicon.hits(tokens, quoted);
        for hit in hits.iter_mut().filter(|_| self.statement) {
            let stated = self.lexicon.cues[hit.cue].in_statement;
            hit.strength = stated.unwrap_or(hit.strength);
        }
        let mut mentions = self.matcher.find(tokens);
        if let Some(granted) = self.lexicon.concession(tokens) {
            mentions.retain(|mention| mention.area == WHOLE || mention.tokens.start < granted);
        }
        Facts {
            // Asked of sentences with a cue alone.
            cites: !hits.is_empty() && !references(line).is_empty(),
            hits,
            named: Named::of(&mentions),
            mentions,
            speaker: named || self.lexicon.has_speaker(tokens),
            owner: self.lexicon.has_owner(tokens),
            back: self.lexicon.refers_back(tokens),
            elsewhere: self.lexicon.has_other_object(tokens),
            tokens,
        }
    }

    /// Files a sentence under its topics, with the cues that count.
    fn remark(
        &self,
        sentence: &Sentence,
        facts: &Facts<'_>,
        walk: &mut Walk,
        remarks: &mut Vec<Remark>,
    ) {
        let opens = walk.step(facts, self.lexicon);
        let filed = walk.file(facts, &opens);
        let topical = filed
            .iter()
            .any(|(area, link)| *area != WHOLE && *link != Link::Touches);
        for (area, link) in filed {
            let counts = |hit: &&Hit| self.counts(hit, facts, area, walk);
            let mut hits: Vec<Hit> = facts.hits.iter().filter(counts).cloned().collect();
            self.drop_earlier_clauses(&mut hits, facts, area);
            if area == WHOLE && topical && !opens.is_empty() {
                // What is asked of a topic is not asked of the whole.
                hits.retain(|hit| hit.class == Class::Praise);
            }
            let bare = !hits.iter().any(|hit| hit.class != Class::Contrast);
            if bare && (link == Link::Touches || area == WHOLE && topical) {
                continue;
            }
            remarks.push(Remark {
                area,
                range: sentence.range.clone(),
                link,
                cues: hits.iter().map(|hit| facts.place(hit)).collect(),
                hits,
            });
        }
        walk.whole = facts.names_whole() || walk.whole && facts.back;
        walk.first = false;
    }

    /// "… är positiv men anser att avsnittet om kajer är oklart": where the
    /// clause that names a topic judges it, what stands before that clause
    /// is about something else.
    fn drop_earlier_clauses(&self, hits: &mut Vec<Hit>, facts: &Facts<'_>, area: usize) {
        let Some(first) = facts
            .first(area)
            .filter(|_| area != WHOLE && !hits.is_empty())
        else {
            return;
        };
        let start = self.lexicon.clause_of(first, facts.tokens);
        let judges = |hit: &Hit| hit.tokens.start >= start && hit.class != Class::Contrast;
        if hits.iter().any(judges) {
            hits.retain(|hit| hit.tokens.start >= start);
        }
    }

    /// The cue's object is the topic, the proposal, or the city as its owner.
    fn counts(&self, hit: &Hit, facts: &Facts<'_>, area: usize, walk: &Walk) -> bool {
        let cue = &self.lexicon.cues[hit.cue];
        let whole = facts.names_whole();
        let named = facts.names(area);
        if hit.class.is_negative() && facts.elsewhere && !whole && !named {
            return false;
        }
        let about = if area == WHOLE && facts.cites {
            // "… avstyrker att … (avsnitt 5.2)" is of that part.
            facts.names_proposal()
        } else if area == WHOLE {
            whole || facts.back && walk.whole || facts.speaker && cue.verdict
        } else {
            named || whole || walk.heading.contains(&area)
        };
        match hit.class {
            Class::Contrast | Class::Salience | Class::Nothing => true,
            Class::Ask if cue.object => about || facts.owner || facts.back && area != WHOLE,
            Class::Ask => about || facts.speaker || facts.owner,
            Class::Praise | Class::Lack | Class::Critique => {
                about
                    || facts.speaker && (area != WHOLE || walk.whole)
                    || facts.back && area != WHOLE
            }
            Class::Worry => about || (facts.speaker || facts.back) && area != WHOLE,
        }
    }
}

/// Of the whole a cue of an ask counts where the sentence asks: "I avsnittet
/// görs bedömningen att banker bör …" asks for nothing.
fn keep_asked(remarks: &mut Vec<Remark>, wants: &[Want]) {
    let asks = |range: &Range<usize>| {
        let at = wants.partition_point(|want| want.sentence.start < range.start);
        wants.get(at).is_some_and(|want| want.sentence == *range)
    };
    for remark in remarks.iter_mut().filter(|one| one.area == WHOLE) {
        if !asks(&remark.range) {
            let mut kept = remark.hits.iter().map(|hit| hit.class != Class::Ask);
            remark.cues.retain(|_| kept.next().unwrap_or(true));
            remark.hits.retain(|hit| hit.class != Class::Ask);
        }
    }
    remarks.retain(|one| one.area != WHOLE || !one.hits.is_empty());
}

/// A sentence of an answer, and what it does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Saying {
    /// Bytes of the text.
    pub range: Range<usize>,
    /// It says what the respondent thinks or wants, whatever of.
    pub opinion: bool,
    /// It asks for something, or misses it.
    pub asks: bool,
    /// It stands in running text, not in a list.
    pub prose: bool,
}

/// The sentences of an answer's running text in which it says what it thinks or
/// wants, whatever of; bytes of the text.
pub fn opinions(text: &str, analyser: &Analyser) -> Vec<Range<usize>> {
    let sayings = sayings(text, analyser).into_iter();
    let opinions = sayings.filter(|(saying, _)| saying.opinion && saying.prose);
    opinions.map(|(saying, _)| saying.range).collect()
}

/// The sentences and items of an answer, but for those that tell what the
/// proposal is, each with its words.
pub fn sayings(text: &str, analyser: &Analyser) -> Vec<(Saying, Vec<Token>)> {
    let lexicon = super::cues::lexicon();
    let mut recital = false;
    let mut found = Vec::new();
    for sentence in sentences(text) {
        let words = &text[sentence.range.clone()];
        if sentence.block == Block::Heading {
            recital = lexicon.is_recital_heading(words);
        }
        if sentence.block == Block::Heading || recital {
            continue;
        }
        let tokens = analyser.tokens(words);
        let hits = lexicon.hits(&tokens, &quoted(words, &tokens));
        let is_any = |classes: &[Class]| hits.iter().any(|hit| classes.contains(&hit.class));
        let saying = Saying {
            range: sentence.range,
            opinion: hits.iter().any(|hit| hit.class != Class::Contrast),
            asks: is_any(&[Class::Ask, Class::Lack]),
            prose: sentence.block == Block::Prose,
        };
        found.push((saying, tokens));
    }
    found
}

/// Which tokens stand inside quotation marks.
pub(super) fn quoted(text: &str, tokens: &[Token]) -> Vec<bool> {
    let mut marks = Vec::new();
    let mut open: Option<usize> = None;
    for (at, c) in text.char_indices() {
        match (c, open) {
            ('”' | '"' | '“' | '»' | '«', None) => open = Some(at),
            ('”' | '"' | '“' | '»' | '«', Some(start)) => {
                marks.push(start..at);
                open = None;
            }
            // A quotation that never ends is a slip, not the rest of the text.
            ('\n', Some(_)) => open = None,
            _ => {}
        }
    }
    let inside = |token: &Token| {
        let next = marks.partition_point(|mark| mark.start <= token.range.start);
        next > 0 && token.range.start < marks[next - 1].end
    };
    tokens.iter().map(inside).collect()
}
