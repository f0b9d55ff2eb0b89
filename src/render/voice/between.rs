//! Support, offers, invitations, consent.

use super::{after, by_handle, count, hint_name, in_brackets, quoted};
use crate::domain::consent::{Consent, Event, What};
use crate::domain::measure::Own;
use crate::domain::record::Kind;
use crate::domain::term::{Invite, Offer, Support, is_kind};
use crate::render::dates;
use crate::render::sanitise::{block, line};
use crate::render::streaks::capital;
use crate::report::consent::Stays;
use chrono::{Datelike, NaiveDate};

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
/// `pain, 0 to 10`
pub fn ask_measure(own: &Own) -> String {
    let (low, high) = own.range;
    let unit = after(" ", own.unit.as_deref().map(line));
    format!("{}, {low} to {high}{unit}", line(&own.name))
}
pub const ASK_GIVING: &str = "capacity to give, 1 to 5";
pub const SHARE_THESE: &str = "share exactly these bytes?";

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

pub fn own_option(words: &str, handle: i64) -> String {
    by_handle(&quoted(words), handle)
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
    let mut parts: Vec<String> = offer.form.iter().cloned().collect();
    parts.extend(offer.to.as_deref().map(|name| format!("to {}", line(name))));
    parts.push(until(offer.term.until, today));
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
    noted + &after(", agreed ", agreed.map(|day| dates::day(day, today)))
}

fn with_whom(with: Option<&str>) -> String {
    after(" with ", with.map(line))
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
    let end = after(", until ", event.until.map(|end| dates::day(end, today)));
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
    super::listed([purpose, around, together].into_iter().flatten())
}

pub fn none_of_group(words: &str) -> String {
    format!("No rituals here {words}. `ritual show` tells what each goes with.")
}

/// `together with Sam`, of a ritual that is done with somebody.
pub fn together(joint: bool, with: Option<&str>) -> Option<String> {
    (joint || with.is_some()).then(|| format!("together{}", with_whom(with)))
}
