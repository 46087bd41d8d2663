# Sourced by ./governed-mcp and ./run-tests. Needs bash.
# ensure_browser [FOLDER OF THE PLAYWRIGHT DRIVER]: makes sure that a browser is there that GovernedMcp can run.
# Looks where the server looks; installs one if there is none. Says on stderr what it does; prints nothing on stdout.
# ensure_both_browsers: besides, where apt can, both of Chromium: the headless shell and the full browser, which the tests try in turn.

browser_found() {
    local place cache
    if [ -n "${GOVERNED_MCP_BROWSER:-}" ]; then
        [ -x "$GOVERNED_MCP_BROWSER" ]
        return
    fi
    for place in /usr/lib/chromium/chromium-headless-shell /usr/bin/chromium-headless-shell /usr/lib/chromium/chromium \
        /usr/bin/chromium /usr/bin/chromium-browser /opt/google/chrome/chrome /opt/microsoft/msedge/msedge \
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome" "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge"; do
        [ -x "$place" ] && return 0
    done
    cache=${PLAYWRIGHT_BROWSERS_PATH:-$HOME/.cache/ms-playwright}
    for place in "$cache"/chromium*/chrome-headless-shell-linux64/chrome-headless-shell "$cache"/chromium*/chrome-linux*/chrome; do
        [ -x "$place" ] && return 0
    done
    return 1
}

limited() {
    if command -v timeout >/dev/null; then timeout 600 "$@"; else "$@"; fi
}

browser_by_playwright() {
    local driver=$1 node
    [ -f "$driver/package/cli.js" ] || return 1
    for node in "$driver"/node/*/node; do
        [ -x "$node" ] || continue
        # With its system packages where that is possible, else without: they may be there already.
        limited "$node" "$driver/package/cli.js" install --with-deps chromium-headless-shell </dev/null >&2 2>&1 && browser_found && return 0
        limited "$node" "$driver/package/cli.js" install chromium-headless-shell </dev/null >&2 2>&1 && browser_found && return 0
    done
    return 1
}

apt_install() {
    local run
    command -v apt-get >/dev/null || return 1
    if [ "$(id -u)" = 0 ]; then run=""
    elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then run="sudo -n"
    else return 1
    fi
    $run apt-get update -q </dev/null >&2 || true
    $run env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "$@" </dev/null >&2
}

browser_by_apt() {
    local package
    for package in chromium-headless-shell chromium; do
        apt_install "$package" && browser_found && return 0
    done
    return 1
}

ensure_both_browsers() {
    local name missing=""
    for name in chromium-headless-shell chromium; do
        [ -x "/usr/lib/chromium/$name" ] || missing="$missing $name"
    done
    [ -z "$missing" ] && return 0
    echo "installing for the tests:$missing" >&2
    # shellcheck disable=SC2086
    apt_install $missing && [ -x /usr/lib/chromium/chromium-headless-shell ] && [ -x /usr/lib/chromium/chromium ]
}

ensure_browser() {
    browser_found && return 0
    if [ -n "${GOVERNED_MCP_BROWSER:-}" ]; then
        echo "\`$GOVERNED_MCP_BROWSER\`, which GOVERNED_MCP_BROWSER names, cannot be run; name a browser's executable or unset it" >&2
        return 1
    fi
    echo "no browser found; installing one" >&2
    browser_by_playwright "${1:-}" && return 0
    browser_by_apt && return 0
    echo "no browser could be installed; run \`apt-get install chromium-headless-shell\`, install Chrome or Edge, or name an executable in GOVERNED_MCP_BROWSER" >&2
    return 1
}
