//! Files that are copied, doubled, torn, swapped or gone.

use crate::devices::{Place, id, joined, settle, shown, two, unseal};
use crate::support::Home;
use std::io::Write;

/// The names Syncthing and cloud drives give the one of two files that met.
const CONFLICTS: &str = include_str!("../fixtures/sync/conflict-names.txt");

#[test]
fn copies_of_files_that_met_are_read_as_files_of_their_device() {
    for name in CONFLICTS.lines() {
        let (laptop, phone, place) = two();
        phone.ok(&["log", "walk", "--note", "on the phone"]);
        let before = place.files();
        phone.ok(&["sync"]);
        let of_phone = format!("{}-2026", id(&phone));
        let (file, copy) = (format!("{of_phone}.age"), name.replace("NAME", &of_phone));
        // The older one kept the name.
        std::fs::rename(place.path().join(&file), place.path().join(&copy)).unwrap();
        std::fs::write(place.path().join(&file), &before[&file]).unwrap();
        assert_eq!(laptop.ok(&["sync"]), "1 came (phone).\n", "{name}");
        assert!(
            place.files().contains_key(&copy),
            "it is the phone's to take away"
        );
        settle(&[&phone, &laptop]);
        assert!(
            !place.files().contains_key(&copy),
            "{name} is merged and gone"
        );
    }
}

