//! What is judged on the page: kept as it was meant, by whoever is meant, and
//! told where another says otherwise.

use crate::remiss;
use crate::serve::{Got, Served, archive, doubtful};
use std::path::Path;

/// A page that somebody judges on.
struct Desk {
    served: Served,
    archive: String,
    key: String,
}

impl Desk {
    fn of(archive: &Path, by: &str) -> Desk {
        let archive = archive.to_str().unwrap().to_owned();
        let served = Served::with(&["--archive", &archive, "--by", by]);
        let key = served.key("/granska");
        Desk {
            served,
            archive,
            key,
        }
    }

    fn post(&self, path: &str, fields: &[(&str, &str)]) -> Got {
        let fields = [&[("nyckel", self.key.as_str())], fields].concat();
        self.served.post(path, &fields, &self.served.origin())
    }

    /// The paper of this name: what a judgement of it names, and its page.
    fn paper(&self, name: &str) -> (String, String) {
        let all = self.served.page("/granska?visa=alla");
        let row = all
            .split("<li class=\"row\"")
            .find(|row| row.contains(name));
        let row = row.unwrap_or_else(|| panic!("{name}: {all}"));
        let between = |from: &str| {
            let rest = row.split(from).nth(1).unwrap();
            rest.split('"').next().unwrap().to_owned()
        };
        (between("data-row=\""), between("href=\""))
    }

    fn correct(&self, args: &[&str]) {
        let output = remiss(&[&["correct", "--archive", &self.archive], args].concat());
        assert!(output.status.success(), "{output:?}");
    }

    /// What is read of positions: unit and area of each.
    fn positions(&self) -> Vec<[String; 2]> {
        let args = [
            "positions",
            "--all",
            "--format",
            "ndjson",
            "--archive",
            &self.archive,
        ];
        let told = String::from_utf8(remiss(&args).stdout).unwrap();
        let row = |line: &str| {
            let row: serde_json::Value = serde_json::from_str(line).unwrap();
            ["unit", "focus_area"].map(|name| row[name].as_str().unwrap().to_owned())
        };
        told.lines().map(row).collect()
    }
}

#[test]
fn what_is_changed_is_never_found_right_as_it_was() {
    let dir = tempfile::tempdir().unwrap();
    let desk = Desk::of(&doubtful(dir.path()), "Anna");
    let (what, page) = desk.paper("a.txt");
    // Enter in a field presses the first button of its form.
    let shown = desk.served.page(&page);
    let form = shown.split("<form class=\"judge\"").nth(1).unwrap();
    let first = form.split("<button").nth(1).unwrap();
    assert!(first.contains("value=\"ratta\""), "{first}");
    let judge = |fields: &[(&str, &str)]| {
        desk.post(
            "/granska/dom",
            &[&[("vad", what.as_str())], fields].concat(),
        )
    };
    let said = judge(&[
        ("gor", "ok"),
        ("respondent", "Region Skåne"),
        ("fran-respondent", ""),
    ]);
    assert_eq!(said.status, 303, "{}", said.body);
    assert!(desk.served.page(&page).contains("value=\"Region Skåne\""));
    // A field that is emptied is told, with and without another that is changed.
    for date in ["", "2024-03-01"] {
        let emptied = judge(&[
            ("gor", "ratta"),
            ("respondent", ""),
            ("fran-respondent", "Region Skåne"),
            ("date", date),
        ]);
        let told = emptied.body.contains("Fältet instans är tömt");
        assert!(emptied.status == 400 && told, "{}", emptied.body);
    }
    assert!(!desk.served.page(&page).contains("2024-03-01"));
}

#[test]
fn who_judges_is_who_began_this_run_until_another_says_so() {
    let dir = tempfile::tempdir().unwrap();
    let archive = archive(dir.path());
    let mut served = Served::with(&["--archive", archive.to_str().unwrap(), "--by", "Bo"]);
    let own = served.cookie.clone();
    served.cookie = format!("{own}; remiss-{}-namn=00000000:Anna", served.port);
    assert!(served.page("/granska").contains("Bo granskar"));
    let key = served.key("/granska");
    let fields = [("nyckel", key.as_str()), ("namn", "Eva Ek")];
    let got = served.post("/granska/namn", &fields, &served.origin());
    let name = got.headers["set-cookie"].split(';').next().unwrap();
    served.cookie = format!("{own}; {name}");
    assert!(served.page("/granska").contains("Eva Ek granskar"));
}

