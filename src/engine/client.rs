//! One request after the other to the engine that was named: the only file here
//! that touches the network.
//!
//! Everything is asked again where it may help — an engine that is busy, a node
//! that is gone — with growing waits, up to a patience that ends; so only what may be
//! asked twice is sent. What an engine refuses for good is told with its cure.

use super::answers::{Answer, Refused};
use super::server::Server;
use crate::error::{Error, Result};
use serde_json::Value;
use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};
use ureq::http::{Method, Request};
use ureq::tls::{PemItem, RootCerts, TlsConfig, parse_pem};
use ureq::{Agent, Timeout};

/// Who asks.
#[derive(Clone)]
pub struct Credentials {
    /// The name.
    pub user: String,
    /// The password.
    pub password: String,
}

impl std::fmt::Debug for Credentials {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Credentials({}, …)", self.user)
    }
}

/// How long an engine is waited for.
#[derive(Clone, Copy, Debug)]
pub struct Patience {
    /// From the first failure of a request on.
    pub whole: Duration,
    /// Longest time to connect.
    pub connect: Duration,
    /// Longest time until an answer begins, and between two bytes of it.
    pub answer: Duration,
}

impl Default for Patience {
    fn default() -> Self {
        Patience {
            whole: Duration::from_secs(60),
            connect: Duration::from_secs(10),
            answer: Duration::from_secs(90),
        }
    }
}

/// The first wait before a request is sent again; each is twice the one before.
const FIRST_WAIT: Duration = Duration::from_millis(250);
const LONGEST_WAIT: Duration = Duration::from_secs(15);
/// Largest answer, in bytes.
const LARGEST: u64 = 1 << 30;

