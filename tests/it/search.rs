//! The index finds what reading every unit finds.

use crate::project;
use remiss::analyse;
use remiss::ingest::{Options, in_memory};
use remiss::search::{Request, search};
use remiss::unit::UnitKind;
use std::collections::BTreeSet;

fn options() -> Options {
    Options {
        largest_file: 64 << 20,
        prune: false,
    }
}

fn ask(query: &str) -> Request {
    Request {
        query: query.to_owned(),
        limit: 10_000,
        ..Request::default()
    }
}

#[test]
fn the_index_equals_brute_force() {
    let (archive, _) =
        in_memory(&[project("corpus"), project("tests/papers")], &options()).unwrap();
    let reader = archive.reader().unwrap();
    for query in [
        "informationssäkerhet",
        "upphandling",
        "taxa",
        "inte",
        "\"god ambition\"",
        "\"svar på remissen\"",
        "äldre invånare",
    ] {
        let stems = |text: &str| {
            analyse::words(text)
                .map(|word| word.term)
                .collect::<Vec<_>>()
        };
        let wanted = stems(query);
        let phrase = query.starts_with('"');
        let mut expected = BTreeSet::new();
        for stored in reader.papers().unwrap() {
            let paper = reader.paper(&stored).unwrap();
            for (id, flow) in paper.unit_ids().into_iter().zip(paper.flows()) {
                let found = stems(&flow.text);
                let holds = if phrase {
                    found.windows(wanted.len()).any(|window| window == wanted)
                } else {
                    query.split(' ').zip(&wanted).all(|(typed, stem)| {
                        found.iter().any(|word| {
                            word == stem || typed.chars().count() >= 5 && word.starts_with(typed)
                        })
                    })
                };
                if holds {
                    expected.insert(id);
                }
            }
        }
        let answer = search(&reader, &ask(query)).unwrap();
        let found: BTreeSet<String> = answer.hits.iter().map(|hit| hit.id.clone()).collect();
        assert_eq!(found, expected, "{query}");
        assert_eq!(answer.total, expected.len(), "{query}");
    }
}

#[test]
fn matches_stand_on_the_lines_they_name() {
    let (archive, _) = in_memory(&[project("corpus")], &options()).unwrap();
    let answer = search(&archive.reader().unwrap(), &ask("informationssäkerhet")).unwrap();
    assert!(answer.total > 10);
    for hit in &answer.hits {
        let index = &hit.paper.document.index;
        for &line in &hit.lines {
            let words = hit
                .paper
                .document
                .slice(index.span_of_line(line).unwrap())
                .to_lowercase();
            assert!(
                words.contains("informationss"),
                "{}:{line}: {words}",
                hit.paper.document.name
            );
        }
        assert!(hit.matches.iter().all(|range| {
            hit.flow.text[range.clone()]
                .to_lowercase()
                .contains("informationss")
        }));
    }
}

#[test]
fn a_filter_only_takes_hits_away() {
    let (archive, _) = in_memory(&[project("corpus")], &options()).unwrap();
    let reader = archive.reader().unwrap();
    let ids = |request: &Request| -> BTreeSet<String> {
        search(&reader, request)
            .unwrap()
            .hits
            .into_iter()
            .map(|hit| hit.id)
            .collect()
    };
    let all = ids(&ask("förvaltningen"));
    let filters: [fn(&mut Request); 5] = [
        |request| request.boards = vec!["lillån".to_owned()],
        |request| request.parties = vec!["s".to_owned()],
        |request| request.kinds = vec![UnitKind::Yttrande],
        |request| request.from = Some("2024-11-01".to_owned()),
        |request| request.referral = Some("KS 2024/417".to_owned()),
    ];
    for filter in filters {
        let mut request = ask("förvaltningen");
        filter(&mut request);
        let some = ids(&request);
        assert!(
            !some.is_empty() && some.is_subset(&all) && some.len() < all.len(),
            "{request:?}: {} of {}",
            some.len(),
            all.len()
        );
    }
}

#[test]
fn an_unknown_board_is_answered_with_the_nearest() {
    let (archive, _) = in_memory(&[project("corpus")], &options()).unwrap();
    let mut request = ask("programmet");
    request.boards = vec!["lilån".to_owned()];
    let told = search(&archive.reader().unwrap(), &request)
        .unwrap_err()
        .to_string();
    assert!(told.contains("lillåns stadsdelsnämnd"), "{told}");
}
