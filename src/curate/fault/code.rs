//! The kinds of fault, each with the code that messages, comments and configurations call it by.

use super::Severity;
use std::fmt;

macro_rules! codes {
    ($($name:ident = $number:literal, $severity:ident, $title:literal;)*) => {
        /// A kind of fault. `casebook explain` and docs/faults.md tell the whole of each.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code {
            $(#[doc = $title] $name = $number,)*
        }

        impl Code {
            /// Every kind, by number.
            pub const ALL: &[Self] = &[$(Self::$name,)*];

            /// How bad it is, unless the configuration says otherwise.
            pub fn severity(self) -> Severity {
                match self { $(Self::$name => Severity::$severity,)* }
            }

            /// What it is, in a few words.
            pub fn title(self) -> &'static str {
                match self { $(Self::$name => $title,)* }
            }
        }
    };
}

codes! {
    Unreadable = 1, Error, "a file that cannot be read";
    NotUtf8 = 2, Warning, "a file that is not UTF-8";
    Mojibake = 3, Warning, "text in the wrong encoding";
    LostCharacter = 4, Warning, "a character that an earlier program lost";
    NoList = 5, Error, "no list in a file";
    Malformed = 6, Error, "a file that breaks the rules of its format";
    Configuration = 7, Error, "a configuration that cannot be followed";
    OddSpace = 10, Warning, "a space that is no plain space";
    ZeroWidth = 11, Warning, "a character that nobody sees";
    ControlCharacter = 12, Warning, "a control character";
    BidiControl = 13, Warning, "a character that turns the writing direction";
    MixedScript = 14, Warning, "letters of two scripts in one word";
    OuterSpace = 15, Warning, "spaces around a text";
    BrokenRow = 20, Warning, "a row or a table broken over lines";
    CellCount = 21, Error, "more cells than the header has";
    StrayRow = 22, Error, "a row outside of a table";
    UnknownColumn = 23, Warning, "a column that is not read";
    UnknownTable = 24, Warning, "a table that is not read";
    NoTitle = 25, Error, "an entry without a title";
    TextNotRead = 26, Warning, "text that is not read";
    MissingCells = 27, Warning, "fewer cells than the header has";
    UnescapedBar = 28, Warning, "a bar inside a cell";
    AssumedColumns = 29, Warning, "columns that are not named";
    MissingLink = 30, Warning, "an entry without a link";
    UnsafeLink = 31, Error, "a link that no page may have";
    MalformedLink = 32, Error, "a link that leads nowhere";
    PaddedLink = 33, Warning, "spaces around a link";
    SeveralLinks = 34, Error, "several links in one cell";
    TrackingParameters = 35, Warning, "a link that tracks its readers";
    NestedBrackets = 36, Warning, "brackets inside of a link's text";
    RelativeLink = 37, Warning, "a relative link without a base";
    MissingPage = 38, Warning, "a link to a page that is not there";
    LinkWithoutScheme = 39, Warning, "a link without https://";
    DuplicateLink = 40, Warning, "a link that is there already";
    Merged = 41, Note, "one case study on several pages";
    SimilarTitle = 42, Warning, "a title much like another";
    Contradiction = 43, Warning, "rows of one case study that disagree";
    SameId = 44, Error, "two entries with one id";
    SpelledTwoWays = 50, Warning, "a value spelled two ways";
    UsedOnce = 51, Note, "a tag that one entry has";
    SameSlug = 52, Error, "two values with one name in links";
    CompanySpelling = 53, Warning, "a company spelled two ways";
    JoinedValues = 54, Warning, "several values in one";
    Respelled = 55, Warning, "a spelling that the configuration replaces";
    SeveralValues = 56, Error, "several values where one belongs";
    MissingYear = 60, Warning, "an entry without a year";
    BadYear = 61, Error, "a year that is none";
    FutureYear = 62, Warning, "a year in the future";
    YearAgainstLink = 63, Warning, "a year that the link contradicts";
    PrintedCount = 70, Warning, "a printed count that is wrong";
    SumRow = 71, Warning, "a row that sums up";
    ListWithoutTitle = 80, Warning, "a list without a title";
    BadDay = 81, Warning, "a day that is none";
    BadLinkBase = 82, Error, "a link base that is none";
    FrontMatter = 83, Warning, "front matter that is not read";
}

impl Code {
    /// The kind with a name such as `CB012`, in any case, or `cb12`, or `12`.
    pub fn find(name: &str) -> Option<Self> {
        let name = name.trim().to_ascii_uppercase();
        let digits = name.strip_prefix("CB").unwrap_or(&name);
        let is_number = digits.bytes().all(|byte| byte.is_ascii_digit());
        let number: u16 = digits.parse().ok().filter(|_| is_number)?;
        Self::ALL.iter().copied().find(|code| *code as u16 == number)
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "CB{:03}", *self as u16)
    }
}
