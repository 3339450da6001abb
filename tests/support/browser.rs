//! Chromium, driven over its protocol for developer tools: `Browser::start()?.go("http://…").until("…")`.
//!
//! Where there is no Chromium, [`Browser::start`] says so and gives nothing, and the test that asked passes without it;
//! where `CI` is `true` it fails.

#![allow(dead_code, reason = "each test program uses a part of the harness")]

use std::env;
use std::io::{BufRead, BufReader};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tempfile::TempDir;
use tungstenite::{Message, WebSocket, client};

/// How long a page gets to become what is expected of it.
const PATIENCE: Duration = Duration::from_secs(20);

/// Names that Chromium has.
const NAMES: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

const FLAGS: [&str; 9] = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--remote-debugging-port=0",
];

/// A running Chromium.
pub(crate) struct Browser {
    process: Child,
    socket: WebSocket<TcpStream>,
    session: String,
    number: u64,
    /// What the page complained of: errors on its console, exceptions, requests that failed.
    complaints: Vec<String>,
    /// The addresses that the page asked for.
    requests: Vec<String>,
    _profile: TempDir,
}

impl Browser {
    /// Starts Chromium with one empty page.
    pub(crate) fn start() -> Option<Self> {
        let Some(program) = find() else {
            let message = "skipped: no Chromium on the PATH (`apt-get install chromium`)";
            #[expect(clippy::disallowed_methods, reason = "a test may read the environment")]
            let is_ci = env::var("CI").is_ok_and(|value| value == "true");
            assert!(!is_ci, "{message}");
            eprintln!("{message}");
            return None;
        };
        let profile = tempfile::tempdir().expect("a temporary folder");
        let mut process = Command::new(program)
            .args(FLAGS)
            .arg(format!("--user-data-dir={}", profile.path().display()))
            .arg("about:blank")
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .expect("Chromium starts");
        let mut lines = BufReader::new(process.stderr.take().expect("a pipe")).lines();
        let address = lines
            .by_ref()
            .map_while(Result::ok)
            .find_map(|line| line.strip_prefix("DevTools listening on ").map(str::to_owned))
            .expect("Chromium prints its address");
        // Its further messages must go somewhere, or it waits.
        thread::spawn(move || lines.for_each(drop));
        let place = address.trim_start_matches("ws://").split('/').next().expect("a host").to_owned();
        let stream = TcpStream::connect(place).expect("Chromium listens");
        let (socket, _) = client(address, stream).expect("a WebSocket");
        let mut browser = Self {
            process,
            socket,
            session: String::new(),
            number: 0,
            complaints: Vec::new(),
            requests: Vec::new(),
            _profile: profile,
        };
        let target = browser.send("Target.createTarget", &json!({ "url": "about:blank" }));
        let attach = json!({ "targetId": target["targetId"], "flatten": true });
        let attached = browser.send("Target.attachToTarget", &attach);
        attached["sessionId"].as_str().expect("an id").clone_into(&mut browser.session);
        for domain in ["Page.enable", "Runtime.enable", "Network.enable", "Log.enable"] {
            browser.send(domain, &json!({}));
        }
        Some(browser)
    }

    /// Sends a command and waits for its result.
    fn send(&mut self, method: &str, params: &Value) -> Value {
        let answer = self.ask(method, params);
        assert!(answer.get("error").is_none(), "{method}: {}", answer["error"]);
        answer["result"].clone()
    }

    /// Sends a command and waits for what is answered, be it an error.
    fn ask(&mut self, method: &str, params: &Value) -> Value {
        self.number += 1;
        let mut message = json!({ "id": self.number, "method": method, "params": params });
        if !self.session.is_empty() {
            message["sessionId"] = json!(self.session);
        }
        self.socket.send(Message::text(message.to_string())).expect("Chromium listens");
        loop {
            let Message::Text(text) = self.socket.read().expect("Chromium answers") else { continue };
            let answer: Value = serde_json::from_str(&text).expect("JSON");
            if answer["id"] == json!(self.number) {
                return answer;
            }
            self.note(&answer);
        }
    }

    fn note(&mut self, event: &Value) {
        let params = &event["params"];
        match event["method"].as_str().unwrap_or("") {
            "Runtime.exceptionThrown" => self.complaints.push(params["exceptionDetails"].to_string()),
            "Runtime.consoleAPICalled" if params["type"] == "error" => self.complaints.push(params["args"].to_string()),
            "Log.entryAdded" if params["entry"]["level"] == "error" => {
                self.complaints.push(params["entry"].to_string());
            }
            "Network.requestWillBeSent" => {
                self.requests.push(params["request"]["url"].as_str().unwrap_or("").to_owned());
            }
            // It would stand still from here on.
            "Page.javascriptDialogOpening" => panic!("the page opened a dialog: {params}"),
            _ => {}
        }
    }

