#!/bin/sh
# Ports that are not published, where the engine is reached by TCP: unpublished.t.

TOP=${TOP:-$(cd "$(dirname "$0")/../../.." && pwd)}
ENGINE_OVER=tcp
. "$TOP/regress/programs/docker/unpublished.t"
