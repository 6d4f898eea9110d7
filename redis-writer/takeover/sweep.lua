-- include: keys.lua pace.lua lease.lua kop.lua definition.lua shown.lua wants.lua lost.lua objects.lua closure.lua view.lua claims.lua
-- Removes the legacy keys of a traefik-kop.  Arguments: its host, ids.  A host
-- that waits for an object becomes its owner.  Without ids, removes the sets
-- of traefik-kop: this is the end.
--
-- Answers	OK keys-changed [id that blocks more, ...] [reserved id, ms,
--			...]
--		LOST engine-name since, HELLO	see lease.lua

local refusal = refused()
if refusal then
	return refusal
end

local kop, ids = ARGV[FIRST], {}
for i = FIRST + 1, #ARGV do
	ids[#ids + 1] = ARGV[i]
end
renew()
redis.call('HDEL', KOPS, kop)

if #ids == 0 then
	for _, set in ipairs({'http_routers', 'http_services',
	    'http_middlewares', 'tcp_routers', 'tcp_services',
	    'tcp_middlewares', 'udp_routers', 'udp_services',
	    'kop_last_update'}) do
		redis.call('DEL', 'traefik_' .. set .. '@' .. kop)
	end
	return {ok(), 0}
end

local before, after = {}, {}
local objects = load(ids, host)
for _, object in ipairs(objects) do
	touch(object, before)
	disown(object, KOP .. kop)
	yield(object, before)
	place_left(object, before)
end
local more, kept = settle_all(objects, before, after)
local changed = commit(before, after)
store_claims()
return {ok(), changed, more, kept}
