# The benchmark: kopd, compared with a minimal agent, and the work of
# route-maker in one process.

.PHONY: bench
N		?= 10 100 1000 10000
REST		?= 10
ONLY		?= labels rules policy memory agent hosts traefik
HOSTS		?= 20
CONTAINERS	?= 500
EVENTS		?= 200

BENCH		= $(BUILD)/regress/bench
BENCH_PROGRAMS	= $(BENCH)/measure $(BENCH)/list/list \
		  $(BENCH)/maker/maker $(BENCH)/hosts/hosts \
		  $(BENCH)/burst/burst $(BENCH)/hops/hops
bench_parts	= $(patsubst %.c,$(BUILD)/%.o,$(wildcard $(1)/*.c))

$(BENCH)/measure: $(call bench_parts,regress/bench)
$(BENCH)/list/list: $(BENCH)/list/list.o
$(BENCH)/measure $(BENCH)/list/list: $(call fake_parts,docker) \
    $(BUILD)/common.a
	$(say) LD $@
	$(Q)$(LINK) -o $@ $^ \
	    $(call pkglibs,libevent_core libbsd-overlay hiredis)

$(BENCH)/maker/maker: $(call bench_parts,regress/bench/maker) \
    $(BENCH)/report.o $(BUILD)/route-maker.a $(call uses,route-maker) \
    $(BUILD)/common.a
	$(say) LD $@
	$(Q)$(LINK) -o $@ $^ $(LIBS_route-maker)

$(BENCH)/hosts/hosts: $(call bench_parts,regress/bench/hosts) \
    $(BENCH)/process.o $(BENCH)/redis.o $(BENCH)/report.o
	$(say) LD $@
	$(Q)$(LINK) -o $@ $^ \
	    $(call pkglibs,libevent_core libbsd-overlay hiredis)

$(BENCH)/burst/burst: $(call bench_parts,regress/bench/burst) \
    $(BENCH)/engine.o $(BENCH)/process.o $(BENCH)/redis.o $(BENCH)/report.o \
    $(call fake_parts,docker) $(BUILD)/common.a
	$(say) LD $@
	$(Q)$(LINK) -o $@ $^ \
	    $(call pkglibs,libevent_core libbsd-overlay hiredis)

$(BENCH)/hops/hops: $(call bench_parts,regress/bench/hops) \
    $(BENCH)/engine.o $(BENCH)/process.o $(BENCH)/redis.o $(BENCH)/report.o \
    $(BENCH)/stage.o $(call fake_parts,docker) $(BUILD)/common.a
	$(say) LD $@
	$(Q)$(LINK) -o $@ $^ \
	    $(call pkglibs,libevent_core libbsd-overlay hiredis)

# The tests build these, too, so that they are not forgotten when code changes.
tests: $(BENCH_PROGRAMS)

#: make bench       benchmark; N="10 1000" containers, REST=60 seconds idle,
#:                  ONLY="labels rules policy memory agent hosts traefik";
#:                  hosts has HOSTS=20 with CONTAINERS=500 each; hops, only
#:                  if named, tells where the time of EVENTS=200 changes goes
bench:
	@tools/packages build check
	@$(MAKE) --no-print-directory all \
	    $(FAKE)/floor $(FAKE)/maker \
	    $(BENCH_PROGRAMS)
	@N="$(N)" REST="$(REST)" ONLY="$(ONLY)" \
	    HOSTS="$(HOSTS)" CONTAINERS="$(CONTAINERS)" EVENTS="$(EVENTS)" \
	    regress/bench/bench $(BUILD)
