-- include: keys.lua lease.lua
-- Notes what a traefik-kop has left of some objects, so that whichever script
-- touches one of these next takes it away.  Arguments: id and packed list of
-- keys in turn.
--
-- Answers	OK
--		LOST engine-name since, HELLO	see lease.lua

local refusal = refused()
if refusal then
	return refusal
end

for i = FIRST, #ARGV, 2 do
	redis.call('HSET', LEFT, ARGV[i], ARGV[i + 1])
end
return {'OK'}
