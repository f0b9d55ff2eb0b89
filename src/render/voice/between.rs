//! Between people: boundaries, support, offers, consent, what two do at one table, people, months,
//! reminders.

use super::{
    after, by_handle, capital, count, day_after, hint_name, in_brackets, listed, quoted, some,
    words_after,
};
use crate::domain::boundary::{Boundary, Stance};
use crate::domain::consent::{Consent, Event, What};
use crate::domain::dates::short;
use crate::domain::measure::Own;
use crate::domain::month::{Choice, MonthLine, Slot};
use crate::domain::record::Kind;
use crate::domain::reminder::Reminder;
use crate::domain::small::{Person, Talk};
use crate::domain::term::{Invite, Offer, Support, is_kind};
use crate::render::dates;
use crate::render::sanitise::{block, line};
use crate::report::consent::Stays;
use crate::report::remind::Held;
use chrono::{Datelike, NaiveDate};

pub const NO_BOUNDARIES: &str =
    "No boundaries noted here. `ritual boundaries add AREA --off-limits` notes one.";

pub fn stance(stance: Stance) -> &'static str {
    match stance {
        Stance::OffLimits => "Off-limits",
        Stance::AskFirst => "Ask first",
        Stance::Offered => "Offered",
    }
}

/// ` (with Sam, agreed 4 March, revisit 1 June)`
pub fn agreement(b: &Boundary, today: NaiveDate) -> String {
    let days = [
        ("agreed", b.agreed),
        ("revisit", b.revisit),
        ("retired", b.retired),
    ];
    terms(b.with.as_deref(), &days, today)
}

/// With whom, and on which days, those that are known.
fn terms(with: Option<&str>, days: &[(&str, Option<NaiveDate>)], today: NaiveDate) -> String {
    let days = days.iter().filter_map(|(what, day)| {
        let day = dates::day((*day)?, today);
        Some(format!("{what} {day}"))
    });
    in_brackets(self::with(with).into_iter().chain(days))
}

/// `with Sam`
pub fn with(name: Option<&str>) -> Option<String> {
    name.map(|name| format!("with {}", line(name)))
}

pub const NO_OFFERS: &str = "No offers noted here. `ritual offer TEXT` notes one.";
pub const NO_INVITES: &str =
    "No invitations noted here. `ritual offer --to-join NAME --to PERSON` notes one.";
pub const NO_OPTIONS: &str =
    "No own kinds of support noted here. `ritual support options add TEXT` notes one.";
pub const NO_CONSENTS: &str =
    "Everything here is private. `ritual share ITEM --with NAME` shares one thing.";
pub const NONE_SHARED: &str =
    "Nothing of this is shared. `ritual share ITEM --with NAME` shares one thing.";
pub const NO_EVENTS: &str = "Nothing stands in the history of consent.";
pub const NO_WORDS: &str =
    "No words among the mood notes here. `ritual mood \"in your words\"` notes some.";
pub const NO_ANCHORS: &str =
    "No moments named here. `ritual change NAME --around breakfast` names one.";
pub const NOTHING_CHOSEN: &str = "The choice is let go of. `ritual support` shows the menu.";

pub const ASK_FEELINGS: &str =
    "mood 1 to 5, feelings, or both: 2 tired, worn out (Enter passes, Ctrl-D leaves)";
pub const ASK_SLEEP: &str = "hours of sleep";
pub const ASK_ENERGY: &str = "energy 1 to 5";
pub const ASK_GIVING: &str = "capacity to give, 1 to 5";
pub const SHARE_THESE: &str = "share exactly these bytes?";

/// `pain, 0 to 10`
pub fn ask_measure(own: &Own) -> String {
    let (low, high) = own.range;
    let unit = after(" ", own.unit.as_deref().map(line));
    format!("{}, {low} to {high}{unit}", line(&own.name))
}

