#!/usr/bin/env bash
# A cluster on this machine, as plain processes: the topology of docker-compose.yml without Docker.
#   silo/cluster.sh up --silos 3 --frontends 2 [--nginx] [--membership redis|postgres]
#   silo/cluster.sh start silo 4 | start frontend 3      one more (start nginx: what stands before them)
#   silo/cluster.sh stop silo 2 | stop frontend 1        gracefully: it finishes its turns, clients are told to come back
#   silo/cluster.sh kill silo 2 | kill frontend 1        as a crash
#   silo/cluster.sh freeze silo 2 | thaw silo 2          as a machine that hangs and comes back
#   silo/cluster.sh restart postgres | restart silo 1 | restart frontend 1
#   silo/cluster.sh roll                                 restarts every silo and every front end, one after another
#   silo/cluster.sh import data                          brings the data of an installation on the embedded engine (stop that first)
#   silo/cluster.sh admin-token                          for the page /admin/cluster of a front end
#   silo/cluster.sh status | down
# Everything lives in CLUSTER_DIR (data/cluster), ports count up from CLUSTER_PORT (20000): front end n has +n, the health of silo n +100+n,
# its silo port +200+n, its gateway +300+n, PostgreSQL +400, Redis +401, nginx +402. ConnectionStrings__Postgres or ConnectionStrings__Redis in the
# environment take the place of the servers that this script starts. More settings: Section__Name=value in the environment.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
dir=${CLUSTER_DIR:-$root/data/cluster}
port=${CLUSTER_PORT:-20000}
configuration=${CLUSTER_CONFIGURATION:-Release}
bin=$root/artifacts/orleans/bin
profile=$(echo "$configuration" | tr '[:upper:]' '[:lower:]')
die() { echo "$*" >&2; exit 1; }

pid_of() { cat "$dir/run/$1.pid" 2>/dev/null || true; }
alive() { local pid; pid=$(pid_of "$1"); [ -n "$pid" ] && kill -0 "$pid" 2>/dev/null; }
names() { ls "$dir/run" 2>/dev/null | sed -n "s/^\($1-[0-9]*\)\.pid$/\1/p" | sort -V; }

# Waits until a command succeeds: what it asks has no event to wait for.
await() {
  local what=$1 seconds=$2 end
  shift 2
  end=$((SECONDS + seconds))
  until "$@" >/dev/null 2>&1; do
    [ $SECONDS -lt $end ] || { echo "$what is not there after $seconds s" >&2; return 1; }
    sleep 0.1
  done
}

launch() {
  local name=$1
  shift
  setsid nohup "$@" >>"$dir/log/$name.log" 2>&1 </dev/null &
  echo $! >"$dir/run/$name.pid"
}

# Settings that every program of the cluster shares.
settings() {
  [ -e "$dir/settings" ] || die "No cluster in $dir: silo/cluster.sh up"
  # shellcheck disable=SC1091
  set -a && . "$dir/settings" && set +a
}

postgres_bin() {
  local initdb
  for initdb in $(ls -d /usr/lib/postgresql/*/bin/initdb /usr/local/pgsql/bin/initdb /opt/homebrew/opt/postgresql*/bin/initdb 2>/dev/null | sort -rV); do dirname "$initdb" && return; done
  die "PostgreSQL's server programs are not installed"
}
# PostgreSQL refuses to run as root.
as_postgres() { if [ "$(id -u)" = 0 ]; then setpriv --reuid=postgres --regid=postgres --init-groups -- "$@"; else "$@"; fi; }

