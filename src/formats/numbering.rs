//! The numbers an office program puts before list items and headings, which
//! stand in no text: "1.", "§ 4", "a)". Knows counting, not files.

use std::collections::HashMap;

/// One level of a numbered list.
#[derive(Clone, Debug, Default)]
pub(super) struct Level {
    /// "decimal", "lowerLetter", "bullet", …; ODF's "1", "a", "i" too.
    pub(super) format: String,
    /// "%1.", "%1.%2", "§ %1".
    pub(super) pattern: String,
    /// First number.
    pub(super) start: usize,
}

/// Longest pattern that is one, in bytes.
const LONGEST: usize = 64;
/// Largest number that a list begins with.
const LARGEST: usize = 100_000;
/// Deepest level Word knows.
pub(super) const LEVELS: usize = 9;

/// The counters of one list.
#[derive(Clone, Debug, Default)]
pub(super) struct Counter {
    /// Numbers reached; 0 before the first.
    reached: [Option<usize>; LEVELS],
}

impl Counter {
    /// The next marker at a level; `None` for a level that shows none. `from`
    /// is a number to go on from rather than the next.
    pub(super) fn next<'l>(
        &mut self,
        levels: impl Fn(usize) -> Option<&'l Level>,
        at: usize,
        from: Option<usize>,
    ) -> Option<String> {
        let at = at.min(LEVELS - 1);
        let level = levels(at)?;
        match level.format.as_str() {
            "bullet" => return Some("-".to_owned()),
            "none" | "" => return None,
            _ if level.pattern.len() > LONGEST => return None,
            _ => {}
        }
        self.reached[at + 1..].fill(None);
        let first = |level: &Level| level.start.min(LARGEST);
        self.reached[at] = Some(match (from, self.reached[at]) {
            (Some(from), _) => from.min(LARGEST),
            (None, None) => first(level),
            (None, Some(before)) => before.saturating_add(1),
        });
        let mut marker = level.pattern.clone();
        for other in 0..=at {
            let Some(level) = levels(other) else { continue };
            let number = self.reached[other].unwrap_or_else(|| first(level));
            marker = marker.replace(&format!("%{}", other + 1), &figures(&level.format, number));
        }
        let marker = marker.trim().to_owned();
        (!marker.is_empty()).then_some(marker)
    }
}

/// What a list of a DOCX is called → its definition.
#[derive(Default)]
pub(super) struct Numbering {
    /// Levels that lists share, and with them the numbers reached.
    pub(super) levels: HashMap<String, Vec<Level>>,
    pub(super) lists: HashMap<String, List>,
    /// Definitions that are told by a style, and the styles that tell one.
    pub(super) links: HashMap<String, String>,
    pub(super) styles: HashMap<String, String>,
    counters: HashMap<String, Counter>,
}

/// A list: a shared definition, and what is other here.
#[derive(Default)]
pub(super) struct List {
    pub(super) shared: String,
    pub(super) levels: HashMap<usize, Level>,
    /// Levels that begin again where this list first reaches them, and at
    /// which number.
    pub(super) restarts: HashMap<usize, usize>,
}

impl Numbering {
    /// The next marker of list `list`; an item of an unknown list has a dash.
    pub(super) fn next(&mut self, list: &str, level: usize) -> Option<String> {
        let dash = || Some("-".to_owned());
        let Some(list) = self.lists.get_mut(list) else {
            return dash();
        };
        let style = self.links.get(&list.shared);
        let shared = style.and_then(|style| self.styles.get(style));
        let shared = shared.unwrap_or(&list.shared);
        let Some(levels) = self.levels.get(shared) else {
            return dash();
        };
        let from = list.restarts.remove(&level);
        let counter = self.counters.entry(shared.clone()).or_default();
        let own = &list.levels;
        counter.next(|at| own.get(&at).or(levels.get(at)), level, from)
    }
}

/// A number as a list of this format shows it.
pub(super) fn figures(format: &str, number: usize) -> String {
    match format {
        "lowerLetter" | "a" => letter(number),
        "upperLetter" | "A" => letter(number).to_uppercase(),
        "lowerRoman" | "i" => roman(number),
        "upperRoman" | "I" => roman(number).to_uppercase(),
        _ => number.to_string(),
    }
}

/// "a" to "z", then "aa", "bb".
fn letter(number: usize) -> String {
    let at = number.saturating_sub(1);
    let letter = char::from(b'a' + (at % 26) as u8);
    std::iter::repeat_n(letter, (at / 26 + 1).min(8)).collect()
}

fn roman(mut number: usize) -> String {
    const STEPS: [(usize, &str); 13] = [
        (1000, "m"),
        (900, "cm"),
        (500, "d"),
        (400, "cd"),
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ];
    if number > 3999 {
        return number.to_string();
    }
    let mut roman = String::new();
    for (value, figures) in STEPS {
        while number >= value {
            roman.push_str(figures);
            number -= value;
        }
    }
    roman
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markers_count_on_and_begin_again_below_a_new_number() {
        let level = |format: &str, pattern: &str| Level {
            format: format.to_owned(),
            pattern: pattern.to_owned(),
            start: 1,
        };
        let levels = [level("decimal", "§ %1"), level("lowerLetter", "%1 %2)")];
        let mut counter = Counter::default();
        let told: Vec<_> = [0, 1, 1, 0, 1]
            .into_iter()
            .map(|at| counter.next(|at| levels.get(at), at, None).unwrap())
            .collect();
        assert_eq!(told, ["§ 1", "1 a)", "1 b)", "§ 2", "2 a)"]);
        assert_eq!(roman(1994), "mcmxciv");
    }
}
