-- include: keys.lua pace.lua lease.lua listed.lua
-- Renews the lease, keeps the inert entry, sends a message that was held back,
-- and checks whether some hosts have expired: the next ones after those that the
-- last heartbeat of any host has checked.  So a heartbeat costs the same beside
-- any number of hosts, and all are checked in the time of one.
-- Argument: "reap" if this host can withdraw the objects of an expired host.
--
-- Answers	OK seq [host] [host, ...] hosts
--		LOST engine-name since, HELLO	see lease.lua
-- The first list has a host that has expired and has objects in Redis; no other
-- host gets it meanwhile.  The second one has hosts of our engine that are not
-- active but whose lease does not expire.

local CHECKS = 8		-- hosts that one heartbeat checks
local CHECKED = base .. 'checked'	-- number of the last one of them
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

local gone, silent = {}, {}

-- Frees the number of a host that has had no objects for a day.
local function give_back(h)
	local now = tonumber(redis.call('TIME')[1])
	drop_unless_hash(IDLE)
	local since = tonumber(redis.call('HGET', IDLE, h) or '')

	if not since or since > now then
		redis.call('HSET', IDLE, h, now)
	elseif now - since >= DAY then
		unlist_host(h)
		redis.call('HDEL', IDLE, h)
	end
end

local function check_expired(h)
	if #gone == 0 and ARGV[FIRST] == 'reap' and
	    redis.call('EXISTS', reaper_of(h)) == 0 then
		drop_unless_hash(want_of(h))
		reap(h)
		gone[1] = h
	end
end

local function check(h)
	local ms = redis.call('PTTL', lease_of(h))

	if ms == -1 and not heard_of(h) then
		redis.call('HSET', SILENT, h, '1')
	elseif ms ~= -2 then
		-- it is active
	elseif redis.call('EXISTS', want_of(h), entry_of(h)) > 0 then
		check_expired(h)
	else
		give_back(h)
	end
end

local function page(first, last, count)
	return ask('ZRANGEBYSCORE', NUMBERS, first, last, 'LIMIT', 0, count)
end

-- Returns the next hosts, and notes where they end; nil if Redis does not permit
-- that.  An older version removes hosts from HOSTS only.
local function next_hosts()
	local after = good_number(text_of(CHECKED)) or 0
	local list = page('(' .. after, '+inf', CHECKS)

	if not list then
		return nil
	end
	for _, h in ipairs(page('-inf', after, CHECKS - #list)) do
		list[#list + 1] = h
	end
	local numbers = redis.call('HMGET', HOSTS, unpack(list))
	if #list == CHECKS then
		redis.call('SET', CHECKED, numbers[CHECKS] or '0')
	end
	for i = #list, 1, -1 do
		if not numbers[i] then
			redis.call('DEL', NUMBERS)
			table.remove(list, i)
		end
	end
	return list
end

-- Lists the silent hosts of our engine, and forgets those that are not silent.
local function list_silent()
	local engine = redis.call('HGET', entry_of(host), 'engine')

	for _, h in ipairs(redis.call('HKEYS', SILENT)) do
		if redis.call('PTTL', lease_of(h)) ~= -1 or heard_of(h) then
			redis.call('HDEL', SILENT, h)
		elseif redis.pcall('HGET', entry_of(h), 'engine') == engine then
			table.insert(silent, h)
		end
	end
end

drop_unless_hash(SILENT)
for _, h in ipairs(is_complete() and next_hosts() or list_again()) do
	if h ~= host and string.find(h, HOSTNAME) then
		check(h)
	end
end
list_silent()
return {ok(), sequence or '', gone, silent, redis.call('HLEN', HOSTS)}
