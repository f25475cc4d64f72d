//! What the words of a query were read as, and counts over the hits.

use super::{FAINT, NAME, tier_words};
use crate::archive::{Facets, Scope};
use crate::matching::{Tier, marks};
use crate::search::{Hit, Matching};
use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

/// For each word of a query the forms it was met in, by how near they are.
#[derive(Default)]
pub struct Forms(Vec<BTreeMap<Tier, BTreeSet<String>>>);

impl Forms {
    /// Adds the forms in a hit.
    pub fn add(&mut self, found: &Matching, hit: &Hit) {
        self.0.resize_with(found.asked.len(), BTreeMap::new);
        for (asked, forms) in found.asked.iter().zip(&mut self.0) {
            for mark in marks(&asked.plan, &hit.tokens) {
                let words = hit.tokens[mark.words.clone()].iter();
                let form: Vec<&str> = words.map(|token| token.word.exact.as_str()).collect();
                forms.entry(mark.tier).or_default().insert(form.join(" "));
            }
        }
    }
}

/// What each word of the query stands for in the hits at hand, which have
/// these forms of it. `units` is how many units hold each, `all` how many
/// there are.
pub fn asked(
    found: &Matching,
    mut forms: Forms,
    (units, all): (&[usize], usize),
    out: &mut dyn Write,
) -> io::Result<()> {
    forms.0.resize_with(found.asked.len(), BTreeMap::new);
    for ((asked, units), forms) in found.asked.iter().zip(units).zip(forms.0) {
        writeln!(
            out,
            "{NAME}{}{NAME:#} stands in {units} of {all} units",
            asked.typed
        )?;
        for (tier, forms) in forms {
            let forms: Vec<String> = forms.into_iter().collect();
            writeln!(
                out,
                "  {FAINT}{}:{FAINT:#} {}",
                tier_words(tier),
                forms.join(", ")
            )?;
        }
    }
    writeln!(
        out,
        "{FAINT}a rare word weighs more than a common one, the word more than a part of a compound, a part more than a related word{FAINT:#}\n"
    )
}

/// Counts over all units that match.
pub fn facets(facets: &Facets, out: &mut dyn Write) -> io::Result<()> {
    let row = |name: &str, values: &BTreeMap<String, Scope>, out: &mut dyn Write| {
        let mut values: Vec<(&String, usize)> = values
            .iter()
            .map(|(name, scope)| (name, scope.units))
            .collect();
        values.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
        let told: Vec<String> = values
            .iter()
            .map(|(name, units)| format!("{name} {units}"))
            .collect();
        if told.is_empty() {
            Ok(())
        } else {
            writeln!(out, "{FAINT}{name}:{FAINT:#} {}", told.join(" · "))
        }
    };
    row("kinds", &facets.kinds, out)?;
    row("parties", &facets.parties, out)?;
    row("years", &facets.years, out)?;
    row("respondents", &facets.respondents, out)
}
