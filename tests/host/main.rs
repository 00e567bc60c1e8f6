//! What the `casebook` command makes of lists, and what the project ships.
