//! Search: the index finds what reading every unit finds, in every form, and
//! says where and why.

use crate::project;
use remiss::analyse::Token;
use remiss::archive::Reader;
use remiss::corpus::{Names, Scope, Wanted};
use remiss::ingest::{Options, in_memory};
use remiss::matching::{Plan, Tier, marks};
use remiss::search::{
    GroupBy, Hits, Kwic, KwicSort, Request, Voice, concordance, groups, matching, search,
};
use remiss::topics::Topics;
use remiss::unit::UnitKind;
use std::collections::BTreeSet;
use std::path::PathBuf;

fn options() -> Options {
    Options::default()
}

fn reader(paths: &[&str]) -> Reader {
    let paths: Vec<PathBuf> = paths.iter().map(|path| project(path)).collect();
    in_memory(&paths, &options()).unwrap().0.reader().unwrap()
}

/// Small texts, each a company's answer that says so.
fn small(texts: &[&str]) -> Reader {
    let dir = tempfile::tempdir().unwrap();
    for (at, text) in texts.iter().enumerate() {
        let head = format!(
            "Protokoll 3/2024\nfört vid Kulturnämndens sammanträde den {} maj 2024\n\n§ 4 Remiss av program för läsning\n\nBeslut\n\n",
            at + 1
        );
        std::fs::write(
            dir.path().join(format!("{at:02}.txt")),
            format!("{head}{text}\n"),
        )
        .unwrap();
    }
    in_memory(&[dir.path().to_owned()], &options())
        .unwrap()
        .0
        .reader()
        .unwrap()
}

fn ask(query: &str) -> Request {
    Request {
        query: query.to_owned(),
        ..Request::default()
    }
}

fn find(reader: &Reader, query: &str) -> Hits {
    search(reader, &Topics::none(), &ask(query)).unwrap_or_else(|error| panic!("{query}: {error}"))
}

/// The matched words of all hits, in lower case, each once.
fn matched(reader: &Reader, query: &str) -> BTreeSet<String> {
    let found = find(reader, query);
    let words = found.hits.iter().flat_map(|hit| {
        hit.marks.iter().map(|mark| {
            let words = &hit.tokens[mark.words.clone()];
            words
                .iter()
                .map(|token| token.word.exact.as_str())
                .collect::<Vec<_>>()
                .join(" ")
        })
    });
    words.collect()
}

fn set(words: &[&str]) -> BTreeSet<String> {
    words.iter().map(|word| (*word).to_owned()).collect()
}

/// The numbers of the small texts that match, best first.
fn texts(reader: &Reader, query: &str) -> Vec<usize> {
    let names = find(reader, query)
        .hits
        .into_iter()
        .map(|hit| hit.paper.document.name.clone());
    names.map(|name| name[..2].parse().unwrap()).collect()
}

/// What a unit must hold, read from its words.
fn holds(plan: &Plan, tokens: &[Token]) -> bool {
    match plan {
        Plan::Everything => true,
        Plan::Word(_) | Plan::Phrase(_) | Plan::Near(..) => !marks(plan, tokens).is_empty(),
        Plan::All(plans) => plans.iter().all(|plan| holds(plan, tokens)),
        Plan::Any(plans) | Plan::Best(plans) => plans.iter().any(|plan| holds(plan, tokens)),
        Plan::Most(plans, least) => {
            let held = plans.iter().filter(|plan| holds(plan, tokens));
            held.count() >= *least
        }
        Plan::Not(plan) => !holds(plan, tokens),
        Plan::Filter(_) => panic!("not asked for here"),
    }
}

#[test]
fn the_index_equals_brute_force() {
    let reader = reader(&["corpus", "tests/papers"]);
    for query in [
        "informationssäkerhet",
        "säkerhet",
        "upphandling",
        "taxa",
        "inte",
        "-nämnden",
        "förslag -positiv",
        "\"ser positivt\"",
        "\"svar på remissen\"",
        "\"digital* service\"",
        "äldre invånare",
        "klimat OR skola",
        "(barn OR unga) AND NOT skola",
        "upphandl*",
        "*arbete",
        "*säkerhet*",
        "tillgängliget~",
        "dialog NEAR/8 invånare",
        "nämnden NEAR/3 nämnden",
        "\"svar på\" NÄRA/12 (program OR förslag)",
        "=nämnden",
        "=\"svar på remissen\"",
        "§ 4",
    ] {
        let found = find(&reader, query);
        let mut expected = BTreeSet::new();
        for stored in reader.papers().unwrap() {
            let paper = reader.paper(&stored).unwrap();
            for (id, flow) in paper.unit_ids().into_iter().zip(paper.flows()) {
                if holds(&found.plan, &reader.analyser().tokens(&flow.text)) {
                    expected.insert(id);
                }
            }
        }
        let ids: BTreeSet<String> = found.hits.iter().map(|hit| hit.id.clone()).collect();
        assert_eq!(ids, expected, "{query}");
        assert_eq!(found.total, expected.len(), "{query}");
        assert!(!expected.is_empty(), "{query} finds nothing to compare");
    }
}

