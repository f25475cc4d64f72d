//! Rows narrowed to what somebody has looked at, in every command; last days of
//! one's own for a part of what was sent out.

use crate::known::{Desk, letter};
use serde_json::Value;
use std::fs;

fn desk() -> Desk {
    let words = "Tidplanen bör förlängas med ett år. Arbetet med bryggorna i hamnarna har pågått länge \
        och fick samma omsorg som vägarna, skolorna och biblioteken varje höst i hela länet.";
    let desk = Desk::new(&[
        ("1.txt", &letter("Havby kommun", words)),
        ("2.txt", &letter("Vikby kommun", words)),
        (
            "3.txt",
            "Vi i styrelsen tycker att bryggan ska vara kvar.\n",
        ),
    ]);
    desk.ingest(&[]);
    desk
}

#[test]
fn only_what_was_looked_at_is_left_in_every_command_of_rows() {
    let desk = desk();
    let commands: [&[&str]; 10] = [
        &["papers"],
        &["ledger"],
        &["search", "tillstyrker"],
        &["search", "tillstyrker", "--kwic"],
        &["reuse", "--answers"],
        &["export", "units"],
        &["export", "documents"],
        &["export", "ledger"],
        &["export", "text"],
        &["export", "recycled"],
    ];
    let says = |args: &[&str]| {
        let (code, told) = desk.run(&[args, &["--format", "ndjson"][..]].concat());
        assert!(code < 2, "{args:?}: {told}");
        told
    };
    let only = |args: &[&str]| says(&[args, &["--only-reviewed"][..]].concat());
    for args in commands {
        assert!(says(args).contains("Vikby kommun"), "{args:?}");
        assert!(!only(args).contains("Vikby kommun"), "{args:?} before");
        assert!(!only(args).contains("Havby kommun"), "{args:?} before");
    }
    let (code, told) = desk.run(&["correct", "1.txt", "--ok", "--by", "Anna"]);
    assert_eq!(code, 0, "{told}");
    for args in &commands {
        // What an answer shares is told with whose it is.
        let shared = args.contains(&"--answers") || args.contains(&"recycled");
        assert!(shared || !only(args).contains("Vikby kommun"), "{args:?}");
        assert!(only(args).contains("Havby kommun"), "{args:?}");
    }
    // What was not recognised is looked through in the same way.
    assert!(says(&["search", "bryggan"]).contains("3.txt"));
    assert!(!only(&["search", "bryggan"]).contains("3.txt"));
    let (code, told) = desk.run(&["correct", "3.txt", "--ok", "--by", "Anna"]);
    assert_eq!(code, 0, "{told}");
    assert!(only(&["search", "bryggan"]).contains("3.txt"));
}

#[test]
fn what_is_no_row_is_narrowed_to_what_was_looked_at_and_says_how_much_that_is() {
    let desk = desk();
    assert_eq!(desk.run(&["correct", "1.txt", "--ok", "--by", "Anna"]).0, 0);
    for (command, found) in [
        (&["related", "tillstyrker", "--least", "1"][..], true),
        (&["cite", "1.txt:9"], true),
        (&["cite", "2.txt:9"], false),
        (&["compare", "1.txt:9", "1.txt:9"], true),
        (&["compare", "1.txt:9", "2.txt:9"], false),
    ] {
        let (code, told) = desk.run(&[command, &["--only-reviewed"]].concat());
        assert_eq!(code, u8::from(!found), "{command:?}: {told}");
    }
    let report = desk.path("r.md");
    let report = report.to_str().unwrap();
    let (code, told) = desk.run(&["report", "-o", report, "--only-reviewed"]);
    assert_eq!(code, 0, "{told}");
    let text = fs::read_to_string(report).unwrap();
    assert!(text.contains("Havby") && !text.contains("Vikby"), "{text}");
    let draft = desk.path("utkast.md");
    fs::write(
        &draft,
        "SOU 2023:94\n\nHavby kommun avstyrker förslaget.\n\nVikby kommun avstyrker förslaget.\n",
    )
    .unwrap();
    let checked = |more: &[&str]| {
        desk.run(&[&["check", draft.to_str().unwrap()][..], more].concat())
            .1
    };
    assert!(checked(&[]).contains("2:9"), "{}", checked(&[]));
    assert!(
        !checked(&["--only-reviewed"]).contains("2:9"),
        "{}",
        checked(&["--only-reviewed"])
    );
    assert!(!checked(&["--only-reviewed"]).contains("Vikby"));
    let told = desk.says(&["check", draft.to_str().unwrap(), "--only-reviewed"]);
    assert!(
        told.contains("papers nobody has looked at") && !told.contains("nothing in the draft"),
        "{told}"
    );
    // Every command of units says how much was looked at, in one place.
    for command in [
        &["reuse", "--answers"][..],
        &["topics"],
        &["lost"],
        &["search", "tillstyrker", "--kwic"],
        &["search", "tillstyrker", "--group-by", "nämnd"],
        &["sample", "2", "--format", "csv"],
    ] {
        let told = desk.says(command);
        assert!(
            told.contains("reviewed 1 of 3 papers"),
            "{command:?}: {told}"
        );
    }
    assert!(desk.says(&["cite", "1.txt:9"]).contains("1.txt: reviewed"));
}

