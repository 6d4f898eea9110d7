#!/bin/sh
# make sbom writes what CycloneDX 1.5 requires, and has each library with which
# a program is really linked.

. "$TOP/regress/lib/tap.sh"
. "$TOP/regress/lib/build.sh"
need jq
need readelf binutils
need dpkg-query dpkg

PROGRAMS="kopd docker-reader route-maker redis-writer kopctl"
cd "$TOP" || exit 1
version=$(make --no-print-directory print-VERSION)

# sbom FILE: of this build, which is not built again.
sbom() {
	make --no-print-directory BUILD="$BUILD" -o all sbom \
	    >"$dir/where" 2>"$dir/err" && cp "$(cat "$dir/where")" "$1"
}
sbom "$dir/sbom"
result $? "make sbom" "$dir/err" || finish
is "it is where make says" "$(cat "$dir/where")" \
    "$BUILD/kopd-$version.cdx.json"
sbom "$dir/again"
ok "it is the same, once more" cmp "$dir/sbom" "$dir/again"

holds() {
	json "$1" "$dir/sbom"
}

# has NAME CONDITION: of jq.
has() {
	ok "$1" holds "$2"
}
# The required members and their forms, from the JSON schema of CycloneDX 1.5.
has "bomFormat" '.bomFormat == "CycloneDX"'
has "specVersion" '.specVersion == "1.5"'
has "version" '.version | type == "number" and . >= 1 and . == floor'
has "serialNumber" '.serialNumber | test("^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}" +
    "-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$")'
has "no other members" 'keys - ["bomFormat", "components", "dependencies",
    "metadata", "serialNumber", "specVersion", "version"] == []'
has "metadata.timestamp is a date-time" '.metadata.timestamp | fromdate > 0'
has "each component has a type and a name" '[.metadata.component] +
    .components | all((.type | IN("application", "library")) and
    (.name | type == "string" and . != "") and
    (.version | type == "string" and . != ""))'
has "each has a bom-ref of its own" '[.metadata.component] + .components |
    map(."bom-ref") | all(type == "string" and . != "") and
    (unique | length) == length'
has "a hash has an algorithm and a content of its length" '[.components[] |
    .hashes // [] | .[]] | length == 5 and all(.alg == "SHA-256" and
    (.content | test("^[0-9a-f]{64}$")))'
has "a licence is one of SPDX" '[.components[] | .licenses // [] | .[]] |
    all(.license.id == "ISC")'
has "a library has a package URL" '[.components[] |
    select(.type == "library") | .purl] | length > 8 and
    all(test("^pkg:[a-z]+/([a-z]+/)?[a-z0-9.+-]+(@[^?:+]+)?([?].*)?$"))'
has "each dependency is one of a component" '([.metadata.component] +
    .components | map(."bom-ref")) as $refs | .dependencies |
    all(.ref as $r | ($refs | index($r)) and (.dependsOn - $refs == []))'
has "kopd has its programs" '.dependencies[] |
    select(.ref == "kopd-'"$version"'") | .dependsOn | length == 5'

# owners: "LIBRARY SOURCE-PACKAGE" for each library that a program loads.  Its
# package may have it below /lib or /usr/lib.
owners() {
	for p in $PROGRAMS; do
		ldd "$BUILD/$p/$p" | sed -n 's/.*=> \(\/[^ ]*\) .*/\1/p'
	done | sort -u >"$dir/files"
	# shellcheck disable=SC2046
	dpkg-query -S $(cat "$dir/files") $(sed 's,^,/usr,' "$dir/files") \
	    $(xargs realpath <"$dir/files") 2>/dev/null |
	    sed -n 's/^\([^ ,]*\): \(.*\)/\1 \2/p' | sort >"$dir/owned"
	cut -d' ' -f1 "$dir/owned" | sort -u |
	    xargs dpkg-query -W -f '${binary:Package} ${source:Package}\n' |
	    sort >"$dir/sources"
	join "$dir/owned" "$dir/sources" | sed 's/^[^ ]* //; s,^.*/,,' | sort -u
}
owners >"$dir/owners"

# linked PROGRAM: the source packages of the libraries that it needs.
linked() {
	readelf -dW "$BUILD/$1/$1" |
	    sed -n 's/.*(NEEDED).*\[\(lib.*\)\]/\1/p' |
	    while read -r _library; do
		# The file has the numbers of its release in its name.
		_file=$(grep "/${_library%%.so*}[-.]" "$dir/files" |
		    grep -F "/$_library" | head -n 1)
		sed -n -e "s/^$_library //p" \
		    -e "s/^$(basename "$(realpath "$_file")") //p" \
		    "$dir/owners" | head -n 1 | grep . || echo "$_library"
	done | sort -u
}

# listed PROGRAM: those that the bill of materials has for it.
listed() {
	jq -r --arg p "$1" '(.components | map({(."bom-ref"): .name}) | add) as
	    $name | .dependencies[] | select(.ref == $p) | .dependsOn[] |
	    $name[.]' "$dir/sbom" | sort -u
}

for p in $PROGRAMS; do
	linked "$p" >"$dir/linked"
	ok "$p is linked with libraries" [ "$(wc -l <"$dir/linked")" -gt 2 ]
	is "$p: each is listed" "$(listed "$p" | comm -13 - "$dir/linked")" ""
	is "$p: its hash" "$(jq -r --arg p "$p" '.components[] |
	    select(.name == $p) | .hashes[0].content' "$dir/sbom")" \
	    "$(sha256sum <"$BUILD/$p/$p" | cut -d' ' -f1)"
done
SOURCE_DATE_EPOCH=1000000000 tools/sbom 1 "$BUILD" redis-writer:libevent_core \
    >"$dir/sbom"
has "its time can be set" '.metadata.timestamp == "2001-09-09T01:46:40Z"'
linked redis-writer >"$dir/linked"
ok "a library that is not listed is found" \
    [ "$(listed redis-writer | comm -13 - "$dir/linked" | wc -l)" -gt 1 ]
finish
