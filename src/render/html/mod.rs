//! Pages for a browser: one file, no scripts, nothing loaded from elsewhere.
//!
//! Every word of a document is escaped.

use crate::position::{OfReferral, Position, Positions, Stance};
use crate::render::text::{sign, stance_words};
use crate::render::{line_range, signer_list};
use std::io::{self, Write};

const STYLE: &str = "body{font:15px/1.45 system-ui,sans-serif;margin:2rem;color:#1c1c1c;background:#fff}\
table{border-collapse:collapse}th,td{border:1px solid #ccc;padding:.25rem .4rem;vertical-align:top;text-align:left}\
thead th{position:sticky;top:0;background:#f4f4f4;max-width:9rem;font-weight:600}\
td.s{background:#d9efdc}td.f{background:#fdf0c4}td.k{background:#f6d1cc}td.n{background:#e9e9e9}\
summary{cursor:pointer;text-align:center;font-weight:700}details[open]{min-width:22rem}\
p{margin:.4rem 0}small{color:#555}@media print{details{break-inside:avoid}}";

/// The heat map of boards and focus areas; each cell opens its sentences.
pub fn positions(found: &Positions, out: &mut dyn Write) -> io::Result<()> {
    writeln!(
        out,
        "<!doctype html>\n<html lang=\"sv\"><head><meta charset=\"utf-8\"><title>Ställningstaganden</title>\
         <meta name=\"viewport\" content=\"width=device-width\"><style>{STYLE}</style></head><body>\n\
         <h1>Ställningstaganden</h1>\n<p>+ stöd · ± stöd med förbehåll · − kritik · · neutral. \
         En cell öppnar meningen som avgör, med rader.</p>"
    )?;
    for group in found.by_referral() {
        table(&group, out)?;
    }
    writeln!(out, "</body></html>")
}

fn table(group: &OfReferral<'_>, out: &mut dyn Write) -> io::Result<()> {
    writeln!(
        out,
        "<h2>{} <small>{}</small></h2>\n<table><thead><tr><th></th>",
        escaped(&group.referral.title),
        escaped(group.referral.diarienummer.as_deref().unwrap_or(""))
    )?;
    for (_, name) in group.areas {
        writeln!(out, "<th>{}</th>", escaped(name))?;
    }
    writeln!(out, "</tr></thead><tbody>")?;
    for board in &group.boards {
        write!(out, "<tr><th>{}</th>", escaped(board))?;
        for (id, _) in group.areas {
            let mut rows = group.rows.iter();
            cell(
                rows.find(|row| row.respondent == *board && row.area == *id),
                out,
            )?;
        }
        writeln!(out, "</tr>")?;
    }
    writeln!(out, "</tbody></table>")
}

fn cell(row: Option<&&Position>, out: &mut dyn Write) -> io::Result<()> {
    let Some(row) = row else {
        return write!(out, "<td></td>");
    };
    let class = match row.stance {
        Stance::Stöd => "s",
        Stance::StödMedFörbehåll => "f",
        Stance::Kritik => "k",
        Stance::Neutral => "n",
    };
    write!(
        out,
        "<td class=\"{class}\"><details><summary title=\"{}\">{}</summary>",
        stance_words(row.stance),
        sign(row.stance)
    )?;
    for evidence in &row.evidence {
        write!(
            out,
            "<p>{} <small>{}:{}</small></p>",
            escaped(&evidence.quote),
            escaped(&row.document),
            line_range(evidence.lines)
        )?;
    }
    if let Some(correction) = &row.corrected {
        write!(
            out,
            "<p><small>{} {}: {}</small></p>",
            escaped(&correction.by),
            escaped(&correction.on),
            escaped(&correction.note)
        )?;
    }
    write!(
        out,
        "<small>{} {:.2}</small></details></td>",
        escaped(&signer_list(&row.signers)),
        row.confidence
    )
}

/// Text that a browser shows as it stands.
pub(crate) fn escaped(words: &str) -> String {
    let mut safe = String::with_capacity(words.len());
    for c in words.chars() {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            c => safe.push(c),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    #[test]
    fn markup_in_a_document_stays_text() {
        assert_eq!(super::escaped("<b a='1'>&"), "&lt;b a=&#39;1&#39;&gt;&amp;");
    }
}
