#!/bin/sh
# docker-reader with a real Docker engine at tcp://127.0.0.1: real.t.

if [ "$(id -u)" -ne 0 ]; then
	echo "1..0 # SKIP an engine of its own needs root"
	exit 0
fi

TOP=${TOP:-$(cd "$(dirname "$0")/../../.." && pwd)}
ENGINE_OVER=tcp
. "$TOP/regress/programs/docker/real.t"
