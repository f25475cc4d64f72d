//! What stands in a file and is not said there, and what is said where few look:
//! struck-out text, prompts and answers of forms, figures.

use crate::office::{docx, docx_with, odt, rtf};
use remiss::decode::Decoded;
use remiss::formats;
use remiss::limits::Limits;

fn decode(bytes: &[u8]) -> Decoded {
    formats::decode(bytes, "x", &Limits::default()).unwrap()
}

fn text(bytes: &[u8]) -> String {
    decode(bytes).text
}

/// A paragraph of Word with these runs: properties and words.
fn runs(runs: &[(&str, &str)]) -> String {
    let runs = runs.iter().map(|(properties, words)| {
        format!("<w:r><w:rPr>{properties}</w:rPr><w:t xml:space=\"preserve\">{words}</w:t></w:r>")
    });
    format!("<w:p>{}</w:p>", runs.collect::<String>())
}

fn page(body: &str) -> Vec<u8> {
    format!("<!DOCTYPE html><html><body>{body}</body></html>").into_bytes()
}

#[test]
fn struck_out_text_is_not_said() {
    let word = runs(&[
        ("", "Vi kan "),
        ("<w:strike/>", "aldrig"),
        ("<w:dstrike/><w:strike w:val=\"0\"/>", " någonsin"),
        ("<w:strike w:val=\"false\"/>", " bo här."),
    ]);
    let office = r#"<style:style style:family="text" style:name="T1"><style:text-properties style:text-line-through-style="solid"/></style:style>
        <style:style style:family="text" style:name="T2"><style:text-properties style:text-line-through-style="none"/></style:style>
        <text:p>Vi kan <text:span text:style-name="T1">aldrig </text:span><text:span text:style-name="T2">bo här.</text:span></text:p>"#;
    let rich = r"\pard Vi kan {\strike aldrig }\striked1 n\'e5gonsin \striked0 bo h\'e4r.\par";
    let web = "<p>Vi kan <s>aldrig</s><span style='color:red; text-decoration: underline line-through'>någonsin</span> bo här.";
    for file in [docx(&word), odt(office), rtf(rich), page(web)] {
        let Decoded { text, notes, .. } = decode(&file);
        assert_eq!(text, "Vi kan bo här.");
        assert_eq!(notes, ["a passage that is struck out was not read"]);
    }
}

#[test]
fn a_style_strikes_out_and_a_paragraph_may_stay_empty() {
    let styles = "<w:styles xmlns:w=\"w\"><w:style w:styleId=\"Utgår\"><w:rPr><w:strike/></w:rPr></w:style></w:styles>";
    let body = format!(
        "<w:p><w:pPr><w:pStyle w:val=\"Utgår\"/></w:pPr><w:r><w:t>Avslås.</w:t></w:r></w:p>{}{}",
        runs(&[
            ("<w:rStyle w:val=\"Utgår\"/>", "Inget "),
            ("", "Allt antas.")
        ]),
        runs(&[("<w:strike/>", " ")]),
    );
    let relation = r#"<Relationships><Relationship Id="r1" Type="x/styles" Target="egna.xml"/></Relationships>"#;
    let parts = [
        ("word/_rels/document.xml.rels", relation),
        ("word/egna.xml", styles),
    ];
    assert_eq!(text(&docx_with(&body, &parts)), "Allt antas.");
}

#[test]
fn the_prompt_of_an_empty_control_is_no_answer() {
    let control = |properties: &str, words: &str| {
        format!(
            "<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent><w:r><w:t>{words}</w:t></w:r></w:sdtContent></w:sdt>"
        )
    };
    let body = format!(
        "<w:p><w:r><w:t xml:space=\"preserve\">Svar: </w:t></w:r>{}{}</w:p>",
        control("<w:showingPlcHdr/>", "Skriv ert svar"),
        control("<w:showingPlcHdr w:val=\"0\"/>", "Tillstyrks"),
    );
    assert_eq!(text(&docx(&body)), "Svar: Tillstyrks");
    let cell = "<w:tc><w:p><w:r><w:t>Fråga</w:t></w:r></w:p></w:tc>";
    let empty = "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:tc><w:p><w:r><w:t>Välj</w:t></w:r></w:p></w:tc></w:sdtContent></w:sdt>";
    let row = format!("<w:tbl><w:tr>{cell}{empty}{cell}</w:tr></w:tbl>");
    assert_eq!(text(&docx(&row)), "Fråga\t\tFråga");
    let office = "<text:p>Svar: <text:placeholder>&lt;Skriv här&gt;</text:placeholder><loext:content-control loext:showing-place-holder=\"true\">Välj</loext:content-control>ja</text:p>";
    assert_eq!(text(&odt(office)), "Svar: ja");
}

