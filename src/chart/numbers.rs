//! How a chart writes its numbers.

/// Two ways to write a number, of whoever reads it.
///
/// ```
/// use casebook::chart::Numbers;
///
/// assert_eq!((Numbers::PLAIN.count)(1234), "1234");
/// assert_eq!((Numbers::PLAIN.tenths)(115), "11.5");
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Numbers {
    /// Writes how many there are.
    pub count: fn(u32) -> String,
    /// Writes a number of tenths, with one decimal.
    pub tenths: fn(u32) -> String,
}

impl Numbers {
    /// As programs read them.
    pub const PLAIN: Self = Self {
        count: |count| count.to_string(),
        tenths: |tenths| format!("{}.{}", tenths / 10, tenths % 10),
    };
}
