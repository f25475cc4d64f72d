//! Lika texter: families of statements as a tree in time, what each wording
//! changed, borrowed passages and recycled answers.

use super::View;
use super::parts::{place, rounded, who};
use crate::render::sheet::Piece;
use crate::render::{diff, signer_list};
use crate::report::cite::central;
use crate::reuse::{Answers, Family, Loan, Member, Pair, Recycled, Relation, Text};
use maud::{Markup, html};
use std::collections::BTreeMap;
use std::ops::Range;

pub(super) fn reuse(view: View<'_>, answers: &Answers<'_>) -> Markup {
    let View {
        material, words, ..
    } = view;
    let found = &material.statements;
    let in_families: usize = found
        .families
        .iter()
        .map(|family| family.members.len())
        .sum();
    let given = [
        ("texts", found.texts.len().into()),
        ("n", in_families.into()),
        ("families", found.families.len().into()),
    ];
    html! {
        section.view id="lika-texter" aria-labelledby="h-lika-texter" {
            h2 id="h-lika-texter" { (words.say("reuse")) }
            p { (words.say("reuse-limits")) }
            p { (words.with("reuse-told", &given)) }
            @for (at, family) in found.families.iter().enumerate() { (one(view, at + 1, family)) }
            (passages(view))
            (recycled(view, answers))
        }
    }
}

fn one(view: View<'_>, number: usize, family: &Family) -> Markup {
    let View {
        material, words, ..
    } = view;
    let texts = &material.statements.texts;
    let medoid = &texts[family.medoid];
    let given = [
        ("number", number.into()),
        ("texts", family.members.len().into()),
        ("voices", family.voices.into()),
        ("parties", family.parties(texts).join(" ").into()),
    ];
    html! {
        article.page id={ "familj-" (number) } aria-labelledby={ "h-familj-" (number) } {
            h3 id={ "h-familj-" (number) } { (words.with("family", &given)) }
            p { (words.say("family-against")) " " (label(view, medoid)) " " span.nowrap { "(" (at(view, medoid, None)) ")." } }
            (tree(view, family))
            div.box tabindex="0" role="region" aria-label=(words.with("family", &given)) {
                table {
                    caption { (words.say("family-caption")) }
                    thead { tr {
                        @for key in ["day", "respondent", "signed-by", "line", "relation", "in-centre", "nearest"] {
                            th scope="col" { (words.say(key)) }
                        }
                    } }
                    tbody { @for member in &family.members { (row(view, member)) } }
                }
            }
            @for wording in family.wordings() { (changed(view, medoid, &wording)) }
        }
    }
}

fn row(view: View<'_>, member: &Member) -> Markup {
    let texts = &view.material.statements.texts;
    let text = &texts[member.text];
    html! {
        tr {
            td { (day(view, text)) }
            th scope="row" { (name(view, text)) }
            td { (signer_list(text.signers())) }
            td { (at(view, text, None)) }
            td { (view.words.named("relation", member.relation.name())) }
            td.n { (view.words.percent(member.in_medoid)) }
            td { @if let Some(after) = member.after { (name(view, &texts[after])) } }
        }
    }
}

/// Rows are texts in the order of decisions; a line leads from the nearest one
/// of an earlier day. The table below has the same rows.
fn tree(view: View<'_>, family: &Family) -> Markup {
    const MOST: usize = 60;
    const ROW: f64 = 22.0;
    const STEP: f64 = 26.0;
    let texts = &view.material.statements.texts;
    let mut depth: BTreeMap<usize, (usize, f64)> = BTreeMap::new();
    let mut dots = Vec::new();
    for (at, member) in family.members.iter().take(MOST).enumerate() {
        let y = ROW * at as f64 + 12.0;
        let from = member.after.and_then(|after| depth.get(&after).copied());
        let level = from.map_or(0, |(level, _)| level + 1);
        depth.insert(member.text, (level, y));
        let x = 10.0 + STEP * level as f64;
        let line = from.map(|(level, from)| {
            let start = 10.0 + STEP * level as f64;
            format!("M{start:.1} {from:.1}V{y:.1}H{x:.1}")
        });
        let text = &texts[member.text];
        let (day, name) = (text.date().unwrap_or("–"), text.respondent().unwrap_or("–"));
        let told = format!("{day} {name} {}", text.parties().join(" "));
        dots.push((x, y, line, told));
    }
    let height = ROW * dots.len() as f64 + 6.0;
    html! {
        @if dots.len() > 2 {
            svg.tree viewBox={ "0 0 640 " (rounded(height)) } width="640" height=(rounded(height)) role="img"
                aria-label=(view.words.say("tree-told")) {
                @for (x, y, line, told) in dots {
                    @if let Some(line) = line { path d=(line) {} }
                    circle cx=(rounded(x)) cy=(rounded(y)) r="4.5" {}
                    text x=(rounded(x + 10.0)) y=(rounded(y + 4.0)) { (told) }
                }
            }
        }
    }
}

/// What a wording changed against the centre, folded where much fell out.
fn changed(view: View<'_>, medoid: &Text, wording: &[&Member]) -> Markup {
    let texts = &view.material.statements.texts;
    html! {
        @if let Some(first) = wording.first().filter(|first| !first.changes.is_empty()) {
            details.fold {
                summary {
                    (view.words.say("changes-of")) " "
                    @for (nth, member) in wording.iter().enumerate() {
                        @if nth > 0 { ", " }
                        (texts[member.text].respondent().unwrap_or("–")) " " (texts[member.text].parties().join(" "))
                    }
                }
                p.diff lang=[view.foreign()] {
                    @for piece in diff(medoid, &texts[first.text]) { (piece_of(view, &piece)) " " }
                }
            }
        }
    }
}

