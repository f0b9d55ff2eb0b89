//! A ritual's seasons: a rhythm that comes back each year.

use crate::support::Home;
use crate::transcript;

#[test]
fn a_season_comes_back_each_year_and_the_rhythm_between() {
    transcript!(r#"
        @ 2026-11-26T12:00:00Z
        add walk --rhythm 5/week
        change walk --season winter --rhythm 2/week --from 12-01 --until 02-28
        list
        change walk --season winter --rhythm 2/week --from 12-01 --until 02-28
        history walk
        @ 2026-12-01T12:00:00Z
        list
        @ 2027-03-01T12:00:00Z
        list
        @ 2028-01-15T12:00:00Z
        list
        change walk --no-season winter
        list
        change walk --no-season winter
        change walk --season winter --rhythm 2/week --from 13-01 --until 02-28
        change walk --season winter --from 12-01 --until 02-28
    "#, @r#"
    $ ritual add walk --rhythm 5/week
    walk is in the notebook, 5/week.
    $ ritual change walk --season winter --rhythm 2/week --from 12-01 --until 02-28
    walk: changed (rhythm).
    $ ritual list
    ritual  rhythm  about  noted  30 days
    walk    5/week
    $ ritual change walk --season winter --rhythm 2/week --from 12-01 --until 02-28
    walk: as it was.
    $ ritual history walk
    walk
      26 November, season winter "2/week from 12-01 until 02-28"
    $ ritual list
    ritual  rhythm  about  noted  30 days
    walk    2/week
    $ ritual list
    ritual  rhythm  about  noted  30 days
    walk    5/week
    $ ritual list
    ritual  rhythm  about  noted  30 days
    walk    2/week
    $ ritual change walk --no-season winter
    walk: changed (rhythm).
    $ ritual list
    ritual  rhythm  about  noted  30 days
    walk    5/week
    $ ritual change walk --no-season winter
    ! error: no season is called 'winter'
    ! hint: the history of the ritual names them
    = 1
    $ ritual change walk --season winter --rhythm 2/week --from 13-01 --until 02-28
    ! error: --from expects a day of the year such as 12-01; got '13-01'
    ! hint: a month and a day, since a season comes back each year
    = 2
    $ ritual change walk --season winter --from 12-01 --until 02-28
    ! error: --from goes with --rhythm
    ! hint: the day from which the new rhythm holds
    = 2
    "#);
}

#[test]
fn it_goes_out_and_in_again_and_is_taken_back() {
    let home = Home::new();
    home.ok(&["add", "walk"]);
    let before = home.ok(&["export", "jsonl"]);
    home.ok(&[
        "change", "walk", "--season", "summer", "--rhythm", "daily", "--from", "06-01", "--until",
        "08-31",
    ]);
    let all = home.ok(&["export", "jsonl"]);
    assert!(all.contains(r#""season":"summer","from":"06-01","until":"08-31","rhythm":"daily""#));
    let other = Home::new();
    let said = other.with_stdin(&["import", "jsonl", "-"], all.as_bytes());
    assert_eq!(said.code, 0, "{said:?}");
    assert_eq!(other.ok(&["export", "jsonl"]), all);
    home.ok(&["undo"]);
    assert_eq!(home.ok(&["export", "jsonl"]), before);
}

/// What is noted of giving is given back where a mood's numbers are.
#[test]
fn giving_is_given_back() {
    let home = Home::new();
    home.ok(&["mood", "4"]);
    assert!(!home.ok(&["review"]).contains("iving"), "where it is noted");
    home.ok(&["mood", "--giving", "2"]);
    home.ok(&["mood", "4", "calm", "--giving", "3", "--on", "yesterday"]);
    let review = home.ok(&["review"]);
    let band = review.lines().find(|line| line.starts_with("  giving "));
    assert!(band.is_some_and(|band| band.ends_with("32")), "{review}");
    assert!(home.ok(&["review", "--html", "-"]).contains("giving: "));
    assert!(home.ok(&["calendar", "giving"]).contains("giving"));
    assert_eq!(home.run(&["patterns", "--measure", "giving"]).code, 0);
}
