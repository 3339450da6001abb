//! Themes: those that are built in, and the one that docs/themes.md has its readers write.

mod support;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use support::{COLUMN, CONFIG, SiteTest};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// A picture of 1000 by 500, too full of detail to be small.
fn photo() -> Vec<u8> {
    let noise =
        |x: u32, y: u32| (x.wrapping_mul(2_654_435_761) ^ y.wrapping_mul(40_503)).rotate_left(7).to_le_bytes()[0];
    let picture = image::RgbImage::from_fn(1000, 500, |x, y| image::Rgb([noise(x, y), 90, 90]));
    let mut bytes = std::io::Cursor::new(Vec::new());
    picture.write_to(&mut bytes, image::ImageFormat::Jpeg).expect("a picture");
    bytes.into_inner()
}

/// The repository's own site with a theme.
fn own_site(theme: &str) -> SiteTest {
    let settings = fs::read_to_string(format!("{ROOT}/site.toml")).expect("settings");
    SiteTest::from_dir(Path::new(ROOT)).file("site.toml", &format!("theme = \"{theme}\"\n{settings}"))
}

fn has_ending(name: &str, ending: &str) -> bool {
    Path::new(name).extension().is_some_and(|own| own == ending)
}

fn files_below(folder: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for path in fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()) {
        if path.is_dir() {
            found.extend(files_below(&path.to_string_lossy()));
        } else {
            found.push(path);
        }
    }
    found
}

#[test]
fn a_site_may_have_the_plain_theme_with_nothing_beside_it() {
    let built = SiteTest::new().file("site.toml", &format!("{CONFIG}theme = \"plain\"\n")).build();
    built.page("/").has("<h1><a href=\"/\">Two Minds</a></h1>").has_no_script();
}

#[test]
fn the_plain_theme_has_no_classes_and_a_small_sheet() {
    for path in files_below(&format!("{ROOT}/themes/plain/templates")) {
        let text = fs::read_to_string(&path).expect("a template");
        assert!(!text.contains("class=") && !text.contains("style="), "{}", path.display());
    }
    let built = own_site("plain").build();
    let sheets: Vec<String> = built.routes().into_iter().filter(|route| has_ending(route, "css")).collect();
    assert_eq!(sheets.len(), 1, "the default theme's sheet is published too: {sheets:?}");
    let css = built.page(&format!("/{}", sheets[0])).text;
    assert!(css.len() < 2000, "{} bytes", css.len());
    let selectors = css.split('}').filter_map(|rule| rule.rsplit_once('{')).map(|(selector, _)| selector);
    assert!(selectors.into_iter().all(|selector| !selector.contains('.')), "{css}");
}

/// What authors can write, the plain theme shows as well: it proves that a theme needs no more than templates see.
#[test]
fn the_plain_theme_shows_what_authors_can_write() {
    let text = "---\ntitle: How to write\n---\n\n## One\n\n> [!TIP]\n> Be brief.\n\n### Two\n\n\
                ```rust {linenos}\nlet a = 1;\n```\n\n## Three\n";
    let post = "---\ntitle: A face\nimage: {src: photo.jpg, alt: A face}\n---\n\n## The Dilemma\n\nWho?\n\n## Leslie Says\n\nI.\n";
    let built = SiteTest::new()
        .file("site.toml", &format!("{CONFIG}theme = \"plain\"\n"))
        .file("content/how.md", text)
        .file("content/posts/2012-04-17-face/index.md", post)
        .bytes("content/posts/2012-04-17-face/photo.jpg", photo())
        .build();
    let page = built.page("/how/").has("role=\"note\"").has("data-line=\"1\"");
    page.has("<nav aria-label=\"On this page\">").has("<a href=\"#two\">Two</a>");
    built.page("/posts/face/").has("srcset=").has("alt=\"A face\" width=\"1000\"");
    let sheet = built.routes().into_iter().find(|route| has_ending(route, "css")).expect("a sheet");
    built.page(&format!("/{sheet}")).has("[data-line]::before{content:attr(data-line)").has("[role=note]");
}

