#!/bin/sh
# The system calls of all tables have the numbers that the kernel's own headers
# have for each architecture, and what an architecture lacks is known.

. "$TOP/regress/lib/tap.sh"
. "$TOP/regress/lib/build.sh"
need clang

cd "$TOP" || exit 1
tables="common/confine/base_linux.c common/confine/dial_linux.h
    common/confine/syscalls_linux.h kopd/logger_linux.c
    $(ls ./*/sandbox_linux.c)"

# Each call of a row; a macro's parameter is no call.
sed -n 's/.*\(ALLOW\|DENY\)[A-Z_]*(\([a-z_0-9]*\)[,)].*/\2/p' $tables |
    grep -vx -e call -e family | sort -u >"$dir/calls"
ok "there are rows" [ "$(wc -l <"$dir/calls")" -gt 50 ]
ok "each table has some" [ "$(grep -l 'ALLOW' $tables | wc -l)" -eq 9 ]

# Headers of libc that depend on the machine, of any machine.
libc=$(cc -print-multiarch)

# headers TRIPLET: the directory of the kernel's headers for that machine.
headers() {
	for _where in "/usr/$1/include" "/usr/include/$1"; do
		[ -e "$_where/asm/unistd.h" ] && echo "$_where" && break
	done
}

# foreign TRIPLET ...: clang for that machine.
foreign() {
	_triplet=$1
	shift
	clang -target "$_triplet" -iquote . -D_GNU_SOURCE -nostdlibinc \
	    -isystem "$(headers "$_triplet")" -isystem /usr/include \
	    -isystem "/usr/include/$libc" "$@"
}

preprocess() {
	foreign "$@" -E -P
}

# rows TRIPLET: each call with the number that its rows get; -1: no row.
rows() {
	{
		echo '#include <fcntl.h>'
		echo '#include "common/confine/syscalls_linux.h"'
		sed 's/.*/@ "&" CONFINE_NR(&)/' "$dir/calls"
		echo '@ "ARCHITECTURE" ARCHITECTURE'
	} >"$dir/rows.c"
	preprocess "$1" "$dir/rows.c" | sed -n 's/^@ "\(.*\)" (*/\1 /p' |
	    tr -d ')'
}

# numbers TRIPLET: each call that this kernel has, with its number.
numbers() {
	echo '#include <asm/unistd.h>' >"$dir/numbers.c"
	preprocess "$1" -dM "$dir/numbers.c" >"$dir/macros"
	sed -n 's/^#define __NR_\([a-z_0-9]*\) .*/@ "\1" __NR_\1/p' \
	    "$dir/macros" >>"$dir/numbers.c"
	preprocess "$1" "$dir/numbers.c" | sed -n 's/^@ "\(.*\)" (*/\1 /p' |
	    tr -d ')' | awk '{ n = $2; if ($3 == "+") n += $4; print $1, n }'
}

# check NAME TRIPLET AUDIT_ARCH ABSENT RENAMED ...
check() {
	_name=$1 _triplet=$2 _arch=$3 _absent=$4 _renamed=$5
	[ "$(headers "$_triplet")" ] ||
	    bail "the kernel's headers for $_name are missing; install" \
		"them with: apt-get install linux-libc-dev-$_name-cross"
	rows "$_triplet" | awk '$1 != "ARCHITECTURE" {
	    n = $2; if ($3 == "+") n += $4; print $1, n }' |
	    sort >"$dir/rows"
	numbers "$_triplet" | sort >"$dir/numbers"
	ok "$_name: the kernel has calls" [ "$(wc -l <"$dir/numbers")" -gt 250 ]
	is "$_name: each call has a row, or none on purpose" \
	    "$(wc -l <"$dir/rows")" "$(wc -l <"$dir/calls")"
	is "$_name: these have none" \
	    "$(sed -n 's/ -1$//p' "$dir/rows" | xargs)" "$_absent"
	is "$_name: the kernel has none of them" "$(sed -n 's/ -1$//p' \
	    "$dir/rows" | join - "$dir/numbers")" ""
	is "$_name: the others have the kernel's number, or another name" \
	    "$(grep -v ' -1$' "$dir/rows" | comm -23 - "$dir/numbers" |
	    while read -r call number; do
		echo "$call=$(sed -n "s/ $number\$//p" "$dir/numbers")"
	    done | xargs)" "$_renamed"
	is "$_name: the architecture has the kernel's constant" \
	    "$(audit "$_triplet")" "$_arch"
}

# audit TRIPLET: the constant, if it is the wanted one.
audit() {
	printf '#include "common/confine/arch_linux.h"\n%s\n' \
	    '_Static_assert(ARCHITECTURE == WANTED, "");' >"$dir/audit.c"
	foreign "$1" -fsyntax-only -DWANTED="$_arch" "$dir/audit.c" &&
	    echo "$_arch"
}

newer="access clock_gettime64 dup2 epoll_wait fork open pipe poll readlink recv"
newer="$newer send sigreturn stat"
check amd64 x86_64-linux-gnu 0xc000003e "clock_gettime64 recv send sigreturn" ""
check arm64 aarch64-linux-gnu 0xc00000b7 "$newer" ""
check riscv64 riscv64-linux-gnu 0xc00000f3 "$newer" ""
check armhf arm-linux-gnueabihf 0x40000028 "" \
    "fcntl=fcntl64 fstat=fstat64 mmap=mmap2 newfstatat=statx"

# arm has two of some calls.  libc makes the newer one of most; these are left
# out because libc makes another call, or only for what no process does.
sed 's/ .*//' "$dir/numbers" | while read -r call; do
	case $call in
	*_time64)	stem=${call%_time64} ;;
	*64)		stem=${call%64} ;;
	*)		continue ;;
	esac
	grep -qx "$stem\|new$stem" "$dir/calls" || continue
	grep -qx "$call" "$dir/calls" || echo "$call"
done >"$dir/left"
is "armhf: these are left out" "$(xargs <"$dir/left")" \
    "fcntl64 fstat64 fstatat64 futex_time64 ppoll_time64 stat64"
is "armhf: there is no socketcall" "$(grep socketcall "$dir/numbers")" ""
finish
