//! What a person does with the page, and what they then see.

mod links;
