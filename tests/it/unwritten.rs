//! What office files and web pages say without words: what is hidden, how lists
//! and headings count, ticks, the place of a cell, pictures.

use crate::office::{container, rtf};
use remiss::formats;
use remiss::limits::Limits;

/// The text taken out of a file.
fn text(bytes: &[u8]) -> String {
    formats::decode(bytes, "x", &Limits::default())
        .unwrap()
        .text
}

fn page(body: &str) -> String {
    text(format!("<!DOCTYPE html><html><body>{body}").as_bytes())
}

#[test]
fn teasers_beside_a_page_are_not_the_page() {
    let minutes = "Nämnden tillstyrker förslaget och överlämnar svaret. ".repeat(4);
    let minutes = minutes.trim();
    let teaser = "<article><h3>Badhuset</h3><p>Stängt.</article>";
    let told = page(&format!("<div><h1>Svar</h1><p>{minutes}</p></div>{teaser}"));
    assert_eq!(
        told,
        format!("# Svar\n\n{minutes}\n\n### Badhuset\n\nStängt.")
    );
    let told = page(&format!("Hem<article><p>{minutes}</article><p>Dela"));
    assert_eq!(told, minutes);
    for main in ["<main>", "<div role=main><div>"] {
        let end = main.replace("<", "</").replace(" role=main", "");
        let told = page(&format!("{teaser}{main}<p>Svar.</p>{end}</div>{teaser}"));
        assert_eq!(told, "Svar.", "{main}");
    }
}

#[test]
fn what_a_page_hides_is_left_out() {
    let told = page(
        "<p hidden>a<label>b</label><p style='color: red; DISPLAY : none'>b<div hidden>c<div>d</div>e</div>\
         <span style='mso-hide:all'>f</span><input hidden>\
         <div style='mso-element:comment'>g</div><dialog>h</dialog><p>Svar.",
    );
    assert_eq!(told, "Svar.");
    // A page that a script is to show is read all the same.
    assert_eq!(page("<div hidden><p>Svar.</div>"), "Svar.");
}

#[test]
fn controls_of_a_page_stand_apart_from_its_words() {
    let told = page(
        "<label>Sök på webbplatsen</label><button>Sök</button><fieldset><legend>Svar</legend>Ja</fieldset>",
    );
    assert_eq!(told, "Sök på webbplatsen\n\nSök\n\nSvar\n\nJa");
}

#[test]
fn lists_of_a_page_count_as_they_say() {
    let told = page(
        "<ol type=a start=2><li>ett<li>två</ol><ol style='list-style-type: upper-roman'><li>ett\
         <li value=4>två<li>tre</ol>",
    );
    assert_eq!(told, "b. ett\nc. två\nI. ett\nIV. två\nV. tre");
}