/// Topic words, and words that only hold the same letters.
const TOPICS: [(&str, &str, &[&str]); 20] = [
    ("informationssäkerhet", "informationssäkerhet", &[]),
    (
        "säkerhet",
        "säkerhet",
        &["osäkerhet", "osäkerheten", "osäkerheter"],
    ),
    (
        "program",
        "program",
        &["programmera", "programmering", "programmerare"],
    ),
    ("digitalisering", "digitalisering", &[]),
    ("upphandling", "upphandling", &[]),
    ("integritet", "integritet", &[]),
    ("sårbarhet", "sårbarhet", &[]),
    ("lekplats", "lekplats", &[]),
    (
        "arkiv",
        "arkiv",
        &[
            "arkivera",
            "arkiveras",
            "arkivering",
            "arkiveringen",
            "arkivarie",
        ],
    ),
    ("klimat", "klimat", &[]),
    ("innovation", "innovation", &[]),
    ("leverantör", "leverantör", &[]),
    ("dialog", "dialog", &[]),
    ("förslag", "förslag", &["förslagna"]),
    (
        "budget",
        "budget",
        &["budgeterat", "budgetera", "budgeteras", "budgeterade"],
    ),
    ("tillgänglighet", "tillgänglighet", &[]),
    ("uppföljning", "uppföljning", &[]),
    ("samverkan", "samverka", &[]),
    ("skola", "skol", &["skolab", "livsmedelskollen"]),
    (
        "nämnd",
        "nämnd",
        &[
            "nämnda",
            "nämnde",
            "nämndes",
            "ovannämnda",
            "benämnda",
            "förstnämnda",
            "omnämnda",
            "sistnämnda",
        ],
    ),
];

#[test]
fn every_form_and_compound_of_a_topic_word_is_found() {
    let mut paths = vec![project("corpus"), project("tests/papers")];
    match std::env::var("REMISS_REAL_CORPUS") {
        Ok(real) => paths.push(project(&real)),
        Err(_) => eprintln!("skipped: the real documents; REMISS_REAL_CORPUS is not set"),
    }
    let reader = in_memory(&paths, &options()).unwrap().0.reader().unwrap();
    let (mut right, mut wrong) = (0, Vec::new());
    for (topic, letters, others) in TOPICS {
        let found = find(&reader, topic);
        let mut missed = BTreeSet::new();
        for stored in reader.papers().unwrap() {
            let paper = reader.paper(&stored).unwrap();
            for flow in paper.flows() {
                let tokens = reader.analyser().tokens(&flow.text);
                let marked: BTreeSet<usize> = marks(&found.plan, &tokens)
                    .iter()
                    .map(|mark| mark.words.start)
                    .collect();
                for (at, token) in tokens.iter().enumerate() {
                    let word = token.word.exact.replace('-', "");
                    let wanted = word.contains(letters) && !others.contains(&word.as_str());
                    let completed = token.also.iter().any(|also| also.exact.contains(letters));
                    match (wanted, marked.contains(&at)) {
                        (true, true) => right += 1,
                        (true, false) => drop(missed.insert(token.word.exact.clone())),
                        (false, true) if !completed => {
                            wrong.push(format!("{topic}: {}", token.word.exact));
                        }
                        _ => {}
                    }
                }
            }
        }
        assert!(missed.is_empty(), "{topic} misses {missed:?}");
    }
    assert!(
        wrong.len() * 1000 <= right,
        "{} of {right}: {wrong:?}",
        wrong.len()
    );
}

