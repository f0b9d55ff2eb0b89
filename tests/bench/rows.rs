//! Notebooks to measure on.

/// A small generator: the same rows on every machine.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }
}

const NAMES: [&str; 5] = ["walk", "journal", "stretch", "read", "sit"];

fn days() -> impl Iterator<Item = chrono::NaiveDate> + Clone {
    let last = chrono::NaiveDate::from_ymd_opt(2026, 11, 21).expect("a day");
    let first = last - chrono::Days::new(3649);
    first.iter_days().take(3650)
}

/// 5 rituals × 3,650 days, 12,775 completions, 3,650 mood notes.
pub fn ten_years() -> String {
    let mut dice = Dice(7);
    let mut left = 12_775;
    let mut slots = 5 * 3650;
    let mut rows = String::new();
    for day in days() {
        for name in NAMES {
            if dice.roll(slots) < left {
                rows += &format!(
                    "{{\"kind\":\"completion\",\"ritual\":\"{name}\",\"day\":\"{day}\"}}\n"
                );
                left -= 1;
            }
            slots -= 1;
        }
        let (mood, sleep) = (dice.roll(5) + 1, 5 + dice.roll(5));
        rows +=
            &format!("{{\"kind\":\"mood\",\"day\":\"{day}\",\"mood\":{mood},\"sleep\":{sleep}}}\n");
    }
    rows
}

/// A little of what people keep beside their rituals: boundaries, and a reminder for the evening.
pub fn small() -> String {
    let mut rows = String::new();
    for i in 0..10 {
        rows += &format!(
            "{{\"kind\":\"boundary\",\"area\":\"area {i}\",\"stance\":\"ask-first\",\"with\":\"Sam\"}}\n"
        );
    }
    rows + "{\"kind\":\"reminder\",\"text\":\"breath\",\"at\":\"21:00\",\"since\":\"2026-11-22\",\"until\":\"2026-12-22\"}\n"
}

/// Entries as `ritual log` writes them, with their moment.
pub fn entries(count: usize) -> String {
    let mut rows = String::new();
    for (i, day) in days().cycle().take(count).enumerate() {
        let name = NAMES[i / 3650 % NAMES.len()];
        rows += &format!(
            "{{\"kind\":\"completion\",\"ritual\":\"{name}\",\"day\":\"{day}\",\"at\":\"{day}T07:{:02}:00+01:00\",\"zone\":\"Europe/Berlin\"}}\n",
            i / 3650
        );
    }
    rows
}

/// A million completions over the same ten years.
pub fn million() -> String {
    plain(1_000_000)
}

/// So many completions over the same ten years.
pub fn plain(count: usize) -> String {
    let mut rows = String::new();
    for (i, day) in days().cycle().take(count / NAMES.len()).enumerate() {
        for name in NAMES {
            rows += &format!(
                "{{\"kind\":\"completion\",\"ritual\":\"{name}\",\"day\":\"{day}\",\"amount\":{}}}\n",
                i / 3650
            );
        }
    }
    rows
}

/// Rituals on four days of ten, and every measure every day.
pub fn measured(days_back: usize, names: &[String]) -> String {
    let mut dice = Dice(11);
    let mut rows = String::new();
    for day in days().skip(3650 - days_back) {
        for name in names {
            if dice.roll(10) < 4 {
                rows += &format!(
                    "{{\"kind\":\"completion\",\"ritual\":\"{name}\",\"day\":\"{day}\"}}\n"
                );
            }
        }
        let (mood, energy, sleep) = (dice.roll(5) + 1, dice.roll(5) + 1, 40 + dice.roll(50));
        rows += &format!(
            "{{\"kind\":\"mood\",\"day\":\"{day}\",\"mood\":{mood},\"energy\":{energy},\"sleep\":{}}}\n",
            sleep as f64 / 10.0
        );
    }
    rows
}

/// Notes of 5 to 14 words, half of them common and half out of 20,000; every other one of a mood.
pub fn notes(count: usize) -> String {
    const COMMON: [&str; 8] = [
        "the", "walk", "slept", "rain", "work", "quiet", "morning", "tired",
    ];
    let mut dice = Dice(5);
    let mut rows = String::new();
    for (i, day) in days().cycle().take(count).enumerate() {
        let mut words = Vec::new();
        for _ in 0..5 + dice.roll(10) {
            let n = dice.roll(20_000);
            words.push(match dice.roll(2) {
                0 => COMMON[n as usize % COMMON.len()].to_owned(),
                _ => format!("w{n:05}"),
            });
        }
        let note = words.join(" ");
        rows += &match i % 2 {
            0 => format!(
                "{{\"kind\":\"completion\",\"ritual\":\"walk\",\"day\":\"{day}\",\"note\":\"{note}\"}}\n"
            ),
            _ => format!("{{\"kind\":\"mood\",\"day\":\"{day}\",\"note\":\"{note}\"}}\n"),
        };
    }
    rows
}

/// Five habits a day over and over, as HabitBull writes them.
pub fn habitbull() -> String {
    let mut rows =
        String::from("HabitName,HabitDescription,HabitCategory,CalendarDate,Value,CommentText\n");
    for (i, day) in days().cycle().take(200_000).enumerate() {
        for name in NAMES {
            rows += &format!("{name},,,{day},{},\n", i / 3650 + 2);
        }
    }
    rows
}

/// The same rows as the table holds them.
pub fn with_identities() -> String {
    let mut rows = String::new();
    let mut id = 0_u32;
    for (i, day) in days().cycle().take(200_000).enumerate() {
        for ritual in 1..=NAMES.len() {
            id += 1;
            let uid = uuid::Uuid::new_v5(&uuid::Uuid::NAMESPACE_OID, &id.to_be_bytes());
            rows += &format!(
                "{id},{uid},{id},private,,{ritual},{day},,,,{},,,\n",
                i / 3650
            );
        }
    }
    rows
}
