//! The page on this machine, through the program: what is shown, what is kept,
//! and whoever comes without being let in.

use crate::{program, project, remiss};
use std::collections::HashMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// A page that is served as long as this lives.
pub(crate) struct Served {
    child: Child,
    pub(crate) port: u16,
    token: String,
    pub(crate) cookie: String,
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// What came back.
pub(crate) struct Got {
    pub(crate) status: u16,
    pub(crate) headers: HashMap<String, String>,
    pub(crate) body: String,
}

impl Served {
    pub(crate) fn with(args: &[&str]) -> Served {
        let mut child = Command::new(program())
            .args(["serve", "--port", "0"])
            .args(args)
            .env_remove("REMISS_ARCHIVE")
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut link = String::new();
        BufReader::new(child.stdout.take().unwrap())
            .read_line(&mut link)
            .unwrap();
        let (address, token) = link.trim().split_once("/?nyckel=").unwrap();
        let port = address.rsplit(':').next().unwrap().parse().unwrap();
        let mut served = Served {
            child,
            port,
            token: token.to_owned(),
            cookie: String::new(),
        };
        let got = served.ask(&served.plain("GET", &format!("/?nyckel={token}"), ""));
        assert_eq!((got.status, got.headers["location"].as_str()), (303, "/"));
        let cookie = &got.headers["set-cookie"];
        assert!(
            cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict"),
            "{cookie}"
        );
        served.cookie = cookie.split(';').next().unwrap().to_owned();
        served
    }

    /// The project's own papers, in memory.
    pub(crate) fn city() -> Served {
        let corpus = project("corpus");
        Served::with(&["--in", corpus.to_str().unwrap()])
    }

    fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        stream
            .set_read_timeout(Some(Duration::from_secs(60)))
            .unwrap();
        stream
    }

    /// A request with these further headers and nothing of ours.
    fn plain(&self, method: &str, path: &str, headers: &str) -> String {
        format!(
            "{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nConnection: close\r\n{headers}\r\n",
            self.port
        )
    }

    fn ask(&self, request: &str) -> Got {
        let mut stream = self.connect();
        stream.write_all(request.as_bytes()).unwrap();
        got(stream)
    }

    /// All bytes of an answer.
    fn raw(&self, path: &str) -> Vec<u8> {
        let mut stream = self.connect();
        let request = self.plain("GET", path, &format!("Cookie: {}\r\n", self.cookie));
        stream.write_all(request.as_bytes()).unwrap();
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).unwrap();
        bytes
    }

    pub(crate) fn get(&self, path: &str) -> Got {
        self.ask(&self.plain("GET", path, &format!("Cookie: {}\r\n", self.cookie)))
    }

    /// A page, which must be there.
    pub(crate) fn page(&self, path: &str) -> String {
        let got = self.get(path);
        assert_eq!(got.status, 200, "{path}: {}", got.body);
        got.body
    }

    /// What forms of this page hold.
    pub(crate) fn key(&self, path: &str) -> String {
        let page = self.page(path);
        let at = page.split("name=\"nyckel\" value=\"").nth(1).unwrap();
        at.split('"').next().unwrap().to_owned()
    }

    pub(crate) fn post(&self, path: &str, fields: &[(&str, &str)], headers: &str) -> Got {
        let said =
            |words: &str| -> String { words.bytes().map(|byte| format!("%{byte:02X}")).collect() };
        let body: Vec<String> = fields
            .iter()
            .map(|(name, value)| format!("{}={}", said(name), said(value)))
            .collect();
        let body = body.join("&");
        let headers = format!(
            "Cookie: {}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n{headers}",
            self.cookie,
            body.len()
        );
        self.ask(&format!("{}{body}", self.plain("POST", path, &headers)))
    }

    /// The header that a browser sends with a form of this page.
    pub(crate) fn origin(&self) -> String {
        format!(
            "Origin: http://127.0.0.1:{}\r\nSec-Fetch-Site: same-origin\r\n",
            self.port
        )
    }
}

fn got(mut stream: TcpStream) -> Got {
    let mut bytes = Vec::new();
    let _ = stream.read_to_end(&mut bytes);
    let text = String::from_utf8_lossy(&bytes).into_owned();
    let (head, body) = text.split_once("\r\n\r\n").unwrap_or((&text, ""));
    let mut lines = head.lines();
    let status = lines
        .next()
        .and_then(|line| line.split(' ').nth(1)?.parse().ok());
    let headers = lines.filter_map(|line| line.split_once(": "));
    Got {
        status: status.unwrap_or(0),
        headers: headers
            .map(|(name, value)| (name.to_lowercase(), value.to_owned()))
            .collect(),
        body: body.to_owned(),
    }
}

/// Every address that a page leads to, each once.
fn links(page: &str) -> Vec<String> {
    let mut links: Vec<String> = page
        .split("href=\"")
        .skip(1)
        .map(|rest| rest.split('"').next().unwrap().replace("&amp;", "&"))
        .filter(|link| link.starts_with('/'))
        .map(|link| link.split('#').next().unwrap().to_owned())
        .collect();
    links.sort();
    links.dedup();
    links
}

