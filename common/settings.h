/*
 * Copyright (c) 2026 The kopd authors
 *
 * Permission to use, copy, modify, and distribute this software for any
 * purpose with or without fee is hereby granted, provided that the above
 * copyright notice and this permission notice appear in all copies.
 *
 * THE SOFTWARE IS PROVIDED "AS IS" AND THE AUTHOR DISCLAIMS ALL WARRANTIES
 * WITH REGARD TO THIS SOFTWARE INCLUDING ALL IMPLIED WARRANTIES OF
 * MERCHANTABILITY AND FITNESS. IN NO EVENT SHALL THE AUTHOR BE LIABLE FOR
 * ANY SPECIAL, DIRECT, INDIRECT, OR CONSEQUENTIAL DAMAGES OR ANY DAMAGES
 * WHATSOEVER RESULTING FROM LOSS OF USE, DATA OR PROFITS, WHETHER IN AN
 * ACTION OF CONTRACT, NEGLIGENCE OR OTHER TORTIOUS ACTION, ARISING OUT OF
 * OR IN CONNECTION WITH THE USE OR PERFORMANCE OF THIS SOFTWARE.
 */

/*
 * All settings of kopd.conf(5), one in a row, and other values that kopd sends
 * to a child.  setting.h makes an enum of them, config.c the fields of each
 * child, and kopd the rest: see kopd/conf/row.h.  The order is that of
 * kopd -nv.
 *
 * A new option is a row here, a member of the structure of each process that
 * has it (config.h, or kopd/conf/conf.h for kopd), its grammar in parse.y with
 * new words in keywords.h, and an entry in kopd.conf(5).
 *
 * The including file defines ROW(), which a row expands to, and KOPD(),
 * READER(), MAKER() and WRITER(), if it uses the last argument of ROW().
 *
 * The columns:
 *	the number of the setting;
 *	the block of kopd.conf; BLOCK_NONE for values that are not in kopd.conf;
 *	the prefix of the words in errors: "docker " of "docker socket";
 *	the words of the statement;
 *	how the value is written, read and printed;
 *	the default, unless it is a list;
 *	of a number, its minimum and its maximum;
 *	of a string or of an entry of a list, the function of kopd that returns
 *	    why it is rejected, or NULL;
 *	the processes that have it, each with the member of its structure:
 *	    KOPD() keeps it for kopd; READER(), MAKER() and WRITER() send it to
 *	    that child, which gets nothing else.
 */

/* Up to CONF_STRING_MAX bytes. */
#define STRING(set, block, prefix, words, kind, value, check, ...)	\
	ROW(CONFIG_STRING, set, block, prefix, words, kind, value, 0,	\
	    0, CONF_STRING_MAX, check, __VA_ARGS__)
/* Up to CONF_TEXT_MAX bytes, in several lines. */
#define TEXT(set, block, prefix, words, kind, value, check, ...)	\
	ROW(CONFIG_TEXT, set, block, prefix, words, kind, value, 0,	\
	    0, CONF_TEXT_MAX, check, __VA_ARGS__)
/* Up to CONF_FILE_MAX bytes. */
#define WHOLE_FILE(set, block, prefix, words, kind, value, check, ...)	\
	ROW(CONFIG_FILE, set, block, prefix, words, kind, value, 0,	\
	    0, CONF_FILE_MAX, check, __VA_ARGS__)
#define NUMBER(set, block, prefix, words, kind, value, min, max, ...)	\
	ROW(CONFIG_NUMBER, set, block, prefix, words, kind, NULL, value, \
	    min, max, NULL, __VA_ARGS__)
#define BOOLEAN(set, block, prefix, words, kind, value, ...)		\
	NUMBER(set, block, prefix, words, kind, value, 0, 1, __VA_ARGS__)
/* Up to CONF_LIST_MAX entries. */
#define LIST(set, block, prefix, words, kind, check, ...)		\
	ROW(CONFIG_LIST, set, block, prefix, words, kind, NULL, 0,	\
	    0, CONF_STRING_MAX, check, __VA_ARGS__)
