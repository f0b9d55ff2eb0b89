//! A folder that something else synchronises, or a stick.

use crate::devices::{Place, id, join, joined, masked, own_folder, rows, settle, shown, two};
use crate::support::Home;
use std::os::unix::fs::PermissionsExt;

#[test]
fn the_first_begins_and_the_next_joins() {
    let place = Place::new();
    let (mut laptop, phone) = (Home::new(), Home::new());
    laptop.ok(&["log", "walk", "--note", "first"]);
    insta::assert_snapshot!(shown(&laptop, place.path(), "sync"), @"
    $ ritual sync
    ! error: this notebook is on this device alone
    ! hint: `ritual sync init FOLDER` begins; `ritual help devices` shows how
    = 1
    ");
    insta::assert_snapshot!(shown(&laptop, place.path(), "sync status"), @"
    $ ritual sync status
    This notebook is on this device alone. `ritual sync init FOLDER` begins a sync.
    ");
    insta::assert_snapshot!(shown(&laptop, place.path(), "sync init PLACE --name laptop"), @"
    $ ritual sync init [PLACE] --name laptop
    The notebook syncs by [PLACE]. The key is in [HOME]/ritual.db.sync/key.
    On the next device: `ritual sync join FOLDER --key-file KEY`, with what `ritual sync key` prints here as KEY. Whoever has the key reads every word.
    ");
    insta::assert_snapshot!(shown(&laptop, place.path(), "sync init PLACE"), @"
    $ ritual sync init [PLACE]
    ! error: this notebook syncs by [PLACE]
    ! hint: `ritual sync leave` ends that
    = 1
    ");
    insta::assert_snapshot!(shown(&phone, place.path(), "sync init PLACE"), @"
    $ ritual sync init [PLACE]
    ! error: [PLACE] has files of devices that sync
    ! hint: `ritual sync join PLACE --key-file FILE` joins them; another folder begins anew
    = 1
    ");
    insta::assert_snapshot!(shown(&phone, place.path(), "sync join PLACE"), @"
    $ ritual sync join [PLACE]
    ! error: join expects the key
    ! hint: --key-file FILE, with what `ritual sync key` prints on another device; - reads it from stdin
    = 2
    ");
    let said = join(&laptop, &phone, &place.shown(), "phone");
    insta::assert_snapshot!(said.out, @"2 came (laptop).");
    phone.ok(&["log", "walk", "--note", "second"]);
    phone.ok(&["mood", "2", "--feeling", "tired", "--feeling", "calm"]);
    insta::assert_snapshot!(shown(&phone, place.path(), "sync --dry-run"), @"
    $ ritual sync --dry-run
    2 would go.
    ");
    insta::assert_snapshot!(shown(&phone, place.path(), "sync"), @"
    $ ritual sync
    2 went.
    ");
    insta::assert_snapshot!(shown(&phone, place.path(), "sync"), @"
    $ ritual sync
    Nothing new.
    ");
    insta::assert_snapshot!(shown(&phone, place.path(), "sync -q"), @"$ ritual sync -q");
    laptop.now = "2026-11-23T12:00:00Z".to_owned();
    laptop.ok(&["log", "tea"]);
    insta::assert_snapshot!(shown(&laptop, place.path(), "sync status"), @"
    $ ritual sync status
    Syncs by [PLACE]
      laptop: this device
      phone: wrote 22 November
    2 rows not sent so far; `ritual sync` sends.
    ");
    insta::assert_snapshot!(shown(&laptop, place.path(), "sync"), @"
    $ ritual sync
    2 came (phone), 2 went.
    ");
    insta::assert_snapshot!(shown(&laptop, place.path(), "sync status --json"), @r#"
    $ ritual sync status --json
    {"schema":1,"report":"sync status","place":"[PLACE]","devices":[{"id":"[DEVICE]","name":"laptop","here":true,"ahead":false},{"id":"[DEVICE]","name":"phone","here":false,"last":"2026-11-22","ahead":false}],"unsent":0,"unread":[],"reached":true}
    "#);
    settle(&[&laptop, &phone]);
    insta::assert_snapshot!(shown(&phone, place.path(), "today"), @r#"
    $ ritual today
    Sunday 22 November
      walk at 12:00: "first" #2
      walk at 12:00: "second" #3
      mood 2, feeling "tired", "calm" at 12:00 #4
    "#);
    // The key and the files are their owner's alone, and the names say nothing.
    let key = own_folder(&phone).join("key");
    for path in place
        .path()
        .read_dir()
        .unwrap()
        .map(|e| e.unwrap().path())
        .chain([key])
    {
        assert_eq!(
            path.metadata().unwrap().permissions().mode() & 0o777,
            0o600,
            "{path:?}"
        );
    }
    let names = place.files().into_keys().collect::<Vec<_>>().join("\n");
    insta::assert_snapshot!(masked(&phone, place.path(), &names), @"
    [DEVICE]-0000.age
    [DEVICE]-2026.age
    [DEVICE]-0000.age
    [DEVICE]-2026.age
    ");
}

#[test]
fn each_field_goes_by_itself_and_the_later_stays() {
    let (mut laptop, mut phone, _place) = two();
    phone.ok(&[
        "mood",
        "2",
        "--feeling",
        "tired",
        "--feeling",
        "calm",
        "--on",
        "yesterday",
    ]);
    phone.ok(&["config", "measure", "pain", "0-10"]);
    phone.ok(&["config", "measure", "weight", "40-120 kg"]);
    settle(&[&phone, &laptop]);
    let id_of = |home: &Home| {
        let found = home.ok(&["find", "calm"]);
        found
            .split('#')
            .nth(1)
            .unwrap()
            .split_whitespace()
            .next()
            .unwrap()
            .to_owned()
    };
    let (here, there) = (id_of(&laptop), id_of(&phone));
    laptop.now = "2026-11-22T13:00:00Z".to_owned();
    phone.now = "2026-11-22T14:00:00Z".to_owned();
    laptop.ok(&[
        "edit",
        &here,
        "--sleep",
        "7",
        "--mood",
        "3",
        "--feeling",
        "tired",
        "--feeling",
        "calm",
        "--feeling",
        "glad",
        "--measure",
        "pain=3",
    ]);
    phone.ok(&[
        "edit",
        &there,
        "--energy",
        "4",
        "--mood",
        "4",
        "--feeling",
        "calm",
        "--measure",
        "weight=71",
    ]);
    settle(&[&laptop, &phone]);
    let export = laptop.ok(&["export", "jsonl"]);
    let mood = export
        .lines()
        .find(|line| line.contains("\"mood\""))
        .unwrap();
    insta::assert_snapshot!(laptop.masked(mood), @r#"{"kind":"mood","uid":"[UID]","day":"2026-11-21","mood":4,"energy":4,"sleep":7,"feelings":["calm","glad"],"measures":{"pain":3,"weight":71}}"#);
}

#[test]
fn two_rituals_of_one_name_are_one_and_keep_what_hung_on_both() {
    let place = Place::new();
    let (laptop, mut phone) = (Home::new(), Home::at("2026-11-22T13:00:00Z"));
    laptop.ok(&["log", "walk", "--note", "by the laptop"]);
    phone.ok(&["log", "Walk", "--note", "by the phone"]);
    phone.ok(&["change", "walk", "--intention", "air", "--rhythm", "3/week"]);
    phone.ok(&["pause", "walk", "--from", "in 3 weeks"]);
    laptop.ok(&["config", "day-start", "03:00"]);
    phone.ok(&["config", "day-start", "04:00"]);
    laptop.ok(&["sync", "init", &place.shown(), "--name", "laptop"]);
    let before = rows(&phone);
    let key = own_folder(&laptop).join("key").display().to_string();
    let join = |more: &str| {
        let line = format!("sync join PLACE --key-file {key} --name phone{more}");
        shown(&phone, place.path(), &line).replace(&key, "[KEY]")
    };
    insta::assert_snapshot!(join(" --dry-run"), @"
    $ ritual sync join [PLACE] --key-file [KEY] --name phone --dry-run
      here        new  changed  gone
      ritual      1             1
      pause            1
      completion  1    1
    5 would come (laptop), 4 would go.
    ");
    insta::assert_snapshot!(join(""), @"
    $ ritual sync join [PLACE] --key-file [KEY] --name phone
    ! error: join asks first; without a terminal, --yes answers
    ! hint: --dry-run shows what would come and go; --yes merges without asking
    = 2
    ");
    assert_eq!(rows(&phone), before);
    insta::assert_snapshot!(join(" --yes"), @"
    $ ritual sync join [PLACE] --key-file [KEY] --name phone --yes
    5 came (laptop), 4 went.
    ");
    settle(&[&laptop, &phone]);
    insta::assert_snapshot!(shown(&laptop, place.path(), "list --all"), @r#"
    $ ritual list --all
    ritual  rhythm  about  noted        30 days
    Walk    3/week  "air"  22 November                               █
    "#);
    insta::assert_snapshot!(shown(&laptop, place.path(), "config"), @"
    $ ritual config
    day-start   04:00
    week-start  mon
    runs        on
    question    on
    board       on
    completion  plain
    scale       1=heavy, 3=even, 5=light
    measure     none
    feels       none
    ");
    assert_eq!(
        laptop.ok(&["export", "jsonl"]).matches("by the ").count(),
        2
    );
    // A device that was away when that happened writes to the ritual that stayed.
    phone.now = "2026-11-23T12:00:00Z".to_owned();
    phone.ok(&["log", "walk"]);
    settle(&[&phone, &laptop]);
}

#[test]
fn a_renamed_ritual_is_one_everywhere() {
    let (laptop, phone, _place) = two();
    laptop.ok(&["change", "walk", "--name", "stroll"]);
    phone.ok(&["log", "walk", "--note", "second"]);
    settle(&[&laptop, &phone]);
    assert_eq!(
        laptop
            .ok(&["export", "jsonl"])
            .matches("\"kind\":\"ritual\"")
            .count(),
        1
    );
    laptop.ok(&["add", "walk"]);
    phone.ok(&["log", "stroll"]);
    settle(&[&laptop, &phone]);
    assert_eq!(
        phone.json(&["list"])["rituals"].as_array().unwrap().len(),
        2
    );
}

#[test]
fn what_is_noted_elsewhere_under_a_merged_ritual_goes_where_its_rows_went() {
    let (laptop, phone, _place) = two();
    laptop.ok(&["log", "stroll"]);
    settle(&[&laptop, &phone]);
    laptop.ok(&["merge", "walk", "stroll", "--no-input"]);
    phone.ok(&["log", "stroll", "--note", "by the sea"]);
    settle(&[&laptop, &phone]);
    let export = laptop.ok(&["export", "jsonl"]);
    let entry = export.lines().find(|row| row.contains("by the sea"));
    assert!(
        entry.is_some_and(|row| row.contains("\"ritual\":\"walk\"")),
        "{entry:?}"
    );
    // Taken back after it was sent, it is another ritual; what was noted since stays.
    laptop.ok(&["undo"]);
    settle(&[&laptop, &phone]);
    assert!(phone.ok(&["export", "jsonl"]).contains("by the sea"));
    assert!(phone.ok(&["list", "--all"]).contains("stroll"));
}

/// A merge is known to the devices that join later, whatever undo made of it meanwhile.
#[test]
fn a_merge_from_before_the_first_sync_is_known_at_join() {
    for after in [
        &["merge"][..],
        &["merge", "undo", "redo"],
        &["merge", "undo"],
    ] {
        let (laptop, phone, place) = (Home::new(), Home::new(), Place::new());
        for name in ["walk", "stroll"] {
            laptop.ok(&["log", name]);
        }
        let export = laptop.ok(&["export", "jsonl"]);
        phone.with_stdin(&["import", "jsonl", "-"], export.as_bytes());
        for command in after {
            match *command {
                "merge" => laptop.ok(&["merge", "walk", "stroll", "--no-input"]),
                other => laptop.ok(&[other]),
            };
        }
        phone.ok(&["log", "stroll", "--note", "by the sea"]);
        laptop.ok(&["sync", "init", &place.shown(), "--name", "laptop"]);
        join(&laptop, &phone, &place.shown(), "phone");
        settle(&[&laptop, &phone]);
        let stands = after.last() != Some(&"undo");
        for home in [&laptop, &phone] {
            let rows = rows(home).join("\n");
            let entry = rows.lines().find(|row| row.contains("by the sea"));
            let of = if stands {
                "\"ritual\":\"walk\""
            } else {
                "\"ritual\":\"stroll\""
            };
            assert!(
                entry.is_some_and(|row| row.contains(of)),
                "{after:?}: {rows}"
            );
            let rituals = rows.matches("\"kind\":\"ritual\"").count();
            assert_eq!(rituals, if stands { 1 } else { 2 }, "{after:?}: {rows}");
            // Its name leads to the one it went into.
            let log = home.ok(&["log", "stroll"]);
            assert_eq!(log.starts_with("walk, noted"), stands, "{log}");
        }
    }
}

#[test]
fn a_place_that_is_away_is_exit_5_and_nothing_counts_as_sent() {
    let (laptop, phone, place) = two();
    let stick = place.path().to_owned();
    let away = stick.with_extension("away");
    std::fs::rename(&stick, &away).unwrap();
    laptop.ok(&["log", "tea"]);
    insta::assert_snapshot!(shown(&laptop, &stick, "sync"), @"
    $ ritual sync
    ! error: [PLACE] is not there
    ! hint: nothing is lost; the next `ritual sync` that reaches it goes on from here
    = 5
    ");
    insta::assert_snapshot!(shown(&laptop, &stick, "sync status"), @"
    $ ritual sync status
    Syncs by [PLACE]
      laptop: this device
    2 rows not sent so far; `ritual sync` sends.
    ! note: [PLACE] is not there
    ");
    std::fs::rename(&away, &stick).unwrap();
    assert_eq!(laptop.ok(&["sync"]), "2 went.\n");
    assert_eq!(phone.ok(&["sync"]), "2 came (laptop).\n");
}

#[test]
fn a_place_that_takes_nothing_leaves_it_to_be_sent() {
    let (laptop, phone, place) = two();
    laptop.ok(&["log", "tea"]);
    // A folder stands where the file is to go.
    let file = place.path().join(format!("{}-2026.age", id(&laptop)));
    std::fs::remove_file(&file).unwrap();
    std::fs::create_dir_all(file.join("in the way")).unwrap();
    let said = laptop.run(&["sync"]);
    assert_eq!(said.code, 5, "{said:?}");
    assert_eq!(laptop.json(&["sync", "status"])["unsent"], 2);
    std::fs::remove_dir_all(&file).unwrap();
    assert_eq!(laptop.ok(&["sync"]), "2 went.\n");
    assert_eq!(phone.ok(&["sync"]), "2 came (laptop).\n");
    settle(&[&laptop, &phone]);
}

#[test]
fn a_restored_backup_and_a_device_a_year_away_need_nothing() {
    let (mut laptop, mut phone, place) = two();
    laptop.ok(&["backup"]);
    let mut backups = laptop.path("backups").read_dir().unwrap();
    let backup = backups
        .find_map(|e| Some(e.unwrap().path()).filter(|p| p.extension().is_some_and(|e| e == "db")))
        .unwrap();
    let backup = backup.display().to_string();
    for n in 0..5 {
        laptop.ok(&["log", "tea", "--note", &format!("cup {n}")]);
    }
    laptop.ok(&["sync"]);
    laptop.ok(&["restore", &backup]);
    phone.ok(&["log", "walk", "--note", "meanwhile"]);
    settle(&[&laptop, &phone]);
    assert_eq!(laptop.ok(&["export", "jsonl"]).matches("cup").count(), 5);
    let third = joined(&laptop, &place.shown(), "tablet");
    third.ok(&["log", "walk", "--note", "before the year"]);
    laptop.now = "2027-11-22T12:00:00Z".to_owned();
    phone.now = "2027-11-22T13:00:00Z".to_owned();
    phone.ok(&["log", "walk"]);
    phone.ok(&["change", "tea", "--name", "green tea"]);
    settle(&[&laptop, &phone]);
    let third = Home {
        now: "2027-11-23T12:00:00Z".to_owned(),
        ..third
    };
    settle(&[&third, &laptop, &phone]);
    assert_eq!(
        phone
            .ok(&["export", "jsonl"])
            .matches("before the year")
            .count(),
        1
    );
    assert!(phone.ok(&["list", "--all"]).contains("green tea"));
}

#[test]
fn a_clock_two_days_ahead_is_named_and_later_edits_hold() {
    let (laptop, mut phone, place) = two();
    phone.now = "2026-11-24T18:00:00Z".to_owned();
    phone.ok(&["change", "walk", "--intention", "from the future"]);
    phone.ok(&["sync"]);
    laptop.ok(&["sync"]);
    insta::assert_snapshot!(shown(&laptop, place.path(), "sync status"), @"
    $ ritual sync status
    Syncs by [PLACE]
      laptop: this device
      phone: wrote 24 November by its clock, which was ahead
    ");
    // What is changed after it was seen comes after it.
    laptop.ok(&["change", "walk", "--intention", "from today"]);
    settle(&[&laptop, &phone]);
    assert!(phone.ok(&["show", "walk"]).contains("from today"));
}

#[test]
fn leaving_and_a_new_key() {
    let (laptop, phone, place) = two();
    let of_phone = id(&phone);
    insta::assert_snapshot!(shown(&laptop, place.path(), "sync leave nobody"), @"
    $ ritual sync leave nobody
    ! error: there is no other device 'nobody'
    ! hint: `ritual sync status` names them
    = 1
    ");
    phone.ok(&["log", "walk", "--note", "on the phone"]);
    phone.ok(&["sync"]);
    insta::assert_snapshot!(shown(&laptop, place.path(), "sync leave phone"), @"
    $ ritual sync leave phone
    The files of phone are gone; what they held is here. `ritual sync renew` changes the key it has.
    ");
    assert_eq!(place.files_of(&of_phone), Vec::<String>::new());
    assert_eq!(
        laptop
            .ok(&["export", "jsonl"])
            .matches("on the phone")
            .count(),
        1
    );
    let before = laptop.ok(&["sync", "key"]);
    insta::assert_snapshot!(shown(&laptop, place.path(), "sync renew"), @"
    $ ritual sync renew
    A new key is in [HOME]/ritual.db.sync/key. The other devices join again, with what `ritual sync key` prints here.
    ");
    let key = laptop.ok(&["sync", "key"]);
    assert_ne!(key.lines().next(), before.lines().next());
    phone.ok(&["log", "walk", "--note", "with the old key"]);
    insta::assert_snapshot!(shown(&phone, place.path(), "sync"), @"
    $ ritual sync
    1 went.
    ! error: [DEVICE]-0000.age: the key does not open it, and 1 more
    ! hint: it was left as it is and nothing is taken from it; `ritual sync status` names each
    = 1
    ");
    join(&laptop, &phone, &place.shown(), "phone");
    settle(&[&laptop, &phone]);
    assert_eq!(
        laptop
            .ok(&["export", "jsonl"])
            .matches("with the old key")
            .count(),
        1
    );
    // The marks outlive the key: what nobody touched is not new.
    assert_eq!(id(&phone), of_phone);
    insta::assert_snapshot!(shown(&phone, place.path(), "sync leave"), @"
    $ ritual sync leave
    This device has left; its files in [PLACE] are gone. The notebook stays as it is.
    ");
    assert_eq!(place.files_of(&of_phone), Vec::<String>::new());
    assert!(!own_folder(&phone).exists());
    assert_eq!(rows(&phone), rows(&laptop));
    let doctor = phone.ok(&["doctor"]);
    assert!(!doctor.contains("schema"), "{doctor}");
}

#[test]
fn forget_all_leaves_and_deletes_nothing_elsewhere() {
    let (laptop, phone, place) = two();
    let of_phone = id(&phone);
    let before = rows(&laptop);
    phone.ok(&["forget", "--all", "--yes"]);
    assert_eq!(place.files_of(&of_phone), Vec::<String>::new());
    let left: Vec<_> = phone.dir.path().read_dir().unwrap().collect();
    assert!(left.is_empty(), "{left:?}");
    assert_eq!(laptop.ok(&["sync"]), "Nothing new.\n");
    assert_eq!(rows(&laptop), before);
}

#[test]
fn the_key_is_asked_about_on_a_terminal_and_may_come_from_a_command() {
    let (laptop, _phone, place) = two();
    let no = laptop.on_terminal(&["sync", "key"], "n\n");
    assert!(
        no.out.contains("show it? y or n") && !no.out.contains("AGE-SECRET-KEY"),
        "{no:?}"
    );
    let yes = laptop.on_terminal(&["sync", "key"], "y\n");
    assert!(yes.out.contains("AGE-SECRET-KEY-1"), "{yes:?}");
    // A device whose key is kept elsewhere writes none down.
    let key = own_folder(&laptop).join("key");
    let other = Home::new();
    let with_command = |args: &[&str]| {
        let mut command = other.command(args);
        command.env("RITUAL_KEY_COMMAND", format!("cat {}", key.display()));
        crate::support::said(command)
    };
    let joined = with_command(&["sync", "join", &place.shown(), "--name", "other"]);
    assert_eq!(
        (joined.code, joined.out.as_str()),
        (0, "2 came (laptop).\n"),
        "{joined:?}"
    );
    assert!(!own_folder(&other).join("key").exists());
    assert_eq!(with_command(&["sync"]).out, "Nothing new.\n");
    let without = other.run(&["sync"]);
    assert_eq!(without.code, 1, "{without:?}");
    std::fs::write(&key, "AGE-SECRET-KEY-1NONSENSE\n").unwrap();
    let wrong = with_command(&["sync"]);
    insta::assert_snapshot!(wrong.err, @"
    error: RITUAL_KEY_COMMAND prints no age identity
    hint: a line such as AGE-SECRET-KEY-1… is one; `age-keygen` makes it
    ");
}

#[test]
fn joining_a_notebook_with_rows_is_asked_about() {
    let (laptop, _phone, place) = two();
    let other = Home::new();
    other.ok(&["log", "swim"]);
    let before = std::fs::read(other.db()).unwrap();
    let key = own_folder(&laptop).join("key").display().to_string();
    let join = [
        "sync",
        "join",
        &place.shown(),
        "--key-file",
        &key,
        "--name",
        "other",
    ];
    let no = other.on_terminal(&join, "n\n");
    insta::assert_snapshot!(masked(&other, place.path(), &no.out), @"
      here        new  changed  gone
      ritual      1
      completion  1
    2 would come (laptop), 2 would go.
    merge this notebook with those of the other devices? y or n: Nothing was joined.
    ");
    assert!(std::fs::read(other.db()).unwrap() == before);
    let yes = other.on_terminal(&join, "y\n");
    assert!(yes.out.contains("2 came (laptop"), "{yes:?}");
    settle(&[&other, &laptop]);
}

#[test]
fn two_syncs_at_once_are_one_after_the_other() {
    let (laptop, _phone, _place) = two();
    let lock = std::fs::File::open(own_folder(&laptop).join("lock")).unwrap();
    rustix::fs::flock(&lock, rustix::fs::FlockOperation::LockExclusive).unwrap();
    insta::assert_snapshot!(format!("{:?}", laptop.run(&["sync"])), @r#"Said { out: "", err: "error: another sync of this notebook is at work\nhint: try again when it has ended\n", code: 3 }"#);
    // The notebook itself is free meanwhile.
    laptop.ok(&["log", "walk"]);
    drop(lock);
    assert_eq!(laptop.ok(&["sync"]), "1 went.\n");
}

#[test]
fn a_dry_run_writes_nothing_anywhere() {
    let (laptop, phone, place) = two();
    phone.ok(&["log", "walk", "--note", "second"]);
    phone.ok(&["sync"]);
    laptop.ok(&["log", "tea"]);
    let (files, notebook) = (place.files(), std::fs::read(laptop.db()).unwrap());
    assert_eq!(
        laptop.ok(&["sync", "--dry-run"]),
        "1 would come (phone), 2 would go.\n"
    );
    assert!(place.files() == files && std::fs::read(laptop.db()).unwrap() == notebook);
    assert_eq!(laptop.ok(&["sync"]), "1 came (phone), 2 went.\n");
}

#[test]
fn who_does_not_sync_has_nothing_of_it() {
    let home = Home::new();
    home.ok(&["log", "walk"]);
    let conn = rusqlite::Connection::open(home.db()).unwrap();
    let sql = "SELECT count(*) FROM sync";
    assert_eq!(conn.query_row(sql, [], |r| r.get::<_, i64>(0)), Ok(0));
    assert!(!own_folder(&home).exists());
}

#[test]
fn a_name_in_any_script_is_taken_and_one_that_cannot_be_shown_is_refused() {
    let (laptop, place) = (Home::new(), Place::new());
    laptop.ok(&["log", "walk"]);
    for name in ["", "\u{1b}[31mred", "two\nlines"] {
        let said = laptop.run(&["sync", "init", &place.shown(), "--name", name]);
        assert!(said.code == 2 && said.err.contains("--name"), "{said:?}");
    }
    assert!(place.files().is_empty() && !own_folder(&laptop).exists());
    laptop.ok(&["sync", "init", &place.shown(), "--name", "هاتف 📱"]);
    let phone = joined(&laptop, &place.shown(), "👩‍👩‍👧 ноутбук");
    phone.ok(&["log", "walk"]);
    phone.ok(&["sync"]);
    assert_eq!(laptop.ok(&["sync"]), "1 came (👩‍👩‍👧 ноутбук).\n");
    assert!(phone.ok(&["sync", "status"]).contains("هاتف 📱: wrote"));
}

/// A stick that is not in may leave an empty folder where it was.
#[test]
fn files_that_went_from_the_place_are_written_again_and_that_is_said() {
    let (laptop, _phone, place) = two();
    for name in place.files_of(&id(&laptop)) {
        std::fs::remove_file(place.path().join(name)).unwrap();
    }
    insta::assert_snapshot!(shown(&laptop, place.path(), "sync"), @"
    $ ritual sync
    Nothing new.
    ! note: 2 files were not as this device had left them; it wrote them again
    ");
    insta::assert_snapshot!(shown(&laptop, place.path(), "sync"), @"
    $ ritual sync
    Nothing new.
    ");
    assert_eq!(place.files_of(&id(&laptop)).len(), 2);
}

/// One session, which both devices end before they hear of each other.
#[test]
fn a_session_that_two_devices_end_is_one_entry() {
    let (mut laptop, mut phone, _place) = two();
    laptop.ok(&["log", "sit", "--start"]);
    settle(&[&laptop, &phone]);
    laptop.now = "2026-11-22T12:20:00Z".to_owned();
    phone.now = "2026-11-22T12:21:00Z".to_owned();
    laptop.ok(&["log", "sit", "--stop", "--note", "quiet"]);
    phone.ok(&["log", "sit", "--stop"]);
    settle(&[&laptop, &phone]);
    let entries = |home: &Home| {
        let export = home.ok(&["export", "jsonl"]);
        let lines = export
            .lines()
            .filter(|line| line.contains("\"sit\",\"ritual_uid\""));
        lines.map(|line| home.masked(line)).collect::<Vec<_>>()
    };
    insta::assert_snapshot!(entries(&laptop).join("\n"), @r#"{"kind":"completion","uid":"[UID]","ritual":"sit","ritual_uid":"[UID]","day":"2026-11-22","at":"2026-11-22T12:00:00Z","zone":"UTC","amount":21,"unit":"min","note":"quiet"}"#);
    // One whose end was taken back, and that ends again.
    laptop.ok(&["log", "sit", "--start"]);
    laptop.ok(&["log", "sit", "--stop"]);
    laptop.ok(&["undo"]);
    settle(&[&laptop, &phone]);
    laptop.ok(&["log", "sit", "--stop"]);
    settle(&[&laptop, &phone]);
    assert_eq!(entries(&phone).len(), 2);
}

/// Who forgot something takes the files of others away that hold it: no news for those.
#[test]
fn files_that_were_swept_are_written_again_without_a_word() {
    let (laptop, phone, place) = two();
    settle(&[&laptop, &phone]);
    laptop.ok(&["forget", "--ritual", "walk", "--yes"]);
    laptop.ok(&["sync"]);
    insta::assert_snapshot!(shown(&phone, place.path(), "sync"), @"
    $ ritual sync
    2 came (laptop).
    ");
}
