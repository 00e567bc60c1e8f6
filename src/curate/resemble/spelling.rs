pub(in crate::curate) enum Reason {
    Case,
    Spacing,
    Accents,
    Plural,
    Typo,
    Suffix,
}
pub(in crate::curate) struct Alike {
    pub(in crate::curate) from: usize,
    pub(in crate::curate) to: usize,
    pub(in crate::curate) reason: Reason,
}
pub(in crate::curate) fn alike(_: &[(&str, usize)]) -> Vec<Alike> {
    Vec::new()
}
