//! What every page loads: one style sheet and two scripts, under names that
//! change with what is in them.

use crate::document::sha256_hex;
use crate::report::page::{SCRIPT as REPORT_SCRIPT, STYLE as REPORT_STYLE};
use std::sync::LazyLock;

/// A file of the page.
pub(super) struct Asset {
    /// Its address.
    pub(super) path: String,
    pub(super) kind: &'static str,
    pub(super) text: String,
}

impl Asset {
    fn of(name: &str, ending: &str, kind: &'static str, text: String) -> Self {
        let hash = &sha256_hex(text.as_bytes())[..12];
        Asset {
            path: format!("/fil/{name}-{hash}.{ending}"),
            kind,
            text,
        }
    }
}

pub(super) static STYLE: LazyLock<Asset> = LazyLock::new(|| {
    let text = format!("{REPORT_STYLE}\n{}", include_str!("serve.css"));
    Asset::of("stil", "css", "text/css; charset=utf-8", text)
});

/// Keys, dropped files, what goes on meanwhile.
pub(super) static SCRIPT: LazyLock<Asset> = LazyLock::new(|| {
    let text = include_str!("serve.js").to_owned();
    Asset::of("sidan", "js", "text/javascript; charset=utf-8", text)
});

/// That of the report: filters of the matrix, quotations to copy.
pub(super) static VIEWS: LazyLock<Asset> = LazyLock::new(|| {
    let text = REPORT_SCRIPT.to_owned();
    Asset::of("vyer", "js", "text/javascript; charset=utf-8", text)
});

/// The file at an address.
pub(super) fn at(path: &str) -> Option<&'static Asset> {
    let all = [&STYLE, &SCRIPT, &VIEWS];
    all.into_iter()
        .map(|one| &**one)
        .find(|one| one.path == path)
}
