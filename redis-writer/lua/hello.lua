-- include: keys.lua number.lua
-- Takes the host's lease.  Arguments: engine's id, engine's name, version,
-- "take" where a lease that another incarnation holds on the same engine may
-- be taken from it: a restart, as against two that run side by side; the
-- sequence number that the incarnation has, and its generation; for how many
-- ms a name of the host is kept for it; the number that it had, or none.
--
-- Answers	OK number seq mine redis-version generation hosts whole bare
--		TAKEN engine-name since		another engine holds the name
--		FORMAT layout			we do not know what is stored
-- seq is "" where nothing is known; mine is 1 where we were the last to write;
-- whole is 0 where somebody may have deleted some of the books, and bare is 1
-- at a start where all of them are gone, but not what they were about.

local engine, name, version = ARGV[FIRST], ARGV[FIRST + 1], ARGV[FIRST + 2]
local take = ARGV[FIRST + 3] == 'take'

local layout = text_of(FORMAT)
if layout and layout ~= LAYOUT then
	return {'FORMAT', layout}
end

for _, key in ipairs({HOSTS, CLAIMS, KOPS, LEFT, HELD, IDLE, SHOWN, entry_of(host),
    want_of(host)}) do
	drop_unless_hash(key)
end

local holder = text_of(lease_of(host))
local entry = redis.call('HMGET', entry_of(host),
    'incarnation', 'engine', 'engine_name', 'since', 'seq', 'number',
    'generation', 'objects')

-- A lease of one who came before us is there again where Redis has older data.
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

-- What the books have is what they say that they have.
local function is_whole()
	local wanted = redis.call('HLEN', want_of(host))

	if not listed and (entry[6] or redis.call('EXISTS', HOSTS) == 0 and
	    redis.call('EXISTS', CLAIMS, SHOWN) > 0) then
		return false
	elseif wanted > 0 and redis.call('EXISTS', CLAIMS) == 0 then
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

-- Where Redis lost something, what is written next gets numbers that were
-- never given: older data that comes back must not look as if it were ours.
local seq, own = tonumber(entry[5] or 0), tonumber(ARGV[FIRST + 4] or 0)
if own > 0 and (seq ~= own or not mine) then
	seq = math.max(seq, own) + 1
	entry[5] = string.format('%d', seq)
end

renew()
redis.call('SET', FORMAT, LAYOUT)
redis.call('HSET', HOSTS, host, number)
redis.call('HSET', entry_of(host), 'engine', engine, 'engine_name', name,
    'version', version, 'number', number, 'incarnation', incarnation,
    'reserve', ARGV[FIRST + 6] or '0')
if redis.call('HGET', IDLE, host) then
	redis.call('HDEL', IDLE, host)
end
if not mine then
	if generation == 0 then
		-- new: later than all, also than those that Redis forgot
		generation = time[1] * 1000 + math.floor(time[2] / 1000)
	end
	generation = math.max(generation, theirs + 1)
	redis.call('HSET', entry_of(host), 'since', time[1],
	    'generation', string.format('%d', generation))
end
redis.call('HSET', entry_of(host), 'seq', entry[5] or '0')
return {'OK', number, entry[5] or '', mine and '1' or '0',
    redis.REDIS_VERSION or '', string.format('%d', generation),
    redis.call('HLEN', HOSTS), whole and 1 or 0, bare and 1 or 0}
