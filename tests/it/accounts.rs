//! Accounts of what others answered: every form in which they set names, and
//! whose words are whose.

use crate::marked::check;
use remiss::document::Document;
use remiss::paper::Paper;

const HEAD: &str = "Almviks kommun\nStadsbyggnadskontoret\n\nRemissammanställning\nPlan för hamnar och kajer 2031\n\n";

/// "respondent: text" of every unit, as it is read.
fn said(text: &str) -> Vec<String> {
    let paper = Paper::read(Document::from_text("case.txt", text));
    let units = paper.segmentation.units.iter();
    let said = units.zip(paper.flows()).map(|(unit, flow)| {
        let who = unit.respondent.as_deref().unwrap_or("nobody");
        format!("{who}: {}", flow.text)
    });
    said.collect()
}

#[test]
fn labels_say_who_says_what() {
    check(&format!(
        "{HEAD}Instans: Boverket\nSynpunkt: ⟦sammanfattning | Boverket⟧Boverket tillstyrker planen men vill ha färre kajer.⟦/⟧\nKommentar: Kajerna har blivit färre.\n\n\
         Instans: Holmöns byalag\nSynpunkt: ⟦sammanfattning | Holmöns byalag⟧Fyren finns inte med och ska in.⟦/⟧\nKommentar: Har lagts till.\n\n\
         Instans: Trafikverket\nSynpunkt: ⟦sammanfattning | Trafikverket⟧Vägen till hamnen är för smal.⟦/⟧\nKommentar: Noteras.\n"
    ));
}

#[test]
fn a_label_may_stand_over_the_view() {
    check(&format!(
        "{HEAD}Synpunkt från Boverket:\n\n⟦sammanfattning | Boverket⟧Boverket tillstyrker planen men vill ha färre kajer.⟦/⟧\n\nKontorets bedömning:\n\nKajerna har blivit färre.\n\n\
         Synpunkt från Trafikverket:\n\n⟦sammanfattning | Trafikverket⟧Vägen till hamnen är för smal.⟦/⟧\n\nKontorets bedömning:\n\nVägen ligger utanför planen.\n\n\
         Synpunkt från Kammarkollegiet:\n\n⟦sammanfattning | Kammarkollegiet⟧Fisket berörs inte.⟦/⟧\n\nKontorets bedömning:\n\nNoteras.\n"
    ));
}

#[test]
fn names_run_in_before_their_views_are_all_taken_where_most_are_bodies() {
    check(&format!(
        "{HEAD}Boverket: ⟦sammanfattning | Boverket⟧Verket ställer sig bakom planen.⟦/⟧\n\n\
         Trafikverket: ⟦sammanfattning | Trafikverket⟧Vägen till hamnen är för smal.⟦/⟧\n\n\
         Privatperson: ⟦sammanfattning | Privatperson⟧Äntligen händer något vid kajen!⟦/⟧\n\n\
         Kammarkollegiet: ⟦sammanfattning | Kammarkollegiet⟧Inga invändningar.⟦/⟧\n\n\
         Kontorets bemötande: Vägen ligger utanför planen.\n"
    ));
}

#[test]
fn numbers_count_those_whom_nobody_knows() {
    check(&format!(
        "{HEAD}1. Boverket\n⟦sammanfattning | Boverket⟧Boverket tillstyrker planen men vill ha färre kajer.⟦/⟧\nSvar: Kajerna har blivit färre.\n\n\
         2. Trafikverket – ⟦sammanfattning | Trafikverket⟧inga synpunkter.⟦/⟧\n\n\
         3. Vännerna av Östra kajen – ⟦sammanfattning | Vännerna av Östra kajen⟧avstyrker. Kajen behöver sitt\nljus och sina träd.⟦/⟧\n\n\
         4. Kammarkollegiet\n   Inkom 2031-02-03\n\n⟦sammanfattning | Kammarkollegiet⟧Fisket berörs inte av planen.⟦/⟧\n"
    ));
}