/// The one question after a check-in.
pub fn how_support(noted: &str) -> String {
    let end = if noted.is_empty() { "" } else { "\n" };
    format!(
        "{noted}{end}How would you like support: accompany, remind, reflect, listen, space, or nothing now?"
    )
}

fn until(day: NaiveDate, today: NaiveDate) -> String {
    match day == today {
        true => "until the end of today".to_owned(),
        false => format!("until {}", dates::day(day, today)),
    }
}

/// `Until 24 November: the note at 21:00 for walk.`
pub fn until_then(day: NaiveDate, what: &str, today: NaiveDate) -> String {
    format!("{}: {what}.", capital(&until(day, today)))
}

/// ``(2 more: `ritual consent`)``: what ends beside what was said.
pub fn and_more_end(more: usize) -> String {
    format!("({more} more: `ritual consent`)")
}

/// A kind as it is, an own option in quotes.
pub fn choice(choice: &str) -> String {
    match is_kind(choice) {
        true => choice.to_owned(),
        false => quoted(choice),
    }
}

/// `You chose listen, until the end of today. #4`, `You chose "nothing now", …`.
pub fn support_chosen(support: &Support, today: NaiveDate) -> String {
    let chosen = match support.choice.contains(' ') {
        true => quoted(&support.choice),
        false => choice(&support.choice),
    };
    let said = format!("You chose {chosen}, {}.", until(support.term.until, today));
    by_handle(&said, support.meta.id)
}

pub fn menu(kinds: &[&str]) -> String {
    let kinds = match kinds {
        [some @ .., last] if !some.is_empty() => format!("{}, or {last}", some.join(", ")),
        few => few.concat(),
    };
    format!("Support is yours to choose: {kinds}. `ritual support choose listen` notes a choice.")
}

pub fn option_added(words: &str, handle: i64) -> String {
    by_handle(&format!("On your menu: {}.", quoted(words)), handle)
}

pub fn option_retired(words: &str) -> String {
    format!("No longer on your menu: {}.", quoted(words))
}

/// `You wrote on 22 November: "slept at last"`, on as many lines as it was written.
pub fn you_wrote(words: &str, day: NaiveDate, today: NaiveDate) -> String {
    let on = match day == today {
        true => "today".to_owned(),
        false => format!("on {}", dates::day(day, today)),
    };
    format!("You wrote {on}: \"{}\"", block(words))
}

/// `You offered "tea and quiet" (presence, to Sam, until 22 December). #3`
pub fn offered(offer: &Offer, today: NaiveDate) -> String {
    let to = offer.to.as_deref().map(|name| format!("to {}", line(name)));
    let until = until(offer.term.until, today);
    let parts = offer.form.iter().cloned().chain(to).chain([until]);
    let said = quoted(&offer.words) + &in_brackets(parts);
    by_handle(&format!("You offered {said}."), offer.meta.id)
}

/// `Sam to accompany walk`
pub fn to_what(invite: &Invite) -> String {
    let (who, ritual) = (line(&invite.who), line(&invite.ritual.name));
    match invite.to.as_str() {
        "accompany" => format!("{who} to accompany {ritual}"),
        kind => format!("{who} to {} around {ritual}", choice(kind)),
    }
}

/// `You invited Sam to accompany walk (until 22 December). #4`
pub fn person_invited(invite: &Invite, today: NaiveDate) -> String {
    let until = until(invite.term.until, today);
    let said = format!("You invited {} ({until}).", to_what(invite));
    by_handle(&said, invite.meta.id)
}

/// `Since 22 November, until 22 December: offer "tea and quiet".`
pub fn holding(what: &str, since: NaiveDate, end: Option<NaiveDate>, today: NaiveDate) -> String {
    let since = dates::or_today(since, today);
    let end = after(", ", end.map(|end| until(end, today)));
    format!("Since {since}{end}: {what}.")
}

