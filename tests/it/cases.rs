//! One phenomenon a test, as small as it can be. The first line of each says
//! what it shows.

use crate::marked::check;
use remiss::document::{Document, DocumentKind};
use remiss::paper::Paper;

/// Enough of a report's skeleton for the reader to know it as one.
fn report(answers: &str) -> String {
    format!(
        "Utlåtande Rotel II (KS 2024/9)\n\nProgram för hamnens\nframtid\n\nBeredning\n\n\
         Ärendet har remitterats till kulturnämnden och socialnämnden.\n\n\
         Mina synpunkter\n\nJag tycker bra.\n\nBilagor\n\n1. Reservationer m.m.\n\n\
         Borgarrådsberedningen tillstyrker förslaget.\n\nRemissammanställning\n\n{answers}"
    )
}

#[test]
fn a_board_section_of_a_report() {
    check(&report(
        "Kulturnämnden\n\nKulturnämnden beslutade vid sitt sammanträde den 5 maj\n2024 följande.\n\n\
         ⟦beslut | Kulturnämnden | date: 2024-05-05⟧1. Nämnden tillstyrker.\n\n2. Omedelbar justering.⟦/⟧\n\n\
         ⟦sarskilt_uttalande | Kulturnämnden | signers: Eva Ek m.fl. (S), Lo Ask (V) | pointer⟧Särskilt uttalande gjordes av Eva Ek m.fl. (S) och Lo Ask (V),\nbilaga 1.⟦/⟧\n\n\
         Kulturförvaltningens tjänsteutlåtande daterat den 2 april 2024 har i\nhuvudsak följande lydelse.\n\n\
         ⟦yttrande | Kulturnämnden | date: 2024-04-02⟧Förvaltningen är positiv.\n\nSäkerhet\n\nMen en sak saknas.⟦/⟧\n",
    ));
}

#[test]
fn a_heading_right_after_a_page_break_ends_the_answer_above() {
    check(&report(
        "Kulturnämnden\n\nKulturförvaltningens tjänsteutlåtande daterat den 2 april 2024 har i huvudsak följande lydelse.\n\n\
         ⟦yttrande | Kulturnämnden⟧Förvaltningen är positiv.⟦/⟧\n Socialnämnden\n\n\
         Socialnämnden beslutade vid sitt sammanträde den 6 maj 2024 följande.\n\n⟦beslut | Socialnämnden | date: 2024-05-06⟧Nämnden avstyrker.⟦/⟧\n",
    ));
}

#[test]
fn an_older_decision_is_one_sentence() {
    check(&report(
        "Socialnämnden\n\n⟦beslut | Socialnämnden | date: 2011-11-15⟧Socialnämnden beslutade vid sitt sammanträde den 15 november 2011 att\növerlämna kontorets utlåtande som svar.⟦/⟧\n\n\
         ⟦reservation | Socialnämnden | signers: Eva Ek m.fl. (S), Bo Ask m.fl. (V), Li By (MP) | pointer⟧Reservation anfördes av vice ordföranden Eva Ek m fl (s), ledamoten Bo Ask m fl\n(v) och ledamoten Li By (mp), bilaga 1.⟦/⟧\n",
    ));
}

#[test]
fn a_date_without_a_year_takes_the_decisions() {
    let paper = check(&report(
        "Kulturnämnden\n\nKulturnämnden beslutade vid sitt sammanträde den 14 januari 2025 följande.\n\n⟦beslut | Kulturnämnden⟧Nämnden tillstyrker.⟦/⟧\n\n\
         Kulturförvaltningens tjänsteutlåtande daterat den 5 december har i huvudsak följande lydelse.\n\n⟦yttrande | Kulturnämnden | date: 2024-12-05⟧Bra.⟦/⟧\n",
    ));
    assert!(
        paper
            .segmentation
            .notes
            .iter()
            .any(|note| note.text.contains("no year"))
    );
}

#[test]
fn an_answer_that_nothing_introduces_begins_where_the_office_speaks() {
    check(&report(
        "Kulturnämnden\n\n⟦beslut | Kulturnämnden | date: 2024-05-05⟧Kulturnämnden beslutade den 5 maj 2024 att godkänna förvaltningens\nutlåtande som svar på remissen.⟦/⟧\n\n\
         ⟦yttrande | Kulturnämnden | date: 2024-05-05⟧Förvaltningen tillstyrker programmet.\n\nKajen saknas.⟦/⟧\n\n\
         Socialnämnden\n\n⟦beslut | Socialnämnden | date: 2024-05-06⟧Socialnämnden beslutade den 6 maj 2024 att som svar på remissen\nanföra följande.⟦/⟧\n\n\
         ⟦yttrande | Socialnämnden | date: 2024-05-06⟧Programmet behandlar hamnen som om ingen bodde där, och därför avstyrks det.⟦/⟧\n",
    ));
}

