#!/bin/sh
# Ports of two families, where the engine is reached by TCP: families.t.

TOP=${TOP:-$(cd "$(dirname "$0")/../../.." && pwd)}
ENGINE_OVER=tcp
. "$TOP/regress/programs/docker/families.t"
