//! Which engine, as whom, for how long: what is given of it. Knows how an
//! address is written, and touches no network.

use super::client::{Credentials, Patience};
use crate::error::{Error, Result};

/// An engine as it was named.
#[derive(Clone, Debug)]
pub struct Server {
    /// Addresses of its nodes; the next is asked where one is not reached.
    pub urls: Vec<String>,
    /// Name of the archive there.
    pub archive: String,
    /// Who asks.
    pub credentials: Option<Credentials>,
    /// Certificates of who may prove it, as PEM; the world's where there are none.
    pub ca: Option<Vec<u8>>,
    /// How long an engine is waited for.
    pub patience: Patience,
}

impl Server {
    /// Refuses what cannot be an address, a name, or would give a password away.
    pub(super) fn check(&self) -> Result<()> {
        if self.urls.is_empty() {
            return Err(Error::new("no engine is named").cure("give --engine URL"));
        }
        let letters = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
        let first = self.archive.chars().next();
        if !first.is_some_and(|c| c.is_ascii_lowercase()) || !self.archive.chars().all(letters) {
            return Err(Error::new(format!(
                "an archive on an engine is not called \"{}\"",
                self.archive
            ))
            .cure("take small letters a to z, digits and _"));
        }
        for url in &self.urls {
            let (secure, host) = parted(url).ok_or_else(|| {
                Error::new("is no address of an engine")
                    .at(url.as_ref())
                    .cure("write https://HOST:9200")
            })?;
            if host.contains('@') {
                return Err(Error::new("an address holds a name or password").cure(
                    "take it out; set REMISS_ENGINE_USER and REMISS_ENGINE_PASSWORD, or give --credentials FILE",
                ));
            }
            if !secure && self.credentials.is_some() && !is_here(host) {
                return Err(Error::new("a password is not sent without TLS")
                    .at(url.as_ref())
                    .cure("write https://"));
            }
        }
        Ok(())
    }
}

/// Whether an address is by TLS, and its host.
fn parted(url: &str) -> Option<(bool, &str)> {
    let (secure, rest) = match url.strip_prefix("https://") {
        Some(rest) => (true, rest),
        None => (false, url.strip_prefix("http://")?),
    };
    let host = rest.split('/').next().filter(|host| !host.is_empty())?;
    let fits = |c: char| c.is_ascii_graphic() && !matches!(c, '?' | '#');
    rest.chars().all(fits).then_some((secure, host))
}

/// This machine itself.
fn is_here(host: &str) -> bool {
    let name = match host.strip_prefix('[') {
        Some(rest) => rest.split(']').next().unwrap_or(""),
        None => host.split(':').next().unwrap_or(""),
    };
    let address = name.parse::<std::net::IpAddr>();
    name == "localhost" || address.is_ok_and(|address| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn server(url: &str, archive: &str) -> Server {
        let credentials = Credentials {
            user: "a".to_owned(),
            password: "b".to_owned(),
        };
        Server {
            urls: vec![url.to_owned()],
            archive: archive.to_owned(),
            credentials: Some(credentials),
            ca: None,
            patience: Patience::default(),
        }
    }

    #[test]
    fn a_password_goes_by_tls_or_stays_on_this_machine() {
        for url in [
            "https://a.se:9200",
            "http://127.0.0.1:9200",
            "http://[::1]:9200",
        ] {
            assert!(server(url, "remiss").check().is_ok(), "{url}");
        }
        for url in [
            "http://a.se:9200",
            "https://x:y@a.se",
            "a.se:9200",
            "https://",
        ] {
            assert!(server(url, "remiss").check().is_err(), "{url}");
        }
        assert!(server("http://127.0.0.1.evil.se/", "r").check().is_err());
        assert!(server("https://a.se", "Remiss-1").check().is_err());
    }
}