#[test]
fn the_head_of_the_first_page_is_read() {
    let row = r"\trowd\intbl N\'e4mnden\cell 2024-10-31\cell\row\pard";
    let usual = format!(r"{{\header {row}}}");
    let own = r"{\headerf Dnr {\b 7}\par}{\headerl Vänster}";
    let body = r"\pard Svar.\par\sect{\header Bilaga}Slut.";
    let told = |head: &str| text(&rtf(&format!("{head}{body}")));
    assert_eq!(told(&usual), "Nämnden\t2024-10-31\n\nSvar.\n\nSlut.");
    assert_eq!(
        told(&format!("{own}{usual}")),
        "Nämnden\t2024-10-31\n\nSvar.\n\nSlut."
    );
    assert_eq!(
        told(&format!(r"\titlepg{usual}{own}")),
        "Dnr 7\n\nSvar.\n\nSlut."
    );

    let part = |words: &str| format!("<w:hdr><w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:hdr>");
    let (usual, own) = (part("Nämnden"), part("Dnr 7"));
    let parts = [
        (
            "brev/_rels/text.xml.rels",
            r#"<Relationships><Relationship Id="a" Type="x/header" Target="a.xml"/><Relationship Id="b" Type="x/header" Target="b.xml"/></Relationships>"#,
        ),
        ("brev/a.xml", &usual),
        ("brev/b.xml", &own),
    ];
    let told = |differs: &str| {
        text(&word(
            &format!(
                r#"<w:p><w:r><w:t>Svar.</w:t></w:r></w:p><w:p><w:pPr><w:sectPr><w:headerReference w:type="default" r:id="a"/><w:headerReference w:type="first" r:id="b"/>{differs}</w:sectPr></w:pPr></w:p><w:sectPr><w:headerReference w:type="default" r:id="b"/></w:sectPr>"#
            ),
            &parts,
        ))
    };
    assert_eq!(told(""), "Nämnden\n\nSvar.");
    assert_eq!(told("<w:titlePg/>"), "Dnr 7\n\nSvar.");

    let styles = r#"<style:style style:family="paragraph" style:name="P" style:master-page-name="Brev"/>
        <office:master-styles><style:master-page style:name="Standard"><style:header><text:p>Nämnden</text:p></style:header><style:footer><text:p>Fot</text:p></style:footer></style:master-page>
        <style:master-page style:name="Brev"><style:header><text:p>Nämnden</text:p></style:header><style:header-first><text:p>Dnr 7</text:p></style:header-first></style:master-page></office:master-styles>"#;
    let told = |style: &str| open_document(styles, &format!("<text:p{style}>Svar.</text:p>"));
    assert_eq!(told(""), "Nämnden\n\nSvar.");
    assert_eq!(told(r#" text:style-name="P""#), "Dnr 7\n\nSvar.");
}

#[test]
fn running_heads_of_rich_text_stay_out_with_their_fields() {
    let told = text(&rtf(
        r"\titlepg{\header Sida {\field{\*\fldinst PAGE}{\fldrslt 1}}\par}{\footer{\shp{\*\shpinst{\shptxt Fot\par}}}}\pard Svar {\field{\*\fldinst PAGE}{\fldrslt 2}}\par",
    ));
    assert_eq!(told, "Svar 2");
}

#[test]
fn rich_text_keeps_numbers_and_notes_as_other_programs_write_them() {
    let told = text(&rtf(
        r"\pard\plain\s1{\listtext\pard\plain 3.1\tab}Bakgrund{\super\chftn{\*\footnote\chftn\pard Prop. 5.}}\par
\pard\plain{\listtext\pard\plain \'a7 45\tab}Remiss\par\pard\plain{\listtext\pard a)\tab}ja\par",
    ));
    assert_eq!(
        told,
        "# 3.1 Bakgrund¹\n\n§ 45 Remiss\n\na) ja\n\n¹ Prop. 5."
    );
}

/// A Word document of these parts beside the usual ones.
fn word(body: &str, parts: &[(&str, &str)]) -> Vec<u8> {
    let relations = r#"<Relationships><Relationship Type="x/officeDocument" Target="/brev/text.xml"/></Relationships>"#;
    let document = format!("<w:document><w:body>{body}</w:body></w:document>");
    let own = [("_rels/.rels", relations), ("brev/text.xml", &document)];
    container(&[&own, parts].concat())
}

fn item(list: &str, words: &str) -> String {
    format!(
        r#"<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="{list}"/></w:numPr></w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>"#
    )
}

#[test]
fn lists_of_word_begin_again_share_numbers_and_follow_styles() {
    let level = |text: &str, format: &str, start: usize| {
        format!(
            r#"<w:lvl w:ilvl="0"><w:start w:val="{start}"/><w:numFmt w:val="{format}"/><w:lvlText w:val="{text}"/></w:lvl>"#
        )
    };
    let list = |id: &str, shared: &str, other: &str| {
        format!(
            r#"<w:num w:numId="{id}"><w:abstractNumId w:val="{shared}"/><w:lvlOverride w:ilvl="0">{other}</w:lvlOverride></w:num>"#
        )
    };
    let numbering = format!(
        r#"<w:numbering><w:abstractNum w:abstractNumId="0">{}</w:abstractNum><w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="Beslut"/></w:abstractNum><w:abstractNum w:abstractNumId="2"><w:styleLink w:val="Beslut"/>{}</w:abstractNum>{}{}{}{}{}</w:numbering>"#,
        level("%1.", "decimal", 1),
        level("%1)", "lowerLetter", 1),
        list("1", "0", ""),
        list("2", "0", r#"<w:startOverride w:val="1"/>"#),
        list("3", "0", ""),
        list("4", "1", ""),
        list("5", "0", &level("%1:", "upperRoman", 5)),
    );
    let body: String = ["1", "1", "2", "2", "3", "4", "4", "5"]
        .iter()
        .map(|list| item(list, "x"))
        .collect();
    let told = text(&word(&body, &[("brev/numbering.xml", &numbering)]));
    assert_eq!(told, "1. x\n2. x\n1. x\n2. x\n3. x\na) x\nb) x\nV: x");
}

#[test]
fn styles_of_word_hide_text() {
    let styles = r#"<w:styles><w:style w:styleId="Dold"><w:rPr><w:vanish/></w:rPr></w:style><w:style w:styleId="Efter"><w:basedOn w:val="Dold"/></w:style></w:styles>"#;
    let relations =
        r#"<Relationships><Relationship Type="x/styles" Target="/utseende.xml"/></Relationships>"#;
    let body = r#"<w:p><w:r><w:t>Svar</w:t></w:r><w:r><w:rPr><w:rStyle w:val="Efter"/></w:rPr><w:t>dolt</w:t><w:tab/></w:r><w:r><w:t>.</w:t></w:r></w:p>
        <w:p><w:pPr><w:pStyle w:val="Efter"/></w:pPr><w:r><w:t>dolt</w:t></w:r><w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>Synligt.</w:t></w:r></w:p>
        <w:p><w:pPr><w:rPr><w:vanish/></w:rPr></w:pPr><w:r><w:t>Slut.</w:t></w:r></w:p>"#;
    let parts = [
        ("brev/_rels/text.xml.rels", relations),
        ("utseende.xml", styles),
    ];
    assert_eq!(text(&word(body, &parts)), "Svar.\n\nSynligt.\n\nSlut.");
}

#[test]
fn a_hanging_indent_is_a_margin() {
    let read = |line: &str| {
        let line = line.replace('|', "</w:t><w:tab/><w:t>");
        text(&word(
            &format!("<w:p><w:r><w:t>{line}</w:t></w:r></w:p>"),
            &[],
        ))
    };
    let said = "Nämnden tillstyrker förslaget och överlämnar svaret till kommunstyrelsen.";
    let beside = |label: &str| read(&format!("{label}|{said}"));
    assert_eq!(
        beside("Särskilt uttalande"),
        format!("Särskilt uttalande\n\n{said}")
    );
    assert_eq!(
        read("Beslut|Nämnden beslutar för egen del:"),
        "Beslut\n\nNämnden beslutar för egen del:"
    );
    // Numbers, labels of a letterhead and columns stay where they are.
    for label in ["§ 11", "a)", "Datum:", "Till|Från"] {
        assert_eq!(
            beside(label),
            format!("{}\t{said}", label.replace('|', "\t"))
        );
    }
    assert_eq!(
        read("Ordförande|Anna Berg (S)"),
        "Ordförande\tAnna Berg (S)"
    );
}

#[test]
fn hidden_text_hides_what_stands_in_it() {
    let hidden = |inside: &str| format!("<w:r><w:rPr><w:vanish/></w:rPr>{inside}</w:r>");
    let boxed =
        "<w:txbxContent><w:p><w:r><w:t>Ruta</w:t></w:r></w:p></w:txbxContent><w:t>efter</w:t>";
    let notes = r#"<w:footnotes><w:footnote w:id="2"><w:p><w:r><w:t>Not.</w:t></w:r></w:p></w:footnote></w:footnotes>"#;
    let inside = format!(r#"{boxed}<w:footnoteReference w:id="2"/>"#);
    let body = format!("<w:p><w:r><w:t>Svar.</w:t></w:r>{}</w:p>", hidden(&inside));
    assert_eq!(
        text(&word(&body, &[("brev/footnotes.xml", notes)])),
        "Svar."
    );

    let told = text(&rtf(r"Svar{\v dolt{\footnote\pard\plain Not.}}.\par"));
    assert_eq!(told, "Svar.");

    let note = "<text:note><text:note-body><text:p>Not.</text:p></text:note-body></text:note>";
    let body = format!(
        r#"<text:p><text:hidden-paragraph text:is-hidden="true"/>Dolt{note}</text:p><text:p>Svar.</text:p>"#
    );
    assert_eq!(open_document("", &body), "Svar.");
}

#[test]
fn deleted_rows_are_those_that_say_so() {
    let run = |words: &str| format!("<w:p><w:r><w:t>{words}</w:t></w:r></w:p>");
    let inner = format!("<w:tbl><w:tr><w:tc>{}</w:tc></w:tr></w:tbl>", run("Inre"));
    let deleted = "<w:trPr><w:del/></w:trPr>";
    let row =
        |properties: &str, cell: &str| format!("<w:tr>{properties}<w:tc>{cell}</w:tc></w:tr>");
    let body = format!(
        "<w:tbl>{}{}</w:tbl>",
        row(deleted, &(run("Yttre") + &inner)),
        row("", &run("Kvar"))
    );
    assert_eq!(text(&word(&body, &[])), "Kvar");
    let table = format!("<w:tbl>{}</w:tbl>", row(deleted, &run("Struken")));
    let body = format!(
        "<w:p><w:r><w:t>Ett</w:t><w:txbxContent>{table}</w:txbxContent></w:r></w:p>{}",
        run("Två")
    );
    assert_eq!(text(&word(&body, &[])), "Ett\n\nTvå");
}

#[test]
fn letters_given_by_their_number_are_read() {
    let sign = |font: &str, code: &str| format!(r#"<w:sym w:font="{font}" w:char="{code}"/>"#);
    let body = sign("Arial", "00E5") + &sign("Times New Roman", "F0A7");
    assert_eq!(
        text(&word(&format!("<w:p><w:r>{body}</w:r></w:p>"), &[])),
        "å§"
    );
}

#[test]
fn lists_of_open_document_go_on_in_each_other() {
    let level = |at: usize, format: &str| {
        format!(
            r#"<text:list-level-style-number text:level="{at}" style:num-format="{format}" style:num-suffix=")"/>"#
        )
    };
    let styles = format!(
        r#"<text:list-style style:name="L">{}{}</text:list-style>"#,
        level(1, "1"),
        level(2, "a")
    );
    let inner = |words: &str| {
        format!("<text:list><text:list-item><text:p>{words}</text:p></text:list-item></text:list>")
    };
    let list = |inside: &str| {
        format!(
            r#"<text:list text:style-name="L" text:continue-numbering="true"><text:list-item>{inside}</text:list-item></text:list>"#
        )
    };
    let body = [
        list(&("<text:p>ett</text:p>".to_owned() + &inner("under"))),
        "<text:p>Mellan.</text:p>".to_owned(),
        list(&inner("mer under")),
        list("<text:p>två<draw:text-box><text:p>Ruta</text:p></draw:text-box></text:p>"),
    ];
    assert_eq!(
        open_document(&styles, &body.concat()),
        "1) ett\na) under\n\nMellan.\n\nb) mer under\n\nRuta\n\n2) två"
    );
    // Styles of one name in two parts are two styles.
    let styles = r#"<style:style style:family="text" style:name="T1"><style:text-properties text:display="none"/></style:style>"#;
    let body = r#"<style:style style:family="text" style:name="T1"/><text:p>Svar <text:span text:style-name="T1">här</text:span></text:p>"#;
    assert_eq!(open_document(styles, body), "Svar här");
}

#[test]
fn hidden_items_need_not_be_closed() {
    let told = page(
        "<nav>Meny</nav><ul><li hidden>a<ul><li>b</ul><li>Svar<li></ul><p hidden>c</div>Slut<embed hidden><footer>Fot</footer>",
    );
    assert_eq!(told, "- Svar\n\nSlut");
    let told = page("<table><tr><td hidden>a<td>Ja<tr hidden><td>b<tr><td>Nej</table>");
    assert_eq!(told, "Ja\n\nNej");
}

#[test]
fn a_deleted_end_joins_only_paragraphs() {
    let goes_on = |words: &str| {
        format!("<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>")
    };
    let plain = |words: &str| format!("<w:p><w:r><w:t>{words}</w:t></w:r></w:p>");
    let cell = format!("<w:tc>{}</w:tc><w:tc>{}</w:tc>", goes_on("a"), plain("b"));
    let body = [
        goes_on("Nämn"),
        plain("den."),
        goes_on("Före"),
        format!("<w:tbl><w:tr>{cell}</w:tr></w:tbl>"),
        goes_on("Sist"),
    ];
    let told = text(&word(&body.concat(), &[]));
    assert_eq!(told, "Nämnden.\n\nFöre\n\na\tb\n\nSist");
}

#[test]
fn ticks_of_word_are_read() {
    let tick = |font: &str, code: &str| format!(r#"<w:sym w:font="{font}" w:char="{code}"/>"#);
    let old = |state: &str| {
        format!("<w:fldChar><w:ffData><w:checkBox>{state}</w:checkBox></w:ffData></w:fldChar>")
    };
    let body = [
        tick("Wingdings", "F0FE"),
        tick("Wingdings", "F0A8"),
        tick("Wingdings 2", "F0A3"),
        tick("MS Gothic", "2612"),
        tick("Wingdings", "F021"),
        old("<w:checked/>"),
        old(r#"<w:default w:val="1"/><w:checked w:val="0"/>"#),
        old(r#"<w:default w:val="1"/>"#),
    ];
    let body = format!("<w:p><w:r>{}</w:r></w:p>", body.concat());
    assert_eq!(text(&word(&body, &[])), "☒☐☐☒☒☐☒");
}

/// The text of an OpenDocument with these styles, in parts and in one piece.
fn open_document(styles: &str, body: &str) -> String {
    let kind = "application/vnd.oasis.opendocument.text";
    let content = format!(
        "<office:document-content><office:body><office:text>{body}</office:text></office:body></office:document-content>"
    );
    let parts = text(&container(&[
        ("mimetype", kind),
        (
            "styles.xml",
            &format!("<office:document-styles>{styles}</office:document-styles>"),
        ),
        ("content.xml", &content),
    ]));
    let head = r#"<style:master-page style:name="Annan"><style:header><text:p>Sidhuvud</text:p></style:header></style:master-page>"#;
    let flat = format!(
        "<?xml version=\"1.0\"?>\n<office:document office:mimetype=\"{kind}\">{styles}<office:master-styles>{head}</office:master-styles><office:body><office:text>{body}</office:text></office:body></office:document>"
    );
    assert_eq!(text(flat.as_bytes()), parts);
    parts
}

#[test]
fn headings_and_lists_of_open_document_count_as_their_styles_say() {
    let styles = r#"<text:outline-style><text:outline-level-style text:level="1" style:num-format="1"/><text:outline-level-style text:level="2" style:num-format="1" text:display-levels="2"/><text:outline-level-style text:level="3" style:num-format=""/></text:outline-style>
        <style:style style:family="paragraph" style:name="Bar" style:list-style-name=""/>
        <text:list-style style:name="L"><text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="." text:start-value="4"/></text:list-style>"#;
    let heading = |level: u8, words: &str| {
        format!(r#"<text:h text:outline-level="{level}">{words}</text:h>"#)
    };
    let body = [
        heading(1, "Inledning"),
        heading(2, "Bakgrund"),
        heading(2, "Syfte"),
        heading(3, "Bilden"),
        heading(1, "Svar"),
        heading(2, "Dialog"),
        heading(1, "Bilagor").replace("<text:h ", r#"<text:h text:style-name="Bar" "#),
        r#"<text:list text:style-name="L"><text:list-item><text:p>a</text:p></text:list-item><text:list-item text:start-value="7"><text:p>b</text:p></text:list-item><text:list-item><text:p>c</text:p></text:list-item></text:list>"#.to_owned(),
    ];
    assert_eq!(
        open_document(styles, &body.concat()),
        "# 1 Inledning\n\n## 1.1 Bakgrund\n\n## 1.2 Syfte\n\n### Bilden\n\n# 2 Svar\n\n## 2.1 Dialog\n\n# Bilagor\n\n4. a\n7. b\n8. c"
    );
}

#[test]
fn a_note_in_an_item_leaves_the_item_its_marker() {
    let note = "<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>Not.</text:p></text:note-body></text:note>";
    let told = open_document(
        "",
        &format!(
            "<text:list><text:list-item><text:p>Punkt{note} ett.</text:p></text:list-item></text:list>"
        ),
    );
    assert_eq!(told, "- Punkt¹ ett.\n\n¹ Not.");
}

#[test]
fn what_open_document_hides_is_left_out() {
    let styles = r#"<style:style style:family="text" style:name="D"><style:text-properties text:display="none"/></style:style><style:style style:family="text" style:name="E" style:parent-style-name="D"/>
        <style:style style:family="paragraph" style:name="D"><style:text-properties text:display="none"/></style:style><style:style style:family="text" style:name="S"/>"#;
    let body = r#"<text:p>Svar<text:span text:style-name="E">dolt</text:span><text:span text:style-name="S">en</text:span><text:hidden-text text:is-hidden="true">dolt</text:hidden-text>.</text:p>
        <text:p text:style-name="D">dolt</text:p><text:p><text:hidden-paragraph text:is-hidden="true"/>dolt</text:p>
        <text:section text:display="condition" text:is-hidden="true"><text:p>dolt</text:p></text:section><text:section text:display="none"><text:p>dolt</text:p></text:section>
        <text:section text:display="condition"><text:p><text:hidden-paragraph text:is-hidden="false"/>Slut.</text:p></text:section>"#;
    assert_eq!(open_document(styles, body), "Svaren.\n\nSlut.");
}

#[test]
fn other_files_inside_a_word_document_are_named() {
    let chunk = r#"<w:altChunk r:id="r1"/>"#;
    let decode = |body: &str| formats::decode(&word(body, &[]), "x", &Limits::default());
    let told = decode(chunk).unwrap_err();
    assert!(told.what.contains("another file inside"), "{told:?}");
    assert!(told.cure.contains("save it again"));
    let told = decode(&format!("<w:p><w:r><w:t>Svar.</w:t></w:r></w:p>{chunk}")).unwrap();
    assert_eq!(told.text, "Svar.");
    assert_eq!(
        told.notes,
        ["another file inside it (altChunk) was not read: save it again from Word or LibreOffice"]
    );
}

#[test]
fn pictures_of_office_files_are_handed_out_in_their_order() {
    let png = "\u{89}PNG\r\n"; // not its signature: a drawing, which OCR cannot read
    let relations = r#"<Relationships><Relationship Id="a" Type="x/image" Target="media/2.gif"/><Relationship Id="b" Type="x/image" Target="media/1.gif"/><Relationship Id="c" Type="x/image" Target="media/3.wmf"/></Relationships>"#;
    let body = r#"<w:p><w:drawing><a:blip r:embed="a"/></w:drawing><w:drawing><a:blip r:embed="c"/></w:drawing><w:pict><v:imagedata r:id="b"/></w:pict></w:p>"#;
    let docx = word(
        body,
        &[
            ("brev/_rels/text.xml.rels", relations),
            ("brev/media/1.gif", "GIF89a ett"),
            ("brev/media/2.gif", "GIF89a två"),
            ("brev/media/3.wmf", png),
        ],
    );
    let odt = container(&[
        ("mimetype", "application/vnd.oasis.opendocument.text"),
        (
            "content.xml",
            r#"<office:text><text:p><draw:image xlink:href="Pictures/b.gif"/><draw:image xlink:href="Pictures/c.wmf"/><draw:image xlink:href="Pictures/a.gif"/></text:p></office:text>"#,
        ),
        ("Pictures/a.gif", "GIF89a ett"),
        ("Pictures/b.gif", "GIF89a två"),
        ("Pictures/c.wmf", png),
    ]);
    let ocr = |picture: &formats::Picture| {
        let words = String::from_utf8_lossy(&picture.file).into_owned();
        Some(format!(
            "{} {}\n\u{C}",
            picture.page,
            words.split_once(' ')?.1
        ))
    };
    for file in [docx, odt] {
        let told = formats::decode_with(&file, "x", &Limits::default(), Some(&ocr)).unwrap();
        assert_eq!(told.text, "1 två\n\n3 ett");
        assert_eq!(
            told.notes,
            ["2 of 3 pictures were read by OCR: check citations against them"]
        );
        let told = formats::decode(&file, "x", &Limits::default()).unwrap_err();
        assert!(told.what.contains("is a scan"), "{told:?}");
        assert!(told.cure.contains("--ocr") && told.cure.contains("PDF"));
    }
}

#[test]
fn a_page_that_was_scanned_into_a_text_is_named() {
    let picture = |width: usize, height: usize| {
        format!(
            r#"<w:drawing><wp:extent cx="{}" cy="{}"/><a:blip r:embed="a"/></w:drawing>"#,
            width * 635,
            height * 635
        )
    };
    let body = format!(
        r#"<w:p><w:r><w:t>Svar.</w:t>{}{}</w:r></w:p><w:sectPr><w:pgSz w:w="1000" w:h="2000"/></w:sectPr>"#,
        picture(900, 1800),
        picture(300, 200),
    );
    let told = formats::decode(&word(&body, &[]), "x", &Limits::default()).unwrap();
    assert_eq!(
        told.notes,
        ["a picture as large as a page was not read: print it to PDF and read that with --ocr"]
    );
}

/// Rows of cells, in which "/" divides paragraphs.
fn table(properties: &str, rows: &[&str]) -> String {
    let paragraph = |words: &str| format!("<w:p><w:r><w:t>{words}</w:t></w:r></w:p>");
    let cell = |words: &str| {
        let paragraphs: String = words.split('/').map(paragraph).collect();
        format!("<w:tc>{paragraphs}</w:tc>")
    };
    let row = |row: &&str| {
        format!(
            "<w:tr>{}</w:tr>",
            row.split('|').map(cell).collect::<String>()
        )
    };
    format!(
        "<w:tbl><w:tblPr>{properties}</w:tblPr>{}</w:tbl>",
        rows.iter().map(row).collect::<String>()
    )
}

#[test]
fn empty_cells_keep_their_place() {
    let told = text(&word(
        &table(
            "",
            &[
                "Nämnd|Fråga|Svar",
                "Kultur|Plan|Ja",
                "|Riktlinje|Nej",
                "Skola||Ja",
            ],
        ),
        &[],
    ));
    assert_eq!(
        told,
        "Nämnd\tFråga\tSvar\nKultur\tPlan\tJa\n\tRiktlinje\tNej\nSkola\t\tJa"
    );
}

#[test]
fn headings_in_a_margin_stand_before_what_they_head() {
    const SAID: &str = "Nämnden beslutar att tillstyrka förslaget och att överlämna svaret.";
    let minutes = format!("Beslut|{SAID}/1. Svaret antas.");
    let dated = "Dnr|KUN 2024-1";
    let laid_out = format!("Beslut\n\n{SAID}\n\n1. Svaret antas.");
    let in_rows = format!("Beslut\t{SAID} 1. Svaret antas.");
    let read = |properties: &str, rows: &[&str]| {
        let styles = r#"<w:styles><w:style w:styleId="Rutnät"><w:tblPr><w:tblBorders><w:top w:val="single"/></w:tblBorders></w:tblPr></w:style><w:style w:styleId="Tabell"><w:basedOn w:val="Rutnät"/></w:style></w:styles>"#;
        text(&word(
            &table(properties, rows),
            &[("brev/styles.xml", styles)],
        ))
    };
    let none = r#"<w:tblBorders><w:top w:val="nil"/></w:tblBorders>"#;
    let style = r#"<w:tblStyle w:val="Tabell"/>"#;
    let lines = r#"<w:tblBorders><w:insideH w:val="single"/></w:tblBorders>"#;
    assert_eq!(read("", &[&minutes]), laid_out);
    assert_eq!(read(&format!("{style}{none}"), &[&minutes]), laid_out);
    assert_eq!(read(style, &[&minutes]), in_rows);
    assert_eq!(read(lines, &[&minutes]), in_rows);
    // A row of headings shows that a table is one, and short cells are data.
    assert_eq!(
        read("", &["Del|Synpunkt", &minutes]),
        format!("Del\tSynpunkt\n{in_rows}")
    );
    assert_eq!(
        read("", &[dated, &minutes]),
        format!("Dnr\tKUN 2024-1\n\n{laid_out}")
    );
}
