//! The report tells who says what, once, under the right part: one phenomenon
//! each, on small papers.

use crate::{project, remiss, stdout};
use std::collections::BTreeMap;
use std::path::PathBuf;

/// Some papers of one referral.
struct Papers(tempfile::TempDir);

impl Papers {
    fn of(papers: &[(&str, String)]) -> Self {
        let dir = tempfile::tempdir().unwrap();
        std::fs::create_dir(dir.path().join("in")).unwrap();
        let papers = papers.iter();
        papers.for_each(|(name, text)| {
            std::fs::write(dir.path().join("in").join(name), text).unwrap();
        });
        Papers(dir)
    }

    fn path(&self, name: &str) -> String {
        self.0.path().join(name).display().to_string()
    }

    /// The report in a form, as text.
    fn told(&self, form: &str) -> String {
        let file = self.path("r.md");
        let from = self.path("in");
        stdout(&["report", "-o", &file, "--in", &from, "--form", form], 0);
        std::fs::read_to_string(file).unwrap()
    }

    fn html(&self) -> String {
        let (file, from) = (self.path("r.html"), self.path("in"));
        stdout(&["report", "-o", &file, "--in", &from], 0);
        std::fs::read_to_string(file).unwrap()
    }
}

fn letter(who: &str, body: &str) -> String {
    format!(
        "# Remissvar från {who}\n\n2031-03-02\n\nTill Kajdepartementet\n\n\
         Remiss av betänkandet Ordnade kajer (SOU 2031:3), dnr K2031/9\n\n{body}\n\nFör {who}\n"
    )
}

/// The whole of a report on the shipped papers.
fn shipped(referral: &str, form: &str) -> String {
    let dir = tempfile::tempdir().unwrap();
    let [file, from] = [dir.path().join("r.md"), project("corpus")];
    let [file, from]: [String; 2] = [file, from].map(|path: PathBuf| path.display().to_string());
    let args = [
        "report",
        "-o",
        &file,
        "--in",
        &from,
        "--form",
        form,
        "--referral",
        referral,
    ];
    stdout(&args, 0);
    std::fs::read_to_string(file).unwrap()
}

/// The parts of a text by their headings of the second level.
fn parts(text: &str) -> BTreeMap<&str, &str> {
    let parts = text.split("\n## ").skip(1);
    parts.filter_map(|part| part.split_once('\n')).collect()
}

#[test]
fn two_answers_of_one_board_are_both_shown() {
    let papers = Papers::of(&[
        (
            "a.md",
            letter(
                "Havby kommun",
                "Havby kommun avstyrker förslaget. Det är för dyrt.",
            ),
        ),
        (
            "b.md",
            letter(
                "Havby kommun",
                "Havby kommun tillstyrker förslaget. Kajerna behövs.",
            ),
        ),
    ]);
    let text = papers.told("tabell");
    let row = text
        .lines()
        .find(|line| line.starts_with("| **Havby kommun**"))
        .unwrap();
    assert!(
        row.contains("**Avstyrker**") && row.contains("**Tillstyrker**"),
        "{row}"
    );
    assert!(row.contains("2 svar som skiljer sig åt"), "{row}");
}

#[test]
fn an_ask_stands_under_the_part_of_its_heading() {
    let text = shipped("SOU 2031:14", "avsnitt");
    let parts = parts(&text);
    let ask = "Ett och ett halvt år räcker";
    let of = |name: &str| {
        parts
            .iter()
            .find(|(head, _)| head.ends_with(name))
            .unwrap()
            .1
    };
    assert!(of("Ikraftträdande").contains(ask), "{text}");
    assert!(!of("Automatiserade beslut").contains(ask), "{text}");
    assert!(
        !of("Automatiserade beslut").contains("öppet format för mallar"),
        "{text}"
    );
}

#[test]
fn a_part_counts_those_who_answered_and_no_council() {
    let text = shipped("KS 2024/417", "avsnitt");
    let whole = parts(&text)["Förslaget som helhet"].to_owned();
    assert!(text.contains("24 har svarat"), "{text}");
    assert!(!text.contains("de 26 som har svarat"), "{text}");
    assert!(whole.contains("### Partier och råd"), "{whole}");
    for part in parts(&text).values() {
        let items = part.lines().filter(|line| line.starts_with("- "));
        let mut items: Vec<&str> = items.map(|line| line.split("[^").next().unwrap()).collect();
        items.sort_unstable();
        assert!(items.windows(2).all(|two| two[0] != two[1]), "{part}");
    }
}

