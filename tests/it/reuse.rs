//! Reuse among the units of whole papers.
//!
//! 1. Each phenomenon on a small made-up report: what is dropped, added,
//!    quoted, joined, printed twice, slipped.
//! 2. The fictional city as a whole, and the documents that
//!    REMISS_REAL_CORPUS names: pairs at each bound, families, passages.
//! 3. What stands in a document cannot be markup in a report.

use crate::{project, remiss, stdout};
use remiss::archive::Archive;
use remiss::corpus::{Names, Scope};
use remiss::document::Document;
use remiss::paper::Paper;
use remiss::reuse::{
    Among, Answers, Direction, Layer, Relation, Request, Reuse, Slip, What, reuse,
};

const BASE: &str = "Vi är glada över att programmet nu äntligen har kommit på plats i staden. \
    Det har tagit lång tid för majoriteten att samla sig till ett förslag om kvalitet. \
    Utan nya pengar till förskolan och äldreomsorgen blir orden bara ord på ett papper. \
    Vi kommer därför att följa hur målen från 2017 nås och på oförmåga att leverera svarar vi med förslag.";

/// A report with one statement a board, each decided on its day.
fn report(statements: &[(&str, &str, &str, &str)]) -> String {
    let mut text = String::from(
        "Utlåtande Rotel II (KS 2024/9)\n\nProgram för kvalitet i Almvik\n\nBeredning\n\nÄrendet har remitterats till kulturnämnden, socialnämnden, servicenämnden och tekniska nämnden.\n\nMina synpunkter\n\nVi går vidare.\n\nBilagor\n\nBorgarrådsberedningen tillstyrker förslaget.\n\nRemissammanställning\n",
    );
    for (board, day, _, _) in statements {
        text.push_str(&format!(
            "\n{board}\n\n{board} beslutade vid sitt sammanträde den {day} 2024 följande.\n\n{board} godkänner tjänsteutlåtandet.\n"
        ));
    }
    text.push_str("\nBilaga 1\nReservationer m.m.\n");
    for (board, _, signer, statement) in statements {
        text.push_str(&format!(
            "\n{board}\n\nSärskilt uttalande gjordes av {signer} enligt följande.\n\n{statement}\n"
        ));
    }
    text
}

fn found_in(documents: &[(&str, &str)], among: Among) -> Reuse {
    let archive = Archive::in_memory();
    let mut writer = archive.writer().unwrap();
    for (name, text) in documents {
        let paper = Paper::read(Document::from_text(name, text));
        writer.put(writer.records(&paper).unwrap()).unwrap();
    }
    writer.commit().unwrap();
    let request = Request {
        among,
        scope: Scope::default(),
        least: 0.0,
    };
    let reader = archive.reader().unwrap();
    reuse(&reader, Names::of(&reader).referrals().unwrap(), &request).unwrap()
}

fn statements(statements: &[(&str, &str, &str, &str)]) -> Reuse {
    let found = found_in(&[("r.txt", &report(statements))], Among::Statements);
    assert_eq!(found.texts.len() + found.joining.len(), statements.len());
    found
}

/// What the second of two statements changed, in words.
fn changes(second: &str) -> Vec<(What, String, String, Option<Slip>)> {
    let found = statements(&[
        ("Kulturnämnden", "5 maj", "Eva Ek m.fl. (S)", BASE),
        ("Servicenämnden", "5 maj", "Bo Alm m.fl. (S)", BASE),
        ("Socialnämnden", "7 maj", "Lo Ask m.fl. (S)", second),
    ]);
    let family = &found.families[0];
    let member = family
        .members
        .iter()
        .find(|member| member.text == 2)
        .unwrap();
    let one_line = |words: &str| words.split_whitespace().collect::<Vec<_>>().join(" ");
    let told = |change: &remiss::reuse::Change| {
        let before = one_line(found.texts[family.medoid].slice(change.before.clone()));
        (
            change.what,
            before,
            one_line(found.texts[2].slice(change.after.clone())),
            change.slip,
        )
    };
    member.changes.iter().map(told).collect()
}

