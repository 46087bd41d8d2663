# WordPress: PHP, pages made on the server, jQuery, and a block editor in React; a MariaDB of its own that only its socket leads to.
# Sign in as `admin` with `Adm1n-wordpress!`.
app_path=/wp-login.php

# The path of a socket has little room.
socket=$home/db.sock
[ ${#socket} -le 100 ] || socket=/tmp/governed-mcp-$(cksum <<<"$home" | cut -d ' ' -f 1).sock

app_install() { debian wordpress mariadb-server php-cli php-mysql php-mbstring php-xml php-gd php-intl php-curl curl; }

database() {
    local tries
    [ -d "$home/db/mysql" ] || mariadb-install-db --no-defaults --user="$(id -un)" --datadir="$home/db" --auth-root-authentication-method=normal --skip-test-db
    is_running "$home/pid/db" || spawn db mariadbd --no-defaults --user="$(id -un)" --datadir="$home/db" --socket="$socket" --skip-networking \
        --pid-file="$home/db/pid" --innodb-flush-log-at-trx-commit=0 --innodb-buffer-pool-size=48M --skip-log-bin --performance-schema=0
    for ((tries = 0; tries < 120; tries++)); do
        if sql -e 'select 1' >/dev/null 2>&1; then return; fi
        sleep 0.25
    done
    echo "the database did not come up" >&2
    return 1
}

sql() { mariadb --no-defaults --socket="$socket" --user=root "$@"; }

php_as_seeded() { php -d memory_limit=256M -d date.timezone=UTC -d display_errors=0 -d mysqli.default_socket="$socket" "$@"; }

# The site's own copy of what the package installed, and its settings; where it stands is told by the request.
app_site() {
    if [ ! -e "$home/site/wp-login.php" ]; then
        rm -rf "$home/site"
        cp -rL /usr/share/wordpress "$home/site"
        if [ -z "$(ls "$home/site/wp-content/themes" 2>/dev/null)" ]; then
            rm -rf "$home/site/wp-content"
            cp -rL /var/lib/wordpress/wp-content "$home/site/wp-content"
        fi
    fi
    cp "$source/wp-config.php" "$home/site/wp-config.php"
}

app_seed() {
    app_site
    database
    sql -e 'drop database if exists wordpress; create database wordpress character set utf8mb4'
    php_as_seeded "$source/seed.php" "$home/site"
    stop_all
}

app_save() { tar -C "$home" -cf "$home/seed.tar" db; }

app_restore() {
    rm -rf "$home/db"
    tar -C "$home" -xf "$home/seed.tar"
}

app_serve() {
    app_site
    database
    PHP_CLI_SERVER_WORKERS=4 php_as_seeded_server
}

php_as_seeded_server() { spawn web php -d memory_limit=256M -d date.timezone=UTC -d display_errors=0 -d mysqli.default_socket="$socket" -S "127.0.0.1:$port" -t "$home/site"; }

app_query() { sql -N -B wordpress -e "$1"; }
