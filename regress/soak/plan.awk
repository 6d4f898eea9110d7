# A plan without an end, from -v seed=NUMBER: one action a line, of containers
# c0 to c39, which begin with "engine" or "web", and of faults, which are
# functions of faults.sh.  A round ends with "calm", after which all has to be
# right.

function pick(n) { return int(rand() * n) }

function one_of(list,	names, n) {
	n = split(list, names, " ")
	return names[1 + pick(n)]
}

# Even numbers are of the kopd that is never killed, odd ones of the other.
function run(c) {
	port = port % 20000 + 1
	print "web", "c" c, 8000 + port,
	    "kop.namespace=" (c % 2 ? "killed" : "steady")
	state[c] = "runs"
}

function act(	c) {
	c = pick(40)
	if (state[c] == "")
		run(c)
	else if (state[c] == "runs" && pick(4) == 0) {
		print "engine health", "c" c, one_of("healthy unhealthy starting")
	} else if (state[c] == "runs") {
		print "engine stop", "c" c
		state[c] = "stands"
	} else if (pick(2)) {
		print "engine destroy", "c" c
		state[c] = ""
	} else {
		print "engine start", "c" c
		state[c] = "runs"
	}
}

function act_some(n) {
	for (; n > 0; n--)
		act()
}

function fault() {
	print one_of("redis_without_data redis_with_data redis_stands " \
	    "redis_full wire_holds wire_cuts wire_corrupts wire_ends " \
	    "engine_ends_events engine_fails engine_away engine_hangs " \
	    "process_dies process_dies process_stands reloads notifies " \
	    "own_keys_gone")
}

BEGIN {
	srand(seed)
	for (;;) {
		act_some(1 + pick(6))
		fault()
		act_some(pick(4))
		if (pick(3) == 0)
			fault()
		act_some(pick(4))
		print "calm"
	}
}
