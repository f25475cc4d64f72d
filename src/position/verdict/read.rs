//! Walks through an answer and gathers its verdicts with the place of each.

use super::super::marked::Marked;
use super::super::sentence::{
    Block, Sentence, asks, asks_the_reader, is_numbered_title, is_question_number,
};
use super::clause::{Said, said};
use super::decide::decide;
use super::known::parts_on;
use super::lexicon::{is_finite, lexicon};
use super::object::Object;
use super::opens::{Numbers, asks_for_views, headed_list, is_marked, led_part, numbers};
use super::place::{Under, is_heading, is_inner};
use super::reference::references;
use super::score::whole;
use super::subject::{Speaker, Subject};
use super::unsaid::Unsaid;
use super::views::{View, views};
use super::words::{Word, words};
use super::{Decided, Part};
use crate::analyse::Token;
use crate::flow::is_row;
use crate::prose::is_closed;
use std::collections::HashMap;
use std::ops::Range;

/// A text whose verdicts are asked for.
pub(in super::super) struct Asked<'a> {
    pub(in super::super) text: &'a str,
    pub(in super::super) marked: &'a Marked,
    /// Who speaks.
    pub(in super::super) respondent: &'a str,
    /// All of the text is the respondent's, whoever is named.
    pub(in super::super) sure: bool,
    /// A part without a number may have a row of its own.
    pub(in super::super) named: bool,
    /// Sentences that repeat the sender's or tell of others.
    pub(in super::super) told: &'a dyn Fn(&Range<usize>, &[Token]) -> bool,
    /// The numbered part that words are about, by what other papers call it; of
    /// those whose id begins with the second word.
    pub(in super::super) known: &'a dyn Fn(&str, &str) -> Option<Part>,
}

/// What an answer says.
#[derive(Clone, Debug, Default, PartialEq)]
pub(in super::super) struct Verdicts {
    /// Of the proposal as a whole.
    pub(in super::super) whole: Option<Decided>,
    /// Of its parts, in the order they are first judged.
    pub(in super::super) parts: Vec<(Part, Decided)>,
    /// What is said of others.
    pub(super) views: Vec<View>,
}

/// A sentence with its verdicts and its place.
pub(super) struct Line {
    pub(super) range: Range<usize>,
    /// Number among the sentences that are no headings.
    pub(super) nth: usize,
    pub(super) paragraph: usize,
    pub(super) said: Vec<Said>,
    pub(super) under: Under,
    /// The paragraph or the words before opened this.
    pub(super) opened: Vec<Part>,
    /// Where in it that is cited, if it opens it itself.
    pub(super) opens_at: Option<usize>,
    /// The part that its paragraph began with, by its name.
    pub(super) topic: Option<Part>,
    /// The number of the part that its paragraph opened stands first in it.
    pub(super) numbered: bool,
    /// It takes up a part by name: "Vad gäller …".
    pub(super) introduced: bool,
    /// It has views that decide nothing.
    pub(super) worries: bool,
    /// It is a heading.
    pub(super) heads: bool,
    /// The lead over a list spoke for its items.
    pub(super) led: bool,
    /// It turns from the sentence before: "… bör dock".
    pub(super) turns: bool,
    /// Words in it take something of a yes back.
    pub(super) hedged: bool,
    /// It sums up: "Sammantaget …".
    pub(super) sums: bool,
}

/// A line that judges a part, and which of its verdicts do.
pub(super) type OnIt = (usize, Vec<usize>);

/// Reads the verdicts of a text.
pub(in super::super) fn read(asked: &Asked<'_>) -> Verdicts {
    let lines = Walk::new(asked).lines();
    let whole = whole(&lines, asked.sure, asked.named);
    let decided = whole.as_ref().map(|(at, _)| lines[*at].range.clone());
    let mut parts: Vec<(Part, Vec<OnIt>)> = Vec::new();
    let mut known: HashMap<String, usize> = HashMap::new();
    for (at, line) in lines.iter().enumerate() {
        let is_whole = decided.as_ref() == Some(&line.range);
        for nth in 0..line.said.len() {
            for part in parts_on(asked, line, nth, is_whole) {
                let next = parts.len();
                let place = *known.entry(part.id.clone()).or_insert(next);
                if place == next {
                    parts.push((part, Vec::new()));
                }
                let said = &mut parts[place].1;
                match said.last_mut().filter(|(last, _)| *last == at) {
                    Some((_, nths)) => nths.push(nth),
                    None => said.push((at, vec![nth])),
                }
            }
        }
    }
    let wanted = |part: &Part| asked.named || part.reference.is_some();
    let parts = parts.into_iter().filter(|(part, _)| wanted(part));
    let parts = parts.filter_map(|(part, said)| {
        let decided = decide(&lines, &said, !asked.sure)?;
        Some((part, decided))
    });
    let mut parts: Vec<(Part, Decided)> = parts.collect();
    let views = views(asked, &lines, &parts);
    if !asked.sure {
        let judged = parts.iter().map(|(part, _)| part.id.clone()).collect();
        parts.extend(Unsaid(asked).parts(&lines, &judged));
    }
    Verdicts {
        views,
        parts,
        whole: whole.map(|(_, decided)| decided),
    }
}

