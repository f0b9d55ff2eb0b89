//! What a person could paste, and the calendar file.

use crate::support::{BIN, Home};
use ical::parser::Component;
use std::path::Path;
use std::process::Command;

#[test]
fn cron_and_at_run_what_they_print() {
    let mut home = Home::new();
    home.ok(&["remind", "invite", "tea", "--at", "21:00"]);
    home.ok(&["remind", "invite", "soup", "--at", "21:00", "--days", "tue"]);
    let masked = |text: String| home.masked(&text).replace(BIN, "[RITUAL]");
    insta::assert_snapshot!(masked(home.ok(&["remind", "cron"])), @r#"
    # For your crontab, by `crontab -e`. The words come to your desktop, else to your terminal,
    # else to ~/.ritual-notes, for `cat ~/.ritual-notes` where your shell starts. None is mailed.
    # `ritual remind cron --neutral` prints a line that shows the times alone.
    */5 * * * * umask 077; w=$([RITUAL] --db [HOME]/ritual.db remind now); test -z "$w" || DBUS_SESSION_BUS_ADDRESS=unix:path=/run/user/$(id -u)/bus notify-send ritual "$w" 2>/dev/null || echo "$w" | write "$(id -un)" 2>/dev/null || echo "$w" >>"$HOME/.ritual-notes"
    "#);
    insta::assert_snapshot!(masked(home.ok(&["remind", "at"])), @r#"
    echo 'umask 077; w=$([RITUAL] --db [HOME]/ritual.db remind now); test -z "$w" || DBUS_SESSION_BUS_ADDRESS=unix:path=/run/user/$(id -u)/bus notify-send ritual "$w" 2>/dev/null || echo "$w" | write "$(id -un)" 2>/dev/null || echo "$w" >>"$HOME/.ritual-notes"' | at -t 202611222100
    echo 'umask 077; w=$([RITUAL] --db [HOME]/ritual.db remind now); test -z "$w" || DBUS_SESSION_BUS_ADDRESS=unix:path=/run/user/$(id -u)/bus notify-send ritual "$w" 2>/dev/null || echo "$w" | write "$(id -un)" 2>/dev/null || echo "$w" >>"$HOME/.ritual-notes"' | at -t 202611242100
    "#);
    let cron = home.ok(&["remind", "cron"]);
    let line = cron.lines().last().expect("a line");
    let command = line.strip_prefix("*/5 * * * * ").expect("five fields");
    home.now = "2026-11-22T21:00:00Z".to_owned();
    let shell = |line: &str| {
        let mut command = home.command(&[]);
        let mut shell = Command::new("/bin/sh");
        shell.args(["-c", line]).env_clear();
        let envs = command.get_envs().filter(|(key, _)| *key != "RITUAL_DB");
        shell.envs(envs.filter_map(|(key, value)| Some((key, value?))));
        command.env_clear();
        shell.output().expect("a shell")
    };
    // Neither a desktop nor a terminal here: the words wait in a file.
    let out = shell(command);
    assert_eq!(out.status.code(), Some(0), "{out:?}");
    // What a job prints is mailed.
    assert_eq!(
        (out.stdout.as_slice(), out.stderr.as_slice()),
        (&b""[..], &b""[..])
    );
    let waiting = std::fs::read_to_string(home.path(".ritual-notes")).expect("the words");
    assert_eq!(waiting.lines().count(), 1, "{waiting}");
    // Cron makes files that all can read, unless it is told.
    let mode = std::os::unix::fs::MetadataExt::mode(
        &std::fs::metadata(home.path(".ritual-notes")).expect("the file"),
    );
    assert_eq!(mode & 0o777, 0o600);
    // Where there is a desktop, they are shown there.
    let bin = home.path("bin");
    std::fs::create_dir(&bin).expect("a folder");
    let show = format!(
        "#!/bin/sh\necho \"$2\" >'{}'\n",
        home.path("shown").display()
    );
    std::fs::write(bin.join("notify-send"), show).expect("a program");
    std::fs::set_permissions(
        bin.join("notify-send"),
        std::os::unix::fs::PermissionsExt::from_mode(0o755),
    )
    .expect("a mode");
    let path = format!("PATH='{}':\"$PATH\"; {command}", bin.display());
    let mut desktop = Command::new("/bin/sh");
    desktop.args(["-c", &path]).env("HOME", home.dir.path());
    desktop.env("RITUAL_NOW", "2026-11-23T21:00:00Z");
    desktop.env("TZ", "UTC");
    assert!(desktop.status().expect("a shell").success());
    let shown = std::fs::read_to_string(home.path("shown")).expect("the words");
    assert!(shown.starts_with("You invited a note at 21:00"), "{shown}");
    // What at(1) would read from its stdin, by the same shell.
    let at = home.ok(&["remind", "at"]);
    let echo = at
        .lines()
        .next()
        .expect("a line")
        .split(" | at -t ")
        .next()
        .expect("echo");
    let read = String::from_utf8(shell(echo).stdout).expect("UTF-8");
    assert_eq!(read.trim_end(), command);
    // For a lock screen: the times alone.
    for line in ["cron", "at", "systemd"] {
        let line = home.ok(&["remind", line, "--neutral"]);
        assert!(line.contains("remind now --neutral)"), "{line}");
    }
}

#[test]
fn systemd_accepts_the_pair() {
    let home = Home::new();
    let folder = home.path("units with a space");
    std::fs::create_dir(&folder).expect("a folder");
    let mut command = home.command(&["remind", "systemd", "--unit", "service"]);
    let odd = home.path("50% $HOME.db");
    command.env("RITUAL_DB", &odd);
    let service = crate::support::said(command).out;
    let timer = home.ok(&["remind", "systemd", "--unit", "timer"]);
    assert!(timer.contains("\nPersistent=true\n") && timer.contains("\nOnCalendar=*:0/5\n"));
    assert!(service.contains("50%% $$HOME.db") && service.contains("\nType=oneshot\n"));
    assert_eq!(
        home.ok(&["remind", "systemd"]),
        home.ok(&["remind", "systemd", "--unit", "service"]) + "\n" + &timer
    );
    let file = |name: &str, text: &str| {
        let path = folder.join(name);
        std::fs::write(&path, text).expect("a unit");
        path
    };
    let pair = [
        file("ritual-remind.service", &service),
        file("ritual-remind.timer", &timer),
    ];
    let Some(analyze) = ["/usr/bin/systemd-analyze", "/bin/systemd-analyze"]
        .into_iter()
        .find(|path| Path::new(path).exists())
    else {
        return; // the structure above is what can be checked here
    };
    let out = Command::new(analyze)
        .args(["verify", "--user", "--man=no"])
        .args(&pair)
        .env("XDG_RUNTIME_DIR", home.dir.path())
        .env("HOME", home.dir.path())
        .output()
        .expect("systemd-analyze runs");
    let said = String::from_utf8_lossy(&out.stderr).into_owned();
    assert!(out.status.success(), "{said}");
    assert!(!said.contains("ritual-remind"), "{said}");
}

/// launchd is not here; a reader of its property lists is, and a shell that runs what it says.
#[test]
fn launchd_shows_the_words() {
    let mut home = Home::new();
    let odd = home.path("a & b <c> 'd'.db");
    let with = |home: &Home, args: &[&str]| {
        let mut command = home.command(args);
        command.env("RITUAL_DB", &odd);
        crate::support::said(command)
    };
    with(
        &home,
        &["remind", "invite", "tea & \"cake\"", "--at", "21:00"],
    );
    let agent = with(&home, &["remind", "launchd"]).out;
    let read = plist::Value::from_reader_xml(agent.as_bytes()).expect("a property list");
    let read = read.as_dictionary().expect("a dictionary");
    let text = |key: &str| read.get(key).and_then(plist::Value::as_string);
    assert_eq!(text("Label"), Some("ritual.remind"));
    assert_eq!(text("LimitLoadToSessionType"), Some("Aqua"));
    let every = read.get("StartInterval").expect("an interval");
    assert_eq!(every.as_signed_integer(), Some(300));
    let run = read.get("ProgramArguments").and_then(|v| v.as_array());
    let run: Vec<&str> = run
        .expect("arguments")
        .iter()
        .filter_map(|v| v.as_string())
        .collect();
    let bin = home.path("bin");
    std::fs::create_dir(&bin).expect("a folder");
    let shown = home.path("shown");
    let show = format!("#!/bin/sh\nprintf '%s|' \"$@\" > '{}'\n", shown.display());
    std::fs::write(bin.join("osascript"), show).expect("a program");
    use std::os::unix::fs::PermissionsExt;
    let mode = std::fs::Permissions::from_mode(0o755);
    std::fs::set_permissions(bin.join("osascript"), mode).expect("a mode");
    let tick = |home: &Home| {
        let mut command = home.command(&[]);
        let mut shell = Command::new(run[0]);
        shell.args(&run[1..]).env_clear();
        let envs = command.get_envs().filter(|(key, _)| *key != "RITUAL_DB");
        shell.envs(envs.filter_map(|(key, value)| Some((key, value?))));
        shell.env("PATH", format!("{}:/usr/bin:/bin", bin.display()));
        command.env_clear();
        shell.output().expect("a shell")
    };
    tick(&home);
    assert!(!shown.exists(), "nothing was due");
    home.now = "2026-11-22T21:00:00Z".to_owned();
    tick(&home);
    insta::assert_snapshot!(std::fs::read_to_string(&shown).expect("the words"), @r#"-e|on run argv|-e|display notification (item 1 of argv) with title "ritual"|-e|end run|You invited a note at 21:00: "tea & "cake"". (`ritual remind stop 1`)|"#);
}

/// Where the data folder is not the usual one, cron would read another notebook.
#[test]
fn the_lines_bring_this_notebook() {
    let home = Home::new();
    let data = home.path("data");
    let printed = |data: Option<&Path>, args: &[&str]| {
        let mut command = home.command(args);
        command.env_remove("RITUAL_DB");
        if let Some(data) = data {
            command.env("XDG_DATA_HOME", data);
        }
        crate::support::said(command)
    };
    let invite = &["-q", "remind", "invite", "tea", "--at", "21:00"];
    assert_eq!(printed(Some(&data), invite).code, 0);
    assert_eq!(printed(None, invite).code, 0);
    let path = format!("--db {}/ritual/ritual.db", data.display());
    for args in [
        &["remind", "cron"][..],
        &["remind", "systemd", "--unit", "service"],
        &["remind", "at"],
    ] {
        let moved = printed(Some(&data), args).out;
        assert!(moved.contains(&path), "{moved}");
        let usual = printed(None, args).out;
        assert!(
            usual.contains("remind now") && !usual.contains("--db"),
            "{usual}"
        );
    }
}

/// A notebook with reminders of every sort, as a calendar file.
fn exported() -> (Home, String) {
    let home = Home::new();
    for line in [
        "add journal",
        "add prayer",
        "add walk",
        "add swim",
        "remind invite journal --at 21:00 --until 2026-12-24",
        "remind invite walk --at 07:05 --days fri,mon --words 'a; b, c\\d — ééééééééééééééééééééééééééééééééééééééééééééé 🌧🌧🌧🌧🌧🌧'",
        "remind invite prayer --at 06:00",
        "remind invite swim --at 06:30",
        "change prayer --sacred",
        "pause swim",
        "remind invite 'call mum' --at 10:00",
    ] {
        let words = crate::support::words(line);
        home.ok(&words.iter().map(String::as_str).collect::<Vec<_>>());
    }
    let text = home.ok(&["remind", "export", "ics"]);
    (home, text)
}

/// The value of a property, and whether it has parameters.
fn property(c: &impl Component, name: &str) -> (String, bool) {
    let found = c.get_property(name).unwrap_or_else(|| panic!("{name}"));
    let value = found.value.clone().unwrap_or_default();
    (value, found.params.is_some())
}

#[test]
fn an_independent_parser_reads_the_calendar() {
    let (_home, text) = exported();
    assert!(text.ends_with("END:VCALENDAR\r\n"));
    assert_eq!(text.matches('\n').count(), text.matches("\r\n").count());
    assert!(text.split("\r\n").all(|line| line.len() <= 75), "{text}");
    let mut reader = ical::IcalParser::new(text.as_bytes());
    let calendar = reader.next().expect("a calendar").expect("it reads");
    assert!(reader.next().is_none());
    assert_eq!(property(&calendar, "VERSION").0, "2.0");
    let mut seen = Vec::new();
    for event in &calendar.events {
        let (start, params) = property(event, "DTSTART");
        // Floating: neither a zone nor UTC.
        assert!(!params && !start.ends_with('Z'), "{start}");
        let rule = property(event, "RRULE").0;
        let until = rule.split("UNTIL=").nth(1).expect("an end");
        assert!(
            !until.ends_with('Z') && until.len() == start.len(),
            "{rule}"
        );
        assert!(property(event, "DTSTAMP").0.ends_with('Z'));
        let [alarm] = event.alarms.as_slice() else {
            panic!("one alarm");
        };
        assert_eq!(property(alarm, "ACTION").0, "DISPLAY");
        assert_eq!(property(alarm, "TRIGGER").0, "PT0S");
        let words = property(event, "SUMMARY").0;
        assert_eq!(property(alarm, "DESCRIPTION").0, words);
        seen.push((start, rule, words));
    }
    let shown: Vec<(&str, &str, &str)> = seen
        .iter()
        .map(|(a, b, c)| (a.as_str(), b.as_str(), c.as_str()))
        .collect();
    assert_eq!(
        shown,
        [
            (
                "20261122T210000",
                "FREQ=DAILY;UNTIL=20261224T210000",
                "A note you invited"
            ),
            (
                "20261123T070500",
                "FREQ=WEEKLY;BYDAY=MO,FR;UNTIL=20261222T070500",
                "a\\; b\\, c\\\\d — ééééééééééééééééééééééééééééééééééééééééééééé 🌧🌧🌧🌧🌧🌧"
            ),
            (
                "20261122T100000",
                "FREQ=DAILY;UNTIL=20261222T100000",
                "A note you invited"
            ),
        ]
    );
}

#[test]
fn the_calendar_names_no_ritual_and_holds_no_uid_of_the_file() {
    let (home, text) = exported();
    for name in ["journal", "prayer", "walk", "swim", "call mum"] {
        assert!(!text.contains(name), "{name}");
    }
    for row in home.ok(&["export", "jsonl"]).lines() {
        let row: serde_json::Value = serde_json::from_str(row).expect("JSON");
        assert!(!text.contains(row["uid"].as_str().expect("a uid")));
    }
    assert_eq!(home.ok(&["remind", "export", "--ics"]), text);
    // The same reminder keeps its identity, so that a calendar takes it as the same.
    assert_eq!(home.ok(&["remind", "export", "ics"]), text);
    assert!(
        Home::new()
            .ok(&["remind", "export", "ics"])
            .starts_with("BEGIN:VCALENDAR\r\n")
    );
}

#[test]
fn a_night_that_belongs_to_the_day_before_is_on_the_next_page_of_the_calendar() {
    let home = Home::new();
    home.ok(&["config", "day-start", "04:00"]);
    home.ok(&[
        "remind",
        "invite",
        "tea",
        "--at",
        "01:00",
        "--days",
        "sun,wed",
        "--until",
        "in 7 days",
    ]);
    let text = home.ok(&["remind", "export", "ics"]);
    for line in [
        "DTSTART:20261123T010000\r\n",
        "RRULE:FREQ=WEEKLY;BYDAY=TH,MO;UNTIL=20261130T010000\r\n",
    ] {
        assert!(text.contains(line), "{line}: {text}");
    }
    assert!(home.ok(&["remind", "at"]).contains("at -t 202611230100\n"));
}

#[test]
fn a_time_that_comes_on_no_day_of_its_term_is_left_out() {
    let home = Home::new();
    // A Sunday to the Tuesday after it, and Fridays.
    home.ok(&[
        "remind",
        "invite",
        "tea",
        "--at",
        "21:00",
        "--days",
        "fri",
        "--until",
        "in 2 days",
    ]);
    assert!(!home.ok(&["remind", "export", "ics"]).contains("VEVENT"));
    assert_eq!(home.ok(&["remind", "at"]), "");
}
