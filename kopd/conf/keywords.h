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
 * All keywords of kopd.conf(5) and their tokens in parse.y, sorted as
 * strcmp(3) does.  The including file defines KEYWORD(word, token) first.
 */

KEYWORD("allow", ALLOW)
KEYWORD("bind", BIND)
KEYWORD("block", BLOCK)
KEYWORD("by", BY)
KEYWORD("bytes", BYTES)
KEYWORD("ca", CA)
KEYWORD("certificate", CERTIFICATE)
KEYWORD("config", CONFIG)
KEYWORD("constraints", CONSTRAINTS)
KEYWORD("container", CONTAINER)
KEYWORD("database", DATABASE)
KEYWORD("default", DEFAULT)
KEYWORD("docker", DOCKER)
KEYWORD("domain", DOMAIN)
KEYWORD("empty", EMPTY)
KEYWORD("entry", ENTRY)
KEYWORD("equal", EQUAL)
KEYWORD("exit", EXIT)
KEYWORD("expire", EXPIRE)
KEYWORD("exposed", EXPOSED)
KEYWORD("file", FILENAME)
KEYWORD("heartbeat", HEARTBEAT)
KEYWORD("host", HOST)
KEYWORD("hostname", HOSTNAME)
KEYWORD("implicit", IMPLICIT)
KEYWORD("include", INCLUDE)
KEYWORD("insecure", INSECURE)
KEYWORD("interface", INTERFACE)
KEYWORD("internal", INTERNAL)
KEYWORD("ip", IP)
KEYWORD("is", IS)
KEYWORD("json", JSON)
KEYWORD("key", KEY)
KEYWORD("keys", KEYS)
KEYWORD("labels", LABELS)
KEYWORD("lenient", LENIENT)
KEYWORD("limit", LIMIT)
KEYWORD("log", LOG)
KEYWORD("lossy", LOSSY)
KEYWORD("master", MASTER)
KEYWORD("masters", MASTERS)
KEYWORD("merge", MERGE)
KEYWORD("minimum", MINIMUM)
KEYWORD("name", NAME)
KEYWORD("names", NAMES)
KEYWORD("namespace", NAMESPACE)
KEYWORD("network", NETWORK)
KEYWORD("never", NEVER)
KEYWORD("no", NO)
KEYWORD("none", NONE)
KEYWORD("notify", NOTIFY)
KEYWORD("objects", OBJECTS)
KEYWORD("on", ON)
KEYWORD("pass", PASS)
KEYWORD("password", PASSWORD)
KEYWORD("point", POINT)
KEYWORD("points", POINTS)
KEYWORD("poll", POLL)
KEYWORD("port", PORT)
KEYWORD("ports", PORTS)
KEYWORD("prefix", PREFIX)
KEYWORD("provider", PROVIDER)
KEYWORD("quiet", QUIET)
KEYWORD("redis", REDIS)
KEYWORD("refuse", REFUSE)
KEYWORD("registrator", REGISTRATOR)
KEYWORD("reserve", RESERVE)
KEYWORD("resolver", RESOLVER)
KEYWORD("root", ROOT)
KEYWORD("rule", RULE)
KEYWORD("sandbox", SANDBOX)
KEYWORD("sentinel", SENTINEL)
KEYWORD("server", SERVER)
KEYWORD("services", SERVICES)
KEYWORD("socket", SOCKET)
KEYWORD("strict", STRICT)
KEYWORD("timeout", TIMEOUT)
KEYWORD("tls", TLS)
KEYWORD("traefik", TRAEFIK)
KEYWORD("ttl", TTL)
KEYWORD("unpublished", UNPUBLISHED)
KEYWORD("use", USE)
KEYWORD("user", USER)
KEYWORD("v1", V1)
KEYWORD("version", VERSION)
KEYWORD("warn", WARN)
KEYWORD("withdraw", WITHDRAW)
KEYWORD("yes", YES)
