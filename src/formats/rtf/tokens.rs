//! Bytes of an RTF file → control words, groups and letters. Knows the words
//! that stand for a letter and those that open what is left out.

/// A step through the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Token<'r> {
    Open,
    Close,
    /// `\*`: readers that do not know the group leave it out.
    Star,
    /// A control word and its number.
    Word(&'r str, Option<i32>),
    /// A letter by a control symbol.
    Symbol(char),
    /// A letter in the file's encoding.
    Byte(u8),
}

/// Runs through the tokens of a file; never fails.
pub(super) struct Tokens<'r> {
    rest: &'r [u8],
}

impl<'r> Tokens<'r> {
    pub(super) fn new(file: &'r [u8]) -> Self {
        Tokens { rest: file }
    }

    /// What stands behind a backslash.
    fn control(&mut self) -> Option<Token<'r>> {
        let (&first, rest) = self.rest.split_first()?;
        if first.is_ascii_alphabetic() {
            return Some(self.word());
        }
        self.rest = rest;
        Some(match first {
            b'\'' => {
                let digits = rest.get(..2).and_then(|two| std::str::from_utf8(two).ok());
                match digits.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
                    Some(byte) => {
                        self.rest = &rest[2..];
                        Token::Byte(byte)
                    }
                    None => Token::Word("", None),
                }
            }
            b'*' => Token::Star,
            b'~' => Token::Symbol('\u{A0}'),
            b'-' => Token::Symbol('\u{AD}'),
            b'_' => Token::Symbol('-'),
            b'\\' | b'{' | b'}' => Token::Byte(first),
            b'\n' | b'\r' => Token::Word("par", None),
            b'\t' => Token::Word("tab", None),
            _ => Token::Word("", None),
        })
    }

    fn word(&mut self) -> Token<'r> {
        let letters = self.run(0, u8::is_ascii_alphabetic);
        let minus = usize::from(self.rest.get(letters) == Some(&b'-'));
        let end = self.run(letters + minus, u8::is_ascii_digit);
        let digits = end > letters + minus;
        let end = if digits { end } else { letters };
        let text = |range| std::str::from_utf8(&self.rest[range]).unwrap_or("");
        let (word, number) = (text(0..letters), text(letters..end));
        // `\binN` is followed by N bytes that are no tokens.
        let mut next = end + usize::from(self.rest.get(end) == Some(&b' '));
        let number = number.parse().ok();
        if word == "bin" {
            next += number.map_or(0, |bytes: i32| bytes.max(0) as usize);
        }
        self.rest = self.rest.get(next..).unwrap_or_default();
        Token::Word(word, number)
    }

    /// Where a run of such bytes ends.
    fn run(&self, from: usize, is: impl Fn(&u8) -> bool) -> usize {
        let run = self.rest.get(from..).unwrap_or_default();
        from + run.iter().take_while(|byte| is(byte)).count()
    }
}

impl<'r> Iterator for Tokens<'r> {
    type Item = Token<'r>;

    fn next(&mut self) -> Option<Token<'r>> {
        loop {
            let (&first, rest) = self.rest.split_first()?;
            self.rest = rest;
            return Some(match first {
                b'{' => Token::Open,
                b'}' => Token::Close,
                b'\\' => return self.control(),
                // Line ends of the file mean nothing.
                b'\n' | b'\r' | 0 => continue,
                _ => Token::Byte(first),
            });
        }
    }
}

/// The letter that a control word stands for.
pub(super) fn symbol(word: &str) -> Option<char> {
    Some(match word {
        "emdash" => '—',
        "endash" => '–',
        "bullet" => '•',
        "lquote" => '‘',
        "rquote" => '’',
        "ldblquote" => '“',
        "rdblquote" => '”',
        "emspace" | "enspace" | "qmspace" => ' ',
        _ => return None,
    })
}

/// The word opens a group that holds no text of the document.
pub(super) fn is_left_out(word: &str) -> bool {
    const LEFT_OUT: [&str; 25] = [
        "fonttbl",
        "colortbl",
        "info",
        "pict",
        "object",
        "headerl",
        "footer",
        "footerl",
        "footerr",
        "footerf",
        "ftnsep",
        "ftnsepc",
        "aftnsep",
        "aftnsepc",
        "listtable",
        "listoverridetable",
        "revtbl",
        "rsidtbl",
        "xmlnstbl",
        "filetbl",
        "nonshppict",
        "sp",
        "fldinst",
        "annotation",
        "generator",
    ];
    LEFT_OUT.contains(&word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_numbers_and_letters() {
        let tokens: Vec<Token<'_>> =
            Tokens::new(b"{\\b0 a\\'e5\\u-10 ?\\~\\*\\bin2 {}\n}").collect();
        let word = Token::Word;
        assert_eq!(
            tokens,
            [
                Token::Open,
                word("b", Some(0)),
                Token::Byte(b'a'),
                Token::Byte(0xE5),
                word("u", Some(-10)),
                Token::Byte(b'?'),
                Token::Symbol('\u{A0}'),
                Token::Star,
                word("bin", Some(2)),
                Token::Close,
            ]
        );
    }
}