/// ``For Sam, by your consent: 2 items; `ritual consent` names what.``
pub fn shared_by_consent(with: Option<&str>, items: u64) -> String {
    let with = with.map_or_else(|| "whoever is handed the page".to_owned(), line);
    let items = count(items, "item", "items");
    format!("For {with}, by your consent: {items}; `ritual consent` names what.")
}

/// The words of an area that a text met.
pub fn met(words: &str) -> String {
    format!("(met: {})", quoted(words))
}

/// `noted here on 8 March 2026, agreed 4 March`: by the machine's clock, beside what was said. What
/// came in a file says `came here in a file on 8 March 2026`.
pub fn noted_here(
    noted: Option<NaiveDate>,
    came: bool,
    agreed: Option<NaiveDate>,
    today: NaiveDate,
) -> String {
    let how = match came {
        true => "came here in a file",
        false => "noted here",
    };
    let noted = match noted {
        Some(day) => format!("{how} on {} {}", day.day(), dates::month_of(day)),
        None => "brought in from a file".to_owned(),
    };
    noted + &day_after(", agreed ", agreed, today)
}

fn with_whom(with: Option<&str>) -> String {
    after(" ", self::with(with))
}

/// `shared with Sam, the ritual walk`; why it stays here, and what a changed row takes to leave again.
pub fn is_shared(what: &str, with: Option<&str>, stays: Option<Stays>, handle: i64) -> String {
    let why = match stays {
        None => String::new(),
        Some(Stays::Ended) => "; it has ended, and stays here".to_owned(),
        Some(Stays::Sacred) => "; it stays here while it says a sacred name".to_owned(),
        Some(Stays::Changed) => format!(
            "; it has changed since, and stays here until `ritual share {handle} --with {}`",
            hint_name(with.unwrap_or("NAME"))
        ),
    };
    format!("shared{}, {what}{why}", with_whom(with))
}

/// `Shared with Sam until 22 December: the ritual walk.`
pub fn shared(what: &str, grant: Option<&Consent>, today: NaiveDate) -> String {
    let with = with_whom(grant.and_then(|g| g.with.as_deref()));
    let end = grant.and_then(|g| g.until).map(|end| until(end, today));
    format!("Shared{with}{}: {what}.", after(" ", end))
}

pub fn private_again(what: &str, from: Option<&str>) -> String {
    match from {
        Some(name) => format!("No longer shared with {}: {what}.", line(name)),
        None => format!("Private again: {what}."),
    }
}

/// Of a row that held until a day, or was put away.
pub const HAS_ENDED: &str = "ended";

pub const HISTORY_CLEARED: &str = "The history of consent is empty; what holds goes on holding.";

pub fn ended(what: &str) -> String {
    format!("Ended: {what}.")
}

/// `22 November: consent to an offer, until 22 December`
pub fn consented(event: &Consent, today: NaiveDate) -> String {
    let what = match event.what {
        What::Invite => "an invitation",
        What::Offer => "an offer",
        What::Share => "a share",
        What::Reminder => "a reminder",
    };
    let what = format!("{what}{}", with_whom(event.with.as_deref()));
    let day = dates::day(event.day, today);
    let end = day_after(", until ", event.until, today);
    match event.event {
        Event::Granted => format!("{day}: consent to {what} given{end}"),
        Event::Revoked => format!("{day}: consent to {what} ended"),
    }
}

/// What an event was about, where its words then were not those of the row now.
pub fn other_words(kind: Kind) -> String {
    let noun = match kind {
        Kind::Completion => "entry",
        Kind::Mood => "mood note",
        Kind::HardDays => "plan for hard days",
        kind => kind.as_str(),
    };
    format!("{noun}, in other words since")
}

pub fn around(moment: &str) -> String {
    format!("Around {}", line(moment))
}

/// `for calm, around breakfast, together`: what rituals are grouped by.
pub fn group(purpose: Option<&str>, around: Option<&str>, joint: bool) -> String {
    let purpose = purpose.map(|word| format!("for {}", line(word)));
    let around = around.map(|moment| format!("around {}", line(moment)));
    let together = joint.then(|| "together".to_owned());
    listed([purpose, around, together].into_iter().flatten())
}

