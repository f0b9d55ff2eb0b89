//! Notes that hold simple HTML, as text.

use crate::domain::text::among;

/// Marks of layout that a note can hold; everything else between angle brackets is text.
const KNOWN: &str =
    "b i u s strong em del strike font span div p br ul ol li h1 h2 h3 h4 blockquote small";

/// The text of a note, with lines where the layout had them.
pub fn plain(note: &str) -> String {
    let mut text = String::with_capacity(note.len());
    let mut rest = note;
    while let Some(at) = rest.find(['<', '&']) {
        let (before, mark) = rest.split_at(at);
        text.push_str(before);
        let found = if mark.starts_with('<') {
            tag(mark, &text)
        } else {
            entity(mark)
        };
        let (shown, length) = found.unwrap_or_else(|| (mark[..1].to_owned(), 1));
        text.push_str(&shown);
        rest = &mark[length..];
    }
    text.push_str(rest);
    text.trim().to_owned()
}

/// What a tag is shown as after this text, and its length.
fn tag(mark: &str, before: &str) -> Option<(String, usize)> {
    let end = mark.bytes().take(200).position(|b| b == b'>')?;
    let inner = mark.get(1..end)?;
    let closing = inner.starts_with('/');
    let name = inner.trim_start_matches('/').split([' ', '/']).next()?;
    let name = name.to_lowercase();
    if !among(KNOWN, &name) {
        return None;
    }
    let fresh = before.is_empty() || before.ends_with('\n');
    let shown = match (name.as_str(), closing) {
        ("br", _) => "\n",
        ("li", false) if fresh => "- ",
        ("li", false) => "\n- ",
        ("div" | "p" | "ul" | "ol" | "h1" | "h2" | "h3" | "h4" | "blockquote", _) if !fresh => "\n",
        _ => "",
    };
    Some((shown.to_owned(), end + 1))
}

/// What a mark such as `&amp;` stands for at the beginning of a text, and its length.
pub fn entity(mark: &str) -> Option<(String, usize)> {
    let end = mark.bytes().take(12).position(|b| b == b';')?;
    let shown = match mark.get(..=end)? {
        "&nbsp;" => " ".to_owned(),
        mark => quick_xml::escape::unescape(mark).ok()?.into_owned(),
    };
    (!shown.contains(char::is_control)).then_some((shown, end + 1))
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn layout_becomes_lines_and_anything_else_stays() {
        assert_eq!(
            plain("<p>slept <b>at last</b></p><p>twice</p>"),
            "slept at last\ntwice"
        );
        assert_eq!(plain("a<br>b<br/>c &amp; d &#39;e&#39;"), "a\nb\nc & d 'e'");
        assert_eq!(plain("<ul><li>one</li><li>two</li></ul>"), "- one\n- two");
        assert_eq!(
            plain("I <3 this & that; 2 < 3 > 1"),
            "I <3 this & that; 2 < 3 > 1"
        );
        assert_eq!(plain("&lt;script&gt; <script>x"), "<script> <script>x");
    }
}
