//! Which part of the proposal is open where an answer's sentence stands: by a
//! heading, by the words that open a paragraph, by a row of a table.

use super::super::sentence::{Block, Sentence};
use super::Part;
use super::clause::{Said, said};
use super::lexicon::{is_finite, lexicon};
use super::place::{Under, bare_name, behind_number, called, numbered_heading, under};
use super::read::{Asked, Walk};
use super::reference::{Reference, cited_in_heading, references};
use super::words::Word;
use crate::flow::is_row;
use crate::line::BULLETS;

impl Walk<'_> {
    /// "Vad tycker ni om förslaget som helhet?": a form's own words, and a heading
    /// over what is answered.
    pub(super) fn question(&mut self, sentence: &Sentence) {
        let line = &self.asked.text[sentence.range.clone()];
        let words = self.words(&sentence.range);
        self.opened.clear();
        (self.topic, self.lead) = (None, None);
        self.paragraph = sentence.paragraph;
        self.asks_for_views = asks_for_views(line, &words);
        let topic = line.trim_end_matches(['?', '*', ' ']);
        let leads = &lexicon().question_leads;
        let topic = leads
            .iter()
            .find_map(|lead| topic.strip_prefix(lead.as_str()));
        match under(
            topic.unwrap_or(line).trim_end_matches(['?', '*', ' ']),
            self.chapter.as_deref(),
        ) {
            // "6. Har ni synpunkter på konsekvenserna?" leaves the part before.
            found if self.asked.marked.form => self.under = found,
            Under::Parts(parts) if parts.iter().all(|part| part.reference.is_none()) => {}
            Under::Container if matches!(self.under, Under::Parts(_)) => {}
            found => self.under = found,
        }
    }

    /// A line without the number that the answer itself gives it: "2.1 Registret".
    pub(super) fn unnumbered<'l>(&self, line: &'l str) -> &'l str {
        let own = self.numbers == Numbers::Own;
        let bare = behind_number(line);
        // "19 e § Dispens" is of draft rules.
        let parted = line[..line.len() - bare.len()].ends_with(char::is_whitespace);
        match own && parted && bare.starts_with(char::is_uppercase) {
            true => bare,
            false => line,
        }
    }

    /// "5   Ordningsvakter   Tillstyrker" below the row of another section: of
    /// chapter 5.
    pub(super) fn chapter_of_a_row(&self, line: &str) -> Option<Part> {
        let Under::Parts(parts) = &self.under else {
            return None;
        };
        let section = parts.first().is_some_and(Part::is_section);
        let mut cells = line.trim().split("  ").filter(|cell| !cell.is_empty());
        let (number, name) = (cells.next()?.trim(), cells.next()?.trim());
        let row = section && is_row(line);
        row.then(|| numbered_heading(&format!("{number} {name}")))
            .flatten()
    }

    /// What stands under a heading from here on.
    pub(super) fn enter(&mut self, line: &str) {
        if let [one, ..] = &cited_in_heading(line)[..]
            && let Some(number) = one.chapter()
        {
            self.chapter = Some(number.to_owned());
        }
        let follows = self.numbers == Numbers::Proposal;
        self.under = match numbered_heading(line).filter(|_| follows) {
            Some(part) => Under::Parts(vec![part]),
            None => under(self.unnumbered(line), self.chapter.as_deref()),
        };
        if matches!(self.under, Under::Summary | Under::Recital) {
            self.chapter = None;
        }
    }

    /// "Kollektivtrafik. Satsningen är bra.": a first sentence of few words
    /// heads its paragraph.
    pub(super) fn runs_in(&mut self, line: &str, words: &[Word<'_>], said: &[Said]) -> bool {
        const WORDS: usize = 4;
        let few = line.split_whitespace().count() <= WORDS;
        let stopped = line.trim_end().ends_with('.');
        // "Analysen är svag." says what it says.
        let speaks = || words.iter().any(|word| is_finite(&word.says));
        if !few || !stopped || !said.is_empty() || speaks() {
            return false;
        }
        match under(line, self.chapter.as_deref()) {
            Under::Parts(parts) => self.opened = parts,
            Under::Recital | Under::Container | Under::Nothing => {}
            Under::Summary => self.under = Under::Summary,
        }
        true
    }

    /// "Beträffande avgiften …", "Skyfallsplan (avsnitt 6.1): …": the part
    /// that a sentence opens stays open to the end of its paragraph.
    pub(super) fn open_topic(&mut self, sentence: &Sentence, first: bool, words: &[Word<'_>]) {
        const NAME: usize = 5;
        let text = self.asked.text;
        let line = &text[sentence.range.clone()];
        // "4 kap. Inget att invända."
        let numbered = first && self.unnumbered(line).len() < line.len();
        let cited = match first {
            _ if numbered => Vec::new(),
            true => cited_in_heading(line),
            false => references(line),
        };
        let headed = matches!(self.under, Under::Parts(_));
        if let [one] = &cited[..] {
            let opens = line[one.range.end..].trim_start_matches(')').trim_start();
            // "12 a § Prövningen ska …": the number leads its paragraph.
            let leads = self.asked.named && one.range.start == 0 && first;
            // Where a proposal has areas of its own, they are what is asked for.
            if first && self.asked.named {
                self.number_the_heading(sentence, one);
            }
            if headed && !leads && !opens.starts_with(':') {
                return;
            }
            let head = line[..one.range.start].trim_end_matches(['(', ' ']);
            let topic = line[one.range.end..].trim_start_matches(')');
            let one = one.clone().within(self.chapter.as_deref());
            self.opens_at = Some(sentence.range.start + one.range.start);
            self.numbered |= leads;
            let name = match topic.trim_start().starts_with(':') {
                true => bare_name(head),
                false => String::new(),
            };
            self.opened = vec![Part {
                id: one.id.clone(),
                name: if name.is_empty() {
                    one.cited.clone()
                } else {
                    name
                },
                reference: Some(one.cited),
            }];
            return;
        }
        if headed {
            return;
        }
        let lexicon = lexicon();
        let Some(cue) = lexicon.opens.at(0, words).filter(|_| !words.is_empty()) else {
            return;
        };
        let end = (cue.end..words.len().min(cue.end + NAME))
            .find(|&at| at > cue.end && (words[at].mark.is_some() || is_finite(&words[at].says)))
            .unwrap_or(words.len().min(cue.end + NAME));
        if cited.is_empty() && end > cue.end {
            let name = &text[words[cue.end].range.start..words[end - 1].range.end];
            self.opened.extend(called(name));
        }
    }

    /// "I avsnitt 6.7 föreslås ett lager" right under "Lager av kemikalier": the
    /// heading's part has that number.
    fn number_the_heading(&mut self, sentence: &Sentence, cited: &Reference) {
        /// Bytes of its sentence before it.
        const EARLY: usize = 32;
        let right_below = self.heading + 1 == sentence.paragraph;
        // "I avsnitt 6.7", "Utredningen föreslår i avsnitt 6.7".
        let early = cited.range.start <= EARLY;
        let section = cited.id.starts_with("avsnitt-") || cited.id.ends_with("-par");
        if let Under::Parts(parts) = &mut self.under
            && let [part] = &mut parts[..]
            && part.reference.is_none()
            && right_below
            && early
            && section
        {
            part.id.clone_from(&cited.id);
            part.reference = Some(cited.cited.clone());
        }
    }

    /// The rows of a table: a cell that cites or names a part, a cell with the
    /// verdict.
    pub(super) fn cells(&mut self, sentence: &Sentence) {
        let text = self.asked.text;
        let mut at = sentence.range.start;
        let mut row: Option<(Vec<Part>, usize)> = None;
        for cell in text[sentence.range.clone()].split('|') {
            let range = at..at + cell.len();
            at = range.end + 1;
            if cell.trim().is_empty() {
                row = row.filter(|_| cell.len() > 2);
                continue;
            }
            let words = self.words(&range);
            let said = said(text, &words, &self.speaker);
            if said.is_empty() {
                let parts = match under(cell, self.chapter.as_deref()) {
                    Under::Parts(parts) => parts,
                    _ => Vec::new(),
                };
                if row.is_none() || parts.iter().any(|part| part.reference.is_some()) {
                    row = Some((parts, range.start));
                }
                continue;
            }
            let Some((parts, start)) = row.take() else {
                continue;
            };
            self.opened = parts;
            let from = start + (text[start..].len() - text[start..].trim_start().len());
            let end = range.start + cell.trim_end().len();
            self.push(from..end, said, &words);
            self.opened.clear();
        }
    }
}

/// Whose the numbers of an answer's headings are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Numbers {
    /// The proposal's: the first is no beginning.
    Proposal,
    /// The answer's own: "1 Sammanfattning".
    Own,
    /// Nobody can tell.
    Unknown,
}

