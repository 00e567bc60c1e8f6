//! Faceted filtering and counting over dense ids; it knows nothing of what the values mean.
//!
//! Two types carry everything: the [`Facets`], built once, and a [`Refinement`] per facet,
//! made anew for every question. [`answer`] turns both, and a [`Bitmap`] of the entries that any other
//! filter lets through, into the hits and the count of every value. A [`Memory`] of the answers before
//! makes the next one cheap.
//!
//! ```
//! use casebook::facet::{
//!     answer, Bitmap, FacetIndex, Facets, ForwardIndex, Match, Memory, Refinement, ValueId,
//! };
//!
//! // Three entries; the second has values 0 and 1, the third has none.
//! let mut forward = ForwardIndex::default();
//! forward.push(&[ValueId::new(0)]);
//! forward.push(&[ValueId::new(0), ValueId::new(1)]);
//! forward.push(&[]);
//! let tags = FacetIndex::new(&forward, 2);
//!
//! let mut refinement = Refinement::new(Match::All);
//! refinement.choose(ValueId::new(1));
//! let facets = Facets::new(vec![tags], &[&forward]);
//! let found = answer(&facets, &[refinement], &Bitmap::full(3), &mut Memory::new(&facets));
//! assert_eq!(found.hits.iter().map(|entry| entry.index()).collect::<Vec<_>>(), [1]);
//! assert_eq!(found.counts[0][..], [1, 1, 0]); // the third count is that of "no value"
//! ```

mod bitmap;
mod count;
mod index;
mod pairs;
mod postings;
mod refinement;
mod table;

pub use bitmap::Bitmap;
pub use count::{Answer, Memory, answer, hits};
pub use index::{FacetIndex, Facets, ForwardIndex};
pub use pairs::Pair;
pub use postings::Postings;
pub use refinement::{Match, Refinement};

macro_rules! dense_id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(u32);

        impl $name {
            /// The id at a position; positions are below 2³², as every list here is.
            pub const fn new(position: usize) -> Self {
                Self(position as u32)
            }

            /// The position this id stands for.
            pub const fn index(self) -> usize {
                self.0 as usize
            }

            /// The id of the position after.
            pub const fn next(self) -> Self {
                Self(self.0 + 1)
            }
        }
    };
}

dense_id! {
    /// An entry's position in the list, from 0.
    EntryId
}
dense_id! {
    /// A value's position in its facet's vocabulary, from 0.
    ValueId
}
