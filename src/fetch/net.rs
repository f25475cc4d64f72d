//! Asking for one address at a time, with everything bounded: time, size,
//! redirects and the hosts that are gone to. The only file that touches the
//! network. Decides nothing about what is fetched or where it is put.

use super::address::{Address, Refusal};
use super::wait;
use crate::limits::{Limit, Limits};
use std::io::{self, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;
use ureq::http::{HeaderMap, StatusCode};
use ureq::unversioned::resolver::DefaultResolver;
use ureq::unversioned::transport::{
    Buffers, ConnectionDetails, Connector, DefaultConnector, NextTimeout, Transport,
};
use ureq::{Agent, Body, Timeout};

/// Redirects that are followed for one file.
const REDIRECTS: usize = 5;
/// The whole of a file may take this many times what a single step may.
const WHOLE: u32 = 20;

/// Why something was not fetched.
#[derive(Debug)]
pub(super) enum Miss {
    /// It is not to be had, or not now.
    Failed(Refusal),
    /// The host cannot be reached at all, so others from it will fail too.
    Unreachable(Refusal),
    /// The host asks to wait, for so many seconds if it says.
    Wait(u16, Option<u64>),
    /// What came could not be written.
    Write(io::Error),
}

impl Miss {
    fn failed(reason: impl Into<String>, cure: impl Into<String>) -> Self {
        Miss::Failed(Refusal::new(reason, cure))
    }
}

const AGAIN: &str = "run the same command again later; what is there is not fetched twice";
const BROKEN: &str = "run the same command again; if it stays so, tell whoever keeps the page";

/// The way out.
pub(super) struct Net {
    agent: Agent,
    watch: Arc<Watch>,
    limits: Limits,
}

impl Net {
    /// `step`: longest time to connect, to the first byte, and between two.
    pub(super) fn new(step: Duration, limits: Limits) -> Self {
        let watch = Arc::new(Watch::default());
        let config = Agent::config_builder()
            .user_agent(concat!("remiss/", env!("CARGO_PKG_VERSION")))
            .max_redirects(0)
            .max_redirects_will_error(false)
            .http_status_as_error(false)
            .timeout_resolve(Some(step))
            .timeout_connect(Some(step))
            .timeout_recv_response(Some(step))
            .timeout_per_read(Some(step))
            .timeout_global(Some(step.saturating_mul(WHOLE)))
            .build();
        let connector = DefaultConnector::new().chain(Watching(watch.clone()));
        Net {
            agent: Agent::with_parts(config, connector, DefaultResolver::default()),
            watch,
            limits,
        }
    }

    /// The proxy that the environment names, by its host.
    pub(super) fn proxy(&self) -> Option<String> {
        let proxy = self.agent.config().proxy();
        proxy.map(|proxy| proxy.host().to_owned())
    }

    /// Fetches what is at an address into `put`; gives its size. Goes to these
    /// hosts alone.
    pub(super) fn get(
        &self,
        address: &Address,
        hosts: &[String],
        most: u64,
        put: &mut dyn FnMut(&[u8]) -> io::Result<()>,
    ) -> Result<u64, Miss> {
        let mut at = address.clone();
        for _ in 0..=REDIRECTS {
            let answer = self.ask(&at)?;
            if !answer.status().is_redirection() {
                let (parts, body) = answer.into_parts();
                refused(parts.status, &parts.headers)?;
                return self.take(&parts.headers, body, most, put);
            }
            at = redirected(&at, answer.headers(), hosts)?;
        }
        Err(Miss::failed(
            format!("is redirected more than {REDIRECTS} times"),
            BROKEN,
        ))
    }

    fn ask(&self, at: &Address) -> Result<ureq::http::Response<Body>, Miss> {
        self.watch.counted.store(false, Ordering::Relaxed);
        self.watch.more.store(false, Ordering::Relaxed);
        self.agent
            .get(at.to_string())
            .header("accept-encoding", "identity")
            // So that what comes behind the end is seen.
            .header("connection", "close")
            .call()
            .map_err(|error| not_reached(&error, &at.host()))
    }

    fn take(
        &self,
        headers: &HeaderMap,
        mut body: Body,
        most: u64,
        put: &mut dyn FnMut(&[u8]) -> io::Result<()>,
    ) -> Result<u64, Miss> {
        let too_large = || {
            let told = self.limits.passed(Limit::File);
            match most == self.limits.bytes(Limit::File) {
                true => Miss::failed(told.what, told.cure),
                false => Miss::failed(
                    format!("has more than {} MB", most >> 20),
                    "it is no list of answers; look at it in a browser",
                ),
            }
        };
        let length = body.content_length();
        if length.is_some_and(|length| length > most) {
            return Err(too_large());
        }
        self.watch
            .counted
            .store(length.is_some(), Ordering::Relaxed);
        let chunked = headers.contains_key("transfer-encoding");
        let (mut reader, mut read) = (body.as_reader(), 0u64);
        let mut buffer = vec![0; 1 << 16];
        loop {
            let some = match reader.read(&mut buffer) {
                Ok(0) => break,
                Ok(some) => &buffer[..some],
                Err(error) => return Err(broke_off(&error, read, length)),
            };
            read += some.len() as u64;
            if read > most {
                return Err(too_large());
            }
            put(some).map_err(Miss::Write)?;
        }
        if let Some(length) = length.filter(|length| *length != read && !chunked) {
            return Err(other_length(read, length));
        }
        if self.watch.more.load(Ordering::Relaxed) {
            return Err(Miss::failed(
                format!("goes on behind the {read} bytes that were announced"),
                BROKEN,
            ));
        }
        Ok(read)
    }
}

/// Where a redirect leads, if it may be followed.
fn redirected(at: &Address, headers: &HeaderMap, hosts: &[String]) -> Result<Address, Miss> {
    let to = headers.get("location");
    let Some(to) = to.map(|to| String::from_utf8_lossy(to.as_bytes()).into_owned()) else {
        return Err(Miss::failed("is redirected to nowhere", BROKEN));
    };
    let to = at
        .join(&to)
        .map_err(|why| Miss::failed(format!("is redirected to what {}", why.reason), why.cure))?;
    let host = to.host();
    if !hosts.contains(&host) {
        return Err(Miss::failed(
            format!("is redirected to {host}, a host that the page does not name"),
            format!("if you trust it, fetch {to} by hand"),
        ));
    }
    if to.is_less_safe_than(at) {
        return Err(Miss::failed(
            "is redirected from https to http",
            format!("if you trust it, fetch {to} by hand"),
        ));
    }
    Ok(to)
}

/// What the status says, and what the headers say of a good one.
fn refused(status: StatusCode, headers: &HeaderMap) -> Result<(), Miss> {
    let header = |name| headers.get(name).and_then(|value| value.to_str().ok());
    let code = status.as_u16();
    match code {
        200 => {}
        429 | 503 => {
            let wait = header("retry-after");
            let wait = wait.and_then(|said| wait::seconds(said, header("date")));
            return Err(Miss::Wait(code, wait));
        }
        404 | 410 => {
            return Err(Miss::failed(
                format!("is not there ({code})"),
                "the page is older than what it links to: open it anew, or ask whoever keeps it",
            ));
        }
        401 | 403 | 407 => {
            return Err(Miss::failed(
                format!("is not given out ({code})"),
                "open it in a browser and save it in the folder",
            ));
        }
        _ => return Err(Miss::failed(format!("is answered with {status}"), AGAIN)),
    }
    match header("content-encoding") {
        None | Some("identity" | "") => Ok(()),
        Some(packed) => Err(Miss::failed(
            format!("comes packed ({packed}), which was not asked for"),
            "open it in a browser and save it in the folder",
        )),
    }
}

fn not_reached(error: &ureq::Error, host: &str) -> Miss {
    let refusal = |what: String| Refusal::new(what, AGAIN);
    match error {
        ureq::Error::HostNotFound => Miss::Unreachable(Refusal::new(
            format!("has a host that is not found: {host}"),
            "check the address, and whether this machine is on the network",
        )),
        ureq::Error::Timeout(Timeout::RecvResponse | Timeout::PerRead | Timeout::Global) => {
            Miss::Failed(refusal(format!("{host} did not answer in time")))
        }
        ureq::Error::Timeout(_) | ureq::Error::ConnectionFailed => {
            Miss::Unreachable(refusal(format!("{host} cannot be reached")))
        }
        ureq::Error::Io(error) if error.kind() == io::ErrorKind::UnexpectedEof => {
            Miss::Failed(refusal(format!("{host} closed without an answer")))
        }
        // So TLS tells what it does not take.
        ureq::Error::Io(error) if error.kind() == io::ErrorKind::InvalidData => {
            untrusted(host, error)
        }
        ureq::Error::Io(error) => Miss::Unreachable(Refusal::new(
            format!("{host} cannot be reached: {error}"),
            "check the address and the network; then run the same command again",
        )),
        error if is_of_tls(error) => untrusted(host, error),
        error => Miss::Failed(refusal(format!(
            "{host} does not answer as it should: {error}"
        ))),
    }
}

fn untrusted(host: &str, error: &dyn std::fmt::Display) -> Miss {
    Miss::Unreachable(Refusal::new(
        format!("{host} does not prove who it is: {error}"),
        "look at it in a browser; if you trust it, save it in the folder from there",
    ))
}

fn is_of_tls(error: &ureq::Error) -> bool {
    matches!(
        error,
        ureq::Error::Tls(_) | ureq::Error::Rustls(_) | ureq::Error::TlsRequired
    )
}

/// The body ended otherwise than it should.
fn broke_off(error: &io::Error, read: u64, length: Option<u64>) -> Miss {
    let inner = error.get_ref().and_then(|inner| inner.downcast_ref());
    let late = matches!(inner, Some(ureq::Error::Timeout(_)));
    match length {
        _ if late => Miss::failed(format!("stopped coming after {read} bytes"), AGAIN),
        Some(length) => other_length(read, length),
        None => Miss::failed(format!("broke off after {read} bytes"), AGAIN),
    }
}

fn other_length(read: u64, length: u64) -> Miss {
    Miss::failed(
        format!("ended after {read} of the {length} bytes that were announced"),
        BROKEN,
    )
}

/// What is seen of a connection when it ends.
#[derive(Debug, Default)]
struct Watch {
    /// The answer said how long it is.
    counted: AtomicBool,
    /// There was more.
    more: AtomicBool,
}

/// Looks behind the end of an answer: a server that announces less than it
/// sends, as those do that count letters for bytes, would leave a file short,
/// and nothing else would tell.
#[derive(Debug)]
struct Watching(Arc<Watch>);

impl<In: Transport> Connector<In> for Watching {
    type Out = Watched<In>;

    fn connect(
        &self,
        _: &ConnectionDetails,
        chained: Option<In>,
    ) -> Result<Option<Self::Out>, ureq::Error> {
        let watch = self.0.clone();
        Ok(chained.map(|inner| Watched { inner, watch }))
    }
}

#[derive(Debug)]
struct Watched<T: Transport> {
    inner: T,
    watch: Arc<Watch>,
}

impl<T: Transport> Transport for Watched<T> {
    fn buffers(&mut self) -> &mut dyn Buffers {
        self.inner.buffers()
    }

    fn transmit_output(&mut self, amount: usize, timeout: NextTimeout) -> Result<(), ureq::Error> {
        self.inner.transmit_output(amount, timeout)
    }

    fn await_input(&mut self, timeout: NextTimeout) -> Result<bool, ureq::Error> {
        self.inner.await_input(timeout)
    }

    fn is_open(&mut self) -> bool {
        self.inner.is_open()
    }

    fn is_tls(&self) -> bool {
        self.inner.is_tls()
    }
}

impl<T: Transport> Drop for Watched<T> {
    fn drop(&mut self) {
        /// Servers that close as they are asked to do so at once.
        const BRIEF: Duration = Duration::from_millis(500);
        if !self.watch.counted.swap(false, Ordering::Relaxed) {
            return;
        }
        if self.inner.buffers().input().is_empty() {
            let wait = NextTimeout {
                after: BRIEF.into(),
                reason: Timeout::RecvBody,
                per_read: Some(BRIEF.into()),
                per_write: None,
            };
            let _ = self.inner.await_input(wait);
        }
        let more = !self.inner.buffers().input().is_empty();
        self.watch.more.store(more, Ordering::Relaxed);
    }
}