/// What is sent.
#[derive(Clone, Copy, Debug)]
pub(super) enum Sent<'s> {
    Nothing,
    Json(&'s Value),
    /// Lines of JSON.
    Lines(&'s str),
}

/// Why one request got no answer that can be used.
enum Miss {
    /// It may go better: the same again, perhaps elsewhere, after so long if
    /// the engine says.
    Again(String, Option<Duration>),
    Never(Error),
}

/// The way to an engine.
pub(super) struct Client {
    agent: Agent,
    urls: Vec<String>,
    /// The node that is asked now.
    at: AtomicUsize,
    authorization: Option<String>,
    patience: Patience,
    /// Told when an engine is waited for.
    said: Box<dyn Fn(&str) + Send + Sync>,
}

impl Client {
    pub(super) fn new(server: &Server, said: Box<dyn Fn(&str) + Send + Sync>) -> Result<Self> {
        server.check()?;
        let mut tls = TlsConfig::builder();
        if let Some(pem) = &server.ca {
            tls = tls.root_certs(roots(pem)?);
        }
        let config = Agent::config_builder()
            .user_agent(concat!("remiss/", env!("CARGO_PKG_VERSION")))
            .max_redirects(0)
            .max_redirects_will_error(false)
            .http_status_as_error(false)
            .tls_config(tls.build())
            .timeout_resolve(Some(server.patience.connect))
            .timeout_connect(Some(server.patience.connect))
            .timeout_recv_response(Some(server.patience.answer))
            .timeout_per_read(Some(server.patience.answer))
            .build();
        let trimmed = server.urls.iter().map(|url| url.trim_end_matches('/'));
        Ok(Client {
            agent: Agent::new_with_config(config),
            urls: trimmed.map(str::to_owned).collect(),
            at: AtomicUsize::new(0),
            authorization: server.credentials.as_ref().map(basic),
            patience: server.patience,
            said,
        })
    }

    /// The address that is asked now.
    pub(super) fn url(&self) -> &str {
        &self.urls[self.at.load(Ordering::Relaxed) % self.urls.len()]
    }

    pub(super) fn patience(&self) -> Patience {
        self.patience
    }

    pub(super) fn get(&self, path: &str) -> Result<Answer> {
        self.ask(&Method::GET, path, Sent::Nothing)
    }

    pub(super) fn post(&self, path: &str, body: &Value) -> Result<Answer> {
        self.ask(&Method::POST, path, Sent::Json(body))
    }

    pub(super) fn put(&self, path: &str, body: &Value) -> Result<Answer> {
        self.ask(&Method::PUT, path, Sent::Json(body))
    }

    /// An answer of a status below 400, or 404; anything else is told.
    pub(super) fn ask(&self, method: &Method, path: &str, sent: Sent<'_>) -> Result<Answer> {
        let (mut wait, began, mut first) = (FIRST_WAIT, None::<Instant>, None::<String>);
        let mut began = began;
        loop {
            let (why, asked) = match self.once(method, path, sent) {
                Ok(answer) => return Ok(answer),
                Err(Miss::Never(error)) => return Err(error),
                Err(Miss::Again(why, asked)) => (why, asked),
            };
            let since = began.get_or_insert_with(Instant::now).elapsed();
            let rest = asked.unwrap_or(wait).min(LONGEST_WAIT);
            if since + rest > self.patience.whole {
                let told = first.unwrap_or(why);
                return Err(Error::new(told).at(self.url().as_ref()).cure(GIVEN_UP));
            }
            if first.is_none() {
                (self.said)(&format!("{}: {why}; trying again", self.url()));
                first = Some(why);
            }
            self.at.fetch_add(1, Ordering::Relaxed);
            std::thread::sleep(rest);
            wait = wait.saturating_mul(2);
        }
    }

    fn once(
        &self,
        method: &Method,
        path: &str,
        sent: Sent<'_>,
    ) -> std::result::Result<Answer, Miss> {
        let url = self.url();
        let mut request = Request::builder()
            .method(method)
            .uri(format!("{url}{path}"))
            .header("accept", "application/json");
        if let Some(authorization) = &self.authorization {
            request = request.header("authorization", authorization);
        }
        let wrong = |error: ureq::http::Error| {
            let error = Error::new(format!("cannot be asked: {error}"));
            Miss::Never(error.at(url.as_ref()))
        };
        let answered = match sent {
            Sent::Nothing => self.agent.run(request.body(()).map_err(wrong)?),
            Sent::Json(value) => {
                let request = request.header("content-type", "application/json");
                self.agent
                    .run(request.body(value.to_string()).map_err(wrong)?)
            }
            Sent::Lines(lines) => {
                let request = request.header("content-type", "application/x-ndjson");
                self.agent.run(request.body(lines).map_err(wrong)?)
            }
        };
        let mut answered = answered.map_err(|error| missed(&error, url))?;
        let (status, wait) = (answered.status().as_u16(), retry_after(answered.headers()));
        let body = answered.body_mut().with_config().limit(LARGEST);
        let body = body.read_to_vec().map_err(|error| missed(&error, url))?;
        match Answer::read(status, &body) {
            Ok(answer) => Ok(answer),
            Err(Refused::Busy(why)) => Err(Miss::Again(why, wait)),
            Err(Refused::Never(error)) => Err(Miss::Never(error.at(url.as_ref()))),
        }
    }
}

const GIVEN_UP: &str =
    "look whether it runs; then the same command again goes on where this one was broken off";

fn retry_after(headers: &ureq::http::HeaderMap) -> Option<Duration> {
    let said = headers.get("retry-after")?.to_str().ok()?;
    said.trim().parse().ok().map(Duration::from_secs)
}

/// Certificates to trust.
fn roots(pem: &[u8]) -> Result<RootCerts> {
    let mut all = Vec::new();
    for item in parse_pem(pem) {
        match item {
            Ok(PemItem::Certificate(certificate)) => all.push(certificate),
            Ok(_) => {}
            Err(error) => {
                return Err(Error::new(format!("a certificate cannot be read: {error}"))
                    .cure("give --ca a file of certificates (PEM)"));
            }
        }
    }
    match all.is_empty() {
        true => Err(Error::new("the file of --ca holds no certificate").cure("give one as PEM")),
        false => Ok(RootCerts::Specific(Arc::new(all))),
    }
}

fn missed(error: &ureq::Error, url: &str) -> Miss {
    let untrusted = || {
        let error = Error::new(format!("does not prove who it is: {error}"));
        Miss::Never(error.at(url.as_ref()).cure(
            "give the certificate of who vouches for it with --ca FILE, or look at its address",
        ))
    };
    let again = |why: String| Miss::Again(why, None);
    match error {
        ureq::Error::Tls(_) | ureq::Error::Rustls(_) | ureq::Error::TlsRequired => untrusted(),
        // So TLS tells what it does not take.
        ureq::Error::Io(error) if error.kind() == io::ErrorKind::InvalidData => untrusted(),
        ureq::Error::HostNotFound => again("its host is not found".to_owned()),
        ureq::Error::ConnectionFailed
        | ureq::Error::Timeout(Timeout::Connect | Timeout::Resolve) => {
            again("cannot be reached".to_owned())
        }
        ureq::Error::Timeout(_) => again("did not answer in time".to_owned()),
        ureq::Error::Io(error) if error.kind() == io::ErrorKind::ConnectionRefused => {
            again("cannot be reached".to_owned())
        }
        ureq::Error::BodyExceedsLimit(_) => {
            Miss::Never(Error::new("answers with too much").at(url.as_ref()))
        }
        error => again(format!("broke off: {error}")),
    }
}

/// The header that says who asks.
fn basic(credentials: &Credentials) -> String {
    let Credentials { user, password } = credentials;
    format!("Basic {}", base64(format!("{user}:{password}").as_bytes()))
}

fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut coded = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for three in bytes.chunks(3) {
        let byte = |at: usize| u32::from(three.get(at).copied().unwrap_or(0));
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for at in 0..4 {
            match at <= three.len() {
                true => coded.push(char::from(DIGITS[(bits >> (18 - 6 * at) & 63) as usize])),
                false => coded.push('='),
            }
        }
    }
    coded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_as_everybody_writes_it() {
        for (plain, coded) in [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("Aladdin:open sesame", "QWxhZGRpbjpvcGVuIHNlc2FtZQ=="),
            ("å:ö>?", "w6U6w7Y+Pw=="),
        ] {
            assert_eq!(base64(plain.as_bytes()), coded);
        }
    }

    #[test]
    fn a_password_is_not_printed() {
        let credentials = Credentials {
            user: "remiss".to_owned(),
            password: "hemligt".to_owned(),
        };
        assert!(!format!("{credentials:?}").contains("hemligt"));
    }
}
