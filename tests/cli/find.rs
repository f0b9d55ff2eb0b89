//! `ritual find`

use crate::support::Home;
use crate::transcript;

#[test]
fn words_in_notes_moods_boundaries_and_rituals() {
    transcript!(r#"
        log walk --on 2026-03-02 --note "Cold but clear, CRÈME brûlée after"
        mood 4 "Slept at last." --trigger "work stress" --feeling calm --on 2026-03-04
        mood 2 --trigger "Work Stress" --coping walk --on yesterday
        boundaries add "reading my notebook" --off-limits --note "even drafts" --agreed 2026-03-05
        add swim --intention "slow mornings"
        log walk --as "stretching 5 min"
        find slep
        find creme
        find "BRULEE after"
        find "after brulee"
        find "last slept"
        find slept last
        find notebook
        find draft --kind boundary
        find slow
        find stretch
        find stress
        find --trigger "work stress"
        find --trigger "work stress" --coping walk
        find --feeling calm --from 2026-03-01 --to 2026-03-31
        find walk -n 1
    "#, @r#"
    $ ritual log walk --on 2026-03-02 --note "Cold but clear, CRÈME brûlée after"
    walk, noted for 2 March. #2
    ! note: walk is new here; `ritual undo` takes it back
    $ ritual mood 4 "Slept at last." --trigger "work stress" --feeling calm --on 2026-03-04
    Noted for 4 March: mood 4, feeling "calm", trigger "work stress", and your words. #3
    $ ritual mood 2 --trigger "Work Stress" --coping walk --on yesterday
    Noted for 21 November: mood 2, trigger "Work Stress", coping "walk". #4
    $ ritual boundaries add "reading my notebook" --off-limits --note "even drafts" --agreed 2026-03-05
    Off-limits: reading my notebook (agreed 5 March): "even drafts". #5
    $ ritual add swim --intention "slow mornings"
    swim is in the notebook.
    $ ritual log walk --as "stretching 5 min"
    walk, noted for today as "stretching 5 min". Picked up again; your earlier entry is here. #7
    $ ritual find slep
    4 March, mood note: "«Slept» at last." #3
    $ ritual find creme
    2 March, walk: "Cold but clear, «CRÈME» brûlée after" #2
    $ ritual find "BRULEE after"
    2 March, walk: "Cold but clear, CRÈME «brûlée after»" #2
    $ ritual find "after brulee"
    2 March, walk: "Cold but clear, CRÈME «brûlée» «after»" #2
    ! note: nowhere side by side; these hold all of the words
    $ ritual find "last slept"
    4 March, mood note: "«Slept» at «last»." #3
    ! note: nowhere side by side; these hold all of the words
    $ ritual find slept last
    4 March, mood note: "«Slept» at «last»." #3
    $ ritual find notebook
    5 March, boundary: "reading my «notebook»" #5
    $ ritual find draft --kind boundary
    5 March, boundary reading my notebook: "even «drafts»" #5
    $ ritual find slow
    ritual swim: intention "«slow» mornings" #6
    $ ritual find stretch
    22 November, walk: as "«stretching» 5 min" #7
    $ ritual find stress
    21 November, mood note: trigger "Work «Stress»" #4
    4 March, mood note: trigger "work «stress»" #3
    $ ritual find --trigger "work stress"
    21 November, mood 2, trigger "Work Stress", coping "walk" #4
    4 March, mood 4, feeling "calm", trigger "work stress": "Slept at last." #3
    $ ritual find --trigger "work stress" --coping walk
    21 November, mood 2, trigger "Work Stress", coping "walk" #4
    $ ritual find --feeling calm --from 2026-03-01 --to 2026-03-31
    4 March, mood 4, feeling "calm", trigger "work stress": "Slept at last." #3
    $ ritual find walk -n 1
    21 November, mood note: coping "«walk»" #4
    1 earlier row has it too; `--limit N` shows more.
    "#);
}

#[test]
fn scripts_without_spaces_right_to_left_and_emoji() {
    transcript!(r#"
        mood 2 "今日は走る 🧘🏽‍♀️"
        mood 3 "ذهبتُ إلى المَشْي"
        find 走る
        find المشي
        find 🧘
    "#, @r#"
    $ ritual mood 2 "今日は走る 🧘🏽‍♀️"
    Noted: mood 2, and your words. #1
    $ ritual mood 3 "ذهبتُ إلى المَشْي"
    Noted: mood 3 (even), and your words. #2
    $ ritual find 走る
    22 November, mood note: "今日は«走る» 🧘🏽‍♀️" #1
    $ ritual find المشي
    22 November, mood note: "ذهبتُ إلى «المَشْي»" #2
    $ ritual find 🧘
    22 November, mood note: "今日は走る «🧘🏽‍♀️»" #1
    "#);
}

#[test]
fn what_finds_nothing_says_so_and_ends_with_1() {
    transcript!(r#"
        find walk
        log walk --note "clear"
        find rain
        find --trigger rain
        find clear --from 2026-11-01 --to 2026-11-02
        find clear --from 2026-11-02 --to 2026-11-01
        find
        find "..."
        find clear --kind dream
        find --kind pause
        forget 2 --yes
        find clear
    "#, @r#"
    $ ritual find walk
    ! error: nothing noted here holds 'walk'
    ! hint: the beginning of a word is enough; --from and --to widen the days
    = 1
    $ ritual log walk --note "clear"
    walk, noted for today. #2
    ! note: walk is new here; `ritual undo` takes it back
    $ ritual find rain
    ! error: nothing noted here holds 'rain'
    ! hint: the beginning of a word is enough; --from and --to widen the days
    = 1
    $ ritual find --trigger rain
    ! error: nothing noted here holds 'rain'
    ! hint: the beginning of a word is enough; --from and --to widen the days
    = 1
    $ ritual find clear --from 2026-11-01 --to 2026-11-02
    ! error: nothing noted here holds 'clear'
    ! hint: the beginning of a word is enough; --from and --to widen the days
    = 1
    $ ritual find clear --from 2026-11-02 --to 2026-11-01
    ! error: --to 2026-11-01 lies before --from 2026-11-02
    ! hint: the first day goes to --from
    = 2
    $ ritual find
    ! error: find expects words to look for
    ! hint: `ritual find TEXT`, or --trigger, --coping, --feeling or --kind alone
    = 2
    $ ritual find "..."
    ! error: TEXT expects words to look for; got '...'
    ! hint: letters, digits or an emoji; punctuation makes no difference
    = 2
    $ ritual find clear --kind dream
    ! error: invalid value 'dream' for '--kind <KIND>' [possible values: ritual, pause, completion, mood, boundary, support_option, support, support_line, offer, invite, reminder, reflection, month, win, thanks, phrase, vision, winddown, trial, person, resource, hard, talk, start]
    ! hint: `ritual find --help` shows what it takes
    = 2
    $ ritual find --kind pause
    ! error: nothing of that kind is noted here
    ! hint: the beginning of a word is enough; --from and --to widen the days
    = 1
    $ ritual forget 2 --yes
    Forgotten: walk, noted for today, and every trace of it in the file.
    $ ritual find clear
    ! error: nothing noted here holds 'clear'
    ! hint: the beginning of a word is enough; --from and --to widen the days
    = 1
    "#);
}

#[test]
fn json_says_where_the_hit_stands() {
    let home = Home::new();
    home.ok(&["mood", "3", "é so é", "--on", "2026-03-02"]);
    let found = home.json(&["find", "SO"]);
    assert_eq!(found["report"], "find");
    assert_eq!(found["rows"], 1);
    let hit = &found["hits"][0];
    assert_eq!(hit["day"], "2026-03-02");
    assert_eq!(hit["row"]["kind"], "mood");
    assert_eq!(hit["found"][0]["field"], "note");
    assert_eq!(hit["found"][0]["marks"], serde_json::json!([[2, 4]]));
    assert!(hit["row"].get("id").is_none());
}

#[test]
fn the_text_may_come_by_stdin_and_an_esc_is_shown_as_a_mark() {
    let home = Home::new();
    let row = br#"{"kind":"mood","day":"2026-03-02","note":"red \u001b[31m alert"}"#;
    assert_eq!(
        home.with_stdin(&["import", "jsonl", "-", "--with-consents"], row)
            .code,
        0
    );
    let said = home.with_stdin(&["find", "-"], b"alert\n");
    assert_eq!(said.code, 0);
    assert!(said.out.contains("red ␛[31m «alert»"), "{said:?}");
}

#[test]
fn an_edit_an_undo_and_a_ritual_forgotten_change_what_is_found() {
    transcript!(r#"
        log walk --note "quartz"
        edit 2 --note "granite"
        find quartz
        find granite
        undo
        find quartz
        find granite
        forget --ritual walk --yes
        find quartz
        find walk
    "#, @r#"
    $ ritual log walk --note "quartz"
    walk, noted for today. #2
    ! note: walk is new here; `ritual undo` takes it back
    $ ritual edit 2 --note "granite"
    Now: walk, noted for today: "granite". #2
    $ ritual find quartz
    ! error: nothing noted here holds 'quartz'
    ! hint: the beginning of a word is enough; --from and --to widen the days
    = 1
    $ ritual find granite
    22 November, walk: "«granite»" #2
    $ ritual undo
    `edit 2 --note …` is taken back.
      walk, noted for today (note), as before #2
    `ritual redo` brings it back.
    ! note: `edit 2 --note …` was run without a terminal
    $ ritual find quartz
    22 November, walk: "«quartz»" #2
    $ ritual find granite
    ! error: nothing noted here holds 'granite'
    ! hint: the beginning of a word is enough; --from and --to widen the days
    = 1
    $ ritual forget --ritual walk --yes
    Forgotten: the ritual walk, 2 rows with what hung on it, and every trace of them in the file.
    $ ritual find quartz
    ! error: nothing noted here holds 'quartz'
    ! hint: the beginning of a word is enough; --from and --to widen the days
    = 1
    $ ritual find walk
    ! error: nothing noted here holds 'walk'
    ! hint: the beginning of a word is enough; --from and --to widen the days
    = 1
    "#);
}

/// Past its last day it is gone from every view, this one too.
#[test]
fn what_has_ended_is_not_found() {
    transcript!(r#"
        offer "tea and quiet" --to Sam --until tomorrow
        find quiet
        @ 2026-11-25T12:00:00Z
        find quiet
        find --kind offer
    "#, @r#"
    $ ritual offer "tea and quiet" --to Sam --until tomorrow
    You offered "tea and quiet" (to Sam, until 23 November). #1
    $ ritual find quiet
    offer: "tea and «quiet»" #1
    $ ritual find quiet
    ! error: nothing noted here holds 'quiet'
    ! hint: the beginning of a word is enough; --from and --to widen the days
    = 1
    $ ritual find --kind offer
    ! error: nothing of that kind is noted here
    ! hint: the beginning of a word is enough; --from and --to widen the days
    = 1
    "#);
}

#[test]
fn a_ritual_is_found_by_a_name_it_bore_earlier() {
    let home = Home::new();
    home.ok(&["log", "morning walk"]);
    home.ok(&["change", "morning walk", "--name", "stroll"]);
    for words in [&["walk"][..], &["MORNING w"], &["morning", "walk"]] {
        let found = home.ok(&[&["find"], words].concat());
        assert!(found.contains("stroll"), "{words:?}: {found}");
    }
    for words in [&["alk"][..], &["walk", "tea"], &["walk", "--kind", "win"]] {
        assert_eq!(home.run(&[&["find"], words].concat()).code, 1, "{words:?}");
    }
    home.ok(&["log", "stroll", "--note", "a walk"]);
    assert_eq!(home.json(&["find", "walk"])["rows"], 2);
}
