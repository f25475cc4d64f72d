//! What a draft's check found: the draft's words, what is wrong, and where the
//! papers say so.

use super::{FAINT, MATCH, NAME};
use crate::check::Finding;
use crate::render::{cited, place};
use std::io::{self, Write};

/// A finding each, in the order of the draft.
pub fn checked(draft: &str, found: &[Finding], out: &mut dyn Write) -> io::Result<()> {
    for (at, finding) in found.iter().enumerate() {
        if at > 0 {
            writeln!(out)?;
        }
        let who = finding.respondent.as_ref();
        let who = who.map_or(String::new(), |who| format!("  {NAME}{who}{NAME:#}"));
        let (kind, at) = (finding.kind.name(), cited(finding.lines));
        writeln!(out, "{MATCH}{kind:9}{MATCH:#} {draft}:{at}{who}")?;
        writeln!(out, "  {}", finding.words)?;
        writeln!(out, "  {NAME}{}{NAME:#}", finding.message)?;
        for proof in &finding.proof {
            let place = place(&proof.document, proof.lines);
            writeln!(out, "    {FAINT}{place}{FAINT:#}  {}", proof.quote)?;
        }
    }
    Ok(())
}
