# Prints a list of random containers with labels of Traefik 1, as Docker's
# /containers/json would.  Reads v1.tsv.
# usage: awk -v seed=N -v count=N -f v1.awk v1.tsv

BEGIN {
	FS = "\t"
	srand(seed)
	put("bool", "true false 1 maybe")
	put("int", "1 0 80 -1 x 99999")
	put("port", "80 8080 0 x 65536")
	put("list", "http https web a,b, 404,500-599 10.0.0.0/8 u:p,v:q")
	put("map", "A:1 X-B:y||c:d A:1||bad .:1 A: x")
	put("duration", "1s 5 1m30s x -1s")
	put("unit", "1s 5 1h x")
	put("site", "none LAX odd")
	put("path", "/etc/x -----BEGIN x")
	put("text", "a web /x wrr drr https client.ip request.header.X-A" \
	    " \\\\d \\d \\u00e9 a`b {{x}} http://a.example/")
	all = "Host:a.example;Host:A,b;PathPrefix:/a,/b;Path:/{n:[0-9]+}" \
	    ";PathPrefixStrip:/a,/bb;PathPrefixStripRegex:/{x}/y;AddPrefix:/x" \
	    ";ReplacePath:/r;ReplacePathRegex:^/(.*) /x/$1;Method:get" \
	    ";Headers:A,1;HeadersRegexp:A,^x$;Query:a=1,b={x};" \
	    "HostRegexp:{s:[a-z]+}.example;Host:*.x;host:a;Path:x;Query:a"
	nrules = split(all, rules, ";")
	split("web api a.b http https X x", segments, " ")
	split("one two headers a[b", sets, " ")
}

# The values of a type, parted by blanks.
function put(type, s,    i, parts) {
	number[type] = split(s, parts, " ")
	for (i = 1; i <= number[type]; i++)
		values[type, i] = parts[i]
}

!/^#/ {
	names[++n] = $1
	where[n] = $2
	types[n] = $3
}

function pick(limit) {
	return 1 + int(rand() * limit)
}

function string(s) {
	gsub(/\\/, "\\\\\\\\", s)
	gsub(/"/, "\\\\\"", s)
	return "\"" s "\""
}

function rule(    s, i, parts) {
	parts = pick(3)
	for (i = 0; i < parts; i++)
		s = s (i > 0 ? ";" : "") rules[pick(nrules)]
	return s
}

function value(i) {
	if (names[i] == "frontend.rule")
		return rand() < 0.8 ? "Host:a.example" : rule()
	return values[types[i], pick(number[types[i]])]
}

function random_label(    i, name) {
	i = pick(n)
	name = names[i]
	sub(/<name>/, sets[pick(4)], name)
	if (where[i] == "segment" && rand() < 0.2)
		name = segments[pick(7)] "." name
	return string("traefik." name) ":" string(value(i))
}

END {
	printf "["
	for (c = 1; c <= count; c++) {
		printf "%s{\"Id\":\"%064x\",\"Names\":[\"/box%d\"]," \
		    "\"Created\":%d,\"State\":\"running\",\"Status\":\"Up\"," \
		    "\"Ports\":[{\"PrivatePort\":80,\"Type\":\"tcp\"}]," \
		    "\"HostConfig\":{\"NetworkMode\":\"bridge\"}," \
		    "\"NetworkSettings\":{\"Networks\":{\"bridge\":" \
		    "{\"IPAddress\":\"172.17.%d.%d\"}}},\"Labels\":{",
		    (c > 1 ? ",\n" : ""), c, (rand() < 0.2 ? pick(c) : c), c,
		    c / 200, c % 200 + 2
		printf "%s:%s", string("traefik.frontend.rule"),
		    string((rand() < 0.7) ? "Host:box" c ".example" : rule())
		split("", had)
		for (l = pick(8); l > 0; l--) {
			text = random_label()
			key = substr(text, 1, index(text, "\":"))
			if (key in had || key == "\"traefik.frontend.rule\"")
				continue
			had[key] = 1
			printf ",%s", text
		}
		printf "}}"
	}
	print "]"
}
