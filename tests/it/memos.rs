//! Memos, their ends and their pages: whose words an office's paper holds, where
//! an answer ends, and what the page put between its lines.

use crate::marked::check;
use remiss::document::Document;
use remiss::paper::Paper;
use remiss::unit::Fact;

const MEMO: &str = "ALMVIKS STAD\nStadsledningskontoret\n                                    TJÄNSTEUTLÅTANDE              1 (4)\n                                    2031-11-02\n                                    KS-412/2031\n\n                                    Kommunstyrelsen\n\n";

/// "Asked" and "Abstained", as the ledger takes them.
fn facts(text: &str, fact: Fact) -> Vec<String> {
    let paper = Paper::read(Document::from_text("case.txt", text));
    let facts = paper.segmentation.facts.iter();
    let found = facts.filter(|one| one.fact == fact);
    found.map(|one| one.respondent.clone()).collect()
}

#[test]
fn a_memo_over_an_own_programme_sums_up_what_others_answered() {
    let memo = format!(
        "{MEMO}Program för hamnar 2032–2039\n\nFörslag till beslut\n\nKommunstyrelsen föreslår att programmet antas.\n\n\
         Remissinstanser\n\nKulturnämnden\nSocialnämnden\nBoverket\nTrafikverket\n\n\
         Inkomna remissvar\n\nKulturnämnden\n\n⟦sammanfattning | Kulturnämnden⟧Nämnden tillstyrker programmet. Kajerna kan öppnas för konst.⟦/⟧\n\n\
         Boverket\n\n⟦sammanfattning | Boverket⟧Verket anser att måttet på kajerna behöver omprövas.⟦/⟧\n\n\
         Trafikverket\n\n⟦sammanfattning | Trafikverket⟧Trafikverket välkomnar programmet och har i övrigt inga synpunkter.⟦/⟧\n\n\
         Stadsledningskontorets bedömning\n\nKontoret har ändrat måttet på kajerna.\n"
    );
    check(&memo);
    let plain = memo.replace(['⟦', '⟧'], "");
    let asked = facts(&plain, Fact::Asked);
    assert_eq!(
        asked,
        ["Kulturnämnden", "Socialnämnden", "Boverket", "Trafikverket"]
    );
}

#[test]
fn a_memo_speaks_for_the_board_that_it_is_sent_to() {
    check(
        "ALMVIKS STAD                                          Tjänsteutlåtande\nÄldreförvaltningen                                    Datum: 2031-08-23\nHandläggare: Eva Ek                                   Dnr: ÄN-119/2031\n\n\
         \u{20}                                                     Till äldrenämnden\n\n\
         Svar på remiss från kommunstyrelsen: Program för hamnar 2032–2039\n\n\
         Förslag till beslut\nÄldrenämnden överlämnar förvaltningens tjänsteutlåtande till kommunstyrelsen som svar på remissen.\n\n\
         Sammanfattning\n⟦yttrande | Äldrenämnden⟧Förvaltningen ser positivt på programmet men saknar bänkar vid kajen.\n\n\
         Förvaltningens bedömning\nBänkar bör finnas på var hundrade meter, också på vintern.⟦/⟧\n\n\nEva Ek\nÄldredirektör\n",
    );
}

#[test]
fn an_answer_ends_where_the_decision_tells_who_took_it() {
    check(
        "ALMVIKS KOMMUN                                DELEGATIONSBESLUT\n\nBeslutsdatum          Diarienummer\n2031-02-09            KS 2031/402\n\n\
         Ärende\nRemiss av Hamnar för alla (SOU 2031:6), S2031/01233\n\n\
         Beslut\n⟦beslut | Almviks kommun⟧Almviks kommun lämnar följande svar till Sjöfartsdepartementet.⟦/⟧\n\n\
         Svar\n⟦yttrande | Almviks kommun⟧Almviks kommun har tagit del av betänkandet och tillstyrker förslagen.⟦/⟧\n\n\
         Skäl för delegation\nSvaret ska lämnas den 10 februari. Nämnden sammanträder den 20 februari.\n\n\nEva Ek\nOrdförande\n",
    );
}

