//! Real disks and folders that are full, cannot be written to, or are mounted inside the output folder. Only root can
//! mount a disk; for others these tests say that they are skipped.

#![cfg(target_os = "linux")]

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::trees::{Site, assert_old_or_new, assert_same, published, tree};

/// A small disk in memory, for as long as this lives.
struct Mount(PathBuf);

impl Mount {
    fn new(folder: &Path, options: &str) -> Option<Self> {
        fs::create_dir_all(folder).expect("a folder");
        let is_done = mount(&["-t", "tmpfs", "-o", options, "tmpfs"], folder);
        if !is_done {
            println!("skipped: only root can mount a disk");
        }
        is_done.then(|| Self(folder.to_owned()))
    }

    fn remount(&self, options: &str) {
        assert!(mount(&["-o", &format!("remount,{options}")], &self.0), "it can be mounted again");
    }
}

impl Drop for Mount {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(&self.0).status();
    }
}

fn mount(arguments: &[&str], folder: &Path) -> bool {
    let output = Command::new("mount").args(arguments).arg(folder).output();
    output.is_ok_and(|output| output.status.success())
}

#[test]
fn a_full_disk_leaves_the_published_site_as_it_was() {
    let site = Site::new(3, "first");
    let Some(_mount) = Mount::new(&site.path("public"), "size=1m") else { return };
    site.build(&[]);
    let published = tree(&site.path("public"));
    site.write("content/about.md", "---\ntitle: About\n---\nChanged.\n");
    for size in [500, 900, 2_000] {
        let filling = "x".repeat(1 << 10);
        for file in 0..size {
            site.write(&format!("static/filling/{file}.txt"), &filling);
        }
        let errors = site.ends_with(2, &[]);
        assert!(errors.contains("error: could not write public/"), "{errors}");
        assert!(errors.contains("help: make room on the disk, then build again"), "{errors}");
        assert_same(&tree(&site.path("public")), &published, "after a full disk");
    }
    site.remove("static/filling").build(&[]);
    assert!(site.read("public/about/index.html").contains("Changed."));
    assert!(!site.path("public/.columnist-stage").exists());
}

#[test]
fn a_disk_with_no_more_room_for_files_leaves_the_published_site_as_it_was() {
    let site = Site::new(3, "first");
    let Some(_mount) = Mount::new(&site.path("public"), "size=8m,nr_inodes=120") else { return };
    site.build(&[]);
    let published = tree(&site.path("public"));
    for file in 0..200 {
        site.write(&format!("static/filling/{file}.txt"), "x");
    }
    let errors = site.ends_with(2, &[]);
    assert!(errors.contains("help: make room on the disk"), "{errors}");
    assert_same(&tree(&site.path("public")), &published, "after a full disk");
}

#[test]
fn a_disk_that_cannot_be_written_to_leaves_the_published_site_as_it_was() {
    let site = Site::new(3, "first");
    let Some(mount) = Mount::new(&site.path("public"), "size=1m") else { return };
    site.build(&[]);
    let published = tree(&site.path("public"));
    mount.remount("ro");
    site.write("content/about.md", "---\ntitle: About\n---\nChanged.\n");
    let errors = site.ends_with(2, &[]);
    assert!(errors.contains("public/.columnist-lock") && errors.contains("help: make the disk writable"), "{errors}");
    assert_same(&tree(&site.path("public")), &published, "after a disk that cannot be written to");
    mount.remount("rw");
    site.build(&[]);
}

#[test]
fn another_disk_inside_the_output_folder_is_published_to() {
    let site = Site::new(3, "first");
    site.build(&[]);
    let expected = tree(&site.path("public"));
    site.remove("public/posts");
    let Some(_mount) = Mount::new(&site.path("public/posts"), "size=1m") else { return };
    site.build(&[]);
    assert_same(&tree(&site.path("public")), &expected, "with another disk");
    site.remove("content/posts").build(&[]);
    assert_eq!(fs::read_dir(site.path("public/posts")).expect("the disk").count(), 0);
}

/// A folder that nobody may change, for as long as this lives.
struct Fixed(PathBuf);

impl Fixed {
    fn new(folder: &Path) -> Self {
        set_mode(folder, 0o555);
        // Root may change it all the same, unless the disk itself says no.
        let _ = Command::new("chattr").arg("+i").arg(folder).output();
        Self(folder.to_owned())
    }
}

impl Drop for Fixed {
    fn drop(&mut self) {
        let _ = Command::new("chattr").arg("-i").arg(&self.0).output();
        set_mode(&self.0, 0o755);
    }
}

fn set_mode(folder: &Path, mode: u32) {
    fs::set_permissions(folder, fs::Permissions::from_mode(mode)).expect("it is ours");
}

#[test]
fn a_folder_that_cannot_be_written_to_is_named_and_the_next_build_repairs() {
    let site = Site::new(3, "first");
    site.build(&[]);
    let old = published(&site.path("public"));
    site.write("content/about.md", "---\ntitle: About\n---\nChanged.\n").remove("content/posts/2012-04-02-q1.md");
    site.build(&["-o", "expected"]);
    let new = tree(&site.path("expected"));
    let fixed = Fixed::new(&site.path("public/about"));
    if fs::write(site.path("public/about/probe"), "").is_ok() {
        println!("skipped: this user may write anywhere");
        return;
    }
    let errors = site.ends_with(2, &[]);
    let found = published(&site.path("public"));
    drop(fixed);
    assert!(errors.contains("error: could not replace public/about/index.html: "), "{errors}");
    assert!(errors.contains("help: make the place writable for you") && errors.contains("some are new"), "{errors}");
    assert_old_or_new(&found, &old, &published(&site.path("expected")), "with a folder that cannot be written to");
    site.build(&[]);
    assert_same(&tree(&site.path("public")), &new, "after the repair");
}
