//! Who is let in: a browser that was given the link, at this address, and forms
//! that this page made. Everything is asked here before anything is answered.
//!
//! Another page that a browser shows cannot read or change anything: its
//! requests bear no cookie (`SameSite=Strict`), a name that it gave this address
//! is refused (`Host`), a form of its own is too (`Origin`, and the key that only
//! our forms hold). Another user of the machine has neither link nor cookie.

use super::answer::{Answer, Page, Visit};
use super::app::App;
use super::gate::Through;
use super::secret::same;
use crate::lang::Words;
use axum::body::Body;
use axum::extract::{ConnectInfo, Form, FromRequest, Request, State};
use axum::http::header::{CONTENT_TYPE, COOKIE, HOST, HeaderName, ORIGIN};
use axum::http::{HeaderMap, HeaderValue, Method, Response, StatusCode, Uri};
use axum::middleware::Next;
use maud::html;
use std::sync::Arc;
use std::time::Duration;

/// How long a form may take to come.
const FORM: Duration = Duration::from_secs(10);
/// How long a wrong password is thought about.
const THOUGHT: Duration = Duration::from_secs(1);
/// Letters of a name at most.
const LONGEST: usize = 60;

/// What a form holds, in its order.
#[derive(Clone, Debug, Default)]
pub(super) struct Fields(pub(super) Vec<(String, String)>);

impl Fields {
    /// What a field holds; nothing where it is empty.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        let mut fields = self.0.iter();
        let found = fields.find(|(field, _)| field == name)?;
        Some(found.1.trim()).filter(|value| !value.is_empty())
    }
}

const POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; \
     connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// Lets in or keeps out, and says with every answer what a browser may do.
pub(super) async fn guard(
    State(app): State<Arc<App>>,
    ConnectInfo(Through(door)): ConnectInfo<Through>,
    request: Request,
    next: Next,
) -> Response<Body> {
    let _answering = door.answering();
    let mut response = match admitted(&app, request).await {
        Ok(request) => next.run(request).await,
        Err(answer) => answer.response(),
    };
    let headers = response.headers_mut();
    let always = [
        ("content-security-policy", POLICY),
        ("x-content-type-options", "nosniff"),
        ("referrer-policy", "no-referrer"),
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-resource-policy", "same-origin"),
        ("x-frame-options", "DENY"),
    ];
    for (name, value) in always {
        headers.insert(
            HeaderName::from_static(name),
            HeaderValue::from_static(value),
        );
    }
    response
}

async fn admitted(app: &Arc<App>, mut request: Request) -> Result<Request, Answer> {
    if !is_here(app, request.headers(), request.uri()) {
        return Err(told(
            StatusCode::MISDIRECTED_REQUEST,
            "another address than this page's",
        ));
    }
    let is_post = match *request.method() {
        Method::GET | Method::HEAD => false,
        Method::POST => true,
        _ => return Err(told(StatusCode::METHOD_NOT_ALLOWED, "no such method")),
    };
    if is_post && !is_of_this_page(app, request.headers()) {
        return Err(told(StatusCode::FORBIDDEN, "sent by another page"));
    }
    if !is_post && super::assets::at(request.uri().path()).is_some() {
        return Ok(request);
    }
    if !is_post && let Some(token) = token_in(request.uri()) {
        return match same(&token, &app.secret.token()) {
            true => Err(let_in(app)),
            false => Err(closed(app)),
        };
    }
    if is_post && request.uri().path() == "/logga-in" {
        return Err(logged_in(app, request).await);
    }
    if !has_cookie(app, request.headers()) {
        return Err(closed(app));
    }
    let visit = Visit {
        by: named(app, request.headers()),
        form: app.secret.form(),
        path: request
            .uri()
            .path_and_query()
            .map_or("/", |path| path.as_str())
            .to_owned(),
        today: (app.settings.today)(),
        keeps: app.keeps(),
        example: app.example.is_shown(),
        draws: app.settings.private.is_none(),
        shared: app.settings.listen.is_some(),
    };
    if is_post {
        request = with_fields(app, request).await?;
    }
    request.extensions_mut().insert(visit);
    Ok(request)
}

