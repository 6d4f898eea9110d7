#!/bin/sh
# kopd in the network of a container, where the engine is reached by TCP: inside.t.

TOP=${TOP:-$(cd "$(dirname "$0")/../../.." && pwd)}
ENGINE_OVER=tcp
. "$TOP/regress/programs/docker/inside.t"
