//! Obsidian: a vault, a folder of it, or one note. Numbers, ticks and lists of daily notes are read;
//! what is written around them stays in the vault.

mod note;
mod task;

use crate::domain::left::Left;
use crate::exchange::read::{Archive, Form, Input, Reading, archive, dates};
use crate::exchange::{ExchangeError, Format, Result};
use chrono::NaiveDate;

pub const FORMAT: Format = Format::of(
    "obsidian",
    "Obsidian: daily notes, a folder of them or one; fields, lists and tasks",
    recognise,
    read,
);

fn recognise(input: &Input) -> bool {
    let form = Form::Any(None);
    let dated = |name: &str| is_note(name) && day_of(name, &form).is_some();
    if archive::is_one(input) {
        return archive::holds(input, dated);
    }
    is_note(&input.name) && (dated(&input.name) || input.first_line().trim_end() == "---")
}

fn read(input: &Input, into: &mut Reading) -> Result<()> {
    let form = into.options.dates.clone().unwrap_or(Form::Any(None));
    if !archive::is_one(input) {
        return note::read(input, stem(&input.name), day_of(&input.name, &form), into);
    }
    let mut archive = Archive::open(input)?;
    let names = archive.names.iter().filter(|name| is_note(name));
    let mut names: Vec<String> = names.cloned().collect();
    names.sort();
    if names.is_empty() {
        return Err(ExchangeError::whole(
            &input.name,
            "holds no note",
            "Obsidian keeps a note as a file that ends in .md",
        ));
    }
    for name in names {
        let file = archive.file(&name)?;
        note::read(&file, stem(&name), day_of(&name, &form), into)?;
    }
    Ok(())
}

fn is_note(name: &str) -> bool {
    name.ends_with(".md")
}

/// What a note is called.
fn stem(name: &str) -> &str {
    archive::base(name).trim_end_matches(".md")
}

/// The day in the name of a note: alone, with more behind it, or with the folders before it. One that
/// could be two days is none.
fn day_of(name: &str, form: &Form) -> Option<NaiveDate> {
    let stem = stem(name);
    let path = name.trim_end_matches(".md").trim_start_matches("./");
    let with_folders = |n: usize| {
        let mut parts: Vec<&str> = path.rsplit('/').take(n).collect();
        parts.reverse();
        (parts.len() == n).then_some(parts)
    };
    if let Form::Pattern(pattern) = form {
        let depth = pattern.matches('/').count() + 1;
        return form.day(&with_folders(depth)?.join("/")).ok();
    }
    let front = |len: usize| {
        stem.get(..len).filter(|_| {
            let next = stem[len..].chars().next();
            !next.is_some_and(|c| c.is_alphanumeric())
        })
    };
    let iso = |text: &str| crate::domain::field::iso_day(text).filter(|day| dates::lived(*day));
    let begins = front(10).and_then(iso);
    let whole = || form.day(stem).ok();
    let nested = || with_folders(3).and_then(|parts| iso(&parts.join("-")));
    begins.or_else(whole).or_else(nested)
}

/// Counts what a note holds that has no place here.
fn left(into: &mut Reading, what: Left) -> Result<()> {
    into.not_carried(what);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_day_stands_in_the_name() {
        let any = Form::Any(None);
        let day = |name: &str| day_of(name, &any).map(|day| day.to_string());
        for name in [
            "2026-03-01.md",
            "daily/2026-03-01 Sunday.md",
            "20260301.md",
            "2026/03/01.md",
            "journal/1 March 2026.md",
        ] {
            assert_eq!(day(name).as_deref(), Some("2026-03-01"), "{name}");
        }
        for name in ["walk.md", "03-04-2026.md", "2026-W09.md"] {
            assert_eq!(day(name), None, "{name}");
        }
        let form = Form::parse("%Y/%m-%B/%Y.%m.%d").expect("a pattern");
        let found = day_of("vault/2026/03-March/2026.03.01.md", &form);
        assert_eq!(
            found.map(|day| day.to_string()).as_deref(),
            Some("2026-03-01")
        );
    }
}
