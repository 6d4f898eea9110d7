-- include: keys.lua pace.lua lease.lua kop.lua definition.lua shown.lua wants.lua lost.lua objects.lua closure.lua view.lua claims.lua
-- Decides again about a reserved name, and about some objects that an object
-- has blocked.  Arguments: id, cursor.
--
-- Answers	OK keys-changed next-cursor ms		cursor "0": the end; ms until
--						the reservation expires
--		LOST engine-name since, HELLO	see lease.lua

local refusal = refused()
if refusal then
	return refusal
end

local before, after = {}, {}
local objects = load({ARGV[FIRST]}, host)
touch(objects[1], before)
local ids, next_cursor = blocked_by(ARGV[FIRST], ARGV[FIRST + 1])
load_blocked(ids, objects, before)
local more, kept = settle_all(objects, before, after)

local changed = commit(before, after)
store_claims()
return {ok(), changed, next_cursor, kept[2] or '0', more}
