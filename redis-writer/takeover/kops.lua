-- include: keys.lua lease.lua
-- Stores the hosts that have, or had, a traefik-kop.  Arguments: their names;
-- these replace the stored ones.
--
-- Answers	OK
--		LOST engine-name since, HELLO	see lease.lua

local refusal = refused()
if refusal then
	return refusal
end

local gone = {}
for _, k in ipairs(redis.call('HKEYS', KOPS)) do
	gone[k] = true
end
for i = FIRST, #ARGV do
	if not gone[ARGV[i]] then
		redis.call('HSET', KOPS, ARGV[i], '1')
	end
	gone[ARGV[i]] = nil
end
for k in pairs(gone) do
	redis.call('HDEL', KOPS, k)
end
return {'OK'}
