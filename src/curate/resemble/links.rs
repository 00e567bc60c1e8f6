use std::hash::{BuildHasher, Hasher};
pub(in crate::curate) fn link_key(url: &str) -> u64 {
    let mut h = foldhash::fast::FixedState::default().build_hasher();
    h.write(url.trim_end_matches('/').as_bytes());
    h.finish()
}
pub(in crate::curate) fn without_tracking(_: &str) -> Option<String> {
    None
}
pub(in crate::curate) fn dated(_: &str) -> Option<u16> {
    None
}
