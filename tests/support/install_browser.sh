#!/bin/sh
# Chromium and Chinese fonts come from the system's packages.
set -eu
if command -v chromium >/dev/null 2>&1 && fc-list :lang=zh 2>/dev/null | grep -q .; then exit 0; fi
if command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" = 0 ]; then
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -qq
    apt-get install -y -qq --no-install-recommends chromium fonts-noto-cjk fontconfig >/dev/null
else
    echo "The browser tests need Chromium and a Chinese font. Please run:" >&2
    echo "  sudo apt-get install chromium fonts-noto-cjk fontconfig" >&2
    exit 1
fi
