//! Pages for a browser: one file, no scripts, nothing loaded from elsewhere.
//!
//! Every word of a document is escaped.

use crate::position::{Cell, Grid, OfReferral, Position, Stance};
use crate::render::text::{plain_signs, stance_words};
use crate::render::{cited, signer_list};
use std::io::{self, Write};

const STYLE: &str = "body{font:16px/1.5 Georgia,serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1a1a1a}\
h1{font-size:1.6rem}h2{font-size:1.25rem;margin-top:2.2rem;border-top:2px solid #1a1a1a;padding-top:.4rem}h3{font-size:1rem;margin-bottom:.3rem}\
table{border-collapse:collapse;width:100%;font:14px/1.4 system-ui,sans-serif}th,td{text-align:left;vertical-align:top;padding:.25rem .6rem .25rem 0;border-bottom:1px solid #ddd}\
td.s{white-space:nowrap}p.diff{background:#f6f6f3;padding:.6rem .8rem}del{background:#fbdcd8;color:#8a1f11}ins{background:#d9f2dc;color:#0f5c22;text-decoration:none}\
ins.moved{background:#dde8fb;color:#1c3f86}span.place,small{color:#666;font:12px system-ui,sans-serif}\
table.heat{width:auto}table.heat th,table.heat td{padding:.25rem .4rem;border:1px solid #ddd}table.heat thead th{position:sticky;top:0;background:#f6f6f3;max-width:9rem}\
td.pro{background:#d9f2dc}td.but{background:#fdf0c4}td.con{background:#fbdcd8}td.neutral{background:#ececec}\
summary{cursor:pointer;text-align:center;font-weight:700}details[open]{min-width:22rem}details p{margin:.4rem 0}\
@media print{body{margin:0;max-width:none;font-size:11pt}h2,h3{break-after:avoid}tr,p.diff,details{break-inside:avoid}}";

/// Opens a page.
pub(super) fn open_page(title: &str, out: &mut dyn Write) -> io::Result<()> {
    let title = escaped(title);
    writeln!(
        out,
        "<!doctype html>\n<html lang=\"sv\"><head><meta charset=\"utf-8\"><title>{title}</title>\
         <meta name=\"viewport\" content=\"width=device-width\"><style>{STYLE}</style></head>\n<body><h1>{title}</h1>"
    )
}

/// Closes a page.
pub(super) fn close_page(out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "</body></html>")
}

/// The heat map of boards and focus areas; each cell opens its sentences.
pub fn positions(found: &Grid<'_, Position>, out: &mut dyn Write) -> io::Result<()> {
    open_page("Positions on every focus area", out)?;
    writeln!(
        out,
        "<p>+ stöd · ± stöd med förbehåll · − kritik · · neutral. A cell opens the sentence that decides, with its lines.</p>"
    )?;
    for group in &found.tables {
        table(group, out)?;
    }
    close_page(out)
}

fn table(group: &OfReferral<'_, Position>, out: &mut dyn Write) -> io::Result<()> {
    writeln!(
        out,
        "<h2>{} <small>{}</small></h2>\n<table class=\"heat\"><thead><tr><th></th>",
        escaped(&group.referral.title),
        escaped(group.referral.diarienummer.as_deref().unwrap_or(""))
    )?;
    let (shown, _) = group.shown(None);
    for area in &shown {
        writeln!(out, "<th>{}</th>", escaped(&group.areas[*area].title()))?;
    }
    writeln!(out, "</tr></thead><tbody>")?;
    for board in &group.boards {
        write!(out, "<tr><th>{}</th>", escaped(board))?;
        for area in &shown {
            cell(group.cell(board, *area), out)?;
        }
        writeln!(out, "</tr>")?;
    }
    writeln!(out, "</tbody></table>")
}

fn cell(cell: Option<&Cell<Position>>, out: &mut dyn Write) -> io::Result<()> {
    let Some(cell) = cell else {
        return write!(out, "<td></td>");
    };
    let class = match cell.stances.iter().collect::<Vec<_>>()[..] {
        [Stance::Stöd] => "pro",
        [Stance::Kritik] => "con",
        [Stance::Neutral] => "neutral",
        _ => "but",
    };
    let words: Vec<String> = cell.stances.iter().map(|one| stance_words(*one)).collect();
    write!(
        out,
        "<td class=\"{class}\"><details><summary title=\"{}\">{}</summary>",
        words.join(" / "),
        plain_signs(cell)
    )?;
    cell.kept.iter().try_for_each(|row| said(row, out))?;
    write!(out, "</details></td>")
}

/// One position's sentences.
fn said(row: &Position, out: &mut dyn Write) -> io::Result<()> {
    for evidence in &row.evidence {
        write!(
            out,
            "<p>{} <small>{}:{}</small></p>",
            escaped(&evidence.quote),
            escaped(&row.document),
            cited(evidence.lines)
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
        "<small>{} {:.2}</small>",
        escaped(&signer_list(&row.signers)),
        row.confidence
    )
}

/// Text that a browser shows as it stands.
pub(super) fn escaped(words: &str) -> String {
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