#[test]
fn who_abstains_is_not_counted_among_those_who_answered() {
    let papers = Papers::of(&[
        (
            "a.md",
            letter("Havby kommun", "Havby kommun tillstyrker förslaget."),
        ),
        (
            "b.md",
            letter(
                "Region Storvadet",
                "Region Storvadet avstår från att yttra sig.",
            ),
        ),
    ]);
    let text = papers.told("avsnitt");
    assert!(text.contains("1 har svarat, 1 har avstått"), "{text}");
    assert!(
        text.contains("Region Storvadet avstår från att yttra sig."),
        "{text}"
    );
    assert!(
        !text.contains("samtliga två") && !text.contains("av de två"),
        "{text}"
    );
    assert!(!text.contains("Samtliga två"), "{text}");
}

#[test]
fn a_statement_in_which_no_position_is_read_is_shown() {
    let papers = Papers::of(&[(
        "204.md",
        std::fs::read_to_string(project("corpus/204_toreby_ks_132.md")).unwrap(),
    )]);
    let html = papers.html();
    let words = "Uttalanden i vilka ingen ställning har lästs ut";
    assert!(html.matches(words).count() >= 2, "bodies and matrix");
    assert!(papers.told("tabell").contains(words));
}

#[test]
fn a_line_that_begins_a_unit_is_marked_where_it_is_cited() {
    let corpus = project("corpus").display().to_string();
    let shown = stdout(&["show", "204:24", "--in", &corpus], 0);
    assert!(shown.contains("    24> "), "{shown}");
    let unit = stdout(&["export", "units", "--in", &corpus], 0);
    let id = unit
        .split("\"id\":\"")
        .nth(1)
        .unwrap()
        .split('"')
        .next()
        .unwrap();
    assert!(
        !stdout(&["show", id, "--in", &corpus], 0).contains("> "),
        "{id}"
    );
}

/// A city's paper in an archive, and the table made on it.
struct Archive(Papers);

impl Archive {
    fn new(papers: &[(&str, String)]) -> Self {
        let archive = Archive(Papers::of(papers));
        archive.ingest();
        archive
    }

    fn ingest(&self) {
        let (from, archive) = (self.0.path("in"), self.0.path(".remiss"));
        stdout(&["ingest", &from, "--archive", &archive], 0);
    }

    /// The table as a workbook, its cells by row.
    fn table(&self, name: &str, more: &[&str]) -> Vec<Vec<String>> {
        use calamine::{Reader, Xlsx, open_workbook};
        let (file, archive) = (self.0.path(name), self.0.path(".remiss"));
        let args = [
            "report",
            "-o",
            &file,
            "--archive",
            &archive,
            "--on",
            "2031-04-01",
        ];
        stdout(&[&args[..], more].concat(), 0);
        let mut book: Xlsx<_> = open_workbook(&file).unwrap();
        let sheet = book.worksheet_range("Tabell").unwrap();
        let row = |row: &[calamine::Data]| row.iter().map(ToString::to_string).collect();
        sheet.rows().map(row).collect()
    }

    /// Somebody writes a comment in the row of a respondent, and saves.
    fn write(&self, name: &str, mut rows: Vec<Vec<String>>, who: &str, text: &str) -> String {
        let at = |name: &str| rows[0].iter().position(|cell| cell == name).unwrap();
        let (name_at, comment) = (at("Remissinstans"), at("Kommentar"));
        let row = rows.iter_mut().find(|row| row[name_at] == who).unwrap();
        row[comment] = text.to_owned();
        let mut book = rust_xlsxwriter::Workbook::new();
        let sheet = book.add_worksheet();
        for (at, row) in (0..).zip(&rows) {
            for (column, cell) in (0..).zip(row) {
                sheet.write_string(at, column, cell).unwrap();
            }
        }
        let file = self.0.path(name);
        book.save(&file).unwrap();
        file
    }
}

