//! The report as one page for a browser: a view a section, nothing loaded from
//! elsewhere, everything readable without a script.
//!
//! Every word of a paper passes through the templates' escaping. Each view,
//! respondent, area, cell and line has an address of its own.

mod areas;
mod asks;
mod bodies;
mod ledger;
#[cfg(feature = "serve")]
mod live;
mod lost;
mod made;
mod matrix;
mod memory;
mod overview;
mod parts;
mod reuse;
mod texts;
mod topics;
mod uptake;

#[cfg(feature = "serve")]
pub(crate) use live::{COMPARED, EARLIER, Places, THEMES, live};

use super::apart::Apart;
use super::asks::raised;
use super::material::{Filed, Material};
use super::source::{By, Source};
use crate::lang::{Lang, Words};
use crate::reuse::Answers;
use crate::text::Cited;
use maud::{DOCTYPE, Markup, PreEscaped, html};
use sha2::{Digest, Sha256};

pub(crate) const STYLE: &str = include_str!("style.css");
pub(crate) const SCRIPT: &str = include_str!("script.js");

/// The views by their addresses, in the order of the page, with what they are
/// called in the catalogue.
pub const VIEWS: [(&str, &str); 13] = [
    ("oversikt", "overview"),
    ("stallningstaganden", "positions"),
    ("omraden", "area-by-area"),
    ("instanser", "body-by-body"),
    ("synpunkter", "asks-view"),
    (topics::AT, "topics"),
    (lost::AT, "lost"),
    (uptake::AT, "uptake"),
    (memory::AT, "memory"),
    ("lika-texter", "reuse"),
    ("remissinstanser", "ledger"),
    ("texten", "texts"),
    ("sa-gjordes-det", "how-made"),
];

/// What of a view with many parts is shown.
#[derive(Clone, Copy)]
pub(super) enum Shown<'s> {
    /// All of them, below their list.
    All,
    /// Their list alone.
    #[cfg_attr(not(feature = "serve"), expect(dead_code, reason = "a file has all"))]
    Index,
    /// The one with this address.
    #[cfg_attr(not(feature = "serve"), expect(dead_code, reason = "a file has all"))]
    One(&'s str),
}

impl Shown<'_> {
    fn index(self) -> bool {
        !matches!(self, Shown::One(_))
    }

    fn is_all(self) -> bool {
        matches!(self, Shown::All)
    }

    /// The part with this address is.
    fn has(self, id: &str) -> bool {
        match self {
            Shown::All => true,
            Shown::Index => false,
            Shown::One(one) => one == id,
        }
    }
}

/// What every view is drawn from.
#[derive(Clone, Copy)]
pub(super) struct View<'v> {
    pub(super) material: &'v Material,
    pub(super) words: &'v Words,
    /// What one view alone shows, as far as it was reckoned.
    pub(super) apart: &'v Apart,
}

impl<'v> View<'v> {
    fn title(self) -> &'v str {
        &self.material.referral.title
    }

    /// A paper of this referral, else one that was cited of an earlier one.
    fn filed(self, unit: Option<&str>, name: &str) -> Option<&'v Filed> {
        let own = self.material.filed(unit, name);
        own.or_else(|| self.apart.earlier.filed(name))
    }

    /// Where some lines of a paper come from, under the number of its referral.
    fn source(self, filed: &'v Filed, by: By<'_>, lines: Cited) -> Source<'v> {
        match self.apart.earlier.has(filed) {
            true => filed.source(by, lines),
            false => self.material.source_in(filed, by, lines),
        }
    }

    /// The language of the papers, where the page is in another.
    fn foreign(self) -> Option<&'static str> {
        (self.words.lang() != Lang::Sv).then(|| Lang::Sv.code())
    }
}

/// The whole page.
pub fn html(material: &Material, words: &Words) -> String {
    let view = View {
        material,
        words,
        apart: &material.apart,
    };
    let answers = Answers::of(&material.answers);
    let raised = raised(&material.asks);
    let title = words.with("page-title", &[("title", view.title().into())]);
    let style = format!("{STYLE}{}", foot(view));
    let page = html! {
        (DOCTYPE)
        html lang=(words.lang().code()) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta http-equiv="Content-Security-Policy" content=(policy(&style));
                meta name="generator" content={ "remiss " (material.made.version) };
                link rel="icon" href="data:,";
                title { (title) }
                style { (PreEscaped(&style)) }
            }
            body data-copy=(words.say("copy")) data-copied=(words.say("copied")) data-close=(words.say("close")) data-found=(words.say("rows-shown")) {
                (hatching())
                a.skip href="#innehall" { (words.say("skip")) }
                header { (head(view)) }
                main id="innehall" tabindex="-1" {
                    (overview::overview(view, &raised))
                    (matrix::matrix(view))
                    (areas::areas(view, Shown::All))
                    (bodies::bodies(view, Shown::All))
                    (asks::asks(view, &raised))
                    (topics::topics(view, &view.apart.themes))
                    (lost::lost(view))
                    (uptake::uptake(view, &answers))
                    (memory::memory(view, &view.apart.earlier))
                    (reuse::reuse(view, &answers))
                    (ledger::ledger(view))
                    (texts::texts(view, Shown::All))
                    (made::made(view))
                }
                footer { p { (made_on(view)) } }
                script { (PreEscaped(SCRIPT)) }
            }
        }
    };
    page.into_string()
}

