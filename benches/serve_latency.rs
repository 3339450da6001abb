//! Measures the time from a save until the browser can fetch what was saved:
//! `serve_latency ROUNDS PEER_ROUNDS SERVER...`, where a server is `columnist:PROGRAM:SITE`, `hugo:PROGRAM:SITE` or
//! `zola:PROGRAM:SITE`, with a site that `make_corpus` wrote. The first server takes part in all rounds, the others in
//! the first `PEER_ROUNDS` of them: an edit may take them a minute.
//!
//! All servers run at the same time and take turns, so that a slow moment of the machine meets all of them. Each edit
//! starts from the text as it was made, has a word of its own, and is saved as editors do: by turns in place, and as a
//! new file that is renamed over the old one.

use std::io::{self, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitCode, Stdio};
use std::time::{Duration, Instant};
use std::{env, fs, thread};

/// An edit that does not show for this long has failed.
const LIMIT: Duration = Duration::from_secs(60);

/// How long it is quiet between two edits.
const PAUSE: Duration = Duration::from_millis(400);

/// How long a server gets to come to rest.
const CALM: Duration = Duration::from_secs(10);

/// Where the first server listens; the others follow.
const FIRST_PORT: u16 = 14_570;

/// One kind of edit: what is put behind which text of which file, and the page on which it shows.
struct Edit {
    name: &'static str,
    file: PathBuf,
    original: String,
    behind: &'static str,
    /// `TOKEN` stands for the word of its own.
    put: &'static str,
    page: String,
    times: Vec<Duration>,
}

