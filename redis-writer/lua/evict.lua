-- include: keys.lua lease.lua
-- Ends the lease of a host that is gone for good, so that what it left can be
-- taken away.  Arguments: that host.  One that lives would publish it again:
-- only our own former name may still have its lease.
--
-- Answers	OK
--		ALIVE engine-name ms		ms: until its lease runs out;
--						-1: never
--		UNKNOWN
--		LOST engine-name since, HELLO	see lease.lua

local refusal = refused()
if refusal then
	return refusal
end

local victim = ARGV[FIRST]
if not redis.call('HGET', HOSTS, victim) then
	return {'UNKNOWN'}
end
local left = redis.call('PTTL', lease_of(victim))
local lives = left >= 0 or left == -1 and heard_of(victim)
if lives and redis.call('GET', lease_of(victim)) ~= incarnation then
	return {'ALIVE', redis.call('HGET', entry_of(victim), 'engine_name') or
	    '', left}
end
drop_unless_hash(want_of(victim))
redis.call('DEL', lease_of(victim), pulse_of(victim))
return {'OK'}
