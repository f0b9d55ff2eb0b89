//! One month of somebody's, hostile words among it, in the browser.

use crate::browser::{Browser, chromium, decode};
use crate::support::Home;
use serde_json::{Value, json};
use std::path::PathBuf;

/// Texts that would do something in a page that did not escape them.
const HOSTILE: [&str; 4] = [
    "<script>window.hit = 1</script>",
    "\" onload=\"window.hit = 1\" x=\"",
    "<img src=http://127.0.0.1:9/x onerror='window.hit=1'>",
    "</style></title><svg/onload=window.hit=1>",
];

/// A notebook of two months, and its page.
fn page() -> (Home, PathBuf) {
    let home = Home::new();
    let mut rows = String::new();
    let mut row = |value: Value| rows += &format!("{value}\n");
    row(json!({"kind": "ritual", "name": "walk", "unit": "min"}));
    row(json!({"kind": "ritual", "name": "صلاة 🧘"}));
    row(json!({"kind": "pause", "ritual": "walk", "from": "2026-11-05", "until": "2026-11-09"}));
    for name in HOSTILE {
        row(json!({"kind": "completion", "ritual": name, "day": "2026-11-03", "note": name}));
        row(
            json!({"kind": "boundary", "area": name, "stance": "off-limits", "revisit": "2026-11-20", "with": name, "note": name}),
        );
    }
    let first: chrono::NaiveDate = "2026-09-20".parse().expect("a day");
    for (i, day) in first.iter_days().take(64).enumerate() {
        let done = i % 3 != 0;
        if done {
            row(
                json!({"kind": "completion", "ritual": "walk", "day": day, "amount": 5 + (i * 7) % 50}),
            );
        }
        if i % 2 == 0 {
            row(json!({"kind": "completion", "ritual": "صلاة 🧘", "day": day}));
        }
        if i % 5 != 0 {
            let mood = if done { 3 + i % 3 } else { 1 + i % 2 };
            row(
                json!({"kind": "mood", "day": day, "mood": mood, "energy": 1 + i % 5,
                "sleep": 6.0 + (i % 5) as f64 / 2.0, "triggers": [HOSTILE[i % 4]], "note": HOSTILE[i % 4]}),
            );
        }
    }
    let read = home.with_stdin(
        &["import", "jsonl", "-", "--with-consents"],
        rows.as_bytes(),
    );
    assert_eq!(read.code, 0, "{read:?}");
    let file = home.path("review.html");
    home.ok(&["review", "--html", file.to_str().expect("a path")]);
    (home, file)
}

/// Text whose colour stands out too little from what is behind it (WCAG 2.2, 1.4.3: 4.5 to 1, or
/// 3 to 1 for large text).
const FAINT: &str = r#"(() => {
  const parse = c => c.match(/[\d.]+/g).map(Number);
  const light = ([r, g, b]) => [r, g, b].map(v => v / 255)
    .map(v => v <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [.2126, .7152, .0722][i], 0);
  const behind = e => { for (; e; e = e.parentElement) {
    const c = parse(getComputedStyle(e).backgroundColor); if (c.length < 4 || c[3] > 0) return c; } return [255, 255, 255]; };
  const faint = []; let seen = 0;
  for (const e of document.querySelectorAll("body *")) {
    if (![...e.childNodes].some(n => n.nodeType === 3 && n.data.trim())) continue;
    if (["TITLE", "DESC"].includes(e.tagName.toUpperCase()) || e.closest(".aside")) continue;
    const s = getComputedStyle(e), c = parse(e.closest("svg") ? s.fill : s.color);
    const [a, b] = [light(c), light(behind(e))].sort((x, y) => y - x);
    const large = parseFloat(s.fontSize) >= 24 || (parseFloat(s.fontSize) >= 18.66 && s.fontWeight >= 700);
    seen += 1;
    if ((a + .05) / (b + .05) < (large ? 3 : 4.5)) faint.push(e.tagName + " " + e.className + " " + e.textContent.slice(0, 20));
  }
  return seen > 50 ? faint : ["only " + seen + " texts were looked at"];
})()"#;

#[test]
fn drawn_in_both_schemes_wide_and_narrow() {
    let Some(program) = chromium() else { return };
    let (_home, file) = page();
    let mut browser = Browser::start(&program);
    browser.open(&file);
    let pictures = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("page");
    std::fs::create_dir_all(&pictures).expect("a folder");
    let mut seen = Vec::new();
    for scheme in ["light", "dark"] {
        for width in [1280, 360] {
            browser.look(scheme, width);
            let over =
                "document.documentElement.scrollWidth - document.documentElement.clientWidth";
            assert_eq!(
                browser.eval(over),
                0,
                "{scheme} at {width}: nothing runs out of the page"
            );
            assert_eq!(browser.eval(FAINT), json!([]), "{scheme} at {width}");
            let shot = browser.ask(
                "Page.captureScreenshot",
                json!({"captureBeyondViewport": true}),
            );
            let png = decode(shot["data"].as_str().expect("a picture"));
            assert!(png.starts_with(b"\x89PNG"));
            assert_eq!(
                png[16..20],
                width.to_be_bytes(),
                "its width stands in the header"
            );
            std::fs::write(pictures.join(format!("{scheme}-{width}.png")), &png).expect("a file");
            seen.push(png);
        }
    }
    assert_ne!(seen[0], seen[2], "light and dark are two pictures");
}

