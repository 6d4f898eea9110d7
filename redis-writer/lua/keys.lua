-- The arguments of every script, and the keys of kopd in Redis.
--
-- Traefik subscribes to "__keyspace*:<root>*", and that "*" matches colons,
-- too: no key of ours may contain ":<root>".

local root, host, incarnation = ARGV[1], ARGV[2], ARGV[3]
local ttl = tonumber(ARGV[4])		-- of the lease, in ms; else of the pulse,
					-- negative: the lease does not expire
local channel = ARGV[5]			-- of Traefik; "": not needed
local expire = tonumber(ARGV[6])	-- of published keys, in ms; 0: never
local pause = ARGV[7]			-- see pace.lua: "auto", or ms
local FIRST = 8				-- the script's own arguments

local LAYOUT = '1'
local base = 'kopd:/' .. root .. '/'

-- Returns a host's number, or nil.  Times 10000 it must still be an integer.
local function good_number(text)
	if text and #text <= 9 and string.find(text, '^[1-9]%d*$') then
		return tonumber(text)
	end
	return nil
end

local FORMAT = base .. 'format'
local HOSTS = base .. 'hosts'
local CLAIMS = base .. 'claims'
local KOPS = base .. 'kops'	-- see kop.lua
local LEFT = base .. 'left'	-- id -> legacy keys
local HELD = base .. 'held'	-- see objects.lua
local SHOWN = base .. 'shown'	-- see view.lua
local IDLE = base .. 'idle'	-- host without objects -> since when
local SILENT = base .. 'silent'	-- hosts that are not active, without expiry
local INERT = root .. '/tls/certificates'

local HOSTNAME = '^[%w._-]+$'	-- of a host, and of a traefik-kop

local function entry_of(h)
	return base .. 'host/' .. h
end

local function lease_of(h)
	return base .. 'lease/' .. h
end

local function want_of(h)
	return base .. 'want/' .. h
end

-- The ids of objects that this one blocks.
local function blocked_of(id)
	return base .. 'blocked/' .. id
end

-- A lease that does not expire does not tell whether its host runs.  Its pulse
-- does, because it expires.
local function pulse_of(h)
	return base .. 'pulse/' .. h
end

local function heard_of(h)
	return redis.call('EXISTS', pulse_of(h)) == 1
end

-- Exists while a host withdraws the objects of this host, which has expired.
local function reaper_of(h)
	return base .. 'reaper/' .. h
end

local REAP = 15 * 1000		-- ms between two steps of this

local function reap(h)
	redis.call('SET', reaper_of(h), host, 'PX', REAP)
end

-- Sets our lease.  This is the first write of every script, because it changes
-- no data: if Redis rejects writes, no script stops half-way.
local function renew()
	if ttl > 0 then
		redis.call('SET', lease_of(host), incarnation, 'PX', ttl)
	else
		redis.call('SET', lease_of(host), incarnation)
		redis.call('SET', pulse_of(host), incarnation, 'PX', -ttl)
	end
end

-- Returns the string in a key, or nil.  A key of another type was written by
-- another client and counts as missing.
local function text_of(key)
	local value = redis.pcall('GET', key)

	if type(value) == 'table' then
		if string.find(value.err, 'WRONGTYPE', 1, true) then
			return nil
		end
		value = redis.call('GET', key)
	end
	return value or nil
end

-- Deletes a key that another client has written in place of a hash of ours,
-- because it would block this hash.
local function drop_unless_hash(key)
	local n = redis.pcall('HLEN', key)

	if type(n) == 'table' and
	    string.find(n.err, 'WRONGTYPE', 1, true) then
		redis.call('DEL', key)
	end
end
