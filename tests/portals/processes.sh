# Processes of an application: started in a group of their own, known by id and time of birth, so that no other is ever ended. Sourced.

# The time of birth of a process: an id may be given out again.
born() { sed 's/.*) //' "/proc/$1/stat" 2>/dev/null | cut -d ' ' -f 20; }

is_running() {
    local id birth
    { read -r id birth <"$1"; } 2>/dev/null || return 1
    [ -n "$birth" ] && [ "$(born "$id")" = "$birth" ]
}

# spawn NAME COMMAND...: output goes to log/NAME.log, who it is to pid/NAME.
spawn() {
    local what=$1 id
    shift
    setsid "$@" >>"$home/log/$what.log" 2>&1 </dev/null 9>&- &
    id=$!
    echo "$id $(born "$id")" >"$home/pid/$what"
}

# Ends what `spawn` began, the web server first; whoever does not go within ten seconds is made to.
stop_all() {
    local file id tries
    for file in "$home"/pid/web "$home"/pid/*; do
        [ -e "$file" ] || continue
        if is_running "$file"; then
            read -r id _ <"$file"
            kill -TERM -- "-$id" 2>/dev/null || kill -TERM "$id"
            for ((tries = 0; tries < 100; tries++)); do is_running "$file" || break; sleep 0.1; done
            if is_running "$file"; then kill -KILL -- "-$id"; fi
        fi
        rm -f "$file"
    done
}

# A port of loopback that nobody listens on.
free_port() {
    local port
    while :; do
        port=$((20000 + RANDOM % 12000))
        (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null || { echo "$port"; return; }
    done
}

wait_for() {
    local tries
    for ((tries = 0; tries < 240; tries++)); do
        if curl -fsS --noproxy '*' --max-time 10 -o "$home/log/first-page" "$1" 2>"$home/log/wait.log"; then return; fi
        is_running "$home/pid/web" || break
        sleep 0.25
    done
    echo "$name did not answer at $1" >&2
    tail -n 20 "$home"/log/*.log >&2
    stop_all
    exit 1
}

# Debian packages by name, those that are missing.
debian() {
    local missing
    missing=$(for one in "$@"; do dpkg-query -W -f '${db:Status-Status}' "$one" 2>/dev/null | grep -qx installed || echo "$one"; done)
    [ -z "$missing" ] && return
    [ "$(id -u)" -eq 0 ] || { echo "missing: $(echo $missing); as root: apt-get install --no-install-recommends $(echo $missing)" >&2; return 1; }
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing
}
