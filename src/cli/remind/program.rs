//! The command line of `ritual remind now`, as another program would run it.

use crate::cli::session::{Globals, named};
use crate::failure::{Failure, Result};
use std::path::PathBuf;

/// This program by its full path, with the notebook where one was named.
pub fn words(globals: &Globals) -> Result<Vec<String>> {
    let program = std::env::current_exe().unwrap_or_else(|_| PathBuf::from("ritual"));
    let mut words = vec![plain(program)?];
    if named(&globals.db)?.is_some() {
        let path = globals.path()?;
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

/// A line in a crontab, where a percent sign ends the line unless it is escaped.
pub fn cron_line(words: &[String]) -> String {
    shell_line(words).replace('%', "\\%")
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
            cron_line(&words),
            r#"'/opt/my programs/ritual' '50\% $HOME "it'\''s"'"#
        );
        assert_eq!(
            systemd_line(&words),
            r#""/opt/my programs/ritual" "50%% $$HOME \"it's\"""#
        );
    }
}
