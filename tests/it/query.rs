//! The query language: places, suggestions, and invariants over any text.

use crate::project;
use proptest::prelude::*;
use remiss::analyse::Analyser;
use remiss::archive::Reader;
use remiss::corpus::{Names, Scope, Wanted};
use remiss::ingest::{Options, in_memory};
use remiss::query::{Kind, parse};
use remiss::search::{Request, search};
use remiss::topics::Topics;
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// What is wrong, where, and what was meant.
fn wrong(query: &str) -> (String, String, String) {
    let error = parse(query).unwrap_err();
    let place = query[error.place.clone()].to_owned();
    (place, error.what, error.meant)
}

#[test]
fn bad_queries_are_answered_with_the_place_and_what_was_meant() {
    for (query, place, what, meant) in [
        ("(a OR b", "(", "not closed", "(a OR b)"),
        ("a OR b)", ")", "no parenthesis is open", "leave it out"),
        ("\"god ambition", "\"", "not closed", "\"god ambition\""),
        ("a AND", "AND", "missing behind", "add a word"),
        ("OR b", "OR", "should", "\"or\""),
        ("–=", "–", "missing behind", "add a word"),
        ("a AND OR b", "OR", "should", "before OR"),
        ("()", "()", "hold nothing", "leave them out"),
        ("\"\"", "\"\"", "hold nothing", "leave them out"),
        ("", "", "no word", "at least one"),
        ("...", "...", "no word", "at least one"),
        ("okänt:ord", "okänt", "no property", "nämnd: parti:"),
        ("nämd:kultur", "nämd", "no property", "nämnd:kultur"),
        ("nämnd: kultur", "nämnd:", "no value", "without a space"),
        ("\"säkerhet\"*", "*", "wildcard", "\"säkerhet*\""),
        ("\"a b\"~2", "~", "means nothing", "a NEAR/5 b"),
        ("säkerhet^2", "säkerhet^2", "weights", "write säkerhet"),
        ("a*", "a*", "too few letters", "it*"),
        ("*", "*", "letters beside it", "upphandl*"),
        ("=upphandl*", "=upphandl*", "no wildcard", "leave out"),
        ("dialog - samråd", "-", "stands alone", "-samråd"),
        ("dialog NEAR/0 b", "NEAR/0", "no number", "NEAR/5"),
        ("a NEAR/5 (b c)", "(b c)", "no place", "beside NEAR"),
        ("dialog --limt 5", "--limt", "no option", "-word"),
    ] {
        let told = parse(query);
        assert!(told.is_err(), "{query} is read as {}", told.unwrap());
        let (where_, why, cure) = wrong(query);
        assert_eq!(where_, place, "{query}: {why}");
        assert!(why.contains(what), "{query}: {why}");
        assert!(cure.contains(meant), "{query}: {cure}");
    }
}

#[test]
fn what_looks_like_a_property_and_is_none_is_a_word() {
    for query in [
        "https://exempel.se",
        "EU:s",
        "S:t",
        "kl 10:30",
        "SL:s avtal",
        "2:a",
    ] {
        assert!(parse(query).is_ok(), "{query}");
    }
}

#[test]
fn operators_bind_as_they_should() {
    for (query, same) in [
        ("a b OR c", "(a AND b) OR c"),
        ("a OCH b ELLER c", "(a AND b) OR c"),
        ("INTE a b", "(NOT a) AND b"),
        ("-a b", "(NOT a) AND b"),
        ("–a b", "(NOT a) AND b"),
        ("a NEAR/5 b c", "(a NEAR/5 b) AND c"),
        ("a NÄRA/5 b", "a NEAR/5 b"),
        ("”a b”", "\"a b\""),
        ("=a", "=\"a\""),
        ("board:\"Norra Almvik\"", "nämnd:\"Norra Almvik\""),
        ("a | b", "a OR b"),
    ] {
        assert_eq!(parse(query).unwrap(), parse(same).unwrap(), "{query}");
    }
}

/// Pieces of queries, in any order.
fn soup() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        prop::sample::select(vec![
            "säkerhet",
            "nämnden",
            "AND",
            "OR",
            "NOT",
            "OCH",
            "INTE",
            "NEAR/3",
            "NÄRA",
            "(",
            ")",
            "\"",
            "”",
            "-",
            "–",
            "*",
            "~",
            "=",
            ":",
            "§ 12",
            "KS 2021/866",
            "nämnd:",
            "parti:S",
            "datum:2021-10..",
            "typ:yttrande",
            "ämne:dialog",
            "upphandl*",
            "*arbete",
            "skolan~",
            "=\"svar på\"",
            "\"svar på remissen\"",
            "https://x",
            "EU:s",
            "e-tjänst",
            "\u{AD}",
            "a\u{308}",
            "^",
            "!",
            "|",
            "--x",
        ])
        .prop_map(str::to_owned),
        "\\PC{0,6}",
        "[a-zåäö]{1,8}",
    ];
    prop::collection::vec((piece, prop::bool::weighted(0.7)), 0..9).prop_map(|pieces| {
        pieces
            .into_iter()
            .map(|(piece, space)| if space { format!("{piece} ") } else { piece })
            .collect()
    })
}

