//! JSON of a later program against JSON that was stored: it may say more, never less or otherwise.

use serde_json::Value;

/// Every difference between two texts, one a line; none where `new` keeps what `old` says. A line
/// that is a JSON object may have got more fields; any other line is compared to the byte.
pub fn differences(old: &str, new: &str) -> Vec<String> {
    if let (Ok(old), Ok(new)) = (serde_json::from_str(old), serde_json::from_str(new)) {
        let mut found = Vec::new();
        lost(&old, &new, "", &mut found);
        return found;
    }
    let (olds, news): (Vec<&str>, Vec<&str>) = (old.lines().collect(), new.lines().collect());
    let lines = olds.len().max(news.len());
    let pairs = (0..lines).map(|at| (olds.get(at), news.get(at)));
    let mut found: Vec<String> = pairs
        .filter(|(old, new)| !matches!((old, new), (Some(old), Some(new)) if keeps(old, new)))
        .flat_map(|(old, new)| {
            let was = old.map(|line| format!("-{line}"));
            let is = new.map(|line| format!("+{line}"));
            was.into_iter().chain(is)
        })
        .collect();
    if found.is_empty() && old.ends_with('\n') != new.ends_with('\n') {
        found.push("the line end at the end".to_owned());
    }
    found
}

fn keeps(old: &str, new: &str) -> bool {
    old == new
        || matches!(
            (serde_json::from_str::<Value>(old), serde_json::from_str::<Value>(new)),
            (Ok(old @ Value::Object(_)), Ok(new)) if is_kept(&old, &new)
        )
}

/// Whether `new` says all that `old` says.
pub fn is_kept(old: &Value, new: &Value) -> bool {
    let mut found = Vec::new();
    lost(old, new, "", &mut found);
    found.is_empty()
}

fn lost(old: &Value, new: &Value, at: &str, found: &mut Vec<String>) {
    match (old, new) {
        (Value::Object(old), Value::Object(new)) => {
            for (field, value) in old {
                match new.get(field) {
                    Some(kept) => lost(value, kept, &format!("{at}.{field}"), found),
                    None => found.push(format!("{at}.{field} is gone: {value}")),
                }
            }
        }
        (Value::Array(old), Value::Array(new)) if old.len() == new.len() => {
            for (place, (old, new)) in old.iter().zip(new).enumerate() {
                lost(old, new, &format!("{at}[{place}]"), found);
            }
        }
        _ if old == new => {}
        _ => found.push(format!("{at} was {old}, is {new}")),
    }
}
