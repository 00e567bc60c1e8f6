//! How the cost of an answer grows with the list, as a picture: both axes logarithmic.

use std::fmt::Write as _;

use super::engine::Figures;
use super::report::titles;

const WIDTH: f64 = 720.0;
const HEIGHT: f64 = 420.0;
/// Around the axes, for what is written there.
const MARGIN: f64 = 56.0;
/// Right of the axes, for the names of the contenders.
const LEGEND: f64 = 170.0;

/// Readable on white and on black; told apart by the eyes of most (Okabe and Ito, 2008).
const COLOURS: [&str; 4] = ["#0072b2", "#d55e00", "#009e73", "#cc79a7"];

/// One direction of the picture: powers of ten, and where they are.
struct Axis {
    low: i32,
    high: i32,
    from: f64,
    to: f64,
}

impl Axis {
    /// From the power of ten below the least value to the one above the largest.
    fn over(values: impl Iterator<Item = f64> + Clone, from: f64, to: f64) -> Self {
        let logs = values.filter(|value| *value > 0.0).map(f64::log10);
        let low = logs.clone().fold(f64::INFINITY, f64::min);
        let high = logs.fold(f64::NEG_INFINITY, f64::max);
        let (low, high) = if low.is_finite() { (low.floor(), high.ceil()) } else { (0.0, 1.0) };
        Self { low: low as i32, high: (high as i32).max(low as i32 + 1), from, to }
    }

    fn place(&self, value: f64) -> f64 {
        let share =
            (value.max(1e-9).log10() - f64::from(self.low)) / f64::from(self.high - self.low);
        self.from + share * (self.to - self.from)
    }

    fn powers(&self) -> impl Iterator<Item = f64> {
        (self.low..=self.high).map(|power| 10_f64.powi(power))
    }
}

/// Medians as lines, and the 95 % as broken ones.
pub(super) fn answers(figures: &[Figures]) -> String {
    let right = WIDTH - LEGEND;
    let x = Axis::over(figures.iter().map(|one| f64::from(one.rows)), MARGIN, right);
    let times = figures.iter().flat_map(|one| [one.median, one.p95]);
    let y = Axis::over(times.collect::<Vec<_>>().into_iter(), HEIGHT - MARGIN, 16.0);
    let mut svg = head();
    axes(&mut svg, &x, &y);
    let colours = COLOURS.iter().cycle();
    let heights = (0_u32..).map(|at| 30 + 20 * at);
    for ((title, colour), height) in titles(figures).into_iter().zip(colours).zip(heights) {
        let own = || figures.iter().filter(|one| one.title == title);
        let line = |of: fn(&Figures) -> f64| {
            let point = |one: &Figures| {
                format!("{:.1},{:.1}", x.place(f64::from(one.rows)), y.place(of(one)))
            };
            own().map(point).collect::<Vec<_>>().join(" ")
        };
        let (median, slow) = (line(|it| it.median), line(|it| it.p95));
        _ = writeln!(
            svg,
            "<g stroke=\"{colour}\" fill=\"none\" stroke-width=\"2\"><polyline points=\"{median}\"/>\
             <polyline points=\"{slow}\" stroke-dasharray=\"5 4\"/></g>\n\
             <text x=\"{:.1}\" y=\"{height}\" style=\"fill:{colour}\">{title}</text>",
            right + 12.0
        );
    }
    svg.push_str("</svg>\n");
    svg
}

fn head() -> String {
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" role=\"img\" \
         font-family=\"sans-serif\" font-size=\"12\">\n\
         <title>Milliseconds an answer by rows of the list; medians, and broken the 95 %</title>\n\
         <style>text{{fill:#333}}.grid{{stroke:#8886}}\
         @media(prefers-color-scheme:dark){{text{{fill:#ddd}}}}</style>\n"
    )
}

fn axes(svg: &mut String, x: &Axis, y: &Axis) {
    for rows in x.powers() {
        let (at, bottom) = (x.place(rows), HEIGHT - MARGIN);
        _ = writeln!(
            svg,
            "<path class=\"grid\" d=\"M{at:.1} 16V{bottom}\"/>\
             <text x=\"{at:.1}\" y=\"{}\" text-anchor=\"middle\">{rows}</text>",
            bottom + 18.0
        );
    }
    for time in y.powers() {
        let (at, right) = (y.place(time), WIDTH - LEGEND);
        _ = writeln!(
            svg,
            "<path class=\"grid\" d=\"M{MARGIN} {at:.1}H{right}\"/>\
             <text x=\"{}\" y=\"{:.1}\" text-anchor=\"end\">{time}</text>",
            MARGIN - 6.0,
            at + 4.0
        );
    }
    _ = writeln!(
        svg,
        "<text x=\"{MARGIN}\" y=\"{}\">rows; milliseconds an answer</text>",
        HEIGHT - 12.0
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn powers_of_ten_are_equally_far_apart() {
        let axis = Axis::over([20.0, 9000.0].into_iter(), 0.0, 300.0);
        assert_eq!(axis.powers().collect::<Vec<_>>(), [10.0, 100.0, 1000.0, 10_000.0]);
        assert!(
            axis.powers()
                .zip([0.0, 100.0, 200.0, 300.0])
                .all(|(power, at)| (axis.place(power) - at).abs() < 1e-9)
        );
    }

    #[test]
    fn nothing_measured_is_an_empty_picture() {
        let svg = answers(&[]);
        assert!(
            svg.starts_with("<svg") && svg.ends_with("</svg>\n") && !svg.contains("NaN"),
            "{svg}"
        );
    }
}