/// Every template that the default theme makes pages of has its own in the plain one, so that no page is half of each.
#[test]
fn the_plain_theme_makes_every_kind_of_page() {
    let names = |theme: &str| -> Vec<String> {
        let folder = format!("{ROOT}/themes/{theme}/templates");
        let mut names: Vec<String> = fs::read_dir(&folder)
            .expect("a folder")
            .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
            .filter(|name| has_ending(name, "html") && name != "redirect.html")
            .collect();
        names.sort();
        names
    };
    assert_eq!(names("plain"), names("default"));
    let built = own_site("plain").build();
    for page in built.routes().into_iter().filter(|route| has_ending(route, "html")) {
        let text = built.page(&format!("/{page}")).text;
        // Those that come from Markdown are the same in every theme.
        let strange: Vec<&str> = text
            .split("class=\"")
            .skip(1)
            .filter_map(|rest| rest.split('"').next())
            .filter(|class| {
                !["hl-", "language-", "align-", "footnote", "markdown-"].iter().any(|own| class.starts_with(own))
            })
            .collect();
        assert!(strange.is_empty(), "{page} has {strange:?}");
    }
}

#[test]
fn a_theme_is_a_folder_of_themes() {
    for (name, message) in [
        ("../x", "`../x` is no name of a theme"),
        ("a/b", "`a/b` is no name of a theme"),
        ("", "`` is no name of a theme"),
        ("file", "themes/file is a file, and a theme is a folder"),
        ("empty", "there is no theme `empty`: no file is in themes/empty"),
    ] {
        let built = SiteTest::new()
            .file("site.toml", &format!("{CONFIG}theme = \"{name}\"\n"))
            .file("themes/file", "")
            .file("themes/a/b/templates/post.html", "")
            .check();
        let report = built.report();
        assert!(report.contains(message) && report.contains("`a`, `default` or `plain`"), "{name}: {report}");
        assert_eq!(built.codes(), ["missing-theme site.toml:4:9"], "{name}");
    }
}

#[test]
fn an_unknown_theme_names_the_near_one() {
    let built = SiteTest::new().file("site.toml", &format!("{CONFIG}theme = \"plan\"\n")).check();
    assert!(built.report().contains("did you mean `plain`?"), "{}", built.report());
}

/// The files that the walk-through has its readers write: each block of code after the path of a file.
fn walk_through() -> BTreeMap<String, String> {
    let docs = fs::read_to_string(format!("{ROOT}/docs/themes.md")).expect("the page");
    let section =
        docs.split("## Making a theme\n").nth(1).expect("the section").split("\n## ").next().expect("its end");
    let mut files = BTreeMap::new();
    let mut path: Option<String> = None;
    let mut lines = section.lines();
    while let Some(line) = lines.next() {
        let indent = line.len() - line.trim_start().len();
        if line.trim_start().starts_with("```") {
            let block = lines.by_ref().take_while(|line| line.trim() != "```");
            let text: String = block.map(|line| format!("{}\n", line.get(indent..).unwrap_or(""))).collect();
            if let Some(path) = path.take() {
                files.insert(path, text);
            }
        } else {
            let names = line.split('`').skip(1).step_by(2);
            let is_file = |name: &&str| name.starts_with("themes/gazette/") || *name == "site.toml";
            path = names.filter(is_file).last().map(str::to_owned).or(path);
        }
    }
    files
}

#[test]
fn the_theme_of_the_walk_through_works() {
    let files = walk_through();
    assert_eq!(files.len(), 6, "{:?}", files.keys());
    assert_eq!(files["site.toml"], "theme = \"gazette\"\n");
    let templates = files.iter().filter(|(path, _)| path.as_str() != "site.toml");
    let site = templates.fold(own_site("gazette"), |site, (path, text)| site.file(path, text));
    let built = site.build();
    let sheets: Vec<String> = built.routes().into_iter().filter(|route| has_ending(route, "css")).collect();
    assert_eq!(sheets.len(), 1, "{sheets:?}");
    let frame = format!("<link rel=\"stylesheet\" href=\"/{}\">", sheets[0]);
    let verdict = "<span class=\"verdict\"><span class=\"vh\">Verdict: </span><span>No</span></span>";
    built
        .page("/posts/linkedin/")
        .has(&frame)
        .has("<link rel=\"canonical\"")
        .has("<meta property=\"article:published_time\"")
        .has("<section id=\"leslie-says\" class=\"take\">")
        .has(verdict)
        .has("id=\"comments\"");
    built.page("/about/").has(&frame);
    built.page("/verdicts/").has(&frame).has(verdict);
}

