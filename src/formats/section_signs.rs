//! Text read by OCR: a "§" that was taken for a figure or a letter is put
//! back where nothing else can be meant. Knows no formats.

/// What a "§" is taken for.
const MISREAD: [char; 3] = ['8', '$', 'S'];

/// The text with its signs, and how many were put back: "8 11 Remiss av
/// program" at the head of a paragraph is "§ 11".
pub(super) fn put_back(text: &str) -> (String, usize) {
    let (mut whole, mut count) = (String::with_capacity(text.len()), 0);
    let mut opens = true;
    for line in text.split_inclusive('\n') {
        let rest = line
            .strip_prefix(MISREAD)
            .filter(|rest| opens && numbers_an_item(rest));
        if let Some(rest) = rest {
            whole.push('§');
            whole.push_str(rest);
            count += 1;
        } else {
            whole.push_str(line);
        }
        opens = line.trim().is_empty();
    }
    (whole, count)
}

/// What is told of signs put back, if there are any.
pub(super) fn note(count: usize) -> Option<String> {
    let places = if count == 1 { "place" } else { "places" };
    (count > 0).then(|| {
        format!("OCR took “§” for another sign in {count} {places}: it was put back before the number of an item")
    })
}

/// " 11 Remiss", with the title on the line or the number alone.
fn numbers_an_item(rest: &str) -> bool {
    let Some(rest) = rest.strip_prefix(' ') else {
        return false;
    };
    let figures = rest.bytes().take_while(u8::is_ascii_digit).count();
    let title = rest[figures..].trim();
    let is_title = title.starts_with(char::is_uppercase)
        && title.chars().nth(1).is_some_and(char::is_lowercase);
    (1..=3).contains(&figures) && rest[figures..].starts_with([' ', '\t']) && is_title
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_that_were_taken_for_others() {
        assert_eq!(
            put_back("Protokoll\n\n8 11 Remiss av\n\n$ 12 Val\n"),
            ("Protokoll\n\n§ 11 Remiss av\n\n§ 12 Val\n".to_owned(), 2)
        );
        for text in [
            "8 11 000 kronor",
            "rad\n8 11 Remiss",
            "8 november",
            "8 11",
            "S 1",
        ] {
            assert_eq!(put_back(text), (text.to_owned(), 0));
        }
    }
}
