//! A chart as a picture of its own (SVG 1.1), or its numbers as a table.

use super::atom::escaped;
use super::csv;
use super::csv::Dialect;
use crate::chart::{Anchor, Figure, LEVELS, Mark, Table, Tone};
use std::fmt::Write as _;

/// Colours on light and on dark. Texts stand on the darkest level, too.
const STYLE: &str = "\
    svg{background:#fff;color:#1b2233;font:12px system-ui,sans-serif}\
    text{fill:currentColor}\
    .total{fill:#e3e7ef}.part,.level,.few{fill:#6aa9e0}\
    .few{stroke:#6b7485;stroke-dasharray:2}\
    .white{fill:none;stroke:#b4530a;stroke-width:1.5}.blank{fill:none}\
    @media(prefers-color-scheme:dark){svg{background:#151a24;color:#e9edf5}\
    .total{fill:#333c4e}.part,.level,.few{fill:#2a64a0}\
    .few{stroke:#8e98ab}.white{stroke:#f0a35e}}";

/// A figure as an SVG file that stands alone: readable in light and dark, and named by `title` and
/// `description` for those who hear it.
///
/// ```
/// use casebook::{chart::{Bar, Bars, Numbers}, export::svg};
///
/// let bars = Bars { bars: vec![Bar { label: "R&D".into(), part: 1, total: 2 }] };
/// let file = svg(&bars.figure(640, Numbers::PLAIN), "Tags", "1 of 2 case studies");
/// assert!(file.contains("<title id=\"t\">Tags</title>") && file.contains(">R&amp;D</text>"));
/// ```
pub fn svg(figure: &Figure, title: &str, description: &str) -> String {
    let (width, height) = (figure.width, figure.height);
    let mut xml = String::new();
    _ = write!(
        xml,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
        viewBox=\"0 0 {width} {height}\" role=\"img\" aria-labelledby=\"t d\">\n\
        <title id=\"t\">{}</title>\n<desc id=\"d\">{}</desc>\n<style>{STYLE}</style>\n",
        escaped(title),
        escaped(description),
    );
    figure.boxes.iter().for_each(|mark| rect(&mut xml, mark));
    for text in &figure.texts {
        let (x, y) = (text.x, text.y);
        _ = write!(xml, "<text x=\"{x}\" y=\"{y}\"");
        match text.anchor {
            Anchor::Start => {}
            Anchor::Middle => xml.push_str(" text-anchor=\"middle\""),
            Anchor::End => xml.push_str(" text-anchor=\"end\""),
        }
        if text.slanted {
            _ = write!(xml, " transform=\"rotate(-45 {x} {y})\"");
        }
        _ = writeln!(xml, ">{}</text>", escaped(&text.text));
    }
    xml.push_str("</svg>\n");
    xml
}

fn rect(xml: &mut String, mark: &Mark) {
    let (class, level) = match mark.tone {
        Tone::Total => ("total", LEVELS),
        Tone::Part => ("part", LEVELS),
        Tone::Level(level) => ("level", level),
        Tone::Few(level) => ("few", level),
        Tone::White => ("white", LEVELS),
        Tone::Blank => ("blank", LEVELS),
    };
    let area = mark.area;
    _ = write!(
        xml,
        "<rect class=\"{class}\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"",
        area.x, area.y, area.width, area.height
    );
    // Nothing is still a cell.
    if level < LEVELS {
        let percent = (u32::from(level) * 100 / u32::from(LEVELS)).max(5);
        _ = write!(xml, " fill-opacity=\"0.{percent:02}\"");
    }
    xml.push_str("/>\n");
}

