//! Asks that persons take away, add and put right, and what follows them; two
//! who differ; what is shown of it.

use crate::known::{Desk, letter};
use serde_json::Value;
use std::fs;

const WORDS: &str =
    "Tidplanen bör förlängas med ett år. Bryggan är vår, och den sköter vi själva gärna.";

fn desk() -> Desk {
    let desk = Desk::new(&[("1.txt", &letter("Havby kommun", WORDS))]);
    desk.ingest(&[]);
    desk
}

impl Desk {
    fn rows(&self, args: &[&str]) -> Vec<Value> {
        let (code, json) = self.run(&[args, &["--format", "json"][..]].concat());
        assert!(code < 2, "{json}");
        serde_json::from_str(&json).unwrap()
    }

    /// What is asked, each with its addressee and whether it was looked at.
    fn asks(&self) -> Vec<[String; 3]> {
        let rows = self.rows(&["asks"]);
        let text = |row: &Value, name: &str| row[name].as_str().unwrap().to_owned();
        let three = |row: &Value| ["quote", "addressee", "review"].map(|name| text(row, name));
        rows.iter().map(three).collect()
    }

    /// Judges, and what is told.
    fn judge(&self, args: &[&str]) -> (u8, String) {
        self.run(&[&["correct"][..], args, &["--on", "2024-05-05"][..]].concat())
    }
}

fn ask(quote: &str, addressee: &str, review: &str) -> [String; 3] {
    [quote, addressee, review].map(str::to_owned)
}

const TIME: &str = "Tidplanen bör förlängas med ett år.";

#[test]
fn an_ask_is_taken_away_and_given_back() {
    let desk = desk();
    assert_eq!(desk.asks(), [ask(TIME, "proposal", "unread")]);
    let (code, told) = desk.judge(&["1.txt:9", "not_ask=Tidplanen", "--by", "Anna"]);
    assert_eq!(code, 0, "{told}");
    assert!(told.contains("does not ask"), "{told}");
    assert!(desk.asks().is_empty());
    let positions = desk.rows(&["positions"]);
    let held = positions
        .iter()
        .flat_map(|row| row["asks"].as_array().unwrap());
    assert_eq!(held.count(), 0, "{positions:?}");
    let list = desk.rows(&["correct", "--list"]);
    assert_eq!(list[0]["set"]["not_ask"], TIME);
    let id = list[0]["id"].as_str().unwrap();
    assert_eq!(desk.judge(&["--undo", id, "--by", "Anna"]).0, 0);
    assert_eq!(desk.asks().len(), 1);
}

#[test]
fn an_ask_is_added_with_its_place_and_follows_its_words() {
    let desk = desk();
    let added = "den sköter vi själva gärna.";
    let typed = format!("ask={added}");
    let (code, told) = desk.judge(&["1.txt:9", &typed, "addressee=owner", "--by", "Anna"]);
    assert_eq!(code, 0, "{told}");
    let both = [
        ask(TIME, "proposal", "unread"),
        ask(added, "owner", "corrected"),
    ];
    assert_eq!(desk.asks(), both);
    // The paper changes above it, is read again, and moves.
    let text = format!("Diarienummer 2024-17\n\n{}", letter("Havby kommun", WORDS));
    fs::write(desk.paper("1.txt"), text).unwrap();
    desk.ingest(&[]);
    assert_eq!(desk.asks(), both);
    let rows = desk.rows(&["asks"]);
    let line = rows[1]["lines"][0].as_u64().unwrap();
    let (_, shown) = desk.run(&["show", &format!("1.txt:{line}")]);
    assert!(shown.contains("sköter"), "{shown}");
    let (code, told) = desk.run(&["rebuild"]);
    assert!(code < 2, "{told}");
    assert_eq!(desk.asks(), both);
    let (_, text) = desk.run(&["asks"]);
    assert!(text.contains("corrected by Anna 2024-05-05"), "{text}");
    // Where the words are gone that is said, and nothing is made up.
    fs::write(desk.paper("1.txt"), letter("Havby kommun", TIME)).unwrap();
    let papers = desk.path("papers");
    let told = desk.told(&["ingest", papers.to_str().unwrap(), "-q", "--prune"]);
    assert!(told.contains("stands in no answer"), "{told}");
    assert_eq!(desk.asks(), [ask(TIME, "proposal", "unread")]);
}

