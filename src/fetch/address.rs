//! Addresses of the web: read, joined to the page they stand in, compared by
//! host. Only `http` and `https`, as browsers read them. Asks no network: what a
//! name resolves to is not known here.

use std::fmt;
use std::net::{Ipv4Addr, Ipv6Addr};

/// Where something is on the web, without its fragment.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Address {
    secure: bool,
    host: String,
    /// `None` for the usual one of its scheme.
    port: Option<u16>,
    /// From the first slash on, with what has to be encoded encoded.
    path: String,
    query: Option<String>,
}

/// Why an address is not gone to: what it is, and the cure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// A clause without a full stop.
    pub reason: String,
    /// What can be done.
    pub cure: String,
}

impl Refusal {
    pub(super) fn new(reason: impl Into<String>, cure: impl Into<String>) -> Self {
        Refusal {
            reason: reason.into(),
            cure: cure.into(),
        }
    }

    fn broken() -> Self {
        Self::new("is no whole address", "look at the link in the page")
    }
}

impl Address {
    /// An address that stands alone.
    pub fn parse(text: &str) -> Result<Self, Refusal> {
        let text = cleaned(text);
        let (secure, rest) = match scheme(&text) {
            Some(("https", rest)) => (true, rest),
            Some(("http", rest)) => (false, rest),
            Some((other, _)) => return Err(other_scheme(other)),
            None => return Err(Refusal::broken()),
        };
        let rest = slashes(rest);
        let rest = rest.strip_prefix("//").ok_or_else(Refusal::broken)?;
        Self::with_authority(secure, rest)
    }

    /// What a link in the page at this address leads to.
    pub fn join(&self, link: &str) -> Result<Self, Refusal> {
        let link = cleaned(link);
        if scheme(&link).is_some() {
            return Self::parse(&link);
        }
        let link = slashes(&link);
        if let Some(rest) = link.strip_prefix("//") {
            return Self::with_authority(self.secure, rest);
        }
        let (path, query) = path_and_query(&link);
        let (path, query) = match path {
            "" if query.is_none() => (self.path.clone(), self.query.clone()),
            "" => (self.path.clone(), query),
            path if path.starts_with('/') => (straight(path), query),
            path => {
                let folder = self.path.rfind('/').map_or("", |at| &self.path[..=at]);
                (straight(&format!("{folder}{path}")), query)
            }
        };
        Ok(Address {
            path,
            query,
            ..self.clone()
        })
    }

    fn with_authority(secure: bool, rest: &str) -> Result<Self, Refusal> {
        let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
        let (authority, rest) = rest.split_at(end);
        if authority.contains('@') {
            return Err(Refusal::new(
                "holds a user's name",
                "give the address without it",
            ));
        }
        let (host, port) = host_and_port(authority)?;
        let usual = if secure { 443 } else { 80 };
        let (path, query) = path_and_query(rest);
        Ok(Address {
            secure,
            host,
            port: port.filter(|port| *port != usual),
            path: straight(path),
            query,
        })
    }

    /// The host, with its port where that is not the usual one.
    pub fn host(&self) -> String {
        match self.port {
            None => self.host.clone(),
            Some(port) => format!("{}:{port}", self.host),
        }
    }

    /// Going from there to here would give up the encryption.
    pub(super) fn is_less_safe_than(&self, other: &Self) -> bool {
        other.secure && !self.secure
    }

    /// The last part of the path that says something, decoded.
    pub(super) fn last(&self) -> String {
        let last = self.path.rsplit('/').find(|part| !part.is_empty());
        decoded(last.unwrap_or(""))
    }

    /// The parts of the path, as written.
    pub(super) fn parts(&self) -> impl Iterator<Item = &str> {
        self.path.split('/').filter(|part| !part.is_empty())
    }

    /// The values in the query, decoded.
    pub(super) fn values(&self) -> impl Iterator<Item = String> {
        let pairs = self.query.as_deref().unwrap_or("").split('&');
        pairs.filter_map(|pair| Some(decoded(&pair.split_once('=')?.1.replace('+', " "))))
    }

