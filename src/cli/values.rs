//! Values of arguments: kinds as people write them.

use crate::unit::UnitKind;

/// A kind by its machine-readable name, or in words.
pub(super) fn parse_kind(words: &str) -> Result<UnitKind, String> {
    let all = UnitKind::ALL.map(UnitKind::name).join(", ");
    UnitKind::in_words(words).ok_or(format!("the kinds are {all}"))
}
