//! What an answer says of the parts of a proposal: under which heading, in
//! which words. One phenomenon a text.

use remiss::analyse::Analyser;
use remiss::document::Document;
use remiss::focus::FocusFiles;
use remiss::paper::Paper;
use remiss::position::positions;

/// The rows that a letter with this text gives, the whole left out.
fn parts(body: &str) -> String {
    let text = format!(
        "Vikby kommun\n\nYttrande\n2031-05-07\nDnr KS 2031/14\n\nTill Infrastrukturdepartementet\n\n\
         Remiss av betänkandet Säkra kajer (SOU 2031:9), dnr I2031/00417\n\n{body}\n\n\
         För kommunstyrelsen\n\nAnna Ek\nordförande\n"
    );
    let paper = Paper::read(Document::from_text("9.txt", &text));
    let found = positions(
        &[paper],
        &FocusFiles::shipped().unwrap(),
        &Analyser::default(),
    );
    let rows = found.rows.iter().filter(|row| row.area != "helhet");
    let rows = rows.map(|row| format!("{} {}", row.area, row.stance.name()));
    rows.collect::<Vec<_>>().join(", ")
}

#[test]
fn a_numbered_title_heads_what_follows_and_an_item_does_not() {
    let titled = "1. Tillämpningsområdet (1 kap. 1 §)\n\nVi har inget att invända mot gränsen.\n\n\
        2. Zonens mått (2 kap. 1 §)\n\nTillstyrks.\n\n3. Konsekvenser\n\nKommunen avstyrker kalkylen.";
    assert_eq!(
        parts(titled),
        "1-kap-1-par stöd, 2-kap-1-par stöd, konsekvenser kritik"
    );
    let listed = "Kommunen avstyrker följande:\n\n1. Avgiften\n2. Registret\n\nSkälen är många.";
    assert_eq!(parts(listed), "avgiften kritik, registret kritik");
}

#[test]
fn under_a_chapter_a_paragraph_is_of_it() {
    let body = "Kommunen lämnar följande synpunkter på utkastet.\n\n1 kap. Omfattning\n\n3 § Mått\nMåttet är rimligt.\n\n2 kap. Hävd\n\n\
        3 § Förbud\nKommunen avstyrker förbudet.\n\nEnligt 7 kap. miljöbalken gäller annat.";
    assert_eq!(parts(body), "1-kap-3-par stöd, 2-kap-3-par kritik");
}

#[test]
fn a_heading_right_above_its_text_stands_apart() {
    let body = "Tidsfrist och tyst godkännande av anmälda kajer (avsnitt 4.5)\n\
        Ett tyst godkännande innebär att en verksamhet kan komma till stånd utan prövning alls.\n\
        Det är inte förenligt med artikel 9 i Århuskonventionen.\n\nKommunen avstyrker förslaget.";
    assert_eq!(parts(body), "avsnitt-4.5 kritik");
}

#[test]
fn the_number_of_the_answer_itself_is_no_part() {
    let body = "2.1 Hanteringsavgift (avsnitt 4.2)\n\nKommunen tillstyrker avgiften.";
    assert_eq!(parts(body), "avsnitt-4.2 stöd");
}

#[test]
fn a_yes_that_is_taken_back_is_one_in_part() {
    for body in [
        "Kommunen tillstyrker skyldigheten men anser inte att fjorton dygn är rimligt.",
        "Kommunen tillstyrker skyldigheten men anser att fristen är för kort.",
        "Kommunen har inget att invända mot skyldigheten, men den är för snävt utformad.",
        "Kommunen tillstyrker skyldigheten. Avgiften avstyrker kommunen däremot.",
        "Att bidraget öppnas är bra. Att det krävs avtal kan kommunen däremot inte ställa sig bakom.",
    ] {
        let body = format!("6.2 Skyldigheten\n\n{body}");
        assert_eq!(parts(&body), "avsnitt-6.2 stöd_med_förbehåll", "{body}");
    }
    let plain = "6.2 Skyldigheten\n\nKommunen tillstyrker skyldigheten. Den är rimlig.";
    assert_eq!(parts(plain), "avsnitt-6.2 stöd");
}

#[test]
fn a_part_that_is_cited_behind_a_verdict_is_not_its() {
    let body = "Kommunen ställer sig bakom förslagen men avstyrker instansordningen i avsnitt 8.2.";
    assert_eq!(parts(body), "avsnitt-8.2 kritik");
    let body = "Avsnitt 10 Ikraftträdande\n\nKommunen har inga invändningar mot dagen, utom såvitt gäller \
        avsnitt 8.2.";
    assert_eq!(parts(body), "avsnitt-10 stöd");
}

