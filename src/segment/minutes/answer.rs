//! Where the answer itself stands in minutes: under a heading, behind the words
//! that announce it, as a quotation below the decision.

use super::Item;
use super::headings::{annexed, is_listed, opens_text, section};
use crate::lexicon::lexicon;
use crate::line::Lines;
use crate::segment::adopted::is_adopted;
use crate::segment::item::is_foot;
use crate::segment::signs::bodies;
use crate::segment::statement::{heading_kind, mention};
use crate::unit::UnitKind;

impl Item<'_, '_> {
    /// The answer as a quotation below the decision: lines that open with ">".
    pub(super) fn quoted(&mut self, lines: &Lines<'_>, at: usize, end: usize) -> Option<usize> {
        let quotes = |at: usize| lines.raw(at).starts_with('>');
        if !quotes(at) || self.out.open_kind() == Some(UnitKind::Yttrande) {
            return None;
        }
        let mut last = at;
        while let Some(next) = lines.next_words(last + 1, end).filter(|&next| quotes(next)) {
            last = next;
        }
        self.start(UnitKind::Yttrande, None, self.date.clone(), at);
        self.out.close(last + 1);
        Some(last + 1)
    }

    /// "Yttrande" over the answer itself, not over a list of annexes.
    pub(super) fn is_answer_heading(&self, lines: &Lines<'_>, at: usize, words: &str) -> bool {
        let words = annexed(words);
        let phrases = &lexicon().cues.phrases;
        let owned = ["Yttrande från ", "Remissvar från ", "Svar från "]
            .iter()
            .filter_map(|lead| words.strip_prefix(lead))
            .any(|name| bodies::name(name).is_some());
        // Above the decision stands the title of the item.
        let titled = || !self.decided && lexicon().is_consultation(words);
        let decides = |word: &str| phrases.decision_verbs.iter().any(|verb| verb == word);
        let alone =
            lines.is_blank(at - 1) && !words.contains('@') && !words.split(' ').any(decides);
        let told = || alone && section(self.out, at) == Some("answer") && !titled();
        let adopted = || {
            let adopted = self.adopted.as_deref();
            adopted.is_some_and(|text| is_adopted(text, words))
        };
        (owned || lexicon().has_role(words, "answer") || told() || adopted())
            && self.out.open_kind() != Some(UnitKind::Yttrande)
            && (self.heading.is_none() || self.mentioned)
            && !is_listed(lines, at)
            && !words.contains(". ")
            && opens_text(lines, at)
    }

    /// The next paragraph is neither a heading nor another introduction.
    pub(super) fn prose_follows(&self, lines: &Lines<'_>, at: usize, end: usize) -> bool {
        let next = lines.next_words(at, end.min(at + 4));
        let page = |at: usize| self.out.is_furniture(at) || is_foot(lines.raw(at));
        let Some(next) = next.filter(|&next| !page(next)) else {
            return false;
        };
        let words = lines.words(next);
        let heading = heading_kind(&words).is_some()
            || section(self.out, next).is_some()
            || self.closes(lines, next, &words)
            || words.starts_with('§');
        words.len() > 40 && !heading && mention(lines, next, end, None).is_none()
    }
}
