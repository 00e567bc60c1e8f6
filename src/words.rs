//! What the page says to who reads it: all of it, in plain English. Whoever edits or translates the page does it
//! here, and nowhere else; each module has what one part of the page says.
//!
//! Texts are constants, or functions where something is put into them, which are called with what the text needs
//! and nothing more. What stands in files, in links and in reports of faults is not said by the page, and stays
//! with what writes it.

/// A count as the reader's own browser writes it: `1,234` or `1.234`. In files of a site, which are for everybody,
/// as the language of the page has it.
pub(crate) fn number(count: impl TryInto<u32>) -> String {
    written(count.try_into().unwrap_or(u32::MAX))
}

fn written(count: u32) -> String {
    if count < 1000 {
        return count.to_string();
    }
    #[cfg(target_arch = "wasm32")]
    {
        use wasm_bindgen::JsCast;
        let count = wasm_bindgen::JsValue::from_f64(f64::from(count));
        String::from(count.unchecked_ref::<js_sys::Object>().to_locale_string())
    }
    #[cfg(not(target_arch = "wasm32"))]
    format!("{},{:03}", written(count / 1000), count % 1000)
}

/// A number of tenths in the same way, with its decimal: `11.5` or `11,5`.
#[cfg(target_arch = "wasm32")]
pub(crate) fn tenths(tenths: u32) -> String {
    use js_sys::{Array, Function, Intl::NumberFormat, Object, Reflect};
    use wasm_bindgen::JsValue;
    thread_local! {
        // A browser takes longer to make one than to write with it.
        static WRITTEN: Function = {
            let how = Object::new();
            _ = Reflect::set(&how, &"minimumFractionDigits".into(), &JsValue::from_f64(1.0));
            NumberFormat::new(&Array::new(), &how).format()
        };
    }
    let tenths = JsValue::from_f64(f64::from(tenths) / 10.0);
    let written = WRITTEN.with(|written| written.call1(&JsValue::UNDEFINED, &tenths));
    written.ok().and_then(|written| written.as_string()).unwrap_or_default()
}

/// The filters of a query, one by one, and the sentence of what is shown.
pub(crate) mod sentence {
    use super::number;
    use std::fmt::Display;

    /// Between two parts of the sentence.
    pub(crate) const AND: &str = " · ";
    /// Between two values of which any may match.
    pub(crate) const OR: &str = " or ";

    /// How many entries are shown.
    pub(crate) fn found(hits: usize, all: usize) -> String {
        format!("{} of {} case studies", number(hits), number(all))
    }

    /// The filter of a reading list.
    pub(crate) fn listed(entries: usize) -> String {
        format!("a list of {}", number(entries))
    }

    /// The filter of words.
    pub(crate) fn words(typed: &str) -> String {
        format!("“{typed}”")
    }

    /// The filter of an excluded value.
    pub(crate) fn not(value: &str) -> String {
        format!("not {value}")
    }

    /// The filter of a range of years.
    pub(crate) fn years(from: u16, to: u16) -> String {
        format!("{from}–{to}")
    }

    /// The same, of all from one on.
    pub(crate) fn from(year: impl Display) -> String {
        format!("from {year}")
    }

    /// The same, of all up to one.
    pub(crate) fn until(year: impl Display) -> String {
        format!("until {year}")
    }

    /// Of a reading list, what the catalog has no more.
    pub(crate) fn missing(missing: usize, listed: usize) -> String {
        format!("{} of the {} listed are not here any more.", number(missing), number(listed))
    }
}

/// The frame of the page, and the rows.
pub(crate) mod page {
    /// Before a date.
    pub(crate) const UPDATED: &str = "Last updated ";
    /// Of the search box.
    pub(crate) const SEARCH: &str = "Search";
    /// The same, while nothing is typed.
    pub(crate) const SEARCH_WHAT: &str = "Search titles, companies, tags";
    /// All there is to do, by its name.
    pub(crate) const COMMANDS: &str = "Commands";
    /// The same, as its button shows it.
    pub(crate) const COMMANDS_SIGN: &str = "⋯";
    /// The panels.
    pub(crate) const FILTERS: &str = "Filters";
    /// The links that open charts.
    pub(crate) const CHARTS: &str = "Charts";
    /// Opens a comparison.
    pub(crate) const COMPARE: &str = "Compare";
    /// Copies the address.
    pub(crate) const COPY: &str = "Copy link";
    /// What the reader has saved.
    pub(crate) const READING_LIST: &str = "Reading list";
    /// The files of what is shown.
    pub(crate) const TAKE_AWAY: &str = "Export";
    /// The table.
    pub(crate) const CASES: &str = "Case studies";
    /// The column of titles.
    pub(crate) const CASE: &str = "Case study";
    /// The facet and the column of years.
    pub(crate) const YEAR: &str = "Year";
    /// Opens an entry's own view.
    pub(crate) const DETAILS: &str = "Details";

