//! What many measurements come to.

/// The value that so many percent of the values are not above, by nearest rank; the values are
/// ascending. 0 where there are none.
pub(super) fn quantile(ascending: &[f64], percent: usize) -> f64 {
    let rank = (ascending.len() * percent).div_ceil(100);
    ascending.get(rank.saturating_sub(1)).copied().unwrap_or(0.0)
}

/// The value in the middle, of values in any order; 0 where there are none.
pub(super) fn median(values: impl IntoIterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.into_iter().collect();
    values.sort_unstable_by(f64::total_cmp);
    quantile(&values, 50)
}

/// The exponent by which a cost grows: b of cost = a · sizeᵇ, by least squares of the logarithms. `None`
/// for fewer than two sizes.
pub(super) fn exponent(points: &[(f64, f64)]) -> Option<f64> {
    let logs =
        || points.iter().filter(|it| it.0 > 0.0 && it.1 > 0.0).map(|it| (it.0.ln(), it.1.ln()));
    let sum = |of: &dyn Fn((f64, f64)) -> f64| logs().map(of).sum::<f64>();
    let count = sum(&|_| 1.0);
    let (x, y) = (sum(&|it| it.0), sum(&|it| it.1));
    let spread = count * sum(&|it| it.0 * it.0) - x * x;
    (spread > 1e-9).then(|| (count * sum(&|it| it.0 * it.1) - x * y) / spread)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_are_values_that_were_measured() {
        let values: Vec<f64> = (1..=20).map(f64::from).collect();
        let found = [50, 95, 100].map(|percent| quantile(&values, percent).to_string());
        assert_eq!(found, ["10", "19", "20"]);
        assert!(quantile(&[], 50).abs() < f64::EPSILON);
    }

    #[test]
    fn exponents_of_known_laws() {
        let law = |power: i32| [1.0_f64, 10.0, 100.0].map(|size| (size, 3.0 * size.powi(power)));
        for power in [0, 1, 2] {
            assert!((exponent(&law(power)).unwrap() - f64::from(power)).abs() < 1e-9);
        }
        assert_eq!(exponent(&law(1)[..1]), None);
    }
}
