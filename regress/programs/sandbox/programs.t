#!/bin/sh
# Which programs kopd starts when it is root: its own directory's only where
# nobody else can have put them there.

. "$TOP/regress/lib/redis.sh"
. "$TOP/regress/lib/kopd.sh"

redis_start_port
engine_start
kopd_conf

# A build tree of its own, in a directory to which nobody else may write.
tree=$dir/tree/build
mkdir -p "$tree"
chmod 755 "$dir/tree" "$tree"
for p in kopd docker-reader route-maker redis-writer; do
	mkdir "$tree/$p"
	chmod 755 "$tree/$p"
	cp "$BUILD/$p/$p" "$tree/$p/"
	chmod 755 "$tree/$p/$p"
done

start() {
	log_clear
	$1 env -i PATH="$PATH" "$tree/kopd/kopd" -d -f "$dir/kopd/kopd.conf" \
	    -s "$dir/kopd.sock" >>"$dir/kopd.log" 2>&1 &
	kopd_pid=$!
	kopds="$kopds $kopd_pid"
}

runs() {
	start ""
	ok "$1" logged '^kopd: ready'
	is "$1: the program beside it" \
	    "$(readlink "/proc/$(kopd_child route-maker)/exe")" \
	    "$tree/route-maker/route-maker"
	kopd_stop
}

# passes_by NAME PATH REASON: it is not executed; here is no other.
passes_by() {
	start ""
	kopd_end
	ok "$1: not executed" \
	    grep -q "^kopd: $tree/.* is not executed: $2: $3\$" \
	    "$dir/kopd.log"
	ok "$1: nothing from that place runs" not grep -q '^evil' \
	    "$dir/kopd.log"
	env -i PATH="$PATH" "$tree/kopd/kopd" -n -f "$dir/rule.conf" \
	    >"$dir/out" 2>&1
	ok "$1: nor for kopd -n" \
	    grep -q "^kopd: $tree/.* is not executed: $2: $3\$" "$dir/out"
}

kopd_conf 'docker default rule "Host(`x`)"'
cp "$dir/kopd/kopd.conf" "$dir/rule.conf"
kopd_conf

if [ "$(id -u)" -ne 0 ]; then
	chmod 777 "$tree/route-maker"
	runs "a user's own tree, whoever may write to it"
	finish
	exit
fi
"$TOP/tools/users" >/dev/null ||
    bail "the users of kopd's processes are missing: make users"
[ ! -e /usr/local/libexec/kopd ] || bail "a kopd is installed here"

runs "root's own tree, in a sticky directory"

others="others can write to it" foreign="it does not belong to root"
for where in "$dir/tree" "$tree" "$tree/route-maker" \
    "$tree/route-maker/route-maker"; do
	name=${where#"$dir/"}
	for mode in 775 757 777; do
		chmod $mode "$where"
		passes_by "$name, mode $mode" "$where" "$others"
		chmod 755 "$where"
	done
	chown nobody "$where"
	passes_by "$name, another's" "$where" "$foreign"
	chown root "$where"
done
chmod 1777 "$tree"
runs "a sticky directory, with root's in it"
chown nobody "$tree/route-maker"
passes_by "a sticky directory, with another's in it" "$tree/route-maker" \
    "$foreign"
chown root "$tree/route-maker"
chmod 755 "$tree"

# A clone of somebody who becomes root: kopd itself is his, too.
chown -R nobody "$tree"
runs "another's tree, with his kopd"
chown daemon "$tree/route-maker"
passes_by "in it, what is a third one's" "$tree/route-maker" "$foreign"
chown -R root "$tree"

# What an attacker does: it has no mode that would give it away.
mkdir "$dir/open"
chmod 777 "$dir/open"
mv "$tree" "$dir/open/build"
tree=$dir/open/build
printf '#!/bin/sh\necho evil >&2\n' >"$dir/evil"
chmod 755 "$dir/evil"
for p in docker-reader route-maker redis-writer; do
	cp "$dir/evil" "$tree/$p/$p"
done
passes_by "a directory for all" "$dir/open" "$others"

ln -s "$tree/kopd/kopd" "$dir/kopd/link"
env -i PATH="$PATH" "$dir/kopd/link" -n -f "$dir/rule.conf" >"$dir/out" 2>&1
ok "by a symbolic link: not executed" \
    grep -q "is not executed: $dir/open: $others\$" "$dir/out"
finish
