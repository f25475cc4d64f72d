//! Mails, mailboxes and what Outlook saves: opened like archives, each mail a
//! text under its head, each attached document a paper.

use crate::archives::{ingest, minutes, zipped};
use crate::office::{as_docx, blocks};
use crate::stdout;
use std::io::{Cursor, Write};
use std::path::Path;

const HEAD: &str = "From: =?iso-8859-1?Q?=C5sa_Ek?= <namnd@granstad.example>\r\nTo: KS <ks@granstad.example>\r\nSubject: =?UTF-8?B?U3ZhciBww6UgcmVtaXNz?= KS 2026/17\r\nDate: Wed, 4 Mar 2026 23:30:00 +0100\r\nMIME-Version: 1.0\r\n";
const PRINTED: &str = "Från: Åsa Ek <namnd@granstad.example>\nSkickat: 2026-03-04\nTill: KS <ks@granstad.example>\nÄmne: Svar på remiss KS 2026/17\n";

/// A mail of these parts, each with its own head.
fn mail(parts: &[&[u8]]) -> Vec<u8> {
    let mut mail =
        format!("{HEAD}Content-Type: multipart/mixed; boundary=\"skarv\"\r\n\r\n").into_bytes();
    for part in parts {
        mail.extend(b"--skarv\r\n");
        mail.extend(*part);
        mail.extend(b"\r\n");
    }
    mail.extend(b"--skarv--\r\n");
    mail
}

fn said(text: &str) -> Vec<u8> {
    format!(
        "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n{text}"
    )
    .into_bytes()
}

/// A file attached under a name as it stands in the head.
fn attached(kind: &str, name: &str, file: &[u8]) -> Vec<u8> {
    let head = format!(
        "Content-Type: {kind}\r\nContent-Disposition: attachment; {name}\r\nContent-Transfer-Encoding: base64\r\n\r\n"
    );
    let mut part = head.into_bytes();
    for line in base64(file).as_bytes().chunks(76) {
        part.extend(line);
        part.extend(b"\r\n");
    }
    part
}

fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::new();
    for three in bytes.chunks(3) {
        let at = |at| u32::from(*three.get(at).unwrap_or(&0));
        let bits = at(0) << 16 | at(1) << 8 | at(2);
        for letter in 0..4 {
            let six = bits >> (18 - 6 * letter) & 63;
            let is_there = letter <= three.len();
            out.push(if is_there {
                LETTERS[six as usize] as char
            } else {
                '='
            });
        }
    }
    out
}

/// Exit code and messages of an ingest of these files, and the name and text of
/// each paper.
fn read(files: &[(&str, &[u8])], extra: &[&str]) -> (i32, String, Vec<(String, String)>) {
    let (dir, archive) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    for (name, bytes) in files {
        std::fs::write(dir.path().join(name), bytes).unwrap();
    }
    let (code, _, told) = ingest(dir.path(), archive.path(), extra);
    if code == 2 {
        return (code, told, Vec::new());
    }
    let texts = stdout(
        &[
            "export",
            "text",
            "--archive",
            archive.path().to_str().unwrap(),
        ],
        0,
    );
    let text = |line| -> (String, String) {
        let row: serde_json::Value = serde_json::from_str(line).unwrap();
        let field = |name: &str| row[name].as_str().unwrap().to_owned();
        (field("document"), field("text"))
    };
    let mut papers: Vec<_> = texts.lines().map(text).collect();
    papers.sort();
    (code, told, papers)
}

fn names(papers: &[(String, String)]) -> Vec<&str> {
    papers.iter().map(|(name, _)| name.as_str()).collect()
}

