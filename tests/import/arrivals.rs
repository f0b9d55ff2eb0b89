//! Phones, journals and databases: what a file in the shape their program writes brings, where somebody
//! in Berlin imports it.

use crate::support::Home;
use crate::{brought_to, database, fixture, rows, zipped};
use insta::assert_snapshot;

fn berlin() -> Home {
    Home {
        tz: "Europe/Berlin".to_owned(),
        ..Home::at("2026-11-25T12:00:00+01:00")
    }
}

fn brought(format: &str, name: &str) -> String {
    brought_to(&berlin(), format, name, &[])
}

fn file(home: &Home, name: &str, bytes: &[u8]) -> String {
    std::fs::write(home.path(name), bytes).expect("a file");
    home.path(name).display().to_string()
}

#[test]
fn daylio_backup() {
    assert_snapshot!(brought("daylio", "backup_2026_01_02.daylio"), @r#"
    4 rows would come in (31 Dec 2025 – 1 Jan 2026).
      ritual      1
      completion  1
      mood        2

    ritual        first day         last day   entries  rests
    walk          1 January         1 January  1
    (mood notes)  31 December 2025  1 January  2

    Not carried over:
      1 frequency: no rhythm here says it, and it is kept with the ritual.
      1 milestone: it is no entry of a day.
    note: kept beside the notes: reading, walk; --activities as-rituals (or as-feelings, as-triggers, as-coping) on the same file brings them in
    ---
    {"kind":"ritual","name":"walk","daylio":{"repeat_type":1,"repeat_value":0}}
    {"kind":"completion","ritual":"walk","day":"2026-01-01","at":"2026-01-01T21:00:00+01:00","zone":"Europe/Berlin"}
    {"kind":"mood","day":"2025-12-31","at":"2025-12-31T20:00:00-04:00","mood":2}
    {"kind":"mood","day":"2026-01-01","at":"2026-01-01T00:36:00+01:00","mood":5,"note":"New year\nA line\n\nand more","daylio":{"activities":["walk","reading"]}}
    "#);
    let home = berlin();
    home.ok(&[
        "import",
        "auto",
        &fixture("backup_2026_01_02.daylio"),
        "--activities",
        "as-feelings",
    ]);
    assert!(rows(&home).contains(r#""feelings":["walk","reading"]"#));
    let kept = std::fs::read(home.db()).expect("the notebook");
    assert!(
        !kept.windows(4).any(|four| four == b"1234"),
        "the lock of the app stays there"
    );
}

/// An entry of the CSV and of the backup is one.
#[test]
fn daylio_backup_after_the_csv() {
    let home = berlin();
    let csv = "full_date,date,weekday,time,mood,activities,note_title,note\n\
        2026-01-01,January 1,Thursday,00:36,bright,walk | reading,New year,\"A line<br><br>and <b>more</b>\"\n";
    let csv = file(&home, "daylio.csv", csv.as_bytes());
    home.ok(&["import", "daylio", &csv, "--mood-map", "bright=5"]);
    let said = home.json(&["import", "daylio", &fixture("backup_2026_01_02.daylio")]);
    assert_eq!(
        (&said["added"], &said["here"]),
        (&3.into(), &1.into()),
        "{said}"
    );
}

/// The JSON alone has a limit, and a higher one than other files of a zip.
#[test]
fn daylio_backup_of_many_years() {
    let home = berlin();
    // base64 of an object with one mood and one day
    let mut text = vec![b'\n'; 40 << 20];
    text.extend(b"eyJjdXN0b21Nb29kcyI6W3siaWQiOjEsIm1vb2RfZ3JvdXBfaWQiOjJ9XSwiZGF5RW50cmllcyI6W3sieWVhciI6MjAyNiwibW9udGgiOjAsImRheSI6MSwibW9vZCI6MX1dfQ==");
    let backup = file(
        &home,
        "b.daylio",
        &zipped(&[("backup.daylio", text.as_slice())]),
    );
    home.ok(&["import", "auto", &backup]);
    assert_snapshot!(rows(&home), @r#"{"kind":"mood","day":"2026-01-01","mood":4}"#);
}

#[test]
fn daylio_backups_that_are_none() {
    let home = berlin();
    let mut said = String::new();
    for (name, member, bytes) in [
        ("odd.daylio", "backup.daylio", &b"e\xff"[..]),
        ("cut.daylio", "backup.daylio", b"eyJkYXlFbnRyaWVzIjpb"),
        ("other.daylio", "backup.daylio", b"{\"habits\":[]}"),
        ("mood.daylio", "/backup.daylio", b"{\"dayEntries\":[{\"year\":2026,\"month\":0,\"day\":1,\"mood\":9}]}"),
        ("month.daylio", "backup.daylio", b"{\"customMoods\":[{\"id\":9,\"mood_group_id\":1}],\n\"dayEntries\":[{\"year\":2026,\"month\":12,\"day\":1,\"mood\":9}]}"),
        ("climbs.daylio", "../backup.daylio", b"{}"),
    ] {
        let path = file(&home, name, &zipped(&[(member, bytes)]));
        said += &home.masked(&home.run(&["import", "daylio", &path]).err);
    }
    assert!(!home.db().exists());
    assert_snapshot!(said, @"
    error: [HOME]/odd.daylio/backup.daylio, line 1: base64 of a JSON object is expected
    hint: nothing was written; --skip-bad takes the other lines and lists what it left out
    error: [HOME]/cut.daylio/backup.daylio, line 1: the end of an array or object is expected
    hint: nothing was written; --skip-bad takes the other lines and lists what it left out
    error: [HOME]/other.daylio/backup.daylio, line 1: a JSON array called dayEntries is expected
    hint: nothing was written; --skip-bad takes the other lines and lists what it left out
    error: [HOME]/mood.daylio/backup.daylio, line 1: no mood has the id 9
    hint: nothing was written; --skip-bad takes the other lines and lists what it left out
    error: [HOME]/month.daylio/backup.daylio, line 2: a year, a month from 0 to 11 and a day are expected
    hint: nothing was written; --skip-bad takes the other lines and lists what it left out
    error: [HOME]/climbs.daylio holds a path that climbs out of it: ../backup.daylio
    hint: nothing was unpacked or written; what it holds can be unpacked, and the folder named
    ");
}

#[test]
fn day_one() {
    assert_snapshot!(brought("day-one", "dayone.json"), @r#"
    2 rows would come in (3–4 Feb).
      mood        2

    ritual        first day   last day    entries  rests
    (mood notes)  3 February  4 February  2

    Not carried over:
      1 photo, video or recording: the notebook holds words.
    ---
    {"kind":"mood","day":"2026-02-03","at":"2026-02-03T19:00:00-08:00","note":"A walk by the sea"}
    {"kind":"mood","day":"2026-02-04","at":"2026-02-04T00:30:00+01:00","feelings":["calm","late night"],"note":"Late night\n\nSlept well. 3-4 pages!","day-one":{"starred":true}}
    "#);
}

/// A zip with two journals that share an entry, rich text alone, and no words at all.
#[test]
fn day_one_zips() {
    let home = berlin();
    let day = std::fs::read(fixture("dayone.json")).expect("a fixture");
    let night = br#"{"entries":[
        {"uuid":"A2","creationDate":"2026-02-04T03:00:00Z","timeZone":"America/Los_Angeles","text":"A walk by the sea"},
        {"uuid":"B1","creationDate":"2026-02-05T03:00:00Z","timeZone":"Mars/Olympus","richText":"{\"contents\":[{\"text\":\"In two \"},{\"text\":\"parts\"}]}","isAllDay":true},
        {"uuid":"B2","creationDate":"2026-02-05T03:00:00Z","photos":[{}],"location":{"latitude":1}}]}"#;
    let zip = zipped(&[
        ("Day.json", &day[..]),
        ("Night.json", night),
        ("photos/a.jpeg", b"\xff\xd8"),
    ]);
    let path = file(&home, "2026-03-01 export.zip", &zip);
    let said = home.run(&["import", "auto", &path]);
    assert_snapshot!(home.masked(&format!("{}{}{}", said.out, said.err, rows(&home))), @r#"
    3 rows brought in (3–5 Feb).
      mood        3
    `ritual find --kind mood` lists the notes.
    note: [HOME]/2026-03-01 export.zip reads as day-one
    note: not carried over: 1 place: the notebook has no field for where somebody was.
    note: not carried over: 1 row with nothing in it: there is nothing to keep.
    note: not carried over: 2 photos, videos and recordings: the notebook holds words.
    note: not carried over: 1 entry that stands there twice: each is taken once.
    {"kind":"mood","day":"2026-02-03","at":"2026-02-03T19:00:00-08:00","note":"A walk by the sea","day-one":{"journal":"Day"}}
    {"kind":"mood","day":"2026-02-04","at":"2026-02-04T00:30:00+01:00","feelings":["calm","late night"],"note":"Late night\n\nSlept well. 3-4 pages!","day-one":{"journal":"Day","starred":true}}
    {"kind":"mood","day":"2026-02-05","note":"In two parts","day-one":{"isAllDay":true,"journal":"Night"}}
    "#);
}

#[test]
fn apple_health() {
    assert_snapshot!(brought("apple-health", "export.xml"), @r#"
    5 rows would come in (2 Mar).
      ritual      2
      completion  2
      mood        1

    ritual        first day  last day  entries  rests
    mindful       2 March    2 March   1
    yoga          2 March    2 March   1
    (mood notes)  2 March    2 March   1
    ---
    {"kind":"ritual","name":"mindful","unit":"min"}
    {"kind":"ritual","name":"yoga","unit":"min"}
    {"kind":"completion","ritual":"yoga","day":"2026-03-02","at":"2026-03-02T18:00:00+01:00","zone":"Europe/Berlin","amount":31.5,"unit":"min","apple-health":{"source":"Watch"}}
    {"kind":"completion","ritual":"mindful","day":"2026-03-02","at":"2026-03-02T20:00:00+01:00","zone":"Europe/Berlin","amount":12,"unit":"min","apple-health":{"source":"Calm & Co"}}
    {"kind":"mood","day":"2026-03-02","sleep":7}
    "#);
}

/// What several devices measured counts once, a nap belongs to its day, a zone that is named counts,
/// and what has no place is counted.
#[test]
fn apple_health_with_devices_zones_and_other_records() {
    let record = |kind: &str, value: &str, from: &str, until: &str, inner: &str| {
        format!(
            "<Record type=\"HKCategoryTypeIdentifier{kind}\" sourceName=\"W\u{b}atch\" startDate=\"{from}\" endDate=\"{until}\" value=\"HKCategoryValue{value}\">{inner}</Record>\n"
        )
    };
    let zone = "<MetadataEntry key=\"HKTimeZone\" value=\"Asia/Tokyo\"/>";
    let records = [
        record(
            "SleepAnalysis",
            "SleepAnalysisAsleepCore",
            "2026-03-01 23:00:00 +0100",
            "2026-03-02 03:00:00 +0100",
            "",
        ),
        record(
            "SleepAnalysis",
            "SleepAnalysisAsleep",
            "2026-03-01 22:30:00 +0100",
            "2026-03-02 06:00:00 +0100",
            "",
        ),
        record(
            "SleepAnalysis",
            "SleepAnalysisAsleepDeep",
            "2026-03-02 14:00:00 +0100",
            "2026-03-02 14:20:00 +0100",
            "",
        ),
        record(
            "SleepAnalysis",
            "SleepAnalysisInBed",
            "2026-03-02 23:00:00 +0100",
            "2026-03-03 07:00:00 +0100",
            "",
        ),
        record(
            "SleepAnalysis",
            "SleepAnalysisAsleepREM",
            "2026-03-04 15:00:00 +0100",
            "2026-03-04 22:00:00 +0100",
            zone,
        ),
        record(
            "MindfulSession",
            "NotApplicable",
            "2026-03-04 16:30:00 +0100",
            "2026-03-04 16:42:30 +0100",
            zone,
        ),
        record(
            "StateOfMind",
            "x",
            "2026-03-04 16:30:00 +0100",
            "2026-03-04 16:42:30 +0100",
            "",
        ),
    ]
    .concat();
    let xml = format!(
        "<?xml version=\"1.0\"?>\n<!DOCTYPE HealthData [\n<!ATTLIST open\n]>\n<HealthData>\n{records}\
        <Workout workoutActivityType=\"HKWorkoutActivityTypeTraditionalStrengthTraining\" duration=\"0.5\" durationUnit=\"hr\" startDate=\"2026-03-02 18:00:00 +0100\" endDate=\"2026-03-02 18:31:30 +0100\">\n\
        <WorkoutStatistics type=\"HKQuantityTypeIdentifierActiveEnergyBurned\" sum=\"120.5\" unit=\"kcal\"/></Workout>\n\
        <ActivitySummary dateComponents=\"2026-03-02\"/></HealthData>\n"
    );
    let home = berlin();
    let cda = b"<?xml version=\"1.0\"?><ClinicalDocument/>";
    let zip = zipped(&[
        ("apple_health_export/export_cda.xml", &cda[..]),
        ("apple_health_export/Exportaci\u{f3}n.xml", xml.as_bytes()),
    ]);
    let said = home.run(&["import", "auto", &file(&home, "export.zip", &zip)]);
    assert_snapshot!(home.masked(&format!("{}{}{}", said.out, said.err, rows(&home))), @r#"
    6 rows brought in (2–5 Mar).
      ritual      2
      completion  2
      mood        2
    `ritual calendar --year 2026` shows the days.
    note: [HOME]/export.zip reads as apple-health
    note: not carried over: 1 night in bed without hours asleep: time in bed is not sleep.
    note: not carried over: 1 state of mind: the form they are kept in is not described.
    note: not carried over: 1 record of another kind: the notebook has no field for them.
    {"kind":"ritual","name":"mindful","unit":"min"}
    {"kind":"ritual","name":"traditional strength training","unit":"min"}
    {"kind":"completion","ritual":"traditional strength training","day":"2026-03-02","at":"2026-03-02T18:00:00+01:00","zone":"Europe/Berlin","amount":30,"unit":"min","apple-health":{"ActiveEnergyBurned":"120.5 kcal"}}
    {"kind":"completion","ritual":"mindful","day":"2026-03-05","at":"2026-03-05T00:30:00+09:00","amount":12.5,"unit":"min","apple-health":{"source":"Watch"}}
    {"kind":"mood","day":"2026-03-02","sleep":7.83}
    {"kind":"mood","day":"2026-03-05","sleep":7}
    "#);
}

#[test]
fn apple_health_that_is_none() {
    let home = berlin();
    let mut said = String::new();
    let sleep = |attributes: &str| {
        format!(
            "<!DOCTYPE HealthData []>\n<HealthData>\n<Record type=\"HKCategoryTypeIdentifierSleepAnalysis\" {attributes}/></HealthData>"
        )
    };
    let (from, until) = (
        "startDate=\"2026-03-01 22:00:00 +0100\"",
        "endDate=\"2026-03-02 06:00:00 +0100\"",
    );
    let long = format!("<HealthData a=\"{}\"/>", "x".repeat(9 << 20));
    for (name, text) in [
        ("none.xml", "<ClinicalDocument/>".to_owned()),
        (
            "cut.xml",
            "<HealthData>\n<Record type=\"a\"/>\n<Rec".to_owned(),
        ),
        (
            "open.xml",
            "<HealthData>\n<Record type=\"a\"/>\n".to_owned(),
        ),
        ("long.xml", long),
        (
            "date.xml",
            sleep(&format!(
                "{from} endDate=\"soon\" value=\"HKCategoryValueSleepAnalysisAsleep\""
            )),
        ),
        (
            "back.xml",
            sleep(
                "startDate=\"2026-03-02 22:00:00 +0100\" endDate=\"2026-03-01 06:00:00 +0100\" value=\"HKCategoryValueSleepAnalysisAsleep\"",
            ),
        ),
        (
            "word.xml",
            sleep(&format!("{from} {until} value=\"Dozing\"")),
        ),
        (
            "coma.xml",
            sleep(
                "startDate=\"2026-03-01 22:00:00 +0100\" endDate=\"2026-03-09 06:00:00 +0100\" value=\"HKCategoryValueSleepAnalysisAsleep\"",
            ),
        ),
    ] {
        let path = file(&home, name, text.as_bytes());
        said += &home.masked(&home.run(&["import", "apple-health", &path]).err);
    }
    let empty = file(&home, "export.zip", &zipped(&[("a.txt", b"a")]));
    said += &home.masked(&home.run(&["import", "apple-health", &empty]).err);
    assert!(!home.db().exists());
    assert_snapshot!(said, @r#"
    error: [HOME]/none.xml has no HealthData in it
    hint: the XML in Health's export.zip begins with one
    error: [HOME]/cut.xml, line 3: XML is expected: syntax error: tag not closed: `>` not found before end of input
    hint: nothing was written; --skip-bad takes the other lines and lists what it left out
    error: [HOME]/open.xml, line 3: the end of HealthData is expected
    hint: nothing was written; --skip-bad takes the other lines and lists what it left out
    error: [HOME]/long.xml, line 1: XML is expected: I/O error: an element of more than 8388608 bytes
    hint: nothing was written; --skip-bad takes the other lines and lists what it left out
    error: [HOME]/date.xml, line 3: an instant such as 2026-03-01T22:45:00Z is expected as "endDate"; got "soon"
    hint: nothing was written; --skip-bad takes the other lines and lists what it left out
    error: [HOME]/back.xml, line 3: an end after 2026-03-02 22:00:00 +0100 is expected; got 2026-03-01 06:00:00 +0100
    hint: nothing was written; --skip-bad takes the other lines and lists what it left out
    error: [HOME]/word.xml, line 3: no value of sleep is called "Dozing"
    hint: nothing was written; --skip-bad takes the other lines and lists what it left out
    error: [HOME]/coma.xml, line 3: at most 24 hours asleep are expected until 2026-03-09
    hint: nothing was written; --skip-bad takes the other lines and lists what it left out
    error: [HOME]/export.zip holds no XML of health data
    hint: Health exports all its data as export.zip, from the picture of its owner
    "#);
}

#[test]
fn habitkit() {
    assert_snapshot!(brought("habitkit", "habitkit.json"), @r#"
    4 rows would come in (15–16 May).
      ritual      2
      completion  2

    ritual     first day  last day  entries  rests
    No snacks  15 May     15 May    1
    Reading    16 May     16 May    1

    Not carried over:
      1 day without a mark: an entry is something that was done.
    ---
    {"kind":"ritual","name":"Reading","intention":"pages","rhythm":"3/week"}
    {"kind":"ritual","name":"No snacks","retired":"2026-05-15","habitkit":{"isInverse":true}}
    {"kind":"completion","ritual":"No snacks","day":"2026-05-15"}
    {"kind":"completion","ritual":"Reading","day":"2026-05-16","amount":2,"note":"twice"}
    "#);
}

/// Marks of one day add up, and a later interval is a later version of the rhythm.
#[test]
fn habitkit_with_several_marks_a_day_and_a_rhythm_that_changed() {
    let home = berlin();
    let mark = |date: &str, n: u32, habit: &str| {
        format!(
            r#"{{"date":"{date}","habitId":"{habit}","timezoneOffsetInMinutes":60,"amountOfCompletions":{n}}}"#
        )
    };
    let json = format!(
        r#"{{"habits":[{{"id":"w","name":"Water","isInverse":false}}],
        "completions":[{},{},{}],
        "intervals":[{{"habitId":"w","startDate":"2026-01-01T00:00:00.000Z","type":"week","requiredNumberOfCompletions":3}},
        {{"habitId":"w","startDate":"2026-02-01T00:00:00.000Z","type":"day","requiredNumberOfCompletions":1}}]}}"#,
        mark("2026-01-01T23:00:00.000Z", 2, "w"),
        mark("2026-01-01T23:00:00.000Z", 1, "w"),
        mark("2026-01-03T12:00:00.000Z", 1, "w"),
    );
    home.ok(&["import", "auto", &file(&home, "kit.json", json.as_bytes())]);
    assert_snapshot!(rows(&home), @r#"
    {"kind":"ritual","name":"Water","rhythms":[{"rhythm":"3/week"},{"from":"2026-02-01","rhythm":"daily"}]}
    {"kind":"completion","ritual":"Water","day":"2026-01-02","amount":3}
    {"kind":"completion","ritual":"Water","day":"2026-01-03","amount":1}
    "#);
    let lost = json.replace("\"id\":\"w\"", "\"id\":\"x\"");
    let said = berlin().run(&[
        "import",
        "habitkit",
        &file(&home, "lost.json", lost.as_bytes()),
    ]);
    assert_snapshot!(home.masked(&said.err), @r#"
    error: [HOME]/lost.json, line 2: no habit has this "habitId"
    hint: nothing was written; --skip-bad takes the other lines and lists what it left out
    "#);
}

#[test]
fn table_habit() {
    assert_snapshot!(brought("table-habit", "table-habit.json"), @r#"
    3 rows would come in (2–3 Jan).
      ritual      1
      pause       1
      completion  1

    ritual  first day  last day   entries  rests
    Walk    2 January  2 January  1        1
    ---
    {"kind":"ritual","name":"Walk","intention":"outside","rhythm":"3/week","unit":"min","table-habit":{"daily_goal":20}}
    {"kind":"pause","ritual":"Walk","from":"2026-01-03","until":"2026-01-03","why":"ill"}
    {"kind":"completion","ritual":"Walk","day":"2026-01-02","amount":25,"unit":"min"}
    "#);
}

#[test]
fn streaks_for_ios() {
    assert_snapshot!(brought("streaks", "streaks.csv"), @r#"
    6 rows would come in (12–14 Sep 2025).
      ritual      2
      pause       1
      completion  3

    ritual              first day          last day           entries  rests
    Drink water, 08:00  13 September 2025  13 September 2025  1
    Journaling          12 September 2025  13 September 2025  2        1

    Not carried over:
      1 day marked as not done: an entry is something that was done.
    ---
    {"kind":"ritual","name":"Journaling"}
    {"kind":"ritual","name":"Drink water, 08:00"}
    {"kind":"pause","ritual":"Journaling","from":"2025-09-14","until":"2025-09-14","why":"away"}
    {"kind":"completion","ritual":"Journaling","day":"2025-09-12","at":"2025-09-12T15:53:20+02:00"}
    {"kind":"completion","ritual":"Journaling","day":"2025-09-13","note":"late, but done"}
    {"kind":"completion","ritual":"Drink water, 08:00","day":"2025-09-13","amount":3}
    "#);
}

/// Two tasks of one title stay two, and a word that nobody knows is an error.
#[test]
fn streaks_for_ios_with_two_of_one_title() {
    let home = berlin();
    let csv = "task_id,title,icon,entry_type,entry_date,entry_timestamp,entry_timezone,quantity,page,notes\n\
        A,Walk,i,completed_manually,20250912,,,0.0,0,\n\
        B,Walk,i,completed_auto,20250912,,,2.5,0,\n";
    home.ok(&["import", "auto", &file(&home, "two.csv", csv.as_bytes())]);
    assert_snapshot!(rows(&home), @r#"
    {"kind":"ritual","name":"Walk"}
    {"kind":"ritual","name":"Walk (2)"}
    {"kind":"completion","ritual":"Walk","day":"2025-09-12"}
    {"kind":"completion","ritual":"Walk (2)","day":"2025-09-12","amount":2.5}
    "#);
    let odd = csv.replace("completed_auto", "dreamt");
    let said = berlin().run(&["import", "streaks", &file(&home, "odd.csv", odd.as_bytes())]);
    assert_snapshot!(home.masked(&said.err), @r#"
    error: [HOME]/odd.csv, line 3: completed_…, missed_… or skipped_… is expected; got "dreamt"
    hint: nothing was written; --skip-bad takes the other lines and lists what it left out
    "#);
}

#[test]
fn tickmate() {
    assert_snapshot!(brought("tickmate", "tickmate.db"), @r#"
    7 rows would come in (31 Dec 2025 – 1 Sep 2026).
      ritual      2
      completion  5

    ritual   first day         last day     entries  rests
    Stretch  31 January        31 January   1
    Water    31 December 2025  1 September  4

    Not carried over:
      1 entry that stands there twice: each is taken once.
    ---
    {"kind":"ritual","name":"Water","intention":"a glass"}
    {"kind":"ritual","name":"Stretch","retired":"2026-01-31"}
    {"kind":"completion","ritual":"Water","day":"2025-12-31","at":"2025-12-31T09:00:00+01:00","zone":"Europe/Berlin"}
    {"kind":"completion","ritual":"Stretch","day":"2026-01-31"}
    {"kind":"completion","ritual":"Water","day":"2026-09-01","at":"2026-09-01T07:30:00+02:00","zone":"Europe/Berlin"}
    {"kind":"completion","ritual":"Water","day":"2026-09-01","at":"2026-09-01T12:05:00+02:00","zone":"Europe/Berlin"}
    {"kind":"completion","ritual":"Water","day":"2026-09-01","at":"2026-09-01T20:00:00+02:00","zone":"Europe/Berlin"}
    "#);
}

#[test]
fn rewire() {
    let home = berlin();
    let path = database(&home, "rewire.db", "PRAGMA user_version = 24;
        CREATE TABLE Habits (_id INTEGER PRIMARY KEY, Name TEXT, description TEXT, archived INTEGER, schedule INTEGER,
          active_days TEXT, days INTEGER, period INTEGER, repeating_count INTEGER, unit INTEGER, start_date TEXT);
        CREATE TABLE CHECKINS (_id INTEGER PRIMARY KEY, Habit_id INTEGER, date TEXT, type INTEGER, note TEXT,
          actual_count INTEGER, target_count INTEGER);
        CREATE TABLE UNIT (_id INTEGER PRIMARY KEY, UNIT_NAME TEXT);
        CREATE TABLE REMINDERS (_id INTEGER PRIMARY KEY, habit_id INTEGER, time INTEGER, active_days TEXT);
        INSERT INTO UNIT VALUES (1, 'pages');
        INSERT INTO Habits VALUES (1, 'Meditate', 'sit', 0, 0, '1,3,5', 0, 0, 0, 0, '20260101'),
          (2, 'Read', '', 0, 1, '', 3, 0, 0, 1, '20260101'), (3, 'Sauna', '', 1, 2, '', 0, 0, 10, 0, '20260101'),
          (4, 'Taxes', '', 0, 1, '', 2, 2, 0, 0, '20260101');
        INSERT INTO CHECKINS VALUES (1, 1, '20260105', 2, 'early', 0, 0), (2, 1, '20260106', 1, '', 0, 0),
          (3, 2, '20260105', 2, '', 12, 10), (4, 3, '20260105', 3, 'ill', 0, 0);");
    let said = home.run(&["import", "auto", &path]);
    assert_snapshot!(home.masked(&format!("{}{}{}", said.out, said.err, rows(&home))), @r#"
    7 rows brought in (5 Jan).
      ritual      4
      completion  2
      mood        1
    `ritual calendar --year 2026` shows the days.
    note: [HOME]/rewire.db reads as rewire
    note: not carried over: 2 days marked as not done: an entry is something that was done.
    {"kind":"ritual","name":"Meditate","intention":"sit","rhythm":"mon,wed,fri"}
    {"kind":"ritual","name":"Read","rhythm":"3/week","unit":"pages"}
    {"kind":"ritual","name":"Sauna","rhythm":"every 10 days","retired":"2026-11-25"}
    {"kind":"ritual","name":"Taxes","rhythm":"2/year"}
    {"kind":"completion","ritual":"Meditate","day":"2026-01-05","note":"early"}
    {"kind":"completion","ritual":"Read","day":"2026-01-05","amount":12,"unit":"pages"}
    {"kind":"mood","day":"2026-01-05","note":"Sauna: ill","rewire":{"ritual":"Sauna"}}
    "#);
    assert_eq!(home.json(&["import", "rewire", &path])["added"], 0);
}

/// Tables that are not what their names say.
#[test]
fn databases_of_other_programs_that_are_none() {
    let home = berlin();
    let mut said = String::new();
    for (name, format, statements) in [
        ("bare", "tickmate", "CREATE TABLE tracks (_id INTEGER PRIMARY KEY, name TEXT);"),
        ("narrow", "tickmate", "CREATE TABLE tracks (_id INTEGER PRIMARY KEY); CREATE TABLE ticks (_id INTEGER PRIMARY KEY);"),
        ("lost", "tickmate", "CREATE TABLE tracks (_id INTEGER PRIMARY KEY, name TEXT); CREATE TABLE ticks (_id INTEGER PRIMARY KEY, _track_id, year, month, day);
          INSERT INTO ticks VALUES (4, 9, 2026, 0, 1);"),
        ("month", "tickmate", "CREATE TABLE tracks (_id INTEGER PRIMARY KEY, name TEXT); CREATE TABLE ticks (_id INTEGER PRIMARY KEY, _track_id, year, month, day);
          INSERT INTO tracks VALUES (1, 'Walk'); INSERT INTO ticks VALUES (4, 1, 2026, 12, 1);"),
        ("view", "rewire", "CREATE TABLE habits (_id INTEGER PRIMARY KEY, name TEXT); CREATE TABLE unit (_id INTEGER PRIMARY KEY, unit_name TEXT);
          CREATE VIEW checkins AS SELECT 1 AS habit_id, '20260101' AS date;"),
        ("date", "rewire", "CREATE TABLE habits (_id INTEGER PRIMARY KEY, name TEXT); CREATE TABLE unit (_id INTEGER PRIMARY KEY, unit_name TEXT);
          CREATE TABLE checkins (habit_id, date, type); INSERT INTO habits VALUES (1, 'Walk'); INSERT INTO checkins VALUES (1, 'soon', 2);"),
    ] {
        let path = database(&home, name, statements);
        said += &home.masked(&home.run(&["import", format, &path]).err);
    }
    let text = file(&home, "text.db", b"no database");
    said += &home.masked(&home.run(&["import", "tickmate", &text]).err);
    assert!(!home.db().exists());
    assert_snapshot!(said, @r#"
    error: [HOME]/bare has no table ticks
    hint: `ritual import auto` tells the format by itself
    error: [HOME]/narrow has none of the columns that are looked for
    hint: `ritual import auto` tells the format by itself
    error: [HOME]/lost, table ticks, line 4: no track has the id 9
    hint: nothing was written; --skip-bad takes the other lines and lists what it left out
    error: [HOME]/month, table ticks, line 4: a year, a month from 0 to 11 and a day are expected
    hint: nothing was written; --skip-bad takes the other lines and lists what it left out
    error: [HOME]/view has no table checkins
    hint: `ritual import auto` tells the format by itself
    error: [HOME]/date, table checkins, line 1: a date is expected; got "soon"
    hint: nothing was written; --skip-bad takes the other lines and lists what it left out
    error: [HOME]/text.db is no SQLite file
    hint: `ritual import auto` tells the format by itself
    "#);
}

#[test]
fn obsidian_vault() {
    assert_snapshot!(brought("obsidian", "vault"), @r#"
    13 rows would come in (1 Mar).
      ritual      6
      completion  6
      mood        1

    ritual           first day  last day  entries  rests
    exercise-pushup  1 March    1 March   1
    fun              1 March    1 March   1
    journaling       1 March    1 March   1
    spanish          1 March    1 March   1
    walk             1 March    1 March   1
    yoga             1 March    1 March   1
    (mood notes)     1 March    1 March   1

    Not carried over:
      2 days marked as not done: an entry is something that was done.
      1 task that is not completed: an entry is something that was done.
      1 note with a text of its own: the text stays in the vault.
    ---
    {"kind":"ritual","name":"walk"}
    {"kind":"ritual","name":"yoga"}
    {"kind":"ritual","name":"spanish"}
    {"kind":"ritual","name":"fun"}
    {"kind":"ritual","name":"journaling"}
    {"kind":"ritual","name":"exercise-pushup"}
    {"kind":"completion","ritual":"walk","day":"2026-03-01"}
    {"kind":"completion","ritual":"yoga","day":"2026-03-01"}
    {"kind":"completion","ritual":"spanish","day":"2026-03-01"}
    {"kind":"completion","ritual":"fun","day":"2026-03-01","amount":9}
    {"kind":"completion","ritual":"journaling","day":"2026-03-01"}
    {"kind":"completion","ritual":"exercise-pushup","day":"2026-03-01","amount":33}
    {"kind":"mood","day":"2026-03-01","mood":4,"energy":3,"sleep":7.5}
    "#);
}

/// Folders by year, a note of one habit, tasks with plugins, levels by name, and what no note says.
#[test]
fn obsidian_as_people_keep_it() {
    let home = berlin();
    let note = |path: &str, text: &str| {
        let path = home.path("notes").join(path);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("folders");
        std::fs::write(path, text).expect("a note");
    };
    note(
        "2026/03/2026-03-01 Sunday.md",
        "---\nmood: good\nsleep: 7h 30m\nfeelings:\n  - \"calm, mostly\"\n  - 'tired'\nnote: \"two\\nlines\" \ncssclasses: [wide]\nweather: sunny\nwater: 3 glasses\n---\n# Sunday\n\nA line of prose.\n\n**Pages** :: 4\nPages:: 12\n(run:: 5.2 km) by the sea\n",
    );
    note(
        "2026/03/2026-03-02.md",
        "Woke early.\n- [x] **Evening** [[walk|stroll]] 🔁 every day ⏳ 2026-03-03 ✅ 2026-03-03\n  cold, but clear\n  [amount:: 9] stays words\n- [X] sit [amount:: 20 min] [at:: 07:30] [place:: home]\n1. [ ] call\n- [/] begun\n```\nmood:: 1\n- [x] code\n```\n#tag alone #water:2\n",
    );
    note(
        "Stretch.md",
        "---\ntitle: Stretch\nentries:\n  - 2026-03-01\n  - 2026-03-02\n---\n",
    );
    note(
        "Swim.md",
        "# Swim\n- 2026-02-12 \u{2713}\n- 2026-02-13 x\n- 2026-02-14\n",
    );
    note("People/Sam.md", "- [x] not of a day \u{2705} 2026-03-01\n");
    note(".trash/2026-03-09.md", "- [x] gone\n");
    let folder = home.path("notes").display().to_string();
    let said = home.run(&["import", "auto", &folder, "--mood-map", "good=4"]);
    assert_snapshot!(home.masked(&format!("{}{}{}", said.out, said.err, rows(&home))), @r#"
    19 rows brought in (12 Feb – 3 Mar).
      ritual      7
      completion  11
      mood        1
    `ritual calendar --year 2026` shows the days.
    note: [HOME]/notes reads as obsidian
    note: not carried over: 1 day marked as not done: an entry is something that was done.
    note: not carried over: 1 task that is not completed: an entry is something that was done.
    note: not carried over: 2 fields with words: a number, a yes or a list of habits is read.
    note: not carried over: 2 notes with a text of their own: the text stays in the vault.
    note: not carried over: 1 note without a day in its name: daily notes are read, and notes of one habit.
    {"kind":"ritual","name":"water"}
    {"kind":"ritual","name":"Pages"}
    {"kind":"ritual","name":"run"}
    {"kind":"ritual","name":"Evening stroll"}
    {"kind":"ritual","name":"sit"}
    {"kind":"ritual","name":"Stretch"}
    {"kind":"ritual","name":"Swim"}
    {"kind":"completion","ritual":"Swim","day":"2026-02-12"}
    {"kind":"completion","ritual":"Swim","day":"2026-02-13"}
    {"kind":"completion","ritual":"water","day":"2026-03-01","amount":3,"unit":"glasses"}
    {"kind":"completion","ritual":"Pages","day":"2026-03-01","amount":4}
    {"kind":"completion","ritual":"Pages","day":"2026-03-01","amount":12}
    {"kind":"completion","ritual":"run","day":"2026-03-01","amount":5.2,"unit":"km"}
    {"kind":"completion","ritual":"Stretch","day":"2026-03-01"}
    {"kind":"completion","ritual":"sit","day":"2026-03-02","at":"2026-03-02T07:30:00+01:00","zone":"Europe/Berlin","amount":20,"unit":"min"}
    {"kind":"completion","ritual":"water","day":"2026-03-02","amount":2}
    {"kind":"completion","ritual":"Stretch","day":"2026-03-02"}
    {"kind":"completion","ritual":"Evening stroll","day":"2026-03-03","note":"cold, but clear\n[amount:: 9] stays words"}
    {"kind":"mood","day":"2026-03-01","mood":4,"sleep":7.5,"feelings":["calm, mostly","tired"],"note":"two\nlines"}
    "#);
    assert_eq!(
        home.json(&["import", "obsidian", &folder, "--mood-map", "good=4"])["added"],
        0
    );
}

#[test]
fn org_habits() {
    assert_snapshot!(brought("org", "habits.org"), @r#"
    4 rows would come in (10–15 Oct).
      ritual      1
      completion  3

    ritual  first day   last day    entries  rests
    Shave   10 October  15 October  3

    Not carried over:
      1 task that is no habit: a habit is a heading with :STYLE: habit.
    ---
    {"kind":"ritual","name":"Shave","rhythm":"every 4 days","org":{"repeater":".+2d/4d"}}
    {"kind":"completion","ritual":"Shave","day":"2026-10-10"}
    {"kind":"completion","ritual":"Shave","day":"2026-10-12","at":"2026-10-12T23:50:00+02:00","zone":"Europe/Berlin","note":"late but done"}
    {"kind":"completion","ritual":"Shave","day":"2026-10-15","at":"2026-10-15T07:00:00+02:00","zone":"Europe/Berlin"}
    "#);
    let home = berlin();
    let odd = file(&home, "odd.org", b"* TODO Shave\n:PROPERTIES:\n:STYLE: habit\n:END:\n- State \"DONE\" from \"TODO\" [soon]\n");
    assert_snapshot!(home.masked(&home.run(&["import", "auto", &odd]).err), @r#"
    error: [HOME]/odd.org, line 5: a time such as [2026-10-15 Thu 07:00] is expected; got "soon"
    hint: nothing was written; --skip-bad takes the other lines and lists what it left out
    "#);
}

#[test]
fn nomie_notes() {
    assert_snapshot!(brought("nomie", "nomie6-notes.csv"), @r#"
    5 rows would come in (1–2 Mar).
      ritual      2
      completion  2
      mood        1

    ritual        first day  last day  entries  rests
    sleep         2 March    2 March   1
    water         2 March    2 March   1
    (mood notes)  1 March    1 March   1
    ---
    {"kind":"ritual","name":"water"}
    {"kind":"ritual","name":"sleep"}
    {"kind":"completion","ritual":"water","day":"2026-03-02","at":"2026-03-02T09:00:00+01:00","amount":3,"note":"slow day","nomie":{"contexts":["travel"],"people":["sam"],"score":"1"}}
    {"kind":"completion","ritual":"sleep","day":"2026-03-02","at":"2026-03-02T09:00:00+01:00","amount":270,"unit":"min"}
    {"kind":"mood","day":"2026-03-01","at":"2026-03-01T22:20:00+01:00","note":"only words here"}
    "#);
}

#[test]
fn nomie_backup() {
    assert_snapshot!(brought("nomie", "nomie-backup.json"), @r#"
    6 rows would come in (1–2 Mar).
      ritual      3
      completion  3

    ritual  first day  last day  entries  rests
    Mood    2 March    2 March   1
    sleep   1 March    1 March   1
    Water   2 March    2 March   1
    ---
    {"kind":"ritual","name":"Mood"}
    {"kind":"ritual","name":"Water","unit":"cup"}
    {"kind":"ritual","name":"sleep"}
    {"kind":"completion","ritual":"sleep","day":"2026-03-01","at":"2026-03-01T22:20:00+01:00","zone":"Europe/Berlin","amount":270,"unit":"min"}
    {"kind":"completion","ritual":"Water","day":"2026-03-02","at":"2026-03-02T09:00:00+01:00","amount":3,"unit":"cup","note":"slow day","nomie":{"people":["sam"],"score":1}}
    {"kind":"completion","ritual":"Mood","day":"2026-03-02","at":"2026-03-02T09:00:00+01:00","amount":7}
    "#);
}

/// In the CSV of columns a 0 says nothing.
#[test]
fn nomie_columns() {
    let home = berlin();
    let csv = "date,#water,@sam,+travel,#walk\n2026-03-02,3,1,0,0\n2026-03-01,0,0,,1.5\n";
    let said = home.run(&[
        "import",
        "auto",
        &file(&home, "columns.csv", csv.as_bytes()),
    ]);
    assert_snapshot!(home.masked(&format!("{}{}{}", said.out, said.err, rows(&home))), @r#"
    4 rows brought in (1–2 Mar).
      ritual      2
      completion  2
    `ritual calendar --year 2026` shows the days.
    note: [HOME]/columns.csv reads as nomie
    note: not carried over: 1 person or context: they are no rituals.
    {"kind":"ritual","name":"water"}
    {"kind":"ritual","name":"walk"}
    {"kind":"completion","ritual":"walk","day":"2026-03-01","amount":1.5}
    {"kind":"completion","ritual":"water","day":"2026-03-02","amount":3}
    "#);
}

#[test]
fn streaks_backup() {
    assert_snapshot!(brought("streaks", "phone.streaks"), @r#"
    7 rows would come in (12–14 Sep 2025).
      ritual      3
      pause       1
      completion  3

    ritual              first day          last day           entries  rests
    Drink water, 08:00  13 September 2025  13 September 2025  1
    Journaling          12 September 2025  13 September 2025  2        1
    journaling (2)

    Not carried over:
      1 day marked as not done: an entry is something that was done.
      1 mark of a day in a form nobody describes: the marks that are known are "done", "skipped" and "missed".
    ---
    {"kind":"ritual","name":"Journaling"}
    {"kind":"ritual","name":"Drink water, 08:00","retired":"2025-09-13"}
    {"kind":"ritual","name":"journaling (2)"}
    {"kind":"pause","ritual":"Journaling","from":"2025-09-14","until":"2025-09-14"}
    {"kind":"completion","ritual":"Journaling","day":"2025-09-12","at":"2025-09-12T15:53:20+02:00"}
    {"kind":"completion","ritual":"Journaling","day":"2025-09-13"}
    {"kind":"completion","ritual":"Drink water, 08:00","day":"2025-09-13","amount":3}
    "#);
    // What the CSV of the same days brought is here.
    let home = berlin();
    home.ok(&["import", "auto", &fixture("streaks.csv")]);
    let said = home.json(&["import", "auto", &fixture("phone.streaks")]);
    assert_eq!(
        (&said["added"], &said["changed"]),
        (&1.into(), &0.into()),
        "{said}"
    );
}

#[test]
fn streaks_keeps_the_words_of_a_mark_nobody_describes() {
    let home = berlin();
    let backup = br#"{"tasks":[{"t":"Read","log":[{"d":20250912,"t":9,"n":"half a page"}]}]}"#;
    home.ok(&["import", "streaks", &file(&home, "odd.streaks", backup)]);
    assert_snapshot!(home.ok(&["export", "jsonl", "--kind", "mood"]), @r#"{"kind":"mood","uid":"31ece335-5b88-8bc9-9f0e-7ec9061da872","day":"2025-09-12","note":"Read: half a page","streaks":{"ritual":"Read"}}"#);
}

#[test]
fn day_one_classic() {
    assert_snapshot!(brought("day-one", "classic"), @r#"
    2 rows would come in (3–4 Feb 2014).
      mood        2

    ritual        first day        last day         entries  rests
    (mood notes)  3 February 2014  4 February 2014  2

    Not carried over:
      1 place: the notebook has no field for where somebody was.
      1 photo, video or recording: the notebook holds words.
    ---
    {"kind":"mood","day":"2014-02-03","at":"2014-02-03T19:00:00-08:00","note":"A walk by the sea"}
    {"kind":"mood","day":"2014-02-04","at":"2014-02-04T00:30:00+01:00","feelings":["calm","late night"],"note":"Late night\n\nBread & butter, 3 < 4, C:\\. stays","day-one":{"starred":true}}
    "#);
    let home = berlin();
    let one = fixture("classic/Journal.dayone/entries/1A1B2C3D4E5F40718293A4B5C6D7E8F9.doentry");
    home.ok(&["import", "auto", &one]);
    let said = home.json(&["import", "auto", &fixture("classic")]);
    assert_eq!(
        (&said["added"], &said["here"]),
        (&1.into(), &1.into()),
        "{said}"
    );
}

/// Property lists that are none, or of something else.
#[test]
fn day_one_classic_that_is_none() {
    let home = berlin();
    let deep = format!("<plist>{}", "<array>".repeat(100_000));
    let mut said = String::new();
    for (name, text) in [
        ("cut.doentry", "<plist><dict><key>Entry Text</key><string>a"),
        (
            "odd.doentry",
            "<plist><dict><key>Entry Text</key><string>a</strin",
        ),
        (
            "date.doentry",
            "<plist><dict><key>Creation Date</key><date>soon</date></dict></plist>",
        ),
        ("list.doentry", "<plist><array/></plist>"),
        ("deep.doentry", &deep),
        ("binary.doentry", "bplist00\u{1}"),
    ] {
        let path = file(&home, name, text.as_bytes());
        said += &home.masked(&home.run(&["import", "auto", &path]).err);
    }
    assert!(!home.db().exists());
    assert_snapshot!(said, @r#"
    error: [HOME]/cut.doentry, line 1: the end of a property list is expected
    hint: nothing was written; --skip-bad takes the other lines and lists what it left out
    error: [HOME]/odd.doentry, line 1: XML is expected: syntax error: tag not closed: `>` not found before end of input
    hint: nothing was written; --skip-bad takes the other lines and lists what it left out
    error: [HOME]/date.doentry, line 1: an instant such as 2026-03-01T22:45:00Z is expected as "creationDate"; got "soon"
    hint: nothing was written; --skip-bad takes the other lines and lists what it left out
    error: [HOME]/list.doentry, line 1: an instant such as 2026-03-01T22:45:00Z is expected as "creationDate"; got ""
    hint: nothing was written; --skip-bad takes the other lines and lists what it left out
    error: [HOME]/deep.doentry, line 1: a list less deep in itself is expected
    hint: nothing was written; --skip-bad takes the other lines and lists what it left out
    error: [HOME]/binary.doentry, line 1: the end of a property list is expected
    hint: nothing was written; --skip-bad takes the other lines and lists what it left out
    "#);
}

#[test]
fn jrnl_folder() {
    assert_snapshot!(brought("jrnl", "journal"), @r#"
    4 rows would come in (2–5 Mar).
      mood        4

    ritual        first day  last day  entries  rests
    (mood notes)  2 March    5 March   4
    ---
    {"kind":"mood","day":"2026-03-02","at":"2026-03-02T09:00:00+01:00","zone":"Europe/Berlin","feelings":["walk"],"note":"Slept well.\nLong @walk by the sea\n[a bracket] is text","jrnl":{"starred":true}}
    {"kind":"mood","day":"2026-03-02","at":"2026-03-02T22:20:00+01:00","zone":"Europe/Berlin","note":"Late"}
    {"kind":"mood","day":"2026-03-05","at":"2026-03-05T11:11:00+01:00","zone":"Europe/Berlin","note":"A wish"}
    {"kind":"mood","day":"2026-03-05","at":"2026-03-05T21:30:00+01:00","zone":"Europe/Berlin","note":"Only words"}
    "#);
    let home = berlin();
    let zip = file(&home, "journal.zip", &crate::zip_of("journal"));
    home.ok(&["import", "auto", &zip]);
    let said = home.json(&["import", "jrnl", &fixture("journal")]);
    assert_eq!(
        (&said["added"], &said["here"]),
        (&0.into(), &4.into()),
        "{said}"
    );
    let empty = home.path("empty");
    std::fs::create_dir(&empty).expect("a folder");
    let said = home.run(&["import", "jrnl", &empty.display().to_string()]);
    assert_snapshot!(home.masked(&said.err), @"
    error: [HOME]/empty holds no day of a journal
    hint: jrnl keeps a folder as YEAR/MONTH/DAY.txt
    ");
}

/// The settings of jrnl are read where it keeps them, or beside the journal; nothing is run.
#[test]
fn jrnl_settings() {
    let home = berlin();
    let journal = "[03/04/2026 21:30] Late %tired and @walk\n";
    let journal = file(&home, "journal.txt", journal.as_bytes());
    let said = home.run(&["import", "jrnl", &journal]);
    assert_snapshot!(home.masked(&said.err), @r#"
    error: [HOME]/journal.txt, line 1: "03/04/2026 21:30" could be two days; --date-format dmy or mdy tells which
    hint: nothing was written; --skip-bad takes the other lines and lists what it left out
    "#);
    let settings = home.path(".config/jrnl");
    std::fs::create_dir_all(&settings).expect("a folder");
    let text = "colors:\n  tags: cyan\neditor: 'touch ran'\ntagsymbols: '%'\ntimeformat: '%d/%m/%Y %H:%M'\n";
    std::fs::write(settings.join("jrnl.yaml"), text).expect("settings");
    home.ok(&["import", "jrnl", &journal]);
    assert_snapshot!(rows(&home), @r#"{"kind":"mood","day":"2026-04-03","at":"2026-04-03T21:30:00+02:00","zone":"Europe/Berlin","feelings":["tired"],"note":"Late %tired and @walk"}"#);
    // Those beside the journal come first.
    let home = berlin();
    let journal = file(
        &home,
        "journal.txt",
        b"[03/04/2026 21:30] Late %tired and @walk\n",
    );
    file(
        &home,
        "jrnl.yaml",
        b"tagsymbols: \"@\"\ntimeformat: \"%m/%d/%Y %H:%M\"\n",
    );
    home.ok(&["import", "jrnl", &journal]);
    assert_snapshot!(rows(&home), @r#"{"kind":"mood","day":"2026-03-04","at":"2026-03-04T21:30:00+01:00","zone":"Europe/Berlin","feelings":["walk"],"note":"Late %tired and @walk"}"#);
}

/// What the settings say of one journal comes before what they say of all.
#[test]
fn jrnl_settings_of_one_journal() {
    let home = berlin();
    let settings = home.path(".config/jrnl");
    std::fs::create_dir_all(&settings).expect("a folder");
    let work = home.path("work.txt").display().to_string();
    let text = format!(
        "colors:\n  tags: cyan\njournals:\n  default: /nowhere/journal.txt\n  work:\n    encrypt: false\n    journal: {work}\n    tagsymbols: '%'\n    timeformat: '%d/%m/%Y %H:%M'\n  trip:\n    journal: ~/trip.txt\n    timeformat: '%m/%d/%Y %H:%M'\ntagsymbols: '@'\ntimeformat: '%Y/%m/%d %H:%M'\nversion: v4.2\n"
    );
    std::fs::write(settings.join("jrnl.yaml"), text).expect("settings");
    for (name, journal) in [
        ("work.txt", "[03/04/2026 21:30] Late %tired and @walk\n"),
        ("trip.txt", "[03/04/2026 21:30] Late %tired and @walk\n"),
        ("journal.txt", "[2026/05/04 21:30] Late %tired and @walk\n"),
    ] {
        let journal = file(&home, name, journal.as_bytes());
        home.ok(&["import", "jrnl", &journal]);
    }
    assert_snapshot!(rows(&home), @r#"
    {"kind":"mood","day":"2026-03-04","at":"2026-03-04T21:30:00+01:00","zone":"Europe/Berlin","feelings":["walk"],"note":"Late %tired and @walk"}
    {"kind":"mood","day":"2026-04-03","at":"2026-04-03T21:30:00+02:00","zone":"Europe/Berlin","feelings":["tired"],"note":"Late %tired and @walk"}
    {"kind":"mood","day":"2026-05-04","at":"2026-05-04T21:30:00+02:00","zone":"Europe/Berlin","feelings":["walk"],"note":"Late %tired and @walk"}
    "#);
}

/// The scales of the backup fill the fields that those of the CSV fill.
#[test]
fn daylio_backup_with_scales() {
    let home = berlin();
    let json = br#"{"customMoods":[{"id":1,"mood_group_id":2,"predefined_name_id":2}],"scales":[
{"id":1,"name":"Sleep Time","text_scale":{"values":[{"id":11,"value":"8:00"},{"id":12,"value":"7:30"}]}},
{"id":2,"name":"Energy","text_scale":{"values":[{"id":21,"value":"low"},{"id":22,"value":"so so"},{"id":23,"value":"high"}]}},
{"id":3,"name":"Sleep Quality","text_scale":{"values":[{"id":31,"value":"1"},{"id":32,"value":"2"}]}}],
"dayEntries":[{"year":2026,"month":0,"day":1,"hour":9,"minute":0,"mood":1,"scaleValues":[{"id_scale":1,"id_text_scale_value":12},{"id_scale":2,"id_text_scale_value":23},{"id_scale":3,"id_text_scale_value":31}]}]}"#;
    let backup = file(&home, "b.daylio", &zipped(&[("backup.daylio", json)]));
    home.ok(&["import", "auto", &backup]);
    assert_snapshot!(rows(&home), @r#"{"kind":"mood","day":"2026-01-01","at":"2026-01-01T09:00:00+01:00","zone":"Europe/Berlin","mood":4,"energy":5,"sleep":7.5,"daylio":{"Sleep Quality":"1"}}"#);
}

#[test]
fn tickmate_with_groups() {
    let home = berlin();
    let path = database(&home, "tickmate.db", "CREATE TABLE tracks (_id INTEGER PRIMARY KEY, name, description, icon, enabled, multiple_entries_per_day, \"order\");
        CREATE TABLE ticks (_id INTEGER PRIMARY KEY, _track_id, year, month, day, hour, minute, second, has_time_info);
        CREATE TABLE groups (_id INTEGER PRIMARY KEY, name, description, color, \"order\");
        CREATE TABLE track2groups (_id INTEGER PRIMARY KEY, _track_id, _group_id);
        INSERT INTO tracks VALUES (1, 'Water', '', '', 1, 0, 1);
        INSERT INTO ticks VALUES (1, 1, 2026, 0, 31, 0, 0, 0, 0);
        INSERT INTO groups VALUES (1, 'Body', '', 0, 1), (2, 'Mind', '', 0, 2);
        INSERT INTO track2groups VALUES (1, 1, 1);");
    let said = home.run(&["import", "auto", &path]);
    assert_snapshot!(home.masked(&format!("{}{}{}", said.out, said.err, rows(&home))), @r#"
    2 rows brought in (31 Jan).
      ritual      1
      completion  1
    `ritual calendar --year 2026` shows the days.
    note: [HOME]/tickmate.db reads as tickmate
    note: not carried over: 2 groups of habits: the habits come in, each for itself.
    {"kind":"ritual","name":"Water"}
    {"kind":"completion","ritual":"Water","day":"2026-01-31"}
    "#);
}
