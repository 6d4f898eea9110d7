# The benchmark: kopd and, beside it, the least an agent must do.

.PHONY: bench
N		?= 10 100 1000 10000
REST		?= 10

BENCH		= $(BUILD)/regress/bench/measure

$(BENCH): $(patsubst %.c,$(BUILD)/%.o,$(wildcard regress/bench/*.c)) \
    $(call fake_parts,docker) $(BUILD)/common.a
	$(say) LD $@
	$(Q)$(CC) $(CFLAGS) $(HARDEN) $(LDHARDEN) -o $@ $^ \
	    $(call pkglibs,libevent_core libbsd-overlay hiredis)

#: make bench       figures; N="10 1000" containers, REST=60 seconds at rest
bench:
	@tools/packages build check
	@$(MAKE) --no-print-directory all $(BUILD)/regress/fake/floor $(BENCH)
	@N="$(N)" REST="$(REST)" regress/bench/bench $(BUILD)
