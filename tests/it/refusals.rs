//! Letters that praise and reject: none is shown as support. And parts of a
//! proposal that one paper numbers and another only names.

use remiss::analyse::Analyser;
use remiss::document::Document;
use remiss::focus::FocusFiles;
use remiss::paper::Paper;
use remiss::position::{CONFIDENT, Position, Stance, positions};

/// A letter of this body that says this.
fn letter(body: &str, says: &str) -> String {
    format!(
        "{body}\n\nYttrande\n2026-03-02\nDnr 2025/77\n\nKlimat- och näringslivsdepartementet\nKN2025/01999\n\n\
         Remissvar över betänkandet Ordning på strömmen (SOU 2025:201)\n\n{says}\n\n\
         I detta ärende har generaldirektören Berit Ahl beslutat.\n"
    )
}

fn read(texts: &[String]) -> Vec<Position> {
    let papers: Vec<Paper> = texts
        .iter()
        .enumerate()
        .map(|(at, text)| Paper::read(Document::from_text(&format!("svar{at}.txt"), text)))
        .collect();
    let rows = positions(
        &papers,
        &FocusFiles::shipped().unwrap(),
        &Analyser::default(),
    )
    .rows;
    let sure = rows.into_iter().filter(|row| row.confidence >= CONFIDENT);
    sure.collect()
}

fn rejects(text: String) {
    let rows = read(&[text]);
    let whole: Vec<&Position> = rows.iter().filter(|row| row.area == "helhet").collect();
    let stances: Vec<Stance> = whole.iter().map(|row| row.stance).collect();
    assert_eq!(stances, [Stance::Kritik], "{whole:?}");
}

#[test]
fn praise_of_the_purpose_first() {
    rejects(letter(
        "Energinätsverket",
        "Energinätsverket välkomnar att frågan om nätens kapacitet tas upp och delar syftet att korta köerna. \
         Verket avstyrker dock förslaget i dess nuvarande utformning.",
    ));
    rejects(letter(
        "Trafikgranskningsverket",
        "Trafikgranskningsverket har inget att invända mot syftet med förslaget. Verket kan däremot inte ställa \
         sig bakom den lösning som utredningen har valt och anser att betänkandet inte kan ligga till grund för \
         lagstiftning.",
    ));
}

#[test]
fn advice_against_adopting_the_paper_is_of_the_whole() {
    rejects(letter(
        "Vätterns universitet",
        "Vätterns universitet avråder från förslaget. Sekretessen i avsnitt 7 är väl avvägd.",
    ));
    rejects(letter(
        "Vätterns universitet",
        "1. Allmänt\n\nFakultetsnämnden har begränsat sig till civilrätten. Promemorian bygger på \
         konventionens artikel 27. Fakultetsnämnden finner att underlaget brister och avråder från att \
         betänkandet i dess helhet läggs till grund för en proposition.\n\n2. Meddelandet\n\nPåföljden är \
         hård. Vi förordar i stället skadestånd.",
    ));
}

#[test]
fn the_rejection_opens_or_ends_the_sentence() {
    rejects(letter(
        "Länsstyrelsen i Vätterns län",
        "Länsstyrelsen i Vätterns län avstyrker att förslaget läggs till grund för lagstiftning i dess nuvarande \
         utformning, men delar syftet och välkomnar ambitionen att skydda vattnet.\n\n\
         Länsstyrelsen är positiv till en nationell vägledning.",
    ));
    rejects(letter(
        "Fiskerikontrollen",
        "Fiskerikontrollen är i grunden positiv till en samlad reglering men avstyrker att lagen införs i \
         föreslagen form.",
    ));
}

#[test]
fn the_rejection_stands_in_the_middle() {
    rejects(letter(
        "Statens bergverksnämnd",
        "Statens bergverksnämnd delar utredningens bild av att tillståndsprövningen tar för lång tid. Nämnden ser \
         positivt på ambitionen att förenkla.\n\nEtt nytt register kräver dock tid att bygga. Mot den bakgrunden \
         kan nämnden inte tillstyrka förslaget. De föreslagna fristerna är för korta.\n\n\
         Nämnden ställer sig positiv till att Lantmäteriet får ansvar för mallarna.",
    ));
}

#[test]
fn the_rejection_is_the_last_paragraph() {
    rejects(letter(
        "Vårdtillsynsmyndigheten",
        "Vårdtillsynsmyndigheten stöder utredningens syfte, instämmer i problembeskrivningen och ser i stora delar \
         positivt på inriktningen.\n\nMyndigheten gör dock bedömningen att förslaget behöver omarbetas i grunden \
         innan det kan genomföras, och kan därför inte tillstyrka det.",
    ));
}

#[test]
fn the_rejection_is_a_heading() {
    rejects(letter(
        "Kammarrätten i Hällevik",
        "Kammarrätten avstyrker förslaget om ett nytt förfarande\n\nKammarrätten har förståelse för att utredningen \
         vill minska antalet mål. Domstolen stödjer i princip att enklare mål avgörs av en domare.",
    ));
}

#[test]
fn the_decision_rejects_and_the_answer_praises() {
    rejects(
        "Kustholmens kommun\nSAMMANTRÄDESPROTOKOLL\nKommunstyrelsen\n2026-03-10\n\n§ 44\n\
         Remissvar över betänkandet Ordning på strömmen (SOU 2025:201)\nDnr KS 2026/31\n\nBeslut\n\
         Kommunstyrelsen beslutar att avge kommunledningskontorets yttrande som svar på remissen, innebärande att \
         kommunen avstyrker betänkandet i dess nuvarande utformning.\n\nÄrendet\n\
         Klimat- och näringslivsdepartementet har remitterat betänkandet Ordning på strömmen (SOU 2025:201).\n\n\
         Yttrande\nKustholmens kommun delar syftet med betänkandet och välkomnar att nätfrågan lyfts. Kommunen är \
         positiv till att kommunerna ges en tydligare roll.\n\nParagrafen är justerad\n"
            .to_owned(),
    );
}

#[test]
fn a_part_has_the_number_that_another_paper_gives_it() {
    let rows = read(&[
        letter(
            "Elmarknadsverket",
            "Avsnitt 5.2 Köavgift\n\nElmarknadsverket tillstyrker förslaget.",
        ),
        letter(
            "Strömbygdens kommun",
            "Kommunen tillstyrker betänkandet. Kommunen avstyrker däremot förslaget om en köavgift.",
        ),
    ]);
    let parts = rows.iter().filter(|row| row.area == "avsnitt-5.2");
    let found: Vec<(&str, Stance)> = parts
        .map(|row| (row.respondent.as_str(), row.stance))
        .collect();
    let wanted = [
        ("Elmarknadsverket", Stance::Stöd),
        ("Strömbygdens kommun", Stance::Kritik),
    ];
    assert_eq!(found, wanted);
}

#[test]
fn every_cue_of_a_sentence_is_weighed() {
    let rows = read(&[letter(
        "Strömbygdens kommun",
        "Kommunen tillstyrker betänkandet. Andelen som kommunen själv ska betala bör sänkas från 60 till 40 procent.",
    )]);
    let asks: usize = rows.iter().map(|row| row.asks.len()).sum();
    assert_eq!(asks, 1);
}
