#!/bin/sh
# self-signed.sh CERTIFICATE KEY: makes a certificate that no browser trusts, for trying TLS. One that lasts a month yet is
# kept, so that a browser need not be told again.
set -eu
certificate=$1
key=$2
month=2592000

if ! command -v openssl >/dev/null; then echo 'TLS_CERTIFICATE=self-signed needs openssl, which is not installed' >&2; exit 1; fi
if [ -s "$key" ] && openssl x509 -noout -checkend $month -in "$certificate" >/dev/null 2>&1; then exit; fi

umask 077
# Browsers of Apple take none for longer than 825 days.
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 397 -subj /CN=hubbub \
  -addext "subjectAltName=DNS:localhost,DNS:*.localhost,DNS:$(hostname 2>/dev/null || echo hubbub),IP:127.0.0.1,IP:::1" \
  -addext extendedKeyUsage=serverAuth -keyout "$key.new" -out "$certificate.new" 2>/dev/null
mv "$key.new" "$key"
mv "$certificate.new" "$certificate"
