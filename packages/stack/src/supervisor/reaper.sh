#!/bin/sh
# Told by the launcher which process groups run and what ends them. Its standard input ends when the launcher does,
# however that dies: then those who do not end by themselves within 2.4 seconds are ended.
pids=
while read -r order pid signal; do
  case $order in
    watch) pids="$pids $pid"; eval "signal_$pid=$signal" ;;
    forget) unset "signal_$pid" ;;
    done) exit 0 ;;
  esac
done

turns=12
while [ $turns -gt 0 ]; do
  turns=$((turns - 1))
  sleep 0.2
  alive=
  for pid in $pids; do
    eval "signal=\${signal_$pid-}"
    if [ -n "$signal" ] && kill -s 0 -- "-$pid" 2>/dev/null; then alive=yes; fi
  done
  [ -n "$alive" ] || exit 0
done
for pid in $pids; do
  eval "signal=\${signal_$pid-}"
  [ -z "$signal" ] || kill -s "$signal" -- "-$pid" 2>/dev/null
done