#[test]
fn every_view_is_there_and_leads_to_nothing_that_is_not() {
    let served = Served::city();
    let start = links(&served.page("/"));
    assert!(
        start.contains(&"/remiss/ks-2024-417/oversikt".to_owned()),
        "{start:?}"
    );
    let mut seen: Vec<String> = Vec::new();
    let mut next = vec!["/remiss/ks-2024-417/oversikt".to_owned()];
    while let Some(path) = next.pop() {
        if seen.contains(&path) || seen.len() > 120 {
            continue;
        }
        let page = served.page(&path);
        assert!(
            !page.contains("href=\"#d") && !page.contains(" style=\""),
            "{path}"
        );
        let ours = links(&page)
            .into_iter()
            .filter(|link| link.starts_with("/remiss/"));
        // Every view before the many parts of one.
        next.extend(ours);
        next.sort_by_key(|path| std::cmp::Reverse(path.matches('/').count()));
        seen.push(path);
    }
    for view in [
        "oversikt",
        "stallningstaganden",
        "omraden/omrade.",
        "instanser/",
        "synpunkter",
        "teman",
        "aterges-inte",
        "avtryck",
        "forra-gangen",
        "lika-texter",
        "remissinstanser",
        "texten/d",
        "sa-gjordes-det",
    ] {
        assert!(
            seen.iter().any(|path| path.contains(view)),
            "{view}: {seen:?}"
        );
    }
    for path in [
        "/remiss/ks-2024-417/nagot",
        "/remiss/nagot/oversikt",
        "/nagot",
        "/text/nagot",
        "/granska/nagot",
        "/sida/nagot/1",
    ] {
        assert_eq!(served.get(path).status, 404, "{path}");
    }
}

#[test]
fn what_a_browser_may_do_is_said_with_every_answer() {
    let served = Served::city();
    for got in [
        served.get("/"),
        served.get("/nagot"),
        served.ask(&served.plain("GET", "/", "")),
    ] {
        let policy = &got.headers["content-security-policy"];
        assert!(
            policy.starts_with("default-src 'none'") && !policy.contains("unsafe"),
            "{policy}"
        );
        assert_eq!(got.headers["x-content-type-options"], "nosniff");
        assert_eq!(got.headers["referrer-policy"], "no-referrer");
        assert_eq!(got.headers["cache-control"], "no-store");
    }
    let page = served.page("/");
    assert!(!page.contains("<style") && !page.contains("http://") && !page.contains("https://"));
    let style = page
        .split("href=\"/fil/")
        .nth(1)
        .unwrap()
        .split('"')
        .next()
        .unwrap();
    let got = served.ask(&served.plain("GET", &format!("/fil/{style}"), ""));
    assert_eq!(
        (got.status, got.headers["content-type"].as_str()),
        (200, "text/css; charset=utf-8")
    );
}

#[test]
fn a_search_has_facets_groups_a_concordance_and_says_what_it_read() {
    let served = Served::city();
    let page = served.page("/sok?q=informationss%C3%A4kerhet");
    assert!(
        page.contains("<mark>") && page.contains("texter matchar"),
        "{page}"
    );
    assert!(page.contains("Slag av text") && page.contains("typ=yttrande"));
    let narrowed = served.page("/sok?q=informationss%C3%A4kerhet&typ=yttrande");
    assert!(
        narrowed.contains("text: yttrande")
            && narrowed.contains("href=\"/sok?q=informationss%C3%A4kerhet\"")
    );
    // The next words are looked for in the same choice.
    assert!(narrowed.contains("type=\"hidden\" name=\"typ\" value=\"yttrande\""));
    let groups = served.page("/sok?q=informationss%C3%A4kerhet&vy=namnd");
    assert!(
        groups.contains("nämner det inte") && groups.contains("instans=Socialn"),
        "{groups}"
    );
    assert!(
        served
            .page("/sok?q=informationss%C3%A4kerhet&vy=rader")
            .contains("table class=\"kwic\"")
    );
    assert!(
        served
            .page("/sok?q=informationssekerhet")
            .contains("visar träffar för informationssäkerhet")
    );
    assert!(served.page("/sok?q=%28dialog").contains("role=\"alert\""));
    // A hit leads to its line, which is marked there.
    let text = links(&page)
        .into_iter()
        .find(|link| link.starts_with("/text/"))
        .unwrap();
    assert!(served.page(&text).contains("class=\"marked\""), "{text}");
}

#[test]
fn a_name_that_somebody_gave_this_address_is_refused() {
    let served = Served::city();
    let cookie = format!("Cookie: {}\r\n", served.cookie);
    for host in [
        "evil.example",
        "evil.example:80",
        "127.0.0.1:1",
        "localhost",
        "127.0.0.1.evil.example",
        "",
    ] {
        let request =
            format!("GET / HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n{cookie}\r\n");
        let status = served.ask(&request).status;
        assert!(matches!(status, 421 | 400), "{host}: {status}");
    }
    let port = served.port;
    let two = format!(
        "GET / HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nHost: evil.example:{port}\r\nConnection: close\r\n{cookie}\r\n"
    );
    assert!(matches!(served.ask(&two).status, 421 | 400));
    let whole = format!(
        "GET http://evil.example:{port}/ HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n{cookie}\r\n"
    );
    assert_eq!(served.ask(&whole).status, 421);
    let ours =
        format!("GET / HTTP/1.1\r\nHost: localhost:{port}\r\nConnection: close\r\n{cookie}\r\n");
    assert_eq!(served.ask(&ours).status, 200);
}

