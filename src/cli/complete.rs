//! Live completion: the scripts of the shells ask the program for each TAB.

mod offered;

use super::required::strings;
use super::session::Globals;
use super::topics;
use super::{ENTRIES, demo, legacy, root};
use clap::{Arg, Command};
use clap_complete::engine::complete;
use clap_complete::{ArgValueCompleter, CompletionCandidate};
use std::env::{args_os, var};
use std::ffi::{OsStr, OsString};
use std::io::Write;
use std::path::PathBuf;
use std::sync::Arc;

/// The variable by which a script asks; its value is the shell.
pub const VAR: &str = "RITUAL_COMPLETE";

/// Answers what a shell asks, and ends; does nothing where none asks.
pub fn answer() {
    let shell = var(VAR).unwrap_or_default();
    if matches!(shell.as_str(), "" | "0") {
        return;
    }
    let args = args_os().skip_while(|arg| arg != "--").skip(1);
    let args: Vec<String> = args.map(|arg| arg.to_string_lossy().into_owned()).collect();
    let said = match args.is_empty() {
        // As the scripts of 0.1 could be got.
        true => topics::script(&shell).unwrap_or_default().to_owned(),
        false => Asked::of(&shell, args).answer(&shell),
    };
    let _ = std::io::stdout().write_all(said.as_bytes());
    std::process::exit(0)
}

/// The line up to the cursor.
struct Asked {
    /// The words before the one that is completed, as they are spelled today.
    before: Vec<String>,
    /// What of the word is typed.
    typed: String,
    /// What of the word stays on the line: bash puts what it is given behind it.
    stays: String,
    /// The quote that stands in.
    quote: Quote,
    /// Whether bash shows a list, and takes none of it.
    lists: bool,
}

impl Asked {
    /// What a shell tells. fish gives words, the last as it is written; zsh gives all as they are
    /// written; bash the line, what of it is replaced, and the way of completing. A script of 0.1
    /// gives words in bash too, and the index of the one that is completed.
    fn of(shell: &str, mut args: Vec<String>) -> Asked {
        let fish = shell == "fish";
        let index = var("_CLAP_COMPLETE_INDEX").ok();
        let index: Option<usize> = index.and_then(|index| index.parse().ok());
        let (mut stays, mut quote, mut lists) = (None, Quote::None, false);
        let mut words = match (shell, args.as_slice(), index) {
            ("bash", [line, replaced, way], None) => {
                let mut before = read(line.strip_suffix(replaced).unwrap_or(line), false);
                (stays, quote) = (before.0.pop(), before.1);
                // Neither a menu (37) nor all at once (42) is a list.
                lists = !matches!(way.as_str(), "37" | "42");
                read(line, false).0
            }
            _ => {
                args.resize(index.map_or(args.len(), |index| index + 1), String::new());
                let last = args.len() - 1;
                let read = |(at, word): (usize, &String)| match fish && at < last {
                    true => word.clone(),
                    false => read(word, fish).0.remove(0),
                };
                args.iter().enumerate().map(read).collect()
            }
        };
        let typed = words.pop().unwrap_or_default();
        Asked {
            before: today(words),
            typed,
            stays: stays.unwrap_or_default(),
            quote,
            lists,
        }
    }

    fn answer(&self, shell: &str) -> String {
        let offered = self.offered();
        let several = offered.len() > 1;
        let row = |offered: &CompletionCandidate| {
            let value = offered.get_value().to_string_lossy();
            let help = offered.get_help().map(ToString::to_string);
            let help = help.unwrap_or_default();
            let help = help.lines().next().unwrap_or_default();
            match (shell, help) {
                ("bash", _) => {
                    let rest = value.strip_prefix(&self.stays).unwrap_or(&value);
                    // A home that is quoted is a letter.
                    let home = rest.strip_prefix('~');
                    let rest = match home.filter(|_| self.typed.starts_with("~/")) {
                        Some(below) => "~".to_owned() + &quoted(below, self.quote),
                        None => quoted(rest, self.quote),
                    };
                    // Commands and options say by their names what they are.
                    match several && self.lists && offered.get_id().is_none() && !help.is_empty() {
                        true => format!("{rest}  ({help})"),
                        false => rest,
                    }
                }
                ("zsh", _) => {
                    let value = value.replace('\\', r"\\").replace(':', r"\:");
                    match help {
                        "" => value,
                        help => format!("{value}:{}", help.replace('\\', r"\\")),
                    }
                }
                (_, "") => value.into_owned(),
                _ => format!("{value}\t{help}"),
            }
        };
        let rows: Vec<String> = offered.iter().map(row).collect();
        let between = var("_CLAP_IFS").unwrap_or_else(|_| "\n".to_owned());
        match rows.is_empty() {
            true => String::new(),
            false => rows.join(&between) + "\n",
        }
    }

