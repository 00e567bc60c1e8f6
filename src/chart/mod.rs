//! The layout of charts in integers; no drawing.

/// A length as thousandths of the longest one: 0 to 1000, rounded, but 0 only for nothing. A whole of 0
/// and parts beyond it are clamped.
///
/// ```
/// use casebook::chart::permille;
/// assert_eq!(permille(7, 14), 500);
/// assert_eq!(permille(1, 1_000_000), 1);
/// assert_eq!(permille(3, 0), 1000);
/// assert_eq!(permille(0, 0), 0);
/// ```
pub fn permille(part: u32, whole: u32) -> u32 {
    if part == 0 {
        return 0;
    }
    if part >= whole {
        return 1000;
    }
    let rounded = (u64::from(part) * 1000 + u64::from(whole) / 2) / u64::from(whole);
    (rounded as u32).max(1)
}
