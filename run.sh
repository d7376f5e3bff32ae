#!/usr/bin/env bash
# Builds the server and runs it until Ctrl-C. Arguments go to the server: ./run.sh --urls http://127.0.0.1:8123 --Data:Directory=/some/dir
set -euo pipefail
from=$PWD
cd "$(dirname "${BASH_SOURCE[0]}")"
command -v dotnet >/dev/null || { echo "The .NET 10 SDK is needed: https://dotnet.microsoft.com/download" >&2; exit 1; }
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
exec dotnet "$root/$bin/Actors.FrontendHost.dll" --contentRoot "$root/frontend-host" "$@"