#[test]
fn a_mail_is_a_text_and_its_documents() {
    let word = as_docx(&blocks(
        "Yttrande\n\nNämnden tillstyrker planen i sin helhet.",
    ));
    let zip = zipped(&[("inre/idrott.txt", &minutes("Idrottsnämnden"))]);
    let mail = mail(&[
        &said("Hej!\r\n\r\nHär är svaret.\r\n"),
        &attached(
            "application/octet-stream",
            "filename*=UTF-8''Yttrande%20%C3%A5r.docx",
            &word,
        ),
        &attached("application/zip", "filename=\"../../ut/flera.zip\"", &zip),
        &attached("image/png", "filename=\"logga.png\"", b"\x89PNG\r\n\x1A\n"),
        &attached(
            "application/pkcs7-signature",
            "filename=\"smime.p7s\"",
            b"0\x82",
        ),
        &attached(
            "text/calendar",
            "filename=\"mote.ics\"",
            b"BEGIN:VCALENDAR\n",
        ),
    ]);
    let (code, told, papers) = read(&[("svar.eml", &mail)], &[]);
    assert_eq!(code, 0, "{told}");
    assert_eq!(
        names(&papers),
        ["Yttrande år.docx", "idrott.txt", "svar.eml"]
    );
    let text = &papers[2].1;
    assert!(text.starts_with(PRINTED), "{text}");
    assert!(text.ends_with("\n\nHej!\n\nHär är svaret.\n"), "{text}");
    assert!(papers[0].1.contains("tillstyrker planen i sin helhet"));
}

#[test]
fn sender_subject_and_day_are_signs() {
    let body = "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\nHej!\r\n\r\nKulturnämnden i Granstad tillstyrker planen men saknar en tidplan för biblioteken.\r\n\r\nMed vänlig hälsning\r\nÅsa Ek\r\n";
    let dir = tempfile::tempdir().unwrap();
    std::fs::write(dir.path().join("svar.eml"), format!("{HEAD}{body}")).unwrap();
    let args = [
        "export",
        "documents",
        "--in",
        dir.path().to_str().unwrap(),
        "--format",
        "json",
    ];
    let found: serde_json::Value = serde_json::from_str(&stdout(&args, 0)).unwrap();
    assert_eq!(found[0]["kind"], "remissvar");
    assert_eq!(found[0]["date"], "2026-03-04");
    assert_eq!(found[0]["referral"]["diarienummer"], "KS 2026/17");
}

#[test]
fn encodings_are_undone() {
    let quoted = b"Content-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nN=E4mnden =F6nskar att biblioteken n=E4mns i pla=\r\nnen.\r\n";
    // Neither the head nor the body says in which encoding it is.
    let old = b"From: Nils <n@example.se>\nSubject: Svar fr\xE5n n\xE4mnden\nMIME-Version: 1.0\nContent-Type: text/plain\n\nN\xE4mnden \xF6nskar l\xE4ngre tid.\n";
    let html = b"Content-Type: text/html; charset=windows-1252\r\nContent-Transfer-Encoding: 8bit\r\n\r\n<html><head><style>p{}</style></head><body><p>N\xE4mnden avst\xE5r.</p></body></html>\r\n";
    let both = [
        &b"Content-Type: multipart/alternative; boundary=b\r\n\r\n--b\r\n"[..],
        html,
        b"--b\r\nContent-Type: text/plain\r\n\r\nBara text.\r\n--b--\r\n",
    ]
    .concat();
    let head = HEAD.as_bytes();
    let (code, told, papers) = read(
        &[
            ("a.eml", &[head, quoted].concat()),
            ("b.eml", old),
            ("c.eml", &[head, html].concat()),
            ("d.eml", &[head, &both].concat()),
        ],
        &[],
    );
    assert_eq!((code, told.as_str()), (0, ""));
    let ends = [
        "\n\nNämnden önskar att biblioteken nämns i planen.\n",
        "Ämne: Svar från nämnden\n\nNämnden önskar längre tid.\n",
        "\n\nNämnden avstår.\n",
        "\n\nBara text.\n",
    ];
    for ((name, text), end) in papers.iter().zip(ends) {
        assert!(text.ends_with(end), "{name}: {text}");
    }
}