/// Each step of the walk-through leaves a site that works.
#[test]
fn every_step_of_the_walk_through_works() {
    let files = walk_through();
    let steps = [
        "static/style.css",
        "templates/base.html",
        "templates/partials/part.html",
        "templates/post.html",
        "templates/pieces.html",
    ];
    for upto in 1..=steps.len() {
        let site = steps.iter().take(upto).fold(own_site("gazette"), |site, name| {
            let path = format!("themes/gazette/{name}");
            let text = &files[&path];
            site.file(&path, text)
        });
        site.build().page("/posts/linkedin/").has("Must you accept");
    }
}

#[test]
fn the_custom_properties_are_documented() {
    let sheet = fs::read_to_string(format!("{ROOT}/themes/default/static/style.css")).expect("the sheet");
    let docs = fs::read_to_string(format!("{ROOT}/docs/themes.md")).expect("the page");
    let root = sheet.split("\n:root {").nth(1).and_then(|rest| rest.split('}').next()).expect("the properties");
    let names: Vec<&str> = root.lines().filter_map(|line| line.trim().strip_prefix("--")?.split(':').next()).collect();
    assert!(names.len() > 20, "{names:?}");
    for name in names {
        // Of a voice's colours only the first and the last are named.
        let is_between = name.starts_with("voice-") && !["voice-1", "voice-6"].contains(&name);
        assert!(is_between || docs.contains(&format!("`--{name}`")), "--{name} is not in docs/themes.md");
    }
}

/// A post with a question and two answers.
fn two_posts() -> SiteTest {
    SiteTest::new().post("2012-04-17-a.md", COLUMN).post("2012-04-18-b.md", &COLUMN.replace("A question", "Another"))
}

#[test]
fn a_card_that_is_made_once_stands_in_every_list() {
    let card = "{% component card(post, @labels) {\"once\": true} -%}<b>{{ post.title }}: {{ labels.related }}{% if post.html %}!{% endif %}</b>{%- endcomponent card %}";
    let lists = "{% for post in posts %}[{{ post.html }}]{% endfor %}";
    let built = two_posts()
        .file("templates/cards.html", card)
        .file("templates/index.html", &format!("{{{{ lead.html }}}}{lists}"))
        .file("templates/404.html", lists)
        .build();
    assert_eq!(built.page("/").text, "<b>Another: Related columns</b>[<b>A question: Related columns</b>]");
    assert_eq!(built.page("/404.html").text, "[<b>Another: Related columns</b>][<b>A question: Related columns</b>]");
}

#[test]
fn a_card_of_the_site_s_own_is_called_where_it_is_not_made_once() {
    let card =
        "{% component card(post) -%}<b>{{ post.title }}{% if post.html %}!{% endif %}</b>{%- endcomponent card %}";
    let built = two_posts().file("templates/cards.html", card).build();
    built.page("/").has("<li><b>A question</b></li>");
}

#[test]
fn a_card_that_fails_is_told_with_its_place() {
    let card = "{% component card(post) {\"once\": true} -%}\n{{ post.titel }}\n{%- endcomponent card %}";
    let built = two_posts().file("templates/cards.html", card).check();
    let errors = built.report();
    assert!(errors.contains("--> templates/cards.html:2:9"), "{errors}");
    assert!(errors.contains("field `titel` is not defined"), "{errors}");
    assert_eq!(errors.matches("error[").count(), 1, "{errors}");
}

