-- The hosts of HOSTS by their numbers: a sorted set that repeats what HOSTS
-- says.  Older versions do not write it, and Redis may not permit sorted sets
-- to kopd: if it does not have as many members as HOSTS, HOSTS is read.

local NUMBERS = base .. 'numbers'	-- host -> number

-- Returns nil if Redis does not permit the command, or if another client has
-- changed the type of the key.
local function ask(...)
	local answer = redis.pcall(...)

	if type(answer) == 'table' and answer.err then
		return nil
	end
	return answer
end

local function is_complete()
	return ask('ZCARD', NUMBERS) == redis.call('HLEN', HOSTS)
end

local function list_host(h, number)
	redis.call('HSET', HOSTS, h, number)
	ask('ZADD', NUMBERS, number, h)
end

-- This is rare: the next heartbeat makes the sorted set again.
local function unlist_host(h)
	redis.call('HDEL', HOSTS, h)
	redis.call('DEL', NUMBERS)
end

-- Makes the sorted set again.  Returns all hosts.
local function list_again()
	local hosts = redis.call('HKEYS', HOSTS)
	local numbers = redis.call('HVALS', HOSTS)

	redis.call('DEL', NUMBERS)
	for i, h in ipairs(hosts) do
		if not ask('ZADD', NUMBERS, good_number(numbers[i]) or 0,
		    h) then
			break
		end
	end
	return hosts
end
