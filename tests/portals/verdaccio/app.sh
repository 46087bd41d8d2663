# Verdaccio: a page made by React with MUI's widgets; sign-in in a dialog, by JSON; it keeps files and no database.
# Sign in as `clerk` with `Cl3rk-verdaccio!`.
app_path=/-/ping

app_install() {
    if ! command -v npm >/dev/null; then debian nodejs npm; fi
    if [ -f "$source/node_modules/.from-lock" ] && cmp -s "$source/node_modules/.from-lock" "$source/package-lock.json"; then return; fi
    (cd "$source" && npm ci --no-audit --no-fund --loglevel=error --ignore-scripts)
    cp "$source/package-lock.json" "$source/node_modules/.from-lock"
}

app_seed() {
    rm -rf "$home/data"
    mkdir -p "$home/data"
    port=$(free_port)
    app_serve
    wait_for "http://127.0.0.1:$port$app_path"
    node "$source/seed.mjs" "http://127.0.0.1:$port"
    stop_all
}

app_save() { rm -rf "$home/seed" && cp -r "$home/data" "$home/seed"; }

app_restore() { rm -rf "$home/data" && cp -r "$home/seed" "$home/data"; }

app_serve() {
    sed "s|@DATA@|$home/data|" "$source/config.yaml" >"$home/config.yaml"
    spawn web node "$source/node_modules/.bin/verdaccio" --config "$home/config.yaml" --listen "127.0.0.1:$port"
}

# No database: each package is a folder with a document of its own.
app_query() { (cd "$home/data/storage" && eval "$1"); }
