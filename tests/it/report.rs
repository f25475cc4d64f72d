//! The report: nothing of a paper becomes markup, every link leads somewhere,
//! nothing is loaded from elsewhere, and it speaks one language. What it holds
//! is what the commands tell.

use remiss::lang::{Lang, Words};
use remiss::report::{Made, Masked, Material, With, gather, page, referrals_here};
use remiss::{Citation, FocusFiles, Names, Options, Scope, in_memory};
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

/// The report on one referral of some papers, in a language.
fn report(files: &[&str], wanted: &str, lang: Lang, texts: bool) -> String {
    with_material(files, wanted, texts, |material| {
        page::html(material, &Words::of(lang).unwrap())
    })
}

fn with_material<T>(
    files: &[&str],
    wanted: &str,
    texts: bool,
    use_it: impl FnOnce(&Material) -> T,
) -> T {
    let paths: Vec<PathBuf> = files.iter().map(|file| crate::project(file)).collect();
    let (archive, _) = in_memory(&paths, &Options::default()).unwrap();
    let reader = archive.reader().unwrap();
    let names = Names::of(&reader);
    let here = referrals_here(&reader, &names, &Scope::default()).unwrap();
    let group = here.iter().find(|(_, one)| one.title.contains(wanted));
    let material = gather(
        With {
            reader: &reader,
            names: &names,
            files: &FocusFiles::shipped().unwrap(),
            judgements: &remiss::known::judgement::Judgements::default(),
            made: Made {
                day: "2031-01-02".to_owned(),
                version: "0",
                masked: Masked::Nothing,
                texts,
            },
            reviewed: false,
            reuse: true,
            apart: true,
        },
        group.unwrap().0,
    );
    use_it(&material.unwrap())
}

const TOWN: [&str; 1] = ["corpus"];
const HOSTILE: [&str; 1] = ["tests/browser/papers"];

fn town(lang: Lang) -> String {
    report(&TOWN, "digital service", lang, true)
}

/// Values of an attribute.
fn values<'h>(html: &'h str, attribute: &str) -> Vec<&'h str> {
    let opening = format!(" {attribute}=\"");
    let found = html.match_indices(&opening);
    found
        .map(|(at, _)| &html[at + opening.len()..])
        .filter_map(|rest| Some(&rest[..rest.find('"')?]))
        .collect()
}

/// Words that a person reads: no markup, no script, no sheet, no data.
fn read_words(html: &str) -> String {
    let mut words = String::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        words.push_str(&rest[..at]);
        rest = &rest[at..];
        let raw = ["script", "style"].into_iter();
        let mut raw = raw.filter(|name| rest[1..].starts_with(name));
        let end = raw.next_back().map(|name| format!("</{name}>"));
        let skipped = end.and_then(|end| Some(rest.find(&end)? + end.len()));
        let tag = skipped.or_else(|| Some(rest.find('>')? + 1));
        rest = &rest[tag.unwrap_or(rest.len())..];
        words.push(' ');
    }
    words
}

#[test]
fn every_link_leads_to_a_place_on_the_page_and_no_place_is_named_twice() {
    for html in [town(Lang::Sv), report(&HOSTILE, "program", Lang::Sv, true)] {
        let ids = values(&html, "id");
        let different: BTreeSet<&str> = ids.iter().copied().collect();
        assert_eq!(different.len(), ids.len(), "an id stands twice");
        for link in values(&html, "href") {
            let target = link.strip_prefix('#');
            assert!(
                link == "data:," || target.is_some_and(|target| different.contains(target)),
                "{link}"
            );
        }
        for label in values(&html, "aria-labelledby") {
            assert!(different.contains(label), "{label}");
        }
        for (view, _) in page::VIEWS {
            assert!(different.contains(view), "{view}");
        }
    }
}

#[test]
fn nothing_is_loaded_from_elsewhere() {
    let html = town(Lang::Sv);
    assert!(values(&html, "src").is_empty());
    assert!(!html.contains("url(http") && !html.contains("@import"));
    // Names of formats are no addresses that are asked.
    let addresses: BTreeSet<&str> = html
        .match_indices("http")
        .filter(|(at, _)| html[*at..].starts_with("http://") || html[*at..].starts_with("https://"))
        .filter_map(|(at, _)| html[at..].split(['"', '<', ' ', ')']).next())
        .collect();
    let known = BTreeSet::from(["http://www.w3.org/ns/anno.jsonld"]);
    assert!(addresses.is_subset(&known), "{addresses:?}");
    let policy = values(&html, "content");
    let policy = policy.iter().find(|one| one.contains("default-src"));
    assert!(
        policy.unwrap().starts_with("default-src 'none';")
            || policy.unwrap().contains("&#39;none&#39;")
    );
}

