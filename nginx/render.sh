#!/bin/sh
# Renders nginx.conf.template to standard output, for containers and for `make up` alike. Needs sh, awk and coreutils, and for
# TLS openssl.
#
#   LISTEN           what to listen on                                   (8080)
#   WEB_ROOT         the built web app                                   (/usr/share/nginx/html)
#   RUN_FOLDER       for the pid and temporary files                     (/tmp)
#   BODY_FOLDER      where uploads are gathered, of MAX_FILE_BYTES each  (client-body in RUN_FOLDER)
#   CHAT_SERVERS     host:port of each chat instance, with blanks between; unset: those of chat-1 … chat-8 that resolve
#   USER_SERVERS     host:port of each user-service                      (user-service:8080)
#   TLS_CERTIFICATE  a PEM file with its chain, or self-signed; unset:   no TLS
#   TLS_KEY          its key, a PEM file without a password
#   HSTS_SECONDS     how long browsers shall ask with TLS only           (0: they are not told)
#   REDIRECT_LISTEN  what else to listen on, to send to TLS              (nothing)
#   HTTPS_PORT       the port that is named in doing so                  (443)
#   ACME_FOLDER      whose .well-known/acme-challenge is served there    (none)
#   TRUSTED_PROXIES  networks whose X-Forwarded-For, -Proto are believed (127.0.0.0/8)
#   MAX_FILE_BYTES   of a file that is sent, as the services have it     (26214400)
#   RATE_LIMITS      off lifts the limits of each address and caller     (on)
#   ALLOWED_ORIGINS  whose pages may read our refusals, commas between; *: any
#   STATUS_LISTEN    where Nginx says how many connections it has, to whoever asks: an inside port (nowhere)
#   ACCESS_LOG       a file, or off                                      (/dev/stdout)
#   WORKERS          Nginx' worker processes                             (auto)
set -eu

find_chat_servers() {
  for number in 1 2 3 4 5 6 7 8; do
    if getent hosts "chat-$number" >/dev/null; then printf '%s ' "chat-$number:8080"; fi
  done
}

# All of them are named before it ends.
problems=0
problem() {
  echo "$1" >&2
  problems=$((problems + 1))
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
BODY_FOLDER=${BODY_FOLDER:-$RUN_FOLDER/client-body}
MAX_FILE_BYTES=${MAX_FILE_BYTES:-26214400}
CHAT_SERVERS=${CHAT_SERVERS:-$(find_chat_servers)}
USER_SERVERS=${USER_SERVERS:-user-service:8080}
TRUSTED_PROXIES=${TRUSTED_PROXIES:-127.0.0.0/8}
ACCESS_LOG=${ACCESS_LOG:-/dev/stdout}
if [ "$ACCESS_LOG" != off ]; then ACCESS_LOG="$ACCESS_LOG access"; fi
WORKERS=${WORKERS:-auto}

case ${RATE_LIMITS:-on} in
  on) LIMIT_KEY='$client_network' CALLER_KEY='$caller' ;;
  off) LIMIT_KEY='""' CALLER_KEY='""' ;;
  *) problem "RATE_LIMITS must be on or off, not \"$RATE_LIMITS\"" ;;
esac
case $MAX_FILE_BYTES in
  *[!0-9]* | 0* | ???????????*) is_size=no ;;
  *) if [ "$MAX_FILE_BYTES" -ge 1024 ] && [ "$MAX_FILE_BYTES" -le 5368709120 ]; then is_size=yes; else is_size=no; fi ;;
esac
if [ $is_size = no ]; then
  problem "MAX_FILE_BYTES must be a whole number from 1024 to 5368709120, not \"$MAX_FILE_BYTES\""
  MAX_FILE_BYTES=1024
fi
# As the services round it.
MAX_FILE_SIZE=$(awk -v bytes="$MAX_FILE_BYTES" 'BEGIN { print int(bytes / 1024 / 1024 * 100) / 100 }')
MAX_UPLOAD_BYTES=$((MAX_FILE_BYTES + 1024 * 1024))
if [ -z "$CHAT_SERVERS" ]; then problem 'CHAT_SERVERS is empty and no host chat-1 … chat-8 resolves'; fi

