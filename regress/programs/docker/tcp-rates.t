#!/bin/sh
# The rates that docker-reader keeps, where the engine is reached by TCP: rates.t.

TOP=${TOP:-$(cd "$(dirname "$0")/../../.." && pwd)}
ENGINE_OVER=tcp
. "$TOP/regress/programs/docker/rates.t"