#[test]
fn nothing_is_asked_of_the_network_and_no_text_acts() {
    let Some(program) = chromium() else { return };
    let (_home, file) = page();
    let mut browser = Browser::start(&program);
    browser.open(&file);
    browser.eval("document.querySelectorAll('details').forEach(d => d.open = true)");
    let asked: Vec<String> = browser
        .events
        .iter()
        .filter(|e| e["method"] == "Network.requestWillBeSent")
        .map(|e| {
            e["params"]["request"]["url"]
                .as_str()
                .unwrap_or_default()
                .to_owned()
        })
        .collect();
    assert_eq!(asked, [format!("file://{}", file.display())]);
    let complaints = browser
        .events
        .iter()
        .filter(|e| e["method"] == "Log.entryAdded");
    assert_eq!(
        complaints.count(),
        0,
        "the page's own policy had nothing to stop"
    );
    assert_eq!(browser.eval("typeof window.hit"), "undefined");
    assert_eq!(
        browser.eval("document.scripts.length + document.images.length"),
        0
    );
    let active = "[...document.querySelectorAll('*')].filter(e => [...e.attributes].some(a => /^on|^(src|href|style)$/i.test(a.name))).length";
    assert_eq!(browser.eval(active), 0);
    let text = browser.eval("document.body.innerText");
    let text = text.as_str().expect("text");
    for words in HOSTILE {
        assert!(text.contains(words), "{words} is there as it was written");
    }
}

#[test]
fn read_aloud_and_by_keyboard() {
    let Some(program) = chromium() else { return };
    let (_home, file) = page();
    let mut browser = Browser::start(&program);
    browser.open(&file);
    assert_eq!(browser.eval("document.documentElement.lang"), "en");
    let tree = browser.ask("Accessibility.getFullAXTree", json!({}));
    let nodes = tree["nodes"].as_array().expect("nodes");
    let named = |role: &str| -> Vec<String> {
        let of = nodes
            .iter()
            .filter(|n| n["role"]["value"] == role && n["ignored"] != true);
        of.map(|n| n["name"]["value"].as_str().unwrap_or_default().to_owned())
            .collect()
    };
    assert_eq!(named("RootWebArea"), ["November 2026"]);
    assert_eq!(named("main").len(), 1);
    let headings = named("heading");
    for heading in ["November 2026", "2–8 November", "To talk about"] {
        assert!(
            headings.iter().any(|h| h.eq_ignore_ascii_case(heading)),
            "{heading}: {headings:?}"
        );
    }
    let levels = "[...document.querySelectorAll('h1,h2,h3')].map(h => +h.tagName[1])";
    let levels: Vec<i64> = serde_json::from_value(browser.eval(levels)).expect("numbers");
    assert_eq!(levels[0], 1);
    assert!(
        levels.windows(2).all(|w| w[1] <= w[0] + 1),
        "no level is left out: {levels:?}"
    );
    let drawn = ["image", "img", "graphics-document"].map(named).concat();
    // A band for each of four weeks, in each a line for mood, energy and sleep.
    assert_eq!(drawn.len(), 12, "{drawn:?}");
    assert!(drawn[0].starts_with("mood: "), "{drawn:?}");
    let tables = named("table");
    assert_eq!(
        tables.iter().filter(|t| t.ends_with(" November")).count(),
        4,
        "{tables:?}"
    );
    let columns = named("columnheader");
    assert!(columns.iter().any(|h| h.contains("16")), "{columns:?}");
    let rows = named("rowheader");
    assert!(rows.iter().any(|h| h.starts_with("walk")), "{rows:?}");
    let cells = named("cell").join("|") + &named("gridcell").join("|");
    assert!(cells.contains("rest") && cells.contains(" min"), "{cells}");

    browser.press("Tab", 9);
    assert_eq!(browser.eval("document.activeElement.tagName"), "SUMMARY");
    assert_ne!(
        browser.eval("getComputedStyle(document.activeElement).outlineStyle"),
        "none"
    );
    browser.press("Enter", 13);
    browser.ask(
        "Input.dispatchKeyEvent",
        json!({"type": "char", "text": "\r", "key": "Enter"}),
    );
    assert_eq!(
        browser.eval("document.activeElement.parentElement.open"),
        true
    );
}

#[test]
fn printed_on_a4() {
    let Some(program) = chromium() else { return };
    let (_home, file) = page();
    let mut browser = Browser::start(&program);
    browser.open(&file);
    let printed = browser.ask("Page.printToPDF", json!({"preferCSSPageSize": true}));
    let pdf = decode(printed["data"].as_str().expect("a document"));
    let text = String::from_utf8_lossy(&pdf);
    let boxes = regex::Regex::new(r"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]").expect("a pattern");
    let size = boxes.captures(&text).expect("a page has a size");
    let points = |i: usize| size[i].parse::<f64>().expect("a number").round();
    assert_eq!((points(1), points(2)), (595.0, 842.0));
    let pages = regex::Regex::new(r"/Type\s*/Page\b").expect("a pattern");
    let pages = pages.find_iter(&text).count();
    assert!((1..=4).contains(&pages), "{pages} pages");
}
