#!/bin/sh
# A proxy before Docker, as proxy.t has it, at a TCP port.

TOP=${TOP:-$(cd "$(dirname "$0")/../../.." && pwd)}
ENGINE_OVER=tcp
. "$TOP/regress/system/remote/proxy.t"
