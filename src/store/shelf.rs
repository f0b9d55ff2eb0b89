//! The nouns there are never many of, read whole.

use super::error::Result;
use super::{Store, Writer, month, person, reflection, resource, trial, vision, winddown};
use crate::domain::month::MonthLine;
use crate::domain::person::Person;
use crate::domain::reflection::Reflection;
use crate::domain::resource::Resource;
use crate::domain::trial::Trial;
use crate::domain::vision::Vision;
use crate::domain::winddown::Winddown;

macro_rules! read_whole {
    ($of:ty, $($name:ident $module:ident $noun:ty),* $(,)?) => {
        impl $of {
            $(
                /// Every row of the noun, in the order it is exported.
                pub fn $name(&self) -> Result<Vec<$noun>> {
                    $module::all(self.conn())
                }
            )*
        }
    };
}

read_whole! {
    Store,
    reflections reflection Reflection,
    months month MonthLine,
    visions vision Vision,
    winddown winddown Winddown,
    trials trial Trial,
    people person Person,
    resources resource Resource,
}

read_whole! {
    Writer<'_>,
    months month MonthLine,
    winddown winddown Winddown,
    trials trial Trial,
    people person Person,
    resources resource Resource,
}

impl Store {
    fn conn(&self) -> &rusqlite::Connection {
        &self.conn
    }
}
