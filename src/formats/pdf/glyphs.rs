//! What a page shows → its glyphs with places and letters, and the lines drawn
//! on it. Draws nothing.

use super::rules::Rules;
use crate::limits::{Limit, Limits};
use hayro_interpret::font::{Glyph as Shape, GlyphRun};
pub(super) use hayro_interpret::hayro_cmap::BfString as Letters;
use hayro_interpret::hayro_syntax::Pdf;
use hayro_interpret::hayro_syntax::object::{Dict, Name};
use hayro_interpret::hayro_syntax::page::Page;
use hayro_interpret::kurbo::{Affine, BezPath, Point, Rect};
use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageDrawProps,
    InterpreterCache, InterpreterSettings, InterpreterWarning, SoftMask, interpret_page,
};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// One glyph: y grows downward.
#[derive(Clone, Debug)]
pub(super) struct Glyph {
    pub(super) letters: Letters,
    pub(super) x: f64,
    pub(super) y: f64,
    pub(super) width: f64,
    pub(super) size: f64,
    /// Degrees that its text leans, clockwise: 90 runs down the page.
    pub(super) angle: f64,
    /// Marked as a running head or footer.
    pub(super) furniture: bool,
}

/// All that a page shows of interest.
#[derive(Default)]
pub(super) struct Collected {
    pub(super) glyphs: Vec<Glyph>,
    /// Glyphs that do not say which letters they are.
    pub(super) unreadable: usize,
    pub(super) pictures: usize,
    /// The part of the page that its largest picture covers.
    pub(super) covered: f64,
    /// Dots of its finest picture in a point.
    pub(super) dots: f64,
    /// Text that is not shown: what a scan was read as.
    pub(super) has_hidden_text: bool,
    /// A font could not be read, and its text was set in another.
    pub(super) strange_font: bool,
    /// Width and height.
    pub(super) extent: (f64, f64),
    pub(super) rules: Rules,
    page: Rect,
    /// Marked content that is open: whether it is furniture.
    marks: Vec<bool>,
    /// Glyphs and parts met, and how many may be.
    seen: u64,
    most: u64,
}

/// What ends the reading of a page that draws without end.
pub(super) struct TooMuch;

/// Reads the pages of one document.
pub(super) struct Reader<'p> {
    pdf: &'p Pdf,
    cache: InterpreterCache<'p>,
}

impl<'p> Reader<'p> {
    pub(super) fn new(pdf: &'p Pdf) -> Self {
        Reader {
            pdf,
            cache: InterpreterCache::new(),
        }
    }

    pub(super) fn page(&self, page: &Page<'p>, limits: &Limits) -> Collected {
        let (width, height) = page.render_dimensions();
        let bounds = Rect::new(0.0, 0.0, f64::from(width), f64::from(height));
        let turned = Affine::new(page.initial_transform(true).as_coeffs().map(f64::from));
        let strange_font = Arc::new(AtomicBool::new(false));
        let told = Arc::clone(&strange_font);
        let settings = InterpreterSettings {
            warning_sink: Arc::new(move |warning| {
                if matches!(warning, InterpreterWarning::UnsupportedFont) {
                    told.store(true, Ordering::Relaxed);
                }
            }),
            ..InterpreterSettings::default()
        };
        let mut context = Context::new(turned, bounds, &self.cache, self.pdf.xref(), settings);
        let mut collected = Collected {
            extent: (bounds.width(), bounds.height()),
            most: limits.get(Limit::Glyphs),
            page: bounds.inflate(bounds.width() * 0.05, bounds.height() * 0.05),
            ..Collected::default()
        };
        interpret_page(page, &mut context, &mut collected);
        collected.strange_font = strange_font.load(Ordering::Relaxed);
        collected
    }
}

impl Device<'_> for Collected {
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'_>>, _: BlendMode) {}
    fn pop_clip(&mut self) {}
    fn pop_transparency_group(&mut self) {}

    fn draw_path(&mut self, path: &BezPath, props: DrawProps<'_>, _: &DrawMode) {
        self.rules.add(path, props.transform);
    }

    /// Every part that a page is put together from is clipped to its frame.
    fn push_clip_path(&mut self, _: &ClipPath) {
        self.meet();
    }

    fn draw_image(&mut self, image: Image<'_, '_>, props: ImageDrawProps<'_>) {
        self.pictures += 1;
        let pixels = f64::from(image.width()) * f64::from(image.height());
        let area = props.transform.determinant().abs() * pixels;
        self.dots = self.dots.max((pixels / area.max(1.0)).sqrt());
        self.covered = self.covered.max(area / (self.extent.0 * self.extent.1));
    }

    fn begin_marked_content(&mut self, tag: &[u8], properties: Option<&Dict<'_>>) {
        let is = |key: &str, values: &[&[u8]]| {
            let name = properties.and_then(|dict| dict.get::<Name<'_>>(key));
            name.is_some_and(|name| values.contains(&&*name))
        };
        let furniture = tag == b"Artifact"
            && (is("Subtype", &[b"Header", b"Footer"]) || is("Type", &[b"Pagination"]));
        self.marks.push(furniture);
    }

    fn end_marked_content(&mut self) {
        self.marks.pop();
    }

    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, '_>, props: DrawProps<'_>, mode: &DrawMode) {
        self.has_hidden_text |= matches!(mode, DrawMode::Invisible);
        for glyph in run.glyphs() {
            self.meet();
            let advance = match &**glyph {
                Shape::Outline(outline) => outline.advance_width(),
                Shape::Type3(shape) => shape.advance_width(),
            };
            let place = props.transform * glyph.transform();
            let letters = glyph.as_unicode().unwrap_or_else(|| {
                self.unreadable += 1;
                Letters::Char('\u{FFFD}')
            });
            self.add(letters, place, f64::from(advance.unwrap_or(500.0)));
        }
    }
}

impl Collected {
    /// Counts what is drawn. A page may show one part twice in another thirty
    /// times over; the library would go on drawing for years, and leaves only
    /// this way out of it.
    fn meet(&mut self) {
        self.seen += 1;
        if self.seen > self.most {
            std::panic::resume_unwind(Box::new(TooMuch));
        }
    }

    fn add(&mut self, letters: Letters, place: Affine, advance: f64) {
        let origin = place * Point::ZERO;
        let along = place * Point::new(advance, 0.0) - origin;
        let size = (place * Point::new(0.0, 1000.0) - origin).hypot();
        let usable = size.is_finite() && size > 0.5 && along.hypot().is_finite();
        if !usable || !self.page.contains(origin) {
            return;
        }
        self.glyphs.push(Glyph {
            letters,
            x: origin.x,
            y: origin.y,
            width: along.hypot(),
            size,
            angle: along.y.atan2(along.x).to_degrees(),
            furniture: self.marks.contains(&true),
        });
    }
}