static READER: LazyLock<Reader> = LazyLock::new(|| {
    let options = Options::default();
    in_memory(&[project("corpus")], &options)
        .unwrap()
        .0
        .reader()
        .unwrap()
});

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, ..ProptestConfig::default() })]

    #[test]
    fn any_query_is_read_or_refused_with_a_place_inside_it(query in soup()) {
        match parse(&query) {
            Ok(node) => {
                let written = node.to_string();
                let again = parse(&written);
                prop_assert_eq!(again.as_ref().ok(), Some(&node), "{} → {}", query, written);
            }
            Err(error) => {
                prop_assert!(query.get(error.place.clone()).is_some(), "{:?} in {}", error, query);
                prop_assert!(!error.meant.is_empty());
            }
        }
    }

    #[test]
    fn words_lie_inside_the_text_in_order_and_parts_inside_words(text in "[a-zåäöA-ZÅÄÖé0-9 .,:;()/§”\u{AD}\u{FB01}-]{0,80}|\\PC{0,40}") {
        let mut last = 0;
        for token in Analyser::default().tokens(&text) {
            prop_assert!(token.range.start >= last && text.get(token.range.clone()).is_some());
            prop_assert!(!token.word.exact.contains([' ', '\t', '\n']));
            for part in &token.word.parts {
                prop_assert!(token.word.exact.get(part.range.clone()).is_some());
            }
            last = token.range.end;
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, ..ProptestConfig::default() })]

    #[test]
    fn highlights_lie_inside_the_text_and_a_filter_adds_nothing(query in soup()) {
        let scope = |board: Option<&str>| {
            let boards = board.into_iter().map(str::to_owned).collect();
            Scope::of(&Names::of(&READER), &Wanted { boards, ..Wanted::default() }).unwrap()
        };
        let ask = |query: String, board: Option<&str>| {
            let request = Request { query, scope: scope(board), limit: 40, ..Request::default() };
            search(&READER, &Topics::shipped().unwrap(), &request)
        };
        if let Ok(found) = ask(query.clone(), None) {
            for hit in &found.hits {
                let mut last = 0;
                for mark in &hit.marks {
                    prop_assert!(mark.range.start >= last && hit.flow.text.get(mark.range.clone()).is_some_and(|words| !words.is_empty()));
                    last = mark.range.end;
                }
            }
            let some = ask(query, Some("kultur")).unwrap();
            prop_assert!(some.total <= found.total);
            // What one board does not say as asked may be read otherwise of it alone.
            let read = |relaxed: &Option<remiss::search::Relaxed>| {
                relaxed.as_ref().map(|relaxed| relaxed.query.clone())
            };
            if found.total <= 40 && read(&some.relaxed) == read(&found.relaxed) {
                let all: BTreeSet<&String> = found.hits.iter().map(|hit| &hit.id).collect();
                prop_assert!(some.hits.iter().all(|hit| all.contains(&hit.id)));
            }
        }
    }
}

/// What is written apart in a text and is one word there is one in a query too.
#[test]
fn numbers_and_abbreviations_typed_apart_are_one_word() {
    let word = |query: &str| match parse(query).unwrap().kind {
        Kind::Word(word) => Some(word),
        _ => None,
    };
    for query in ["12 500", "1 250 000", "bl a", "t ex", "fr o m"] {
        assert_eq!(word(query).as_deref(), Some(query));
    }
    let words = |query: &str| parse(query).unwrap().to_string();
    assert_eq!(words("t ex 12 500 kronor"), "t ex AND 12 500 AND kronor");
    assert_eq!(words("dialog -bl a"), "dialog AND (NOT bl a)");
    // A year and a number, a telephone, words with a sign, a quotation.
    assert_eq!(words("2021 300"), "2021 AND 300");
    assert_eq!(words("508 290 00"), "508 AND 290 AND 00");
    assert_eq!(words("12 500*"), "12 AND 500*");
    assert_eq!(words("12 OR 500"), "12 OR 500");
    assert_eq!(words("12 (500)"), "12 AND 500");
    assert_eq!(words("bl \"a\""), "bl AND \"a\"");
}
