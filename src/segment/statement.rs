//! The sentence that introduces a statement, points to one, or is one.
//!
//! Looks like: "Särskilt uttalande gjordes av Eva Ek m.fl. (S) enligt
//! följande.", "…, bilaga 1.", "Lo Ask m fl (v) lämnar följande reservation:",
//! "Per By (S) reserverade sig mot beslutet till förmån för …",
//! "Ersättaryttrande gjordes av Åsa Ö (Fi) som instämde i …".

use super::hints::{STATEMENT, hinted};
use super::signers::{end_of_signers, parties, signers};
use crate::lexicon::lexicon;
use crate::line::Lines;
use crate::line_end::push_words;
use crate::prose::wears_a_stop;
use crate::text::lower;
use crate::unit::{Joins, Signer, UnitKind};

/// What stands behind the signers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Tail {
    /// The text comes next.
    Text,
    /// The text stands elsewhere.
    Pointer,
    /// No text: it joins another statement.
    Joined(Joins),
    /// Nothing told.
    Bare,
}

/// A recognised introduction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Mention {
    pub(crate) kind: UnitKind,
    pub(crate) signers: Vec<Signer>,
    pub(crate) tail: Tail,
    /// Last line of the sentence.
    pub(crate) last: usize,
    /// Byte in line `last` (its words) where text goes on after the sentence.
    pub(crate) rest: Option<usize>,
}

/// Longest sentence that introduces a statement, in lines.
const MOST_LINES: usize = 7;

/// Reads a mention that starts at line `at`. `under` is the kind named by a
/// heading just above, if there is one.
pub(crate) fn mention(
    lines: &Lines<'_>,
    at: usize,
    end: usize,
    under: Option<UnitKind>,
) -> Option<Mention> {
    let first = lines.raw(at);
    if under.is_none() && !hinted(lines, at, end, 4, STATEMENT) || first.is_empty() {
        return None;
    }
    let mut joined = String::new();
    for last in at..end.min(at + MOST_LINES) {
        if lines.is_blank(last) {
            break;
        }
        let before = push_words(&mut joined, &lines.words(last));
        let closes = sentence_end(&joined);
        let stops = last + 1 >= end || lines.is_blank(last + 1);
        if closes.is_none() && !stops {
            continue;
        }
        let close = closes.unwrap_or(joined.len());
        let (kind, signers, tail) = parse(&joined[..close], under)?;
        let rest = (close < joined.len() && close >= before).then(|| close - before);
        let rest = rest.filter(|&r| !lines.words(last)[r..].trim().is_empty());
        return Some(Mention {
            kind,
            signers,
            tail,
            last,
            rest,
        });
    }
    None
}

/// Byte behind the sentence's end, where one has been reached: a colon or
/// semicolon, or a full stop that belongs to no abbreviation.
fn sentence_end(text: &str) -> Option<usize> {
    for (at, mark) in text
        .char_indices()
        .filter(|(_, c)| matches!(c, '.' | ':' | ';'))
    {
        let after = &text[at + 1..];
        if !(after.is_empty() || after.starts_with([' ', '”', '"'])) {
            continue;
        }
        let before = &text[..at];
        if mark == '.' && wears_a_stop(before, after) {
            continue;
        }
        return Some(at + 1);
    }
    None
}

fn parse(sentence: &str, under: Option<UnitKind>) -> Option<(UnitKind, Vec<Signer>, Tail)> {
    let low = lower(sentence);
    let cues = &lexicon().cues.mention;
    let named = statement_kind(&low);
    let join = first_of(&low, &cues.join);
    let reserve = first_of(&low, &cues.reserve);
    let is_mention = match (named, reserve) {
        (_, Some(_)) => has_party(sentence),
        (Some((_, at)), None) => opens_with_kind(&low, at) || verb_before(&low, at),
        (None, None) => deputies(sentence, &low),
    } || under.is_some()
        && (join.is_some() || refers(&low) || hands_in(sentence, &low))
        && has_party(sentence);
    let heads_text =
        under.is_some() && end_of_signers(sentence).is_some_and(|end| end + 3 > sentence.len());
    if !is_mention && !heads_text {
        return None;
    }
    let joined_kind = join.is_some() && under.is_some();
    let kind = match (reserve, named) {
        (Some(_), _) => UnitKind::Reservation,
        (None, Some(_)) if joined_kind => under?,
        (None, Some((kind, _))) => kind,
        (None, None) if deputies(sentence, &low) => UnitKind::Ersattaryttrande,
        (None, None) => under?,
    };
    let head_end = join.map_or(sentence.len(), |(at, _)| at);
    let signing = signers(&sentence[..head_end]);
    let signing_end = end_of_signers(&sentence[..head_end])
        .unwrap_or(head_end.min(named.map_or(0, |(_, at)| at)));
    let tail = tail(sentence, &low, signing_end, join, kind);
    // "Alla ledamöter anmälde särskilda uttalanden" only announces them.
    let announces = under.is_none()
        && tail == Tail::Bare
        && ["uttalanden", "yttranden", "reservationer"]
            .iter()
            .any(|plural| low.contains(plural));
    if announces || signing.is_empty() && !matches!(tail, Tail::Text | Tail::Pointer) {
        return None;
    }
    Some((kind, signing, tail))
}