pub fn none_of_group(words: &str) -> String {
    format!("No rituals here {words}. `ritual show` tells what each goes with.")
}

/// `together with Sam`, of a ritual that is done with somebody.
pub fn together(joint: bool, with: Option<&str>) -> Option<String> {
    (joint || with.is_some()).then(|| format!("together{}", with_whom(with)))
}

pub const FOR_HARD_DAYS: &str = "For hard days";
pub const NO_PLAN: &str =
    "No plan for hard days noted here. `ritual hard set` asks for its parts, each optional.";
/// The parts of the plan, in its order.
pub const HARD_DAYS: [&str; 5] = [
    "how I notice",
    "what I do",
    "what you may do",
    "what please not",
    "whom to call",
];

pub const NOTHING_TO_TALK_ABOUT: &str =
    "Nothing to talk about noted here. `ritual talk add TEXT` notes something to bring up.";

pub const NO_SUPPORT_LINE: &str =
    "No line to pass on today. `ritual support say TEXT` notes one, in your words.";

pub const FIRST_TURN: &str = "The first of you. Nothing is kept unless you say so.";
pub const SECOND_TURN: &str = "The other of you. Nothing is kept unless you say so.";
pub const SECOND_TURN_UNKEPT: &str =
    "The other of you. Nothing is kept: this notebook belongs to one of you.";
pub const ASK_WORDS: &str = "in your words (Enter for none)";
pub const KEEP_THIS: &str = "`keep` keeps this, Enter lets it go";
pub const NOTHING_KEPT: &str = "Nothing was kept.";

/// `"phone at dinner" (with Sam, by 1 December)`
pub fn to_talk_about(talk: &Talk, today: NaiveDate) -> String {
    quoted(&talk.text) + &terms(talk.with.as_deref(), &[("by", talk.by)], today)
}

/// `phone at dinner (with Sam, revisit 1 December)`
pub fn boundary_to_talk_about(boundary: &Boundary, today: NaiveDate) -> String {
    let revisit = [("revisit", boundary.revisit)];
    line(&boundary.area) + &terms(boundary.with.as_deref(), &revisit, today)
}

pub fn on_the_list(one: &str) -> String {
    format!("To talk about: {one}")
}

pub fn off_the_list(text: &str) -> String {
    format!("Off the list: {}.", quoted(text))
}

pub fn to_pass_on(text: &str) -> String {
    format!("To pass on today: {}", quoted(text))
}

pub const NO_PEOPLE: &str = "`ritual people add NAME --for WORD` notes someone you turn to.";

/// The same for everyone, whatever the notebook holds.
pub const CARE: &str = "\
In danger now, for yourself or someone near you: the local emergency number.
For whatever weighs on you: a doctor, someone you trust, a helpline.
A directory such as findahelpline.com lists helplines by country.

This is a private notebook. It does not watch for danger, and it calls nobody.
";

pub const CARE_CONTACTS: &str = "Your own contacts";

/// `Ana: "0123 45" (checked 4 March)`.
pub fn contact(person: &Person, today: NaiveDate) -> String {
    line(&person.name) + &words_after(": ", &person.reach) + &checked(person, today)
}

/// `Ana: "0123 45" (checked 4 March), "Tuesdays" #4`
pub fn person(person: &Person, today: NaiveDate) -> String {
    let note = words_after(", ", &person.note);
    let away = day_after(", put away ", person.retired, today);
    by_handle(&(contact(person, today) + &note + &away), person.meta.id)
}