#[test]
fn that_a_parliament_decides_ends_no_answer() {
    check(
        "Farledsverket\n\nDatum: 2031-05-04\nDnr FV 2031/7\n\nSjöfartsdepartementet\n\nYttrande över promemorian Kortare köer i hamn\n\n\
         ⟦yttrande | Farledsverket⟧Farledsverket tillstyrker förslaget.\n\nIkraftträdande\n\nVerket behöver tolv månader från det att riksdagen har fattat beslut. Lagen bör\ndärför träda i kraft den 1 januari 2033.⟦/⟧\n\n\
         Detta yttrande har beslutats av generaldirektören Eva Ek.\n\nEva Ek\n",
    );
}

#[test]
fn what_stands_below_a_persons_name_is_what_that_person_is() {
    check(
        "ARKIVVERKET                                              Datum: 2031-09-02\nAvdelningen för hamnar                                   Dnr AV 2031/87\n\n                                                         Sjöfartsdepartementet\n\n\
         Promemorian Kortare köer i hamn, S2031/890\n\n⟦yttrande | Arkivverket⟧Arkivverket har ingen erinran mot förslagen i promemorian.⟦/⟧\n\nEva Ek\nRiksarkivarie\n                        Bo Alm\n",
    );
}

#[test]
fn names_in_one_paragraph_under_a_heading_are_those_asked() {
    let mail = "Från: Farledsverket Registrator <registrator@fv.example>\nSkickat: den 1 december 2031 13:08\nÄmne: Remiss av förslag till föreskrifter om kajer, FV 2031-4411\n\n\
        Hej,\n\nFarledsverket remitterar härmed förslag till föreskrifter om kajer. Synpunkter önskas senast den 26 februari 2032.\n\n\
        Sändlista:\n\nBoverket, Malmö stad, Regelrådet, Riksantikvarieämbetet, Länsstyrelsen\ni Skåne län, Sveriges Kommuner och Regioner\n\nÄven andra är välkomna att svara. Sprid gärna vidare!\n";
    assert_eq!(
        facts(mail, Fact::Asked),
        [
            "Boverket",
            "Länsstyrelsen i Skåne län",
            "Malmö stad",
            "Regelrådet",
            "Riksantikvarieämbetet",
            "Sveriges Kommuner och Regioner"
        ]
    );
}

#[test]
fn a_list_of_those_asked_ends_at_a_paragraph_of_sentences() {
    let letter = "                                       Remiss\n\n                                       2031-05-18\n                                       S2031/1102\n\nSjöfartsdepartementet\n\n\
        Remiss av promemorian Kortare köer i hamn\n\nRemissinstanser\n\nBoverket\nMalmö stad\nInstitutet för arbetsmarknads- och utbildningspolitisk\n   utvärdering (IFAU)\nTrafikverket\n\n\
        Svar på remissen ska ha kommit in till Sjöfartsdepartementet\nsenast den 11 september 2031. Ange diarienummer\nS2031/1102 och er organisations namn i ämnesraden.\n\nEva Ek\nÄmnesråd\n";
    let asked = facts(letter, Fact::Asked);
    assert_eq!(asked.len(), 4, "{asked:?}");
    assert!(
        asked[2].starts_with("Institutet för arbetsmarknads- och"),
        "{asked:?}"
    );
}

