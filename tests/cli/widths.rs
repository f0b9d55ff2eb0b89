//! Every view on terminals of 40 and of 80 columns: nothing runs over, and no word is broken that
//! a line has room for.

use crate::support::Home;
use std::collections::HashSet;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// Names and words in several scripts, some as long as people write them.
fn rich() -> Home {
    let mut home = Home::new();
    let long = "the rain on the roof went on and the long evening was quiet, with tea and a book \
        that nobody had opened since the spring before last; nothing was said, and that was all \
        that was asked for, until the lamp went out and the cat came in from the garden with wet \
        feet and sat down on the open page";
    let lines = format!(
        r#"
        @ 2026-11-09T08:00:00Z
        add "morning pages before anyone else is awake in the house" --around breakfast --intention "calm and a clear head before the day begins" --for joy,safety
        add walk --rhythm 3/week --unit min --around "after lunch" --with Sam --joint
        add "المشي في الصباح الباكر" --unit min
        add "散歩と深呼吸をする朝の静かな時間" --unit 分
        add "🧘🏽‍♀️ sit 👨‍👩‍👧‍👦" --around evening
        add Donaudampfschifffahrtsgesellschaftskapitänsmütze --unit km
        config measure pain 0-10
        @ 2026-11-17T21:00:00Z
        log "morning pages before anyone else is awake in the house" --note "{long}"
        log walk --amount 20 --on 2026-11-14,2026-11-15,today
        log "المشي في الصباح الباكر" --amount 20 --note "مشيت قليلا في الحديقة ثم عدت إلى البيت وشربت الشاي مع الجيران"
        log "散歩と深呼吸をする朝の静かな時間" --amount 15 --note "今日は朝から雨が降っていたので、傘を差して川沿いをゆっくり歩きました。とても静かで、鳥の声だけが聞こえました。"
        log "🧘🏽‍♀️ sit 👨‍👩‍👧‍👦" --note "👩🏽‍🚀🏳️‍🌈👩🏽‍🚀🏳️‍🌈👩🏽‍🚀🏳️‍🌈👩🏽‍🚀🏳️‍🌈👩🏽‍🚀🏳️‍🌈👩🏽‍🚀🏳️‍🌈👩🏽‍🚀🏳️‍🌈👩🏽‍🚀🏳️‍🌈👩🏽‍🚀🏳️‍🌈👩🏽‍🚀🏳️‍🌈👩🏽‍🚀🏳️‍🌈"
        log Donaudampfschifffahrtsgesellschaftskapitänsmütze --amount 12.5 --note "https://example.org/a/very/long/address/without/a/space/in/it/that/goes/on/for/more/than/eighty/columns"
        mood 2 --measure pain=7 --feeling tired,quiet --trigger "a long day at work"
        mood 4 "slept at last"
        mood 1 --coping "a walk around the block and a glass of water"
        mood 5 --sleep 7 --giving 3
        win "{long}"
        thank Sam --for "keeping the room quiet while I was asleep on the sofa all of that long afternoon"
        month set --personal "read before bed, ten pages or as many as the evening holds" --joint "Sunday walk" --with Sam
        boundaries add --off-limits "phone at dinner, and the tablet, and the watch as well when it buzzes" --with Sam --revisit 2026-12-01
        boundaries change phone --note "as long as both are at the table, and on the sofa afterwards as well"
        remind invite walk --at 21:00 --until 2026-11-24
        offer "tea and quiet in the kitchen, for as long as it takes, with or without any words" --until 2026-11-24
        pause Donaudampfschifffahrtsgesellschaftskapitänsmütze --from 2026-11-20 --until 2026-11-30 --why "the boots are at the cobbler's until the end of the month"
        reflect walk --works "shorter walks are kept, the longer ones are put off until it is dark" --feels reinforcing --enjoyed 4
        people add "Ana María de los Ángeles" --for listening,walks --note "knows the wood behind the station, and when to say nothing"
        try "walk before work, in the dark if need be, with the good lamp" --until 2026-12-01
        vision set "{long}"
        phrases add "one page counts, and so does half a page when the evening has been a long one"
        winddown set "lights low" "a page of a book that asks nothing of anyone at all"
        support say "I would like to be asked about the wood, and not about work, until Sunday"
        hard set --notice "{long}" --do "lie down" --may "bring tea" --not "ask many questions" --call Ana
        talk add "who does the shopping on Saturdays, and who cooks when both are tired" --by 2026-11-28 --with Sam
        change walk --rhythm 2/week --note "evenings are dark now and the path by the river is under water"
        share walk --with Sam
        log walk --start
        @ 2026-11-22T12:00:00Z
        log "morning pages before anyone else is awake in the house" --note "{long}"
        log walk 25
        mood 3 "{long}"
        mood 2
    "#
    );
    let said = home.transcript(&lines);
    assert!(!said.contains("\n! error"), "{said}");
    home
}

