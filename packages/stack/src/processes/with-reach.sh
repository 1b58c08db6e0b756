#!/bin/sh
# with-reach.sh [FOLDER NAME… :]… -- COMMAND…, as root in a mount namespace of its own: lays over each FOLDER, which others
# may not enter, one that they may, with nothing in it but those of its NAMEs (paths below it). Outer folders come first.
set -eu
mask=$(umask)
umask 022
place=$(pwd)
while [ "$1" != -- ]; do
  folder=$1
  shift
  # From in here the names below are those of the folder that is covered.
  cd "$folder"
  mount -t tmpfs -o mode=755 hubbub "$folder"
  while [ "$1" != : ]; do
    if [ -d "./$1" ]; then
      mkdir -p "$folder/$1"
    else
      mkdir -p "$(dirname "$folder/$1")"
      : >"$folder/$1"
    fi
    mount --no-canonicalize --rbind "./$1" "$folder/$1"
    shift
  done
  shift
done
shift
umask "$mask"
cd "$place" 2>/dev/null || cd /
exec "$@"
