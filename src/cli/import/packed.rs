//! The rows of a dry run, which nothing can be read back from. A million of them are held as packed
//! JSON.

use crate::domain::field::Nowhere;
use crate::domain::record::Record;
use crate::exchange::jsonl;
use flate2::Compression;
use flate2::bufread::ZlibDecoder;
use flate2::write::ZlibEncoder;
use std::io::{BufRead, BufReader, Cursor, Write};
use uuid::Uuid;

pub struct Packed(ZlibEncoder<Vec<u8>>);

impl Packed {
    pub fn new() -> Packed {
        Packed(ZlibEncoder::new(Vec::new(), Compression::fast()))
    }

    pub fn put(&mut self, record: &Record) {
        // Memory takes all of it.
        let _ = writeln!(self.0, "{}", jsonl::line(record));
    }

    /// The rows in their order.
    pub fn rows(self) -> impl Iterator<Item = Record> + 'static {
        let packed = Cursor::new(self.0.finish().unwrap_or_default());
        let lines = BufReader::new(ZlibDecoder::new(packed)).lines();
        lines.map_while(|line| {
            let map = serde_json::from_str(&line.ok()?).ok()?;
            Record::read(map, Uuid::nil(), &Nowhere).ok()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::meta::Meta;
    use crate::domain::ritual::Ritual;

    #[test]
    fn rows_come_back_in_their_order() {
        let ritual = |n: u128| {
            Record::Ritual(Ritual::new(
                Meta::new(Uuid::from_u128(n)),
                format!("walk\n{n}"),
            ))
        };
        let mut packed = Packed::new();
        (1..1000).for_each(|n| packed.put(&ritual(n)));
        assert!(packed.rows().eq((1..1000).map(ritual)));
    }
}