#[test]
fn a_compilation_before_the_answers_sums_them_up() {
    check(&report(
        "Kulturnämnden\n⟦sammanfattning | Kulturnämnden⟧Nämnden tillstyrker programmet men vill att kajen nämns särskilt.⟦/⟧\n\n\
         Socialnämnden\n⟦sammanfattning | Socialnämnden⟧Nämnden avstyrker förslaget med hänvisning till kostnaderna för det.⟦/⟧\n\n\
         Remissvaren\n\nKulturnämnden\n\nKulturnämnden beslutade vid sitt sammanträde den 5 maj\n2024 följande.\n\n\
         ⟦beslut | Kulturnämnden | date: 2024-05-05⟧1. Nämnden tillstyrker.⟦/⟧\n\n\
         Kulturförvaltningens tjänsteutlåtande daterat den 2 april 2024 har i\nhuvudsak följande lydelse.\n\n\
         ⟦yttrande | Kulturnämnden | date: 2024-04-02⟧Förvaltningen är positiv.⟦/⟧\n",
    ));
}

#[test]
fn a_compilation_in_brief_has_a_paragraph_a_board() {
    check(&report(
        "De flesta är positiva.\n\n*⟦sammanfattning | Kulturnämnden⟧Kulturnämnden* tillstyrker programmet men vill att kajen nämns.⟦/⟧\n\n\
         ⟦sammanfattning | Socialnämnden⟧Socialnämnden avstyrker förslaget med hänvisning till kostnaderna.⟦/⟧\n\n\
         Remissvaren\n\nKulturnämnden\n\n⟦beslut | Kulturnämnden | date: 2024-05-05⟧Kulturnämnden beslutade den 5 maj 2024 att överlämna följande svar.⟦/⟧\n\n\
         ⟦yttrande | Kulturnämnden | date: 2024-05-05⟧Programmet är bra, men det saknas en kaj i det, och den behövs för båtarna.⟦/⟧\n",
    ).replace("\nRemissammanställning\n", "\nRemissammanställning i korthet\n"));
}

#[test]
fn summaries_open_with_the_boards_name() {
    check(
        "Utlåtande Rotel II (KS 2024/9)\n\nProgram för hamnen\n\nBeredning\n\n\
         Ärendet har remitterats till kulturnämnden, socialnämnden och valnämnden. Valnämnden har avstått från att svara.\n\n\
         ⟦sammanfattning | Kulturnämnden⟧Kulturnämnden är positiv till förslaget.\nNämnden vill ändra en sak.⟦/⟧\n Socialnämnden anser tvärtom.\n\nMina synpunkter\n\nJag tycker bra.\n"
            .replace(" Socialnämnden anser tvärtom.", " ⟦sammanfattning | Socialnämnden⟧Socialnämnden anser tvärtom.⟦/⟧")
            .as_str(),
    );
}

#[test]
fn reservations_of_the_commissioners_and_the_executive_board() {
    check(
        "Utlåtande Rotel II (KS 2024/9)\n\nProgram för hamnen\n\nMina synpunkter\n\nBra.\n\nBilagor\n\n1. Programmet\n\n\
         Borgarrådsberedningen tillstyrker föredragande borgarrådets förslag.\n\n\
         Reservation anfördes av borgarrådet Lo Ask (V) enligt följande.\n\n\
         ⟦reservation | Borgarrådsberedningen | signers: Lo Ask (V)⟧1. Avslå förslaget.\n\nVi anser att det brister.⟦/⟧\n\n\
         Särskilt uttalande gjordes av borgarråden Eva Ek, Per By och Åsa Ö\n(alla S).\n\n\
         ⟦sarskilt_uttalande | Borgarrådsberedningen | signers: Eva Ek (S), Per By (S), Åsa Ö (S)⟧Det är välkommet att staden tar ett grepp om hamnen och dess kranar.⟦/⟧\n\n\
         Kommunstyrelsen delar borgarrådsberedningens uppfattning.\n\nAlmvik den 3 mars 2025\n\nPå kommunstyrelsens vägnar:\nE V A  E K\n\nNils Nilsson\n\n\
         ⟦reservation | Kommunstyrelsen | signers: Lo Ask (V), Bo Grön (V) | joins: reservation V⟧Reservation anfördes av Lo Ask och Bo Grön (båda V) med hänvisning till\nVänsterpartiets reservation i borgarrådsberedningen.⟦/⟧\n\nRemissammanställning\n",
    );
}

