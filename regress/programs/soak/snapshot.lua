-- All that is stored, a line each, so that it is of one moment:
--	h HOST NUMBER			l HOST
--	c OBJECT HOST ...		v KEY=VALUE
--	w HOST OBJECT NAME MERGE FRAME SERVERS	x OBJECT HOW HOST
-- Frames and servers are "key=value,..." in the order of their keys; "-": none.

local base, out = 'kopd:/traefik/', {}

local function say(...)
	out[#out + 1] = table.concat({...}, ' ')
end

local function each(key, f)
	local flat = redis.pcall('HGETALL', key)
	for i = 1, #flat, 2 do
		f(flat[i], flat[i + 1])
	end
end

local function add(list, prefix, flat)
	for i = 1, #flat, 2 do
		list[#list + 1] = prefix .. flat[i] .. '=' .. flat[i + 1]
	end
end

local function list_text(list)
	return #list == 0 and '-' or table.concat(list, ',')
end

local function definition(blob)
	local d = cmsgpack.unpack(blob)
	local frame, servers, slots = {}, {}, {}
	add(frame, '', cmsgpack.unpack(d[2]))
	for slot in pairs(d[3]) do
		slots[#slots + 1] = slot
	end
	table.sort(slots)
	for _, slot in ipairs(slots) do
		add(servers, slot .. '/', d[3][slot])
	end
	return d[1], d[4], list_text(frame), list_text(servers)
end

each(base .. 'hosts', function(h, number)
	say('h', h, number)
end)
each(base .. 'claims', function(id, list)
	say('c', id, list)
end)
each(base .. 'shown', function(id, packed)
	local owner = string.match(packed, '^([%w._-]+) ')
	if owner and redis.call('HEXISTS', base .. 'claims', id) == 0 then
		say('c', id, owner)
	end
end)
each(base .. 'held', function(id, packed)
	local held = cmsgpack.unpack(packed)
	say('x', id, held[1], held[2] == '' and '-' or held[2])
end)
for _, key in ipairs(redis.call('KEYS', base .. 'lease/*')) do
	say('l', string.sub(key, #base + 7))
end
for _, key in ipairs(redis.call('KEYS', base .. 'want/*')) do
	each(key, function(id, blob)
		say('w', string.sub(key, #base + 6), id, definition(blob))
	end)
end
for _, key in ipairs(redis.call('KEYS', 'traefik/*')) do
	local value = redis.pcall('GET', key)
	say('v', key .. '=' .. (type(value) == 'string' and value or '?'))
end
return table.concat(out, '\n')
