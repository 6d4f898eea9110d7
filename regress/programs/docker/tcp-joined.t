#!/bin/sh
# Containers that join networks, where the engine is reached by TCP: joined.t.

TOP=${TOP:-$(cd "$(dirname "$0")/../../.." && pwd)}
ENGINE_OVER=tcp
. "$TOP/regress/programs/docker/joined.t"