/// A bare introduction of a statement, not "reserverade sig till förmån för",
/// may be followed by its text all the same.
pub(crate) fn may_have_text(mention: &Mention, lines: &Lines<'_>, at: usize) -> bool {
    mention.tail == Tail::Bare && !lower(&lines.joined(at, mention.last + 1)).contains("förmån för")
}

fn tail(
    sentence: &str,
    low: &str,
    after: usize,
    join: Option<(usize, usize)>,
    kind: UnitKind,
) -> Tail {
    let cues = &lexicon().cues.mention;
    if let Some((_, end)) = join {
        let what = &low[end..];
        let kind = statement_kind(what).map_or(joined_default(kind), |(kind, _)| kind);
        let parties = parties(&sentence[end..]);
        let elsewhere = statement_kind(what).is_some() || !parties.is_empty();
        if elsewhere {
            return Tail::Joined(Joins { kind, parties });
        }
    }
    let rest = &low[after..];
    if first_of(rest, &cues.pointer).is_some() {
        return Tail::Pointer;
    }
    let opens = low.ends_with([':', ';']) || first_of(rest, &cues.follows).is_some();
    if opens
        || lower(sentence).contains("följande reservation")
        || low.contains("följande särskilda")
    {
        return Tail::Text;
    }
    Tail::Bare
}

/// A deputy joins a särskilt uttalande unless told otherwise.
pub(crate) fn joined_default(kind: UnitKind) -> UnitKind {
    match kind {
        UnitKind::Ersattaryttrande => UnitKind::SarskiltUttalande,
        kind => kind,
    }
}

/// Under a statement's heading: signers at the start, and a verb of handing
/// in right behind them ("Eva Ek (C) anför:"), or parties by their letters that
/// hand in what follows a colon.
fn hands_in(sentence: &str, low: &str) -> bool {
    const SIGNERS: usize = 160;
    if low.starts_with("partierna ") && low.ends_with(':') {
        return first_of(low, &lexicon().cues.mention.verbs).is_some();
    }
    let Some(end) = end_of_signers(sentence).filter(|&end| end <= SIGNERS) else {
        return false;
    };
    let verb = first_of(&low[end..], &lexicon().cues.mention.verbs);
    verb.is_some_and(|(at, _)| at <= 3)
}

/// "Eva Ek (C), ej tjänstgörande ersättare, anför:" and the text, whatever
/// stands above.
fn deputies(sentence: &str, low: &str) -> bool {
    const ROLE: usize = 50;
    let Some(end) = end_of_signers(sentence).filter(|_| low.ends_with(':')) else {
        return false;
    };
    let behind = low.get(end..).unwrap_or("");
    let cues = &lexicon().cues.mention;
    let role = first_of(behind, &cues.deputies).filter(|&(at, _)| at <= ROLE);
    role.is_some_and(|(_, role)| first_of(&behind[role..], &cues.verbs).is_some())
}

/// Under a statement's heading: a verb of handing in, and where the text is.
fn refers(low: &str) -> bool {
    let cues = &lexicon().cues.mention;
    first_of(low, &cues.verbs).is_some() && first_of(low, &cues.pointer).is_some()
}

/// Somebody signs: a party in brackets, or members named by party.
fn has_party(sentence: &str) -> bool {
    end_of_signers(sentence).is_some()
        || names_members(&lower(sentence)) && !signers(sentence).is_empty()
}

/// "S-ledamöterna", "representanterna från V".
fn names_members(low: &str) -> bool {
    ["ledam", "represent", "ersättar", "gruppen", "partierna"]
        .iter()
        .any(|word| low.contains(word))
}