start_postgres() {
  local pg=$dir/postgres
  pgbin=$(postgres_bin)
  if [ ! -e "$pg/PG_VERSION" ]; then
    mkdir -p "$pg"
    [ "$(id -u)" != 0 ] || chown postgres: "$pg"
    (cd / && as_postgres "$pgbin/initdb" -D "$pg" -U actors -A trust --locale=C -E UTF8 >>"$dir/log/postgres.log" 2>&1)
  fi
  (cd / && as_postgres "$pgbin/pg_ctl" -D "$pg" -w -t 60 -l "$pg/server.log" \
    -o "-p $((port + 400)) -c listen_addresses=127.0.0.1 -c unix_socket_directories='$pg' -c max_connections=300" start >>"$dir/log/postgres.log")
  "$pgbin/createdb" -h 127.0.0.1 -p $((port + 400)) -U actors actors 2>/dev/null || true
}
stop_postgres() { [ ! -e "$dir/postgres/postmaster.pid" ] || (cd / && as_postgres "$(postgres_bin)/pg_ctl" -D "$dir/postgres" -w -m fast stop >>"$dir/log/postgres.log"); }

start_redis() {
  command -v redis-server >/dev/null || die "redis-server is not installed"
  launch redis redis-server --port $((port + 401)) --bind 127.0.0.1 --dir "$dir" --appendonly yes --daemonize no
  await Redis 20 redis-cli -p $((port + 401)) ping
}

start_nginx() {
  command -v nginx >/dev/null || die "nginx is not installed"
  sed -e "s/\${FRONTENDS}/$(for name in $(names frontend); do printf 'server 127.0.0.1:%s max_fails=0; ' $((port + ${name#*-})); done)/" \
    -e "s/\${LISTEN}/127.0.0.1:$((port + 402))/" "$root/nginx/actors.conf.template" >"$dir/nginx-site.conf"
  printf 'daemon off;\npid %s/nginx.pid;\nerror_log stderr;\nevents { worker_connections 4096; }\nhttp { access_log off; include %s/nginx-site.conf; }\n' "$dir" "$dir" >"$dir/nginx.conf"
  launch nginx nginx -c "$dir/nginx.conf"
  await nginx 20 curl -fsS "http://127.0.0.1:$((port + 402))/livez"
}

start() {
  local kind=$1 n=${2:-} name=$1-${2:-}
  ! alive "$name" || die "$name runs"
  case $kind in
    silo)
      launch "$name" env Cluster__SiloPort=$((port + 200 + n)) Cluster__GatewayPort=$((port + 300 + n)) Urls="http://127.0.0.1:$((port + 100 + n))" \
        dotnet "$bin/Actors.Silo/$profile/Actors.Silo.dll" --contentRoot "$root/silo"
      await_ready "$name" $((port + 100 + n)) ;;
    frontend)
      launch "$name" env Urls="http://127.0.0.1:$((port + n))" \
        dotnet "$bin/Actors.FrontendHost/$profile/Actors.FrontendHost.dll" --contentRoot "$root/frontend-host"
      await_ready "$name" $((port + n)) ;;
    nginx) start_nginx ;;
    *) die "start what? silo, frontend or nginx" ;;
  esac
}
await_ready() {
  is_up() { ! alive "$1" || curl -fsS "http://127.0.0.1:$2/readyz"; }
  await "$1" 60 is_up "$1" "$2" && alive "$1" || { tail -20 "$dir/log/$1.log" >&2; die "$1 did not start"; }
}

gone() { ! alive "$1"; }
stop() {
  alive "$1" || return 0
  kill -TERM "$(pid_of "$1")"
  await "the end of $1" 60 gone "$1"
  rm -f "$dir/run/$1.pid"
}

