-- include: keys.lua pace.lua lease.lua kop.lua definition.lua shown.lua wants.lua lost.lua objects.lua closure.lua view.lua claims.lua
-- Withdraws objects of this host.  Arguments: ids.  Deletes the lease and the
-- entry when no object is left.  The host keeps its number.
--
-- Answers	OK keys-changed left definitions [id that blocks more, ...]
--			[reserved id, ms, ...]
--		LOST engine-name since, HELLO	see lease.lua

local refusal = refused()
if refusal then
	return refusal
end

local ids = {}
for i = FIRST, #ARGV do
	ids[#ids + 1] = ARGV[i]
end
local changed, more, kept = take_away(host, ids, true)
local left = redis.call('HLEN', want_of(host))
if left == 0 then
	redis.call('DEL', lease_of(host), pulse_of(host), entry_of(host))
end
return {ok(), changed, left, loaded, more, kept}