pub(super) struct Walk<'a> {
    pub(super) asked: &'a Asked<'a>,
    pub(super) speaker: Speaker,
    pub(super) under: Under,
    /// The chapter of draft rules that is open.
    pub(super) chapter: Option<String>,
    /// Whose the numbers of its headings are.
    pub(super) numbers: Numbers,
    pub(super) opened: Vec<Part>,
    pub(super) opens_at: Option<usize>,
    /// The number of what is open stands first in its paragraph.
    pub(super) numbered: bool,
    pub(super) topic: Option<Part>,
    pub(super) lead: Option<Vec<Said>>,
    /// The heading asks whether there are views: "Ja." says that there are.
    pub(super) asks_for_views: bool,
    /// An entry of a list comes next.
    lists: bool,
    /// The paragraph of the last heading.
    pub(super) heading: usize,
    pub(super) paragraph: usize,
    pub(super) lines: Vec<Line>,
}

impl<'a> Walk<'a> {
    fn new(asked: &'a Asked<'a>) -> Self {
        Walk {
            asked,
            speaker: Speaker::new(asked.respondent, asked.sure)
                .of_text(asked.text, asked.respondent),
            under: Under::Nothing,
            chapter: None,
            numbers: numbers(asked),
            opened: Vec::new(),
            opens_at: None,
            numbered: false,
            topic: None,
            lead: None,
            asks_for_views: false,
            lists: false,
            heading: usize::MAX - 1,
            paragraph: usize::MAX,
            lines: Vec::new(),
        }
    }

    fn lines(mut self) -> Vec<Line> {
        let sentences = &self.asked.marked.sentences;
        for (at, sentence) in sentences.iter().enumerate() {
            let same = |other: Option<&Sentence>| {
                other.is_some_and(|other| other.paragraph == sentence.paragraph)
            };
            let first = at == 0 || !same(sentences.get(at - 1));
            let alone = first && !same(sentences.get(at + 1));
            let words = &self.asked.text[sentence.range.clone()];
            let next = sentences.get(at + 1);
            let item = |one: &Sentence| {
                one.block == Block::Item || is_marked(&self.asked.text[one.range.clone()])
            };
            let last = !same(next);
            self.lists = last && next.is_some_and(|next| item(next) && self.names_a_part(next));
            // "Fråga 2. Har ni synpunkter på avgiften?"
            let numbered = same(at.checked_sub(1).and_then(|before| sentences.get(before)))
                && is_question_number(&self.asked.text[sentences[at - 1].range.clone()]);
            if first && !alone && is_question_number(words) {
                continue;
            }
            let asked = asks_the_reader(words) || self.asked.marked.form && asks(words);
            if (first || numbered) && asked {
                self.question(sentence);
            } else if is_heading(sentence.block, words, alone)
                || alone && is_numbered_title(self.asked.text, sentences, at)
            {
                self.heading(sentence);
            } else {
                self.sentence(sentence, first, alone);
            }
        }
        self.lines
    }

