//! Papers bound in one file: letters behind decisions, statements behind
//! answers, annexes behind signatures, and the pages between their lines.

use crate::marked::check;
use crate::stdout;
use remiss::document::{Document, DocumentKind};
use remiss::paper::Paper;
use remiss::unit::Fact;

const MINUTES: &str = "Almviks kommun          PROTOKOLLSUTDRAG\nKommunstyrelsen\nSammanträdesdatum 2031-09-15\n\n§ 12 Yttrande över Hamnar för alla (SOU 2031:6)\n\nBeslut\n\n";

/// Head of a letter: who writes to whom, when, about what.
const HEAD: &str = "Almviks kommun\nKommunstyrelsen\n\nDatum             Vår beteckning\n2031-09-15        KS 2031/88\n\n                  Sjöfartsdepartementet\n\nYttrande över Hamnar för alla (SOU 2031:6)\n\n";

#[test]
fn a_letter_stands_behind_the_decision_to_send_it() {
    check(&format!(
        "{MINUTES}⟦beslut | Almviks kommun⟧Kommunstyrelsen överlämnar förslaget som sitt yttrande till Sjöfartsdepartementet.⟦/⟧\n\n\
         Beslutsunderlag\n\nFörslag till yttrande\n\n\
         {HEAD}⟦yttrande | Almviks kommun⟧Almviks kommun tillstyrker betänkandet och anser att avgifterna bör sänkas.\n\n\
         Avgifter\n\nAvgiften bör tas ut av staten och inte av kommunerna i länet.⟦/⟧\n\nPå kommunstyrelsens vägnar\n\nEva Ek\nOrdförande\n",
    ));
}

#[test]
fn the_number_of_an_item_heads_its_annex_and_opens_no_other() {
    check(&format!(
        "{MINUTES}⟦beslut | Almviks kommun⟧Kommunstyrelsen godkänner förslaget som sitt svar på remissen.⟦/⟧\n\n\
         Bilaga 2\n\nKommunstyrelsen 2031-09-15\n§ 12 Yttrande över Hamnar för alla\n\nRESERVATION\n\n\
         ⟦reservation | Almviks kommun | signers: Eva Ek (S)⟧Hamnen är till för båtar. Vi avstyrker därför att kajen byggs om till torg.⟦/⟧\n\nEva Ek (S)\n",
    ));
}

#[test]
fn a_decision_in_the_course_of_the_minutes_announces_the_answer() {
    check(
        "SJÖREGION MELLAN\nSamverkansnämnden\n\nUtdrag ur protokoll fört den 18 september 2031\n\n§ 29  Kustregionens målbild för hamnar, remissvar\n\nBakgrund\nKustregionen har bett nämnden om synpunkter på sin målbild.\n\n\
         ⟦beslut | Samverkansnämnden⟧Nämnden beslöt enhälligt\natt avge följande yttrande till Kustregionen, samt\natt ta upp frågan vid nästa möte.⟦/⟧\n\n\
         ⟦yttrande | Samverkansnämnden⟧Samverkansnämnden stödjer att trafiken samlas i två hamnar. Avtal bör slutas innan bygget börjar.⟦/⟧\n\n\
         Särskilt yttrande\nEva Ek (KD) lämnade följande särskilda yttrande.\n⟦sarskilt_yttrande | Samverkansnämnden | signers: Eva Ek (KD)⟧Nämnden borde ha pekat på behovet av en reservplan.⟦/⟧\n",
    );
}

#[test]
fn an_answer_goes_on_in_the_annex_behind_its_signature() {
    check(
        "Farledsverket\n\nDatum: 2031-05-04\nDnr FV 2031/7\n\nSjöfartsdepartementet\n\nYttrande över promemorian Kortare köer i hamn\n\n\
         ⟦yttrande | Farledsverket⟧Farledsverket tillstyrker förslaget men har synpunkter på enskilda paragrafer.\n\nEva Ek\nGeneraldirektör\n\n\
         Bilaga\n\nKommentarer till enskilda bestämmelser\n\n2 § Definitionen av kö stämmer inte med lagen och bör ändras.\n\n5 § Farledsverket har ingen erinran mot att kön räknas i timmar.\n\n7 § Avgiften är för hög och bör halveras för mindre hamnar.⟦/⟧\n",
    );
}

