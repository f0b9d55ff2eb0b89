//! Between people: boundaries, what to talk about, consent, offers and invitations, reminders,
//! support, people, months.

use super::sanitise::{block, line};
use super::voice::{self, after, by_handle, quoted, words_after};
use super::{dates, headed, joined, lines, record as row, style, under};
use crate::domain::boundary::{Boundary, Stance};
use crate::domain::config::Settings;
use crate::domain::consent::{Consent, What};
use crate::domain::month::Month;
use crate::domain::record::Record;
use crate::domain::reminder::Reminder;
use crate::domain::small::{Person, SupportOption, Talk};
use crate::domain::text;
use crate::report::boundaries::Boundaries;
use crate::report::consent::{Events, Held, Holding, Told};
use crate::report::month::{Line, MonthPage};
use crate::report::people::{Invites, LastWords, Menu, Network, Offers, Plan, Talks};
use crate::report::remind::{self, Reminders};
use crate::report::rows::Rows;
use chrono::NaiveDate;

/// `together` leaves out what is for the owner of the file: handles, words for nobody else.
pub fn boundaries(report: &Boundaries, together: bool) -> String {
    if report.boundaries.is_empty() {
        let none = match together {
            true => voice::NONE_SHARED,
            false => voice::none_of(report.others, report.all, voice::NO_BOUNDARIES),
        };
        return format!("{none}\n");
    }
    let one = |b: &Boundary| {
        let words = words(b, report.today);
        match together {
            true => words,
            false => by_handle(&(words + &private(b)), b.meta.id),
        }
    };
    let of = |stance| {
        let listed = report.boundaries.iter().map(|listed| &listed.boundary);
        let held: Vec<String> = listed.filter(|b| b.stance == stance).map(one).collect();
        (!held.is_empty()).then(|| headed(voice::stance(stance), held))
    };
    Stance::ALL.into_iter().filter_map(of).collect()
}

/// What a view of two would show.
pub fn preview(report: &Boundaries) -> Vec<String> {
    let shown = report.boundaries.iter();
    let shown = shown.map(|listed| boundary(&listed.boundary, report.today));
    shown.collect()
}

/// Boundaries one a line, each with its stance, for scripts, and the words that a text met.
pub fn met(report: &Boundaries) -> String {
    let about = report.about.as_deref().map(text::key);
    joined(report.boundaries.iter().map(|listed| {
        // Where the text stands in the area, the area says it.
        let met = listed.met.as_deref();
        let met = met.filter(|met| Some(text::key(met)) != about);
        boundary(&listed.boundary, report.today) + &after(" ", met.map(voice::met))
    }))
}

/// `Off-limits: reading my notebook (agreed 4 March, revisit 1 June). #3`
pub fn boundary(b: &Boundary, today: NaiveDate) -> String {
    by_handle(&(terms(b, today) + "."), b.meta.id)
}

/// The same with the words on it, those for nobody else among them, for its owner who wrote them.
pub fn confirmed(b: &Boundary, today: NaiveDate) -> String {
    by_handle(&(whole(b, today) + &private(b) + "."), b.meta.id)
}

fn private(b: &Boundary) -> String {
    words_after("; for you alone: ", &b.private_note)
}

/// `Off-limits: reading my notebook (with Sam, agreed 4 March, revisit 1 June)`
pub fn terms(b: &Boundary, today: NaiveDate) -> String {
    let agreement = voice::agreement(b, today);
    format!("{}: {}{agreement}", voice::stance(b.stance), line(&b.area))
}

/// `Off-limits: reading my notebook (agreed 4 March): "even drafts"`
pub fn whole(b: &Boundary, today: NaiveDate) -> String {
    format!("{}: {}", voice::stance(b.stance), words(b, today))
}

fn words(b: &Boundary, today: NaiveDate) -> String {
    let limit = words_after("; limit ", &b.limit);
    let note = words_after(": ", &b.note);
    line(&b.area) + &voice::agreement(b, today) + &limit + &note
}

pub fn talks(report: &Talks) -> String {
    let rows = report.rows.iter().map(|t| talk(t, report.today));
    let boundaries = report.boundaries.iter().map(|b| {
        let said = voice::boundary_to_talk_about(b, report.today);
        by_handle(&said, b.meta.id)
    });
    lines(rows.chain(boundaries), voice::NOTHING_TO_TALK_ABOUT)
}

/// `"phone at dinner" (with Sam, by 1 December) #12`
pub fn talk(talk: &Talk, today: NaiveDate) -> String {
    by_handle(&voice::to_talk_about(talk, today), talk.meta.id)
}

