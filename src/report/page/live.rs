//! One view of the report at an address of its own, as a server shows it: the
//! same views, their links led to where each part is shown there. Of views with
//! a part for every respondent, area or paper the list is shown, or one part.

use super::{
    Shown, VIEWS, View, areas, asks, bodies, ledger, lost, made, matrix, memory, overview, reuse,
    texts, topics, uptake,
};
use crate::lang::Words;
use crate::report::apart::{Apart, Earlier};
use crate::report::asks::raised;
use crate::report::material::Material;
use crate::reuse::Answers;
use maud::{Markup, PreEscaped, html};

/// Where links lead.
#[derive(Clone, Copy)]
pub(crate) struct Places<'p> {
    /// The address of the referral, above those of the views.
    pub(crate) base: &'p str,
    /// The address of a line of a paper by its id, whatever it answers.
    pub(crate) line: fn(&str, u32) -> String,
}

/// A view, or one part of it; nothing where there is no such. `apart` holds what
/// this view alone shows.
pub(crate) fn live(
    (material, apart): (&Material, &Apart),
    words: &Words,
    (places, name, part): (Places<'_>, &str, Option<&str>),
) -> Option<Markup> {
    let view = View {
        material,
        words,
        apart,
    };
    let answers = || Answers::of(&material.answers);
    let raised = || raised(&material.asks);
    let shown = part.map_or(Shown::Index, Shown::One);
    let is_there = match (name, part) {
        (_, None) => true,
        ("omraden", Some(part)) => {
            let slugs = material
                .areas
                .iter()
                .map(|area| material.area_slug(&area.id));
            slugs
                .into_iter()
                .any(|slug| part.strip_prefix("omrade.") == Some(slug))
        }
        ("instanser", Some(part)) => material.respondents.iter().any(|one| one.slug == part),
        ("texten", Some(part)) => material.papers.iter().any(|one| one.slug == part),
        _ => false,
    };
    if !is_there {
        return None;
    }
    let drawn = match name {
        "oversikt" => overview::overview(view, &raised()),
        "stallningstaganden" => matrix::matrix(view),
        "omraden" => areas::areas(view, shown),
        "instanser" => bodies::bodies(view, shown),
        "synpunkter" => asks::asks(view, &raised()),
        topics::AT => topics::topics(view, &apart.themes),
        lost::AT => lost::lost(view),
        uptake::AT => uptake::uptake(view, &answers()),
        memory::AT => memory::memory(view, &apart.earlier),
        "lika-texter" => reuse::reuse(view, &answers()),
        "remissinstanser" => ledger::ledger(view),
        "texten" => texts::texts(view, shown),
        "sa-gjordes-det" => made::made(view),
        _ => return None,
    };
    Some(html! { (super::hatching()) (PreEscaped(led(&drawn.0, places, &apart.earlier))) })
}

/// The views that only show what was reckoned for them.
pub(crate) const THEMES: &str = topics::AT;
pub(crate) const EARLIER: &str = memory::AT;
/// Those that show what texts have in common.
pub(crate) const COMPARED: [&str; 2] = ["lika-texter", uptake::AT];

/// Links to parts of the one page, led to the views that hold them. What papers
/// say is escaped: such a link is always one of the views' own.
fn led(drawn: &str, places: Places<'_>, earlier: &Earlier) -> String {
    const LINK: &str = "href=\"#";
    let mut led = String::with_capacity(drawn.len() + drawn.len() / 8);
    let mut rest = drawn;
    while let Some(at) = rest.find(LINK) {
        let (before, after) = rest.split_at(at);
        let after = &after[LINK.len()..];
        let end = after.find('"').unwrap_or(after.len());
        led.push_str(before);
        led.push_str("href=\"");
        led.push_str(&address(&after[..end], places, earlier));
        rest = &after[end..];
    }
    led + rest
}

/// Where a part is shown: papers of other referrals on a page of their own.
fn address(part: &str, places: Places<'_>, earlier: &Earlier) -> String {
    let (slug, line) = part.split_once(".r").unwrap_or((part, "1"));
    let mut papers = earlier.papers.iter().map(|one| &one.filed);
    match papers.find(|filed| filed.slug == slug) {
        Some(filed) => (places.line)(filed.paper.document.id(), line.parse().unwrap_or(1)),
        None => format!("{}/{}", places.base, home(part)),
    }
}

/// Where a part of this referral is shown.
fn home(part: &str) -> String {
    if VIEWS.iter().any(|(view, _)| *view == part) {
        return part.to_owned();
    }
    let first = part.split('.').next().unwrap_or(part);
    let numbered = |kind: &str| {
        let rest = first.strip_prefix(kind);
        rest.is_some_and(|rest| !rest.is_empty() && rest.bytes().all(|b| b.is_ascii_digit()))
    };
    match first {
        "omrade" => format!("omraden/{part}"),
        "synpunkter" | topics::AT | lost::AT | uptake::AT | memory::AT => {
            format!("{first}#{part}")
        }
        _ if numbered("familj-") => format!("lika-texter#{part}"),
        _ if numbered("d") && first == part => format!("texten/{part}"),
        _ if numbered("d") => format!("texten/{first}#{part}"),
        _ if first == part => format!("instanser/{part}"),
        _ => format!("instanser/{first}#{part}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_part_has_a_home() {
        let homes = [
            ("synpunkter", "synpunkter"),
            ("omrade.helhet", "omraden/omrade.helhet"),
            ("synpunkter.helhet", "synpunkter#synpunkter.helhet"),
            ("aterges-inte", "aterges-inte"),
            ("teman.barn.2", "teman#teman.barn.2"),
            ("d3", "texten/d3"),
            ("d3.r77", "texten/d3#d3.r77"),
            ("familj-2", "lika-texter#familj-2"),
            ("kulturnamnden", "instanser/kulturnamnden"),
            (
                "kulturnamnden.helhet",
                "instanser/kulturnamnden#kulturnamnden.helhet",
            ),
        ];
        for (part, at) in homes {
            assert_eq!(home(part), at);
        }
        let drawn = "<a href=\"#d1\">x</a> href=&quot;#d1";
        let places = Places {
            base: "/remiss/x",
            line: |id, line| format!("/text/{id}#r{line}"),
        };
        assert_eq!(
            led(drawn, places, &Earlier::default()),
            "<a href=\"/remiss/x/texten/d1\">x</a> href=&quot;#d1"
        );
    }
}
