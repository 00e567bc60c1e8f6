//! Reads JSON byte by byte, by RFC 8259: what is wanted is asked for, what is not is skipped.

/// How deep values may be nested.
const DEEPEST: usize = 128;

/// Why there is no value to be had.
#[derive(Debug)]
pub(super) struct Failure {
    pub(super) kind: Kind,
    pub(super) message: String,
    /// What has been read when it was noticed, in bytes of the line, which counts from 1.
    pub(super) place: (usize, usize),
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Kind {
    /// The bytes end within a value.
    End,
    /// They are not JSON.
    Syntax,
    /// They are JSON, and something else than what is wanted.
    Shape,
}

/// Nothing could be read; the reader knows why. Without a size of its own, since every step of reading may
/// end so.
#[derive(Debug)]
pub(super) struct Stop;

pub(super) type Read<T> = Result<T, Stop>;

/// Where a piece of a document begins.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line {
    /// From 1.
    number: usize,
    /// How many bytes of the line come before the piece.
    before: usize,
}

impl Line {
    pub(super) const FIRST: Self = Self { number: 1, before: 0 };

    /// The number of the line, and how many bytes of it come before.
    pub(super) fn place(self) -> (usize, usize) {
        (self.number, self.before)
    }
}

/// A place in a piece of a document, to come back to.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mark {
    at: usize,
    line: Line,
    /// Where in the piece the line begins; 0 where it began before.
    start: usize,
}

/// Reads a piece of a document.
pub(super) struct Reader<'a> {
    bytes: &'a [u8],
    /// The bytes, as far as they are UTF-8.
    text: &'a str,
    mark: Mark,
    /// The last text that was not written as it is meant, or a key.
    scratch: String,
    failure: Option<Failure>,
}

impl<'a> Reader<'a> {
    pub(super) fn new(bytes: &'a [u8], line: Line) -> Self {
        let text =
            str::from_utf8(bytes).or_else(|error| str::from_utf8(&bytes[..error.valid_up_to()]));
        let (text, mark) = (text.unwrap_or_default(), Mark { at: 0, line, start: 0 });
        Self { bytes, text, mark, scratch: String::new(), failure: None }
    }

    /// How many bytes have been read.
    pub(super) fn at(&self) -> usize {
        self.mark.at
    }

    /// The line that goes on after what has been read.
    pub(super) fn line(&self) -> Line {
        let Mark { at, line, start } = self.mark;
        Line { number: line.number, before: line.before + at - start }
    }

