//! What is rewritten in argv before anything parses it: spellings of 0.1, and a lone word that asks
//! where words would be noted.

use super::ENTRIES;
use crate::domain::text::among;
use std::borrow::Cow;
use std::ffi::{OsStr, OsString};

/// A spelling of 0.1, and the one of today. Two words stand before the first of them alone.
const OLD: &[(&str, &str)] = &[
    ("today", "show --on today"),
    ("list", "show"),
    ("history", "show --history"),
    ("anchors", "show --by moment"),
    ("reflections", "show --reflections"),
    ("wins", "win --all"),
    ("thanks", "thank --all"),
    ("vision", "words vision"),
    ("phrases", "words phrase"),
    ("winddown", "words winddown"),
    ("network", "people"),
    ("resource", "people resource"),
    ("invite list", "offer list --to-join"),
    ("invite close", "offer close"),
    ("invite", "offer --to-join"),
    ("revisit", "review --words"),
    ("unshare", "consent revoke --share"),
    // What 0.1 took for the beginning of `list` begins `line` as well.
    ("li", "show"),
];

/// Options that go by another name under the new spelling.
const OPTIONS: &[(&str, &str, &str)] = &[("invite", "--who", "--to"), ("invite", "--to", "--for")];

/// Nouns whose words are noted as they come.
const APPENDED: &str = "mood win thank offer try";

/// A lone word after such a noun that asks for something, and what it asks for: `NOUN` is the noun.
const ASKING: &[(&str, &str)] = &[
    ("help", "NOUN --help"),
    ("list", "NOUN"),
    ("show", "NOUN"),
    ("ls", "NOUN"),
    ("all", "NOUN"),
    ("history", "NOUN"),
    ("status", "NOUN"),
    ("edit", "edit"),
    ("undo", "undo --help"),
    ("rm", "forget --help"),
    ("today", "show --on today"),
    ("yesterday", "show --on yesterday"),
];

/// Nouns with commands of their own, whose `help` may be asked for behind them.
const WITH_VERBS: &str = "boundaries month support consent people words remind care hard talk";

/// Nouns that stand under one of these and have commands of their own as well.
const BELOW: &[(&str, &str)] = &[
    ("words", "vision"),
    ("words", "phrase"),
    ("words", "winddown"),
    ("people", "resource"),
    ("support", "options"),
];

/// Commands that take words of their own choosing, among which `help` is none.
const HELPED: &str = "checkin config undo redo review import export backup doctor privacy sync";

/// What a lone word after one of them asks for that the noun alone shows.
const SHOWING: &str = "show list ls all status";

/// Options whose value is the next word.
pub const VALUED: [&str; 3] = ["--db", "--color", "--now"];

/// Common options without a value: no view hangs on them, and they say nothing of what was done.
pub const COMMON: [&str; 4] = ["--json", "--quiet", "-q", "--no-input"];

/// Whether a lone word asks, so that no ritual begins by it unless one bears the name.
pub fn asks(word: &str) -> bool {
    ASKING.iter().any(|(asking, _)| *asking == word)
}

/// Where the words stand that are neither a common option nor the value of one, up to `--`.
pub fn words(args: &[OsString]) -> impl Iterator<Item = usize> {
    let mut value = false;
    let mut ended = false;
    args.iter()
        .enumerate()
        .skip(1)
        .filter_map(move |(at, arg)| {
            let is_value = std::mem::take(&mut value);
            ended |= arg == "--";
            value = VALUED.iter().any(|option| arg == option);
            let plain = !arg.as_encoded_bytes().starts_with(b"-");
            (plain && !is_value && !ended).then_some(at)
        })
}

/// What is given to a common option: in the next word, or behind an equals sign.
pub fn value_of(option: &str, args: &[impl AsRef<OsStr>]) -> Option<String> {
    let mut rest = args.iter().map(|arg| arg.as_ref().to_string_lossy());
    while let Some(arg) = rest.next() {
        match arg.strip_prefix(option) {
            Some("") => return rest.next().map(Cow::into_owned),
            Some(given) if given.starts_with('=') => return Some(given[1..].to_owned()),
            _ => {}
        }
    }
    None
}

