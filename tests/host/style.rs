//! What is written can be read: the contrast of every pair of colours that style/ puts on one another, in
//! both themes, by the formula of WCAG 2.2; and docs/style.html shows every token.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// What is written, on what, and by how much they have to differ at least.
const PAIRS: [(&str, &[&str], f64); 8] = [
    ("ink", &["paper", "raised", "bar", "bar-rest", "mark", "warn", "accent-soft"], 4.5),
    ("ink-soft", &["paper", "raised", "bar-rest", "accent-soft"], 4.5),
    ("accent", &["paper", "raised", "accent-soft", "bar-rest"], 4.5),
    // The button at the end of the sheet of filters.
    ("raised", &["accent"], 4.5),
    // The edges of what can be pushed or typed in, and the ring around what has the focus.
    ("line-strong", &["paper", "raised"], 3.0),
    ("accent", &["paper", "raised", "bar", "bar-rest"], 3.0),
    // A bar is told from its rest by more than its colour: its length is also a number beside it.
    ("bar", &["bar-rest"], 1.2),
    ("warn-line", &["warn"], 1.2),
];

#[test]
fn what_is_written_can_be_read_in_both_themes() {
    let tokens = tokens();
    for (theme, name) in ["light", "dark"].iter().enumerate() {
        for (ink, grounds, least) in PAIRS {
            for ground in grounds {
                let contrast =
                    contrast(luminance(&tokens, ink, theme), luminance(&tokens, ground, theme));
                assert!(contrast >= least, "{ink} on {ground}, {name}: {contrast:.2} of {least}");
            }
        }
    }
}

/// The darkest cells of charts are mixed of two tokens in style/charts.css.
#[test]
fn numbers_on_the_darkest_cells_can_be_read() {
    let mixed = "color-mix(in oklab, var(--accent) 50%, var(--raised))";
    assert!(read("style/charts.css").contains(&format!("--heat: {mixed};")));
    let tokens = tokens();
    for (theme, name) in ["light", "dark"].iter().enumerate() {
        let [accent, raised] = ["accent", "raised"].map(|name| tokens[name][theme]);
        // As numbers beside each other, since --raised has next to no chroma to turn the hue.
        let middle = |part: usize| f64::midpoint(accent[part], raised[part]);
        let heat = [middle(0), middle(1), accent[2]];
        let contrast = contrast(luminance(&tokens, "ink", theme), from_oklch(heat));
        assert!(contrast >= 4.5, "{name}: {contrast:.2}");
    }
}

#[test]
fn the_formulas_are_those_of_the_standards() {
    let white = from_oklch([1.0, 0.0, 0.0]);
    let black = from_oklch([0.0, 0.0, 0.0]);
    assert!((contrast(white, black) - 21.0).abs() < 0.01);
    // oklch(62.8% 0.2577 29.23) is the red of sRGB, whose luminance is 0.2126.
    assert!((from_oklch([0.628, 0.2577, 29.23]) - 0.2126).abs() < 0.002);
}

#[test]
fn every_token_is_in_the_style_guide() {
    let guide = read("docs/style.html");
    let css = read("style/tokens.css");
    let declared = css.lines().filter_map(|line| line.trim().strip_prefix("--")?.split_once(':'));
    for (name, _) in declared {
        assert!(guide.contains(&format!("--{name}")), "docs/style.html does not show --{name}");
    }
}

/// The colours that tokens.css gives as a pair, each light then dark, as lightness, chroma and hue.
fn tokens() -> BTreeMap<String, [[f64; 3]; 2]> {
    let css = read("style/tokens.css");
    let pair = |line: &str| {
        let (name, value) = line.trim().strip_prefix("--")?.split_once(": light-dark(")?;
        let mut colours = value.split("oklch(").skip(1).map(parse);
        Some((name.to_owned(), [colours.next()?, colours.next()?]))
    };
    css.lines().filter_map(pair).collect()
}

fn parse(colour: &str) -> [f64; 3] {
    let inside = colour.split([')', '/']).next().unwrap();
    let mut parts =
        inside.split_whitespace().map(|part| part.trim_end_matches('%').parse().unwrap());
    let lightness: f64 = parts.next().unwrap();
    [lightness / 100.0, parts.next().unwrap(), parts.next().unwrap()]
}

fn luminance(tokens: &BTreeMap<String, [[f64; 3]; 2]>, name: &str, theme: usize) -> f64 {
    from_oklch(tokens.get(name).unwrap_or_else(|| panic!("there is no --{name}"))[theme])
}

/// The relative luminance of a colour (WCAG 2.2), by way of linear sRGB (Ottosson, "A perceptual color space
/// for image processing", 2020); what sRGB does not have is cut off.
fn from_oklch([lightness, chroma, hue]: [f64; 3]) -> f64 {
    let (sin, cos) = hue.to_radians().sin_cos();
    let (green_red, blue_yellow) = (chroma * cos, chroma * sin);
    let cone = |red: f64, yellow: f64| {
        let root = lightness + red * green_red + yellow * blue_yellow;
        root * root * root
    };
    let long = cone(0.396_337_777_4, 0.215_803_757_3);
    let medium = cone(-0.105_561_345_8, -0.063_854_172_8);
    let short = cone(-0.089_484_177_5, -1.291_485_548_0);
    let red = 4.076_741_662_1 * long - 3.307_711_591_3 * medium + 0.230_969_929_2 * short;
    let green = -1.268_438_004_6 * long + 2.609_757_401_1 * medium - 0.341_319_396_5 * short;
    let blue = -0.004_196_086_3 * long - 0.703_418_614_7 * medium + 1.707_614_701_0 * short;
    let clip = |light: f64| light.clamp(0.0, 1.0);
    0.2126 * clip(red) + 0.7152 * clip(green) + 0.0722 * clip(blue)
}

fn contrast(one: f64, other: f64) -> f64 {
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

fn read(path: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap()
}
