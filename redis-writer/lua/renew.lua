-- include: keys.lua pace.lua lease.lua
-- Renews the lease, keeps the inert entry, sends a message that was held back,
-- and lists hosts that have expired.
--
-- Answers	OK seq [host, ...] [host, ...]
--		LOST engine-name since, HELLO	see lease.lua
-- The first list has expired hosts that have objects in Redis, the second one
-- hosts of our engine that are not active but whose lease does not expire.

local DAY = 24 * 3600

local refusal = refused()
if refusal then
	return refusal
end

renew()
if text_of(INERT) ~= 'true' then
	redis.call('SET', INERT, 'true')
	signal()
end
send_unsent()

local our_engine = redis.call('HGET', entry_of(host), 'engine')

local function is_silent(h)
	if redis.call('PTTL', lease_of(h)) ~= -1 or heard_of(h) then
		return false
	end
	local engine = redis.pcall('HGET', entry_of(h), 'engine')
	return engine == our_engine
end

-- Frees the number of a host that has had no objects for a day.
local function give_back(h)
	local now = tonumber(redis.call('TIME')[1])
	local since = tonumber(redis.call('HGET', IDLE, h) or '')

	if not since or since > now then
		redis.call('HSET', IDLE, h, now)
	elseif now - since >= DAY then
		redis.call('HDEL', HOSTS, h)
		redis.call('HDEL', IDLE, h)
	end
end

local gone, silent = {}, {}
for _, h in ipairs(redis.call('HKEYS', HOSTS)) do
	if h == host or not string.find(h, '^[%w._-]+$') then
		-- this host, or no valid name
	elseif alive(h) then
		if is_silent(h) then
			table.insert(silent, h)
		end
	elseif redis.call('EXISTS', want_of(h), entry_of(h)) > 0 then
		drop_unless_hash(want_of(h))
		table.insert(gone, h)
	else
		give_back(h)
	end
end
return {ok(), sequence or '', gone, silent}
