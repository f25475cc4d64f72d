//! What several views are made of: marks, quotations with their places, bars.

use super::View;
use crate::called::Name;
use crate::position::{Ask, Position, Stance};
use crate::render::signer_list;
use crate::report::cite::{cited, memo};
use crate::report::material::{Filed, Respondent};
use crate::report::said::Said;
use crate::report::source::By;
use crate::text::Cited;
use crate::unit::Unit;
use maud::{Markup, html};
use std::collections::{BTreeMap, BTreeSet};

/// What stands for a stance where there is no room for words.
pub(super) fn sign(stance: Stance) -> &'static str {
    match stance {
        Stance::Stöd => "+",
        Stance::StödMedFörbehåll => "±",
        Stance::Kritik => "−",
        Stance::Neutral => "○",
    }
}

/// The class that colours it.
pub(super) fn class(stance: Stance) -> &'static str {
    match stance {
        Stance::Stöd => "pro",
        Stance::StödMedFörbehåll => "but",
        Stance::Kritik => "con",
        Stance::Neutral => "neu",
    }
}

/// Sign, colour and word.
pub(super) fn mark(view: View<'_>, row: &Position) -> Markup {
    html! {
        (said_mark(view, Said::of(row)))
    }
}

/// The same of what is said, whoever says it.
pub(super) fn said_mark(view: View<'_>, one: Said) -> Markup {
    let stance = one.stance();
    html! {
        span.mark.(class(stance)) {
            span aria-hidden="true" { (sign(stance)) } " " (said(view, one))
        }
    }
}

pub(super) fn said(view: View<'_>, said: Said) -> String {
    view.words.named("said", said.name())
}

/// A table that scrolls by itself where it is too wide, and says what it is.
pub(super) fn captioned(caption: &str, rows: Markup) -> Markup {
    html! {
        div.box tabindex="0" role="region" aria-label=(caption) { table {
            caption { (caption) }
            (rows)
        } }
    }
}

/// A sentence of a paper with its place, to be copied with its source.
pub(super) fn quote(view: View<'_>, of: &Position, lines: Cited, words: &str) -> Markup {
    quoted(view, (By::Unit(&of.unit), &of.document), lines, words)
}

/// The same of an ask or an objection.
pub(super) fn ask(view: View<'_>, of: &Position, ask: &Ask) -> Markup {
    quote(view, of, ask.lines, &ask.quote)
}

/// A sentence of somebody's in the paper that is named.
pub(super) fn quoted(
    view: View<'_>,
    (by, document): (By<'_>, &Name),
    lines: Cited,
    words: &str,
) -> Markup {
    let filed = view.filed(by.unit(), document);
    quoted_in(view, (filed, by, document), lines, words)
}

/// A sentence of a paper, which may not be here but has a name.
pub(super) fn quoted_in<'v>(
    view: View<'v>,
    (filed, by, document): (Option<&'v Filed>, By<'_>, &Name),
    lines: Cited,
    words: &str,
) -> Markup {
    let source = filed.map(|filed| view.source(filed, by, lines));
    let source = source.map(|source| memo(view.words, &source));
    html! {
        blockquote data-m=[source] {
            span lang=[view.foreign()] { (words) } " " (place_in(view, (filed, document), lines))
        }
    }
}

/// Where something stands, as a link to the line where the text is here.
pub(super) fn place(
    view: View<'_>,
    (unit, document): (Option<&str>, &Name),
    lines: Cited,
) -> Markup {
    place_in(view, (view.filed(unit, document), document), lines)
}

fn place_in(view: View<'_>, (filed, document): (Option<&Filed>, &Name), lines: Cited) -> Markup {
    let words = cited(view.words, document, lines);
    match filed {
        Some(filed) if view.material.made.texts => html! {
            a.place href={ "#" (line_id(filed, lines.first)) } { (words) }
            @if let Some([page, _]) = lines.page() && view.material.picture(filed, page).is_some() {
                " " a.place href={ "#" (page_id(filed, page)) } { (view.words.say("as-printed-link")) }
            }
        },
        _ => html! { span.place { (words) } },
    }
}