#[test]
fn the_base_is_the_earliest_decision_and_sources_are_earlier() {
    let longer = format!(
        "{BASE} Till sist vill vi tacka alla medarbetare för deras arbete under året som gått."
    );
    let found = statements(&[
        ("Kulturnämnden", "7 maj", "Eva Ek m.fl. (S)", &longer),
        ("Socialnämnden", "5 maj", "Lo Ask m.fl. (S)", BASE),
        ("Tekniska nämnden", "7 maj", "Bo Alm m.fl. (S)", BASE),
    ]);
    let family = &found.families[0];
    assert_eq!(
        (family.base, family.voices, family.members.len()),
        (1, 3, 3)
    );
    let after: Vec<(usize, Option<usize>)> = family
        .members
        .iter()
        .map(|member| (member.text, member.after))
        .collect();
    assert_eq!(after, [(1, None), (0, Some(1)), (2, Some(1))]);
    let directions: Vec<Direction> = found.pairs.iter().map(|pair| pair.direction).collect();
    assert_eq!(
        directions,
        [Direction::BToA, Direction::GemensamKälla, Direction::AToB]
    );
    assert_eq!(family.wordings().len(), 2);
    // The paragraph that only one has is its own.
    let own = &family
        .members
        .iter()
        .find(|member| member.text == 0)
        .unwrap()
        .own;
    assert!(
        found.texts[0]
            .slice(own[0].clone())
            .ends_with("under året som gått")
    );
}

#[test]
fn edits_are_told_and_slips_apart() {
    assert_eq!(
        changes(&BASE.replace("på oförmåga att", "på att")),
        [(
            What::Dropped,
            "oförmåga".into(),
            String::new(),
            Some(Slip::Fallen)
        )]
    );
    assert_eq!(
        changes(&BASE.replace("2017", "20 I 7")),
        [(
            What::Replaced,
            "2017".into(),
            "20 I 7".into(),
            Some(Slip::Scan)
        )]
    );
    assert_eq!(
        changes(&BASE.replace("kvalitet.", "kvali tet.")),
        [(
            What::Replaced,
            "kvalitet".into(),
            "kvali tet".into(),
            Some(Slip::Scan)
        )]
    );
    assert_eq!(
        changes(&BASE.replace("äldreomsorgen", "äldreomsårgen")),
        [(
            What::Replaced,
            "äldreomsorgen".into(),
            "äldreomsårgen".into(),
            Some(Slip::Spelling)
        )]
    );
    assert_eq!(
        changes(&BASE.replace("lång tid för", "lång tid för för")),
        [(
            What::Added,
            String::new(),
            "för".into(),
            Some(Slip::Doubled)
        )]
    );
    // Another word, another form, a left-out adverb: edits.
    assert_eq!(
        changes(&BASE.replace("majoriteten", "borgarrådet")),
        [(
            What::Replaced,
            "majoriteten".into(),
            "borgarrådet".into(),
            None
        )]
    );
    assert_eq!(
        changes(&BASE.replace("nu äntligen", "nu")),
        [(What::Dropped, "äntligen".into(), String::new(), None)]
    );
}

#[test]
fn a_quotation_is_no_loan() {
    let one = "Vi håller med om mycket. Programmet säger att ”alla stadens verksamheter ska pröva nya vägar och dela med sig av det som fungerar till andra”. Det tror vi på, och därför vill vi se en plan för hur arbetet ska gå till i praktiken under nästa år.";
    let other = "Detta är en annan text om helt andra saker, nämligen om varför ingenting händer trots alla löften som har givits genom åren. I programmet står ”alla stadens verksamheter ska pröva nya vägar och dela med sig av det som fungerar till andra”, men var finns pengarna?";
    let relation = |other: &str| {
        let found = statements(&[
            ("Kulturnämnden", "5 maj", "Eva Ek m.fl. (S)", one),
            ("Socialnämnden", "7 maj", "Lo Ask m.fl. (M)", other),
        ]);
        assert!(found.families.is_empty());
        found.pairs[0].relation
    };
    assert_eq!(relation(other), Relation::Citat);
    let unquoted = one
        .replace("Programmet säger att ”", "Det är så att ")
        .replace('”', "");
    let found = statements(&[
        ("Kulturnämnden", "5 maj", "Eva Ek m.fl. (S)", &unquoted),
        (
            "Socialnämnden",
            "7 maj",
            "Lo Ask m.fl. (M)",
            &other
                .replace("I programmet står ”", "Det sägs ")
                .replace('”', ""),
        ),
    ]);
    assert_eq!(found.pairs[0].relation, Relation::LånatStycke);
    assert_eq!(found.pairs[0].passages[0].passage.words(), 17);
}

