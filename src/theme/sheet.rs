//! A style sheet → the same without comments and needless white space.

use cssparser::{ParseError, Parser, ParserInput, Token};

/// The sheet as it is published. Only what lies between tokens is left out (CSS Syntax, level 3), so that every rule
/// means what it meant.
pub(super) fn squeezed(css: &str) -> String {
    let mut input = ParserInput::new(css);
    let mut out = Squeezed::default();
    write(&mut Parser::new(&mut input), &mut out);
    out.css
}

fn write(parser: &mut Parser<'_, '_>, out: &mut Squeezed) {
    loop {
        let start = parser.position();
        let Ok(token) = parser.next_including_whitespace_and_comments() else { return };
        let end = match token {
            Token::WhiteSpace(_) => {
                out.gap = Gap::Space;
                continue;
            }
            Token::Comment(_) => {
                out.gap = out.gap.max(Gap::Comment);
                continue;
            }
            Token::CurlyBracketBlock => "}",
            Token::SquareBracketBlock => "]",
            Token::ParenthesisBlock | Token::Function(_) => ")",
            _ => "",
        };
        out.push(parser.slice_from(start));
        if !end.is_empty() {
            // It cannot fail: a block that is not closed ends with the sheet.
            let _: Result<(), ParseError<'_, ()>> = parser.parse_nested_block(|inside| {
                write(inside, out);
                Ok(())
            });
            out.push(end);
        }
    }
}

/// What stood between two tokens.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
enum Gap {
    #[default]
    Nothing,
    Comment,
    Space,
}

#[derive(Debug, Default)]
struct Squeezed {
    css: String,
    gap: Gap,
}

impl Squeezed {
    fn push(&mut self, token: &str) {
        let needs_none =
            self.css.ends_with(['{', '}', ';', ',', ':', '(']) || token.starts_with(['{', '}', ';', ',', ')']);
        if !self.css.is_empty() && !needs_none {
            self.css.push_str(match self.gap {
                Gap::Nothing => "",
                // It keeps two words apart, where a space would mean more.
                Gap::Comment => "/**/",
                Gap::Space => " ",
            });
        }
        self.gap = Gap::Nothing;
        if token == "}" && self.css.ends_with(';') {
            self.css.pop();
        }
        self.css.push_str(token);
    }
}

#[cfg(test)]
mod tests {
    use super::squeezed;

    #[test]
    fn only_what_means_nothing_is_left_out() {
        for (css, expected) in [
            ("/* A */\na  >  b ,\n c { d : e ; }\n", "a > b,c{d :e}"),
            ("a { b: clamp(1rem, 1.2rem + 4vw, 3rem); }", "a{b:clamp(1rem,1.2rem + 4vw,3rem)}"),
            ("a :is( b , c ) d { }", "a :is(b,c) d{}"),
            ("@media (min-width: 4rem) and ( hover ) { a { b: c } }", "@media (min-width:4rem) and (hover){a{b:c}}"),
            ("a::before { content: \"  /* ; */ \"; }", "a::before{content:\"  /* ; */ \"}"),
            ("a { b: url( x y.png ); --c: ; }", "a{b:url( x y.png );--c:}"),
            ("a/* */b c{}", "a/**/b c{}"),
            ("a { b: c", "a{b:c}"),
            ("", ""),
        ] {
            assert_eq!(squeezed(css), expected, "{css}");
        }
    }
}