#[test]
fn the_mails_of_a_mailbox_are_papers_and_copies_are_one() {
    let plan = attached(
        "application/octet-stream",
        "filename=plan.txt",
        &minutes("Kulturnämnden"),
    );
    let one = |text: &str| String::from_utf8(mail(&[&said(text), &plan])).unwrap();
    let mut mailbox = String::new();
    for text in ["Ett.", "Två.\r\n\r\n>From dem till oss.", "Tre."] {
        mailbox += "From namnd@granstad.example Wed Mar  4 10:00:00 2026\r\n";
        mailbox += &one(text);
        mailbox += "\r\n";
    }
    let (code, told, papers) = read(&[("Inkorg", mailbox.as_bytes())], &[]);
    assert_eq!(code, 0, "{told}");
    assert_eq!(
        names(&papers),
        [
            "0001 Svar på remiss KS 2026-17.eml",
            "0002 Svar på remiss KS 2026-17.eml",
            "0003 Svar på remiss KS 2026-17.eml",
            "plan.txt"
        ]
    );
    assert!(
        papers[1].1.ends_with("Två.\n\nFrom dem till oss.\n"),
        "{}",
        papers[1].1
    );
}

#[test]
fn a_mail_in_a_mail_is_opened_as_deep_as_the_limit_says() {
    let mut nested = mail(&[&said("Innerst.")]);
    for depth in 0..3 {
        let part = [&b"Content-Type: message/rfc822\r\n\r\n"[..], &nested].concat();
        // A mark that begins as the one around it.
        let inner = String::from_utf8(part).unwrap().replace("skarv", "skarvx");
        nested = mail(&[&said(&format!("Utanpå {depth}.")), inner.as_bytes()]);
    }
    let (code, told, papers) = read(&[("vidare.eml", &nested)], &[]);
    assert_eq!(code, 0, "{told}");
    assert_eq!(papers.len(), 4);
    assert!(papers.iter().any(|(_, text)| text.ends_with("Innerst.\n")));
    let (code, told, papers) = read(&[("vidare.eml", &nested)], &["--allow", "mails=2"]);
    assert_eq!((code, papers.len()), (1, 2));
    assert!(told.contains("attached inside more than 2 mails"), "{told}");
    // Depths that no mail program makes end in a message, not in a crash.
    let deep = format!(
        "{HEAD}{}",
        "Content-Type: message/rfc822\r\n\r\n".repeat(100_000)
    );
    let (code, told, _) = read(&[("djup.eml", deep.as_bytes())], &[]);
    assert_eq!(code, 2);
    assert!(
        told.contains("more than 1000 mails inside one another"),
        "{told}"
    );
}

#[test]
fn what_is_broken_or_sealed_is_named_and_the_rest_goes_on() {
    let whole = mail(&[
        &said("Se bilagan."),
        &attached("application/pdf", "filename=\"a.pdf\"", &[b'x'; 3000]),
    ]);
    let sealed = format!(
        "{HEAD}Content-Type: application/pkcs7-mime; name=smime.p7m\r\nContent-Transfer-Encoding: base64\r\n\r\nMIIB\r\n"
    );
    let files: [(&str, &[u8]); 4] = [
        ("a.txt", &minutes("Kulturnämnden")),
        ("b.eml", &whole[..whole.len() - 900]),
        ("c.eml", sealed.as_bytes()),
        ("d.msg", &outlook(&[], b"")[..1500]),
    ];
    let (code, told, papers) = read(&files, &[]);
    assert_eq!(code, 1);
    for line in [
        "b.eml/a.pdf: is damaged inside its mail",
        "c.eml: is an encrypted or sealed mail",
        "d.msg: is an old Office document or a mail of Outlook's that is damaged",
    ] {
        assert!(told.contains(line), "{line}: {told}");
    }
    assert_eq!(told.lines().count(), 3, "{told}");
    assert_eq!(names(&papers), ["a.txt", "b.eml"]);
    assert!(papers[1].1.ends_with("Se bilagan.\n"), "{}", papers[1].1);
}

#[test]
fn a_web_page_saved_as_one_file_is_its_text() {
    let page = "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://granstad.example/\r\nSubject: Plan\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; type=\"text/html\"; boundary=\"b\"\r\n\r\n--b\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n<html><body><p>N=C3=A4mnden tillstyrker.</p></body></html>\r\n--b\r\nContent-Type: text/css\r\n\r\np { }\r\n--b--\r\n";
    let (code, told, papers) = read(&[("sida.mht", page.as_bytes())], &[]);
    assert_eq!((code, told.as_str()), (0, ""));
    assert_eq!(
        papers,
        [("sida.mht".to_owned(), "Nämnden tillstyrker.\n".to_owned())]
    );
}