    /// The host is this machine, or one that only its own network knows, by the
    /// way it is written.
    pub(super) fn is_private(&self) -> bool {
        let host = self.host.as_str();
        if let Some(six) = host.strip_prefix('[') {
            let six = six.trim_end_matches(']').parse::<Ipv6Addr>();
            return six.is_ok_and(|six| match six.to_ipv4_mapped() {
                Some(four) => is_private(four),
                None => {
                    let first = six.segments()[0];
                    six.is_loopback()
                        || six.is_unspecified()
                        || first & 0xFE00 == 0xFC00
                        || first & 0xFFC0 == 0xFE80
                }
            });
        }
        match host.parse::<Ipv4Addr>() {
            Ok(four) => is_private(four),
            Err(_) => {
                let ends = [".localhost", ".local", ".internal"];
                !host.contains('.') || ends.iter().any(|end| host.ends_with(end))
            }
        }
    }
}

fn is_private(four: Ipv4Addr) -> bool {
    four.is_loopback() || four.is_private() || four.is_link_local() || four.is_unspecified()
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let scheme = if self.secure { "https" } else { "http" };
        write!(f, "{scheme}://{}{}", self.host(), self.path)?;
        match &self.query {
            Some(query) => write!(f, "?{query}"),
            None => Ok(()),
        }
    }
}

/// Without what browsers do not see.
fn cleaned(text: &str) -> String {
    let text = text.trim_matches(|c: char| c.is_whitespace() || c.is_control());
    text.replace(['\t', '\n', '\r'], "")
}

/// `C:\…` is a disk of somebody's, not a scheme; it is refused as one.
fn scheme(text: &str) -> Option<(&str, &str)> {
    let (name, rest) = text.split_once(':')?;
    let first = name.starts_with(|c: char| c.is_ascii_alphabetic());
    let is_name = |c: char| c.is_ascii_alphanumeric() || "+-.".contains(c);
    if !first || !name.chars().all(is_name) {
        return None;
    }
    let known = ["http", "https"];
    let known = known
        .into_iter()
        .find(|known| name.eq_ignore_ascii_case(known));
    Some((known.unwrap_or(name), rest))
}

fn other_scheme(name: &str) -> Refusal {
    Refusal::new(
        format!("begins with \"{name}:\""),
        "only http and https are gone to; save it by hand",
    )
}

/// Backslashes before the query are slashes.
fn slashes(text: &str) -> String {
    let end = text.find(['?', '#']).unwrap_or(text.len());
    let (path, rest) = text.split_at(end);
    format!("{}{rest}", path.replace('\\', "/"))
}

fn host_and_port(authority: &str) -> Result<(String, Option<u16>), Refusal> {
    let (host, port) = match authority.rsplit_once(':') {
        Some((host, port)) if !port.contains(']') => (host, port),
        _ => (authority, ""),
    };
    let port = match port {
        "" => None,
        port if port.bytes().all(|b| b.is_ascii_digit()) => {
            Some(port.parse().map_err(|_| Refusal::broken())?)
        }
        _ => return Err(Refusal::broken()),
    };
    let host = host.to_ascii_lowercase();
    if !host.is_ascii() {
        return Err(Refusal::new(
            format!("has a host whose letters are not ASCII ({host})"),
            "open it in a browser and give the address that it shows, with xn--",
        ));
    }
    match is_host(&host) {
        true => Ok((host, port)),
        false => Err(Refusal::broken()),
    }
}

fn is_host(host: &str) -> bool {
    if let Some(six) = host.strip_prefix('[') {
        let six = six.strip_suffix(']').map(str::parse::<Ipv6Addr>);
        return matches!(six, Some(Ok(_)));
    }
    let is_letter = |b: u8| b.is_ascii_alphanumeric() || b == b'-' || b == b'_';
    let is_label = |label: &str| !label.is_empty() && label.bytes().all(is_letter);
    let last = host.rsplit('.').next().unwrap_or("");
    // Systems read numbers as addresses, in ways that nobody sees through.
    let number = last.starts_with("0x") || last.bytes().all(|b| b.is_ascii_digit());
    match number {
        true => host.parse::<Ipv4Addr>().is_ok(),
        false => host.len() <= 253 && host.split('.').all(is_label),
    }
}

