-- include: keys.lua lease.lua
-- Deletes the lease of a host that does not return, so that its objects can be
-- removed.  Arguments: that host.  An active host would publish them again:
-- only a former name of this host may still have its lease.
--
-- Answers	OK
--		ALIVE engine-name ms		ms: until its lease expires;
--						-1: does not expire
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