#[test]
fn matches_stand_on_the_lines_they_name() {
    let reader = reader(&["corpus"]);
    let found = find(&reader, "informationssäkerhet");
    assert!(found.total > 10);
    for hit in &found.hits {
        let index = &hit.paper.document.index;
        for &line in &hit.lines {
            let words = hit
                .paper
                .document
                .slice(index.span_of_line(line).unwrap())
                .to_lowercase();
            assert!(
                words.contains("informationss"),
                "{}:{line}: {words}",
                hit.paper.document.name
            );
        }
        for range in hit.ranges() {
            assert!(
                hit.flow.text[range]
                    .to_lowercase()
                    .contains("informationss")
            );
        }
    }
}

#[test]
fn a_filter_only_takes_hits_away() {
    let reader = reader(&["corpus"]);
    let ids = |request: &Request| -> BTreeSet<String> {
        let found = search(&reader, &Topics::none(), request).unwrap();
        found.hits.into_iter().map(|hit| hit.id).collect()
    };
    let all = ids(&ask("förvaltningen"));
    let filters: [fn(&mut Wanted); 6] = [
        |wanted| wanted.boards = vec!["lillån".to_owned()],
        |wanted| wanted.respondent_kinds = vec!["namnd".to_owned()],
        |wanted| wanted.parties = vec!["s".to_owned()],
        |wanted| wanted.kinds = vec![UnitKind::Yttrande],
        |wanted| wanted.from = Some("2024-11-01".to_owned()),
        |wanted| wanted.referrals = vec!["KS 2024/417".to_owned()],
    ];
    for filter in filters {
        let mut wanted = Wanted::default();
        filter(&mut wanted);
        let mut request = ask("förvaltningen");
        request.scope = Scope::of(&Names::of(&reader), &wanted).unwrap();
        let some = ids(&request);
        assert!(
            !some.is_empty() && some.is_subset(&all) && some.len() < all.len(),
            "{request:?}: {} of {}",
            some.len(),
            all.len()
        );
    }
    for property in [
        "nämnd:lillån",
        "parti:s",
        "typ:yttrande",
        "datum:2024-11..",
        "remiss:\"KS 2024/417\"",
        "dokument:100",
    ] {
        let some = ids(&ask(&format!("förvaltningen {property}")));
        assert!(
            !some.is_empty() && some.is_subset(&all) && some.len() < all.len(),
            "{property}: {} of {}",
            some.len(),
            all.len()
        );
    }
}

#[test]
fn unknown_names_are_answered_with_the_nearest() {
    let reader = reader(&["corpus"]);
    let told = |query: &str| {
        search(&reader, &Topics::none(), &ask(query))
            .unwrap_err()
            .to_string()
    };
    assert!(told("programmet nämnd:lilån").contains("Lillåns stadsdelsnämnd"));
    assert!(told("programmet parti:xyz").contains("the parties here are"));
    assert!(told("programmet typ:brev").contains("sarskilt_uttalande"));
    assert!(told("programmet datum:igår").contains("2021-10-19"));
    assert!(told("programmet datum:2022..2021").contains("comes after"));
    assert!(told("ämne:okänt").contains("no lexicon is in use"));
}

#[test]
fn inflected_forms_meet_also_where_stock_stemmers_part_them() {
    let reader = small(&[
        "Förslaget avslås.",
        "Nämnden har ett förslag.",
        "Särskilda uttalanden gjordes.",
        "Programmet är bra.",
        "Ett program behövs.",
    ]);
    assert_eq!(matched(&reader, "förslag"), set(&["förslag", "förslaget"]));
    assert_eq!(
        matched(&reader, "\"särskilt uttalande\""),
        set(&["särskilda uttalanden"])
    );
    assert_eq!(matched(&reader, "program"), set(&["program", "programmet"]));
}

#[test]
fn words_that_only_look_alike_stay_apart() {
    let reader = small(&[
        "Det interna arbetet.",
        "Det är inte klart.",
        "Men vi menar väl.",
        "Styrelsen ska styra.",
        "Vidare gäller det vid beslut.",
        "Ett val av råd.",
        "En rad frågor.",
    ]);
    assert_eq!(matched(&reader, "inte"), set(&["inte"]));
    assert_eq!(matched(&reader, "men"), set(&["men"]));
    assert_eq!(matched(&reader, "styra"), set(&["styra"]));
    assert_eq!(matched(&reader, "vid"), set(&["vid"]));
    assert_eq!(matched(&reader, "val"), set(&["val"]));
    assert_eq!(matched(&reader, "råd"), set(&["råd"]));
}

