#!/bin/sh
# The package on Debian 13.

suite=trixie
. "$TOP/regress/lib/package.sh"