/// The pattern that tells one stance from the others without colour.
fn hatching() -> Markup {
    html! {
        svg.defs width="0" height="0" aria-hidden="true" focusable="false" {
            defs {
                pattern id="skraffering" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)" {
                    rect width="6" height="6" fill="#fff3c9" {}
                    rect width="2" height="6" fill="#c9a227" {}
                }
            }
        }
    }
}

fn head(view: View<'_>) -> Markup {
    let words = view.words;
    let number = number(view);
    html! {
        h1 lang=[view.foreign()] { (view.title()) }
        p.meta {
            @if let Some(number) = number { (words.with("number", &[("number", number.into())])) " · " }
            (told(view))
        }
        nav aria-label=(words.say("views")) {
            ul { @for (id, key) in VIEWS { li { a href={ "#" (id) } { (words.say(key)) } } } }
        }
    }
}

/// Who was asked and what came of it, in a sentence.
fn told(view: View<'_>) -> String {
    let totals = view.material.totals();
    let given = [
        ("asked", totals.asked.into()),
        ("answered", totals.answered.into()),
        ("abstained", totals.abstained.into()),
        ("missing", totals.missing.into()),
    ];
    view.words.with("totals-told", &given).into_owned()
}

fn made_on(view: View<'_>) -> String {
    let made = &view.material.made;
    let given = [
        ("day", made.day.as_str().into()),
        ("version", made.version.into()),
    ];
    view.words.with("made-on", &given).into_owned()
}

/// The number under which the proposal goes.
fn number(view: View<'_>) -> Option<&str> {
    let referral = &view.material.referral;
    let number = referral.diarienummer.as_deref();
    number.or_else(|| referral.numbers.first().map(String::as_str))
}

/// The foot of printed pages: the title, its number, and which page of how many.
fn foot(view: View<'_>) -> String {
    let title = match number(view) {
        Some(number) => format!("{}, {number}", view.title()),
        None => view.title().to_owned(),
    };
    let title = css_string(&title);
    let page = css_string(&view.words.say("page-short"));
    format!(
        "@page{{@bottom-left{{content:{title};font:8pt sans-serif}}\
         @bottom-right{{content:{page} \" \" counter(page) \" (\" counter(pages) \")\";font:8pt sans-serif}}}}\n"
    )
}

/// Words as a string of a style sheet: whatever is no letter is spelt by its
/// number, so that nothing ends the string or the sheet.
fn css_string(words: &str) -> String {
    let mut safe = String::from("\"");
    for c in words.chars() {
        match c.is_alphanumeric() {
            true => safe.push(c),
            false => safe.push_str(&format!("\\{:x} ", u32::from(c))),
        }
    }
    safe.push('"');
    safe
}

/// What the page may load and run: itself, and nothing else.
fn policy(style: &str) -> String {
    let hash = |part: &str| format!("'sha256-{}'", base64(&Sha256::digest(part.as_bytes())));
    format!(
        "default-src 'none'; style-src {}; script-src {}; img-src data:; base-uri 'none'; form-action 'none'",
        hash(style),
        hash(SCRIPT)
    )
}

/// Bytes in the 64 letters that a policy names a hash by.
fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut said = String::new();
    for three in bytes.chunks(3) {
        let byte = |at: usize| u32::from(three.get(at).copied().unwrap_or(0));
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for at in 0..4 {
            let letter = LETTERS[(bits >> (18 - 6 * at) & 63) as usize];
            said.push(if at > three.len() {
                '='
            } else {
                char::from(letter)
            });
        }
    }
    said
}

#[cfg(test)]
mod tests {
    #[test]
    fn bytes_are_spelt_in_64_letters() {
        for (bytes, said) in [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v")] {
            assert_eq!(super::base64(bytes.as_bytes()), said);
        }
    }
}
