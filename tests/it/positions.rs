//! Positions: one phenomenon a text, invariants over made-up texts, and the
//! commands through the binary.

use crate::{project, remiss, stdout};
use proptest::prelude::*;
use remiss::analyse::Analyser;
use remiss::document::Document;
use remiss::focus::{FocusFile, FocusFiles};
use remiss::known::judgement::Judgements;
use remiss::paper::Paper;
use remiss::position::{CONFIDENT, Correction, Position, Stance, correct, positions, stance_of};
use std::sync::LazyLock;

/// Two areas and an approach, as a programme might have them.
const AREAS: &str = r#"
title = "Hamnens framtid"
referrals = ["KS 2024/9"]

[[area]]
id = "kajer"
name = "Kajer"
group = "fokusområde"
number = 1
opens = ["kaj"]
closes = ["båthus"]

[[area]]
id = "dialog"
name = "Dialog"
group = "fokusområde"
number = 4
opens = ["dialog"]
touches = ["inflytande"]
"#;

/// A report in which the culture board's office answers so, and a party
/// adds a statement.
fn report(answer: &str, statements: &str) -> String {
    format!(
        "Utlåtande Rotel II (KS 2024/9)\n\nProgram för hamnens\nframtid\n\nÄrendet\n\n\
         Programmet ska göra hamnen till en plats där alla trivs, med kajer för både båtar och barn.\n\n\
         Beredning\n\nÄrendet har remitterats till kulturnämnden och socialnämnden.\n\n\
         Mina synpunkter\n\nJag tycker bra.\n\nBilagor\n\n1. Reservationer m.m.\n\n\
         Borgarrådsberedningen tillstyrker förslaget.\n\nRemissammanställning\n\nKulturnämnden\n\n\
         Kulturnämnden beslutade vid sitt sammanträde den 5 maj 2024 följande.\n\nNämnden överlämnar svaret.\n\n\
         Kulturförvaltningens tjänsteutlåtande daterat den 2 april 2024 har i huvudsak följande lydelse.\n\n\
         {answer}\n\n Bilaga 1\nReservationer m.m.\n\nKulturnämnden\n\n{statements}\n"
    )
}

static FILES: LazyLock<FocusFiles> = LazyLock::new(|| {
    let mut files = FocusFiles::shipped().unwrap();
    files.add(AREAS).unwrap();
    files
});

fn rows(text: &str) -> Vec<Position> {
    let paper = Paper::read(Document::from_text("9.txt", text));
    positions(&[paper], &FILES, &Analyser::default()).rows
}

/// "helhet stöd, kajer kritik" of the answer's confident rows.
fn read(answer: &str) -> String {
    describe(
        rows(&report(answer, ""))
            .iter()
            .filter(|row| row.is_answer()),
    )
}

fn describe<'p>(rows: impl Iterator<Item = &'p Position>) -> String {
    let sure = rows.filter(|row| row.confidence >= CONFIDENT);
    let parts: Vec<String> = sure
        .map(|row| {
            let inherited = if row.inherited { " (inherited)" } else { "" };
            format!("{} {}{inherited}", row.area, row.stance.name())
        })
        .collect();
    parts.join(", ")
}

#[test]
fn praise_supports_and_an_ask_reserves() {
    assert_eq!(
        read("Förvaltningen är positiv till programmet."),
        "helhet stöd"
    );
    assert_eq!(
        read(
            "Förvaltningen är positiv till programmet. Det bör kompletteras med mål som går att mäta."
        ),
        "helhet stöd_med_förbehåll"
    );
    assert_eq!(read("Förvaltningen avstyrker programmet."), "helhet kritik");
}

#[test]
fn a_motion_is_a_verdict() {
    assert_eq!(read("Nämnden yrkar avslag på förslaget."), "helhet kritik");
    assert_eq!(read("Nämnden yrkar bifall till förslaget."), "helhet stöd");
    assert_eq!(read("Förslaget bör dras tillbaka."), "helhet kritik");
    assert_eq!(read("Nämnden har inget emot förslaget."), "helhet stöd");
}

