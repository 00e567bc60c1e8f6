pub(in crate::curate) fn near_duplicates<'a>(
    _: impl ExactSizeIterator<Item = (&'a str, u64)>,
) -> Vec<(usize, usize)> {
    Vec::new()
}
