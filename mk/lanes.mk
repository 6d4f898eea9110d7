# Tests that take long because they build kopd anew, with another libc or on
# another system: regress/lanes.

.PHONY: check-lanes
LANES		?= $(sort $(wildcard regress/lanes/*.t))

#: make check-lanes install what lanes need (Debian), run each lane: kopd with
#:                  another libc or system; LANES="regress/lanes/..." for these
check-lanes:
	@tools/packages build check lanes
	@$(MAKE) --no-print-directory lanes

.PHONY: lanes
lanes: all tests
	@BUILD=$(BUILD) regress/run -j1 $(LANES)
