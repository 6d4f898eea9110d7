# Name servers of a test, and programs with an /etc of their own, which has
# another resolv.conf.  Source it after tap.sh.

command -v perl >/dev/null || bail "perl is missing: apt-get install perl"

# A mount namespace, in which an ordinary user must not look like root.
if [ "$(id -u)" -eq 0 ]; then
	dns_space='unshare -m' dns_inside=
else
	dns_space='unshare -rm' dns_inside='unshare -U'
fi
$dns_space true 2>/dev/null ||
    bail "this system permits no mount namespace (unshare -m)"

# name_server NAME ANSWER [FILE]: sets NAME_dns to its port of 127.0.0.1.
# ANSWER is its answer for each name: IPv4 addresses with commas, "none" (there
# is no such name), "failure" (an error of the server), or "silent"; as soon as
# FILE is in $dir, the line in FILE.
name_server() {
	perl -MIO::Socket::INET -e '
		$| = 1;
		($first, $file) = @ARGV;
		$s = IO::Socket::INET->new(Proto => "udp",
		    LocalAddr => "127.0.0.1") or die;
		print $s->sockport, "\n";
		while ($s->recv($q, 512)) {
			$answer = $first;
			if (open(F, "<", $file)) {
				chomp($line = <F>);
				$answer = $line if $line ne "";
				close(F);
			}
			next if $answer eq "silent";
			$id = substr($q, 0, 2);
			$question = substr($q, 12);
			for ($i = 0; ($n = ord(substr($question, $i, 1))) != 0; ) {
				$i += $n + 1;
			}
			$question = substr($question, 0, $i + 5);
			$type = unpack("n", substr($question, $i + 1, 2));
			($flags, $n, $data) = (0x8180, 0, "");
			if ($answer eq "none") {
				$flags |= 3;
			} elsif ($answer eq "failure") {
				$flags |= 2;
			} elsif ($type == 1) {
				for (split(/,/, $answer)) {
					$n++;
					$data .= pack("n3NnC4", 0xc00c, 1, 1,
					    60, 4, split(/\./));
				}
			}
			$s->send($id . pack("n5", $flags, 1, $n, 0, 0) .
			    $question . $data);
		}' "$2" "$dir/${3:-no-file}" >"$dir/$1.port" &
	pids="${pids:-} $!"
	eval "$1_pid=$!"
	wait_for 10 test -s "$dir/$1.port" || bail "no name server $1"
	eval "$1_dns=$(cat "$dir/$1.port")"
}

# etc_new NAME: an /etc for etc_script, without resolv.conf.
etc_new() {
	mkdir "$dir/$1.etc"
	cp /etc/passwd /etc/group /etc/hosts "$dir/$1.etc"
	chmod 755 "$dir/$1.etc"
	chmod 644 "$dir/$1.etc"/*
}

# etc_script NAME PROGRAM: $dir/NAME.sh runs that program with that /etc.  The
# program has the process of the script, whose id is then in $dir/NAME.pid.
etc_script() {
	cat >"$dir/$1.sh" <<SCRIPT
#!/bin/sh
exec $dns_space sh -c 'mount --bind "$dir/$1.etc" /etc || exit 1
    echo \$\$ >"$dir/$1.pid"
    exec $dns_inside "\$0" "\$@"' "$2" "\$@"
SCRIPT
	chmod 755 "$dir/$1.sh"
}