#[test]
fn who_joins_is_no_text_but_leads_to_one() {
    let found = statements(&[
        ("Kulturnämnden", "5 maj", "Eva Ek m.fl. (S)", BASE),
        (
            "Kulturnämnden",
            "5 maj",
            "Åsa Vik m.fl. (V)",
            "Vi instämmer i Socialdemokraternas särskilda uttalande.",
        ),
    ]);
    assert_eq!(found.texts.len(), 1);
    assert_eq!(found.joining[0].target, Some(0));
}

#[test]
fn one_statement_in_two_papers_is_one_voice() {
    let minutes = format!(
        "Protokoll 3/2024\nfört vid Kulturnämndens sammanträde den 5 maj 2024\n\n§ 4 Remiss av program för kvalitet i Almvik (KS 2024/9)\n\nBeslut\n\nKulturnämnden godkänner tjänsteutlåtandet.\n\nSärskilt uttalande\n\nSärskilt uttalande gjordes av Eva Ek m.fl. (S) enligt följande.\n\n{}\n",
        BASE.replace("lång tid", "alltför lång tid")
    );
    let report = report(&[
        ("Kulturnämnden", "5 maj", "Eva Ek m.fl. (S)", BASE),
        ("Socialnämnden", "7 maj", "Lo Ask m.fl. (S)", BASE),
    ]);
    let found = found_in(
        &[("1.txt", &report), ("2.txt", &minutes)],
        Among::Statements,
    );
    let family = &found.families[0];
    assert_eq!((family.members.len(), family.voices), (3, 2));
    let printed: Vec<&remiss::reuse::Member> = family
        .members
        .iter()
        .filter(|member| member.reprint_of.is_some())
        .collect();
    assert_eq!(printed.len(), 1);
    assert_eq!(printed[0].registrar.len(), 1);
    let same = found
        .pairs
        .iter()
        .filter(|pair| pair.direction == Direction::SammaText);
    assert_eq!(same.count(), 1);
}

#[test]
fn the_fictional_city() {
    let corpus = project("corpus").display().to_string();
    let json = |more: &[&str]| -> serde_json::Value {
        let args = [&["reuse", "--in", &corpus, "--format", "json"], more].concat();
        serde_json::from_str(&stdout(&args, 0)).unwrap()
    };
    let found = json(&[]);
    let counts: Vec<(u64, u64)> = found["families"]
        .as_array()
        .unwrap()
        .iter()
        .map(|family| {
            (
                family["texts"].as_u64().unwrap(),
                family["voices"].as_u64().unwrap(),
            )
        })
        .collect();
    assert_eq!(counts, [(20, 17), (5, 3)]);
    assert_eq!(found["joining"].as_array().unwrap().len(), 9);
    assert!(
        found["joining"]
            .as_array()
            .unwrap()
            .iter()
            .all(|joining| joining["joins"].is_string())
    );
    let of_one_party = json(&["--party", "V"]);
    assert!(
        of_one_party["pairs"].as_array().unwrap().len() < found["pairs"].as_array().unwrap().len()
    );
    let close = json(&["--min-containment", "0.9"]);
    let pairs = close["pairs"].as_array().unwrap();
    assert!(
        !pairs.is_empty()
            && pairs.iter().all(|pair| {
                pair["containment_a_in_b"]
                    .as_f64()
                    .unwrap()
                    .max(pair["containment_b_in_a"].as_f64().unwrap())
                    >= 0.9
            })
    );
}