/// A path and its query, encoded, without the fragment.
fn path_and_query(text: &str) -> (&str, Option<String>) {
    let text = text.split('#').next().unwrap_or("");
    match text.split_once('?') {
        Some((path, query)) => (path, Some(encoded(query))),
        None => (text, None),
    }
}

/// A path with its dots resolved, encoded.
fn straight(path: &str) -> String {
    let mut kept: Vec<&str> = Vec::new();
    let mut parts = path.split('/').peekable();
    // What stands before the first slash is nothing.
    parts.next_if_eq(&"");
    let mut ends_open = true;
    for part in parts {
        let dots = part.to_ascii_lowercase().replace("%2e", ".");
        ends_open = part.is_empty() || dots == "." || dots == "..";
        match dots.as_str() {
            ".." => drop(kept.pop()),
            "." => {}
            _ if part.is_empty() => kept.push(""),
            _ => kept.push(part),
        }
    }
    if ends_open && kept.last().is_none_or(|last| !last.is_empty()) {
        kept.push("");
    }
    encoded(&format!("/{}", kept.join("/")))
}

/// What may not stand in an address as it is, as `%XX`.
fn encoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'!'..=b'~' if !b"\"<>\\^`{|}".contains(&byte) => out.push(char::from(byte)),
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

/// The letters behind `%XX`; what is no UTF-8 stands as U+FFFD.
fn decoded(text: &str) -> String {
    let hex = |at: Option<&u8>| at.and_then(|b| char::from(*b).to_digit(16));
    let (bytes, mut out, mut at) = (text.as_bytes(), Vec::new(), 0);
    while let Some(&byte) = bytes.get(at) {
        let pair = (hex(bytes.get(at + 1)), hex(bytes.get(at + 2)));
        match pair {
            (Some(a), Some(b)) if byte == b'%' => {
                out.push(u8::try_from(a * 16 + b).unwrap_or(b'?'));
                at += 3;
            }
            _ => {
                out.push(byte);
                at += 1;
            }
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn joined(base: &str, link: &str) -> String {
        let base = Address::parse(base).unwrap();
        base.join(link)
            .map_or_else(|no| no.reason, |to| to.to_string())
    }

    #[test]
    fn links_are_joined_as_browsers_join_them() {
        let base = "https://Myndighet.example/remisser/2031/?a=b#c";
        for (link, to) in [
            (
                "svar.pdf",
                "https://myndighet.example/remisser/2031/svar.pdf",
            ),
            ("../x/./y.pdf", "https://myndighet.example/remisser/x/y.pdf"),
            ("/../a.pdf", "https://myndighet.example/a.pdf"),
            ("//b.example/a.pdf", "https://b.example/a.pdf"),
            ("?id=3", "https://myndighet.example/remisser/2031/?id=3"),
            ("#here", "https://myndighet.example/remisser/2031/?a=b"),
            (" \n/å b.pdf ", "https://myndighet.example/%C3%A5%20b.pdf"),
            ("\\c\\d.pdf", "https://myndighet.example/c/d.pdf"),
            ("http://e.example:80", "http://e.example/"),
            ("http://e.example:8080/a//b/", "http://e.example:8080/a//b/"),
            ("a:b.pdf", "begins with \"a:\""),
            ("mailto:x@y.example", "begins with \"mailto:\""),
            ("file:///etc/passwd", "begins with \"file:\""),
            ("https://x@y.example/", "holds a user's name"),
            ("https:svar.pdf", "is no whole address"),
            ("http://a b/", "is no whole address"),
            ("http://2130706433/", "is no whole address"),
        ] {
            assert_eq!(joined(base, link), to, "{link}");
        }
    }

    #[test]
    fn hosts_of_ones_own_network_are_known_by_how_they_are_written() {
        let private = |host: &str| {
            Address::parse(&format!("http://{host}/"))
                .unwrap()
                .is_private()
        };
        for host in [
            "127.0.0.1",
            "10.1.2.3:99",
            "[::1]",
            "[fd00::1]",
            "localhost",
            "printer",
            "a.local",
        ] {
            assert!(private(host), "{host}");
        }
        for host in ["regeringen.example", "9.9.9.9", "[2001:db8::1]"] {
            assert!(!private(host), "{host}");
        }
    }
}