#[test]
fn a_statement_stands_behind_the_answer_that_a_memo_proposes() {
    check(
        "Almviks kommun                    Tjänsteskrivelse\nKommunledningskontoret            2031-02-20\n                                  Dnr KS 2031/61\n\nKommunstyrelsen\n\nYttrande över Rättvisare kajavgifter (Ds 2031:4)\n\nFörslag till beslut\n\nKommunstyrelsen antar yttrandet.\n\nSammanfattning\n\nKommunen har fått promemorian på remiss.\n\n\
         Förslag till yttrande\n\n⟦yttrande | Almviks kommun⟧Almviks kommun avstyrker att avgiften blir obligatorisk för mindre hamnar.\n\nKommunen saknar dessutom en analys av kostnaderna.⟦/⟧\n\nFör Almviks kommun\n\nLo Ask (C)\n\n\
         Särskilt yttrande\n\nÄrende 4, Rättvisare kajavgifter\n\n\
         ⟦sarskilt_yttrande | Almviks kommun | signers: Eva Ek (SD)⟧Vi har valt att inte yrka avslag men vill anföra att avgiften är orimlig för en vanlig familj.⟦/⟧\n\nAlmvik den 3 mars 2031\n\nEva Ek (SD)\n",
    );
}

#[test]
fn a_heading_with_none_below_it_is_no_statement() {
    check(&format!(
        "{MINUTES}⟦beslut | Almviks kommun⟧Kommunstyrelsen lämnar förvaltningens förslag som svar på remissen.⟦/⟧\n\nReservationer\n\nIngen.\n\nÄrendebeskrivning\n\nBetänkandet har remitterats till kommunen.\n",
    ));
}

#[test]
fn a_form_tells_who_fills_it_in() {
    let text = "Svarsformulär för remiss av föreskrifter\n\nFarledsverket\nBox 155, 104 30 Almvik\n\nA. Uppgifter om den som svarar\nSvarande organisation: Almviks Bogsering AB\nDatum: 2031-03-27\n\nB. Synpunkter\n\nBolaget tillstyrker föreskrifterna men anser att tiden är för kort för mindre rederier.\n";
    let paper = Paper::read(Document::from_text("svar.txt", text));
    let units = &paper.segmentation.units;
    let respondents: Vec<_> = units
        .iter()
        .map(|unit| unit.respondent.as_deref())
        .collect();
    assert_eq!(respondents, [Some("Almviks Bogsering AB")]);
}

#[test]
fn names_one_after_the_other_are_asked_each() {
    let text = "Farledsverket\n\nRemiss av förslag till föreskrifter om kajer\n\nYttranden ska ha kommit in senast den 4 maj 2031.\n\nSändlista\n\nHandöls sameby; Njaarkens sameby; Norra\nHamnförbundet; Almviks Bogsering AB\n";
    let paper = Paper::read(Document::from_text("missiv.txt", text));
    assert_eq!(paper.segmentation.kind, DocumentKind::Missiv);
    let facts = paper.segmentation.facts.iter();
    let asked = facts.filter(|fact| fact.fact == Fact::Asked);
    let names: Vec<&str> = asked.map(|fact| fact.spelling.as_str()).collect();
    assert_eq!(
        names,
        [
            "Handöls sameby",
            "Njaarkens sameby",
            "Norra Hamnförbundet",
            "Almviks Bogsering AB"
        ]
    );
}