#[test]
fn companies_answer_inside_their_parents_section() {
    let paper = check(&report(
        "Almviks Stadshus AB\n\nAlmviks Stadshus AB:s yttrande daterat den 2 april 2024 har i huvudsak följande lydelse.\n\n\
         ⟦yttrande | Almviks Stadshus AB | date: 2024-04-02⟧Remissen har sänts vidare till AB Almvikshem, Almviks Hamn AB och Almviks Energi AB. Almviks Energi AB ställer sig bakom förslaget.⟦/⟧\n\nUnderremiss\n\n\
         Almvikshems remissvar har i huvudsak följande lydelse:\n⟦yttrande | Almvikshem⟧Bolaget är positivt.\n\nSvaret återges endast i delar.⟦/⟧\n\n\
         Koncernledningens synpunkter\n⟦yttrande | Almviks Stadshus AB⟧Koncernledningen instämmer.⟦/⟧\n Bilaga 1\nReservationer m.m.\n",
    ));
    let facts: Vec<String> = paper
        .segmentation
        .facts
        .iter()
        .map(|fact| format!("{:?} {}", fact.fact, fact.respondent))
        .collect();
    assert_eq!(
        facts,
        [
            "Asked Kulturnämnden",
            "Asked Socialnämnden",
            "Asked Almvikshem",
            "Asked Almviks Hamn",
            "Asked Almviks Energi",
            "Supports Almviks Energi",
            "Partial Almvikshem"
        ]
    );
}

#[test]
fn annex_statements_with_their_headings_and_a_torn_off_capital() {
    check(&report(
        "Bilaga 1\nReservationer m.m.\n\nKulturnämnden\n\nSärskilt uttalande gjordes av Eva Ek m.fl. (S) och Lo Ask\nm.fl. (V) enligt följande.\n\
         ⟦sarskilt_uttalande | Kulturnämnden | signers: Eva Ek m.fl. (S), Lo Ask m.fl. (V)⟧D\net är bra.⟦/⟧\n\n\
         ⟦ersattaryttrande | Kulturnämnden | signers: Åsa Vik (Fi) | joins: sarskilt_uttalande V⟧Ersättaryttrande gjordes av Åsa Vik (Fi) som instämde i särskilt\nuttalande från Vänsterpartiet.⟦/⟧\n\n\
         Socialnämnden\n Särskilt uttalande gjordes av Ali Sten (SD) enligt följande.\n\n⟦sarskilt_uttalande | Socialnämnden | signers: Ali Sten (SD)⟧Det är dyrt.⟦/⟧\n\n\
         Ersättaryttrande gjordes av Åsa Vik (Fi) enligt följande.\n\n\
         ⟦ersattaryttrande | Socialnämnden | signers: Åsa Vik (Fi) | joins: sarskilt_uttalande SD⟧Om jag haft rösträtt hade jag ställt mig bakom Ali Stens (SD) särskilda uttalande.⟦/⟧\n",
    ));
}

#[test]
fn an_outside_respondent_has_its_own_heading() {
    check(&report(
        "Almviks handelskammare\n\nAlmviks handelskammares yttrande daterat den 2 april 2024 har i huvudsak följande lydelse.\n\n⟦yttrande | Almviks handelskammare⟧Kammaren välkomnar.⟦/⟧\n",
    ));
}

#[test]
fn the_proposing_offices_letter_is_no_answer() {
    check(&report(
        "Ärendet\n\nStadsledningskontorets tjänsteutlåtande daterat den 2 februari 2024 har i huvudsak följande lydelse.\n\nProgrammet är bra.\n\n\
         Kulturnämnden\n\nKulturnämnden beslutade vid sitt sammanträde den 5 maj 2024 följande.\n\n⟦beslut | Kulturnämnden⟧Nämnden tillstyrker.⟦/⟧\n",
    ));
}

