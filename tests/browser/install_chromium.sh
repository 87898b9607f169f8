#!/usr/bin/env bash
# Debian's Chromium, for the tests in a real browser. Where it cannot be installed they are skipped.
set -euo pipefail
for name in chromium chromium-browser google-chrome; do
  if command -v "$name" >/dev/null; then exit 0; fi
done
if ! command -v apt-get >/dev/null; then
  echo "no Chromium, and no apt-get to install it with: the tests in a browser are skipped" >&2
  exit 0
fi
as_root=()
if [ "$(id -u)" != 0 ]; then as_root=(sudo -n); fi
export DEBIAN_FRONTEND=noninteractive
echo "Installing Chromium, once ..."
if ! { "${as_root[@]}" apt-get update -q && "${as_root[@]}" apt-get install -qy --no-install-recommends chromium
  } >/dev/null 2>&1; then
  echo "Chromium could not be installed: the tests in a browser are skipped" >&2
fi