#[test]
fn addressee_and_words_are_put_right_and_confirmed() {
    let desk = desk();
    let (code, told) = desk.judge(&["1.txt:9", "ask=Tidplanen", "--ok", "--by", "Bo"]);
    assert_eq!(code, 0, "{told}");
    assert_eq!(desk.asks(), [ask(TIME, "proposal", "read")]);
    let to = ["1.txt:9", "ask=9", "addressee=sender", "--by", "Bo"];
    assert_eq!(desk.judge(&to).0, 0);
    let words = "text=Tidplanen bör förlängas";
    assert_eq!(desk.judge(&["1.txt:9", "ask=9", words, "--by", "Bo"]).0, 0);
    let right = [ask("Tidplanen bör förlängas", "sender", "corrected")];
    assert_eq!(desk.asks(), right);
    let rows = desk.rows(&["asks", "--only-reviewed"]);
    assert_eq!(rows.len(), 1);
    assert_eq!(rows[0]["corrected"]["read"], TIME);
    // What is shown is what is spoken of next.
    let off = ["1.txt:9", "not_ask=bör förlängas", "--by", "Bo"];
    assert_eq!(desk.judge(&off).0, 0);
    assert!(desk.asks().is_empty());
}

#[test]
fn two_who_differ_hold_nothing_until_one_yields_or_somebody_decides() {
    let desk = desk();
    let no = |by| desk.judge(&["1.txt:9", "not_ask=Tidplanen", "--by", by]).0;
    let yes = |by| desk.judge(&["1.txt:9", "ask=Tidplanen", "--by", by]).0;
    assert_eq!((no("Anna"), yes("Bo")), (0, 0));
    let told = desk.told(&["asks"]);
    assert!(told.contains("no by Anna, yes by Bo"), "{told}");
    assert_eq!(desk.asks_of(), 1, "as it was read");
    let decide = [
        "1.txt:9",
        "ask=Tidplanen",
        "--decide",
        "Anna",
        "--by",
        "Cia",
    ];
    let (code, told) = desk.judge(&decide);
    assert_eq!(code, 0, "{told}");
    assert_eq!(desk.asks_of(), 0);
    let stance = |by, stance| desk.judge(&["1.txt:9", stance, "--by", by]).0;
    assert_eq!(
        (
            stance("Anna", "stance=kritik"),
            stance("Bo", "stance=neutral")
        ),
        (0, 0)
    );
    let told = desk.told(&["positions"]);
    assert!(told.contains("kritik by Anna, neutral by Bo"), "{told}");
    let decide = ["1.txt:9", "focus=helhet", "--decide", "Anna", "--by", "Cia"];
    let (code, told) = desk.judge(&decide);
    assert_eq!(code, 0, "{told}");
    let rows = desk.rows(&["positions"]);
    let whole = rows
        .iter()
        .find(|row| row["focus_area"] == "helhet")
        .unwrap();
    assert_eq!(
        (&whole["stance"], &whole["corrected"]["by"]),
        (&"kritik".into(), &"Cia".into())
    );
}

impl Desk {
    /// What the program itself says beside its answer.
    fn told(&self, args: &[&str]) -> String {
        let archive = self.path("archive");
        let with = ["--archive", archive.to_str().unwrap()];
        let output = crate::remiss(&[args, &with[..]].concat());
        String::from_utf8(output.stderr).unwrap()
    }

    fn asks_of(&self) -> usize {
        let (_, json) = self.run(&["asks", "--format", "ndjson"]);
        json.lines().filter(|line| line.starts_with('{')).count()
    }
}

#[test]
fn what_cannot_be_is_refused_with_its_cure() {
    let desk = desk();
    for (args, told) in [
        (
            &["1.txt:9", "ask=något annat"][..],
            "does not stand in the answer",
        ),
        (
            &["1.txt:9", "not_ask=Bryggan är vår"],
            "nothing there is read as an ask",
        ),
        (
            &["1.txt:9", "ask=Tidplanen", "addressee=kungen"],
            "an addressee is proposal",
        ),
        (
            &["1.txt:9", "ask=Tidplanen", "text=Tidplanen skall"],
            "does not stand in the answer",
        ),
        (&["1.txt:9", "text=Tidplanen"], "names no ask"),
        (&["1.txt:9", "not_ask=Tidplanen", "addressee=owner"], "both"),
        (&["1.txt:9", "ask=3"], "no ask is read on line 3"),
        (
            &["1.txt:9", "ask=Tidplanen", "stance=kritik"],
            "one after the other",
        ),
        (
            &["1.txt:9", "ask=Tidplanen", "--decide", "Bo"],
            "Bo has said nothing",
        ),
    ] {
        let (code, said) = desk.judge(&[args, &["--by", "Anna"][..]].concat());
        assert!(code > 1 && said.contains(told), "{args:?}: {code} {said}");
    }
    assert_eq!(desk.asks(), [ask(TIME, "proposal", "unread")]);
}