/// The statement is named within the first words ("Ett gemensamt särskilt
/// uttalande …") and signers or a verb follow.
fn opens_with_kind(low: &str, at: usize) -> bool {
    let few = low[..at].split_whitespace().all(|word| {
        matches!(word, "ett" | "gemensamt" | "en" | "gemensam" | "följande")
            || word.starts_with(|c: char| c.is_ascii_digit())
    });
    let after = &low[at..];
    few && [" av ", " från ", " (", ":"]
        .iter()
        .any(|word| after.contains(word))
}

/// Signers, then a verb, then the statement: "Eva Ek (S) lämnar ett …".
fn verb_before(low: &str, at: usize) -> bool {
    let before = &low[..at];
    let verb = first_of(before, &lexicon().cues.mention.verbs);
    // Words are made; "förslaget gör reservation för …" is none.
    let made = |(verb, end): &(usize, usize)| {
        low[*verb..*end] != *"gör" || !low[at..].starts_with("reservation")
    };
    verb.filter(made).is_some_and(|(verb, end)| {
        (low[..verb].contains('(') || names_members(&low[..verb]))
            && low[end..at].split_whitespace().count() <= 5
    })
}

/// First place where one of the phrases stands as whole words.
fn first_of(text: &str, phrases: &[String]) -> Option<(usize, usize)> {
    phrases
        .iter()
        .filter_map(|phrase| {
            text.match_indices(phrase.as_str())
                .find(|(at, found)| {
                    let end = at + found.len();
                    !text[..*at].ends_with(char::is_alphanumeric)
                        && !text[end..].starts_with(char::is_alphabetic)
                })
                .map(|(at, found)| (at, at + found.len()))
        })
        .min_by_key(|&(at, end)| (at, std::cmp::Reverse(end)))
}

/// The first statement kind named in lower-case text, and where.
pub(crate) fn statement_kind(low: &str) -> Option<(UnitKind, usize)> {
    lexicon()
        .cues
        .statements
        .iter()
        .filter_map(|(kind, names)| {
            let at = names
                .iter()
                .filter_map(|name| low.find(name.as_str()))
                .min()?;
            Some((UnitKind::from_name(kind)?, at))
        })
        .min_by_key(|&(_, at)| at)
}

