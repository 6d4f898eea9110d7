#!/bin/sh
# The package on Debian 12.

suite=bookworm
. "$TOP/regress/lib/package.sh"
