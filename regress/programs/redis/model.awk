# Several hosts at random: prints what they do as redis-cli reads it, and to
# the file `wanted' what the view is after each step by a model of its own.
# Reads lines "object variant definition"; given seed, steps, and the scripts'
# hashes as hello=..., change=..., reap=..., verify=..., withdraw=...

{
	object[$1] = 1
	blob[$1, $2] = substr($0, length($1) + length($2) + 3)
}

function pick(n) { return int(rand() * n) + 1 }

function call(sha, h, rest) {
	printf "EVALSHA %s 0 traefik h%d i%d 60000 \"ch\" 0 0 %s\n", sha, h,
	    inc[h], rest
}

function do_hello(h) {
	inc[h]++
	call(hello, h, "e" h " n" h " 0 take")
	if (!number[h])
		number[h] = ++numbers
	if (!entry[h] || lost[h])
		seq[h] = 0
	entry[h] = alive[h] = 1
	lost[h] = 0
}

# As kopd does: what is no longer ours is asked for first.
function ready(h) {
	if (!entry[h] || !alive[h] || lost[h])
		do_hello(h)
}

function unclaim(o, h,	n, list, i, out) {
	n = split(claims[o], list, " ")
	for (i = 1; i <= n; i++)
		if (list[i] != h)
			out = out (out == "" ? "" : " ") list[i]
	claims[o] = out
	delete want[h, o]
}

function first_of(o,	list) {
	split(claims[o], list, " ")
	return list[1]
}

# Of equal frames, servers only where both merge.
function shares(o, v, u) {
	return frame(o, v) == frame(o, u) &&
	    (o ~ /routers/ || (v > 1 && u > 1))
}

# A name stays with what it meant, while anybody means that: whoever shares
# with its owner of before comes first, else the owner, else who waits.
function settle(o, was, v,	n, list, i, h, out) {
	n = split(claims[o], list, " ")
	if (!was || ((was, o) in want &&
	    frame(o, want[was, o]) == frame(o, v) &&
	    (want[was, o] > 1) == (v > 1)))
		return
	for (i = n; i > 0; i--)
		if (list[i] != was && shares(o, want[list[i], o], v))
			h = list[i]
	if (!h)
		return
	out = h
	for (i = 1; i <= n; i++)
		if (list[i] != h)
			out = out " " list[i]
	claims[o] = out
}

function do_change(h, count,	i, o, v, args, done, was, old) {
	ready(h)
	for (i = 1; i <= count; i++) {
		o = names[pick(nnames)]
		if (o in done)
			continue
		done[o] = 1
		v = pick(6)
		was = first_of(o)
		old = was ? want[was, o] : 0
		if (v > 4) {
			args = args " " o " \"\" \"\""
			unclaim(o, h)
			settle(o, was, old)
			continue
		}
		args = args " " o " \"\" " blob[o, v]
		if (!((h, o) in want))
			claims[o] = claims[o] (claims[o] == "" ? "" : " ") h
		want[h, o] = v
		settle(o, was, old)
	}
	call(change, h, seq[h] args)
	seq[h]++
}

function ids_of(h, most,	i, out) {
	for (i = 1; i <= nnames && most > 0; i++)
		if ((h, names[i]) in want) {
			out = out " " names[i]
			most--
		}
	return out
}

function remove(h, ids,	n, list, i, was, old) {
	n = split(ids, list, " ")
	for (i = 1; i <= n; i++) {
		was = first_of(list[i])
		old = want[was, list[i]]
		unclaim(list[i], h)
		settle(list[i], was, old)
	}
	if (ids_of(h, 1) == "")
		entry[h] = 0
}

function do_reap(h, by,	ids) {
	if (alive[h] || by == h)
		return
	ready(by)
	ids = ids_of(h, pick(3))
	call(reap, by, "h" h ids)
	if (ids != "")
		lost[h] = 1
	remove(h, ids)
}

function do_verify(h,	ids) {
	ready(h)
	if ((ids = ids_of(h, 99)) == "")
		return
	call(verify, h, "no 0" ids)
}

function do_withdraw(h,	ids) {
	ready(h)
	ids = ids_of(h, 99)
	call(withdraw, h, ids)
	remove(h, ids)
	alive[h] = 0
}

function flush(	h, o) {
	print "FLUSHALL"
	for (h = 1; h <= hosts; h++)
		number[h] = entry[h] = alive[h] = lost[h] = 0
	for (o in object)
		claims[o] = ""
	delete want
	numbers = 0
}

# The definitions' meaning: see hosts_random.t, which makes them.
function frame(o, v) {
	if (o ~ /routers/)
		return v == 2 ? "b" : "a"
	return v == 3 ? "b" : "a"
}

function servers(o, v, h,	i) {
	if (o ~ /routers/)
		return
	for (i = 0; i < (v == 4 ? 2 : 1); i++)
		print "traefik/" o "/loadBalancer/servers/" \
		    number[h] * 10000 + i "/url=" v | sorted
}

function expect(step,	o, n, list, i, v, first) {
	print "step " step > wanted
	close(wanted)
	sorted = "sort >>" wanted
	for (o in object) {
		if ((n = split(claims[o], list, " ")) == 0)
			continue
		first = want[list[1], o]
		print "traefik/" o "/frame=" frame(o, first) | sorted
		for (i = 1; i <= n; i++) {
			v = want[list[i], o]
			if (i == 1 || (frame(o, v) == frame(o, first) &&
			    v > 1 && first > 1))
				servers(o, v, list[i])
		}
	}
	close(sorted)
}

END {
	srand(seed)
	for (o in object)
		names[++nnames] = o
	hosts = 4
	for (step = 1; step <= steps; step++) {
		h = pick(hosts)
		r = pick(100)
		if (r <= 60)
			do_change(h, pick(4))
		else if (r <= 70) {
			print "DEL kopd:/traefik/lease/h" h
			alive[h] = 0
		} else if (r <= 82)
			do_reap(h, pick(hosts))
		else if (r <= 90)
			do_verify(h)
		else if (r <= 94)
			do_hello(h)
		else if (r <= 98)
			do_withdraw(h)
		else
			flush()
		print "EVALSHA " view " 0 " step
		wanted = dir "/wanted." step
		expect(step)
	}
}
