//! Fixtures of other programs' files, for the tests inside the crate and for those of the program.

use std::io::Write;
use std::path::{Path, PathBuf};

/// Where the fixtures are.
pub fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/import")
}

/// A zip of these files, as they are named.
pub fn zipped(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in files {
        let options = zip::write::SimpleFileOptions::default();
        zip.start_file(*name, options).expect("an entry");
        zip.write_all(bytes).expect("its bytes");
    }
    zip.finish().expect("a zip").into_inner()
}

/// A folder of fixtures as a zip.
pub fn zip_of(folder: &str) -> Vec<u8> {
    fn walk(root: &Path, at: &Path, found: &mut Vec<(String, Vec<u8>)>) {
        for entry in std::fs::read_dir(at).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                walk(root, &path, found);
            } else {
                let name = path
                    .strip_prefix(root)
                    .expect("inside")
                    .display()
                    .to_string();
                found.push((name, std::fs::read(&path).expect("a fixture")));
            }
        }
    }
    let root = fixtures().join(folder);
    let mut found = Vec::new();
    walk(&root, &root, &mut found);
    found.sort();
    let files: Vec<(&str, &[u8])> = found
        .iter()
        .map(|(n, b)| (n.as_str(), b.as_slice()))
        .collect();
    zipped(&files)
}
