#!/usr/bin/env bash
# Lighthouse, with its settings for a phone, on the repository's own site as it is published: an index, a column, an author,
# the verdicts and a search. Prints the four scores of each page, and what is missing from them.
#
#   npm install --prefix target/lighthouse lighthouse@12
#   bash benches/lighthouse.sh
#
# Scores depend on the machine, so no test asserts them. Needs Node, Chromium, and a built columnist (COLUMNIST=path).
set -euo pipefail
cd "$(dirname "$0")/.."

columnist=${COLUMNIST:-target/release/columnist}
lighthouse=target/lighthouse/node_modules/.bin/lighthouse
[ -x "$columnist" ] || { echo "no $columnist: run 'cargo build --release' first" >&2; exit 2; }
[ -x "$lighthouse" ] || { echo "no $lighthouse: run 'npm install --prefix target/lighthouse lighthouse@12' first" >&2; exit 2; }

work=$(mktemp -d)
trap 'kill "${server:-}" 2>/dev/null || true; rm -rf "$work"' EXIT

# A static server that compresses, as those that publish sites do; it prints its port.
cat >"$work/server.mjs" <<'JS'
import { createServer } from "node:http";
import { existsSync, readFileSync } from "node:fs";
import { extname, join } from "node:path";
import { gzipSync } from "node:zlib";

const types = {
  ".html": "text/html; charset=utf-8", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml",
  ".xml": "application/xml", ".json": "application/json", ".txt": "text/plain", ".png": "image/png",
  ".jpg": "image/jpeg", ".webp": "image/webp", ".avif": "image/avif", ".wasm": "application/wasm",
};
const server = createServer((request, response) => {
  const path = decodeURIComponent(new URL(request.url, "http://localhost").pathname);
  const file = join(process.argv[2], path.endsWith("/") ? `${path}index.html` : path);
  if (!existsSync(file)) return response.writeHead(404).end();
  const type = types[extname(file)] ?? "application/octet-stream";
  const headers = { "Content-Type": type, "Cache-Control": "max-age=31536000" };
  const isImage = type.startsWith("image/") && type !== "image/svg+xml";
  const bytes = readFileSync(file);
  response.writeHead(200, isImage ? headers : { ...headers, "Content-Encoding": "gzip" });
  response.end(isImage ? bytes : gzipSync(bytes));
});
server.listen(Number(process.argv[3]), "127.0.0.1");
JS
port=${PORT:-8765}
"$columnist" build -q -u "http://127.0.0.1:$port" -o "$work/public"
node "$work/server.mjs" "$work/public" "$port" &
server=$!
sleep 1

cat >"$work/scores.mjs" <<'JS'
import { readFileSync } from "node:fs";
const { categories, audits } = JSON.parse(readFileSync(process.argv[2]));
const scores = Object.values(categories).map(({ id, score }) => `${id} ${Math.round(score * 100)}`);
console.log(`${process.argv[3]}  ${scores.join(", ")}`);
for (const category of Object.values(categories)) {
  for (const { id, weight } of category.auditRefs) {
    const { score, title } = audits[id];
    if (weight > 0 && score !== null && score < 0.9) console.log(`    ${category.id}: ${title}`);
  }
}
JS
for page in / /posts/vouching/ /authors/leslie/ /verdicts/ '/search/?q=lunch'; do
  CHROME_PATH=${CHROME_PATH:-$(command -v chromium || command -v google-chrome)} "$lighthouse" \
    "http://127.0.0.1:$port$page" --quiet --output=json --output-path="$work/report.json" \
    --chrome-flags="--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync"
  node "$work/scores.mjs" "$work/report.json" "$page"
done