#[test]
fn minutes_in_markdown() {
    check(
        "**§4****Program för hamnen (KS 2024/9). Svar på remiss från kommunstyrelsen**\n\n**Beslut**\n\nKulturnämnden beslutar enligt förslag:\n\n\
         ⟦beslut | Kulturnämnden⟧1. Nämnden tillstyrker.⟦/⟧\n\n**Handlingar i ärendet**\n\nEtt utlåtande.\n\n**Särskilt uttalande**\n\n\
         Eva Ek m.fl. (S) lämnar särskilt uttalande enligt följande;\n\n⟦sarskilt_uttalande | Kulturnämnden | signers: Eva Ek m.fl. (S)⟧Det är bra.⟦/⟧\n\n### **Ersättaryttrande**\n\n\
         ⟦ersattaryttrande | Kulturnämnden | signers: Åsa Vik (Fi) | joins: sarskilt_uttalande S⟧Åsa Vik (Fi) instämmer i särskilt uttalande från Eva Ek m.fl. (S).⟦/⟧\n",
    );
}

#[test]
fn only_the_items_that_answer_a_referral_count() {
    check(
        "Protokoll 3/2012\nfört vid Farsta stadsdelsnämnds sammanträde torsdagen den 7 juni 2012\n\n§ 1\n\nVal av justerare\n\nBeslut\n\nEva Ek utses.\n\n\
         § 2\n\nRemiss av program för hamnen\n\nBeslut\n\n⟦beslut | Farsta stadsdelsnämnd | date: 2012-06-07⟧Förvaltningens utlåtande är nämndens svar.⟦/⟧\n\nReservation\n\n\
         ⟦reservation | Farsta stadsdelsnämnd | signers: Bo Ask m.fl. (S)⟧Bo Ask m fl (s) reserverade sig mot beslutet till förmån för eget förslag.⟦/⟧\n\nSärskilt uttalande\n\n\
         Li By m fl (fp) lämnar följande särskilda uttalande:\n\n⟦sarskilt_uttalande | Farsta stadsdelsnämnd | signers: Li By m.fl. (L)⟧Vi tycker annorlunda om hamnen.⟦/⟧\n\n§ 3\n\nBudget\n\nBeslut\n\nGodkänns.\n",
    );
}

#[test]
fn parties_alone_sign_a_sarskilt_yttrande() {
    check(
        "Sammanträdesprotokoll\nKulturnämnden 2023-02-14\n\n§ 12 Yttrande över remiss av läsplan\n\nBeslut\n\n⟦beslut | Kulturnämnden | date: 2023-02-14⟧Nämnden tillstyrker.⟦/⟧\n\n\
         Särskilt yttrande\n\n(S), (V) och (MP) lämnar följande särskilda yttrande:\n\n⟦sarskilt_yttrande | Kulturnämnden | signers: (S), (V), (MP)⟧Vi hade velat mer.⟦/⟧\n\nVid protokollet\n",
    );
}

#[test]
fn a_reservation_with_lamnar_foljande() {
    check(
        "Protokollsutdrag\nSocialnämnden 2023-02-14\n\n§ 12 Svar på remiss om boende\n\nBeslut\n\n⟦beslut | Socialnämnden⟧Nämnden tillstyrker.⟦/⟧\n\n\
         Eva Ek m.fl. (S) och Lo Ask m.fl. (V) lämnar följande reservation:\n\n⟦reservation | Socialnämnden | signers: Eva Ek m.fl. (S), Lo Ask m.fl. (V)⟧Förslaget borde ha avslagits.⟦/⟧\n",
    );
}

#[test]
fn an_offices_opinion_runs_from_summary_to_signature() {
    let paper = check(
        "Handläggare\nEva Ek\nTelefon: 0123-456\n\nTill\nKulturnämnden\n2024-05-02\n\nProgram för hamnen\n\nSvar på remiss från kommunstyrelsen, KS 2024/9\n\n\
         Förvaltningens förslag till beslut\n\n1. Remissen besvaras med utlåtandet.\n\nLo Ask\nFörvaltningschef\n\nSammanfattning\n\n\
         ⟦yttrande | Kulturnämnden | date: 2024-05-02⟧Kommunstyrelsen har remitterat ett program.\n\nFörvaltningens synpunkter\n\nFörvaltningen är positiv.⟦/⟧\n\nLo Ask\nFörvaltningschef\n\nBilagor\n\n1. Programmet\n",
    );
    assert_eq!(paper.segmentation.kind, DocumentKind::Tjansteutlatande);
    let referral = &paper.segmentation.referrals[0];
    assert_eq!(
        (referral.title.as_str(), referral.diarienummer.as_deref()),
        ("Program för hamnen", Some("KS 2024/9"))
    );
}

