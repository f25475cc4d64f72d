//! Whose words an answer is made of: who took from whom, what was given for
//! nobody's answer, what is one answer, one letter.

use remiss::archive::Archive;
use remiss::corpus::{Names, Scope};
use remiss::document::Document;
use remiss::paper::Paper;
use remiss::reuse::{Among, Answers, Direction, Recycled, Request, Reuse, reuse};

const SHARED: &str = "Förvaltningen anser att programmet ger verksamheterna en gemensam grund att stå på i arbetet med service till invånarna i alla stadsdelar.";

fn opinion(board: &str, day: usize, words: &str) -> (String, String) {
    (
        format!("{board} {day}.txt"),
        format!(
            "Förvaltningen\n\nTill\n{board}\n\nTjänsteutlåtande\nDnr N 2024/{day}\n2024-10-{day:02}\n\n\
             Program för kvalitet i Almvik\n\nSvar på remiss från kommunstyrelsen, KS 2024/9\n\nFörslag till beslut\n\n\
             1. {board} överlämnar tjänsteutlåtandet som svar på remissen.\n\nFörvaltningens synpunkter\n\n{words}\n"
        ),
    )
}

fn found(papers: &[(String, String)], beside: &[(&str, &str)]) -> Reuse {
    let archive = Archive::in_memory();
    let mut writer = archive.writer().unwrap();
    for (name, text) in papers {
        let paper = Paper::read(Document::from_text(name, text));
        writer.put(writer.records(&paper).unwrap()).unwrap();
    }
    writer.commit().unwrap();
    let request = Request {
        among: Among::Answers,
        scope: Scope::default(),
        least: 0.0,
    };
    let reader = archive.reader().unwrap();
    let beside = beside
        .iter()
        .map(|(name, text)| Paper::read(Document::from_text(name, text)));
    reuse(&reader, Names::of(&reader).referrals().unwrap(), &request)
        .unwrap()
        .beside(beside.collect())
}

fn of<'a>(answers: &'a Answers<'_>, board: &str) -> &'a Recycled {
    let is_its = |one: &&Recycled| answers.found.texts[one.text].respondent() == Some(board);
    answers.answers.iter().find(is_its).unwrap()
}

fn words(text: &str) -> usize {
    text.split_whitespace().count()
}

#[test]
fn the_later_took_the_earlier_lent() {
    let papers = [
        opinion("Kulturnämnden", 3, &format!("Kajen är kall. {SHARED}")),
        opinion("Socialnämnden", 7, &format!("Bryggan är bred. {SHARED}")),
    ];
    let reuse = found(&papers, &[]);
    let answers = Answers::of(&reuse);
    let (first, second) = (of(&answers, "Kulturnämnden"), of(&answers, "Socialnämnden"));
    assert_eq!((first.share(), first.lent), (0.0, words(SHARED)));
    assert_eq!((second.others, second.lent), (words(SHARED), 0));
    assert!(second.share() > 0.5);
}

#[test]
fn of_one_day_nobody_knows_who_took() {
    let papers = [
        opinion("Kulturnämnden", 7, &format!("Kajen är kall. {SHARED}")),
        opinion("Socialnämnden", 7, &format!("Bryggan är bred. {SHARED}")),
    ];
    let reuse = found(&papers, &[]);
    for one in &Answers::of(&reuse).answers {
        assert_eq!((one.share(), one.undecided), (0.0, words(SHARED)));
        assert_eq!(one.loans[0].direction, Direction::GemensamKälla);
    }
}

#[test]
fn two_copies_of_a_third_are_likely_from_it() {
    let papers = [
        opinion("Kulturnämnden", 3, &format!("Kajen är kall. {SHARED}")),
        opinion("Socialnämnden", 7, &format!("Bryggan är bred. {SHARED}")),
        opinion("Idrottsnämnden", 9, &format!("Båten är blå. {SHARED}")),
    ];
    let reuse = found(&papers, &[]);
    let answers = Answers::of(&reuse);
    let last = of(&answers, "Idrottsnämnden");
    let told: Vec<(&str, Direction)> = last
        .loans
        .iter()
        .map(|loan| {
            let other = reuse.lender(loan.lender).respondent().unwrap();
            (other, loan.direction)
        })
        .collect();
    assert!(
        told.contains(&("Kulturnämnden", Direction::BToA)),
        "{told:?}"
    );
    assert!(
        !told.contains(&("Socialnämnden", Direction::BToA)),
        "{told:?}"
    );
    // The second lent nothing: what the third has of it is the first's.
    assert_eq!(of(&answers, "Socialnämnden").lent, 0);
}

#[test]
fn a_named_source_is_a_quotation() {
    let low = SHARED.replacen("Förvaltningen", "förvaltningen", 1);
    let papers = [
        opinion("Kulturnämnden", 3, &format!("Kajen är kall. {SHARED}")),
        opinion(
            "Socialnämnden",
            7,
            &format!("Kulturnämnden skriver i sitt svar att {low} Vi håller inte med om det."),
        ),
    ];
    let reuse = found(&papers, &[]);
    let answers = Answers::of(&reuse);
    let second = of(&answers, "Socialnämnden");
    assert_eq!((second.share(), second.quoted), (0.0, words(SHARED)));
}

#[test]
fn what_is_nobodys_answer_is_found_in_answers() {
    let papers = [
        opinion("Kulturnämnden", 3, &format!("Kajen är kall. {SHARED}")),
        opinion(
            "Socialnämnden",
            7,
            "Bryggan är bred och vi har inget mer att säga.",
        ),
    ];
    let model = format!("Modellsvar från förbundet\n\n{SHARED}\n");
    let reuse = found(&papers, &[("modell.txt", &model)]);
    let answers = Answers::of(&reuse);
    let first = of(&answers, "Kulturnämnden");
    assert_eq!((first.sources, first.loans.len()), (words(SHARED), 1));
    let other = reuse.lender(first.loans[0].lender);
    assert_eq!(
        other.lines(first.loans[0].passage.b.clone()).range(),
        [3, 3]
    );
    assert_eq!(of(&answers, "Socialnämnden").sources, 0);
}

#[test]
fn one_letter_that_many_sent_is_told_once() {
    let papers: Vec<(String, String)> = (0..40)
        .map(|at| {
            opinion(
                &format!("Ort{at}s stadsdelsnämnd"),
                5,
                &format!(
                    "{SHARED} Därför bör staden pröva detta i varje stadsdel innan året är slut."
                ),
            )
        })
        .collect();
    let reuse = found(&papers, &[]);
    let answers = Answers::of(&reuse);
    assert_eq!(answers.letters.len(), 1);
    assert_eq!(answers.letters[0].senders, 40);
    assert!(
        answers
            .answers
            .iter()
            .all(|one| answers.letter(one).is_some())
    );
}