#[test]
fn nobody_comes_in_without_the_link() {
    let served = Served::city();
    let cookie = served.cookie.split('=').next().unwrap();
    let wrong = [
        "",
        "Cookie: x=y\r\n",
        &format!("Cookie: {cookie}={}\r\n", served.token),
        &format!("Cookie: {cookie}=\r\n"),
    ];
    for headers in wrong {
        for path in [
            "/",
            "/sok?q=dialog",
            "/remiss/ks-2024-417/oversikt",
            "/nagot",
        ] {
            let got = served.ask(&served.plain("GET", path, headers));
            assert_eq!(got.status, 401, "{path}");
            assert!(!got.body.contains("Kulturnämnden") && !got.headers.contains_key("set-cookie"));
        }
    }
    for token in ["", "x", &served.token[1..], &served.cookie] {
        let got = served.ask(&served.plain("GET", &format!("/?nyckel={token}"), ""));
        assert_eq!(got.status, 401);
    }
    // The key of another run opens nothing here.
    let other = Served::city();
    assert_ne!(served.token, other.token);
}

/// An archive of some of the project's papers.
pub(crate) fn archive(dir: &Path) -> PathBuf {
    let archive = dir.join(".remiss");
    let papers = [
        "100_utlatande_digital_service.txt",
        "110_protokoll_kulturnamnden.md",
        "202_folkbidragsverket.txt",
    ];
    let papers = papers.map(|name| project("corpus").join(name));
    let mut args = vec!["ingest", "-q", "--archive", archive.to_str().unwrap()];
    args.extend(papers.iter().map(|path| path.to_str().unwrap()));
    let output = remiss(&args);
    assert!(output.status.success(), "{output:?}");
    archive
}

#[test]
fn a_form_of_another_page_changes_nothing() {
    let dir = tempfile::tempdir().unwrap();
    let archive = archive(dir.path());
    let served = Served::with(&["--archive", archive.to_str().unwrap()]);
    let key = served.key("/sok?q=dialog");
    let fields = [("nyckel", key.as_str()), ("q", "dialog"), ("sparas", "min")];
    let kept = || dir.path().join("remiss-searches.toml").exists();
    // Its own, with the key guessed, stolen or left out; by whatever name.
    for headers in [
        "Origin: http://evil.example\r\n".to_owned(),
        "Origin: null\r\n".to_owned(),
        "Sec-Fetch-Site: cross-site\r\n".to_owned(),
        "Sec-Fetch-Site: same-site\r\n".to_owned(),
        format!(
            "Origin: http://127.0.0.1:{}\r\nSec-Fetch-Site: cross-site\r\n",
            served.port
        ),
    ] {
        assert_eq!(
            served.post("/sok/spara", &fields, &headers).status,
            403,
            "{headers}"
        );
    }
    for key in ["", "x", &served.token] {
        let forged = [("nyckel", key), ("q", "dialog"), ("sparas", "min")];
        assert_eq!(
            served.post("/sok/spara", &forged, &served.origin()).status,
            403
        );
    }
    // An image, or a link, is a GET: it changes nothing, and bears no cookie.
    let got = served.get(&format!("/sok/spara?nyckel={key}&q=dialog&sparas=min"));
    assert_eq!(got.status, 405);
    assert!(!kept());
    // As a browser sends it from a page that tells nobody where it is.
    let untold = "Origin: null\r\nSec-Fetch-Site: same-origin\r\n";
    let got = served.post("/sok/spara", &fields, untold);
    assert_eq!(got.status, 303, "{}", got.body);
    assert!(kept());
}

#[test]
fn a_search_is_kept_and_tells_what_is_new() {
    let dir = tempfile::tempdir().unwrap();
    let archive = archive(dir.path());
    let served = Served::with(&["--archive", archive.to_str().unwrap()]);
    let key = served.key("/sok?q=dialog");
    let fields = [
        ("nyckel", key.as_str()),
        ("q", "nämnden"),
        ("typ", "beslut"),
        ("sparas", "dialogen"),
    ];
    let got = served.post("/sok/spara", &fields, &served.origin());
    assert_eq!(
        got.headers["location"], "/sok?sparad=dialogen",
        "{}",
        got.body
    );
    assert!(served.page("/sok?sparad=dialogen").contains("text: beslut"));
    assert!(served.page("/sok").contains("0 nya"));
    // Another search does not take its name; the same may be kept again.
    let other = [
        ("nyckel", key.as_str()),
        ("q", "dialog"),
        ("sparas", "dialogen"),
    ];
    let refused = served.post("/sok/spara", &other, &served.origin());
    assert!(refused.status == 400 && refused.body.contains("redan sparad som dialogen"));
    assert_eq!(
        served.post("/sok/spara", &fields, &served.origin()).status,
        303
    );
    let seen = [
        ("nyckel", key.as_str()),
        ("sparad", "dialogen"),
        ("gor", "sedd"),
    ];
    assert_eq!(
        served.post("/sok/sedd", &seen, &served.origin()).status,
        303
    );
    let list = served.page("/sok");
    assert!(
        list.contains("0 nya") && list.contains("dialogen"),
        "{list}"
    );
    // What comes meanwhile is seen without a restart.
    let more = project("corpus").join("111_protokoll_lillan.md");
    let args = [
        "ingest",
        "-q",
        "--archive",
        archive.to_str().unwrap(),
        more.to_str().unwrap(),
    ];
    assert!(remiss(&args).status.success());
    let list = served.page("/sok");
    assert!(!list.contains("0 nya"), "{list}");
    assert!(
        remiss(&["searches", "--archive", archive.to_str().unwrap()])
            .status
            .success()
    );
    let forget = [
        ("nyckel", key.as_str()),
        ("sparad", "dialogen"),
        ("gor", "bort"),
    ];
    served.post("/sok/sedd", &forget, &served.origin());
    assert!(!served.page("/sok").contains("dialogen"));
}

