//! Written forms made comparable: one function a degree of looseness.
//!
//! Knows letters, dashes and company forms; knows no names.

use crate::text::{is_invisible, lower};
use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::decompose_canonical;
use unicode_normalization::is_nfc;

/// Words that say how a company or an association is incorporated. They are
/// often left out; that alone makes no other body.
const COMPANY_FORMS: [&str; 5] = ["ab", "aktiebolag", "hb", "kb", "publ"];

/// A form as it is shown: composed, without invisible characters, every run
/// of space one space, no list mark, quotation mark or stop around it.
pub(super) fn clean(written: &str) -> String {
    let composed: String = if is_nfc(written) {
        written.to_owned()
    } else {
        written.nfc().collect()
    };
    let visible: String = composed.chars().filter(|c| !is_invisible(*c)).collect();
    let mut spaced = visible.split_whitespace().collect::<Vec<_>>().join(" ");
    // "SwedaviaAB": the space before the company form is lost.
    if let Some(rest) = spaced
        .strip_suffix("AB")
        .filter(|rest| rest.ends_with(char::is_lowercase))
    {
        spaced = format!("{rest} AB");
    }
    let marks = |c: char| {
        c.is_whitespace()
            || matches!(
                c,
                ',' | ';'
                    | ':'
                    | '•'
                    | '·'
                    | '*'
                    | '"'
                    | '”'
                    | '“'
                    | '’'
                    | '–'
                    | '—'
                    | '-'
                    | '_'
            )
    };
    let trimmed = spaced.trim_matches(marks);
    match trimmed.strip_suffix('.') {
        Some(rest) if !ends_in_short_word(rest) => rest.trim_matches(marks).to_owned(),
        _ => trimmed.to_owned(),
    }
}

/// "ek. för", "m.fl": the full stop behind it belongs to it.
fn ends_in_short_word(text: &str) -> bool {
    let last = text.rsplit([' ', '.']).next().unwrap_or(text);
    last.chars().count() <= 3
}

/// The exact key: case, dashes, `&`, `Kungl.` and `(publ)` made one.
pub(super) fn key(written: &str) -> String {
    let low = lower(&clean(written));
    let mut words = Vec::new();
    for word in low.split(' ') {
        match word {
            "&" => words.push("och".to_owned()),
            "kungl." | "kgl." | "kungl" | "kgl" => words.push("kungliga".to_owned()),
            "(publ)" | "" => {}
            _ => words.push(
                word.chars()
                    .map(|c| match c {
                        '–' | '—' | '\u{2010}' | '\u{2011}' | '\u{2212}' => '-',
                        '’' | '´' | '`' => '\'',
                        c => c,
                    })
                    .collect(),
            ),
        }
    }
    words.join(" ")
}

/// A key without its genitive mark: "skr:s", "stockholms stads".
pub(super) fn nominative(key: &str) -> Option<&str> {
    let stem = key
        .strip_suffix(":s")
        .or_else(|| key.strip_suffix("'s"))
        .or_else(|| key.strip_suffix('s'))?;
    (stem.chars().count() > 2 && !stem.ends_with([' ', 's', 'x', 'z'])).then_some(stem)
}

/// Letters and figures alone, company forms left out; and whether there was
/// one. Lost hyphens and spaces make no difference here.
pub(super) fn glued(key: &str) -> (String, bool) {
    let mut glued = String::with_capacity(key.len());
    let mut company = false;
    for word in words(key) {
        if COMPANY_FORMS.contains(&word) {
            company = true;
        } else {
            glued.push_str(word);
        }
    }
    if glued.is_empty() {
        return (words(key).collect(), false);
    }
    for form in ["ekonomiskförening", "ekför", "ideellförening"] {
        if let Some(rest) = glued.strip_suffix(form).filter(|rest| !rest.is_empty()) {
            let rest = rest.len();
            glued.truncate(rest);
            company = true;
        }
    }
    (glued, company)
}

/// As [`glued`], with every word's final -s off: "Stockholm universitet",
/// "Gävleborg läns landsting".
pub(super) fn bare(key: &str) -> String {
    let stem = |word: &str| -> String {
        match word.strip_suffix('s') {
            Some(stem) if stem.chars().count() >= 3 && !stem.ends_with('s') => stem.to_owned(),
            _ => word.to_owned(),
        }
    };
    words(key)
        .filter(|word| !COMPANY_FORMS.contains(word))
        .map(stem)
        .collect()
}

/// What a scanner takes for one another made one: 1, l, i and |; 0 and o;
/// rn and m.
pub(super) fn scanned(glued: &str) -> String {
    glued
        .replace("rn", "m")
        .chars()
        .map(|c| match c {
            '1' | 'i' | '|' => 'l',
            '0' => 'o',
            c => c,
        })
        .collect()
}

/// The words of a key: runs of letters and figures.
pub(super) fn words(key: &str) -> impl Iterator<Item = &str> {
    key.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
}

/// As file names write it: a-z and figures, å and ä as a, ö as o.
pub(super) fn ascii(word: &str) -> String {
    let plain = |c: char| {
        let mut base = None;
        decompose_canonical(c, |part| {
            base.get_or_insert(part);
        });
        base.unwrap_or(c)
    };
    word.chars().map(plain).collect()
}

/// An identifier made of a name: "Vägverket" → "vagverket".
pub(super) fn identifier(name: &str) -> String {
    words(&key(name)).map(ascii).collect::<Vec<_>>().join("-")
}

/// The genitive of a name: "Bollnäs", "Skövdes".
pub(crate) fn genitive(place: &str) -> String {
    if place.ends_with(['s', 'x', 'z']) {
        place.to_owned()
    } else {
        format!("{place}s")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_otherwise_is_the_same() {
        assert_eq!(
            key(" Kungl.  Tekniska högskolan,"),
            "kungliga tekniska högskolan"
        );
        assert_eq!(key("Vetenskap & Allmänhet"), "vetenskap och allmänhet");
        assert_eq!(key("Saco–S"), "saco-s");
        assert_eq!(key("Telia Company AB (publ)"), "telia company ab");
        assert_eq!(clean("• Naturva\u{30A}rdsverket."), "Naturvårdsverket");
        assert_eq!(
            clean("Åsnens Vattenråd ek. för."),
            "Åsnens Vattenråd ek. för."
        );
    }

    #[test]
    fn genitives_lose_one_s() {
        assert_eq!(nominative("naturvårdsverkets"), Some("naturvårdsverket"));
        assert_eq!(nominative("skr:s"), Some("skr"));
        assert_eq!(nominative("borås"), Some("borå"));
        assert_eq!(nominative("kalix"), None);
    }

    #[test]
    fn hyphens_spaces_and_company_forms_fall_away() {
        assert_eq!(glued("dals eds kommun").0, glued("dals-eds kommun").0);
        assert_eq!(glued("swedavia ab"), ("swedavia".to_owned(), true));
        assert_eq!(
            bare("stockholm universitet"),
            bare("stockholms universitet")
        );
        assert_eq!(scanned("alviks kornmun"), "alvlks kommun");
        assert_eq!(
            identifier("Försvarets materielverk"),
            "forsvarets-materielverk"
        );
    }
}
