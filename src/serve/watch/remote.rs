//! File systems whose changes may happen on another machine, where this system does not notice them.

use std::path::Path;

/// The kind of the file system that a path lies on, where it is one that others can change unnoticed.
pub(super) fn remote_kind(path: &Path) -> Option<String> {
    let table = std::fs::read_to_string("/proc/self/mountinfo").ok()?;
    let path = std::fs::canonicalize(path).ok()?;
    kind_of(&table, &path).filter(|kind| is_remote(kind)).map(str::to_owned)
}

/// The kind of the file system that a path lies on, by Linux's table of mounts (proc(5), `mountinfo`).
fn kind_of<'t>(table: &'t str, path: &Path) -> Option<&'t str> {
    let mounts = table.lines().filter_map(|line| {
        let (before, after) = line.split_once(" - ")?;
        Some((unescape(before.split(' ').nth(4)?), after.split(' ').next()?))
    });
    // Of those that hold the path, the innermost; of several at one place, the last.
    mounts.filter(|(place, _)| path.starts_with(place)).max_by_key(|(place, _)| place.len()).map(|(_, kind)| kind)
}

/// The table writes space, tab, line break and backslash as `\` and three octal digits.
fn unescape(place: &str) -> String {
    place.replace("\\040", " ").replace("\\011", "\t").replace("\\012", "\n").replace("\\134", "\\")
}

fn is_remote(kind: &str) -> bool {
    let kinds = [
        "9p",
        "afs",
        "ceph",
        "cifs",
        "drvfs",
        "glusterfs",
        "lustre",
        "ncpfs",
        "nfs",
        "nfs4",
        "prl_fs",
        "smb3",
        "smbfs",
        "vboxsf",
        "virtiofs",
        "vmhgfs",
    ];
    kinds.contains(&kind) || kind == "fuse" || kind.starts_with("fuse.")
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLE: &str = "\
22 1 254:1 / / rw,relatime shared:1 - ext4 /dev/vda1 rw
40 22 0:35 / /home/a\\040b/site rw,nosuid shared:2 - nfs4 server:/x rw
41 40 0:36 / /home/a\\040b/site/local rw - tmpfs tmpfs rw
42 22 0:37 / /mnt/ssh rw - fuse.sshfs host:/ rw
";

    #[test]
    fn the_innermost_mount_counts() {
        let kind = |path: &str| kind_of(TABLE, Path::new(path)).unwrap();
        assert_eq!(kind("/home/a b/other"), "ext4");
        assert_eq!(kind("/home/a b/site/content"), "nfs4");
        assert_eq!(kind("/home/a b/site/local/content"), "tmpfs");
        assert_eq!(kind("/home/a b/sites"), "ext4");
        assert_eq!(kind_of("", Path::new("/")), None);
    }

    #[test]
    fn file_systems_of_other_machines_are_known() {
        assert!(is_remote("nfs4") && is_remote("fuse.sshfs") && is_remote("9p"));
        assert!(!is_remote("ext4") && !is_remote("fuseblk") && !is_remote("overlay"));
    }
}