/// The kind a heading line names, if it is nothing but such a heading
/// ("Särskilt uttalande", "Reservation (S)", "Särskilt yttrande från (V)").
pub(crate) fn heading_kind(words: &str) -> Option<UnitKind> {
    if words.is_empty() || words.len() > 90 || words.ends_with(['.', ',', ';']) {
        return None;
    }
    let low = lower(words);
    let (kind, at) = statement_kind(&low)?;
    // "2. Skriftlig reservation", "Gemensamt särskilt yttrande".
    let starts = low[..at].split_whitespace().all(|word| {
        word.chars().all(|c| c.is_ascii_digit() || c == '.')
            || ["skriftlig", "gemensam", "inlämna", "bifoga"]
                .iter()
                .any(|start| word.starts_with(start))
    });
    // "Eva Ek m.fl. (S): särskilt yttrande".
    let handed_in = words
        .get(..at)
        .is_some_and(|before| before.trim_end().ends_with("):") && has_party(before));
    let starts = starts || handed_in;
    let name_end = lexicon()
        .cues
        .statements
        .get(kind.name())?
        .iter()
        .filter(|name| low[at..].starts_with(name.as_str()))
        .map(String::len)
        .max()?;
    let rest = low[at + name_end..].trim_matches([' ', ':', '–', '-', ',']);
    // Behind the name: nothing, the item, or who makes it; not the sentence that says
    // that it was made.
    let who = rest.starts_with('(')
        || rest.contains('§')
        || ["från ", "av ", "och "]
            .iter()
            .any(|word| rest.starts_with(word))
        || !lexicon().parties_named(rest).is_empty();
    let sentence = rest.split_whitespace().count() > 9 || rest.contains("gjordes");
    let plain = rest.is_empty() || who && !sentence;
    (starts && plain).then_some(kind)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Document;

    fn read(text: &str, under: Option<UnitKind>) -> Option<Mention> {
        let document = Document::from_text("x.txt", text);
        let lines = Lines::new(&document);
        mention(&lines, 0, lines.len(), under)
    }

    fn kind_tail(text: &str) -> (UnitKind, Tail, usize) {
        let mention = read(text, None).unwrap_or_else(|| panic!("no mention in {text}"));
        (mention.kind, mention.tail, mention.signers.len())
    }

    #[test]
    fn introductions_of_a_text() {
        use UnitKind::*;
        for (text, kind, signers) in [
            (
                "Särskilt uttalande gjordes av Eva Ek m.fl. (S) enligt\nföljande.",
                SarskiltUttalande,
                1,
            ),
            (
                "Reservation anfördes av borgarrådet Lo Ask (V) enligt följande.",
                Reservation,
                1,
            ),
            (
                "Särskilt uttalande av Jan By m.fl. (S) enligt följande.",
                SarskiltUttalande,
                1,
            ),
            (
                "Eva Ek m fl (s) och Lo Ask m fl (v) lämnar följande reservation:",
                Reservation,
                2,
            ),
            (
                "Eva Ek (S) lämnar särskilt uttalande enligt följande;",
                SarskiltUttalande,
                1,
            ),
            (
                "Särskilt yttrande lämnades av (S), (V) och (MP) enligt följande:",
                SarskiltYttrande,
                3,
            ),
        ] {
            assert_eq!(kind_tail(text), (kind, Tail::Text, signers), "{text}");
        }
    }

    #[test]
    fn pointers_and_bare_reservations() {
        assert_eq!(
            kind_tail("Särskilt uttalande gjordes av Ulla By (S) och Karin Ö (V), bilaga\n1."),
            (UnitKind::SarskiltUttalande, Tail::Pointer, 2)
        );
        assert_eq!(
            kind_tail(
                "Per By m.fl. (S) reserverade sig mot beslutet till förmån för eget förslag."
            ),
            (UnitKind::Reservation, Tail::Bare, 1)
        );
    }

    #[test]
    fn statements_that_only_join() {
        let joined = |text: &str| match kind_tail(text) {
            (kind, Tail::Joined(joins), _) => (kind, joins.kind, joins.parties.join(",")),
            other => panic!("{text}: {other:?}"),
        };
        assert_eq!(
            joined(
                "Ersättaryttrande gjordes av Åsa Ek (Fi) som instämde i särskilt\nuttalande från Vänsterpartiet."
            ),
            (
                UnitKind::Ersattaryttrande,
                UnitKind::SarskiltUttalande,
                "V".into()
            )
        );
        assert_eq!(
            joined(
                "Reservation anfördes av Lo Ask och Bo By (båda V) med hänvisning till Vänsterpartiets reservation i borgarrådsberedningen."
            ),
            (UnitKind::Reservation, UnitKind::Reservation, "V".into())
        );
        let under = read(
            "Åsa Ek (Fi) instämmer särskilt uttalande från Lo Ask m.fl. (V).",
            Some(UnitKind::Ersattaryttrande),
        )
        .unwrap();
        assert_eq!(under.kind, UnitKind::Ersattaryttrande);
        assert!(matches!(under.tail, Tail::Joined(_)));
        assert_eq!(under.signers.len(), 1);
    }

    #[test]
    fn text_on_the_same_line_is_found() {
        let found = read(
            "Eva Ek (S) lämnar särskilt uttalande enligt följande: Vi anser att",
            None,
        )
        .unwrap();
        assert_eq!(
            found.rest.map(
                |r| &"Eva Ek (S) lämnar särskilt uttalande enligt följande: Vi anser att"[r..]
            ),
            Some(" Vi anser att")
        );
    }

    #[test]
    fn prose_is_no_mention() {
        assert_eq!(
            read("Vi instämmer i kontorets synpunkter om säkerhet.", None),
            None
        );
        assert_eq!(
            read(
                "Reservationer i budgeten ska redovisas av nämnden varje år.",
                None
            ),
            None
        );
        assert_eq!(
            read(
                "Nämndens yttrande ska vara kommunstyrelsen tillhanda.",
                None
            ),
            None
        );
    }

    #[test]
    fn headings_that_name_a_kind() {
        assert_eq!(
            heading_kind("Särskilt uttalande"),
            Some(UnitKind::SarskiltUttalande)
        );
        assert_eq!(heading_kind("Reservation (S)"), Some(UnitKind::Reservation));
        assert_eq!(
            heading_kind("Särskilt yttrande från (V) och (MP)"),
            Some(UnitKind::SarskiltYttrande)
        );
        assert_eq!(
            heading_kind("Skriftlig reservation"),
            Some(UnitKind::Reservation)
        );
        assert_eq!(
            heading_kind("Eva Ek m.fl. (S): särskilt yttrande"),
            Some(UnitKind::SarskiltYttrande)
        );
        assert_eq!(heading_kind("Reservationer m.m."), None);
        assert_eq!(heading_kind("Reservationsutgång för hissar"), None);
    }
}
