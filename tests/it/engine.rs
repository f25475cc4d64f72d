//! An archive on an engine, held against a small one of the tests' own: what is
//! sent, what follows changes, what goes wrong. No engine is needed; those are in
//! `tests/engine/`.

mod fake;

use fake::Fake;
use remiss::archive::{Archive, Reader};
use remiss::engine::{Credentials, Patience, Pushed, Server, Wanted, push};
use remiss::{Document, Paper};
use std::time::Duration;

const WANTED: Wanted = Wanted {
    shards: 1,
    replicas: 0,
    anew: false,
};

fn decision(board: &str, words: &str) -> String {
    format!(
        "Protokoll 3/2024\nfört vid {board}s sammanträde den 7 maj 2024\n\n\
         § 4 Remiss av program för läsning\n\nBeslut\n\n{words}\n"
    )
}

fn archive(papers: &[(&str, String)]) -> Reader {
    let archive = Archive::in_memory();
    let writer = archive.writer().unwrap();
    for (name, text) in papers {
        let paper = Paper::read(Document::from_text(name, text));
        writer.put(writer.records(&paper).unwrap()).unwrap();
    }
    writer.finish().unwrap();
    archive.reader().unwrap()
}

fn two() -> Vec<(&'static str, String)> {
    vec![
        (
            "a.txt",
            decision("Kulturnämnden", "Nämnden tillstyrker programmet."),
        ),
        (
            "b.txt",
            decision("Byggnadsnämnden", "Nämnden avstyrker programmet."),
        ),
    ]
}

fn server(fake: &Fake) -> Server {
    Server {
        urls: vec![fake.url()],
        archive: "remiss".to_owned(),
        credentials: None,
        ca: None,
        patience: Patience {
            whole: Duration::from_secs(2),
            connect: Duration::from_secs(2),
            answer: Duration::from_secs(5),
        },
    }
}

fn pushed(reader: &Reader, fake: &Fake) -> Result<Pushed, String> {
    let told = push(reader, &server(fake), WANTED, &|_| {}, Box::new(|_| {}));
    told.map_err(|error| error.to_string())
}

#[test]
fn a_push_is_seen_when_all_of_it_is_there() {
    let (fake, reader) = (Fake::new(), archive(&two()));
    let first = pushed(&reader, &fake).unwrap();
    assert_eq!((first.papers, first.units, first.sent), (2, 2, 2));
    let index = fake.standing("remiss-units").unwrap();
    assert_eq!(fake.ids(&index).len(), 2);
    let doc = fake.docs(&index).into_iter().next().unwrap();
    assert!(doc["stem"].as_str().unwrap().contains(' '));
    // The template comes before the index, the aliases after all documents.
    let asked = fake.asked();
    let place = |words: &str| asked.iter().position(|one| one.contains(words)).unwrap();
    let last = asked.iter().rposition(|one| one.contains("_bulk")).unwrap();
    assert!(place("_index_template/remiss-units") < place("_bulk"));
    assert!(last < place("POST /_aliases"));
    let again = pushed(&reader, &fake).unwrap();
    assert!(again.unchanged && again.units == 2);
}

#[test]
fn what_changed_is_sent_and_what_is_gone_is_taken_out() {
    let fake = Fake::new();
    pushed(&archive(&two()), &fake).unwrap();
    let before = fake.standing("remiss-units").unwrap();
    let mut papers = two();
    papers[0] = (
        "c.txt",
        decision("Socialnämnden", "Nämnden har inget att invända."),
    );
    let told = pushed(&archive(&papers), &fake).unwrap();
    assert_eq!((told.sent, told.removed, told.units), (1, 1, 2));
    let now = fake.standing("remiss-units").unwrap();
    assert_ne!(before, now);
    assert!(fake.asked().iter().any(|one| one.contains("_clone")));
    assert!(!fake.has(&before), "what is behind stays");
    let mut names: Vec<String> = fake
        .docs(&now)
        .iter()
        .map(|doc| doc["respondent"].as_str().unwrap().to_owned())
        .collect();
    names.sort();
    assert_eq!(names, ["Byggnadsnämnden", "Socialnämnden"]);
}

#[test]
fn a_push_that_broke_off_is_gone_on_with() {
    let (fake, reader) = (Fake::new(), archive(&two()));
    fake.fail_at("remiss-words _bulk", 400);
    assert!(pushed(&reader, &fake).is_err());
    assert_eq!(fake.standing("remiss-units"), None);
    fake.fail_nowhere();
    let sent = fake
        .asked()
        .iter()
        .filter(|one| one.contains("units") && one.contains("_bulk"))
        .count();
    assert_eq!(sent, 1);
    let told = pushed(&reader, &fake).unwrap();
    // The papers were there.
    assert_eq!((told.sent, told.units), (0, 2));
    assert!(fake.standing("remiss-units").is_some());
}