    /// The same, for who does not see the row.
    pub(crate) fn details(title: &str) -> String {
        format!("Details of {title}")
    }

    /// Puts an entry on the reading list.
    pub(crate) fn save(title: &str) -> String {
        format!("Save {title}")
    }

    /// Of an entry with very many values, those that are not shown.
    pub(crate) fn others(values: usize) -> String {
        format!("and {} more", super::number(values))
    }
}

/// The commands that change a query, as the palette finds them.
pub(crate) mod command {
    /// Takes all filters away.
    pub(crate) const CLEAR: &str = "Clear all filters";
    /// The order of the list itself.
    pub(crate) const UNSORTED: &str = "Sort as the list is";
    /// The column of titles.
    pub(crate) const TITLE: &str = "title";
    /// From the least on.
    pub(crate) const ASCENDING: &str = "ascending";
    /// From the greatest on.
    pub(crate) const DESCENDING: &str = "descending";
    /// What may be typed for what is to be excluded, in small letters; of the first, its beginning, too.
    pub(crate) const TYPED_TO_EXCLUDE: [&str; 2] = ["exclude", "not"];

    /// Takes a filter away.
    pub(crate) fn remove(step: &str) -> String {
        format!("Remove {step}")
    }

    /// Excludes a value.
    pub(crate) fn exclude(value: &str) -> String {
        format!("Exclude {value}")
    }

    /// Sorts by a column.
    pub(crate) fn sort(label: &str, how: &str) -> String {
        format!("Sort by {label}, {how}")
    }

    /// Has a facet match all or any of what is chosen.
    pub(crate) fn matching(how: &str, facet: &str) -> String {
        format!("Match {how} of {facet}")
    }
}

/// The panels.
pub(crate) mod facets {
    use super::number;
    /// Matches entries with all chosen values.
    pub(crate) const ALL: &str = "all";
    /// Matches entries with any of them.
    pub(crate) const ANY: &str = "any";
    /// The same, for who does not see the panel.
    pub(crate) const MATCH_ALL: &str = "Match all";
    /// The same.
    pub(crate) const MATCH_ANY: &str = "Match any";
    /// The first year.
    pub(crate) const FROM: &str = "From";
    /// The last year.
    pub(crate) const TO: &str = "to";
    /// Where no value has what a reader looks for.
    pub(crate) const NOTHING: &str = "Nothing found";
    /// Goes back to the first values.
    pub(crate) const FEWER: &str = "Show fewer";
    /// Excludes a value.
    pub(crate) const EXCLUDE: &str = "Exclude ";
    /// The same, as its button shows it.
    pub(crate) const EXCLUDE_SIGN: &str = "−";
    /// Lets a value in again.
    pub(crate) const ALLOW: &str = "Allow ";
    /// The same, as its button shows it.
    pub(crate) const ALLOW_SIGN: &str = "+";

    /// Looks for values.
    pub(crate) fn find(facet: &str) -> String {
        format!("Find in {facet}")
    }

    /// Shows all values.
    pub(crate) fn all(values: usize) -> String {
        format!("Show all {}", number(values))
    }

    /// Shows some more of the others.
    pub(crate) fn more(more: usize, others: usize) -> String {
        format!("Show {} more of {}", number(more), number(others))
    }

    /// On a narrow screen, goes back to what is found.
    pub(crate) fn back(found: usize, all: usize) -> String {
        format!("Show {} of {}", number(found), number(all))
    }
}

/// The chosen filters.
pub(crate) mod chips {
    /// All of them.
    pub(crate) const CHOSEN: &str = "Chosen filters";
    /// Takes all away.
    pub(crate) const CLEAR: &str = "Clear all";
}

