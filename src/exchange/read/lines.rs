//! Lines of a text, one at a time and none too long.

use super::input::{Input, cannot};
use super::reading::Reading;
use crate::exchange::{ExchangeError, Fault, Result};
use std::io::{BufRead, Read};

/// The longest line taken, in bytes: a note of the largest size with every character escaped fits.
pub const LINE_MAX: usize = 8 * 1024 * 1024;

pub struct Lines<'i> {
    file: String,
    input: Box<dyn BufRead + 'i>,
    line: Vec<u8>,
    number: usize,
}

impl<'i> Lines<'i> {
    pub fn of(input: &'i Input) -> Result<Self> {
        Ok(Lines {
            file: input.name.clone(),
            input: input.open()?,
            line: Vec::new(),
            number: 0,
        })
    }

    /// Runs over the lines as text; one that does not read is listed, or the end.
    pub fn each(
        input: &'i Input,
        into: &mut Reading,
        mut take: impl FnMut(usize, &str, &mut Reading) -> Result<(), Fault>,
    ) -> Result<()> {
        into.of(&input.name);
        let mut lines = Lines::of(input)?;
        while let Some((line, bytes)) = lines.next()? {
            let done = text(bytes).map_err(Fault::Line);
            let done = done.and_then(|text| take(line, text, into));
            into.took(line, done)?;
        }
        Ok(())
    }

    /// The next line and its number, without its line end.
    pub fn next(&mut self) -> Result<Option<(usize, &[u8])>> {
        self.line.clear();
        let mut limited = Read::take(&mut self.input, LINE_MAX as u64 + 1);
        let got = limited.read_until(b'\n', &mut self.line);
        let got = got.map_err(|e| cannot(&self.file, &e))?;
        if got == 0 {
            return Ok(None);
        }
        self.number += 1;
        if got > LINE_MAX {
            return Err(ExchangeError::line(
                &self.file,
                self.number,
                format!("longer than {LINE_MAX} bytes"),
            ));
        }
        let mut line = self.line.as_slice();
        if self.number == 1 {
            line = line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(line);
        }
        line = line.strip_suffix(b"\n").unwrap_or(line);
        line = line.strip_suffix(b"\r").unwrap_or(line);
        Ok(Some((self.number, line)))
    }
}

/// Adds a line to words that go on, as long as they are no longer than a line may be.
pub fn go_on(words: &mut String, more: &str) {
    if words.len() + more.len() < LINE_MAX {
        *words += if words.is_empty() { "" } else { "\n" };
        *words += more;
    }
}

/// A line, or a field of it, as text.
pub fn text(bytes: &[u8]) -> Result<&str, String> {
    if bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") {
        return Err("UTF-16; `iconv -f UTF-16 -t UTF-8` turns it into UTF-8".to_owned());
    }
    std::str::from_utf8(bytes).map_err(|e| format!("invalid UTF-8 at byte {}", e.valid_up_to() + 1))
}
