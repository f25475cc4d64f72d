//! Fetching from a server of the tests' own on this machine: one that breaks
//! off, lies about lengths, redirects, asks to wait and never ends.

use crate::contract::unfit;
use crate::program;
use serde_json::Value;
use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// What was asked for, in order.
type Asked = Arc<Mutex<Vec<String>>>;

/// A server, until the test ends.
struct Site {
    port: u16,
    asked: Asked,
}

impl Site {
    /// `answer` writes what comes for a path that is asked for the nth time.
    fn new(answer: impl Fn(&str, usize, &mut TcpStream) + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let (asked, answer): (Asked, _) = (Arc::default(), Arc::new(answer));
        let kept = asked.clone();
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (kept, answer) = (kept.clone(), answer.clone());
                std::thread::spawn(move || serve(stream, &kept, &*answer));
            }
        });
        Site { port, asked }
    }

    fn base(&self) -> String {
        format!("http://127.0.0.1:{}/", self.port)
    }

    fn asked(&self) -> Vec<String> {
        self.asked.lock().unwrap().clone()
    }
}

fn serve(mut stream: TcpStream, asked: &Asked, answer: &dyn Fn(&str, usize, &mut TcpStream)) {
    let mut lines = BufReader::new(stream.try_clone().unwrap()).lines();
    let Some(Ok(first)) = lines.next() else {
        return;
    };
    // The whole question is read, so that closing cuts nothing off.
    while lines
        .next()
        .is_some_and(|line| line.is_ok_and(|line| !line.is_empty()))
    {}
    let path = first.split(' ').nth(1).unwrap_or("").to_owned();
    let nth = {
        let mut asked = asked.lock().unwrap();
        asked.push(path.clone());
        asked.iter().filter(|known| **known == path).count()
    };
    answer(&path, nth, &mut stream);
}

fn head(stream: &mut TcpStream, status: &str, headers: &str) {
    let _ = write!(
        stream,
        "HTTP/1.1 {status}\r\nConnection: close\r\n{headers}\r\n"
    );
}

/// A document that holds these words.
fn document(stream: &mut TcpStream, words: &str) {
    let body = format!("%PDF-1.7\n{words}\n");
    head(
        stream,
        "200 OK",
        &format!("Content-Length: {}\r\n", body.len()),
    );
    let _ = stream.write_all(body.as_bytes());
}

fn page(links: &[&str]) -> String {
    let items = links
        .iter()
        .map(|link| format!("<li><a href=\"{link}\">Svar av {link}</a></li>\n"));
    format!(
        "<!DOCTYPE html><title>Remiss</title><ul>{}</ul>",
        items.collect::<String>()
    )
}

fn command(page: &str, dir: &Path, more: &[&str]) -> Command {
    let mut command = Command::new(program());
    command
        .args(["fetch", page])
        .arg(dir)
        .args(["--pause", "0"])
        .args(more);
    for name in [
        "HTTP_PROXY",
        "http_proxy",
        "HTTPS_PROXY",
        "https_proxy",
        "ALL_PROXY",
        "all_proxy",
    ] {
        command.env_remove(name);
    }
    command
}

/// The report of a run that ends with this code, and what it said.
fn fetched(page: &str, dir: &Path, more: &[&str], code: i32) -> (Value, String) {
    let output: Output = command(page, dir, more)
        .args(["--format", "json"])
        .output()
        .unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(code), "{said}");
    let report = serde_json::from_slice(&output.stdout).unwrap_or(Value::Null);
    if !report.is_null() {
        assert_eq!(unfit("fetch", &report), None);
    }
    (report, said)
}

/// What became of each file: its status, or why it is not there.
fn became(report: &Value) -> BTreeMap<String, String> {
    let files = report["files"].as_array().unwrap().iter();
    let word = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    files
        .map(|file| match file["reason"].as_str() {
            Some(reason) => (word(&file["file"]), reason.to_owned()),
            None => (word(&file["file"]), word(&file["status"])),
        })
        .collect()
}