    /// The bytes from a place up to here.
    pub(super) fn since(&self, start: usize) -> &'a [u8] {
        self.bytes.get(start..self.mark.at).unwrap_or_default()
    }

    /// Reads up to the end of the bytes, for the place.
    pub(super) fn skip_all(&mut self) {
        while self.peek() != 0 {
            self.mark.at += 1;
        }
    }

    pub(super) fn mark(&self) -> Mark {
        self.mark
    }

    pub(super) fn return_to(&mut self, mark: Mark) {
        self.mark = mark;
    }

    /// Why nothing could be read.
    pub(super) fn failure(&mut self) -> Option<Failure> {
        self.failure.take()
    }

    fn fail(&mut self, kind: Kind, message: String) -> Stop {
        self.failure = Some(Failure { kind, message, place: self.line().place() });
        Stop
    }

    pub(super) fn shape<T>(&mut self, message: String) -> Read<T> {
        Err(self.fail(Kind::Shape, message))
    }

    fn end<T>(&mut self) -> Read<T> {
        self.mark.at = self.bytes.len();
        Err(self.fail(Kind::End, String::new()))
    }

    /// The byte that comes next is not the one that JSON has there.
    pub(super) fn syntax<T>(&mut self, expected: &str) -> Read<T> {
        self.mark.at += 1;
        Err(self.fail(Kind::Syntax, ["expected ", expected].concat()))
    }

    /// The next byte that means something; 0 at the end. A bare number, since in WebAssembly what may be
    /// there or not goes through memory, and this is asked for all the time.
    pub(super) fn peek(&mut self) -> u8 {
        loop {
            let Some(&byte) = self.bytes.get(self.mark.at) else { return 0 };
            match byte {
                b'\n' => {
                    let Mark { at, line, .. } = self.mark;
                    self.mark.line = Line { number: line.number + 1, before: 0 };
                    self.mark.start = at + 1;
                }
                b' ' | b'\t' | b'\r' => {}
                // Taken for another that JSON has nowhere.
                0 => return 1,
                _ => return byte,
            }
            self.mark.at += 1;
        }
    }

    fn next(&mut self) -> Read<u8> {
        match self.peek() {
            0 => self.end(),
            byte => Ok(byte),
        }
    }

    /// Reads a byte if it comes next.
    pub(super) fn take(&mut self, wanted: u8) -> Read<bool> {
        match self.peek() {
            0 => self.end(),
            byte if byte == wanted => {
                self.mark.at += 1;
                Ok(true)
            }
            _ => Ok(false),
        }
    }

    /// Reads some bytes, which are one line at most, if they come next.
    pub(super) fn take_all(&mut self, wanted: &[u8]) -> bool {
        let found = self.bytes[self.mark.at..].starts_with(wanted);
        self.mark.at += if found { wanted.len() } else { 0 };
        found
    }

    /// Goes to the next member of a list or an object that ends with `close`; whether there is one.
    pub(super) fn member(&mut self, close: u8, first: &mut bool) -> Read<bool> {
        let found = self.peek();
        if found == close {
            self.mark.at += 1;
            return Ok(false);
        }
        if found != 0 && !std::mem::replace(first, false) {
            if found != b',' {
                return self.syntax(if close == b']' { "`,` or `]`" } else { "`,` or `}`" });
            }
            self.mark.at += 1;
            if self.peek() == close {
                return self.syntax("a value after the comma");
            }
        }
        // Whatever there is comes next, and says so where it is nothing.
        Ok(true)
    }

    /// The key of a member of an object, up to its value.
    pub(super) fn key(&mut self) -> Read<&str> {
        if self.next()? != b'"' {
            return self.syntax("a key in quotes");
        }
        self.text()?;
        if !self.take(b':')? {
            return self.syntax("`:`");
        }
        Ok(&self.scratch)
    }

    /// A text; `None` where there is null.
    pub(super) fn string_or_null(&mut self, wanted: &str) -> Read<Option<&str>> {
        match self.peek() {
            b'"' => {
                // What has no escape is read here, with fewer calls: that is nearly all there is to read.
                let start = self.mark.at + 1;
                let end = start + plain(&self.bytes[start..]);
                if self.bytes.get(end) == Some(&b'"')
                    && let Some(text) = self.text.get(start..end)
                {
                    self.mark.at = end + 1;
                    return Ok(Some(text));
                }
                self.text()?;
                Ok(Some(&self.scratch))
            }
            b'n' => self.word("null").map(|()| None),
            _ => self.unexpected(wanted),
        }
    }

    /// Reads null if it comes next.
    pub(super) fn null(&mut self) -> Read<bool> {
        let found = self.next()? == b'n';
        if found {
            self.word("null")?;
        }
        Ok(found)
    }

    /// A whole number that is not negative, and not too large.
    pub(super) fn whole(&mut self, wanted: &str) -> Read<u64> {
        if !self.next()?.is_ascii_digit() {
            return self.unexpected(wanted);
        }
        let start = self.mark.at;
        self.number()?;
        let digits = self.text.get(start..self.mark.at).unwrap_or_default();
        match digits.parse() {
            Ok(number) => Ok(number),
            Err(_) => self.shape(["expected ", wanted, ", found ", digits].concat()),
        }
    }

    /// Yes or no.
    pub(super) fn boolean(&mut self, wanted: &str) -> Read<bool> {
        match self.next()? {
            b't' => self.word("true").map(|()| true),
            b'f' => self.word("false").map(|()| false),
            _ => self.unexpected(wanted),
        }
    }

    /// Reads the value that is there instead of the one that is wanted, and says so.
    pub(super) fn unexpected<T>(&mut self, wanted: &str) -> Read<T> {
        let found = match self.next()? {
            b'"' => "a text",
            b'{' => "an object",
            b'[' => "a list",
            b't' | b'f' => "true or false",
            b'n' => "null",
            _ => "a number",
        };
        self.skip()?;
        self.shape(["expected ", wanted, ", found ", found].concat())
    }

    /// Reads a value of any kind, and forgets it.
    pub(super) fn skip(&mut self) -> Read<()> {
        // What is open, the innermost last.
        let mut open: Vec<u8> = Vec::new();
        let mut first = true;
        loop {
            if let Some(&close) = open.last() {
                if !self.member(close, &mut first)? {
                    open.pop();
                    first = false;
                    if open.is_empty() {
                        return Ok(());
                    }
                    continue;
                }
                if close == b'}' {
                    self.key()?;
                }
            }
            let opening = self.next()?;
            if matches!(opening, b'{' | b'[') {
                if open.len() == DEEPEST {
                    return self.syntax("values that are nested less deeply");
                }
                self.mark.at += 1;
                open.push(if opening == b'{' { b'}' } else { b']' });
                first = true;
            } else {
                self.scalar()?;
                if open.is_empty() {
                    return Ok(());
                }
            }
        }
    }

    fn scalar(&mut self) -> Read<()> {
        match self.next()? {
            b'"' => self.string_or_null("").map(drop),
            b't' => self.word("true"),
            b'f' => self.word("false"),
            b'n' => self.word("null"),
            b'-' | b'0'..=b'9' => self.number(),
            _ => self.syntax("a value"),
        }
    }

    fn word(&mut self, word: &str) -> Read<()> {
        for &letter in word.as_bytes() {
            match self.bytes.get(self.mark.at) {
                Some(&byte) if byte == letter => self.mark.at += 1,
                Some(_) => return self.syntax("a value"),
                None => return self.end(),
            }
        }
        Ok(())
    }

    /// A number, which may go on in what is still to come if it ends the piece.
    fn number(&mut self) -> Read<()> {
        if self.bytes[self.mark.at] == b'-' {
            self.mark.at += 1;
        }
        if self.bytes.get(self.mark.at) == Some(&b'0') {
            self.mark.at += 1;
        } else {
            self.digits()?;
        }
        if self.bytes.get(self.mark.at) == Some(&b'.') {
            self.mark.at += 1;
            self.digits()?;
        }
        if matches!(self.bytes.get(self.mark.at), Some(b'e' | b'E')) {
            self.mark.at += 1;
            if matches!(self.bytes.get(self.mark.at), Some(b'+' | b'-')) {
                self.mark.at += 1;
            }
            self.digits()?;
        }
        if self.mark.at == self.bytes.len() { self.end() } else { Ok(()) }
    }

    fn digits(&mut self) -> Read<()> {
        let digits = self.bytes[self.mark.at..].iter().take_while(|byte| byte.is_ascii_digit());
        let digits = digits.count();
        self.mark.at += digits;
        match (digits, self.mark.at == self.bytes.len()) {
            (0, true) => self.end(),
            (0, false) => self.syntax("a digit"),
            _ => Ok(()),
        }
    }

    /// Reads a text in quotes into `scratch`.
    fn text(&mut self) -> Read<()> {
        self.mark.at += 1;
        self.scratch.clear();
        loop {
            let from = self.mark.at;
            self.mark.at += plain(&self.bytes[from..]);
            let Some(&stop) = self.bytes.get(self.mark.at) else { return self.end() };
            let Some(piece) = self.text.get(from..self.mark.at) else { return self.not_utf8() };
            self.scratch.push_str(piece);
            match stop {
                b'"' => {
                    self.mark.at += 1;
                    return Ok(());
                }
                b'\\' => {
                    self.mark.at += 1;
                    let letter = self.escaped()?;
                    self.scratch.push(letter);
                }
                _ => return self.syntax("no control character in a text"),
            }
        }
    }

    fn not_utf8<T>(&mut self) -> Read<T> {
        Err(self.fail(Kind::Syntax, "a text is not written in UTF-8".to_owned()))
    }

    /// The letter that what follows a backslash stands for.
    fn escaped(&mut self) -> Read<char> {
        let Some(&byte) = self.bytes.get(self.mark.at) else { return self.end() };
        let letter = match byte {
            b'"' | b'\\' | b'/' => byte as char,
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => return self.by_number(),
            _ => return self.syntax("an escape that JSON knows"),
        };
        self.mark.at += 1;
        Ok(letter)
    }

    /// A letter by its number, or by two: UTF-16, as JSON has it.
    fn by_number(&mut self) -> Read<char> {
        let first = self.hexadecimal()?;
        let mut units = vec![first];
        if (0xd800..0xdc00).contains(&first) {
            match self.bytes.get(self.mark.at..self.mark.at + 2) {
                None => return self.end(),
                Some(b"\\u") => {
                    self.mark.at += 1;
                    units.push(self.hexadecimal()?);
                }
                Some(_) => {}
            }
        }
        match char::decode_utf16(units).next() {
            Some(Ok(letter)) => Ok(letter),
            _ => Err(self.fail(Kind::Syntax, "half of a surrogate pair stands alone".to_owned())),
        }
    }

    /// The four digits behind a `u`.
    fn hexadecimal(&mut self) -> Read<u16> {
        let mut number = 0;
        for _ in 0..4 {
            self.mark.at += 1;
            let Some(&byte) = self.bytes.get(self.mark.at) else { return self.end() };
            match (byte as char).to_digit(16) {
                Some(digit) => number = number << 4 | digit as u16,
                None => return self.syntax("a hexadecimal digit"),
            }
        }
        self.mark.at += 1;
        Ok(number)
    }
}

/// How many bytes of a text in quotes come before its end, an escape, or what may not be in it.
/// Eight at a time, by Mycroft's test for a byte that is less than another. To change one bit swaps the
/// quote with the space, and leaves the control characters what they are, below both.
fn plain(bytes: &[u8]) -> usize {
    const ONES: u64 = 0x0101_0101_0101_0101;
    const HIGH: u64 = 0x8080_8080_8080_8080;
    let (eights, rest) = bytes.as_chunks();
    let mut at = 0;
    for eight in eights {
        let eight = u64::from_le_bytes(*eight);
        let (swapped, escape) = (eight ^ (ONES * 2), eight ^ (ONES * u64::from(b'\\')));
        let less = swapped.wrapping_sub(ONES * 0x21) & !swapped;
        let stop = (less | escape.wrapping_sub(ONES) & !escape) & HIGH;
        if stop != 0 {
            return at + (stop.trailing_zeros() / 8) as usize;
        }
        at += 8;
    }
    for byte in rest {
        if matches!(byte, b'"' | b'\\' | 0..=0x1f) {
            break;
        }
        at += 1;
    }
    at
}
