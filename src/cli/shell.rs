//! Lines as other programs read them.

/// A word as a shell reads it.
pub fn shell(word: &str) -> String {
    match is_plain(word) {
        true => word.to_owned(),
        false => format!("'{}'", word.replace('\'', "'\\''")),
    }
}

/// Whether no program reads anything else into a word.
fn is_plain(word: &str) -> bool {
    let safe = |c: char| c.is_ascii_alphanumeric() || "-_./:=@+,".contains(c);
    !word.is_empty() && word.chars().all(safe)
}

/// A line as a shell reads it.
pub fn shell_line(words: &[String]) -> String {
    words.iter().map(|w| shell(w)).collect::<Vec<_>>().join(" ")
}

/// A line in a crontab, where a percent sign ends the line unless it is escaped.
pub fn cron_line(line: &str) -> String {
    line.replace('%', "\\%")
}

/// A line after ExecStart=.
pub fn systemd_line(words: &[String]) -> String {
    let quote = |word: &String| {
        if is_plain(word) {
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