/// `Ana is in your network, for listening, walks. To reach: "0123 45" (checked 4 March).`
pub fn in_network(of: &Person, today: NaiveDate) -> String {
    let kinds = some(listed(of.kinds.iter().map(|kind| line(kind))));
    let kinds = after(", for ", kinds);
    let care = if of.care { ", on the care page" } else { "" };
    let reach = of.reach.as_deref().map(quoted);
    let reach = reach.map(|reach| reach + &checked(of, today) + ".");
    let note = of.note.as_deref().map(|note| quoted(note) + ".");
    let (reach, note) = (after(" To reach: ", reach), after(" You noted: ", note));
    format!(
        "{} is in your network{kinds}{care}.{reach}{note}",
        line(&of.name)
    )
}

fn checked(of: &Person, today: NaiveDate) -> String {
    terms(None, &[("checked", of.checked)], today)
}

pub fn put_away(name: &str) -> String {
    let (hint, name) = (hint_name(name), line(name));
    format!("{name} is put away. `ritual people add {hint}` brings {name} back.")
}

pub const MONTH_QUESTION: &str = "Carry it on, change it, or let it go?";

/// A month that is long past has nothing to be set for.
pub fn quiet_month(name: &str, open: bool) -> String {
    let hint = " `ritual month set` sets an objective or a joint activity.";
    format!("{name}: a quiet page.{}", if open { hint } else { "" })
}

/// What a line is, for undo and forget.
pub fn slot(slot: Slot) -> &'static str {
    match slot {
        Slot::Personal => "your objective of",
        Slot::Joint => "the joint activity of",
        Slot::Learned => "what you learned in",
    }
}

/// `You set: "read before bed".`, `Together with Sam: "Sunday walk".`
pub fn month_line(of: &MonthLine) -> String {
    let text = quoted(&of.text);
    match (of.slot, of.with.as_deref()) {
        (Slot::Personal, _) => format!("You set: {text}."),
        (Slot::Joint, None) => format!("Together: {text}."),
        (Slot::Joint, Some(with)) => format!("Together with {}: {text}.", line(with)),
        (Slot::Learned, _) => format!("You learned: {text}."),
    }
}

pub fn month_choice(choice: Choice) -> &'static str {
    match choice {
        Choice::Carry => "Carried on.",
        Choice::Change => "Changed.",
        Choice::LetGo => "Let go.",
    }
}

/// `For December, you set: "read before bed".`
pub fn month_set(month: &str, of: &MonthLine) -> String {
    let text = month_line(of);
    let mut letters = text.chars();
    let first = letters.next().into_iter().flat_map(char::to_lowercase);
    let first: String = first.collect();
    format!("For {month}, {first}{}", letters.as_str())
}

pub fn month_unset(month: &str, of: &MonthLine) -> String {
    format!("Taken out of {month}: {}.", quoted(&of.text))
}

/// `In place of "read".`
pub fn in_place_of(was: &MonthLine) -> String {
    format!("In place of {}.", quoted(&was.text))
}

/// `Carried on, to December: "read before bed".`
pub fn carried(to: &str, of: &MonthLine) -> String {
    format!("Carried on, to {to}: {}.", quoted(&of.text))
}

/// `Changed for December: "read before bed" became "read at lunch".`
pub fn changed_for(to: &str, was: &MonthLine, now: &MonthLine) -> String {
    let (was, now) = (quoted(&was.text), quoted(&now.text));
    format!("Changed for {to}: {was} became {now}.")
}

pub fn let_go(of: &MonthLine) -> String {
    format!("Let go: {}.", quoted(&of.text))
}

pub const NO_REMINDERS: &str =
    "No reminders are invited here. `ritual remind invite NAME --at 21:00` invites one.";
/// For a calendar that others may see.
pub const NEUTRAL: &str = "A note you invited";

/// The words the person chose; the name of the ritual where there are none.
pub fn shown(reminder: &Reminder) -> String {
    match (&reminder.words, &reminder.ritual) {
        (Some(words), _) => quoted(words),
        (None, Some(ritual)) => line(&ritual.name),
        (None, None) => quoted(reminder.about()),
    }
}

