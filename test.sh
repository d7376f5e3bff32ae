#!/usr/bin/env bash
# Runs every test and closes with "N passed, N failed, N skipped". Arguments go to the test program of the server: ./test.sh --filter-class '*SulkingRules*'
#   --engine orleans   the same on Microsoft Orleans: contracts, grains, and clusters of real processes that are killed. More arguments for the
#                      build (another feed, say) come from ORLEANS_BUILD_ARGS.
# Installs PostgreSQL's server programs, Node, speech engines and Chromium (for Orleans: Redis, nginx) when they are missing and apt is there; with
# CI=true whatever would be skipped fails.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
command -v dotnet >/dev/null || { echo "The .NET 10 SDK is needed: https://dotnet.microsoft.com/download" >&2; exit 1; }

engine=embedded
if [ "${1:-}" = --engine ]; then
  engine=${2:-}
  shift 2
fi
case $engine in embedded | orleans) ;; *) echo "--engine embedded, or --engine orleans" >&2; exit 2 ;; esac

have_postgres() {
  local initdb
  for initdb in /usr/lib/postgresql/*/bin/initdb /usr/local/pgsql/bin/initdb /opt/homebrew/opt/postgresql*/bin/initdb; do [ -x "$initdb" ] && return; done
  return 1
}
install_postgres() {
  local sudo=""
  [ "$(id -u)" = 0 ] || sudo=sudo
  # The tests start a private server of their own; none must begin to run system-wide.
  $sudo mkdir -p /etc/postgresql-common && echo "create_main_cluster = false" | $sudo tee /etc/postgresql-common/createcluster.conf >/dev/null
  $sudo apt-get update -qq && DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -qq --no-install-recommends postgresql >/dev/null
}
if ! have_postgres && command -v apt-get >/dev/null; then
  echo "Installing PostgreSQL for the tests"
  install_postgres || echo "PostgreSQL could not be installed" >&2
fi
install_packages() {
  local sudo=""
  [ "$(id -u)" = 0 ] || sudo=sudo
  echo "Installing $* for the tests"
  $sudo apt-get update -qq
  # One by one: a name that this system does not know must not keep the others out.
  for package in "$@"; do DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -qq --no-install-recommends "$package" >/dev/null || echo "$package could not be installed" >&2; done
}
have_library() { PATH=$PATH:/sbin:/usr/sbin ldconfig -p | grep -q "$1"; }
missing=()
command -v npm >/dev/null || missing+=(nodejs npm)
if [ $engine = embedded ]; then
  have_library libespeak-ng.so.1 || missing+=(espeak-ng libespeak-ng1)
  command -v flite >/dev/null || missing+=(flite)
  have_library libmp3lame.so.0 || missing+=(libmp3lame0)
  have_library libopusenc.so.0 || missing+=(libopusenc0)
  command -v chromium >/dev/null || command -v google-chrome >/dev/null || missing+=(chromium fonts-noto-cjk)
else
  command -v redis-server >/dev/null || missing+=(redis-server)
  command -v nginx >/dev/null || [ -x /usr/sbin/nginx ] || missing+=(nginx-light)
  command -v curl >/dev/null || missing+=(curl)
fi
if [ ${#missing[@]} -gt 0 ] && command -v apt-get >/dev/null; then install_packages "${missing[@]}"; fi
[ "${CI:-}" = true ] && export ACTORS_REQUIRE_ALL=1

if [ $engine = orleans ]; then
  # shellcheck disable=SC2086
  dotnet restore -v quiet -p:Engine=orleans ${ORLEANS_BUILD_ARGS:-} || { echo "The packages of Microsoft Orleans cannot be restored from here: its tests cannot run." >&2; exit 1; }
  # shellcheck disable=SC2086
  dotnet build -nologo -v quiet -warnaserror -p:Engine=orleans ${ORLEANS_BUILD_ARGS:-} || exit 1
  # What moves into a cluster comes from the other engine.
  dotnet build frontend-host -nologo -v quiet -warnaserror || exit 1
else
  dotnet build -nologo -v quiet -warnaserror || exit 1
fi
log=$(mktemp)
trap 'rm -f "$log"' EXIT
code=0
run() {
  dotnet "artifacts/$engine/bin/$1/debug/$1.dll" --no-progress "${@:2}" 2>&1 | tee -a "$log"
  local ended=${PIPESTATUS[0]}
  # 8: no test ran, which is so where all of them are skipped.
  [ "$ended" = 0 ] || [ "$ended" = 8 ] || code=$ended
}
run Actors.Tests "$@"
# A filter is meant for the tests of the server; the page is the same on both engines.
[ $# -gt 0 ] || [ $engine = orleans ] || run Actors.Browser
count() { sed -nE "s/^ *$1: ([0-9]+)$/\1/p" "$log" | awk '{ sum += $1 } END { print sum + 0 }'; }
passed=$(count succeeded) failed=$(count failed) skipped=$(count skipped)
[ "$code" = 0 ] && [ "${passed:-0}" = 0 ] && { echo "No test ran" >&2; code=8; }
echo
echo "${passed:-0} passed, ${failed:-0} failed, ${skipped:-0} skipped"
exit "$code"
