use super::*;
use proptest::prelude::*;

/// Four rituals, whose names may meet, and rows that hang on them.
fn uid(n: u8) -> Uuid {
    Uuid::from_u128(u128::from(n) + 1)
}

fn hash(uid: Uuid) -> Hash {
    let mut hash = [0; 32];
    hash[..16].copy_from_slice(uid.as_bytes());
    hash
}

fn value() -> impl Strategy<Value = super::Value> {
    let texts = prop_oneof![Just(Json::Null), Just(json!("a")), Just(json!("b"))];
    (texts, 1..6_i64).prop_map(|(value, stamp)| super::Value { value, stamp })
}

fn row() -> impl Strategy<Value = (Uuid, Row)> {
    (0..8_u8, 0..4_u8, value(), value(), 1..6_i64).prop_map(|(n, of, name, word, stamp)| {
        let kind = if n < 4 { "ritual" } else { "completion" };
        let own = match kind {
            "ritual" => ("name".to_owned(), name),
            _ => {
                let value = json!(uid(of));
                (RITUAL_UID.to_owned(), super::Value { value, stamp })
            }
        };
        let fields = BTreeMap::from([own, ("note".to_owned(), word)]);
        let kind = kind.to_owned();
        (uid(n), Row { kind, fields })
    })
}

fn gone() -> impl Strategy<Value = (Hash, Gone)> {
    (0..8_u8, proptest::option::of(0..4_u8), 1..6_i64).prop_map(|(n, into, stamp)| {
        let into = into.filter(|into| n < 4 && *into != n).map(uid);
        (hash(uid(n)), Gone { stamp, into })
    })
}

fn state() -> impl Strategy<Value = State> {
    let rows = proptest::collection::vec(row(), 0..6);
    (rows, proptest::collection::vec(gone(), 0..3)).prop_map(|(rows, gone)| State {
        rows: rows
            .into_iter()
            .map(|(uid, row)| (uid, Rc::new(row)))
            .collect(),
        gone: gone.into_iter().collect(),
    })
}

fn with(a: &State, b: &State) -> State {
    let mut both = a.clone();
    both.merge(b.clone());
    both
}

fn settled(mut state: State) -> State {
    state.settle(&hash);
    state
}

proptest! {
    #[test]
    fn a_merge_is_the_same_in_any_order_and_however_often(a in state(), b in state(), c in state()) {
        prop_assert_eq!(with(&a, &b), with(&b, &a));
        prop_assert_eq!(with(&with(&a, &b), &c), with(&a, &with(&b, &c)));
        prop_assert_eq!(with(&a, &a), a.clone());
        prop_assert_eq!(settled(with(&a, &b)), settled(with(&b, &a)));
    }

    #[test]
    fn what_is_settled_stays_so(a in state(), b in state()) {
        let once = settled(with(&a, &b));
        prop_assert_eq!(settled(once.clone()), once.clone());
        // What was in it before brings nothing back.
        let again = settled(with(&once, &a));
        prop_assert_eq!(again.gone, once.gone);
        prop_assert!(again.rows.keys().eq(once.rows.keys()));
    }

    /// Devices that hear of each other in any order know the same in the end.
    #[test]
    fn devices_come_to_know_the_same(
        mut devices in proptest::collection::vec(state(), 2..5),
        talks in proptest::collection::vec((0..4_usize, 0..4_usize), 0..8),
    ) {
        let count = devices.len();
        for (from, to) in talks {
            let heard = devices[from % count].clone();
            devices[to % count] = settled(with(&devices[to % count], &heard));
        }
        for _ in 0..4 * count {
            for to in 0..count {
                for from in 0..count {
                    devices[to] = settled(with(&devices[to], &devices[from].clone()));
                }
            }
        }
        for device in &devices[1..] {
            prop_assert_eq!(&devices[0], device);
        }
    }

    #[test]
    fn no_deleted_row_is_there_and_none_speaks_of_one(a in state(), b in state()) {
        let state = settled(with(&a, &b));
        for row in state.rows.values() {
            if let Some(ritual) = row.uid(RITUAL_UID) {
                prop_assert_eq!(state.leads(ritual, &hash), Some(ritual));
            }
        }
        for uid in state.rows.keys() {
            prop_assert_eq!(state.leads(*uid, &hash), Some(*uid));
        }
        let keys: Vec<_> = state.rows.values().filter_map(|row| row.natural_key()).collect();
        let each: BTreeSet<_> = keys.iter().collect();
        prop_assert_eq!(keys.len(), each.len());
    }
}