    /// What fits the line: flags behind a dash alone, nothing that help does not show.
    fn offered(&self) -> Vec<CompletionCandidate> {
        let mut line = self.before.clone();
        let args: Vec<OsString> = line.iter().map(OsString::from).collect();
        let first = legacy::words(&args).next();
        let is = |word: &str| first.is_some_and(|at| line[at] == word);
        let (help, demo) = (is("help"), is("demo"));
        if help && line.len() == 2 {
            let words = ENTRIES.iter().map(|entry| entry.name);
            let words = words.chain(topics::names());
            let fit = words.filter(|word| word.starts_with(&self.typed));
            return fit.map(CompletionCandidate::new).collect();
        }
        if let Some(at) = first.filter(|_| help || demo) {
            line.remove(at);
        }
        let before: Arc<[String]> = line.as_slice().into();
        let mut command = offering(root::command(), "", &before, demo);
        line.push(self.typed.clone());
        let index = line.len() - 1;
        let args = line.into_iter().map(OsString::from).collect();
        let here = std::env::current_dir().ok();
        let mut offered = complete(&mut command, args, index, here.as_deref()).unwrap_or_default();
        let is = |offered: &CompletionCandidate, kind: &str| {
            offered.get_id().is_some_and(|id| id.starts_with(kind))
        };
        offered.retain(|o| {
            !o.is_hide_set()
                && (!self.typed.is_empty() || !is(o, "arg::"))
                && (!help || is(o, "command::"))
                && (!demo || demo::takes(&o.get_value().to_string_lossy()))
        });
        offered
    }
}

/// The words in the spelling of today, so that what follows an earlier one is completed too.
fn today(words: Vec<String>) -> Vec<String> {
    let args = legacy::rewrite(words.into_iter().map(OsString::from).collect());
    let mut words = strings(&args);
    if let Some(at) = legacy::words(&args).next()
        && let Some(entry) = root::entry(&words[at])
    {
        entry.name.clone_into(&mut words[at]);
    }
    words
}

/// What could be an argument of a command, after these words of the line.
pub fn known(
    path: &str,
    arg: &Arg,
    globals: &Globals,
    before: &[String],
) -> Vec<CompletionCandidate> {
    let source = offered::source(path, arg);
    source.map_or(Vec::new(), |source| source.values(globals, before, ""))
}

/// The common options of a line, as far as its notebook hangs on them.
pub fn globals(words: &[String], made_up: bool) -> Globals {
    if made_up {
        return Globals::made_up();
    }
    let named = legacy::value_of("--db", words).map(PathBuf::from);
    // The shell has not yet written it out.
    let at_home = |path: PathBuf| match (path.strip_prefix("~"), dirs::home_dir()) {
        (Ok(below), Some(home)) => home.join(below),
        _ => path,
    };
    Globals {
        db: named.map(at_home).into_iter().collect(),
        ..Globals::default()
    }
}

/// A command and those below it, each argument with what is offered for it.
fn offering(command: Command, path: &str, before: &Arc<[String]>, made_up: bool) -> Command {
    let with = |arg: Arg| match offered::source(path, &arg) {
        None => arg,
        Some(source) => {
            let before = Arc::clone(before);
            arg.add(ArgValueCompleter::new(move |typed: &OsStr| {
                let typed = typed.to_string_lossy();
                let mut values = source.values(&globals(&before, made_up), &before, &typed);
                values.retain(|value| value.get_value().to_string_lossy().starts_with(&*typed));
                values
            }))
        }
    };
    command.mut_args(with).mut_subcommands(|below| {
        let path = format!("{path} {}", below.get_name());
        offering(below, path.trim_start(), before, made_up)
    })
}

/// The quote a place of a line stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Quote {
    None,
    Single,
    Double,
}

/// The words of a line up to its end, and the quote the last of them stands in there. After a blank
/// the last is empty. `fish` knows escapes within '…' where bash and zsh know none.
fn read(typed: &str, fish: bool) -> (Vec<String>, Quote) {
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
fn quoted(text: &str, quote: Quote) -> String {
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
                let line = format!("{begun}{}", quoted(&name, quote));
                prop_assert_eq!(read(&line, false), (vec![name.clone()], quote), "{}", line);
            }
        }
    }
}
