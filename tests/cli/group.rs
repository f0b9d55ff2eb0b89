//! Views narrowed to rituals of a moment, of a purpose, or done with someone.

use crate::support::Home;
use crate::transcript;

#[test]
fn views_are_narrowed_to_a_group() {
    transcript!(r#"
        add tea --around breakfast --for calm
        add pages --around Breakfast --joint
        add swim --for Calm --with Sam
        log tea
        log pages --note "three of them"
        log swim --on yesterday
        mood 4 "slept at last"
        boundaries add "phone at dinner" --off-limits --revisit 2026-12-01
        show --around breakfast
        show --for calm
        show --joint
        show --around breakfast --for calm
        show today --joint
        show --by moment --joint
        streaks --around breakfast
        streaks swim tea --around breakfast
        calendar --around breakfast --month
        calendar --for calm --from 2026-11-20 --json
        review --around breakfast --week
        review --words --around breakfast
        review --week --joint --json
        patterns --for calm
    "#, @r#"
    $ ritual add tea --around breakfast --for calm
    tea is in the notebook.
    $ ritual add pages --around Breakfast --joint
    pages is in the notebook.
    $ ritual add swim --for Calm --with Sam
    swim is in the notebook.
    $ ritual log tea
    tea, noted for today. #4
    $ ritual log pages --note "three of them"
    pages, noted for today. #5
    $ ritual log swim --on yesterday
    swim, noted for 21 November. #6
    $ ritual mood 4 "slept at last"
    Noted: mood 4, and your words. #7
    $ ritual boundaries add "phone at dinner" --off-limits --revisit 2026-12-01
    Off-limits: phone at dinner (revisit 1 December). #8
    $ ritual show --around breakfast
    ritual  rhythm  about                       noted        30 days
    tea             for calm, around breakfast  22 November                               █
    pages           around Breakfast, together  22 November                               █
    $ ritual show --for calm
    ritual  rhythm  about                        noted        30 days
    tea             for calm, around breakfast   22 November                               █
    swim            for Calm, together with Sam  21 November                              █·
    $ ritual show --joint
    ritual  rhythm  about                        noted        30 days
    pages           around Breakfast, together   22 November                               █
    swim            for Calm, together with Sam  21 November                              █·
    $ ritual show --around breakfast --for calm
    ritual  rhythm  about                       noted        30 days
    tea             for calm, around breakfast  22 November                               █
    $ ritual show today --joint
    Sunday 22 November
      pages at 12:00: "three of them" #5
    $ ritual show --by moment --joint
    Around Breakfast
      pages, together
    $ ritual streaks --around breakfast
    tea: 1 entry, today.
    pages: 1 entry, today.
    $ ritual streaks swim tea --around breakfast
    tea: 1 entry, today.
    $ ritual calendar --around breakfast --month
    rituals around breakfast, 1–22 Nov
    Mon  Tue  Wed  Thu  Fri  Sat  Sun
                                   1
     2    3    4    5    6    7    8
     9   10   11   12   13   14   15
    16   17   18   19   20   21   22█
    entries: █ 2
    $ ritual calendar --for calm --from 2026-11-20 --json
    {"schema":1,"report":"calendar","subject":{"kind":"group","name":"for calm"},"from":"2026-11-20","to":"2026-11-22","today":"2026-11-22","week_start":"mon","counted_in":"entries","steps":[{"from":1,"to":1}],"days":[{"day":"2026-11-21","value":1,"step":0,"resting":false},{"day":"2026-11-22","value":1,"step":0,"resting":false}]}
    $ ritual review --around breakfast --week
    16–22 November, around breakfast

    In your words
      Sunday     "three of them" (pages)

    The days          M   T   W   T   F   S   S
      tea                                     █
      pages                                   █
      mood                                    4     1 heavy, 3 even, 5 light
    $ ritual review --words --around breakfast
    Sunday 22 November
      pages at 12:00: "three of them" #5
    $ ritual review --week --joint --json
    {"schema":1,"report":"review","from":"2026-11-16","to":"2026-11-22","today":"2026-11-22","group":"together","rituals":[{"name":"pages","noted":1,"resting":0,"of":7,"since":"2026-11-22","calendar":{"subject":{"kind":"ritual","name":"pages"},"from":"2026-11-16","to":"2026-11-22","today":"2026-11-22","week_start":"mon","counted_in":"entries","steps":[{"from":1,"to":1}],"days":[{"day":"2026-11-22","value":1,"step":0,"resting":false}]}},{"name":"swim","noted":1,"resting":0,"of":7,"since":"2026-11-21","calendar":{"subject":{"kind":"ritual","name":"swim"},"from":"2026-11-16","to":"2026-11-22","today":"2026-11-22","week_start":"mon","counted_in":"entries","steps":[{"from":1,"to":1}],"days":[{"day":"2026-11-21","value":1,"step":0,"resting":false}]}}],"measures":[{"measure":"mood","points":[{"day":"2026-11-22","value":4}],"spread":{"measure":"mood","days":1,"median":4.0,"lowest":4.0,"highest":4.0}}],"patterns":{"definition":2,"from":"2025-11-23","to":"2026-11-22","family":{"rituals":0,"others":0,"words":1,"clear_at":{"rituals":0.005,"others":0.005},"lean_by_chance":0.0},"noise":[],"pairs":[],"amounts":[],"measures":[],"words":[],"not_yet":[{"subject":{"kind":"ritual","name":"pages"},"measure":"mood","lag":0,"days":1,"with":1,"without":0,"switches":0,"why":"constant"},{"subject":{"kind":"ritual","name":"swim"},"measure":"mood","lag":0,"days":1,"with":0,"without":1,"switches":0,"why":"constant"}],"weekdays":[],"spread":[]},"revisit":[],"talks":[],"words":[{"day":"2026-11-22","items":[{"kind":"completion","uid":"[UID]","ritual":"pages","ritual_uid":"[UID]","day":"2026-11-22","at":"2026-11-22T12:00:00Z","zone":"UTC","note":"three of them"}]}],"months":[],"learned":[],"ends":[]}
    $ ritual patterns --for calm
    Not enough notes yet to say: mood on 1 day without swim. This view opens at 7 and 7 over 28 noted days.
    Not enough notes yet to say: mood on 1 day with tea. This view opens at 7 and 7 over 28 noted days.
    "#);
}

#[test]
fn a_group_of_nothing_is_named_calmly() {
    transcript!(r#"
        add tea --around breakfast
        log tea
        show --around brekfast
        streaks --for calm --joint
        calendar --around noon
        review --around noon
        review --words --around noon
        patterns --around noon
        patterns tea --around noon
        show today --around noon
        show --around noon --json
        review --around noon --html page.html
        show tea --around noon
        calendar tea --around noon
    "#, @r#"
    $ ritual add tea --around breakfast
    tea is in the notebook.
    $ ritual log tea
    tea, noted for today. #2
    $ ritual show --around brekfast
    No rituals here around brekfast. `ritual show` tells what each goes with.
    $ ritual streaks --for calm --joint
    No rituals here for calm, together. `ritual show` tells what each goes with.
    $ ritual calendar --around noon
    No rituals here around noon. `ritual show` tells what each goes with.
    $ ritual review --around noon
    No rituals here around noon. `ritual show` tells what each goes with.
    $ ritual review --words --around noon
    No rituals here around noon. `ritual show` tells what each goes with.
    $ ritual patterns --around noon
    No rituals here around noon. `ritual show` tells what each goes with.
    $ ritual patterns tea --around noon
    No rituals here around noon. `ritual show` tells what each goes with.
    $ ritual show today --around noon
    No rituals here around noon. `ritual show` tells what each goes with.
    $ ritual show --around noon --json
    {"schema":1,"report":"list","today":"2026-11-22","rituals":[]}
    $ ritual review --around noon --html page.html
    No rituals here around noon. `ritual show` tells what each goes with.
    = 1
    $ ritual show tea --around noon
    ! error: 'tea' is one ritual, and a group of them is asked for
    ! hint: `ritual show NAME` shows one, `ritual show --around MOMENT` several
    = 2
    $ ritual calendar tea --around noon
    ! error: a name and a group of rituals; got both
    ! hint: `ritual calendar NAME` shows one, `ritual calendar --around MOMENT` several together
    = 2
    "#);
}

#[test]
fn a_log_asks_which_of_a_moment() {
    let home = Home::new();
    for line in ["tea", "pages"] {
        home.ok(&["add", line, "--around", "breakfast"]);
    }
    home.ok(&["add", "swim"]);
    let asked = home.on_terminal(&["log", "--around", "Breakfast"], "2 tea 3\n\u{4}");
    insta::assert_snapshot!(asked.out, @"
    1 tea  2 pages
    which today, by number or name (Enter for none): pages, noted for today. #4
    tea, 3, noted for today. #5
    ");
    let script = home.run(&["log", "--around", "breakfast"]);
    insta::assert_snapshot!(format!("{}{}= {}", script.out, script.err, script.code), @"
    error: log expects a ritual; around breakfast: tea, pages
    hint: without a terminal: its name, as in `ritual log tea`
    = 2
    ");
    let none = home.run(&["log", "--around", "noon"]);
    insta::assert_snapshot!(format!("{}{}= {}", none.out, none.err, none.code), @"
    error: no ritual goes with 'noon'
    hint: `ritual add NAME --around MOMENT` and `ritual change` say which moment
    = 1
    ");
}
