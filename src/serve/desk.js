// What runs in the browser while `columnist serve --watch` shows a site: the page follows its files, and what is wrong
// with them is shown above it. It is part of no published site.
(async () => {
  "use strict";

  // By way of the prototype: an element named `currentScript` would stand before it.
  const own = Object.getOwnPropertyDescriptor(Document.prototype, "currentScript").get.call(document);
  const state = new URL(own.src).searchParams; // run, version, digest, source, status: what this page was made of
  const kept = "columnist-desk";

  // It stands at the very beginning of the page, where nothing else can keep it from running.
  if (document.readyState === "loading") {
    await new Promise((loaded) => document.addEventListener("DOMContentLoaded", loaded));
  }

  // --- the place where the reader is, kept over a reload --------------------------------------------------------

  const details = () => [...document.querySelectorAll("details")];

  // The last element with an id that begins above the middle of the window: what is being read.
  const landmark = () => {
    const above = [...document.querySelectorAll("[id]")].filter((element) => {
      const box = element.getBoundingClientRect();
      return box.height > 0 && box.top <= innerHeight / 2;
    });
    return above.at(-1);
  };

  const keep = () => {
    const mark = landmark();
    const place = {
      path: location.pathname,
      x: scrollX,
      y: scrollY,
      mark: mark?.id,
      top: mark?.getBoundingClientRect().top,
      open: details().map((element) => [element.id, element.open]),
      focus: document.activeElement?.id,
      made: `${state.get("run")}-${state.get("version")}`,
      panel: { open: view.open, errors: view.errors },
    };
    try {
      sessionStorage.setItem(kept, JSON.stringify(place));
      history.scrollRestoration = "manual";
    } catch {
      // Without a store the browser keeps what it can by itself.
    }
  };

  const goTo = (place) => {
    const mark = place.mark && document.getElementById(place.mark);
    const y = mark ? scrollY + mark.getBoundingClientRect().top - place.top : place.y;
    // At the top a reader stays at the top, whatever grows there.
    scrollTo({ left: place.x, top: place.y === 0 ? 0 : y, behavior: "instant" });
  };

  const restore = () => {
    let place;
    try {
      place = JSON.parse(sessionStorage.getItem(kept));
      sessionStorage.removeItem(kept);
    } catch {
      return undefined;
    }
    if (!place) {
      return undefined;
    }
    const now = details();
    place.open.forEach(([id, open], index) => {
      const element = id ? document.getElementById(id) : now[index];
      if (element instanceof HTMLDetailsElement) {
        element.open = open;
      }
    });
    goTo(place);
    if (place.focus) {
      document.getElementById(place.focus)?.focus({ preventScroll: true });
    }
    const [x, y] = [scrollX, scrollY];
    addEventListener("load", () => {
      // Pictures have their heights now; whoever has scrolled meanwhile knows better.
      if (scrollX === x && scrollY === y) {
        goTo(place);
      }
      history.scrollRestoration = "auto";
    });
    return place;
  };

  const before = restore();

  // --- following ------------------------------------------------------------------------------------------------

  let leaving = false;

  const reload = (version) => {
    if (leaving) {
      return;
    }
    leaving = true;
    // A page that is changed again as soon as it was made must not keep the browser busy.
    const again = before?.made === version && before.path === location.pathname;
    setTimeout(() => {
      keep();
      location.reload();
    }, again ? 2000 : 0);
  };

  const move = (to) => {
    if (!leaving) {
      leaving = true;
      keep();
      location.replace(to + location.hash);
    }
  };

  // An author may write any address, also one that is none.
  const path = (address) => {
    if (!URL.canParse(address, document.baseURI)) {
      return undefined;
    }
    const url = new URL(address, document.baseURI);
    return url.origin === location.origin ? url.pathname : undefined;
  };

  const fresh = (address, version) => {
    const url = new URL(address, document.baseURI);
    url.searchParams.set("columnist", version);
    return url.href;
  };

  // Puts a new link in the place of one, and takes the old away when the new one has come, so that nothing flashes.
  const swap = (link, address, version) => {
    const next = link.cloneNode();
    next.href = fresh(address, version);
    const old = [...document.querySelectorAll("link[rel~=stylesheet]")].filter(
      (other) => path(other.href) === path(link.href),
    );
    const done = () => old.forEach((other) => other.remove());
    next.addEventListener("load", done);
    next.addEventListener("error", done);
    old.at(-1).after(next);
  };

  const refresh = (assets, version) => {
    // A style sheet has another address when it changes.
    const changed = new Map(assets.map(({ from, to }) => [from, to]));
    const isChanged = (address) => changed.has(path(address));
    const links = new Map(
      [...document.querySelectorAll("link[rel~=stylesheet]")].map((link) => [path(link.href), link]),
    );
    const known = new Set(links.keys());
    let all = false;
    for (const image of document.querySelectorAll("img, source, input[type=image], video, audio")) {
      for (const name of ["src", "poster"]) {
        const address = image.getAttribute(name);
        if (address && isChanged(address)) {
          known.add(path(address));
          image.setAttribute(name, fresh(address, version));
        }
      }
      const set = image.getAttribute("srcset");
      if (set) {
        const parts = set.split(/,\s+/).map((part) => part.trim().split(/\s+/));
        if (parts.some(([address]) => isChanged(address))) {
          parts.forEach(([address]) => known.add(path(address)));
          image.srcset = parts
            .map(([address, ...size]) => [isChanged(address) ? fresh(address, version) : address, ...size].join(" "))
            .join(", ");
        }
      }
    }
    for (const resource of performance.getEntriesByType("resource")) {
      const loaded = path(resource.name);
      if (changed.has(loaded) && !known.has(loaded)) {
        // A sheet or a picture that only a sheet names comes with the sheets; a script has run already.
        if (["css", "img", "link"].includes(resource.initiatorType)) {
          all = true;
        } else {
          reload(`${state.get("run")}-${version}`);
        }
      }
    }
    for (const [address, link] of links) {
      if (address && (all || changed.has(address))) {
        swap(link, changed.get(address) ?? link.href, version);
      }
    }
  };

  let stream;
  let patience = 250;
  let silence;

  const connect = () => {
    stream?.close();
    stream = undefined;
    if (document.visibilityState === "hidden" || leaving || window !== top) {
      // A browser has few connections to one server: pages that nobody sees, or that stand in frames, leave them to the
      // others.
      return;
    }
    const query = new URLSearchParams(state);
    query.set("page", location.pathname);
    stream = new EventSource(`${location.origin}/__columnist/events?${query}`);
    stream.addEventListener("message", (event) => {
      patience = 250;
      clearTimeout(silence);
      silence = undefined;
      hear(JSON.parse(event.data));
    });
    stream.addEventListener("error", () => {
      silence ??= setTimeout(() => show({ away: true }), 3000);
      // The browser would wait longer each time, and gives up on some answers.
      stream?.close();
      stream = undefined;
      setTimeout(connect, patience);
      patience = Math.min(patience * 2, 5000);
    });
  };

  const hear = (message) => {
    const version = `${message.run}-${message.version}`;
    if (message.page === "moved") {
      move(message.to);
    } else if (message.page === "changed") {
      reload(version);
    } else {
      refresh(message.assets, message.version);
    }
    state.set("run", message.run);
    state.set("version", message.version);
    // A page that is about to go has nothing more to say.
    if (!leaving) {
      const { diagnostics, problem, more } = message;
      const isTold = problem && diagnostics.some((other) => JSON.stringify(other) === JSON.stringify(problem));
      show({ away: false, diagnostics: problem && !isTold ? [problem, ...diagnostics] : diagnostics, more });
    }
  };

  document.addEventListener("visibilitychange", connect);
  addEventListener("online", connect);
  addEventListener("pageshow", (event) => event.persisted && connect());
  addEventListener("pagehide", () => stream?.close());

  // --- what is wrong ----------------------------------------------------------------------------------------------

  const style = `
    :host { all: initial; display: block; }
    * { box-sizing: border-box; }
    .panel, .badge {
      --paper: #fffdf8; --ink: #26221c; --faint: #6b6255; --rule: #d9d1c3; --code: #f4efe4;
      --error: #a3301f; --error-paper: #fbe3dc; --warning: #7a5200; --warning-paper: #faedc8; --focus: #1d5fa8;
      color-scheme: light dark; color: var(--ink); background: var(--paper); direction: ltr; text-align: left;
      font: 15px/1.5 system-ui, -apple-system, "Segoe UI", sans-serif; position: fixed; z-index: 2147483647;
    }
    @media (prefers-color-scheme: dark) {
      .panel, .badge {
        --paper: #1f1d1a; --ink: #ece6da; --faint: #a89f90; --rule: #453f36; --code: #2a2723;
        --error: #ff9d8a; --error-paper: #4a211a; --warning: #f0c766; --warning-paper: #43350f; --focus: #7db8f5;
      }
    }
    .panel {
      inset: auto 0 0 0; max-height: 55vh; overflow: auto; overscroll-behavior: contain;
      border-top: 3px solid var(--error); box-shadow: 0 -6px 28px rgb(0 0 0 / 22%);
    }
    .panel.mild { border-top-color: var(--warning); }
    .inner { max-width: 60rem; margin: 0 auto; padding: 0 20px 20px; }
    .head {
      position: sticky; top: 0; display: flex; gap: 16px; align-items: center; justify-content: space-between;
      padding: 12px 0 10px; background: var(--paper); border-bottom: 1px solid var(--rule);
    }
    h2 { font-size: 16px; font-weight: 650; margin: 0; }
    h2 span { font-weight: 400; color: var(--faint); }
    button { font: inherit; color: inherit; cursor: pointer; }
    .head button { background: none; border: 1px solid var(--rule); border-radius: 6px; padding: 3px 12px; }
    button:focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; }
    ol { list-style: none; margin: 0; padding: 0; }
    li { padding: 14px 0; border-bottom: 1px solid var(--rule); }
    li:last-child { border-bottom: 0; padding-bottom: 0; }
    p { margin: 0; overflow-wrap: anywhere; }
    .place { font: 13px/1.5 ui-monospace, "SF Mono", Menlo, Consolas, monospace; color: var(--faint); }
    code { font: 0.92em ui-monospace, "SF Mono", Menlo, Consolas, monospace; background: var(--code); padding: 0 3px; }
    .message { font-weight: 600; color: var(--error); }
    .warning .message { color: var(--warning); }
    pre {
      font: 13px/1.6 ui-monospace, "SF Mono", Menlo, Consolas, monospace; margin: 6px 0; padding: 6px 10px;
      background: var(--code); border-radius: 6px; white-space: pre-wrap; overflow-wrap: anywhere;
    }
    mark {
      color: inherit; background: var(--error-paper); text-decoration: underline 2px var(--error);
      text-underline-offset: 3px; border-radius: 2px;
    }
    .warning mark { background: var(--warning-paper); text-decoration-color: var(--warning); }
    mark:empty { border-left: 2px solid var(--error); margin: 0 -1px; }
    .badge {
      inset: auto 16px 16px auto; padding: 6px 14px; border: 1px solid var(--rule); border-radius: 999px;
      box-shadow: 0 2px 12px rgb(0 0 0 / 18%); max-width: calc(100vw - 32px);
    }
    .badge.error { color: var(--error); }
    .badge.warning { color: var(--warning); }
    @media (forced-colors: active) { mark { forced-color-adjust: none; color: #000; background: #ff0; } }
    @media print { .panel, .badge { display: none; } }
  `;

  const host = document.createElement("columnist-desk");
  const root = host.attachShadow({ mode: "open" });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(style);
  root.adoptedStyleSheets = [sheet];

  // Whether the panel is open, and for which errors it opened last, outlives a reload.
  const view = { away: false, diagnostics: [], more: 0, open: false, errors: "[]", ...before?.panel };

  // An element with texts and elements in it; what readers wrote is never taken for HTML.
  const make = (name, attributes, ...children) => {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) {
      element.setAttribute(key, value);
    }
    element.append(...children);
    return element;
  };

  const count = (number, what) => `${number} ${what}${number === 1 ? "" : "s"}`;

  // The source line with what is meant marked; of a long line, the part around it.
  const line = ({ text, from, to }) => {
    const [first, last] = [Math.max(0, from - 80), Math.max(to + 80, from + 160)];
    const before = (first > 0 ? "…" : "") + text.slice(first, from);
    const after = text.slice(to, last) + (last < text.length ? "…" : "");
    return make("pre", {}, before, make("mark", {}, text.slice(from, to)), after);
  };

  // A sentence, with what stands between backticks set as code.
  const sentence = (text) => text.split("`").map((part, index) => (index % 2 ? make("code", {}, part) : part));

  const item = (problem) =>
    make(
      "li",
      { class: problem.severity },
      make("p", { class: "place" }, `${problem.file}:${problem.line}:${problem.column}`),
      make("p", { class: "message" }, ...sentence(problem.message)),
      ...(problem.text ? [line(problem)] : []),
      make("p", { class: "help" }, ...sentence(problem.help)),
    );

  const show = (change) => {
    Object.assign(view, change);
    const errors = view.diagnostics.filter((problem) => problem.severity === "error");
    const warnings = view.diagnostics.filter((problem) => problem.severity !== "error");
    const known = JSON.stringify(errors);
    if (change.diagnostics && known !== view.errors) {
      // Errors open the panel by themselves, once; when they are gone it goes.
      view.open = errors.length > 0;
      view.errors = known;
    }
    view.open &&= view.diagnostics.length > 0;
    draw(errors, warnings);
  };

  const draw = (errors, warnings) => {
    const focused = root.activeElement?.className;
    const scrolled = root.querySelector(".panel")?.scrollTop;
    const counts = [
      ...(errors.length ? [count(errors.length, "error")] : []),
      ...(warnings.length ? [count(warnings.length, "warning")] : []),
    ].join(", ");
    const parts = [];
    if (view.open) {
      const close = make("button", { type: "button", class: "hide" }, "Hide");
      close.addEventListener("click", () => show({ open: false }));
      const isOld = errors.length && state.get("status") !== "500";
      const note = isOld ? make("span", {}, " · the page shows your last version that had no errors") : "";
      const heading = make("h2", { "aria-live": "polite" }, counts, note);
      const more = view.more ? [make("li", {}, `… and ${view.more} more, which the terminal has.`)] : [];
      const list = make("ol", {}, ...[...errors, ...warnings].map(item), ...more);
      const head = make("div", { class: "head" }, heading, close);
      const inner = make("div", { class: "inner" }, head, list);
      const name = errors.length ? "panel" : "panel mild";
      parts.push(make("div", { class: name, role: "region", "aria-label": "What is wrong", tabindex: "-1" }, inner));
    } else if (counts) {
      const severity = errors.length ? "error" : "warning";
      const badge = make("button", { type: "button", class: `badge ${severity}`, "aria-expanded": "false" }, counts);
      badge.addEventListener("click", () => show({ open: true }));
      parts.push(badge);
    } else if (view.away) {
      parts.push(make("div", { class: "badge", role: "status" }, "columnist is not running"));
    }
    root.replaceChildren(...parts);
    if (parts.length) {
      document.documentElement.append(host);
    } else {
      host.remove();
    }
    const panel = root.querySelector(".panel");
    // The end of the page can be scrolled out from under the panel.
    host.style.height = panel ? `${panel.offsetHeight}px` : "0";
    if (panel && scrolled) {
      panel.scrollTop = scrolled;
    }
    if (focused) {
      root.querySelector("button")?.focus();
    }
  };

  addEventListener("keydown", (event) => {
    if (event.key === "Escape" && view.open) {
      show({ open: false });
    }
  });

  connect();
})();