#[test]
fn a_busy_engine_is_asked_again_until_it_takes_all() {
    let (fake, reader) = (Fake::new(), archive(&two()));
    fake.busy(2);
    assert_eq!(pushed(&reader, &fake).unwrap().units, 2);
    let fake = Fake::new();
    fake.busy_items(1);
    assert_eq!(pushed(&reader, &fake).unwrap().units, 2);
    let fake = Fake::new();
    fake.busy(1000);
    let told = pushed(&reader, &fake).unwrap_err();
    assert!(
        told.contains("is busy (429)") && told.contains("again"),
        "{told}"
    );
}

#[test]
fn what_an_engine_refuses_is_said_and_the_aliases_stay() {
    let fake = Fake::new();
    pushed(&archive(&two()), &fake).unwrap();
    let before = fake.standing("remiss-units");
    let other = archive(&two()[..1]);
    for (status, body, words) in [
        (401, "Unauthorized", "REMISS_ENGINE_USER"),
        (
            403,
            r#"{"error":{"type":"security_exception","reason":"no permissions"}}"#,
            "no permissions",
        ),
        (
            429,
            r#"{"error":{"type":"cluster_block_exception","reason":"flood-stage watermark"}}"#,
            "takes nothing more",
        ),
        (200, "<html>", "broke off"),
    ] {
        fake.fail_with("_bulk", status, body);
        let told = pushed(&other, &fake).unwrap_err();
        assert!(told.contains(words), "{status}: {told}");
        assert_eq!(fake.standing("remiss-units"), before);
    }
    fake.fail_nowhere();
    fake.cut(1000);
    let told = pushed(&other, &fake).unwrap_err();
    assert!(told.contains("broke off"), "{told}");
}

#[test]
fn indices_of_others_and_of_later_versions_are_left_alone() {
    for (index, words) in [
        ("remiss-units-v99-x", "later version"),
        ("somebody", "none of remiss'"),
    ] {
        let fake = Fake::new();
        fake.stand("remiss-units", index);
        let told = pushed(&archive(&two()), &fake).unwrap_err();
        assert!(told.contains(words), "{told}");
        let told = remiss::engine::open(&server(&fake), Box::new(|_| {}))
            .err()
            .unwrap();
        assert!(told.to_string().contains("another version"), "{told}");
        assert_eq!(fake.standing("remiss-units").as_deref(), Some(index));
    }
    let told = remiss::engine::open(&server(&Fake::new()), Box::new(|_| {}))
        .err()
        .unwrap();
    assert!(
        told.to_string().contains("holds no archive called remiss"),
        "{told}"
    );
}

#[test]
fn the_next_node_is_asked_where_one_is_gone() {
    let (fake, reader) = (Fake::new(), archive(&two()));
    let mut server = server(&fake);
    server.urls.insert(0, "http://127.0.0.1:9".to_owned());
    let told = push(&reader, &server, WANTED, &|_| {}, Box::new(|_| {}));
    assert_eq!(told.unwrap().units, 2);
}

#[test]
fn a_password_is_sent_and_an_address_without_tls_gets_none() {
    let (fake, reader) = (Fake::new(), archive(&two()));
    let mut server = server(&fake);
    server.credentials = Some(Credentials {
        user: "remiss".to_owned(),
        password: "hemligt".to_owned(),
    });
    push(&reader, &server, WANTED, &|_| {}, Box::new(|_| {})).unwrap();
    assert!(fake.authorized("Basic cmVtaXNzOmhlbWxpZ3Q="));
    server.urls = vec!["http://engine.example:9200".to_owned()];
    let told = push(&reader, &server, WANTED, &|_| {}, Box::new(|_| {}));
    assert!(told.unwrap_err().to_string().contains("without TLS"));
}

#[test]
fn nothing_of_private_persons_leaves_that_is_left_out() {
    let mut papers = two();
    let mail = include_str!("../persons/mejl.txt").to_owned();
    papers.push(("signe_holmblad.txt", mail));
    let reader = archive(&papers).without_private_persons(true).unwrap();
    let fake = Fake::new();
    pushed(&reader, &fake).unwrap();
    for words in ["holmblad", "exempel.se", "123 45 67", "121212", "bryggor"] {
        assert!(!fake.has_seen(words), "{words} was sent");
    }
    assert!(fake.has_seen("tillstyrker programmet"));
}