/* Has no value: see conf_note(). */
#define NOTE(set, block, prefix, words)					\
	ROW(CONFIG_NUMBER, set, block, prefix, words, KIND_NONE, NULL, 0, \
	    0, 0, NULL, )

#define DAY	(24 * 60 * 60)
#define YEARS	(10 * 365 * DAY)

STRING(SET_HOSTNAME, BLOCK_MAIN, "", "hostname", KIND_NAME,
    "", name_host_fault, MAKER(hostname) WRITER(hostname))
NUMBER(SET_TRAEFIK_VERSION, BLOCK_MAIN, "", "traefik version", KIND_VERSION,
    TRAEFIK_NEWEST, 0, UINT32_MAX,
    MAKER(traefik_version) WRITER(traefik_version))
STRING(SET_BIND, BLOCK_MAIN, "", "bind", KIND_BIND, "", NULL, KOPD(bind_value))
NUMBER(SET_UNPUBLISHED_PORTS, BLOCK_MAIN, "", "unpublished ports",
    KIND_UNPUBLISHED, UNPUBLISHED_WARN, UNPUBLISHED_WARN, UNPUBLISHED_CONTAINER,
    MAKER(unpublished_ports))
NUMBER(SET_TTL, BLOCK_MAIN, "", "ttl", KIND_INTERVAL,
    60, 0, YEARS, WRITER(ttl))
NUMBER(SET_HEARTBEAT, BLOCK_MAIN, "", "heartbeat", KIND_SECONDS,
    5, 1, DAY, WRITER(heartbeat))
BOOLEAN(SET_MERGE_EQUAL, BLOCK_MAIN, "", "merge equal", KIND_YES_NO,
    0, MAKER(merge_equal))
NUMBER(SET_SHARE_SERVICES, BLOCK_MAIN, "", "share services within", KIND_SHARE,
    SHARE_HOST, SHARE_HOST, SHARE_ALL, MAKER(share_services))
BOOLEAN(SET_NAME_SCOPE, BLOCK_MAIN, "", "name scope project", KIND_FLAG,
    0, MAKER(name_scope))
BOOLEAN(SET_LOSSY_LABELS, BLOCK_MAIN, "", "lossy labels", KIND_YES_NO,
    0, MAKER(lossy_labels))
BOOLEAN(SET_WITHDRAW_ON_EXIT, BLOCK_MAIN, "", "withdraw on exit", KIND_YES_NO,
    0, WRITER(withdraw_on_exit))
BOOLEAN(SET_EXPIRE_KEYS, BLOCK_MAIN, "", "expire keys", KIND_YES_NO,
    0, WRITER(expire_keys))
NUMBER(SET_RESERVE_NAMES, BLOCK_MAIN, "", "reserve names", KIND_SECONDS,
    5, 0, 60 * 60, MAKER(reserve_names) WRITER(reserve_names))
NUMBER(SET_LIMIT_OBJECTS, BLOCK_MAIN, "", "limit objects", KIND_NUMBER,
    LIMIT_OBJECTS, 1, LIMIT_OBJECTS_MAX,
    MAKER(limit_objects) WRITER(limit_objects))
NUMBER(SET_LIMIT_BYTES, BLOCK_MAIN, "", "limit bytes", KIND_SIZE,
    LIMIT_BYTES, LIMIT_BYTES_MIN, LIMIT_BYTES_MAX,
    MAKER(limit_bytes) WRITER(limit_bytes))
NUMBER(SET_SANDBOX, BLOCK_MAIN, "", "sandbox", KIND_SANDBOX,
    SANDBOX_DEFAULT, SANDBOX_DEFAULT, SANDBOX_LENIENT,
    READER(sandbox) MAKER(sandbox) WRITER(sandbox))