/// A mail as Outlook saves it: a body, properties by number and type, and one
/// attached file.
fn outlook(properties: &[(&str, &[u8])], file: &[u8]) -> Vec<u8> {
    let mut out = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    fill(&mut out, Path::new("/"), 32, properties);
    let at = Path::new("/__attach_version1.0_#00000000");
    out.create_storage(at).unwrap();
    fill(
        &mut out,
        at,
        8,
        &[("3707001F", &wide("svar.txt")), ("37010102", file)],
    );
    let at = Path::new("/__attach_version1.0_#00000001");
    out.create_storage(at).unwrap();
    fill(&mut out, at, 8, &[("3001001F", &wide("Remissen"))]);
    let at = at.join("__substg1.0_3701000D");
    out.create_storage(&at).unwrap();
    let inner = [
        ("0037001F", &wide("Remissen")[..]),
        ("1000001E", b"L\xE4s och svara."),
    ];
    fill(&mut out, &at, 24, &inner);
    out.into_inner().into_inner()
}

fn fill(
    out: &mut cfb::CompoundFile<Cursor<Vec<u8>>>,
    at: &Path,
    head: usize,
    properties: &[(&str, &[u8])],
) {
    let mut list = vec![0; head];
    for (name, value) in properties {
        match name.strip_suffix("0040") {
            Some(number) => {
                let number = u16::from_str_radix(number, 16).unwrap();
                list.extend(0x40_u16.to_le_bytes());
                list.extend(number.to_le_bytes());
                list.extend([6, 0, 0, 0]);
                list.extend(*value);
            }
            None => {
                let path = at.join(format!("__substg1.0_{name}"));
                out.create_stream(path).unwrap().write_all(value).unwrap();
            }
        }
    }
    let path = at.join("__properties_version1.0");
    out.create_stream(path).unwrap().write_all(&list).unwrap();
}

fn wide(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

#[test]
fn a_mail_of_outlook_is_opened_too() {
    // 4 March 2026, 23:30 UTC: the fifth in Sweden.
    let sent: u64 = (11_644_473_600 + 1_772_667_000) * 10_000_000;
    let mail = outlook(
        &[
            ("0037001F", &wide("Svar på remiss")),
            ("0C1A001F", &wide("Åsa Ek")),
            ("5D01001F", &wide("namnd@granstad.example")),
            ("0E04001F", &wide("Kommunstyrelsen")),
            ("00390040", &sent.to_le_bytes()),
            ("1000001F", &wide("Hej!\r\n\r\nSvaret är bifogat.\r\n")),
        ],
        &minutes("Kulturnämnden"),
    );
    let (code, told, papers) = read(&[("svar.msg", &mail)], &[]);
    assert_eq!((code, told.as_str()), (0, ""));
    assert_eq!(names(&papers), ["Remissen.msg", "svar.msg", "svar.txt"]);
    assert_eq!(papers[0].1, "Ämne: Remissen\n\nLäs och svara.\n");
    assert_eq!(
        papers[1].1,
        "Från: Åsa Ek <namnd@granstad.example>\nSkickat: 2026-03-05\nTill: Kommunstyrelsen\nÄmne: Svar på remiss\nBifogade filer: svar.txt; Remissen.msg\n\nHej!\n\nSvaret är bifogat.\n"
    );
    assert!(papers[2].1.contains("Kulturnämnden"));
    // Within the memory of the program it is the same.
    let page = b"<html><body><p>Bara HTML: n\xE4mnden.</p></body></html>";
    let decoded = remiss::formats::decode(
        &outlook(&[("10130102", page)], b"x"),
        "x",
        &remiss::limits::Limits::default(),
    );
    let decoded = decoded.unwrap();
    assert!(
        decoded.text.ends_with("Bara HTML: nämnden.\n"),
        "{}",
        decoded.text
    );
    assert_eq!(decoded.notes, ["its attachments (2) were not read"]);
}
