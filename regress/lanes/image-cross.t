#!/bin/sh
# The image of kopd for arm64, built on this machine.  Its programs run on an
# emulated machine with Debian's kernel for it, where all filters of system
# calls are in force.  With IMAGE=name, an image that is there is not built.

. "$TOP/regress/lib/tap.sh"
. "$TOP/regress/lib/docker.sh"
. "$TOP/regress/lib/build.sh"
. "$TOP/regress/lib/machine.sh"
need jq
need readelf binutils
need qemu-system-aarch64 qemu-system-arm
need cpio
need_root "tools/chroot"
cd "$TOP" || exit 1

image=${IMAGE:-kopd-test-cross:$$} root=
at_exit docker_end
at_exit image_end
image_end() {
	[ -n "${IMAGE:-}" ] || docker rmi "$image" >/dev/null 2>&1
}
mkdir "$dir/docker"
docker_begin "$dir/docker" 2>"$dir/why" || bail "$(cat "$dir/why")"

if [ -z "${IMAGE:-}" ]; then
	make --no-print-directory image ARCHITECTURE=arm64 IMAGE="$image" \
	    >"$dir/make.log" 2>&1
	result $? "make image ARCHITECTURE=arm64" "$dir/make.log" || finish
fi
is "the image is for arm64" "$(docker image inspect \
    -f '{{.Os}}/{{.Architecture}}/{{.Variant}}' "$image")" linux/arm64/v8
size=$(docker image inspect -f '{{.Size}}' "$image")
echo "# the image has $size bytes"
ok "it has at most 8 MB" [ "$size" -le 8000000 ]
ok "it has a health check" [ -n "$(docker image inspect \
    -f '{{.Config.Healthcheck.Test}}' "$image")" ]

# The root directory of the emulated machine, with the image in /image.
machine=$dir/machine
sysroot=$TOP/build/cross/image-arm64
mkdir -p "$TOP/build/cross"
tools/sysroot arm64 "$sysroot" busybox-static libc6 linux-image-arm64
result $? "a kernel is there" || finish
machine_root "$sysroot" aarch64-linux-gnu "$machine"
mkdir "$machine/image"
container=$(docker create --platform linux/arm64 \
    --label "$docker_run_label" "$image")
docker export "$container" | tar -x -C "$machine/image"
for program in sbin/kopd sbin/kopctl libexec/kopd/docker-reader \
    libexec/kopd/route-maker libexec/kopd/redis-writer; do
	readelf -hlW "$machine/image/usr/$program" >"$dir/elf"
	ok "$program is for arm64" grep -q 'Machine: *AArch64' "$dir/elf"
	ok "$program is static, at any address" eval \
	    '! grep -q INTERP "$dir/elf" && grep -q "Type: *DYN" "$dir/elf"'
done

mkdir -p "$machine/image/proc" "$machine/image/dev" "$machine/image/etc/kopd"
cat >"$machine/image/etc/kopd/kopd.conf" <<'EOT'
hostname "arm"
bind ip 127.0.0.1
docker { socket "/run/docker.sock" }
redis { host "127.0.0.1" }
EOT
cat >"$machine/tests/image" <<'EOT'
#!/bin/busybox sh
in_image() {
	chroot /image "$@"
}
mount -t proc proc /image/proc
mount -t devtmpfs devtmpfs /image/dev
mkdir -p /image/run/kopd
in_image /usr/sbin/kopd -n || exit 1
chroot /image /usr/sbin/kopd -d &
looks=0
until in_image /usr/sbin/kopctl show >/tmp/show 2>&1 &&
    [ "$(grep -c seccomp /tmp/show)" -ge 4 ]; do
	looks=$((looks + 1))
	[ $looks -lt 300 ] || break
	sleep 1
done
cat /tmp/show
kill $!
wait $!
echo "status $?"
EOT
chmod 755 "$machine/tests/image"
machine_run arm64 "$(ls "$sysroot"/boot/vmlinuz-*)" "$machine" "$dir/out"
sed -n 's/^@kernel /# kernel: /p' "$dir/out"
machine_output "$dir/out" image >"$dir/said"
ok "there, kopd accepts its configuration" \
    grep -q 'configuration OK' "$dir/said"
is "each process is confined" "$(grep -c 'confinement .*seccomp' "$dir/said")" 4
ok "none is killed by its filter" not grep -q 'bad system call' "$dir/said"
ok "it ends with status 0" grep -q '^status 0' "$dir/said"
sed 's/^/# /' "$dir/said"
finish
