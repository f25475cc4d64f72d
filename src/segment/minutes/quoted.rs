//! An answer that minutes set as a quotation below the decision.

use super::Item;
use crate::line::Lines;
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
}
