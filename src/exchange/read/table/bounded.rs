//! Reads on, but not endlessly within one row; every line ends in the same way, and a quote that
//! does not close is told.

use crate::exchange::read::lines::LINE_MAX;
use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::io::{self, Read};
use std::rc::Rc;

const TOO_LONG: &str = "a row of more than 8388608 bytes, perhaps for want of a closing quote";

/// What is known of what was read so far.
#[derive(Default)]
pub struct Told {
    /// Bytes since the last row began.
    pub since: Cell<usize>,
    /// Lines on which a quote opens that does not close where a field ends.
    pub open: RefCell<VecDeque<usize>>,
}

/// Line ends are a newline each, and the last line has one: rows can be counted by them.
pub struct Bounded<R> {
    input: R,
    told: Rc<Told>,
    quotes: Quotes,
    /// Lines at the beginning that are passed over.
    skip: usize,
    /// A carriage return whose next byte has not come yet.
    held: bool,
    last: u8,
    ended: bool,
}

impl<R> Bounded<R> {
    pub fn new(input: R, separator: u8, skip: usize, told: Rc<Told>) -> Self {
        Bounded {
            input,
            told,
            quotes: Quotes {
                separator,
                line: skip + 1,
                opened: 0,
                place: Place::Start,
            },
            skip,
            held: false,
            last: b'\n',
            ended: false,
        }
    }
}

/// Where in a field the reader stands, as the parser has it.
#[derive(Clone, Copy, PartialEq)]
enum Place {
    Start,
    Plain,
    Quoted,
    /// After a quote within quotes: the end, or the first of two.
    Quote,
}

struct Quotes {
    separator: u8,
    line: usize,
    /// The line on which the last quote opened.
    opened: usize,
    place: Place,
}

impl Quotes {
    /// The next byte; the line of a quote that closed in the middle of a field.
    fn see(&mut self, byte: u8) -> Option<usize> {
        let ends = byte == self.separator || byte == b'\n';
        let before = self.place;
        self.place = match before {
            Place::Quoted if byte == b'"' => Place::Quote,
            Place::Quoted => Place::Quoted,
            Place::Quote if byte == b'"' => Place::Quoted,
            _ if ends => Place::Start,
            Place::Start if byte == b'"' => {
                self.opened = self.line;
                Place::Quoted
            }
            _ => Place::Plain,
        };
        self.line += usize::from(byte == b'\n');
        (before == Place::Quote && self.place == Place::Plain).then_some(self.opened)
    }

    /// The line of a quote that is open at the end.
    fn end(&self) -> Option<usize> {
        (self.place == Place::Quoted).then_some(self.opened)
    }
}

impl<R: Read> Bounded<R> {
    /// Bytes that go to the parser, in their place; how many there are.
    fn pass_on(&mut self, into: &mut [u8]) -> usize {
        let mut kept = 0;
        for at in 0..into.len() {
            let byte = into[at];
            if self.skip > 0 {
                self.skip -= usize::from(byte == b'\n');
                continue;
            }
            self.told.open.borrow_mut().extend(self.quotes.see(byte));
            into[kept] = byte;
            kept += 1;
        }
        kept
    }
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if self.told.since.get() > LINE_MAX {
            return Err(io::Error::other(TOO_LONG));
        }
        while !self.ended && into.len() > 1 {
            let got = self.input.read(&mut into[1..])?;
            self.told.since.set(self.told.since.get() + got);
            if got == 0 {
                self.ended = true;
                let whole = self.last == b'\n' && !self.held;
                into[0] = b'\n';
                let kept = self.pass_on(&mut into[..usize::from(!whole)]);
                self.told.open.borrow_mut().extend(self.quotes.end());
                return Ok(kept);
            }
            let mut kept = 0;
            for at in 1..=got {
                let byte = into[at];
                if self.held && byte != b'\n' {
                    into[kept] = b'\r';
                    kept += 1;
                }
                self.held = byte == b'\r';
                if !self.held {
                    into[kept] = byte;
                    kept += 1;
                }
            }
            if kept > 0 {
                self.last = into[kept - 1];
                match self.pass_on(&mut into[..kept]) {
                    0 => {}
                    kept => return Ok(kept),
                }
            }
        }
        Ok(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        #[test]
        fn line_ends_are_one_byte_and_nothing_else_changes(text in "[a\r\n]{0,40}", size in 2_usize..9) {
            let mut bounded = Bounded::new(text.as_bytes(), b',', 0, Rc::default());
            let mut found = Vec::new();
            let mut into = vec![0; size];
            loop {
                match bounded.read(&mut into).unwrap() {
                    0 => break,
                    n => found.extend_from_slice(&into[..n]),
                }
            }
            let mut expected = text.replace("\r\n", "\n");
            if expected.ends_with('\r') {
                expected.pop();
                expected.push('\n');
            } else if !expected.is_empty() && !expected.ends_with('\n') {
                expected.push('\n');
            }
            proptest::prop_assert_eq!(String::from_utf8(found).unwrap(), expected);
        }
    }
}
