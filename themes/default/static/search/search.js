// The page of the search. It reads what is asked for from its address and writes it there, so that a search can be linked
// and the browser's buttons work. pagefind is loaded when there is something to search for, and not before. All words
// are in the page; what the index says reaches it as text only.

const FILTERS = ["author", "verdict", "tag", "year"];
const PER_PAGE = 10;
const PAUSE = 250; // milliseconds without a key until a search begins

const form = document.getElementById("search");
const field = form.elements.q;
const filters = document.getElementById("search-filters");
const status = document.getElementById("search-status");
const list = document.getElementById("search-list");
const more = document.getElementById("search-more");
const numbers = new Intl.NumberFormat(document.documentElement.lang || undefined);

let engine; // a promise of pagefind and the values of its filters
let turn = 0; // the newest search; what an older one finds is not shown any more
let rest = []; // results that are not shown yet
let timer;

function load() {
  engine ??= import(new URL(form.dataset.engine, location.href))
    // A worker would need a policy of its own that lets it run WebAssembly.
    .then(async ({ createInstance }) => {
      const pagefind = createInstance({ noWorker: true, baseUrl: "/", excerptLength: 40, excerptEllipsis: "…" });
      await pagefind.init();
      return { pagefind, values: await pagefind.filters() };
    })
    .catch((error) => {
      engine = undefined; // so that the next search tries again
      throw error;
    });
  return engine;
}

/** What is asked for, by the fields of the form. */
function asked() {
  const chosen = {};
  for (const name of FILTERS) {
    if (form.elements[name].value) chosen[name] = form.elements[name].value;
  }
  return { text: field.value.trim(), chosen };
}

function address() {
  const { text, chosen } = asked();
  const url = new URL(location.href);
  url.search = new URLSearchParams({ ...(text && { q: text }), ...chosen });
  return url;
}

/** Sets the fields of the form to what the address asks for. */
function readAddress() {
  const query = new URLSearchParams(location.search);
  field.value = query.get("q") ?? "";
  for (const name of FILTERS) {
    const value = query.get(name) ?? "";
    const select = form.elements[name];
    // The choices come with the index; until then the one that is asked for is enough.
    if (value && ![...select.options].some((option) => option.value === value)) select.add(new Option(value, value));
    select.value = value;
  }
}

async function search() {
  clearTimeout(timer);
  const own = ++turn;
  const { text, chosen } = asked();
  if (!text && Object.keys(chosen).length === 0) {
    say("");
    show([]);
    filters.hidden = true;
    return;
  }
  // Before what stands below them is there: nothing may move under a reader's eyes.
  filters.hidden = false;
  const slow = setTimeout(() => own === turn && say(status.dataset.loading), 400);
  try {
    const { pagefind, values } = await load();
    const find = (narrowed) => pagefind.search(text || null, { filters: narrowed });
    const found = await find(chosen);
    // What a filter could be set to is counted with all others as they are.
    const counts = {};
    for (const name of FILTERS) {
      const { [name]: own, ...others } = chosen;
      counts[name] = ((own ? await find(others) : found).filters ?? {})[name] ?? {};
    }
    if (own !== turn) return;
    clearTimeout(slow);
    offer(values, counts);
    const count = found.results.length;
    const { none, one, many } = status.dataset;
    say(count === 0 ? none : count === 1 ? one : many.replace("{n}", numbers.format(count)));
    await show(found.results, own);
  } catch (error) {
    clearTimeout(slow);
    if (own !== turn) return;
    show([]);
    say(status.dataset.failed);
  }
}

function say(text) {
  if (status.textContent !== text) status.textContent = text;
}

/** Puts the values of the filters, and how many columns each would leave, into their fields. */
function offer(values, counts) {
  for (const name of FILTERS) {
    const select = form.elements[name];
    const chosen = select.value;
    // A tag may have the name of something that every object has.
    const count = (value) => (Object.hasOwn(counts[name], value) ? counts[name][value] : 0);
    const known = Object.keys(values[name] ?? {}).filter((value) => count(value) || value === chosen);
    const compare = new Intl.Collator(document.documentElement.lang || undefined, { numeric: true }).compare;
    known.sort(name === "year" ? (a, b) => compare(b, a) : compare);
    const options = known.map((value) => new Option(`${value} (${numbers.format(count(value))})`, value));
    select.replaceChildren(select.options[0], ...options);
    select.value = chosen;
    select.disabled = options.length === 0;
  }
}

async function show(results, own = turn) {
  const first = await Promise.all(results.slice(0, PER_PAGE).map((result) => result.data()));
  if (own !== turn) return;
  rest = results.slice(PER_PAGE);
  list.replaceChildren(...first.map(entry));
  more.hidden = rest.length === 0;
}

async function showMore() {
  const own = turn;
  const next = await Promise.all(rest.slice(0, PER_PAGE).map((result) => result.data()));
  if (own !== turn) return;
  rest = rest.slice(PER_PAGE);
  const entries = next.map(entry);
  list.append(...entries);
  more.hidden = rest.length === 0;
  entries[0]?.querySelector("a").focus();
}

const copy = (id) => document.getElementById(id).content.cloneNode(true);

function entry(found) {
  const result = copy("search-result");
  const { title, date, iso, verdicts } = found.meta;
  Object.assign(result.querySelector("time"), { textContent: date, dateTime: iso });
  Object.assign(result.querySelector("a"), { textContent: title, href: found.url });
  const says = result.querySelector("[data-says]");
  says.append(...(verdicts ? verdicts.split("\n") : []).map(voice));
  if (!says.children.length) says.remove();
  result.querySelector("[data-excerpt]").append(...excerpt(found.excerpt));
  return result;
}

function voice(line) {
  const [colour, letters, stance, name, label] = line.split("\t");
  const result = copy("search-voice");
  const item = result.querySelector("li");
  item.classList.add(`voice-${colour}`);
  for (const [part, text] of [["[data-letters]", letters], ["[data-name]", name]]) {
    const element = item.querySelector(part);
    if (element) element.textContent = text;
  }
  if (label) {
    const verdict = copy(`search-verdict-${stance}`);
    verdict.firstElementChild.lastElementChild.textContent = label;
    item.append(" ", verdict);
  }
  return result;
}

/** pagefind's excerpt as texts and marks: its only elements are marks, and all else in it is escaped. */
function excerpt(html) {
  const plain = (text) => text.replaceAll("&lt;", "<").replaceAll("&gt;", ">");
  return html.split(/(<mark>.*?<\/mark>)/su).map((part) => {
    const marked = part.match(/^<mark>(.*)<\/mark>$/su);
    if (!marked) return plain(part);
    const mark = document.createElement("mark");
    mark.textContent = plain(marked[1]);
    return mark;
  });
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  if (address().href !== location.href) history.pushState(null, "", address());
  search();
});
field.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(() => {
    history.replaceState(null, "", address());
    search();
  }, PAUSE);
});
filters.addEventListener("change", () => {
  history.pushState(null, "", address());
  search();
});
more.querySelector("button").addEventListener("click", showMore);
addEventListener("popstate", () => {
  readAddress();
  search();
});
readAddress();
search();