/// Words that are dropped in one run and shown; of longer ones the number.
const SHOWN: usize = 40;

fn piece_of(view: View<'_>, piece: &Piece) -> Markup {
    match piece {
        Piece::Kept(words) => html! { (words) },
        Piece::Dropped(words) => match words.split_whitespace().count() {
            few if few <= SHOWN => html! { del { (words) } },
            many => html! { del.many { (view.words.count("left-out-words", many)) } },
        },
        Piece::Added(words) => html! { ins { (words) } },
        Piece::Moved(words) => html! { ins.moved { (words) } },
        Piece::Skipped(n) => html! { span.skip { (view.words.count("same-words", *n)) } },
        Piece::Place(place) => html! { small { (place) } },
    }
}

fn passages(view: View<'_>) -> Markup {
    let View {
        material, words, ..
    } = view;
    let found = &material.statements;
    let mut pairs: Vec<&Pair> = found.across(Relation::LånatStycke);
    pairs.extend(found.across(Relation::Citat));
    html! {
        @if !pairs.is_empty() {
            h3 { (words.say("passages")) }
            ul.said { @for pair in pairs { @for shared in &pair.passages {
                @let [a, b] = [&found.texts[pair.a], &found.texts[pair.b]];
                li {
                    (words.named("relation", pair.relation.name())) ": " (label(view, a)) " (" (at(view, a, Some(&shared.passage.a))) ") "
                    (words.named("direction", pair.direction.name())) " " (label(view, b)) " (" (at(view, b, Some(&shared.passage.b))) ")"
                    q lang=[view.foreign()] { (excerpt(a, &shared.passage.a)) }
                }
            } } }
        }
    }
}

/// Passages of one answer that are shown.
const LOANS: usize = 8;

fn recycled(view: View<'_>, answers: &Answers<'_>) -> Markup {
    let words = view.words;
    let rows: Vec<(&Text, &Recycled)> =
        answers.all().filter(|(_, one)| one.share() > 0.0).collect();
    html! {
        @if !rows.is_empty() {
            h3 { (words.say("recycled")) }
            div.box tabindex="0" role="region" aria-label=(words.say("recycled")) {
                table {
                    caption { (words.say("recycled-caption")) }
                    thead { tr {
                        th scope="col" { (words.say("answer")) }
                        th.n scope="col" { (words.say("recycled-share")) }
                        th.n scope="col" { (words.say("words-head")) }
                        th.n scope="col" { (words.say("of-sender")) }
                        th.n scope="col" { (words.say("of-others")) }
                        th scope="col" { (words.say("sources")) }
                    } }
                    tbody { @for (text, one) in rows {
                        tr {
                            th scope="row" { (name(view, text)) " " (at(view, text, None)) }
                            td.n { (words.percent(one.share())) }
                            td.n { (one.words) } td.n { (one.sender()) } td.n { (one.others) }
                            td {
                                ul.plain { @for loan in one.loans.iter().take(LOANS) { (source(view, answers.part(one, loan), loan)) } }
                                @if one.loans.len() > LOANS { p { (words.count("more-loans", one.loans.len() - LOANS)) } }
                            }
                        }
                    } }
                }
            }
        }
    }
}

fn source(view: View<'_>, text: &Text, loan: &Loan) -> Markup {
    let other = view.material.answers.lender(loan.lender);
    html! {
        li {
            (at(view, text, Some(&loan.passage.a))) " " (view.words.named("direction", loan.direction.name())) " "
            (name(view, other)) " (" (at(view, other, Some(&loan.passage.b))) "), " (view.words.count("equal-words", loan.words))
            @if loan.more > 0 { " " (view.words.count("and-more", loan.more)) }
        }
    }
}

/// A text's place, or that of some of its words.
pub(super) fn at(view: View<'_>, text: &Text, words: Option<&Range<usize>>) -> Markup {
    let lines = match words {
        Some(words) if !words.is_empty() => text.lines(words.clone()),
        _ => text.all_lines(),
    };
    place(view, (Some(&text.id), &text.paper.document.name), lines)
}

pub(super) fn day(view: View<'_>, text: &Text) -> Markup {
    match text.date() {
        Some(day) => html! { time datetime=(day) { (day) } },
        None => html! { (view.words.say("no-day")) },
    }
}

/// Who speaks; of the sender's own texts what they are.
fn name(view: View<'_>, text: &Text) -> Markup {
    let central = central(text.central());
    match (text.unit(), text.respondent()) {
        (Some(_), Some(name)) => who(view, name),
        (Some(_), None) => html! { (view.words.say("nobody-known")) },
        (None, _) => html! { (view.words.say(central)) },
    }
}

/// The same with what it is and who signed.
pub(super) fn label(view: View<'_>, text: &Text) -> Markup {
    html! {
        (name(view, text))
        @if let Some(unit) = text.unit() {
            ", " (view.words.named("unit", unit.kind.name()))
            @if !unit.signers.is_empty() { " " (signer_list(&unit.signers)) }
        }
    }
}

/// Some words as they stand, the middle left out if they are many.
fn excerpt(text: &Text, words: &Range<usize>) -> String {
    const ENDS: usize = 14;
    let one_line = |words: Range<usize>| {
        let words: Vec<&str> = text.slice(words).split_whitespace().collect();
        words.join(" ")
    };
    match words.len() > 3 * ENDS {
        false => one_line(words.clone()),
        true => {
            let (first, last) = (words.start..words.start + ENDS, words.end - ENDS..words.end);
            format!("{} … {}", one_line(first), one_line(last))
        }
    }
}
