//! The views of the report that look further: themes, what the summary leaves
//! out, what the sender took up, what became of earlier asks. Each says what its
//! command says, links as the others do, and says so where there is nothing.

use crate::{project, stdout};
use serde_json::Value;
use std::collections::BTreeSet;
use std::path::Path;

/// The report that the program writes of some papers.
fn report(papers: &str, more: &[&str]) -> String {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("rapport.html");
    let file = file.to_str().unwrap();
    let args = [&["report", "-o", file, "--in", papers], more].concat();
    let output = crate::remiss(&args);
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{told}");
    std::fs::read_to_string(file).unwrap()
}

const TOWN: [&str; 2] = ["--referral", "KS2024/417"];

fn town(more: &[&str]) -> String {
    let corpus = project("corpus").display().to_string();
    report(&corpus, &[&TOWN[..], more].concat())
}

/// The markup of a view.
fn view<'h>(html: &'h str, id: &str) -> &'h str {
    let opening = format!("<section class=\"view\" id=\"{id}\"");
    let rest = &html[html.find(&opening).unwrap()..];
    let end = rest.match_indices("<section class=\"view\"").nth(1);
    let end = end.map(|(at, _)| at).or_else(|| rest.find("</main>"));
    &rest[..end.unwrap()]
}

fn json(command: &str, more: &[&str]) -> Vec<Value> {
    let corpus = project("corpus").display().to_string();
    let args = [&[command, "--in", &corpus, "--format", "json"], more].concat();
    let told: Value = serde_json::from_str(&stdout(&args, 0)).unwrap();
    told.as_array().unwrap().clone()
}

/// Ids of elements that begin so.
fn ids(html: &str, beginning: &str) -> BTreeSet<String> {
    let opening = format!(" id=\"{beginning}");
    html.match_indices(&opening)
        .map(|(at, _)| &html[at + " id=\"".len()..])
        .map(|rest| rest[..rest.find('"').unwrap()].to_owned())
        .collect()
}

fn text(value: &Value) -> String {
    value.as_str().unwrap().replace('&', "&amp;")
}

#[test]
fn themes_are_those_of_topics_and_every_respondent_has_its_line() {
    let html = town(&[]);
    let shown = view(&html, "teman");
    let told = json("topics", &TOWN);
    assert!(!told.is_empty());
    for theme in told.iter().take(30) {
        let head = format!(">{}</h3>", text(&theme["theme"]));
        assert!(shown.contains(&head), "{head}");
        for board in theme["boards"].as_array().unwrap() {
            assert!(shown.contains(&text(&board["respondent"])), "{board}");
        }
    }
    // What asks stands first, and is marked.
    let asking: u64 = told
        .iter()
        .take(30)
        .map(|one| one["asks"].as_u64().unwrap())
        .sum();
    assert!(asking > 0 && shown.contains("<span class=\"tag\">begär</span>"));
    assert!(shown.contains("<a class=\"place\" href=\"#d"));
}

#[test]
fn what_the_summary_leaves_out_is_that_of_lost_with_the_row_of_every_answer() {
    let html = town(&[]);
    let shown = view(&html, "aterges-inte");
    let told = json("lost", &TOWN);
    let kept = |one: &&Value| one["fate"] == "kept";
    assert!(told.iter().any(|one| one["fate"] == "softened"));
    for one in told.iter().filter(|one| !kept(one)) {
        assert!(shown.contains(&text(&one["ask"]["quote"])), "{one}");
    }
    let rows = shown.matches(" data-f=").count();
    assert_eq!(rows, told.iter().filter(|one| !kept(one)).count());
    let who: BTreeSet<&str> = told
        .iter()
        .map(|one| one["respondent"].as_str().unwrap())
        .collect();
    assert_eq!(shown.matches("<th scope=\"row\">").count(), who.len());
    // Several that ask the same stand together, before the others.
    let shared = told.iter().filter_map(|one| one["dropped"].as_u64()).max();
    let shared = shared.map_or(0, |last| last as usize);
    assert_eq!(ids(shown, "aterges-inte.x.").len(), shared);
    // The overview leads here, and what asks is marked where it stands.
    assert!(view(&html, "oversikt").contains("href=\"#aterges-inte\""));
    assert!(view(&html, "synpunkter").contains("<span class=\"tag not_given\">"));
}

#[test]
fn what_the_sender_took_is_that_of_uptake_with_what_was_changed() {
    let html = town(&[]);
    let shown = view(&html, "avtryck");
    let told = json("uptake", &TOWN);
    let taken: Vec<&Value> = told
        .iter()
        .filter(|one| !one["passage"].is_null())
        .collect();
    assert_eq!(taken.len(), 2);
    for one in &taken {
        for said in [&one["passage"], &one["said"]["text"]] {
            assert!(shown.contains(&text(said)), "{said}");
        }
        for left in one["left_out"].as_array().unwrap() {
            assert!(shown.contains(&text(&left["text"])), "{left}");
        }
    }
    assert!(shown.contains("<ins>dag den</ins>") && shown.contains("<del>när</del>"));
    assert!(ids(shown, "avtryck.1").contains("avtryck.1.2"));
    assert!(shown.contains("Ingen skrivelse från kontoret"), "{shown}");
}

