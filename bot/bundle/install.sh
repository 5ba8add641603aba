#!/bin/sh
# Installs Danggui from this folder, without a network:  sh install.sh [FOLDER]
# Each installation gets a folder of its own; `current` moves to it when everything is in place.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
into=${1:-/opt/danggui}
arch=$(cat "$here/ARCH")
wanted=$(cat "$here/PYTHON")
python=${PYTHON:-python$wanted}

stop() { printf '没有安装 / Not installed: %s\n' "$1" >&2; exit 1; }

[ "$(uname -m)" = "$arch" ] || stop "this bundle is for $arch, this machine is $(uname -m)"
command -v "$python" >/dev/null 2>&1 || stop "Python $wanted is needed (set PYTHON=/path/to/python$wanted)"
[ "$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')" = "$wanted" ] ||
    stop "this bundle is for Python $wanted, $python is another"
"$python" -c 'import ensurepip, venv' 2>/dev/null || stop "Python's venv is missing (package python$wanted-venv)"
(cd "$here" && sha256sum --check --quiet --strict SHA256SUMS) || stop "the bundle is damaged; copy it again"

mkdir -p "$into"
into=$(cd "$into" && pwd)
before=$(readlink "$into/current" || true)
name=$(basename "$here")-$(date +%Y%m%d%H%M%S)
target=$into/$name
cp -R "$here/program" "$target"
"$python" -m venv "$target/.venv"
pip() {
    "$target/.venv/bin/python" -m pip --disable-pip-version-check --no-input install \
        --quiet --no-index --find-links "$here/wheels" --no-build-isolation "$@"
}
pip --require-hashes -r "$target/requirements-build.lock"
pip --require-hashes -r "$target/requirements.lock"
pip --no-deps -e "$target"
"$target/.venv/bin/danggui" --version >/dev/null || stop "the program does not start"
ln -sfn "$name" "$into/.next"
mv -T "$into/.next" "$into/current"
# The one before stays, to go back to; older ones go.
for old in "$into"/danggui-*; do
    case ${old##*/} in "$name" | "$before") ;; *) rm -rf "$old" ;; esac
done

cat <<END
已装好 / Installed: $target
  export DANGGUI_DATA_DIR=/srv/danggui
  $into/current/.venv/bin/danggui init --room 档案室名称
  $into/current/.venv/bin/danggui certs
  $into/current/.venv/bin/danggui check-config
  $into/current/.venv/bin/danggui serve
END
