//! A chart laid out.

/// The width of figures that stand alone, but of those with so many columns that they need more.
pub const WIDTH: u32 = 640;
/// The size of the texts that figures are laid out for.
pub(super) const TEXT: u32 = 12;
/// About the width of a letter of that size.
const LETTER: u32 = 7;

/// Boxes and texts, with their places in a view box of whole numbers.
///
/// Everything is within `width` and `height`, texts as far as their width can be told without drawing them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Figure {
    /// How wide the view box is.
    pub width: u32,
    /// How high it is.
    pub height: u32,
    /// In the order to draw them in; later ones are above.
    pub boxes: Vec<Mark>,
    /// Above all boxes.
    pub texts: Vec<Text>,
}

/// A place and a size, in units of the view box, from its upper left corner.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Area {
    /// The left edge.
    pub x: u32,
    /// The upper edge.
    pub y: u32,
    /// The width.
    pub width: u32,
    /// The height.
    pub height: u32,
}

/// A box that shows something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Where it is.
    pub area: Area,
    /// What it looks like.
    pub tone: Tone,
    /// What it shows: the position of the bar or the column, or of the cell, row by row.
    pub of: usize,
}

/// What a box looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// All there is, behind what is shown.
    Total,
    /// What is shown.
    Part,
    /// How much a cell has, 0 to [`LEVELS`](super::LEVELS).
    Level(u8),
    /// The same, of so few that it says little.
    Few(u8),
    /// Nothing, where something could be expected.
    White,
    /// No cell: of a value and itself.
    Blank,
}

/// A text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    /// Where it is anchored.
    pub x: u32,
    /// Its base line.
    pub y: u32,
    /// What is at `x`.
    pub anchor: Anchor,
    /// Whether it rises to the right by 45 degrees.
    pub slanted: bool,
    /// What it says, no longer than there is room for.
    pub text: String,
}

/// The part of a text that is at its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// Where it begins.
    Start,
    /// Its middle.
    Middle,
    /// Where it ends.
    End,
}

impl Figure {
    pub(super) fn mark(&mut self, of: usize, tone: Tone, area: Area) {
        self.boxes.push(Mark { area, tone, of });
    }

    pub(super) fn text(&mut self, (x, y): (u32, u32), anchor: Anchor, text: String) {
        self.texts.push(Text { x, y, anchor, slanted: false, text });
    }
}

/// About how wide a text is.
pub(super) fn width(text: &str) -> u32 {
    text.chars().map(letter_width).sum()
}

/// Letters of Korean, Chinese and Japanese are twice as wide as most, and so are pictures; some of ours are wider, too.
fn letter_width(letter: char) -> u32 {
    match letter {
        'm' | 'w' | 'M' | 'W' => LETTER * 3 / 2,
        '\u{1100}'..='\u{11ff}' | '\u{2e80}'.. => 2 * LETTER,
        _ => LETTER,
    }
}

/// A text, cut where it is about wider than there is room for.
pub(super) fn fitted(text: &str, room: u32) -> String {
    if width(text) <= room {
        return text.to_owned();
    }
    let mut left = room.saturating_sub(LETTER);
    let fits = |letter: &char| {
        let width = letter_width(*letter);
        let fits = width <= left;
        left = left.saturating_sub(width);
        fits
    };
    let mut cut: String = text.chars().take_while(fits).collect();
    cut.truncate(cut.trim_end().len());
    cut.push('…');
    cut
}

/// A part of a length, as a share of a whole; clamped, rounded, and 0 only for nothing.
pub(super) fn scaled(length: u32, part: u32, whole: u32) -> u32 {
    if part == 0 || length == 0 {
        return 0;
    }
    let (part, whole) = (u64::from(part.min(whole)), u64::from(whole.max(1)));
    (((u64::from(length) * part + whole / 2) / whole) as u32).max(1)
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use proptest::prelude::*;

    /// What holds for the figure of every chart.
    pub(in crate::chart) fn check(figure: &Figure) {
        for Mark { area, .. } in &figure.boxes {
            assert!(area.x + area.width <= figure.width, "{area:?} of {}", figure.width);
            assert!(area.y + area.height <= figure.height, "{area:?} of {}", figure.height);
        }
        for text in &figure.texts {
            assert!(text.x <= figure.width && text.y <= figure.height, "{text:?}");
            let width = width(&text.text);
            if text.slanted {
                let side = width * 71 / 100;
                assert!(text.x + side <= figure.width && side <= text.y, "{text:?} is cut");
                continue;
            }
            let before = match text.anchor {
                Anchor::Start => 0,
                Anchor::Middle => width / 2,
                Anchor::End => width,
            };
            assert!(before <= text.x, "{text:?} is cut at the left");
            let end = text.x - before + width;
            assert!(end <= figure.width, "{text:?} is cut at the right of {}", figure.width);
        }
    }

    proptest! {
        #[test]
        fn texts_fit(text in "\\PC{0,12}", room in 0_u32..120) {
            let fitted = fitted(&text, room);
            prop_assert!(width(&fitted) <= room.max(LETTER));
            if fitted != text {
                let begin = fitted.strip_suffix('…').unwrap();
                prop_assert!(text.starts_with(begin) && width(&text) > room);
            }
        }

        #[test]
        fn lengths_keep_their_order(length in 0_u32..1000, a: u32, b: u32, whole: u32) {
            let (a, b) = (a.min(b), a.max(b));
            prop_assert!(scaled(length, a, whole) <= scaled(length, b, whole));
            prop_assert!(scaled(length, b, whole) <= length);
            prop_assert_eq!(scaled(length, whole, whole), if whole == 0 { 0 } else { length });
        }
    }
}