#[test]
fn a_card_that_cannot_be_made_once_says_why() {
    for (declaration, reason) in [
        ("card(post, size) {\"once\": true}", "gets `post` alone, and this one needs `size`"),
        ("card() {\"once\": true}", "has the argument `post`"),
        ("card(post: string) {\"once\": true}", "has the argument `post`, without a type"),
        ("card(post, @page) {\"once\": true}", "asks for `@page`"),
        ("card(post) {\"once\": true, \"body\": true}", "has no body"),
    ] {
        let card = format!("{{#- Mine -#}}\n{{% component {declaration} -%}}x{{%- endcomponent card %}}");
        let errors = two_posts().file("templates/cards.html", &card).check().report();
        assert!(errors.contains("--> templates/cards.html:2:14") && errors.contains(reason), "{declaration}: {errors}");
    }
}

#[test]
fn what_a_component_declares_and_columnist_does_not_know_is_told() {
    for (declaration, place, message, help) in [
        ("card(post) {\"onec\": true}", 27, "`card` declares `onec`", "did you mean `once`?"),
        ("box() {\"bodi\": true}", 22, "`box` declares `bodi`", "did you mean `body`?"),
        ("box(url) {\"adresses\": [\"url\"]}", 25, "declares `adresses`", "did you mean `addresses`?"),
        ("box(url) {\"addresses\": [\"ulr\"]}", 39, "`addresses` lists `ulr`", "did you mean `url`?"),
        ("box(url) {\"addresses\": \"url\"}", 25, "`addresses` of the component `box` is to be a list", "[\"…\"]"),
        ("box() {\"body\": \"yes\"}", 22, "`body` of the component `box` is to be `true` or `false`", "take it out"),
    ] {
        let own = format!(
            "{{% component {declaration} %}}x{{% endcomponent {} %}}",
            &declaration[..declaration.find('(').unwrap()]
        );
        let built = SiteTest::new().post("2012-04-17-a.md", COLUMN).file("templates/own.html", &own).check();
        assert_eq!(built.codes(), [format!("template-syntax templates/own.html:1:{place}")], "{}", built.report());
        let errors = built.report();
        assert!(errors.contains(message) && errors.contains(help), "{errors}");
    }
    let own = "{% component box(url) {\"notes\": \"A box.\", \"icon\": \"box\", \"addresses\": [\"url\"]} %}x{% endcomponent box %}";
    SiteTest::new().post("2012-04-17-a.md", COLUMN).file("templates/own.html", own).build();
}

#[test]
fn a_field_of_what_is_missing_says_how_to_ask_for_it() {
    for template in ["<p>\n{{ post.updated.iso }}", "<p>\n{% if post.updated.iso.x %}y{% endif %}"] {
        let errors =
            SiteTest::new().post("2012-04-17-a.md", COLUMN).file("templates/post.html", template).check().report();
        assert!(errors.contains("`post.updated` has no field `iso` here: it is missing"), "{errors}");
        assert!(errors.contains("write `{% if post.updated %}` before and `{% endif %}` behind"), "{errors}");
    }
    let upper = "{{ post.updated.iso | upper }}";
    let errors = SiteTest::new().post("2012-04-17-a.md", COLUMN).file("templates/post.html", upper).check().report();
    assert!(errors.contains("help: a value is missing here: where it may be, write `{% if … %}`"), "{errors}");
}

/// What is said of a template of the site's own.
fn said_of(name: &str, template: &str) -> String {
    SiteTest::new().post("2012-04-17-a.md", COLUMN).file(&format!("templates/{name}"), template).check().report()
}