/// The arguments as they are written today.
pub fn rewrite(mut args: Vec<OsString>) -> Vec<OsString> {
    let Some(mut at) = words(&args).next() else {
        return args;
    };
    let next = words(&args).nth(1).filter(|_| word(&args, at) == "help");
    at = next.unwrap_or(at);
    if let Some((old, new)) = spelling(&args, at) {
        let end = at + old.split(' ').count();
        for arg in &mut args[end..] {
            rename(old, arg);
        }
        // Help is of a command, whatever options the spelling stands for; and words that follow are
        // noted, where `--all` would list.
        let options = |word: &&str| word.starts_with("--");
        let is_word = |arg: &OsString| !arg.as_encoded_bytes().starts_with(b"-");
        let noted = args.get(end).is_some_and(is_word);
        let bare = next.is_some() || (noted && new.ends_with(" --all"));
        let of_command = new.split(' ').take_while(|word| !bare || !options(word));
        args.splice(at..end, of_command.map(OsString::from));
        if !noted {
            return args;
        }
    }
    let noun = word(&args, at);
    let verbs = among(WITH_VERBS, noun);
    let asks = at + 1 + usize::from(BELOW.contains(&(noun, word(&args, at + 1))));
    let mut after = args.iter().skip(asks + 1);
    let alone = after.all(|arg| COMMON.iter().any(|common| arg == common));
    if word(&args, asks) == "help" && (verbs || (among(HELPED, noun) && alone)) {
        let help = args.remove(asks);
        args.insert(at, help);
        return args;
    }
    let typed = word(&args, asks);
    // The bare wind-down prints its lines for the evening, its list their handles.
    let shows = among(SHOWING, typed) && (word(&args, at + 1), typed) != ("winddown", "list");
    if (verbs || noun == "config") && alone && shows {
        args.remove(asks);
        return args;
    }
    if let Some(asked) = asked(&args, at) {
        args.truncate(at);
        args.extend(asked.split(' ').map(OsString::from));
    }
    args
}

fn word(args: &[OsString], at: usize) -> &str {
    let word = args.get(at).and_then(|arg| arg.to_str());
    word.unwrap_or_default()
}

/// The command of a text's backticks that is spelled as 0.1 spelled it. What the program says names
/// commands as they are listed.
pub fn named_in(text: &str) -> Option<&'static str> {
    let commands = text.split('`').skip(1).step_by(2);
    let commands = commands.filter_map(|command| command.strip_prefix("ritual "));
    let mut commands = commands.map(|command| format!("{command} "));
    let old = |command: String| {
        let begins = |old: &&str| command.starts_with(&format!("{old} "));
        OLD.iter().map(|(old, _)| *old).find(begins)
    };
    commands.find_map(old)
}

/// The spelling of 0.1 that begins here: whole, or by a beginning that nothing else has.
fn spelling(args: &[OsString], at: usize) -> Option<(&'static str, &'static str)> {
    let first = word(args, at);
    let two = format!("{first} {}", word(args, at + 1));
    if let Some(row) = OLD.iter().find(|(old, _)| *old == two || *old == first) {
        return Some(*row);
    }
    let begins = |name: &str| !first.is_empty() && name.starts_with(first);
    let mut begun = OLD
        .iter()
        .filter(|(old, _)| begins(old) && !old.contains(' '));
    match (begun.next(), begun.next()) {
        (Some(row), None) if !ENTRIES.iter().any(|e| begins(e.name)) => Some(*row),
        _ => None,
    }
}

/// `--who Sam` and `--who=Sam` under their name of today.
fn rename(old: &str, arg: &mut OsString) {
    let Some(typed) = arg.to_str() else {
        return;
    };
    let name = typed.split('=').next().unwrap_or_default();
    let is_it = |(command, option, _): &&(&str, &str, &str)| *command == old && *option == name;
    if let Some((_, _, new)) = OPTIONS.iter().find(is_it) {
        *arg = typed.replacen(name, new, 1).into();
    }
}