#[test]
fn who_joins_under_another_proposal_inherits_nothing() {
    let item = |number: u8, title: &str, statement: &str| {
        format!(
            "§ {number} Remiss av {title}\n\nBeslut\n\nNämnden godkänner tjänsteutlåtandet.\n\n{statement}\n\n"
        )
    };
    let text = format!(
        "Protokoll 3/2024\nfört vid Kulturnämndens sammanträde den 5 maj 2024\n\n{}{}",
        item(
            4,
            "program för hamnens framtid (KS 2024/9)",
            "Särskilt uttalande gjordes av Eva Ek m.fl. (V) enligt följande.\n\nVi saknar kajer för alla."
        ),
        item(
            5,
            "policy för parkering (KS 2024/77)",
            "Ersättaryttrande gjordes av Lo Ask (Fi) som instämde i särskilt uttalande från Vänsterpartiet (V)."
        ),
    );
    let found = rows(&text);
    assert!(found.iter().any(|row| row.area == "kajer"), "{found:?}");
    assert!(!found.iter().any(|row| row.inherited), "{found:?}");
}

#[test]
fn the_longest_cue_goes_first() {
    // "välkomnar" praises, "skulle välkomna" asks.
    assert_eq!(
        read("Förvaltningen skulle välkomna att kajerna nämns i programmet."),
        "kajer stöd_med_förbehåll"
    );
    assert_eq!(read("Förvaltningen välkomnar kajerna."), "kajer stöd");
}

#[test]
fn a_negation_before_or_behind_the_cue_turns_it() {
    assert_eq!(
        read("Avsnittet om kajer är inte helt tydligt."),
        "kajer kritik"
    );
    assert_eq!(
        read("Förvaltningen delar inte synen på kajer."),
        "kajer kritik"
    );
    assert_eq!(
        read("Förvaltningen saknar inget i avsnittet om kajer."),
        "kajer neutral"
    );
    assert_eq!(
        read("Förvaltningen har inga invändningar mot programmet."),
        "helhet stöd"
    );
}

#[test]
fn what_follows_dock_outweighs_salience_but_not_praise() {
    assert_eq!(
        read(
            "Förvaltningen ser positivt på kajerna. Dock vill förvaltningen påtala vikten av räcken."
        ),
        "kajer stöd_med_förbehåll"
    );
    assert_eq!(
        read("Förvaltningen vill framhålla vikten av kajer."),
        "kajer neutral"
    );
}

#[test]
fn the_section_is_the_window_and_the_next_topic_ends_it() {
    assert_eq!(
        read(
            "Förvaltningen välkomnar kajerna. Nämnden har tre båtar. Här saknas räcken. Förvaltningen ser positivt på dialogen."
        ),
        "kajer stöd_med_förbehåll, dialog stöd"
    );
}

#[test]
fn a_clause_judges_the_topic_it_names() {
    assert_eq!(
        read(
            "Förvaltningen är positiv till programmet men anser att avsnittet om kajer är oklart."
        ),
        "helhet stöd, kajer kritik"
    );
}

#[test]
fn a_word_that_closes_a_topic_ends_it() {
    assert_eq!(
        read("Förvaltningen välkomnar kajerna. Båthuset är en annan sak. Här saknas räcken."),
        "kajer stöd"
    );
}

#[test]
fn what_the_proposal_wants_is_not_what_the_respondent_asks() {
    assert_eq!(
        read(
            "Förvaltningen är positiv. Programmet vill att hamnen öppnas. Förvaltningen tillstyrker programmet."
        ),
        "helhet stöd"
    );
}

#[test]
fn who_votes_against_and_praises_nothing_is_against() {
    let told = rows(&report(
        "Förvaltningen är positiv till programmet.",
        "Reservation anfördes av Eva Ek (V) enligt följande.\n\nVi yrkar att programmet omarbetas.",
    ));
    let statement = describe(told.iter().filter(|row| !row.is_answer()));
    assert_eq!(statement, "helhet kritik");
}

#[test]
fn what_is_granted_in_a_concession_raises_nothing() {
    assert_eq!(
        read("Programmet är tydligt och bra, även om kajer bara nämns i förbigående."),
        "helhet stöd"
    );
}

