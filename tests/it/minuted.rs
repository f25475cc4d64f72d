//! Answers inside minutes, reports and accounts, however they are told: small marked
//! texts, one phenomenon each.

use crate::marked::check;

/// Head of the minutes of a municipality's executive board.
const HEAD: &str =
    "ALMVIKS KOMMUN          PROTOKOLLSUTDRAG\nKommunstyrelsen\nSammanträdesdatum 2031-09-15\n\n";

#[test]
fn a_title_may_say_no_more_than_remiss() {
    check(&format!(
        "{HEAD}Kommunstyrelsen § 12\n\nSamrådsremiss: Hamnplan för länet 2032–2040\nÄrendenr KS 2031/88\nRegionens dnr RUN 2031/14\n\n\
         Kommunstyrelsens beslut\n⟦beslut | Almviks kommun⟧Kommunstyrelsen beslutar att överlämna yttrandet nedan till Region Slättbygden som Almviks kommuns svar.⟦/⟧\n\n\
         Kommunens yttrande\nAllmänt\n⟦yttrande | Almviks kommun⟧Almviks kommun anser att planens syfte är gott men kan inte ställa sig bakom avgifterna.⟦/⟧\n\n\
         Beslutet skickas till\nRegion Slättbygden\n"
    ).replace("Allmänt\n⟦yttrande | Almviks kommun⟧", "⟦yttrande | Almviks kommun⟧Allmänt\n"));
}

#[test]
fn a_referral_to_a_doctor_is_none() {
    let paper = check(&format!(
        "{HEAD}§ 12 Motion om egenremiss till hudmottagning\n\nBeslut\n\nKommunstyrelsen föreslår att motionen avslås.\n\n\
         Ärendet\n\nEn remiss från vårdcentralen bedöms i dag inom elva dagar.\n"
    ));
    assert!(paper.segmentation.units.is_empty());
}

#[test]
fn an_answer_is_printed_as_a_quotation_and_a_statement_ends_with_its_own() {
    check(&format!(
        "{HEAD}§ 12 Remiss: Hamnplan för länet\nDnr KS 2031/88\n\nBeslut\n\
         ⟦beslut | Almviks kommun⟧Kommunstyrelsen antar följande yttrande och översänder det till Region Slättbygden:⟦/⟧\n\n\
         ⟦yttrande | Almviks kommun⟧”Almviks kommun anser att planen i alltför hög grad är en plan för att lägga ned hamnar.\n\n\
         Kommunen kan inte tillstyrka planen i den form den har skickats ut.”⟦/⟧\n\n\
         Reservation\n\nEva Ek (C) reserverar sig mot beslutet.\n\
         ⟦reservation | Almviks kommun | signers: Eva Ek (C)⟧”En hamn som ingen betalar för blir ingen hamn.\nVi hade hellre sett en låg avgift.”⟦/⟧\n\n\
         Bakgrund\n\nRegionen ska anta en ny plan före årets slut, och kommunerna har fått den på remiss.\n"
    ));
}

#[test]
fn a_decision_makes_the_offices_text_the_boards_own() {
    check(
        "ALMVIKS KOMMUN        Sammanträdesprotokoll\nHamnnämnden           2031-01-22\n\n\
         § 9        Dnr HN 2031/611\n\nRemiss från kommunstyrelsen: Hamnprogram (KS 2031/402)\n\n\
         Ärendebeskrivning\nKommunstyrelsen har sänt programmet på remiss till kommunens nämnder och bolag.\n\n\
         Förvaltningens yttrande\n\n⟦yttrande | Hamnnämnden⟧Avdelningen anser att programmet är ett bra stöd, men att det är för otydligt om avgifterna.\n\n\
         Kajerna\nKravet på besiktning går inte att ställa, och avdelningen avråder därför från det.⟦/⟧\n\n\
         Beslutsgång\nOrdföranden finner att nämnden bifaller förslaget.\n\n\
         Hamnnämndens beslut\n⟦beslut | Hamnnämnden⟧Hamnnämnden antar förvaltningens yttrande som sitt eget och överlämnar det till kommunstyrelsen.⟦/⟧\n",
    );
}

