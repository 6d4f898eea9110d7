#!/bin/sh
# Creates the root directory of a separate machine for systemd and starts
# systemd in it.  systemd.sh runs this script, in separate namespaces.
# usage: systemd-root.sh DIR FILES [SOURCE=PLACE ...]
# The root directory is that of this machine, or SYSTEMD_BASE, overlaid by FILES;
# changes are dropped.  DIR is an empty directory.  Each SOURCE is mounted at
# PLACE.

set -eu
dir=$1 files=$2
shift 2

mount --make-rprivate /
mount -t tmpfs -o mode=755 tmpfs "$dir"
mkdir "$dir/upper" "$dir/work" "$dir/root"
cp -a "$files/." "$dir/upper"
lower=${SYSTEMD_BASE:-/}
mount -t overlay -o "lowerdir=$lower,upperdir=$dir/upper,workdir=$dir/work" \
    overlay "$dir/root"
root=$dir/root

# The parameters of the kernel are those of this machine, too: do not change
# them.
mount -t proc proc "$root/proc"
mount --bind "$root/proc/sys" "$root/proc/sys"
mount -o remount,bind,ro "$root/proc/sys"
mount -t sysfs -o ro sysfs "$root/sys"
# This shows systemd that all control groups are of version 2.
mount -t cgroup2 cgroup2 "$root/sys/fs/cgroup"

fresh() {
	mkdir -p "$root/$1"
	mount -t tmpfs -o "mode=$2" tmpfs "$root/$1"
}
fresh dev 755
for node in null:3 zero:5 full:7 random:8 urandom:9; do
	mknod -m 666 "$root/dev/${node%:*}" c 1 "${node#*:}"
done
# The devices of PrivateDevices=.
mknod -m 666 "$root/dev/tty" c 5 0
mkdir "$root/dev/pts" "$root/dev/shm"
mount -t devpts -o newinstance,ptmxmode=0666 devpts "$root/dev/pts"
ln -s pts/ptmx "$root/dev/ptmx"
mount -t tmpfs -o mode=1777 tmpfs "$root/dev/shm"
ln -s /proc/self/fd "$root/dev/fd"
fresh run 755
fresh tmp 1777
fresh var/log 755
fresh var/tmp 1777

# Of the units of this machine, only the journal is started.
fresh etc/systemd/system 755
for wants in "$root"/lib/systemd/system/*.wants "$root/lib/systemd/system-generators"; do
	mount -t tmpfs -o mode=755 tmpfs "$wants"
done
ln -s ../systemd-journald.service \
    "$root/lib/systemd/system/sysinit.target.wants/"
cat >"$root/etc/systemd/system/default.target" <<EOT
[Unit]
Requires=basic.target
After=basic.target
EOT

for bind; do
	mkdir -p "$root${bind#*=}"
	mount --bind "${bind%%=*}" "$root${bind#*=}"
done

cd "$root"
mkdir run/outside
pivot_root . run/outside
umount -l /run/outside
rmdir /run/outside
# With $container set, systemd expects no hardware.
exec env -i container=kopd-test PATH=/usr/sbin:/usr/bin:/sbin:/bin \
    /lib/systemd/systemd </dev/null