/// The ledger tells an abstention by the verdict that positions read.
#[test]
fn a_letter_that_declines_is_an_abstention() {
    let dir = tempfile::tempdir().unwrap();
    let text = "Almviks kommun\n\n2031-05-04\nDnr KS 2031/88\n\nSjöfartsdepartementet\n\nYttrande över Hamnar för alla (SOU 2031:6)\n\nAlmviks kommun har tagit del av remissen men avböjer att yttra sig över förslaget.\n\nEva Ek\nKommundirektör\n";
    std::fs::write(dir.path().join("svar.txt"), text).unwrap();
    let dir = dir.path().display().to_string();
    let ledger = stdout(&["ledger", "--in", &dir, "--format", "json"], 0);
    let rows: serde_json::Value = serde_json::from_str(&ledger).unwrap();
    assert_eq!(rows[0]["respondent"], "Almviks kommun");
    assert_eq!(rows[0]["status"], "abstained");
}

/// The second page of a file.
const PAGE: &str = "\u{c}";

#[test]
fn a_decision_by_delegation_sends_the_letter_behind_it() {
    let paper = check(&format!(
        "ALMVIKS STAD                                 DELEGATIONSBESLUT\nMiljönämnden                                 Datum: 16 september 2031\n                                             Diarienr: MN 2031/88\n\nBeslut om yttrande till Sjöfartsverket\n\nÄrende\nRemiss av förslag till föreskrifter om kajer, dnr SJV-88-31\n\n\
         Beslut\n⟦beslut | Almviks stad⟧Yttrande avges till Sjöfartsverket i enlighet med bifogad skrivelse.⟦/⟧\n\nSkäl för att beslut fattas nu\nNämnden sammanträder först den 23 september.\n\nEva Ek\nOrdförande\n\
         {PAGE}ALMVIKS STAD                                 16 september 2031\nMiljönämnden                                 Diarienr: MN 2031/88\n\n                                             Sjöfartsverket\n                                             registrator@sjv.example\n\nSvar på remiss SJV-88-31\n\n\
         ⟦yttrande | Almviks stad⟧Nämnden ser positivt på att frågan regleras men avstyrker kravet på journal.\n\n3 § Krav på kaj\n\nNämnden tillstyrker att äldre kajer får stå kvar.⟦/⟧\n\nEnligt uppdrag\n\nEva Ek\n",
    ));
    assert_eq!(paper.segmentation.kind, DocumentKind::Remissvar);
}

#[test]
fn letters_bound_in_one_file_are_told_by_their_letterheads() {
    let paper = check(&format!(
        "SJÖRÄTTEN I ALMVIK                           REMISSVAR\n                                             2031-09-19\n                                             SRA 2031/276\n\nSjöfartsdepartementet\n\nPromemorian Kortare köer i hamn\n\n\
         ⟦yttrande | Sjörätten i Almvik⟧Sjörätten tillstyrker i allt väsentligt promemorians förslag men vill ha två ändringar.⟦/⟧\n\nEva Ek\n\
         {PAGE}                                             Sj2031/44 aktbil. 21\n                                             Inkom 2031-09-22\n\nFarledsverket\n\nDatum                 Dnr                      Er beteckning\n2031-09-22            FV-7713-31               Sj2031/44\n\n                                             Sjöfartsdepartementet\n\nYttrande över Kortare köer i hamn\n\n\
         ⟦yttrande | Farledsverket⟧Farledsverket avstyrker förslagen i promemorian, eftersom köerna behövs.⟦/⟧\n\nLo Ask\n",
    ));
    assert_eq!(paper.segmentation.kind, DocumentKind::Handlingar);
}

#[test]
fn the_head_of_a_letter_says_what_it_is_and_the_title_is_the_proposals() {
    check(&format!(
        "ALMVIKS KOMMUN                               TJÄNSTESKRIVELSE\nKommunledningskontoret                       2031-10-09\n                                             Dnr 01245-2031\n\n                                             Till kommunstyrelsen\n\nYttrande över promemorian Fria bryggor (Sj2031/210)\n\nFörslag till beslut\n\nKommunstyrelsen beslutar att lämna yttrande enligt bilaga 1.\n\nÄrendebeskrivning\n\nDepartementet har berett kommunen tillfälle att yttra sig över promemorian.\n\n\
         {PAGE}                                                              Bilaga 1\n\nALMVIKS KOMMUN                               YTTRANDE\nKommunstyrelsen                              2031-10-28\n                                             Dnr 01245-2031\n\n                                             Sjöfartsdepartementet\n                                             Sj2031/210\n\nFria bryggor i allmänna hamnar\n\n\
         ⟦yttrande | Almviks kommun⟧Kommunen vill att fler ska få lägga till. Kommunen kan trots det inte tillstyrka promemorian.⟦/⟧\n\nFör Almviks kommun\n\nEva Ek\n",
    ));
}

