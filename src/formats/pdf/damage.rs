//! Whether what a page is made of is whole: its contents and its fonts. The
//! PDF library reads on where a stream breaks off, and sets text in another
//! font where one is lost; here that is found out. Repairs nothing.

use super::tree::is_form;
use flate2::{Decompress, FlushDecompress, Status};
use hayro_interpret::hayro_syntax::Filter;
use hayro_interpret::hayro_syntax::content::ops::TypedInstruction;
use hayro_interpret::hayro_syntax::object::{Dict, MaybeRef, Object, ObjectIdentifier, Stream};
use hayro_interpret::hayro_syntax::page::Page;
use std::collections::{HashMap, HashSet};

/// What of a page is damaged.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Damage {
    /// A stream of its contents breaks off or is not what was written.
    pub(super) contents: bool,
    pub(super) fonts: Fonts,
}

/// How many of the fonts that a page is set in are damaged.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Fonts {
    #[default]
    Whole,
    Some,
    All,
}

/// Looks at one page after the other; what pages share is looked at once.
#[derive(Default)]
pub(super) struct Inspector {
    whole: HashMap<ObjectIdentifier, bool>,
}

impl Inspector {
    pub(super) fn page(&mut self, page: &Page<'_>) -> Damage {
        Damage {
            contents: !self.contents(page),
            fonts: self.fonts(page),
        }
    }

    /// The page's own contents and the forms it may show are whole.
    fn contents(&mut self, page: &Page<'_>) -> bool {
        let own = match page.raw().get::<Object<'_>>("Contents") {
            Some(Object::Stream(stream)) => self.stream(&stream),
            Some(Object::Array(parts)) => parts.raw_iter().all(|part| match part {
                MaybeRef::Ref(id) => {
                    let stream = page.xref().get::<Stream<'_>>(id.into());
                    stream.is_some_and(|stream| self.stream(&stream))
                }
                MaybeRef::NotRef(_) => false,
            }),
            _ => !page.raw().contains_key("Contents"),
        };
        let forms = &page.resources().x_objects;
        own && forms.keys().all(|name| {
            let form = forms.get::<Stream<'_>>(&name);
            form.is_none_or(|form| !is_form(&form) || self.stream(&form))
        })
    }

    fn fonts(&mut self, page: &Page<'_>) -> Fonts {
        let fonts = &page.resources().fonts;
        let bad: HashSet<Vec<u8>> = fonts
            .keys()
            .filter(|name| !fonts.get(name).is_some_and(|font| self.font(&font)))
            .map(|name| name.to_vec())
            .collect();
        let no_resources = page.resources().x_objects.is_empty() && fonts.is_empty();
        if bad.is_empty() && !no_resources {
            return Fonts::Whole;
        }
        let (mut damaged, mut used) = (0, 0);
        let mut operations = page.typed_operations();
        while let Some(operation) = operations.next() {
            if let TypedInstruction::TextFont(font) = operation {
                used += 1;
                damaged += usize::from(no_resources || bad.contains(&**font.0));
            }
        }
        match damaged {
            0 => Fonts::Whole,
            _ if damaged == used => Fonts::All,
            _ => Fonts::Some,
        }
    }

    /// The font is there, and so is what says which letters it sets, if it
    /// names that.
    fn font(&mut self, font: &Dict<'_>) -> bool {
        if !font.contains_key("ToUnicode") || font.get_ref("ToUnicode").is_none() {
            return true;
        }
        let letters = font.get::<Stream<'_>>("ToUnicode");
        letters.is_some_and(|letters| self.stream(&letters))
    }

    fn stream(&mut self, stream: &Stream<'_>) -> bool {
        let whole = self.whole.entry(stream.obj_id());
        *whole.or_insert_with(|| is_whole(stream))
    }
}

fn is_whole(stream: &Stream<'_>) -> bool {
    match stream.filters().as_slice() {
        [] => true,
        [Filter::FlateDecode] => inflates(&stream.raw_data()),
        _ => stream.decoded_data().is_ok(),
    }
}

/// The packed bytes reach their end, and their checksum is right where they
/// have one: a flipped bit unpacks to something else, or to less.
fn inflates(packed: &[u8]) -> bool {
    let headed = super::bombs::is_packed(packed);
    let body = &packed[if headed { 2 } else { 0 }..];
    let mut unpacker = Decompress::new(false);
    let mut sum = Adler::default();
    let mut piece = vec![0; 1 << 15];
    loop {
        let (read, written) = (unpacker.total_in() as usize, unpacker.total_out());
        let status = unpacker.decompress(&body[read..], &mut piece, FlushDecompress::None);
        let new = (unpacker.total_out() - written) as usize;
        sum.add(&piece[..new]);
        match status {
            Ok(Status::StreamEnd) => break,
            Ok(_) if new > 0 || unpacker.total_in() as usize > read => {}
            _ => return false,
        }
    }
    let rest = &body[unpacker.total_in() as usize..];
    !headed
        || rest
            .get(..4)
            .is_none_or(|told| told == sum.value().to_be_bytes())
}

/// The checksum of a zlib stream.
struct Adler(u32, u32);

impl Default for Adler {
    fn default() -> Self {
        Adler(1, 0)
    }
}

impl Adler {
    fn add(&mut self, bytes: &[u8]) {
        // The sums stay below 2³² for as many bytes.
        for part in bytes.chunks(5552) {
            for &byte in part {
                self.0 += u32::from(byte);
                self.1 += self.0;
            }
            self.0 %= 65_521;
            self.1 %= 65_521;
        }
    }

    fn value(&self) -> u32 {
        self.1 << 16 | self.0
    }
}