/// A statement in which no position was read: what it is, whose, and where.
pub(super) fn unread(
    view: View<'_>,
    (filed, id, unit): (&Filed, &str, &Unit),
    named: bool,
) -> Markup {
    let document = &filed.paper.document;
    let name = unit.respondent.as_deref().unwrap_or_default();
    html! {
        @if named { (who(view, name)) ", " }
        (view.words.named("unit", unit.kind.name()))
        @if !unit.signers.is_empty() { ", " (signer_list(&unit.signers)) }
        " (" (place(view, (Some(id), &document.name), document.index.cite(unit.span))) ")"
    }
}

/// Rows of one outcome, chosen with a script; hidden where there is none.
pub(super) fn picks<'n>(
    view: View<'_>,
    outcomes: impl Iterator<Item = (&'n str, &'n str)>,
) -> Markup {
    let words = view.words;
    html! {
        form.filters.picks hidden {
            label { (words.say("filter-outcome")) " "
                select name="utfall" { option value="" { (words.say("any")) }
                    @for (kind, name) in outcomes { option value=(name) { (words.named(kind, name)) } } } }
            button type="reset" { (words.say("show-all")) }
        }
    }
}

/// What a line goes by.
pub(super) fn line_id(filed: &Filed, line: u32) -> String {
    format!("{}.r{line}", filed.slug)
}

/// What a page as it looks goes by.
pub(super) fn page_id(filed: &Filed, page: u32) -> String {
    format!("{}.s{page}", filed.slug)
}

/// Somebody, as a link to what it says.
pub(super) fn who(view: View<'_>, name: &str) -> Markup {
    match view.material.respondent(name) {
        Some(one) => html! { a href={ "#" (one.slug) } { (name) } },
        None => html! { (name) },
    }
}

/// The address of what somebody says of an area.
pub(super) fn cell_id(view: View<'_>, one: &Respondent, area: &str) -> String {
    format!("{}.{}", one.slug, view.material.area_slug(area))
}

/// The parties that signed, each once.
pub(super) fn parties(row: &Position) -> Vec<&str> {
    let mut known = BTreeSet::new();
    let all = row.signers.iter().map(|signer| signer.party.as_str());
    all.filter(|party| !party.is_empty() && known.insert(*party))
        .collect()
}

/// How many say what, as a bar; its figures stand beside it.
pub(super) fn bar(view: View<'_>, tally: &BTreeMap<Said, BTreeSet<&str>>, most: usize) -> Markup {
    const WIDTH: f64 = 200.0;
    let unit = WIDTH / most.max(1) as f64;
    let mut told = Vec::new();
    let mut rects = Vec::new();
    let mut x = 0.0;
    for (one, who) in tally {
        let (n, stance) = (who.len(), one.stance());
        told.push(format!("{n} {}", said(view, *one)));
        let width = unit * n as f64;
        rects.push((class(stance), sign(stance), x, width));
        x += width;
    }
    html! {
        svg.bar viewBox="0 0 200 16" width="200" height="16" role="img" aria-label=(told.join(", ")) {
            @for (class, sign, x, width) in rects {
                rect.(class) x=(rounded(x)) y="0.5" width=(rounded(width)) height="15" {}
                @if width >= 12.0 {
                    text.(class) x=(rounded(x + width / 2.0)) y="12" text-anchor="middle" { (sign) }
                }
            }
        }
    }
}

/// A length with one figure behind the point.
pub(super) fn rounded(length: f64) -> String {
    format!("{length:.1}")
}

/// A plain bar of a number among the largest.
pub(super) fn count_bar(n: usize, most: usize) -> Markup {
    let width = 120.0 * n as f64 / most.max(1) as f64;
    html! {
        svg.bar viewBox="0 0 120 12" width="120" height="12" aria-hidden="true" {
            rect.all x="0" y="0" width=(rounded(width)) height="12" {}
        }
    }
}