/// Five lines at most, in the person's own words.
pub fn plan(report: &Plan) -> String {
    let Some(plan) = &report.plan else {
        return format!("{}\n", voice::NO_PLAN);
    };
    let heading = style::heading(voice::FOR_HARD_DAYS);
    let parts = voice::HARD_DAYS.iter().zip(plan.parts());
    let said = parts.filter_map(|(what, words)| {
        let words = quoted(words.as_deref()?);
        Some(format!("{what}: {words}"))
    });
    under(&by_handle(&heading, plan.meta.id), said)
}

pub fn held(held: &Held, settings: &Settings) -> String {
    let one = |holding: &Holding| {
        let handle = holding.row.meta().id;
        let mut what = row::record(&holding.row, settings, held.today);
        let shared = holding.what == What::Share;
        if shared {
            what = voice::is_shared(&what, holding.with.as_deref(), holding.stays, handle);
        }
        let said = voice::holding(&what, holding.since, holding.until, held.today);
        let leaves = holding.row.leaving(held.today);
        let leaves = leaves.filter(|_| shared && holding.stays.is_none());
        by_handle(&said, handle) + &after("\n  ", leaves.map(|leaves| line(&leaves)))
    };
    lines(held.consents.iter().map(one), voice::NO_CONSENTS)
}

pub fn events(events: &Events, settings: &Settings) -> String {
    let one = |(event, of): (&Consent, &Option<Told>)| {
        let said = voice::consented(event, events.today) + ".";
        let Some(told) = of else { return said };
        let what = match told.same {
            true => row::record(&told.row, settings, events.today),
            false => voice::other_words(told.row.kind()),
        };
        by_handle(&format!("{said} ({what})"), told.row.meta().id)
    };
    let all = events.events.iter().zip(&events.rows);
    lines(all.map(one), voice::NO_EVENTS)
}

/// `Shared with Sam until 22 December: the ritual walk. #1`, and the line that leaves.
pub fn shared(rows: &[Record], leaves: &str, settings: &Settings, today: NaiveDate) -> String {
    let grant = rows.iter().find_map(|row| match row {
        Record::Consent(event) => Some(event),
        _ => None,
    });
    let what = row::record(&rows[0], settings, today);
    let shared = by_handle(&voice::shared(&what, grant, today), rows[0].meta().id);
    under(&shared, [line(leaves)])
}

/// What ends: `the note at 21:00 for walk`, `shared with Sam, the ritual walk`.
pub fn ending(held: &Holding, settings: &Settings, today: NaiveDate) -> String {
    let what = row::record(&held.row, settings, today);
    match held.what {
        What::Share => voice::is_shared(&what, held.with.as_deref(), None, held.row.meta().id),
        What::Reminder => what.replacen("a note", "the note", 1),
        What::Invite | What::Offer => what,
    }
}

/// A row and the events that end what it stood for; of one that was shared alone, the share ended,
/// with everyone or `with` one person.
pub fn ended(rows: &[Record], with: Option<&str>, settings: &Settings, today: NaiveDate) -> String {
    let of_share = |row: &Record| matches!(row, Record::Consent(c) if c.what == What::Share);
    let what = row::record(&rows[0], settings, today);
    let said = match rows[1..].iter().all(of_share) {
        true => voice::private_again(&what, with),
        false => voice::ended(&what),
    };
    by_handle(&said, rows[0].meta().id)
}

pub fn offers(report: &Offers) -> String {
    let said = |offer| voice::offered(offer, report.today);
    lines(report.offers.iter().map(said), voice::NO_OFFERS)
}

pub fn invites(report: &Invites) -> String {
    let said = |invite| voice::person_invited(invite, report.today);
    lines(report.invites.iter().map(said), voice::NO_INVITES)
}

pub fn reminders(report: &Reminders) -> String {
    let one = |listed: &remind::Listed| {
        let r = &listed.reminder;
        let held = listed.held.as_ref().map(|held| voice::held(r, held));
        match r.term.live(report.today) {
            true => voice::reminder(r, report.today) + &after("\n  ", held),
            false => voice::reminder_ended(r, report.today),
        }
    };
    lines(report.reminders.iter().map(one), voice::NO_REMINDERS)
}

/// What `ritual remind now` prints: a line for each, which comes with whether it is its last time.
pub fn come(came: &[(Reminder, bool)], how: voice::Said) -> String {
    let said = |(r, last): &(Reminder, bool)| voice::reminder_comes(r, how, *last);
    joined(came.iter().map(said))
}

