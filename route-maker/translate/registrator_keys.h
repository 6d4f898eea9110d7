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
 * The keys of registrator's labels (SERVICE_NAME has the key NAME), each with 1
 * if a route may have its value, and what it is used for, or why it is not.
 * The including file defines KEY(key, used, say).
 */

KEY("NAME", 1, "the name of the service")
KEY("TAGS", 1, "labels of Traefik, if they begin with `prefix'")
KEY("IGNORE", 1, "no route, with any value that is not empty")
KEY("ID", 0, "the id in Consul, which no route has")
KEY("CHECK_HTTP", 1, "the path of the health check")
KEY("CHECK_HTTP_METHOD", 1, "the method of the health check")
KEY("CHECK_HTTPS", 1, "the path of the health check")
KEY("CHECK_HTTPS_METHOD", 1, "the method of the health check")
KEY("CHECK_INTERVAL", 1, "the interval of the health check")
KEY("CHECK_TIMEOUT", 1, "the timeout of the health check")
KEY("CHECK_CMD", 0, "a check by Consul")
KEY("CHECK_SCRIPT", 0, "a check by Consul")
KEY("CHECK_TTL", 0, "a check by Consul")
KEY("CHECK_TCP", 0, "a check by Consul")
KEY("CHECK_GRPC", 0, "a check by Consul")
KEY("CHECK_GRPC_USE_TLS", 0, "a check by Consul")
KEY("CHECK_TLS_SKIP_VERIFY", 0,
    "a check by Consul; Traefik has it in a serversTransport")
KEY("CHECK_INITIAL_STATUS", 0,
    "Traefik 3 uses a server until a check fails")
KEY("CHECK_DEREGISTER_AFTER", 0, "a check by Consul")
