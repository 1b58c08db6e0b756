#!/bin/sh
# The container's main process: renders the configuration, runs Nginx, and renders again when the chat instances' addresses
# change (a recreated container, one more instance): Nginx itself looks names up at its start only.
set -eu
here=$(dirname "$0")
conf=/tmp/nginx.conf

addresses() {
  for number in 1 2 3 4 5 6 7 8; do getent hosts "chat-$number" || true; done
  getent hosts user-service || true
}

# Nginx reads a renewed certificate by itself, at its next handshake; whether it is one is seen here.
certificates() {
  cksum "${TLS_CERTIFICATE:-}" "${TLS_KEY:-}" 2>/dev/null || true
}

watch() {
  known=$(addresses)
  known_certificates=$(certificates)
  while sleep 3; do
    if [ "$(certificates)" != "$known_certificates" ]; then
      known_certificates=$(certificates)
      if "$here/render.sh" >/dev/null; then echo "nginx: the certificate was renewed" >&2; fi
    fi
    now=$(addresses)
    # A name that is gone for a moment (a restart) keeps its place: an instance that is away is Nginx' business.
    if [ "$now" != "$known" ] && [ "$(echo "$now" | wc -l)" -ge "$(echo "$known" | wc -l)" ]; then
      if "$here/render.sh" >"$conf.new" && nginx -t -q -c "$conf.new"; then
        mv "$conf.new" "$conf"
        kill -HUP 1
        known=$now
        echo "nginx: the instances changed, reloaded" >&2
      fi
    fi
  done
}

"$here/render.sh" >"$conf"
watch &
exec nginx -c "$conf" -e stderr