#[test]
fn a_body_without_end_is_not_read_to_its_end() {
    let served = Served::city();
    let head = format!(
        "Cookie: {}\r\nContent-Type: application/x-www-form-urlencoded\r\nTransfer-Encoding: chunked\r\n{}",
        served.cookie,
        served.origin()
    );
    let mut stream = served.connect();
    stream
        .write_all(served.plain("POST", "/sok/spara", &head).as_bytes())
        .unwrap();
    let chunk = format!("10000\r\n{}\r\n", "a".repeat(0x10000));
    let mut sent = 0;
    while sent < 64 << 20 && stream.write_all(chunk.as_bytes()).is_ok() {
        sent += chunk.len();
    }
    assert!(sent < 32 << 20, "{sent} bytes were taken");
    assert!(served.page("/").contains("Remisser"));
}

#[test]
fn a_slow_request_and_a_thousand_silent_ones_keep_nobody_out() {
    let served = Served::city();
    let begun = Instant::now();
    let mut slow = served.connect();
    slow.write_all(b"GET / HTTP/1.1\r\n").unwrap();
    // A letter now and then does not make it last.
    let mut idle = Vec::new();
    for _ in 0..1_000 {
        match TcpStream::connect(("127.0.0.1", served.port)) {
            Ok(stream) => idle.push(stream),
            Err(_) => break,
        }
    }
    let asked = Instant::now();
    assert!(served.page("/").contains("Remisser"));
    assert!(
        asked.elapsed() < Duration::from_secs(8),
        "{:?}",
        asked.elapsed()
    );
    let ended = loop {
        std::thread::sleep(Duration::from_millis(500));
        if slow.write_all(b"X").is_err() {
            break begun.elapsed();
        }
        let mut byte = [0];
        slow.set_read_timeout(Some(Duration::from_millis(20)))
            .unwrap();
        if matches!(slow.read(&mut byte), Ok(0)) {
            break begun.elapsed();
        }
        assert!(
            begun.elapsed() < Duration::from_secs(30),
            "a slow request lasts"
        );
    };
    assert!(ended < Duration::from_secs(20), "{ended:?}");
    drop(idle);
}

#[test]
fn paths_lead_to_no_file() {
    let served = Served::city();
    for path in [
        "/fil/../../etc/passwd",
        "/fil/..%2f..%2fetc%2fpasswd",
        "/fil/%2e%2e/%2e%2e/etc/passwd",
        "/text/..%2f..%2fetc%2fpasswd",
        "/text/%00",
        "/remiss/..%2f/oversikt",
        "/remiss/ks-2024-417/texten/..%2f..%2fetc%2fpasswd",
        "//etc/passwd",
    ] {
        let got = served.get(path);
        assert!(matches!(got.status, 400 | 404), "{path}: {}", got.status);
        assert!(!got.body.contains("root:"));
    }
}

#[test]
fn hostile_papers_are_text_in_every_view() {
    let papers = project("tests/browser/papers");
    let served = Served::with(&["--in", papers.to_str().unwrap()]);
    let mut seen: Vec<String> = Vec::new();
    let mut next = vec![
        "/".to_owned(),
        "/sok?q=img".to_owned(),
        "/sok?q=img&vy=rader".to_owned(),
    ];
    while let Some(path) = next.pop() {
        if seen.contains(&path) || seen.len() > 80 {
            continue;
        }
        let page = served.page(&path);
        for strange in [
            "<img",
            "<iframe",
            "<svg onload",
            "<base",
            "onerror=\"",
            "=\"javascript:",
        ] {
            let at = page.find(strange);
            let own = at.is_some_and(|at| page[at..].starts_with("<img class=\"sida\""));
            assert!(
                at.is_none() || own,
                "{path}: {}",
                &page[at.unwrap()..][..80.min(page.len() - at.unwrap())]
            );
        }
        next.extend(
            links(&page)
                .into_iter()
                .filter(|link| !link.starts_with("/fil/")),
        );
        seen.push(path);
    }
    assert!(seen.len() > 20, "{seen:?}");
}