#[test]
fn parts_of_compounds_are_found_and_marked() {
    let reader = small(&[
        "Vårt informationssäkerhetsarbete fortsätter.",
        "Säkerheten är god.",
    ]);
    let found = find(&reader, "säkerhet");
    // The word outranks the part.
    assert_eq!(texts(&reader, "säkerhet"), [1, 0]);
    let part = &found.hits[1];
    assert_eq!(part.marks[0].tier, Tier::Modifier);
    assert_eq!(&part.flow.text[part.marks[0].range.clone()], "säkerhet");
    assert_eq!(find(&reader, "arbete").hits[0].marks[0].tier, Tier::Head);
    assert_eq!(
        find(&reader, "informationssäkerhet").hits[0].marks[0].tier,
        Tier::Modifier
    );
    assert_eq!(
        find(&reader, "säkerhetsarbete").hits[0].marks[0].tier,
        Tier::Head
    );
}

#[test]
fn compounds_with_a_word_that_no_list_holds_are_found() {
    let reader = small(&[
        "Murmelbanan ska byggas.",
        "Trämurmelbanor är dyra.",
        "En murmelbanefråga återstår.",
        "Murmel är ett ord.",
    ]);
    assert_eq!(
        matched(&reader, "murmelbana"),
        set(&["murmelbanan", "trämurmelbanor", "murmelbanefråga"])
    );
}

#[test]
fn words_that_wait_for_their_head_are_completed() {
    let reader = small(&[
        "Stadens kvalitets- och innovationsarbete.",
        "Miljö- och hälsoskyddsnämnden svarar.",
        "Ansvaret fördelas mellan stads-, region- och landsbygdsråd.",
    ]);
    assert_eq!(texts(&reader, "kvalitetsarbete"), [0]);
    assert_eq!(texts(&reader, "miljönämnd"), [1]);
    assert_eq!(texts(&reader, "regionråd"), [2]);
    assert_eq!(texts(&reader, "=kvalitetsarbete"), Vec::<usize>::new());
}

#[test]
fn numbers_dates_and_odd_spellings_are_kept_whole() {
    let reader = small(&[
        "Ärende KS 2021/866 avgörs enligt § 12.",
        "Den 2021-10-19 gäller S:t Eriks taxa och EU:s regler.",
        "Kvalitétsprogrammet från 20 I 7 och it-leveransen.",
        "Vi fortsätter digitaliseringsoch innovationsarbetet.",
        "Ett na\u{308}mndhus med kvalitets\u{AD}fönster och e\u{FB00}ekt.",
        "Artikel 12 gäller.",
    ]);
    assert_eq!(texts(&reader, "2021/866"), [0]);
    assert_eq!(texts(&reader, "KS 2021/866"), [0]);
    assert_eq!(texts(&reader, "866"), Vec::<usize>::new());
    assert_eq!(texts(&reader, "§ 12"), [0]);
    assert_eq!(
        BTreeSet::from_iter(texts(&reader, "12")),
        BTreeSet::from([0, 5])
    );
    assert_eq!(texts(&reader, "2021-10-19"), [1]);
    assert_eq!(texts(&reader, "\"S:t Eriks\""), [1]);
    assert_eq!(texts(&reader, "EU"), [1]);
    assert_eq!(texts(&reader, "EU:s"), [1]);
    assert_eq!(texts(&reader, "kvalitetsprogram"), [2]);
    assert_eq!(texts(&reader, "2017"), [2]);
    assert_eq!(texts(&reader, "itleverans"), [2]);
    assert_eq!(texts(&reader, "leverans"), [2]);
    assert_eq!(texts(&reader, "digitalisering"), [3]);
    assert_eq!(texts(&reader, "nämnd"), [4]);
    assert_eq!(texts(&reader, "na\u{308}mndhus"), [4]);
    assert_eq!(texts(&reader, "kvalitetsfönster"), [4]);
    assert_eq!(texts(&reader, "effekt"), [4]);
}

