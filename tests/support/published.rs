//! A site as readers get it, the repository's own with any theme or one of a test's files: built by the real program into
//! a folder, and served with a strict policy.

#![allow(dead_code, reason = "each test program uses a part of the harness")]

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::thread;

use percent_encoding::{AsciiSet, CONTROLS, percent_decode_str, utf8_percent_encode};
use tempfile::TempDir;

/// No script, no style and nothing else but from the site itself, and none of it inline.
const POLICY: &str = "default-src 'self'";

/// What the search needs besides, on its own page.
const POLICY_OF_SEARCH: &str = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'";

/// What stands encoded in the path of an address, as browsers show it.
const ENCODED: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'}');

/// A published site.
pub(crate) struct Published {
    folder: TempDir,
    address: SocketAddr,
}

impl Published {
    /// Builds the repository's site with a theme, and serves it.
    pub(crate) fn new(theme: &str) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let own = Path::new(env!("CARGO_MANIFEST_DIR"));
        copy(&own.join("content"), &folder.path().join("site/content"));
        let settings = fs::read_to_string(own.join("site.toml")).expect("settings");
        fs::write(folder.path().join("site/site.toml"), format!("theme = \"{theme}\"\n{settings}")).expect("settings");
        Self::of(folder, "")
    }

    /// Builds a site of these files, and serves it below a path.
    pub(crate) fn with(path: &str, files: &[(impl AsRef<Path>, impl AsRef<[u8]>)]) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        for (name, bytes) in files {
            let file = folder.path().join("site").join(name);
            fs::create_dir_all(file.parent().expect("a folder")).expect("the folder");
            fs::write(file, bytes).expect("the file");
        }
        Self::of(folder, path)
    }

    /// Builds the site that lies in a folder, and serves it below a path.
    fn of(folder: TempDir, path: &str) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let address = listener.local_addr().expect("an address");
        let below = folder.path().join("public");
        let output = below.join(path.trim_start_matches('/'));
        fs::create_dir_all(output.parent().expect("a folder")).expect("the folder");
        assert_cmd::Command::new(assert_cmd::cargo::cargo_bin("columnist"))
            .arg("--root")
            .arg(folder.path().join("site"))
            .args(["-q", "build", "-u", &format!("http://{address}{path}"), "-o"])
            .arg(&output)
            .assert()
            .success();
        thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                let below = below.clone();
                thread::spawn(move || answer(&stream, &below));
            }
        });
        Self { folder, address }
    }

    pub(crate) fn folder(&self) -> PathBuf {
        self.folder.path().join("public")
    }

    pub(crate) fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// The file that an address of the site leads to, whether it is there or not.
    pub(crate) fn file(&self, path: &str) -> PathBuf {
        file(&self.folder(), path)
    }

    /// The paths of all its pages, encoded, but those at old addresses, which lead away at once.
    pub(crate) fn pages(&self) -> Vec<String> {
        let mut pages = Vec::new();
        let mut folders = vec![self.folder()];
        while let Some(folder) = folders.pop() {
            for path in fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()) {
                if path.is_dir() {
                    folders.push(path);
                } else if path.extension().is_some_and(|ending| ending == "html")
                    && !fs::read_to_string(&path).expect("text").contains("http-equiv=\"refresh\"")
                {
                    let route = path.strip_prefix(self.folder()).expect("inside").to_string_lossy().into_owned();
                    let route = utf8_percent_encode(route.strip_suffix("index.html").unwrap_or(&route), ENCODED);
                    pages.push(format!("/{route}"));
                }
            }
        }
        pages.sort();
        pages
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder").map(|entry| entry.expect("an entry")) {
        let to = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &to);
        } else {
            fs::copy(entry.path(), to).expect("a copy");
        }
    }
}

/// The file in a folder that an address leads to.
fn file(folder: &Path, path: &str) -> PathBuf {
    let path = percent_decode_str(path).decode_utf8_lossy().into_owned();
    let name = if path.ends_with('/') { format!("{path}index.html") } else { path };
    folder.join(name.trim_start_matches('/'))
}

fn answer(mut stream: &TcpStream, folder: &Path) {
    let mut line = String::new();
    let mut head = BufReader::new(stream);
    let _ = head.read_line(&mut line);
    let mut rest = String::new();
    while head.read_line(&mut rest).is_ok_and(|read| read > 2) {
        rest.clear();
    }
    let path = line.split(' ').nth(1).and_then(|path| path.split('?').next()).unwrap_or("/").to_owned();
    let name = file(folder, &path);
    let (status, bytes) = match fs::read(&name) {
        Ok(bytes) => ("200 OK", bytes),
        Err(_) => ("404 Not Found", fs::read(folder.join("404.html")).unwrap_or_default()),
    };
    let media_type = match name.extension().and_then(|ending| ending.to_str()).unwrap_or("") {
        "css" => "text/css",
        "svg" => "image/svg+xml",
        "jpg" => "image/jpeg",
        "js" => "text/javascript",
        "json" => "application/json",
        "png" => "image/png",
        "webp" => "image/webp",
        _ => "text/html",
    };
    let policy = if name.ends_with("search/index.html") { POLICY_OF_SEARCH } else { POLICY };
    let length = bytes.len();
    let head = format!(
        "HTTP/1.1 {status}\r\nContent-Type: {media_type}\r\nContent-Length: {length}\r\nContent-Security-Policy: {policy}\r\nConnection: close\r\n\r\n"
    );
    let _ = stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(&bytes));
}
