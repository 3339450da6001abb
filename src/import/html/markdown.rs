//! Simple HTML → Markdown, by `htmd`.

use std::sync::LazyLock;

use htmd::HtmlToMarkdown;
use htmd::options::{BrStyle, BulletListMarker, Options};

use super::flow::BACKSLASH;
use super::text::{Newlines, Profile, Text};
use super::tidy::{PIECE, tidy};
use super::token::tokens;

/// A text as Markdown.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::import) struct Markdown {
    /// The Markdown, without a newline at its end.
    pub(in crate::import) text: String,
    /// The addresses of its pictures.
    pub(in crate::import) pictures: Vec<String>,
    /// How many embedded things became links.
    pub(in crate::import) embeds: usize,
    /// How many tables stay HTML.
    pub(in crate::import) tables: usize,
}

/// Making the handlers of `htmd` is slow, and they hold nothing of a text.
static CONVERTER: LazyLock<HtmlToMarkdown> = LazyLock::new(|| {
    let options = Options {
        br_style: BrStyle::Backslash,
        bullet_list_marker: BulletListMarker::Dash,
        ul_bullet_spacing: 1,
        ol_number_spacing: 1,
        ..Options::default()
    };
    HtmlToMarkdown::builder().options(options).build()
});

/// Writes a text as Markdown.
pub(in crate::import) fn to_markdown(text: &Text, profile: Profile) -> Markdown {
    let (html, newlines) = match text {
        Text::Html(html) => (html, Newlines::Space),
        Text::Classic(html) => (html, Newlines::Break),
    };
    let tidy = tidy(&tokens(html), profile, newlines);
    let markdown = CONVERTER.convert(&tidy.html).unwrap_or_default();
    Markdown {
        text: finished(&markdown, &tidy.pieces),
        pictures: tidy.pictures,
        embeds: tidy.embeds,
        tables: tidy.pieces.len(),
    }
}