#[test]
fn the_mail_that_is_answered_is_no_part_of_the_answer() {
    check(
        "Från: Sjöfartsförbundet [remiss@sjofartsforbundet.example]\nSkickat: den 13 juni 2031 16:52\nTill: sjo@sjv.example\nÄmne: SV: Påminnelse remiss SJV 2031-114, föreskrifter om kajer\n\nHej!\n\n\
         ⟦yttrande | Sjöfartsförbundet⟧Sjöfartsförbundet tycker att förslaget är bra och har inget att invända mot det.⟦/⟧\n\nTrevlig sommar önskar\nMalte Ek\nSjöfartsförbundet\n\n________________\nFrån: sjo@sjv.example\nSkickat: den 10 juni 2031 09:03\nÄmne: Påminnelse\n\nHej, vi vill påminna om att remisstiden går ut den 13 juni 2031.\n",
    );
}

#[test]
fn under_yttrande_parties_may_speak() {
    check(&format!(
        "{MINUTES}⟦beslut | Almviks kommun⟧Kommunstyrelsen lämnar förvaltningens förslag som svar på remissen.⟦/⟧\n\nYttrande\n\nPartierna D, MP och V antecknar följande till protokollet:\n\
         ⟦sarskilt_yttrande | Almviks kommun | signers: (D), (MP), (V)⟧Hamnen får inte bara bli båtarnas. Vi vill därför att programmet får ett avsnitt om unga.⟦/⟧\n\nProtokollsutdrag skickas till\n\nStadsledningskontoret\n",
    ));
}

#[test]
fn minutes_and_the_memo_behind_them_are_each_read() {
    let paper = check(&format!(
        "Almviks Stad\nHamnnämnden\n\nUtdrag ur protokoll\nSammanträdesdatum: 2031-03-17\n\n§ 47\nSvar på remiss av Almviks Stads plan för bryggor\nDnr HN 2031/67 (KS 2031/43)\n\nBeslut\n\
         ⟦beslut | Hamnnämnden⟧1. Hamnnämnden översänder förvaltningens tjänsteutlåtande som sitt svar till kommunstyrelsen.⟦/⟧\n\nVid protokollet\nEva Ek\n\
         {PAGE}Almviks Stad\nHamnförvaltningen\n\nTjänsteutlåtande                        Handläggare\nUtfärdat 2031-02-24                     Lo Ask\nDiarienummer HN 2031/67\n\nSvar på remiss av Almviks Stads plan för bryggor\n\nFörslag till beslut\n1. Hamnnämnden översänder förvaltningens tjänsteutlåtande som sitt svar på remissen.\n\nSammanfattning\n\
         ⟦yttrande | Hamnnämnden⟧Förvaltningen är positiv till planen och föreslår att nämnden tillstyrker den med påpekanden om kostnader och säkerhet.\n\nFörvaltningens bedömning\nKostnaden bör bäras av staden i dess helhet.⟦/⟧\n",
    ));
    assert_eq!(paper.segmentation.kind, DocumentKind::Protokollsutdrag);
}

#[test]
fn letters_set_apart_are_a_word() {
    check(&format!(
        "{MINUTES}⟦beslut | Almviks kommun⟧Kommunstyrelsen beslutar att avge yttrande till Sjöfartsdepartementet i enlighet med förslag.⟦/⟧\n\nY t t r a n d e\n\n\
         ⟦yttrande | Almviks kommun⟧Almviks kommun instämmer i beskrivningen men ser att ansvaret för små kommuner blir betungande.⟦/⟧\n\nYrkanden\n\nEva Ek (S) yrkar bifall.\n",
    ));
}