#[test]
fn a_judgement_that_another_does_not_share_is_kept_and_told() {
    let dir = tempfile::tempdir().unwrap();
    let desk = Desk::of(&archive(dir.path()), "Bo");
    let (what, page) = desk.paper("202_folkbidragsverket.txt");
    desk.correct(&[
        "202_folkbidragsverket.txt",
        "date=2031-01-01",
        "--by",
        "Anna",
    ]);
    let fields = [
        ("vad", &*what),
        ("gor", "ratta"),
        ("date", "2031-01-02"),
        ("fran-date", "2031-01-01"),
    ];
    let got = desk.post("/granska/dom", &fields);
    assert!(
        got.status == 200 && got.body.contains("Sparat, men ni är oense"),
        "{}",
        got.body
    );
    assert!(got.body.contains("Anna har rätt") && got.body.contains("2031-01-02"));
    // Positions: told, queued, and decided on the page.
    let positions = desk.positions();
    let of_paper = |row: &&[String; 2]| page.ends_with(row[0].split(':').next().unwrap());
    let [unit, area] = positions.iter().find(of_paper).unwrap();
    desk.correct(&[
        unit,
        &format!("focus={area}"),
        "stance=kritik",
        "--by",
        "Anna",
    ]);
    let place = [("enhet", unit.as_str()), ("omrade", area.as_str())];
    let got = desk.post(
        "/granska/stallning",
        &[&place[..], &[("gor", "ratta"), ("stallning", "neutral")]].concat(),
    );
    assert!(
        got.status == 200 && got.body.contains("Sparat, men ni är oense"),
        "{}",
        got.body
    );
    let shown = desk.served.page(&page);
    assert_eq!(shown.matches("class=\"conflict\"").count(), 2, "{shown}");
    assert!(
        desk.served
            .page("/granska")
            .contains("202_folkbidragsverket.txt")
    );
    let got = desk.post(
        "/granska/stallning",
        &[&place[..], &[("gor", "avgor"), ("vem", "Anna")]].concat(),
    );
    assert_eq!(got.status, 303, "{}", got.body);
    let shown = desk.served.page(&page);
    assert_eq!(shown.matches("class=\"conflict\"").count(), 1, "{shown}");
}

#[test]
fn what_a_judgement_takes_out_of_force_is_told() {
    let dir = tempfile::tempdir().unwrap();
    let desk = Desk::of(&archive(dir.path()), "Bo");
    let (what, page) = desk.paper("202_folkbidragsverket.txt");
    let positions = desk.positions();
    let of_paper = |row: &&[String; 2]| page.ends_with(row[0].split(':').next().unwrap());
    let [unit, _] = positions.iter().find(of_paper).unwrap();
    desk.correct(&[unit, "date=2031-01-01", "--by", "Anna"]);
    let judge = |field: &str, value: &str| {
        let was = format!("fran-{field}");
        let fields = [
            ("vad", &*what),
            ("gor", "ratta"),
            (field, value),
            (&was, ""),
        ];
        desk.post("/granska/dom", &fields)
    };
    assert_eq!(judge("respondent", "Provverket").status, 303);
    let got = judge("kind", "okand");
    let told = got.body.contains("bedömningar av enheter föll bort");
    assert!(
        told && got.body.contains("that Anna judged"),
        "{}",
        got.body
    );
}

#[test]
fn an_ask_is_said_to_another_or_found_to_be_none() {
    let dir = tempfile::tempdir().unwrap();
    let desk = Desk::of(&archive(dir.path()), "Bo");
    let (_, page) = desk.paper("202_folkbidragsverket.txt");
    let field = |page: &str, name: &str| {
        let form = page.split("action=\"/granska/begaran\"").nth(1).unwrap();
        let rest = form
            .split(&format!("name=\"{name}\" value=\""))
            .nth(1)
            .unwrap();
        rest.split('"')
            .next()
            .unwrap()
            .replace("&quot;", "\"")
            .replace("&amp;", "&")
    };
    let shown = desk.served.page(&page);
    let (unit, words) = (field(&shown, "enhet"), field(&shown, "begaran"));
    let judge = |gor: &str, to: &str| {
        let fields = [
            ("enhet", &*unit),
            ("begaran", &*words),
            ("gor", gor),
            ("till", to),
        ];
        let got = desk.post("/granska/begaran", &fields);
        assert_eq!(got.status, 303, "{}", got.body);
        let told = remiss(&["correct", "--list", "--archive", &desk.archive]);
        String::from_utf8(told.stdout).unwrap()
    };
    assert!(judge("ratta", "other").contains("addressee = other"));
    assert!(judge("inte", "other").contains("does not ask"));
    assert!(
        !desk
            .served
            .page(&page)
            .contains(&format!("name=\"begaran\" value=\"{words}\""))
    );
}

#[test]
fn agreement_is_on_verdicts_and_on_what_papers_are() {
    let dir = tempfile::tempdir().unwrap();
    let desk = Desk::of(&archive(dir.path()), "Bo");
    let positions = desk.positions();
    let [unit, area] = positions.iter().find(|[_, area]| area == "helhet").unwrap();
    for (by, verdict, date) in [
        ("Anna", "tillstyrker", "2031-01-01"),
        ("Bo", "ingen_erinran", "2031-01-02"),
    ] {
        let verdict = format!("verdict={verdict}");
        desk.correct(&[unit, &format!("focus={area}"), &verdict, "--by", by]);
        desk.correct(&[
            "202_folkbidragsverket.txt",
            &format!("date={date}"),
            "--by",
            by,
        ]);
    }
    let page = desk.served.page("/granska/enighet");
    assert_eq!(
        page.matches("En bedömning skiljer sig").count(),
        2,
        "{page}"
    );
    assert!(
        page.contains("tillstyrker") && page.contains("2031-01-02"),
        "{page}"
    );
}

#[test]
fn new_papers_are_not_put_into_the_archive() {
    let dir = tempfile::tempdir().unwrap();
    let archive = dir.path().join(".remiss");
    for inside in [archive.clone(), archive.join("nya")] {
        let args = [
            "serve",
            "--archive",
            archive.to_str().unwrap(),
            "--papers",
            inside.to_str().unwrap(),
        ];
        let output = remiss(&args);
        let told = String::from_utf8_lossy(&output.stderr);
        assert!(
            output.status.code() == Some(2) && told.contains("is in the archive"),
            "{told}"
        );
    }
}
