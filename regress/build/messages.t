#!/bin/sh
# A change of a message changes MESSAGES_VERSION: messages.known has the version
# with a checksum of the messages, without comments, and of the settings, whose
# order is their ids.

. "$TOP/regress/lib/tap.sh"
cd "$TOP" || exit 1

# code FILE: without comments, blank lines and the version itself.
code() {
	perl -0777 -pe 's{/\*.*?\*/}{}gs; s/#define MESSAGES_VERSION.*\n//;
	    s/[ \t]+/ /g; s/\s*\n\s*/\n/g' "$1"
}

# current MESSAGES SETTINGS: the line of messages.known for these.
current() {
	echo "$(sed -n 's/^#define MESSAGES_VERSION[[:space:]]*//p' "$1")" \
	    "$( (code "$1"; grep -o '\<SET_[A-Z_]*' "$2") | cksum |
	    cut -d ' ' -f 1)"
}

is "after a change of a message, change MESSAGES_VERSION and this line" \
    "$(current common/messages.h common/settings.h)" \
    "$(cat regress/build/messages.known)"

# What it finds, and what it ignores.
sed 's/PARENT_STATUS,/PARENT_STATE,/' common/messages.h >"$dir/messages.h"
ok "another name of a message is found" \
    [ "$(current "$dir/messages.h" common/settings.h)" != \
    "$(cat regress/build/messages.known)" ]
sed '/^STRING(SET_HOSTNAME/d' common/settings.h >"$dir/settings.h"
ok "a setting less is found" \
    [ "$(current common/messages.h "$dir/settings.h")" != \
    "$(cat regress/build/messages.known)" ]
sed 's/Data flows/Bytes flow/' common/messages.h >"$dir/messages.h"
is "a comment is not" "$(current "$dir/messages.h" common/settings.h)" \
    "$(current common/messages.h common/settings.h)"
finish