#[test]
fn what_was_asked_before_leads_to_lines_of_the_earlier_answer() {
    let html = town(&[]);
    let shown = view(&html, "forra-gangen");
    let told = json("memory", &["--board", "Åsö"]);
    assert!(told.len() > 10);
    for one in &told {
        assert!(shown.contains(&text(&one["ask"]["quote"])), "{one}");
    }
    assert_eq!(shown.matches(" data-f=").count(), told.len());
    // The earlier paper is no paper of this referral, and its answer is there.
    assert!(shown.contains("href=\"#tidigare-1.r"));
    let texts = view(&html, "texten");
    assert!(texts.contains("<article class=\"paper page\" id=\"tidigare-1\""));
    let made = view(&html, "sa-gjordes-det");
    assert!(!made.contains("120_tjansteutlatande_aso_2014.md"), "{made}");
    // Its citation bears the number of its own referral.
    assert!(!shown.contains("2014, dnr KS 2024/417"));
    let without = town(&["--without-texts"]);
    assert!(!without.contains("#tidigare-1") && !without.contains("id=\"tidigare-1"));
}

/// The opinion of an office on a proposal that only it answers.
fn lonely(folder: &Path) {
    let letter = "Förvaltningen\n\nTill\nKulturnämnden\n\nTjänsteutlåtande\nDnr N 2031/7\n2031-10-07\n\n\
         Svar på remiss från kommunstyrelsen, KS 2031/9, ”Program för kajer”\n\nFörslag till beslut\n\n\
         1. Kulturnämnden överlämnar tjänsteutlåtandet som svar på remissen.\n\n\
         Förvaltningens synpunkter\n\nProgrammet bör kompletteras med en plan för reservkraft.\n";
    std::fs::write(folder.join("svar.txt"), letter).unwrap();
}

#[test]
fn where_there_is_nothing_it_is_said_in_both_languages() {
    let folder = tempfile::tempdir().unwrap();
    lonely(folder.path());
    let path = folder.path().display().to_string();
    let html = report(&path, &[]);
    for (id, said) in [
        (
            "teman",
            "Inget tema utanför förslagets delar tas upp av minst 3 instanser.",
        ),
        ("aterges-inte", "Ingen handling sammanfattar svaren."),
        ("avtryck", "Ingen text av avsändaren"),
        ("forra-gangen", "Ingen av instanserna har ett tidigare svar"),
    ] {
        assert!(view(&html, id).contains(said), "{}", view(&html, id));
    }
    let html = report(&path, &["--lang", "en"]);
    for (id, said) in [
        ("teman", "No theme outside"),
        ("aterges-inte", "No paper sums up the answers."),
        ("avtryck", "No text of the sender"),
        (
            "forra-gangen",
            "None of the respondents has an earlier answer",
        ),
    ] {
        assert!(view(&html, id).contains(said), "{}", view(&html, id));
    }
}

/// A letter of somebody, with what only it asks for.
fn private(folder: &Path, year: usize) {
    let letter = format!(
        "Anna Testsson\nStorgatan 1\n\nTill Almviks stad\n{year}-03-02\n\n\
         Remissvar på Program för kajer {year}, dnr KS {year}/9\n\n\
         Jag anser att programmet bör innehålla en plan för bokbussen. Ring 070-123 45 67.\n\n\
         Anna Testsson\n"
    );
    std::fs::write(folder.join(format!("{year}.txt")), letter).unwrap();
}

#[test]
fn what_private_persons_asked_before_is_masked_or_left_out() {
    let folder = tempfile::tempdir().unwrap();
    lonely(folder.path());
    private(folder.path(), 2021);
    private(folder.path(), 2031);
    let path = folder.path().display().to_string();
    let which = ["--referral", "KS 2031/9"];
    let masked = report(&path, &which);
    let shown = view(&masked, "forra-gangen");
    assert!(
        shown.contains("Privatperson 1") && shown.contains("bokbussen"),
        "{shown}"
    );
    assert!(!masked.contains("Testsson") && !masked.contains("070-123"));
    let left_out = report(&path, &[&which[..], &["--private", "omit"]].concat());
    assert!(!left_out.contains("bokbussen") && !left_out.contains("Testsson"));
}

/// As long as one can read it; what is left is told, with the way to all.
#[test]
fn five_real_papers_are_one_report_of_two_megabytes() {
    let Ok(corpus) = std::env::var("REMISS_REAL_CORPUS") else {
        eprintln!("skipped: REMISS_REAL_CORPUS is not set");
        return;
    };
    let html = report(&corpus, &["--referral", "kvalitetsprogram"]);
    assert!(html.len() < 2_000_000, "{}", html.len());
    for id in ["teman", "aterges-inte", "avtryck", "forra-gangen"] {
        assert!(
            view(&html, id).contains("<a class=\"place\" href=\"#"),
            "{id}"
        );
    }
    assert!(view(&html, "teman").contains("remiss topics --limit 0"));
}