#[test]
fn a_field_in_a_condition_that_nothing_has_is_told() {
    for (name, template, place, message, help) in [
        ("post.html", "{% if post.udated %}x{% endif %}", "1:12", "`post` never has a field `udated`", "`updated`?"),
        (
            "post.html",
            "{% if post.letter %}x{% endif %}",
            "1:12",
            "`post` never has a field `letter`",
            "docs/themes.md",
        ),
        ("post.html", "{{ post.card.titel or \"x\" }}", "1:14", "`post.card` never has a field `titel`", "`title`?"),
        ("post.html", "{{ 1 if not site.nav_ else 2 }}", "1:18", "`site` never has a field `nav_`", "`nav`?"),
        (
            "post.html",
            "{% for part in post.parts %}{% for s in part.sections %}{% if s.voice and s.verdit %}x{% endif %}{% endfor %}{% endfor %}",
            "1:77",
            "`s` never has a field `verdit`",
            "`verdict`?",
        ),
        (
            "post.html",
            "{% set c = post.card %}{% if c.dat %}x{% endif %}",
            "1:32",
            "`c` never has a field `dat`",
            "`date`?",
        ),
        (
            "a/piece.html",
            "{% if labels.agres %}x{% endif %}",
            "1:14",
            "`labels` never has a field `agres`",
            "did you mean",
        ),
        ("a/piece.html", "{% if document.titel %}x{% endif %}", "1:16", "never has a field `titel`", "`title`?"),
        (
            "post.html",
            "{% if post.parts.size > 1 %}x{% endif %}",
            "1:18",
            "`post.parts` never has a field `size`",
            "write `post.parts | length`",
        ),
    ] {
        let report = said_of(name, template);
        let head = format!("warning[template-syntax]: {message}");
        assert!(
            report.contains(&head) || report.contains(message) && !message.starts_with('`'),
            "{template}: {report}"
        );
        assert!(
            report.contains(&format!("templates/{name}:{place}\n")) && report.contains(help),
            "{template}: {report}"
        );
        assert_eq!(report.matches("warning[").count(), 1, "{report}");
    }
    for (name, template) in [
        ("post.html", "{% if post.extra.photo %}x{% endif %}{% if post.extra?.photo %}x{% endif %}"),
        ("post.html", "{% if post.nope is defined %}x{% endif %}{{ post.nope | default(value=1) }}"),
        (
            "post.html",
            "{% for post in post.related %}{% if post.title %}x{% endif %}{% endfor %}{% if post.card %}{% endif %}",
        ),
        ("post.html", "{# {% if post.nope %} #}{% raw %}{{ x }}{% endraw %}{% if \"post.nope\" %}x{% endif %}"),
        ("a/piece.html", "{% component own(post) %}{% if post.nope %}x{% endif %}{% endcomponent own %}"),
        ("a/piece.html", "{% if post.title %}{% endif %}{% if tag.voice or nobody.knows %}{% endif %}"),
        (
            "post.html",
            "{% set best = post %}{% for p in site.authors %}{% set_global best = p %}{% endfor %}{% if best.monogram %}x{% endif %}",
        ),
        ("post.html", "{% if post.updated %}{% set page = post.card %}{% endif %}{% if page.takes %}x{% endif %}"),
        ("post.html", "{% set page %}x{% endset %}{% if page.takes %}x{% endif %}"),
        ("post.html", "{% set page | upper -%}x{% endset %}{% if page.takes %}x{% endif %}"),
        ("post.html", "{% set page={\"extra\": post} %}{% if page.extra.takes %}x{% endif %}"),
        (
            "a/piece.html",
            "{% component own(document, pager) %}{% endcomponent own %}{% if document.x or pager.y %}x{% endif %}",
        ),
        ("post.html", "{% raw %}{% if site.foo %}{% endraw %}"),
        ("post.html", "{% if (site.foo) is defined or site.bar is\ndefined %}x{% endif %}"),
        ("post.html", "{% if site.title == \"a\\\" site.foo\" %}x{% endif %}"),
        ("post.html", "{% for page\tin post.related %}{% if page.takes %}x{% endif %}{% endfor %}"),
    ] {
        let report = said_of(name, template);
        assert_eq!(report, "", "{template}");
    }
}

#[test]
fn the_conditions_of_the_themes_ask_for_what_there_is() {
    for theme in ["default", "plain"] {
        let mut site = own_site(theme);
        for path in files_below(&format!("themes/{theme}/templates")) {
            let text = fs::read_to_string(&path).expect("a template");
            let path = path.strip_prefix(ROOT).unwrap_or(&path).to_string_lossy().into_owned();
            site = site.file(&path, &text);
        }
        site.build();
    }
}