/// While a list is coming, and when it does not come.
pub(crate) mod loading {
    use super::number;
    /// The list is there, but not all that finds something in it.
    pub(crate) const INDEXING: &str = "Indexing the list…";
    /// What to do when nothing came.
    pub(crate) const CHECK: &str = "Check the connection, then try again, or reload the page.";
    /// Nothing came.
    pub(crate) const FAILED: &str = "The list could not be loaded";
    /// Does it again.
    pub(crate) const AGAIN: &str = "Try again";
    /// What to do where there is no such file.
    pub(crate) const PUT_IT_THERE: &str =
        "If this is your site, put the file there: `casebook build` makes it.";
    /// What to do when a server does not do its work.
    pub(crate) const IN_A_WHILE: &str = "Try again in a while.";
    /// What to do with half a file.
    pub(crate) const CUT_OFF: &str = "It may not have arrived whole. Try again.";
    /// What to do with a list of another version.
    pub(crate) const OTHER_VERSION: &str =
        "The page and the list are of different versions. Reload the page.";
    /// What to do with a web page instead of a list.
    pub(crate) const SIGN_IN: &str = "The server may want you to sign in first. Reload the page.";
    /// What to do with what is no list.
    pub(crate) const MEND_IT: &str =
        "If this is your list, mend it there, or make it anew with `casebook build`.";
    /// What finds words.
    pub(crate) const SEARCH: &str = "The search";
    /// A part of the page that is loaded later has not come.
    pub(crate) const PART_FAILED: &str = "This part of the page did not arrive.";
    /// It is tried again.
    pub(crate) const PART: &str = "Loading…";

    /// How much has come, where it is known how much there is.
    pub(crate) fn percent(percent: u64, rows: usize) -> String {
        format!("Loading the list… {percent} %, {} rows", number(rows))
    }

    /// How much has come, where that is not known.
    pub(crate) fn megabytes(megabytes: usize, rows: usize) -> String {
        format!("Loading the list… {megabytes} MB, {} rows", number(rows))
    }

    /// There was no answer.
    pub(crate) fn broke_off(file: &str) -> String {
        format!("{file} did not arrive: the connection failed or broke off.")
    }

    /// There is no such file.
    pub(crate) fn missing(file: &str) -> String {
        format!("{file} is missing: the server has no such file beside this page.")
    }

    /// There was another answer than the file.
    pub(crate) fn refused(file: &str, status: u16) -> String {
        format!("{file} did not arrive: the server answered with status {status}.")
    }

    /// The file is not what it should be.
    pub(crate) fn unreadable(file: &str, why: impl std::fmt::Display) -> String {
        format!("{file} cannot be read: {why}.")
    }
}

/// What several parts of the page say.
pub(crate) mod common {
    /// Closes what is open.
    pub(crate) const CLOSE: &str = "Close";
    /// The same, and what takes a notice away, as a button shows it.
    pub(crate) const CLOSE_SIGN: &str = "×";
    /// Something was copied.
    pub(crate) const COPIED: &str = "Copied";
    /// What is shown to be copied by hand.
    pub(crate) const LINK: &str = "Link to this view";
    /// Leads to the entries that a notice is about.
    pub(crate) const SHOW_THEM: &str = "Show them";
    /// The dialog of what the keys do.
    pub(crate) const SHORTCUTS: &str = "Keyboard shortcuts";

    /// A file was saved.
    pub(crate) fn saved(file: &str) -> String {
        format!("Saved {file}")
    }

    /// Takes a notice away.
    pub(crate) fn dismiss(what: &str) -> String {
        format!("Dismiss {what}")
    }
}

/// The query bar.
pub(crate) mod bar {
    use super::number;
    /// What is offered.
    pub(crate) const COMPLETIONS: &str = "Completions";
    /// Before a value that is to be excluded.
    pub(crate) const NOT: &str = "not ";

    /// How many values a facet has.
    pub(crate) fn values(count: u32) -> String {
        format!("{} values", number(count))
    }
}