up() {
  local silos=3 frontends=2 membership=redis nginx=no
  while [ $# -gt 0 ]; do
    case $1 in
      --silos) silos=$2; shift ;;
      --frontends) frontends=$2; shift ;;
      --membership) membership=$2; shift ;;
      --nginx) nginx=yes ;;
      *) die "unknown: $1" ;;
    esac
    shift
  done
  command -v curl >/dev/null || die "curl is not installed"
  mkdir -p "$dir/run" "$dir/log"
  if [ "${CLUSTER_BUILD:-yes}" = yes ]; then
    # shellcheck disable=SC2086
    dotnet build "$root/silo" -c "$configuration" -nologo -v quiet -p:Engine=orleans ${CLUSTER_BUILD_ARGS:-} && \
      dotnet build "$root/frontend-host" -c "$configuration" -nologo -v quiet -p:Engine=orleans ${CLUSTER_BUILD_ARGS:-} || die "The build failed. Are the packages of Orleans to be had?"
  fi
  [ -n "${ConnectionStrings__Postgres:-}" ] || start_postgres
  [ "$membership" != redis ] || [ -n "${ConnectionStrings__Redis:-}" ] || start_redis
  [ -e "$dir/signing.key" ] || (umask 077 && head -c 32 /dev/urandom | base64 >"$dir/signing.key")
  (umask 077 && cat >"$dir/settings" <<SETTINGS
Cluster__Membership=$membership
Cluster__AdvertisedAddress=127.0.0.1
ConnectionStrings__Postgres="${ConnectionStrings__Postgres:-Host=127.0.0.1;Port=$((port + 400));Username=actors;Database=actors;SSL Mode=Disable;GSS Encryption Mode=Disable}"
ConnectionStrings__Redis="${ConnectionStrings__Redis:-127.0.0.1:$((port + 401))}"
Auth__SigningKey="$(cat "$dir/signing.key")"
Proxy__Networks__0=127.0.0.0/8
Mail__Outbox="$dir/outbox"
Data__Directory="$dir/data"
SETTINGS
  )
  settings
  local n
  for n in $(seq "$silos"); do start silo "$n"; done
  for n in $(seq "$frontends"); do start frontend "$n"; done
  [ $nginx = no ] || start_nginx
  status
}

status() {
  local name
  for name in $(names silo) $(names frontend) $(ls "$dir/run" 2>/dev/null | sed -n 's/^\(nginx\|redis\)\.pid$/\1/p'); do
    if alive "$name"; then echo "$name $(pid_of "$name")"; else echo "$name is gone"; fi
  done
  [ -z "$(names frontend)" ] || echo "front ends: $(for name in $(names frontend); do printf 'http://127.0.0.1:%s ' $((port + ${name#*-})); done)"
  [ ! -e "$dir/run/nginx.pid" ] || echo "nginx: http://127.0.0.1:$((port + 402))"
}

roll() {
  local name
  for name in $(names silo) $(names frontend); do
    stop "$name"
    start "${name%-*}" "${name#*-}"
  done
}

down() {
  local name
  # Silos write and leave the list of members as they stop: what they need for that goes last.
  for name in nginx $(names frontend); do stop "$name" & done
  wait
  for name in $(names silo); do stop "$name" & done
  wait
  stop redis
  stop_postgres
  rm -rf "$dir/run"
}

case ${1:-} in
  up) shift; up "$@" ;;
  start) settings; start "$2" "${3:-}" ;;
  stop) stop "$2-$3" ;;
  kill) kill -KILL "$(pid_of "$2-$3")"; rm -f "$dir/run/$2-$3.pid" ;;
  freeze) kill -STOP "$(pid_of "$2-$3")" ;;
  thaw) kill -CONT "$(pid_of "$2-$3")" ;;
  restart)
    settings
    if [ "$2" = postgres ]; then stop_postgres; start_postgres; else stop "$2-$3"; start "$2" "$3"; fi ;;
  import) settings; exec dotnet "$bin/Actors.Silo/$profile/Actors.Silo.dll" import --from "$2" --contentRoot "$root/silo" ;;
  admin-token) settings; exec dotnet "$bin/Actors.FrontendHost/$profile/Actors.FrontendHost.dll" admin-token --contentRoot "$root/frontend-host" ;;
  roll) settings; roll ;;
  status) status ;;
  down) down ;;
  *) sed -n '2,17s/^# \{0,1\}//p' "${BASH_SOURCE[0]}"; exit 2 ;;
esac
