-- include: keys.lua pace.lua lease.lua kop.lua definition.lua shown.lua wants.lua lost.lua objects.lua closure.lua view.lua claims.lua
-- Removes objects of a host whose lease has expired.  Arguments: that host,
-- ids.  Removes the entry of the host when no object is left; without ids, it
-- does only this.  While this host continues, no other host begins.
--
-- Answers	OK keys-changed left definitions [id that blocks more, ...]
--			[reserved id, ms, ...]
--		ALIVE				it has a lease again
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
	redis.call('DEL', entry_of(victim), pulse_of(victim),
	    reaper_of(victim))
else
	reap(victim)
end
return {ok(), changed, left, loaded, more, kept}