/// What a lone asking word after an appended noun asks for.
fn asked(args: &[OsString], at: usize) -> Option<String> {
    let noun = word(args, at);
    let [typed] = args.get(at + 1..)? else {
        return None;
    };
    let (_, asked) = ASKING.iter().find(|(asking, _)| typed == asking)?;
    among(APPENDED, noun).then(|| asked.replace("NOUN", noun))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rewritten(line: &str) -> String {
        let args = line.split(' ').map(OsString::from).collect();
        let words = rewrite(args).into_iter().map(|arg| arg.into_string());
        words.collect::<Result<Vec<_>, _>>().unwrap().join(" ")
    }

    #[test]
    fn spellings_become_those_of_today() {
        for (typed, means) in [
            ("ritual", "ritual"),
            ("ritual list --all", "ritual show --all"),
            ("ritual -q --db list list", "ritual -q --db list show"),
            ("ritual help anchors", "ritual help show"),
            (
                "ritual tod --on monday",
                "ritual show --on today --on monday",
            ),
            ("ritual vision set x", "ritual words vision set x"),
            (
                "ritual invite --who=Sam walk --to listen",
                "ritual offer --to-join --to=Sam walk --for listen",
            ),
            ("ritual invite close 4", "ritual offer close 4"),
            ("ritual log list", "ritual log list"),
            ("ritual show list", "ritual show list"),
            ("ritual win list", "ritual win"),
            ("ritual thanks --json", "ritual thank --all --json"),
            ("ritual thanks Sam", "ritual thank Sam"),
            ("ritual wins help", "ritual win --help"),
            ("ritual support show", "ritual support"),
            ("ritual support show x", "ritual support show x"),
            ("ritual month show", "ritual month"),
            ("ritual support list --json", "ritual support --json"),
            (
                "ritual month list --month may",
                "ritual month list --month may",
            ),
            ("ritual vision list", "ritual words vision"),
            ("ritual vision help", "ritual help words vision"),
            ("ritual winddown all", "ritual words winddown"),
            ("ritual winddown list", "ritual words winddown list"),
            ("ritual config all", "ritual config"),
            ("ritual config help", "ritual help config"),
            ("ritual config help on", "ritual config help on"),
            ("ritual mood yesterday", "ritual show --on yesterday"),
            ("ritual boundaries help add", "ritual help boundaries add"),
            ("ritual win -- list", "ritual win -- list"),
            ("ritual win list of things", "ritual win list of things"),
            ("ritual rev", "ritual rev"),
            ("ritual -- list", "ritual -- list"),
        ] {
            assert_eq!(rewritten(typed), means, "{typed}");
        }
    }

    #[test]
    fn an_earlier_spelling_is_seen_where_it_is_named() {
        for (text, old) in [
            ("`ritual list` and `ritual show`", Some("list")),
            (
                "`ritual show`; `ritual invite close 4`",
                Some("invite close"),
            ),
            (
                "`ritual remind invite walk`, `ritual words vision set x`",
                None,
            ),
            ("ritual list", None),
        ] {
            assert_eq!(named_in(text), old, "{text}");
        }
    }

    /// Hints are looked at where they are printed (`reply::aside`); here, whatever else is said.
    #[test]
    fn no_source_names_an_earlier_spelling() {
        fn walk(folder: &std::path::Path, found: &mut Vec<String>) {
            for entry in std::fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                match path.is_dir() {
                    true => walk(&path, found),
                    false if path.ends_with("legacy.rs") => {}
                    false => found.push(std::fs::read_to_string(path).unwrap()),
                }
            }
        }
        let mut sources = Vec::new();
        walk(
            &std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src"),
            &mut sources,
        );
        assert!(sources.len() > 60);
        for source in sources {
            // A literal may go on in the next line, and an example stands without backticks.
            let lines = source
                .replace(['\n', '\\'], " ")
                .replace("`ritual ", "\0`ritual ");
            let quoted = lines.replace("  ritual ", "\0`ritual ");
            for said in quoted.split('\0').skip(1) {
                let said = said.replacen('`', "", 1);
                let command = format!("`{}`", said.split(['`', '"', '\'']).next().unwrap());
                assert_eq!(named_in(&command), None, "{command}");
            }
        }
    }

    #[test]
    fn no_spelling_of_0_1_is_a_command_of_today() {
        for (old, _) in OLD {
            assert!(ENTRIES.iter().all(|e| e.name != *old), "{old}");
        }
        for noun in APPENDED.split(' ') {
            assert!(ENTRIES.iter().any(|e| e.name == noun), "{noun}");
        }
    }
}
