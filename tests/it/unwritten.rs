//! What office files and web pages say without words: what is hidden, how lists
//! and headings count, ticks, the place of a cell, pictures.

use crate::office::rtf;
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
        "<p hidden>a<p style='color: red; DISPLAY : none'>b<div hidden>c<div>d</div>e</div>\
         <span style='mso-hide:all'>f</span><input hidden>\
         <div style='mso-element:comment'>g</div><dialog>h</dialog><p>Svar.",
    );
    assert_eq!(told, "Svar.");
    // A page that a script is to show is read all the same.
    assert_eq!(page("<div hidden><p>Svar.</div>"), "Svar.");
}

#[test]
fn controls_of_a_page_stand_apart_from_its_words() {
    let told = page("<label>Sök på webbplatsen</label><button>Sök</button><fieldset><legend>Svar</legend>Ja</fieldset>");
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
