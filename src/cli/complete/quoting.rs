//! Words as the shells write them: read from a line, and put onto it in the quoting that was begun.

/// The quote a place of a line stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Quote {
    None,
    Single,
    Double,
}

/// The words of a line up to its end, and the quote the last of them stands in there. After a blank
/// the last is empty. `fish` knows escapes within '…' where bash and zsh know none.
pub fn read(typed: &str, fish: bool) -> (Vec<String>, Quote) {
    let (mut words, mut quote, mut within) = (Vec::new(), Quote::None, false);
    let mut chars = typed.chars().peekable();
    while let Some(c) = chars.next() {
        if quote == Quote::None && c.is_ascii_whitespace() {
            within = false;
            continue;
        }
        if !within {
            words.push(String::new());
            within = true;
        }
        let escapes = |next: &char| match quote {
            Quote::None => true,
            Quote::Single => fish && matches!(next, '\'' | '\\'),
            Quote::Double => matches!(next, '"' | '$' | '`' | '\\'),
        };
        let read = match (quote, c) {
            (Quote::None, '\'') => Err(Quote::Single),
            (Quote::None, '"') => Err(Quote::Double),
            (Quote::Single, '\'') | (Quote::Double, '"') => Err(Quote::None),
            (_, '\\') => match chars.next_if(escapes) {
                // One that ends the line escapes what is typed next.
                None if quote == Quote::None => continue,
                escaped => Ok(escaped.unwrap_or(c)),
            },
            _ => Ok(c),
        };
        match (read, words.last_mut()) {
            (Ok(c), Some(word)) => word.push(c),
            (Err(other), _) => quote = other,
            (Ok(_), None) => {}
        }
    }
    if !within {
        words.push(String::new());
    }
    (words, quote)
}

/// Text that bash reads back as it is where it stands in this quote.
pub fn written(text: &str, quote: Quote) -> String {
    let plain = |c: char| c.is_alphanumeric() || "-_.,:/@%+=".contains(c);
    let mut written = String::with_capacity(text.len());
    for c in text.chars() {
        match (quote, c) {
            (Quote::None, c) if plain(c) => written.push(c),
            (Quote::Single, '\'') => written += r"'\''",
            // Within "…" it would ask for an earlier line, escaped or not.
            (Quote::Double, '!') => written += "\"'!'\"",
            (Quote::None, c) | (Quote::Double, c @ ('"' | '$' | '`' | '\\')) => {
                written.extend(['\\', c]);
            }
            (_, c) => written.push(c),
        }
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_line_is_read_as_its_shell_reads_it() {
        for (typed, fish, words, quote) in [
            ("", false, &[""][..], Quote::None),
            ("ritual  log ", false, &["ritual", "log", ""], Quote::None),
            ("log 'mor", false, &["log", "mor"], Quote::Single),
            (r#"log "a \"b"#, false, &["log", r#"a "b"#], Quote::Double),
            (r"morning\ p", false, &["morning p"], Quote::None),
            (r"morning\", false, &["morning"], Quote::None),
            (r"'it'\''s w", false, &["it's w"], Quote::Single),
            (r"'it\'s w", true, &["it's w"], Quote::Single),
            (r#""a\b"#, false, &[r"a\b"], Quote::Double),
            ("'' x", false, &["", "x"], Quote::None),
        ] {
            let read = read(typed, fish);
            let read = (
                read.0.iter().map(String::as_str).collect::<Vec<_>>(),
                read.1,
            );
            assert_eq!(read, (words.to_vec(), quote), "{typed}");
        }
    }

    proptest! {
        /// In whatever quote it was begun, a name stays one word that reads back as the name.
        #[test]
        fn a_name_reads_back(name in r#"[ a-z'"$`\\!äß:*?]{1,12}"#) {
            for (quote, begun) in [(Quote::None, ""), (Quote::Single, "'"), (Quote::Double, "\"")] {
                let line = format!("{begun}{}", written(&name, quote));
                prop_assert_eq!(read(&line, false), (vec![name.clone()], quote), "{}", line);
            }
        }
    }
}