/// All there is to do, by its name.
pub(crate) mod palette {
    /// Where it is typed.
    pub(crate) const FIND: &str = "Find a command";
    /// The same, while nothing is typed.
    pub(crate) const FIND_WHAT: &str = "Find a filter, an order, a file …";
    /// There is none.
    pub(crate) const NONE: &str = "No command is called so";
    /// Opens a chart.
    pub(crate) const SHOW: &str = "Show";
    /// Closes a chart.
    pub(crate) const HIDE: &str = "Hide";
    /// What the chart of years is looked for by.
    pub(crate) const YEARS: &str = "cases by year";
    /// What the heat map is looked for by.
    pub(crate) const HEAT: &str = "tags by year";
    /// What bars are looked for by.
    pub(crate) const BARS: &str = "cases by tag";
    /// What the chart of pairs is looked for by.
    pub(crate) const PAIRS: &str = "what goes together";

    /// Opens or closes a chart.
    pub(crate) fn chart(does: &str, what: &str) -> String {
        format!("{does} chart: {what}")
    }

    /// Saves a file.
    pub(crate) fn export(file: &str) -> String {
        format!("Export {file}")
    }
}

/// What the keys do.
pub(crate) mod shortcuts {
    /// Keys, and what they do.
    pub(crate) const KEYS: [(&[&str], &str); 6] = [
        (&["/"], "Go to the search box"),
        (&["Ctrl K", "⌘ K"], "Find a filter or a command by its name"),
        (&["?"], "Show this"),
        (&["↑", "↓"], "From row to row, from value to value"),
        (&["Enter", "Tab"], "In the search box: take the completion that is marked"),
        (&["Esc"], "Close what is open; then clear the search and all filters"),
    ];
    /// What a value means that is typed.
    pub(crate) const HAS: &str = "In the search box: what has this value";
    /// What a value means behind a hyphen.
    pub(crate) const HAS_NOT: &str = "What does not have it";
    /// What an open range of years means.
    pub(crate) const FROM: &str = "From this year on";
}

/// Where nothing matches.
pub(crate) mod nothing {
    use super::number;
    /// Nothing does.
    pub(crate) const NOTHING: &str = "Nothing matches";

    /// Drops a filter.
    pub(crate) fn drop(step: &str, hits: u32) -> String {
        format!("drop {step} to see {}", number(hits))
    }

    /// Drops all.
    pub(crate) fn clear(all: usize) -> String {
        format!("clear all to see {}", number(all))
    }
}

/// What a link had too much, and what was found instead of misspelt words.
pub(crate) mod unknown {
    /// No entry has the words typed.
    pub(crate) fn corrected(typed: &str, words: &str) -> String {
        format!("Nothing has “{typed}”; these have “{words}”.")
    }

    /// There is no such value.
    pub(crate) fn missing(facet: &str, value: &str) -> String {
        format!("No {facet} “{value}” here.")
    }

    /// There is one much like it.
    pub(crate) fn meant(value: &str) -> String {
        format!("Did you mean {value}?")
    }
}

/// What a link or a visit brings with it.
pub(crate) mod notices {
    use super::number;
    use std::cmp::Ordering;

    /// What a notice is about, to be dismissed.
    pub(crate) const CHANGES: &str = "what has changed";
    /// The same.
    pub(crate) const NEWS: &str = "what is new";
    /// The same.
    pub(crate) const LIST: &str = "list";
    /// The list that is shown is what the reader has saved.
    pub(crate) const OWN_LIST: &str = "This is your reading list.";
    /// The list that is shown is a part of it.
    pub(crate) const ALL_LISTED: &str = "All of these are on your reading list.";
    /// Makes it one.
    pub(crate) const ADD: &str = "Add to my reading list";

    /// The list that is shown has more.
    pub(crate) fn not_listed(others: usize) -> String {
        format!("{} of these are not on your reading list.", number(others))
    }

    /// What has come since.
    pub(crate) fn new(entries: usize) -> String {
        format!("{} new since your last visit.", number(entries))
    }

    /// How many entries, and how many hits, there were when a link was made, and are now; and of how many hits it is
    /// known that they are new.
    pub(crate) fn since((all, hits): (u32, u32), now: (u32, u32), new: usize) -> String {
        let total = if all == now.0 {
            "the list has changed".to_owned()
        } else {
            format!("now {}", number(now.0))
        };
        let hits = match now.1.cmp(&hits) {
            _ if new == 1 => "1 new matches".to_owned(),
            _ if new > 1 => format!("{} new ones match", number(new)),
            Ordering::Less => format!("{} fewer match", number(hits - now.1)),
            Ordering::Equal => "as many match".to_owned(),
            Ordering::Greater => format!("{} more match", number(now.1 - hits)),
        };
        format!("Made with {} case studies; {total}; {hits}.", number(all))
    }
}