#[test]
fn other_addresses_take_a_password() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("losenord");
    let listen = |args: &[&str]| {
        let output = remiss(&[&["serve", "--listen", "127.0.0.1", "--port", "0"], args].concat());
        (
            output.status.code(),
            String::from_utf8_lossy(&output.stderr).into_owned(),
        )
    };
    assert_eq!(listen(&[]).0, Some(2));
    std::fs::write(&file, "kort\n").unwrap();
    let (code, told) = listen(&["--password-file", file.to_str().unwrap()]);
    assert!(code == Some(2) && told.contains("12 letters"), "{told}");
    std::fs::write(&file, "ett långt lösenord\n").unwrap();
    let corpus = project("corpus");
    let args = [
        "--listen",
        "127.0.0.1",
        "--password-file",
        file.to_str().unwrap(),
        "--in",
        corpus.to_str().unwrap(),
    ];
    let served = Served::with(&args);
    let shut = served.ask(&served.plain("GET", "/", ""));
    assert!(shut.status == 401 && shut.body.contains("type=\"password\""));
    assert_eq!(
        served
            .post("/logga-in", &[("losenord", "fel")], &served.origin())
            .status,
        401
    );
    let got = served.post(
        "/logga-in",
        &[("losenord", "ett långt lösenord")],
        &served.origin(),
    );
    assert!(got.status == 303 && got.headers.contains_key("set-cookie"));
    // What is shared is not said to be on this machine alone.
    let page = served.page("/");
    assert!(
        page.contains("delas över nätet") && !page.contains("Inget lämnar den"),
        "{page}"
    );
}

/// Answers whose senders and days have to be guessed.
pub(crate) fn doubtful(dir: &Path) -> PathBuf {
    let archive = dir.join(".remiss");
    let papers = dir.join("papper");
    std::fs::create_dir(&papers).unwrap();
    for (name, words) in [
        (
            "a.txt",
            "Yttrande\n\nVi har tagit del av förslaget om en skyfallsavgift.\n\nVi tillstyrker förslaget.\n",
        ),
        (
            "b.txt",
            "Hej!\n\nHär kommer våra tankar om skyfallsavgiften. Vi avstyrker förslaget.\n",
        ),
    ] {
        std::fs::write(papers.join(name), words).unwrap();
    }
    let args = [
        "ingest",
        "-q",
        "--archive",
        archive.to_str().unwrap(),
        papers.to_str().unwrap(),
    ];
    assert!(remiss(&args).status.success());
    archive
}

#[test]
fn a_paper_is_put_right_found_right_and_a_judgement_taken_back() {
    let dir = tempfile::tempdir().unwrap();
    let archive = doubtful(dir.path());
    let served = Served::with(&["--archive", archive.to_str().unwrap()]);
    let queue = served.page("/granska");
    assert!(queue.contains("Vem granskar?") && !queue.contains("data-key=\"o\""));
    let key = served.key("/granska");
    // Who judges is asked once, and kept in a cookie.
    let fields = [
        ("nyckel", key.as_str()),
        ("namn", "Åsa Ek"),
        ("sedan", "//evil.example"),
    ];
    let got = served.post("/granska/namn", &fields, &served.origin());
    assert_eq!(got.headers["location"], "/");
    let name = got.headers["set-cookie"]
        .split(';')
        .next()
        .unwrap()
        .to_owned();
    let mut served = served;
    served.cookie = format!("{}; {name}", served.cookie);
    let queue = served.page("/granska");
    assert!(
        queue.contains("Åsa Ek granskar") && queue.contains("data-key=\"o\""),
        "{queue}"
    );
    let what = queue
        .split("name=\"vad\" value=\"")
        .nth(1)
        .unwrap()
        .split('"')
        .next()
        .unwrap();
    let judge = |fields: &[(&str, &str)]| {
        let fields = [
            &[
                ("nyckel", key.as_str()),
                ("vad", what),
                ("sedan", "/granska?visa=alla"),
            ],
            fields,
        ]
        .concat();
        served.post("/granska/dom", &fields, &served.origin())
    };
    let wrong = judge(&[("gor", "ratta"), ("date", "i går"), ("fran-date", "")]);
    assert!(
        wrong.status == 400 && wrong.body.contains("är ingen dag"),
        "{}",
        wrong.body
    );
    let got = judge(&[
        ("gor", "ratta"),
        ("respondent", "Region Skåne"),
        ("date", "2024-03-01"),
        ("varfor", "ringde"),
    ]);
    assert_eq!(
        (got.status, got.headers["location"].as_str()),
        (303, "/granska?visa=alla")
    );
    let all = served.page("/granska?visa=alla");
    assert!(
        all.contains("Region Skåne") && all.contains("2024-03-01") && all.contains("1 av 2"),
        "{all}"
    );
    // The command line knows it, with who and why.
    let told = remiss(&["correct", "--list", "--archive", archive.to_str().unwrap()]);
    let told = String::from_utf8_lossy(&told.stdout).into_owned();
    assert!(
        told.contains("Region Skåne") && told.contains("Åsa Ek"),
        "{told}"
    );
    let judgements = served.page("/granska/domar");
    let id = judgements
        .split("name=\"id\" value=\"")
        .nth(1)
        .unwrap()
        .split('"')
        .next()
        .unwrap();
    let undo = [("nyckel", key.as_str()), ("id", id), ("sedan", "/granska")];
    assert_eq!(
        served
            .post("/granska/angra", &undo, &served.origin())
            .status,
        303
    );
    assert!(!served.page("/granska?visa=alla").contains("Region Skåne"));
    assert!(served.page("/granska/domar").contains("ångrad av Åsa Ek"));
    assert_eq!(judge(&[("gor", "ok")]).status, 303);
    assert!(served.page("/granska?visa=sedda").contains("granskat"));
    // Nothing is judged by a GET, or without the key.
    assert_eq!(served.get("/granska/dom?gor=ok").status, 405);
    let forged = [("vad", what), ("gor", "ok")];
    assert_eq!(
        served
            .post("/granska/dom", &forged, &served.origin())
            .status,
        403
    );
}

