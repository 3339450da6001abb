//! Judges that npm installs, where they are there.

use std::path::PathBuf;

/// The packages that the judges come in, as npm installs them.
const PACKAGES: &str = "axe-core@4 vnu-jar@26 schema-dts@2";

/// A file that a judge needs; nothing, and a word about it, where it is not there. Where `CI` is `true` that is a failure.
pub(crate) fn judge(file: &str) -> Option<PathBuf> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("target/judges/node_modules").join(file);
    if path.exists() {
        return Some(path);
    }
    let message = format!("skipped: no {} (`npm install --prefix target/judges {PACKAGES}`)", path.display());
    #[expect(clippy::disallowed_methods, reason = "a test may read the environment")]
    let is_ci = std::env::var("CI").is_ok_and(|value| value == "true");
    assert!(!is_ci, "{message}");
    eprintln!("{message}");
    None
}