#[test]
fn yes_and_no_are_verdicts_where_nothing_else_is_asked() {
    let bullets = "• Uppgiftsskyldigheten (9.1): ja, men bara för större hamnar.\n\
        • Bankernas ansvar (9.4): nej.\n• Undantaget (9.5): ja.";
    assert_eq!(
        parts(bullets),
        "avsnitt-9.1 stöd_med_förbehåll, avsnitt-9.4 kritik, avsnitt-9.5 stöd"
    );
    let asked = "Har ni synpunkter på avsnitt 6.2?\n\nJa. Schablonen är gissad.";
    assert_eq!(parts(asked), "avsnitt-6.2 neutral");
}

#[test]
fn what_a_form_asks_is_nobodys_opinion() {
    let form = "1. Vad tycker ni om avsnitt 6.2? *\n\n( ) Positivt\n(x) Negativt\n\n\
        Får vi publicera ert svar?\n(x) Ja";
    assert_eq!(parts(form), "avsnitt-6.2 kritik");
    let rows = "Synpunkter per paragraf\n\n\
        1 kap. 1 §      Ja                  Bra att kajerna kommer med.\n\
        1 kap. 2 §      Delvis              Begränsa till kajer i drift.\n\
        2 kap. 1 §      Nej                 Det går inte i våra hamnar.";
    assert_eq!(
        parts(rows),
        "1-kap-1-par stöd, 1-kap-2-par stöd_med_förbehåll, 2-kap-1-par kritik"
    );
}

#[test]
fn an_answer_that_numbers_its_own_headings_cites_no_part() {
    let own = "Kommunen lämnar följande synpunkter på förslaget.\n\n1 Sammanfattning\n\nKommunen är positiv.\n\n2.1 Registret\n\nRegistret avstyrks.";
    assert_eq!(parts(own), "registret kritik");
    let followed = "Kommunen lämnar följande synpunkter på förslaget.\n\n8.4 Rapporter\n\nRapporterna tillstyrks.\n\n9 Avgift\n\nAvgiften avstyrks.";
    assert_eq!(parts(followed), "avsnitt-8.4 stöd, avsnitt-9 kritik");
}

#[test]
fn a_short_form_with_a_number_opens_its_part() {
    let body = "I art. 12 sätts ett tak för avgiften. Taket är bra, men nivån är för hög.";
    assert_eq!(parts(body), "artikel-12 stöd_med_förbehåll");
    assert_eq!(parts("4 kap. Inget att invända."), "4-kap stöd");
}

#[test]
fn what_ends_its_clause_is_a_verdict() {
    for (said, stance) in [
        ("Att en del av kajen viks för gästbåtar är vi för.", "stöd"),
        ("Att kajen viks för gästbåtar är vi emot.", "kritik"),
        ("Det tar vi avstånd ifrån.", "kritik"),
        (
            "En årlig lägesbild till regeringen möter inget hinder.",
            "stöd",
        ),
        ("Ytkravet får därmed nämndens gillande.", "stöd"),
    ] {
        assert_eq!(
            parts(&format!("6.2 Kajplatser\n\n{said}")),
            format!("avsnitt-6.2 {stance}"),
            "{said}"
        );
    }
}

#[test]
fn what_is_said_under_a_parts_heading_is_shown_without_a_verdict() {
    let body = "7 Konsekvenser\n\nKommunens egen beräkning slutar på trettioen tjänster.";
    assert_eq!(parts(body), "avsnitt-7 neutral");
}

#[test]
fn a_part_has_no_verdict_of_the_rest() {
    let body = "Avsnitt 9 Konsekvenser\n\nBeräkningen framstår som alltför låg.\n\n\
        I övrigt har kommunen inga synpunkter.";
    assert_eq!(parts(body), "avsnitt-9 kritik");
}

#[test]
fn every_row_of_a_table_speaks_for_itself() {
    let body = "Ställningstagandena sammanfattas i tabellen.\n\n\
        Avsnitt    Utredningens förslag             Kommunens svar\n\
        ----------------------------------------------------------\n\
        5.1        Rätt till plats vid kaj          Ingen erinran\n\
        5.2        Upplåtelse av vattenområden      Tillstyrks delvis\n\
        5.3        Besked inom tjugo dagar          Avstyrks i den del som\n\
        \u{20}                                           avser böterna";
    assert_eq!(
        parts(body),
        "avsnitt-5.1 stöd, avsnitt-5.2 stöd_med_förbehåll, avsnitt-5.3 kritik"
    );
}