#[test]
fn of_positions_and_asks_each_is_looked_at_on_its_own() {
    let desk = desk();
    assert_eq!(desk.run(&["correct", "1.txt", "--ok", "--by", "Anna"]).0, 0);
    let count = |args: &[&str]| {
        let (_, told) = desk.run(&[args, &["--only-reviewed", "--format", "ndjson"][..]].concat());
        told.lines().filter(|line| line.starts_with('{')).count()
    };
    assert_eq!((count(&["positions"]), count(&["asks"])), (0, 0));
    let (code, told) = desk.run(&[
        "correct",
        "2.txt:9",
        "ask=Tidplanen",
        "--ok",
        "--by",
        "Anna",
    ]);
    assert_eq!(code, 0, "{told}");
    assert_eq!((count(&["positions"]), count(&["asks"])), (0, 1));
    assert_eq!(
        (count(&["export", "positions"]), count(&["export", "asks"])),
        (0, 1)
    );
    let (code, told) = desk.run(&["correct", "2.txt:9", "focus=helhet", "--ok", "--by", "Anna"]);
    assert_eq!(code, 0, "{told}");
    assert_eq!((count(&["positions"]), count(&["asks"])), (1, 1));
}

#[test]
fn a_part_has_a_last_day_of_its_own() {
    let desk = desk();
    let list = desk.path("tillfragade.csv");
    let rows = "Remissinstans;Svar senast;Del;Remiss\n\
        Havby kommun;2024-03-01;;SOU 2023:94\n\
        Havby kommun;2024-04-01;kap. 3;SOU 2023:94\n\
        Vikby kommun;2024-03-01;;SOU 2023:94\n\
        Öby kommun;2024-05-01;kap. 3;SOU 2023:94\n\
        Sjöby kommun;2024-03-01;;SOU 2023:94\n\
        ;2024-02-20;bilaga 2;SOU 2023:94\n";
    fs::write(&list, rows).unwrap();
    desk.ingest(&["--asked", list.to_str().unwrap()]);
    let (_, json) = desk.run(&["ledger", "--format", "json"]);
    let all: Vec<Value> = serde_json::from_str(&json).unwrap();
    let of = |who: &str| all.iter().find(|row| row["respondent"] == who).unwrap();
    let havby = of("Havby kommun");
    // The part's day moves neither that of the whole nor what is late.
    assert_eq!(
        (&havby["answer_by"], &havby["late"]),
        (&"2024-03-01".into(), &true.into())
    );
    let part = |row: &Value, at: usize| {
        let one = &row["parts"][at];
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        (
            text(&one["part"]),
            text(&one["answer_by"]),
            one["at"]["lines"][0].as_u64(),
        )
    };
    let said = |part: &str, day: &str, line| (part.to_owned(), day.to_owned(), Some(line));
    assert_eq!(part(havby, 0), said("bilaga 2", "2024-02-20", 7));
    assert_eq!(part(havby, 1), said("kap. 3", "2024-04-01", 3));
    assert_eq!(
        part(of("Vikby kommun"), 0),
        said("bilaga 2", "2024-02-20", 7)
    );
    // Who was asked on parts alone has their last day.
    assert_eq!(part(of("Öby kommun"), 1), said("kap. 3", "2024-05-01", 5));
    assert_eq!(of("Öby kommun")["status"], "not_among_papers");
    let (_, text) = desk.run(&["ledger"]);
    assert!(text.contains("kap. 3: until 2024-04-01"), "{text}");
    let (_, csv) = desk.run(&["ledger", "--format", "csv"]);
    assert!(
        csv.contains("bilaga 2 2024-02-20; kap. 3 2024-04-01"),
        "{csv}"
    );
}