/// An entry's own view.
pub(crate) mod case {
    /// The entries before and after it.
    pub(crate) const OTHERS: &str = "Other cases";
    /// Puts it on the reading list.
    pub(crate) const SAVE: &str = "Save";
    /// There is no such entry.
    pub(crate) const NONE: &str = "No such case";
    /// The way out then.
    pub(crate) const TO_LIST: &str = "Show the list";
    /// Goes to the one before.
    pub(crate) const PREVIOUS: &str = "Previous";
    /// Goes to the one after.
    pub(crate) const NEXT: &str = "Next";
    /// What links call it.
    pub(crate) const ID: &str = "Id";
    /// Where it was published.
    pub(crate) const SOURCE: &str = "Source";
    /// The page about it in the list.
    pub(crate) const PAGE: &str = "Page";
    /// Those like it.
    pub(crate) const SIMILAR: &str = "Similar cases";
    /// There are none.
    pub(crate) const NONE_SIMILAR: &str = "No other case shares much with this one.";

    /// Why there is none of a name.
    pub(crate) fn unknown(id: &str) -> String {
        format!("The list has no case “{id}”. It may have been renamed or taken out.")
    }

    /// Which of the hits it is.
    pub(crate) fn position(at: usize, hits: usize) -> String {
        format!("{} of {}", super::number(at), super::number(hits))
    }

    /// Compares whoever did it.
    pub(crate) fn compare(who: &str) -> String {
        format!("Compare {who} with…")
    }

    /// Why another one is like it.
    pub(crate) fn shares(what: &str) -> String {
        format!("Shares {what}")
    }
}

/// A comparison.
pub(crate) mod comparison {
    /// What it is.
    pub(crate) const COMPARISON: &str = "Comparison";
    /// Turns it around.
    pub(crate) const SWAP: &str = "Swap sides";
    /// Closes it.
    pub(crate) const CLOSE: &str = "Close comparison";
    /// What each side is.
    pub(crate) const SIDES: [&str; 2] = ["Left side", "Right side"];
    /// A side without filters.
    pub(crate) const WHOLE: &str = "the whole list";
    /// The column of values.
    pub(crate) const VALUE: &str = "Value";
    /// Where a side has none.
    pub(crate) const NONE: &str = "–";

    /// What a side may be, facet by facet.
    pub(crate) fn by(facet: &str) -> String {
        format!("By {facet}")
    }

    /// How many entries are in both, and what the numbers are of.
    pub(crate) fn both(both: u32) -> String {
        let both = match both {
            0 => "No case is in both.".to_owned(),
            1 => "1 case is in both.".to_owned(),
            both => format!("{} cases are in both.", super::number(both)),
        };
        format!("{both} Bars and percents are of the cases of each side.")
    }

    /// What one side has and the other has not.
    pub(crate) fn only(side: &str, values: &str) -> String {
        format!("Only {side}: {values}")
    }

    /// How many of a side have a value.
    pub(crate) fn count(cases: u32, percent: u32) -> String {
        format!("{} · {percent}%", super::number(cases))
    }
}

/// The files of what is shown, and what can be copied.
pub(crate) mod take_away {
    /// A file.
    pub(crate) const MARKDOWN: &str = "Markdown";
    /// A file.
    pub(crate) const BIBTEX: &str = "BibTeX";
    /// A file.
    pub(crate) const CSV: &str = "CSV for spreadsheets";
    /// A file.
    pub(crate) const TSV: &str = "TSV";
    /// A file.
    pub(crate) const JSON: &str = "JSON";
    /// Copies what is shown in words.
    pub(crate) const COPY_QUOTE: &str = "Copy as quote";
    /// What is shown to be copied by hand.
    pub(crate) const QUOTE: &str = "Quote of this view";
    /// Copies a link that knows the list it was made with.
    pub(crate) const COPY_PINNED: &str = "Copy pinned link";
    /// What is shown to be copied by hand.
    pub(crate) const PINNED: &str = "Pinned link to this view";
    /// Shows what to paste into another page.
    pub(crate) const EMBED: &str = "Embed…";
    /// Before what is to be embedded.
    pub(crate) const EMBED_WHAT: &str = "Embed ";
    /// What is to be embedded, where it is no chart.
    pub(crate) const TABLE: &str = "The table";
    /// What to paste.
    pub(crate) const HTML: &str = "HTML to paste";
    /// Copies it.
    pub(crate) const COPY_HTML: &str = "Copy HTML";
    /// In a frame of another page, the way here.
    pub(crate) const WHOLE: &str = "Open the whole page";
}

