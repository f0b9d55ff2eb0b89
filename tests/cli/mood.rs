//! `ritual mood`

use crate::support::Home;
use crate::transcript;

#[test]
fn any_field_alone_is_a_note() {
    transcript!(r#"
        mood 4
        mood 1
        mood 2 slept at last
        mood "a grey day"
        mood --sleep 6.5
        mood --sleep 7:30
        mood --energy 2
        mood --feeling calm --feeling tired --feeling calm
        mood --trigger work --coping walk --changed sleep
        mood 3 --on yesterday --at 22:15
        today
    "#, @r#"
    $ ritual mood 4
    Noted: mood 4. #1
    $ ritual mood 1
    Noted: mood 1 (heavy). #2
    $ ritual mood 2 slept at last
    Noted: mood 2, and your words. #3
    $ ritual mood "a grey day"
    Noted: your words. #4
    $ ritual mood --sleep 6.5
    Noted: sleep 6.5 h. #5
    $ ritual mood --sleep 7:30
    Noted: sleep 7.5 h. #6
    $ ritual mood --energy 2
    Noted: energy 2. #7
    $ ritual mood --feeling calm --feeling tired --feeling calm
    Noted: feeling "calm", "tired". #8
    $ ritual mood --trigger work --coping walk --changed sleep
    Noted: trigger "work", coping "walk", changed "sleep". #9
    $ ritual mood 3 --on yesterday --at 22:15
    Noted for 21 November: mood 3 (even). #10
    $ ritual today
    Sunday 22 November
      mood 4 at 12:00 #1
      mood 1 (heavy) at 12:00 #2
      mood 2 at 12:00: "slept at last" #3
      noted at 12:00: "a grey day" #4
      sleep 6.5 h at 12:00 #5
      sleep 7.5 h at 12:00 #6
      energy 2 at 12:00 #7
      feeling "calm", "tired" at 12:00 #8
      trigger "work", coping "walk", changed "sleep" at 12:00 #9
      mood 4·1·2; views take the middle one, 2
    "#);
}

#[test]
fn the_scale_belongs_to_the_person() {
    transcript!(r#"
        config scale 1=under water, 5=clear
        mood 1
        mood 3
        mood 5
        config scale none
        mood 1
    "#, @"
    $ ritual config scale 1=under water, 5=clear
    scale: 1=under water, 5=clear
    $ ritual mood 1
    Noted: mood 1 (under water). #2
    $ ritual mood 3
    Noted: mood 3. #3
    $ ritual mood 5
    Noted: mood 5 (clear). #4
    $ ritual config scale none
    scale: none
    $ ritual mood 1
    Noted: mood 1. #5
    ");
}

#[test]
fn words_from_stdin() {
    let home = Home::new();
    let said = home.with_stdin(&["mood", "2", "-"], "slept at last\n".as_bytes());
    assert_eq!(
        (said.out.as_str(), said.code),
        ("Noted: mood 2, and your words. #1\n", 0)
    );
    assert_eq!(home.json(&["today"])["moods"][0]["note"], "slept at last");
    let said = home.with_stdin(&["mood", "-"], b"");
    assert_eq!(said.code, 2);
    insta::assert_snapshot!(said.err, @"
    error: the note came back empty
    hint: without a terminal: words on stdin, or a field such as --energy 3
    ");
}
