//! Where text stands on a page of a PDF → the order it is read in: one
//! phenomenon of layout a test.

use crate::office::pdf_file;
use crate::pdf::{decode, document, stream};

/// A document of one page with lines of these sizes of type.
fn in_sizes(lines: &[(usize, usize, i32, &str)]) -> String {
    pages(&[shown(lines)])
}

fn shown(lines: &[(usize, usize, i32, &str)]) -> String {
    let line = |(size, x, y, words): &(usize, usize, i32, &str)| {
        format!("BT /F1 {size} Tf {x} {y} Td ({words}) Tj ET\n")
    };
    lines.iter().map(line).collect()
}

fn pages(shown: &[String]) -> String {
    let contents = shown.iter().map(|shown| stream("", shown.as_bytes()));
    decode(&pdf_file(&document(contents.collect())))
        .unwrap()
        .text
}

const BODY: [&str; 5] = [
    "En rad text som fyller bredden i spalten",
    "och en rad till som fyller bredden bra",
    "samt en tredje rad i samma stycke som g\\345r",
    "vidare till en fj\\344rde rad utan uppeh\\345ll",
    "och sist kommer en femte rad som slutar.",
];

/// The body from this height down, lines 12 points apart.
fn body(x: usize, y: i32) -> Vec<(usize, usize, i32, &'static str)> {
    let lines = BODY.iter().enumerate();
    lines
        .map(|(at, words)| (10, x, y - 12 * at as i32, *words))
        .collect()
}

fn read_body() -> String {
    BODY.join("\n").replace("\\345", "å").replace("\\344", "ä")
}

#[test]
fn a_heading_of_two_lines_stands_apart_from_the_text_below() {
    let told = in_sizes(&[
        (22, 60, 760, "Svar om program"),
        (22, 60, 732, "i staden"),
        (10, 60, 716, "Beredningen av det har varit kort och god."),
        (10, 60, 704, "Remissen gick till alla."),
        (10, 60, 692, "Ingen har avst\\345tt."),
    ]);
    assert!(
        told.starts_with("Svar om program\ni staden\n\nBeredningen"),
        "{told}"
    );
}

/// Words drawn apart to fill a line are no cells of a table.
#[test]
fn a_line_set_to_the_full_width_is_one() {
    let told = in_sizes(&[
        (10, 60, 700, "En rad som i sin helhet"),
        (10, 60, 688, "kommer"),
        (10, 109, 688, "till"),
        (10, 132, 688, "staden"),
        (10, 60, 676, "och sist."),
    ]);
    assert_eq!(
        told,
        "En rad som i sin helhet\nkommer till staden\noch sist."
    );
}

#[test]
fn a_stamp_does_not_mix_with_the_lines_it_is_printed_on() {
    let mut lines = body(60, 700);
    lines.push((40, 100, 670, "KOPIA"));
    assert_eq!(in_sizes(&lines), format!("{}\n\nKOPIA", read_body()));
}

#[test]
fn a_watermark_across_the_page_stands_apart() {
    let mark = "BT 0.7071 0.7071 -0.7071 0.7071 80 620 Tm /F1 60 Tf (UTKAST) Tj ET\n";
    let told = pages(&[mark.to_owned() + &shown(&body(60, 700))]);
    assert_eq!(told, format!("{}\n\nUTKAST", read_body()));
    // On every page it is furniture, on the first it tells what the paper is.
    let told = pages(&[1, 2, 3].map(|_| mark.to_owned() + &shown(&body(60, 700))));
    assert_eq!(told.matches("UTKAST").count(), 1, "{told}");
}

