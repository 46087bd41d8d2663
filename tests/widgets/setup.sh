# What the tests of widgets need: the component libraries of package-lock.json as they are published, and bundles of those that come as modules.
# Sourced, after tests/interop/setup.sh; says what is missing.

widgets_dir=$(cd -P "$(dirname "${BASH_SOURCE[0]}")" && pwd)

# Installs the pinned packages and bundles the pages that need it, once for each lock file and source.
widgets_setup() {
    local stamp=$widgets_dir/built/.from now
    now=$(cat "$widgets_dir"/package-lock.json "$widgets_dir"/*.jsx | sha256sum)
    if [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$now" ]; then return; fi
    command -v npm >/dev/null || { echo "npm is missing: install it (\`apt-get install nodejs npm\`), then try again" >&2; return 1; }
    echo "installing the component libraries of tests/widgets" >&2
    (cd "$widgets_dir" && npm ci --no-audit --no-fund --loglevel=error --ignore-scripts >&2) || return 1
    (cd "$widgets_dir" && node node_modules/esbuild/bin/esbuild {mui,antd,react-select,editors,radix,headless,mantine,react-aria,prime,chakra,material,tables}.jsx --bundle --minify --jsx=automatic \
        "--define:process.env.NODE_ENV=\"production\"" --define:global=window --outdir=built --log-level=warning >&2) || return 1
    echo "$now" >"$stamp"
}
