//! Two examples of each command, as its `--help` shows them; a test runs each.

/// A command, and what may follow `ritual`.
#[rustfmt::skip] // a command, a line
pub const EXAMPLES: &[(&str, [&str; 2])] = &[
    (
        "log",
        [
            "log walk",
            "log walk --amount 20min --note \"cold but clear\"",
        ],
    ),
    (
        "mood",
        ["mood 3", "mood 4 \"slept at last\" --feeling calm"],
    ),
    (
        "checkin",
        [
            "checkin --mood 3 --sleep 7.5",
            "checkin --energy 2 --giving 1",
        ],
    ),
    ("undo", ["undo", "undo --list"]),
    ("redo", ["redo", "redo --json"]),
    ("merge", ["merge walk run", "merge walk run swim"]),
    (
        "edit",
        [
            "edit last --note \"rain on the roof\"",
            "edit walk --on yesterday",
        ],
    ),
    ("forget", ["forget 2 --yes", "forget --ritual swim --yes"]),
    (
        "add",
        [
            "add yoga --rhythm 2/week",
            "add tea --around \"before bed\" --unit cups",
        ],
    ),
    (
        "change",
        ["change walk --rhythm 3/week", "change walk --name stroll"],
    ),
    ("show", ["show walk", "show --around lunch"]),
    ("pause", ["pause walk --until \"in 3 days\"", "pause --all"]),
    ("resume", ["resume swim", "resume --all"]),
    ("retire", ["retire swim", "retire walk"]),
    (
        "reflect",
        [
            "reflect walk --feels mixed --not \"too early\"",
            "reflect walk --enjoyed 4",
        ],
    ),
    ("gap", ["gap walk", "gap walk --all"]),
    (
        "try",
        [
            "try \"early nights\" --until \"in 14 days\"",
            "try list --all",
        ],
    ),
    ("win", ["win \"slept at last\"", "win --last 7"]),
    ("thank", ["thank Sam --for \"the soup\"", "thank --last 30"]),
    (
        "month",
        ["month", "month set --personal \"read before bed\""],
    ),
    ("words", ["words", "words add \"one thing at a time\""]),
    (
        "boundaries",
        [
            "boundaries phone",
            "boundaries add \"work email after 20:00\" --off-limits",
        ],
    ),
    ("support", ["support", "support choose listen"]),
    ("hard", ["hard", "hard set --notice \"no appetite\" --may \"sit with me\""]),
    ("talk", ["talk", "talk add holidays --with Sam"]),
    (
        "offer",
        [
            "offer \"tea and quiet\" --to Sam",
            "offer --to-join walk --to Sam",
        ],
    ),
    ("share", ["share walk --with Sam", "share walk --with Sam --until \"in 7 days\""]),
    ("consent", ["consent", "consent history"]),
    ("people", ["people", "people add Ana --for listening"]),
    ("care", ["care", "care --json"]),
    ("streaks", ["streaks", "streaks walk"]),
    ("patterns", ["patterns", "patterns walk --full"]),
    ("calendar", ["calendar walk", "calendar --month"]),
    ("find", ["find rain", "find rain --kind completion"]),
    ("review", ["review", "review --words"]),
    ("line", ["line", "line --mood"]),
    ("demo", ["demo", "demo review --week"]),
    ("remind", ["remind", "remind invite walk --at 18:00"]),
    ("import", ["import auto notes.jsonl --dry-run", "import jsonl notes.jsonl"]),
    ("export", ["export jsonl all.jsonl", "export csv - --kind mood"]),
    ("backup", ["backup", "backup --keep 5"]),
    ("restore", ["restore notes.db --dry-run", "restore notes.db"]),
    ("doctor", ["doctor", "doctor --repair"]),
    ("privacy", ["privacy", "privacy --json"]),
    ("sync", ["sync --help", "help devices"]),
    ("config", ["config", "config day-start 04:00"]),
    ("completions", ["completions bash", "completions --out completions"]),
    ("man", ["man log", "man --out man"]),
];