/// It is asked for under a name of this page, once: who gives this address a
/// name of their own is another page to a browser.
fn is_here(app: &App, headers: &HeaderMap, uri: &Uri) -> bool {
    let mut hosts = headers.get_all(HOST).iter();
    let (Some(host), None) = (hosts.next(), hosts.next()) else {
        return false;
    };
    let port = app.at.port();
    let is_ours = |host: &str| {
        let (name, of) = host.rsplit_once(':').unwrap_or((host, "80"));
        let ours = match &app.settings.listen {
            // By what name others reach it nobody knows here; the password holds.
            Some(_) => true,
            None => matches!(name, "127.0.0.1" | "localhost"),
        };
        ours && of.parse() == Ok(port)
    };
    let named = host.to_str().is_ok_and(is_ours);
    named
        && uri
            .authority()
            .is_none_or(|authority| is_ours(authority.as_str()))
}

/// A request that changes something comes from a page of ours.
fn is_of_this_page(app: &App, headers: &HeaderMap) -> bool {
    let of = |name: &HeaderName| headers.get(name).and_then(|value| value.to_str().ok());
    let host = of(&HOST).unwrap_or("");
    let site = of(&HeaderName::from_static("sec-fetch-site"));
    let origin = of(&ORIGIN).is_none_or(|origin| {
        let plain = format!("http://{host}");
        // Behind another server the page may be reached by TLS.
        let secured = app.settings.listen.is_some() && origin == format!("https://{host}");
        // A page that tells nobody where it is (`no-referrer`) says so of its own
        // forms, too; that it is the same page the browser says beside it.
        let untold = origin == "null" && site == Some("same-origin");
        origin == plain || secured || untold
    });
    origin && site.is_none_or(|site| site == "same-origin")
}

fn token_in(uri: &Uri) -> Option<String> {
    let query = uri.query().filter(|_| uri.path() == "/")?;
    let mut values = query.split('&').filter_map(|pair| pair.split_once('='));
    values
        .find(|(name, _)| *name == "nyckel")
        .map(|(_, token)| token.to_owned())
}

/// The name of the cookie: other ports of this machine have theirs.
fn cookie_name(app: &App) -> String {
    format!("remiss-{}", app.at.port())
}

fn cookie<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    let all = headers
        .get_all(COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok());
    let mut pairs = all
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='));
    pairs
        .find(|(known, _)| *known == name)
        .map(|(_, value)| value)
}

fn has_cookie(app: &App, headers: &HeaderMap) -> bool {
    let given = cookie(headers, &cookie_name(app));
    given.is_some_and(|given| same(given, &app.secret.cookie()))
}

/// Gives the cookie, and leads to the address without the key.
fn let_in(app: &App) -> Answer {
    let name = cookie_name(app);
    let cookie = format!(
        "{name}={}; Path=/; HttpOnly; SameSite=Strict",
        app.secret.cookie()
    );
    Answer::to("/").cookie(cookie)
}

/// Who judges: as told on the page in this run, else as it was set when it
/// began, else as told in an earlier one.
fn named(app: &App, headers: &HeaderMap) -> Option<String> {
    let told = cookie(headers, &format!("{}-namn", cookie_name(app)));
    let (run, told) = told.map_or(("", None), |told| {
        let (run, name) = told.split_once(':').unwrap_or(("", told));
        (run, decoded(name).and_then(|name| name_of(&name)))
    });
    match &app.settings.by {
        // Where others come too, what each told of earlier holds.
        Some(by) if run != app.secret.run() && app.settings.listen.is_none() => Some(by.clone()),
        by => told.or_else(|| by.clone()),
    }
}

/// A name that somebody may judge by: one line, not too long.
pub(super) fn name_of(words: &str) -> Option<String> {
    let name = words.trim();
    let fits = (1..=LONGEST).contains(&name.chars().count());
    (fits && !name.chars().any(char::is_control)).then(|| name.to_owned())
}