/// What folds and draws nothing: on a terminal it says the same words.
const FOLDED: &[&str] = &[
    "show today",
    "show 2026-11-17",
    "show walk --history",
    "show --reflections",
    "show --by moment",
    "streaks --all",
    "patterns",
    "gap walk",
    "review --words",
    "find rain",
    "find 雨",
    "win",
    "thank",
    "words",
    "people",
    "boundaries",
    "offer",
    "consent",
    "care",
    "support",
    "hard",
    "talk",
    "month",
    "try",
    "remind",
    "undo --list",
    "privacy",
    "help all",
    "help file",
    "help",
];

/// What is drawn for the columns there are.
const DRAWN: &[&str] = &[
    "",
    "show",
    "show walk",
    "calendar",
    "calendar walk --month",
    "calendar mood",
    "review",
    "review --week",
    "review --week last",
    "review --year",
    "privacy --tables",
    "demo",
    "demo review --week",
];

fn width(text: &str) -> usize {
    text.graphemes(true).map(UnicodeWidthStr::width).sum()
}

fn fits(line: &str, shown: &str, columns: u16) {
    for row in shown.lines() {
        let taken = width(row);
        assert!(
            taken <= columns.into(),
            "{line} at {columns}: {taken}: {row:?}"
        );
    }
}

#[test]
fn no_view_runs_over_and_no_word_is_broken() {
    let home = rich();
    for line in FOLDED {
        let args: Vec<&str> = line.split(' ').collect();
        let whole = home.ok(&args);
        let words: HashSet<&str> = whole.split_whitespace().collect();
        for columns in [40, 80] {
            let shown = home.typed(line, "", columns).out;
            fits(line, &shown, columns);
            let bare = |text: &str| text.split_whitespace().collect::<String>();
            assert_eq!(bare(&shown), bare(&whole), "{line} at {columns}");
            for word in shown
                .split_whitespace()
                .filter(|word| !words.contains(word))
            {
                let broken = words
                    .iter()
                    .any(|whole| whole.contains(word) && width(whole) > usize::from(columns) - 8);
                assert!(broken, "{line} at {columns}: {word}\n{shown}");
            }
        }
    }
    for line in DRAWN {
        for columns in [40, 60, 80] {
            fits(line, &home.typed(line, "", columns).out, columns);
        }
    }
}

#[test]
fn a_question_leaves_room_for_its_answer() {
    let home = rich();
    for columns in [40, 80] {
        let shown = home.typed("month review", "\n\n", columns).out;
        // The terminal repeats no answer, so that what follows one stands in its line.
        let asked: Vec<&str> = shown.split("nothing now): ").collect();
        assert_eq!(asked.len(), 3, "{shown}");
        for question in &asked[..2] {
            fits("month review", question, columns - 8);
        }
    }
}