#[test]
fn a_file_that_does_not_open_is_named_and_nothing_is_taken_from_it() {
    let (laptop, phone, place) = two();
    let tablet = joined(&laptop, &place.shown(), "tablet");
    settle(&[&laptop, &phone, &tablet]);
    phone.ok(&["log", "walk", "--note", "on the phone"]);
    tablet.ok(&["log", "walk", "--note", "on the tablet"]);
    phone.ok(&["sync"]);
    let of_phone = place.path().join(format!("{}-2026.age", id(&phone)));
    let whole = std::fs::read(&of_phone).unwrap();
    std::fs::write(&of_phone, &whole[..whole.len() - 1]).unwrap();
    let torn = tablet.run(&["sync"]);
    assert_eq!(torn.code, 1, "{torn:?}");
    insta::assert_snapshot!(shown(&laptop, place.path(), "sync"), @"
    $ ritual sync
    1 came (tablet).
    ! error: [DEVICE]-2026.age: it is not whole
    ! hint: it was left as it is and nothing is taken from it; `ritual sync status` names each
    = 1
    ");
    insta::assert_snapshot!(shown(&laptop, place.path(), "sync status"), @"
    $ ritual sync status
    Syncs by [PLACE]
      laptop: this device
      phone: wrote 22 November
      tablet: wrote 22 November
    Not read: [DEVICE]-2026.age: it is not whole
    ");
    insta::assert_snapshot!(shown(&laptop, place.path(), "sync -q"), @"
    $ ritual sync -q
    ! error: [DEVICE]-2026.age: it is not whole
    ! hint: it was left as it is and nothing is taken from it; `ritual sync status` names each
    = 1
    ");
    assert_eq!(
        laptop
            .ok(&["export", "jsonl"])
            .matches("on the phone")
            .count(),
        0
    );
    // Its device finds that it is not what it wrote.
    settle(&[&phone, &laptop, &tablet]);
}

#[test]
fn who_has_the_recipient_alone_is_no_device() {
    let (laptop, phone, place) = two();
    let key = laptop.ok(&["sync", "key"]);
    let identity: age::x25519::Identity = key.lines().next().unwrap().parse().unwrap();
    let file = place.path().join(format!("{}-2026.age", id(&phone)));
    let text = unseal(&std::fs::read(&file).unwrap(), &key);
    assert!(text.contains("first"), "{text}");
    let recipient = identity.to_public();
    let recipient: &dyn age::Recipient = &recipient;
    let forge = |text: &str| {
        let mut packed =
            flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::default());
        packed.write_all(text.as_bytes()).unwrap();
        let packed = packed.finish().unwrap();
        let encryptor = age::Encryptor::with_recipients(std::iter::once(recipient)).unwrap();
        let mut sealed = Vec::new();
        let mut writer = encryptor.wrap_output(&mut sealed).unwrap();
        writer
            .write_all(&[b"0".repeat(64).as_slice(), b"\n", &packed].concat())
            .unwrap();
        writer.finish().unwrap();
        sealed
    };
    std::fs::write(&file, forge(&text.replace("first", "forged"))).unwrap();
    insta::assert_snapshot!(shown(&laptop, place.path(), "sync"), @"
    $ ritual sync
    Nothing new.
    ! error: [DEVICE]-2026.age: it was written by somebody without the key
    ! hint: it was left as it is and nothing is taken from it; `ritual sync status` names each
    = 1
    ");
    assert_eq!(laptop.ok(&["export", "jsonl"]).matches("forged").count(), 0);
}

#[test]
fn lost_and_doubled_files_need_nothing() {
    let (laptop, phone, place) = two();
    phone.ok(&["log", "walk", "--note", "on the phone"]);
    let before = place.files();
    phone.ok(&["sync"]);
    // The write is lost on the way; then an older one comes back; then all are gone.
    for (name, bytes) in &before {
        std::fs::write(place.path().join(name), bytes).unwrap();
    }
    assert_eq!(laptop.ok(&["sync"]), "Nothing new.\n");
    settle(&[&phone, &laptop]);
    for name in place.files().into_keys() {
        std::fs::remove_file(place.path().join(name)).unwrap();
    }
    settle(&[&laptop, &phone]);
    assert_eq!(place.files().len(), 4);
    let other = joined(&laptop, &place.shown(), "other");
    settle(&[&other, &phone]);
}

/// The files of the years are there, and the one that holds the rituals is not so far.
#[test]
fn rows_whose_ritual_has_not_come_wait() {
    let (laptop, phone, place) = two();
    laptop.ok(&["log", "tea", "--note", "cup"]);
    laptop.ok(&["sync"]);
    let first = place.path().join(format!("{}-0000.age", id(&laptop)));
    let held = std::fs::read(&first).unwrap();
    std::fs::remove_file(&first).unwrap();
    insta::assert_snapshot!(shown(&phone, place.path(), "sync"), @"
    $ ritual sync
    Nothing new.
    ! note: 1 row waits for a ritual that no file has so far
    ");
    std::fs::write(&first, held).unwrap();
    assert_eq!(phone.ok(&["sync"]), "2 came (laptop).\n");
    settle(&[&phone, &laptop]);
}

#[test]
fn every_kind_of_row_of_a_large_notebook_comes_over_as_it_is() {
    let place = Place::new();
    let laptop = Home::new();
    let sql = include_str!("../fixtures/schema-2.sql");
    let conn = rusqlite::Connection::open(laptop.db()).unwrap();
    conn.execute_batch(sql).unwrap();
    drop(conn);
    laptop.ok(&["log", "walk"]);
    laptop.ok(&["sync", "init", &place.shown()]);
    let phone = joined(&laptop, &place.shown(), "phone");
    settle(&[&laptop, &phone]);
}

/// What else lies in the place is left alone, whatever it is called.
#[test]
fn what_is_no_file_of_a_device_is_passed_by() {
    let (laptop, phone, place) = two();
    let of = |n: u8| place.path().join(format!("000000000000000{n}-2026.age"));
    std::fs::create_dir(of(1)).unwrap();
    std::os::unix::fs::symlink("/dev/zero", of(2)).unwrap();
    std::os::unix::fs::symlink("/nowhere", of(3)).unwrap();
    let made = std::process::Command::new("mkfifo").arg(of(4)).status();
    assert!(made.unwrap().success());
    for name in [".stignore", "notes.txt", "Thumbs.db"] {
        std::fs::write(place.path().join(name), "foreign").unwrap();
    }
    phone.ok(&["log", "walk"]);
    phone.ok(&["sync"]);
    assert_eq!(laptop.ok(&["sync"]), "1 came (phone).\n");
    assert_eq!(laptop.ok(&["sync"]), "Nothing new.\n");
    laptop.ok(&["sync", "leave"]);
    assert!(of(1).is_dir() && place.path().join("notes.txt").exists());
}