#[test]
fn a_quotation_means_the_answer_at_its_place_and_of_who_is_named() {
    let same = "Vi instämmer i förslaget.";
    let desk = Desk::new(&[
        ("01 havby.txt", &letter("Havby kommun", same)),
        ("02 vikby.txt", &letter("Vikby kommun", same)),
        (
            "03 vikby.txt",
            &letter("Vikby kommun", &format!("Åter:\n{same}")),
        ),
    ]);
    desk.ingest(&[]);
    let cited = |source: &str| desk.run(&["cite", &format!("”{same}” ({source})")]);
    let (code, told) = cited("Havby kommun, yttrande");
    assert!(code == 0 && told.contains("Havby kommun"), "{told}");
    // Two answers of the same name: the place tells which, and none is guessed.
    let (code, told) = cited("Vikby kommun, yttrande");
    assert!(code == 2 && told.contains("may stand in any of"), "{told}");
    let text = letter("Vikby kommun", &format!("Åter:\n{same}"));
    let line = 1 + text.lines().position(|line| line.contains(same)).unwrap();
    let (code, told) = cited(&format!("Vikby kommun, yttrande, rad {line}"));
    assert!(code == 0 && told.contains("03 vikby"), "{told}");
    // A longer name is another's.
    assert_eq!(cited("Vikby kommuns råd, yttrande").0, 2);
}

/// A packet that nobody has looked at says nothing in a report on what somebody
/// has: neither in its tables nor as answered.
#[test]
fn a_report_on_what_was_looked_at_tells_of_no_other_packet() {
    let account = "Finansdepartementet\n\nRemissammanställning\n\nSammanställning av remissyttranden \
        över betänkandet Tryggare hamnar (SOU 2023:94)\n\nVikby kommun tillstyrker förslaget.\n\n\
        Sundby kommun avstyrker förslaget om avgifter.\n";
    let desk = Desk::new(&[("1.txt", &letter("Havby kommun", "")), ("2.txt", account)]);
    desk.ingest(&[]);
    assert_eq!(desk.run(&["correct", "1.txt", "--ok", "--by", "Anna"]).0, 0);
    let report = desk.path("r.md");
    let to = report.to_str().unwrap();
    for (more, told) in [(&[][..], true), (&["--only-reviewed"], false)] {
        let (code, said) = desk.run(&[&["report", "-o", to][..], more].concat());
        assert_eq!(code, 0, "{said}");
        let text = fs::read_to_string(&report).unwrap();
        assert!(text.contains("Havby"), "{text}");
        assert_eq!(text.contains("Sundby"), told, "{text}");
    }
}

/// An account of answers that nobody has looked at tells nothing of what became
/// of asks: neither that one is given nor that it is not.
#[test]
fn what_a_summary_leaves_out_is_told_of_a_summary_that_was_looked_at() {
    let ask = "Tidplanen bör förlängas med ett år.";
    let account = "Finansdepartementet\n\nRemissammanställning\n\nSammanställning av remissyttranden \
        över betänkandet Tryggare hamnar (SOU 2023:94)\n\nHavby kommun tillstyrker förslaget.\n\n\
        Vikby kommun avstyrker förslaget om avgifter.\n";
    let desk = Desk::new(&[("1.txt", &letter("Havby kommun", ask)), ("2.txt", account)]);
    desk.ingest(&[]);
    let judge = |args: &[&str]| {
        let (code, told) = desk.run(&[&["correct"], args, &["--by", "Anna"]].concat());
        assert_eq!(code, 0, "{told}");
    };
    judge(&["1.txt", "--ok"]);
    judge(&["1.txt:9", "ask=Tidplanen", "--ok"]);
    let told = |only: bool| {
        let more: &[&str] = if only { &["--only-reviewed"] } else { &[] };
        let report = desk.path("r.md");
        let typed = [&["report", "-o", report.to_str().unwrap()], more].concat();
        assert_eq!(desk.run(&typed).0, 0);
        let said = desk.says(&[&["lost"], more].concat());
        let text = fs::read_to_string(&report).unwrap();
        (said, text.contains("återges inte i sammanfattningen"))
    };
    let (said, reported) = told(false);
    assert!(said.contains("Tidplanen") && reported, "{said}");
    let (said, reported) = told(true);
    assert!(!said.contains("Tidplanen") && !reported, "{said}");
    assert!(said.contains("nobody has looked at 2.txt"), "{said}");
    judge(&["2.txt", "--ok"]);
    let (said, reported) = told(true);
    assert!(said.contains("Tidplanen") && reported, "{said}");
}

/// That a view took nothing from the answers is said of one that was looked at.
#[test]
fn what_nobody_has_looked_at_is_not_said_to_take_nothing() {
    let desk = Desk::new(&[]);
    let corpus = crate::project("corpus");
    let name = "100_utlatande_digital_service.txt";
    fs::copy(corpus.join(name), desk.paper(name)).unwrap();
    desk.ingest(&[]);
    let uptake = || desk.says(&["uptake", "--only-reviewed"]);
    let told = uptake();
    assert!(told.contains("nobody has looked at"), "{told}");
    assert!(!told.contains("took"), "{told}");
    let (code, told) = desk.run(&["correct", name, "kind=utlatande", "--by", "Anna"]);
    assert_eq!(code, 0, "{told}");
    assert!(uptake().contains("took"), "{}", uptake());
}
