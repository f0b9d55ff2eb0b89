//! The nouns there are never many of, read whole.

use super::error::Result;
use super::{Store, Writer, reflection};
use crate::domain::reflection::Reflection;

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
}
