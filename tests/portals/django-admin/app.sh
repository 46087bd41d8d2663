# Django's own administration: pages made on the server, pickers of its own, SQLite.
# Sign in as `admin` with `Adm1n-django!`.
app_path=/admin/login/

django() { PYTHONPATH=$source PYTHONDONTWRITEBYTECODE=1 DJANGO_SETTINGS_MODULE=settings PORTAL_HOME=$home LANG=C.UTF-8 "$@"; }

app_install() { debian python3-django curl; }

app_seed() {
    rm -f "$home/data.sqlite3"
    django /usr/bin/python3 -m django migrate --run-syncdb -v 0
    django /usr/bin/python3 "$source/seed.py"
}

app_save() { cp "$home/data.sqlite3" "$home/seed.sqlite3"; }

app_restore() { cp "$home/seed.sqlite3" "$home/data.sqlite3"; }

app_serve() { django spawn web /usr/bin/python3 -m django runserver --insecure --noreload "127.0.0.1:$port"; }

app_query() { /usr/bin/python3 "$here/sqlite_rows.py" "$home/data.sqlite3" "$1"; }
