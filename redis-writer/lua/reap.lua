-- include: keys.lua lease.lua kop.lua definition.lua wants.lua lost.lua objects.lua closure.lua view.lua claims.lua
-- Takes objects away from a host whose lease is gone.  Arguments: that host,
-- ids.  Without ids, and when nothing is left, its entry goes.
--
-- Answers	OK keys-changed left definitions [id that blocks more, ...]
--			[id that is kept, ms, ...]
--		ALIVE				it came back
--		LOST engine-name since, HELLO	see lease.lua

local refusal = refused()
if refusal then
	return refusal
end

local victim = ARGV[FIRST]
if alive(victim) then
	return {'ALIVE'}
end

local ids = {}
for i = FIRST + 1, #ARGV do
	ids[#ids + 1] = ARGV[i]
end
local changed, more, kept = take_away(victim, ids, false)
local left = redis.call('HLEN', want_of(victim))
if left == 0 then
	redis.call('DEL', entry_of(victim), pulse_of(victim))
end
return {'OK', changed, left, loaded, more, kept}