#[test]
fn what_the_sender_says_in_italics_is_its_own() {
    check(
        "# Granskningsutlåtande\n\n**Detaljplan för Östra kajen, Almvik**\n\nAlmviks kommun, Byggnadsnämnden\n\n## Yttranden med synpunkter\n\n\
         **Boverket**\n\n⟦sammanfattning | Boverket⟧Boverket vill ha färre kajer.⟦/⟧\n\n*Kajerna har blivit färre.*\n\n\
         **Trafikverket**\n\n⟦sammanfattning | Trafikverket⟧Vägen till hamnen är för smal.⟦/⟧\n\n*Vägen ligger utanför planen.*\n\n\
         **Ägaren till Kajen 4:9**\n\n⟦sammanfattning | Ägaren till Kajen 4:9⟧Bygg en mur mot vattnet längs min tomt.⟦/⟧\n\n*En mur har lagts in.*\n\n\
         **Kammarkollegiet**\n\n⟦sammanfattning | Kammarkollegiet⟧Fisket berörs inte.⟦/⟧\n\n*Noteras.*\n",
    );
}

#[test]
fn between_two_comments_the_same_body_speaks() {
    check(&format!(
        "{HEAD}Boverket\n\n⟦sammanfattning | Boverket⟧Boverket vill ha färre kajer i den norra delen.⟦/⟧\n\nKommentar\nKajerna har blivit färre.\n\n⟦sammanfattning | Boverket⟧Vad gäller dagvatten anser Boverket att beräkningen bör göras om.⟦/⟧\n\nKommentar\nDen har gjorts om.\n\n\
         Trafikverket\n\n⟦sammanfattning | Trafikverket⟧Vägen till hamnen är för smal.⟦/⟧\n\nKommentar\nNoteras.\n\n\
         Kammarkollegiet\n\n⟦sammanfattning | Kammarkollegiet⟧Fisket berörs inte av planen.⟦/⟧\n\nKommentar\nNoteras.\n"
    ));
}

#[test]
fn a_view_runs_down_its_column_and_the_comment_beside_it_is_not_its() {
    let table = format!(
        "{HEAD}Remissinstans             Synpunkter                                    Kontorets kommentar\n\
         ----------------------------------------------------------------------------------------\n\n\
         Hamn- och                 Nämnden är positiv till planen. Kajer vid     Kajer vid sex platser har\n\
         sjönämnden                bryggorna efterfrågas, liksom att             lagts till. Ersättning avstyrks\n\
         \u{20}                         föreningar får ersättning.                    av kontoret.\n\n\
         Kulturnämnden             Tillstyrker mål 3.                            –\n\n\
         \u{20}                         Nämnden vill även bevara fyren.               Fyren bevaras.\n\n\
         Miljö- och båtnämnden sö  Nämnden har inget att erinra.                 –\n"
    );
    assert_eq!(
        said(&table),
        [
            "Hamn- och sjönämnden: Nämnden är positiv till planen. Kajer vid bryggorna efterfrågas, liksom att föreningar får ersättning.",
            "Kulturnämnden: Tillstyrker mål 3.",
            "Kulturnämnden: Nämnden vill även bevara fyren.",
            "Miljö- och båtnämnden sö: Nämnden har inget att erinra.",
        ]
    );
}

