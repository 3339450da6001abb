//! A site in a folder, served by the real program: `Served::new(site).get("/")`.

#![allow(dead_code, reason = "each test program uses a part of the harness")]

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use tempfile::TempDir;

/// How long a change gets to show.
const PATIENCE: Duration = Duration::from_secs(20);

pub(crate) const POST: &str =
    "---\ntitle: A question\n---\n\n## The Dilemma\n\nHelp.\n\n## Leslie Says\n\n**No.** Never.\n";

/// A small site in a temporary folder.
pub(crate) struct Folder(TempDir);

impl Folder {
    pub(crate) fn new() -> Self {
        let folder = Self(tempfile::tempdir().expect("a temporary folder"));
        folder.write("site.toml", "title = \"Two Minds\"\nbase_url = \"https://two.example\"\n");
        folder.write("content/authors/leslie.md", "---\nname: Leslie Morris\n---\nBio.\n");
        folder.write("content/posts/2012-04-17-a.md", POST);
        folder
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    pub(crate) fn write(&self, name: &str, text: &str) -> &Self {
        let path = self.path(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("the folder");
        fs::write(path, text).expect("the file");
        self
    }

    pub(crate) fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    pub(crate) fn remove(&self, name: &str) -> &Self {
        let path = self.path(name);
        if path.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) }.expect("it goes");
        self
    }

    pub(crate) fn rename(&self, from: &str, to: &str) -> &Self {
        fs::rename(self.path(from), self.path(to)).expect("it is renamed");
        self
    }
}

/// The program while it serves a folder.
pub(crate) struct Served {
    process: Child,
    pub(crate) address: SocketAddr,
    said: Arc<Mutex<String>>,
}

/// One response.
pub(crate) struct Response {
    pub(crate) status: u16,
    pub(crate) head: String,
    pub(crate) body: Vec<u8>,
}

impl Response {
    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// The body without the element that follows the changes.
    pub(crate) fn plain(&self) -> Vec<u8> {
        let text = String::from_utf8_lossy(&self.body);
        let Some(start) = text.find("<script src=\"/__columnist/") else { return self.body.clone() };
        let end = start + text[start..].find("</script>").expect("the end of the element") + "</script>".len();
        [&text[..start], &text[end..]].concat().into_bytes()
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.head.lines().find_map(|line| {
            let (key, value) = line.split_once(':')?;
            key.eq_ignore_ascii_case(name).then(|| value.trim())
        })
    }
}

impl Served {
    /// Serves a folder and follows its changes.
    pub(crate) fn watch(folder: &Path, more: &[&str]) -> Self {
        let mut arguments = vec!["--watch"];
        arguments.extend(more);
        Self::start(folder, &arguments)
    }

    pub(crate) fn start(folder: &Path, arguments: &[&str]) -> Self {
        Self::start_with(folder, arguments, &[])
    }

    /// Starts it with some variables of the environment.
    pub(crate) fn start_with(folder: &Path, arguments: &[&str], environment: &[(&str, &str)]) -> Self {
        Self::launch(&["--now", "2020-01-01T00:00:00Z"], folder, arguments, environment)
    }

    /// Serves a folder by the machine's clock, and follows its changes.
    pub(crate) fn watch_by_the_clock(folder: &Path) -> Self {
        Self::launch(&[], folder, &["--watch"], &[])
    }

    fn launch(globals: &[&str], folder: &Path, arguments: &[&str], environment: &[(&str, &str)]) -> Self {
        let mut process = Command::new(assert_cmd::cargo::cargo_bin("columnist"))
            .args(globals)
            .args(["serve", "--port", "0", "--root"])
            .arg(folder)
            .args(arguments)
            .env_remove("SOURCE_DATE_EPOCH")
            .envs(environment.iter().copied())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("it starts");
        let said = Arc::new(Mutex::new(String::new()));
        let output = process.stdout.take().expect("a pipe");
        listen(output, &said);
        listen(process.stderr.take().expect("a pipe"), &said);
        let mut served = Self { process, address: SocketAddr::from(([127, 0, 0, 1], 0)), said };
        let line = served.until_said("(Ctrl-C ends it)");
        let port = line.split("http://127.0.0.1:").nth(1).and_then(|rest| rest.split('/').next());
        served.address.set_port(port.and_then(|port| port.parse().ok()).expect("a port"));
        served
    }

    /// What it printed so far.
    pub(crate) fn said(&self) -> String {
        self.said.lock().expect("the text").clone()
    }

    /// Waits until it prints something; what it printed until then.
    #[track_caller]
    pub(crate) fn until_said(&mut self, text: &str) -> String {
        let started = Instant::now();
        while !self.said().contains(text) {
            let ended = self.process.try_wait().expect("a process");
            assert!(ended.is_none() && started.elapsed() < PATIENCE, "never said `{text}`:\n{}", self.said());
            thread::sleep(Duration::from_millis(5));
        }
        self.said()
    }

    pub(crate) fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    pub(crate) fn process(&mut self) -> &mut Child {
        &mut self.process
    }

    /// Sends bytes as they are, and reads until the server closes.
    pub(crate) fn send(&self, request: &str) -> Response {
        let mut stream = TcpStream::connect(self.address).expect("it listens");
        stream.set_read_timeout(Some(PATIENCE)).expect("a timeout");
        stream.write_all(request.as_bytes()).expect("it reads");
        let mut bytes = Vec::new();
        // A server that refuses may close before everything is read.
        let _ = stream.read_to_end(&mut bytes);
        let end = bytes.windows(4).position(|part| part == b"\r\n\r\n").unwrap_or(bytes.len());
        let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
        let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or(0);
        Response { status, head, body: bytes.get(end + 4..).unwrap_or_default().to_vec() }
    }

    pub(crate) fn get_with(&self, path: &str, headers: &str) -> Response {
        let host = self.address;
        self.send(&format!("GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n{headers}\r\n"))
    }

    pub(crate) fn get(&self, path: &str) -> Response {
        self.get_with(path, "")
    }

    /// Waits until the page at a path fulfils a condition.
    #[track_caller]
    pub(crate) fn until(&self, path: &str, condition: impl Fn(&Response) -> bool) -> Response {
        let started = Instant::now();
        loop {
            let response = self.get(path);
            if condition(&response) {
                return response;
            }
            assert!(
                started.elapsed() < PATIENCE,
                "{path} never became what is expected; now {}:\n{}\n{}",
                response.status,
                response.text(),
                self.said()
            );
            thread::sleep(Duration::from_millis(5));
        }
    }

    /// Waits until the page at a path has a text.
    #[track_caller]
    pub(crate) fn until_has(&self, path: &str, text: &str) -> Response {
        self.until(path, |response| response.text().contains(text))
    }

    /// Waits until a path leads to nothing.
    #[track_caller]
    pub(crate) fn until_gone(&self, path: &str) -> Response {
        self.until(path, |response| response.status == 404)
    }
}

fn listen(from: impl Read + Send + 'static, said: &Arc<Mutex<String>>) {
    let said = Arc::clone(said);
    thread::spawn(move || {
        for line in BufReader::new(from).lines().map_while(Result::ok) {
            let mut said = said.lock().expect("the text");
            said.push_str(&line);
            said.push('\n');
        }
    });
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
