//! What each board wants changed, per focus area.

use super::{FAINT, NAME};
use crate::position::Position;
use crate::render::{place, signer_list};
use std::io::{self, Write};

/// Boards, their focus areas, and the sentences that ask, row by row.
pub struct Asks<'w> {
    out: &'w mut dyn Write,
    /// The unit told last.
    unit: Option<String>,
}

impl<'w> Asks<'w> {
    /// Nothing is told yet.
    pub fn new(out: &'w mut dyn Write) -> Self {
        Asks { out, unit: None }
    }

    /// Tells what some positions ask.
    pub fn add(&mut self, rows: &[Position]) -> io::Result<()> {
        for row in rows.iter().filter(|row| !row.asks.is_empty()) {
            if self.unit.as_ref().is_none_or(|unit| *unit != row.unit) {
                self.head(row)?;
            }
            let out = &mut self.out;
            writeln!(out, "  {} {FAINT}{}{FAINT:#}", row.area_name, row.area)?;
            for ask in &row.asks {
                let place = place(&row.document, ask.lines);
                write!(out, "    {FAINT}{place}{FAINT:#}  {}", ask.quote)?;
                if let Some(said) = &ask.said {
                    let what = if said.as_read {
                        "confirmed"
                    } else {
                        "corrected"
                    };
                    write!(out, "  {FAINT}{what} by {} {}{FAINT:#}", said.by, said.on)?;
                }
                writeln!(out)?;
            }
        }
        Ok(())
    }

    fn head(&mut self, row: &Position) -> io::Result<()> {
        if self.unit.replace(row.unit.clone()).is_some() {
            writeln!(self.out)?;
        }
        let signers = signer_list(&row.signers);
        writeln!(
            self.out,
            "{NAME}{}{NAME:#} {FAINT}{}{signers}{FAINT:#}",
            row.respondent,
            if signers.is_empty() { "" } else { "· " }
        )
    }
}