#[test]
fn what_a_label_is_filled_with_fits_its_places() {
    let errors = said_of("post.html", "\n{{ labels.says | fill(nmae=\"x\") }}");
    assert!(errors.contains("`fill` has no place for `nmae`, and leaves `{name}`: write `fill(name=…)`"), "{errors}");
    assert!(errors.contains("--> templates/post.html:2:"), "{errors}");
    assert!(said_of("post.html", "{{ labels.says | fill }}").contains("leaves `{name}`"));
    let right =
        "{{ labels.says | fill(name=\"{x}\") }}{{ labels.page_of | fill(n=1) | fill(total=2) }}{{ \"x\" | fill(n=1) }}";
    assert_eq!(said_of("post.html", right), "");
}

#[test]
fn words_of_other_generators_have_a_remedy_of_their_own() {
    for (template, message, help) in [
        ("{% macro x(a) %}{% endmacro x %}", "there is no tag `macro`", "write a component in the place of a macro"),
        ("{% import \"x.html\" as x %}", "there is no tag `import`", "a component is known in all templates"),
        ("{{ self::x(a=1) }}", "macros are not known here", "write a component in the place of a macro"),
        ("{{ get_url(path=\"/a/\") }}", "unknown function `get_url`", "write `url(path=\"/about/\")`"),
        ("{{ get_url(\"/a/\") }}", "there is no `get_url`", "write `url(path=\"/about/\")`"),
        ("{{ now() }}", "unknown function `now`", "a page is made once"),
        ("{{ x | date(format=\"%Y\") }}", "unknown filter `date`", "`.text` for readers"),
        ("{{ x | truncate(10) }}", "the arguments of `truncate` have names", "write `truncate(length=80)`"),
        ("{{ url(site.home) }}", "the arguments of `url` have names", "write `url(path=\"/about/\")`"),
        ("{{ x | replace(from=\"a\", \"b\") }}", "the arguments of `replace` have names", "from=\"…\", to=\"…\""),
        ("{% if x is containing(\"a\") %}{% endif %}", "the arguments of `containing` have names", "pat="),
    ] {
        let errors = said_of("a.html", template);
        assert!(errors.contains(message) && errors.contains(help), "{template}: {errors}");
    }
}

#[test]
fn a_block_that_the_frame_lacks_is_to_be_added_to_it() {
    let errors = said_of("base.html", "{% block main %}{% endblock main %}");
    assert!(errors.contains("add `{% block head %}{% endblock head %}` to templates/base.html"), "{errors}");
    let errors = said_of("post.html", "{% extends \"base.html\" %}{% block maim %}{% endblock maim %}");
    assert!(errors.contains("templates/post.html:1:") && errors.contains("did you mean `main`?"), "{errors}");
}

#[test]
fn what_extra_lacks_has_a_remedy_of_its_own() {
    for front in ["", "\nextra: {camera: a}"] {
        let text = COLUMN.replace("title: A question", &format!("title: A question{front}"));
        let template = "{{ post.extra.photo }}";
        let errors =
            SiteTest::new().post("2012-04-17-a.md", &text).file("templates/post.html", template).check().report();
        assert!(errors.contains("`post.extra` has no `photo` here"), "{errors}");
        assert!(errors.contains("write it under `extra` in the front matter"), "{errors}");
        assert!(errors.contains("`{% if post.extra.photo %}` before"), "{errors}");
        assert_eq!(errors.contains("available fields: camera; "), !front.is_empty(), "{errors}");
    }
    for template in
        ["{% set extra = {\"a\": 1} %}{{ extra.b }}", "{% set m = {\"extra\": {\"a\": 1}} %}{{ m.extra.b }}"]
    {
        let errors = said_of("post.html", template);
        assert!(errors.contains("extra` has no `b` here"), "{errors}");
        assert!(errors.contains("available fields: a; ") && errors.contains("where the template sets it"), "{errors}");
    }
    assert_eq!(said_of("post.html", "{% set extra = {\"a\": 1} %}{% if extra.b %}x{% endif %}"), "");
}
