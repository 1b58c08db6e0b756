#!/bin/sh
# Renders nginx.conf.template to standard output, for containers and for `make up` alike. Needs sh and awk, no more.
#
#   LISTEN           what to listen on                                   (8080)
#   WEB_ROOT         the built web app                                   (/usr/share/nginx/html)
#   RUN_FOLDER       for the pid and temporary files                     (/tmp)
#   CHAT_SERVERS     host:port of each chat instance, with blanks between; unset: those of chat-1 … chat-8 that resolve
#   USER_SERVERS     host:port of each user-service                      (user-service:8080)
#   TRUSTED_PROXIES  networks whose X-Forwarded-For, -Proto are believed (127.0.0.0/8)
#   RATE_LIMITS      off lifts the limits of each address and caller     (on)
#   ACCESS_LOG       a file, or off                                      (/dev/stdout)
#   WORKERS          Nginx' worker processes                             (auto)
set -eu

find_chat_servers() {
  for number in 1 2 3 4 5 6 7 8; do
    if getent hosts "chat-$number" >/dev/null; then printf '%s ' "chat-$number:8080"; fi
  done
}

each() { # each FORMAT WORD…
  format=$1
  shift
  # shellcheck disable=SC2059
  if [ $# -gt 0 ]; then printf "$format\n" "$@"; fi
}

LISTEN=${LISTEN:-8080}
WEB_ROOT=${WEB_ROOT:-/usr/share/nginx/html}
RUN_FOLDER=${RUN_FOLDER:-/tmp}
CHAT_SERVERS=${CHAT_SERVERS:-$(find_chat_servers)}
USER_SERVERS=${USER_SERVERS:-user-service:8080}
TRUSTED_PROXIES=${TRUSTED_PROXIES:-127.0.0.0/8}
ACCESS_LOG=${ACCESS_LOG:-/dev/stdout}
if [ "$ACCESS_LOG" != off ]; then ACCESS_LOG="$ACCESS_LOG access"; fi
WORKERS=${WORKERS:-auto}

case ${RATE_LIMITS:-on} in
  on) LIMIT_KEY='$client_network' CALLER_KEY='$caller' ;;
  off) LIMIT_KEY='""' CALLER_KEY='""' ;;
  *) echo "RATE_LIMITS must be on or off, not \"$RATE_LIMITS\"" >&2; exit 1 ;;
esac
if [ -z "$CHAT_SERVERS" ]; then echo 'CHAT_SERVERS is empty and no host chat-1 … chat-8 resolves' >&2; exit 1; fi

# Not above what the machine allows: a worker without root's rights cannot raise it.
MAX_OPEN_FILES=$(ulimit -H -n)
if [ "$MAX_OPEN_FILES" = unlimited ] || [ "$MAX_OPEN_FILES" -gt 65536 ]; then MAX_OPEN_FILES=65536; fi
WORKER_CONNECTIONS=$((MAX_OPEN_FILES / 2))

# Word splitting is meant: they are lists.
# shellcheck disable=SC2086
{
  CHAT_SERVER_LINES=$(each '    server %s max_fails=0;' $CHAT_SERVERS)
  USER_SERVER_LINES=$(each '    server %s max_fails=0;' $USER_SERVERS)
  TRUSTED_PROXY_LINES=$(each '  set_real_ip_from %s;' $TRUSTED_PROXIES)
  TRUSTED_PROXY_GEO=$(each '    %s 1;' $TRUSTED_PROXIES)
}

export LISTEN WEB_ROOT RUN_FOLDER ACCESS_LOG WORKERS LIMIT_KEY CALLER_KEY MAX_OPEN_FILES WORKER_CONNECTIONS
export CHAT_SERVER_LINES USER_SERVER_LINES TRUSTED_PROXY_LINES TRUSTED_PROXY_GEO

awk '
  {
    line = $0
    while (match(line, /\$\{[A-Z_]+\}/)) {
      name = substr(line, RSTART + 2, RLENGTH - 3)
      if (!(name in ENVIRON)) { print "nothing to fill in for " name > "/dev/stderr"; exit 1 }
      printf "%s%s", substr(line, 1, RSTART - 1), ENVIRON[name]
      line = substr(line, RSTART + RLENGTH)
    }
    print line
  }
' "$(dirname "$0")/nginx.conf.template"
