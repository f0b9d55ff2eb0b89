//! `ritual export`: every format, a choice of rows, files that are never written over.

use crate::support::{Home, Said};
use crate::transcript;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

fn notebook() -> Home {
    let mut home = Home::at("2026-02-27T08:00:00Z");
    home.ok(&[
        "add",
        "walk",
        "--intention",
        "slowly",
        "--unit",
        "min",
        "--for",
        "calm",
    ]);
    home.ok(&[
        "log",
        "walk",
        "--amount",
        "20",
        "--note",
        "ice; on the lake,\nand *quiet*",
    ]);
    home.now = "2026-03-01T21:30:00Z".to_owned();
    home.ok(&[
        "log",
        "walk",
        "--as",
        "round the block",
        "--on",
        "yesterday",
    ]);
    home.ok(&[
        "mood",
        "2",
        "slow day",
        "--sleep",
        "6.5",
        "--feeling",
        "tired",
        "--feeling",
        "calm",
    ]);
    home.ok(&["add", "prayer", "--sacred"]);
    home.ok(&["log", "prayer"]);
    home.ok(&[
        "pause",
        "walk",
        "--from",
        "2026-03-05",
        "--until",
        "2026-03-09",
    ]);
    home.ok(&[
        "boundaries",
        "add",
        "tea and quiet",
        "--offered",
        "--note",
        "any evening",
    ]);
    home
}

fn mode(path: &Path) -> u32 {
    path.metadata()
        .expect("something there")
        .permissions()
        .mode()
        & 0o777
}

fn names(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).expect("a folder");
    let mut names: Vec<String> = entries
        .map(|e| {
            e.expect("an entry")
                .file_name()
                .to_string_lossy()
                .into_owned()
        })
        .collect();
    names.sort();
    names
}

