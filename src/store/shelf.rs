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
    ($($name:ident $module:ident $noun:ty),* $(,)?) => {
        impl Store {
            $(
                /// Every row of the noun, in the order it is exported.
                ///
                /// # Errors
                /// [`super::Error::Damaged`].
                pub fn $name(&self) -> Result<Vec<$noun>> {
                    $module::all(&self.conn)
                }
            )*
        }

        impl Writer<'_> {
            $(
                /// Every row of the noun, in the order it is exported.
                ///
                /// # Errors
                /// [`super::Error::Damaged`].
                pub fn $name(&self) -> Result<Vec<$noun>> {
                    $module::all(self.conn())
                }
            )*
        }
    };
}

read_whole! {
    reflections reflection Reflection,
    months month MonthLine,
    visions vision Vision,
    winddown winddown Winddown,
    trials trial Trial,
    people person Person,
    resources resource Resource,
}
