//! Reuse narrowed to a scope: what is found stays, what is shown is less. Who
//! has a part in it is told by families and pairs still.

use super::Reuse;
use crate::corpus::Scope;

impl Reuse {
    /// A text is in the scope that this was narrowed to, if it was.
    pub fn shows(&self, text: usize) -> bool {
        self.wanted.as_ref().is_none_or(|wanted| wanted[text])
    }

    /// Keeps families and pairs of which a text is in a scope, and what joins such
    /// a text or is one; of a list of texts those alone that are in it.
    pub fn narrow(&mut self, scope: &Scope) {
        let wanted: Vec<bool> = self.texts.iter().map(|text| text.is_in(scope)).collect();
        self.joining
            .retain(|one| one.text.is_in(scope) || one.target.is_some_and(|target| wanted[target]));
        self.families
            .retain(|family| family.members.iter().any(|member| wanted[member.text]));
        self.pairs.retain(|pair| wanted[pair.a] || wanted[pair.b]);
        self.wanted = Some(wanted);
    }
}
