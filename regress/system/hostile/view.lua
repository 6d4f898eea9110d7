-- The keys that Traefik sees, as kopctl preview prints them; without
-- the one that always stays.
local out = {}

local function escape(s)
	return (string.gsub(s, '[\t\n\\]',
	    {['\t'] = '\\t', ['\n'] = '\\n', ['\\'] = '\\\\'}))
end

for _, key in ipairs(redis.call('KEYS', 'traefik/*')) do
	if key ~= 'traefik/tls/certificates' then
		out[#out + 1] = escape(key) .. '\t' ..
		    escape(redis.call('GET', key))
	end
end
return out