    pub(super) fn words(&self, range: &Range<usize>) -> Vec<Word<'a>> {
        let Asked { text, marked, .. } = self.asked;
        let at = marked.words_of(range);
        words(text, &marked.tokens[at.clone()], &marked.quoted[at])
    }

    /// A heading opens what stands under it; it may give a verdict itself:
    /// "Avsnitt 3.2 – avstyrks", "Förslag som X avstyrker".
    fn heading(&mut self, sentence: &Sentence) {
        let line = &self.asked.text[sentence.range.clone()];
        let words = self.words(&sentence.range);
        let said = said(self.asked.text, &words, &self.speaker);
        // "2 kap. 2 §      Ja": in a row of a form less than a verdict decides.
        let least = if is_row(line) { 2 } else { 3 };
        let verdict = said.iter().any(|said| said.strength >= least);
        self.asks_for_views = asks_for_views(line, &words);
        self.opened.clear();
        self.topic = None;
        self.lead = None;
        self.paragraph = sentence.paragraph;
        self.heading = sentence.paragraph;
        if !verdict {
            // "Synpunkt" under "3 kap. 6 §": the part stays open.
            if !(matches!(self.under, Under::Parts(_)) && is_inner(line)) {
                self.enter(line);
            }
            return;
        }
        let cited = references(line);
        if let Some(part) = self.chapter_of_a_row(line) {
            self.under = Under::Parts(vec![part]);
            self.push(sentence.range.clone(), said, &words);
        } else if cited.is_empty() {
            self.under = Under::Container;
            self.lead = Some(said.clone());
            // "Kammarrätten avstyrker förslaget": a heading that says it all.
            let claims = said.iter().any(|said| said.subject == Subject::Own);
            let leads = line.trim_end().ends_with(':') || self.leads_to_items(&said);
            if claims && !leads && !headed_list(&words) {
                self.push(sentence.range.clone(), said, &words);
                if let Some(last) = self.lines.last_mut() {
                    last.heads = true;
                }
            }
        } else {
            self.enter(line);
            self.push(sentence.range.clone(), said, &words);
        }
    }

    fn sentence(&mut self, sentence: &Sentence, first: bool, alone: bool) {
        /// Words of an answer to whether there are views.
        const SHORT: usize = 3;
        let text = self.asked.text;
        let line = &text[sentence.range.clone()];
        if first {
            self.opened.clear();
            self.numbered = false;
            self.topic = None;
            self.paragraph = sentence.paragraph;
            if sentence.block == Block::Prose && !is_marked(line) {
                self.lead = None;
            }
        }
        if self.under == Under::Recital {
            return;
        }
        let Asked { marked, told, .. } = self.asked;
        let tokens = &marked.tokens[marked.words_of(&sentence.range)];
        if told(&sentence.range, tokens) {
            return;
        }
        if line.contains('|') {
            self.cells(sentence);
            return;
        }
        if first && !alone {
            self.topic = (self.asked.known)(line, "");
        }
        let words = self.words(&sentence.range);
        let mut said = said(text, &words, &self.speaker);
        if self.asks_for_views {
            said.retain(|one| !lexicon().is_answer(one.cue_id));
        }
        // "[x] Nej", "Nej, inga.": what follows may say the same again.
        let short = self.asks_for_views && words.len() <= SHORT;
        self.asks_for_views = short || asks_for_views(line, &words);
        if short && said.is_empty() && line.starts_with(|c: char| !c.is_alphanumeric()) {
            return;
        }
        if first && !alone && self.runs_in(line, &words, &said) {
            return;
        }
        self.open_topic(sentence, first, &words);
        let mut led = false;
        if let Some(lead) = self.lead.as_ref().filter(|_| said.is_empty()) {
            said.clone_from(lead);
            led = true;
        }
        // "… kan tillstyrka förslaget om följande ändras:" leads to conditions.
        let leads = |said: &Said| said.strength == 3 && said.condition.is_none();
        let colon = line.trim_end().ends_with(':');
        let items = !is_closed(line) && self.leads_to_items(&said);
        if (colon || items) && said.iter().any(leads) && !led {
            self.lead = Some(said.clone());
            if items {
                return;
            }
        }
        self.push(sentence.range.clone(), said, &words);
        if let Some(last) = self.lines.last_mut().filter(|_| led) {
            last.led = true;
            if last.opened.is_empty() {
                last.opened = led_part(&text[sentence.range.clone()]);
            }
        }
    }

    /// "- att taket höjs", "- registret (4.2)"; a sentence of its own is a reason.
    fn names_a_part(&self, item: &Sentence) -> bool {
        let line = &self.asked.text[item.range.clone()];
        let bare = line.trim_start_matches(|c: char| !c.is_alphanumeric());
        let speaks = || {
            self.words(&item.range)
                .iter()
                .any(|word| is_finite(&word.says))
        };
        bare.starts_with("att ") || !references(line).is_empty() || !speaks()
    }

    /// "Förbundet avstyrker" over a list: what is rejected are its entries.
    fn leads_to_items(&self, said: &[Said]) -> bool {
        let unsaid = |said: &Said| said.object == Object::Unsaid && said.parts.is_empty();
        self.lists && !said.is_empty() && said.iter().all(unsaid)
    }

    pub(super) fn push(&mut self, range: Range<usize>, mut said: Vec<Said>, words: &[Word<'_>]) {
        const HEAD: usize = 8;
        let lexicon = lexicon();
        for part in said.iter_mut().flat_map(|said| &mut said.parts) {
            *part = part.clone().within(self.chapter.as_deref());
        }
        let head = 0..words.len().min(HEAD);
        self.lines.push(Line {
            nth: self.lines.len(),
            paragraph: self.paragraph,
            // "Följande behöver dock ändras:" leads to asks.
            turns: lexicon.contrasts.is_in(head, words)
                && !self.asked.text[range.clone()].ends_with(':'),
            introduced: !words.is_empty() && lexicon.opens.at(0, words).is_some(),
            worries: lexicon.worries.is_in(0..words.len(), words),
            hedged: lexicon.hedges.is_in(0..words.len(), words),
            sums: lexicon.sums.is_in(0..words.len().min(3), words),
            under: self.under.clone(),
            opened: self.opened.clone(),
            opens_at: self.opens_at.take(),
            numbered: self.numbered,
            topic: self.topic.clone(),
            led: false,
            heads: false,
            range,
            said,
        });
    }
}
