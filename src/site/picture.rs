//! The picture of a page that previews of links show: a title, a sentence, and bars, as a PNG.

use super::head::PICTURE;
use crate::chart::Bar;
use ab_glyph::{Font, FontRef, PxScale, ScaleFont, point};

/// The letters that a picture can have: Latin, Greek and Cyrillic.
const FONT: &[u8] = include_bytes!("font/DejaVuSans-subset.ttf");

const MARGIN: u32 = 72;
const TITLE: f32 = 60.0;
const SENTENCE: f32 = 32.0;
const LABEL: f32 = 26.0;
/// How many lines a title may take.
const LINES: usize = 2;
/// How many bars there is room for.
pub(super) const BARS: usize = 6;
const PITCH: u32 = 48;
const LABELS: u32 = 380;
const NUMBERS: u32 = 100;

/// What something is drawn with, each in so many shades from the paper to itself.
#[derive(Clone, Copy)]
enum Ink {
    Text,
    Soft,
    Part,
    Total,
}

const SHADES: u8 = 64;
/// The colours of style/tokens.css in daylight.
pub(super) const PAPER: [u8; 3] = [0xfc, 0xfc, 0xf9];
const INKS: [[u8; 3]; 4] =
    [[0x1a, 0x20, 0x29], [0x52, 0x58, 0x64], [0x17, 0x55, 0x9b], [0xdd, 0xe3, 0xec]];

/// The picture; `None` where it would say nothing, since the letters for it are not at hand.
pub(super) fn png(title: &str, sentence: &str, bars: &[Bar]) -> Option<Vec<u8>> {
    let font = FontRef::try_from_slice(FONT).ok()?;
    let mut canvas = Canvas { font, pixels: vec![0; (PICTURE.0 * PICTURE.1) as usize] };
    canvas.fill((0, 0), (PICTURE.0, 16), Ink::Part);
    let width = PICTURE.0 - 2 * MARGIN;
    let mut base = MARGIN + 56;
    let lines = canvas.lines(title, TITLE, width);
    if lines.is_empty() {
        return None;
    }
    for line in lines {
        canvas.text(&line, TITLE, (MARGIN, base), Ink::Text);
        base += 72;
    }
    let sentence = canvas.fitted(sentence, SENTENCE, width);
    canvas.text(&sentence, SENTENCE, (MARGIN, base), Ink::Soft);
    canvas.bars(bars, PICTURE.1 - MARGIN / 2 - PITCH * BARS as u32);
    canvas.encode()
}

struct Canvas {
    font: FontRef<'static>,
    /// For each pixel, row by row, an ink and a shade of it.
    pixels: Vec<u8>,
}

impl Canvas {
    fn bars(&mut self, bars: &[Bar], top: u32) {
        let longest = bars.iter().map(|bar| bar.total).max().unwrap_or(0).max(1);
        let room = PICTURE.0 - 2 * MARGIN - LABELS - NUMBERS;
        let length = |count: u32| (u64::from(room) * u64::from(count) / u64::from(longest)) as u32;
        for (bar, at) in bars.iter().take(BARS).zip(0..) {
            let (top, left) = (top + PITCH * at, MARGIN + LABELS);
            let total = length(bar.total).max(2);
            self.fill((left, top), (total, 30), Ink::Total);
            self.fill((left, top), (length(bar.part).max(2), 30), Ink::Part);
            let label = self.fitted(&bar.label, LABEL, LABELS - 24);
            self.text(&label, LABEL, (MARGIN, top + 24), Ink::Text);
            self.text(&bar.part.to_string(), LABEL, (left + total + 14, top + 24), Ink::Soft);
        }
    }

    fn fill(&mut self, (x, y): (u32, u32), (width, height): (u32, u32), ink: Ink) {
        for row in y..y + height {
            for column in x..x + width {
                self.set(column, row, ink, 1.0);
            }
        }
    }

    #[expect(clippy::cast_sign_loss, reason = "a share of the shades, from 0 on")]
    fn set(&mut self, x: u32, y: u32, ink: Ink, coverage: f32) {
        let shade = (coverage.clamp(0.0, 1.0) * f32::from(SHADES - 1)).round() as u8;
        if shade > 0 && x < PICTURE.0 && y < PICTURE.1 {
            self.pixels[(y * PICTURE.0 + x) as usize] = ink as u8 * SHADES + shade;
        }
    }

    /// Writes a text from its left end on a base line.
    #[expect(clippy::cast_precision_loss, clippy::cast_sign_loss, reason = "pixels of the picture")]
    fn text(&mut self, text: &str, size: f32, (x, y): (u32, u32), ink: Ink) {
        let mut x = x as f32;
        for letter in text.chars() {
            let glyph = self.font.glyph_id(letter);
            let placed = glyph.with_scale_and_position(PxScale::from(size), point(x, y as f32));
            x += self.font.as_scaled(size).h_advance(glyph);
            let Some(outline) = self.font.outline_glyph(placed) else { continue };
            let corner = outline.px_bounds().min;
            let (left, top) = (corner.x.max(0.0) as u32, corner.y.max(0.0) as u32);
            outline.draw(|x, y, coverage| self.set(left + x, top + y, ink, coverage));
        }
    }

