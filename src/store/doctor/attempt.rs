//! A file that reads well may still refuse every write: one is tried, on a copy in memory.

use crate::domain::completion::Completion;
use crate::domain::meta::Meta;
use crate::domain::record::Record;
use crate::domain::ritual::Ritual;
use crate::store::error::{Error, Result};
use crate::store::{Reader, image, schema};
use rusqlite::Connection;
use uuid::Uuid;

/// Why a ritual and its first entry cannot be written; none where they can.
pub fn closed(conn: &Connection, now: i64) -> Option<String> {
    write(conn, now).err().map(|error| error.to_string())
}

fn write(conn: &Connection, now: i64) -> Result<()> {
    let copy = schema::brought_forward(image::open(&image::take(conn)?)?)?;
    Reader::in_memory(copy).write_as(now, "doctor", |writer| {
        // A name that no ritual has.
        let name = Uuid::now_v7().to_string();
        let ritual = Ritual::new(Meta::new(Uuid::now_v7()), name);
        let entry = Completion {
            meta: Meta::new(Uuid::now_v7()),
            ritual: ritual.to_ref(),
            ..Completion::default()
        };
        writer.add(&mut Record::Ritual(ritual))?;
        writer.add(&mut Record::Completion(entry))?;
        Ok::<_, Error>(())
    })
}