#[test]
fn a_letterhead_is_no_title() {
    let paper = check(
        "Almviks stad\tTjänsteutlåtande\tSida 1 (3)\nTekniska kontoret\tDnr TN 2024/9\n\t2024-05-02\n\nTill\nTekniska nämnden\n\nProgram för hamnen\n\nSvar på remiss från kommunstyrelsen, KS 2024/9\n\nInnehåll\nSammanfattning ........ 2\n\n\
         Förslag till beslut\n\n1. Remissen besvaras.\n\nSammanfattning\n\n\
         ⟦yttrande | Tekniska nämnden | date: 2024-05-02⟧Kommunstyrelsen har remitterat ett program.\n\nKontoret är positivt.⟦/⟧\n",
    );
    assert_eq!(paper.segmentation.referrals[0].title, "Program för hamnen");
}

#[test]
fn an_opinion_is_dated_in_a_cell_of_its_letterhead() {
    check(
        "Almviks stad Tekniska kontoret\tTjänsteutlåtande 2024-05-02\tDnr TN 2024/9 Sida 1 (3)\n\nTill\nTekniska nämnden\n2024-05-30\n\nProgram för hamnen\n\nSvar på remiss från kommunstyrelsen, KS 2024/9\n\n\
         Förslag till beslut\n\n1. Remissen besvaras.\n\nSammanfattning\n\n\
         ⟦yttrande | Tekniska nämnden | date: 2024-05-02⟧Kontoret är positivt.⟦/⟧\n",
    );
}

#[test]
fn a_letter_to_a_ministry() {
    let paper = check(
        "Almviks universitet\n\n2021-10-04\nDnr V 2021/88\n\nTill\nJustitiedepartementet\n\nYttrande över betänkandet En tryggare hamn (SOU 2021:99)\n\n\
         ⟦yttrande | Almviks universitet | date: 2021-10-04⟧Universitetet tillstyrker förslaget i huvudsak.\n\nKapitel 4\n\nDefinitionen är oklar.⟦/⟧\n\nMed vänlig hälsning\n\nEva Ek\nRektor\n",
    );
    assert_eq!(paper.segmentation.kind, DocumentKind::Remissvar);
}

#[test]
fn what_is_no_consultation_paper_gives_one_note() {
    let text = "Recept på bullar\n\nBlanda mjöl och vatten.\n\nLåt jäsa i en timme.\n";
    let paper = Paper::read(Document::from_text("bullar.txt", text));
    assert_eq!(paper.segmentation.kind, DocumentKind::Okand);
    assert_eq!(
        (
            paper.segmentation.units.len(),
            paper.segmentation.notes.len()
        ),
        (0, 1)
    );
}

#[test]
fn text_behind_its_introduction_on_the_same_line() {
    check(
        "Protokoll 3/2024\nKulturnämnden 2024-05-03\n\n§ 1 Remiss av plan\n\nBeslut\n\n⟦beslut | Kulturnämnden⟧Nämnden godkänner.⟦/⟧\n\n\
         **Eva Ek (S)** lämnar *särskilt uttalande* enligt följande: ⟦sarskilt_uttalande | Kulturnämnden | signers: Eva Ek (S)⟧Vi anser att alfa är bra. Vi anser att beta är bra.⟦/⟧\n",
    );
}

#[test]
fn the_year_of_a_meeting_on_the_next_line() {
    check(
        "Protokoll 3/2024\nKulturnämnden, sammanträde torsdagen den 19 december\n2024 kl. 17.30\n\n§ 1 Remiss av plan\n\n\
         Beslut\n\n⟦beslut | Kulturnämnden | date: 2024-12-19⟧Nämnden tillstyrker planen.⟦/⟧\n",
    );
}

#[test]
fn a_heading_of_two_lines_in_the_minutes_of_a_council() {
    let path = crate::project("corpus/130_handlingar_hamnstaden.md");
    let whole = std::fs::read_to_string(path).unwrap();
    let wrapped = whole.replace(
        "service och verksamhetsutveckling - ",
        "service och\nverksamhetsutveckling - ",
    );
    assert_ne!(whole, wrapped);
    let units = |text: &str| {
        let paper = Paper::read(Document::from_text("handlingar.txt", text));
        paper.segmentation.units.len()
    };
    assert_eq!(units(&whole), units(&wrapped));
}
