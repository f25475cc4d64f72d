//! What each board wants changed, per focus area.

use super::positions::short;
use super::{FAINT, NAME};
use crate::position::Position;
use crate::render::{cited, signer_list};
use std::io::{self, Write};

/// Boards, their focus areas, and the sentences that ask.
pub fn asks(rows: &[Position], out: &mut dyn Write) -> io::Result<()> {
    let mut before: Option<&Position> = None;
    for row in rows.iter().filter(|row| !row.asks.is_empty()) {
        if before.is_none_or(|before| before.unit != row.unit) {
            if before.is_some() {
                writeln!(out)?;
            }
            let signers = signer_list(&row.signers);
            writeln!(
                out,
                "{NAME}{}{NAME:#} {FAINT}{}{signers}{FAINT:#}",
                row.respondent,
                if signers.is_empty() { "" } else { "· " }
            )?;
        }
        before = Some(row);
        writeln!(out, "  {} {FAINT}{}{FAINT:#}", row.area_name, row.area)?;
        for ask in &row.asks {
            let place = format!("{}:{}", short(&row.document), cited(ask.lines));
            writeln!(out, "    {FAINT}{place}{FAINT:#}  {}", ask.quote)?;
        }
    }
    Ok(())
}