#[test]
fn letters_with_rings_and_dots_are_letters_of_their_own() {
    let reader = small(&[
        "Nämnden svarar.",
        "Svårt läge.",
        "Schemalaggningen brister.",
    ]);
    let exactly = |query: &str| {
        let request = Request {
            exact_words: true,
            ..ask(query)
        };
        search(&reader, &Topics::none(), &request).unwrap()
    };
    let found = exactly("namnd");
    assert_eq!(found.total, 0);
    assert_eq!(found.asked[0].meant, ["nämnden"]);
    assert_eq!(find(&reader, "svar").hits.len(), 1);
    assert_eq!(
        exactly("schemaläggningen").asked[0].meant,
        ["schemalaggningen"]
    );
    assert_eq!(
        find(&reader, "schemaläggningen~").hits[0].marks[0].tier,
        Tier::Misspelt
    );
}

#[test]
fn what_people_type_is_never_silently_nothing() {
    let reader = small(&[
        "Säkerheten i nämnden är god.",
        "Bara nämnden.",
        "Bara skolan.",
    ]);
    assert_eq!(texts(&reader, "säkerhe*"), [0]);
    assert_eq!(texts(&reader, "nämd~1").len(), 2);
    assert_eq!(texts(&reader, "nämnden AND NOT säkerhet"), [1]);
    assert_eq!(texts(&reader, "(nämnden) AND (-säkerhet)"), [1]);
    assert_eq!(texts(&reader, "NOT nämnden"), [2]);
    assert_eq!(texts(&reader, "-nämnden"), [2]);
    assert_eq!(texts(&reader, "nämnden INTE säkerhet"), [1]);
    assert_eq!(texts(&reader, "säkerhet ELLER skola").len(), 2);
    assert_eq!(texts(&reader, "”säkerheten i nämnden”"), [0]);
    assert_eq!(texts(&reader, "säkerhet NÄRA/2 nämnd"), [0]);
    let hint = find(&reader, "skolan and nämnden").hint.unwrap();
    assert!(hint.contains("AND"), "{hint}");
}

#[test]
fn broken_glued_and_misread_words_are_found() {
    let long = "ö".repeat(40);
    let reader = small(&[
        "Nämnden har fått man-\ndat att införa it-\nsystem i höst.",
        "Höjda försköleavgifter och TyckTill-appen.",
        &format!("Ordet {long} är långt."),
    ]);
    assert_eq!(texts(&reader, "mandat"), [0]);
    assert_eq!(texts(&reader, "it-system"), [0]);
    assert_eq!(texts(&reader, "förskoleavgifter~"), [1]);
    assert_eq!(texts(&reader, "\"TyckTill-appen\""), [1]);
    assert_eq!(texts(&reader, "app"), [1]);
    assert_eq!(texts(&reader, &long), [2]);
}

#[test]
fn every_kind_of_query_marks_what_it_found() {
    let reader = small(&["Förvaltningens synpunkter om säkerheten i skolan."]);
    for (query, marked) in [
        ("säkerhe*", vec!["säkerheten"]),
        ("*punkter", vec!["synpunkter"]),
        ("säkerhetten~", vec!["säkerheten"]),
        ("säkerhet NEAR/3 skola", vec!["säkerheten", "skolan"]),
        ("\"synpunkt om säkerhet\"", vec!["synpunkter om säkerheten"]),
        ("=skolan", vec!["skolan"]),
        ("skola -gymnasium", vec!["skolan"]),
    ] {
        let found = find(&reader, query);
        let hit = &found.hits[0];
        let words: Vec<&str> = hit
            .ranges()
            .into_iter()
            .map(|range| &hit.flow.text[range])
            .collect();
        assert_eq!(words, marked, "{query}");
    }
}

#[test]
fn a_phrase_marks_itself_and_not_its_words() {
    let reader = small(&["Svar på remissen. På torget fanns svar."]);
    let found = find(&reader, "\"svar på\"");
    let marked: Vec<&str> = found.hits[0]
        .ranges()
        .into_iter()
        .map(|range| &found.hits[0].flow.text[range])
        .collect();
    assert_eq!(marked, ["Svar på"]);
}

#[test]
fn topics_bring_related_words_and_can_be_left_out() {
    let reader = small(&[
        "Dataskyddet brister.",
        "Informationssäkerheten är god.",
        "Skydd av information saknas.",
    ]);
    let topics = Topics::shipped().unwrap();
    let with = search(&reader, &topics, &ask("informationssäkerhet")).unwrap();
    let tiers: Vec<Tier> = with.hits.iter().map(|hit| hit.marks[0].tier).collect();
    assert_eq!(tiers, [Tier::Form, Tier::Related, Tier::Related]);
    assert_eq!(find(&reader, "informationssäkerhet").total, 1);
    assert_eq!(
        search(&reader, &topics, &ask("ämne:informationssäkerhet"))
            .unwrap()
            .total,
        3
    );
}