#[test]
fn two_who_differ_stand_side_by_side_and_their_agreement_is_reckoned() {
    let dir = tempfile::tempdir().unwrap();
    let archive = archive(dir.path());
    let served = Served::with(&["--archive", archive.to_str().unwrap(), "--by", "Bo"]);
    let correct = |what: &[&str]| {
        let args = [&["correct", "--archive", archive.to_str().unwrap()], what].concat();
        let output = remiss(&args);
        assert!(
            output.status.success(),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
    };
    correct(&[
        "202_folkbidragsverket.txt",
        "date=2031-01-01",
        "--by",
        "Anna",
    ]);
    correct(&["202_folkbidragsverket.txt", "date=2031-01-02", "--by", "Bo"]);
    let queue = served.page("/granska");
    let id = queue
        .split("oenighet")
        .next()
        .unwrap()
        .rsplit("href=\"/granska/")
        .next()
        .unwrap();
    let id = id.split('"').next().unwrap();
    let page = served.page(&format!("/granska/{id}"));
    assert!(
        page.contains("Oenighet om dag")
            && page.contains("2031-01-01")
            && page.contains("Anna har rätt"),
        "{page}"
    );
    let key = served.key("/granska");
    let what = page
        .split("name=\"vad\" value=\"")
        .nth(1)
        .unwrap()
        .split('"')
        .next()
        .unwrap();
    let fields = [
        ("nyckel", key.as_str()),
        ("vad", what),
        ("gor", "avgor"),
        ("vem", "Anna"),
    ];
    assert_eq!(
        served
            .post("/granska/dom", &fields, &served.origin())
            .status,
        303
    );
    let page = served.page(&format!("/granska/{id}"));
    assert!(!page.contains("Oenighet om") && page.contains("2031-01-01"));
    // Positions: one by the form, one by the command, on the same.
    let told = remiss(&[
        "positions",
        "--format",
        "ndjson",
        "--archive",
        archive.to_str().unwrap(),
    ]);
    let told = String::from_utf8(told.stdout).unwrap();
    let rows: Vec<serde_json::Value> = told
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let rows: Vec<[&str; 2]> = rows
        .iter()
        .map(|row| {
            [
                row["unit"].as_str().unwrap(),
                row["focus_area"].as_str().unwrap(),
            ]
        })
        .take(2)
        .collect();
    for (row, said) in rows.iter().zip(["stallning", "stöd"]) {
        let [unit, area] = row;
        let stance = if said == "stöd" { "stöd" } else { "kritik" };
        let fields = [
            ("nyckel", key.as_str()),
            ("enhet", *unit),
            ("omrade", *area),
            ("stallning", stance),
            ("gor", "ratta"),
            ("sedan", "/granska/enighet"),
        ];
        let got = served.post("/granska/stallning", &fields, &served.origin());
        assert_eq!(got.status, 303, "{}", got.body);
        correct(&[
            unit,
            &format!("focus={area}"),
            "stance=kritik",
            "--by",
            "Anna",
        ]);
    }
    let page = served.page("/granska/enighet");
    assert!(
        page.contains("2 ställningstaganden är bedömda") && page.contains("0,50"),
        "{page}"
    );
    assert!(page.contains("En bedömning skiljer sig"), "{page}");
}

#[test]
fn files_are_put_into_the_folder_of_the_user_and_read_meanwhile() {
    let dir = tempfile::tempdir().unwrap();
    let (archive, folder) = (dir.path().join(".remiss"), dir.path().join("mina papper"));
    let args = [
        "--archive",
        archive.to_str().unwrap(),
        "--papers",
        folder.to_str().unwrap(),
        "--by",
        "Bo",
    ];
    let served = Served::with(&args);
    assert!(served.page("/").contains("Här finns inga handlingar än"));
    let page = served.page("/lagg-till");
    assert!(page.contains(folder.to_str().unwrap()));
    let key = page
        .split("data-key-of-forms=\"")
        .nth(1)
        .unwrap()
        .split('"')
        .next()
        .unwrap()
        .to_owned();
    let send = |path: &str, key: &str, body: &[u8]| {
        let headers = format!(
            "Cookie: {}\r\n{}X-Nyckel: {key}\r\nContent-Type: application/octet-stream\r\nContent-Length: {}\r\n",
            served.cookie,
            served.origin(),
            body.len()
        );
        let mut request = served.plain("POST", path, &headers).into_bytes();
        request.extend_from_slice(body);
        let mut stream = served.connect();
        stream.write_all(&request).unwrap();
        got(stream)
    };
    let letter = std::fs::read(project("corpus/202_folkbidragsverket.txt")).unwrap();
    for key in ["", "x"] {
        assert_eq!(send("/lagg-till/fil?namn=a.txt", key, &letter).status, 403);
    }
    assert!(!folder.exists());
    let got = send("/lagg-till/fil?namn=..%2F..%2Fsvar.txt", &key, &letter);
    assert_eq!((got.status, got.body.as_str()), (200, "svar.txt"));
    assert_eq!(
        send("/lagg-till/fil?namn=svar.txt", &key, &letter).body,
        "svar.txt"
    );
    assert_eq!(
        send("/lagg-till/fil?namn=svar.txt", &key, b"Ett annat svar.\n").body,
        "svar-2.txt"
    );
    let mut names: Vec<String> = std::fs::read_dir(&folder)
        .unwrap()
        .map(|one| one.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    assert_eq!(names, ["svar-2.txt", "svar.txt"]);
    assert!(!dir.path().join("svar.txt").exists());
    // What a folder passes over is passed over here.
    for name in ["Thumbs.db", "~%24svar.docx", "a%2F.git%2Fconfig.txt"] {
        assert_eq!(
            send(&format!("/lagg-till/fil?namn={name}"), &key, b"x").status,
            200
        );
    }
    assert_eq!(std::fs::read_dir(&folder).unwrap().count(), 2);
    assert_eq!(send("/lagg-till/las", &key, b"").status, 303);
    let begun = Instant::now();
    let mut seen = "0".to_owned();
    let last = loop {
        let got = served.get(&format!("/lagg-till/handelser?efter={seen}"));
        assert_eq!(
            (got.status, got.headers["content-type"].as_str()),
            (200, "text/event-stream")
        );
        seen = got
            .body
            .split("id: ")
            .nth(1)
            .unwrap()
            .lines()
            .next()
            .unwrap()
            .to_owned();
        if got.body.contains("\"reading\":false") {
            break got.body;
        }
        assert!(begun.elapsed() < Duration::from_secs(60), "{}", got.body);
    };
    assert!(
        last.contains("2 av 5 filer") && last.contains("remissvar") && last.contains("hoppas över"),
        "{last}"
    );
    assert!(served.page("/").contains("Beslut som går att läsa"));
    let page = served.page("/lagg-till");
    assert!(
        page.contains("att bekräfta eller rätta") || page.contains("Inget gissades"),
        "{page}"
    );
}

/// A PDF of one page with these lines.
fn printed(lines: &[&str]) -> Vec<u8> {
    let lines: Vec<String> = lines.iter().map(|line| (*line).to_owned()).collect();
    let contents = crate::pdf::stream("", &crate::pdf::set(&lines));
    crate::office::pdf_file(&crate::pdf::document(vec![contents]))
}

#[test]
fn a_page_is_drawn_as_it_looks_with_a_line_marked() {
    let dir = tempfile::tempdir().unwrap();
    let archive = dir.path().join(".remiss");
    let pdf = dir.path().join("svar.pdf");
    std::fs::write(
        &pdf,
        printed(&[
            "Folkbidragsverket",
            "Yttrande 2024-03-01",
            "Vi tillstyrker hela forslaget.",
        ]),
    )
    .unwrap();
    let args = [
        "ingest",
        "-q",
        "--archive",
        archive.to_str().unwrap(),
        pdf.to_str().unwrap(),
    ];
    assert!(remiss(&args).status.success());
    let served = Served::with(&["--archive", archive.to_str().unwrap()]);
    let all = served.page("/granska?visa=alla");
    let id = all
        .split("href=\"/granska/")
        .nth(1)
        .map(|_| ())
        .and(all.split("<h2 class=\"name\"><a href=\"/granska/").nth(1))
        .unwrap();
    let id = id.split('"').next().unwrap();
    let text = served.page(&format!("/text/{id}"));
    assert!(text.contains(&format!("/sida/{id}/1")), "{text}");
    let line = text
        .split("tillstyrker hela")
        .next()
        .unwrap()
        .rsplit("id=\"r")
        .next()
        .unwrap();
    let line = line.split('"').next().unwrap();
    let page = served.page(&format!("/sida/{id}/1?rad={line}"));
    assert!(
        page.contains(&format!("/sida/{id}/1.png?rad={line}")),
        "{page}"
    );
    let yellow = |path: &str| {
        let got = served.raw(path);
        let at = got
            .windows(8)
            .position(|some| some == b"\x89PNG\r\n\x1a\n")
            .unwrap();
        got.len() - at
    };
    let (marked, plain) = (
        yellow(&format!("/sida/{id}/1.png?rad={line}")),
        yellow(&format!("/sida/{id}/1.png")),
    );
    assert_ne!(marked, plain);
    assert_eq!(served.get(&format!("/sida/{id}/2")).status, 404);
    assert_eq!(served.get(&format!("/sida/{id}/2.png")).status, 400);
    // A file that is another now is not shown as this one.
    std::fs::write(&pdf, printed(&["Något annat"])).unwrap();
    let got = served.get(&format!("/sida/{id}/1.png"));
    assert!(
        got.status == 400 && got.body.contains("has changed"),
        "{}",
        got.body
    );
    let page = served.page(&format!("/sida/{id}/1"));
    assert!(
        page.contains("har ändrats") && !page.contains("<img"),
        "{page}"
    );
    // Nor is anything led to that may not be shown.
    let masked = Served::with(&[
        "--archive",
        archive.to_str().unwrap(),
        "--private",
        "initials",
    ]);
    assert!(!masked.page(&format!("/text/{id}")).contains("/sida/"));
    assert_eq!(masked.get(&format!("/sida/{id}/1")).status, 404);
}

/// The words of a view, without its elements.
fn words_of(page: &str, view: &str) -> String {
    let from = page
        .find(&format!("<section class=\"view\" id=\"{view}\""))
        .unwrap();
    let rest = &page[from..];
    let end = rest
        .match_indices("<section class=\"view\"")
        .nth(1)
        .map(|(at, _)| at);
    let end = end.or_else(|| rest.find("</main>")).unwrap();
    let mut words = String::new();
    for part in rest[..end].split('<') {
        words.push_str(part.split_once('>').map_or("", |(_, text)| text));
        words.push(' ');
    }
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn a_view_says_what_the_file_says() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("rapport.html");
    // The ministry's papers alone: how rare words are, by which it is told what a
    // summary leaves out, and what is a noun of a theme, is told by the papers of
    // the referral here.
    let ministry = std::fs::read_dir(project("corpus")).unwrap();
    let ministry = ministry.map(|one| one.unwrap().path());
    let ministry = ministry.filter(|path| {
        path.file_name()
            .unwrap()
            .to_str()
            .unwrap()
            .starts_with("20")
    });
    let mut ministry: Vec<String> = ministry
        .map(|path| path.to_str().unwrap().to_owned())
        .collect();
    ministry.sort();
    let city = vec![project("corpus").to_str().unwrap().to_owned()];
    for (papers, referral, id, views) in [
        (
            city,
            "KS2024/417",
            "ks-2024-417",
            &[
                "stallningstaganden",
                "avtryck",
                "forra-gangen",
                "lika-texter",
                "remissinstanser",
            ][..],
        ),
        (
            ministry,
            "Fv2031/00862",
            "fv2031-00862",
            &[
                "oversikt",
                "stallningstaganden",
                "synpunkter",
                "teman",
                "aterges-inte",
                "avtryck",
                "forra-gangen",
                "lika-texter",
                "remissinstanser",
            ][..],
        ),
    ] {
        let given: Vec<&str> = papers.iter().flat_map(|path| ["--in", path]).collect();
        let args = [
            "report",
            "--with-private",
            "--referral",
            referral,
            "-o",
            file.to_str().unwrap(),
        ];
        assert!(remiss(&[&args[..], &given].concat()).status.success());
        let whole = std::fs::read_to_string(&file).unwrap();
        let served = Served::with(&given);
        for view in views {
            let page = served.page(&format!("/remiss/{id}/{view}"));
            assert_eq!(words_of(&page, view), words_of(&whole, view), "{view}");
        }
    }
}

#[test]
fn many_readers_see_one_commit_each_while_papers_are_read() {
    let dir = tempfile::tempdir().unwrap();
    let archive = dir.path().join(".remiss");
    let letter = |at: usize| {
        let path = dir.path().join(format!("svar{at}.txt"));
        let words = format!(
            "Nummer{at} kommun\n\nYttrande\n2024-03-0{}\nEr beteckning KS 2024/77\n\nYttrande över förslag till skyfallsplan (KS 2024/77)\n\nNummer{at} kommun tillstyrker förslaget.\n",
            1 + at % 9
        );
        std::fs::write(&path, words).unwrap();
        path
    };
    let ingest = |at: usize| {
        let path = letter(at);
        let args = [
            "ingest",
            "-q",
            "--archive",
            archive.to_str().unwrap(),
            path.to_str().unwrap(),
        ];
        assert!(remiss(&args).status.success());
    };
    ingest(0);
    let served = Served::with(&["--archive", archive.to_str().unwrap()]);
    let read = |path: &str| {
        let page = served.page(path);
        // What is counted in all, and what of the one referral: of one commit they
        // are the same.
        if path == "/" {
            let all: usize = match page
                .split("i arkivet.")
                .next()
                .unwrap()
                .rsplit('>')
                .next()
                .unwrap()
            {
                words if words.starts_with("En ") => 1,
                words => words.split(' ').next().unwrap().parse().unwrap(),
            };
            let cells = page
                .split("<td class=\"n\">")
                .skip(1)
                .map(|cell| cell.split('<').next().unwrap().parse::<usize>().unwrap());
            let sum: usize = cells.skip(1).step_by(2).sum();
            assert_eq!(all, sum, "{page}");
        }
    };
    std::thread::scope(|scope| {
        for at in 0..50 {
            let read = &read;
            scope.spawn(move || {
                for path in ["/", "/sok?q=skyfallsplan", "/", "/granska", "/"]
                    .iter()
                    .cycle()
                    .skip(at % 5)
                    .take(4)
                {
                    read(path);
                }
            });
        }
        for at in 1..5 {
            ingest(at);
        }
    });
    assert!(served.page("/").contains("5 texter"));
}

#[test]
fn whoever_has_no_papers_is_shown_a_city_of_which_nothing_is_kept() {
    let dir = tempfile::tempdir().unwrap();
    let archive = dir.path().join(".remiss");
    let served = Served::with(&["--archive", archive.to_str().unwrap()]);
    let key = served.key("/");
    let show = |shown: &str| {
        served.post(
            "/exempel",
            &[("nyckel", key.as_str()), ("visa", shown)],
            &served.origin(),
        )
    };
    assert_eq!(show("ja").status, 303);
    let page = served.page("/");
    assert!(
        page.contains("Almviks stads program") && page.contains("Exempelstaden visas"),
        "{page}"
    );
    assert!(
        served
            .page("/sok?q=informationss%C3%A4kerhet")
            .contains("<mark>")
    );
    assert!(served.page("/granska").contains("Inget sparas här"));
    assert_eq!(served.get("/lagg-till").status, 400);
    assert_eq!(show("nej").status, 303);
    assert!(served.page("/").contains("Här finns inga handlingar än"));
    assert_eq!(std::fs::read_dir(dir.path()).unwrap().count(), 0);
}