#[test]
fn a_report_that_answers_a_ministry_is_the_citys_answer() {
    check(
        "Utlåtande                                  Dnr KS 2031/612\n\nElektroniska farledsavgifter\nRemiss från Sjöfartsdepartementet (I2031/00731)\n\n\
         Borgarrådsberedningen föreslår att kommunstyrelsen beslutar följande.\n\n1. Remissen besvaras med hänvisning till vad som sägs i utlåtandet.\n\n\
         Kommunstyrelsens beslut den 17 juni 2031\n\n⟦beslut | Kommunstyrelsen⟧Kommunstyrelsen beslutar enligt förslaget.⟦/⟧\n\n\
         Föredragande borgarrådet Eva Ek anför följande.\n\n\
         Beredning\n\nÄrendet har remitterats till hamnnämnden och socialnämnden.\n\n\
         Mina synpunkter\n\n⟦yttrande | Vaxholms stad⟧Vaxholms stad är positiv till förslaget, men staden vill se ändringar i kommunernas ansvar.\n\n\
         Vaxholms stad tillstyrker att ett register inrättas.⟦/⟧\n\n\
         Borgarrådsberedningen tillstyrker förslaget.\n\nKommunstyrelsen\n\nErsättaryttrande gjordes av Eva Ek (C) enligt följande.\n\n\
         ⟦ersattaryttrande | Kommunstyrelsen | signers: Eva Ek (C)⟧Om vi hade haft rösträtt hade vi sagt nej till registret.⟦/⟧\n\n\
         Remissammanställning\n\nHamnnämnden\n\n⟦beslut | Hamnnämnden⟧Hamnnämnden beslutade vid sitt sammanträde den 19 maj 2031 att hänvisa till förvaltningens tjänsteutlåtande som svar på remissen.⟦/⟧\n\n\
         Hamnförvaltningens tjänsteutlåtande daterat den 28 april 2031 har i huvudsak följande lydelse.\n\n\
         ⟦yttrande | Hamnnämnden⟧Förvaltningen tillstyrker förslaget och efterlyser information på lättläst svenska.⟦/⟧\n\n\
         Socialnämnden\n\n⟦beslut | Socialnämnden⟧Socialnämnden beslutade den 21 maj 2031 att överlämna förvaltningens tjänsteutlåtande som sitt yttrande.⟦/⟧\n\n\
         Socialförvaltningens tjänsteutlåtande daterat den 4 maj 2031 har i huvudsak följande lydelse.\n\n\
         ⟦yttrande | Socialnämnden⟧Nämnden är tveksam till förslaget i den del det avser ungdomar.⟦/⟧\n\n\n\
         Bilaga 1\n\nHamnnämnden den 19 maj 2031\n\nSärskilt uttalande av Lo Ask m.fl. (V)\n\n\
         ⟦sarskilt_uttalande | Hamnnämnden | signers: Lo Ask m.fl. (V)⟧Registret får inte bli ett tvång för den som vill betala över disk.⟦/⟧\n",
    );
}

#[test]
fn a_table_set_out_by_spaces_has_a_row_a_body() {
    check(
        "Sjöfartsdepartementet                Sammanställning\n                                     2031-09-20\n                                     I2031/00931\n\n\
         Sammanställning av remissvar över promemorian Kortare köer\n\n\
         1 Inledning\n\nSvar har kommit in från Region Skåne, Boverket och Umeå kommun.\n\n2 Förslagen i stort\n\n⟦sammanfattning | Region Skåne⟧Region Skåne tillstyrker förslagen.⟦/⟧ ⟦sammanfattning | Boverket⟧Enligt Boverket är tiden för kort.⟦/⟧\n\n\
         3 Ombud (avsnitt 3.5)\n\n\
         Remissinstans              Synpunkt                                   Inställning\n\
         ------------------------------------------------------------------------------\n\
         Umeå kommun                ⟦sammanfattning | Umeå kommun⟧Har redan ombud och ser goda resultat.     Tillstyrker⟦/⟧\n\
         Bjurholms kommun           ⟦sammanfattning | Bjurholms kommun⟧Ett ombud per hamn är omöjligt i en        Avstyrker\n                           kommun med två kajer.⟦/⟧\n",
    );
}

#[test]
fn a_decision_by_delegation_may_be_all_the_answer() {
    check(
        "ALMVIKS KOMMUN                 DELEGATIONSBESLUT\nHamnförvaltningen              2031-02-12\n                               Diarienr HF-2031-00094\n\n\
         Ärende\nSamråd om hamnplan, Växholms kommun, dnr KS 2031/211\n\n\
         Beslut\n⟦beslut | Almviks kommun⟧Almviks kommun avstår från att lämna synpunkter på samrådshandlingen.⟦/⟧\n\n\
         Skäl för beslutet\nInget av områdena ligger så nära kommungränsen att kommunens intressen berörs.\n\nEva Ek\n\nBeslutet skickas till\nVäxholms kommun\n",
    );
}

#[test]
fn what_was_moved_at_the_meeting_is_no_part_of_the_answer() {
    check(&format!(
        "{HEAD}§ 6 Yttrande över remiss – Kajavgifter (SOU 2031:58)\nDnr KS 2031/511\n\n\
         Kommunstyrelsens beslut\n⟦beslut | Almviks kommun⟧Kommunstyrelsen beslutar att anta nedanstående yttrande som kommunens svar på remissen.⟦/⟧\n\n\
         Yttrande\n⟦yttrande | Almviks kommun⟧Almviks kommun avstyrker att båtklubbar ges rätt att kräva en brygga.⟦/⟧\n\n\
         Förslag till beslut under sammanträdet\nEva Ek (MP) föreslår att kommunen ska tillstyrka betänkandet.\n\n\
         Beslutsgång\nOrdföranden finner att kommunstyrelsen beslutar enligt arbetsutskottets förslag.\n"
    ));
}

#[test]
fn a_number_below_the_title_is_the_boards_own_where_the_decision_names_the_senders() {
    let paper = check(
        "Åsö stadsdelsnämnd                    Protokollsutdrag\n                                      Sammanträde 2031-11-20\n\n\
         § 14\nProgram för öppna kajer – svar på remiss\nDnr ÅSÖ 2031/702\n\n\
         Beslut\n\n⟦beslut | Åsö stadsdelsnämnd⟧Stadsdelsnämnden överlämnar förvaltningens tjänsteutlåtande till kommunstyrelsen som nämndens svar på remissen (KS 2031/1187).⟦/⟧\n\n\
         Handlingar i ärendet\n\nFörvaltningens tjänsteutlåtande\n",
    );
    let referral = &paper.segmentation.referrals[0];
    assert_eq!(referral.own_diarienummer.as_deref(), Some("ÅSÖ 2031/702"));
    assert_eq!(referral.diarienummer.as_deref(), Some("KS 2031/1187"));
}
