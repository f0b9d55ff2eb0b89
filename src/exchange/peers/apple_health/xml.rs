//! The XML, an element at a time. Some of these files are no XML: the description of the document at
//! their top does not close, and control characters stand in names of devices. Both are passed over.

use crate::exchange::read::input::cannot;
use crate::exchange::read::lines::LINE_MAX;
use crate::exchange::{ExchangeError, Result};
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use std::borrow::Cow;
use std::cell::Cell;
use std::io::{self, BufReader, Cursor, Read};
use std::rc::Rc;

pub const ROOT: &[u8] = b"<HealthData";

/// How far down the root may stand, in bytes.
const TOP_MAX: usize = 1 << 20;

pub enum Seen<'e> {
    Begins {
        name: &'e str,
        attributes: Attributes<'e>,
        /// 0 is the root.
        depth: usize,
    },
    Ends(&'e str),
}

pub struct Attributes<'e>(&'e BytesStart<'e>);

impl Attributes<'_> {
    /// The value of an attribute; empty where there is none.
    pub fn get(&self, name: &str) -> Cow<'_, str> {
        let found = self.0.try_get_attribute(name).ok().flatten();
        let value = found.map(|a| match a.normalized_value(XmlVersion::Implicit1_0) {
            Ok(value) => value.into_owned(),
            // An entity that nobody declared stays as it was written.
            Err(_) => a.value.to_string(),
        });
        Cow::Owned(value.unwrap_or_default())
    }
}

/// Hands over every element from the root on as it begins and ends, with the line it stands on.
///
/// # Errors
/// Where the root does not come or does not end; what is no XML; what `take` gives.
pub fn each(
    file: &str,
    mut input: impl Read,
    take: &mut dyn FnMut(usize, Seen) -> Result<()>,
) -> Result<()> {
    let (top, mut line) = root(file, &mut input)?;
    let since = Rc::new(Cell::new(0));
    let clean = Clean {
        input: Cursor::new(top).chain(input),
        since: Rc::clone(&since),
    };
    let mut reader = Reader::from_reader(BufReader::with_capacity(1 << 16, clean));
    reader.config_mut().check_end_names = false;
    reader.config_mut().allow_dangling_amp = true;
    let mut buffer = Vec::new();
    let mut depth = 0_usize;
    loop {
        let wrong = |what: String| ExchangeError::line(file, line, what);
        match reader.read_event_into(&mut buffer) {
            Err(e) => return Err(wrong(format!("XML is expected: {e}"))),
            Ok(Event::Eof) if depth > 0 => {
                return Err(wrong("the end of HealthData is expected".to_owned()));
            }
            Ok(Event::Eof) => return Ok(()),
            Ok(Event::Start(start)) => {
                begins(line, &start, depth, take)?;
                depth += 1;
            }
            Ok(Event::Empty(start)) => {
                begins(line, &start, depth, take)?;
                take(line, Seen::Ends(start.name().as_ref()))?;
            }
            Ok(Event::End(end)) => {
                depth = depth.saturating_sub(1);
                take(line, Seen::Ends(end.name().as_ref()))?;
            }
            Ok(_) => {}
        }
        line += buffer.iter().filter(|b| **b == b'\n').count();
        buffer.clear();
        since.set(0);
    }
}

fn begins(
    line: usize,
    start: &BytesStart,
    depth: usize,
    take: &mut dyn FnMut(usize, Seen) -> Result<()>,
) -> Result<()> {
    let name = start.name();
    let seen = Seen::Begins {
        name: name.as_ref(),
        attributes: Attributes(start),
        depth,
    };
    take(line, seen)
}

/// What was read from the root on, and the line that stands on.
fn root(file: &str, input: &mut impl Read) -> Result<(Vec<u8>, usize)> {
    let mut top = Vec::new();
    loop {
        let had = top.len();
        let read = input.take(1 << 16).read_to_end(&mut top);
        read.map_err(|e| cannot(file, &e))?;
        let from = had.saturating_sub(ROOT.len());
        let found = top[from..]
            .windows(ROOT.len())
            .position(|part| part == ROOT);
        if let Some(found) = found {
            let root = top.split_off(from + found);
            return Ok((root, 1 + top.iter().filter(|b| **b == b'\n').count()));
        }
        if top.len() == had || top.len() > TOP_MAX {
            return Err(ExchangeError::whole(
                file,
                "has no HealthData in it",
                "the XML in Health's export.zip begins with one",
            ));
        }
    }
}

/// Leaves out control characters, and reads no element without end.
struct Clean<R> {
    input: R,
    /// Bytes since the last element.
    since: Rc<Cell<usize>>,
}

impl<R: Read> Read for Clean<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if self.since.get() > LINE_MAX {
            return Err(io::Error::other(format!(
                "an element of more than {LINE_MAX} bytes"
            )));
        }
        loop {
            let got = self.input.read(into)?;
            self.since.set(self.since.get() + got);
            let mut kept = 0;
            for at in 0..got {
                let byte = into[at];
                if byte >= b' ' || matches!(byte, b'\t' | b'\n' | b'\r') {
                    into[kept] = byte;
                    kept += 1;
                }
            }
            if kept > 0 || got == 0 {
                return Ok(kept);
            }
            if self.since.get() > LINE_MAX {
                return Err(io::Error::other(format!(
                    "an element of more than {LINE_MAX} bytes"
                )));
            }
        }
    }
}