#[test]
fn hostile_text_stays_text_in_every_view() {
    for lang in Lang::ALL {
        let html = report(&HOSTILE, "program", lang, true);
        assert!(html.contains("&lt;img src=x onerror=alert(1)&gt;"));
        for broken in [
            "<img",
            "<iframe",
            "<svg onload",
            "alert(2)</script>\n<script>alert",
        ] {
            assert!(!html.contains(broken), "{broken}");
        }
        // A sheet, a script, and data that no browser runs.
        assert_eq!(html.matches("<script").count(), 2);
        assert_eq!(html.matches("</script>").count(), 2);
        assert_eq!(html.matches("<style").count(), 1);
        assert_eq!(html.matches("</style>").count(), 1);
    }
}

/// Messages that both languages have, by key.
fn messages(lang: Lang) -> BTreeMap<String, String> {
    let file = crate::project(&format!("src/lang/{}.ftl", lang.code()));
    let text = std::fs::read_to_string(file).unwrap();
    let lines = text.lines().filter_map(|line| line.split_once(" = "));
    lines
        .map(|(key, said)| (key.to_owned(), said.to_owned()))
        .collect()
}

/// Words of five letters and more, in small letters.
fn long_words(text: &str) -> BTreeSet<String> {
    let words = text.split(|c: char| !c.is_alphabetic());
    let long = words.filter(|word| word.chars().count() >= 5);
    long.map(str::to_lowercase).collect()
}

#[test]
fn no_english_word_stands_in_a_swedish_report() {
    let swedish: String = messages(Lang::Sv)
        .into_values()
        .collect::<Vec<_>>()
        .join(" ");
    let english: String = messages(Lang::En)
        .into_values()
        .collect::<Vec<_>>()
        .join(" ");
    let (swedish, english) = (long_words(&swedish), long_words(&english));
    let only: BTreeSet<&String> = english.difference(&swedish).collect();
    let html = report(&TOWN, "digital service", Lang::Sv, false);
    let quotes = regex::Regex::new(
        r#"(?s)<blockquote.*?</blockquote>|<p class="diff".*?</p>|<q.*?</q>|<t[dh] class="terms".*?</t[dh]>|<h3 class="terms".*?</h3>"#,
    );
    let without = quotes.unwrap().replace_all(&html, "");
    let read = long_words(&read_words(&without));
    let title = long_words("program för digital service");
    let met: Vec<&&String> = only
        .iter()
        .filter(|word| read.contains(**word) && !title.contains(**word))
        .collect();
    assert!(met.is_empty(), "{met:?}");
    assert!(html.contains("<html lang=\"sv\">"));
}

#[test]
fn an_english_report_says_so_and_marks_what_is_swedish() {
    let html = town(Lang::En);
    assert!(html.contains("<html lang=\"en\">"));
    assert!(html.contains("<ol class=\"lines\" lang=\"sv\">"));
    let words = read_words(&html);
    assert!(words.contains("How it was made") && !words.contains("Så gjordes det"));
}

