//! Writes a generated advice column to a folder: `make_corpus DIR --posts N [--seed S] [--format F]`.
//!
//! The same posts can be written as a columnist, a Hugo or a Zola site, to compare them; and as a columnist site whose
//! templates are as simple as those of the other two.

#[path = "corpus/columnist.rs"]
mod columnist;
#[path = "corpus/mod.rs"]
mod corpus;
#[path = "corpus/hugo.rs"]
mod hugo;
#[path = "corpus/peers.rs"]
mod peers;
#[path = "corpus/zola.rs"]
mod zola;

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::{env, fs, io};

use corpus::{CorpusOptions, CorpusStats};

const USAGE: &str = "usage: make_corpus DIR --posts N [--seed S] [--format columnist|columnist_simple|hugo|zola]";

/// What the command line asks for.
struct Arguments {
    folder: PathBuf,
    corpus: CorpusOptions,
    format: Format,
}

/// Whose content format is written.
#[derive(Clone, Copy)]
enum Format {
    Columnist,
    ColumnistSimple,
    Hugo,
    Zola,
}

fn main() -> ExitCode {
    let arguments = match parse(env::args().skip(1)) {
        Ok(arguments) => arguments,
        Err(message) => {
            eprintln!("make_corpus: {message}\n{USAGE}");
            return ExitCode::from(2);
        }
    };
    match run(&arguments) {
        Ok(stats) => {
            let folder = arguments.folder.display();
            println!("{folder}: {} files, {} bytes", stats.files, stats.bytes);
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("make_corpus: {}: {error}", arguments.folder.display());
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &Arguments) -> io::Result<CorpusStats> {
    require_empty(&arguments.folder)?;
    match arguments.format {
        Format::Columnist => corpus::write(&arguments.corpus, &arguments.folder),
        Format::ColumnistSimple => corpus::write_files(columnist::files(&arguments.corpus), &arguments.folder),
        Format::Hugo => corpus::write_files(hugo::files(&arguments.corpus), &arguments.folder),
        Format::Zola => corpus::write_files(zola::files(&arguments.corpus), &arguments.folder),
    }
}

/// Refuses a folder with files in it: what an earlier corpus left there would be built too.
fn require_empty(folder: &Path) -> io::Result<()> {
    let taken = match fs::read_dir(folder) {
        Ok(mut entries) => entries.next().is_some(),
        Err(error) if error.kind() == io::ErrorKind::NotFound => false,
        Err(error) => return Err(error),
    };
    if taken {
        let kind = io::ErrorKind::DirectoryNotEmpty;
        return Err(io::Error::new(kind, "the folder is not empty"));
    }
    Ok(())
}

fn parse(mut words: impl Iterator<Item = String>) -> Result<Arguments, String> {
    let mut folder = None;
    let mut posts = None;
    let mut seed = 1;
    let mut format = Format::Columnist;
    while let Some(word) = words.next() {
        match word.as_str() {
            "--posts" => posts = Some(number(&word, words.next())?),
            "--seed" => seed = number(&word, words.next())?,
            "--format" => format = format_named(words.next().as_deref())?,
            _ if word.starts_with('-') => return Err(format!("unknown option {word}")),
            _ if folder.is_none() => folder = Some(PathBuf::from(word)),
            _ => return Err(format!("one folder is enough: {word}")),
        }
    }
    Ok(Arguments {
        folder: folder.ok_or("no folder is given")?,
        corpus: CorpusOptions { posts: posts.ok_or("--posts is missing")?, seed },
        format,
    })
}

fn number<T: std::str::FromStr>(option: &str, value: Option<String>) -> Result<T, String> {
    value.and_then(|value| value.parse().ok()).ok_or_else(|| format!("{option} needs a number"))
}

fn format_named(name: Option<&str>) -> Result<Format, String> {
    match name {
        Some("columnist") => Ok(Format::Columnist),
        Some("columnist_simple") => Ok(Format::ColumnistSimple),
        Some("hugo") => Ok(Format::Hugo),
        Some("zola") => Ok(Format::Zola),
        _ => Err("--format is columnist, columnist_simple, hugo or zola".to_owned()),
    }
}
