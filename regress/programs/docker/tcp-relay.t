#!/bin/sh
# Bytes are copied as they are, where the engine is reached by TCP: relay.t.

TOP=${TOP:-$(cd "$(dirname "$0")/../../.." && pwd)}
ENGINE_OVER=tcp
. "$TOP/regress/programs/docker/relay.t"