#[test]
fn what_others_accept_or_may_refuse_is_no_verdict() {
    let body = "Loggen (4 §)\n\nLoggen är det bevis som domstolarna godtar. \
        Kravet kan dock inte gälla alla hamnar.\n\n\
        När föreningen får säga nej (avsnitt 5.4)\n\n\
        En förening ska få säga nej om skälen är goda. Kommunen noterar att skälen inte räknas upp.";
    assert_eq!(parts(body), "4-par neutral, avsnitt-5.4 neutral");
}

#[test]
fn conditions_in_a_list_are_no_parts_and_the_rest_is_a_yes_in_part() {
    let body = "Gränsen (avsnitt 6.1)\n\nKommunen kan tillstyrka förslaget om följande ändringar görs:\n\n\
        – Gränsen höjs från tio till tjugo platser.\n\n– Kravet gäller från 2034.\n\n\
        Ikraftträdande (avsnitt 11)\n\nHamnarna får mycket att göra före den 1 januari. \
        För övriga delar finns inget att anmärka mot den föreslagna dagen.";
    assert_eq!(
        parts(body),
        "avsnitt-6.1 stöd_med_förbehåll, avsnitt-11 stöd_med_förbehåll"
    );
}

#[test]
fn nothing_more_to_say_in_a_form_is_no_rejection() {
    let body = "Kommunen har fyllt i mallen.\n\n2 kap. 1 §      Ja                  –\n\
        2 kap. 2 §      Nej                 Loggningen är för dyr.\n\nD. Övrigt\n\nNej.";
    assert_eq!(parts(body), "2-kap-1-par stöd, 2-kap-2-par kritik");
}

#[test]
fn a_verdict_over_a_list_is_on_each_entry_and_not_on_the_whole() {
    let body = "Kommunen lämnar följande svar på remissen.\n\nKommunen tillstyrker\n\
        - att kajerna besiktigas vart tredje år (avsnitt 3.1)\n- att avgiften sänks (avsnitt 4.2)\n\n\
        Kommunen avstyrker\n- att besiktningen får delegeras till hamnvakten (avsnitt 3.3)\n\n\
        Kommunen tillstyrker med tillägg\n- att varje hamn ska ha ett ombud (avsnitt 3.5)";
    assert_eq!(
        parts(body),
        "avsnitt-3.1 stöd, avsnitt-4.2 stöd, avsnitt-3.3 kritik, avsnitt-3.5 stöd_med_förbehåll"
    );
}

#[test]
fn a_yes_to_whether_there_are_views_is_no_verdict() {
    let body = "Fråga 1. Har ni synpunkter på 3 § (krav på besiktning)?\n[x] Ja   [ ] Nej\n\n\
        Vi säger nej till kravet i den form det har fått.\n\n\
        Fråga 2. Har ni synpunkter på 9 § (register över kajer)?\n[x] Ja   [ ] Nej\n\n\
        Det måste framgå vem som för registret och vad det kostar kommunen.";
    assert_eq!(parts(body), "3-par kritik, 9-par neutral");
}

#[test]
fn a_heading_has_the_number_that_is_cited_right_below_it() {
    let body = "Kommunen lämnar synpunkter på två förslag.\n\nLager av båtar\n\n\
        Utredningen föreslår i avsnitt 6.7 ett statligt lager av båtar. Förslaget är utmärkt.";
    assert_eq!(parts(body), "avsnitt-6.7 stöd");
}

#[test]
fn what_more_is_asked_for_takes_no_yes_back() {
    let body = "Kajplan (avsnitt 4.1)\n\nAtt varje hamn ska ha en plan är bra. Det bör dock framgå vem som betalar.\n\n\
        Hamnvakt (avsnitt 4.2)\n\nAtt hamnvakter utbildas är bra. Kommunen har dock svårt att finna dem och ifrågasätter kravet.";
    assert_eq!(
        parts(body),
        "avsnitt-4.1 stöd, avsnitt-4.2 stöd_med_förbehåll"
    );
}

#[test]
fn what_a_thing_is_reckoned_to_cost_is_no_praise_of_it() {
    let body = "Register (avsnitt 5.1)\n\nKommunen uppskattar kostnaden till fjorton miljoner kronor det första året.";
    assert_eq!(parts(body), "avsnitt-5.1 neutral");
}

/// What another does, or what is done to a text, is no verdict on it.
#[test]
fn words_of_a_verdict_that_give_none() {
    assert_eq!(
        parts(
            "Ikraftträdande\n\nArton månader är för kort tid. De standarder som ska ligga till grund för passen finns ännu inte."
        ),
        "ikrafttradande kritik"
    );
    assert_eq!(
        parts("Stycket i 4 kap. 2 §\n\nStycket kan med fördel delas upp i punkter."),
        "4-kap-2-par neutral"
    );
}