pub fn stopped(stopped: &[Reminder]) -> String {
    let stopped = stopped.iter().map(voice::reminder_stopped);
    lines(stopped, voice::NO_REMINDERS)
}

pub fn menu(menu: &Menu) -> String {
    let chosen = menu.chosen.iter();
    let chosen = chosen.map(|support| voice::support_chosen(support, menu.today));
    let line = menu.line.iter();
    let line = line.map(|words| by_handle(&voice::to_pass_on(&words.text), words.meta.id));
    let kinds = (!menu.kinds.is_empty()).then(|| voice::menu(&menu.kinds));
    let own = menu
        .options
        .iter()
        .map(own)
        .map(|own| format!("  or {own}"));
    joined(chosen.chain(line).chain(kinds).chain(own))
}

pub fn options(menu: &Menu) -> String {
    lines(menu.options.iter().map(own), voice::NO_OPTIONS)
}

fn own(option: &SupportOption) -> String {
    by_handle(&quoted(&option.words), option.meta.id)
}

/// The line alone, as it was written, so that it can be handed on.
pub fn line_to_pass_on(menu: &Menu) -> String {
    let words = menu.line.iter().map(|words| block(&words.text));
    lines(words, voice::NO_SUPPORT_LINE)
}

pub fn last_words(last: &LastWords) -> String {
    let words = last.words.as_deref().zip(last.day);
    let said = words.map(|(words, day)| voice::you_wrote(words, day, last.today));
    lines(said, voice::NO_WORDS)
}

pub fn network(report: &Network) -> String {
    if report.people.is_empty() {
        return voice::none_of(report.others, report.all, voice::NO_PEOPLE).to_owned() + "\n";
    }
    let one = |person| voice::person(person, report.today);
    // Whoever stands under no word comes first, under no heading.
    let alone = report.people.iter().filter(|p| p.kinds.is_empty());
    let alone = joined(alone.map(one));
    let kinds = report.kinds.iter().map(|kind| {
        let of = |person: &&Person| kind.people.contains(&person.name);
        headed(&line(&kind.kind), report.people.iter().filter(of).map(one))
    });
    alone + &kinds.collect::<String>()
}

/// Resources or people side by side, a column each; fields that none has are left out.
pub fn compare(report: &Rows, width: Option<usize>) -> String {
    let columns = report.rows.iter().map(|row| column(row, report.today));
    let columns: Vec<[String; 6]> = columns.collect();
    let names = ["", "kind", "status", "reach", "checked", "note"].into_iter();
    let rows = names.enumerate().map(|(at, name)| {
        let cells = columns.iter().map(|column| column[at].clone());
        std::iter::once(name.to_owned()).chain(cells).collect()
    });
    let mut told = rows.filter(|row: &Vec<String>| row[1..].iter().any(|cell| !cell.is_empty()));
    let header = told.next().unwrap_or_default();
    style::table(&header, told.collect(), width)
}

/// The title, and the fields.
fn column(row: &Record, today: NaiveDate) -> [String; 6] {
    let said = |words: &Option<String>| words.as_deref().map(quoted);
    let fields = match row {
        Record::Resource(r) => [
            Some(quoted(&r.title)),
            r.sort.as_deref().map(line),
            r.status.map(|status| voice::status(status).to_owned()),
            None,
            None,
            said(&r.note),
        ],
        Record::Person(p) => [
            Some(line(&p.name)),
            Some(voice::listed(p.kinds.iter().map(|kind| line(kind)))),
            None,
            said(&p.reach),
            p.checked.map(|day| dates::day(day, today)),
            said(&p.note),
        ],
        _ => Default::default(),
    };
    fields.map(Option::unwrap_or_default)
}

pub fn month(page: &MonthPage) -> String {
    let name = dates::month(page.month.first(), page.today);
    if page.lines.is_empty() {
        let open = page.month >= Month::of(page.today).previous();
        return format!("{}\n", voice::quiet_month(&name, open));
    }
    let lines = page.lines.iter();
    let lines = lines.map(|line| by_handle(&month_line(line), line.line.meta.id));
    headed(&name, lines)
}

/// `You set: "read before bed". Noted 6 times.`
pub fn month_line(line: &Line) -> String {
    let times = line.noted.filter(|times| *times > 0);
    let noted = after(" ", times.map(voice::noted_times));
    let choice = after(" ", line.line.choice.map(voice::month_choice));
    voice::month_line(&line.line) + &noted + &choice
}
