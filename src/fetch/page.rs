//! The page: read from a file or asked for, with its name and its address.

use super::address::{Address, Refusal};
use super::names::harmless;
use super::net::Net;
use super::run::{Options, Word, told};
use super::stated;
use super::store::Store;
use crate::error::{Error, Result};
use crate::files;
use crate::formats::html::links::said;
use std::path::Path;

/// Largest page: those of the government at hand have 0.2 MB.
const PAGE: u64 = 16 << 20;
const PAGE_NAME: &str = "sida.html";

/// A page that was opened.
pub(super) struct Page {
    /// As it is called in the list and the report.
    pub(super) called: String,
    pub(super) address: Option<Address>,
    pub(super) name: String,
    pub(super) bytes: Vec<u8>,
}

/// Opens a page that was given.
pub(super) fn open(
    page: &str,
    net: &Net,
    options: &Options,
    say: &mut dyn FnMut(Word),
) -> Result<Page> {
    let parsed = |text: &str| {
        Address::parse(text)
            .map_err(|why| Error::new(why.reason).at(Path::new(text)).cure(why.cure))
    };
    let given = options.base.as_deref().map(parsed).transpose()?;
    if page.contains("://") {
        return asked(parsed(page)?, net, say);
    }
    let path = Path::new(page);
    let bytes = files::read(path, PAGE).map_err(|error| {
        Error::new(format!("cannot be read: {error}"))
            .at(path)
            .cure("give a page that was saved as HTML, or an address with https://")
    })?;
    Ok(Page {
        called: page.to_owned(),
        address: given,
        name: page_name(&path.file_name().unwrap_or_default().to_string_lossy()),
        bytes,
    })
}

fn asked(address: Address, net: &Net, say: &mut dyn FnMut(Word)) -> Result<Page> {
    let host = address.host();
    say(Word::Says(&format!(
        "goes to {host}{}: the page",
        through(net)
    )));
    let mut bytes = Vec::new();
    let hosts = [host.clone()];
    let got = net.get(&address, &hosts, PAGE, &mut |some| {
        bytes.extend_from_slice(some);
        Ok(())
    });
    got.map_err(|miss| {
        let why = told(miss, &host).unwrap_or_else(|error| Refusal::new(error.to_string(), ""));
        let cure = match why.reason.contains("redirected") {
            true => "give the address that a browser shows when the page is open".to_owned(),
            false => why.cure,
        };
        Error::new(why.reason)
            .at(Path::new(&address.to_string()))
            .cure(cure)
    })?;
    Ok(Page {
        called: address.to_string(),
        name: page_name(&address.last()),
        address: Some(address),
        bytes,
    })
}

/// The page's own name, if it has one that says what it is.
fn page_name(name: &str) -> String {
    let name = harmless(name, PAGE_NAME);
    let lower = name.to_lowercase();
    match [".html", ".htm", ".xhtml"]
        .iter()
        .any(|end| lower.ends_with(end))
    {
        true => name,
        false => harmless(&format!("{name}.html"), PAGE_NAME),
    }
}

/// The proxy that is gone through, if any.
pub(super) fn through(net: &Net) -> String {
    let proxy = net.proxy();
    proxy.map_or(String::new(), |proxy| {
        format!(" (through the proxy {proxy})")
    })
}

impl Page {
    /// Saves it beside what it links to; gives its name there.
    pub(super) fn keep(&self, text: &str, store: &mut Store) -> Result<String> {
        let key = match &self.address {
            Some(address) => address.to_string(),
            None => {
                let from = stated(&said(text)).map(|from| format!(" from {from}"));
                format!("saved page {}{}", self.name, from.unwrap_or_default())
            }
        };
        store.keep_page(&key, &self.name, &self.bytes)
    }
}
