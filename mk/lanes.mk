# Tests that take long because they build kopd anew, with another libc or on
# another system: regress/lanes.

.PHONY: check-lanes
# Those that end soon come first.
LANE_ORDER	= $(patsubst %,regress/lanes/%.t,upgrade musl image debian12 \
		   debian13 cross debian13-valkey)
LANES		?= $(LANE_ORDER) \
		   $(filter-out $(LANE_ORDER),$(wildcard regress/lanes/*.t))

#: make check-lanes install what lanes need (Debian), run each lane: kopd with
#:                  another libc or system; LANES="regress/lanes/..." for these;
#:                  with UNTIL=seconds since 1970, none goes on after that
check-lanes:
	@tools/packages build check lanes
	@$(MAKE) --no-print-directory lanes

.PHONY: lanes
lanes: all tests
	@BUILD=$(BUILD) regress/lanes/run $(LANES)
