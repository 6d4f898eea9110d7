#!/bin/sh
# The files of packages agree with the tree: versions, pages, programs, users,
# packages that the build needs.  regress/lanes/debian12.t and debian13.t build
# the package of Debian.

. "$TOP/regress/lib/tap.sh"
cd "$TOP" || exit 1

version=$(make -s print-VERSION)
is "debian/changelog has the version" \
    "$(sed -n '1s/^kopd (\(.*\)) .*/\1/p' debian/changelog)" "$version"
is "APKBUILD has it" \
    "$(sed -n 's/^pkgver=//p' packaging/alpine/APKBUILD)" "$version"
is "the port of OpenBSD has it" \
    "$(sed -n 's/^DISTNAME =	kopd-//p' packaging/openbsd/Makefile)" "$version"

is "debian/copyright has the licence" \
    "$(sed -n '/^License: ISC$/,/^$/s/^ //p' debian/copyright |
	sed 's/^\.$//')" "$(sed 1,2d LICENSE)"

# needs: the packages that debian/control needs for the build, apart from those
# of Debian's tools and tests.
needs() {
	sed -n '/^Build-Depends:/,/^Standards/p' debian/control |
	    sed -n 's/^[B ][^ ]* *\([a-z0-9-]*\).*/\1/p' |
	    grep -v '^debhelper-compat$\|^systemd-dev$\|^libcmocka-dev$' | sort
}
# installed: what tools/packages installs for it, apart from build-essential.
installed() {
	sed -n '/^	build)/,/;;/p' tools/packages | tr -d '\\;' |
	    sed 's/^.*echo//' | tr -s ' \t' '\n' |
	    grep -v '^gcc$\|^make$\|^$' | sort
}
is "debian/control lists what tools/packages build installs" "$(needs)" \
    "$(installed)"

users=$(sed -n 's/^for user in \(.*\); do/\1/p' tools/users)
is "APKBUILD makes the users" \
    "$(sed -n 's/^for user in \(.*\); do/\1/p' \
	packaging/alpine/kopd.pre-install)" "$users"
is "so does the port" "$(sed -n 's/^@newuser \([^:]*\):.*/\1/p' \
    packaging/openbsd/pkg/PLIST)" "$(echo "$users" | tr ' ' '\n')"
is "the port has each page" "$(sed -n 's/^@man man\/man[578]\///p' \
    packaging/openbsd/pkg/PLIST | sort)" "$(ls man)"
is "the port has each program" "$(sed -n 's/^@bin .*\///p' \
    packaging/openbsd/pkg/PLIST | sort)" \
    "$(ls ./*/main.c | cut -d / -f 2 | sort)"
is "each of these files says that it is untested" \
    "$(grep -Lri untested packaging)" ""
finish