    /// Opens an address and waits until it is loaded.
    pub(crate) fn go(&mut self, url: &str) -> &mut Self {
        self.send("Page.navigate", &json!({ "url": url }));
        self.until(&format!("document.readyState === 'complete' && location.href === {}", json!(url)))
    }

    /// What an expression comes to; promises are waited for. A page that goes away meanwhile gives nothing.
    pub(crate) fn eval(&mut self, script: &str) -> Value {
        let params = json!({ "expression": script, "returnByValue": true, "awaitPromise": true });
        self.ask("Runtime.evaluate", &params)["result"]["result"]["value"].clone()
    }

    /// Waits until an expression is true.
    #[track_caller]
    pub(crate) fn until(&mut self, condition: &str) -> &mut Self {
        let started = Instant::now();
        while self.eval(condition) != json!(true) {
            if started.elapsed() > PATIENCE {
                let shown = self.eval("location.href + '\\n' + document.documentElement.outerHTML");
                panic!("never true: {condition}\n{}\n{:?}", shown.as_str().unwrap_or(""), self.complaints);
            }
            thread::sleep(Duration::from_millis(20));
        }
        self
    }

    /// Types a text into the field that has the focus.
    pub(crate) fn insert_text(&mut self, text: &str) -> &mut Self {
        self.send("Input.insertText", &json!({ "text": text }));
        self
    }

    /// Sets the size of the window in CSS pixels.
    pub(crate) fn size(&mut self, width: u32, height: u32) -> &mut Self {
        let params = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
        self.send("Emulation.setDeviceMetricsOverride", &params);
        self
    }

    /// Has the page shown in a colour scheme, `light` or `dark`.
    pub(crate) fn prefer(&mut self, scheme: &str) -> &mut Self {
        let features = json!([{ "name": "prefers-color-scheme", "value": scheme }]);
        self.send("Emulation.setEmulatedMedia", &json!({ "features": features }));
        self
    }

    /// Presses a key, such as `Tab` or `Enter`, and lets it go.
    pub(crate) fn press(&mut self, key: &str) -> &mut Self {
        let (code, text) = match key {
            "Enter" => (13, "\r"),
            "Tab" => (9, ""),
            other => panic!("this browser has no key {other}"),
        };
        for kind in ["keyDown", "keyUp"] {
            let mut event = json!({ "type": kind, "key": key, "code": key, "windowsVirtualKeyCode": code });
            if kind == "keyDown" && !text.is_empty() {
                event["text"] = json!(text);
            }
            self.send("Input.dispatchKeyEvent", &event);
        }
        self
    }

    /// Lets the scripts of pages run, or not; what a test asks for runs all the same.
    pub(crate) fn scripts(&mut self, run: bool) -> &mut Self {
        self.send("Emulation.setScriptExecutionDisabled", &json!({ "value": !run }));
        self
    }

    /// Cuts the page off from the network, or lets it back.
    pub(crate) fn offline(&mut self, is_offline: bool) -> &mut Self {
        self.network(is_offline, 0)
    }

    /// Has each answer come later, by this many milliseconds.
    pub(crate) fn delay(&mut self, latency: u32) -> &mut Self {
        self.network(false, latency)
    }

    fn network(&mut self, offline: bool, latency: u32) -> &mut Self {
        let params =
            json!({ "offline": offline, "latency": latency, "downloadThroughput": -1, "uploadThroughput": -1 });
        self.send("Network.emulateNetworkConditions", &params);
        self
    }

    /// Has a script run on each page before anything of its own.
    pub(crate) fn on_every_page(&mut self, script: &str) -> &mut Self {
        self.send("Page.addScriptToEvaluateOnNewDocument", &json!({ "source": script }));
        self
    }

    /// The addresses that were asked for since it was asked last.
    pub(crate) fn requests(&mut self) -> Vec<String> {
        self.eval("0");
        std::mem::take(&mut self.requests)
    }

    /// What the page complained of since it was asked last.
    pub(crate) fn complaints(&mut self) -> Vec<String> {
        self.eval("0");
        std::mem::take(&mut self.complaints)
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// Chromium's program on the PATH.
fn find() -> Option<std::path::PathBuf> {
    #[expect(clippy::disallowed_methods, reason = "a test may read the environment")]
    let path = env::var_os("PATH")?;
    env::split_paths(&path).flat_map(|folder| NAMES.map(|name| folder.join(name))).find(|program| program.is_file())
}
