//! Those who had nothing to say, a name a line: "Följande har inte något att
//! erinra:" over a list. Each line is what that body answered.

use super::heard::Heard;
use crate::lexicon::accounts;
use crate::segment::builder::{Builder, Open, Speaker};
use crate::segment::signs::bodies;
use crate::text::lower;
use crate::unit::UnitKind;

/// Takes every such list from line `from` on.
pub(super) fn read(out: &mut Builder<'_>, heard: &Heard, from: usize) {
    let lines = out.lines;
    let mut at = from;
    while at < lines.len() {
        let leads = leads(lines.raw(at));
        at += 1;
        if !leads {
            continue;
        }
        // A gap may stand below the lead.
        at = lines.next_words(at, lines.len().min(at + 2)).unwrap_or(at);
        while at < lines.len() && lines.line(at).bullet {
            let words = lines.words(at);
            // "Försvarsmakten (2027-01-19)": the day that it came.
            let name = words.split(" (").next().unwrap_or(&words);
            let name = name.trim_end_matches([',', ';', '.']);
            if let Some(name) = heard.name(name).or_else(|| bodies::name(name)) {
                let speaker = Speaker::new(bodies::listed(&name.name), &name.name);
                let open = Open::new(UnitKind::Sammanfattning, &speaker, None, at);
                out.push_span(open, lines.span(at, at), at);
            }
            at += 1;
        }
    }
}

/// "Följande remissinstanser har inga synpunkter:".
fn leads(raw: &str) -> bool {
    let low = lower(raw);
    let mut nothing = accounts().nothing_said.iter();
    low.ends_with(':') && nothing.any(|words| low.contains(words.as_str()))
}
