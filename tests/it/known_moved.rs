//! Stances and asks that persons judged, of papers whose files are moved and
//! changed: they go with their sentence, or it is told.

use crate::known::{Desk, letter};
use serde_json::Value;
use std::fs;

const TIME: &str = "Tidplanen bör förlängas med ett år.";
const STANDS: &str = "Havby kommun tillstyrker förslaget.";

/// A stance and an ask of a paper are judged, which then is moved.
fn moved() -> Desk {
    let desk = Desk::new(&[
        ("1.txt", &letter("Havby kommun", TIME)),
        ("2.txt", &letter("Vikby kommun", "")),
    ]);
    desk.ingest(&[]);
    for said in [
        &["1.txt:9", "focus=helhet", "stance=kritik"][..],
        &["1.txt:9", "ask=Tidplanen", "addressee=sender"],
    ] {
        let (code, told) = desk.run(&[&["correct"], said, &["--by", "Anna"]].concat());
        assert_eq!(code, 0, "{told}");
    }
    fs::rename(desk.paper("1.txt"), desk.paper("flyttad.txt")).unwrap();
    desk
}

/// The file is another now, and read: what is told.
fn changed(desk: &Desk, text: &str) -> String {
    fs::write(desk.paper("flyttad.txt"), text).unwrap();
    let papers = desk.path("papers");
    desk.says(&["ingest", papers.to_str().unwrap(), "--prune", "-q"])
}

/// Stance of the whole and addressee of the one ask, as they hold.
fn held(desk: &Desk) -> [String; 2] {
    let rows = |command: &str| -> Vec<Value> {
        let (_, json) = desk.run(&[command, "--format", "json"]);
        let rows: Vec<Value> = serde_json::from_str(&json).unwrap();
        let ours = |row: &Value| row["respondent"] == "Havby kommun";
        rows.into_iter().filter(ours).collect()
    };
    let whole = rows("positions");
    let whole = whole.iter().find(|row| row["focus_area"] == "helhet");
    let asks = rows("asks");
    let text = |row: Option<&Value>, name: &str| {
        let value = row.map(|row| row[name].as_str().unwrap_or_default());
        value.unwrap_or_default().to_owned()
    };
    [text(whole, "stance"), text(asks.first(), "addressee")]
}

/// One more line above, and a sentence behind.
fn renewed(words: &str) -> String {
    format!("Dnr 2024-17\n\n{}", letter("Havby kommun", words))
}

#[test]
fn what_was_judged_goes_with_its_sentence_through_a_move_and_a_change() {
    let desk = moved();
    desk.ingest(&[]);
    assert_eq!(held(&desk), ["kritik", "sender"]);
    let told = changed(&desk, &renewed(&format!("{TIME} Vi hälsar gott.")));
    assert!(!told.contains("judged"), "{told}");
    assert_eq!(held(&desk), ["kritik", "sender"]);
    let (code, told) = desk.run(&["rebuild"]);
    assert_eq!(
        (code, held(&desk)),
        (0, ["kritik", "sender"].map(str::to_owned)),
        "{told}"
    );
    // A report of it is read with the same judgements.
    let report = desk.path("r.md");
    let (code, told) = desk.run(&["report", "-o", report.to_str().unwrap()]);
    assert_eq!(code, 0, "{told}");
    // It is taken back where it was said.
    let (_, list) = desk.run(&["correct", "--list", "--format", "json"]);
    let list: Vec<Value> = serde_json::from_str(&list).unwrap();
    let id = list[0]["id"].as_str().unwrap();
    assert_eq!(desk.run(&["correct", "--undo", id, "--by", "Bo"]).0, 0);
    assert_eq!(held(&desk), ["stöd", "sender"]);
}

#[test]
fn what_stands_no_longer_or_twice_is_told_with_place_and_cure_and_kept() {
    for (text, [stance, ask]) in [
        (
            renewed("").replace(STANDS, "Havby kommun har inget att invända."),
            ["stands in no answer there any more"; 2],
        ),
        (
            renewed(&format!("{TIME} Vi hälsar gott.\n\n{STANDS} {TIME}")),
            [
                "stands there several times, on lines 11, 13",
                "stands there several times, on lines 11, 13",
            ],
        ),
    ] {
        let desk = moved();
        desk.ingest(&[]);
        let told = changed(&desk, &text);
        let said = |words: &str, why: &str| {
            let line = told.lines().find(|line| line.contains(words));
            let line = line.unwrap_or_else(|| panic!("{words}: {told}"));
            assert!(line.contains(why), "{line}");
            assert!(line.contains("flyttad.txt: "), "{line}");
            assert!(line.contains("`remiss correct flyttad.txt:11 "), "{line}");
            assert!(line.contains("--undo") || line.contains("--list"), "{line}");
        };
        said("Anna judged helhet to be kritik", stance);
        said(&format!("\"{TIME}\" that Anna judged"), ask);
        assert_ne!(held(&desk), ["kritik", "sender"]);
        let (_, list) = desk.run(&["correct", "--list"]);
        assert!(
            list.contains("kritik") && list.contains("Tidplanen"),
            "{list}"
        );
        // Back as it was, it holds again.
        changed(&desk, &letter("Havby kommun", TIME));
        assert_eq!(held(&desk), ["kritik", "sender"]);
    }
}

#[test]
fn a_paper_that_is_moved_and_changed_at_once_is_known_by_what_is_left_of_it() {
    let desk = moved();
    let told = changed(&desk, &renewed(&format!("{TIME} Vi hälsar gott.")));
    assert!(!told.contains("not here"), "{told}");
    assert_eq!(held(&desk), ["kritik", "sender"]);
    // Another proposal, and another's letter, are no such paper.
    for text in [
        renewed(TIME)
            .replace("SOU 2023:94", "SOU 2023:95")
            .replace("Tryggare hamnar", "Öppna hav"),
        renewed(TIME).replace("Havby", "Sjöby"),
    ] {
        let desk = moved();
        let told = changed(&desk, &text);
        assert!(
            told.contains("2 judgements are of papers that are not here: 1.txt"),
            "{told}"
        );
        assert_ne!(held(&desk)[0], "kritik");
    }
}

/// What kind of paper it is is put right after a stance was judged: its units are
/// others.
#[test]
fn a_stance_in_a_paper_that_is_read_otherwise_is_told_and_comes_back() {
    let desk = Desk::new(&[("1.txt", &letter("Havby kommun", TIME))]);
    desk.ingest(&[]);
    let judge = |said: &[&str]| desk.says(&[&["correct"], said, &["--by", "Anna"]].concat());
    judge(&["1.txt:9", "focus=helhet", "stance=kritik"]);
    let told = judge(&["1.txt", "kind=utlatande"]);
    let wanted = "1.txt: is read otherwise since Anna judged helhet to be kritik";
    assert!(told.contains(wanted), "{told}");
    assert!(held(&desk)[0].is_empty());
    let told = judge(&["1.txt", "kind=remissvar"]);
    assert!(!told.contains("read otherwise"), "{told}");
    assert_eq!(held(&desk)[0], "kritik");
}
