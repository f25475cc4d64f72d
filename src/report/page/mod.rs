//! The report as one page for a browser: a view a section, nothing loaded from
//! elsewhere, everything readable without a script.
//!
//! Every word of a paper passes through the templates' escaping.

mod overview;

use super::material::Material;
use crate::lang::Words;
use maud::{DOCTYPE, Markup, html};

/// What every view is drawn from.
#[derive(Clone, Copy)]
pub(super) struct View<'v> {
    pub(super) material: &'v Material,
    pub(super) words: &'v Words,
}

/// The whole page.
pub fn html(material: &Material, words: &Words) -> String {
    let view = View { material, words };
    let title = words.with("page-title", &[("title", view.title().into())]);
    let page = html! {
        (DOCTYPE)
        html lang=(words.lang().code()) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (title) }
            }
            body {
                a href="#innehall" { (words.say("skip")) }
                main id="innehall" { (overview::overview(view)) }
                footer { (made(view)) }
            }
        }
    };
    page.into_string()
}

fn made(view: View<'_>) -> Markup {
    let made = &view.material.made;
    let given = [
        ("day", made.day.as_str().into()),
        ("version", made.version.into()),
    ];
    html! { p { (view.words.with("made-on", &given)) } }
}

impl<'v> View<'v> {
    fn title(self) -> &'v str {
        &self.material.referral.title
    }
}