struct Server {
    name: String,
    port: u16,
    process: Child,
    edits: Vec<Edit>,
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("serve_latency: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> io::Result<()> {
    let mut words = env::args().skip(1);
    let mut number = || words.next().and_then(|word| word.parse::<usize>().ok());
    let rounds = number().ok_or_else(|| usage("no number of rounds"))?;
    let peer_rounds = number().ok_or_else(|| usage("no number of rounds for the peers"))?;
    let mut servers =
        words.zip(FIRST_PORT..).map(|(word, port)| start(&word, port)).collect::<io::Result<Vec<Server>>>()?;
    for server in &servers {
        let started = Instant::now();
        while get(server.port, "/").is_err() {
            if started.elapsed() > 10 * LIMIT {
                return Err(io::Error::other(format!("{} does not answer", server.name)));
            }
            thread::sleep(Duration::from_millis(50));
        }
        eprintln!("{} answers", server.name);
    }
    thread::sleep(Duration::from_secs(3));
    for round in 0..rounds {
        for kind in 0..servers.first().map_or(0, |server| server.edits.len()) {
            let taking_part = if round < peer_rounds { servers.len() } else { 1 };
            for server in servers.iter_mut().take(taking_part) {
                let port = server.port;
                if let Some(edit) = server.edits.get_mut(kind) {
                    let time = edit.measure(port, round)?;
                    edit.times.push(time);
                }
                thread::sleep(PAUSE);
            }
        }
        eprintln!("round {} of {rounds}", round + 1);
    }
    report(&mut servers);
    Ok(())
}

fn usage(problem: &str) -> io::Error {
    io::Error::other(format!(
        "{problem}\nusage: serve_latency ROUNDS PEER_ROUNDS columnist:PROGRAM:SITE [hugo:PROGRAM:SITE] [zola:PROGRAM:SITE]"
    ))
}

fn start(word: &str, port: u16) -> io::Result<Server> {
    let parts: Vec<&str> = word.splitn(3, ':').collect();
    let [name, program, site] = parts.as_slice() else { return Err(usage(word)) };
    let site = Path::new(site);
    let mut command = Command::new(program);
    let port_text = port.to_string();
    let edits = match *name {
        "columnist" => {
            command.args(["serve", "--watch", "--port", &port_text, "--root"]).arg(site);
            columnist_edits(site)?
        }
        "hugo" => {
            command.args(["server", "--port", &port_text, "--source"]).arg(site);
            hugo_edits(site)?
        }
        "zola" => {
            command.arg("--root").arg(site).args(["serve", "--port", &port_text]);
            zola_edits(site)?
        }
        _ => return Err(usage(name)),
    };
    let process = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn()?;
    Ok(Server { name: (*name).to_owned(), port, process, edits })
}

fn columnist_edits(site: &Path) -> io::Result<Vec<Edit>> {
    let template = site.join("templates/post.html");
    fs::create_dir_all(site.join("templates"))?;
    fs::write(&template, "{% extends \"themes/default/templates/post.html\" %}\n{% block head %}{% endblock %}\n")?;
    let comment = "- **Ann** · 2025-06-01 10:00\n\n  TOKEN\n\n";
    edits(site, ("## Comments\n\n", comment), "site.toml", (&template, "{% block head %}"))
}

fn hugo_edits(site: &Path) -> io::Result<Vec<Edit>> {
    let template = site.join("layouts/posts/page.html");
    edits(site, ("    body: |-\n      ", "TOKEN "), "hugo.toml", (&template, "<article class=\"post\">\n"))
}

fn zola_edits(site: &Path) -> io::Result<Vec<Edit>> {
    let template = site.join("templates/page.html");
    let comment = ("      body: |-\n        ", "TOKEN ");
    edits(site, comment, "config.toml", (&template, "<article class=\"post\">\n"))
}

fn edits(
    site: &Path,
    comment: (&'static str, &'static str),
    settings: &str,
    template: (&Path, &'static str),
) -> io::Result<Vec<Edit>> {
    let mut posts: Vec<PathBuf> =
        fs::read_dir(site.join("content/posts"))?.map_while(Result::ok).map(|entry| entry.path()).collect();
    posts.sort();
    // The newest post stands on the first page of the list.
    let has_comments = |post: &&PathBuf| fs::read_to_string(post).is_ok_and(|text| text.contains(comment.0));
    let post = posts.iter().rev().find(has_comments).ok_or_else(|| io::Error::other("no post has comments"))?;
    let stem = post.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let page = format!("/posts/{}/", stem.get("2012-04-17-".len()..).unwrap_or_default());
    let edit = |name, file: &Path, behind, put, page: &str| -> io::Result<Edit> {
        let original = fs::read_to_string(file)?;
        Ok(Edit { name, file: file.to_owned(), original, behind, put, page: page.to_owned(), times: Vec::new() })
    };
    Ok(vec![
        edit("body", post, "## Leslie Says\n\n", "TOKEN ", &page)?,
        edit("comment", post, comment.0, comment.1, &page)?,
        edit("title, on the index", post, "title: \"", "TOKEN ", "/")?,
        edit("template", template.0, template.1, "<p>TOKEN</p>", &page)?,
        edit("settings", &site.join(settings), "title = \"", "TOKEN ", &page)?,
    ])
}

impl Edit {
    fn measure(&self, port: u16, round: usize) -> io::Result<Duration> {
        let name: String = self.name.chars().filter(char::is_ascii_alphabetic).collect();
        let token = format!("token{name}{round}x");
        let parts = self.original.split_once(self.behind);
        let missing = || io::Error::other(format!("{} has no `{}`", self.file.display(), self.behind));
        let (before, after) = parts.ok_or_else(missing)?;
        let text = format!("{before}{}{}{after}", self.behind, self.put.replace("TOKEN", &token));
        let beside = self.file.with_extension("tmp");
        let started = Instant::now();
        if round.is_multiple_of(2) {
            fs::write(&self.file, text)?;
        } else {
            fs::write(&beside, text)?;
            fs::rename(&beside, &self.file)?;
        }
        while started.elapsed() < LIMIT {
            // While it restarts, a server may refuse.
            if get(port, &self.page).is_ok_and(|page| page.contains(&token)) {
                break;
            }
            thread::sleep(Duration::from_millis(1));
        }
        Ok(started.elapsed())
    }
}

fn get(port: u16, path: &str) -> io::Result<String> {
    let mut stream = TcpStream::connect(("127.0.0.1", port))?;
    write!(stream, "GET {path} HTTP/1.1\r\nHost: localhost:{port}\r\nConnection: close\r\n\r\n")?;
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes)?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

fn report(servers: &mut [Server]) {
    println!("{:<12} {:<20} {:>10} {:>10} {:>10}", "", "edit", "median ms", "95th ms", "most ms");
    for server in servers.iter_mut() {
        for edit in &mut server.edits {
            edit.times.sort_unstable();
            let at = |part: usize| {
                let index = (edit.times.len() * part / 100).min(edit.times.len().saturating_sub(1));
                edit.times.get(index).map_or(0.0, |time| time.as_secs_f64() * 1000.0)
            };
            println!("{:<12} {:<20} {:>10.1} {:>10.1} {:>10.1}", server.name, edit.name, at(50), at(95), at(100));
        }
    }
    // What they still do for the last edit is not idle.
    thread::sleep(CALM);
    for server in servers.iter() {
        let id = server.process.id();
        let before = ticks(id);
        thread::sleep(Duration::from_secs(5));
        let (idle, memory) = (ticks(id).zip(before).map(|(now, before)| now - before), resident(id));
        let text = |number: Option<u64>| number.map_or_else(|| "?".to_owned(), |number| number.to_string());
        println!(
            "{:<12} resident {} KiB, processor ticks in 5 idle seconds: {}",
            server.name,
            text(memory),
            text(idle)
        );
    }
}

/// The processor time of a process so far, where the system tells (proc(5)).
fn ticks(process: u32) -> Option<u64> {
    let text = fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    let fields: Vec<&str> = text.rsplit_once(')')?.1.split_whitespace().collect();
    Some(fields.get(11)?.parse::<u64>().ok()? + fields.get(12)?.parse::<u64>().ok()?)
}

/// The resident memory of a process in KiB, where the system tells.
fn resident(process: u32) -> Option<u64> {
    let text = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    text.lines().find_map(|line| line.strip_prefix("VmRSS:"))?.split_whitespace().next()?.parse().ok()
}