/// Whose the numbers of the headings are, by the least of them.
pub(super) fn numbers(asked: &Asked<'_>) -> Numbers {
    const FIRST: u32 = 2;
    let headings = asked.marked.sentences.iter();
    let headings = headings.filter(|one| one.block == Block::Heading);
    let numbered = headings.filter_map(|one| {
        let line = &asked.text[one.range.clone()];
        let digits = line.find(|c: char| !c.is_ascii_digit())?;
        Some((line[..digits].parse::<u32>().ok()?, line))
    });
    let Some((least, line)) = numbered.min_by_key(|(number, _)| *number) else {
        return Numbers::Unknown;
    };
    match under(behind_number(line), None) {
        _ if least > FIRST => Numbers::Proposal,
        Under::Summary | Under::Recital => Numbers::Own,
        _ => Numbers::Unknown,
    }
}

/// "Har ni synpunkter på konsekvensutredningen?", and "D. Övrigt" over an answer.
pub(super) fn asks_for_views(line: &str, words: &[Word<'_>]) -> bool {
    const LABEL: usize = 3;
    let asks = line.trim_end().ends_with('?') || words.len() <= LABEL;
    asks && lexicon().questions.is_in(0..words.len(), words)
}

/// The part that an item of a list under a verdict names.
pub(super) fn led_part(item: &str) -> Vec<Part> {
    match under(
        item.trim_start_matches(|c: char| !c.is_alphanumeric()),
        None,
    ) {
        Under::Parts(parts) => parts,
        _ => called(item).into_iter().collect(),
    }
}

/// "Förslag som X avstyrker": a heading over what it speaks of.
pub(super) fn headed_list(words: &[Word<'_>]) -> bool {
    let head = &words[..words.len().min(3)];
    head.iter()
        .any(|word| matches!(&*word.says, "som" | "vad" | "detta" | "följande"))
}

/// An entry of a list by its mark.
pub(super) fn is_marked(line: &str) -> bool {
    line.starts_with(BULLETS) || line.starts_with('*')
}
