-- include: keys.lua lease.lua kop.lua definition.lua wants.lua lost.lua objects.lua closure.lua view.lua claims.lua
-- Decides again about a name that was kept for a host, and about some of what
-- an object has blocked.  Arguments: id, cursor.
--
-- Answers	OK keys-changed next-cursor ms		cursor "0": that was all;
--						ms that the name is still kept
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
return {'OK', changed, next_cursor, kept[2] or '0', more}