#[test]
fn a_page_to_read() {
    insta::assert_snapshot!(notebook().ok(&["export", "markdown"]), @r#"
    # Notebook

    ## Rituals

    - the ritual walk

      > slowly

    ## Boundaries

    - Offered: tea and quiet

      > any evening

    ## February 2026

    ### Friday 27 February

    - walk, 20 min, 08:00

      > ice; on the lake,
      > and \*quiet\*

    ### Saturday 28 February

    - walk, "round the block"

    ## March 2026

    ### Sunday 1 March

    - mood 2, sleep 6.5 h, feeling "tired", "calm"

      > slow day

    ### Thursday 5 March

    - rest for walk from 5 March until 9 March
    "#);
}

#[test]
fn tables() {
    let home = notebook();
    insta::assert_snapshot!(home.masked(&home.ok(&["export", "csv", "--kind", "completion"])), @r#"
    uid,day,at,zone,ritual,amount,as,note,unit,ritual_uid
    [UID],2026-02-27,2026-02-27T08:00:00Z,UTC,walk,20,,"ice; on the lake,
    and *quiet*",min,[UID]
    [UID],2026-02-28,,,walk,,round the block,,,[UID]
    "#);
    insta::assert_snapshot!(home.masked(&home.ok(&["export", "csv", "--kind", "mood"])), @"
    uid,day,at,zone,feelings,mood,note,sleep
    [UID],2026-03-01,2026-03-01T21:30:00Z,UTC,tired; calm,2,slow day,6.5
    ");
    insta::assert_snapshot!(home.masked(&home.ok(&["export", "csv", "--kind", "ritual"])), @"
    uid,name,for,intention,unit
    [UID],walk,calm,slowly,min
    ");
}

#[test]
fn a_calendar() {
    let home = notebook();
    let calendar = home.ok(&["export", "ics"]);
    assert!(
        calendar.lines().count() > 20
            && calendar.split("\r\n").count() == calendar.lines().count() + 1
    );
    insta::assert_snapshot!(home.masked(&calendar.replace("\r\n", "\n")), @r"
    BEGIN:VCALENDAR
    VERSION:2.0
    PRODID:-//ritual//export//EN
    BEGIN:VEVENT
    UID:[UID]
    DTSTAMP:20260301T213000Z
    DTSTART:20260227T080000
    CLASS:PRIVATE
    SUMMARY:walk\, 20 min
    TRANSP:TRANSPARENT
    END:VEVENT
    BEGIN:VEVENT
    UID:[UID]
    DTSTAMP:20260301T213000Z
    DTSTART;VALUE=DATE:20260228
    CLASS:PRIVATE
    SUMMARY:walk
    TRANSP:TRANSPARENT
    END:VEVENT
    BEGIN:VJOURNAL
    UID:[UID]
    DTSTAMP:20260301T213000Z
    DTSTART:20260301T213000
    CLASS:PRIVATE
    SUMMARY:mood 2\, sleep 6.5 h
    END:VJOURNAL
    END:VCALENDAR
    ");
    // Sacred rituals are named or stay out.
    assert!(!calendar.contains("prayer"));
    assert!(
        home.ok(&["export", "ics", "--only", "prayer"])
            .contains("SUMMARY:prayer")
    );
}

#[test]
fn one_document_of_the_same_rows() {
    let home = notebook();
    let document: serde_json::Value =
        serde_json::from_str(&home.ok(&["export", "json"])).expect("JSON");
    let lines = home.ok(&["export", "jsonl"]);
    let rows: Vec<serde_json::Value> = lines
        .lines()
        .map(|l| serde_json::from_str(l).expect("JSON"))
        .collect();
    assert_eq!(
        (document["schema"].as_i64(), document["report"].as_str()),
        (Some(1), Some("export"))
    );
    assert_eq!(document["rows"], serde_json::Value::Array(rows));
}

#[test]
fn a_choice_of_rows() {
    let mut home = notebook();
    insta::assert_snapshot!(home.transcript(r#"
        export jsonl --only walk --from 2026-02-28
        export jsonl --kind completion --to 2026-02-27
        export jsonl --from 2026-03-07 --kind pause --kind mood
        export jsonl --only PRAY --kind completion
        export jsonl --kind config
        export jsonl --only nobody
        export jsonl --from 2026-03-02 --to 2026-03-01
        export jsonl --from someday
        export jsonl --kind poem
        export poem
        export csv
        export sqlite
        export sqlite x.db --only walk
        export jsonl ""
    "#), @r#"
    $ ritual export jsonl --only walk --from 2026-02-28
    {"kind":"ritual","uid":"[UID]","name":"walk","intention":"slowly","for":["calm"],"unit":"min"}
    {"kind":"pause","uid":"[UID]","ritual":"walk","ritual_uid":"[UID]","from":"2026-03-05","until":"2026-03-09"}
    {"kind":"completion","uid":"[UID]","ritual":"walk","ritual_uid":"[UID]","day":"2026-02-28","as":"round the block"}
    $ ritual export jsonl --kind completion --to 2026-02-27
    {"kind":"completion","uid":"[UID]","ritual":"walk","ritual_uid":"[UID]","day":"2026-02-27","at":"2026-02-27T08:00:00Z","zone":"UTC","amount":20,"unit":"min","note":"ice; on the lake,\nand *quiet*"}
    $ ritual export jsonl --from 2026-03-07 --kind pause --kind mood
    {"kind":"pause","uid":"[UID]","ritual":"walk","ritual_uid":"[UID]","from":"2026-03-05","until":"2026-03-09"}
    $ ritual export jsonl --only PRAY --kind completion
    {"kind":"completion","uid":"[UID]","ritual":"prayer","ritual_uid":"[UID]","day":"2026-03-01","at":"2026-03-01T21:30:00Z","zone":"UTC"}
    $ ritual export jsonl --kind config
    $ ritual export jsonl --only nobody
    ! error: no ritual is called 'nobody'
    ! hint: `ritual show` shows the names there are
    = 1
    $ ritual export jsonl --from 2026-03-02 --to 2026-03-01
    ! error: --to 2026-03-01 lies before 2026-03-02
    ! hint: --from names the first day, and it comes first
    = 2
    $ ritual export jsonl --from someday
    ! error: --from expects a date such as 2026-03-02 or 'in 2 weeks'; got 'someday'
    ! hint: dates read 2026-03-02, today, yesterday, monday, '3 days ago', '5 march'
    = 2
    $ ritual export jsonl --kind poem
    ! error: invalid value 'poem' for '--kind <KIND>' [possible values: config, ritual, pause, completion, mood, boundary, support_option, support, support_line, offer, invite, reminder, consent, reflection, month, win, thanks, phrase, vision, winddown, trial, person, resource, hard, talk, start]
    ! hint: `ritual export --help` shows what it takes
    = 2
    $ ritual export poem
    ! error: invalid value 'poem' for '<FORMAT>' [possible values: jsonl, json, csv, markdown, ics, sqlite, shareable, loop, harsh, jrnl, obsidian]
    ! hint: `ritual export --help` shows what it takes
    = 2
    $ ritual export csv
    ! error: csv is a table for each kind of row: PATH expects a folder or a .zip
    ! hint: `ritual export csv --kind completion` prints one table
    = 2
    $ ritual export sqlite
    ! error: sqlite expects a PATH: a database is no text
    ! hint: `ritual export jsonl` prints every row
    = 2
    $ ritual export sqlite x.db --only walk
    ! error: sqlite copies the whole file, and takes no choice of rows
    ! hint: jsonl, json, csv, markdown and ics take one
    = 2
    $ ritual export jsonl ""
    ! error: a value is required for '[PATH]' but none was supplied
    ! hint: `ritual export --help` shows what it takes
    = 2
    "#);
}

#[test]
fn files_for_their_owner_alone_and_never_over_another() {
    let mut home = notebook();
    let out = home.path("out");
    std::fs::create_dir(&out).expect("a folder");
    for format in ["jsonl", "json", "markdown", "ics", "sqlite", "csv"] {
        let path = out.join(if format == "csv" {
            "tables.zip"
        } else {
            format
        });
        let said = home.run(&["export", format, &path.display().to_string()]);
        assert_eq!((said.code, said.err.as_str()), (0, ""), "{said:?}");
        assert_eq!(mode(&path), 0o600, "{format}");
        let before = std::fs::read(&path).expect("a file");
        let again = home.run(&["export", format, &path.display().to_string()]);
        assert_eq!(again.code, 1, "{again:?}");
        assert_eq!(std::fs::read(&path).expect("a file"), before);
        home.ok(&["export", format, &path.display().to_string(), "--force"]);
    }
    assert_eq!(
        names(&out),
        ["ics", "json", "jsonl", "markdown", "sqlite", "tables.zip"]
    );
    assert_eq!(
        std::fs::read_to_string(out.join("jsonl")).expect("text"),
        home.ok(&["export", "jsonl"])
    );
    let folder = out.display();
    insta::assert_snapshot!(home.transcript(&format!(r#"
        export jsonl {folder}/jsonl
        export jsonl {folder}/jsonl --force --kind mood
        export jsonl {folder}/new.jsonl --kind config
        export jsonl {folder}/newer.jsonl --json
        export jsonl {folder} --force
        export csv {folder}/tables
        export csv {folder}/tables
        export csv {folder}/tables --force -q
        export csv {folder}/more.zip --kind mood --json
        export jsonl {folder}/nowhere/x.jsonl
        export markdown {folder}/jsonl/x.md
    "#)), @r#"
    $ ritual export jsonl [HOME]/out/jsonl
    ! error: [HOME]/out/jsonl is there, and was left as it is
    ! hint: --force writes over it
    = 1
    $ ritual export jsonl [HOME]/out/jsonl --force --kind mood
    Wrote [HOME]/out/jsonl, 1 row.
    $ ritual export jsonl [HOME]/out/new.jsonl --kind config
    Wrote [HOME]/out/new.jsonl; no row fits what was asked for.
    $ ritual export jsonl [HOME]/out/newer.jsonl --json
    {"schema":1,"report":"export","format":"jsonl","files":["[HOME]/out/newer.jsonl"],"rows":8}
    $ ritual export jsonl [HOME]/out --force
    ! error: [HOME]/out is a folder
    ! hint: PATH names a file; one in that folder would do
    = 1
    $ ritual export csv [HOME]/out/tables
    Wrote [HOME]/out/tables, 6 rows.
    $ ritual export csv [HOME]/out/tables
    ! error: [HOME]/out/tables/ritual.csv is there, and was left as it is
    ! hint: --force writes over it
    = 1
    $ ritual export csv [HOME]/out/tables --force -q
    $ ritual export csv [HOME]/out/more.zip --kind mood --json
    {"schema":1,"report":"export","format":"csv","files":["[HOME]/out/more.zip"],"rows":1}
    $ ritual export jsonl [HOME]/out/nowhere/x.jsonl
    ! error: [HOME]/out/nowhere/x.jsonl: the folder is not there
    ! hint: `mkdir` makes one; nothing was written
    = 1
    $ ritual export markdown [HOME]/out/jsonl/x.md
    ! error: [HOME]/out/jsonl/x.md: the folder is not there
    ! hint: `mkdir` makes one; nothing was written
    = 1
    "#);
    assert_eq!(mode(&out.join("tables")), 0o700);
    assert_eq!(mode(&out.join("tables/completion.csv")), 0o600);
    assert_eq!(
        names(&out.join("tables")),
        [
            "boundary.csv",
            "completion.csv",
            "mood.csv",
            "pause.csv",
            "ritual.csv"
        ]
    );
    assert!(names(&out).iter().all(|name| !name.contains("draft")));
}

#[test]
fn the_notebook_itself_is_never_written_over() {
    let mut home = notebook();
    let (db, link) = (home.db(), home.path("link"));
    std::os::unix::fs::symlink(&db, &link).expect("a link");
    let before = std::fs::read(&db).expect("a file");
    insta::assert_snapshot!(home.transcript(&format!(
        "export jsonl {} --force\nexport sqlite {} --force",
        db.display(),
        link.display()
    )), @"
    $ ritual export jsonl [HOME]/ritual.db --force
    ! error: [HOME]/ritual.db is the notebook itself
    ! hint: an export goes to a file of its own; nothing was written
    = 1
    $ ritual export sqlite [HOME]/link --force
    ! error: [HOME]/ritual.db is the notebook itself
    ! hint: an export goes to a file of its own; nothing was written
    = 1
    ");
    assert_eq!(std::fs::read(&db).expect("a file"), before);
}

#[test]
fn the_copy_is_a_notebook() {
    let home = notebook();
    let copy = home.path("copy.db").display().to_string();
    home.ok(&["export", "sqlite", &copy]);
    assert_eq!(
        home.ok(&["--db", &copy, "export", "jsonl"]),
        home.ok(&["export", "jsonl"])
    );
    assert_eq!(home.run(&["--db", &copy, "doctor"]).code, 0);
}

/// The zip is what another program reads.
#[test]
fn the_archive_opens() {
    let home = notebook();
    let path = home.path("tables.zip");
    home.ok(&["export", "csv", &path.display().to_string()]);
    let mut archive =
        zip::ZipArchive::new(std::fs::File::open(&path).expect("a file")).expect("a zip");
    let mut names: Vec<String> = (0..archive.len())
        .map(|i| {
            archive
                .by_index(i)
                .expect("an entry")
                .name()
                .expect("a name")
                .into_owned()
        })
        .collect();
    names.sort();
    assert_eq!(
        names,
        [
            "boundary.csv",
            "completion.csv",
            "mood.csv",
            "pause.csv",
            "ritual.csv"
        ]
    );
    let mut table = String::new();
    std::io::Read::read_to_string(
        &mut archive.by_name("completion.csv").expect("one"),
        &mut table,
    )
    .expect("text");
    assert_eq!(table, home.ok(&["export", "csv", "--kind", "completion"]));
}

/// What a spreadsheet would run, or a terminal.
#[test]
fn hostile_words_are_words() {
    let home = Home::new();
    for note in [
        "=HYPERLINK(\"http://x\")",
        "+1",
        "@x",
        "'quoted",
        "<script>alert(1)</script>",
        "# not a heading",
        "BEGIN:VEVENT",
    ] {
        home.ok(&["log", "walk", &format!("--note={note}")]);
    }
    let escape = "{\"kind\":\"mood\",\"day\":\"2026-03-03\",\"note\":\"\\u001b[2J\\u009b\\u202e=x\\r\\nEND:VCALENDAR\"}\n";
    home.with_stdin(
        &["import", "jsonl", "-", "--with-consents"],
        escape.as_bytes(),
    );
    let table = home.ok(&["export", "csv", "--kind", "completion"]);
    let mut reader = csv::Reader::from_reader(table.as_bytes());
    let at = reader
        .headers()
        .expect("a heading")
        .iter()
        .position(|h| h == "note")
        .expect("notes");
    let notes: Vec<String> = reader
        .records()
        .map(|r| r.expect("a row")[at].to_owned())
        .collect();
    insta::assert_snapshot!(notes.join("\n"), @r#"
    '=HYPERLINK("http://x")
    '+1
    '@x
    ''quoted
    <script>alert(1)</script>
    # not a heading
    BEGIN:VEVENT
    "#);
    let act =
        |c: char| (c.is_control() && !"\r\n".contains(c)) || matches!(c, '\u{202a}'..='\u{202e}');
    for args in [
        &["export", "markdown"][..],
        &["export", "ics"],
        &["export", "csv", "--kind", "mood"],
        &["export", "json"],
    ] {
        let out = home.ok(args);
        assert!(!out.contains(act), "{args:?}: {out}");
    }
    let calendar = home.ok(&["export", "ics"]);
    assert_eq!(calendar.matches("\r\nEND:VCALENDAR").count(), 1);
    assert_eq!(calendar.matches("\r\nBEGIN:VEVENT").count(), 7);
    assert!(!home.ok(&["export", "markdown"]).contains("<script>"));
}

#[test]
fn a_missing_notebook_is_an_empty_export_and_is_not_made() {
    transcript!("
        export jsonl
        export markdown
        export csv --kind mood
        export json
    ", @r#"
    $ ritual export jsonl
    $ ritual export markdown
    # Notebook
    $ ritual export csv --kind mood
    $ ritual export json
    {"schema":1,"report":"export","rows":[]}
    "#);
    let home = Home::new();
    home.ok(&["export", "ics"]);
    assert!(!home.db().exists());
}

/// Nothing half-written stays where a file could not be.
#[test]
fn a_folder_that_takes_nothing_and_a_disk_that_is_full() {
    let home = notebook();
    let whole = home.command(&[
        "export",
        "jsonl",
        &home.path("x.jsonl").display().to_string(),
    ]);
    let mut limited = std::process::Command::new("sh");
    limited
        .args(["-c", "trap '' XFSZ; ulimit -f 1; exec \"$0\" \"$@\""])
        .arg(whole.get_program())
        .args(whole.get_args())
        .env_clear();
    limited.envs(whole.get_envs().filter_map(|(k, v)| Some((k, v?))));
    let said: Said = crate::support::said(limited);
    assert_eq!(said.code, 5, "{said:?}");
    assert_eq!(names(home.dir.path()), ["ritual.db"]);
    let nowhere = home.run(&["export", "jsonl", "/proc/x.jsonl"]);
    assert!(matches!(nowhere.code, 1 | 5), "{nowhere:?}");
    assert!(nowhere.err.contains("hint: "), "{nowhere:?}");
}
