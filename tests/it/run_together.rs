//! Heads whose columns were run together, numbers that a line breaks, forms, and
//! titles right above the text: small marked texts, one phenomenon each.

use crate::marked::check;
use remiss::document::{Document, DocumentKind};
use remiss::paper::Paper;
use remiss::unit::Fact;

fn read(text: &str) -> Paper {
    Paper::read(Document::from_text("svar.txt", text))
}

#[test]
fn a_letterhead_may_be_run_together() {
    let paper = check(
        "ALMVIKS TINGSRÄTT REMISSYTTRANDE Sida 1 (2)\nLagmannen 2031-10-16 ATR 2031/512\nEnheten för sjörätt Sjöfartsdepartementet\n\n\
         Betänkandet Hamnar för alla (SOU 2031:6)\n\n\
         ⟦yttrande | Almviks tingsrätt⟧Tingsrätten har inget att erinra mot förslagen i betänkandet.⟦/⟧\n\nEva Ek\n",
    );
    let head = &paper.segmentation.head;
    assert_eq!(head.date.as_deref(), Some("2031-10-16"));
    let own = &paper.segmentation.referrals[0].own_diarienummer;
    assert_eq!(own.as_deref(), Some("ATR 2031/512"));
}

#[test]
fn minutes_may_be_headed_in_one_row() {
    let paper = check(
        "Åsö stadsdelsnämnd Protokollsutdrag 1 (3)\nSammanträde 2031-11-20\n\n\
         § 14\nProgram för öppna kajer – svar på remiss\nDnr ÅSÖ 2031/702\n\n\
         Beslut\n\n⟦beslut | Åsö stadsdelsnämnd⟧Stadsdelsnämnden överlämnar förvaltningens tjänsteutlåtande till kommunstyrelsen som nämndens svar på remissen (KS 2031/1187).⟦/⟧\n",
    );
    assert_eq!(paper.segmentation.kind, DocumentKind::Protokollsutdrag);
}

#[test]
fn values_stand_below_labels_that_were_run_together() {
    let paper = read(
        "Farledsverket Yttrande\nDatum Dnr Er beteckning\n2031-12-03 8-2114903 Sj2031/01338\n\nSjöfartsdepartementet\n\n\
         Yttrande över Hamnar för alla (SOU 2031:6)\n\nFarledsverket tillstyrker förslagen i betänkandet.\n",
    );
    let referral = &paper.segmentation.referrals[0];
    assert_eq!(referral.own_diarienummer.as_deref(), Some("8-2114903"));
    assert!(referral.numbers.contains(&"Sj2031/01338".to_owned()));
}

/// The names of those whom a missiv asks.
fn asked(list: &str) -> Vec<String> {
    let paper = read(&format!(
        "Farledsverket\n\nRemiss av förslag till föreskrifter om kajer\n\nYttranden ska ha kommit in senast den 4 maj 2031.\n\nSändlista\n\n{list}"
    ));
    let facts = paper.segmentation.facts.iter();
    let asked = facts.filter(|fact| fact.fact == Fact::Asked);
    asked.map(|fact| fact.spelling.clone()).collect()
}

#[test]
fn a_list_in_columns_may_be_run_together() {
    let names = asked(
        "Boverket Kustbevakningen\nSkatteverket Tullverket\nPolismyndigheten Naturvårdsverket\n",
    );
    assert_eq!(
        names,
        [
            "Boverket",
            "Kustbevakningen",
            "Skatteverket",
            "Tullverket",
            "Naturvårdsverket",
            "Polismyndigheten"
        ]
    );
}

#[test]
fn the_foot_of_a_page_is_asked_nothing() {
    let names = asked(
        "Boverket\nKustbevakningen\nTullverket\n\n981 22 Norrhavn          08-405 10 00\nSida 2 (2)\n\nSkatteverket\nPolismyndigheten\nNaturvårdsverket\n",
    );
    assert_eq!(
        names,
        [
            "Boverket",
            "Kustbevakningen",
            "Tullverket",
            "Skatteverket",
            "Polismyndigheten",
            "Naturvårdsverket"
        ]
    );
}

#[test]
fn a_line_may_break_a_number_behind_its_letters() {
    let paper = read(
        "Almviks kommun\nKultur- och fritidsnämnden\n2031-05-04\n\nYttrande över remiss av strategi för öppna kajer (KS\n2031/411)\n\n\
         Kultur- och fritidsnämnden tillstyrker förslaget till strategi.\n",
    );
    let numbers = &paper.segmentation.referrals[0].numbers;
    assert_eq!(*numbers, ["KS 2031/411"]);
}

#[test]
fn a_report_that_the_text_only_names_is_not_the_referral() {
    let prose = "Föreningen har en lång erfarenhet av hamnar.\n\n".repeat(12);
    let paper = read(&format!(
        "Hamnförbundet\n2031-05-04\n\nSjöfartsdepartementet\n\nYttrande över Hamnar för alla (SOU 2031:6)\n\nHamnförbundet tillstyrker förslagen.\n\n\
         {prose}Som vi skrev i svaret på remissen av\nSOU 2029:88, hör tvister hemma i domstol.\n"
    ));
    assert_eq!(paper.segmentation.referrals[0].numbers, ["SOU 2031:6"]);
}

#[test]
fn a_form_is_the_senders_above_and_the_respondents_below() {
    let paper = check(
        "SVARSMALL\nRemiss: Föreskrifter om kajer\nÄrendenummer: FV-04418-31\n\n\
         Fyll i mallen och skicka den till registrator@farledsverket.example senast den 5 oktober 2031. Lämna de rutor tomma där ni inte har några synpunkter.\n\n\
         Organisation: Almviks Bogsering AB\nErt diarienummer: AB 2031/77\nDatum: 2031-09-30\n\n\
         ⟦yttrande | Almviks Bogsering AB⟧1. Vad anser ni om förslaget i sin helhet?\n\n\
         Bolaget har efterfrågat gemensamma regler i många år och tillstyrker förslaget.⟦/⟧\n",
    );
    let referral = &paper.segmentation.referrals[0];
    assert_eq!(referral.own_diarienummer.as_deref(), Some("AB 2031/77"));
    assert_eq!(referral.numbers, ["FV-04418-31"]);
}

#[test]
fn a_title_ends_above_its_text_without_a_gap() {
    check(
        "Farledsverket\n2031-03-03\nAlmviks kommun\nÖppna kajer – program för farleder, hamnar och kajer 2031–2034\n\
         ⟦yttrande | Farledsverket⟧Farledsverket har läst programmet och har ingenting att erinra mot\ndet.⟦/⟧\nHanna Ek\nGeneraldirektör\n",
    );
}

#[test]
fn a_kind_of_paper_answers_nothing() {
    let paper = read(
        "Tjänsteutlåtande          Handläggare\nUtfärdat 2031-10-21       Eva Ek\n\nYttrande över remiss av program för öppna kajer (KS 2031/411)\n\n\
         Förvaltningen tillstyrker förslaget till program.\n",
    );
    let respondent = paper.segmentation.head.respondent.as_deref();
    assert_ne!(respondent, Some("Tjänsteutlåtande"));
}
