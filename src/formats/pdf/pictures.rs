//! The pictures on a page → one gray picture of the page, upright, as a scan
//! was made of it. Shows nothing but pictures: no lines, no letters, no clips.

use crate::limits::{Limit, Limits};
use hayro_interpret::font::GlyphRun;
use hayro_interpret::hayro_syntax::Pdf;
use hayro_interpret::hayro_syntax::page::Page;
use hayro_interpret::kurbo::{Affine, BezPath, Point, Rect};
use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageData, ImageDrawProps,
    InterpreterCache, InterpreterSettings, SoftMask, interpret_page,
};

/// Dots in a point at the most: 600 an inch.
const FINEST: f64 = 600.0 / 72.0;

/// The picture of a page as a PGM file; none where no picture on it can be
/// unpacked. `dots` is how many a point has.
pub(super) fn of_page(pdf: &Pdf, page: &Page<'_>, dots: f64, limits: &Limits) -> Option<Vec<u8>> {
    let most = limits.bytes(Limit::Part);
    let (width, height) = page.render_dimensions();
    let (width, height) = (f64::from(width), f64::from(height));
    let dots = dots
        .min(FINEST)
        .min((most as f64 / (width * height)).sqrt());
    let size = ((width * dots) as usize, (height * dots) as usize);
    if size.0 == 0 || size.1 == 0 {
        return None;
    }
    let turned = Affine::new(page.initial_transform(true).as_coeffs().map(f64::from));
    let mut sheet = Sheet {
        gray: vec![255; size.0 * size.1],
        size,
        most,
        shown: false,
    };
    let cache = InterpreterCache::new();
    let bounds = Rect::new(0.0, 0.0, size.0 as f64, size.1 as f64);
    let mut context = Context::new(
        Affine::scale(dots) * turned,
        bounds,
        &cache,
        pdf.xref(),
        InterpreterSettings::default(),
    );
    interpret_page(page, &mut context, &mut sheet);
    sheet.shown.then(|| {
        let mut file = format!("P5\n{} {}\n255\n", size.0, size.1).into_bytes();
        file.append(&mut sheet.gray);
        file
    })
}

/// White paper on which pictures are laid.
struct Sheet {
    gray: Vec<u8>,
    size: (usize, usize),
    most: u64,
    shown: bool,
}

impl Device<'_> for Sheet {
    fn draw_path(&mut self, _: &BezPath, _: DrawProps<'_>, _: &DrawMode) {}
    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'_>>, _: BlendMode) {}
    fn pop_clip(&mut self) {}
    fn pop_transparency_group(&mut self) {}
    fn draw_glyph_run(&mut self, _: &GlyphRun<'_, '_>, _: DrawProps<'_>, _: &DrawMode) {}

    fn draw_image(&mut self, image: Image<'_, '_>, props: ImageDrawProps<'_>) {
        let pixels = u64::from(image.width()) * u64::from(image.height());
        if pixels.saturating_mul(3) > self.most {
            return;
        }
        match image {
            Image::Raster(image) => image.with_rgba(
                |data, _| match data {
                    ImageData::Luma(luma) => {
                        let size = (luma.width, luma.height, luma.scale_factors);
                        self.lay(props.transform, size, |at| luma.data.get(at).copied());
                    }
                    ImageData::Rgb(rgb) => {
                        let size = (rgb.width, rgb.height, rgb.scale_factors);
                        self.lay(props.transform, size, |at| {
                            rgb.data.get(3 * at..3 * at + 3).map(lightness)
                        });
                    }
                },
                None,
            ),
            // What is painted through a mask is taken for ink.
            Image::Stencil(mask) => mask.with_stencil(
                |luma, _| {
                    let size = (luma.width, luma.height, luma.scale_factors);
                    self.lay(props.transform, size, |at| {
                        let ink = luma.data.get(at).copied()?;
                        (ink > 0).then_some(255 - ink)
                    });
                },
                None,
            ),
        }
    }
}

fn lightness(rgb: &[u8]) -> u8 {
    let [red, green, blue] = [rgb[0], rgb[1], rgb[2]].map(u32::from);
    ((299 * red + 587 * green + 114 * blue) / 1000) as u8
}

impl Sheet {
    /// Lays a picture where it is shown, the nearest of its dots for each.
    fn lay(
        &mut self,
        transform: Affine,
        (width, height, scale): (u32, u32, (f32, f32)),
        dot: impl Fn(usize) -> Option<u8>,
    ) {
        let placed = transform * Affine::scale_non_uniform(scale.0.into(), scale.1.into());
        if width == 0 || height == 0 || placed.determinant().abs() < 1e-9 {
            return;
        }
        self.shown = true;
        let frame = Rect::new(0.0, 0.0, width.into(), height.into());
        let frame = placed.transform_rect_bbox(frame);
        let within = |at: f64, most: usize| at.clamp(0.0, most as f64) as usize;
        let (left, right) = (
            within(frame.x0, self.size.0),
            within(frame.x1.ceil(), self.size.0),
        );
        let (top, bottom) = (
            within(frame.y0, self.size.1),
            within(frame.y1.ceil(), self.size.1),
        );
        let back = placed.inverse();
        for y in top..bottom {
            for x in left..right {
                let from = back * Point::new(x as f64 + 0.5, y as f64 + 0.5);
                let inside = from.x >= 0.0 && from.y >= 0.0;
                let (column, row) = (from.x as usize, from.y as usize);
                if !inside || column >= width as usize || row >= height as usize {
                    continue;
                }
                if let Some(gray) = dot(row * width as usize + column) {
                    self.gray[y * self.size.0 + x] = gray;
                }
            }
        }
    }
}