/// What the reader has saved.
pub(crate) mod reading_list {
    /// Nothing is.
    pub(crate) const NOTHING: &str = "Nothing is saved. The star in a row saves a case.";
    /// The browser keeps nothing.
    pub(crate) const LOST: &str =
        "This browser does not keep your reading list: it is gone when the page is closed.";
    /// Copies a link to what is saved.
    pub(crate) const COPY: &str = "Copy link to them";
    /// What is shown to be copied by hand.
    pub(crate) const LINK: &str = "Link to your reading list";
    /// Takes all off it.
    pub(crate) const CLEAR: &str = "Clear reading list";
    /// That was done.
    pub(crate) const CLEARED: &str = "Cleared";
    /// Brings it back.
    pub(crate) const UNDO: &str = "Undo";
    /// That was done.
    pub(crate) const UNDONE: &str = "Back again";
    /// Has the browser keep nothing.
    pub(crate) const FORGET: &str = "Forget everything kept here";
    /// That was done.
    pub(crate) const FORGOTTEN: &str = "This browser keeps nothing of this page any more";

    /// How many entries are saved.
    pub(crate) fn saved(entries: usize) -> String {
        format!("{} saved in this browser", super::number(entries))
    }
}

/// The charts.
pub(crate) mod charts {
    use super::number;
    /// What the link says that opens the chart of years.
    pub(crate) const YEARS: &str = "Years";
    /// The same, of bars.
    pub(crate) const BARS: &str = "Bars";
    /// The same, of the heat map.
    pub(crate) const HEAT: &str = "Heat map";
    /// The same, of pairs.
    pub(crate) const PAIRS: &str = "Pairs";
    /// Changes a drawing into a table.
    pub(crate) const AS_TABLE: &str = "View as table";
    /// Saves the drawing.
    pub(crate) const SAVE_DRAWING: &str = "Save as SVG";
    /// Saves the table.
    pub(crate) const SAVE_TABLE: &str = "Save as CSV";
    /// The chart of years.
    pub(crate) const BY_YEAR: &str = "Case studies by year";
    /// What it shows, and what can be done there.
    pub(crate) const YEARS_SAY: &str = "The numbers are what is found; behind it, all there are. \
         Drag for a range of years, click for one, or move the ends by the arrow keys.";
    /// There is nothing for it to show.
    pub(crate) const NO_YEARS: &str = "No case study here has a year.";
    /// What bars show, and what can be done there.
    pub(crate) const BARS_SAY: &str =
        "The numbers are what is found; behind it, all there are. Click a bar to filter by it.";
    /// Columns of tables: a year,
    pub(crate) const YEAR: &str = "Year";
    /// how many are found,
    pub(crate) const FOUND: &str = "Found";
    /// and how many there are.
    pub(crate) const ALL: &str = "All";
    /// The ends of a range of years.
    pub(crate) const FIRST_YEAR: &str = "First year";
    /// The same.
    pub(crate) const LAST_YEAR: &str = "Last year";
    /// There is no facet to be charted.
    pub(crate) const NO_FACET: &str = "No facet here has several values.";
    /// Chooses one.
    pub(crate) const FACET: &str = "Facet";
    /// Chooses what darker means.
    pub(crate) const SHADE: &str = "Shade";
    /// How many have both.
    pub(crate) const BY_COUNT: &str = "by count";
    /// How much more often than by chance.
    pub(crate) const BY_LIFT: &str = "by lift";
    /// There are no cells.
    pub(crate) const EMPTY: &str = "Nothing to show: no case study that is found has any.";
    /// What darker means by count.
    pub(crate) const DARKER: &str = "Darker: more case studies have both.";
    /// What darker means by lift.
    pub(crate) const DARKER_BY_LIFT: &str = "The number says how many times as often both occur together \
         as by chance; darker: more.";
    /// What darker means in a year.
    pub(crate) const DARKER_IN_YEAR: &str =
        "Darker: a larger share of the year's case studies; the number says how many.";
    /// A cell that nobody is in, and somebody should be.
    pub(crate) const WHITE: &str = "White spot: none has both, and chance alone would bring one.";
    /// A cell that says little.
    pub(crate) const FEW: &str = "Fewer than 3 case studies: says little.";
    /// A year that says little.
    pub(crate) const FEW_IN_YEAR: &str = "A year (*) of fewer than 5: says little.";

