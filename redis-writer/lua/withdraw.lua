-- include: keys.lua lease.lua kop.lua definition.lua wants.lua lost.lua objects.lua closure.lua view.lua claims.lua
-- Takes away what this host wants, for good.  Arguments: ids.  When nothing
-- is left, lease and entry go; the host's number stays its own.
--
-- Answers	OK keys-changed left definitions [id that blocks more, ...]
--			[id that is kept, ms, ...]
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
return {'OK', changed, left, loaded, more, kept}
