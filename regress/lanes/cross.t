#!/bin/sh
# kopd for arm64 and armhf, built on this machine by cross compilers.
#
# The unit tests run under qemu-user.  That passes no filter of system calls to
# a kernel, so the tests of the sandbox run on an emulated machine instead, with
# Debian's kernel for it: there, all filters are in force.  What a newer
# Landlock than that of the kernel does is not shown.
# ARCHITECTURES=armhf is for a single one.

. "$TOP/regress/lib/tap.sh"
. "$TOP/regress/lib/build.sh"
. "$TOP/regress/lib/machine.sh"
need aarch64-linux-gnu-gcc gcc-aarch64-linux-gnu
need arm-linux-gnueabihf-gcc gcc-arm-linux-gnueabihf
need qemu-arm qemu-user
need qemu-system-arm
need cpio

LIBRARIES="libc6-dev libevent-dev libhiredis-dev libbsd-dev libjansson-dev
    libmd-dev libpcre2-dev libssl-dev libyaml-dev libcmocka-dev busybox-static"
INSIDE=regress/programs/sandbox

# What was fetched and compiled is used again by the next run.
cache=$TOP/build/cross
mkdir -p "$cache"

# skipped NAME OUTPUT: the cases that a test did not run, once each.
skipped() {
	sed -n 's/^ok .*# SKIP \(.*\)/\1/p' "$1" | sort | uniq -c |
	    sed "s/^ */# not run, each: /"
}

# on_machine NAME TRIPLET: the tests of the sandbox, on an emulated machine.
on_machine() {
	_cpu=$1 _root=$cache/$1 _machine=$dir/$1
	machine_root "$_root" "$2" "$_machine"
	for _test in $(programs "$BUILD/$INSIDE"); do
		cp "$_test" "$_machine/tests/"
	done
	machine_run "$_cpu" "$(ls "$_root"/boot/vmlinuz-*)" "$_machine" \
	    "$_machine.out"
	sed -n 's/^@kernel /# kernel: /p' "$_machine.out"
	ok "$_cpu: an emulated machine runs the tests of the sandbox" \
	    grep -q '^@kernel' "$_machine.out"
	for _test in "$_machine"/tests/*; do
		_test=${_test##*/}
		machine_output "$_machine.out" "$_test" >"$dir/out"
		is "$_cpu: $_test" "$(machine_status "$_machine.out" "$_test")" 0
		grep '^not ok' "$dir/out" | diagnose
		case $_test in *-levels) continue ;; esac	# of Landlock alone
		ok "$_cpu: $_test: calls are refused by the kernel" \
		    grep -q '^ok .*killed: bad system call' "$dir/out"
	done
	skipped "$_machine.out"
}

# cross NAME TRIPLET QEMU KERNEL BITS
cross() {
	_cpu=$1 _triplet=$2 _qemu=$3 _kernel=$4 _bits=$5
	BUILD=$cache/$_cpu-objects
	"$TOP/tools/sysroot" "$_cpu" "$cache/$_cpu" $LIBRARIES "$_kernel"
	result $? "$_cpu: libraries are there" || return
	export PKG_CONFIG_SYSROOT_DIR="$cache/$_cpu"
	export PKG_CONFIG_LIBDIR="$cache/$_cpu/usr/lib/$_triplet/pkgconfig"
	builds "$_cpu: all programs and tests build" "$BUILD" \
	    CC="$_triplet-gcc --sysroot=$cache/$_cpu" all tests
	for _program in kopd kopctl docker-reader route-maker redis-writer; do
		readelf -hldW "$BUILD/$_program/$_program" >"$dir/elf"
		ok "$_cpu: $_program has $_bits bits" \
		    grep -q "Class: *ELF$_bits" "$dir/elf"
		ok "$_cpu: $_program is hardened" eval \
		    'grep -q "Flags:.*NOW PIE" "$dir/elf" &&
			grep -q GNU_RELRO "$dir/elf"'
	done
	export QEMU_LD_PREFIX="$cache/$_cpu"
	for _test in $(programs "$BUILD/regress/unit"); do
		passes "$_cpu: ${_test#"$BUILD/"}" "$_qemu" "$_test"
	done
	on_machine "$_cpu" "$_triplet"
}

cd "$TOP" || exit 1
for architecture in ${ARCHITECTURES:-arm64 armhf}; do
	case $architecture in
	arm64)	cross arm64 aarch64-linux-gnu qemu-aarch64 linux-image-arm64 64
		is "arm64: jumps go only to where they may" \
		    "$(readelf -nW "$BUILD/common/log.o" |
		    grep -c 'AArch64 feature: BTI, PAC')" 1 ;;
	armhf)	cross armhf arm-linux-gnueabihf qemu-arm linux-image-armmp 32 ;;
	*)	bail "no such architecture: $architecture" ;;
	esac
done
finish
