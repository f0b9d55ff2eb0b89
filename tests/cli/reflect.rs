//! `ritual reflect`, `ritual reflections`

use crate::support::Home;
use crate::transcript;

#[test]
fn marks_are_counted_and_words_quoted() {
    transcript!(r#"
        reflections
        @ 2026-11-01T12:00:00Z
        log walk
        reflect walk --feels burdensome --not "too early"
        @ 2026-11-08T12:00:00Z
        reflect walk --feels burdensome --not "too early" --enjoyed 2
        reflect walk --feels reinforcing --works "with Sam" --enjoyed 4 --on 2026-11-05
        @ 2026-11-15T12:00:00Z
        reflect w --feels burdensome
        reflections
        reflections walk --last 1
        show walk
        show walk --entries 1
        today
    "#, @r#"
    $ ritual reflections
    No reflections noted here. `ritual reflect NAME` notes what a ritual is like.
    $ ritual log walk
    walk, noted for today. #2
    ! note: walk is new here; `ritual undo` takes it back
    $ ritual reflect walk --feels burdensome --not "too early"
    Noted: walk, burdensome, not "too early". #3
    $ ritual reflect walk --feels burdensome --not "too early" --enjoyed 2
    Noted: walk, burdensome, not "too early", enjoyed 2. #4
    $ ritual reflect walk --feels reinforcing --works "with Sam" --enjoyed 4 --on 2026-11-05
    Noted for 5 November: walk, reinforcing, works "with Sam", enjoyed 4. #5
    $ ritual reflect w --feels burdensome
    Noted: walk, burdensome. #6
    ! note: 'w' is taken for walk
    $ ritual reflections
    walk
      You marked walk reinforcing in 1 of the last 4 reflections. Your words: "with Sam".
      You marked walk burdensome in 3 of the last 4 reflections. Your words: "too early".
      Enjoyed, oldest first: 4, 2.
      1 November: burdensome, not "too early" #3
      5 November: reinforcing, works "with Sam", enjoyed 4 #5
      8 November: burdensome, not "too early", enjoyed 2 #4
      15 November: burdensome #6
    $ ritual reflections walk --last 1
    walk
      You marked walk burdensome in one reflection.
      15 November: burdensome #6
    $ ritual show walk
    walk #1
      1 day since 1 November.
      last noted 1 November, 14 days ago
      ▁·· (3 weeks up to this one)
      reflection 15 November: burdensome #6
      reflection 8 November: burdensome, not "too early", enjoyed 2 #4
      reflection 5 November: reinforcing, works "with Sam", enjoyed 4 #5
      reflection 1 November: burdensome, not "too early" #3
      1 November at 12:00 #2
    $ ritual show walk --entries 1
    walk #1
      1 day since 1 November.
      last noted 1 November, 14 days ago
      ▁·· (3 weeks up to this one)
      reflection 15 November: burdensome #6
      1 November at 12:00 #2
    $ ritual today
    Sunday 15 November
      reflection on walk: burdensome #6
    "#);
}

#[test]
fn edited_taken_back_and_forgotten_by_handle() {
    transcript!(r#"
        log walk
        reflect walk --feels mixed --works "with Sam" --not "too early" --enjoyed 3
        edit 3 --feels unsure --not "" --on yesterday
        edit 3 --enjoyed 6
        edit 3 --amount 5
        edit 2 --works x
        edit 3 --feels "" --works "" --enjoyed ""
        undo
        undo
        undo
        reflections
        forget 3 --yes
        reflections
    "#, @r#"
    $ ritual log walk
    walk, noted for today. #2
    ! note: walk is new here; `ritual undo` takes it back
    $ ritual reflect walk --feels mixed --works "with Sam" --not "too early" --enjoyed 3
    Noted: walk, mixed, works "with Sam", not "too early", enjoyed 3. #3
    $ ritual edit 3 --feels unsure --not "" --on yesterday
    Now: a reflection on walk, noted for 21 November. #3
    $ ritual edit 3 --enjoyed 6
    ! error: invalid value '6' for '--enjoyed <1-5>': expects a whole number from 1 to 5
    ! hint: `ritual edit --help` shows what it takes
    = 2
    $ ritual edit 3 --amount 5
    ! error: --amount does not go with a reflection
    ! hint: `ritual edit --help` shows which field belongs where
    = 2
    $ ritual edit 2 --works x
    ! error: --works does not go with a completion
    ! hint: `ritual edit --help` shows which field belongs where
    = 2
    $ ritual edit 3 --feels "" --works "" --enjoyed ""
    ! error: nothing would be left of the note
    ! hint: `ritual forget 3` removes it
    = 1
    $ ritual undo
    `edit 3 --feels unsure --not  --on yesterday` is taken back.
      a reflection on walk, noted for today (day, feels, not), as before #3
    `ritual redo` brings it back.
    ! note: `edit 3 --feels unsure --not  --on yesterday` was run without a terminal
    $ ritual undo
    `reflect walk --feels mixed --works … --not … --enjoyed 3` is taken back.
      a reflection on walk, noted for today #3
    `ritual redo` brings it back.
    ! note: `reflect walk --feels mixed --works … --not … --enjoyed 3` was run without a terminal
    $ ritual undo
    `log walk` is taken back.
      walk, noted for today #2
      the ritual walk #1
    `ritual redo` brings it back.
    ! note: `log walk` was run without a terminal
    $ ritual reflections
    No reflections noted here. `ritual reflect NAME` notes what a ritual is like.
    $ ritual forget 3 --yes
    Forgotten: what undo kept of #3, and every trace of it in the file.
    $ ritual reflections
    No reflections noted here. `ritual reflect NAME` notes what a ritual is like.
    "#);
}

#[test]
fn a_forgotten_ritual_takes_its_reflections_with_it() {
    let home = Home::new();
    home.ok(&["log", "walk"]);
    home.ok(&["log", "swim"]);
    home.ok(&["reflect", "walk", "--works", "zanzibar"]);
    home.ok(&["edit", "5", "--works", "zanzibar again"]);
    home.ok(&["reflect", "swim", "--works", "tepid"]);
    home.ok(&["forget", "--ritual", "walk", "--yes"]);
    let bytes = std::fs::read(home.db()).expect("the file");
    let holds = |word: &[u8]| bytes.windows(word.len()).any(|w| w == word);
    assert!(!holds(b"zanzibar") && holds(b"tepid"));
    let left = home.json(&["reflections"]);
    assert_eq!(left["rituals"].as_array().map(Vec::len), Some(1));
    assert_eq!(left["rituals"][0]["reflections"][0]["works"], "tepid");
    // What undo keeps of the others still works.
    home.ok(&["undo", "2"]);
}

#[test]
fn what_cannot_be_is_named() {
    transcript!(r#"
        reflect walk --feels mixed
        log walk
        reflect walk
        reflect walk --works ""
        reflect walk --feels glad
        reflect walk --enjoyed 6
        reflect walk --enjoyed 0
        reflect walk --works x --on tomorrow
        reflect
        reflect "" --feels mixed
        reflections swim
        reflections --last 0
        reflections
    "#, @r#"
    $ ritual reflect walk --feels mixed
    ! error: no ritual is called 'walk'
    ! hint: `ritual show` shows the names there are
    = 1
    $ ritual log walk
    walk, noted for today. #2
    ! note: walk is new here; `ritual undo` takes it back
    $ ritual reflect walk
    ! error: a reflection expects a field
    ! hint: without a terminal: `ritual reflect NAME --feels mixed`, --works TEXT, --not TEXT or --enjoyed 4
    = 2
    $ ritual reflect walk --works ""
    ! error: a reflection expects a field
    ! hint: without a terminal: `ritual reflect NAME --feels mixed`, --works TEXT, --not TEXT or --enjoyed 4
    = 2
    $ ritual reflect walk --feels glad
    ! error: --feels expects one of reinforcing, burdensome, mixed, unsure; got 'glad'
    ! hint: --note takes your own words; `ritual config feels heavy,light` names the two
    = 2
    $ ritual reflect walk --enjoyed 6
    ! error: invalid value '6' for '--enjoyed <1-5>': expects a whole number from 1 to 5
    ! hint: `ritual reflect --help` shows what it takes
    = 2
    $ ritual reflect walk --enjoyed 0
    ! error: invalid value '0' for '--enjoyed <1-5>': expects a whole number from 1 to 5
    ! hint: `ritual reflect --help` shows what it takes
    = 2
    $ ritual reflect walk --works x --on tomorrow
    ! error: --on 2026-11-23 is in the future; today is 2026-11-22
    ! hint: a day is noted when it has come
    = 2
    $ ritual reflect
    ! error: reflect expects the ritual
    ! hint: as in `ritual reflect walk --feels mixed --not "too early"`
    = 2
    $ ritual reflect "" --feels mixed
    ! error: the ritual's name is empty
    ! hint: at least one visible character
    = 2
    $ ritual reflections swim
    ! error: no ritual is called 'swim'
    ! hint: `ritual show` shows the names there are
    = 1
    $ ritual reflections --last 0
    ! error: invalid value '0' for '--last <N>': expects a number from 1
    ! hint: `ritual show --help` shows what it takes
    = 2
    $ ritual reflections
    No reflections noted here. `ritual reflect NAME` notes what a ritual is like.
    "#);
    let home = Home::new();
    home.ok(&["log", "walk"]);
    let said = home.run(&["reflect", "walk", "--not", "a\u{1b}[31m"]);
    assert_eq!(said.code, 2, "{said:?}");
    assert!(
        said.err
            .contains("--not holds the control character U+001B")
    );
}

#[test]
fn words_come_from_stdin_and_names_in_any_script() {
    let home = Home::new();
    home.ok(&["log", "مشي"]);
    home.ok(&["log", "🧘"]);
    let said = home.with_stdin(
        &["reflect", "مشي", "--works", "-"],
        "في الصباح\n".as_bytes(),
    );
    insta::assert_snapshot!(said.out, @r#"Noted: مشي, works "في الصباح". #5"#);
    home.ok(&["reflect", "🧘", "--enjoyed", "5"]);
    let json = home.json(&["reflections"]);
    assert_eq!(json["rituals"][0]["reflections"][0]["works"], "في الصباح");
    assert_eq!(json["rituals"][1]["enjoyed"], serde_json::json!([5]));
    let show = home.json(&["show", "مشي"]);
    assert_eq!(show["reflections"][0]["works"], "في الصباح");
}

#[test]
fn the_two_marks_may_have_names_of_ones_own() {
    transcript!(r#"
        log walk
        config feels heavy,light
        config feels
        reflect walk --feels heavy --not "too early"
        reflect walk --feels burdensome --note "rain again"
        reflect walk --feels li
        reflect walk --feels glad
        reflect walk --note "it changes with the season"
        show --reflections
        show --reflections --json
        config feels mixed,light
        config feels same same
        config feels heavy
        config feels none
        show --reflections
    "#, @r#"
    $ ritual log walk
    walk, noted for today. #2
    ! note: walk is new here; `ritual undo` takes it back
    $ ritual config feels heavy,light
    feels: heavy, light
    $ ritual config feels
    heavy, light
    $ ritual reflect walk --feels heavy --not "too early"
    Noted: walk, heavy, not "too early". #4
    $ ritual reflect walk --feels burdensome --note "rain again"
    Noted: walk, heavy, "rain again". #5
    $ ritual reflect walk --feels li
    Noted: walk, light. #6
    $ ritual reflect walk --feels glad
    ! error: --feels expects one of light, heavy, mixed, unsure; got 'glad'
    ! hint: --note takes your own words; `ritual config feels heavy,light` names the two
    = 2
    $ ritual reflect walk --note "it changes with the season"
    Noted: walk, "it changes with the season". #7
    $ ritual show --reflections
    walk
      You marked walk light in 1 of the last 4 reflections.
      You marked walk heavy in 2 of the last 4 reflections. Your words: "too early".
      22 November: heavy, not "too early" #4
      22 November: heavy, "rain again" #5
      22 November: light #6
      22 November: "it changes with the season" #7
    $ ritual show --reflections --json
    {"schema":1,"report":"reflections","today":"2026-11-22","rituals":[{"ritual":"walk","marks":[{"feels":"reinforcing","named":"light","times":1},{"feels":"burdensome","named":"heavy","times":2,"words":["too early"]}],"reflections":[{"uid":"[UID]","ritual":"walk","ritual_uid":"[UID]","day":"2026-11-22","feels":"burdensome","not":"too early"},{"uid":"[UID]","ritual":"walk","ritual_uid":"[UID]","day":"2026-11-22","feels":"burdensome","note":"rain again"},{"uid":"[UID]","ritual":"walk","ritual_uid":"[UID]","day":"2026-11-22","feels":"reinforcing"},{"uid":"[UID]","ritual":"walk","ritual_uid":"[UID]","day":"2026-11-22","note":"it changes with the season"}]}]}
    $ ritual config feels mixed,light
    ! error: feels expects two words, for burdensome and reinforcing, such as heavy,light, or none; got 'mixed,light'
    ! hint: `ritual config` shows how it is set
    = 2
    $ ritual config feels same same
    ! error: feels expects two words, for burdensome and reinforcing, such as heavy,light, or none; got 'same same'
    ! hint: `ritual config` shows how it is set
    = 2
    $ ritual config feels heavy
    ! error: feels expects two words, for burdensome and reinforcing, such as heavy,light, or none; got 'heavy'
    ! hint: `ritual config` shows how it is set
    = 2
    $ ritual config feels none
    feels: none
    $ ritual show --reflections
    walk
      You marked walk reinforcing in 1 of the last 4 reflections.
      You marked walk burdensome in 2 of the last 4 reflections. Your words: "too early".
      22 November: burdensome, not "too early" #4
      22 November: burdensome, "rain again" #5
      22 November: reinforcing #6
      22 November: "it changes with the season" #7
    "#);
}
