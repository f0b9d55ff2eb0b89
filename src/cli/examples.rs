//! Two examples of each command, as its `--help` shows them; a test runs each.

/// A command, and what may follow `ritual`.
#[rustfmt::skip] // a command, a line
pub const EXAMPLES: &[(&str, [&str; 2])] = &[
    ("log", ["log walk", "log walk --amount 20min --note \"cold but clear\""]),
    ("mood", ["mood 3", "mood 4 \"slept at last\" --feeling calm"]),
    ("checkin", ["checkin --mood 3 --sleep 7.5", "checkin --energy 2 --giving 1"]),
    ("undo", ["undo", "undo --list"]),
    ("redo", ["redo", "redo --json"]),
    ("merge", ["merge walk run", "merge walk run swim"]),
    ("edit", ["edit last --note \"rain on the roof\"", "edit walk --on yesterday"]),
    ("forget", ["forget 2 --yes", "forget --ritual swim --yes"]),
    ("add", ["add yoga --rhythm 2/week", "add tea --around \"before bed\" --unit cups"]),
    ("change", ["change walk --rhythm 3/week", "change walk --name stroll"]),
    ("show", ["show walk", "show --on-this-day"]),
    ("pause", ["pause walk --until \"in 3 days\"", "pause --all"]),
    ("resume", ["resume swim", "resume --all"]),
    ("retire", ["retire swim", "retire walk"]),
    ("reflect", ["reflect walk --feels mixed --not \"too early\"", "reflect walk --enjoyed 4"]),
    ("gap", ["gap walk", "gap walk --all"]),
    ("try", ["try \"early nights\" --until \"in 14 days\"", "try list --all"]),
    ("win", ["win \"slept at last\"", "win --last 7"]),
    ("thank", ["thank Sam --for \"the soup\"", "thank --last 30"]),
    ("month", ["month", "month set --personal \"read before bed\""]),
    ("words", ["words", "words add \"one thing at a time\""]),
    ("boundaries", ["boundaries phone", "boundaries add \"work email after 20:00\" --off-limits"]),
    ("support", ["support", "support choose listen"]),
    ("hard", ["hard", "hard set --notice \"no appetite\" --may \"sit with me\""]),
    ("talk", ["talk", "talk add holidays --with Sam"]),
    ("offer", ["offer \"tea and quiet\" --to Sam", "offer --to-join walk --to Sam"]),
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
    ("hard", ["hard", "hard set --notice \"I answer in one word\""]),
    ("talk", ["talk", "talk add \"who calls the plumber\""]),
    ("boundaries add", [
        "boundaries add \"work email\" --off-limits --with Sam",
        "boundaries add calls --offered --limit \"not at night\"",
    ]),
    ("boundaries change", [
        "boundaries change \"phone at dinner\" --ask-first",
        "boundaries change 9 --revisit 2027-03-01",
    ]),
    ("boundaries retire", ["boundaries retire \"phone at dinner\"", "boundaries retire 9"]),
    ("boundaries history", [
        "boundaries history \"phone at dinner\"",
        "boundaries history 9 --json",
    ]),
    ("boundaries check", [
        "boundaries check phones",
        "boundaries check \"the phone at dinner\" --quiet",
    ]),
    ("boundaries clear", ["boundaries clear gardening", "boundaries clear \"a letter\" --quiet"]),
    ("support choose", ["support choose listen", "support choose \"nothing now\""]),
    ("support say", ["support say \"a quiet evening, please\"", "support say"]),
    ("offer close", ["offer close 11", "offer close 11 --json"]),
    ("consent revoke", ["consent revoke 11", "consent revoke --share walk"]),
    ("month set", [
        "month set --personal \"read before bed\"",
        "month set --joint \"Sunday walk\" --with Sam",
    ]),
    ("month review", [
        "month review --carry personal",
        "month review --learned \"evenings are quieter\"",
    ]),
    ("people add", [
        "people add Ben --for walks --reach \"0123 45\"",
        "people add Ana --for listening,walks",
    ]),
    ("people resource compare", [
        "people resource compare \"The book of tea\" \"an app\"",
        "people resource compare 18 19",
    ]),
    ("care add", ["care add \"Dr X\" --reach \"Long Street 4\"", "care add Ana"]),
    ("words add", ["words add \"one page counts\"", "words phrase add \"one page counts\""]),
    ("try review", ["try review 15 --note \"colder than thought\"", "try review 15"]),
    ("talk close", ["talk close 16", "talk close 16 --json"]),
    ("hard set", [
        "hard set --notice \"I answer in one word\"",
        "hard set --may \"tea, no questions\" --call Ana",
    ]),
    ("remind invite", [
        "remind invite walk --at 21:00 --days weekdays",
        "remind invite \"call mum\" --at 18:00 --until tomorrow",
    ]),
    ("remind keep", ["remind keep 13", "remind keep 13 --until 2027-03-01"]),
    ("remind stop", ["remind stop walk", "remind stop --all"]),
    ("remind now", ["remind now --window 15m", "remind now --neutral"]),
    ("sync init", ["sync init .", "sync init . --json"]),
    ("people resource add", [
        "people resource add \"A map of quiet\" --kind book",
        "people resource add \"the choir\" --kind group",
    ]),
    ("support options add", [
        "support options add sit with me",
        "support options add \"a walk together\"",
    ]),
];

/// One of each command below another that cannot do without an argument; a test runs each, with the
/// handle that is there in place of 12.
const BELOW: &[(&str, &str)] = &[
    ("boundaries change", "boundaries change phone --ask-first"),
    ("boundaries retire", "boundaries retire phone"),
    ("boundaries history", "boundaries history phone"),
    ("boundaries check", "boundaries check phone at the table"),
    ("boundaries clear", "boundaries clear a walk in the rain"),
    ("support choose", "support choose listen"),
    ("support options add", "support options add go with me"),
    (
        "support options retire",
        "support options retire go with me",
    ),
    ("offer close", "offer close 12"),
    ("consent revoke", "consent revoke 12"),
    ("people add", "people add Ana --for listening"),
    ("people change", "people change Ana --reach 0151"),
    ("people retire", "people retire Ana"),
    ("people resource add", "people resource add \"an app\""),
    (
        "people resource change",
        "people resource change \"an app\" --status tried",
    ),
    (
        "people resource compare",
        "people resource compare \"an app\" Ana",
    ),
    ("care add", "care add Ana --reach 0151"),
    (
        "words winddown set",
        "words winddown set \"lights low\" \"phone away\"",
    ),
    ("words winddown add", "words winddown add \"phone away\""),
    ("talk close", "talk close 12"),
    ("remind invite", "remind invite walk --at 18:00"),
    ("remind keep", "remind keep 12"),
    ("remind stop", "remind stop walk"),
    ("sync init", "sync init ."),
    ("sync join", "sync join ."),
];

/// An example of a command, by its path.
pub fn of(path: &str) -> Option<&'static str> {
    let one = EXAMPLES.iter().find(|(name, _)| *name == path);
    let below = BELOW.iter().find(|(name, _)| *name == path);
    one.map(|(_, two)| two[0]).or(below.map(|(_, line)| *line))
}
