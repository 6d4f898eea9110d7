#!/bin/sh
# Containers' own addresses, where the engine is reached by TCP: own.t.

TOP=${TOP:-$(cd "$(dirname "$0")/../../.." && pwd)}
ENGINE_OVER=tcp
. "$TOP/regress/programs/docker/own.t"
