//! Most of a year of a real person (tests/fixtures/PROVENANCE.md).

use crate::support::Home;

#[test]
fn a_real_notebook_comes_in_is_read_and_goes_out() {
    let mut home = Home::at("2022-05-22T20:00:00Z");
    let file = format!(
        "{}/tests/fixtures/patterns/jang-p11.jsonl",
        env!("CARGO_MANIFEST_DIR")
    );
    insta::assert_snapshot!(home.transcript(&format!(
        "import jsonl {file}\nstreaks\ntoday\nshow exercise\nboundaries\nimport jsonl {file}"
    )).replace(&file, "jang-p11.jsonl"), @"
    $ ritual import jsonl jang-p11.jsonl
    640 rows brought in (9 Jun 2021 – 22 May 2022).
      ritual      3
      completion  310
      mood        327
    `ritual calendar --year 2022` shows the days.
    $ ritual streaks
    coffee: 5 of the last 7 days, 18 of the last 30 days. Longest run 25 days (15 Jun – 9 Jul 2021). Came back 13 times. 213 entries since 9 June 2021.
    $ ritual today
    Sunday 22 May
      coffee #640
      mood 3 (even), sleep 9.31 h, energy 3 #639
    $ ritual show exercise
    exercise #2
      Longest run 10 days (1–10 Sep 2021). Came back 13 times. 91 entries since 9 June 2021.
      last noted 14 March, 69 days ago
      ▁·······▁▁······▁········· (26 weeks up to this one)
      14 March #532
      24 January #463
      20 January #455
      17 January #448
      23 November 2021 #371
      15 November 2021 #360
      14 November 2021 #357
    $ ritual boundaries
    No boundaries noted here. `ritual boundaries add AREA --off-limits` notes one.
    $ ritual import jsonl jang-p11.jsonl
    637 rows here from before.
    ");
    let out = home.ok(&["export", "jsonl"]);
    let lines = std::fs::read_to_string(&file)
        .expect("the notebook")
        .lines()
        .count();
    assert_eq!(
        out.lines()
            .filter(|l| !l.contains("\"kind\":\"ritual\""))
            .count(),
        lines
    );
    let other = Home::new();
    assert_eq!(
        other
            .with_stdin(&["import", "jsonl", "-", "--with-consents"], out.as_bytes())
            .code,
        0
    );
    assert_eq!(other.ok(&["export", "jsonl"]), out);
}
