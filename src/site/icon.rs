//! The icon of an installed page as a PNG, since not every home screen shows an SVG.

use png::{BitDepth, ColorType, Encoder};

/// The side of public/icon.svg, whose shapes and colours these are, in its units.
const SIDE: u32 = 32;
const CORNER: u32 = 7;
/// What the bars stand on.
pub(super) const GROUND: [u8; 3] = [0x27, 0x4b, 0x8f];
/// From the left and from above, width and height; white.
const BARS: [[u32; 4]; 3] = [[7, 8, 18, 4], [7, 15, 12, 4], [7, 22, 7, 4]];

/// What becomes of the icon where it is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Purpose {
    /// It is shown as it is.
    Any,
    /// It is cut to a shape of the system's: the ground has no edge, and the bars are in the circle in the middle
    /// that no shape cuts, four fifths as wide as the icon.
    Maskable,
}

/// The icon so many pixels wide, a multiple of 32, or of 128 where it is cut.
pub(super) fn png(side: u32, purpose: Purpose) -> Option<Vec<u8>> {
    let pixels: Vec<u8> = (0..side * side)
        .flat_map(|at| {
            let (x, y) = (at % side, at / side);
            let [red, green, blue] = if is_bar(side, purpose, x, y) { [0xff; 3] } else { GROUND };
            let is_whole = purpose == Purpose::Maskable;
            [red, green, blue, if is_whole { u8::MAX } else { opacity(side, x, y) }]
        })
        .collect();
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, side, side);
    encoder.set_color(ColorType::Rgba);
    encoder.set_depth(BitDepth::Eight);
    let mut writer = encoder.write_header().ok()?;
    writer.write_image_data(&pixels).ok()?;
    writer.finish().ok()?;
    Some(bytes)
}

fn is_bar(side: u32, purpose: Purpose, x: u32, y: u32) -> bool {
    let shown = match purpose {
        Purpose::Any => side,
        Purpose::Maskable => side / 4 * 3,
    };
    let (unit, edge) = (shown / SIDE, (side - shown) / 2);
    let is_in = |at: u32, start: u32, length: u32| {
        (edge + start * unit..edge + (start + length) * unit).contains(&at)
    };
    BARS.iter().any(|&[left, top, width, height]| is_in(x, left, width) && is_in(y, top, height))
}

/// How much of a pixel is within the rounded square.
#[expect(clippy::cast_precision_loss, clippy::cast_sign_loss, reason = "pixels of the icon")]
fn opacity(side: u32, x: u32, y: u32) -> u8 {
    let corner = (CORNER * side / SIDE) as f32;
    // How far the middle of the pixel is beyond the straight part of an edge.
    let beyond = |at: u32| {
        let middle = side as f32 / 2.0;
        ((at as f32 + 0.5 - middle).abs() - (middle - corner)).max(0.0)
    };
    let within = corner - beyond(x).hypot(beyond(y));
    ((within + 0.5).clamp(0.0, 1.0) * 255.0).round() as u8
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shapes_are_those_of_the_svg() {
        let svg = include_str!("../../public/icon.svg");
        let bar = |[left, top, width, height]: [u32; 4]| {
            format!("M{left} {top}h{width}v{height}H{left}z")
        };
        let [r, g, b] = GROUND;
        assert!(svg.contains(&format!("rx=\"{CORNER}\" fill=\"#{r:02x}{g:02x}{b:02x}\"")));
        assert!(svg.contains(&format!("fill=\"#fff\" d=\"{}\"", BARS.map(bar).concat())));
    }

    fn pixels(purpose: Purpose) -> Vec<u8> {
        let bytes = png(128, purpose).unwrap();
        let mut reader = png::Decoder::new(std::io::Cursor::new(bytes)).read_info().unwrap();
        let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
        reader.next_frame(&mut pixels).unwrap();
        pixels
    }

    fn pixel(pixels: &[u8], x: usize, y: usize) -> [u8; 4] {
        let at = (y * 128 + x) * 4;
        pixels[at..at + 4].try_into().unwrap()
    }

    #[test]
    fn corners_are_round_unless_the_system_cuts_them() {
        let [r, g, b] = GROUND;
        let any = pixels(Purpose::Any);
        assert_eq!(pixel(&any, 0, 0)[3], 0);
        assert_eq!(pixel(&any, 64, 0), [r, g, b, 255]);
        assert_eq!(pixel(&any, 28, 32), [255; 4]);
        let opacities = any.chunks(4).map(|pixel| pixel[3]);
        assert!(opacities.filter(|opacity| (1..255).contains(opacity)).count() > 8, "smooth");
        assert_eq!(pixel(&pixels(Purpose::Maskable), 0, 0), [r, g, b, 255]);
    }

    #[test]
    fn no_system_cuts_a_bar_of_a_maskable_icon() {
        let pixels = pixels(Purpose::Maskable);
        for (x, y) in (0..128).flat_map(|x| (0..128).map(move |y| (x, y))) {
            if pixel(&pixels, x, y) == [255; 4] {
                // Of the corner that is farthest away.
                let square = |at: usize| at.abs_diff(64).max((at + 1).abs_diff(64)).pow(2);
                assert!(square(x) + square(y) <= 51 * 51, "{x}, {y}");
            }
        }
    }
}
