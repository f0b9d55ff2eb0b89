//! Reads on, but not endlessly within one row; every line ends in the same way.

use crate::exchange::read::lines::LINE_MAX;
use std::cell::Cell;
use std::io::{self, Read};
use std::rc::Rc;

const TOO_LONG: &str = "a row of more than 8388608 bytes, perhaps for want of a closing quote";

/// Line ends are a newline each, and the last line has one: rows can be counted by them.
pub struct Bounded<R> {
    input: R,
    /// Bytes since the last row began.
    since: Rc<Cell<usize>>,
    /// A carriage return whose next byte has not come yet.
    held: bool,
    last: u8,
    ended: bool,
}

impl<R> Bounded<R> {
    pub fn new(input: R, since: Rc<Cell<usize>>) -> Self {
        Bounded {
            input,
            since,
            held: false,
            last: b'\n',
            ended: false,
        }
    }
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if self.since.get() > LINE_MAX {
            return Err(io::Error::other(TOO_LONG));
        }
        while !self.ended && into.len() > 1 {
            let got = self.input.read(&mut into[1..])?;
            self.since.set(self.since.get() + got);
            if got == 0 {
                self.ended = true;
                if self.last == b'\n' && !self.held {
                    return Ok(0);
                }
                into[0] = b'\n';
                return Ok(1);
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
                return Ok(kept);
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
            let mut bounded = Bounded::new(text.as_bytes(), Rc::new(Cell::new(0)));
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
