#!/bin/sh
# Debian 13's kcat in a folder of its own: the oldest kcat of a distribution that is built with OIDC.
# Debian 12's lacks it, and the machine is left as it is. Usage: kcat.sh FOLDER
set -eu
folder=$1
mkdir -p "$folder/sources" "$folder/lists/partial" "$folder/cache/archives/partial" "$folder/root" "$folder/bin"

# The machine's own mirror of Debian, whatever release it runs.
mirror=$(sed -n 's/^URIs: *//p; s/^deb \(\[[^]]*\] \)\{0,1\}\([^ ]*\) .*/\2/p' \
  /etc/apt/sources.list /etc/apt/sources.list.d/* 2>/dev/null | grep '/debian/\{0,1\}$' | head -n 1)
cat > "$folder/sources/debian.sources" <<SOURCES
Types: deb
URIs: $mirror
Suites: trixie
Components: main
Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg
SOURCES

apt() {
  apt-get --quiet --quiet \
    -o Dir::Etc::sourcelist=/dev/null -o Dir::Etc::sourceparts="$folder/sources" \
    -o Dir::State::lists="$folder/lists" -o Dir::State::status=/dev/null -o Dir::Cache="$folder/cache" "$@"
}
apt update
apt install --download-only --yes --no-install-recommends kcat
for package in "$folder"/cache/archives/*.deb; do dpkg-deb --extract "$package" "$folder/root"; done

# Its own loader and libraries, since the machine's may be older.
cat > "$folder/bin/kcat" <<'KCAT'
#!/bin/sh
root=$(dirname "$(dirname "$(readlink -f "$0")")")/root
libraries=$(echo "$root"/usr/lib/*-linux-gnu*)
exec "$(echo "$libraries"/ld-linux-*.so.*)" --library-path "$libraries" "$root/usr/bin/kcat" "$@"
KCAT
chmod +x "$folder/bin/kcat"
"$folder/bin/kcat" -V | grep -q 'oidc'