#[test]
fn names_stand_in_the_margin() {
    let rows = [
        (
            "Boverket",
            "Boverket vill ha färre kajer i den norra delen av",
        ),
        ("2031-02-03", "hamnen, och en bredare gångväg."),
        ("", ""),
        ("Kontoret", "Kajerna har blivit färre."),
        ("", ""),
        (
            "Trafikverket",
            "Vägen till hamnen är för smal och behöver breddas",
        ),
        ("2031-02-04", "före byggstart."),
        ("", ""),
        ("Kontoret", "Vägen ligger utanför planen."),
        ("", ""),
        ("Kammarkollegiet", "Fisket berörs inte."),
        ("", ""),
        ("Kontoret", "Noteras."),
    ];
    let rows = rows.map(|(name, text)| format!("{name:<25}{text}\n"));
    assert_eq!(
        said(&format!(
            "{HEAD}I marginalen står vem som lämnat yttrandet.\n\n{}",
            rows.concat()
        )),
        [
            "Boverket: Boverket vill ha färre kajer i den norra delen av hamnen, och en bredare gångväg.",
            "Trafikverket: Vägen till hamnen är för smal och behöver breddas före byggstart.",
            "Kammarkollegiet: Fisket berörs inte.",
        ]
    );
}

#[test]
fn a_table_of_yes_and_no_tells_no_views() {
    let text = format!(
        "{HEAD}Instans                       Inkom             Synpunkter\nBoverket                      2031-02-03        Ja\nTrafikverket                  2031-02-04        Nej\n"
    );
    assert_eq!(said(&text), [] as [&str; 0]);
}

#[test]
fn many_end_what_one_says_in_prose() {
    check(&format!(
        "{HEAD}Övergripande synpunkter\n\n⟦sammanfattning | Boverket⟧Boverket välkomnar planen.⟦/⟧ ⟦sammanfattning | Mora kommun⟧Mora godtar den om resan kan bokas samma dag.⟦/⟧ \
         ⟦sammanfattning | Trafikverket⟧Trafikverket vill att vägen breddas.⟦/⟧ Fyra kommuner påpekar att kartan är svårläst. ”Vi är för få”, skriver några boende. \
         ⟦sammanfattning | Kammarkollegiet⟧”Fisket glöms bort”, skriver Kammarkollegiet.⟦/⟧ Ingen kommun tillstyrker avgiften.\n"
    ));
}

#[test]
fn those_asked_are_told_in_a_sentence() {
    let views =
        "Boverket tillstyrker planen. Trafikverket avstyrker den. Region Norr saknar en karta.\n";
    for told in [
        "Remissinstanser var Boverket, Region Norr, Hamnbolaget AB och Trafikverket.",
        "Förslaget sändes den 4 maj till fyra aktörer. 4 av dem har lämnat synpunkter:\nBoverket, Region Norr, Hamnbolaget AB och Trafikverket.",
    ] {
        let text = format!("{HEAD}Om remissen\n\n{told}\n\nÖvergripande synpunkter\n\n{views}");
        let paper = Paper::read(Document::from_text("case.txt", &text));
        let facts = paper.segmentation.facts.iter();
        let asked = facts.filter(|one| one.fact == remiss::unit::Fact::Asked);
        let asked: Vec<&str> = asked.map(|one| one.respondent.as_str()).collect();
        assert_eq!(
            asked,
            ["Boverket", "Hamnbolaget AB", "Region Norr", "Trafikverket"]
        );
    }
}

#[test]
fn bodies_in_turn_make_an_account() {
    check(
        "PM\n\nSjöfartsdepartementet             2031-10-28\n\nRemissutfall i korthet: promemorian Pant på båtar (SD2031/01377)\n\nDe viktigaste synpunkterna:\n\n\
         • ⟦sammanfattning | Naturvårdsverket⟧Naturvårdsverket anser att pant är rätt väg men vill ha ett år till.⟦/⟧\n\
         • ⟦sammanfattning | Konjunkturinstitutet⟧Konjunkturinstitutet avstyrker. En skatt vore billigare.⟦/⟧\n\
         • ⟦sammanfattning | Konsumentverket⟧Konsumentverket är positivt men efterlyser skyltar.⟦/⟧\n\
         • ⟦sammanfattning | Boverket⟧Boverket ställer sig bakom förslaget.⟦/⟧\n\
         • ⟦sammanfattning | Trafikverket⟧Trafikverket har inga synpunkter på panten.⟦/⟧\n",
    );
}
