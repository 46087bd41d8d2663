# Redmine: Rails, pages made on the server, jQuery; the form of an issue is rendered anew when its tracker changes. SQLite.
# Sign in as `admin` with `Adm1n-redmine!`.
app_path=/login

# Debian's Redmine keeps each instance in a folder of /var/lib/redmine; ours is a link to here.
instance=governed-mcp-$(cksum <<<"$home" | cut -d ' ' -f 1)

rails() {
    (
        cd /usr/share/redmine
        export X_DEBIAN_SITEID=$instance REDMINE_INSTANCE=$instance RAILS_ENV=production REDMINE_LANG=en LANG=C.UTF-8 HOME=$home SCHEMA=$home/instance/schema.rb PATH=/usr/bin:/bin:$PATH
        "$@"
    )
}

app_install() { debian redmine redmine-sqlite puma curl python3-minimal; }

app_link() {
    mkdir -p "$home"/instance/{config,files,log,tmp/pids,public/plugin_assets}
    printf 'production:\n  adapter: sqlite3\n  database: %s\n  timeout: 15000\n' "$home/data.sqlite3" >"$home/instance/config/database.yml"
    [ -s "$home/instance/config/secret_key.txt" ] || head -c 48 /dev/urandom | od -An -tx1 | tr -d ' \n' >"$home/instance/config/secret_key.txt"
    ln -sfn "$home/instance" "/var/lib/redmine/$instance"
}

app_seed() {
    rm -f "$home/data.sqlite3"
    app_link
    rails ruby bin/rake db:migrate
    rails ruby bin/rake redmine:load_default_data
    rails ruby bin/rails runner -e production "$source/seed.rb"
}

app_save() { cp "$home/data.sqlite3" "$home/seed.sqlite3"; }

app_restore() { cp "$home/seed.sqlite3" "$home/data.sqlite3"; }

app_serve() {
    app_link
    rails spawn web puma -e production -b "tcp://127.0.0.1:$port" -t 2:4 --dir /usr/share/redmine
}

app_query() { /usr/bin/python3 "$here/sqlite_rows.py" "$home/data.sqlite3" "$1"; }
