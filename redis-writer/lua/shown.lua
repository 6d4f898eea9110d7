-- The published keys of an object, as SHOWN has them:
--	host SPACE name NEWLINE key ...		one host claims the object
--	host + name NEWLINE key ...		CLAIMS has all that claim it
-- host: the owner.  Most objects have one claim, and need no entry in CLAIMS.
-- name: empty if it is the object's id.  key: \1 and the letter of a word, \2 with the letter of a
-- server's word and its slot, or NEWLINE and the key itself.
--
-- Older versions pack [name, key, ...], and ignore this form.

local pack_keys, sole_owner, unpack_keys

do	-- a script can have 200 local variables
	-- Their positions are stored in Redis: append others, up to 94.
	local WORDS = {'rule', 'service', 'entryPoints', 'middlewares',
	    'priority', 'tls', 'tls/certResolver', 'tls/options',
	    'tls/domains/0/main', 'tls/domains/0/sans', 'ruleSyntax',
	    'observability/accessLogs', 'loadBalancer/passHostHeader',
	    'loadBalancer/serversTransport', 'loadBalancer/healthCheck/path',
	    'loadBalancer/healthCheck/interval',
	    'loadBalancer/healthCheck/timeout',
	    'loadBalancer/healthCheck/port', 'loadBalancer/healthCheck/scheme',
	    'loadBalancer/sticky/cookie', 'loadBalancer/sticky/cookie/name',
	    'loadBalancer/sticky/cookie/secure',
	    'loadBalancer/sticky/cookie/httpOnly',
	    'loadBalancer/sticky/cookie/sameSite',
	    'loadBalancer/responseForwarding/flushInterval',
	    'addPrefix/prefix', 'stripPrefix/prefixes',
	    'stripPrefix/forceSlash', 'redirectScheme/scheme',
	    'redirectScheme/permanent', 'redirectScheme/port',
	    'redirectRegex/regex', 'redirectRegex/replacement',
	    'redirectRegex/permanent', 'replacePathRegex/regex',
	    'replacePathRegex/replacement', 'basicAuth/users',
	    'basicAuth/usersFile', 'basicAuth/removeHeader',
	    'forwardAuth/address', 'forwardAuth/trustForwardHeader',
	    'forwardAuth/authResponseHeaders', 'chain/middlewares', 'compress',
	    'ipAllowList/sourceRange', 'rateLimit/average', 'rateLimit/burst',
	    'headers/customRequestHeaders/X-Forwarded-Proto',
	    'headers/stsSeconds', 'headers/stsIncludeSubdomains',
	    'headers/stsPreload', 'headers/forceSTSHeader',
	    'headers/frameDeny', 'headers/customFrameOptionsValue',
	    'headers/contentTypeNosniff', 'headers/browserXssFilter',
	    'headers/referrerPolicy', 'headers/accessControlAllowMethods',
	    'headers/accessControlAllowOriginList',
	    'headers/accessControlAllowHeaders'}
	local SERVER_WORDS = {'url', 'address', 'weight', 'preservePath', 'tls'}

	local function letters_of(words)
		local letters = {}

		for i, word in ipairs(words) do
			letters[word] = string.char(32 + i)
		end
		return letters
	end

	local LETTERS = letters_of(WORDS)
	local SERVER_LETTERS = letters_of(SERVER_WORDS)
	local SLOT_KEY = '^' .. string.sub(SERVERS, 2) .. '/(%d+)/(%a+)$'

	local function pack_key(key)
		if LETTERS[key] then
			return '\1' .. LETTERS[key]
		end
		local slot, word = string.match(key, SLOT_KEY)
		if slot and SERVER_LETTERS[word] then
			return '\2' .. SERVER_LETTERS[word] .. slot
		end
		return '\n' .. key
	end

	-- Returns nil if another client has overwritten it.
	local function unpack_key(kind, text)
		if kind == '\n' then
			return text
		end
		local i = (string.byte(text) or 0) - 32
		if kind == '\1' then
			return WORDS[i]
		elseif kind == '\2' and SERVER_WORDS[i] then
			return string.sub(SERVERS, 2) .. '/' ..
			    string.sub(text, 2) .. '/' .. SERVER_WORDS[i]
		end
		return nil
	end

	function pack_keys(object, name, keys)
		local parts = {}

		for i, key in ipairs(keys) do
			parts[i] = pack_key(key)
		end
		return object.owner .. (#object.hosts == 1 and ' ' or '+') ..
		    (name == object.id and '' or name) .. '\n' ..
		    table.concat(parts)
	end

	local OWNER = '^([%w._-]+)'	-- see HOSTNAME

	-- Returns the host if it alone claims the object; or nil: CLAIMS has the
	-- hosts, or an older version wrote this.
	function sole_owner(packed)
		return packed and string.match(packed, OWNER .. ' ')
	end

	-- Returns name and keys as an older version packed them, or nil.
	local function unpack_older(packed)
		local ok, list = pcall(cmsgpack.unpack, packed)

		if ok and is_texts(list) then
			return table.remove(list, 1), list
		end
		return nil
	end

	-- Returns name and keys, or nil if another client has overwritten it.
	function unpack_keys(id, packed)
		local owner, name, codes = string.match(packed,
		    OWNER .. '[ +]([^%c]*)\n(.*)$')
		local keys = {}

		if not owner then
			return unpack_older(packed)
		end
		for kind, text in string.gmatch(codes, '(%c)([^%c]*)') do
			keys[#keys + 1] = unpack_key(kind, text)
		end
		return name == '' and id or name, keys
	end
end