/// The cookie that holds who judges.
pub(super) fn name_cookie(app: &App, name: &str) -> String {
    let key = format!("{}-namn", cookie_name(app));
    let (run, name) = (app.secret.run(), super::href::encoded(name));
    format!("{key}={run}:{name}; Path=/; HttpOnly; SameSite=Strict; Max-Age=31536000")
}

fn decoded(words: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(words.len());
    let mut rest = words.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'%' => {
                let digit = |byte: u8| char::from(byte).to_digit(16);
                let [high, low] = [digit(rest.next()?)?, digit(rest.next()?)?];
                u8::try_from(16 * high + low).ok()?
            }
            byte => byte,
        });
    }
    String::from_utf8(bytes).ok()
}

/// The fields of a form of ours; of a file that is sent the key stands in a
/// header, and it is read where it is kept.
async fn with_fields(app: &App, request: Request) -> Result<Request, Answer> {
    let kind = request.headers().get(CONTENT_TYPE);
    let is_form = kind.is_some_and(|kind| {
        kind.as_bytes()
            .starts_with(b"application/x-www-form-urlencoded")
    });
    let forged = || {
        told(
            StatusCode::FORBIDDEN,
            "the form is not of this page, or of an earlier run; open it anew",
        )
    };
    if !is_form {
        let key = request
            .headers()
            .get("x-nyckel")
            .and_then(|key| key.to_str().ok());
        return match key.is_some_and(|key| same(key, &app.secret.form())) {
            true => Ok(request),
            false => Err(forged()),
        };
    }
    let (parts, fields) = fields(request).await?;
    match fields
        .get("nyckel")
        .is_some_and(|key| same(key, &app.secret.form()))
    {
        true => {
            let mut request = Request::from_parts(parts, Body::empty());
            request.extensions_mut().insert(fields);
            Ok(request)
        }
        false => Err(forged()),
    }
}

/// Reads a form; one that does not end, or not in time, is none.
async fn fields(request: Request) -> Result<(axum::http::request::Parts, Fields), Answer> {
    let (parts, body) = request.into_parts();
    let again = Request::from_parts(parts.clone(), body);
    let read = tokio::time::timeout(
        FORM,
        Form::<Vec<(String, String)>>::from_request(again, &()),
    )
    .await;
    match read {
        Ok(Ok(Form(fields))) => Ok((parts, Fields(fields))),
        Ok(Err(rejected)) => Err(told(rejected.status(), "the form cannot be read")),
        Err(_) => Err(told(StatusCode::REQUEST_TIMEOUT, "the form took too long")),
    }
}

/// A password, where one is set.
async fn logged_in(app: &Arc<App>, request: Request) -> Answer {
    let Some((_, password)) = &app.settings.listen else {
        return closed(app);
    };
    let fields = match fields(request).await {
        Ok((_, fields)) => fields,
        Err(answer) => return answer,
    };
    if fields
        .get("losenord")
        .is_some_and(|given| same(given, password))
    {
        return let_in(app);
    }
    tokio::time::sleep(THOUGHT).await;
    closed(app)
}

/// The page of whoever is not let in.
fn closed(app: &App) -> Answer {
    Answer::html(app.closed.clone()).status(StatusCode::UNAUTHORIZED)
}

/// The same, made once.
pub(super) fn closed_page(words: &Words, takes_password: bool) -> String {
    let title = words.say("serve-closed");
    let page = Page {
        title: &title,
        body: html! {
            h1 { (title) }
            @if takes_password {
                form.inline method="post" action="/logga-in" {
                    label { (words.say("serve-password")) " " input type="password" name="losenord" autocomplete="current-password" required; }
                    button { (words.say("serve-log-in")) }
                }
            } @else {
                p { (words.say("serve-closed-told")) }
            }
        },
        views: false,
    };
    page.framed(words, None)
}

/// A refusal for programs; people do not come here.
fn told(status: StatusCode, what: &'static str) -> Answer {
    Answer::of("text/plain; charset=utf-8", what.as_bytes().to_vec()).status(status)
}