#[test]
fn who_signs_below_a_list_was_not_asked() {
    let list = "Sjöfartsinspektionen\n                              2031-02-09\n                              SI 31-4402\n\n\
         Remiss av föreskrifter om kajer\n\nSvar ska ha kommit in senast den 4 maj 2031.\n\nRemissen går till:\n\n";
    let signed = "\n\nSJÖFARTSINSPEKTIONEN\n\n\nEva Ekmark\nOmrådeschef\n                    Bo Lindkvist\n                    Utredare\n";
    let columns = "Boverket                      Konsumentverket\nHamnbolaget AB                Trafikverket\nKajernas Förening             Sjöräddningen AB\n";
    let lines =
        "Myndigheter\nBoverket\nTrafikverket\n\nExterna\nKajernas Förening\nHamnbolaget AB\n";
    let asked = facts(&format!("{list}{columns}{signed}"), Fact::Asked);
    assert_eq!(
        asked,
        [
            "Boverket",
            "Konsumentverket",
            "Hamnbolaget AB",
            "Trafikverket",
            "Kajernas Förening",
            "Sjöräddningen AB"
        ]
    );
    let asked = facts(&format!("{list}{lines}{signed}"), Fact::Asked);
    assert_eq!(
        asked,
        [
            "Boverket",
            "Trafikverket",
            "Kajernas Förening",
            "Hamnbolaget AB"
        ]
    );
}

#[test]
fn a_board_that_only_the_text_names_is_who_asked() {
    check(
        "ALMVIKS STAD                        TJÄNSTEUTLÅTANDE               1 (2)\nSociala nämndernas förvaltning      Datum          Diarienr\nEva Ekmark                          2031-05-18     FN 2031/188\n\n\
         \u{20}                                   Familjenämnden\n\n\n\
         Yttrande över förslag till strategi för kajer\n\nFörslag till beslut\n\n1. Förslaget till yttrande antas som Familjenämndens svar och\n   överlämnas till kommunstyrelsen.\n\n\
         Ärendet i korthet\n\nKommunstyrelsen har den 20 mars 2031 sänt Strategi för kajer på remiss\n(KS 2031/612).\n\n\nEva Ekmark                  Bo Lindkvist\nSocialdirektör              Utredare\n\nBilaga: Förslag till yttrande\n\n\n\
         ALMVIKS STAD                        FÖRSLAG TILL YTTRANDE          2 (2)\nFamiljenämnden                      FN 2031/188\n\n                                    Kommunstyrelsen\n\n\n\
         Familjenämndens yttrande över Strategi för kajer\n\n⟦yttrande | Familjenämnden⟧Familjenämnden avstyrker strategin. Kajerna nämns på 14 sidor och de unga på ingen.\n\nMål 1\n\nNämnden tillstyrker målet.⟦/⟧\n",
    );
}

#[test]
fn a_foot_that_stands_under_every_page_is_none_of_the_words() {
    let foot = "______________________________________________\nPostadress       Besöksadress        Telefon\nBox 846          Kajen 2             040-35 57 00\n201 80 Hamnby    Hamnby              hr@dom.example\n";
    let page = "Rätten anser att lagen är väl avvägd i sina huvuddrag.\n\n".repeat(10);
    let text = format!(
        "HOVRÄTTEN FÖR SKÄRGÅRDEN          YTTRANDE                 Sid 1 (2)\n                                  2031-09-21               HS 2031/214\n\n                                  Sjöfartsdepartementet\n\nBetänkandet Hamnar för alla (SOU 2031:6)\n\n\
         {page}Hovrätten tillstyrker förslaget att kallelser ska delges genom en\n\n{foot}HOVRÄTTEN FÖR SKÄRGÅRDEN          YTTRANDE                 Sid 2 (2)\n                                  2031-09-21               HS 2031/214\n\ndigital brevlåda.\n\n{page}{foot}"
    );
    let paper = Paper::read(Document::from_text("case.txt", &text));
    let flows = paper.flows();
    let flow = &flows[0].text;
    assert!(flow.contains("delges genom en digital brevlåda."), "{flow}");
    assert!(
        !flow.contains("Postadress") && !flow.contains("____"),
        "{flow}"
    );
}