#[test]
fn every_key_that_a_report_says_is_in_the_catalogue() {
    let words = Words::of(Lang::Sv).unwrap();
    let said = regex::Regex::new(r#"\.(?:say|with|count)\(\s*"([a-z0-9-]+)""#).unwrap();
    let mut seen = 0;
    for entry in walk(&crate::project("src/report")) {
        let text = std::fs::read_to_string(entry).unwrap();
        for found in said.captures_iter(&text) {
            assert!(words.has(&found[1]), "{}", &found[1]);
            seen += 1;
        }
    }
    assert!(seen > 80);
    for (_, key) in page::VIEWS {
        assert!(words.has(key), "{key}");
    }
}

/// A code without a message would stand in a report as it is.
#[test]
fn every_code_that_a_report_tells_has_words() {
    use remiss::document::DocumentKind;
    use remiss::lost::Fate;
    use remiss::memory::Became;
    use remiss::position::{Addressee, Stance, Verdict};
    use remiss::reuse::{Direction, Relation};
    let said = Stance::ALL.map(Stance::name).into_iter();
    let said = said.chain(Verdict::ALL.map(Verdict::name));
    let mut codes: Vec<(&str, &str)> = said
        .flat_map(|name| [("said", name), ("opens", name)])
        .collect();
    codes.extend(remiss::UnitKind::ALL.map(|one| ("unit", one.name())));
    codes.extend(DocumentKind::ALL.map(|one| ("paper", one.name())));
    codes.extend(Fate::ALL.map(|one| ("fate", one.name())));
    codes.extend(Became::ALL.map(|one| ("became", one.name())));
    let addressees = [
        Addressee::Proposal,
        Addressee::Sender,
        Addressee::Owner,
        Addressee::Other,
    ];
    codes.extend(addressees.map(|one| ("addressee", one.name())));
    let relations = [
        Relation::Lika,
        Relation::LättÄndrad,
        Relation::Variant,
        Relation::Utdrag,
        Relation::Bearbetning,
        Relation::LånatStycke,
        Relation::Citat,
        Relation::Fraser,
    ];
    codes.extend(relations.map(|one| ("relation", one.name())));
    let directions = [
        Direction::AToB,
        Direction::BToA,
        Direction::GemensamKälla,
        Direction::TroligKälla,
        Direction::SammaText,
        Direction::Okänd,
    ];
    codes.extend(directions.map(|one| ("direction", one.name())));
    for lang in Lang::ALL {
        let words = Words::of(lang).unwrap();
        for (kind, name) in &codes {
            let key = words.key(kind, name);
            assert!(words.has(&key), "{key} in {lang:?}");
        }
    }
}

fn walk(dir: &std::path::Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        match path.is_dir() {
            true => found.extend(walk(&path)),
            false => found.extend(
                path.extension()
                    .is_some_and(|end| end == "rs")
                    .then_some(path),
            ),
        }
    }
    found
}

#[test]
fn a_report_holds_what_the_commands_tell_and_leaves_no_row_out() {
    let corpus = crate::project("corpus").display().to_string();
    let args = [
        "positions",
        "--referral",
        "KS 2024/417",
        "--format",
        "json",
        "--in",
    ];
    let told = crate::stdout(&[&args[..], &[corpus.as_str()]].concat(), 0);
    let told: Vec<serde_json::Value> = serde_json::from_str(&told).unwrap();
    with_material(&TOWN, "digital service", true, |material| {
        let key = |unit: &str, area: &str, stance: &str| format!("{unit} {area} {stance}");
        let told: BTreeSet<String> = told
            .iter()
            .map(|row| {
                let field = |name: &str| row[name].as_str().unwrap().to_owned();
                key(&field("unit"), &field("focus_area"), &field("stance"))
            })
            .collect();
        let ours: BTreeSet<String> = material
            .positions
            .iter()
            .map(|row| key(&row.unit, &row.area, row.stance.name()))
            .collect();
        let only = |a: &BTreeSet<String>, b: &BTreeSet<String>| {
            a.difference(b).cloned().collect::<Vec<String>>()
        };
        let differ = [only(&told, &ours), only(&ours, &told)];
        assert!(differ.iter().all(Vec::is_empty), "{differ:?}");
        // Every row is somebody's, in an area that is a column.
        let shown: usize = material
            .respondents
            .iter()
            .map(|one| one.rows.len() + one.statements.len())
            .sum();
        assert_eq!(shown, material.positions.len());
        for row in &material.positions {
            assert!(material.areas.iter().any(|area| area.id == row.area));
        }
    });
}

#[test]
fn without_texts_no_line_is_linked() {
    let html = report(&TOWN, "digital service", Lang::Sv, false);
    assert!(!html.contains("<ol class=\"lines\""));
    assert!(html.len() < 800_000, "{}", html.len());
}

#[test]
fn several_referrals_and_none_named_is_an_error_with_the_list() {
    let corpus = crate::project("corpus").display().to_string();
    let output = crate::remiss(&["report", "-o", "nowhere.html", "--in", &corpus]);
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(2));
    assert!(
        told.contains("KS 2024/417") && told.contains("KS 2024/390"),
        "{told}"
    );
    let output = crate::remiss(&["report", "-o", "report.odp", "--in", &corpus]);
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(told.contains("end its name in"), "{told}");
}