#[test]
fn a_heading_names_the_topic_of_its_section() {
    assert_eq!(
        read(
            "Förvaltningen är positiv till programmet.\n\nKajer\n\nDet är otydligt vem som ansvarar.\n\nFörvaltningen önskar ett klarläggande."
        ),
        "helhet stöd, kajer kritik"
    );
}

#[test]
fn ordinals_name_a_focus_area() {
    assert_eq!(
        read("Det fjärde fokusområdet välkomnas. Förvaltningen ser mycket positivt på det."),
        "dialog stöd"
    );
    assert_eq!(
        read("Förvaltningen motsätter sig fokusområde ett."),
        "kajer kritik"
    );
}

#[test]
fn the_programmes_own_list_and_sentences_raise_nothing() {
    assert_eq!(
        read(
            "Förvaltningen är positiv till programmet. Områdena är:\n\n- kajer för alla\n\n- dialog med alla"
        ),
        "helhet stöd"
    );
    assert_eq!(
        read(
            "Förvaltningen är positiv till programmet.\n\nProgrammet ska göra hamnen till en plats där alla trivs, med kajer för både båtar och barn."
        ),
        "helhet stöd"
    );
}

#[test]
fn quoted_words_are_not_the_respondents() {
    assert_eq!(
        read(
            "I programmet står att ”dialogen är bra och välkomnas av alla”. Förvaltningen noterar det."
        ),
        "dialog neutral"
    );
}

#[test]
fn procedure_is_no_stance() {
    assert_eq!(
        read(
            "Nämnden godkänner kontorets tjänsteutlåtande och lämnar det som sitt svar på remissen."
        ),
        ""
    );
}

#[test]
fn a_touching_word_needs_an_opinion_beside_it() {
    assert_eq!(read("Elevernas inflytande mäts varje år."), "");
    assert_eq!(
        read("Förvaltningen saknar skrivningar om elevernas inflytande."),
        "helhet kritik, dialog kritik"
    );
}

#[test]
fn turned_praise_is_none() {
    let told = rows(&report(
        "Förvaltningen är positiv till programmet.",
        "Särskilt uttalande gjordes av Eva Ek (S) enligt följande.\n\nVi ser fram emot att denna politik upphör när programmet börjar gälla.",
    ));
    let statement = describe(told.iter().filter(|row| !row.is_answer()));
    assert!(!statement.contains("stöd"), "{statement}");
}

#[test]
fn a_statement_that_joins_another_inherits_its_positions() {
    let told = rows(&report(
        "Förvaltningen är positiv till programmet.",
        "Särskilt uttalande gjordes av Eva Ek (V) enligt följande.\n\nVi är kritiska till programmet.\n\n\
         Ersättaryttrande gjordes av Lo Ask (Fi) som instämde i särskilt uttalande från Vänsterpartiet.",
    ));
    let statements = describe(told.iter().filter(|row| !row.is_answer()));
    assert_eq!(statements, "helhet kritik, helhet kritik (inherited)");
}

#[test]
fn what_a_rejection_is_about_is_no_support() {
    assert_eq!(
        read("Förvaltningen avstyrker att programmet läggs till grund för stadens arbete."),
        "helhet kritik"
    );
    assert_eq!(
        read("Förvaltningen kan inte annat än avstyrka programmet i dess helhet."),
        "helhet kritik"
    );
}

#[test]
fn who_joins_two_parties_takes_over_what_both_signed() {
    let joining = |made_by: &str| {
        let told = rows(&report(
            "Förvaltningen är positiv till programmet.",
            &format!(
                "Särskilt uttalande gjordes av {made_by} enligt följande.\n\nVi är kritiska till programmet.\n\n\
                 Ersättaryttrande gjordes av Lo Ask (Fi), som instämmer i särskilt uttalande av (S) och (V)."
            ),
        ));
        describe(told.iter().filter(|row| !row.is_answer()))
    };
    assert_eq!(joining("Eva Ek (S)"), "helhet kritik");
    assert_eq!(
        joining("Eva Ek (S) och Bo Al (V)"),
        "helhet kritik, helhet kritik (inherited)"
    );
}

