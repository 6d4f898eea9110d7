# An emulated machine of another kind, with Debian's kernel, that runs test
# programs.  Source it after tap.sh.

# machine_root SYSROOT TRIPLET DIRECTORY: the root directory of the machine,
# with the libraries of a sysroot.  Programs go to its tests/.
machine_root() {
	mkdir -p "$3/bin" "$3/lib" "$3/etc" "$3/proc" "$3/sys" "$3/dev" \
	    "$3/tmp" "$3/run" "$3/tests" "$3/usr/lib/$2" "$3/lib/$2"
	cp "$1/bin/busybox" "$3/bin/"
	cp -a "$1"/lib/ld-linux* "$3/lib/"
	cp -a "$1/lib/$2"/*.so* "$3/lib/$2/"
	cp -a "$1/usr/lib/$2"/*.so* "$3/usr/lib/$2/"
	rm -f "$3/usr/lib/$2"/lib*.so
	printf 'root:x:0:0::/:/bin/sh\nnobody:x:65534:65534::/:/bin/sh\n' \
	    >"$3/etc/passwd"
	printf 'root:x:0:\nnogroup:x:65534:\n' >"$3/etc/group"
	for _user in _kopd _kopdd _kopdm _kopdr; do
		_id=$((${_id:-900} + 1))
		echo "$_user:x:$_id:$_id::/:/bin/false" >>"$3/etc/passwd"
		echo "$_user:x:$_id:" >>"$3/etc/group"
	done
	cat >"$3/init" <<-'EOT'
	#!/bin/busybox sh
	/bin/busybox --install -s /bin 2>/dev/null
	export PATH=/bin CMOCKA_MESSAGE_OUTPUT=TAP LC_ALL=C
	mount -t proc proc /proc
	mount -t sysfs sysfs /sys
	mount -t devtmpfs devtmpfs /dev
	mount -t tmpfs -o mode=1777 tmpfs /tmp
	mount -t tmpfs -o mode=755 tmpfs /run
	ifconfig lo up
	dmesg -n 1
	echo
	echo "@kernel $(uname -rm)"
	for t in /tests/*; do
		echo "@begin ${t##*/}"
		"$t" </dev/null 2>&1
		echo "@end ${t##*/} $?"
	done
	poweroff -f
	EOT
	chmod 755 "$3/init"
	# busybox wants a name in argv, which a test leaves out.
	printf '#!/bin/busybox true\n' >"$3/bin/true"
	chmod 755 "$3/bin/true"
}

# machine_run ARCHITECTURE KERNEL DIRECTORY OUTPUT: boots the kernel with that
# root directory, and waits until all tests have ended.  Each process of the
# machine is one of qemu, which is slow: an hour is the limit.
machine_run() {
	(cd "$3" && find . | cpio --quiet -o -H newc -R 0:0) | gzip -1 >"$3.gz"
	case $1 in
	arm64)	set -- qemu-system-aarch64 cortex-a57 "$2" "$3.gz" "$4" ;;
	armhf)	set -- qemu-system-arm cortex-a15 "$2" "$3.gz" "$4" ;;
	esac
	timeout 3600 "$1" -M virt -cpu "$2" -smp 1 -m 1024 -nographic \
	    -nodefaults -serial stdio -monitor none -no-reboot -kernel "$3" \
	    -initrd "$4" -append "console=ttyAMA0 quiet panic=-1" \
	    </dev/null 2>&1 | tr -d '\r' >"$5"
}

# machine_status OUTPUT TEST: the exit status of a test there; "" if it did not
# end.
machine_status() {
	sed -n "s/^@end $2 //p" "$1"
}

# machine_output OUTPUT TEST: what it wrote.
machine_output() {
	sed -n "/^@begin $2\$/,/^@end $2 /p" "$1"
}
