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
 * The metrics of kopd, a row for each:
 *
 *	METRIC(id, name, type, unit, label, roles, help)
 *
 * id, after METRIC_, is for C.  name is that of the family in OpenMetrics; it
 * ends with the unit.  `kopctl metrics' adds _total to a counter.  label is the
 * name of the label whose values the process sends, or NULL.  roles are the
 * processes that have the metric: with more than one, kopctl adds the label
 * process.  The processes send whole numbers: microseconds for SECONDS, and
 * bytes for BYTES.
 *
 * METRICS in kopctl(8) describes each of them for the operator.
 */

METRIC(BUILD, "kopd_build", INFO, NONE, "version", PARENT,
    "The version of kopd.")
METRIC(START, "kopd_start_time_seconds", GAUGE, SECONDS, NULL, PARENT,
    "When kopd was started, in seconds since 1970.")
METRIC(ADDRESS, "kopd_address_known", GAUGE, NONE, NULL, PARENT,
    "Whether there is an address to publish, or none is needed.")
METRIC(RELOADS, "kopd_reloads", COUNTER, NONE, "result", PARENT,
    "Reloads of the configuration, by their result.")
METRIC(RELOAD_GOOD, "kopd_last_reload_successful", GAUGE, NONE, NULL, PARENT,
    "Whether the last reload was accepted; the start counts as one.")
METRIC(RELOAD_TIME, "kopd_last_reload_time_seconds", GAUGE, SECONDS, NULL,
    PARENT, "When the last reload ended, in seconds since 1970.")
METRIC(CPU, "kopd_process_cpu_seconds", COUNTER, SECONDS, NULL, ALL,
    "Time of the processor, of user and system, by process.")
METRIC(MEMORY, "kopd_process_memory_peak_bytes", GAUGE, BYTES, NULL, ALL,
    "The largest resident memory so far, by process.")
METRIC(QUEUE, "kopd_queue_bytes", GAUGE, BYTES, "to", ALL,
    "Bytes of messages that wait for another process to read them.")

METRIC(DOCKER_REQUESTS, "kopd_docker_requests", COUNTER, NONE, "request",
    READER, "Requests to Docker, by their kind.")
METRIC(DOCKER_BYTES, "kopd_docker_received_bytes", COUNTER, BYTES, NULL,
    READER, "Bytes of Docker's answers.")
METRIC(DOCKER_OPEN, "kopd_docker_open_requests", GAUGE, NONE, NULL, READER,
    "Requests to Docker without a complete answer; one is for events.")
METRIC(DOCKER_ERRORS, "kopd_docker_connection_errors", COUNTER, NONE, NULL,
    READER, "Attempts to connect to Docker that failed.")

METRIC(DOCKER_CONNECTED, "kopd_docker_connected", GAUGE, NONE, NULL, MAKER,
    "Whether Docker tells of containers.")
METRIC(DOCKER_RECONNECTS, "kopd_docker_reconnects", COUNTER, NONE, NULL, MAKER,
    "How often Docker's events were subscribed to again.")
METRIC(DOCKER_EVENTS, "kopd_docker_events", COUNTER, NONE, NULL, MAKER,
    "Events of Docker that concern containers.")
METRIC(DOCKER_LISTS, "kopd_docker_lists", COUNTER, NONE, NULL, MAKER,
    "Complete lists of all containers.")
METRIC(DOCKER_LIST_TIME, "kopd_docker_last_list_time_seconds", GAUGE, SECONDS,
    NULL, MAKER, "When the last such list was read, in seconds since 1970.")
METRIC(DOCKER_WANTED, "kopd_docker_wanted_containers", GAUGE, NONE, NULL, MAKER,
    "Containers that have changed and are to be asked for.")
METRIC(CONTAINERS, "kopd_containers", GAUGE, NONE, "status", MAKER,
    "Containers, by their status in kopctl explain.")
METRIC(OBJECTS, "kopd_objects", GAUGE, NONE, "kind", MAKER,
    "Objects that this host publishes, by their kind.")
METRIC(WAITING, "kopd_waiting_objects", GAUGE, NONE, "state", MAKER,
    "Objects that are not published because of other containers.")
METRIC(ERRORS, "kopd_container_errors", GAUGE, NONE, "kind", MAKER,
    "Errors and warnings of containers that are not corrected.")
METRIC(UNPUBLISHED, "kopd_unpublished_ports", GAUGE, NONE, NULL, MAKER,
    "Services whose port this host does not publish.")
METRIC(CHANGES, "kopd_changes", COUNTER, NONE, NULL, MAKER,
    "Changes that were sent to redis-writer.")
METRIC(CHANGES_OPEN, "kopd_open_changes", GAUGE, NONE, NULL, MAKER,
    "Changes that are not in Redis yet.")
METRIC(LATENCY, "kopd_change_duration_seconds", HISTOGRAM, SECONDS, NULL, MAKER,
    "From the event of Docker until Redis has its change.")

METRIC(REDIS_CONNECTED, "kopd_redis_connected", GAUGE, NONE, NULL, WRITER,
    "Whether Redis is connected and answers.")
METRIC(LEASE_HELD, "kopd_lease_held", GAUGE, NONE, NULL, WRITER,
    "Whether this host has its lease and publishes.")
METRIC(LEASE_AGE, "kopd_lease_age_seconds", GAUGE, SECONDS, NULL, WRITER,
    "For how long it has had its lease without interruption.")
METRIC(LEASE_TTL, "kopd_lease_ttl_seconds", GAUGE, SECONDS, NULL, WRITER,
    "After which time without a heartbeat the lease expires; 0: never.")
METRIC(HEARTBEAT_AGE, "kopd_heartbeat_age_seconds", GAUGE, SECONDS, NULL,
    WRITER, "The time since Redis renewed the lease.")
METRIC(WITHDRAWN, "kopd_withdrawn", GAUGE, NONE, NULL, WRITER,
    "Whether this host is withdrawn until kopd is restarted.")
METRIC(REDIS_RECONNECTS, "kopd_redis_reconnects", COUNTER, NONE, NULL, WRITER,
    "How often Redis was connected again.")
METRIC(REDIS_ERRORS, "kopd_redis_errors", COUNTER, NONE, NULL, WRITER,
    "Failed attempts to connect to Redis, disconnects and lost data.")
METRIC(REDIS_OBJECTS, "kopd_redis_objects", GAUGE, NONE, NULL, WRITER,
    "Objects that this host wants in Redis.")
METRIC(REDIS_PENDING, "kopd_redis_pending_objects", GAUGE, NONE, NULL, WRITER,
    "Objects of these that Redis does not have yet.")
METRIC(REDIS_WAITING, "kopd_redis_waiting_objects", GAUGE, NONE, "state",
    WRITER, "Objects that are not published because of other hosts.")
METRIC(REDIS_COMMANDS, "kopd_redis_open_commands", GAUGE, NONE, NULL, WRITER,
    "Commands that Redis has not answered yet.")
METRIC(REDIS_SCRIPTS, "kopd_redis_script_duration_seconds", SUMMARY, SECONDS,
    "script", WRITER, "From the call of a script until its reply.")
METRIC(REDIS_KEYS, "kopd_redis_changed_keys", COUNTER, NONE, NULL, WRITER,
    "Published keys that scripts of this host have written or deleted.")
METRIC(MESSAGES, "kopd_traefik_messages", COUNTER, NONE, NULL, WRITER,
    "Messages to Traefik because of changes of this host.")