#[test]
fn what_was_led_on_is_not_brought_back_by_an_equal_stamp() {
    let entry = |of: u8| {
        let (value, stamp) = (json!(uid(of)), 5);
        let fields = BTreeMap::from([(RITUAL_UID.to_owned(), super::Value { value, stamp })]);
        let kind = "completion".to_owned();
        BTreeMap::from([(uid(4), Row { kind, fields }.into())])
    };
    let of = |rows, gone| State { rows, gone };
    let gone = |n: u8, into: Option<u8>| {
        let into = into.map(uid);
        (hash(uid(n)), Gone { stamp: 1, into })
    };
    let a = of(entry(2), BTreeMap::new());
    let b = of(entry(3), [gone(2, None), gone(3, Some(0))].into());
    let once = settled(with(&a, &b));
    assert_eq!(settled(with(&once, &a)), once);
}

fn mark(text: &str) -> i64 {
    text.bytes()
        .fold(7_i64, |n, b| n.wrapping_mul(31) + i64::from(b))
}

/// A row as one device has it, at a stamp, from JSON.
fn split_at(json: Json, stamp: i64) -> (Uuid, Row) {
    let Json::Object(map) = json else {
        unreachable!("an object")
    };
    let record = Record::read(map, Uuid::nil(), &Nowhere).expect("a row");
    let fields = split(&record, &mark).into_iter();
    let fields = fields.map(|(field, value)| (field, super::Value { value, stamp }));
    let kind = record.kind().as_str().to_owned();
    let fields = fields.collect();
    (record.meta().uid, Row { kind, fields })
}

fn read(row: &Row) -> Json {
    let record = row.record(uid(1), &|_| Some("walk".to_owned()));
    serde_json::to_value(record.expect("it reads")).expect("JSON")
}

#[test]
fn every_list_and_every_moment_comes_back_as_it_was() {
    let of = uid(1).to_string();
    for json in [
        json!({"kind":"ritual","uid":of,"name":"walk","rhythm":"daily","for":["joy","air"]}),
        json!({"kind":"ritual","uid":of,"name":"walk","rhythms":[{},{"from":"2026-02-01","rhythm":"3/week"}],
            "history":[{"uid":uid(9).to_string(),"on":"2026-02-01","was":{"name":"stroll"}}]}),
        json!({"kind":"completion","uid":of,"ritual":"walk","ritual_uid":uid(2).to_string(),
            "day":"2026-03-02","at":"2026-03-02T07:30:00+01:00","zone":"Europe/Berlin","amount":20.5}),
        json!({"kind":"mood","uid":of,"day":"2026-03-02","at":"2026-03-02T07:30:00Z","mood":2,
            "feelings":["tired","calm"],"later":["x","y"],"a/b":[1,2],"twice":["x","x"],"none":null,"empty":[],"deep":{"":[]},"weather":"rain"}),
    ] {
        let (_, row) = split_at(json.clone(), 1);
        assert_eq!(read(&row), json);
    }
}

#[test]
fn words_of_two_devices_stand_side_by_side_and_a_removed_one_stays_away() {
    let mood = |feelings: Json| json!({"kind":"mood","uid":uid(1).to_string(),"day":"2026-03-02","feelings":feelings});
    let (_, first) = split_at(mood(json!(["tired", "calm"])), 1);
    let (_, mut one) = split_at(mood(json!(["tired", "calm", "glad"])), 2);
    let (_, mut other) = split_at(mood(json!(["calm"])), 2);
    for field in first.fields.keys() {
        let (value, stamp) = (Json::Null, 2);
        let gone = super::Value { value, stamp };
        other.fields.entry(field.clone()).or_insert(gone);
    }
    // What one device did not touch has the stamp it had.
    for (field, value) in &mut one.fields {
        value.stamp = first.fields.get(field).map_or(2, |v| v.stamp);
    }
    for (a, b) in [(one.clone(), other.clone()), (other, one)] {
        let mut a = Rc::new(a);
        a.fold(&b);
        assert_eq!(read(&a)["feelings"], json!(["calm", "glad"]));
    }
}

#[test]
fn what_does_not_go_together_gives_way_on_every_device_alike() {
    let pause = |from: &str, until: &str| json!({"kind":"pause","uid":uid(1).to_string(),"from":from,"until":until});
    let (_, mut row) = split_at(pause("2026-03-01", "2026-03-09"), 1);
    let (_, later) = split_at(pause("2026-04-01", "2026-04-09"), 2);
    row.fields
        .insert("from".to_owned(), later.fields["from"].clone());
    let read = read(&row);
    assert_eq!(
        (&read["from"], &read["until"]),
        (&json!("2026-04-01"), &Json::Null)
    );
}
