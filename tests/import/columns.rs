//! The parts of a column are found in the HTML of old blogs.

use columnist::document::SectionKind;
use columnist::import::{Options, VoiceOption};

use super::folder::{Folder, all, post};

fn feed(texts: &[&str]) -> String {
    let entries = texts.iter().enumerate().map(|(index, text)| {
        let text = text.replace('&', "&amp;").replace('<', "&lt;");
        format!(
            "<entry><id>post-{index}</id><published>2012-04-{:02}T09:30:00-05:00</published><category scheme='http://schemas.google.com/g/2005#kind' term='http://schemas.google.com/blogger/2008/kind#post'/><title>P{index}</title><content type='html'>{text}</content></entry>",
            index + 1
        )
    });
    format!("<feed xmlns='http://www.w3.org/2005/Atom'>{}</feed>", entries.collect::<String>())
}

/// The sections of the first post, each as its kind and voice.
fn sections(folder: &Folder, slug: &str) -> Vec<String> {
    let project = folder.build();
    let sections = &post(&project, slug).post.sections;
    sections
        .iter()
        .map(|section| match (&section.voice, section.kind) {
            (Some(voice), SectionKind::Take) => voice.to_string(),
            (_, kind) => kind.as_str().to_owned(),
        })
        .collect()
}

#[test]
fn labels_of_every_dress_begin_takes() {
    for html in [
        "Help us!<br><br>Leslie Says: No. Never.<br><br>Thom Says: Yes.<br><br>The Conclusion: Think.",
        "<p>Help!</p><p><b>Leslie says:</b> No.</p><p><b>Thom says</b>: Yes.</p><p><b>The Conclusion:</b> Think.</p>",
        "<div>Help!</div><h3>Leslie Says</h3><div>No.</div><h3>Thom Says</h3><div>Yes.</div><h2>The Conclusion</h2>Think.",
        "Help!<br><br><b>Leslie's Answer</b><br>No.<br><br><b>Thom’s Answer</b><br>Yes.<br><br><b>The Conclusion</b><br>Think.",
    ] {
        let folder = Folder::new();
        let report = folder.import(&feed(&[html]), &all());
        assert_eq!((report.counts.posts, report.counts.notes, report.counts.authors), (1, 0, 2), "{html}");
        assert_eq!(sections(&folder, "p0"), ["dilemma", "leslie", "thom", "conclusion"], "{html}");
    }
}

#[test]
fn names_in_capitals_and_pronouns_are_voices_where_the_post_is_a_column() {
    let folder = Folder::new();
    let html = "<b>The Dilemma:</b> Help!<br><br>DALE: No.<br><br>J.T.: Yes.<br><br>SHE SAID: Hm.";
    folder.import(&feed(&[html]), &all());
    assert_eq!(sections(&folder, "p0"), ["dilemma", "dale", "j-t", "she"]);
}

#[test]
fn an_interview_is_no_column() {
    let folder = Folder::new();
    let report = folder
        .import(&feed(&["<b>MARY:</b> a<br><br><b>JOHN:</b> b<br><br><b>MARY:</b> c<br><br><b>JOHN:</b> d"]), &all());
    assert_eq!((report.counts.notes, report.counts.authors), (1, 0));
    assert!(report.notes.iter().any(|note| note.code == "no-column"));
    assert!(folder.read("content/posts/2012-04-01-p0.md").contains("kind: note"));
}

#[test]
fn a_voice_can_be_told() {
    let folder = Folder::new();
    let voices = vec![VoiceOption::parse("Leslie=Leslie thinks it over,Her two cents").expect("a voice")];
    folder.import(&feed(&["Help!<br><br>Her two cents: No."]), &Options { voices, ..all() });
    assert_eq!(sections(&folder, "p0"), ["dilemma", "leslie"]);
    assert!(VoiceOption::parse("Leslie").is_err() && VoiceOption::parse("=x").is_err());
}

#[test]
fn bios_and_buttons_are_taken_out_and_said() {
    let end = "<br><br><i>Leslie Morris</i> is director of marketing at a firm in Texas.<br><br>Reply<br>Delete";
    let column = |text: &str| format!("Help!<br><br>Leslie Says: {text}<br><br>Thom Says: Yes.{end}");
    let (one, two) = (column("No."), column("Never."));
    let folder = Folder::new();
    let report = folder.import(&feed(&[&one, &two]), &all());
    let text = folder.read("content/posts/2012-04-01-p0.md");
    assert!(!text.contains("director") && !text.contains("Delete"), "{text}");
    let author = folder.read("content/authors/leslie.md");
    assert!(author.contains("name: \"Leslie Morris\"") && author.contains("is director of marketing"), "{author}");
    assert_eq!(report.notes.iter().filter(|note| note.code == "bio").count(), 2);
    assert!(report.notes.iter().any(|note| note.code == "button"));
}

#[test]
fn known_authors_keep_their_files_and_their_labels_count() {
    let folder = Folder::new();
    let author = "---\nname: Leslie Morris\nlabels: [Her View]\n---\n";
    folder
        .write("site.toml", "title = \"T\"\nbase_url = \"https://t.example\"\n")
        .write("content/authors/leslie.md", author);
    let report =
        folder.import(&feed(&["Help!<br><br>Her View: No.<br><br>Thom Says: Yes.<br><br>Leslie Says: Hm."]), &all());
    assert_eq!(folder.read("content/authors/leslie.md"), author);
    assert_eq!(sections(&folder, "p0"), ["dilemma", "leslie", "thom"]);
    assert!(report.notes.iter().any(|note| note.code == "missing-label"));
}

#[test]
fn a_second_import_learns_nothing_new() {
    let folder = Folder::new();
    let export = feed(&["Leslie Says: No.<p>DALE: Hm."]);
    folder.import(&export, &all());
    let before = folder.files();
    folder.import(&export, &all());
    assert_eq!(folder.files(), before);
}

#[test]
fn the_word_comments_in_a_note_means_nothing() {
    let folder = Folder::new();
    folder.import(&feed(&["Hello.<h2>Comments</h2>We like them.<br><br>Comments: send them."]), &all());
    let project = folder.build();
    let entry = post(&project, "p0");
    assert!(entry.post.comments_at.is_none() && entry.post.comments.is_empty());
}