fn two() -> [(&'static str, String); 2] {
    let letter = |who: &str, body: &str| letter(who, body).replace(", dnr K2031/9", "");
    [
        (
            "a.md",
            letter("Havby kommun", "Havby kommun avstyrker förslaget."),
        ),
        (
            "b.md",
            letter("Storvads kommun", "Storvads kommun tillstyrker förslaget."),
        ),
    ]
}

#[test]
fn what_two_wrote_in_copies_of_their_own_stands_in_the_next_table() {
    let archive = Archive::new(&two());
    let rows = archive.table("gammal.xlsx", &[]);
    let a = archive.write("a.xlsx", rows.clone(), "Havby kommun", "Adas ord");
    let b = archive.write("b.xlsx", rows, "Storvads kommun", "Bos ord");
    archive.table("ny1.xlsx", &["--update", &a, "--by", "Ada"]);
    let both = archive.table("ny2.xlsx", &["--update", &b, "--by", "Bo"]);
    let text = format!("{both:?}");
    assert!(
        text.contains("Adas ord") && text.contains("Bos ord"),
        "{text}"
    );
    // Who finds another's words there does not become their author.
    let both = archive.0.path("ny2.xlsx");
    archive.table("ny3.xlsx", &["--update", &both, "--by", "Bo"]);
    let bo = std::fs::read_to_string(archive.0.path("remiss-comments/Bo.toml")).unwrap();
    assert!(bo.contains("Bos ord") && !bo.contains("Adas ord"), "{bo}");
}

#[test]
fn a_row_stays_the_same_when_the_letter_with_the_number_comes() {
    let archive = Archive::new(&two());
    let rows = archive.table("gammal.xlsx", &[]);
    let a = archive.write("a.xlsx", rows, "Havby kommun", "Adas ord");
    let missiv = "Kajdepartementet\n\nRemiss\n2031-01-10\nK2031/9\n\n\
        Remiss av betänkandet Ordnade kajer (SOU 2031:3)\n\nRemissinstanser\n\n\
        Havby kommun\nStorvads kommun\n\n\
        Remissvaren ska ha kommit in till Kajdepartementet senast den 10 mars 2031.\n";
    std::fs::write(archive.0.path("in/00_missiv.txt"), missiv).unwrap();
    archive.ingest();
    let rows = archive.table("ny.xlsx", &["--update", &a, "--by", "Ada"]);
    let text = format!("{rows:?}");
    assert!(text.contains("Adas ord"), "{text}");
    assert!(
        !text.contains("Nytt svar") && !text.contains("Finns inte längre"),
        "{text}"
    );
}

#[test]
fn the_table_of_another_referral_is_refused() {
    let archive = Archive::new(&two());
    let rows = archive.table("gammal.xlsx", &[]);
    let a = archive.write("a.xlsx", rows, "Havby kommun", "Adas ord");
    let other = two().map(|(name, text)| {
        (
            name,
            text.replace("Ordnade kajer (SOU 2031:3)", "Trygga bryggor (SOU 2031:8)"),
        )
    });
    let other = Papers::of(&other);
    let (file, from) = (other.path("ny.xlsx"), other.path("in"));
    let output = remiss(&["report", "-o", &file, "--in", &from, "--update", &a]);
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(2), "{told}");
    assert!(told.contains("is the table of another referral"), "{told}");
}

#[test]
fn a_verdict_is_counted_and_drawn_as_what_it_says() {
    let papers = Papers::of(&two());
    let html = papers.html();
    assert!(html.contains("1 tillstyrker, 1 avstyrker"), "the bar");
    let legend = html.split("class=\"legend\"").nth(1).unwrap();
    let legend = legend.split("</ul>").next().unwrap();
    assert!(
        legend.contains("tillstyrker") && !legend.contains("stöd"),
        "{legend}"
    );
    // On paper the number is in the foot.
    assert!(
        html.contains("counter(page)") && html.contains("SOU\\20 2031\\3a 3"),
        "the foot"
    );
}

/// Every citation names the respondent whose position it bears.
#[test]
fn what_several_say_in_one_text_is_cited_with_the_one_that_is_meant() {
    let body = "Sammanställning av remissvaren över betänkandet Ordnade kajer (SOU 2031:3), dnr K2031/9\n\n\
        Remissinstansernas synpunkter\n\n\
        Havby kommun, Storvads kommun och Region Storvadet avstyrker förslaget.\n";
    let papers = Papers::of(&[(
        "s.md",
        format!("# Remissammanställning\n\nKajdepartementet\n\n{body}"),
    )]);
    let html = papers.html();
    let articles = html.split("<article class=\"page\" id=\"").skip(1);
    let mut met = 0;
    for article in articles {
        let article = article.split("</article>").next().unwrap();
        for name in ["Havby kommun", "Storvads kommun", "Region Storvadet"] {
            if article.contains(&format!("\">{name}</h3>")) {
                for source in article.split("data-m=\"").skip(1) {
                    met += 1;
                    assert!(source.starts_with(name), "{name}: {source:.90}");
                }
            }
        }
    }
    assert!(met > 2, "{met}: {html}");
}