BOOLEAN(SET_LOG_JSON, BLOCK_MAIN, "", "log json", KIND_YES_NO,
    0, KOPD(log_json))
WHOLE_FILE(SET_POLICY, BLOCK_MAIN, "", "pass", KIND_RULES,
    "", NULL, MAKER(policy) WRITER(policy))

STRING(SET_DOCKER_SOCKET, BLOCK_DOCKER, "docker ", "socket", KIND_SOCKET,
    "/var/run/docker.sock", text_docker_socket, READER(socket))
STRING(SET_DOCKER_ADDRESS, BLOCK_DOCKER, "docker ", "host", KIND_ADDRESS,
    "", text_docker_host, READER(address))
NUMBER(SET_DOCKER_PORT, BLOCK_DOCKER, "docker ", "port", KIND_NUMBER,
    DOCKER_PORT, 1, 65535, READER(port))
NOTE(SET_DOCKER_TLS, BLOCK_DOCKER, "docker ", "tls")
NOTE(SET_DOCKER_USER, BLOCK_DOCKER, "docker ", "user")
NOTE(SET_DOCKER_PASSWORD, BLOCK_DOCKER, "docker ", "password")
NUMBER(SET_POLL, BLOCK_DOCKER, "", "poll", KIND_INTERVAL,
    60, 0, YEARS, MAKER(poll) WRITER(poll))
NUMBER(SET_TIMEOUT, BLOCK_DOCKER, "", "timeout", KIND_SECONDS,
    30, 1, 60 * 60, READER(timeout))
BOOLEAN(SET_EXPOSED_BY_DEFAULT, BLOCK_DOCKER, "", "exposed by default",
    KIND_YES_NO, 0, MAKER(exposed_by_default))
BOOLEAN(SET_ALLOW_EMPTY_SERVICES, BLOCK_DOCKER, "", "allow empty services",
    KIND_YES_NO, 0, MAKER(allow_empty_services))
BOOLEAN(SET_USE_BIND_PORT_IP, BLOCK_DOCKER, "", "use bind port ip",
    KIND_YES_NO, 0, MAKER(use_bind_port_ip))
STRING(SET_NETWORK, BLOCK_DOCKER, "", "network", KIND_NAME,
    "", text_filled, MAKER(network))
STRING(SET_PREFIX, BLOCK_DOCKER, "", "prefix", KIND_NAME,
    "", text_prefix, MAKER(prefix))
LIST(SET_NAMESPACES, BLOCK_DOCKER, "", "namespace", KIND_NAMES,
    text_namespace, MAKER(namespaces))
TEXT(SET_DEFAULT_RULE, BLOCK_DOCKER, "", "default rule", KIND_PROGRAM,
    "", NULL, MAKER(default_rule))
TEXT(SET_CONSTRAINTS, BLOCK_DOCKER, "", "constraints", KIND_PROGRAM,
    "", NULL, MAKER(constraints))
STRING(SET_PROVIDER_CONFIG, BLOCK_DOCKER, "", "provider config", KIND_SOURCE,
    "", text_filled, KOPD(provider_config))

BOOLEAN(SET_V1, BLOCK_MAIN, "", "labels v1", KIND_BLOCK, 0, MAKER(v1))
STRING(SET_V1_DOMAIN, BLOCK_V1, "labels v1 ", "domain", KIND_NAME,
    "", text_domain, MAKER(v1_domain))
BOOLEAN(SET_V1_EXPOSED, BLOCK_V1, "labels v1 ", "exposed by default",
    KIND_YES_NO, 0, MAKER(v1_exposed))
LIST(SET_V1_ENTRY_POINTS, BLOCK_V1, "labels v1 ", "entry point", KIND_ENTRIES,
    text_filled, MAKER(v1_entry_points))
LIST(SET_V1_DEFAULT_ENTRY_POINTS, BLOCK_V1, "labels v1 ",
    "default entry points", KIND_LIST, text_word,
    MAKER(v1_default_entry_points))