    /// Closes a chart.
    pub(crate) fn close(chart: &str) -> String {
        format!("Close {chart}")
    }

    /// A year at an end of a range.
    pub(crate) fn found(year: u16, found: u32) -> String {
        format!("{year}, {} found", number(found))
    }

    /// The values of a facet by year.
    pub(crate) fn by_year(facet: &str) -> String {
        format!("{facet} by year")
    }

    /// How many have each value of a facet.
    pub(crate) fn by_count(facet: &str) -> String {
        format!("{facet} by count")
    }

    /// A bar.
    pub(crate) fn bar(value: &str, found: u32, all: u32) -> String {
        format!("{value}, {} of {}", number(found), number(all))
    }

    /// What goes with each value, by count.
    pub(crate) const COMPANIONS: &str = "What goes with what, most case studies first";
    /// The same, by lift.
    pub(crate) const COMPANIONS_BY_LIFT: &str =
        "What goes with what, most often beyond chance first";
    /// Behind a value, before those that go with it.
    pub(crate) const GOES_WITH: &str = " goes with ";

    /// A value that goes with another.
    pub(crate) fn companion(value: &str, says: &str) -> String {
        format!("{value} {says}")
    }

    /// The values of a facet beside each other.
    pub(crate) fn together(facet: &str) -> String {
        format!("{facet} that go together")
    }

    /// A cell.
    pub(crate) fn cell(row: &str, column: &str, says: &str) -> String {
        format!("{row}, {column}: {says}")
    }

    /// A cell that nobody is in, and somebody should be.
    pub(crate) fn white_spot(row: &str, column: &str, says: &str) -> String {
        format!("{row}, {column}: {says}, white spot")
    }
}

/// The plain pages of a site, which say something where the page itself cannot run or is not wanted.
#[cfg(not(target_arch = "wasm32"))]
pub(crate) mod site {
    use super::number;
    /// Where nothing runs.
    pub(crate) const TAKES: &str =
        "Searching and filtering this list takes JavaScript and WebAssembly";
    /// Behind that, before a link to the list.
    pub(crate) const ALL_IN: &str = "; all of it is in ";
    /// Leads to the page itself.
    pub(crate) const SEARCH: &str = "Search and filter this list";
    /// Leads to the rows before.
    pub(crate) const BACK: &str = "Back";
    /// Leads to the rows after.
    pub(crate) const NEXT: &str = "Next";
    /// Leads to the page itself, with a value chosen.
    pub(crate) const FILTER: &str = "Filter and chart these";
    /// The feed.
    pub(crate) const NEWEST: &str = "Newest entries";

    /// How many rows there are of all.
    pub(crate) fn first_of(first: usize, all: usize) -> String {
        format!("These are the first {} of {} entries", number(first), number(all))
    }

    /// The same, where it was said how many there are.
    pub(crate) fn first(first: usize) -> String {
        format!("These are the first {}.", number(first))
    }

    /// Leads to the rows after the first ones.
    pub(crate) fn next(rows: usize) -> String {
        format!("The next {}", number(rows))
    }

    /// Which rows a page has.
    pub(crate) fn range(from: usize, to: usize, all: usize) -> String {
        format!("{} to {} of {} entries", number(from), number(to), number(all))
    }

    /// Where the others are, when there are too many for plain pages.
    pub(crate) fn others(others: usize) -> String {
        format!("The other {} are in the app alone.", number(others))
    }

    /// Leads to the list.
    pub(crate) fn all_of(list: &str) -> String {
        format!("All of {list}")
    }

    /// How many entries there are, on a picture.
    pub(crate) fn cases(all: usize) -> String {
        format!("{} case studies", number(all))
    }
}