/// What every command prints is given back to `show`, which marks those lines.
#[test]
fn every_citation_that_is_printed_is_read_back() {
    let corpus = crate::project("corpus");
    let path = corpus.display().to_string();
    let (archive, _) = in_memory(&[corpus], &Options::default()).unwrap();
    let reader = archive.reader().unwrap();
    let pattern =
        regex::Regex::new(r"\b(\d{3}(?:_[\w.]+)?):(\d+)(?:–(\d+))?(?: \([ps]\. \d+:\d+\))?");
    let pattern = pattern.unwrap();
    let mut read: BTreeSet<String> = BTreeSet::new();
    let commands: [&[&str]; 10] = [
        &["positions", "--focus", "helhet", "--all"],
        &["positions", "--by", "stance"],
        &["positions", "--prose"],
        &["asks"],
        &["lost"],
        &["ledger"],
        &["reuse"],
        &["search", "dialog"],
        &["search", "dialog", "--kwic"],
        &["brief"],
    ];
    for command in commands {
        let printed = crate::remiss(&[command, &["--in", &path]].concat()).stdout;
        let printed = String::from_utf8(printed).unwrap();
        let before = read.len();
        for found in pattern.captures_iter(&printed) {
            if !read.insert(found[0].to_owned()) {
                continue;
            }
            let citation = Citation::read(&found[0]);
            let bracketed = format!("[{}]", &found[0]);
            assert_eq!(Citation::read(&bracketed), citation, "{bracketed}");
            let stored = citation.papers(&reader).unwrap();
            let paper = reader.paper(&stored[0]).unwrap();
            let number = |at: usize| found.get(at).map(|n| n.as_str().parse::<u32>().unwrap());
            let first = number(2).unwrap();
            let lines = [first, number(3).unwrap_or(first)];
            assert_eq!(citation.lines(&paper), Some(lines), "{}", &found[0]);
        }
        assert!(read.len() > before, "{command:?} cites nothing new");
    }
    assert!(read.len() > 300, "{}", read.len());
}

#[test]
fn lines_that_are_cited_are_marked_and_told_in_the_form_of_a_memo() {
    let corpus = crate::project("corpus").display().to_string();
    let ways = [
        "100:1305–1306",
        "100:1305-1306",
        "100_utlatande_digital_service.txt:1305–1306",
    ];
    for way in ways {
        let shown = crate::stdout(&["show", way, "--in", &corpus], 0);
        let marked: Vec<&str> = shown.lines().filter(|line| line.contains("> ")).collect();
        assert_eq!(marked.len(), 2, "{way}: {shown}");
        assert!(marked[0].trim_start().starts_with("1305>"), "{way}");
    }
    // Outside every unit too.
    let shown = crate::stdout(&["show", "100:62", "--in", &corpus], 0);
    assert!(shown.contains("    62> "), "{shown}");
    let cited = crate::stdout(&["cite", "100:1305", "--in", &corpus], 0);
    assert!(
        cited.starts_with("”Bolaget är i huvudsak positivt")
            && cited.contains("reningsverk.” (Almvik Vatten och Avfall, yttrande"),
        "{cited}"
    );
    assert!(
        cited.contains("dnr KS 2024/417") && cited.contains("rad 1305–1306"),
        "{cited}"
    );
}

#[test]
fn private_persons_are_masked_unless_it_is_said_otherwise() {
    let dir = tempfile::tempdir().unwrap();
    let papers = dir.path().join("svar");
    std::fs::create_dir(&papers).unwrap();
    let letter = "Anna Testsson\nStorgatan 1\n\nTill Almviks stad\n2031-03-02\n\n\
        Remissvar på Program för läsning, dnr KS 2031/7\n\nKulturnämnden tillstyrker förslaget. \
        Ring mig på 070-123 45 67.\n\nAnna Testsson\n";
    std::fs::write(papers.join("svar.txt"), letter).unwrap();
    let out = dir.path().join("r.html");
    let [papers, file] = [&papers, &out].map(|path| path.display().to_string());
    let written = |more: &[&str]| {
        let args = [&["report", "--in", &papers, "-o", &file], more].concat();
        crate::remiss(&args);
        std::fs::read_to_string(&out).unwrap_or_default()
    };
    let masked = written(&[]);
    assert!(!masked.is_empty() && !masked.contains("070-123 45 67"));
    assert!(written(&["--with-private"]).contains("070-123 45 67"));
}