#[test]
fn evidence_is_verbatim_with_its_lines_and_cue() {
    let told = rows(&report(
        "Vi har båtar.\n\nFörvaltningen välkomnar kajerna.",
        "",
    ));
    let row = told.iter().find(|row| row.area == "kajer").unwrap();
    assert_eq!(row.stance, Stance::Stöd);
    assert_eq!(row.evidence[0].quote, "Förvaltningen välkomnar kajerna.");
    assert_eq!(row.evidence[0].cue, "välkomnar");
    assert_eq!(row.evidence[0].lines.first, row.evidence[0].lines.last);
}

#[test]
fn without_any_file_there_is_still_the_whole() {
    let paper = || {
        Paper::read(Document::from_text(
            "9.txt",
            &report("Förvaltningen välkomnar förslaget.", ""),
        ))
    };
    let read = |files: FocusFiles| positions(&[paper()], &files, &Analyser::default());
    let none = read(FocusFiles::default());
    assert_eq!(describe(none.rows.iter()), "helhet stöd");
    let mut topic = FocusFiles::default();
    topic.add_topic("förslaget").unwrap();
    assert!(read(topic).rows.iter().any(|row| row.area == "helhet"));
}

#[test]
fn any_word_is_a_topic_on_the_spot_and_an_empty_one_is_refused() {
    let mut files = FocusFiles::shipped().unwrap();
    files.add_topic("båtar").unwrap();
    let paper = Paper::read(Document::from_text(
        "9.txt",
        &report("Förvaltningen välkomnar båtarna.", ""),
    ));
    let found = positions(&[paper], &files, &Analyser::default());
    assert!(
        found
            .rows
            .iter()
            .any(|row| row.area == "batar" && row.stance == Stance::Stöd)
    );
    let told = files.add_topic(" ").unwrap_err().to_string();
    assert!(told.contains("matches nothing"), "{told}");
}

#[test]
fn a_broken_file_is_answered_with_line_and_what_was_expected() {
    let told =
        FocusFile::parse("title = \"a\"\nreferrals = [\"*\"]\n[[area]]\nid = \"b\"\nnom = \"c\"\n")
            .unwrap_err();
    let told = told.to_string();
    assert!(
        told.contains("line 5") && told.contains("nom") && told.contains("name"),
        "{told}"
    );
    let told = FocusFile::parse("title = \"a\"\nreferrals = [\"\"]\narea = []\n").unwrap_err();
    assert!(told.to_string().contains("names no referral"), "{told}");
    let told = FocusFiles::shipped()
        .unwrap()
        .get("okänt")
        .unwrap_err()
        .to_string();
    assert!(
        told.contains("helhet") && told.contains("--topic"),
        "{told}"
    );
}

#[test]
fn a_correction_goes_before_the_program_and_says_who_and_when() {
    let text = report("Förvaltningen välkomnar kajerna.", "");
    let mut files = FocusFiles::shipped().unwrap();
    files.add(AREAS).unwrap();
    let paper = Paper::read(Document::from_text("9.txt", &text));
    let mut found = positions(&[paper], &files, &Analyser::default());
    let unit = found
        .rows
        .iter()
        .find(|row| row.is_answer())
        .unwrap()
        .unit
        .clone();
    let file = format!(
        "[[correction]]\nunit = \"{unit}\"\ndocument = \"9.txt\"\nrespondent = \"Kulturnämnden\"\nunit_kind = \"yttrande\"\n\
         focus_area = \"kajer\"\nstance = \"kritik\"\nby = \"Eva Ek\"\non = \"2024-06-01\"\n"
    );
    let judged = |file: &str| Judgements::read(file, |one| stance_of(&one.stance).map(drop));
    let corrections: Vec<Correction> = judged(&file).stances().cloned().collect();
    correct(&mut found, &corrections).unwrap();
    let row = found.rows.iter().find(|row| row.area == "kajer").unwrap();
    assert_eq!(row.stance, Stance::Kritik);
    assert_eq!(row.corrected.as_ref().unwrap().by, "Eva Ek");
    // Another answer of the same board in the same document is left alone.
    let mut other = found.rows[0].clone();
    (other.unit, other.area, other.corrected) = ("x:1".to_owned(), "kajer".to_owned(), None);
    found.rows.push(other);
    correct(&mut found, &corrections).unwrap();
    assert!(
        found
            .rows
            .iter()
            .any(|row| row.unit == "x:1" && row.corrected.is_none())
    );
    let broken = judged(&file.replace("kritik", "nja")).broken;
    let told = broken[0].to_string();
    assert!(told.contains("nja") && told.contains("ej_berörd"), "{told}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn any_answer_is_read_and_every_quote_stands_where_it_says(words in prop::collection::vec(
        prop::sample::select(vec![
            "Förvaltningen", "är", "inte", "positiv", "till", "kajerna", "programmet", "”", "\"", "dock", "saknar",
            "dialogen", "bör", "måste", "t.ex.", ".", ". ", ":\n\n", "\n\n", "1.", "-", "Kajer", "även om", "é", "🦆",
            "skulle", "välkomna", "…", "(", "fjärde", "fokusområdet",
        ]),
        0..60,
    )) {
        let text = report(&words.join(" "), "");
        let squeezed = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        let lines: Vec<&str> = text.split('\n').collect();
        for row in rows(&text) {
            prop_assert!((0.0..=1.0).contains(&row.confidence));
            for evidence in &row.evidence {
                let (first, last) = (evidence.lines.first, evidence.lines.last);
                prop_assert!(first <= last && last as usize <= lines.len());
                let there = squeezed(&lines[first as usize - 1..last as usize].join(" "));
                prop_assert!(there.contains(&squeezed(&evidence.quote)), "{there} | {}", evidence.quote);
            }
        }
    }
}