#[test]
fn a_part_never_outranks_the_word_nor_a_related_word_a_part() {
    let reader = small(&[
        "Dataskydd, dataskydd, dataskydd, dataskydd.",
        "Informationssäkerhetsarbete och informationssäkerhetsfrågor: informationssäkerhetskrav.",
        "I en mycket lång text om helt andra saker, som fortsätter länge och väl, nämns till sist också informationssäkerhet en gång.",
    ]);
    let topics = Topics::shipped().unwrap();
    let found = search(&reader, &topics, &ask("informationssäkerhet")).unwrap();
    let order: Vec<Tier> = found.hits.iter().map(|hit| hit.marks[0].tier).collect();
    assert_eq!(order, [Tier::Word, Tier::Modifier, Tier::Related]);
}

#[test]
fn texts_that_are_nearly_the_same_are_given_as_one_and_none_is_lost() {
    let reader = reader(&["corpus"]);
    let mut request = ask("uppdragen");
    let apart = search(&reader, &Topics::none(), &request).unwrap();
    request.fold = true;
    let folded = search(&reader, &Topics::none(), &request).unwrap();
    let ids = |found: &Hits| -> BTreeSet<String> {
        found
            .hits
            .iter()
            .flat_map(|hit| [hit].into_iter().chain(&hit.same))
            .map(|hit| hit.id.clone())
            .collect()
    };
    assert_eq!(ids(&apart), ids(&folded));
    assert!(folded.hits.len() < apart.hits.len());
}

#[test]
fn groups_name_who_does_not_mention_it() {
    let reader = reader(&["corpus"]);
    let mut request = ask("informationssäkerhet");
    let wanted = Wanted {
        referrals: vec!["KS 2024/417".to_owned()],
        ..Wanted::default()
    };
    request.scope = Scope::of(&Names::of(&reader), &wanted).unwrap();
    let found = search(&reader, &Topics::none(), &request).unwrap();
    let all = matching(&reader, &Topics::none(), &request).unwrap();
    let gathered = groups(&reader, &all, GroupBy::Respondent).unwrap();
    let own: BTreeSet<&str> = gathered
        .groups
        .iter()
        .filter(|group| group.voice == Voice::Own)
        .map(|group| group.name.as_str())
        .collect();
    assert!(
        own.contains("Socialnämnden") && !own.contains("Kulturnämnden"),
        "{own:?}"
    );
    assert!(
        gathered.absent.iter().any(|name| name == "Kulturnämnden"),
        "{:?}",
        gathered.absent
    );
    assert!(
        gathered
            .absent
            .iter()
            .all(|name| !own.contains(name.as_str()))
    );
    let occurrences: usize = gathered.groups.iter().map(|group| group.occurrences).sum();
    assert_eq!(
        occurrences,
        found.hits.iter().map(|hit| hit.marks.len()).sum::<usize>()
    );
}

#[test]
fn a_concordance_holds_every_match_in_the_order_asked_for() {
    let reader = small(&[
        "Den nya skolan växer.",
        "Den gamla skolan stängs. Ingen annan skola finns.",
    ]);
    let found = matching(&reader, &Topics::none(), &ask("skola")).unwrap();
    let matches = |sort: KwicSort, most: usize| -> Vec<[String; 2]> {
        let how = Kwic {
            sort,
            width: 20,
            most,
        };
        let mut seen = 0;
        let lines = concordance(&reader, &found, how, |_| seen += 1).unwrap();
        assert_eq!((lines.occurrences, seen), (3, 3));
        let beside = lines.lines.into_iter().map(|line| [line.left, line.right]);
        beside.collect()
    };
    let left = matches(KwicSort::Left, usize::MAX);
    assert!(
        left[0][0].ends_with("annan ")
            && left[1][0].ends_with("gamla ")
            && left[2][0].ends_with("nya "),
        "{left:?}"
    );
    assert_eq!(matches(KwicSort::Left, 1), left[..1]);
    assert!(matches(KwicSort::Right, 3)[0][1].starts_with(" finns"));
}
