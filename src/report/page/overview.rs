//! Översikt: how many were asked and answered, and what they say, on one screen.

use super::View;
use maud::{Markup, html};

pub(super) fn overview(view: View<'_>) -> Markup {
    let View { material, words } = view;
    let totals = material.totals();
    let rows = [
        ("asked", totals.asked),
        ("answered", totals.answered),
        ("unasked", totals.unasked),
        ("partial", totals.partial),
        ("abstained", totals.abstained),
        ("missing", totals.missing),
        ("late", totals.late),
    ];
    html! {
        h1 { (view.title()) }
        section id="oversikt" {
            h2 { (words.say("overview")) }
            dl {
                @for (key, n) in rows {
                    dt { (words.say(key)) }
                    dd { (n) }
                }
            }
        }
    }
}