#[test]
fn a_page_that_lay_askew_in_the_scanner() {
    let (sine, cosine) = 1.5_f64.to_radians().sin_cos();
    let mut shown = format!("q {cosine} {sine} {} {cosine} 0 0 cm\n", -sine);
    for (size, x, y, words) in body(60, 700) {
        let words: Vec<&str> = words.split(' ').collect();
        for (at, word) in words.iter().enumerate() {
            let x = x + at * 45;
            shown += &format!("BT /F1 {size} Tf {x} {y} Td ({word} ) Tj ET\n");
        }
    }
    let told = pages(&[shown + "Q"]);
    let words = |text: &str| {
        text.split_whitespace()
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    assert_eq!(words(&told), words(&read_body()));
}

#[test]
fn an_initial_goes_with_its_word() {
    let mut lines = body(90, 700);
    lines[0].3 = "n rad text som fyller bredden i spalten";
    lines.push((36, 60, 681, "E"));
    assert!(in_sizes(&lines).starts_with("En rad text"));
}

#[test]
fn figures_are_raised_at_a_word_and_not_beside_one() {
    let told = in_sizes(&[(11, 60, 700, "enligt planen"), (6, 123, 704, "12")]);
    assert_eq!(told, "enligt planen¹²");
    let told = in_sizes(&[
        (8, 60, 703, "\\247 11"),
        (12, 120, 700, "Remiss av program"),
    ]);
    assert_eq!(told, "§ 11\tRemiss av program");
}

#[test]
fn headings_beside_the_text_stand_before_it() {
    let mut lines = body(200, 700);
    lines.extend(body(200, 630));
    lines.extend([
        (10, 60, 700, "Beslut"),
        (10, 60, 630, "S\\344rskilda"),
        (10, 60, 618, "uttalanden"),
    ]);
    let text = read_body();
    let wanted = format!("Beslut\n\n{text}\n\nSärskilda uttalanden\n\n{text}");
    assert_eq!(in_sizes(&lines), wanted);
}

#[test]
fn what_opens_every_page_is_no_running_head_because_it_is_numbered() {
    let page = |number: usize| {
        let item = format!("\\247 {}", number + 43);
        let about = format!("Om {number} saker");
        let foot = format!("Sida {number} \\(4\\)");
        let mut lines = body(60, 650);
        lines.extend([(10, 60, 800, "Almviks stad"), (10, 60, 760, item.as_str())]);
        lines.extend([(10, 60, 745, about.as_str()), (8, 280, 40, foot.as_str())]);
        shown(&lines)
    };
    let told = pages(&[1, 2, 3, 4].map(page));
    assert_eq!(told.matches("Almviks stad").count(), 1);
    assert!(!told.contains("Sida"), "{told}");
    for number in 44..48 {
        assert!(told.contains(&format!("§ {number}\n")), "{told}");
    }
}

#[test]
fn rows_of_a_table_are_no_running_heads() {
    let page = |number: usize| {
        let rows = (0..40).map(|at| {
            let (y, sum) = (810 - 20 * at, 100 * number as i32 + at);
            let cell = |x, words: &str| format!("BT /F1 10 Tf {x} {y} Td ({words}) Tj ET\n");
            cell(60, "Styrelsen") + &cell(200, "Ja") + &cell(300, &sum.to_string())
        });
        rows.collect::<String>()
    };
    let told = pages(&[1, 2, 3, 4].map(page));
    assert_eq!(told.matches("Styrelsen\tJa\t").count(), 160);
}

#[test]
fn notes_at_the_foot_of_pages_are_not_its_footers() {
    let page = |number: usize| {
        let note = format!("{number} SOU 2021:1 s. {}", 3 * number + 40);
        let mut lines = body(60, 700);
        lines.push((7, 60, 60, note.as_str()));
        shown(&lines)
    };
    let told = pages(&[1, 2, 3, 4].map(page));
    for sheet in [43, 46, 49, 52] {
        assert!(told.contains(&format!("SOU 2021:1 s. {sheet}")), "{told}");
    }
}

#[test]
fn dots_of_a_list_in_a_font_of_signs() {
    let letters = "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n1 begincodespacerange <00> <FF> endcodespacerange\n1 beginbfchar <B7> <F0B7> endbfchar\nendcmap end end";
    let mut objects = document(vec![stream(
        "",
        b"BT /F2 10 Tf 60 700 Td <B7> Tj /F1 10 Tf 14 0 Td (Ordning) Tj ET",
    )]);
    objects[1] = String::from_utf8_lossy(&objects[1])
        .replace("/F1 3 0 R", "/F1 3 0 R /F2 6 0 R")
        .into_bytes();
    objects.push(b"<< /Type /Font /Subtype /Type1 /BaseFont /Symbol /ToUnicode 7 0 R >>".to_vec());
    objects.push(stream("", letters.as_bytes()));
    let told = decode(&pdf_file(&objects)).unwrap().text;
    assert!(told.starts_with('•'), "{told}");
}

/// Lines drawn around cells that begin at these places, rows from 700 down.
fn grid(columns: &[i32], rows: &[i32]) -> String {
    let (left, right) = (columns[0], columns[columns.len() - 1]);
    let (top, foot) = (rows[0], rows[rows.len() - 1]);
    let across = rows
        .iter()
        .map(|y| format!("{left} {y} m {right} {y} l S\n"));
    let down = columns
        .iter()
        .map(|x| format!("{x} {top} m {x} {foot} l S\n"));
    across.chain(down).collect()
}

#[test]
fn lines_divide_a_table_into_rows_of_whole_cells() {
    let mut lines = vec![
        (10, 65, 700, "Instans"),
        (10, 185, 700, "Synpunkt"),
        (10, 465, 700, "Svar"),
        (10, 65, 680, "Kulturn\\344mnden"),
        (10, 465, 680, "Beaktas"),
        (10, 465, 668, "delvis."),
        (10, 65, 600, "Socialn\\344mnden"),
        (10, 185, 600, "Inget att inv\\344nda."),
        (10, 465, 600, "Noteras."),
    ];
    lines.extend(body(185, 680));
    let told = pages(&[grid(&[60, 180, 460, 540], &[715, 693, 613, 590]) + &shown(&lines)]);
    let wanted = format!(
        "Instans\tSynpunkt\tSvar\n\nKulturnämnden\n\n{}\n\nBeaktas\ndelvis.\n\nSocialnämnden\tInget att invända.\tNoteras.",
        read_body()
    );
    assert_eq!(told, wanted);
}

#[test]
fn lines_across_alone_divide_a_table_with_gaps() {
    let lines = [
        (10, 65, 700, "Parti"),
        (10, 185, 700, "Yrkande"),
        (10, 65, 680, "Arbetarpartiet"),
        (10, 65, 668, "i Almvik"),
        (10, 185, 680, "Bifall"),
    ];
    let told = pages(&[grid(&[60, 540], &[715, 693, 660]) + &shown(&lines)]);
    assert_eq!(told, "Parti\tYrkande\nArbetarpartiet i Almvik\tBifall");
    // Lines at the head and foot of a page make no table of its text.
    let told = pages(&[grid(&[60, 540], &[790, 760, 60]) + &shown(&body(60, 700))]);
    assert_eq!(told, read_body());
}

/// A line drawn on the page.
fn line(from: (i32, i32), to: (i32, i32)) -> String {
    format!("{} {} m {} {} l S\n", from.0, from.1, to.0, to.1)
}

/// Rows of three cells, from 680 down.
fn data(rows: i32) -> String {
    let rows = (0..rows).map(|at| {
        let y = 680 - 20 * at;
        let cell = |x: i32, words: &str| format!("BT /F1 10 Tf {x} {y} Td ({words} {at}) Tj ET\n");
        cell(65, "Mark") + &cell(185, "Bolag") + &cell(305, "Svar")
    });
    rows.collect()
}

fn read_data(rows: i32) -> String {
    let rows = (0..rows).map(|at| format!("Mark {at}\tBolag {at}\tSvar {at}"));
    rows.collect::<Vec<_>>().join("\n")
}

#[test]
fn a_table_with_few_lines_has_a_row_for_each_line_of_text() {
    let head = shown(&[
        (10, 65, 710, "Plats"),
        (10, 185, 710, "Vem"),
        (10, 305, 710, "Hur"),
    ]);
    let told = pages(&[grid(&[60, 540], &[725, 700, 600]) + &head + &data(4)]);
    assert_eq!(told, format!("Plats\tVem\tHur\n{}", read_data(4)));
    // A cell that goes on is one with what it goes on from.
    let more = shown(&[(10, 305, 609, "och mer"), (10, 65, 609, "samt vidare")]);
    let told = pages(&[grid(&[60, 540], &[725, 700, 590]) + &head + &data(4) + &more]);
    assert!(
        told.ends_with("Mark 3 samt vidare\tBolag 3\tSvar 3 och mer"),
        "{told}"
    );
    // Lines down alone.
    let told = pages(&[grid(&[60, 180, 300, 540], &[695, 600]) + &data(4)]);
    assert_eq!(told, read_data(4));
}

#[test]
fn a_cell_may_span_rows() {
    let lines = grid(&[60, 180, 300, 540], &[695, 655, 615]);
    let partly = line((180, 675), (540, 675)) + &line((180, 635), (540, 635));
    let cells = [
        (10, 65, 680, "Skola"),
        (10, 185, 680, "Ett"),
        (10, 305, 680, "Ja"),
        (10, 185, 660, "Tv\\345"),
        (10, 305, 660, "Nej"),
        (10, 65, 640, "Kultur"),
        (10, 185, 640, "Tre"),
        (10, 305, 640, "Ja"),
        (10, 305, 620, "Nej"),
    ];
    let told = pages(&[lines + &partly + &shown(&cells)]);
    assert_eq!(told, "Skola\tEtt\tJa\n\tTvå\tNej\nKultur\tTre\tJa\n\nNej");
}

#[test]
fn an_empty_cell_keeps_its_place() {
    let lines = grid(&[60, 180, 300, 420, 540], &[725, 700, 675, 650]);
    let cells = [
        (10, 65, 710, "Namn"),
        (10, 185, 710, "Ja"),
        (10, 305, 710, "Nej"),
        (10, 425, 710, "Avst\\345r"),
        (10, 65, 685, "Ett"),
        (10, 305, 685, "x"),
        (10, 65, 660, "Tv\\345"),
        (10, 425, 660, "x"),
    ];
    let told = pages(&[lines + &shown(&cells)]);
    assert_eq!(told, "Namn\tJa\tNej\tAvstår\nEtt\t\tx\nTvå\t\t\tx");
}

#[test]
fn a_frame_around_text_and_a_table_is_no_table() {
    let frame = grid(&[40, 560], &[780, 40]);
    let lines = frame + &grid(&[60, 180, 300, 540], &[595, 575, 555]);
    let table = data(2).replace(" 680 ", " 580 ").replace(" 660 ", " 560 ");
    let told = pages(&[lines + &shown(&body(60, 700)) + &table]);
    assert_eq!(told, format!("{}\n\n{}", read_body(), read_data(2)));
}

#[test]
fn words_broken_in_a_cell_are_joined_as_in_a_text() {
    let lines = grid(&[60, 180, 540], &[725, 695, 665, 635]);
    let cells = [
        (10, 65, 712, "Skol-"),
        (10, 65, 700, "och fritidsfr\\345gor"),
        (10, 185, 712, "Ja"),
        (10, 65, 682, "Ink\\366p av IT-"),
        (10, 65, 670, "system"),
        (10, 185, 682, "Nej"),
        (10, 65, 652, "Till\\344gg"),
        (10, 185, 652, "tillstyr-"),
        (10, 185, 640, "ker"),
    ];
    let told = pages(&[lines + &shown(&cells)]);
    assert_eq!(
        told,
        "Skol- och fritidsfrågor\tJa\nInköp av IT-system\tNej\nTillägg\ttillstyrker"
    );
}

#[test]
fn rows_in_small_type_are_no_notes() {
    let mut lines = body(60, 700);
    for (y, number) in [(300, "1"), (285, "2")] {
        lines.extend([
            (8, 60, y, number),
            (8, 120, y, "Fler r\\366ster"),
            (8, 300, y, "15"),
        ]);
    }
    let told = in_sizes(&lines);
    assert!(
        told.ends_with("\n\n1\tFler röster\t15\n2\tFler röster\t15"),
        "{told}"
    );
}

#[test]
fn annexes_of_a_page_each_are_not_numbered_by_page() {
    let page = |number: usize| {
        let mut lines = body(60, 650);
        let (annex, foot) = (format!("Bilaga {number}"), format!("Almviks stad {number}"));
        lines.extend([(10, 60, 800, annex.as_str()), (8, 280, 40, foot.as_str())]);
        shown(&lines)
    };
    let told = pages(&[1, 2, 3].map(page));
    for number in 1..=3 {
        assert!(told.contains(&format!("Bilaga {number}")), "{told}");
    }
    assert!(!told.contains("stad"), "{told}");
}

/// Letters set apart on purpose, by a rule of the type or one by one.
#[test]
fn letters_that_are_set_apart_are_words() {
    let told = pages(&[
        "BT /F1 10 Tf 4 Tc 60 700 Td (BRUN OCH STEGE) Tj ET\n".to_owned()
            + "BT /F1 10 Tf 7 Tc 60 680 Td (\\305 TORG \\304) Tj ET\n"
            + "BT /F1 10 Tf 0 Tc 60 660 Td [(B) -300 (R) -320 (U) -290 (N) -460 (S) -300 (T) -300 (E) -300 (G) -300 (E)] TJ ET\n"
            + "BT /F1 10 Tf 60 640 Td [(Kl) -10 (ass) -300 (A) -300 (i) -300 (B) -300 (hus)] TJ ET\n"
            + "BT /F1 10 Tf 60 620 Td [(1) -500 (2) -500 (3) -500 (4) -500 (5)] TJ ET\n",
    ]);
    let lines: Vec<&str> = told.lines().filter(|line| !line.is_empty()).collect();
    assert_eq!(
        lines,
        [
            "BRUN OCH STEGE",
            "Å TORG Ä",
            "BRUN STEGE",
            "Klass A i B hus",
            "1 2 3 4 5"
        ]
    );
}

/// Rows stand apart, and their cells begin at the same places.
#[test]
fn a_table_without_lines_has_whole_cells() {
    let told = in_sizes(&[
        (
            10,
            60,
            760,
            "N\\344mndens svar p\\345 fr\\345gorna st\\345r h\\344r nedan i en tabell med tre spalter.",
        ),
        (10, 60, 730, "1. Hur l\\345ng"),
        (10, 200, 730, "S\\345 l\\345ng att alla"),
        (10, 400, 730, "Beaktas"),
        (10, 60, 718, "blir bron?"),
        (10, 200, 718, "kommer \\366ver \\345n."),
        (10, 60, 694, "2. Hur bred"),
        (10, 200, 694, "S\\345 bred att en kerra"),
        (10, 400, 694, "Beaktas"),
        (10, 60, 682, "blir den?"),
        (10, 200, 682, "och en cykel kan"),
        (10, 400, 682, "delvis."),
        (10, 200, 670, "m\\366tas."),
        (
            10,
            60,
            640,
            "Allt annat \\344r bra som det st\\345r i f\\366rslaget och bland bilagorna.",
        ),
    ]);
    assert_eq!(
        told,
        "Nämndens svar på frågorna står här nedan i en tabell med tre spalter.\n\n\
         1. Hur lång blir bron?\tSå lång att alla kommer över ån.\tBeaktas\n\
         2. Hur bred blir den?\tSå bred att en kerra och en cykel kan mötas.\tBeaktas delvis.\n\n\
         Allt annat är bra som det står i förslaget och bland bilagorna."
    );
}

/// Long answers are read behind their questions, and columns of a text are no
/// cells though their paragraphs begin level.
#[test]
fn answers_stand_behind_their_questions() {
    let mut lines = vec![
        (10, 60, 700, "Vad anser ni om bron som"),
        (10, 60, 688, "ska byggas \\366ver \\345n?"),
        (10, 60, 600, "Och vad anser ni om dammen"),
        (10, 60, 588, "som ska gr\\344vas ut?"),
    ];
    lines.extend(body(320, 700));
    lines.extend(body(320, 600));
    let questions = [
        "Vad anser ni om bron som\nska byggas över ån?",
        "Och vad anser ni om dammen\nsom ska grävas ut?",
    ];
    let answers = read_body();
    let told = in_sizes(&lines);
    let wanted = questions.map(|question| format!("{question}\n\n{answers}"));
    assert_eq!(told, wanted.join("\n\n"));
    let columns: Vec<_> = [
        (60, 700),
        (320, 700),
        (60, 628),
        (320, 616),
        (60, 544),
        (320, 544),
    ]
    .into_iter()
    .flat_map(|(x, y)| body(x, y))
    .collect();
    let column = [answers.as_str(); 3].join("\n\n");
    assert_eq!(in_sizes(&columns), format!("{column}\n\n{column}"));
}