/// What a reminder says of itself when it comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Said {
    /// The words the person chose, and the name of a ritual where they asked for it.
    Chosen,
    /// The name of a ritual as well.
    Name,
    /// Neither.
    Time,
}

/// ``A note you invited for 21:00. (`ritual remind stop 4`)``,
/// ``You invited a note at 21:00: "the evening thing". (`ritual remind stop 4`)``
///
/// The last one says that it is.
pub fn reminder_comes(reminder: &Reminder, how: Said, last: bool) -> String {
    let (at, id) = (dates::time(reminder.at), reminder.meta.id);
    let named = reminder.words.is_none() && reminder.ritual.is_some();
    let said = match how {
        Said::Chosen => !named || reminder.say_name,
        Said::Name => true,
        Said::Time => false,
    };
    let stop = match &reminder.ritual {
        Some(ritual) if said && named => hint_name(&ritual.name),
        _ => id.to_string(),
    };
    let note = match said {
        true => format!("You invited a note at {at}: {}.", shown(reminder)),
        false => format!("A note you invited for {at}."),
    };
    match last {
        true => format!("{note} The last of them; {}", kept(reminder)),
        false => format!("{note} (`ritual remind stop {stop}`)"),
    }
}

/// What a reminder goes on with after its end.
pub fn kept(reminder: &Reminder) -> String {
    let handle = reminder.meta.id;
    format!("`ritual remind keep {handle}` goes on with it.")
}

/// ``The note at 21:00 for walk ended on 24 November; `ritual remind keep 8` goes on with it. #8``
pub fn reminder_ended(reminder: &Reminder, today: NaiveDate) -> String {
    let end = reminder.term.closed.unwrap_or(reminder.term.until);
    let (at, keep) = (dates::time(reminder.at), kept(reminder));
    let (what, end) = (in_full(reminder), dates::day(end, today));
    let said = format!("The note at {at} for {what} ended on {end}; {keep}");
    by_handle(&said, reminder.meta.id)
}

/// `You invited a note at 21:00 on mon, wed: journal, as "the evening thing" (until 22 December). #4`
pub fn reminder(reminder: &Reminder, today: NaiveDate) -> String {
    let on = some(listed(reminder.days.iter().map(|day| short(*day))));
    let at = dates::time(reminder.at) + &after(" on ", on);
    let (what, until) = (in_full(reminder), dates::day(reminder.term.until, today));
    let said = format!("You invited a note at {at}: {what} (until {until}).");
    by_handle(&said, reminder.meta.id)
}

/// ``Held back by a boundary: off-limits, "reminders about cats". #3``
pub fn held(reminder: &Reminder, held: &Held) -> String {
    let ritual = line(reminder.about());
    match held {
        Held::Boundary(b) => {
            let area = quoted(&b.area);
            let said = format!("Held back by a boundary: off-limits, {area}.");
            by_handle(&said, b.meta.id)
        }
        Held::Retired => format!("Held back: {ritual} is retired."),
        Held::Rests => format!("Held back: {ritual} rests."),
    }
}

fn in_full(reminder: &Reminder) -> String {
    let about = match &reminder.ritual {
        Some(ritual) => line(&ritual.name),
        None => quoted(reminder.about()),
    };
    about + &words_after(", as ", &reminder.words)
}

pub fn reminder_stopped(reminder: &Reminder) -> String {
    let at = dates::time(reminder.at);
    format!("No note comes at {at} for {}.", in_full(reminder))
}

/// Lines for a crontab; those with # are for the person who reads them.
pub fn crontab(line: &str) -> String {
    include_str!("remind/crontab").replace("{line}", line)
}

pub fn systemd_service(line: &str) -> String {
    include_str!("remind/ritual-remind.service").replace("{line}", line)
}

pub const SYSTEMD_TIMER: &str = include_str!("remind/ritual-remind.timer");

pub fn launchd_agent(line: &str) -> String {
    include_str!("remind/ritual.remind.plist").replace("{line}", line)
}