BOOLEAN(SET_REGISTRATOR, BLOCK_MAIN, "", "labels registrator", KIND_BLOCK,
    0, MAKER(registrator))
STRING(SET_REGISTRATOR_DOMAIN, BLOCK_REGISTRATOR, "labels registrator ",
    "domain", KIND_NAME, "", text_domain, MAKER(registrator_domain))
STRING(SET_REGISTRATOR_PREFIX, BLOCK_REGISTRATOR, "labels registrator ",
    "prefix", KIND_NAME, "traefik", text_prefix, MAKER(registrator_prefix))
BOOLEAN(SET_REGISTRATOR_INTERNAL, BLOCK_REGISTRATOR, "labels registrator ",
    "internal", KIND_YES_NO, 0, MAKER(registrator_internal))
BOOLEAN(SET_REGISTRATOR_IMPLICIT, BLOCK_REGISTRATOR, "labels registrator ",
    "implicit", KIND_YES_NO, 0, MAKER(registrator_implicit))
BOOLEAN(SET_REGISTRATOR_EXPOSED, BLOCK_REGISTRATOR, "labels registrator ",
    "exposed by default", KIND_YES_NO, 0, MAKER(registrator_exposed))

STRING(SET_REDIS_SOCKET, BLOCK_REDIS, "redis ", "socket", KIND_SOCKET,
    "", text_redis_socket, WRITER(socket))
STRING(SET_REDIS_ADDRESS, BLOCK_REDIS, "redis ", "host", KIND_ADDRESS,
    "127.0.0.1", text_host, WRITER(address))
NUMBER(SET_REDIS_PORT, BLOCK_REDIS, "", "port", KIND_NUMBER,
    REDIS_PORT, 1, 65535, WRITER(port))
STRING(SET_USER, BLOCK_REDIS, "", "user", KIND_NAME,
    "", text_filled, WRITER(user))
STRING(SET_PASSWORD_FILE, BLOCK_REDIS, "", "password file", KIND_PATH,
    "", text_filled, KOPD(password_file))
STRING(SET_PASSWORD, BLOCK_REDIS, "", "password", KIND_SECRET,
    "", text_filled, WRITER(password))
NUMBER(SET_DATABASE, BLOCK_REDIS, "", "database", KIND_NUMBER,
    0, 0, INT32_MAX, WRITER(db))
BOOLEAN(SET_NOTIFY_QUIET, BLOCK_REDIS, "", "notify quiet", KIND_YES_NO,
    1, WRITER(notify_quiet))
NUMBER(SET_NOTIFY_PAUSE, BLOCK_REDIS, "", "notify pause", KIND_PAUSE,
    NOTIFY_PAUSE_AUTO, 0, NOTIFY_PAUSE_AUTO, WRITER(notify_pause))
STRING(SET_ROOT, BLOCK_REDIS, "", "root", KIND_NAME,
    "traefik", name_root_fault, WRITER(root))
BOOLEAN(SET_TLS, BLOCK_REDIS, "", "tls", KIND_SWITCH, 0, WRITER(tls))
STRING(SET_TLS_CA, BLOCK_REDIS, "", "tls ca", KIND_PATH,
    "", text_filled, KOPD(tls_ca_file))
STRING(SET_TLS_CERTIFICATE, BLOCK_REDIS, "", "tls certificate", KIND_PATH,
    "", text_filled, KOPD(tls_certificate_file))
STRING(SET_TLS_KEY, BLOCK_REDIS, "", "tls key", KIND_PATH,
    "", text_filled, KOPD(tls_key_file))
STRING(SET_TLS_SERVER_NAME, BLOCK_REDIS, "", "tls server name",
    KIND_SERVER_NAME, "", hostaddr_certificate_fault, WRITER(tls_server_name))
NUMBER(SET_TLS_VERSION, BLOCK_REDIS, "", "tls minimum version",
    KIND_TLS_VERSION, 12, 12, 13, WRITER(tls_version))