# A path stands in the configuration as it is.
is_plain_path() { # is_plain_path NAME PATH
  case $2 in
    *[!A-Za-z0-9_./@+,=:-]*) problem "$1 must be a path of letters, digits and ._/@+,=:- only, not \"$2\"" ;;
    /*) return 0 ;;
    *) problem "$1 must be an absolute path, not \"$2\"" ;;
  esac
  return 1
}

is_pem() { # is_pem NAME PATH WHAT COMMAND…
  name=$1 path=$2 what=$3
  shift 3
  is_plain_path "$name" "$path" || return 1
  if ! [ -r "$path" ]; then
    problem "$name: $path is not there, or $(id -un) may not read it"
  elif command -v openssl >/dev/null && ! "$@" -in "$path" >/dev/null 2>&1; then
    problem "$name: $path is no $what in PEM"
  else
    return 0
  fi
  return 1
}

TLS_CERTIFICATE=${TLS_CERTIFICATE:-}
TLS_KEY=${TLS_KEY:-}
HSTS_SECONDS=${HSTS_SECONDS:-0}
REDIRECT_LISTEN=${REDIRECT_LISTEN:-}
ACME_FOLDER=${ACME_FOLDER:-}
case $HSTS_SECONDS in
  *[!0-9]*)
    problem "HSTS_SECONDS must be a whole number, not \"$HSTS_SECONDS\""
    HSTS_SECONDS=0
    ;;
esac

IS_TLS=0 TLS_LISTEN='' TLS_LINES='' TLS_SERVER_LINES='' HSTS='' REDIRECT_PORT=none HTTPS_SUFFIX=''
if [ -z "$TLS_CERTIFICATE" ]; then
  if [ -n "$TLS_KEY$REDIRECT_LISTEN" ] || [ "$HSTS_SECONDS" -gt 0 ]; then
    problem 'TLS_KEY, HSTS_SECONDS and a port that is sent to TLS need TLS_CERTIFICATE'
  fi
else
  if [ "$TLS_CERTIFICATE" = self-signed ]; then
    # A browser that was told so would let nobody past its warning.
    if [ "$HSTS_SECONDS" -gt 0 ]; then problem 'HSTS_SECONDS needs a certificate that browsers trust, not self-signed'; fi
    TLS_CERTIFICATE=$RUN_FOLDER/self-signed.pem TLS_KEY=$RUN_FOLDER/self-signed-key.pem
    "$(dirname "$0")/self-signed.sh" "$TLS_CERTIFICATE" "$TLS_KEY"
  fi
  has_key=yes
  is_pem TLS_KEY "$TLS_KEY" 'key without a password' openssl pkey -noout -passin pass: || has_key=no
  if is_pem TLS_CERTIFICATE "$TLS_CERTIFICATE" certificate openssl x509 -noout && [ $has_key = yes ] && command -v openssl >/dev/null; then
    if [ "$(openssl x509 -noout -pubkey -in "$TLS_CERTIFICATE")" != "$(openssl pkey -pubout -passin pass: -in "$TLS_KEY")" ]; then
      problem "TLS_KEY: $TLS_KEY is not the key of $TLS_CERTIFICATE"
    fi
  fi
  IS_TLS=1 TLS_LISTEN=' ssl'
  if [ "$HSTS_SECONDS" -gt 0 ]; then HSTS="max-age=$HSTS_SECONDS"; fi
  # By a variable: Nginx then reads the files at each handshake, so that a renewed one counts without a reload, which would
  # end every socket.
  TLS_LINES="
  map \$ssl_server_name \$tls_certificate { default $TLS_CERTIFICATE; }
  map \$ssl_server_name \$tls_key { default $TLS_KEY; }
  ssl_certificate \$tls_certificate;
  ssl_certificate_key \$tls_key;
  ssl_protocols TLSv1.2 TLSv1.3;
  # Those of Mozilla's intermediate profile.
  ssl_ciphers ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-RSA-AES128-GCM-SHA256:ECDHE-ECDSA-AES256-GCM-SHA384:ECDHE-RSA-AES256-GCM-SHA384:ECDHE-ECDSA-CHACHA20-POLY1305:ECDHE-RSA-CHACHA20-POLY1305;
  ssl_prefer_server_ciphers off;
  ssl_session_cache shared:tls:10m;
  ssl_session_timeout 1d;
  ssl_session_tickets off;"
  if [ -n "$REDIRECT_LISTEN" ]; then
    REDIRECT_PORT=${REDIRECT_LISTEN##*:}
    HTTPS_PORT=${HTTPS_PORT:-443}
    # Compose may name an address before it.
    HTTPS_PORT=${HTTPS_PORT##*:}
    case $HTTPS_PORT in
      443) ;;
      *[!0-9]*) problem "HTTPS_PORT must be a port, not \"$HTTPS_PORT\"" ;;
      *) HTTPS_SUFFIX=":$HTTPS_PORT" ;;
    esac
    TLS_SERVER_LINES="
    listen $REDIRECT_LISTEN default_server reuseport;"
  fi
fi
if [ -n "$ACME_FOLDER" ] && is_plain_path ACME_FOLDER "$ACME_FOLDER"; then
  TLS_SERVER_LINES="$TLS_SERVER_LINES
    location ^~ /.well-known/acme-challenge/ {
      root $ACME_FOLDER;
      types {}
      default_type text/plain;
      try_files \$uri =404;
    }"
fi

STATUS_LINES=
if [ -n "${STATUS_LISTEN:-}" ]; then
  STATUS_LINES="
  # Inside only: for the exporter of Nginx' metrics.
  server {
    listen $STATUS_LISTEN;
    access_log off;
    location = /stub_status {
      stub_status;
    }
    location / {
      return 404;
    }
  }"
fi

# As the services take them; what is none of these would be a part of the configuration.
ALLOWED_ORIGIN_LINES=
line=
for origin in $(echo "${ALLOWED_ORIGINS:-}" | tr ',*' ' @'); do
  case $origin in
    @) line='    "~." $http_origin;' ;;
    *[!A-Za-z0-9.:/\[\]_-]*) problem "ALLOWED_ORIGINS must be origins such as https://chat.example.org, not \"$origin\"" ;;
    *) line="    \"$origin\" \$http_origin;" ;;
  esac
  ALLOWED_ORIGIN_LINES="$ALLOWED_ORIGIN_LINES$line
"
done

if [ $problems -gt 0 ]; then exit 1; fi

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

export STATUS_LINES IS_TLS TLS_LISTEN TLS_LINES TLS_SERVER_LINES HSTS REDIRECT_PORT HTTPS_SUFFIX
export LISTEN WEB_ROOT RUN_FOLDER BODY_FOLDER MAX_FILE_SIZE MAX_UPLOAD_BYTES ACCESS_LOG WORKERS LIMIT_KEY CALLER_KEY MAX_OPEN_FILES WORKER_CONNECTIONS
export ALLOWED_ORIGIN_LINES CHAT_SERVER_LINES USER_SERVER_LINES TRUSTED_PROXY_LINES TRUSTED_PROXY_GEO

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
