pub(super) mod links;
pub(super) mod spelling;
pub(super) mod titles;