BOOLEAN(SET_TLS_INSECURE, BLOCK_REDIS, "", "tls insecure", KIND_FLAG,
    0, WRITER(tls_insecure))

STRING(SET_SENTINEL_MASTER, BLOCK_SENTINEL, "sentinel ", "master", KIND_NAME,
    "", text_filled, WRITER(sentinel_master))
LIST(SET_SENTINELS, BLOCK_SENTINEL, "sentinel ", "host", KIND_HOSTS,
    text_filled, WRITER(sentinels))
STRING(SET_SENTINEL_USER, BLOCK_SENTINEL, "sentinel ", "user", KIND_NAME,
    "", text_filled, WRITER(sentinel_user))
STRING(SET_SENTINEL_PASSWORD_FILE, BLOCK_SENTINEL, "sentinel ", "password file",
    KIND_PATH, "", text_filled, KOPD(sentinel_password_file))
STRING(SET_SENTINEL_PASSWORD, BLOCK_SENTINEL, "sentinel ", "password",
    KIND_SECRET, "", text_filled, WRITER(sentinel_password))
LIST(SET_SENTINEL_PORTS, BLOCK_SENTINEL, "sentinel ", "ports", KIND_PORTS,
    text_port, WRITER(sentinel_ports))
LIST(SET_SENTINEL_MASTERS, BLOCK_SENTINEL, "sentinel ", "masters",
    KIND_PERMITS, text_permit, WRITER(sentinel_masters))

/* Values that kopd determines, and a child needs. */
NUMBER(SET_POLICY_NUMBER, BLOCK_NONE, "", "", KIND_NONE,
    0, 0, UINT32_MAX, MAKER(policy_number) WRITER(policy_number))
STRING(SET_RUN_AS, BLOCK_NONE, "", "", KIND_NONE,
    "", NULL, READER(run_as) MAKER(run_as) WRITER(run_as))
BOOLEAN(SET_TRAEFIK_ASSUMED, BLOCK_NONE, "", "", KIND_NONE,
    1, MAKER(traefik_assumed))
BOOLEAN(SET_BIND_NONE, BLOCK_NONE, "", "", KIND_NONE, 0, MAKER(bind_none))
BOOLEAN(SET_BIND_CHOSEN, BLOCK_NONE, "", "", KIND_NONE, 1, MAKER(bind_chosen))
STRING(SET_BIND_ADDRESS, BLOCK_NONE, "", "", KIND_NONE,
    "", NULL, MAKER(bind_address))
STRING(SET_MACHINE, BLOCK_NONE, "", "", KIND_NONE, "", NULL, MAKER(machine))
STRING(SET_ENDPOINT, BLOCK_NONE, "", "", KIND_NONE, "", NULL, MAKER(endpoint))
LIST(SET_LEFT_OUT, BLOCK_NONE, "", "", KIND_NONE, NULL, MAKER(left_out))
WHOLE_FILE(SET_TLS_CA_TEXT, BLOCK_NONE, "", "", KIND_NONE,
    "", NULL, WRITER(tls_ca))
TEXT(SET_TLS_CERTIFICATE_TEXT, BLOCK_NONE, "", "", KIND_NONE,
    "", NULL, WRITER(tls_certificate))
TEXT(SET_TLS_KEY_TEXT, BLOCK_NONE, "", "", KIND_NONE,
    "", NULL, WRITER(tls_key))
BOOLEAN(SET_PASSWORD_KEPT, BLOCK_NONE, "", "", KIND_NONE,
    0, WRITER(password_kept))
BOOLEAN(SET_SENTINEL_PASSWORD_KEPT, BLOCK_NONE, "", "", KIND_NONE,
    0, WRITER(sentinel_password_kept))

#undef STRING
#undef TEXT
#undef WHOLE_FILE
#undef NUMBER
#undef BOOLEAN
#undef LIST
#undef NOTE
#undef DAY
#undef YEARS