#[test]
fn answers_are_divided_word_by_word() {
    let corpus = project("corpus").display().to_string();
    let archive = remiss::ingest::in_memory(&[corpus.into()], &remiss::ingest::Options::default());
    let request = Request {
        among: Among::Answers,
        scope: Scope::default(),
        least: 0.0,
    };
    let reader = archive.unwrap().0.reader().unwrap();
    let found = reuse(&reader, Names::of(&reader).referrals().unwrap(), &request).unwrap();
    for one in Answers::of(&found).answers {
        let told = one.procedure + one.points + one.quoted + one.taken() + one.undecided + one.lent;
        assert!(told <= one.words);
        assert!((0.0..=1.0).contains(&one.share()));
        let text = &found.texts[one.text];
        let words = one.parts.iter().map(|part| found.texts[*part].layers.len());
        assert_eq!(words.sum::<usize>(), one.words);
        for loan in &one.loans {
            assert!(loan.passage.a.end <= one.words);
            assert!(loan.words <= loan.passage.words());
        }
        // The list of focus areas is the proposal's.
        if text.respondent() == Some("Tekniska nämnden")
            && text.paper.document.name.starts_with("121")
        {
            assert_eq!(one.points, text.count(Layer::Points, 0..one.words));
            assert!(one.points >= 60);
        }
    }
}

/// The opinion of an office that answers with these words.
fn opinion(board: &str, day: usize, words: &str) -> String {
    format!(
        "Förvaltningen\n\nTill\n{board}\n\nTjänsteutlåtande\nDnr N 2024/{day}\n2024-10-{day:02}\n\n\
         Program för kvalitet i Almvik\n\nSvar på remiss från kommunstyrelsen, KS 2024/9\n\nFörslag till beslut\n\n\
         1. {board} överlämnar tjänsteutlåtandet som svar på remissen.\n\nFörvaltningens synpunkter\n\n{words}\n"
    )
}

#[test]
fn what_many_answers_share_has_its_earliest_and_its_nearest_and_is_told_once() {
    let shared = "Förvaltningen anser att programmet ger verksamheterna en gemensam grund att stå på i arbetet med service till invånarna.";
    let longer = "Därför bör varje enhet få tid och stöd för att pröva det nya arbetssättet innan året är slut.";
    let answer = |at: usize| {
        let own = format!("Egen mening{at} om kajen{at} och bryggan{at} vid viken{at}.");
        let more = if (1..3).contains(&at) { longer } else { "" };
        (
            format!("{at}.txt"),
            opinion(
                &format!("Ort{at}s stadsdelsnämnd"),
                28 - at,
                &format!("{own} {shared} {more}"),
            ),
        )
    };
    let found = |answers: usize| {
        let papers: Vec<(String, String)> = (0..answers).map(answer).collect();
        let papers: Vec<(&str, &str)> = papers
            .iter()
            .map(|(name, text)| (&**name, &**text))
            .collect();
        found_in(&papers, Among::Answers)
    };
    let few = found(4);
    let answers = Answers::of(&few);
    assert!(answers.boilerplate.is_empty());
    let one = answers.answers.iter().find(|one| one.text == 1).unwrap();
    let named = |one: &remiss::reuse::Recycled| -> Vec<(String, usize)> {
        let lender =
            |loan: &remiss::reuse::Loan| few.lender(loan.lender).respondent().unwrap().to_owned();
        one.loans
            .iter()
            .map(|loan| (lender(loan), loan.more))
            .collect()
    };
    // The nearest has two sentences of it, the earliest one, and so has another.
    assert_eq!(
        named(one),
        [
            ("Ort2s stadsdelsnämnd".to_owned(), 1),
            ("Ort3s stadsdelsnämnd".to_owned(), 0)
        ]
    );
    let many = found(25);
    let answers = Answers::of(&many);
    assert_eq!(answers.boilerplate.len(), 1);
    assert_eq!(answers.boilerplate[0].texts, 25);
    assert_eq!(
        many.texts[answers.boilerplate[0].text].respondent(),
        Some("Ort24s stadsdelsnämnd")
    );
    assert!(
        answers
            .answers
            .iter()
            .all(|one| one.loans.len() <= 2 && one.loans[0].is_boilerplate())
    );
}