#[test]
fn the_board_keeps_handles_and_puts_the_rest_below() {
    let home = rich();
    insta::assert_snapshot!(home.typed("", "", 80).out, @r#"
    Sunday 22 November
                                      M  T  W  T  F  S  S
      morning pages before anyone e…     █  ·  ·  ·  ·  █    12:00 "the rain o…" #42
      walk, after lunch               ·  █  ·  ·  ·  ·  █    12:00 25 min #43
                                                             since 17 November,… #41
      المشي في الصباح الباكر             █  ·  ·  ·  ·
      散歩と深呼吸をする朝の静かな…      █  ·  ·  ·  ·
      🧘🏽‍♀️ sit 👨‍👩‍👧‍👦, evening                 █  ·  ·  ·  ·
      Donaudampfschifffahrtsgesells…     █  ·  ·  ~  ~  ~
      mood                               3  ·  ·  ·  ·  2½   "the rain on the …" #44
                                                             mood 2 #45

    Until 24 November: the note at 21:00 for walk. `ritual remind keep 25` goes on
      with it.
    Until 24 November: the offer "tea and quiet in the kitchen, for as long as it
      takes, with or without any words". #27
    To talk about: "who does the shopping on Saturdays, and who cooks when both are
      tired" (with Sam, by 28 November); phone at dinner, and the tablet, and the
      watch as well when it buzzes (with Sam, revisit 1 December)
    "#);
    insta::assert_snapshot!(home.typed("", "", 40).out, @r#"
    Sunday 22 November
                        M  T  W  T  F  S  S
      morning pages b…     █  ·  ·  ·  ·  █
      walk              ·  █  ·  ·  ·  ·  █
      المشي في الصباح…     █  ·  ·  ·  ·
      散歩と深呼吸を…      █  ·  ·  ·  ·
      🧘🏽‍♀️ sit 👨‍👩‍👧‍👦            █  ·  ·  ·  ·
      Donaudampfschif…     █  ·  ·  ~  ~  ~
      mood                 3  ·  ·  ·  ·  2½

    Until 24 November: the note at 21:00 for
      walk. `ritual remind keep 25` goes on
      with it.
    Until 24 November: the offer "tea and
      quiet in the kitchen, for as long as
      it takes, with or without any words".
      #27
    To talk about: "who does the shopping on
      Saturdays, and who cooks when both are
      tired" (with Sam, by 28 November);
      phone at dinner, and the tablet, and
      the watch as well when it buzzes (with
      Sam, revisit 1 December)
    "#);
}

#[test]
fn a_week_of_many_moods_stays_in_one_row() {
    let home = rich();
    insta::assert_snapshot!(home.typed("review --week", "", 64).out, @r#"
    16–22 November

    In your words
      Tuesday    "the rain on the roof went on and the long evening
                 was quiet, with tea and a book that nobody had
                 opened since the spring before last; nothing was
                 said, and that was all that was asked for, until
                 the lamp went out and the cat came in from the
                 garden with wet feet and sat down on the open page"
                 (morning pages before anyone else is awake in the
                 house). "مشيت قليلا في الحديقة ثم عدت إلى البيت
                 وشربت الشاي مع الجيران" (المشي في الصباح الباكر).
                 "今日は朝から雨が降っていたので、傘を差して川沿いを
                 ゆっくり歩きました。とても静かで、鳥の声だけが聞こ
                 えました。" (散歩と深呼吸をする朝の静かな時間).
                 "👩🏽‍🚀🏳️‍🌈👩🏽‍🚀🏳️‍🌈👩🏽‍🚀🏳️‍🌈👩🏽‍🚀🏳️‍🌈👩🏽‍🚀🏳️‍🌈👩🏽‍🚀🏳️‍🌈👩🏽‍🚀🏳️‍🌈👩🏽‍🚀🏳️‍🌈👩🏽‍🚀🏳️‍🌈👩🏽‍🚀🏳️‍🌈👩🏽‍🚀🏳️‍🌈" (🧘🏽‍♀️
                 sit 👨‍👩‍👧‍👦).
                 "https://example.org/a/very/long/address/without/a/
                 space/in/it/that/goes/on/for/more/than/eighty/colum
                 ns"
                 (Donaudampfschifffahrtsgesellschaftskapitänsmütze).
                 feeling "tired", "quiet", trigger "a long day at
                 work". "slept at last" (mood). coping "a walk
                 around the block and a glass of water". "the rain
                 on the roof went on and the long evening was quiet,
                 with tea and a book that nobody had opened since
                 the spring before last; nothing was said, and that
                 was all that was asked for, until the lamp went out
                 and the cat came in from the garden with wet feet
                 and sat down on the open page" (win). To Sam, for
                 "keeping the room quiet while I was asleep on the
                 sofa all of that long afternoon". trial "walk
                 before work, in the dark if need be, with the good
                 lamp", 17 Nov – 1 Dec. "the rain on the roof went
                 on and the long evening was quiet, with tea and a
                 book that nobody had opened since the spring before
                 last; nothing was said, and that was all that was
                 asked for, until the lamp went out and the cat came
                 in from the garden with wet feet and sat down on
                 the open page" (vision). walk: "evenings are dark
                 now and the path by the river is under water"
      Friday     rest for
                 Donaudampfschifffahrtsgesellschaftskapitänsmütze
                 until 30 November, "the boots are at the cobbler's
                 until the end of the month"
      Sunday     "the rain on the roof went on and the long evening
                 was quiet, with tea and a book that nobody had
                 opened since the spring before last; nothing was
                 said, and that was all that was asked for, until
                 the lamp went out and the cat came in from the
                 garden with wet feet and sat down on the open page"
                 (morning pages before anyone else is awake in the
                 house). "the rain on the roof went on and the long
                 evening was quiet, with tea and a book that nobody
                 had opened since the spring before last; nothing
                 was said, and that was all that was asked for,
                 until the lamp went out and the cat came in from
                 the garden with wet feet and sat down on the open
                 page" (mood)

    The days                      M    T    W    T    F    S    S
      morning pages before anyon…      █    ·    ·    ·    ·    █
      walk                        ·    20   ·    ·    ·    ·    25
                                  min
      المشي في الصباح الباكر           20   ·    ·    ·    ·    ·
                                  min
      散歩と深呼吸をする朝の静か…      15   ·    ·    ·    ·    ·
                                  分
      🧘🏽‍♀️ sit 👨‍👩‍👧‍👦                        █    ·    ·    ·    ·    ·
      Donaudampfschifffahrtsgese…      12.5 ·    ·    ~    ~    ~
                                  km
      mood                             2                        3
                                       4                        2
                                       1
                                       5
                                  1 heavy, 3 even, 5 light
      sleep                            7
                                  h
      giving                           3
      pain                             7
                                  0 to 10
      Of several moods in a day, views take the middle one.

    This month        "read before bed, ten pages or as many as the
                      evening holds"; `ritual month review` asks how
                      it goes on
                      together with Sam: "Sunday walk"
    Learned           reinforcing, works "shorter walks are kept,
                      the longer ones are put off until it is dark",
                      enjoyed 4 (reflection on walk)
    To talk about     "who does the shopping on Saturdays, and who
                      cooks when both are tired" (with Sam), 28
                      November
                      phone at dinner, and the tablet, and the watch
                      as well when it buzzes (with Sam), 1 December
    Ends soon         the note at 21:00 for walk, 24 November
                      offer "tea and quiet in the kitchen, for as
                      long as it takes, with or without any words",
                      24 November
    "#);
}

/// Long words are folded where they stand; the table keeps its head and its days.
#[test]
fn a_long_intention_is_folded_in_its_column() {
    let home = Home::new();
    home.ok(&["log", "swim"]);
    home.ok(&[
        "pause",
        "swim",
        "--from",
        "2026-11-10",
        "--until",
        "2026-11-11",
    ]);
    home.ok(&[
        "add",
        "walk",
        "--rhythm",
        "3/week",
        "--intention",
        "to get out before the day begins, whatever the weather is",
    ]);
    insta::assert_snapshot!(home.typed("show", "", 80).out, @r#"
    ritual  rhythm  about             noted        30 days
    swim                              22 November                               █
    walk    3/week  "to get out
                    before the day
                    begins, whatever
                    the weather is"
    "#);
    insta::assert_snapshot!(home.typed("show", "", 60).out, @r#"
    swim, 22 November
                                   █
    walk, 3/week, "to get out before the day begins, whatever
      the weather is"
    "#);
    // A rest without a word is nobody's words.
    insta::assert_snapshot!(home.ok(&["review"]), @"
    November 2026

    The days           2      9      16
      swim                                 █  1 day
    ");
}