#[test]
fn an_agenda_alone_brings_no_papers() {
    let text = "ALMVIKS KOMMUN\nKommunfullmäktige\n\nKALLELSE OCH FÖREDRAGNINGSLISTA\n\nTid: Måndagen den 24 november 2031, kl. 09.00\n\nNr   Ärende                                   Dnr\n1    Upprop och val av justerare\n2    Svar på remiss – Hamnar för alla (SOU 2031:6)   31KS244\n3    Delgivningar\n\nHandlingarna finns på kommunens webbplats från den 14 november. Ledamot som inte kan delta ska meddela detta snarast.\n";
    let paper = Paper::read(Document::from_text("lista.txt", text));
    assert_eq!(paper.segmentation.kind, DocumentKind::Okand);
    assert!(paper.segmentation.units.is_empty());
}

#[test]
fn a_decision_by_delegation_announces_the_answer_below_it() {
    check(
        "ALMVIKS KOMMUN          DELEGATIONSBESLUT\nKommunstyrelsen          nr 2031:6\n\nBeslutsdatum: 2031-10-15\n\n\
         ÄRENDE\nRemiss från Region Slättbygden av program för hamnar (RS31/01284)\n\n\
         SKÄL FÖR BRÅDSKA\nSvar ska lämnas den 17 oktober, före nästa sammanträde med kommunstyrelsen.\n\n\
         BESLUT\n⟦beslut | Almviks kommun⟧Almviks kommun avger yttrande till Region Slättbygden enligt följande lydelse.⟦/⟧\n\n\
         ⟦yttrande | Almviks kommun⟧\"Almviks kommun lämnar förslaget till program utan erinran. Kommunen vill dock att farleden mot söder ges mer plats i programmet.\"⟦/⟧\n\n\
         Beslutet anmäls till kommunstyrelsen.\n\nEva Ek\nOrdförande\n",
    );
}

#[test]
fn minutes_may_count_their_items_and_agree_on_an_answer() {
    check(
        "Almviks kommun          Mötesprotokoll\nRådet för tillgänglighetsfrågor\nOnsdag 18 februari 2032 kl. 13.00\n\nNärvarande\nEva Ek, ordförande\n\n\
         1. Mötet öppnas\nOrdföranden hälsar välkommen.\n\n2. Föregående protokoll\nLäggs till handlingarna.\n\n\
         3. Remiss: strategi för en öppen hamn, KS 2031-1184\nEva Ek visar förslaget och svarar på frågor.\n\nRådet enas om följande svar:\n\n\
         ⟦radsyttrande | Rådet för tillgänglighetsfrågor⟧Rådet är i huvudsak nöjt med strategin men saknar ramper vid kajen, och dessa behöver läggas till.⟦/⟧\n\n\
         4. Nästa möte\nDen 13 maj.\n\nVid protokollet          Justeras\nEva Ek                   Nils Ek\n",
    );
}

#[test]
fn a_letter_begins_right_below_those_who_signed_before_it() {
    check(&format!(
        "{MINUTES}⟦beslut | Almviks kommun⟧Kommunstyrelsen avger yttrande till Sjöfartsdepartementet enligt bilaga.⟦/⟧\n\n\
         Bilaga till § 12\n\nReservation, Vänsterpartiet\n\n\
         ⟦reservation | Almviks kommun | signers: (V)⟧Tillsyn utan pengar flyttar bara skulden. Vi anser att tillsynen ska ersättas av råd till hamnarna.⟦/⟧\n\nEva Ek (V)\n\
         Almviks kommun                    Yttrande\n                                  Datum: 2031-09-15\n\n                                  Sjöfartsdepartementet\n                                  Ert dnr: Sj2031/01377\n\n\
         Yttrande över Hamnar för alla (SOU 2031:6)\n\n\
         ⟦yttrande | Almviks kommun⟧Almviks kommun tillstyrker i huvudsak förslagen. Kommunen anser dock att avgifterna är otillräckligt belysta.⟦/⟧\n\nEva Ek\nOrdförande\n",
    ));
}