/// Floors and counts of the documents that REMISS_REAL_CORPUS names.
#[test]
fn the_real_documents() {
    let Ok(corpus) = std::env::var("REMISS_REAL_CORPUS") else {
        eprintln!("skipped: REMISS_REAL_CORPUS is not set");
        return;
    };
    let corpus = project(&corpus).display().to_string();
    let printed = stdout(&["reuse", "--in", &corpus, "--format", "json"], 0);
    let found: serde_json::Value = serde_json::from_str(&printed).unwrap();
    let pairs = found["pairs"].as_array().unwrap();
    let number = |pair: &serde_json::Value, field: &str| pair[field].as_f64().unwrap();
    let jaccard = |least: f64| {
        pairs
            .iter()
            .filter(|pair| number(pair, "jaccard") >= least)
            .count()
    };
    let contained = |least: f64| {
        let most = |pair| {
            f64::max(
                number(pair, "containment_a_in_b"),
                number(pair, "containment_b_in_a"),
            )
        };
        pairs.iter().filter(|pair| most(pair) >= least).count()
    };
    assert_eq!([jaccard(0.5), jaccard(0.7), jaccard(0.8)], [197, 163, 118]);
    assert_eq!([contained(0.2), contained(0.5)], [261, 255]);
    let families = found["families"].as_array().unwrap();
    let texts: Vec<usize> = families
        .iter()
        .map(|family| family["members"].as_array().unwrap().len())
        .collect();
    assert_eq!(texts, [23, 4]);
    let mut wordings: std::collections::BTreeMap<&str, usize> = Default::default();
    for member in families
        .iter()
        .flat_map(|family| family["members"].as_array().unwrap())
    {
        *wordings
            .entry(member["same_words_as"].as_str().unwrap())
            .or_default() += 1;
    }
    assert_eq!(wordings.values().filter(|texts| **texts > 1).count(), 6);
    let of_sort = |relation: &str| {
        pairs
            .iter()
            .filter(|pair| pair["relation"] == relation)
            .count()
    };
    assert_eq!(
        [of_sort("lika"), of_sort("lätt ändrad"), of_sort("utdrag")],
        [22, 96, 18]
    );
    let slips: usize = families
        .iter()
        .flat_map(|family| family["members"].as_array().unwrap())
        .flat_map(|member| member["changes"].as_array().unwrap())
        .filter(|change| change["slip"].is_string())
        .count();
    assert_eq!(slips, 2);
}

#[test]
fn nothing_of_a_document_is_markup_in_a_report() {
    let folder = tempfile::tempdir().unwrap();
    let evil = format!("{BASE} <script>alert(1)</script> | =cmd() **fet**");
    let text = report(&[
        ("Kulturnämnden", "5 maj", "Eva Ek m.fl. (S)", &evil),
        ("Socialnämnden", "7 maj", "Lo Ask m.fl. (S)", BASE),
    ]);
    let paper = folder.path().join("r.txt");
    std::fs::write(&paper, text).unwrap();
    for name in ["out.html", "out.md"] {
        let path = folder.path().join(name);
        stdout(
            &[
                "reuse",
                "--in",
                paper.to_str().unwrap(),
                "--report",
                path.to_str().unwrap(),
            ],
            0,
        );
        let written = std::fs::read_to_string(path).unwrap();
        assert!(
            written.contains("script"),
            "{name} does not show the change"
        );
        let bare = written
            .match_indices("<script")
            .filter(|(at, _)| !written[..*at].ends_with('\\'))
            .count();
        assert_eq!(bare, 0, "{name}");
        assert!(
            !written.contains("http"),
            "{name} needs something from elsewhere"
        );
    }
    let refused = remiss(&[
        "reuse",
        "--in",
        paper.to_str().unwrap(),
        "--report",
        "/nowhere/x.html",
    ]);
    assert_eq!(refused.status.code(), Some(2));
    let refused = remiss(&[
        "reuse",
        "--in",
        paper.to_str().unwrap(),
        "--report",
        "x.pdf",
    ]);
    assert!(String::from_utf8_lossy(&refused.stderr).contains(".html or .md"));
}