fn corpus() -> String {
    project("corpus").display().to_string()
}

#[test]
fn the_commands_answer_in_every_format() {
    let corpus = corpus();
    let json: serde_json::Value = serde_json::from_str(&stdout(
        &["positions", "--in", &corpus, "--format", "json"],
        0,
    ))
    .unwrap();
    let row = &json[0];
    for field in [
        "referral",
        "respondent",
        "unit",
        "unit_kind",
        "focus_area",
        "stance",
        "confidence",
        "evidence",
        "asks",
        "inherited",
    ] {
        assert!(row.get(field).is_some(), "{field} is missing");
    }
    assert!(
        json.as_array()
            .unwrap()
            .iter()
            .any(|row| row["unit_kind"] == "reservation")
    );
    let csv = stdout(
        &[
            "positions",
            "--in",
            &corpus,
            "--stance",
            "kritik",
            "--format",
            "csv",
        ],
        0,
    );
    assert!(
        csv.lines()
            .skip(1)
            .filter(|line| line.contains(".txt,"))
            .all(|line| line.contains(",kritik,"))
    );
    let narrow = stdout(&["positions", "--in", &corpus, "--width", "30"], 0);
    assert!(
        narrow.contains("Kulturnämnden\n  + Förslaget som helhet\n  − 1 Ordning"),
        "{narrow}"
    );
    let html = stdout(&["positions", "--in", &corpus, "--format", "html"], 0);
    assert!(html.contains("<details>") && !html.contains("<script"));
    assert!(
        stdout(&["asks", "--in", &corpus, "--board", "tekniska"], 0)
            .contains("mål som går att mäta")
    );
    let lost = stdout(&["lost", "--in", &corpus, "--board", "miljö"], 0);
    assert!(
        lost.contains("kept       100:589–590")
            && lost.contains("3 not given; summary: 2 sentences"),
        "{lost}"
    );
    assert!(stdout(&["topics", "--in", &corpus, "--least", "2"], 0).contains("2 boards"));
    let history = stdout(
        &[
            "positions",
            "--in",
            &corpus,
            "--board",
            "Åsö",
            "--history",
            "--focus",
            "dialog",
        ],
        0,
    );
    let (old, new) = (
        history.find("e-tjänster").unwrap(),
        history.find("digital service").unwrap(),
    );
    assert!(old < new, "{history}");
}