/// Markdown with its backslashes and pieces in their places, and no white space at the ends of lines.
fn finished(markdown: &str, pieces: &[String]) -> String {
    let text = markdown.replace(BACKSLASH, "\\");
    let mut whole = String::with_capacity(text.len());
    for (index, part) in text.split(PIECE).enumerate() {
        match part.parse::<usize>().ok().filter(|_| index % 2 == 1).and_then(|number| pieces.get(number)) {
            Some(piece) => whole.push_str(piece),
            None => whole.push_str(part),
        }
    }
    let lines: Vec<&str> = whole.lines().map(str::trim_end).collect();
    lines.join("\n").trim_matches('\n').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn author(html: &str) -> String {
        to_markdown(&Text::Html(html.to_owned()), Profile::Author).text
    }

    fn reader(html: &str) -> String {
        to_markdown(&Text::Html(html.to_owned()), Profile::Reader).text
    }

    #[test]
    fn old_editors_habits_become_paragraphs() {
        for html in [
            "<div><font size=2><span>One.</span></font><br /><br />Two.</div>",
            "<p>One.</p><p>&nbsp;</p><p>Two.</p>",
            "One.<div><br></div><div>Two.</div>",
            "<div><div><div>One.</div></div></div><br><br><br>Two.",
        ] {
            assert_eq!(author(html), "One.\n\nTwo.", "{html}");
        }
        assert_eq!(author("One.<br>Two."), "One.\\\nTwo.");
    }

    #[test]
    fn classic_newlines_are_breaks() {
        let classic = |html: &str| to_markdown(&Text::Classic(html.to_owned()), Profile::Author).text;
        assert_eq!(
            classic("One.\nTwo.\n\nThree.\n<ul>\n<li>A</li>\n<li>B</li>\n</ul>\nEnd"),
            "One.\\\nTwo.\n\nThree.\n\n- A\n- B\n\nEnd"
        );
    }

    #[test]
    fn marks_are_written_so_that_they_count() {
        assert_eq!(author("<b>Leslie Says:</b> No."), "**Leslie Says:** No.");
        assert_eq!(author("<b>a</b><b>b</b> <i> c </i>d"), "**ab** *c* d");
        assert_eq!(author("<b></b>x<b> </b>y"), "x y");
        assert_eq!(author("<b>Да,</b>но"), "Да,но");
        assert_eq!(author("x<b>(y)</b>"), "x(y)");
        assert_eq!(author("<span style='font-weight: bold'>Bold<br>lines</span>"), "**Bold**\\\n**lines**");
        assert_eq!(author("<b>a<p>b</b>c</p>"), "**a**\n\n**b**c");
    }

    #[test]
    fn markdown_s_own_signs_are_guarded() {
        for (html, markdown) in [
            ("1. one", "1\\. one"),
            ("a<br>- b", "a\\\n\\- b"),
            ("a<br>---", "a\\\n\\---"),
            ("# no heading", "\\# no heading"),
            ("&amp;lt; ~x~ a*b", "\\&lt; \\~x\\~ a\\*b"),
            ("&lt;script&gt;", "\\<script>"),
            ("2 &lt; 3 &amp; 4", "2 < 3 & 4"),
        ] {
            assert_eq!(author(html), markdown, "{html}");
        }
    }

    #[test]
    fn pictures_and_their_captions() {
        assert_eq!(
            author(
                "<table class=\"tr-caption-container\"><tbody><tr><td><a href=\"http://p.example/s1600/a.jpg\"><img \
                 src=\"http://p.example/s320/a.jpg\" alt=\"A\"></a></td></tr><tr><td class=\"tr-caption\">Cap</td></tr></table>x"
            ),
            "![A](http://p.example/s1600/a.jpg)\n\nCap\n\nx"
        );
        assert_eq!(reader("<img src='http://p.example/a.png' alt='cat'>"), "[cat](http://p.example/a.png)");
    }

    #[test]
    fn tables_are_markdown_where_it_can_write_them() {
        assert_eq!(
            author("<table><tr><td>A</td><td>B</td></tr><tr><td>1</td><td>2</td></tr></table>"),
            "| A | B |\n| - | - |\n| 1 | 2 |"
        );
        let odd = author("<table><tr><td colspan=2>A</td></tr><tr><td>1</td><td>2</td></tr></table>");
        assert_eq!(odd, "<table><tr><td colspan=\"2\">A</td></tr><tr><td>1</td><td>2</td></tr></table>");
        assert_eq!(
            reader("<table><tr><td>A</td><td>B</td></tr><tr><td>1</td><td>2</td></tr></table>"),
            "A\n\nB\n\n1\n\n2"
        );
    }

    #[test]
    fn embeds_become_links_and_scripts_go() {
        assert_eq!(
            author("x<iframe src=\"//www.youtube.com/embed/abc?rel=0\"></iframe><script>alert(1)</script>y"),
            "x\n\n[https://www.youtube.com/watch?v=abc](https://www.youtube.com/watch?v=abc)\n\ny"
        );
        assert_eq!(
            reader("<a href='javascript:alert(1)'>x</a> <a href='http://a.example'>y</a>"),
            "x [y](http://a.example)"
        );
    }

    #[test]
    fn no_depth_is_too_deep() {
        let deep = format!(
            "{}x{}",
            "<blockquote><ul><li><div><b>".repeat(50_000),
            "</b></div></li></ul></blockquote>".repeat(50_000)
        );
        assert!(author(&deep).contains('x'));
        let tables = format!("{}x", "<table><tr><td>".repeat(20_000));
        assert_eq!(author(&tables), "x");
    }

    #[test]
    fn headings_lists_and_code() {
        assert_eq!(author("<h3><b>Leslie</b> Says</h3>No."), "### Leslie Says\n\nNo.");
        assert_eq!(author("<h2></h2>A<h3> <b></b></h3>B"), "A\n\nB");
        assert_eq!(author("<ol><li>A<ul><li>B</ul><li>C</ol>"), "1. A\n   - B\n2. C");
        assert_eq!(author("<pre>a\n  *b*</pre>"), "```\na\n  *b*\n```");
        assert_eq!(author("<blockquote>A<br><br>B</blockquote>"), "> A\n>\n> B");
    }
}
