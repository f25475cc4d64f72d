//! Addresses of pages: what stands in them is spelt so that nothing of it is
//! read as anything else.

use std::fmt::Write;

/// What a part of an address or a value in it is written as.
pub(super) fn encoded(words: &str) -> String {
    let mut said = String::with_capacity(words.len());
    for byte in words.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => {
                said.push(char::from(byte));
            }
            // Writing to a string cannot fail.
            byte => drop(write!(said, "%{byte:02X}")),
        }
    }
    said
}

/// A path with values behind it; those that say nothing are left out.
pub(super) fn with(path: &str, values: &[(&str, &str)]) -> String {
    let mut href = path.to_owned();
    for (name, value) in values.iter().filter(|(_, value)| !value.is_empty()) {
        href.push(if href.contains('?') { '&' } else { '?' });
        href.push_str(name);
        href.push('=');
        href.push_str(&encoded(value));
    }
    href
}

/// A place on this page, whatever somebody made of the field that named it.
pub(super) fn on_this_page(path: &str) -> &str {
    let inside = path.starts_with('/') && !path.starts_with("//") && !path.contains('\\');
    match inside && !path.chars().any(char::is_control) {
        true => path,
        false => "/",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_ends_a_value_and_nothing_leads_away() {
        let href = with("/sok", &[("q", "å&b=\"c\""), ("typ", ""), ("x", "1")]);
        assert_eq!(href, "/sok?q=%C3%A5%26b%3D%22c%22&x=1");
        for (path, at) in [
            ("/sok?q=1", "/sok?q=1"),
            ("//x.se", "/"),
            ("http://x", "/"),
            ("/\\x", "/"),
        ] {
            assert_eq!(on_this_page(path), at);
        }
    }
}
