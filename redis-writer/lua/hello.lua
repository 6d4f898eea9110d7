-- include: keys.lua pace.lua number.lua listed.lua
-- Takes the host's lease.  Arguments: engine's id; engine's name; version;
-- "take" if the lease of another incarnation on the same engine may be taken,
-- as in a restart, but not if both run at the same time; the sequence number
-- of the incarnation, and its generation; for how many ms a name of the host
-- is reserved; its former number, or none.
--
-- Answers	OK number seq mine redis-version generation hosts whole bare
--		TAKEN engine-name since		another engine holds the name
--		FORMAT layout			another layout is stored
-- seq is "" if nothing is known; mine is 1 if this incarnation wrote last;
-- whole is 0 if another client may have deleted some of kopd's own keys; bare
-- is 1 at a start where all of these are deleted, but not the published keys.

local engine, name, version = ARGV[FIRST], ARGV[FIRST + 1], ARGV[FIRST + 2]
local take = ARGV[FIRST + 3] == 'take'

local layout = text_of(FORMAT)
if layout and layout ~= LAYOUT then
	return {'FORMAT', layout}
end

for _, key in ipairs({HOSTS, CLAIMS, KOPS, LEFT, HELD, IDLE, SHOWN, SILENT,
    entry_of(host), want_of(host)}) do
	drop_unless_hash(key)
end

local holder = text_of(lease_of(host))
local entry = redis.call('HMGET', entry_of(host),
    'incarnation', 'engine', 'engine_name', 'since', 'seq', 'number',
    'generation', 'objects')

-- If Redis has older data, it may have the lease of an earlier incarnation
-- again.
local generation = tonumber(ARGV[FIRST + 5] or 0)
local theirs = string.find(entry[7] or '', '^[1-9]%d*$') and
    #entry[7] <= 15 and tonumber(entry[7]) or 0
local time = redis.call('TIME')
take = take or generation > theirs

if holder and holder ~= incarnation and entry[1] and
    not (take and entry[2] == engine) then
	return {'TAKEN', entry[3] or '', entry[4] or ''}
end

local number = redis.call('HGET', HOSTS, host)
local listed = good_number(number)

-- True if the stored state of this host is complete.
local function is_whole()
	local wanted = redis.call('HLEN', want_of(host))

	if not listed and (entry[6] or redis.call('EXISTS', HOSTS) == 0 and
	    redis.call('EXISTS', CLAIMS, SHOWN) > 0) then
		return false
	elseif wanted > 0 and redis.call('EXISTS', CLAIMS, SHOWN) == 0 then
		return false
	end
	return wanted == tonumber(entry[8] or 0)
end

local whole = is_whole()
local bare = not layout and tonumber(ARGV[FIRST + 4] or 0) == 0 and
    text_of(INERT) == 'true'
if not listed then
	number = free_number(entry[6], ARGV[FIRST + 7])
end
if entry[5] and (#entry[5] > 15 or
    not string.find(entry[5], '^[1-9]%d*$') and entry[5] ~= '0') then
	entry[5] = nil
end
local mine = entry[1] == incarnation

-- If Redis lost data, the next changes have sequence numbers that no change
-- had before: older data that returns must not look like ours.
local seq, own = tonumber(entry[5] or 0), tonumber(ARGV[FIRST + 4] or 0)
local lost = false
if own > 0 and (seq ~= own or not mine) then
	lost = seq < own or not mine
	seq = math.max(seq, own) + 1
	entry[5] = string.format('%d', seq)
end

renew()
if lost then
	signal()	-- Traefik may have keys that Redis no longer has
end
send_unsent()
redis.call('SET', FORMAT, LAYOUT)
list_host(host, number)
redis.call('HSET', entry_of(host), 'engine', engine, 'engine_name', name,
    'version', version, 'number', number, 'incarnation', incarnation,
    'reserve', ARGV[FIRST + 6] or '0')
if redis.call('HGET', IDLE, host) then
	redis.call('HDEL', IDLE, host)
end
if mine then
	-- it does not know its generation if an answer was lost
	generation = math.max(generation, theirs)
else
	if generation == 0 then
		-- new: later than all, even if Redis lost them
		generation = time[1] * 1000 + math.floor(time[2] / 1000)
	end
	generation = math.max(generation, theirs + 1)
	redis.call('HSET', entry_of(host), 'since', time[1],
	    'generation', string.format('%d', generation))
end
redis.call('HSET', entry_of(host), 'seq', entry[5] or '0')
return {ok(), number, entry[5] or '', mine and '1' or '0',
    redis.REDIS_VERSION or '', string.format('%d', generation),
    redis.call('HLEN', HOSTS), whole and 1 or 0, bare and 1 or 0}
