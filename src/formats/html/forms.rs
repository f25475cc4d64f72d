//! What was filled in on a form that was saved as a page. Its prompts are not
//! read: nobody wrote them as an answer. Knows attributes, no text around them.

use super::tags::value;
use html5gum::StartTag;

/// A box that is ticked, and one that is not.
pub(super) const BOXES: [char; 2] = ['☒', '☐'];

/// What an input shows: what was written there, or whether it is ticked.
pub(super) fn written(input: &StartTag<()>) -> Option<String> {
    const NOT_WRITTEN: [&str; 10] = [
        "hidden", "password", "search", "submit", "button", "reset", "image", "file", "color",
        "range",
    ];
    let kind = value(input, "type").to_lowercase();
    if matches!(kind.as_str(), "checkbox" | "radio") {
        let ticked = input.attributes.contains_key(&b"checked"[..]);
        return Some(BOXES[usize::from(!ticked)].to_string());
    }
    let words = value(input, "value");
    let is_read = !NOT_WRITTEN.contains(&kind.as_str()) && !words.is_empty();
    is_read.then_some(words)
}

/// The option was chosen. One without a value only asks to choose.
pub(super) fn is_chosen(option: &StartTag<()>) -> bool {
    let has = |name: &[u8]| option.attributes.contains_key(name);
    let asks = has(b"value") && value(option, "value").is_empty();
    has(b"selected") && !has(b"disabled") && !asks
}