/// The table of a chart as comma- or tab-separated values; lines end with CR LF.
///
/// ```
/// use casebook::{chart::{Bar, Bars, Numbers}, export::{Dialect, table}};
///
/// let bars = Bars { bars: vec![Bar { label: "a, b".into(), part: 1, total: 2 }] };
/// let text = table(&bars.table(["Tag", "Shown", "All"], Numbers::PLAIN), Dialect::default());
/// assert_eq!(text, "Tag,Shown,All\r\n\"a, b\",1,2\r\n");
/// ```
pub fn table(table: &Table, dialect: Dialect) -> String {
    let mut written = csv::Table::new(dialect);
    for row in std::iter::once(&table.head).chain(&table.rows) {
        written.row(row.iter().map(|cell| &**cell));
    }
    written.text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::{Bar, Bars, Cell, Column, Columns, Heading, Matrix, Note, Numbers, WIDTH};
    use proptest::prelude::*;
    use roxmltree::Document;

    #[test]
    fn columns() {
        let years = [(2018, 1, 1), (2020, 0, 4)];
        let years = years.map(|(year, part, total)| Column { year, part, total }).into();
        let text = svg(&Columns { years }.figure(WIDTH, Numbers::PLAIN), "Years <shown>", "1 of 5");
        let expected = [
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"640\" height=\"200\" \
            viewBox=\"0 0 640 200\" role=\"img\" aria-labelledby=\"t d\">",
            "<title id=\"t\">Years &lt;shown&gt;</title>",
            "<desc id=\"d\">1 of 5</desc>",
            &format!("<style>{STYLE}</style>"),
            "<rect class=\"total\" x=\"48\" y=\"136\" width=\"184\" height=\"40\"/>",
            "<rect class=\"part\" x=\"48\" y=\"136\" width=\"184\" height=\"40\"/>",
            "<rect class=\"total\" x=\"432\" y=\"18\" width=\"184\" height=\"158\"/>",
            "<rect class=\"part\" x=\"432\" y=\"176\" width=\"184\" height=\"0\"/>",
            "<text x=\"140\" y=\"132\" text-anchor=\"middle\">1</text>",
            "<text x=\"524\" y=\"14\" text-anchor=\"middle\">0</text>",
            "<text x=\"524\" y=\"192\" text-anchor=\"middle\">2020</text>",
            "<text x=\"332\" y=\"192\" text-anchor=\"middle\">2019</text>",
            "<text x=\"140\" y=\"192\" text-anchor=\"middle\">2018</text>",
            "<text x=\"38\" y=\"28\" text-anchor=\"end\">4</text>",
            "<text x=\"38\" y=\"176\" text-anchor=\"end\">0</text>",
            "</svg>",
        ];
        assert_eq!(text.lines().collect::<Vec<_>>(), expected);
    }

    #[test]
    fn cells() {
        let heading = |label: &str| Heading { label: label.into(), total: 2 };
        let cell = |tone, count| Cell { tone, count, note: Note::None, of: None };
        let cells = vec![
            cell(Tone::Level(0), 0),
            cell(Tone::Few(6), 1),
            cell(Tone::White, 0),
            cell(Tone::Blank, 0),
        ];
        let (rows, columns) =
            (vec![heading("a"), heading("b")], vec![heading("c"), heading("long label")]);
        let text = svg(&Matrix { rows, columns, cells }.figure(Numbers::PLAIN), "", "");
        let drawn = |name: &str| {
            text.lines().filter(|line| line.starts_with(name)).collect::<Vec<_>>().join("\n")
        };
        assert_eq!(
            drawn("<rect"),
            "<rect class=\"level\" x=\"209\" y=\"121\" width=\"54\" height=\"22\" fill-opacity=\"0.05\"/>\n\
            <rect class=\"few\" x=\"265\" y=\"121\" width=\"54\" height=\"22\"/>\n\
            <rect class=\"white\" x=\"209\" y=\"145\" width=\"54\" height=\"22\"/>\n\
            <rect class=\"blank\" x=\"265\" y=\"145\" width=\"54\" height=\"22\"/>"
        );
        assert_eq!(
            drawn("<text"),
            "<text x=\"236\" y=\"114\" transform=\"rotate(-45 236 114)\">c</text>\n\
            <text x=\"292\" y=\"114\" transform=\"rotate(-45 292 114)\">long label</text>\n\
            <text x=\"200\" y=\"136\" text-anchor=\"end\">a</text>\n\
            <text x=\"292\" y=\"136\" text-anchor=\"middle\">1</text>\n\
            <text x=\"200\" y=\"160\" text-anchor=\"end\">b</text>"
        );
    }

    /// The contrast of two colours (WCAG 2.2).
    fn contrast(one: &str, other: &str) -> f64 {
        let luminance = |colour: &str| {
            let digits: String = colour
                .chars()
                .flat_map(|it| if colour.len() == 3 { vec![it, it] } else { vec![it] })
                .collect();
            let channel = |at: usize| {
                let value = f64::from(u8::from_str_radix(&digits[at..at + 2], 16).unwrap()) / 255.0;
                if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
            };
            0.2126 * channel(0) + 0.7152 * channel(2) + 0.0722 * channel(4) + 0.05
        };
        let (one, other) = (luminance(one), luminance(other));
        one.max(other) / one.min(other)
    }

    #[test]
    fn texts_and_marks_can_be_read_in_light_and_dark() {
        let (light, dark) = STYLE.split_once("@media").unwrap();
        for theme in [light, dark] {
            let colour = |rule: &str, property: &str| {
                let (_, rest) = theme.split_once(rule).unwrap();
                let (_, rest) = rest.split_once(&format!("{property}:#")).unwrap();
                rest[..rest.find([';', '}']).unwrap()].to_owned()
            };
            let (paper, ink) = (colour("svg{", "background"), colour("svg{", ";color"));
            for under in [&paper, &colour(".part", "fill")] {
                assert!(
                    contrast(&ink, under) >= 4.5,
                    "{ink} on {under}: {}",
                    contrast(&ink, under)
                );
            }
            for line in [colour(".white{", "stroke"), colour(".few{", "stroke")] {
                assert!(contrast(&line, &paper) >= 3.0, "{line} on {paper}");
            }
        }
    }

    proptest! {
        #[test]
        fn any_text_makes_a_picture(label: String, title: String, part: u32, total: u32) {
            let figure = Bars { bars: vec![Bar { label, part, total }] }.figure(200, Numbers::PLAIN);
            let text = svg(&figure, &title, &title);
            let document = Document::parse(&text).unwrap();
            let named = |name: &str| document.descendants().find(|it| it.has_tag_name(name)).unwrap();
            let carried = |text: &str| text.chars().filter(|&it| it >= ' ' || "\t\n\r".contains(it))
                .filter(|&it| it != '\u{fffe}' && it != '\u{ffff}').collect::<String>();
            prop_assert_eq!(named("title").text().unwrap_or_default(), carried(&title));
            prop_assert_eq!(named("text").text().unwrap_or_default(), carried(&figure.texts[0].text));
        }
    }
}
