//! One view of the report at an address of its own, as a server shows it: the
//! same views, their links led to where each part is shown there. Of views with
//! a part for every respondent, area or paper the list is shown, or one part.

use super::{
    Shown, VIEWS, View, areas, asks, bodies, ledger, made, matrix, overview, reuse, texts,
};
use crate::lang::Words;
use crate::report::asks::raised;
use crate::report::material::Material;
use maud::{Markup, PreEscaped, html};

/// A view below `base`, or one part of it; nothing where there is no such.
pub(crate) fn live(
    material: &Material,
    words: &Words,
    (base, name, part): (&str, &str, Option<&str>),
) -> Option<Markup> {
    let view = View { material, words };
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
        "lika-texter" => reuse::reuse(view),
        "remissinstanser" => ledger::ledger(view),
        "texten" => texts::texts(view, shown),
        "sa-gjordes-det" => made::made(view),
        _ => return None,
    };
    Some(html! { (super::hatching()) (PreEscaped(led(&drawn.0, base))) })
}

/// Links to parts of the one page, led to the views that hold them. What papers
/// say is escaped: such a link is always one of the views' own.
fn led(drawn: &str, base: &str) -> String {
    const LINK: &str = "href=\"#";
    let mut led = String::with_capacity(drawn.len() + drawn.len() / 8);
    let mut rest = drawn;
    while let Some(at) = rest.find(LINK) {
        let (before, after) = rest.split_at(at);
        let after = &after[LINK.len()..];
        let end = after.find('"').unwrap_or(after.len());
        led.push_str(before);
        led.push_str(&format!("href=\"{base}/{}", home(&after[..end])));
        rest = &after[end..];
    }
    led + rest
}

/// Where a part is shown.
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
        "synpunkter" | "aterges-inte" => format!("synpunkter#{part}"),
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
        assert_eq!(
            led(drawn, "/remiss/x"),
            "<a href=\"/remiss/x/texten/d1\">x</a> href=&quot;#d1"
        );
    }
}