fn names(dir: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(dir).unwrap();
    let mut names: Vec<String> = entries
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

#[test]
fn a_page_and_what_it_links_to_come_into_a_folder_once() {
    let site = Site::new(|path, _, stream| match path {
        "/remiss/2031/" => {
            let page = page(&[
                "/contentassets/1/t%C3%B6reby.pdf",
                "a/svar.pdf",
                "b/svar.pdf",
                "/om.html",
            ]);
            head(stream, "200 OK", "");
            let _ = stream.write_all(page.as_bytes());
        }
        path => document(stream, path),
    });
    let dir = tempfile::tempdir().unwrap();
    let dir = &dir.path().join("svar");
    let address = format!("{}remiss/2031/", site.base());
    let (listed, said) = fetched(&address, dir, &["--dry-run"], 0);
    assert!(
        said.contains("would go to 127.0.0.1") && said.contains(": 3 files"),
        "{said}"
    );
    assert!(!dir.exists() && listed["files"].as_array().unwrap().len() == 3);

    let (report, said) = fetched(&address, dir, &[], 0);
    let host = format!("127.0.0.1:{}", site.port);
    assert!(
        said.contains(&format!("goes to {host}: the page")),
        "{said}"
    );
    assert!(said.contains(&format!("goes to {host}: 3 files")), "{said}");
    assert_eq!(
        (&report["fetched"], &report["there"]),
        (&3.into(), &0.into())
    );
    assert_eq!(report["register"], "2031.html");
    let expected = [
        ".remiss-fetch.lock",
        "2031.html",
        "remiss-fetch.tsv",
        "svar-2.pdf",
        "svar.pdf",
        "töreby.pdf",
    ];
    assert_eq!(names(dir), expected);
    let second = std::fs::read_to_string(dir.join("svar-2.pdf")).unwrap();
    assert!(second.contains("/remiss/2031/b/svar.pdf"));
    let list = std::fs::read_to_string(dir.join("remiss-fetch.tsv")).unwrap();
    assert!(
        list.starts_with("address\tfile\tbytes\tsha256\tstatus\n") && list.lines().count() == 5
    );

    let before = site.asked().len();
    let (report, said) = fetched(&address, dir, &[], 0);
    assert_eq!(
        (&report["fetched"], &report["there"]),
        (&0.into(), &3.into())
    );
    assert_eq!(
        site.asked().len(),
        before + 1,
        "only the page is asked for: {said}"
    );
    assert_eq!(names(dir), expected);
}

#[test]
fn what_goes_wrong_is_named_and_not_kept() {
    let site = Site::new(|path, nth, stream| match path {
        "/bryts.pdf" if nth == 1 => {
            head(stream, "200 OK", "Content-Length: 1000\r\n");
            let _ = stream.write_all(b"%PDF-1.7 half");
        }
        "/packas.pdf" => {
            head(stream, "200 OK", "Transfer-Encoding: chunked\r\n");
            let _ = stream.write_all(b"9\r\n%PDF-1.7 \r\n");
        }
        "/mindre.pdf" => {
            head(stream, "200 OK", "Content-Length: 9\r\n");
            let _ = stream.write_all(b"%PDF-1.7 and much more than was announced");
        }
        "/senare.pdf" => {
            head(stream, "200 OK", "Content-Length: 9\r\n");
            let _ = stream.write_all(b"%PDF-1.7 ");
            std::thread::sleep(Duration::from_millis(30));
            let _ = stream.write_all(b"late");
        }
        "/evig.pdf" => {
            head(stream, "200 OK", "");
            while stream.write_all(&[b'x'; 8192]).is_ok() {}
        }
        "/stor.pdf" => head(stream, "200 OK", "Content-Length: 99999999\r\n"),
        "/inom.pdf" => head(stream, "302 Found", "Location: /x/../hel.pdf\r\n"),
        "/bort.pdf" => head(
            stream,
            "302 Found",
            "Location: http://annan.invalid/x.pdf\r\n",
        ),
        "/runt.pdf" => head(stream, "301 Moved", "Location: runt.pdf\r\n"),
        "/disk.pdf" => head(stream, "302 Found", "Location: file:///etc/passwd\r\n"),
        "/ingen.pdf" => head(stream, "404 Not Found", ""),
        "/inloggning.pdf" => {
            head(stream, "200 OK", "");
            let _ = stream.write_all(b"<!DOCTYPE html><title>Log in</title>");
        }
        "/tom.pdf" => head(stream, "200 OK", "Content-Length: 0\r\n"),
        "/stum.pdf" => std::thread::sleep(Duration::from_secs(30)),
        "/vanta.pdf" if nth == 1 => head(stream, "429 Too Many", "Retry-After: 1\r\n"),
        path => document(stream, path),
    });
    let dir = tempfile::tempdir().unwrap();
    let saved = dir.path().join("sparad.html");
    let links = [
        "bryts.pdf",
        "packas.pdf",
        "mindre.pdf",
        "senare.pdf",
        "evig.pdf",
        "stor.pdf",
        "inom.pdf",
        "bort.pdf",
        "runt.pdf",
        "disk.pdf",
        "ingen.pdf",
        "inloggning.pdf",
        "tom.pdf",
        "stum.pdf",
        "vanta.pdf",
        "ftp://a.invalid/f.pdf",
    ];
    std::fs::write(&saved, page(&links)).unwrap();
    let (saved, dir) = (saved.display().to_string(), dir.path().join("svar"));
    let base = site.base();
    let more = ["--base", &base, "--allow", "file-mb=1", "--timeout", "2.5"];
    let (report, said) = fetched(&saved, &dir, &more, 1);
    assert!(said.contains("waits 1 s, as 127.0.0.1"), "{said}");
    let became = became(&report);
    for (file, what) in [
        (
            "bryts.pdf",
            "ended after 13 of the 1000 bytes that were announced",
        ),
        ("packas.pdf", "broke off after 9 bytes"),
        (
            "mindre.pdf",
            "goes on behind the 9 bytes that were announced",
        ),
        (
            "senare.pdf",
            "goes on behind the 9 bytes that were announced",
        ),
        ("evig.pdf", "has more than 1 MB"),
        ("stor.pdf", "has more than 1 MB"),
        ("inom.pdf", "fetched"),
        (
            "bort.pdf",
            "is redirected to annan.invalid, a host that the page does not name",
        ),
        ("runt.pdf", "is redirected more than 5 times"),
        ("disk.pdf", "is redirected to what begins with \"file:\""),
        ("ingen.pdf", "is not there (404)"),
        (
            "inloggning.pdf",
            "is answered with a web page in place of the document",
        ),
        ("tom.pdf", "is empty"),
        ("vanta.pdf", "fetched"),
        ("", "begins with \"ftp:\""),
    ] {
        assert_eq!(became.get(file).map(String::as_str), Some(what), "{file}");
    }
    assert!(
        became["stum.pdf"].contains("did not answer in time"),
        "{became:?}"
    );
    let kept = ["inom.pdf", "remiss-fetch.tsv", "sparad.html", "vanta.pdf"];
    assert_eq!(names(&dir)[1..], kept);
    assert_eq!(
        site.asked()
            .iter()
            .filter(|path| *path == "/runt.pdf")
            .count(),
        6
    );

    let (report, _) = fetched(&saved, &dir, &more, 1);
    let again = self::became(&report);
    assert_eq!(
        (&*again["bryts.pdf"], &*again["inom.pdf"]),
        ("fetched", "there")
    );
}

#[test]
fn a_host_that_asks_for_long_is_left_and_the_next_run_goes_on() {
    let site = Site::new(|path, nth, stream| match path {
        "/b.pdf" if nth == 1 => head(stream, "503 Busy", "Retry-After: 86400\r\n"),
        path => document(stream, path),
    });
    let dir = tempfile::tempdir().unwrap();
    let saved = dir.path().join("sida.html");
    std::fs::write(&saved, page(&["a.pdf", "b.pdf", "c.pdf"])).unwrap();
    let saved = saved.display().to_string();
    let base = site.base();
    let (report, _) = fetched(&saved, dir.path(), &["--base", &base], 1);
    let became = became(&report);
    assert_eq!(became["a.pdf"], "fetched");
    for file in ["b.pdf", "c.pdf"] {
        assert!(
            became[file].ends_with("asks to wait 86400 seconds (503)"),
            "{became:?}"
        );
    }
    assert_eq!(site.asked(), ["/a.pdf", "/b.pdf"]);
    // The page lies in the folder already, and is its own register.
    assert_eq!(report["register"], "sida.html");
    let (report, _) = fetched(&saved, dir.path(), &["--base", &base], 0);
    assert_eq!(
        (&report["fetched"], &report["there"]),
        (&2.into(), &1.into())
    );
}

#[test]
fn a_run_that_is_killed_is_gone_on_with() {
    let site = Site::new(|path, nth, stream| match path {
        "/trog.pdf" if nth == 1 => {
            head(stream, "200 OK", "Content-Length: 100\r\n");
            let _ = stream.write_all(b"%PDF-1.7 half");
            std::thread::sleep(Duration::from_secs(30));
        }
        path => document(stream, path),
    });
    let dir = tempfile::tempdir().unwrap();
    let saved = dir.path().join("remiss.html");
    std::fs::write(&saved, page(&["a.pdf", "trog.pdf", "c.pdf"])).unwrap();
    let (saved, dir) = (saved.display().to_string(), dir.path().join("svar"));
    let base = site.base();
    let mut child = command(&saved, &dir, &["--base", &base])
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let part = dir.join(".trog.pdf.part");
    for _ in 0..200 {
        std::thread::sleep(Duration::from_millis(50));
        if part.metadata().is_ok_and(|meta| meta.len() > 0) {
            break;
        }
    }
    let (_, said) = fetched(&saved, &dir, &["--base", &base], 2);
    assert!(
        said.contains("another remiss is fetching into this folder"),
        "{said}"
    );
    child.kill().unwrap();
    child.wait().unwrap();
    assert!(part.exists() && dir.join("a.pdf").exists() && !dir.join("trog.pdf").exists());
    let (report, _) = fetched(&saved, &dir, &["--base", &base], 0);
    assert_eq!(
        (&report["fetched"], &report["there"]),
        (&2.into(), &1.into())
    );
    assert_eq!(site.asked(), ["/a.pdf", "/trog.pdf", "/trog.pdf", "/c.pdf"]);
    assert!(!part.exists());
}

#[test]
fn nothing_that_is_not_ours_is_overwritten() {
    let site = Site::new(|path, _, stream| document(stream, path));
    let dir = tempfile::tempdir().unwrap();
    let outside = dir.path().join("sida.html");
    std::fs::write(&outside, page(&["svar.pdf", "rtf/../CON.rtf"])).unwrap();
    let (saved, dir) = (outside.display().to_string(), dir.path().join("svar"));
    std::fs::create_dir(&dir).unwrap();
    for mine in ["SVAR.pdf", "sida.html"] {
        std::fs::write(dir.join(mine), "mine").unwrap();
    }
    let base = site.base();
    fetched(&saved, &dir, &["--base", &base], 0);
    for mine in ["SVAR.pdf", "sida.html"] {
        assert_eq!(std::fs::read_to_string(dir.join(mine)).unwrap(), "mine");
    }
    let others = [
        "_CON.rtf",
        "remiss-fetch.tsv",
        "sida-2.html",
        "sida.html",
        "svar-2.pdf",
    ];
    assert_eq!(names(&dir)[2..], others);
    // The page grows: it is put anew in its own place, and names stay.
    std::fs::write(&outside, page(&["ny/svar.pdf", "svar.pdf", "CON.rtf"])).unwrap();
    let (report, _) = fetched(&saved, &dir, &["--base", &base], 0);
    assert_eq!(report["register"], "sida-2.html");
    assert_eq!(
        (&report["fetched"], &report["there"]),
        (&1.into(), &2.into())
    );
    assert!(names(&dir).contains(&"svar-3.pdf".to_owned()));
}

#[test]
fn errors_say_what_to_give() {
    let dir = tempfile::tempdir().unwrap();
    let to = dir.path().join("svar");
    let file = |name: &str, text: &str| {
        let path = dir.path().join(name);
        std::fs::write(&path, text).unwrap();
        path.display().to_string()
    };
    let homeless = file("a.html", &page(&["svar.pdf"]));
    let (_, said) = fetched(&homeless, &to, &[], 2);
    assert!(said.contains("--base https://"), "{said}");
    let (_, said) = fetched(&file("b.txt", "no page"), &to, &[], 2);
    assert!(said.contains("is no web page"), "{said}");
    let (_, said) = fetched("ftp://a.invalid/", &to, &[], 2);
    assert!(said.contains("only http and https"), "{said}");
    let (report, _) = fetched(&file("c.html", &page(&["/om/"])), &to, &[], 1);
    assert_eq!(report["files"], Value::Array(Vec::new()));
    // Whoever does not prove who it is gives nothing.
    let plain = TcpListener::bind("127.0.0.1:0").unwrap();
    let secure = format!("https://{}/", plain.local_addr().unwrap());
    std::thread::spawn(move || {
        let (mut stream, _) = plain.accept().unwrap();
        head(&mut stream, "400 Bad Request", "");
        // Its question is read, so that closing cuts nothing off.
        let _ = stream.read(&mut [0; 4096]);
    });
    let (_, said) = fetched(&secure, &to, &[], 2);
    assert!(said.contains("does not prove who it is"), "{said}");
    // Nothing listens there: none can be fetched.
    let free = TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap();
    let (report, _) = fetched(&homeless, &to, &["--base", &format!("http://{free}/")], 2);
    let why = report["files"][0]["reason"].as_str().unwrap();
    assert!(why.contains("cannot be reached"), "{why}");
}

#[test]
fn what_is_always_to_be_waited_for_holds_up_nothing_and_is_asked_for_last() {
    let site = Site::new(|path, _, stream| match path {
        "/alltid.pdf" => head(stream, "429 Too Many", "Retry-After: 0\r\n"),
        path => document(stream, path),
    });
    let dir = tempfile::tempdir().unwrap();
    let saved = dir.path().join("sparad.html");
    std::fs::write(&saved, page(&["alltid.pdf", "a.pdf", "b.pdf"])).unwrap();
    let (saved, dir) = (saved.display().to_string(), dir.path().join("svar"));
    let (report, said) = fetched(&saved, &dir, &["--base", &site.base()], 1);
    assert!(said.contains("for alltid.pdf last"), "{said}");
    let became = became(&report);
    assert_eq!([&became["a.pdf"], &became["b.pdf"]], ["fetched", "fetched"]);
    assert!(
        became["alltid.pdf"].contains("asks to wait 0 seconds (429)"),
        "{became:?}"
    );
    let asked = site.asked();
    assert_eq!(asked.last().map(String::as_str), Some("/alltid.pdf"));
    assert_eq!(
        asked.iter().filter(|path| *path == "/alltid.pdf").count(),
        6
    );
}
