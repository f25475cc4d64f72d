//! Words that hold sentences together and tell nothing, as in `function.toml`.

use serde::Deserialize;
use std::collections::BTreeSet;
use std::sync::LazyLock;

#[derive(Deserialize)]
struct File {
    words: String,
}

static WORDS: LazyLock<BTreeSet<String>> = LazyLock::new(|| {
    #[expect(
        clippy::expect_used,
        reason = "the data is part of the program; a test reads it"
    )]
    let file: File = toml::from_str(include_str!("function.toml")).expect("function.toml");
    file.words.split_whitespace().map(str::to_owned).collect()
});

/// The words, as written, in small letters.
pub fn function_words() -> &'static BTreeSet<String> {
    &WORDS
}