    /// A text of the letters that can be drawn, on one line.
    fn drawable(&self, text: &str) -> String {
        let is_drawable = |letter: &char| self.font.glyph_id(*letter).0 != 0;
        let words = text.split_whitespace().map(|word| word.chars().filter(is_drawable).collect());
        let words: Vec<String> = words.filter(|word: &String| !word.is_empty()).collect();
        words.join(" ")
    }

    fn width(&self, text: &str, size: f32) -> f32 {
        let font = self.font.as_scaled(size);
        text.chars().map(|letter| font.h_advance(font.glyph_id(letter))).sum()
    }

    /// As much of a text as there is room for.
    #[expect(clippy::cast_precision_loss, reason = "pixels of the picture")]
    fn fitted(&self, text: &str, size: f32, room: u32) -> String {
        // No more of a long text than could be seen.
        let mut text = self.drawable(&text.chars().take(400).collect::<String>());
        if self.width(&text, size) <= room as f32 {
            return text;
        }
        while !text.is_empty() && self.width(&text, size) + self.width("…", size) > room as f32 {
            text.pop();
        }
        text.truncate(text.trim_end().len());
        text + "…"
    }

    /// A text in as few lines as it takes; the last one is cut.
    #[expect(clippy::cast_precision_loss, reason = "pixels of the picture")]
    fn lines(&self, text: &str, size: f32, room: u32) -> Vec<String> {
        let text = self.drawable(&text.chars().take(400).collect::<String>());
        let mut lines: Vec<String> = Vec::new();
        let mut words = text.split(' ').filter(|word| !word.is_empty()).peekable();
        while lines.len() + 1 < LINES && words.peek().is_some() {
            let mut line = String::new();
            while let Some(word) = words.peek() {
                let longer =
                    if line.is_empty() { (*word).to_owned() } else { format!("{line} {word}") };
                if self.width(&longer, size) > room as f32 && !line.is_empty() {
                    break;
                }
                line = longer;
                words.next();
            }
            lines.push(self.fitted(&line, size, room));
        }
        let rest: Vec<&str> = words.collect();
        if !rest.is_empty() {
            lines.push(self.fitted(&rest.join(" "), size, room));
        }
        lines
    }

    fn encode(&self) -> Option<Vec<u8>> {
        let mut bytes = Vec::new();
        let mut encoder = png::Encoder::new(&mut bytes, PICTURE.0, PICTURE.1);
        encoder.set_color(png::ColorType::Indexed);
        encoder.set_depth(png::BitDepth::Eight);
        encoder.set_palette(palette());
        // Neighbours of a palette do not differ by anything that a filter could take away.
        encoder.set_filter(png::Filter::NoFilter);
        let mut writer = encoder.write_header().ok()?;
        writer.write_image_data(&self.pixels).ok()?;
        writer.finish().ok()?;
        Some(bytes)
    }
}

/// The colours of all shades of all inks.
fn palette() -> Vec<u8> {
    let shade = |ink: [u8; 3], shade: u8| {
        let mix = |paper: u8, ink: u8| {
            let (paper, ink) = (u32::from(paper), u32::from(ink));
            let (shade, all) = (u32::from(shade), u32::from(SHADES - 1));
            ((paper * (all - shade) + ink * shade) / all) as u8
        };
        [mix(PAPER[0], ink[0]), mix(PAPER[1], ink[1]), mix(PAPER[2], ink[2])]
    };
    INKS.iter().flat_map(|&ink| (0..SHADES).flat_map(move |it| shade(ink, it))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The pixels of a picture.
    fn read(bytes: &[u8]) -> Vec<u8> {
        let mut reader = png::Decoder::new(std::io::Cursor::new(bytes)).read_info().unwrap();
        let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
        let info = reader.next_frame(&mut pixels).unwrap();
        assert_eq!((info.width, info.height), PICTURE);
        pixels
    }

    #[test]
    fn bars_are_as_long_as_their_counts() {
        let bar = |part, total| Bar { label: "a".to_owned(), part, total };
        let pixels = read(&png("T", "s", &[bar(1, 4), bar(4, 4)]).unwrap());
        let solid = |ink: Ink| ink as u8 * SHADES + (SHADES - 1);
        let count = |row: u32, ink| {
            let row = (row * PICTURE.0) as usize;
            let row = &pixels[row..row + PICTURE.0 as usize];
            row.iter().map(|&pixel| usize::from(pixel == solid(ink))).sum::<usize>()
        };
        let top = PICTURE.1 - MARGIN / 2 - PITCH * BARS as u32 + 1;
        let room = (PICTURE.0 - 2 * MARGIN - LABELS - NUMBERS) as usize;
        assert_eq!((count(top, Ink::Part), count(top, Ink::Total)), (room / 4, room - room / 4));
        assert_eq!((count(top + PITCH, Ink::Part), count(top + PITCH, Ink::Total)), (room, 0));
    }

    #[test]
    fn what_cannot_be_drawn_is_no_picture() {
        assert_eq!(png("机器学习", "", &[]), None);
        assert!(png("机器学习 at Acme", "", &[]).is_some());
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(8))]
        #[test]
        fn any_text_makes_a_picture(title in "\\PC{0,80}", label in any::<String>(), part in any::<u32>()) {
            let bars = vec![Bar { label: label.clone(), part, total: part.max(1) }; 9];
            if let Some(bytes) = png(&title, &label, &bars) {
                prop_assert!(read(&bytes).iter().any(|&pixel| pixel != 0));
            }
        }
    }
}