#[test]
fn two_units_side_by_side() {
    let corpus = project("corpus").display().to_string();
    let args = ["compare", "100:1340", "100:1423", "--in", &corpus];
    let narrow = stdout(&[&args[..], &["--columns", "90"]].concat(), 0);
    assert!(
        narrow.contains("[-klassrum-] {+bygglovsköer+}") || narrow.contains("[-klassrum"),
        "{narrow}"
    );
    let wide = stdout(&[&args[..], &["--columns", "140"]].concat(), 0);
    let row = wide
        .lines()
        .find(|row| row.contains("bygglovsköer"))
        .unwrap();
    assert!(row.contains("klassrum"), "{row}");
    assert!(
        wide.lines()
            .all(|row| row.chars().count() <= 140 || row.contains(" · "))
    );
    assert_eq!(
        remiss(&["compare", "100", "100:1423", "--in", &corpus])
            .status
            .code(),
        Some(2)
    );
    assert_eq!(
        remiss(&["compare", "100:1", "100:1423", "--in", &corpus])
            .status
            .code(),
        Some(2)
    );
}

#[test]
fn a_draft_is_told_what_it_shares() {
    let folder = tempfile::tempdir().unwrap();
    let (stored, draft) = (
        folder.path().join("r.txt"),
        folder.path().join("utkast.txt"),
    );
    std::fs::write(
        &stored,
        report(&[("Kulturnämnden", "5 maj", "Eva Ek m.fl. (S)", BASE)]),
    )
    .unwrap();
    std::fs::write(&draft, format!("Ett eget stycke om skolan. {BASE}")).unwrap();
    let args = [
        "reuse",
        "--in",
        stored.to_str().unwrap(),
        "--like",
        draft.to_str().unwrap(),
    ];
    let told = stdout(&args, 0);
    assert!(
        told.contains("Kulturnämnden") && told.contains("r:"),
        "{told}"
    );
    std::fs::write(
        &draft,
        "Något helt annat, om någonting som ingen har skrivit förut.",
    )
    .unwrap();
    stdout(&args, 1);
}

#[test]
fn what_is_quoted_makes_no_family() {
    let quoted = format!("Socialdemokraterna skriver: ”{BASE}” Vi delar inte den bilden.");
    let found = statements(&[
        ("Kulturnämnden", "5 maj", "Eva Ek m.fl. (S)", BASE),
        ("Socialnämnden", "7 maj", "Lo Ask m.fl. (M)", &quoted),
    ]);
    assert!(found.families.is_empty());
    assert_eq!(found.pairs[0].relation, Relation::Citat);
}

#[test]
fn formulas_of_minutes_make_no_family_and_no_passage() {
    let formula = "Därutöver vill vi anföra följande. Vi yrkar att nämnden i övrigt beslutar i enlighet med förvaltningens förslag till beslut samt att detta uttalande fogas till protokollet från dagens sammanträde.";
    let one = format!("Vi vill ha fler bänkar. {formula}");
    let other = format!("Vi vill sänka skatten. {formula}");
    let found = statements(&[
        ("Kulturnämnden", "5 maj", "Eva Ek m.fl. (S)", &one),
        ("Socialnämnden", "7 maj", "Lo Ask m.fl. (M)", &other),
    ]);
    assert!(found.families.is_empty());
    assert!(found.pairs.iter().all(|pair| pair.passages.is_empty()));
}

#[test]
fn textless_reservations_are_no_family() {
    let words = "Ledamoten reserverar sig mot beslutet till förmån för eget yrkande.";
    let found = statements(&[
        ("Kulturnämnden", "5 maj", "Eva Ek m.fl. (S)", words),
        ("Socialnämnden", "7 maj", "Lo Ask m.fl. (M)", words),
    ]);
    assert!(found.families.is_empty());
}

#[test]
fn a_list_in_another_order_is_the_same_list() {
    let found = statements(&[
        (
            "Kulturnämnden",
            "5 maj",
            "Eva Ek m.fl. (S)",
            "Vi vill:\n\n- köpa in bänkar\n- plantera träd\n- öppna kiosken igen\n- sänka hyran för handlarna",
        ),
        (
            "Socialnämnden",
            "7 maj",
            "Lo Ask m.fl. (S)",
            "Detta kräver partiet:\n\n- sänka hyran för handlarna\n- öppna kiosken igen\n- plantera träd\n- köpa in bänkar",
        ),
    ]);
    assert_eq!(found.families.len(), 1);
    assert_eq!(found.pairs[0].passages.len(), 4);
}
