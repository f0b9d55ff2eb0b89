//! The command line of `ritual remind now`, as another program would run it.

use crate::cli::session::{Globals, named};
use crate::failure::{Failure, Result};
use std::path::PathBuf;

/// This program by its full path, with the notebook where one was named.
pub fn words(globals: &Globals) -> Result<Vec<String>> {
    let program = std::env::current_exe().unwrap_or_else(|_| PathBuf::from("ritual"));
    let mut words = vec![plain(program)?];
    let path = globals.path()?;
    // Cron and systemd know HOME alone.
    let usual = dirs::home_dir().map(|home| home.join(".local/share/ritual/ritual.db"));
    let moved = std::env::var_os("XDG_DATA_HOME").is_some() && Some(&path) != usual.as_ref();
    if named(&globals.db)?.is_some() || moved {
        words.push("--db".to_owned());
        words.push(plain(std::path::absolute(&path).unwrap_or(path))?);
    }
    words.extend(["remind", "now"].map(str::to_owned));
    Ok(words)
}

fn plain(path: PathBuf) -> Result<String> {
    let shown = path.display().to_string();
    match path.into_os_string().into_string() {
        Ok(path) if !path.chars().any(char::is_control) => Ok(path),
        _ => Err(Failure::usage(format!(
            "'{shown}' cannot stand in a line for another program"
        ))
        .hint("a path of plain characters can")),
    }
}

/// A word as a shell reads it.
pub fn shell(word: &str) -> String {
    let safe = |c: char| c.is_ascii_alphanumeric() || "-_./:=@+,".contains(c);
    if !word.is_empty() && word.chars().all(safe) {
        word.to_owned()
    } else {
        format!("'{}'", word.replace('\'', "'\\''"))
    }
}

/// A line as a shell reads it.
pub fn shell_line(words: &[String]) -> String {
    words.iter().map(|w| shell(w)).collect::<Vec<_>>().join(" ")
}

/// A line that shows what has come: on the desktop, else on the terminal where somebody is logged
/// in, else in a file that a shell can print as it starts, its owner's alone whatever the umask of cron is.
/// What was printed for nobody would be used up unseen.
pub fn seen(words: &[String]) -> String {
    let now = shell_line(words);
    format!(
        "umask 077; w=$({now}); test -z \"$w\" \
         || DBUS_SESSION_BUS_ADDRESS=unix:path=/run/user/$(id -u)/bus notify-send ritual \"$w\" 2>/dev/null \
         || echo \"$w\" | write \"$(id -un)\" 2>/dev/null \
         || echo \"$w\" >>\"$HOME/.ritual-notes\""
    )
}

/// A line in a crontab, where a percent sign ends the line unless it is escaped.
pub fn cron_line(line: &str) -> String {
    line.replace('%', "\\%")
}

/// A line after ExecStart=.
pub fn systemd_line(words: &[String]) -> String {
    let safe = |c: char| c.is_ascii_alphanumeric() || "-_./:=@+,".contains(c);
    let quote = |word: &String| {
        if !word.is_empty() && word.chars().all(safe) {
            return word.clone();
        }
        let escaped = word
            .replace('\\', "\\\\")
            .replace('"', "\\\"")
            .replace('%', "%%")
            .replace('$', "$$");
        format!("\"{escaped}\"")
    };
    words.iter().map(quote).collect::<Vec<_>>().join(" ")
}

/// A line within an element of a property list.
pub fn xml(line: &str) -> String {
    line.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_path_holds_stays_one_word() {
        let words = ["/opt/my programs/ritual", "50% $HOME \"it's\""].map(str::to_owned);
        assert_eq!(
            shell_line(&words),
            r#"'/opt/my programs/ritual' '50% $HOME "it'\''s"'"#
        );
        assert_eq!(
            cron_line(&shell_line(&words)),
            r#"'/opt/my programs/ritual' '50\% $HOME "it'\''s"'"#
        );
        assert_eq!(
            systemd_line(&words),
            r#""/opt/my programs/ritual" "50%% $$HOME \"it's\"""#
        );
    }
}
