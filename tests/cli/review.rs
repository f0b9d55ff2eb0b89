//! `ritual review`

use crate::support::Home;
use crate::transcript;
use std::os::unix::fs::{MetadataExt, PermissionsExt};

fn home() -> Home {
    let home = Home::new();
    let file = format!(
        "{}/tests/fixtures/patterns/synthetic-120.jsonl",
        env!("CARGO_MANIFEST_DIR")
    );
    home.ok(&["import", "jsonl", &file]);
    home.ok(&[
        "boundaries",
        "add",
        "calls at work",
        "--ask-first",
        "--revisit",
        "2025-06-01",
    ]);
    home
}

#[test]
fn a_month_in_the_terminal() {
    let mut home = home();
    let last = home.json(&["revisit", "--from", "2000-01-01"])["days"]
        .as_array()
        .and_then(|days| Some(days.last()?["day"].as_str()?[..7].to_owned()));
    let month = last.expect("a month");
    insta::assert_snapshot!(home.transcript(&format!("review --month {month}\nreview --month {month} --ascii")), @"
    $ ritual review --month 2025-06
    June 2025
      walk: 9 of 30 days
        ·██··██·····██·········███····
      journal: 13 of 30 days
        █··███·····█·██····█·███··██··
      Mood on 24 days: middle 3.5, from 2 to 5.
        ▃·▄▄▆▆▄▄▄▆▆█▆█·▆▃·▃▃▃·▄▆▆▆▆▄··
      Sleep on 24 days: middle 7.1 h, from 5 to 10 h.
        ▄·▃▃▄▆▄▄▄▄▄▃▃▆·█▃·▃▁▁·▄▃▆▄▃▄··
    What came together, 1 Jul 2024 – 30 Jun 2025
      walk · mood: 0.7 higher on days with it (0.4 to 1.0); 49 days with, 42 without
      This says what came together, not why.
    Boundaries to look at again
      Ask first: calls at work (revisit 1 June 2025)
    $ ritual review --month 2025-06 --ascii
    June 2025
      walk: 9 of 30 days
        .##..##.....##.........###....
      journal: 13 of 30 days
        #..###.....#.##....#.###..##..
      Mood on 24 days: middle 3.5, from 2 to 5.
        =.++xx+++xx#x#.x=.===.+xxxx+..
      Sleep on 24 days: middle 7.1 h, from 5 to 10 h.
        +.==+x+++++==x.#=.=--.+=x+=+..
    What came together, 1 Jul 2024 – 30 Jun 2025
      walk · mood: 0.7 higher on days with it (0.4 to 1.0); 49 days with, 42 without
      This says what came together, not why.
    Boundaries to look at again
      Ask first: calls at work (revisit 1 June 2025)
    ");
}

#[test]
fn an_empty_month_and_dates_that_do_not_fit() {
    transcript!("
        review
        log walk
        review
        review --month 2020-01
        review --month soon
        review --month 2027-01
        review --from 2026-11-02 --to 2026-11-01
        review --month 2026-11 --from 2026-11-02
        review --open
        review --force
        review --html - --open
    ", @"
    $ ritual review
    ! error: nothing is noted in 1–22 Nov
    ! hint: --month or --from and --to name other days
    = 1
    $ ritual log walk
    walk, noted for today. #2
    ! note: walk is new here; `ritual undo` takes it back
    $ ritual review
    November 2026
      walk: 1 of 22 days
        ·····················█
    $ ritual review --month 2020-01
    ! error: nothing is noted in 1–31 Jan 2020
    ! hint: --month or --from and --to name other days
    = 1
    $ ritual review --month soon
    ! error: --month expects a month such as 2026-03; got 'soon'
    ! hint: months read 2026-03, march, 'march 2025', this or last
    = 2
    $ ritual review --month 2027-01
    ! error: --month 2027-01 is in the future; today is 2026-11-22
    ! hint: what was noted can be looked at
    = 2
    $ ritual review --from 2026-11-02 --to 2026-11-01
    ! error: --to 2026-11-01 lies before --from 2026-11-02
    ! hint: the first day goes to --from
    = 2
    $ ritual review --month 2026-11 --from 2026-11-02
    ! error: the argument '--month <MONTH>' cannot be used with '--from <DATE>'
    ! hint: `ritual review --help` shows what it takes
    = 2
    $ ritual review --open
    ! error: the following required arguments were not provided: --html <FILE>
    ! hint: `ritual review --help` shows what it takes
    = 2
    $ ritual review --force
    ! error: the following required arguments were not provided: --html <FILE>
    ! hint: `ritual review --help` shows what it takes
    = 2
    $ ritual review --html - --open
    ! error: --open expects a page in a file; got -
    ! hint: --html FILE --open writes it and shows it
    = 2
    ");
}

#[test]
fn the_page_goes_to_a_file_of_its_own() {
    let mut home = Home::new();
    home.ok(&["log", "walk"]);
    let page = home.path("page.html");
    let command = format!("review --html {}", page.display());
    insta::assert_snapshot!(home.transcript(&format!("
        {command}
        {command}
        {command} --force
        {command} --force --json
        {command} --force -q
        review --html {}/missing/page.html
        review --html {}
    ", home.dir.path().display(), home.dir.path().display())), @r#"
    $ ritual review --html [HOME]/page.html
    The page is in [HOME]/page.html.
    $ ritual review --html [HOME]/page.html
    ! error: [HOME]/page.html is there, and was left as it is
    ! hint: --force writes over it
    = 1
    $ ritual review --html [HOME]/page.html --force
    The page is in [HOME]/page.html.
    $ ritual review --html [HOME]/page.html --force --json
    {"schema":1,"report":"review","file":"[HOME]/page.html"}
    $ ritual review --html [HOME]/page.html --force -q
    $ ritual review --html [HOME]/missing/page.html
    ! error: [HOME]/missing/page.html: the folder is not there
    ! hint: `mkdir` makes one; nothing was written
    = 1
    $ ritual review --html [HOME]
    ! error: [HOME] is a folder
    ! hint: PATH names a file; one in that folder would do
    = 1
    "#);
    assert_eq!(page.metadata().unwrap().mode() & 0o777, 0o600);
    let text = std::fs::read_to_string(&page).unwrap();
    assert_eq!(text, home.ok(&["review", "--html", "-"]));
    assert!(text.starts_with("<!DOCTYPE html><html lang=\"en\">"));
}

#[test]
fn a_read_only_folder_is_left_alone() {
    let home = Home::new();
    home.ok(&["log", "walk"]);
    // Where root may write anywhere, a folder that is none stands in for one that is read-only.
    let folder = home.path("closed");
    std::fs::create_dir(&folder).unwrap();
    std::fs::set_permissions(&folder, std::fs::Permissions::from_mode(0o500)).unwrap();
    let target = if std::fs::write(folder.join("probe"), "").is_ok() {
        "/sys/page.html".to_owned()
    } else {
        folder.join("page.html").display().to_string()
    };
    let said = home.run(&["review", "--html", &target]);
    assert_eq!((said.code, said.out.as_str()), (5, ""), "{said:?}");
    assert!(
        said.err.contains("error: ") && said.err.contains("hint: "),
        "{said:?}"
    );
}

#[test]
fn the_browser_is_asked_to_show_it() {
    let home = Home::new();
    home.ok(&["log", "walk"]);
    let script = home.path("browser");
    let seen = home.path("seen");
    let text = format!(
        "#!/bin/sh\necho \"$1\" > {}.new && mv {0}.new {0}\n",
        seen.display()
    );
    std::fs::write(&script, text).unwrap();
    std::fs::set_permissions(&script, std::fs::Permissions::from_mode(0o700)).unwrap();
    let page = home.path("page.html");
    let mut command = home.command(&["review", "--open", "--html", page.to_str().unwrap()]);
    command.env("BROWSER", format!("nobody-has-this:{}", script.display()));
    assert!(command.status().unwrap().success());
    let shown = (0..200).find_map(|_| {
        std::thread::sleep(std::time::Duration::from_millis(25));
        std::fs::read_to_string(&seen).ok()
    });
    let page = page.canonicalize().unwrap();
    assert_eq!(shown.as_deref().map(str::trim), page.to_str());

    let mut command = home.command(&[
        "review",
        "--open",
        "--force",
        "--html",
        page.to_str().unwrap(),
    ]);
    command.env("BROWSER", "nobody-has-this").env("PATH", "");
    let said = crate::support::said(command);
    assert_eq!(said.code, 0, "the page is written all the same");
    assert!(
        said.err.starts_with("note: no browser was opened: "),
        "{said:?}"
    );
}