#[test]
fn bad_input_is_answered_with_the_cure() {
    let told = |args: &[&str], code: i32| {
        let output = remiss(args);
        assert_eq!(output.status.code(), Some(code), "{args:?}");
        String::from_utf8_lossy(&output.stderr).into_owned()
    };
    let corpus = corpus();
    assert!(
        told(&["positions", "--in", &corpus, "--focus", "nada"], 2)
            .contains("medveten-finansiering")
    );
    assert!(told(&["positions", "--in", &corpus, "--topic", " "], 2).contains("matches nothing"));
    assert!(told(&["positions", "--in", &corpus, "--topic", "skridskor"], 1).contains("skridskor"));
    assert!(
        told(
            &["positions", "--in", &corpus, "--board", "Kulturnämden"],
            2
        )
        .contains("did you mean")
    );
    assert!(told(&["positions", "--in", &corpus, "--stance", "nja"], 2).contains("kritik"));
    let dir = tempfile::tempdir().unwrap();
    let bad = dir.path().join("bad.toml");
    std::fs::write(&bad, "title = \"a\"\nreferrals = 3\n").unwrap();
    let told = told(
        &[
            "positions",
            "--in",
            &corpus,
            "--focus-areas",
            bad.to_str().unwrap(),
        ],
        2,
    );
    assert!(told.contains("bad.toml: line 2"), "{told}");
}

#[test]
fn a_review_survives_a_new_ingest() {
    let dir = tempfile::tempdir().unwrap();
    let archive = dir.path().join("a").display().to_string();
    let paper = project("corpus/121_tjansteutlatande_tekniska.md")
        .display()
        .to_string();
    let ingest = || stdout(&["ingest", "--quiet", &paper, "--archive", &archive], 0);
    ingest();
    let list = || -> serde_json::Value {
        let args = [
            "positions",
            "--archive",
            &archive,
            "--focus",
            "dialog",
            "--format",
            "json",
        ];
        serde_json::from_str(&stdout(&args, 0)).unwrap()
    };
    let unit = list()[0]["unit"].as_str().unwrap().to_owned();
    let said = [
        "review",
        &unit,
        "dialog",
        "kritik",
        "--archive",
        &archive,
        "--by",
        "Eva Ek",
        "--on",
        "2024-12-01",
    ];
    stdout(&said, 0);
    ingest();
    let row = &list()[0];
    assert_eq!(row["stance"], "kritik");
    assert_eq!(row["corrected"]["by"], "Eva Ek");
    assert_eq!(row["corrected"]["on"], "2024-12-01");
}

#[test]
fn what_became_of_an_ask_does_not_depend_on_what_is_shown() {
    let corpus = corpus();
    let fates = |more: &[&str]| -> Vec<(String, String)> {
        let args = [&["lost", "--in", &corpus, "--format", "json"], more].concat();
        let rows: Vec<serde_json::Value> = serde_json::from_str(&stdout(&args, 0)).unwrap();
        let one = |row: serde_json::Value| (row["ask"].to_string(), row["fate"].to_string());
        rows.into_iter().map(one).collect()
    };
    let all = fates(&[]);
    for ask in fates(&["--board", "miljö"]) {
        assert!(all.contains(&ask), "{ask:?}");
    }
}

/// "Kollektivtrafiknämnden" holds the name of another board.
#[test]
fn who_joins_a_party_of_its_own_board_takes_over_no_other() {
    let text = std::fs::read_to_string(project("corpus/100_utlatande_digital_service.txt"));
    let text = text.unwrap().replace("Kulturnämnden", "Trafiknämnden");
    let text = text.replace("Socialnämnden", "Kollektivtrafiknämnden");
    let lines: Vec<String> = (1..)
        .zip(text.lines())
        .map(|(at, line)| match at {
            1725 => line.replace("Vänsterpartiet", "Vänsterpartiet i Kollektivtrafiknämnden"),
            _ => line.to_owned(),
        })
        .collect();
    let paper = Paper::read(Document::from_text("100.txt", &lines.join("\n")));
    let files = FocusFiles::shipped().unwrap();
    let found = positions(&[paper], &files, &Analyser::default());
    let mut inherited = found.rows.iter().filter(|row| {
        row.inherited && row.respondent == "Kollektivtrafiknämnden" && row.area.contains("dialog")
    });
    let row = inherited.next().unwrap();
    assert!(row.evidence[0].lines.first > 1700, "{:?}", row.evidence);
}