/// The fields that Word had before its controls.
#[test]
fn fields_of_old_forms() {
    let field = |data: &str, held: &str| {
        let mark = |kind: &str, data: &str| {
            format!("<w:r><w:fldChar w:fldCharType=\"{kind}\">{data}</w:fldChar></w:r>")
        };
        format!(
            "<w:p><w:r><w:t xml:space=\"preserve\">Svar: </w:t></w:r>{}{}<w:r><w:t>{held}</w:t></w:r>{}</w:p>",
            mark("begin", &format!("<w:ffData>{data}</w:ffData>")),
            mark("separate", ""),
            mark("end", "")
        )
    };
    let words = "<w:textInput><w:default w:val=\"Skriv här\"/></w:textInput>";
    let list = "<w:ddList><w:result w:val=\"1\"/><w:listEntry w:val=\"Välj\"/><w:listEntry w:val=\"Avstyrks\"/></w:ddList>";
    let body = field(words, "Skriv här") + &field(words, "Antas") + &field(list, "");
    assert_eq!(text(&docx(&body)), "Svar:\n\nSvar: Antas\n\nSvar: Avstyrks");
}

#[test]
fn what_was_filled_in_on_a_web_form() {
    let told = text(&page(
        "<form><label>Namn: <input value='Byalaget' placeholder='Er förening'></label>\
         <input type=hidden value=dolt><input type=submit value=Skicka><input placeholder='Skriv här'>\
         <p>Vad anser ni?<textarea placeholder='Skriv här'>\nVi vill ha en damm.\nOch en bro.\n\nSnart.</textarea>\
         <select name=a><option value=''>Välj<option selected>Tillstyrker<option>Avstyrker</select>\
         <select name=b><option selected value=''>Välj ort<option>Ån</select>\
         <label><input type=radio checked> Ja</label><input type=radio id=n><label for=n>Nej</label></form>",
    ));
    assert_eq!(
        told,
        "Namn: Byalaget\n\nVad anser ni?\n\nVi vill ha en damm.\nOch en bro.\n\nSnart.\n\n\
         Tillstyrker\n\n☒ Ja\n\n☐ Nej"
    );
}

#[test]
fn words_in_a_figure_stand_where_it_does() {
    let figure = |kind: &str, inside: &str| {
        format!(
            "<w:p><w:r><w:drawing><a:graphicData uri=\"x/{kind}\">{inside}</a:graphicData></w:drawing></w:r></w:p>"
        )
    };
    let body = format!(
        "{}{}{}",
        runs(&[("", "Före.")]),
        figure("diagram", "<dgm:relIds r:dm=\"d1\"/>"),
        runs(&[("", "Efter.")])
    );
    let relation = r#"<Relationships><Relationship Id="d1" Type="x/diagramData" Target="diagrams/data7.xml"/></Relationships>"#;
    let point = |set: &str, words: &str| {
        format!("<dgm:pt>{set}<dgm:t><a:p><a:r><a:t>{words}</a:t></a:r></a:p></dgm:t></dgm:pt>")
    };
    let data = format!(
        "<dgm:dataModel><dgm:ptLst>{}{}{}</dgm:ptLst></dgm:dataModel>",
        point("", "Mer skugga"),
        point("<dgm:prSet phldr=\"1\"/>", "[Text]"),
        point("<dgm:prSet/>", "Fler bänkar")
    );
    let parts = [
        ("word/_rels/document.xml.rels", relation),
        ("word/diagrams/data7.xml", &data),
    ];
    let told = decode(&docx_with(&body, &parts));
    assert_eq!(told.text, "Före.\n\n- Mer skugga\n- Fler bänkar\n\nEfter.");
    assert!(told.notes.is_empty());
    // Its part is lost, and charts are not read.
    let chart = figure("chart", "<c:chart r:id=\"c1\"/>");
    let drawn = "<w:p><w:r><w:pict><v:textpath string=\"Hej\"/></w:pict></w:r></w:p>";
    let told = decode(&docx(&(body + &chart + drawn)));
    assert_eq!(told.text, "Före.\n\nEfter.");
    assert!(told.notes[0].starts_with("3 figures were not read: "));
    let object = "<text:p>Se diagram.<draw:frame><draw:object xlink:href=\"./Object 1\"/></draw:frame></text:p>";
    assert!(decode(&odt(object)).notes[0].starts_with("a figure was not read: "));
}

/// The page of a form is told of its stray bytes too.
#[test]
fn notes_on_bytes_pass_through_formats() {
    let mut file = page("<p>Ån är djup \u{1} Bra.");
    let at = file.iter().position(|&byte| byte == 1).unwrap();
    file[at] = 0x96;
    let told = decode(&file);
    assert_eq!(told.text, "Ån är djup – Bra.");
    assert!(told.notes[0].starts_with("holds a byte that is no UTF-8"));
}
